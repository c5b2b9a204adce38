"""Pinyin with tone marks, spelled as the standard asks.

Word spacing, capitals and the apostrophe follow GB/T 16159-2012; names follow GB/T 28039-2011.
Polyphonic characters come from pypinyin's phrase table, surnames from `surnames`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import regex

from annotate.glossary import namewords, surnames
from annotate.model import GlossType, Span
from annotate.text import has_han

_MARKS = {"，": ",", "、": ",", "；": ";", "：": ":", "？": "?", "！": "!", "。": ".", "）": ")"}
"""Chinese marks with their Latin counterparts; a space follows each."""
_MARKS_OUT = str.maketrans(_MARKS | {"（": "("})
_OPENING = frozenset("·(（“‘《〈「『")
_TIGHT = frozenset("·)）”’》〉」』，、；：？！。,.;:?!")

_HAN_RUN = regex.compile(r"[\p{Script=Han}〇]+")
_NAMED: frozenset[GlossType] = frozenset({"person", "place", "org", "work", "event"})
LONG = 3
"""Characters of the longest word that is taken for one: a longer one is a name that no segmenter parted."""

_VOWELS = frozenset("aoe")  # a syllable that opens with one of these takes an apostrophe inside a word


def plain(syllable: str) -> str:
    """`syllable` without tone marks, in lower case; ü stays ü.

    >>> plain("Lǜ"), plain("Ōu")
    ('lü', 'ou')
    """
    decomposed = unicodedata.normalize("NFD", syllable.lower())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0308")
    return unicodedata.normalize("NFC", kept)


def syllables(text: str) -> tuple[str, ...]:
    """The reading of each character of `text`, in context; a character without one stands for itself."""
    readings = list(text)
    for run in _HAN_RUN.finditer(text):
        for offset, reading in enumerate(_read(run.group())):
            readings[run.start() + offset] = reading
    return tuple(readings)


def _read(han: str) -> Sequence[str]:
    from pypinyin import Style, lazy_pinyin

    readings = lazy_pinyin(han, style=Style.TONE)
    if len(readings) != len(han):
        readings = [lazy_pinyin(character, style=Style.TONE)[0] for character in han]
    # The table gives a few rare characters another character for a reading.
    return [
        character if has_han(reading) else reading for character, reading in zip(han, readings, strict=True)
    ]


def pinyin(simplified: str, kind: GlossType, *, words: Iterable[Span] = (), english: str = "") -> str:
    """The pinyin of a term.

    `words` are the spans of its words within `simplified`, where a segmenter found them; `english`
    tells a Chinese name from a transliterated one ("Trump" has no surname to part off).

    >>> pinyin("单田芳", "person", english="Shan Tianfang")
    'Shàn Tiánfāng'
    """
    readings = list(syllables(simplified))
    cuts = [span for span in words if 0 <= span.start < span.end <= len(simplified)]
    surname = surname_length(simplified, english) if kind == "person" else 0
    if surname:
        readings[:surname] = _surname_readings(simplified[:surname])
        cuts = _name_cuts(surname, len(simplified), cuts)
    elif kind == "person":
        cuts = cuts or [Span(0, len(simplified))]
    elif kind in _NAMED and max(map(len, cuts), default=len(simplified)) > LONG:
        cuts = [Span(*cut) for cut in namewords.cuts(simplified, place=kind == "place")]
    elif kind == "place":
        cuts = cuts or [Span(0, len(simplified))]
    return _spell(simplified, readings, cuts, capital=kind in _NAMED)


def surname_length(simplified: str, english: str = "") -> int:
    """How many characters of a personal name are its surname; 0 where it is not a Chinese name."""
    if "·" in simplified or len(simplified) < 2:  # noqa: PLR2004 - a name has a surname and a given name
        return 0
    for size in (4, 2):
        if simplified[:size] in surnames.COMPOUND and len(simplified) > size:
            return size
    if simplified[0] in surnames.COMMON or simplified[0] in surnames.READINGS:
        return 1
    return int(_opens_or_ends(english, plain(syllables(simplified)[0])))


def _opens_or_ends(english: str, surname: str) -> bool:
    words = plain(english).replace("-", " ").split()
    return bool(words) and surname in {words[0], words[-1]}


def _surname_readings(surname: str) -> list[str]:
    if len(surname) == 1:
        return [surnames.READINGS.get(surname) or syllables(surname)[0]]
    return [surnames.COMPOUND[surname], *[""] * (len(surname) - 1)]


def _name_cuts(surname: int, length: int, words: list[Span]) -> list[Span]:
    """Surname, given name, and the words after the name (a title) where the segmenter parted them."""
    end = next((word.end for word in words if word.end > surname), length)
    return [Span(0, surname), Span(surname, end), *(word for word in words if word.start >= end)]


def _spell(text: str, readings: Sequence[str], words: Sequence[Span], *, capital: bool) -> str:
    inside = {i for word in words for i in range(word.start + 1, word.end)}
    parts = (_join(text, i, reading, gap=i not in inside) for i, reading in enumerate(readings))
    spelled = " ".join("".join(parts).translate(_MARKS_OUT).split())
    return _capitals(spelled) if capital else spelled


def _join(text: str, index: int, reading: str, *, gap: bool) -> str:
    """`reading` with what parts it from the character before: a space, an apostrophe or nothing."""
    if not index or not reading or text[index] in _TIGHT or text[index - 1] in _OPENING:
        return reading
    if text[index - 1] in _MARKS:
        return f" {reading}"
    before, here = (_HAN_RUN.match(text[i]) is not None for i in (index - 1, index))
    if not before and not here:
        return reading
    if gap:
        return f" {reading}"
    return f"'{reading}" if plain(reading)[:1] in _VOWELS else reading


def _capitals(spelled: str) -> str:
    return "".join(_raise_initials(spelled))


def _raise_initials(spelled: str) -> Iterator[str]:
    yield spelled[:1].upper()
    for before, here in pairwise(spelled):
        yield here.upper() if before == " " or before in _OPENING else here
