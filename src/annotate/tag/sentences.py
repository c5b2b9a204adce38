"""Where sentences end: by a plain rule, and never through a gloss with its head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from annotate.model import Span
from annotate.tag.passages import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotate.model import Alignment

REACH = 300
"""A head farther from its gloss than this many characters does not hold two sentences together."""

_CHINESE_END = regex.compile(r"[。！？!?…]+[”’」』）》\"]*\s*")
_ENGLISH_END = regex.compile(
    r"(?<!\.)[.!?…]+[\"”’')\]]*(?:\[\d+\])?(\s+)(?=[\"“‘'(\[【*_]*[\p{Lu}\p{N}\p{Han}])"
)
_ABBREVIATION = regex.compile(
    r"(?:^|[\s(\[“‘\"'])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Gov|Rev|St|vs|No|Vol|vol|pp?|cf|Fig|Inc|Ltd|Co|ca?|b|d|r|"
    r"etc|e\.g|i\.e|lit|trans?|eds?|al|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|\p{Lu}|(?:\p{Lu}\.)+\p{Lu})\.$"
)


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place between two sentences: one ends by `end`, the next has begun by `start`."""

    end: int
    start: int


def english_boundaries(text: str, span: Span) -> Iterator[Boundary]:
    """Boundaries in English prose by its marks alone, for runs without a tagger."""
    for match in _ENGLISH_END.finditer(text, span.start, span.end):
        mark = match.start(1)
        before = text[max(span.start, mark - 12) : mark]
        if not _ABBREVIATION.search(before):
            yield Boundary(mark, match.end())


def chinese_boundaries(text: str, span: Span) -> Iterator[Boundary]:
    """Boundaries in Chinese: after 。！？ and the closing marks that follow."""
    for match in _CHINESE_END.finditer(text, span.start, span.end):
        yield Boundary(match.end(), match.end())


def hulls(alignments: Iterable[Alignment]) -> list[Span]:
    """What no sentence may be cut through: each gloss with its head, unless they stand far apart."""
    found: list[Span] = []
    for alignment in alignments:
        extent, head = alignment.gloss.extent, alignment.head
        if head is None:
            found.append(extent)
            continue
        hull = Span(min(extent.start, head.start), max(extent.end, head.end))
        found.extend([hull] if len(hull) <= REACH + len(extent) + len(head) else [extent, head])
    return sorted(found)


def sentences(text: str, span: Span, boundaries: Iterable[Boundary], whole: Iterable[Span]) -> Iterator[Span]:
    """The sentences of `span`, trimmed; together they hold all of it that is not white space."""
    start = span.start
    for cut in _cuts(list(boundaries), list(whole)):
        if start < cut < span.end:
            piece = trimmed(text, Span(start, cut))
            if len(piece):
                yield piece
                start = cut
    piece = trimmed(text, Span(start, span.end))
    if len(piece):
        yield piece


def _cuts(boundaries: list[Boundary], whole: list[Span]) -> Iterator[int]:
    """Where to cut: a boundary in a hull moves to the hull's start if only the gap lies before, else it goes."""
    first = 0
    for boundary in boundaries:
        while first < len(whole) and whole[first].end <= boundary.end:
            first += 1
        cut = boundary.start
        for hull in whole[first:]:
            if hull.start >= cut:
                break
            if hull.start < cut < hull.end:
                cut = hull.start
        if cut >= boundary.end:
            yield cut
