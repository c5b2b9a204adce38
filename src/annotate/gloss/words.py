"""The English words and marks of the surface text, with what the candidates need to know of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex

from annotate.gloss.numerals import CURRENCIES
from annotate.gloss.stems import STOP_WORDS, stem

_WORD = regex.compile(
    r"""
      (?:\p{Lu}\.){2,}                                              # U.S.
    | (?:and|either)/or(?!\w)
    | (?:[¥￥$€£](?=\d))?[\p{Latin}\d](?:[\p{Latin}\p{M}\d]|[’'ʼʽʻ`·](?=\p{Latin})|[-‑–](?=[\p{Latin}\d])|[.,](?=\d))*(?:(?<=s)[’'](?=\s\p{L})|(?<=\d)[%％])?
    | [\p{Han}〇々〻]+
    | \S
    """,
    regex.VERBOSE,
)
_HAN = regex.compile(r"[\p{Han}〇々〻]")
_POSSESSIVE = regex.compile(r"(?:[’'`]s|(?<=s)[’'])$")

ARTICLES = frozenset({"the", "a", "an"})
PREPOSITIONS = frozenset(
    "of in on at by for from with to into onto upon over under about between among through during before after against"
    " within without via per as like towards toward behind across beyond near including called named than".split()
)
CONJUNCTIONS = frozenset(
    "and or and/or nor but & plus while because that which who where when if whether so than then although".split()
)
DETERMINERS = ARTICLES | frozenset(
    "this that these those his her its their our my your some any each every no such another".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could may might must shall should"
    " became become becomes called named means meant meaning said says use used uses using".split()
)
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st mt mts ft co ltd inc corp no vol vs etc jr sr rev gen col lt gov sen rep fig op cf b d r c ca lit e.g i.e p pp".split()
)


class Word(NamedTuple):
    """One token of the surface text: its place, then what its letters tell."""

    start: int
    end: int
    """Of the token without a possessive ending."""
    text: str
    """The token without a possessive ending."""
    lower: str
    stem: str
    """Its stem; empty for marks and Chinese."""
    possessive: bool
    """Whether ’s follows it."""
    han: bool
    is_word: bool
    """Whether it is made of letters or digits."""
    capital: bool
    """Whether it starts with a capital letter."""
    is_content: bool
    """Whether it can carry a meaning to translate."""

    @property
    def traits(self) -> tuple[str | bool, ...]:
        """All but its place."""
        return self[2:]


@lru_cache(maxsize=65536)
def _alone(raw: str) -> Word:
    """A token as if it stood at the start of a text; made once for each spelling."""
    first = raw[0]
    if _HAN.match(first) or not (first.isalnum() or (first in CURRENCIES and len(raw) > 1)):
        han = bool(_HAN.match(first))
        return Word(
            0,
            len(raw),
            raw,
            raw.lower(),
            "",
            possessive=False,
            han=han,
            is_word=False,
            capital=False,
            is_content=False,
        )
    bare = _POSSESSIVE.sub("", raw) or raw
    lower = bare.lower()
    return Word(
        0,
        len(bare),
        bare,
        lower,
        stem(bare),
        possessive=len(bare) < len(raw),
        han=False,
        is_word=True,
        capital=first.isupper(),
        is_content=lower not in STOP_WORDS,
    )


def _word(text: str, start: int, end: int) -> Word:
    alone = _alone(text[start:end])
    return Word._make((start, start + alone.end, *alone.traits))


def _words(text: str, closing: Container[int]) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > 1 and end - 1 in closing:  # ‘the two nos’ policy: no possessive
            yield _word(text, start, end - 1)
            start = end - 1
        yield _word(text, start, end)


@dataclass(frozen=True)
class Words:
    """The tokens of a text in order, found by position."""

    items: tuple[Word, ...]

    @classmethod
    def of(cls, text: str, closing: Container[int] = frozenset()) -> Words:
        """Cut `text` into words and marks; `closing` are the offsets of the marks that close quotations."""
        return cls(tuple(_words(text, closing)))

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.items]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.items]

    def before(self, position: int) -> int:
        """The index after the last word that ends at or before `position`."""
        return bisect_right(self._ends, position)

    def after(self, position: int) -> int:
        """The index of the first word that starts at or after `position`."""
        return bisect_left(self._starts, position)


def is_sentence_end(words: tuple[Word, ...], index: int) -> bool:
    """Whether the mark at `index` ends a sentence: `?`, `!`, `;`, or a full stop that no abbreviation owns."""
    mark = words[index].text
    if mark in {"?", "!", "。", "！", "？"}:
        return True
    if mark != "." or index == 0:
        return False
    previous = words[index - 1]
    if previous.lower in ABBREVIATIONS or (len(previous.text) == 1 and previous.capital):
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    return following is None or following.start > words[index].end or not following.text[:1].islower()
