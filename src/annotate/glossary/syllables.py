"""Latin text read as pinyin: whether it reads given characters, and whether it is pinyin at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

import regex

from annotate.glossary.pinyin import plain

LONGEST = 6
"""The letters of the longest syllable, zhuang."""

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_MARKED = regex.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ]")
_VOWEL = regex.compile(r"[aeiouü]")  # "m", "ng" and "hm" are cries, no syllables of names
_NOT_LETTERS = regex.compile(r"[\s'’ʼ·\-–.]+")
_UNTONED = frozenset("一不七八")  # characters whose tone shifts with the next
_FOLD = str.maketrans({"k": "g", "p": "b", "t": "d", "q": "j", "c": "z", "s": "x", "r": "j", "v": "ü"})


@cache
def _syllables() -> frozenset[str]:
    """Every syllable without tone that reads some character, by pypinyin's table of characters."""
    from pypinyin.constants import PINYIN_DICT

    readings = (reading for readings in PINYIN_DICT.values() for reading in readings.split(","))
    return frozenset(syllable for reading in readings if _VOWEL.search(syllable := plain(reading)))


def marked(text: str) -> bool:
    """Whether `text` carries a tone mark of pinyin."""
    return _MARKED.search(unicodedata.normalize("NFC", text)) is not None


def letters(text: str) -> str:
    """`text` without spaces, apostrophes and hyphens, in lower case; tone marks stay."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFC", text)).lower()


@cache
def _readings(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.TONE, heteronym=True)[0]
    return tuple(dict.fromkeys(found))


def reads(text: str, simplified: str) -> bool:
    """Whether `text` is a reading of `simplified`, any of its readings for each character.

    Tones count where they are written; 一 and 不 may shift theirs, and any syllable may be neutral.

    >>> reads("hóngshāo ròu", "红烧肉"), reads("hóngxiāo ròu", "红烧肉"), reads("er hong", "二红")
    (True, False, True)
    """
    ends = {0}
    word = letters(text)
    for character in simplified:
        ends = {end for start in ends for end in _ends(word, start, character)}
    return len(word) in ends


def _ends(word: str, start: int, character: str) -> set[int]:
    """Where a syllable that reads `character` and begins at `start` may end."""
    found = set()
    for reading in (*_readings(character), *(("r",) if character == "儿" else ())):
        segment = word[start : start + len(reading)]
        if _same(segment, reading, character):
            found.add(start + len(reading))
    return found


def _same(written: str, reading: str, character: str) -> bool:
    if plain(written).replace("v", "ü") not in {plain(reading), plain(reading).replace("ü", "u")}:
        return False
    tone = _tone(written)
    return not tone or tone == _tone(reading) or character in _UNTONED


def _tone(syllable: str) -> int:
    return next((_TONES[mark] for mark in unicodedata.normalize("NFD", syllable) if mark in _TONES), 0)


def count(text: str) -> int | None:
    """How many syllables of pinyin `text` is, by the longest match; `None` when it is none.

    >>> count("Wáng Shǒufēng"), count("Li Ka-shing")
    (3, None)
    """
    word = plain(letters(text))
    best: list[int | None] = [0] + [None] * len(word)
    for end in range(1, len(word) + 1):
        before = [
            best[start] for start in range(max(end - LONGEST, 0), end) if word[start:end] in _syllables()
        ]
        counts = [number for number in before if number is not None]
        best[end] = min(counts) + 1 if counts else None
    return best[-1] if word else None


def splits(text: str, number: int) -> Iterator[list[str]]:
    """Every way to part `text` into `number` syllables without tone (Xian: xian, xi an)."""
    return _splits(plain(letters(text)), number)


def _splits(word: str, number: int) -> Iterator[list[str]]:
    if number == 0:
        if not word:
            yield []
        return
    for length in range(min(len(word), LONGEST), 0, -1):
        if word[:length] in _syllables():
            for rest in _splits(word[length:], number - 1):
                yield [word[:length], *rest]


def folded(syllable: str) -> str:
    """`syllable` with the sounds that other romanisations write alike made one.

    >>> folded("kuo") == folded("guo")
    True
    """
    return syllable.replace("h", "").translate(_FOLD)


@cache
def sounds(character: str) -> frozenset[str]:
    """The syllables, without tone, that `character` may read."""
    return frozenset(plain(reading) for reading in _readings(character))
