"""What part of speech the words about the left edge of a span mostly are."""

from __future__ import annotations

import pytest

from annotate.gloss import readings, resources
from annotate.gloss.parts_of_speech import part_of_speech, syntax_features, table
from annotate.gloss.words import Words
from tests.gloss.material import source


def part(word: str) -> str:
    return part_of_speech(Words.of(word).items[0])


@pytest.mark.parametrize(
    ("word", "expected"),
    [("river", "NOUN"), ("wrote", "VERB"), ("ancient", "ADJ"), ("seldom", "ADV"), ("of", "ADP"), ("they", "PRON")],
)  # fmt: skip
def test_a_common_word_is_what_it_mostly_is(word: str, expected: str) -> None:
    assert part(word) == part(word.capitalize()) == expected


@pytest.mark.parametrize("word", ["steel-river", "steel–river", "steel‑river"])
def test_a_compound_is_what_its_last_part_is(word: str) -> None:
    assert part(word) == "NOUN"


@pytest.mark.parametrize(
    ("word", "expected"), [("I’m", "PRON"), ("they’re", "PRON"), ("don’t", "AUX"), ("o’clock", "NOUN")]
)
def test_a_contraction_is_what_its_first_part_is(word: str, expected: str) -> None:
    assert part(word) == part(word.replace("’", "'")) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("Qwortl", "PROPN"), ("qwortl", "X"), ("1954", "NUM"), ("“", "PUNCT")]
)
def test_what_no_table_has_is_told_by_its_first_character(word: str, expected: str) -> None:
    assert word.lower() not in table()
    assert part(word) == expected


def told(text: str, head: str) -> set[str]:
    """The features of the candidate `head` of the last piece of Chinese of `text`."""
    *_, reading = readings(source(text), resources())
    found = next(c for c in reading.candidates if c.span and c.span.of(reading.text) == head)
    return set(syntax_features(reading, found))


def test_two_words_to_the_left_and_the_second_are_told() -> None:
    assert told("They cross the wooden bridge (木桥) at dawn.\n", "wooden bridge") == {
        "left-is-DET", "before-left-is-VERB", "second-is-NOUN",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Bridge (桥).\n", "It rained. Bridge (桥).\n", "We saw this: bridge (桥).\n"]
)
def test_a_clause_begins_at_an_edge(text: str) -> None:
    head = "Bridge" if "Bridge" in text else "bridge"
    assert {"left-is-EDGE", "before-left-is-EDGE"} <= told(text, head)


def test_the_full_stop_of_a_title_begins_no_clause() -> None:
    assert "left-is-PUNCT" in told("We met Dr. Bridge (桥).\n", "Bridge")


@pytest.mark.parametrize(
    ("text", "expected"), [("The town’s Bridge (桥).\n", "PART"), ("He’s Bridge (桥).\n", "PRON")]
)
def test_a_possessor_is_told_from_a_contraction(text: str, expected: str) -> None:
    assert f"left-is-{expected}" in told(text, "Bridge")


def test_other_chinese_and_its_bracket_are_passed_over() -> None:
    text = "They cross rivers (河), old bridges (旧桥) and mountains.\n"
    assert {"left-is-PUNCT", "before-left-is-NOUN"} <= told(text, "old bridges")
