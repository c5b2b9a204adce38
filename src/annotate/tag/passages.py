"""What each tagger reads: a source cut into passages of one language, glosses lifted out of the English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import regex

from annotate.model import CONTAINERS, OffsetMap, Span
from annotate.text import View

if TYPE_CHECKING:
    from annotate.model import Alignment, Block, Source

LIMIT = 8_000
"""The longest passage in characters: spaCy's memory grows with the longest text of a batch."""

_HAN = regex.compile(r"\p{Script=Han}")
_LETTER = regex.compile(r"\p{Latin}")
_PARAGRAPH_BREAK = regex.compile(r"\n[^\S\n]*\n\s*")
_CUT = regex.compile(r"(?<=[.!?。！？][\"”’)\]]{0,2})\s+")
_NOISE = regex.compile(
    r"</?[A-Za-z][^<>\n]{0,300}>|https?://[^\s<>）)\]]+|(?<=\])\([^()\s]{1,400}\)|\\(?=[\[\]])"
)
"""Tags, addresses, targets of links and escapes: no tagger reads them as English."""
_SPACE = regex.compile(r"\s+")
_WHITE = {ord(c): " " for c in "\t\n\r\x0b\x0c\x85\xa0\u2028\u2029\u3000"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one block that one tagger reads."""

    view: View
    """The text as the tagger sees it; `view.home` gives spans of `Source.text`."""
    span: Span
    """The whole stretch of `Source.text`, lifted characters included."""
    kind: Literal["english", "chinese", "raw"]
    """`raw` is code and front matter: words are counted there, but nothing is tagged."""


def passages(source: Source, alignments: Iterable[Alignment]) -> tuple[Passage, ...]:
    """Every stretch of `source` that holds text, in order; each lies inside one leaf block."""
    extents = lifted(source.text, alignments)
    found: list[Passage] = []
    first = 0
    for span, kind in _stretches(source):
        while first < len(extents) and extents[first].end <= span.start:
            first += 1
        found.append(_passage(source.text, span, kind, _within(extents, first, span)))
    return tuple(found)


def lifted(text: str, alignments: Iterable[Alignment]) -> list[Span]:
    """What no English tagger reads, ascending and disjoint: the glosses' extents, and what is no prose."""
    return merged([*(alignment.gloss.extent for alignment in alignments), *noise(text)])


def noise(text: str) -> Iterator[Span]:
    """Tags, addresses, targets of links and escapes in plain text."""
    return (Span(*match.span()) for match in _NOISE.finditer(text))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch joined into one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _within(extents: list[Span], first: int, span: Span) -> list[Span]:
    inside: list[Span] = []
    for extent in extents[first:]:
        if extent.start >= span.end:
            break
        inside.append(Span(max(extent.start, span.start), min(extent.end, span.end)))
    return inside


def _stretches(source: Source) -> Iterator[tuple[Span, Literal["english", "chinese", "raw"]]]:
    for span, block in _leaves(source):
        kind = _kind(source.text, span, block)
        for piece in _pieces(source.text, span):
            yield piece, kind


def _leaves(source: Source) -> Iterator[tuple[Span, Block | None]]:
    if source.blocks:
        leaves = [block for block in source.blocks if block.kind not in CONTAINERS]
        yield from ((trimmed(source.text, block.span), block) for block in leaves)
        return
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(source.text):
        yield trimmed(source.text, Span(start, gap.start())), None
        start = gap.end()
    yield trimmed(source.text, Span(start, len(source.text))), None


def _kind(text: str, span: Span, block: Block | None) -> Literal["english", "chinese", "raw"]:
    if block is not None and block.kind in {"code", "metadata"}:
        return "raw"
    sample = text[span.start : min(span.end, span.start + LIMIT)]
    return "chinese" if len(_HAN.findall(sample)) * 2 > len(_LETTER.findall(sample)) else "english"


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """`span` in pieces of at most `LIMIT` characters, cut after a sentence if one ends there."""
    start = span.start
    while span.end - start > LIMIT:
        cut = _last(_CUT, text, start) or _last(_SPACE, text, start) or start + LIMIT
        yield trimmed(text, Span(start, cut))
        start = cut
    if start < span.end:
        yield trimmed(text, Span(start, span.end))


def _last(pattern: regex.Pattern[str], text: str, start: int) -> int | None:
    """The end of the pattern's last match in the second half of the piece that begins at `start`."""
    ends = [m.end() for m in pattern.finditer(text, start + LIMIT // 2, start + LIMIT)]
    return ends[-1] if ends else None


def trimmed(text: str, span: Span) -> Span:
    """`span` without the white space at its edges."""
    body = span.of(text)
    start = span.start + len(body) - len(body.lstrip())
    return Span(start, max(start, span.end - (len(body) - len(body.rstrip()))))


def _passage(
    text: str, span: Span, kind: Literal["english", "chinese", "raw"], extents: list[Span]
) -> Passage:
    drop = extents if kind == "english" else []
    parts: list[str] = []
    segments: list[tuple[int, int]] = []
    length = 0
    for keep, joint in _kept(text, span, drop):
        part = joint + keep.of(text)
        if part:
            segments.append((length, keep.start - len(joint)))
            parts.append(part)
            length += len(part)
    view = View("".join(parts).translate(_WHITE), OffsetMap(tuple(segments) or ((0, span.start),)))
    return Passage(view, span, kind)


def _kept(text: str, span: Span, drop: list[Span]) -> Iterator[tuple[Span, str]]:
    """What stays when the glosses go, each part with the space (or none) to set before it.

    A space before a gloss goes with it, so that "Wang (王), who" is read "Wang, who"; words
    that only the gloss kept apart are kept apart by one space, which stands for its last character.
    """
    position, joint = span.start, ""
    for gap in drop:
        end = gap.start
        after = text[gap.end : gap.end + 1] if gap.end < span.end else ""
        if not after.isalnum():
            while end > position and text[end - 1].isspace():
                end -= 1
        yield Span(position, end), joint
        glued = after.isalnum() and text[end - 1 : end].isalnum()
        position, joint = gap.end, " " if glued else ""
    yield Span(position, span.end), joint
