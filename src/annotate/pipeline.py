"""The ordered stages from a text to a `Document`: read, lay out, find and align, tag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from annotate import gloss, layout, readers, tag
from annotate.config import DEFAULTS, Tagging
from annotate.glossary.replay import NO_RULINGS, Rulings, replay
from annotate.model import Alignment, Document, Source
from annotate.tei import Application, Provenance

if TYPE_CHECKING:
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
    from annotate.tag import chinese, english

    model = english.load(tagging.english) if tagging.tagger == "spacy" else None
    return Engines(model, chinese.load())


def provenance(tagging: Tagging) -> Provenance:
    """The programs and models, with their exact versions, that make a document under `tagging`."""
    loaded = engines(tagging)
    own = Application("annotate", version("annotate-zh"))
    return Provenance((own, *_english(loaded.english), Application("jieba", loaded.chinese.version)))


def _english(english: English | None) -> tuple[Application, ...]:
    if english is None:
        return ()
    model = Application(english.name, english.version, detail=f"SHA-256 {english.digest}")
    return Application("spacy", version("spacy"), label="spaCy"), model


def find(source: Source, rulings: Rulings = NO_RULINGS) -> tuple[Source, tuple[Alignment, ...]]:
    """`source` with its layout, and its glosses aligned as people ruled; no tagger is loaded."""
    laid_out = layout.parse(source)
    found = gloss.find_and_align(laid_out)
    return laid_out, replay(laid_out, found, rulings.decisions, ids=rulings.ids).alignments


def documents(
    sources: Iterable[Source], tagging: Tagging, *, rulings: Rulings = NO_RULINGS
) -> Iterator[Document]:
    """Each source as a document, in order; a handful is tagged at a time."""
    loaded = engines(tagging)
    found = map(partial(find, rulings=rulings), sources)
    return tag.tag_many(found, english=loaded.english, chinese=loaded.chinese)


def annotate(text: str | Path | Source, *, tagging: Tagging = DEFAULTS) -> Document:
    """One text, file or source as a document. Raises `InputError`, `ConfigError`.

    A `str` is the text itself; name a file by a `Path`.
    """
    if isinstance(text, Path):
        text = readers.read(text)
    source = Source(id="text", text=text) if isinstance(text, str) else text
    return next(documents([source], tagging))
