"""What stands within and after the text: headings, lists, footnotes, the colophon, the dateline."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotate.layout import signs
from annotate.layout.front import han_share, is_prose, opens_otherwise
from annotate.layout.units import Unit
from annotate.model import Span

_HEADING_LENGTH = 140
_HEADING_WORDS = 18
_PLAIN_HEADING_LENGTH = 60
_PLAIN_HEADING_WORDS = 8
_HAN_HEADING_LENGTH = 24
_LONG_WORD = 4
"""In title case words from this length on are capitalised (articles and prepositions are shorter)."""

_TITLE_CASE_SHARE = 0.8
_NEVER_ENDS_HEADING = ".,;:。，；：、…—–-"
_ASKS = "?!？！"


def colophon(units: list[Unit]) -> list[Unit]:
    """`units` with the lines at the very end that speak of source and rights named."""
    found = list(units)
    for index in range(len(units) - 1, 0, -1):
        unit = units[index]
        if unit.kind == "footnote":
            continue
        if not (unit.open and _is_colophon(unit)):
            break
        found[index] = replace(unit, kind="colophon")
    return found


def _is_colophon(unit: Unit) -> bool:
    if unit.whole is None:
        return False
    return bool(signs.URL_LINE.fullmatch(unit.whole) or signs.COLOPHON.match(unit.whole))


def footnotes(units: list[Unit]) -> list[Unit]:
    """`units` with the notes at the end named, from a heading “Notes” or from the first mark on."""
    headed = _notes_heading(units)
    start = min(headed, _notes_start(units))
    found = list(units)
    if start == headed < len(units) and units[headed - 1].open:
        found[headed - 1] = replace(units[headed - 1], kind="heading", level=1)
    for index in range(start, len(units)):
        unit = units[index]
        match = signs.FOOTNOTE.match(unit.head) or signs.NUMBERED_NOTE.match(unit.head)
        if unit.open and not _is_colophon(unit):
            found[index] = replace(unit, kind="footnote", label=match and (match["label"] or match["sup"]))
    return found


def _notes_start(units: list[Unit]) -> int:
    """The first of the units at the end that are marked as notes, `len(units)` when there are none."""
    index = len(units)
    while index > 1 and _may_end(units[index - 1]):
        index -= 1
    while index < len(units) and not signs.FOOTNOTE.match(units[index].head):
        index += 1
    return index


def _may_end(unit: Unit) -> bool:
    return unit.open and bool(signs.FOOTNOTE.match(unit.head) or _is_colophon(unit))


def _notes_heading(units: list[Unit]) -> int:
    """The unit after a heading “Notes” with a numbered note behind it."""
    for index in range(len(units) - 2, 0, -1):
        line = (units[index].whole or "").strip(" :：")
        if units[index].kind in {"paragraph", "heading"} and signs.NOTES_HEADING.fullmatch(line):
            opening = units[index + 1]
            numbered = signs.FOOTNOTE.match(opening.head) or signs.NUMBERED_NOTE.match(opening.head)
            return index + 1 if numbered and opening.open else len(units)
    return len(units)


def headings(units: list[Unit]) -> list[Unit]:
    """`units` with the headings of sections named."""
    found = list(units)
    for index in range(len(units) - 2, 0, -1):
        after = found[index + 1]
        level = _heading_level(units[index], units[index - 1], after) if units[index].open else 0
        if level:
            found[index] = replace(units[index], kind="heading", level=level)
    return found


def _heading_level(unit: Unit, before: Unit, after: Unit) -> int:
    """The level of the heading that `unit` is, 0 when it is none."""
    line = signs.TRAILING_MARK.sub("", unit.whole or "").strip()
    if not line or unit.lines > 1 or len(line) > _HEADING_LENGTH or not _leads(after):
        return 0
    if line[-1] in _NEVER_ENDS_HEADING or opens_otherwise(line) or len(line.split()) > _HEADING_WORDS:
        return 0
    numbered = signs.SECTION_NUMBER.match(line)
    if numbered and numbered.end() < len(line) and _starts_big(line[numbered.end() :]):
        return 1 + (numbered["decimal"] or "").count(".")
    if unit.emphasised and not unit.marker:
        return 1
    between = before.kind != "paragraph" or is_prose(before) or before.quoted or before.fixed
    return int(between and is_prose(after) and not unit.marker and _stands_out(unit, line, after))


def _leads(after: Unit) -> bool:
    """Whether a heading may stand before `after`."""
    return after.kind != "paragraph" or after.quoted or after.fixed or is_prose(after) or after.emphasised


def _stands_out(unit: Unit, line: str, after: Unit) -> bool:
    """Whether a line without number or emphasis reads as a heading of the prose that follows."""
    if not _starts_big(line):
        return False
    if han_share(line) > 0.5:  # noqa: PLR2004 -- more Han than not
        return len(line) <= _HAN_HEADING_LENGTH and line[-1] not in _ASKS and han_share(after.head) > 0.5  # noqa: PLR2004
    if _is_title_case(line):
        return True
    short = len(line) <= _PLAIN_HEADING_LENGTH and len(line.split()) <= _PLAIN_HEADING_WORDS
    return short and unit.gap and after.gap and line[-1].isalnum() and not line[0].isdigit()


def _starts_big(line: str) -> bool:
    """Whether `line` starts with a capital, a digit or a Han character, perhaps in quotes."""
    first = line.lstrip("“‘\"'《「")[:1]
    return first.isupper() or first.isdigit() or han_share(first) > 0


def _is_title_case(line: str) -> bool:
    words: list[str] = [word for word in signs.LATIN_WORD.findall(line) if len(word) >= _LONG_WORD]
    capital = sum(word[0].isupper() for word in words)
    return capital > 1 and capital >= _TITLE_CASE_SHARE * len(words)


@dataclass(frozen=True, slots=True)
class Items:
    """A list in a plain text: the indices of its first and last unit."""

    first: int
    last: int
    ordered: bool


def lists(units: list[Unit]) -> list[Items]:
    """The runs of two and more units that are a list's items."""
    found: list[Items] = []
    index = 0
    while index < len(units):
        last = _run(units, index)
        if last > index:
            found.append(Items(index, last, ordered=units[index].marker == "1"))
        index = last + 1
    return found


def _run(units: list[Unit], index: int) -> int:
    """The last item of the list that starts at `index`, `index` itself when none does."""
    while index + 1 < len(units) and _next_item(units[index], units[index + 1]):
        index += 1
    return index


def _next_item(unit: Unit, after: Unit) -> bool:
    if not (unit.open and after.open and unit.marker and unit.marker == after.marker):
        return False
    one, two = signs.ORDERED.match(unit.head), signs.ORDERED.match(after.head)
    return one is None or two is None or int(two["number"]) == int(one["number"]) + 1


def dateline(units: list[Unit]) -> tuple[int, Span] | None:
    """The first paragraph of running text and the dateline glued to it, if it has one."""
    for index, unit in enumerate(units):
        if unit.open and is_prose(unit):
            match = signs.DATELINE.match(unit.head)
            if match is None:
                return None
            end = unit.span.start + len(match.group().rstrip())
            return index, Span(unit.span.start, end)
    return None
