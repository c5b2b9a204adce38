"""Whether confidence means what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

COVERAGES = (50, 60, 70, 80, 90, 100)
"""In per cent of the alignments."""
BINS = 10

Judged = tuple[float, bool]
"""The confidence of an alignment, and whether its Chinese and its head are right."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the coverage–accuracy curve."""

    coverage: int
    """The share of the alignments kept, the surest first, in per cent."""
    accuracy: float
    """The share of those that are right."""
    confidence: float
    """The least confidence among those."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The alignments whose confidence lies in one tenth of the scale."""

    count: int
    confidence: float
    """Their mean."""
    accuracy: float


def curve(judged: Iterable[Judged]) -> tuple[Point, ...]:
    """Accuracy at each of `COVERAGES`; empty when there is no alignment. Ties keep their order."""
    ranked = sorted(judged, key=lambda one: -one[0])
    return tuple(_point(ranked, coverage) for coverage in COVERAGES) if ranked else ()


def _point(ranked: Sequence[Judged], coverage: int) -> Point:
    kept = ranked[: max(1, -(-len(ranked) * coverage // 100))]
    return Point(coverage, sum(right for _, right in kept) / len(kept), kept[-1][0])


def bins(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """The alignments by confidence, in `BINS` bins of equal width; empty bins are left out."""
    sorted_in: list[list[Judged]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        sorted_in[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return tuple(_bin(members) for members in sorted_in if members)


def _bin(members: Sequence[Judged]) -> Bin:
    size = len(members)
    return Bin(size, sum(c for c, _ in members) / size, sum(right for _, right in members) / size)


def calibration_error(found: Sequence[Bin]) -> float:
    """The expected calibration error: the gap between confidence and accuracy, weighted by size.

    Naeini, Cooper and Hauskrecht 2015 (https://ojs.aaai.org/index.php/AAAI/article/view/9602).
    """
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.confidence - one.accuracy) for one in found) / total if total else 0.0
