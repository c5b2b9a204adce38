"""Chinese characters against Cantonese in Latin letters: Jyutping, and the spellings of Hong Kong.

The customary reading of each character is in `jyutping.tsv`, made by `tools/make_readings.py`. Hong Kong
spells by no one rule: names of persons and places follow what was usual when they were first written
(Kataoka and Lee, "A System without a System: Cantonese Romanization Used in Hong Kong Place and Personal
Names", Hong Kong Journal of Applied Linguistics 11, 2008). So a syllable has every spelling that its
beginning and its end allow.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from annotate.gloss.romanisation import Speller
from annotate.gloss.tables import rows

_INITIALS = {
    "b": "p", "d": "t", "g": "k", "gw": "kw", "z": "ts ch j tz", "c": "ts ch", "s": "sh", "j": "y",
}  # fmt: skip
_FINALS = {
    "a": "ah", "aa": "a ah", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at", "aak": "ak",
    "ing": "eng", "ik": "ek", "am": "um", "an": "un", "ap": "up", "at": "ut", "au": "ow", "e": "eh", "ei": "i ee ay", "i": "ee", "o": "oh aw", "ou": "o oo ow",
    "u": "oo", "un": "oon", "ut": "oot", "oe": "euh", "oeng": "eung", "oek": "euk", "eoi": "ui", "eon": "un", "eot": "ut",
    "yu": "u ue", "yun": "uen un", "yut": "uet ut",
}  # fmt: skip
_WHOLE = {"zi": "tsz tze tzu", "ci": "tsz tsze", "si": "sze sz szu"}
"""Syllables that are also spelled as no other with their end."""
_CUSTOM = {
    "叶": "ip", "葉": "ip", "区": "au", "區": "au", "旺": "mong", "观": "kwun", "觀": "kwun", "屿": "yue", "嶼": "yue", "磡": "hom", "鱲": "lap",
}  # fmt: skip
"""Characters that names spell as nothing in their reading tells."""
_SYLLABLE = regex.compile(r"(ng|gw|kw|[bpmfdtnlgkhwzcsj])?+([aeiouy].*)|(m|ng)")


@cache
def table() -> dict[str, str]:
    """The Jyutping of each character, without its tone; read once, at first use."""
    return {character: syllable for syllable, characters in rows("jyutping.tsv") for character in characters}


@lru_cache(maxsize=1024)
def spellings(syllable: str) -> frozenset[str]:
    """How a Jyutping syllable (no tone) is written.

    >>> sorted(spellings("loeng")), sorted(spellings("gwok"))
    (['leung', 'loeng'], ['gwok', 'kwok'])
    """
    match = _SYLLABLE.fullmatch(syllable)
    if match is None or match[3]:
        return frozenset({syllable})
    initial, final = match[1] or "", match[2]
    initials, finals = (
        [initial, *_INITIALS.get(initial, "").split()],
        [final, *_FINALS.get(final, "").split()],
    )
    joined = {i + f for i in initials for f in finals if not (i and i[-1] == f[0])}
    return frozenset(joined | set(_WHOLE.get(syllable, "").split()))


def _of(character: str) -> tuple[str, ...]:
    """Every spelling of `character`, longest first."""
    syllable = table().get(character)
    found = (spellings(syllable) if syllable else frozenset[str]()) | set(_CUSTOM.get(character, "").split())
    return tuple(sorted(found, key=lambda s: (-len(s), s)))


CANTONESE = Speller(_of)
"""Matches Latin spellings of Cantonese with characters."""

_TONED = regex.compile(r"(?:[A-Z]?[a-z]*[aeiouy][a-z]{0,3}|[Hh]?m|[Nn]g|M)[1-6]")


def is_toned(word: str) -> bool:
    """Whether `word` is a syllable that ends in the number of a tone, as Jyutping has it (goi1); mp3 and A1 are none."""
    return _TONED.fullmatch(word) is not None
