"""The rows and cells of GitHub's tables (https://github.github.com/gfm/#tables-extension-)."""

from __future__ import annotations

from annotate.readers.markdown import syntax
from annotate.readers.markdown.tree import Node, Slice


def add_row(table: Node, text: str, line: Slice) -> None:
    """Add a row; empty cells hold no text and are left out."""
    filled = [cell for cell in cells(text, line) if cell[0] < cell[1]]
    table.children.append(Node("row", children=[Node("cell", [cell]) for cell in filled]))


def cells(text: str, line: Slice) -> list[Slice]:
    """The cells of a table's row, without the white space at their edges."""
    start, end = _strip(text, line)
    if text.startswith("|", start, end):
        start += 1
    found: list[Slice] = []
    for match in syntax.CELL_END.finditer(text, start, end):
        if match.group() == "|":
            found.append(_strip(text, (start, match.start())))
            start = match.end()
    if start < end:
        found.append(_strip(text, (start, end)))
    return found


def _strip(text: str, span: Slice) -> Slice:
    inner = text[span[0] : span[1]]
    start = span[0] + len(inner) - len(inner.lstrip(" \t"))
    return start, max(start, span[0] + len(inner.rstrip(" \t")))
