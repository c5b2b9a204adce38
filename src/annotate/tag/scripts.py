"""The two scripts of Chinese: folding to simplified characters, and telling which script a name is in."""

from __future__ import annotations

from functools import cache
from typing import Protocol


class _Converter(Protocol):
    """What of OpenCC is used."""

    def convert(self, text: str, /) -> str:
        """The text in the other script."""


@cache
def _one(character: str, table: str) -> str:
    converted = str(_converter(table).convert(character))
    return converted if len(converted) == 1 else character


@cache
def _converter(table: str) -> _Converter:
    import opencc  # loads its tables

    converter: _Converter = opencc.OpenCC(table)
    return converter


def simplify(text: str) -> str:
    """`text` in simplified characters, one for one, so that offsets hold.

    >>> simplify("吳國昌")
    '吴国昌'
    """
    return text if text.isascii() else "".join(_one(character, "t2s") for character in text)


def script(text: str) -> str:
    """`zh-Hans`, `zh-Hant`, or `zh` where the characters do not tell.

    >>> script("吳國昌"), script("吴国昌"), script("王守峰")
    ('zh-Hant', 'zh-Hans', 'zh')
    """
    if simplify(text) != text:
        return "zh-Hant"
    return "zh-Hans" if any(map(_only_simplified, text)) else "zh"


def _only_simplified(character: str) -> bool:
    """Whether both Taiwan and Hong Kong write another character (台 and 峰 stand in traditional text too)."""
    return _one(character, "s2tw") != character and _one(character, "s2hk") != character
