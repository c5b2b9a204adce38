from __future__ import annotations

import pytest

from annotate import layout
from annotate.evaluate import baselines
from annotate.evaluate.baselines import Phrases
from annotate.evaluate.score import evaluate
from annotate.model import Source
from tests.evaluate.gold_text import at, gold, passage

TEXT = "The mayor praised “light red” words (浅红) before Wang Shoufeng (王守峰) of the Bank of China (中国银行) left."


@pytest.fixture(scope="module")
def methods() -> dict[str, baselines.Find]:
    return dict(baselines.methods(baselines.bare_resources().romaniser))


def heads(find: baselines.Find, text: str = TEXT, phrases: Phrases = Phrases()) -> list[str | None]:  # noqa: B008  # frozen
    return [a.head and a.head.of(text) for a in baselines.align(text, find, phrases)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("last token", ["words", "Shoufeng", "China"]),
        ("noun chunk", ["“light red” words", "“light red” words", "China"]),
        ("named entity", [None, "Wang Shoufeng", "Wang Shoufeng"]),
        ("capitalised run", [None, "Wang Shoufeng", "Bank of China"]),
        ("cascade", ["“light red” words", "Wang Shoufeng", "Bank of China"]),
    ],
)
def test_each_looks_where_it_says(
    methods: dict[str, baselines.Find], name: str, expected: list[str | None]
) -> None:
    phrases = Phrases(
        (at(TEXT, "The mayor"), at(TEXT, "“light red” words"), at(TEXT, "China")),
        (at(TEXT, "Wang Shoufeng"),),
    )
    assert heads(methods[name], phrases=phrases) == expected


def test_the_cascade_prefers_the_quotation(methods: dict[str, baselines.Find]) -> None:
    assert heads(methods["cascade"], "On Monday “Hard Soil” (板结) came.") == ["Hard Soil"]


def test_initials_are_sought_as_schwartz_and_hearst_do(methods: dict[str, baselines.Find]) -> None:
    assert heads(methods["Schwartz–Hearst-like"]) == [None, "Wang Shoufeng", None]


def test_phrases_of_the_lifted_text_come_home() -> None:
    view = baselines.without_glosses(TEXT)
    assert "浅红" not in view.text
    moved = baselines.home(view, Phrases((at(view.text, "Bank of China"),)))
    assert moved.chunks[0].of(TEXT) == "Bank of China"


def test_the_oracle_is_right_wherever_a_candidate_is() -> None:
    marked = passage(TEXT, gold(TEXT, "王守峰", "Wang Shoufeng"), gold(TEXT, "中国银行", "Bank of China"))
    source = layout.parse(Source(id="p", text=TEXT))
    best = baselines.oracle(marked, source, baselines.bare_resources())
    assert evaluate([marked], {"p": best}).pair.f1 == 1.0
