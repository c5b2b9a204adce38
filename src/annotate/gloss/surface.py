"""The text as a reader sees it: inline markup lifted out, brackets and quotations paired.

A plain text often still carries the markup of the page it came from (Markdown, HTML, AsciiDoc,
reStructuredText). Finding works on this `Surface`, and every span goes home through its view.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import regex

from annotate.gloss.markup import Mark, braced, marks, shown
from annotate.gloss.pairs import Pair, paired_brackets, paired_quotes
from annotate.model import CONTAINERS, Source, Span
from annotate.text import View


@dataclass(frozen=True, slots=True)
class Surface:
    """The visible text of a source with its marks; every span here is in `view.text`."""

    view: View
    brackets: tuple[Pair, ...]
    """Paired brackets by opening offset."""
    quotes: tuple[Pair, ...]
    """Paired quotation marks by opening offset."""
    emphasis: tuple[Span, ...]
    """Emphasised stretches and the texts of links."""
    opaque: tuple[Span, ...]
    """Code within a sentence: its Chinese is seldom a gloss."""
    unread: tuple[Span, ...]
    """Blocks of code and the labels of an interface: their Chinese is none."""
    blocks: tuple[Span, ...]
    """What a head cannot reach across: blocks of the layout, paragraphs, list items."""
    marked: Mapping[Span, Span]
    """Emphasised stretches with their marks, in the source."""
    links: frozenset[Span]
    """The texts of links."""
    addresses: tuple[int, ...]
    """Where, between two characters, an address was lifted out; ascending."""

    @property
    def text(self) -> str:
        """The visible text."""
        return self.view.text

    def home(self, span: Span) -> Span:
        """`span` in the source, with both marks of a quotation or emphasised stretch that stands at one end of it.

        One alone would open what nothing closes: “serve the *people*” ends behind the second mark.
        """
        whole = self._quoted(span)
        home = self.view.home(whole)
        start, end = home.start, home.end
        for stretch in self.emphasis_in(whole):
            marked = self.marked.get(stretch)
            if marked is not None and stretch != whole and whole.covers(stretch):
                start = min(start, marked.start) if stretch.start == whole.start else start
                end = max(end, marked.end) if stretch.end == whole.end else end
        return Span(start, end)

    def address_before(self, position: int) -> int:
        """Where the last address was lifted out that stood before `position`; -1 where none did."""
        index = bisect_right(self.addresses, position)
        return self.addresses[index - 1] if index else -1

    def _quoted(self, span: Span) -> Span:
        """`span` with the other mark of each quotation that has one mark inside it and one right beside it."""
        start, end = span.start, span.end
        pairs = list(self.quotes_in(Span(start - 1, end)))
        for pair in reversed(pairs):  # inner ones first
            if pair.open > start and pair.close == end:
                end += 1
            elif pair.open == start - 1 and start < pair.close < end:
                start = pair.open
        return Span(start, end)

    def block_at(self, position: int) -> Span:
        """The block that holds `position`."""
        index = bisect_right(self.blocks, position, key=lambda block: block.start) - 1
        return self.blocks[max(index, 0)] if self.blocks else Span(0, len(self.text))

    def quotes_in(self, span: Span) -> Iterator[Pair]:
        """The quotations that open inside `span`, in order."""
        index = bisect_left(self.quotes, span.start, key=lambda pair: pair.open)
        while index < len(self.quotes) and self.quotes[index].open < span.end:
            yield self.quotes[index]
            index += 1

    def emphasis_in(self, span: Span) -> Iterator[Span]:
        """The emphasised stretches that start inside `span`, in order."""
        index = bisect_left(self.emphasis, span.start, key=lambda stretch: stretch.start)
        while index < len(self.emphasis) and self.emphasis[index].start < span.end:
            yield self.emphasis[index]
            index += 1


def _link_brackets(text: str, drops: list[Mark]) -> list[Span]:
    """The `[` of each `[text](url)`, and both brackets of each AsciiDoc `url[text]`."""
    ends = {mark.span.start for mark in drops if mark.kind == "target"}
    starts = {mark.span.end for mark in drops if mark.kind == "macro"}
    stack: list[int] = []
    found: list[Span] = []
    for match in regex.finditer(r"\\?[\[\]]", text):
        position = match.end() - 1
        if match[0].startswith("\\"):
            continue
        if text[position] == "[":
            stack.append(position)
        elif stack:
            opening = stack.pop()
            if position in ends:
                found.append(Span(opening, opening + 1))
            elif opening in starts:
                found += (Span(opening, opening + 1), Span(position, position + 1))
    return found


_EMPHASIS_HTML = regex.compile(r"</?(?:em|i|b|strong|cite|a|q|dfn)\b", regex.IGNORECASE)


def _stretches(text: str, drops: list[Mark]) -> tuple[dict[Span, Span], list[Span]]:
    """Emphasised stretches, each with its marks, and code stretches, in offsets of the text with its markup."""
    emphasis: dict[Span, Span] = {}
    code: list[Span] = []
    opened: dict[str, Mark] = {}
    for mark in drops:
        key = _key(mark.kind, mark.span.of(text))
        if key is None:
            continue
        if key in opened:
            opening = opened.pop(key)
            stretch = Span(opening.span.end, mark.span.start)
            if len(stretch) < MAX_STRETCH and "\n\n" not in stretch.of(text):
                if mark.kind == "tick" and opening.kind != "role":
                    code.append(stretch)
                else:
                    emphasis[stretch] = Span(opening.span.start, mark.span.end)
                continue
        opened[key] = mark
    return emphasis, code


_ELEMENT = regex.compile(
    r"<(/?)(button|option|label|legend|kbd|samp|code|pre|textarea|script|style)(?=[\s>])", regex.IGNORECASE
)


def _elements(text: str, drops: list[Mark]) -> tuple[list[Span], list[Span]]:
    """What stands in HTML elements that are not read, and what in a `<code>` that is a word in a sentence, as between ticks.

    Not read are the labels of an interface, which are seen and pressed, and code of some length or of several lines.
    """
    opened: dict[str, int] = {}
    unread: list[Span] = []
    words: list[Span] = []
    for mark in drops:
        if mark.kind == "html" and (tag := _ELEMENT.match(text, mark.span.start)):
            name = tag[2].lower()
            if not tag[1]:
                opened[name] = mark.span.end
            elif name in opened:
                stretch = Span(opened.pop(name), mark.span.start)
                short = len(stretch) < MAX_STRETCH
                if name == "code" and short and "\n" not in stretch.of(text):
                    words.append(stretch)
                elif name in _CODE_TAGS or short:
                    unread.append(stretch)
    return [span for span in unread if len(span)], [span for span in words if len(span)]


_CODE_TAGS = frozenset({"code", "pre", "script", "style"})
"""Elements that end where they say so, however long; a label that goes on for long was never closed."""


def _key(kind: str, mark: str) -> str | None:
    """What a mark that opens or closes a stretch pairs with; `None` for other markup."""
    if kind == "html":
        return "html" if _EMPHASIS_HTML.match(mark) else None
    return "`" if kind in {"tick", "rst", "role"} else mark if kind == "strong" else None


MAX_STRETCH = 300
"""Longer emphasis is no name of anything; also bounds the work on unbalanced markup."""


def _to_view(view: View, starts: list[int], spans: Iterable[Span]) -> Iterator[Span]:
    """Spans of the base text as spans of the view, trimmed of spaces; empty ones fall away."""
    for span in spans:
        start = _position(view, starts, span.start)
        end = _position(view, starts, span.end)
        while start < end and view.text[start].isspace():
            start += 1
        while end > start and view.text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Span(start, end)


def _position(view: View, starts: list[int], offset: int) -> int:
    """The first position of the view whose character stands at or after `offset` of the base."""
    index = bisect_right(starts, offset) - 1
    if index < 0:
        return 0
    derived, base = view.map.segments[index]
    limit = view.map.segments[index + 1][0] if index + 1 < len(view.map.segments) else len(view.text)
    return min(derived + offset - base, limit)


_BREAK = regex.compile(
    r"""
      \n[ \t]*\n\s*
    | \n[ \t]*>[ \t]*(?=\n)                                              # an empty line of a block quote
    | \n(?=[ \t]*(?:[-+•]|\*{1,6}|\d{1,2}[.)]|={1,6}|\#{1,6})[ \t])
    | \n(?=[ \t]*\\item\b)                                              # an item of a LaTeX list
    | \n(?=[ \t]*>[ \t])(?<!(?:^|\n)[ \t]*>[^\n]{0,300}\n)              # a block quote begins
    | \n(?=[ \t]*>[ \t]+(?:[-*+•]|\d{1,2}[.)]|\#{1,6})[ \t])
    | (?<=\|)[ \t]*\n(?=[ \t]*\|)                                       # from row to row of a table
    | <(?i:/?(?:p|li|tr|h[1-6]|[uod]l|table|blockquote)|dt|hr)(?=[\s/>])[^<>\n]{0,400}>
    """,
    regex.VERBOSE,
)


def _bounds(source: Source) -> list[Span]:
    """The stretches of the source that a head cannot reach across."""
    leaves = [block.span for block in source.blocks if block.kind not in CONTAINERS]
    result: list[Span] = []
    for leaf in leaves or [Span(0, len(source.text))]:
        start = leaf.start
        for match in _BREAK.finditer(source.text, leaf.start, leaf.end):
            result.append(Span(start, match.start()))
            start = match.end()
        result.append(Span(start, leaf.end))
    return [span for span in result if len(span)]


def _term_end(text: str, start: int) -> Span:
    """The bracket that closes the term of a LaTeX description, which begins at `start`."""
    end = text.index("]", start)
    return Span(end, end + 1)


_ADDRESSES = frozenset({"url", "autolink", "macro"})
_READ_ON = frozenset({"url", "path", "file", "hidden", "html", "line", "cell", "soft"})
"""What Markdown's own reader leaves in the text and no reader of the page sees as words."""


def surface(source: Source) -> Surface:
    """What of `source` a reader sees. Linear in the length of the text."""
    text = source.text
    drops = [m for m in marks(text) if source.format != "markdown" or m.kind in _READ_ON]
    if drops:
        texts = braced(text, drops)
        lifted = [(mark.span, mark.shown) for mark in drops]
        lifted += [(bracket, "") for bracket in _link_brackets(text, drops)]
        asides = {mark.span.end for mark in drops if mark.kind == "aside"}
        lifted += [(Span(b.end, b.end + 1), ")" if b.start in asides else "") for b in texts]
        lifted += [(_term_end(text, mark.span.end), ":") for mark in drops if mark.kind == "description"]
        view = shown(text, lifted)
        marked, code = _stretches(text, drops)
        opened = {mark.span.end: mark.span.start for mark in drops if mark.kind == "command"}
        marked |= {
            b: Span(opened[b.start], b.end + 1) for b in texts if b.start in opened and len(b) < MAX_STRETCH
        }
        unread, words = _elements(text, drops)
        unread += (span for span in code if "\n" in span.of(text))
        code += words
        links = _links(text, drops)
        emphasis = [*marked, *links]
        marked |= _edged(text, drops)
        emphasis += [span for span in texts if len(span) < MAX_STRETCH]
    else:
        view, marked, emphasis, code, unread, links = View.without(text, ()), {}, [], [], [], []
    emphasis += [
        m.span
        for m in source.markup
        if m.kind in {"emphasis", "strong", "link"} and len(m.span) < MAX_STRETCH
    ]
    links += [m.span for m in source.markup if m.kind == "link"]
    code += [m.span for m in source.markup if m.kind == "code"]
    unread += [block.span for block in source.blocks if block.kind == "code"]
    starts = [base for _, base in view.map.segments]
    blocks = tuple(_to_view(view, starts, _bounds(source)))
    return Surface(
        view=view,
        brackets=tuple(sorted(paired_brackets(view.text, blocks), key=lambda pair: pair.open)),
        quotes=tuple(sorted(paired_quotes(view.text, blocks), key=lambda pair: pair.open)),
        emphasis=tuple(sorted(set(_to_view(view, starts, emphasis)))),
        opaque=tuple(sorted(_to_view(view, starts, code))),
        unread=tuple(sorted(_to_view(view, starts, unread))),
        blocks=blocks,
        marked={shown: outer for inner, outer in marked.items() for shown in _to_view(view, starts, [inner])},
        links=frozenset(_to_view(view, starts, links)),
        addresses=tuple(_position(view, starts, m.span.end) for m in drops if m.kind in _ADDRESSES),
    )


def _links(text: str, drops: list[Mark]) -> list[Span]:
    """The texts of links: from the opening bracket that `_link_brackets` names to the mark that ends it."""
    brackets = _link_brackets(text, drops)
    ends = sorted(mark.span.start for mark in drops if mark.kind == "target")
    ends += [b.start for b in brackets if text[b.start] == "]"]
    ends.sort()
    result = []
    for bracket in brackets:
        index = bisect_left(ends, bracket.end)
        if text[bracket.start] == "[" and index < len(ends) and ends[index] - bracket.end < MAX_STRETCH:
            result.append(Span(bracket.end, ends[index]))
    return [*result, *_edged(text, drops)]


def _edged(text: str, drops: list[Mark]) -> dict[Span, Span]:
    """The texts of links between two marks of their own ([[page|text]], <<anchor,text>>), each with these marks."""
    edges = [mark.span for mark in drops if mark.kind in _LINK_EDGES]
    return {
        Span(a.end, b.start): Span(a.start, b.end)
        for a, b in pairwise(edges)
        if a.of(text) not in _LINK_ENDS and b.of(text) in _LINK_ENDS and b.start - a.end < MAX_STRETCH
    }


_LINK_EDGES = frozenset({"xref", "xref_edge", "wiki", "edge"})
_LINK_ENDS = frozenset({">>", "]]", "}}"})
