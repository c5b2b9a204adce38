"""Words and punctuation where no tagger read: lifted glosses' brackets, labels and pinyin, and plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from annotate.model import Span, Token
from annotate.tag.passages import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HAN_RUN = regex.compile(r"\p{Script=Han}(?:[·〇々]*\p{Script=Han})*")
_WORD = regex.compile(
    r"(?:https?://|www\.)[^\s<>]+"
    r"|(?<number>\p{Nd}+(?:[.,:]\p{Nd}+)*)"
    r"|(?<word>[\p{L}\p{M}](?:[\p{L}\p{M}\p{Nd}_]|[-'’](?=\p{L}))*)"
    r"|\S"
)


_MARK = regex.compile(r"\p{P}")


def plain(text: str, span: Span, *, tagged: bool = True) -> Iterator[Token]:
    """The words, numbers and signs of `span`; `tagged` gives each the part of speech that its shape tells.

    A word whose shape tells nothing is `X`, as Universal Dependencies has it for foreign words.
    """
    for match in _WORD.finditer(text, span.start, span.end):
        pos = _pos(match) if tagged else None
        yield Token(Span(match.start(), match.end()), "en", pos)


def _pos(match: regex.Match[str]) -> str:
    if match["word"] is not None:
        return "X"
    if match["number"] is not None:
        return "NUM"
    body = match.group()
    return "X" if len(body) > 1 else "PUNCT" if _MARK.match(body) else "SYM"


def uncovered(span: Span, covered: Iterable[Span]) -> Iterator[Span]:
    """The stretches of `span` that the ascending, disjoint spans of `covered` leave free."""
    position = span.start
    for taken in covered:
        if taken.start >= span.end:
            break
        if taken.start > position:
            yield Span(position, taken.start)
        position = max(position, taken.end)
    if position < span.end:
        yield Span(position, span.end)


def chinese_stretches(text: str, area: Span, glosses: Iterable[Span]) -> list[Span]:
    """The ascending stretches of an English passage that jieba reads: each gloss whole, and every run of Han."""
    runs = (Span(m.start(), m.end()) for m in _HAN_RUN.finditer(text, area.start, area.end))
    return merged([*runs, *(Span(g.start, min(g.end, area.end)) for g in glosses)])


def split_at(tokens: Iterable[Token], holes: list[Span]) -> Iterator[Token]:
    """The tokens without what lies in `holes` (both ascending); a token around a hole becomes two."""
    first = 0
    for token in tokens:
        while first < len(holes) and holes[first].end <= token.span.start:
            first += 1
        if first == len(holes) or not holes[first].overlaps(token.span):
            yield token
            continue
        for piece in uncovered(token.span, holes[first:]):
            yield token.at(piece)
