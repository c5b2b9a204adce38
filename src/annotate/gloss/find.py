"""Where Chinese stands in the surface text, and what could be a gloss there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from annotate.gloss.surface import Pair, Surface
from annotate.model import Span
from annotate.text import KANA

_RUN = regex.compile(
    r"""
    (?:(?<![\w.])(?:[A-ZＡ-Ｚ][·.]?){0,3}[A-Z0-9Ａ-Ｚ０-９·]{1,6}(?=\p{Han})|(?<=[《“"\[(])[0-9]{1,4}[ ](?=\p{Han}))?    # VR特警, 58同城, J·R·彭黑尔
    [\p{Han}〇々〻]
    (?:
        [\p{Han}〇々〻]
      | [·•・‧∙．](?=[\p{Han}])
      | [ \u3000]?\n?[ \u3000]{0,4}(?=\p{Han})             # broken by a blank or a line's end
      | [，,：:；！!？?—–\-“”‘’《》〈〉「」『』{}…~～/／、]{1,4}[ ]?(?=[\p{Han}《〈“‘「『（(—]|[0-9A-Z]{1,6}[ ]?\p{Han})
      | [ ]?[—–]{1,2}[ ]?(?=\p{Han})
      | [：:][ ](?=\p{Han})
      | [（(][^()（）\n]{0,8}\p{Han}[^()（）\n]{0,8}[）)]     # 商務印書館(香港)
      | [ ]?[0-9]{1,6}[ ]?(?=[\p{Han}、，：《》“”）)])
      | [A-Za-z0-9%&+]{1,12}(?=\p{Han})
      | [ ][A-Z][A-Za-z0-9+]{0,11}[ ](?=\p{Han})
    )*
    (?:[0-9]{1,4}(?:[—–-][0-9]{1,4}|%)?(?![\p{L}\d])|[A-Z](?![\p{L}\d])|[！？!?](?=[\s”’"'\)\]）】》,，]|$))?
    """,
    regex.VERBOSE,
)
"""A run of Chinese with what may stand inside it: wide punctuation, digits, a Latin word."""

_SPLIT = regex.compile(
    r"(?<=[》〉」』])\s*[，、,]?\s*(?=[《〈「『])|[；;]|[ ]?[/／][ ]?|[：:]?(?=《)|》[，,、]?"
)
_COMMA = regex.compile(r"[，,、]\s?")
_EDGE = "《》〈〉「」『』“”‘’（）()【】\"' \t\n\u3000,，:：、；;—–-"


@dataclass(frozen=True, slots=True)
class Site:
    """A piece of Chinese that may be a gloss; spans are in the surface text."""

    zh: Span
    run: Span
    """The whole run of Chinese that the piece was cut from."""
    bracket: Pair | None
    """The innermost bracket around it."""
    quote: Pair | None
    """The innermost quotation around it."""
    opaque: bool
    """Whether it stands in code."""

    def of(self, text: str) -> str:
        """The Chinese."""
        return self.zh.of(text)


def sites(surface: Surface) -> tuple[Site, ...]:
    """Every piece of Chinese of the text that is not Japanese, in order."""
    around = _Around(surface)
    return tuple(
        Site(zh, run, *around.marks(zh)) for run in _runs(surface.text) for zh in _pieces(surface.text, run)
    )


def _runs(text: str) -> Iterator[Span]:
    for match in _RUN.finditer(text):
        before = text[max(match.start() - 1, 0) : match.start()]
        after = text[match.end() : match.end() + 1]
        if not KANA.search(before + match[0].replace("・", "") + after):
            closes = (
                after
                and after in _OPENER
                and match[0].count(after) < sum(map(match[0].count, _OPENER[after]))
            )
            yield Span(match.start(), match.end() + bool(closes))


def _pieces(text: str, run: Span) -> Iterator[Span]:
    """A run cut at what separates one gloss from the next: title marks, slashes, lists of variants."""
    start = run.start
    for match in _SPLIT.finditer(text, run.start, run.end):
        if match.end() == match.start() and match.start() == run.start:
            continue
        if not _keeps_together(text, run, match.span()):
            yield from _listed(text, Span(start, match.start()))
            start = match.end()
    yield from _listed(text, Span(start, run.end))


def _keeps_together(text: str, run: Span, mark: tuple[int, int]) -> bool:
    """Whether a mark inside a run belongs to the name: a slash between single characters, a title in a title."""
    between = text[mark[0] : mark[1]]
    if "/" in between and max(mark[0] - run.start, run.end - mark[1]) <= MAX_LONE:
        return len(text[run.start : mark[0]].strip()) == 1 == len(text[mark[1] : run.end].strip())
    return "》" in between and text[mark[1] : mark[1] + 1] == "—"


MAX_LONE = 8
"""How far a single character with the blanks around it can reach."""


def _listed(text: str, span: Span) -> Iterator[Span]:
    """A piece cut at its commas when they part variants or names rather than the halves of a phrase."""
    parts = [Span(span.start, span.start)]
    position = span.start
    for match in _COMMA.finditer(text, span.start, span.end):
        parts.append(Span(position, match.start()))
        position = match.end()
    parts = [*parts[1:], Span(position, span.end)]
    trimmed = [part for part in (_trim(text, part) for part in parts) if len(part)]
    whole = _trim(text, span)
    if not len(whole):
        return
    if len(trimmed) > 1 and _is_list(text, span, trimmed):
        yield from trimmed
    else:
        yield whole


def _is_list(text: str, span: Span, parts: list[Span]) -> bool:
    """Whether comma-parted pieces are separate forms.

    Halves of a slogan or a sentence balance (4 + 4 characters) or are long; variants of a name
    are short, and an ASCII comma in Chinese mostly parts variants.
    """
    marks = {text[part.end] for part in parts[:-1]}
    lengths = [len(part) for part in parts]
    balanced = len(set(lengths)) == 1 and lengths[0] >= MIN_HALF
    if marks == {","}:
        return not balanced
    if "，" in marks:
        return False
    if marks == {"、"}:
        return (
            min(lengths) >= MIN_LISTED
            and max(lengths) <= MAX_LISTED
            and text[span.start - 1 : span.start] in {"(", "（"}
        )
    return max(lengths) <= MAX_LISTED


MIN_HALF = 4
"""Halves of a set phrase have at least four characters."""
MIN_LISTED, MAX_LISTED = 1, 12
"""How long one name in a list of names is."""


def _trim(text: str, span: Span) -> Span:
    """`span` without the marks around it; a bracket or quotation that it closes itself stays."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE and not _opens_inside(text, start, end):
        start += 1
    while end > start and text[end - 1] in _EDGE and not _closes_inside(text, start, end):
        end -= 1
    return Span(start, end)


_OPENER = {"）": "（(", ")": "(（", "”": "“", "’": "‘", "」": "「", "》": "《"}


def _opens_inside(text: str, start: int, end: int) -> bool:
    """Whether the quotation mark at the start is answered inside the span (“两不”规定)."""
    closer = {"“": "”", "‘": "’", "「": "」"}.get(text[start], "")
    return bool(closer) and closer in text[start + 1 : end - 1]


def _closes_inside(text: str, start: int, end: int) -> bool:
    """Whether the mark at the end answers one inside the span (a revised edition's （修订本）)."""
    openers = _OPENER.get(text[end - 1], "")
    return any(opener in text[start : end - 1] for opener in openers) and text[end - 1] != "》"


class _Innermost:
    """The innermost pair around each of an ascending sequence of spans, in one sweep over the pairs."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._next = 0
        self._open: list[Pair] = []

    def around(self, zh: Span) -> Pair | None:
        """The pair around `zh`, which stands after every span asked for before."""
        while self._next < len(self._pairs) and self._pairs[self._next].open <= zh.start:
            pair = self._pairs[self._next]
            self._leave(pair.open)
            self._open.append(pair)
            self._next += 1
        self._leave(zh.end)
        return self._open[-1] if self._open else None

    def _leave(self, position: int) -> None:
        while self._open and self._open[-1].close < position:
            self._open.pop()


class _Around:
    """Answers which bracket and quotation stand around a span; spans are asked for in order."""

    def __init__(self, surface: Surface) -> None:
        self._opaque = surface.opaque
        self._brackets = _Innermost(surface.brackets)
        self._quotes = _Innermost(surface.quotes)

    def marks(self, zh: Span) -> tuple[Pair | None, Pair | None, bool]:
        index = bisect_right(self._opaque, zh.start, key=lambda span: span.start) - 1
        opaque = index >= 0 and self._opaque[index].covers(zh)
        return self._brackets.around(zh), self._quotes.around(zh), opaque
