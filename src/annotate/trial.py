"""Gold put to the test: read, annotated by the same pipeline as any text, and scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from annotate import layout, pipeline, readers
from annotate.config import DEFAULTS
from annotate.errors import InputError
from annotate.evaluate import baselines, entities
from annotate.evaluate.gold import GoldPassage
from annotate.evaluate.load import read_gold
from annotate.evaluate.predictions import read_predictions
from annotate.evaluate.score import Report, evaluate
from annotate.model import Alignment, Mention, OffsetMap, Source
from annotate.readers.encoding import decode
from annotate.tag import english
from annotate.tag.baselines import jieba_alone, spacy_alone
from annotate.tag.registry import register


@dataclass(frozen=True, slots=True)
class Trial:
    """A passage of gold and the source that the program reads for it."""

    passage: GoldPassage
    source: Source
    """The passage's text as plain text, or its file as the reader gives it; `origin` maps to the passage."""


def load(paths: Iterable[Path], sources: Path | None = None) -> tuple[Trial, ...]:
    """The gold at `paths`, all of it; `sources` is the folder of the texts that lists mark.

    Raises `InputError` where a file is wrong or two passages have one id.
    """
    trials = tuple(trial for path in paths for trial in _trials(path, sources))
    for identifier, count in Counter(trial.passage.id for trial in trials).items():
        if count > 1:
            raise InputError(
                f"{count} passages have the id {identifier}; give each its own, or score one file at a time"
            )
    return trials


def _trials(path: Path, sources: Path | None) -> Iterator[Trial]:
    files: dict[str, Path] = {}

    def text_of(file: Path) -> str:
        files[file.stem] = file
        return decoded(file)

    for passage in read_gold(path, sources=sources, read=text_of):
        file = files.get(passage.id)
        yield Trial(passage, readers.read(file) if file else Source(id="passage", text=passage.text))


def decoded(file: Path) -> str:
    """The text of `file` as it stands, markup and all: what offsets of gold count in."""
    try:
        return decode(file.read_bytes(), name=str(file)).text
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); check the path") from error


def score(trials: Sequence[Trial]) -> Report:
    """The scores of what the program finds."""
    return _evaluate(trials, {trial.passage.id: predict(trial.source) for trial in trials})


def score_predictions(trials: Sequence[Trial], file: Path) -> Report:
    """The scores of predictions that were made elsewhere. Raises `InputError` where `file` is wrong."""
    return _evaluate(trials, read_predictions(file, {trial.passage.id for trial in trials}))


def predict(source: Source) -> tuple[Alignment, ...]:
    """What the program finds in `source`; spans are in the decoded file."""
    _, found = pipeline.find(source)
    return tuple(_home(alignment, source.origin) for alignment in found)


def _home(alignment: Alignment, origin: OffsetMap) -> Alignment:
    gloss = alignment.gloss
    moved = replace(gloss, span=origin.home(gloss.span), extent=origin.home(gloss.extent))
    return replace(alignment, gloss=moved, head=origin.home(alignment.head) if alignment.head else None)


def _evaluate(trials: Sequence[Trial], predictions: Mapping[str, Iterable[Alignment]]) -> Report:
    return evaluate([trial.passage for trial in trials], predictions)


def compare(trials: Sequence[Trial]) -> Iterator[tuple[str, Report]]:
    """The scores of each baseline, and of the oracle over our candidates. Raises `ConfigError` without spaCy's model."""
    phrases = _phrases(trials)
    given = baselines.bare_resources()
    for name, find in baselines.methods(given.romaniser).items():
        pairs = zip(trials, phrases, strict=True)
        yield (
            name,
            _evaluate(trials, {t.passage.id: baselines.align(t.passage.text, find, p) for t, p in pairs}),
        )
    best = {t.passage.id: baselines.oracle(t.passage, layout.parse(t.source), given) for t in trials}
    yield "oracle over our candidates", _evaluate(trials, best)


def _phrases(trials: Sequence[Trial]) -> list[baselines.Phrases]:
    views = [baselines.without_glosses(trial.passage.text) for trial in trials]
    found = english.phrases(view.text for view in views)
    return [
        baselines.home(view, baselines.Phrases(one.chunks, one.names))
        for view, one in zip(views, found, strict=True)
    ]


# --- entities -----------------------------------------------------------------------------------


def score_entities(folder: Path, sources: Path) -> entities.Scores:
    """The scores of what the program finds, links and joins in the texts that `folder` marks."""
    gold, files = _marked(folder, sources)
    documents, _ = register(pipeline.documents(map(readers.read, files), DEFAULTS))
    predicted = {
        file.stem: [_mention(mention, document.source.origin) for mention in document.mentions]
        for file, document in zip(files, documents, strict=True)
    }
    return entities.score(gold, predicted)


def entity_baselines(folder: Path, sources: Path) -> dict[str, entities.Scores]:
    """The scores of spaCy alone and of jieba alone on the same gold; equal strings count as one entity."""
    gold, files = _marked(folder, sources)
    loaded = pipeline.engines(DEFAULTS)
    texts = [readers.read(file) for file in files]
    alone: dict[str, Callable[[Source], Iterable[Mention]]] = {
        "jieba alone": partial(jieba_alone, loaded.chinese)
    }
    if loaded.english is not None:
        alone = {"spaCy alone": partial(spacy_alone, loaded.english), **alone}
    return {
        name: entities.score(
            gold,
            {
                file.stem: [_mention(mention, text.origin) for mention in find(layout.parse(text))]
                for file, text in zip(files, texts, strict=True)
            },
        )
        for name, find in alone.items()
    }


def _marked(folder: Path, sources: Path) -> tuple[tuple[entities.Marked, ...], list[Path]]:
    """The gold of `folder`, and the files of its texts in the same order."""
    files: list[Path] = []

    def text_of(file: Path) -> str:
        files.append(file)
        return decoded(file)

    return entities.read(folder, sources=sources, text_of=text_of), files


def _mention(mention: Mention, origin: OffsetMap) -> Mention:
    return replace(mention, span=origin.home(mention.span))
