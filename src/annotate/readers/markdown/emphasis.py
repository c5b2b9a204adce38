"""Which runs of `*`, `_` and `~` belong together.

The procedure “process emphasis” of CommonMark (https://spec.commonmark.org/0.31.2/#phase-2-inline-structure)
with its floors, below which no opener fits a kind of closer; they keep it linear.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotate.model import MarkupKind


@dataclass(slots=True)
class Delimiter:
    """A run of `*`, `_` or `~` of which `[start, end)` is not used yet."""

    start: int
    end: int
    character: str
    length: int
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Emphasis between two signs of `width` characters: the text is `content[start:end]`."""

    kind: MarkupKind
    start: int
    end: int
    width: int


def run(content: str, start: int) -> Delimiter:
    """The run of signs at `start`, which may open emphasis, close it, both or neither."""
    character = content[start]
    end = start + 1
    while content.startswith(character, end):
        end += 1
    if character == "~" and end - start != 2:  # noqa: PLR2004 -- GitHub's strikethrough has two tildes
        return Delimiter(start, end, character, end - start, opens=False, closes=False)
    left, right = _flanks(content, start, end)
    opens, closes = left, right
    if character == "_":
        opens = left and (not right or _is_punctuation(content[start - 1]))
        closes = right and (not left or _is_punctuation(content[end]))
    return Delimiter(start, end, character, end - start, opens, closes)


def _flanks(content: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run is left-flanking and right-flanking."""
    before = content[start - 1] if start else " "
    after = content[end] if end < len(content) else " "
    left = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
    right = not before.isspace() and (
        not _is_punctuation(before) or after.isspace() or _is_punctuation(after)
    )
    return left, right


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


_Kind = tuple[str, bool, int]
"""What decides which openers a closer fits: its sign, whether it opens too, its length modulo 3."""


def pairs(delimiters: Iterable[Delimiter]) -> Iterator[Pair]:
    """The emphasis that `delimiters`, in order, make."""
    openers: list[Delimiter] = []
    floors: dict[_Kind, int] = {}
    for delimiter in delimiters:
        while delimiter.closes and delimiter.start < delimiter.end:
            opener = _opener(delimiter, openers, floors)
            if opener is None:
                break
            yield _use(opener, delimiter)
            _lower(openers, floors)
        if delimiter.opens and delimiter.start < delimiter.end:
            openers.append(delimiter)


def _opener(closer: Delimiter, openers: list[Delimiter], floors: dict[_Kind, int]) -> Delimiter | None:
    """The nearest opener that fits, with all above it gone; `floors` remember where none did."""
    key = (closer.character, closer.opens, closer.length % 3)
    for index in range(len(openers) - 1, floors.get(key, 0) - 1, -1):
        if _fits(openers[index], closer):
            del openers[index + 1 :]
            return openers[index]
    floors[key] = len(openers)
    return None


def _fits(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.character != closer.character:
        return False
    both = opener.closes or closer.opens
    return not (
        both and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3)
    )


def _use(opener: Delimiter, closer: Delimiter) -> Pair:
    """Use up one or two signs of each side."""
    double = min(opener.end - opener.start, closer.end - closer.start) > 1
    width = 2 if double else 1
    kind: MarkupKind = "strike" if closer.character == "~" else "strong" if double else "emphasis"
    pair = Pair(kind, opener.end, closer.start, width)
    opener.end -= width
    closer.start += width
    return pair


def _lower(openers: list[Delimiter], floors: dict[_Kind, int]) -> None:
    """Take an opener that is used up off the stack, and no floor above the stack's height."""
    if openers[-1].start == openers[-1].end:
        openers.pop()
    for kind, floor in floors.items():
        floors[kind] = min(floor, len(openers))
