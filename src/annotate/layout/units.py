"""Lines to units: the paragraphs of a plain text, whichever way they are set.

Two layouts are common: a paragraph a line, and lines of about one width with blank lines
between the paragraphs. The widths of the lines tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from annotate.layout import signs
from annotate.model import Block, BlockKind, Span

_LINE = re.compile(r"\S[^\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[㐀-鿿]|\S+")

_WIDEST = 120
"""Nobody wraps lines wider than this by hand; a text with longer ones has a paragraph a line."""

_SLACK = 12
"""A wrapped line may fall short of the width by a long word."""

_WRAPPED_SHARE = 0.75
"""The share of a chunk's lines that must look wrapped before any are joined."""

_NARROWEST = 30
_PAIR = 2
_NAMES = 24
"""More words than this make a sentence, not a byline."""

_TAIL = 16
_QUOTE_INDENT = 4
_END = re.compile(r"[.!?:。！？：…‽][\"'”’»)）\]】」』*_]*(?:\[\d+\])?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: its span without white space at the edges."""

    span: Span
    indent: int
    gap: bool
    """Whether a blank line stands before it."""
    word: int
    """The length of its first word."""
    head: str
    """Its first characters."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or what looks like one, with what is known of it so far."""

    span: Span
    head: str
    """The first `signs.PEEK` characters."""
    tail: str
    """The last few characters."""
    lines: int = 1
    gap: bool = True
    kind: BlockKind = "paragraph"
    level: int = 0
    label: str | None = None
    fixed: bool = False
    """Whether the reader already knows what this is."""
    emphasised: bool = False
    """Whether emphasis covers all of it."""
    quoted: bool = False
    blocks: tuple[Block, ...] = ()
    """What a unit that the reader has settled consists of."""
    marker: str = ""
    """The list marker it opens with: `-`, or `1` for any number."""

    @property
    def whole(self) -> str | None:
        """The text when the head holds all of it."""
        return self.head if len(self.head) == len(self.span) else None

    @property
    def open(self) -> bool:
        """Whether it is still taken for a plain paragraph."""
        return self.kind == "paragraph" and not self.fixed and not self.quoted


def unit(text: str, span: Span) -> Unit:
    """The unit over `span` of `text`, with nothing known of it yet."""
    head = text[span.start : min(span.end, span.start + signs.PEEK)]
    return Unit(span, head, text[max(span.start, span.end - _TAIL) : span.end])


def ends_sentence(tail: str) -> bool:
    """Whether a text that ends in `tail` ends as a sentence does."""
    return _END.search(tail) is not None


def lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold more than white space."""
    previous = 0
    for match in _LINE.finditer(text):
        start = match.start()
        end = start + len(match.group().rstrip())
        blank = text[previous:start]
        breaks = list(islice(_BREAK.finditer(blank), 2))
        last = max(blank.rfind("\n"), blank.rfind("\r"))
        head = text[start : min(end, start + signs.PEEK)]
        word = _WORD.match(head)
        yield Line(
            Span(start, end),
            indent=len(blank[last + 1 :].expandtabs(4)),
            gap=len(breaks) > 1 or previous == 0,
            word=word.end() if word else 0,
            head=head,
        )
        previous = end


def units(text: str) -> list[Unit]:
    """The paragraphs of a plain text, in order; they cover all that is not white space."""
    chunks = list(_chunks(lines(text)))
    width = _width(chunks)
    plain = sum(chunk[0].indent < _QUOTE_INDENT for chunk in chunks)
    margins = plain * 4 >= len(chunks) * 3
    return [made for chunk in chunks for made in _split(text, chunk, width, indents=margins)]


def _chunks(found: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines with no blank line between them, quoted lines apart from others."""
    chunk: list[Line] = []
    for line in found:
        if chunk and (line.gap or _quoted(line) != _quoted(chunk[-1])):
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


def _quoted(line: Line) -> bool:
    return line.head.startswith(">")


def _width(chunks: list[list[Line]]) -> int:
    """The width to which the text is wrapped, 0 when it is not."""
    lengths = sorted(len(line.span) for chunk in chunks if len(chunk) > 1 for line in chunk)
    if not lengths:
        return 0
    width = lengths[len(lengths) * 19 // 20]
    return width if _NARROWEST <= width <= _WIDEST else 0


def _split(text: str, chunk: list[Line], width: int, *, indents: bool) -> Iterator[Unit]:
    """The units of one chunk; `indents` says that indented chunks are quotations here."""
    if _quoted(chunk[0]):
        yield replace(_join(text, chunk), quoted=True, gap=chunk[0].gap)
        return
    inset = indents and all(line.indent >= _QUOTE_INDENT for line in chunk) and not _marker(chunk[0].head)
    wrapped = _is_wrapped(chunk, width)
    group: list[Line] = []
    for line in chunk:
        if group and not _continues(group[-1], line, wrapped=wrapped):
            yield _finish(text, group, inset=inset)
            group = []
        group.append(line)
    yield _finish(text, group, inset=inset)


def _finish(text: str, group: list[Line], *, inset: bool) -> Unit:
    return replace(_join(text, group), gap=group[0].gap, quoted=inset, marker=_marker(group[0].head))


def _join(text: str, group: list[Line]) -> Unit:
    return replace(unit(text, Span(group[0].span.start, group[-1].span.end)), lines=len(group))


def _marker(head: str) -> str:
    """The list marker at the start of `head`, any number as `1`."""
    if signs.BULLET.match(head):
        return head[0]
    return "1" if signs.ORDERED.match(head) else ""


def _is_wrapped(chunk: list[Line], width: int) -> bool:
    """Whether the lines of `chunk` run on: each is full, but for the last of a paragraph."""
    if not width or len(chunk) < _PAIR:
        return False
    full = sum(_full(line, after, width) for line, after in pairwise(chunk))
    return full >= _WRAPPED_SHARE * (len(chunk) - 1)


def _full(line: Line, after: Line, width: int) -> bool:
    return len(line.span) + 1 + after.word > width - _SLACK


def _continues(line: Line, after: Line, *, wrapped: bool) -> bool:
    """Whether `after` goes on with the paragraph of `line`."""
    if _marker(after.head) or _opens(after.head) or _stands_alone(line.head):
        return False
    runs_on = not ends_sentence(line.head[-_TAIL:]) and after.head[0].islower()
    return wrapped or (runs_on and len(line.head) == len(line.span) <= _WIDEST)


def _opens(head: str) -> bool:
    """Whether a line with this head starts something that is no paragraph."""
    rules = (signs.NOTE, signs.CAPTION, signs.FOOTNOTE, signs.COLOPHON, signs.URL_LINE)
    return any(rule.match(head) for rule in rules) or _stands_alone(head)


def _stands_alone(head: str) -> bool:
    """Whether a line with this head never runs on: a byline, a date, a URL."""
    whole = head.rstrip()
    rules = (signs.DATE, signs.URL_LINE)
    return any(rule.fullmatch(whole) for rule in rules) or is_byline(whole)


def is_byline(line: str) -> bool:
    """Whether `line` names who wrote or translated: a role, then names and posts alone."""
    line = line.strip(signs.INVISIBLE)
    match = signs.BYLINE.fullmatch(line) if len(line) < signs.PEEK else None
    if match is None or "\n" in line:
        return False
    words = signs.LATIN_WORD.findall(match["names"])
    lower = [word for word in words if word[0].islower() and word.lower() not in signs.NAME_CONNECTORS]
    closed = line[-1] not in ".!?;:。！？；：" or signs.INITIAL.search(line) is not None
    return closed and not lower and not (words and words[0][0].islower()) and len(words) <= _NAMES
