"""The glossary of a corpus: what its documents hold, as people ruled on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotate.glossary.decisions import Decision
from annotate.glossary.entries import Entry, Occurrence, gather, occurrences
from annotate.glossary.replay import matches, places_of, replayed
from annotate.glossary.rulings import merges, ruled
from annotate.model import Document


def entries(
    documents: Iterable[Document], decisions: Sequence[Decision] = (), *, ids: frozenset[str] | None = None
) -> tuple[Entry, ...]:
    """The glossary of `documents`: one entry a concept, sorted by English, then by Chinese.

    Glosses meet in one entry when their Chinese is the same in simplified characters, when the
    register knows both as one entity, when they stand as variants beside one head and nowhere
    apart, or when a decision merges them. `decisions` on glosses and entries are in effect; rejected
    entries are among the result, marked. `ids` are the ids of all documents of the corpus, for
    callers that stream them; by default those of `documents`.

    The same documents in the same order and the same decisions give the same entries.
    """
    if ids is None:
        documents = tuple(documents)
        ids = frozenset(document.source.id for document in documents)
    on_glosses = tuple(decision for decision in decisions if decision.on_gloss)
    found = (pair for document in documents for pair in _uses(document, on_glosses, ids))
    return tuple(ruled(entry, decisions) for entry in gather(found, merges=merges(decisions)))


def kept(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that nobody rejected."""
    return tuple(entry for entry in found if entry.review != "rejected")


def _uses(
    document: Document, decisions: Sequence[Decision], ids: frozenset[str]
) -> Iterator[tuple[Occurrence, str | None]]:
    if not decisions:
        return occurrences(document)
    now = replayed(document, decisions, ids=ids)
    senses = _senses(now, [decision for decision in decisions if decision.action == "split"], ids)
    return ((replace(use, sense=senses.get(use.gloss.start, "")), entity) for use, entity in occurrences(now))


def _senses(document: Document, splits: Sequence[Decision], ids: frozenset[str]) -> dict[int, str]:
    """The senses that people gave to glosses of `document`, by where the gloss begins."""
    places = places_of(document.source.text, document.alignments) if splits else ()
    found = ((matches(split, places, document.source.id, ids=ids), split.value) for split in splits)
    return {place.span.start: sense for place, sense in found if place is not None}
