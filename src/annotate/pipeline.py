"""The ordered stages from a text to a `Document`: read, lay out, find and align, tag."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from annotate import gloss, layout, readers, tag
from annotate.config import DEFAULTS, Tagging
from annotate.gloss import NO_TERMS, Termbase
from annotate.glossary import scripts, termbases
from annotate.glossary.replay import NO_RULINGS, Rulings, replay
from annotate.model import Alignment, Document, Source
from annotate.tei import Application, Provenance

if TYPE_CHECKING:
    from annotate.glossary import Entry
    from annotate.tag.chinese import Chinese
    from annotate.tag.english import English


@dataclass(frozen=True, slots=True)
class Engines:
    """The taggers, loaded; `english` is `None` for the tagger `none`."""

    english: English | None
    chinese: Chinese


@cache
def engines(tagging: Tagging) -> Engines:
    """The taggers that `tagging` asks for, loaded once in a process. Raises `ConfigError`."""
    import pypinyin  # noqa: F401  # and its dictionaries: glossary and register spell names with them

    from annotate.tag import chinese, english, gazetteer

    model = english.load(tagging.english) if tagging.tagger == "spacy" else None
    loaded = Engines(model, chinese.load())
    gloss.resources().encoder.load()
    gloss.resources().cross_encoder.load()
    gazetteer.load()
    gc.freeze()  # they live as long as the process: scanning them for garbage took a twentieth of a build
    return loaded


def provenance(tagging: Tagging, termbase: Path | None = None) -> Provenance:
    """The programs and models, with their exact versions, that make a document under `tagging`.

    A termbase stands among them by the name and the digest of its file, for it decides heads.
    """
    loaded = engines(tagging)
    own = Application("annotate", version("annotate-zh"))
    jieba = Application("jieba", loaded.chinese.version)
    known = (Application(name, version(name)) for name in gloss.knowledge())
    return Provenance((own, *_english(loaded.english), jieba, *known, *_terms(termbase)))


def _terms(path: Path | None) -> tuple[Application, ...]:
    if path is None:
        return ()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return (Application("termbase", f"SHA-256 {digest}", label=path.name),)


def _english(english: English | None) -> tuple[Application, ...]:
    if english is None:
        return ()
    model = Application(english.name, english.version, detail=f"SHA-256 {english.digest}")
    return Application("spacy", version("spacy"), label="spaCy"), model


def termbase(path: Path | None) -> Termbase:
    """The user's termbase at `path` as evidence for heads; an empty one without a path.

    Raises `InputError`, and `MissingExtraError` for a workbook, as `annotate.glossary.termbases.read` does.
    """
    return Termbase.of(pair for entry in termbases.read(path) for pair in _pairs(entry)) if path else NO_TERMS


def _pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each Chinese form of an entry, in both scripts, with each of its renderings."""
    written = {(entry.simplified, "zh-Hans"), (entry.traditional, "zh-Hant")}
    written |= {(term.text, term.lang) for term in entry.chinese_terms}
    forms = {form for text, lang in written for form in (text, *scripts.both(text, lang))}
    return ((form, term.text) for form in forms for term in entry.english_terms)


def find(
    source: Source, rulings: Rulings = NO_RULINGS, *, termbase: Termbase = NO_TERMS
) -> tuple[Source, tuple[Alignment, ...]]:
    """`source` with its layout, and its glosses aligned as people ruled; no tagger is loaded.

    `termbase` is further evidence for heads; a ruling goes above it.
    """
    laid_out = layout.parse(source)
    found = gloss.find_and_align(laid_out, termbase)
    return laid_out, replay(laid_out, found, rulings.decisions, ids=rulings.ids).alignments


def documents(
    sources: Iterable[Source],
    tagging: Tagging,
    *,
    rulings: Rulings = NO_RULINGS,
    termbase: Termbase = NO_TERMS,
) -> Iterator[Document]:
    """Each source as a document, in order; a handful is tagged at a time."""
    loaded = engines(tagging)
    found = map(partial(find, rulings=rulings, termbase=termbase), sources)
    return tag.tag_many(found, english=loaded.english, chinese=loaded.chinese)


def annotate(text: str | Path | Source, *, tagging: Tagging = DEFAULTS) -> Document:
    """One text, file or source as a document. Raises `InputError`, `ConfigError`.

    A `str` is the text itself; name a file by a `Path`.
    """
    if isinstance(text, Path):
        text = readers.read(text)
    source = Source(id="text", text=text) if isinstance(text, str) else text
    return next(documents([source], tagging))
