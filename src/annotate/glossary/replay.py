"""Decisions put into effect on the glosses of a document, and those that no longer apply found.

A decision finds its gloss by content: the document, the Chinese, and what stands around. It holds
when the text before it grows, when one side of the gloss is edited, and when the file is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from annotate.glossary.decisions import Decision, context_key
from annotate.glossary.entries import BY_PERSON
from annotate.model import Alignment, Document, GlossType, Source, Span

NEARBY = 1_000
"""Code points on either side of a gloss in which a corrected head is looked for: a long paragraph."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """The decisions of a corpus, and the documents that it has."""

    decisions: tuple[Decision, ...] = ()
    ids: frozenset[str] = frozenset()


NO_RULINGS = Rulings()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Chinese quotation stands."""

    span: Span
    chinese: str
    context: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The alignments as ruled, and the decisions that could not be put into effect."""

    alignments: tuple[Alignment, ...]
    applied: frozenset[int] = frozenset()
    """The lines of the decisions that found their place in this document."""
    failed: tuple[tuple[int, str], ...] = ()
    """The lines of those that found it and could not be put into effect, and why."""


def matches(
    decision: Decision, places: Sequence[Place], document: str, *, ids: frozenset[str]
) -> Place | None:
    """The place that `decision` speaks of, if it is among `places` of `document`.

    `ids` are the documents of the corpus. A decision on a document that is there applies to that
    document alone; one on a document that is gone applies wherever its whole context stands.
    """
    same = [place for place in places if place.chinese == decision.chinese]
    whole = [place for place in same if place.context == decision.context]
    if decision.document != document:
        return whole[0] if whole and decision.document not in ids else None
    return whole[0] if whole else _half(decision.context, same)


def _half(context: str, places: Sequence[Place]) -> Place | None:
    """The one place that shares the left or the right half of `context`."""
    left, _, right = context.partition("-")
    near = [
        place
        for place in places
        if left == place.context.partition("-")[0] or right == place.context.partition("-")[2]
    ]
    return near[0] if len(near) == 1 else None


def places_of(text: str, alignments: Iterable[Alignment]) -> tuple[Place, ...]:
    """The places of the glosses of `alignments`."""
    spans = (alignment.gloss.span for alignment in alignments)
    return tuple(Place(span, span.of(text), context_key(text, span)) for span in spans)


def replay(
    source: Source, alignments: Sequence[Alignment], decisions: Iterable[Decision], *, ids: frozenset[str]
) -> Outcome:
    """`alignments` of `source` with the decisions on its glosses put into effect, later ones over earlier.

    The result for the same text and decisions is the same, whether they were in effect before or not.
    """
    text = source.text
    ruled: list[Alignment | None] = list(alignments)
    places = places_of(text, alignments)
    applied: set[int] = set()
    failed: dict[int, str] = {}
    for decision in decisions:
        place = matches(decision, places, source.id, ids=ids) if decision.on_gloss else None
        if place is None:
            continue
        index = places.index(place)
        applied.add(decision.line)
        try:
            ruled[index] = _rule(text, alignments[index], ruled[index], decision)
        except LookupError as error:
            failed[decision.line] = str(error.args[0])
    return Outcome(
        tuple(a for a in ruled if a is not None), frozenset(applied), tuple(sorted(failed.items()))
    )


def _rule(text: str, found: Alignment, so_far: Alignment | None, decision: Decision) -> Alignment | None:
    """The alignment after `decision`, `None` when it is no gloss. Raises `LookupError`: the head is not there."""
    if decision.action == "reject":
        return None
    standing = so_far or found
    if decision.action == "type":
        return replace(standing, type=cast("GlossType", decision.value))
    if decision.action == "head" or (decision.action == "accept" and decision.value):
        return _with_head(text, standing, decision.value)
    return _vouched(standing) if decision.action == "accept" else standing


def _with_head(text: str, alignment: Alignment, head: str) -> Alignment:
    span = nearest(text, head, alignment.gloss.span) if head else None
    return _vouched(alignment if span == alignment.head else replace(alignment, head=span))


def _vouched(alignment: Alignment) -> Alignment:
    """`alignment` as a person vouches for it."""
    evidence = (BY_PERSON, *(name for name in alignment.evidence if name != BY_PERSON))
    return replace(alignment, confidence=1.0, evidence=evidence)


def nearest(text: str, quotation: str, to: Span) -> Span:
    """Where `quotation` stands nearest to the span `to` and apart from it. Raises `LookupError`.

    A person gave the quotation; it has no offsets, so that it must be looked for.
    """
    start, end = max(to.start - NEARBY, 0), min(to.end + NEARBY, len(text))
    found: list[Span] = []
    position = text.find(quotation, start, end)
    while position >= 0:
        found.append(Span(position, position + len(quotation)))
        position = text.find(quotation, position + 1, end)
    apart = [span for span in found if not span.overlaps(to)]
    if not apart:
        raise LookupError(f"“{quotation}” does not stand near {to.of(text)}")
    return min(apart, key=lambda span: max(to.start - span.end, span.start - to.end))


def replayed(document: Document, decisions: Iterable[Decision], *, ids: frozenset[str]) -> Document:
    """`document` with the decisions on its glosses in effect."""
    outcome = replay(document.source, document.alignments, decisions, ids=ids)
    return replace(document, alignments=outcome.alignments)


def standing(source: Source, decisions: Iterable[Decision], *, ids: frozenset[str]) -> frozenset[int]:
    """The lines of the decisions on glosses whose place is in `source`, gloss or not.

    For a build that is done: a rejected gloss is no gloss there any more, but its Chinese still stands.
    """
    text = source.text
    found: set[int] = set()
    for decision in decisions:
        if decision.on_gloss and decision.chinese and decision.chinese in text:
            places = _occurrences(text, decision.chinese)
            if matches(decision, places, source.id, ids=ids) is not None:
                found.add(decision.line)
    return frozenset(found)


def _occurrences(text: str, quotation: str) -> tuple[Place, ...]:
    places: list[Place] = []
    position = text.find(quotation)
    while position >= 0:
        span = Span(position, position + len(quotation))
        places.append(Place(span, quotation, context_key(text, span)))
        position = text.find(quotation, span.end)
    return tuple(places)


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of the decisions on glosses in one document; lines of `decisions.tsv`."""

    stands: frozenset[int] = frozenset()
    """Their Chinese stands in its place."""
    applies: frozenset[int] = frozenset()
    """A gloss stands there, and the decision is in effect on it."""
    failed: tuple[tuple[int, str], ...] = ()
    """A gloss stands there, but the decision cannot be put into effect, and why."""


