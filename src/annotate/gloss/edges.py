"""The edges of a head: what the annotation rules leave outside it (docs/annotation.md)."""

from __future__ import annotations

import regex

from annotate.model import Span

OUTSIDE = "\"'“”‘’«»「」『』《》〈〉 \t\n,.;:()（）[]"
"""Marks that no head keeps at its edges when heads are compared."""
_ARTICLE = regex.compile(r"(?:the|a|an)\s+", regex.IGNORECASE)


def trim(text: str, head: Span | None) -> Span | None:
    """`head` without edge marks, a leading article and a possessive ending, for comparing two heads."""
    if head is None:
        return None
    start, end = head.start, head.end
    while start < end and text[start] in OUTSIDE:
        start += 1
    while end > start and text[end - 1] in OUTSIDE:
        end -= 1
    match = _ARTICLE.match(text, start, end)
    if match and match.end() < end:
        start = match.end()
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    return Span(start, end)
