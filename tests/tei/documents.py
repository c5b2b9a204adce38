"""Documents of every legal shape, for hypothesis: spans overlap as they like, blocks nest as they may."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from annotate.model import (
    CONTAINERS,
    Alignment,
    Block,
    BlockKind,
    Convention,
    Document,
    EntityType,
    Gloss,
    GlossType,
    Lang,
    Markup,
    MarkupKind,
    Mention,
    MentionForm,
    Metadata,
    Notice,
    Source,
    Span,
    Token,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

HARD = " \t\r\n\u00a0\u2028\u3000\u0085&<>\"']aeé\u0301中国〇𠀀😀·(（“"
"""Characters that a careless writer of XML loses, among some that it does not."""

XML_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs"]).filter(
    lambda c: c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")
)
TEXTS = st.text(st.one_of(st.sampled_from(HARD), st.sampled_from(HARD), XML_CHARACTERS), max_size=60)
WORDS = st.text(st.one_of(st.sampled_from(HARD), XML_CHARACTERS), max_size=6)
NAMES = st.text(st.one_of(st.sampled_from("ab-.+_:é"), XML_CHARACTERS), min_size=1, max_size=5)
ADDRESSES = st.one_of(
    st.sampled_from(
        [
            "https://example.org/a?b=c#d",
            "#part",
            "notes.md",
            "http://",
            "a:b",
            "http://[::1]/",
            "%zz",
            "a%20b",
            "x y",
            "",
        ]
    ),
    WORDS,
)
UPOS = [
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
LEAVES = [kind for kind in get_args(BlockKind) if kind not in CONTAINERS]


def choice(literal: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # a Literal is no type to a checker
    return st.sampled_from(get_args(literal))


@st.composite
def spans(draw: st.DrawFn, length: int, *, least: int = 1) -> Span:
    start = draw(st.integers(0, length - least))
    return Span(start, draw(st.integers(start + least, min(length, start + 20))))


@st.composite
def cuts(draw: st.DrawFn, start: int, end: int) -> list[tuple[int, int]]:
    """Some disjoint stretches of `[start, end]`, ascending; empty ones too, and gaps between them."""
    points = sorted(draw(st.lists(st.integers(start, end), max_size=6)))
    return list(pairwise(points))[:: draw(st.integers(1, 2))]


@st.composite
def block_trees(
    draw: st.DrawFn, start: int, end: int, depth: int = 0, kinds: Sequence[BlockKind] = ()
) -> list[Block]:
    """Blocks in document order over a part of the text."""
    found: list[Block] = []
    for one, other in draw(cuts(start, end)):
        anything = depth == 0 or draw(st.booleans())
        pool = (
            list(kinds) if kinds and not anything else [*LEAVES, *(sorted(CONTAINERS) if depth < 2 else [])]
        )
        kind = draw(st.sampled_from(pool))
        found.append(draw(blocks(kind, Span(one, other))))
        if kind in CONTAINERS:
            inner = {"list": ["item"], "table": ["row"], "row": ["cell"]}.get(kind, ["paragraph", "list"])
            found += draw(block_trees(one, other, depth + 1, inner))  # type: ignore[arg-type]  # literal kinds
    return found


@st.composite
def blocks(draw: st.DrawFn, kind: BlockKind, span: Span) -> Block:
    level = draw(st.integers(1, 6)) if kind == "heading" else draw(st.integers(0, 1)) if kind == "list" else 0
    label = draw(st.none() | WORDS) if kind == "footnote" else None
    return Block(kind, span, level, label)


@st.composite
def glosses(draw: st.DrawFn, length: int) -> Gloss:
    span = draw(spans(length))
    extent = draw(st.just(span) | spans(length))
    lang = draw(st.sampled_from(["zh", "zh-Hans", "zh-Hant"]))
    return Gloss(span, extent, draw(choice(Convention)), lang)


@st.composite
def alignment_lists(draw: st.DrawFn, length: int) -> list[Alignment]:
    heads = draw(st.lists(spans(length), min_size=1, max_size=3))
    one = st.builds(
        Alignment,
        glosses(length),
        st.none() | st.sampled_from(heads) | spans(length),
        choice(GlossType),
        st.floats(0, 1),
        st.lists(NAMES, max_size=3).map(tuple),
    )
    return draw(st.lists(one, max_size=5))


@st.composite
def token_lists(draw: st.DrawFn, length: int) -> list[Token]:
    points = sorted(draw(st.sets(st.integers(0, length), max_size=20)))
    word = st.none() | WORDS
    return [
        Token(
            Span(one, other),
            draw(choice(Lang)),
            draw(st.none() | st.sampled_from(UPOS)),
            draw(word),
            draw(word),
        )
        for one, other in pairwise(points)
        if draw(st.integers(0, 3))
    ]


def mention_lists(length: int) -> st.SearchStrategy[list[Mention]]:
    entities = st.none() | st.sampled_from(["person.1", "place.2", "org.31"])
    one = st.builds(Mention, spans(length), choice(Lang), choice(EntityType), entities, choice(MentionForm))
    return st.lists(one, max_size=6)


def markup_lists(length: int) -> st.SearchStrategy[list[Markup]]:
    one = st.builds(Markup, choice(MarkupKind), spans(length, least=0), st.none() | ADDRESSES)
    return st.lists(one, max_size=6)


def metadata() -> st.SearchStrategy[Metadata]:
    known = st.none() | WORDS
    return st.builds(Metadata, known, known, known, known, known, known | st.just("2022-01-31"), known, known)


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Document:
    text = draw(texts)
    length = len(text)
    source = Source(
        id=draw(st.sampled_from(["doc", "a-b.c", "_x1", "文"])),
        text=text,
        path=draw(WORDS),
        format=draw(st.sampled_from(["text", "markdown"])),
        encoding=draw(st.sampled_from(["utf-8", "gb18030"])),
        markup=tuple(draw(markup_lists(length))),
        blocks=tuple(draw(block_trees(0, length))),
        metadata=draw(metadata()),
        notices=tuple(
            draw(st.lists(st.builds(Notice, WORDS, st.none() | st.integers(0, length)), max_size=2))
        ),
    )
    if not length:
        return Document(source)
    return Document(
        source,
        alignments=tuple(draw(alignment_lists(length))),
        sentences=tuple(draw(st.lists(spans(length), max_size=4))),
        tokens=tuple(draw(token_lists(length))),
        mentions=tuple(draw(mention_lists(length))),
    )
