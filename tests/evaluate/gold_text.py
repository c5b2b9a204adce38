"""Builders of gold and of alignments for the tests of scoring."""

from __future__ import annotations

from annotate.evaluate.gold import GoldGloss, GoldPassage
from annotate.model import Alignment, Convention, Gloss, GlossType, Span


def span(text: str, wanted: str | None) -> Span | None:
    if wanted is None:
        return None
    start = text.index(wanted)
    return Span(start, start + len(wanted))


def at(text: str, wanted: str) -> Span:
    found = span(text, wanted)
    assert found is not None
    return found


def gold(
    text: str, zh: str, *heads: str | None, kind: GlossType = "term", convention: Convention = "paren"
) -> GoldGloss:
    return GoldGloss(at(text, zh), tuple(span(text, head) for head in heads), kind, convention)


def passage(text: str, *glosses: GoldGloss, name: str = "p", group: str = "g") -> GoldPassage:
    return GoldPassage(name, text, glosses, group, "genre")


def found(
    text: str, zh: str, head: str | None, *, kind: GlossType = "term", confidence: float = 1.0
) -> Alignment:
    place = at(text, zh)
    return Alignment(Gloss(place, place, "paren"), span(text, head), kind, confidence)
