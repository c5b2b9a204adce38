"""Lines of a list of words: English, a mark and one piece of Chinese (cadre: 干部)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from annotate.gloss.features import Reading
from annotate.gloss.fields import line_at
from annotate.model import Span

BELOW = 2
"""So many characters can part a line from the one below it: an empty line."""

_MARK = r"[ ]?([:：=]|[ ][–—-])[ ]?"
_BEFORE_MARK = regex.compile(rf"\s{{0,4}}([^:：=\n\p{{Han}}]{{1,80}}?){_MARK}")
_BEHIND_MARK = regex.compile(rf"{_MARK}([^:：=\n\p{{Han}}]{{1,80}})")
"""The English of a line and the mark that parts it from the Chinese."""


class WordLine(NamedTuple):
    """One line; spans are in the surface text."""

    form: str
    """How the line looks: the mark, and whether the Chinese comes first."""
    line: Span
    english: Span


def word_line(reading: Reading) -> WordLine | None:
    """The line that the Chinese stands in, if it is one of a list of words."""
    text, zh = reading.text, reading.site.zh
    line = line_at(text, zh.start)
    if reading.site.bracket or line is None or line.end < zh.end:
        return None
    before = _BEFORE_MARK.fullmatch(text, line.start, zh.start)
    if before and not text[zh.end : line.end].strip():
        return WordLine(f"{before[2]}汉", line, Span(*before.span(1)))
    behind = _BEHIND_MARK.fullmatch(text, zh.end, line.end)
    if behind and not text[line.start : zh.start].strip():
        return WordLine(f"汉{behind[1]}", line, Span(*behind.span(2)))
    return None


def numbered(lines: Sequence[WordLine | None]) -> list[int]:
    """For each of `lines` the number of its list: lines of one form, right below one another."""
    numbers: list[int] = []
    number = 0
    last: WordLine | None = None
    for one in lines:
        follows = one and last and one.form == last.form and one.line.start - last.line.end <= BELOW
        number += 0 if follows else 1
        numbers.append(number)
        last = one
    return numbers
