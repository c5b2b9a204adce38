"""Markdown's block structure, line by line, with the exact slices of the file.

The algorithm is the one that CommonMark's appendix describes: match the open containers, try
what may start here, else continue a paragraph (https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy).
It is our own because it must say where each character came from, lose none, and stay linear on
hostile input; the parsers at hand give lines alone and drop what is nested too deeply.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from annotate.readers.markdown import syntax
from annotate.readers.markdown.lines import Cursor
from annotate.readers.markdown.links import definitions, normalise
from annotate.readers.markdown.tables import add_row, cells
from annotate.readers.markdown.tree import Node, Tree

_DEEPEST = 32
"""Containers that may be open at once; further markers are text. Work per line is bounded by it."""

_CODE_INDENT = 4


@dataclass(slots=True)
class _State:
    """The open blocks: `stack` of containers, root first, and the `leaf` open in the last."""

    text: str
    stack: list[Node] = field(default_factory=lambda: [Node("root")])
    leaf: Node | None = None
    definitions: dict[str, str] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)

    def in_paragraph(self) -> bool:
        return self.leaf is not None and self.leaf.kind == "paragraph"

    def add(self, node: Node) -> Node:
        """Put `node` into the innermost container that can hold it."""
        if self.stack[-1].kind == "list" and node.kind != "item":
            self.stack.pop()
        self.stack[-1].children.append(node)
        return node

    def open(self, node: Node) -> Node:
        """Open the container `node`."""
        self.stack.append(self.add(node))
        return node

    def close(self, keep: int) -> None:
        """Close the leaf and all containers but the first `keep`."""
        if self.leaf is not None and self.leaf.kind == "paragraph":
            _define(self, self.leaf)
        self.leaf = None
        del self.stack[keep:]


def parse(text: str, start: int = 0) -> Tree:
    """The blocks of the Markdown in `text` from `start` on, as slices of `text`."""
    state = _State(text)
    position = start
    for match in syntax.LINE_END.finditer(text, start):
        _feed(state, Cursor(text, position, match.start()))
        position = match.end()
    if position < len(text):
        _feed(state, Cursor(text, position, len(text)))
    root = state.stack[0]
    state.close(1)
    return Tree(root, state.definitions, frozenset(state.notes))


def _feed(state: _State, line: Cursor) -> None:
    """Take in one line."""
    matched = _match(state, line)
    if matched == len(state.stack) and _goes_on(state, line):
        return
    matched, done = _start_blocks(state, line, matched)
    if done:
        return
    if matched < len(state.stack) and not (state.in_paragraph() and not line.blank):
        state.close(matched)
    _text(state, line)


def _match(state: _State, line: Cursor) -> int:
    """Go past the marks of the open containers; returns how many of them the line continues."""
    for index, node in enumerate(state.stack):
        if not _MATCH[node.kind](node, line):
            return index
    return len(state.stack)


def _match_quote(_: Node, line: Cursor) -> bool:
    at = line.next
    if line.indent >= _CODE_INDENT or at == line.end or line.text[at] != syntax.QUOTE:
        return False
    line.dedent()
    line.move(at + 1)
    line.skip(1)
    return True


def _match_item(node: Node, line: Cursor) -> bool:
    if line.blank:
        return bool(node.children)
    if line.indent < node.indent:
        return False
    line.skip(node.indent)
    return True


_MATCH: dict[str, Callable[[Node, Cursor], bool]] = {
    "root": lambda _node, _line: True,
    "list": lambda _node, _line: True,
    "quote": _match_quote,
    "item": _match_item,
    "note": _match_item,
}


def _goes_on(state: _State, line: Cursor) -> bool:
    """Whether the open leaf takes the line whatever it holds: code and HTML do."""
    leaf = state.leaf
    if leaf is None or leaf.kind not in {"code", "html"}:
        return False
    if leaf.kind == "html":
        return _goes_on_html(state, leaf, line)
    return _goes_on_fenced(state, leaf, line) if leaf.marker else _goes_on_indented(state, leaf, line)


def _goes_on_html(state: _State, leaf: Node, line: Cursor) -> bool:
    if leaf.until is None and line.blank:
        state.leaf = None
        return True
    leaf.slices.append((line.pos, line.end))
    if leaf.until is not None and leaf.until.search(line.text, line.pos, line.end):
        state.leaf = None
    return True


def _goes_on_fenced(state: _State, leaf: Node, line: Cursor) -> bool:
    at = line.next
    run = line.text[at : line.end].rstrip(" \t") if line.text.startswith(leaf.marker, at, line.end) else ""
    if run and line.indent < _CODE_INDENT and run == leaf.marker[0] * len(run):
        state.leaf = None
        return True
    line.skip(leaf.indent)
    leaf.slices.append((line.pos, line.end))
    return True


def _goes_on_indented(state: _State, leaf: Node, line: Cursor) -> bool:
    if not line.blank and line.indent < _CODE_INDENT:
        state.leaf = None
        return False
    line.skip(_CODE_INDENT)
    leaf.slices.append((line.pos, line.end))
    return True


def _start_blocks(state: _State, line: Cursor, matched: int) -> tuple[int, bool]:
    """Open what starts here; returns the containers that hold now, and whether the line is used up."""
    while not line.blank:
        if line.indent >= _CODE_INDENT:
            return matched, _start_code(state, line, matched)
        for start in _STARTS.get(line.text[line.next], ()):
            started = start(state, line, matched)
            if started == "leaf":
                return matched, True
            if started == "container":
                matched = len(state.stack)
                break
        else:
            return matched, False
    return matched, False


def _text(state: _State, line: Cursor) -> None:
    """A line that starts nothing: more of the open paragraph or table, or a new paragraph."""
    if line.blank:
        state.close(len(state.stack))
        return
    line.dedent()
    if state.leaf is not None and state.leaf.kind == "table":
        add_row(state.leaf, line.text, (line.pos, line.end))
        return
    if state.leaf is None:
        state.leaf = state.add(Node("paragraph"))
    state.leaf.slices.append((line.pos, line.end))


_Started = str
"""What a rule did: `leaf`, `container`, or nothing (the empty string)."""


def _start_code(state: _State, line: Cursor, matched: int) -> bool:
    if state.in_paragraph():
        return False
    state.close(matched)
    line.skip(_CODE_INDENT)
    state.leaf = state.add(Node("code", [(line.pos, line.end)]))
    return True


def _start_quote(state: _State, line: Cursor, matched: int) -> _Started:
    if len(state.stack) >= _DEEPEST:
        return ""
    state.close(matched)
    _match_quote(state.stack[-1], line)
    state.open(Node("quote"))
    return "container"


def _start_atx(state: _State, line: Cursor, matched: int) -> _Started:
    match = syntax.ATX.match(line.text, line.next, line.end)
    if match is None:
        return ""
    state.close(matched)
    content = line.text[match.end() : line.end].rstrip(" \t")
    bare = content.rstrip("#")
    if bare != content and (not bare or bare[-1] in " \t"):
        content = bare.rstrip(" \t")
    state.add(Node("heading", [(match.end(), match.end() + len(content))], level=len(match[1])))
    return "leaf"


def _start_fence(state: _State, line: Cursor, matched: int) -> _Started:
    match = syntax.FENCE.match(line.text, line.next, line.end)
    if match is None:
        return ""
    state.close(matched)
    state.leaf = state.add(Node("code", marker=match.group(), indent=line.indent))
    return "leaf"


def _start_html(state: _State, line: Cursor, matched: int) -> _Started:
    at = line.next
    for opening, until in syntax.HTML_BLOCKS:
        if opening.match(line.text, at, line.end):
            return _open_html(state, line, matched, Node("html", until=until))
    if not state.in_paragraph() and syntax.HTML_LONE_TAG.match(line.text, at, line.end):
        return _open_html(state, line, matched, Node("html"))
    return ""


def _open_html(state: _State, line: Cursor, matched: int, node: Node) -> _Started:
    state.close(matched)
    node.slices.append((line.next, line.end))
    state.add(node)
    if node.until is None or not node.until.search(line.text, line.next, line.end):
        state.leaf = node
    return "leaf"


def _start_setext(state: _State, line: Cursor, matched: int) -> _Started:
    match = syntax.SETEXT.match(line.text, line.next, line.end)
    paragraph = state.leaf
    if match is None or paragraph is None or paragraph.kind != "paragraph" or matched < len(state.stack):
        return ""
    _define(state, paragraph)
    if not paragraph.slices:
        state.leaf = None
        return ""
    paragraph.kind = "heading"
    paragraph.level = 1 if match[1] else 2
    state.leaf = None
    return "leaf"


def _start_thematic(state: _State, line: Cursor, matched: int) -> _Started:
    if not syntax.THEMATIC.match(line.text, line.next, line.end):
        return ""
    state.close(matched)
    if state.stack[-1].kind == "list":
        state.stack.pop()
    return "leaf"


def _start_item(state: _State, line: Cursor, matched: int) -> _Started:
    match = syntax.ITEM.match(line.text, line.next, line.end)
    if match is None or len(state.stack) >= _DEEPEST or _cannot_interrupt(state, line, match, matched):
        return ""
    state.close(matched)
    before = line.dedent()
    line.move(match.end())
    space = line.indent
    width = 1 if line.blank or space > _CODE_INDENT else space
    line.skip(width)
    sign = match.group()[-1]
    if state.stack[-1].kind != "list" or state.stack[-1].marker != sign:
        state.open(Node("list", marker=sign, level=int(match[1] is not None)))
    state.open(Node("item", indent=before + len(match.group()) + width))
    return "container"


def _cannot_interrupt(state: _State, line: Cursor, match: re.Match[str], matched: int) -> bool:
    """Whether the marker stands in a paragraph that only a fuller item may interrupt."""
    if not state.in_paragraph() or matched < len(state.stack):
        return False
    empty = not line.text[match.end() : line.end].strip(" \t")
    return empty or (match[1] is not None and int(match[1]) != 1)


def _start_note(state: _State, line: Cursor, matched: int) -> _Started:
    match = syntax.NOTE.match(line.text, line.next, line.end)
    if match is None or len(state.stack) >= _DEEPEST:
        return ""
    state.close(matched)
    state.notes.add(normalise(match[1]))
    line.dedent()
    line.move(match.end())
    state.open(Node("note", label=match[1], indent=_CODE_INDENT))
    return "container"


def _start_table(state: _State, line: Cursor, matched: int) -> _Started:
    paragraph = state.leaf
    if paragraph is None or paragraph.kind != "paragraph" or matched < len(state.stack):
        return ""
    if (
        not syntax.DELIMITER_ROW.match(line.text, line.next, line.end)
        or "|" not in line.text[line.next : line.end]
    ):
        return ""
    header = paragraph.slices[-1]
    if len(cells(line.text, (line.next, line.end))) != len(cells(line.text, header)):
        return ""
    paragraph.slices.pop()
    if not paragraph.slices:
        state.stack[-1].children.pop()
    state.close(len(state.stack))
    state.leaf = state.add(Node("table"))
    add_row(state.leaf, line.text, header)
    return "leaf"


def _define(state: _State, paragraph: Node) -> None:
    """Take the link definitions off the paragraph's start; an empty paragraph goes."""
    if not paragraph.slices or not state.text.startswith("[", paragraph.slices[0][0]):
        return
    found, lines = definitions("\n".join(state.text[start:end] for start, end in paragraph.slices))
    for label, target in found.items():
        state.definitions.setdefault(label, target)
    del paragraph.slices[:lines]
    if not paragraph.slices and state.stack[-1].children and state.stack[-1].children[-1] is paragraph:
        state.stack[-1].children.pop()


_Rule = Callable[[_State, Cursor, int], _Started]
_DASH: tuple[_Rule, ...] = (_start_table, _start_setext, _start_thematic, _start_item)
_STARTS: dict[str, tuple[_Rule, ...]] = {
    ">": (_start_quote,),
    "#": (_start_atx,),
    "`": (_start_fence,),
    "~": (_start_fence,),
    "<": (_start_html,),
    "=": (_start_setext,),
    "-": _DASH,
    "*": (_start_thematic, _start_item),
    "_": (_start_thematic,),
    "+": (_start_item,),
    "[": (_start_note,),
    "|": (_start_table,),
    ":": (_start_table,),
    **dict.fromkeys("0123456789", (_start_item,)),
}
"""The rules to try, by the character that they start with."""
