"""A document as one valid TEI file."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotate.config import CorpusConfig
from annotate.model import Document, Span, Token
from annotate.tei.header import NO_PROVENANCE, Facts, Provenance, document_header
from annotate.tei.layout import Close, Edges, Gap, Open, Region, Step, plan, too_deep
from annotate.tei.names import GROUPS, TEI, Attributes
from annotate.tei.pieces import Piece, block_pieces, heads, nest, pieces
from annotate.tei.writing import Element, escape, group, render, tag, visible

PUNCTUATION = frozenset({"PUNCT", "SYM"})
"""The parts of speech that become `pc`; every other token is `w`."""


def build(document: Document, *, corpus: CorpusConfig, provenance: Provenance = NO_PROVENANCE) -> bytes:
    """`document` as a TEI file in UTF-8, with `corpus` and `provenance` told in its header.

    The text nodes of `text`, joined, equal `Source.text`; a character that XML forbids is
    replaced by its picture, one for one. The same input gives the same bytes. Raises
    `ValueError` where blocks overlap or a span leaves the text: a bug of the stage before.
    """
    source = document.source
    text = visible(source.text)
    deep = too_deep(source.blocks)
    blocks = [block for index, block in enumerate(source.blocks) if index not in deep]
    apart = block_pieces(source.blocks, deep, f"{source.id}.")
    ordered = pieces(document, corpus.language)
    _check(document, ordered)
    spans = (*(piece.span for piece in (*apart, *ordered)), *(token.span for token in document.tokens))
    steps = plan(blocks, text, Edges(spans), f"{source.id}.")
    inline, crossing = _sort_out(ordered, [step.span for step in steps if isinstance(step, Region)])
    standoff = [*apart, *crossing]
    pen = _Pen(text, document.tokens, _anchors(standoff, len(text)), f"{source.id}.", corpus.language)
    body = pen.write_all(steps, inline)
    facts = Facts(counts=dict(pen.counts), langs=frozenset(pen.langs), standoff=tuple(standoff))
    header = render(document_header(document, corpus, provenance, facts), 1)
    stand_off = _stand_off(document, standoff)
    root = (("xmlns", TEI), ("xml:id", source.id), ("xml:lang", corpus.language))
    parts = [tag("TEI", root), header, stand_off and render(stand_off, 1), "\n ", body, "\n</TEI>\n"]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(part for part in parts if part)).encode()


def _check(document: Document, ordered: Iterable[Piece]) -> None:
    """Raise `ValueError` where tokens overlap or a span leaves the text."""
    length, position = len(document.source.text), 0
    for token in document.tokens:
        if not position <= token.span.start < token.span.end <= length:
            raise ValueError(
                f"{document.source.id}: token {token.span} overlaps, is empty or leaves the text"
            )
        position = token.span.end
    for piece in ordered:
        if not 0 <= piece.span.start <= piece.span.end <= length:
            raise ValueError(f"{document.source.id}: {piece.group} {piece.span} leaves the text")


def _sort_out(ordered: Iterable[Piece], regions: Sequence[Span]) -> tuple[list[list[Piece]], list[Piece]]:
    """The pieces of each region, nested; and all that stand off."""
    starts = [region.start for region in regions]
    inside: list[list[Piece]] = [[] for _ in regions]
    standoff: list[Piece] = []
    for piece in ordered:
        number = bisect_right(starts, piece.span.start) - 1
        fits = number >= 0 and regions[number].covers(piece.span)
        (inside[number] if fits else standoff).append(piece)
    inline: list[list[Piece]] = []
    for region in inside:
        nested, crossing = nest(region)
        inline.append(nested)
        standoff += crossing
    return inline, standoff


def _anchors(standoff: Iterable[Piece], length: int) -> list[int]:
    """The offsets that stand-off spans point at, ascending."""
    offsets = {offset for piece in standoff for offset in (piece.span.start, piece.span.end)}
    return sorted(offset for offset in offsets if offset <= length)


def _stand_off(document: Document, standoff: Sequence[Piece]) -> Element | None:
    prefix = f"{document.source.id}."
    spans = [
        _span_group(name, [piece for piece in standoff if piece.group == name], prefix) for name in GROUPS
    ]
    element = group("standOff", _links(document, prefix), *spans)
    return element if element.children else None


def _links(document: Document, prefix: str) -> Element | None:
    terms = heads(document.alignments)
    links = [
        Element("link", (("target", f"#{prefix}t{terms[alignment.head]} #{prefix}g{number}"),))
        for number, alignment in enumerate(document.alignments, 1)
        if alignment.head is not None
    ]
    return group("linkGrp", *links, type="translation", targFunc="term gloss") if links else None


def _span_group(name: str, standoff: Sequence[Piece], prefix: str) -> Element | None:
    spans = [Element("span", _span_attributes(piece, prefix)) for piece in standoff]
    return group("spanGrp", *spans, type=name) if spans else None


def _span_attributes(piece: Piece, prefix: str) -> Attributes:
    edges = (("from", f"#{prefix}a{piece.span.start}"), ("to", f"#{prefix}a{piece.span.end}"))
    lang = (("xml:lang", piece.lang),) if piece.lang else ()
    identity = tuple(pair for pair in piece.standoff if pair[0] == "xml:id")
    return (*identity, *edges, *lang, *(pair for pair in piece.standoff if pair[0] != "xml:id"))


def is_in(inherited: str, lang: str) -> bool:
    """Whether what stands in the language `inherited` need not be marked as `lang`.

    >>> is_in("zh-Hans", "zh"), is_in("zh", "zh-Hans"), is_in("en-GB", "en")
    (True, False, True)
    """
    return inherited == lang or inherited.startswith(f"{lang}-")


@dataclass(slots=True)
class _Pen:
    """Writes `text` from front to back; remembers where it is."""

    text: str
    tokens: Sequence[Token]
    anchors: list[int]
    prefix: str
    lang: str
    position: int = 0
    token: int = 0
    anchor: int = 0
    out: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    langs: set[str] = field(default_factory=set)

    def write_all(self, steps: Iterable[Step], inline: Iterable[list[Piece]]) -> str:
        regions: Iterator[list[Piece]] = iter(inline)
        self.around.append(self.lang)
        self._open("text", (("xml:lang", self.lang),), self.lang)
        for step in steps:
            match step:
                case Open(name, attributes, lang):
                    self._open(name, (*attributes, *((("xml:lang", lang),) if lang else ())), lang)
                case Close(name):
                    self._close(name)
                case Gap(span, anchors):
                    self._cross(span.end, anchors=anchors)
                case Region(span):
                    self._fill(span, next(regions))
        self._close("text")
        return "".join(self.out)

    def _open(self, name: str, attributes: Attributes, lang: str) -> None:
        self.around.append(lang or self.around[-1])
        self.langs.add(self.around[-1])
        self.counts[name] += 1
        self.out.append(tag(name, attributes))

    def _close(self, name: str) -> None:
        self.around.pop()
        self.out.append(f"</{name}>")

    def _cross(self, end: int, *, anchors: bool) -> None:
        """White space up to `end`, without tokens."""
        if anchors:
            for offset in self._due(end):
                self._copy(offset)
                self._drop_anchor(offset)
        self._copy(end)

    def _fill(self, region: Span, inline: Iterable[Piece]) -> None:
        open_: list[Piece] = []
        for piece in inline:
            self._close_ended(open_, piece.span.start)
            self._write(piece.span.start)
            self._open_piece(piece)
            open_.append(piece)
        self._close_ended(open_, region.end)
        self._write(region.end)

    def _close_ended(self, open_: list[Piece], position: int) -> None:
        while open_ and open_[-1].span.end <= position:
            piece = open_.pop()
            self._write(piece.span.end)
            self._close(piece.name)

    def _open_piece(self, piece: Piece) -> None:
        stated = piece.lang and (piece.states_lang or not is_in(self.around[-1], piece.lang))
        lang = (("xml:lang", piece.lang),) if stated else ()
        self._open(piece.name, (*piece.attributes, *lang), piece.lang if stated else "")

    def _write(self, end: int) -> None:
        """Text with its tokens up to `end`, and the anchors on the way."""
        for offset in self._due(end):
            self._write_tokens(offset)
            self._drop_anchor(offset)
        self._write_tokens(end)

    def _due(self, end: int) -> Iterator[int]:
        while self.anchor < len(self.anchors) and self.anchors[self.anchor] <= end:
            self.anchor += 1
            yield self.anchors[self.anchor - 1]

    def _drop_anchor(self, offset: int) -> None:
        self.counts["anchor"] += 1
        self.out.append(tag("anchor", (("xml:id", f"{self.prefix}a{offset}"),), "/>"))

    def _write_tokens(self, end: int) -> None:
        while self.position < end and self.token < len(self.tokens):
            token = self.tokens[self.token]
            if token.span.start >= end:
                break
            self._copy(token.span.start)
            self._write_token(token, min(token.span.end, end))
        self._copy(end)

    def _write_token(self, token: Token, end: int) -> None:
        part = _part(begins=self.position <= token.span.start, ends=end == token.span.end)
        name = "pc" if token.pos in PUNCTUATION else "w"
        attributes = self._facts(token) if part in {"", "I"} else ()
        if part:
            attributes = (*attributes, ("part", part))
        if end == token.span.end:
            self.token += 1
            attributes = (*attributes, *self._join())
        self.counts[name] += 1
        self.out.append(tag(name, attributes))
        self._copy(end)
        self.out.append(f"</{name}>")

    def _facts(self, token: Token) -> Attributes:
        facts = (("lemma", token.lemma), ("pos", token.pos), ("msd", token.tag))
        known = tuple((name, value) for name, value in facts if value is not None)
        if is_in(self.around[-1], token.lang):
            return known
        self.langs.add(token.lang)
        return (("xml:lang", token.lang), *known)

    def _join(self) -> Attributes:
        """Whether the next token follows the one before it without white space."""
        if not 0 < self.token < len(self.tokens):
            return ()
        glued = self.tokens[self.token].span.start == self.tokens[self.token - 1].span.end
        return (("join", "right"),) if glued else ()

    def _copy(self, end: int) -> None:
        if end > self.position:
            self.out.append(escape(self.text[self.position : end]))
            self.position = end


def _part(*, begins: bool, ends: bool) -> str:
    if begins:
        return "" if ends else "I"
    return "F" if ends else "M"
