"""Texts made to be slow: twice the length takes about twice the time."""

from __future__ import annotations

import gc
import time

import pytest

from annotate.gloss import find_and_align
from tests.gloss.material import source

SMALL = 700
"""Characters: above twice `anchors.NEAR`, from where the work for each site no longer grows."""
MARKS = [
    "(",
    '"',
    "[",
    "<",
    "《",
    "**",
    "“",
    "_",
    "`",
    "](",
    "<em>",
    "<a\n",
    "<!--",
    "<ref>",
    "[[",
    "[[a|",
    "]]",
    "{{lang|",
    "``",
    "''",
    "\\emph{",
    "{",
    "> a\n",
    "|\n",
    "&quot;",
    ":term:`",
    "image:",
    "A ",
    "Name ",
    "Mr. ",
    "or ",
    "1",
    " ",
    "\n",
    "汉",
    "、",
    "汉字 ",
]
SITES = [
    "（汉）",
    "(汉",
    "([汉",
    "汉。",
    "汉/",
    "汉，，，，，",
    "Ab (汉) ",
    '"Ab" 汉;',
    "】汉【",
    "(汉, Hàn)",
    "汉 and 字 are a, b; ",
    "“汉” (hàn), ",
    "汉 (hàn) / ",
    "'汉s' as ",
    "ab: 汉\n",
]


def seconds(text: str) -> float:
    """The time for `text` but for the garbage collector's, whose full rounds fall on one text or the other."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        find_and_align(source(text))
        return time.process_time() - start
    finally:
        gc.enable()


TRIES = 4
"""A machine busy with other work can slow one of two runs; what truly grows does so each time."""
LIMIT = 3.5


def grows(build: list[str]) -> float:
    """How many times longer the second text takes than the first, the least of some tries."""
    least = float("inf")
    for _ in range(TRIES):
        small, large = map(seconds, build)
        least = min(least, large / max(small, 0.005))
        if least < LIMIT:
            break
    return least


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    find_and_align(source("Voice of America (美国之音)"))


@pytest.mark.parametrize("fragment", MARKS)
def test_a_text_of_marks_takes_time_in_proportion(fragment: str) -> None:
    sizes = (20_000, 40_000)
    assert grows([f"Ab (汉) {fragment * (size // len(fragment))}" for size in sizes]) < LIMIT


@pytest.mark.parametrize("fragment", SITES)
def test_a_text_full_of_glosses_takes_time_in_proportion(fragment: str) -> None:
    sizes = (SMALL, 2 * SMALL)
    assert grows([fragment * (size // len(fragment)) for size in sizes]) < LIMIT


@pytest.mark.parametrize(
    ("before", "fragment", "after"),
    [
        ("A (", "Ab 汉; ", ")"),  # one giant bracket
        ("A (", "汉字、", "汉字)"),  # one giant list
        ("A (", "汉, ", "汉)"),
        ("“", "Ab 汉; ", "”"),
        ("汉 ab ‘", "word ", "’ 汉"),
    ],
)
def test_one_giant_bracket_or_quotation_takes_time_in_proportion(
    before: str, fragment: str, after: str
) -> None:
    sizes = (SMALL, 2 * SMALL)
    assert grows([before + fragment * (size // len(fragment)) + after for size in sizes]) < LIMIT


@pytest.mark.parametrize("before", ["(汉)", "汉 "])
def test_chinese_without_end_before_a_list_of_glosses_takes_time_in_proportion(before: str) -> None:
    sizes = (2 * SMALL, 4 * SMALL)
    assert grows([before * size + "Ab (" + "汉、" * size + "汉)" for size in sizes]) < LIMIT


def test_deep_nesting_takes_time_in_proportion() -> None:
    assert grows(["(" * size + "x" + ")汉" * size for size in (300, 600)]) < LIMIT
