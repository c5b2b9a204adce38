"""All that is measured of glosses and heads, from gold passages and predictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from annotate.evaluate.compare import Direction, Outcome, compare, direction, han_strings, standing
from annotate.evaluate.confidence import Bin, Judged, Point, bins, calibration_error, curve
from annotate.evaluate.counts import Score, Share
from annotate.evaluate.gold import GoldPassage
from annotate.model import Alignment, Convention, Span

BRACKETED: frozenset[Convention] = frozenset(
    {
        *("paren", "quote+paren", "fullwidth-paren", "mixed-paren", "pinyin+paren"),
        *("wiki", "brackets", "slash-alternatives", "paren+code"),
    }
)
"""The conventions over which the share of right heads is reported by itself."""

Attribute = Literal["convention", "type", "group", "genre", "quoted"]
"""What scores are broken down by."""

Measure = Literal["detection", "pair", "pair-exact", "heads", "types"]
"""The scores that have an interval: three F1, two shares."""

RESAMPLES = 1000
SEED = 2009
"""The bootstrap's, so that the same gold and predictions always give the same intervals."""
TAILS = (2.5, 97.5)


class Counts(NamedTuple):
    """What is counted in one passage or in many."""

    gold: int = 0
    predicted: int = 0
    detected: int = 0
    exact: int = 0
    right: int = 0
    typed: int = 0
    bracketed: int = 0
    bracketed_right: int = 0


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of the glosses that share a value, such as a convention."""

    value: str
    detection: Score
    pair: Score
    types: Share


@dataclass(frozen=True, slots=True)
class Negatives:
    """What was taken for glosses where there are none: in the passages without glosses."""

    strings: Share
    """Of the strings of Chinese."""
    passages: Share
    """Of the passages."""


@dataclass(frozen=True, slots=True)
class Report:
    """Every score of one set of predictions."""

    passages: int
    detection: Score
    pair: Score
    pair_exact: Score
    heads: Share
    """Right heads among the glosses in bracketed conventions, found or not."""
    types: Share
    """Right types among the glosses found."""
    intervals: Mapping[Measure, Interval]
    rows: Mapping[Attribute, tuple[Row, ...]]
    directions: Mapping[Direction, int]
    curve: tuple[Point, ...]
    bins: tuple[Bin, ...]
    calibration_error: float
    negatives: Negatives
    outcomes: tuple[Outcome, ...]

    @property
    def mistakes(self) -> tuple[Outcome, ...]:
        """What went wrong: missed, invented, or with a wrong head."""
        return tuple(outcome for outcome in self.outcomes if not outcome.right)


def evaluate(passages: Sequence[GoldPassage], predictions: Mapping[str, Iterable[Alignment]]) -> Report:
    """The scores of `predictions` (alignments by passage id, spans in the passage's text).

    A passage without a prediction counts as one in which nothing was found. Ids are unique.
    """
    compared = [compare(passage, predictions.get(passage.id, ())) for passage in passages]
    outcomes = tuple(outcome for found in compared for outcome in found)
    counts = [_count(found) for found in compared]
    total = _sum(counts)
    found_bins = bins(_judged(outcomes))
    return Report(
        passages=len(passages),
        detection=Score(total.detected, total.predicted, total.gold),
        pair=Score(total.right, total.predicted, total.gold),
        pair_exact=Score(total.exact, total.predicted, total.gold),
        heads=Share(total.bracketed_right, total.bracketed),
        types=Share(total.typed, total.detected),
        intervals=intervals(counts),
        rows={attribute: _rows(outcomes, attribute) for attribute in get_args(Attribute)},
        directions=_directions(outcomes),
        curve=curve(_judged(outcomes)),
        bins=found_bins,
        calibration_error=calibration_error(found_bins),
        negatives=_negatives(passages, compared),
        outcomes=outcomes,
    )


# --- counts -------------------------------------------------------------------------------------


def _count(outcomes: Sequence[Outcome]) -> Counts:
    bracketed = [o for o in outcomes if o.gold is not None and o.gold.convention in BRACKETED]
    return Counts(
        gold=sum(o.gold is not None for o in outcomes),
        predicted=sum(o.found is not None for o in outcomes),
        detected=sum(o.detected for o in outcomes),
        exact=sum(o.exact for o in outcomes),
        right=sum(o.right for o in outcomes),
        typed=sum(o.typed for o in outcomes),
        bracketed=len(bracketed),
        bracketed_right=sum(o.right for o in bracketed),
    )


def _sum(counts: Sequence[Counts]) -> Counts:
    return Counts(*map(sum, zip(*counts, strict=True))) if counts else Counts()


def _f1(right: float, counts: Counts) -> float:
    total = counts.predicted + counts.gold
    return 2 * right / total if total else 0.0


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


MEASURES: Mapping[Measure, Callable[[Counts], float]] = {
    "detection": lambda counts: _f1(counts.detected, counts),
    "pair": lambda counts: _f1(counts.right, counts),
    "pair-exact": lambda counts: _f1(counts.exact, counts),
    "heads": lambda counts: _ratio(counts.bracketed_right, counts.bracketed),
    "types": lambda counts: _ratio(counts.typed, counts.detected),
}


# --- intervals ----------------------------------------------------------------------------------


def intervals(counts: Sequence[Counts]) -> dict[Measure, Interval]:
    """95 % intervals of each measure by the bootstrap over passages (percentiles of `RESAMPLES` resamples).

    Glosses of one passage resemble each other, so whole passages are drawn, not glosses. Seeded:
    the same counts give the same intervals.
    """
    if not counts:
        return {}
    import numpy as np  # most of a second on a cold disk; scoring alone needs it

    draws = np.random.default_rng(SEED).multinomial(len(counts), [1 / len(counts)] * len(counts), RESAMPLES)
    resampled = [Counts(*row) for row in (draws @ np.array(counts)).tolist()]
    found: dict[Measure, Interval] = {}
    for name, measure in MEASURES.items():
        low, high = np.percentile([measure(one) for one in resampled], TAILS).tolist()
        found[name] = Interval(low, high)
    return found


# --- breakdowns ---------------------------------------------------------------------------------


def _value(outcome: Outcome, attribute: Attribute) -> str:
    """What `outcome` has for `attribute`: as the gold says, or as the program says of its own invention."""
    match attribute:
        case "group":
            return outcome.passage.group
        case "genre":
            return outcome.passage.genre
        case "quoted":
            return standing(outcome.passage.text, _head(outcome))
        case "convention" | "type":
            return _said(outcome, attribute)


def _head(outcome: Outcome) -> Span | None:
    if outcome.gold is not None:
        return outcome.gold.heads[0]
    return outcome.found.head if outcome.found is not None else None


def _said(outcome: Outcome, attribute: Literal["convention", "type"]) -> str:
    if outcome.gold is not None:
        return outcome.gold.convention if attribute == "convention" else outcome.gold.type
    if outcome.found is None:
        return ""
    return outcome.found.gloss.convention if attribute == "convention" else outcome.found.type


def _rows(outcomes: Iterable[Outcome], attribute: Attribute) -> tuple[Row, ...]:
    """A row for each value of `attribute`, those with the most glosses first."""
    sorted_in: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        sorted_in.setdefault(_value(outcome, attribute), []).append(outcome)
    rows = [_row(value, members) for value, members in sorted_in.items()]
    return tuple(sorted(rows, key=lambda row: (-row.pair.gold, row.value)))


def _row(value: str, members: Sequence[Outcome]) -> Row:
    counts = _count(members)
    return Row(
        value,
        Score(counts.detected, counts.predicted, counts.gold),
        Score(counts.right, counts.predicted, counts.gold),
        Share(counts.typed, counts.detected),
    )


def _directions(outcomes: Iterable[Outcome]) -> dict[Direction, int]:
    counts = Counter(direction(outcome) for outcome in outcomes)
    return {name: counts[name] for name in get_args(Direction)}


def _judged(outcomes: Iterable[Outcome]) -> list[Judged]:
    return [(o.found.confidence, o.right) for o in outcomes if o.found is not None]


def _negatives(passages: Sequence[GoldPassage], compared: Sequence[Sequence[Outcome]]) -> Negatives:
    pairs = [(p, found) for p, found in zip(passages, compared, strict=True) if not p.glosses]
    strings = [(span, found) for p, found in pairs for span in han_strings(p.text)]
    taken = sum(any(span.overlaps(outcome.zh) for outcome in found) for span, found in strings)
    return Negatives(Share(taken, len(strings)), Share(sum(bool(found) for _, found in pairs), len(pairs)))
