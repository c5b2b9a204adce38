"""Build a corpus: many documents through the stages, each on its own, and the results on the disk.

Two passes keep the memory flat. The first tags each document and puts it aside in a private
folder; then the register is made over all of them; the second pass links each document to it,
writes its TEI and lets it go.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Protocol

from annotate import glossary, output, pipeline, readers, tei, workers
from annotate.corpus import Corpus, Skipped
from annotate.errors import AnnotateError, InputError, OutputError
from annotate.export import csv as export_csv
from annotate.glossary import replay, rulings
from annotate.glossary.decisions import FILE as DECISIONS
from annotate.tag import registry

if TYPE_CHECKING:
    from annotate.config import Tagging
    from annotate.gloss import Termbase
    from annotate.glossary import Entry
    from annotate.glossary.replay import Rulings
    from annotate.model import Document, Source
    from annotate.tag.registry import Register, Survey
    from annotate.tei import Provenance

BATCH = 6
"""Documents tagged together: 4 to 8 were fastest, 64 a quarter slower at 2.6 times the memory."""

LONGEST = 3_000_000
"""The longest text that is built, in characters: its TEI takes about a kilobyte of memory a word."""

RESERVED = frozenset({"corpus", "register"})
"""Names that the corpus's own files have in `tei/`."""

REGISTER, CORPUS, GLOSSARY = "tei/register.xml", "tei/corpus.xml", "glossary.csv"
DOUBTS = "doubts.tsv"
"""Entities that may be one or several, for a person to rule."""


