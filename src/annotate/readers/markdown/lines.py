"""A place in a line of Markdown, counted in columns because tabs reach to the next stop."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACE = re.compile(r"[ \t]*")
_TAB = 4
_FAR = 1_000
"""No rule asks for more columns of indentation than list items nest; longer white space is cut."""


@dataclass(slots=True)
class Cursor:
    """Where the parser stands in the line `text[start:end]`."""

    text: str
    pos: int
    end: int
    column: int = 0

    @property
    def next(self) -> int:
        """The offset of the first character that is not white space, `end` when there is none."""
        match = _SPACE.match(self.text, self.pos, self.end)
        return match.end() if match else self.end

    @property
    def blank(self) -> bool:
        """Whether nothing but white space is left."""
        return self.next == self.end

    @property
    def indent(self) -> int:
        """How many columns of white space stand ahead."""
        space = self.text[self.pos : min(self.next, self.pos + _FAR)]
        if "\t" not in space:
            return len(space)
        column = self.column
        for character in space:
            column += _TAB - column % _TAB if character == "\t" else 1
        return column - self.column

    def move(self, pos: int) -> None:
        """Go on to `pos`, past characters that are no tabs."""
        self.column += pos - self.pos
        self.pos = pos

    def skip(self, columns: int) -> None:
        """Go past so many columns of white space, or as many as there are; a tab may be cut."""
        while columns > 0 and self.pos < self.end and self.text[self.pos] in " \t":
            tab = self.text[self.pos] == "\t"
            width = _TAB - self.column % _TAB if tab else 1
            self.column += min(width, columns)
            if width <= columns:
                self.pos += 1
            columns -= width

    def dedent(self) -> int:
        """Go past all white space; returns the columns."""
        indent = self.indent
        self.column += indent
        self.pos = self.next
        return indent
