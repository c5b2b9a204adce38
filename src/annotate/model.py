"""The document model: frozen values that every stage reads and returns.

One coordinate system runs through the program: each `Span` is a half-open pair of
code-point offsets into `Source.text`. Nothing here imports anything but the standard library.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["en", "zh"]
"""The language of a token or a mention: English text or Chinese."""

GlossType = Literal["person", "place", "org", "work", "event", "slogan", "term", "other"]
"""What a gloss names (the list in docs/annotation.md)."""

EntityType = Literal["person", "place", "org", "work", "event"]
"""The types of gloss that are named entities."""

Convention = Literal[
    "paren",
    "quote+paren",
    "fullwidth-paren",
    "mixed-paren",
    "pinyin+paren",
    "wiki",
    "brackets",
    "slash-alternatives",
    "paren+code",
    "apposition",
    "pinyin+apposition",
    "quote",
    "quote+apposition",
    "reverse",
    "other",
]
"""How a gloss stands on the page."""

BlockKind = Literal[
    # leaves: they hold running text
    "title",  # the title in the text's main language (English)
    "title-alt",  # the same title in the other language (Chinese)
    "byline",
    "date",
    "dateline",  # a place (and date) glued to the start of the first paragraph
    "caption",
    "editor-note",
    "heading",
    "paragraph",
    "footnote",
    "cell",
    "code",
    "metadata",  # a front-matter block kept as it stands
    "colophon",  # translator's note on authorisation, original's URL, terms of use
    # containers: their span covers the blocks inside
    "quote",
    "list",
    "item",
    "table",
    "row",
]

CONTAINERS: frozenset[BlockKind] = frozenset({"quote", "list", "item", "table", "row"})

MarkupKind = Literal["emphasis", "strong", "strike", "code", "link", "image", "note-ref", "sup", "sub"]
"""Inline structure that a marked-up format carried."""

MentionForm = Literal["full", "surname", "given", "acronym", "short", "other"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:
        """For pickling: a tenth of the time that a dataclass takes by itself."""
        return Span, (self.start, self.end)

    def of(self, text: str) -> str:
        """The characters that this span covers in `text`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside (equal spans cover each other)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def crosses(self, other: Span) -> bool:
        """Whether the two overlap and neither covers the other, so that they cannot nest."""
        return self.overlaps(other) and not self.covers(other) and not other.covers(self)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each character of a derived text stands in the text that it was derived from.

    `segments` are pairs (offset in the derived text, offset in the base text), ascending in
    the first; within a segment both run on character by character. The derived text may leave
    out and insert, never reorder within a segment.

    >>> OffsetMap(((0, 0), (3, 10))).home(Span(2, 4))
    Span(start=2, end=11)
    """

    segments: tuple[tuple[int, int], ...] = ((0, 0),)
    wide: tuple[tuple[int, int], ...] = ()
    """Derived characters that stand for several of the base text, as an entity's does: pairs
    (offset in the derived text, how many), ascending."""

    def offset(self, position: int) -> int:
        """The base offset of the derived character at `position`."""
        derived, base = self.segments[bisect_right(self.segments, (position, sys.maxsize)) - 1]
        return base + position - derived

    def width(self, position: int) -> int:
        """How many base characters the derived character at `position` stands for."""
        index = bisect_right(self.wide, (position, sys.maxsize)) - 1
        return self.wide[index][1] if index >= 0 and self.wide[index][0] == position else 1

    def home(self, span: Span) -> Span:
        """`span` of the derived text as a span of the base text, from first to last character."""
        segment = bisect_right(self.segments, (span.start, sys.maxsize))
        derived, base = self.segments[segment - 1]
        start = base + span.start - derived
        if not self.wide and (segment == len(self.segments) or span.end <= self.segments[segment][0]):
            return Span(start, start + len(span))
        if span.start == span.end:
            return Span(start, start)
        last = span.end - 1
        return Span(start, self.offset(last) + self.width(last))

    def homes(self, spans: Iterable[Span]) -> Iterator[Span]:
        """`home` of each of `spans`, which ascend, as a text's words do: faster than one by one.

        >>> list(OffsetMap(((0, 0), (3, 10))).homes([Span(0, 2), Span(2, 4), Span(4, 5)]))
        [Span(start=0, end=2), Span(start=2, end=11), Span(start=11, end=12)]
        """
        if self.wide:
            yield from map(self.home, spans)
            return
        starts = [*(derived for derived, _ in self.segments[1:]), sys.maxsize]
        segment, shift, limit = 0, self.segments[0][1] - self.segments[0][0], starts[0]
        for span in spans:
            while span.start >= limit:
                segment += 1
                derived, base = self.segments[segment]
                shift, limit = base - derived, starts[segment]
            if span.end <= limit:
                yield Span(span.start + shift, span.end + shift)
            else:
                yield self.home(span)


IDENTITY = OffsetMap()


@dataclass(frozen=True, slots=True)
class Markup:
    """One piece of inline structure (emphasis, a link …) over `span` of `Source.text`."""

    kind: MarkupKind
    span: Span
    target: str | None = None
    """The URL of a link or image; the label of a footnote reference."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the layout. Leaves never overlap; containers cover leaves and nest.

    In `Source.blocks` they stand in document order, a container before what it covers. The
    leaves together cover every character of the text that is not white space.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    """Headings: 1 (top) to 6. Lists: 1 when ordered, 0 when not. Otherwise 0."""
    label: str | None = None
    """The label of a footnote."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a text from its front matter or its layout; `None` where unknown."""

    title: str | None = None
    title_zh: str | None = None
    author: str | None = None
    author_zh: str | None = None
    translator: str | None = None
    date: str | None = None
    url: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a stage saw and the user should know; `offset` is into `Source.text`."""

    message: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A text as its reader gives it.

    `text` is never normalised. `origin` maps it to the decoded file: the identity for plain
    text, around the markup for marked-up formats.
    """

    id: str
    """An NCName, unique in its corpus; by default made from the file's stem."""
    text: str
    path: str = ""
    format: str = "text"
    encoding: str = "utf-8"
    markup: tuple[Markup, ...] = ()
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = Metadata()
    notices: tuple[Notice, ...] = ()
    origin: OffsetMap = field(default=IDENTITY, compare=False)


