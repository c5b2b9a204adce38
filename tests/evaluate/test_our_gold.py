"""Our own gold: that it is whole, broad, and true to the rules that can be checked by machine."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import regex

from annotate.evaluate.cases import MOODS
from annotate.evaluate.gold import CONVENTIONS, TYPES, GoldGloss, GoldPassage
from annotate.evaluate.load import read_gold

HAN = regex.compile(r"[\p{Script=Han}〇]")
LETTER = regex.compile(r"[\p{Latin}\p{N}]")


@pytest.fixture(scope="module")
def passages(root: Path) -> tuple[GoldPassage, ...]:
    return read_gold(root / "tests" / "gold" / "cases")


@pytest.fixture(scope="module")
def glosses(passages: tuple[GoldPassage, ...]) -> list[tuple[GoldPassage, GoldGloss]]:
    return [(passage, gloss) for passage in passages for gloss in passage.glosses]


def test_there_is_enough_of_it(passages: tuple[GoldPassage, ...]) -> None:
    assert sum(len(passage.glosses) for passage in passages) >= 520
    assert sum(not passage.glosses for passage in passages) >= 130


def test_every_mood_has_its_files(passages: tuple[GoldPassage, ...]) -> None:
    moods = {mood for passage in passages for mood in MOODS if passage.group.startswith(mood)}
    assert moods >= {"wild", "synthetic", "negative"}
    assert all(passage.group.startswith(MOODS) for passage in passages)


def test_only_the_negatives_have_no_gloss(passages: tuple[GoldPassage, ...]) -> None:
    assert all((not passage.glosses) == passage.group.startswith("negative") for passage in passages)


def test_every_convention_and_type_occurs(glosses: list[tuple[GoldPassage, GoldGloss]]) -> None:
    conventions = Counter(gloss.convention for _, gloss in glosses)
    types = Counter(gloss.type for _, gloss in glosses)
    assert all(conventions[name] >= 5 for name in CONVENTIONS.values())
    assert all(types[name] >= 20 for name in TYPES.values())


def test_every_gloss_and_every_negative_holds_chinese(passages: tuple[GoldPassage, ...]) -> None:
    for passage in passages:
        assert all(HAN.search(gloss.zh.of(passage.text)) for gloss in passage.glosses), passage.id
    latin_only = [passage.id for passage in passages if not passage.glosses and not HAN.search(passage.text)]
    assert latin_only == []


def test_no_two_glosses_share_a_character(passages: tuple[GoldPassage, ...]) -> None:
    for passage in passages:
        spans = sorted(gloss.zh for gloss in passage.glosses)
        assert all(left.end <= right.start for left, right in pairwise(spans)), passage.id


def test_no_head_is_cut_inside_a_word(glosses: list[tuple[GoldPassage, GoldGloss]]) -> None:
    for passage, gloss in glosses:
        for head in filter(None, gloss.heads):
            assert not (head.start and _joined(passage.text, head.start)), (passage.id, head.of(passage.text))
            assert not _joined(passage.text, head.end), (passage.id, head.of(passage.text))


def _closes_inside(head: str) -> bool:
    """Whether the quotation mark at the end of `head` answers one inside it: Tie Guan Yin "Autumn Orchid"."""
    return head[-1] in '”"' and head.count('"') % 2 == 0 and any(mark in head[1:-1] for mark in '“"')


def test_no_head_has_a_quotation_mark_space_or_comma_at_its_edge(
    glosses: list[tuple[GoldPassage, GoldGloss]],
) -> None:
    for passage, gloss in glosses:
        for head in filter(None, gloss.heads):
            text = head.of(passage.text)
            assert text == text.strip("“”\"'‘ ,;:.\n") or text.endswith((".", "’")) or _closes_inside(text), (
                passage.id,
                text,
            )


def test_no_head_overlaps_its_chinese(glosses: list[tuple[GoldPassage, GoldGloss]]) -> None:
    assert not [
        passage.id
        for passage, gloss in glosses
        for head in filter(None, gloss.heads)
        if head.overlaps(gloss.zh)
    ]


def _joined(text: str, position: int) -> bool:
    """Whether a word of letters or digits runs on across `position`."""
    return bool(LETTER.match(text[position - 1 : position]) and LETTER.match(text[position : position + 1]))


SAME = 8
"""So many words (or characters) on end that two passages have in common are no accident."""
SAID = regex.compile(r"\p{Han}|[[\p{L}\p{N}]--\p{Han}]+", regex.V1)


def stretches(text: str) -> set[tuple[str, ...]]:
    words = SAID.findall(text.lower())
    return {tuple(words[start : start + SAME]) for start in range(max(1, len(words) - SAME + 1))}


def test_no_passage_that_is_trained_on_repeats_one_that_is_measured_on(
    passages: tuple[GoldPassage, ...], root: Path
) -> None:
    measured = {stretch: passage.id for passage in passages for stretch in stretches(passage.text)}
    repeated = {
        (passage.id, measured[stretch])
        for passage in read_gold(root / "training" / "cases")
        for stretch in stretches(passage.text) & measured.keys()
    }
    assert repeated == set()
