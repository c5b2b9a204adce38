"""What a reader asks of an entity: where it is named, in what words, and with whom."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from annotate.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotate.model import Document, Entity, Mention

CONTEXT = 60
"""Characters of context on each side of a mention."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention in its context (white space as single spaces)."""

    document: str
    span: Span
    """Into `Source.text` of its document."""
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """An entity with every place where it is named."""

    entity: Entity
    occurrences: tuple[Occurrence, ...]
    company: tuple[tuple[str, int], ...]
    """The ids of entities named in the same sentences, with the number of sentences; most first."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that name it, in order, each once."""
        return tuple(dict.fromkeys(occurrence.document for occurrence in self.occurrences))


def cards(entities: Iterable[Entity], documents: Iterable[Document]) -> tuple[Card, ...]:
    """A card for each entity, in the order given; documents are read one at a time."""
    places: dict[str, list[Occurrence]] = defaultdict(list)
    company: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for mention in document.mentions:
            if mention.entity is not None:
                places[mention.entity].append(_occurrence(document, mention))
        for group in _sentences(document):
            for one in group:
                company[one].update(group - {one})
    return tuple(Card(e, tuple(places[e.id]), tuple(_ranked(company[e.id]))) for e in entities)


def _occurrence(document: Document, mention: Mention) -> Occurrence:
    text, span = document.source.text, mention.span
    return Occurrence(
        document.source.id,
        span,
        _line(text[max(0, span.start - CONTEXT) : span.start]),
        _line(span.of(text)),
        _line(text[span.end : span.end + CONTEXT]),
    )


def _line(text: str) -> str:
    return regex.sub(r"\s+", " ", text)


def _sentences(document: Document) -> Iterator[set[str]]:
    """The entities of each sentence that names any."""
    starts = [sentence.start for sentence in document.sentences]
    groups: dict[int, set[str]] = defaultdict(set)
    for mention in document.mentions:
        if mention.entity is not None:
            groups[bisect_right(starts, mention.span.start)].add(mention.entity)
    return iter(groups.values())


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
