"""The sentence that shows a term at work, and the definition that a text may give."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import regex

from annotate.glossary.wording import squash
from annotate.model import CONTAINERS, Document, Span

if TYPE_CHECKING:
    from annotate.glossary.entries import Occurrence

LONGEST = 400
"""Code points of a context. Longer sentences are cut around the term: a translator reads a line or two."""

FRAGMENT = 60
"""Code points below which a shorter sentence is no better: it is a heading or a caption."""

_DEFINING = regex.compile(
    r"""^[\s"'”’)\]）】,，:：;–—-]*
    (?:which\ means|meaning|that\ is\ to\ say|i\.e\.|which\ refers\ to|referring\ to|(?:is\ )?defined\ as|refers\ to|means)
    [\s,:]+(?:[“"‘'](?P<quoted>[^”"’]{3,200})[”"’]|(?P<plain>[^.;。；\n“”"()]{3,200})(?=[.;。；\n)]|$))""",
    regex.VERBOSE | regex.IGNORECASE,
)


class Sentences:
    """The sentences of one document, asked for by position.

    Where the document has none, the leaf blocks stand in; where it has no blocks, its lines.
    """

    __slots__ = ("_numbered", "_spans", "_starts", "_text")

    def __init__(self, document: Document) -> None:
        self._text = document.source.text
        self._numbered = bool(document.sentences)
        blocks = (block.span for block in document.source.blocks if block.kind not in CONTAINERS)
        self._spans = document.sentences or tuple(blocks)
        self._starts = [span.start for span in self._spans]

    def at(self, span: Span) -> tuple[int, Span]:
        """The number (from 1; 0 where unnumbered) and span of the sentence in which `span` begins."""
        index = bisect_right(self._starts, span.start) - 1
        if index >= 0 and self._spans[index].end > span.start:
            return (index + 1 if self._numbered else 0), self._spans[index]
        return 0, _line(self._text, span)

    def excerpt(self, sentence: Span, focus: Span) -> str:
        """`sentence` on one line, cut around `focus` when it is longer than `LONGEST`."""
        if len(sentence) <= LONGEST:
            return squash(sentence.of(self._text))
        room = max(LONGEST - len(focus), 0) // 2
        start, end = max(sentence.start, focus.start - room), min(sentence.end, focus.end + room)
        cut = squash(self._text[start : min(end, start + 4 * LONGEST)])
        return ("… " if start > sentence.start else "") + cut + (" …" if end < sentence.end else "")


def _line(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


def definition(text: str, sentence: Span, extent: Span) -> str | None:
    """What the text says right after a gloss that its term means, if it says so.

    >>> text = "They spoke of neijuan (内卷), which means a race that nobody wins."
    >>> definition(text, Span(0, len(text)), Span(22, 26))
    'a race that nobody wins'
    """
    found = _DEFINING.match(text[extent.end : sentence.end])
    return squash(found["quoted"] or found["plain"]).strip(" ,") if found else None


def showcase(uses: Sequence[Occurrence], *, limit: int = 3) -> tuple[Occurrence, ...]:
    """The occurrences whose contexts show the term best, best first, no sentence twice.

    Those that define it come first, then whole sentences, then short ones that are not fragments.
    """
    distinct: dict[str, Occurrence] = {}
    for use in uses:
        distinct.setdefault(use.context, use)
    return tuple(sorted(distinct.values(), key=_fitness)[:limit])


def _fitness(use: Occurrence) -> tuple[bool, bool, int]:
    whole = use.context[:1].isupper() and use.context.rstrip("\"'”’)）]")[-1:] in set(".!?。！？")
    return use.definition is None, not whole, max(len(use.context), FRAGMENT)
