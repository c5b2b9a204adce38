"""The fields of the record that a gloss stands in: cells of a row, lines of an infobox, two sides of a flashcard.

In a record nothing but its order says what renders what, so that every other field may be the head.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from annotate.gloss.find import Site
from annotate.model import Span

LINE = 160
"""A longer line (characters) is no record's."""
LINES = 4
"""How many lines before and after the gloss belong to its record."""
CELLS = 8
"""How many cells before and after the gloss in its row do."""
MAX_FIELD = 100
"""A longer field (characters) names nothing."""
MAX_TERM = 8
"""A line of more words is a line of prose: it is defined by none below it."""


class Field(NamedTuple):
    """One field of a record."""

    span: Span
    """In the surface text, without its label and marks."""
    away: int
    """How many cells that are not blank, or lines, it stands away from the gloss: 1 is the next."""


_QUOTES = "“”\"'‘’《》「」*_"
_ITEM = r"(?:(?:[-*+•\#>!:;|]{1,3}|\d{1,3}[.)])(?:[ \t]++|(?<=\|)))*+"
_LABEL = r"(?:\p{L}[\w.'/-]{0,20}+(?:[ ][\w.'/-]{1,20}+){0,2}[ \t]*+[:=][ \t]*+)?+"
_LEAD = regex.compile(rf"[ \t]*+{_ITEM}{_LABEL}[{_QUOTES}]{{0,4}}")
"""What a field begins with that is no part of it: the mark of an item or a row, a label (native_name =), quotation marks."""
_ROW_LEAD = regex.compile(rf"[ \t]*+{_ITEM}[{_QUOTES}]{{0,4}}")
"""The same in a row of several cells, where no cell has a label: Alien: Covenant."""
_TAIL = regex.compile(
    rf"[{_QUOTES}]{{0,4}}[ \t]*+(?:[(（\[][^()（）\[\]\n]{{0,60}}[)）\]])?+[ \t]*+[.,;:|&\\]{{0,3}}[ \t]*+"
)
"""What may stand behind the gloss in its field: marks, and a bracket."""
_CELLS = regex.compile(r"\t|\||[ ]&[ ]|(?<![ ])[ ]{3,}+(?![=:])")
"""What parts the cells of a row."""
_NAME = regex.compile(
    rf"[ \t|*+-]*+((?:[a-z]+_[a-z_\d]+|zh|cn|hans?|hant|chinese|hanzi|simplified|traditional)(?:-[A-Za-z]+)?+)[ \t]*+[:=][ \t]*+[{_QUOTES}]{{0,4}}"
)
"""A field's name that is one of data: zh-Hant:, native_name =."""
_NEW = regex.compile(r"[ \t]*+(?:[-*+•]|\d{1,3}[.)])[ \t]")
"""What an item begins with."""
_EDGES = _QUOTES + " \t|&\\,;:"
"""Marks at either end of a field that are no part of it; a full stop may be (Co., Ltd.)."""
_DEFINES = " \t:"
"""What the line begins with that defines the line above it."""
_HAN = regex.compile(r"\p{Han}")
_WORD = regex.compile(r"\p{L}")
_SENTENCE = regex.compile(r"(?:\S+\s+){5}.*[.?!]$")
"""A field of six words and more with a mark at its end is a sentence."""


def record_fields(text: str, site: Site) -> tuple[Field, ...]:
    """The other fields of the record that `site` fills a field of; none where it stands in running text."""
    line = line_at(text, site.zh.start)
    if line is None or line.end < site.zh.end:
        return ()
    cells = list(_cells(text, line))
    own = next((i for i, cell in enumerate(cells) if site.zh.start < cell.end), len(cells) - 1)
    lead = _LEAD.match(text, cells[own].start, site.zh.start)
    if lead is None or lead.end() != site.zh.start:
        return ()
    if _TAIL.fullmatch(text, site.zh.end, max(site.zh.end, cells[own].end)) is None:
        return _term(text, line) if own == 0 and text[line.start] in _DEFINES else ()
    if len(cells) > 1:
        return tuple(_row(text, cells, own))
    return (*_lines(text, line, before=True), *_lines(text, line, before=False))


