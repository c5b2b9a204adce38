"""The block structure of a Markdown file: which slices of which lines belong to which block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

NodeKind = Literal[
    "root", "quote", "list", "item", "note", "paragraph", "heading", "code", "html", "table", "row", "cell"
]

Slice = tuple[int, int]
"""A stretch of one line, as offsets into the file."""


@dataclass(slots=True)
class Node:
    """A block while the file is parsed; leaves have slices, containers have children."""

    kind: NodeKind
    slices: list[Slice] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    level: int = 0
    """Headings: 1 to 6. Lists: 1 when ordered."""
    label: str | None = None
    """The label of a footnote."""
    marker: str = ""
    """Lists: the bullet or the sign after the number. Code: the fence."""
    indent: int = 0
    """Items: the columns that their content is indented by. Code: the same of the fence."""
    until: re.Pattern[str] | None = None
    """HTML: what ends the block; `None` when a blank line does."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file: its blocks, and what its links and footnote references may point at."""

    root: Node
    definitions: dict[str, str]
    """Link targets by their normalised label."""
    notes: frozenset[str]
    """The labels of the footnotes."""
