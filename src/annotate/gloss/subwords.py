"""Text cut into the subwords of a vocabulary, each with its place.

Of all ways to cut a word, the one whose pieces have the highest sum of log-probabilities (Kudo, "Subword
Regularization", ACL 2018, https://aclanthology.org/P18-1007), found by dynamic programming (Viterbi 1967,
doi:10.1109/TIT.1967.1054010). A character and its combining marks are read as they stand, not composed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from annotate.gloss.pretrained import Pretrained

SPACE = "▁"
"""What stands for the blank before a word."""
KEPT, SHORT = 1 << 14, 32
"""For how many words the cut is kept, and up to which length: Chinese without blanks is one word, and never comes again."""
UNKNOWN = 10.0
"""So much less likely than the least likely piece is a character that no piece has."""


class Subword(NamedTuple):
    """One piece of a text."""

    number: int
    """In the vocabulary."""
    start: int
    end: int
    """Its place in the text (code points), without the blank before it: a blank alone has no length."""


class Subwords:
    """Cuts text into the subwords of a pretrained network's vocabulary."""

    def __init__(self, network: Pretrained) -> None:
        self._vocabulary, self._scores = network.vocabulary, network.scores
        self._normal = network.normal
        self._longest = max(map(len, self._vocabulary))
        self._unknown = network.unknown, min(self._scores) - UNKNOWN
        self.kept = lru_cache(maxsize=KEPT)(self._cut)

    def of(self, text: str) -> list[Subword]:
        """The subwords of `text`, in order."""
        return [subword for word in self._words(text) for subword in self._placed(*word)]

    def _words(self, text: str) -> Iterator[tuple[str, list[int]]]:
        """Each word as the vocabulary has it, a mark for the blank before it, and where each character stands."""
        word, places = SPACE, [0]
        for place, character in enumerate(text):
            for read in self._normal.get(character, character):
                if read == " ":
                    if len(word) > 1:
                        yield word, places
                    word, places = SPACE, [place]
                else:
                    word += read
                    places.append(place)
        if len(word) > 1:
            yield word, places

    def _placed(self, word: str, places: list[int]) -> Iterator[Subword]:
        for number, start, end in self.kept(word) if len(word) <= SHORT else self._cut(word):
            if end == 1:  # the mark for the blank by itself
                yield Subword(number, places[0], places[0])
            else:
                yield Subword(number, places[max(start, 1)], places[end - 1] + 1)

    def _cut(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """The pieces of `word`: the number of each, and from where to where it goes."""
        # How each place is best reached: the score of the pieces up to it, the last one, where that begins.
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        unknown, score = self._unknown
        for end in range(1, len(word) + 1):
            ways = [(best[end - 1][0] + score, unknown, end - 1)]
            ways += (
                (best[start][0] + self._scores[number], number, start)
                for start in range(max(0, end - self._longest), end)
                if (number := self._vocabulary.get(word[start:end], -1)) >= 0
            )
            best.append(max(ways))
        pieces = []
        end = len(word)
        while end:
            _, number, start = best[end]
            pieces.append((number, start, end))
            end = start
        return tuple(reversed(pieces))
