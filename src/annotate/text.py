"""Facts about characters, and `View`: derived text that knows where each character came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from annotate.model import OffsetMap, Span

HAN = r"[\p{Script=Han}·〇々]"
"""A character of a Chinese name or word, for `regex` patterns: all Han blocks and the interpunct."""

KANA = regex.compile(r"[\p{Script=Hiragana}\p{Script=Katakana}ー]")
HANGUL = regex.compile(r"\p{Script=Hangul}")

OPENING = "([{（［｛【〔「『《〈"
CLOSING = ")]}）］｝】〕」』》〉"
BRACKETS = dict(zip(OPENING, CLOSING, strict=True))
"""Each opening bracket with the closing one (Unicode's Bidi_Paired_Bracket, and CJK's own)."""

QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“"}
"""Each opening quotation mark with the closing one."""

CONTROLS = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets) and Python strings may hold."""

_HAN = regex.compile(r"\p{Script=Han}")


_HALF = regex.compile(r"[\ud800-\udfff]")


def half_character(text: str) -> str:
    """What is wrong with a text that holds half a character of UTF-16, which JSON can escape and no encoding write; or nothing."""
    half = _HALF.search(text)
    return (
        f"half a character, \\u{ord(half[0]):04x}; write both halves, or the character itself" if half else ""
    )


def has_han(text: str) -> bool:
    """Whether `text` holds at least one Han character."""
    return _HAN.search(text) is not None


@dataclass(frozen=True, slots=True)
class View:
    """A text derived from another, and the map that brings its spans home.

    >>> view = View.without("Bank of China (中国银行) Tower", [Span(13, 20)])
    >>> view.text, view.home(Span(8, 19))
    ('Bank of China Tower', Span(start=8, end=26))
    """

    text: str
    map: OffsetMap

    @classmethod
    def of(cls, base: str, keep: Iterable[Span]) -> View:
        """The parts of `base` that the ascending, disjoint spans of `keep` name, joined."""
        parts: list[str] = []
        segments: list[tuple[int, int]] = []
        length = 0
        for span in keep:
            if len(span):
                segments.append((length, span.start))
                parts.append(span.of(base))
                length += len(span)
        return cls("".join(parts), OffsetMap(tuple(segments) or ((0, 0),)))

    @classmethod
    def without(cls, base: str, drop: Iterable[Span]) -> View:
        """`base` with the spans of `drop` (any order, may overlap) lifted out."""
        return cls.of(base, complement(drop, len(base)))

    def home(self, span: Span) -> Span:
        """A span of this view as a span of its base text, from first to last character."""
        return self.map.home(span)

    def homes(self, spans: Iterable[Span]) -> Iterator[Span]:
        """`home` of each of `spans`, which ascend."""
        return self.map.homes(spans)


def complement(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """The stretches of `[0, length)` that no span of `spans` covers, in order."""
    position = 0
    for span in sorted(spans):
        if span.start > position:
            yield Span(position, span.start)
        position = max(position, span.end)
    if position < length:
        yield Span(position, length)
