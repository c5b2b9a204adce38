"""Find entities and entries by a word: English, Chinese of either script, pinyin with or without tones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from annotate.tag.romanise import fold
from annotate.tag.scripts import simplify
from annotate.text import has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotate.model import Entity


_TELLING = 3
"""Fewer letters stand inside too many names."""


class Fit(IntEnum):
    """How well a name fits a query; a greater value is better."""

    INSIDE = 1
    WORD = 2
    START = 3
    LETTERS = 4  # equal but for tones, accents, spaces, script or case
    EXACT = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be looked up: an entity or an entry of the glossary."""

    key: str
    """An entity's id; of an entry its Chinese term."""
    kind: str
    """`entity` or `entry`."""
    type: str
    names: tuple[str, ...]
    """English, Chinese and pinyin, the preferred ones first."""
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One result with the name that fits best."""

    named: Named
    name: str
    fit: Fit


def of_entity(entity: Entity) -> Named:
    """An entity as something to look up."""
    names = tuple(name.text for name in entity.names)
    return Named(entity.id, "entity", entity.type, names, sum(name.count for name in entity.names))


def find(query: str, among: Iterable[Named]) -> list[Hit]:
    """What `query` names, best first: the better fit, then the more frequent, then by key."""
    wanted = " ".join(query.split())
    hits = (hit for named in among if (hit := _best(wanted, named)) is not None)
    return sorted(hits, key=lambda h: (-h.fit, -h.named.count, len(h.name), h.named.key))


def _best(query: str, named: Named) -> Hit | None:
    fits = (
        (fit, -place) for place, name in enumerate(named.names) if (fit := fit_of(query, name)) is not None
    )
    best = max(fits, default=None)
    return None if best is None else Hit(named, named.names[-best[1]], best[0])


def fit_of(query: str, name: str) -> Fit | None:
    """How well `name` fits `query`, or `None`.

    >>> fit_of("wang shoufeng", "Wáng Shǒufēng").name, fit_of("國", "中国").name
    ('LETTERS', 'INSIDE')
    """
    if not query or not name:
        return None
    if query == name:
        return Fit.EXACT
    return _chinese(simplify(query), simplify(name)) if has_han(query) else _latin(query, name)


def _chinese(query: str, name: str) -> Fit | None:
    if query == name:
        return Fit.LETTERS
    return Fit.START if name.startswith(query) else Fit.INSIDE if query in name else None


def _latin(query: str, name: str) -> Fit | None:
    wanted, letters = fold(query), fold(name)
    if not wanted or not letters:
        return None
    if wanted == letters:
        return Fit.LETTERS
    words = list(map(fold, name.split()))
    if any("".join(words[i:j]) == wanted for i, j in _stretches(len(words))):
        return Fit.WORD
    if letters.startswith(wanted):
        return Fit.START
    return Fit.INSIDE if len(wanted) >= _TELLING and wanted in letters else None


def _stretches(words: int) -> Iterator[tuple[int, int]]:
    """The stretches of up to four words among `words`."""
    return ((i, j) for i in range(words) for j in range(i + 1, min(words, i + 4) + 1))
