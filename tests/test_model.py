"""The document model: what derived texts know of the text that they were derived from."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotate.model import OffsetMap, Span
from annotate.text import View

TEXT = "Anyang County (安阳县) in Henan Province (河南省) &amp; beyond"


@given(
    drop=st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 9)), max_size=5),
    cuts=st.lists(st.integers(0, len(TEXT)), max_size=12),
)
def test_all_words_come_home_as_each_does(drop: list[tuple[int, int]], cuts: list[int]) -> None:
    view = View.without(TEXT, [Span(start, min(len(TEXT), start + size)) for start, size in drop])
    places = sorted(cut for cut in cuts if cut <= len(view.text))
    words = [Span(start, end) for start, end in pairwise(places)]
    assert list(view.homes(words)) == [view.home(word) for word in words]


def test_words_come_home_past_characters_that_stand_for_several() -> None:
    entity = OffsetMap(((0, 0), (5, 9)), wide=((4, 5),))
    assert list(entity.homes([Span(3, 5), Span(5, 6)])) == [Span(3, 9), Span(9, 10)]
