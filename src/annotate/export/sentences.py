"""The sentences of a document as rows of tokens that leave no visible character out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import regex

from annotate.model import Alignment, Document, Mention, Span, Token
from annotate.text import complement, has_han

UPOS = frozenset(
    [
        "ADJ",
        "ADP",
        "ADV",
        "AUX",
        "CCONJ",
        "DET",
        "INTJ",
        "NOUN",
        "NUM",
        "PART",
        "PRON",
        "PROPN",
        "PUNCT",
        "SCONJ",
        "SYM",
        "VERB",
        "X",
    ]
)
"""https://universaldependencies.org/u/pos/"""

T = TypeVar("T")

_WORD = regex.compile(r"\S+")
_LINE = regex.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A token with the characters that it covers and what follows it."""

    token: Token
    form: str
    """Its text; white space inside a token becomes one space."""
    after: str
    """The white space up to the next token of the sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that holds at least one token."""

    number: int
    """From 1, as `Occurrence.sentence` counts."""
    span: Span
    rows: tuple[Row, ...]
    glosses: tuple[tuple[int, Alignment], ...] = ()
    """The alignments whose gloss or head begins here, with their numbers in the document, from 1."""
    mentions: tuple[Mention, ...] = ()

    def part(self, span: Span) -> tuple[int, str] | None:
        """The number of the alignment that covers `span`, and as what: `gloss` or `head`."""
        for number, alignment in self.glosses:
            if alignment.gloss.span.covers(span):
                return number, "gloss"
        for number, alignment in self.glosses:
            if alignment.head is not None and alignment.head.covers(span):
                return number, "head"
        return None

    def mention(self, span: Span) -> Mention | None:
        """The longest mention that covers `span`."""
        found = [mention for mention in self.mentions if mention.span.covers(span)]
        return max(found, key=lambda mention: len(mention.span), default=None)

    @property
    def text(self) -> str:
        """The forms with one space where white space stood: what CoNLL-U calls the text."""
        return "".join(row.form + (" " if row.after else "") for row in self.rows).strip()


def sentences(document: Document) -> Iterator[Sentence]:
    """Each sentence of `document` with its tokens in order; what no token covers becomes one.

    Without sentences, the lines of the text stand in.
    """
    text = document.source.text
    spans = document.sentences or tuple(Span(m.start(), m.end()) for m in _LINE.finditer(text))
    starts = [token.span.start for token in document.tokens]
    glosses = _place(
        spans, [(position, item) for item in _numbered(document) for position in _positions(item[1])]
    )
    mentions = _place(spans, [(mention.span.start, mention) for mention in document.mentions])
    for index, span in enumerate(spans):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        inside = [token for token in document.tokens[first:last] if span.covers(token.span)]
        rows = tuple(_rows(text, span, sorted(_complete(text, span, inside), key=lambda token: token.span)))
        if rows:
            yield Sentence(
                index + 1, span, rows, tuple(glosses.get(index, ())), tuple(mentions.get(index, ()))
            )


def _numbered(document: Document) -> list[tuple[int, Alignment]]:
    return list(enumerate(document.alignments, 1))


def _positions(alignment: Alignment) -> set[int]:
    return {span.start for span in (alignment.gloss.span, alignment.head) if span is not None}


def _place(spans: Sequence[Span], items: Sequence[tuple[int, T]]) -> dict[int, list[T]]:
    """The items by the index of the sentence that holds their position, each once a sentence."""
    starts = [span.start for span in spans]
    placed: dict[int, list[T]] = {}
    for position, item in items:
        index = bisect_right(starts, position) - 1
        if index >= 0 and position < spans[index].end and item not in placed.setdefault(index, []):
            placed[index].append(item)
    return placed


def _complete(text: str, span: Span, tokens: list[Token]) -> Iterator[Token]:
    """`tokens` that are not white space, and one for each visible stretch that none of them covers."""
    visible = [token for token in tokens if token.span.of(text).strip()]
    yield from visible
    for gap in complement([Span(0, span.start), *(token.span for token in visible)], span.end):
        for match in _WORD.finditer(text, gap.start, gap.end):
            yield Token(Span(match.start(), match.end()), "zh" if has_han(match.group()) else "en")


def _rows(text: str, span: Span, tokens: list[Token]) -> Iterator[Row]:
    ends = [token.span.start for token in tokens[1:]] + [span.end]
    for token, end in zip(tokens, ends, strict=True):
        yield Row(token, " ".join(token.span.of(text).split()), text[token.span.end : end])
