"""What a gloss names: person, place, org, work, event, slogan, term, other.

A multinomial log-linear model over `kind_features` gives each gloss a probability of each type;
then the glosses beside it in the text have a say, since lists and paragraphs keep to one kind.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import regex

from annotate.gloss.features import Features, Reading
from annotate.gloss.log_linear import Weights, score, softmax
from annotate.model import GlossType

KindWeights = Mapping[str, Weights]
Shares = Mapping[str, float]

CONTEXT = "in-context"
"""The feature that holds what the cross-encoder says: of a candidate, of there being a gloss, and, with a colon, of each type."""
TYPES: tuple[GlossType, ...] = ("person", "place", "org", "work", "event", "slogan", "term", "other")

NEAR, REACH = 1.0, 200.0
"""How much a gloss right beside counts, and after how many characters that has fallen to 1/e."""
LISTED = 0.7
"""How much the gloss before or after in one list counts more."""
FAR = 1000
"""A gloss further off than this (characters) has no say."""
MAX_GAP = 60
"""Two glosses of one list stand no further apart (characters)."""
_LINK = regex.compile(r"\W*(?:[,、\n]|\band\b|\bor\b)")
_BREAK = regex.compile(r"[.;:]\s")
_TOKEN = regex.compile(r"\w+")
MAX_WORDS = 7
"""Nor by more words."""


def context_features(said: Mapping[str, float]) -> Features:
    """What the cross-encoder says of each type (log-probabilities), as features."""
    return {f"{CONTEXT}:{kind}": share for kind, share in said.items()}


def kind_probabilities(features: Features, by: KindWeights) -> dict[str, float]:
    """The probability of each type."""
    shares = softmax([score(features, weights) for weights in by.values()])
    return dict(zip(by, shares, strict=True))


def kind(features: Features, by: KindWeights) -> GlossType:
    """The likeliest type of a gloss by itself."""
    return likeliest(kind_probabilities(features, by))


def likeliest(shares: Shares) -> GlossType:
    """The type with the largest share."""
    return max(TYPES, key=lambda name: shares.get(name, 0.0))


def in_company(readings: Sequence[Reading], shares: Sequence[Shares]) -> tuple[GlossType, ...]:
    """The type of each gloss of a text, in order, given what each by itself would be (`shares`)."""
    return tuple(
        max(TYPES, key=lambda name: math.log(alone.get(name, 0.0) + 1e-9) + said.get(name, 0.0))
        for alone, said in zip(shares, _said(readings, shares), strict=True)
    )


def _said(readings: Sequence[Reading], shares: Sequence[Shares]) -> Iterator[dict[str, float]]:
    """For each gloss, what the others near it add to each type."""
    for index, reading in enumerate(readings):
        said: dict[str, float] = {}
        for other in _company(readings, index):
            weight = _weight(reading, readings[other], neighbours=abs(other - index) == 1)
            for name, share in shares[other].items():
                said[name] = said.get(name, 0.0) + weight * share
        yield said


def _company(readings: Sequence[Reading], index: int) -> Iterator[int]:
    """The glosses near enough to the one at `index` to have a say."""
    start = readings[index].site.zh.start
    for step in (-1, 1):
        other = index + step
        while 0 <= other < len(readings) and abs(readings[other].site.zh.start - start) <= FAR:
            yield other
            other += step


def _weight(reading: Reading, other: Reading, *, neighbours: bool) -> float:
    distance = abs(reading.site.zh.start - other.site.zh.start)
    return NEAR * math.exp(-distance / REACH) + LISTED * (neighbours and listed(reading, other))


def listed(one: Reading, two: Reading) -> bool:
    """Whether two neighbouring glosses stand in one list: little but a comma or “and” between them."""
    first, second = sorted((one, two), key=lambda reading: reading.site.zh.start)
    end = first.site.bracket.close + 1 if first.site.bracket else first.site.zh.end
    start = second.site.bracket.open if second.site.bracket else second.site.zh.start
    gap = first.text[end:start]
    short = len(gap) < MAX_GAP and len(_TOKEN.findall(gap)) <= MAX_WORDS
    return short and _LINK.match(gap) is not None and _BREAK.search(gap) is None
