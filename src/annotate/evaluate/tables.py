"""Reports as tables to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotate.evaluate.compare import Outcome, direction
from annotate.evaluate.counts import Score, Share
from annotate.evaluate.entities import Scores
from annotate.evaluate.score import Attribute, Interval, Measure, Report
from annotate.model import Span

AROUND = 60
"""How many characters before and after a mistake are shown."""

Table = Sequence[Sequence[str]]


def text(report: Report, *, by: Sequence[Attribute] = ()) -> str:
    """The whole of `report`, with a breakdown for each attribute of `by`."""
    parts = [summary(report), _shares(report), _confidence(report)]
    parts += [f"by {attribute}\n{breakdown(report, attribute)}" for attribute in by]
    return "\n\n".join(part for part in parts if part)


def summary(report: Report) -> str:
    """How much gold there is, and precision, recall and F1 with their intervals."""
    head = (
        f"{report.passages} passages, {report.pair.gold} glosses; "
        f"{report.pair.predicted} found, {report.detection.right} of them right"
    )
    intervals = report.intervals
    rows = [
        ("", "precision", "recall", "F1", "95 %"),
        ("detection", *_score(report.detection), _interval(intervals, "detection")),
        ("pair", *_score(report.pair), _interval(intervals, "pair")),
        ("pair, to the character", *_score(report.pair_exact), _interval(intervals, "pair-exact")),
    ]
    return f"{head}\n\n{align(rows)}"


def _shares(report: Report) -> str:
    intervals, negatives = report.intervals, report.negatives
    return align(
        [
            ("share", "", "of", "", "95 %"),
            ("bracketed heads right", *_share(report.heads), _interval(intervals, "heads")),
            ("types right", *_share(report.types), _interval(intervals, "types")),
            ("Chinese of negatives taken", *_share(negatives.strings), ""),
            ("negatives with a gloss taken", *_share(negatives.passages), ""),
        ]
    )


def _confidence(report: Report) -> str:
    """Wrong heads by direction, the coverage–accuracy curve, and the calibration error."""
    wrong = ", ".join(f"{name} {count}" for name, count in report.directions.items() if count)
    lines = [f"wrong heads of glosses found: {wrong or 'none'}"]
    if report.curve:
        rows = [
            ("coverage", *(f"{point.coverage} %" for point in report.curve)),
            ("pairs right", *(f"{point.accuracy:.4f}" for point in report.curve)),
            ("confidence from", *(f"{point.confidence:.4f}" for point in report.curve)),
        ]
        lines += ["", align(rows), f"expected calibration error: {report.calibration_error:.4f}"]
    return "\n".join(lines)


def breakdown(report: Report, attribute: Attribute) -> str:
    """A line for each value of `attribute`."""
    rows = [
        (
            row.value or "–",
            str(row.pair.gold),
            f"{row.detection.f1:.4f}",
            f"{row.pair.precision:.4f}",
            f"{row.pair.recall:.4f}",
            f"{row.pair.f1:.4f}",
            f"{row.types.value:.4f}",
        )
        for row in report.rows[attribute]
    ]
    titles = ("", "glosses", "detection F1", "pair precision", "recall", "F1", "types")
    return align([titles, *rows])


def comparison(reports: Mapping[str, Report]) -> str:
    """Several reports on one gold in one table, a line each."""
    rows = [
        (
            name,
            f"{report.detection.f1:.4f}",
            f"{report.pair.f1:.4f}",
            f"{report.pair_exact.f1:.4f}",
            f"{report.heads.value:.4f}",
        )
        for name, report in reports.items()
    ]
    return align([("", "detection F1", "pair F1", "to the character", "bracketed heads"), *rows])


def entities(scores: Scores) -> str:
    """Mentions, links and joined entities in one table."""
    rows = [(f"{lang}, span", *_score(score)) for lang, score in scores.spans.items()]
    rows += [(f"{lang}, span and type", *_score(score)) for lang, score in scores.typed.items()]
    rows += [(f"type {kind}", *_score(score)) for kind, score in scores.by_type.items()]
    b_cubed = scores.b_cubed
    rows += [
        ("short forms linked", *_score(scores.links)),
        ("B-cubed", f"{b_cubed.precision:.4f}", f"{b_cubed.recall:.4f}", f"{b_cubed.f1:.4f}"),
        ("joined across documents", *_score(scores.merges)),
    ]
    return align([("", "precision", "recall", "F1"), *rows])


def mistakes(found: Iterable[Outcome]) -> Iterator[str]:
    """Two lines for each mistake: what, and where it stands."""
    for outcome in found:
        yield f"{_kind(outcome)}  {outcome.passage.id}  {_said(outcome)}\n    {_context(outcome)}"


def _kind(outcome: Outcome) -> str:
    if outcome.gold is None:
        return "taken for a gloss"
    return "missed" if outcome.found is None else f"head {direction(outcome)}"


def _said(outcome: Outcome) -> str:
    passage = outcome.passage.text
    parts = [_flat(outcome.zh.of(passage))]
    if outcome.gold is not None:
        parts.append(f"gold: {_head(passage, outcome.gold.heads[0])}")
    if outcome.found is not None:
        parts.append(f"found: {_head(passage, outcome.found.head)} ({outcome.found.confidence:.2f})")
    return "  ".join(parts)


def _head(passage: str, head: Span | None) -> str:
    return "–" if head is None else f"“{_flat(head.of(passage))}”"


def _context(outcome: Outcome) -> str:
    passage, zh = outcome.passage.text, outcome.zh
    start, end = max(0, zh.start - AROUND), min(len(passage), zh.end + AROUND // 2)
    return f"{'…' if start else ''}{_flat(passage[start:end])}{'…' if end < len(passage) else ''}"


def _flat(passage: str) -> str:
    return " ".join(passage.split())


def _score(score: Score) -> tuple[str, str, str]:
    return f"{score.precision:.4f}", f"{score.recall:.4f}", f"{score.f1:.4f}"


def _share(share: Share) -> tuple[str, str, str]:
    return str(share.part), str(share.whole), f"{share.value:.4f}"


def _interval(intervals: Mapping[Measure, Interval], measure: Measure) -> str:
    found = intervals.get(measure)
    return f"{found.low:.4f}–{found.high:.4f}" if found else ""


def align(rows: Table) -> str:
    """Cells in columns, the first to the left and the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *rest]).rstrip()
