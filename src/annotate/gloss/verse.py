"""Whether a piece of Chinese is a line of verse: as long as the line before or behind it, in a text about poems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from annotate.gloss.features import Features, Reading

TELLING = 3.0
"""What stands around a line counts as much as three hints: verse is too rare for a weight to outgrow the penalty."""
NEAR = 120
"""How far from a line (characters) the next one begins, and the words that speak of verse stand."""
_LINES = frozenset({(5,), (7,), (5, 5), (7, 7)})
"""How many characters the lines of classical verse have, one by one or as a couplet."""
_HAN = regex.compile(r"\p{Han}+")
_ABOUT = regex.compile(
    r"\b(?:[Pp]oe(?:ms?|ts?|try|tic)|[Vv]erses?|[Cc]ouplets?|[Ss]tanzas?|[Qq]uatrains?|[Ll]yrics?|rhym(?:es?|ed|ing)|recit(?:es?|ed|ing)|sang|sings?|songs?|[Bb]allads?|"
    r"(?:opening|first|last|next|second|these|two|four) lines?|Li B(?:ai|o)|Li Po|Du Fu|Tu Fu|Wang Wei|Bai Juyi|Su Shi|Tao (?:Yuanming|Qian)|Tang dynasty)\b"
)


def verse_features(reading: Reading) -> Features:
    """How the Chinese resembles a line of verse, and the pieces of Chinese around it do."""
    lines = tuple(map(len, _HAN.findall(reading.chinese)))
    if lines not in _LINES or reading.speech != "unlisted":
        return {}
    zh, text = reading.site.zh, reading.text
    start, end = max(0, zh.start - NEAR), min(len(text), zh.end + NEAR)
    before = [match.span() for match in _HAN.finditer(text, start, zh.start)][-1:]
    behind = [match.span() for match in _HAN.finditer(text, zh.end, end)][:1]
    fellows = sum(
        last - first == lines[0] and start < first and last < end for first, last in before + behind
    )
    about = _ABOUT.search(text, start, zh.start) or _ABOUT.search(text, zh.end, end)
    return {
        "verse-length": 1.0,
        "verse-fellows": TELLING * fellows / 2,
        "verse-words": TELLING * bool(about),
    }
