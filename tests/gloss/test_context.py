"""What the cross-encoder is shown: enough to hold every candidate, and never more than a bounded piece of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.gloss import readings, resources
from annotate.gloss.context import AFTER, BEFORE, MOST, MOST_AFTER, MOST_BEFORE, Context, context, shown
from annotate.gloss.pretrained import Pretrained
from annotate.gloss.subwords import Subword, Subwords
from annotate.model import Span
from tests.gloss import tiny
from tests.gloss.material import source


@pytest.fixture(scope="module")
def subwords(tmp_path_factory: pytest.TempPathFactory) -> Subwords:
    return Subwords(Pretrained(tiny.write(tmp_path_factory.mktemp("tiny") / "tiny.bin")))


def test_chinese_and_heads_are_found_again(subwords: Subwords) -> None:
    text = "the dog (狗) the"
    told = shown(text, Span(9, 10), [Span(4, 7), Span(0, 7), None], subwords)
    assert told == Context((5, 8, 9, 12, 11, 5), (4, 4), ((2, 2), (1, 2), None))


def test_what_is_far_from_the_chinese_is_not_shown(subwords: Subwords) -> None:
    text = "the " * 100 + "(狗)" + " the" * 100
    zh = text.index("狗")
    told = shown(text, Span(zh, zh + 1), [], subwords)
    assert told is not None
    assert told.chinese == (BEFORE + 1, BEFORE + 1)
    assert len(told.subwords) == BEFORE + 1 + AFTER


def test_a_candidate_further_off_is_shown_too(subwords: Subwords) -> None:
    text = "dog " + "the " * 60 + "(狗)"
    zh = text.index("狗")
    told = shown(text, Span(zh, zh + 1), [Span(0, 3)], subwords)
    assert told is not None
    assert told.heads == ((1, 1),)
    assert told.chinese[0] == len(told.subwords) - 1


def test_but_not_one_out_of_all_reach(subwords: Subwords) -> None:
    text = "dog " + "the " * 200 + "(狗)" + " the" * 200 + " dog"
    zh = text.index("狗")
    told = shown(text, Span(zh, zh + 1), [Span(0, 3), Span(len(text) - 3, len(text))], subwords)
    assert told is not None
    assert len(told.subwords) == MOST_BEFORE + 1 + MOST_AFTER
    assert told.heads == ((1, 1), (len(told.subwords), len(told.subwords))), "at the nearer end"


def test_chinese_that_no_piece_holds_has_no_context(subwords: Subwords) -> None:
    assert shown("the \x01", Span(4, 5), [], subwords) is None


@given(
    text=st.text(alphabet="the dog(维稳)狗茶 ", min_size=1, max_size=400),
    ends=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=6),
)
def test_every_index_lies_within_what_is_shown(
    text: str, ends: list[tuple[int, int]], subwords: Subwords
) -> None:
    spans = [Span(*sorted((a % (len(text) + 1), b % (len(text) + 1)))) for a, b in ends]
    told = shown(text, spans[0], spans[1:], subwords)
    if told is None:
        return
    size = len(told.subwords)
    assert size <= MOST_BEFORE + MOST + MOST_AFTER
    assert all(1 <= first <= last <= size for first, last in (told.chinese, *filter(None, told.heads)))


def test_long_chinese_is_not_shown(subwords: Subwords) -> None:
    assert shown("the " + "狗" * (MOST + 1), Span(4, 5 + MOST), [], subwords) is None
    (reading,) = readings(source("the dog (" + "狗" * 2000 + ")"), resources())
    assert context(reading, subwords) is None


def test_a_long_candidate_is_not_cut_into_subwords(subwords: Subwords) -> None:
    (reading,) = readings(source("the dog 狗, " + "dog" * 100_000), resources())
    cut: list[int] = []

    class Watched(Subwords):
        """Subwords that note the length of what they are given."""

        def __init__(self) -> None:
            pass

        def of(self, text: str) -> list[Subword]:
            cut.append(len(text))
            return subwords.of(text)

    assert context(reading, Watched()) is not None
    assert max(cut) < 2000


def test_another_block_is_not_shown(subwords: Subwords) -> None:
    text = "the the the\n\nthe dog (狗) ran\n\nthe the"
    reading = next(readings(source(text), resources()))
    told = context(reading, subwords)
    assert told is not None
    assert len(told.subwords) < len(subwords.of(text)) - 3
    assert len(told.heads) == len(reading.candidates)
