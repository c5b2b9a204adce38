"""Words that long Chinese names are made of: where a name is written apart in pinyin.

GB/T 16159-2012 writes the parts of a place's or a body's name as separate words.
Gathered by hand from the kinds of names that glosses hold; no order implied. Segmenters often take
such a name for one word.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words() -> frozenset[str]:
    """The words of `data/namewords.txt`."""
    text = (files("annotate.glossary") / "data" / "namewords.txt").read_text(encoding="utf-8")
    return frozenset(word for row in text.splitlines() if not row.startswith("#") for word in row.split())


DISTRICTS: frozenset[str] = frozenset("省市县区州镇乡村郡府")
"""Characters that end the name of a district, wherever it stands in a longer one."""

ENDINGS: frozenset[str] = DISTRICTS | frozenset("街路江河湖山岛湾溪峡寺庙宫塔桥")
"""Characters that name the kind of place at the end of a name."""

CONNECTORS: frozenset[str] = frozenset("之的与和及")
"""Characters between the parts of a title."""


def cuts(name: str, *, place: bool = True) -> tuple[tuple[int, int], ...]:
    """The words of `name` as (start, end) pairs that cover it: known words, and what stands between them.

    In the name of a `place` the kind of place at the end is a word too.

    >>> [("甘肃省天水市")[a:b] for a, b in cuts("甘肃省天水市")]
    ['甘肃', '省', '天水', '市']
    >>> [("中国国家博物馆")[a:b] for a, b in cuts("中国国家博物馆")]
    ['中国', '国家', '博物馆']
    """
    found: list[tuple[int, int]] = []
    position = rest = 0
    while position < len(name):
        word = _word_at(name, position, rest, ENDINGS if place else frozenset())
        if not word:
            position += 1
            continue
        if rest < position:
            found.append((rest, position))
        found.append((position, position + len(word)))
        position = rest = position + len(word)
    return tuple([*found, (rest, len(name))] if rest < len(name) else found)


def _word_at(name: str, position: int, rest: int, endings: frozenset[str]) -> str:
    """The longest known word that begins at `position`, or a character that stands alone after what began at `rest`."""
    for size in range(min(LONGEST, len(name) - position), 1, -1):
        if name[position : position + size] in words():
            return name[position : position + size]
    known_before, last = rest == position > 0, position + 1 == len(name)
    parted = known_before or position - rest >= ENOUGH
    alone = CONNECTORS if not last else endings if parted else frozenset()
    district = parted and not last and name[position] in DISTRICTS
    return name[position] if district or name[position] in alone else ""


LONGEST = 4
"""Characters of the longest word of the list."""

ENOUGH = 2
"""Characters before a kind of place that make it a word apart: 江苏 + 省, but 黄河 is one word."""