def opens_field(text: str, position: int) -> bool:
    """Whether `position` is where a cell, or what a labelled line or an item says, begins: Title: [Tempo] in Temple."""
    line = line_at(text, position)
    if line is None:
        return False
    starts = [cell.start for cell in _cells(text, line) if cell.start <= position]
    start = starts[-1] if starts else line.start
    if start == line.start and not text[start:position].strip(_QUOTES + " \t"):
        return False  # a line of prose begins so too
    return _LEAD.fullmatch(text, start, position) is not None


def field_name(text: str, site: Site) -> Span | None:
    """The name of the field that `site` fills, where it is one of data and no word of the text: zh:, native_name =."""
    line = line_at(text, site.zh.start)
    match = _NAME.fullmatch(text, line.start, site.zh.start) if line else None
    return Span(*match.span(1)) if match else None


def line_at(text: str, position: int) -> Span | None:
    """The line around `position`, without its end; `None` for a long one."""
    floor = max(0, position - LINE)
    start = text.rfind("\n", floor, position) + 1
    if not start and floor:
        return None
    end = text.find("\n", position, position + LINE + 1)
    end = len(text) if end < 0 else end
    if end > start and text[end - 1] == "\r":
        end -= 1
    return Span(start, end) if end - start <= LINE else None


def _cells(text: str, line: Span) -> Iterator[Span]:
    """The cells of `line` that are not blank, at least one; the whole of it where it is no row."""
    start, blank = line.start, True
    for match in _CELLS.finditer(text, line.start, line.end):
        if text[start : match.start()].strip():
            yield Span(start, match.start())
            blank = False
        start = match.end()
    if blank or text[start : line.end].strip():
        yield Span(start, line.end)


def _row(text: str, cells: list[Span], own: int) -> Iterator[Field]:
    """The cells beside the one at `own`."""
    for index in range(max(0, own - CELLS), min(len(cells), own + CELLS + 1)):
        if index != own and (field := _field(text, cells[index], _ROW_LEAD)):
            yield Field(field, abs(index - own))


def _field(text: str, cell: Span, leads: regex.Pattern[str]) -> Span | None:
    """What stands in `cell`, without what it leads with; `None` where that is Chinese, a sentence, or no words."""
    if _HAN.search(text, cell.start, cell.end):
        return None
    lead = leads.match(text, cell.start, cell.end)
    start, end = lead.end() if lead else cell.start, cell.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if end - start > MAX_FIELD or not _WORD.search(text, start, end) or _SENTENCE.match(text, start, end):
        return None
    return Span(start, end)


def _term(text: str, line: Span) -> tuple[Field, ...]:
    """The line above one that the gloss opens: the term of a list of definitions."""
    above = line_at(text, line.start - 1) if line.start else None
    if above is None or not len(above) or text[above.start] in _DEFINES:
        return ()
    field = _field(text, above, _LEAD)
    return (Field(field, 1),) if field and len(field.of(text).split()) <= MAX_TERM else ()


def _lines(text: str, line: Span, *, before: bool) -> Iterator[Field]:
    """The fields of the lines before or after `line`, one a line.

    A record ends at the second empty line, at other Chinese, at a row of several cells, at the braces of a template,
    and where an item begins.
    """
    opened, empty = _begins_item(text, line), 0
    for away in range(1, LINES + 1):
        position = line.start - 1 if before else _next_line(text, line)
        beside = line_at(text, position) if 0 <= position <= len(text) else None
        if beside is None or _ends(text, beside):
            return
        line = beside
        begins = not opened and _begins_item(text, line)
        if begins and not before:
            return
        if not text[line.start : line.end].strip():
            empty += 1
            if empty > 1:
                return
        elif field := _field(text, line, _LEAD):
            yield Field(field, away)
        if begins:
            return


def _next_line(text: str, line: Span) -> int:
    """Where the line after `line` begins, whichever end `line` has."""
    return line.end + (2 if text[line.end : line.end + 1] == "\r" else 1)


def _begins_item(text: str, line: Span) -> bool:
    return _NEW.match(text, line.start, line.end) is not None


def _ends(text: str, line: Span) -> bool:
    """Whether `line` holds other Chinese, several cells, or a brace that opens or closes a template."""
    said = line.of(text)
    return (
        _HAN.search(said) is not None
        or said.lstrip().startswith(("{{", "}}"))
        or len(list(_cells(text, line))) > 1
    )
