from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.evaluate.compare import compare, direction, han_strings, standing
from annotate.evaluate.gold import GoldGloss, GoldPassage
from annotate.evaluate.load import read_gold
from annotate.evaluate.score import Counts, evaluate, intervals
from annotate.evaluate.tables import comparison, mistakes, text
from annotate.model import Alignment, Gloss, Span
from tests.evaluate.gold_text import at, found, gold, passage

TEA = "He sold the “green tea” (绿茶) and called it the old man's (老人) own drink (饮料)."


@pytest.mark.parametrize(
    ("head", "right", "how"),
    [
        ("green tea", True, None),
        ("“green tea”", True, None),
        ("the “green tea”", False, "too long"),
        ("tea", False, "too short"),
        ("tea” (绿", False, "shifted"),
        ("drink", False, "elsewhere"),
        (None, False, "missing"),
    ],
)
def test_a_head_is_right_or_wrong_in_one_way(head: str | None, right: bool, how: str | None) -> None:  # noqa: FBT001  # a column of the table
    (outcome,) = compare(passage(TEA, gold(TEA, "绿茶", "green tea")), [found(TEA, "绿茶", head)])
    assert (outcome.right, direction(outcome)) == (right, how)


def test_a_head_where_the_gold_has_none_is_invented() -> None:
    (outcome,) = compare(passage(TEA, gold(TEA, "绿茶", None)), [found(TEA, "绿茶", "tea")])
    assert direction(outcome) == "invented"


def test_an_article_and_a_possessive_count_for_nothing() -> None:
    (outcome,) = compare(passage(TEA, gold(TEA, "老人", "old man")), [found(TEA, "老人", "the old man's")])
    assert outcome.right
    assert not outcome.exact


def test_an_alternative_is_right_but_not_exact() -> None:
    (outcome,) = compare(passage(TEA, gold(TEA, "饮料", "own drink", "drink")), [found(TEA, "饮料", "drink")])
    assert outcome.right
    assert not outcome.exact


def test_standing() -> None:
    assert standing(TEA, at(TEA, "green tea")) == "quoted"
    assert standing(TEA, at(TEA, "drink")) == "unquoted"
    assert standing(TEA, None) == "no head"


def test_a_string_of_chinese_runs_over_its_own_punctuation() -> None:
    line = "人多，手多 and 《红楼梦》 (茶 / 酒)"
    assert [s.of(line) for s in han_strings(line)] == ["人多，手多", "红楼梦", "茶", "酒"]


def test_every_score() -> None:
    empty = "No gloss here: 天地玄黄, 宇宙洪荒."
    passages = [
        passage(
            TEA, gold(TEA, "绿茶", "green tea"), gold(TEA, "饮料", "drink", kind="other", convention="quote")
        ),
        passage(empty, name="n"),
    ]
    predictions = {
        "p": [found(TEA, "绿茶", "green tea", confidence=0.9), found(TEA, "老人", "old man", confidence=0.4)],
        "n": [found(empty, "天地玄黄", "here", confidence=0.2)],
    }
    report = evaluate(passages, predictions)
    assert (report.detection.right, report.detection.predicted, report.detection.gold) == (1, 3, 2)
    assert report.pair.f1 == pytest.approx(2 / 5)
    assert (report.heads.part, report.heads.whole) == (1, 1)
    assert (report.types.part, report.types.whole) == (1, 1)
    assert (report.negatives.strings.part, report.negatives.strings.whole) == (1, 2)
    assert (report.negatives.passages.part, report.negatives.passages.whole) == (1, 1)
    assert [p.accuracy for p in report.curve] == [0.5, 0.5, 1 / 3, 1 / 3, 1 / 3, 1 / 3]
    assert report.calibration_error == pytest.approx((0.1 + 0.4 + 0.2) / 3)
    assert {row.value: row.pair.gold for row in report.rows["convention"]} == {"paren": 1, "quote": 1}
    assert {row.value: row.pair.predicted for row in report.rows["convention"]} == {"paren": 3, "quote": 0}
    assert len(report.mistakes) == 3
    shown = text(report, by=("convention", "group"))
    assert ["negatives", "with", "a", "gloss", "taken", "1", "1", "1.0000"] in [
        line.split() for line in shown.split("\n")
    ]
    assert "by convention" in shown
    assert "taken for a gloss  n  天地玄黄  found: “here” (0.20)" in "\n".join(mistakes(report.mistakes))
    assert "annotate" in comparison({"annotate": report})


