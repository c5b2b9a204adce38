"""Where Chinese stands in the surface text, and what could be a gloss there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.gloss.lexicon import Lexicon
from annotate.gloss.pairs import Pair
from annotate.gloss.runs import pieces, runs
from annotate.gloss.surface import Surface
from annotate.model import Span


@dataclass(frozen=True, slots=True)
class Site:
    """A piece of Chinese that may be a gloss; spans are in the surface text."""

    zh: Span
    run: Span
    """The whole run of Chinese that the piece was cut from."""
    bracket: Pair | None
    """The innermost bracket around it."""
    quote: Pair | None
    """The innermost quotation around it."""
    opaque: bool
    """Whether it stands in code."""

    def of(self, text: str) -> str:
        """The Chinese."""
        return self.zh.of(text)

    def opens(self, block: Span) -> bool:
        """Whether it opens `block`, past a list mark or a quotation mark."""
        return self.zh.start - block.start < LEAD


LEAD = 4
"""A list mark or a quotation mark with its blanks has fewer characters."""


def sites(surface: Surface, lexicon: Lexicon) -> tuple[Site, ...]:
    """Every piece of Chinese of the text that is not Japanese and is there to be read, in order."""
    around = _Around(surface)
    text = surface.text
    return tuple(
        Site(zh, run, *around.marks(zh))
        for whole in runs(text)
        if not _within(surface.unread, whole)
        for run in _by_block(surface, whole)
        for zh in pieces(text, run, lexicon.simple)
    )


def _by_block(surface: Surface, run: Span) -> Iterator[Span]:
    """A run cut where a block ends, for nothing goes on from one item of a list into the next."""
    start = run.start
    while start < run.end:
        end = min(run.end, max(surface.block_at(start).end, start + 1))
        yield Span(start, end)
        while end < run.end and surface.text[end].isspace():
            end += 1
        start = end


def _within(stretches: Sequence[Span], span: Span) -> bool:
    """Whether one of the ascending `stretches` covers `span`."""
    index = bisect_right(stretches, span.start, key=lambda stretch: stretch.start) - 1
    return index >= 0 and stretches[index].covers(span)


class _Innermost:
    """The innermost pair around each of an ascending sequence of spans, in one sweep over the pairs."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._next = 0
        self._open: list[Pair] = []

    def around(self, zh: Span) -> Pair | None:
        """The pair around `zh`, which stands after every span asked for before."""
        while self._next < len(self._pairs) and self._pairs[self._next].open <= zh.start:
            pair = self._pairs[self._next]
            self._leave(pair.open)
            self._open.append(pair)
            self._next += 1
        self._leave(zh.end)
        return self._open[-1] if self._open else None

    def _leave(self, position: int) -> None:
        while self._open and self._open[-1].close < position:
            self._open.pop()


_TITLE_MARKS = "《〈"
"""What opens a title; it belongs to the Chinese, and what brackets the gloss stands around it: Ash (《灰》)."""


class _Around:
    """Answers which bracket and quotation stand around a span; spans are asked for in order."""

    def __init__(self, surface: Surface) -> None:
        self._opaque = surface.opaque
        brackets = [pair for pair in surface.brackets if surface.text[pair.open] not in _TITLE_MARKS]
        self._brackets = _Innermost(brackets)
        self._quotes = _Innermost(surface.quotes)

    def marks(self, zh: Span) -> tuple[Pair | None, Pair | None, bool]:
        return self._brackets.around(zh), self._quotes.around(zh), _within(self._opaque, zh)
