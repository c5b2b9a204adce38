"""What the cross-encoder is shown of a site: the subwords around it, and which are the Chinese and each candidate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from annotate.gloss.features import Reading
from annotate.gloss.subwords import Subwords
from annotate.model import Span

BEFORE, AFTER = 40, 20
"""So many subwords before and after the Chinese are shown, and more where a candidate needs them …"""
MOST_BEFORE, MOST_AFTER = 110, 80
"""… but no more than these."""
MOST = 64
"""Of Chinese with more subwords nothing is shown: it is no name or term."""
PER_SUBWORD = 8
"""No text has more characters a subword than this, but for oddities, of which less is shown."""


class Context(NamedTuple):
    """A site as the cross-encoder is shown it. The first subword has the index 1: a mark of the start is at 0."""

    subwords: tuple[int, ...]
    """Their numbers in the vocabulary, without the marks of start and end."""
    chinese: tuple[int, int]
    """The index of the first and of the last subword of the Chinese."""
    heads: tuple[tuple[int, int] | None, ...]
    """The same of each candidate; `None` for no head. What is out of sight is at the nearer end."""


def context(reading: Reading, by: Subwords) -> Context | None:
    """What is shown of the site of `reading`: of its block, and further to a candidate elsewhere.

    `None` where the Chinese is too long, or no subword holds it.
    """
    zh, block = reading.site.zh, reading.block
    if zh.end - zh.start > MOST * PER_SUBWORD:
        return None
    spans = [candidate.span for candidate in reading.candidates]
    reach = Span(max(0, zh.start - MOST_BEFORE * PER_SUBWORD), zh.end + MOST_AFTER * PER_SUBWORD)
    near = [span for span in spans if span and reach.covers(span)]
    start = min([max(block.start, zh.start - BEFORE * PER_SUBWORD), *(span.start for span in near)])
    end = max([min(block.end, zh.end + AFTER * PER_SUBWORD), *(span.end for span in near)])
    heads = [_shift(span, start) if span else None for span in spans]
    return shown(reading.text[start:end], _shift(zh, start), heads, by)


def _shift(span: Span, by: int) -> Span:
    return Span(span.start - by, span.end - by)


def shown(text: str, zh: Span, heads: Sequence[Span | None], by: Subwords) -> Context | None:
    """The context of the Chinese at `zh` in `text`, with the candidates `heads`."""
    subwords = [subword for subword in by.of(text) if subword.end > subword.start]
    starts, ends = [s.start for s in subwords], [s.end for s in subwords]

    def indices(span: Span) -> tuple[int, int]:
        return bisect_right(ends, span.start), bisect_left(starts, span.end) - 1

    first, last = indices(zh)
    if not 0 <= last - first < MOST:
        return None
    places = [indices(span) if span else None for span in heads]
    inside = [place for place in places if place and place[0] <= place[1]]
    left = max(0, first - MOST_BEFORE, min([first - BEFORE, *(place[0] for place in inside)]))
    farthest = max([last + AFTER, *(place[1] for place in inside)])
    right = min(len(subwords), min(last + MOST_AFTER, farthest) + 1)

    def seen(place: tuple[int, int]) -> tuple[int, int]:
        one, other = (min(max(index, left), right - 1) - left + 1 for index in place)
        return min(one, other), max(one, other)

    return Context(
        tuple(subword.number for subword in subwords[left:right]),
        seen((first, last)),
        tuple(seen(place) if place else None for place in places),
    )