def test_nothing_to_score() -> None:
    report = evaluate([], {})
    assert (report.pair.f1, report.curve, report.calibration_error, report.intervals) == (0, (), 0, {})
    assert "0 passages" in text(report)


def test_intervals_hold_the_score_are_seeded_and_widen_with_less_gold() -> None:
    counts = [Counts(gold=2, predicted=2, detected=2, right=number % 2, bracketed=1) for number in range(80)]
    wide, narrow = intervals(counts[:10])["pair"], intervals(counts)["pair"]
    assert narrow.low <= 0.25 <= narrow.high
    assert wide.high - wide.low > narrow.high - narrow.low > 0
    assert intervals(counts)["pair"] == narrow


SCRIPT_LINES = {
    "detection": r"detection P ([\d.]+) R ([\d.]+) F1 ([\d.]+)",
    "pair": r"pair-lenient P ([\d.]+) R ([\d.]+) F1 ([\d.]+)",
    "pair_exact": r"pair-exact P ([\d.]+) R ([\d.]+) F1 ([\d.]+)",
}


def reference(shared: Path, tmp_path: Path, predictions: dict[str, list[Alignment]]) -> str:
    rows = [
        {
            "doc": name,
            "zh_start": a.gloss.span.start,
            "zh_end": a.gloss.span.end,
            "en_start": a.head.start if a.head else None,
            "en_end": a.head.end if a.head else None,
            "type": a.type,
        }
        for name, alignments in predictions.items()
        for a in alignments
    ]
    file = tmp_path / "predictions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, str(shared / "gold/score.py"), str(shared / "gold/dev.jsonl"), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def disturbed(passages: tuple[GoldPassage, ...]) -> dict[str, list[Alignment]]:
    """The gold, with heads stretched, cut, lost and taken from alternatives, glosses missed and invented."""
    predictions: dict[str, list[Alignment]] = {}
    number = 0
    for one in passages:
        for gloss in one.glosses:
            number += 1
            head = gloss.heads[number % len(gloss.heads)]
            if head is not None:
                start = max(0, head.start - number % 3 * (number % 2))
                head = Span(start, max(start + 1, head.end - (number % 5 == 0)))
            if number % 11:
                kind = "term" if number % 4 else gloss.type
                span = Span(gloss.zh.start, gloss.zh.end + (number % 13 == 0))
                head = None if number % 17 == 0 else head
                predictions.setdefault(one.id, []).append(Alignment(Gloss(span, span, "paren"), head, kind))
    return predictions


def test_it_agrees_with_the_reference_scorer(shared: Path, tmp_path: Path) -> None:
    passages = read_gold(shared / "gold/dev.jsonl")
    predictions = disturbed(passages)
    printed = reference(shared, tmp_path, predictions)
    report = evaluate(passages, predictions)
    for name, pattern in SCRIPT_LINES.items():
        score = getattr(report, name)
        expected = re.search(pattern, printed)
        assert expected is not None
        assert [f"{v:.4f}" for v in (score.precision, score.recall, score.f1)] == list(expected.groups())
    assert f"head right {report.heads.part}/{report.heads.whole} = {report.heads.value:.4f}" in printed
    assert f"type accuracy on detected {report.types.value:.4f}" in printed
    assert 0.3 < report.pair_exact.f1 < report.pair.f1 < report.detection.f1 < 0.99


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 6), st.integers(0, 20), st.integers(1, 6)), max_size=6
    )
)
@settings(max_examples=50)
def test_what_is_predicted_exactly_is_wholly_right(rows: list[tuple[int, int, int, int]]) -> None:
    line = "茶 tea, a “cup” (杯) of the man's."
    glosses = {Span(a, a + b): Span(c, c + d) for a, b, c, d in rows}
    made = [Alignment(Gloss(zh, zh, "paren"), head) for zh, head in sorted(glosses.items())]
    marked = passage(line, *map(_as_gold, made))
    report = evaluate([marked], {"p": made})
    assert report.pair == report.pair_exact == report.detection
    assert report.pair.f1 == (1.0 if made else 0.0)


def _as_gold(alignment: Alignment) -> GoldGloss:
    return GoldGloss(alignment.gloss.span, (alignment.head,), alignment.type, "paren")
