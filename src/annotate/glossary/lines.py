"""A document that knows its lines and its running text, for findings that say where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from annotate.glossary.entries import Occurrence
from annotate.glossary.findings import Finding, Place, Rule
from annotate.glossary.wording import chinese_key, squash
from annotate.model import CONTAINERS, Block, Document, Span

_APPARATUS = frozenset(
    {
        "title",
        "title-alt",
        "byline",
        "date",
        "caption",
        "editor-note",
        "heading",
        "metadata",
        "footnote",
        "code",
        "colophon",
    }
)
"""Blocks apart from the running text: a gloss there and another in the text are both in place."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A document that can say on which line an offset stands and what block it is in."""

    document: Document
    breaks: tuple[int, ...]
    leaves: tuple[Block, ...]
    glosses: tuple[tuple[int, str], ...]
    """Where each gloss begins, and its wording."""

    def __init__(self, document: Document) -> None:
        text = document.source.text
        breaks = [0, *(match.end() for match in regex.finditer("\n", text))]
        leaves = [block for block in document.source.blocks if block.kind not in CONTAINERS]
        object.__setattr__(self, "document", document)
        object.__setattr__(self, "breaks", tuple(breaks))
        object.__setattr__(self, "leaves", tuple(leaves))
        spans = (alignment.gloss.span for alignment in document.alignments)
        glosses = tuple((span.start, chinese_key(span.of(text))) for span in spans)
        object.__setattr__(self, "glosses", glosses)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.source.text

    def body(self, position: int) -> bool:
        """Whether `position` is in running text, and not in a title, a caption or the like."""
        index = bisect_right(self.leaves, position, key=lambda block: block.span.start) - 1
        return (
            index < 0 or self.leaves[index].kind not in _APPARATUS or self.leaves[index].span.end <= position
        )

    def place(self, span: Span, *, sentence: int = 0, context: str = "") -> Place:
        """`span` as a place to show."""
        line = bisect_right(self.breaks, span.start)
        shown = context or squash(self.text[max(span.start - 60, 0) : span.end + 60])
        source = self.document.source
        column = span.start - self.breaks[line - 1] + 1
        return Place(source.id, source.path, span.start, span.end, line, column, sentence, shown)


Texts = dict[str, Lines]


def places_of_uses(uses: Iterable[Occurrence], texts: Texts) -> tuple[Place, ...]:
    """Where `uses` stand, head first."""
    return tuple(
        texts[use.document].place(use.head or use.gloss, sentence=use.sentence, context=use.context)
        for use in uses
        if use.document in texts
    )


def told(lines: Lines, rule: Rule, chinese: str, message: str, *spans: Span) -> Finding:
    """A finding on one document, at `spans` of it."""
    places = tuple(lines.place(span) for span in spans)
    return Finding(rule, chinese, message, places, document=lines.document.source.id)
