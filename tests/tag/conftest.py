from __future__ import annotations

from collections.abc import Iterable

import pytest

from annotate.model import Alignment, Gloss, GlossType, Source, Span
from annotate.tag import chinese as zh
from annotate.tag import english as en

GlossRow = tuple[str, str | None, GlossType]


@pytest.fixture(scope="session")
def english() -> en.English:
    return en.load()


@pytest.fixture(scope="session")
def chinese() -> zh.Chinese:
    return zh.load()


def glossed(text: str, *rows: GlossRow, name: str = "doc") -> tuple[Source, tuple[Alignment, ...]]:
    """A source with an alignment for each row: Chinese, head, type; each is its next occurrence in brackets."""
    return Source(name, text), tuple(_alignments(text, rows))


def _alignments(text: str, rows: Iterable[GlossRow]) -> Iterable[Alignment]:
    position = 0
    for hanzi, head, kind in rows:
        start = text.index(hanzi, position)
        span = Span(start, start + len(hanzi))
        bracketed = text[start - 1] in "(《" and text[span.end] in ")》"
        extent = Span(start - 1, span.end + 1) if bracketed else span
        at = -1 if head is None else text.rindex(head, 0, start)
        place = None if head is None else Span(at, at + len(head))
        yield Alignment(Gloss(span, extent, "paren"), place, kind)
        position = span.end
