"""What stands before the text: titles, bylines, the date, captions, editor's notes."""

from __future__ import annotations

from dataclasses import replace

from annotate.layout import signs
from annotate.layout.units import Unit, ends_sentence, is_byline
from annotate.model import BlockKind, Span
from annotate.text import BRACKETS

_TITLE_LENGTH = 220
_TITLE_WORDS = 32
_PROSE = 80
"""A paragraph of running text is at least so long (Han characters count threefold)."""

_NOTE_UNITS = 30
"""An editor's note in brackets that is not closed within so many paragraphs has no end."""

_REACH = 10
"""Bylines and dates stand among the first few paragraphs."""

_NO_TITLE_END = ".,;:。，；：、"


def is_prose(unit: Unit) -> bool:
    """Whether `unit` is a paragraph of running text, long enough and ended as a sentence is."""
    length = len(unit.span) + 2 * len(signs.HAN_CHARACTER.findall(unit.head))
    return unit.kind == "paragraph" and length >= _PROSE and ends_sentence(unit.tail)


def han_share(text: str) -> float:
    """How much of the letters in `text` is Han; a Han character weighs as much as a word."""
    han = len(signs.HAN_CHARACTER.findall(text))
    words = len(signs.LATIN_WORD.findall(text))
    return han / (han + 2 * words) if han else 0.0


def is_title(unit: Unit) -> bool:
    """Whether `unit` could be a title: short, one line, not ended as a sentence or a clause is."""
    line = signs.TRAILING_MARK.sub("", unit.whole or "").strip()
    if not line or unit.lines > 2 or len(line) > _TITLE_LENGTH or unit.marker or unit.quoted:  # noqa: PLR2004 -- two lines at most
        return False
    if line[-1] in _NO_TITLE_END or line[0].islower() or line[0] in ">-—–(（[#*|<{":
        return False
    return len(line.split()) <= _TITLE_WORDS and not opens_otherwise(line)


def opens_otherwise(line: str) -> bool:
    """Whether `line` is one of the other things that stand in front."""
    rules = (signs.NOTE, signs.CAPTION, signs.FOOTNOTE, signs.URL_LINE)
    return any(rule.match(line) for rule in rules) or bool(signs.DATE.fullmatch(line)) or is_byline(line)


def front(units: list[Unit]) -> list[Unit]:
    """`units` with the titles and the rest of the front matter named."""
    units = _titles(units)
    found: list[Unit] = []
    in_front = True
    for index, unit in enumerate(units):
        kind = _front_kind(unit, index, in_front=in_front)
        in_front = in_front and (kind is not None or not unit.open)
        found.append(replace(unit, kind=kind) if kind else unit)
    return found


def _front_kind(unit: Unit, index: int, *, in_front: bool) -> BlockKind | None:
    """What an open unit of the front matter is; further down bylines and dates alone count."""
    line = unit.whole
    if not unit.open or line is None or index >= _REACH:
        return None
    if (
        is_byline(line)
        and (index or signs.HAN_IN_BRACKETS.search(line))
        and (in_front or signs.LABELLED.match(line))
    ):
        return "byline"
    if signs.DATE.fullmatch(line):
        return "date"
    if in_front and index and (signs.URL_LINE.fullmatch(line) or signs.COLOPHON.match(line)):
        return "colophon"
    return None


def _titles(units: list[Unit]) -> list[Unit]:
    """Name the title and, when the next unit is one in the other script, the pair."""
    first = next((i for i, unit in enumerate(units) if unit.kind != "metadata"), None)
    if first is None or not _heads_a_text(units, first):
        return units
    named = list(units)
    named[first] = replace(units[first], kind=_title_kind(units[first]), level=0)
    after = first + 1
    if after < len(units) and _is_pair(units, first, after):
        named[after] = replace(units[after], kind=_title_kind(units[after]), level=0)
    return named


def _heads_a_text(units: list[Unit], index: int) -> bool:
    """Whether the unit at `index` is like a title and prose that is longer follows."""
    unit = units[index]
    if unit.kind == "heading" and unit.level == 1:
        return True
    if not unit.open or not is_title(unit):
        return False
    return any(
        is_prose(later) and len(later.span) > len(unit.span)
        for later in units[index + 1 : index + 2 * _REACH]
    )


def _is_pair(units: list[Unit], one: int, other: int) -> bool:
    """Whether the unit `other` is the title `one` in the other script."""
    if _title_kind(units[one]) == _title_kind(units[other]):
        return False
    return units[other].kind == "heading" or _heads_a_text(units, other)


def _title_kind(unit: Unit) -> BlockKind:
    return "title-alt" if han_share(unit.head) > 0.5 else "title"  # noqa: PLR2004 -- more Han than not


def notes(units: list[Unit]) -> list[Unit]:
    """`units` with captions and editor's notes named; a note of many units becomes one."""
    found: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        end = _note_end(units, index) if unit.open else None
        if end is not None:
            found.append(_merge(units[index : end + 1]))
            index = end + 1
            continue
        is_caption = unit.open and signs.CAPTION.match(unit.head) and len(unit.span) <= 2 * signs.PEEK
        found.append(replace(unit, kind="caption") if is_caption else unit)
        index += 1
    return found


def _note_end(units: list[Unit], index: int) -> int | None:
    """The last unit of the editor's note that opens at `index`, `None` when none does."""
    unit = units[index]
    match = signs.NOTE.match(unit.head)
    if match is None:
        return None
    if match["open"]:
        pair = match["open"] + BRACKETS[match["open"]]
        return None if _closes_early(unit, pair) else _closing(units, index, pair[1])
    label_alone = unit.whole is not None and match.end() == len(unit.whole)
    if label_alone:
        return index + 1 if index + 1 < len(units) and units[index + 1].open else None
    return index


def _closes_early(unit: Unit, pair: str) -> bool:
    """Whether the bracket at the start is closed while the unit goes on."""
    depth = 0
    for offset, character in enumerate(unit.head):
        depth += (character == pair[0]) - (character == pair[1])
        if character == pair[1] and depth == 0:
            return bool(unit.head[offset + 1 :].strip(".。 ")) or len(unit.head) < len(unit.span)
    return False


def _closing(units: list[Unit], index: int, bracket: str) -> int | None:
    """The first unit from `index` on that ends with `bracket`."""
    for end in range(index, min(index + _NOTE_UNITS, len(units))):
        if not units[end].open:
            return None
        if units[end].tail.rstrip(".。").endswith(bracket):
            return end
    return None


def _merge(units: list[Unit]) -> Unit:
    first, last = units[0], units[-1]
    return replace(
        first,
        span=Span(first.span.start, last.span.end),
        tail=last.tail,
        kind="editor-note",
        lines=sum(unit.lines for unit in units),
    )