def examine(document: Document, decisions: Sequence[Decision], *, ids: frozenset[str]) -> Examined:
    """How the decisions on glosses fare in `document`, before or after they are put into effect."""
    on_glosses = [decision for decision in decisions if decision.on_gloss]
    if not on_glosses:
        return Examined()
    outcome = replay(document.source, document.alignments, on_glosses, ids=ids)
    return Examined(standing(document.source, on_glosses, ids=ids), outcome.applied, outcome.failed)


def idle_on_glosses(
    decisions: Iterable[Decision], examined: Sequence[Examined]
) -> tuple[tuple[Decision, str], ...]:
    """The decisions on glosses that are in effect in none of the `examined` documents, each with the reason."""
    stands = frozenset(line for one in examined for line in one.stands)
    applies = frozenset(line for one in examined for line in one.applies)
    failed = {line: reason for one in examined for line, reason in one.failed}
    reasons = (
        (decision, _reason(decision, stands, applies, failed)) for decision in decisions if decision.on_gloss
    )
    return tuple((decision, reason) for decision, reason in reasons if reason)


def _reason(
    decision: Decision, stands: frozenset[int], applies: frozenset[int], failed: dict[int, str]
) -> str:
    if decision.line in failed:
        return failed[decision.line]
    if decision.line in applies or (decision.action == "reject" and decision.line in stands):
        return ""
    if decision.line in stands:
        return f"{decision.chinese} stands there, but is no gloss any more"
    return f"{decision.chinese} no longer stands in these surroundings"
