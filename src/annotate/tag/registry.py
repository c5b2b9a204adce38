"""One entity across documents: the register of the corpus, and the links of mentions into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotate.model import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotate.model import Document


@dataclass(frozen=True, slots=True)
class Register:
    """The entities of a corpus and, for each document, the entity of each of its mentions."""

    entities: tuple[Entity, ...]
    links: Mapping[str, tuple[str | None, ...]]
    """Document id → the entity's id for each of `Document.mentions`, in order."""


EMPTY = Register((), MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Survey:
    """What the register needs to know of one document; small enough to send between processes."""

    document: str
    mentions: int


def survey(document: Document) -> Survey:
    """The entities of one document, linked within it."""
    return Survey(document.source.id, len(document.mentions))


def merge(surveys: Iterable[Survey]) -> Register:
    """One register from the surveys of all documents; their order does not matter."""
    return Register((), {s.document: (None,) * s.mentions for s in surveys})


def link(document: Document, register: Register) -> Document:
    """`document` with `Mention.entity` set as the register says."""
    ids = register.links.get(document.source.id, ())
    mentions = tuple(replace(m, entity=i) for m, i in zip(document.mentions, ids, strict=True))
    return replace(document, mentions=mentions)


def register(documents: Iterable[Document]) -> tuple[tuple[Document, ...], Register]:
    """All documents linked, with their register: `survey`, `merge` and `link` in one call."""
    known = tuple(documents)
    made = merge(map(survey, known))
    return tuple(link(document, made) for document in known), made
