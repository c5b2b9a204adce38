"""Reports as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from annotate.evaluate.compare import Outcome, direction
from annotate.evaluate.counts import Score, Share
from annotate.evaluate.entities import Scores
from annotate.evaluate.score import Attribute, Report
from annotate.model import Span

Data = str | int | float | None | Sequence["Data"] | Mapping[str, "Data"]
"""What JSON can hold."""


def record(report: Report, *, by: Sequence[Attribute] = ()) -> dict[str, Data]:
    """Every score of `report`, and a breakdown for each attribute of `by`."""
    return {
        "passages": report.passages,
        "detection": _score(report.detection),
        "pair": _score(report.pair),
        "pair-exact": _score(report.pair_exact),
        "heads": _share(report.heads),
        "types": _share(report.types),
        "intervals": {name: [found.low, found.high] for name, found in report.intervals.items()},
        "directions": {str(name): count for name, count in report.directions.items()},
        "curve": [asdict(point) for point in report.curve],
        "bins": [asdict(one) for one in report.bins],
        "calibration-error": report.calibration_error,
        "negatives": {
            "strings": _share(report.negatives.strings),
            "passages": _share(report.negatives.passages),
        },
        "by": {attribute: _rows(report, attribute) for attribute in by},
    }


def entity_record(scores: Scores) -> dict[str, Data]:
    """Every score of mentions, links and joined entities."""
    b_cubed = scores.b_cubed
    return {
        "spans": {lang: _score(score) for lang, score in scores.spans.items()},
        "typed": {lang: _score(score) for lang, score in scores.typed.items()},
        "by-type": {kind: _score(score) for kind, score in scores.by_type.items()},
        "links": _score(scores.links),
        "b-cubed": {"precision": b_cubed.precision, "recall": b_cubed.recall, "f1": b_cubed.f1},
        "merges": _score(scores.merges),
    }


def mistake(outcome: Outcome) -> dict[str, Data]:
    """One mistake: offsets are code points of the passage, the end exclusive."""
    gold, found = outcome.gold, outcome.found
    return {
        "doc": outcome.passage.id,
        "zh": _span(outcome.zh, outcome.passage.text),
        "gold": _span(gold.heads[0], outcome.passage.text) if gold else None,
        "in_gold": gold is not None,
        "found": _span(found.head, outcome.passage.text) if found else None,
        "in_found": found is not None,
        "direction": direction(outcome),
        "confidence": found.confidence if found else None,
    }


def _rows(report: Report, attribute: Attribute) -> list[Data]:
    return [
        {
            "value": row.value,
            "detection": _score(row.detection),
            "pair": _score(row.pair),
            "types": _share(row.types),
        }
        for row in report.rows[attribute]
    ]


def _score(score: Score) -> dict[str, Data]:
    return {
        "right": score.right,
        "predicted": score.predicted,
        "gold": score.gold,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _share(share: Share) -> dict[str, Data]:
    return {"part": share.part, "whole": share.whole, "value": share.value}


def _span(span: Span | None, text: str) -> Data:
    return {"start": span.start, "end": span.end, "text": span.of(text)} if span else None
