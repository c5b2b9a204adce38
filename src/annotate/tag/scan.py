"""Names found again in running text: every longest form at a word's start, in one pass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

import regex

from annotate.model import Span
from annotate.tag import gazetteer
from annotate.tag.gazetteer import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WHITE = {ord(c): " " for c in "\t\n\r\x0b\x0c\x85\xa0\u2028\u2029"}
_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{Lu}\p{N}][\p{L}\p{M}\p{N}]*")
_HEAD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms by their first word: the lengths met, longest first, and the forms themselves."""

    by_word: Mapping[str, tuple[tuple[int, ...], frozenset[str]]]


def flat(text: str) -> str:
    """`text` with straight apostrophes and every white space a plain one; offsets hold."""
    return plain(text).translate(_WHITE)


def forms(names: Iterable[str]) -> Forms:
    """An index over `names` (which `flat` has passed)."""
    found: dict[str, set[str]] = {}
    for name in names:
        if head := _HEAD.match(name):
            found.setdefault(head.group(), set()).add(name)
    lengths = {word: tuple(sorted({len(n) for n in group}, reverse=True)) for word, group in found.items()}
    return Forms({word: (lengths[word], frozenset(group)) for word, group in found.items()})


def occurrences(text: str, areas: Iterable[Span], known: Forms) -> Iterator[Span]:
    """Where `text` (flat) names a form of `known` inside an area, longest first, disjoint, case-sensitive."""
    for area in areas:
        position = area.start
        for match in _START.finditer(text, area.start, area.end):
            if match.start() >= position and (found := _longest(text, match, area.end, known)):
                yield found
                position = found.end


def _longest(text: str, match: regex.Match[str], limit: int, known: Forms) -> Span | None:
    start = match.start()
    lengths, names = known.by_word.get(match.group(), ((), frozenset()))
    for length in lengths:
        end = start + length
        if end <= limit and text[start:end] in names and _closed(text, end):
            return Span(start, end)
    return None


def _closed(text: str, end: int) -> bool:
    """Whether a word ends at `end`; a hyphen before a letter still does ("China-based")."""
    return not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


@cache
def well_known() -> Forms:
    """The index over the gazetteer's English forms."""
    return forms(gazetteer.load().english)


class Spans:
    """Ascending spans that can be asked whether they touch another."""

    __slots__ = ("_ends", "_spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._ends = list(accumulate((span.end for span in self._spans), max))

    def touching(self, span: Span) -> list[Span]:
        """The spans that share a character with `span`, in order."""
        last = bisect_left(self._spans, Span(span.end, 0))
        first = bisect_right(self._ends, span.start, hi=last)
        return [other for other in self._spans[first:last] if other.overlaps(span)]

    def hit(self, span: Span) -> bool:
        """Whether one of the spans shares a character with `span`."""
        return bool(self.touching(span))
