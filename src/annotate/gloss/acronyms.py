"""The channel of abbreviation: English acronyms by the initials of what the Chinese means or sounds like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import regex

from annotate.gloss.lexicon import MAX_WORD, Lexicon

MAX_CHARACTERS = 24
"""A longer Chinese is no acronym's."""
_ACRONYM = regex.compile(r"[A-Z]{2,6}")


def is_acronym(word: str) -> bool:
    """Whether `word` is written as an acronym."""
    return _ACRONYM.fullmatch(word) is not None


class _Stretch(NamedTuple):
    """A dictionary word, or a character, inside the Chinese."""

    start: int
    end: int
    initials: frozenset[str]
    """The letters that its renderings or sounds begin with."""


@dataclass(frozen=True, slots=True)
class Acronyms:
    """What acronyms one piece of Chinese may have."""

    stretches: tuple[_Stretch, ...]

    @classmethod
    def of(cls, chinese: str, lexicon: Lexicon) -> Acronyms:
        """The acronyms of `chinese`, by the words that `lexicon` has inside it."""
        found = []
        text = chinese[:MAX_CHARACTERS]
        for start in range(len(text)):
            for end in range(start + 1, min(start + MAX_WORD, len(text)) + 1):
                word = lexicon.word(text[start:end])
                initials = {s[0] for s in word.stems} if word else set()
                if end == start + 1:
                    initials |= {r[0] for r in lexicon.readings(text[start])}
                if initials:
                    found.append(_Stretch(start, end, frozenset(initials)))
        return cls(tuple(found))

    def explained(self, acronym: str) -> int:
        """The characters, a bit each, that `acronym` stands for, in the order of the Chinese or with its last word first."""
        spelled = acronym.lower()
        return max(
            (self._initials(order) for order in (spelled, spelled[1:] + spelled[0])), key=int.bit_count
        )

    def _initials(self, spelled: str) -> int:
        """The characters of words whose renderings begin with the letters of `spelled`, in order; 0 if one has none."""
        reached = {0: 0}
        for letter in spelled:
            following: dict[int, int] = {}
            for position, mask in reached.items():
                for start, end, initials in self.stretches:
                    if start >= position and letter in initials:
                        covered = mask | ((1 << (end - start)) - 1) << start
                        if covered.bit_count() > following.get(end, 0).bit_count():
                            following[end] = covered
            reached = following
        return max(reached.values(), key=int.bit_count, default=0)
