"""Lines that are entries of a list of words: English, a mark and one piece of Chinese (cadre: 干部)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from annotate.gloss.features import Reading
from annotate.model import Span

LINE = 120
"""A longer line (characters) is prose."""
BELOW = 2
"""So many characters can part a line from the one below it: an empty line."""

_MARK = r"[ ]?([:：=]|[ ][–—-])[ ]?"
_BEFORE_MARK = regex.compile(rf"\s{{0,4}}([^:：=\n\p{{Han}}]{{1,80}}?){_MARK}")
_BEHIND_MARK = regex.compile(rf"{_MARK}([^:：=\n\p{{Han}}]{{1,80}})")
"""The English of an entry and the mark that parts it from the Chinese."""


class Entry(NamedTuple):
    """One line; spans are in the surface text."""

    form: str
    """How the line looks: the mark, and whether the Chinese comes first."""
    line: Span
    english: Span


def entry(reading: Reading) -> Entry | None:
    """The line that the Chinese stands in, if it is an entry."""
    text, zh, block = reading.text, reading.site.zh, reading.block
    if reading.site.bracket:
        return None
    low, high = max(block.start, zh.start - LINE - 1), min(block.end, zh.end + LINE + 1)
    stop = text.find("\n", zh.end, high)
    line = Span(max(text.rfind("\n", low, zh.start) + 1, low), stop if stop >= 0 else high)
    if len(line) > LINE:
        return None
    before = _BEFORE_MARK.fullmatch(text, line.start, zh.start)
    if before and not text[zh.end : line.end].strip():
        return Entry(f"{before[2]}汉", line, Span(*before.span(1)))
    behind = _BEHIND_MARK.fullmatch(text, zh.end, line.end)
    if behind and not text[line.start : zh.start].strip():
        return Entry(f"汉{behind[1]}", line, Span(*behind.span(2)))
    return None


def numbered(entries: Sequence[Entry | None]) -> list[int]:
    """For each of `entries` the number of its list: lines of one form, right below one another."""
    numbers: list[int] = []
    number = 0
    last: Entry | None = None
    for one in entries:
        follows = one and last and one.form == last.form and one.line.start - last.line.end <= BELOW
        number += 0 if follows else 1
        numbers.append(number)
        last = one
    return numbers