class Progress(Protocol):
    """Told after each step how many steps are done, of how many."""

    def __call__(self, done: int, total: int) -> None:
        """Show it."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What is kept of a document between the passes; the document itself lies on the disk."""

    path: str
    id: str
    file: Path
    glosses: int
    heads: int
    notices: tuple[str, ...]
    survey: Survey
    examined: replay.Examined
    """How the decisions on glosses fared in it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    out: Path
    documents: int = 0
    glosses: int = 0
    heads: int = 0
    entities: int = 0
    entries: int = 0
    failed: tuple[Skipped, ...] = ()
    """Sources that should have become documents and did not."""
    skipped: tuple[Skipped, ...] = ()
    """Files that are no sources."""
    notices: tuple[Skipped, ...] = ()
    """What the stages saw in documents that were built all the same."""
    problems: tuple[tei.Problem, ...] = ()
    """What the validator found in the files written: none, unless this program is wrong."""
    idle: tuple[Skipped, ...] = ()
    """Decisions that no longer apply, by their lines, and why. The file is left as it is."""


def quiet(done: int, total: int) -> None:
    """Show nothing."""


def build(
    corpus: Corpus, *, encoding: str | None = None, jobs: int = 1, progress: Progress = quiet
) -> Report:
    """Tag the sources of `corpus` and write TEI, register and glossary to `corpus.out`.

    One bad source never stops the others: it is listed in the report. Raises `OutputError` when
    the results cannot be written, `ConfigError` when a tagger is not there, `InputError` when the
    termbase cannot be read.
    """
    tagging = corpus.config.tagging
    termbase = pipeline.termbase(corpus.termbase)
    made_by = pipeline.provenance(tagging, corpus.termbase)
    work = partial(_tag_batch, tagging=tagging, ruled=corpus.rulings, termbase=termbase)
    before = output.written(corpus.out)
    output.declare(corpus.out, before)
    with tempfile.TemporaryDirectory(prefix="annotate-") as spool:
        tagged, failed = _tag(corpus, partial(work, spool=Path(spool)), encoding, jobs, progress)
        if not tagged:
            raise InputError(_nothing(failed))
        report = _write(corpus, made_by, tagged, before, progress)
        return replace(report, failed=(*failed, *report.failed))


def _nothing(failed: Sequence[Skipped]) -> str:
    more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
    return f"no document could be built: {failed[0].path}: {failed[0].reason}{more}"


# First pass: sources to documents put aside.


def _tag(
    corpus: Corpus,
    work: workers.Work[Source, Tagged | Skipped],
    encoding: str | None,
    jobs: int,
    progress: Progress,
) -> tuple[list[Tagged], list[Skipped]]:
    unread: list[Skipped] = []
    total = 2 * len(corpus.sources)
    outcomes: list[Tagged | Skipped] = []
    batches = workers.batches(_sources(corpus.sources, encoding, unread), BATCH)
    for outcome in workers.run(batches, work, jobs=jobs, lost=lost):
        outcomes.append(outcome)
        progress(len(outcomes) + len(unread), total)
    failed = unread + [o for o in outcomes if isinstance(o, Skipped)]
    tagged = [o for o in outcomes if isinstance(o, Tagged)]
    return sorted(tagged, key=lambda t: t.path), sorted(failed, key=lambda s: s.path)


def _sources(paths: Iterable[Path], encoding: str | None, unread: list[Skipped]) -> Iterator[Source]:
    """Each source that can be read and has a name of its own; the others go to `unread`."""
    taken: dict[str, Path] = {}
    for path in paths:
        try:
            source = readers.read(path, encoding=encoding)
            _check(source, taken)
        except Exception as error:  # noqa: BLE001  # a reader may be anybody's plug-in: its fault stays in its document
            unread.append(Skipped(str(path), _fault(error).removeprefix(f"{path}: ")))
            continue
        taken[source.id.casefold()] = path
        yield source


def _check(source: Source, taken: dict[str, Path]) -> None:
    if (other := taken.get(source.id.casefold())) is not None:
        raise InputError(f"its id “{source.id}” is taken by {other}; rename one of the two")
    if source.id.casefold() in RESERVED:
        raise InputError(f"its id “{source.id}” is the name of a file of the corpus itself; rename it")
    if len(source.text) > LONGEST:
        size = len(source.text)
        raise InputError(f"{size:,} characters, and {LONGEST:,} are the most; split it into chapters")


def _tag_batch(
    sources: Sequence[Source], *, tagging: Tagging, ruled: Rulings, termbase: Termbase, spool: Path
) -> Sequence[Tagged | Skipped]:
    """Tag the sources together; when that fails, one by one, so that only the bad one is lost."""
    pipeline.engines(tagging)
    try:
        found = pipeline.documents(sources, tagging, rulings=ruled, termbase=termbase)
        return [_put_aside(document, ruled, spool) for document in found]
    except OutputError:
        raise
    except Exception as error:  # noqa: BLE001  # the one boundary where a fault in one document must not stop the rest
        if len(sources) == 1:
            return [Skipped(sources[0].path, _fault(error))]
    alone = partial(_tag_batch, tagging=tagging, ruled=ruled, termbase=termbase, spool=spool)
    return [outcome for source in sources for outcome in alone([source])]


def _fault(error: Exception) -> str:
    if isinstance(error, AnnotateError):
        return str(error)
    frames = extract_tb(error.__traceback__)
    place = [frame for frame in frames if Path(frame.filename).is_relative_to(Path(__file__).parent)][-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return (
        f"a fault in annotate ({type(error).__name__} in {where}: {error}); please report it with this text"
    )


def lost(source: Source) -> Skipped:
    """What to say of a source whose process died."""
    return Skipped(source.path, "its process was killed, perhaps for want of memory; split the text")


def _put_aside(document: Document, ruled: Rulings, spool: Path) -> Tagged:
    source = document.source
    file = spool / source.id
    data = pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
    try:
        file.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{file}: {error.strerror}; make room for temporary files") from error
    return Tagged(
        path=source.path,
        id=source.id,
        file=file,
        glosses=len(document.alignments),
        heads=sum(alignment.head is not None for alignment in document.alignments),
        notices=tuple(notice.message for notice in source.notices),
        survey=registry.survey(document),
        examined=replay.examine(document, ruled.decisions, ids=ruled.ids),
    )


def _fetch(one: Tagged) -> Document:
    try:
        data = one.file.read_bytes()
    except OSError as error:
        raise OutputError(f"{one.file}: {error.strerror}; the temporary files were removed") from error
    document: Document = pickle.loads(data)  # noqa: S301  # we wrote it, where only we can write
    return document


# Second pass: documents to files.


def _write(
    corpus: Corpus,
    made_by: Provenance,
    tagged: Sequence[Tagged],
    before: frozenset[str],
    progress: Progress,
) -> Report:
    out, config = corpus.out, corpus.config
    output.declare(out, before | frozenset(_names(tagged)))
    register = registry.merge((one.survey for one in tagged), authority=corpus.authority)
    output.write(out / REGISTER, tei.build_register(register.entities, config, provenance=made_by))
    output.write(out / DOUBTS, registry.doubts(register).encode())
    outcomes: list[Tagged | Skipped] = []
    render = partial(tei.build, corpus=config, provenance=made_by)
    watched = _watched(tagged, progress, len(corpus.sources))
    linked = _linked(watched, register, render, out, outcomes)
    entries = glossary.entries(linked, corpus.rulings.decisions, ids=corpus.rulings.ids)
    built = [o for o in outcomes if isinstance(o, Tagged)]
    output.write(out / CORPUS, tei.build_corpus([one.id for one in built], config, provenance=made_by))
    output.write(out / GLOSSARY, export_csv.write(glossary.kept(entries)))
    _tidy(out, before, frozenset(_names(built)))
    return Report(
        out=out,
        documents=len(built),
        glosses=sum(one.glosses for one in built),
        heads=sum(one.heads for one in built),
        entities=len(register.entities),
        entries=len(glossary.kept(entries)),
        failed=tuple(o for o in outcomes if isinstance(o, Skipped)),
        skipped=corpus.skipped,
        notices=tuple(Skipped(one.path, notice) for one in built for notice in one.notices),
        problems=_validate(out, built),
        idle=_idle(corpus.rulings, built, entries),
    )


def _idle(ruled: Rulings, built: Sequence[Tagged], entries: Sequence[Entry]) -> tuple[Skipped, ...]:
    """The decisions that apply to nothing that was built."""
    on_glosses = replay.idle_on_glosses(ruled.decisions, [one.examined for one in built])
    idle = (*on_glosses, *rulings.idle(entries, ruled.decisions))
    return tuple(
        Skipped(f"{DECISIONS}: line {decision.line}", f"{decision.action} {decision.chinese}: {reason}")
        for decision, reason in idle
    )


def _watched(tagged: Sequence[Tagged], progress: Progress, before: int) -> Iterator[Tagged]:
    for number, one in enumerate(tagged, 1):
        yield one
        progress(before + number, before + len(tagged))


def _linked(
    tagged: Iterable[Tagged],
    register: Register,
    render: Callable[[Document], bytes],
    out: Path,
    outcomes: list[Tagged | Skipped],
) -> Iterator[Document]:
    """Each document linked and with its TEI on the disk; `outcomes` tells of those that failed too."""
    for one in tagged:
        try:
            document = registry.link(_fetch(one), register)
            data = render(document)
        except OutputError:
            raise
        except Exception as error:  # noqa: BLE001  # as in the first pass: a fault stays in its document
            outcomes.append(Skipped(one.path, _fault(error)))
            continue
        output.write(out / _name(one), data)
        outcomes.append(one)
        yield document


def _name(one: Tagged) -> str:
    return f"tei/{one.id}.xml"


def _names(documents: Iterable[Tagged]) -> Iterator[str]:
    yield from (REGISTER, CORPUS, GLOSSARY, DOUBTS)
    yield from map(_name, documents)


def _tidy(out: Path, before: frozenset[str], names: frozenset[str]) -> None:
    """Remove what earlier builds wrote and this one did not, and what killed builds left."""
    output.remove(out, before - names)
    for folder in (out, out / "tei"):
        output.remove(folder, output.parts(folder))
    output.declare(out, names)


def _validate(out: Path, built: Iterable[Tagged]) -> tuple[tei.Problem, ...]:
    paths = [out / name for name in _names(built) if name.endswith(".xml")]
    return tuple(problem for path in paths for problem in tei.validate(path))
