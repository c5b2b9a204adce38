"""What the candidates of one text share: its words and marks, indexed by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotate.gloss.find import Site
from annotate.gloss.pairs import Pair
from annotate.gloss.surface import Surface
from annotate.gloss.words import Word, Words, is_sentence_end

MAX_SITES = 300
"""A bracket with more pieces of Chinese holds no list."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the candidates of one text share."""

    surface: Surface
    words: Words
    closes: dict[int, Pair]
    """Bracket pairs by their closing offset."""
    opens: dict[int, Pair]
    """Bracket pairs by their opening offset."""
    quote_closes: dict[int, Pair]
    quote_opens: dict[int, Pair]
    emphasis_starts: frozenset[int]
    sites: tuple[int, ...]
    """Where each piece of Chinese begins, in order."""
    initials: frozenset[int]
    """The words, by index, whose capital only opens a sentence."""

    @classmethod
    def of(cls, surface: Surface, sites: Iterable[Site], common: frozenset[str] = frozenset()) -> Scene:
        """Index the marks of `surface` and the places of its `sites`; `common` are words that are no names."""
        closes = {pair.close: pair for pair in surface.quotes}
        words = Words.of(surface.text, closes)
        return cls(
            surface,
            words,
            {pair.close: pair for pair in surface.brackets},
            {pair.open: pair for pair in surface.brackets},
            closes,
            {pair.open: pair for pair in surface.quotes},
            frozenset(span.start for span in surface.emphasis),
            tuple(sorted(site.zh.start for site in sites)),
            frozenset(_initials(words.items, surface, common)),
        )

    def sites_in(self, pair: Pair) -> tuple[int, ...]:
        """Where the pieces of Chinese inside a bracket begin; none when they are too many for a list."""
        first, last = bisect_left(self.sites, pair.open), bisect_left(self.sites, pair.close)
        return self.sites[first:last] if last - first <= MAX_SITES else ()

    def is_site(self, position: int) -> bool:
        """Whether a piece of Chinese begins at `position`."""
        index = bisect_left(self.sites, position)
        return index < len(self.sites) and self.sites[index] == position


def _initials(words: tuple[Word, ...], surface: Surface, common: frozenset[str]) -> Iterator[int]:
    starts = {block.start for block in surface.blocks}
    for index, word in enumerate(words):
        if word.capital and word.lower in common and not word.text[1:].isupper():
            before = words[index - 1] if index else None
            if (
                before is None
                or word.start in starts
                or before.text in _OPENS_SENTENCE
                or is_sentence_end(words, index - 1)
            ):
                yield index


_OPENS_SENTENCE = frozenset('"“‘「:.*#|>•')
"""Marks before a capital that tells no more than that a sentence begins."""