@dataclass(frozen=True, slots=True)
class Gloss:
    """A run of Chinese that renders an English expression beside it."""

    span: Span
    """The Chinese, without the brackets, quotes or 《》 around it."""
    extent: Span
    """The whole construction to lift out of the English: brackets, labels and pinyin included.

    Equal to `span` where the Chinese stands bare; several glosses of one bracket share it.
    """
    convention: Convention
    lang: str = "zh"
    """`zh-Hans`, `zh-Hant`, or `zh` where the characters do not tell the script."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A gloss with its head, why, and how sure we are."""

    gloss: Gloss
    head: Span | None
    """The English span that the gloss renders; `None` where it stands nowhere in the text."""
    type: GlossType = "term"
    confidence: float = 1.0
    """The calibrated probability that gloss and head are both right, to four decimals."""
    evidence: tuple[str, ...] = ()
    """Names of the evidence that chose the head, strongest first."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or punctuation mark. Tokens never overlap and never cross a sentence's edge."""

    span: Span
    lang: Lang
    pos: str | None = None
    """Universal part of speech (https://universaldependencies.org/u/pos/)."""
    lemma: str | None = None
    tag: str | None = None
    """The tagger's own tag: Penn Treebank for English, jieba's flag for Chinese."""

    def at(self, span: Span) -> Token:
        """The same token in another place."""
        return Token(span, self.lang, self.pos, self.lemma, self.tag)

    def __reduce__(self) -> tuple[type[Token], tuple[Span, Lang, str | None, str | None, str | None]]:
        """For pickling, as `Span` does."""
        return Token, (self.span, self.lang, self.pos, self.lemma, self.tag)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, glossed or not."""

    span: Span
    lang: Lang
    type: EntityType
    entity: str | None = None
    """The id of the entity in the register; `None` where no link was sure enough."""
    form: MentionForm = "full"


@dataclass(frozen=True, slots=True)
class Name:
    """One form of an entity's name, with how often the corpus uses it."""

    text: str
    lang: str
    """`en`, `zh-Hans`, `zh-Hant`, `zh` or `zh-Latn-pinyin`."""
    kind: Literal["preferred", "variant", "acronym", "short", "pinyin"] = "variant"
    count: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place, organisation, work or event of the register."""

    id: str
    """`<type>.<number>`, for example `person.3`."""
    type: EntityType
    names: tuple[Name, ...]
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of an authority and the identifier there, for example `("wikidata", "Q15031")`."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source with everything that the stages found in it, in order of position."""

    source: Source
    alignments: tuple[Alignment, ...] = ()
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Token, ...] = ()
    mentions: tuple[Mention, ...] = ()
