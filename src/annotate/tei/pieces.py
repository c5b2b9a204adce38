"""What a document marks inside its blocks, as pieces to nest; what cannot nest stands off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from annotate.model import Alignment, Block, Document, Markup, Mention, Span
from annotate.tei.names import MENTION, RENDITIONS, Attributes, ncname

MAX_DEPTH: Final = 48
"""Pieces nested deeper than this stand off: parsers of XML refuse trees of 256 levels."""

_REST = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+"
_ADDRESS = regex.compile(
    rf"(?:(?:https?|ftp)://[A-Za-z0-9][A-Za-z0-9.-]*+(?::[0-9]+)?(?:[/?]{_REST})?"  # another site
    rf"|(?:mailto|doi|tel|urn):[A-Za-z0-9]{_REST}"
    rf"|(?!//)[A-Za-z0-9/?._~%-][^:/?#]*(?:[/?]{_REST})?)"  # a file near the source: no colon before its first slash
    rf"(?:\#{_REST})?",
    regex.IGNORECASE,
)
_SOUND = regex.compile(rf"{_REST}(?:\#{_REST})?")
"""A URI reference (https://www.rfc-editor.org/info/rfc3986), without the brackets of IPv6."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A span to be marked inline, and how it is written when it has to stand off."""

    span: Span
    rank: int
    """Of two pieces that cross, the one of the lower rank stays inline."""
    nesting: int
    """Of two pieces with one span, the one of the lower number is outside."""
    group: str
    name: str
    attributes: Attributes
    standoff: Attributes
    lang: str = ""
    """The language of what it holds; inside the same language it need not be said again."""
    states_lang: bool = False
    """Whether the language is said all the same."""


def pieces(document: Document, lang: str) -> list[Piece]:
    """All pieces of `document`, whose main language is `lang`, in order of nesting."""
    prefix = f"{document.source.id}."
    found = [
        *_sentences(document.sentences, prefix),
        *_glosses(document.alignments, prefix),
        *_terms(document.alignments, prefix, lang),
        *_extents(document.alignments, prefix),
        *_mentions(document.mentions, prefix),
        *_markup(document.source.markup, footnotes(document.source.blocks, prefix), prefix),
    ]
    return sorted(found, key=lambda piece: (piece.span.start, -piece.span.end, piece.nesting))


def block_pieces(blocks: Sequence[Block], indices: Iterable[int], prefix: str) -> list[Piece]:
    """The containers at `indices`, nested too deeply for an element, as pieces that stand off."""
    return [_block_piece(blocks[index], f"{prefix}b{index + 1}") for index in sorted(indices)]


def _block_piece(block: Block, id_: str) -> Piece:
    level = (("n", str(block.level)),) if block.level else ()
    return Piece(block.span, 6, 0, "block", "q", (), (("xml:id", id_), ("type", block.kind), *level))


def footnotes(blocks: Iterable[Block], prefix: str) -> dict[str, str]:
    """The label of each footnote with the `xml:id` of the first that bears it."""
    notes = [block for block in blocks if block.kind == "footnote"]
    numbered = [(note.label, f"{prefix}fn{number}") for number, note in enumerate(notes, 1)]
    return {label: id_ for label, id_ in reversed(numbered) if label is not None}


def heads(alignments: Sequence[Alignment]) -> dict[Span, int]:
    """Each head with the number of the first alignment that has it, which names its term."""
    found: dict[Span, int] = {}
    for number, alignment in enumerate(alignments, 1):
        if alignment.head is not None:
            found.setdefault(alignment.head, number)
    return found


def _sentences(sentences: Iterable[Span], prefix: str) -> Iterator[Piece]:
    for number, span in enumerate(sentences, 1):
        attributes = (("xml:id", f"{prefix}s{number}"),)
        yield Piece(span, 0, 0, "s", "s", attributes, attributes)


def _glosses(alignments: Sequence[Alignment], prefix: str) -> Iterator[Piece]:
    terms = heads(alignments)
    for number, alignment in enumerate(alignments, 1):
        gloss = alignment.gloss
        evidence = [f"ev:{ncname(name)}" for name in alignment.evidence]
        identity = (("xml:id", f"{prefix}g{number}"),)
        facts = (
            ("subtype", gloss.convention),
            ("cert", certainty(alignment.confidence)),
            ("ana", " ".join([f"type:{alignment.type}", *evidence])),
        )
        target = () if alignment.head is None else (("target", f"#{prefix}t{terms[alignment.head]}"),)
        inline = (*identity, *target, ("type", "translation"), *facts)
        yield Piece(
            gloss.span, 1, 2, "gloss", "gloss", inline, (*identity, *facts), gloss.lang, states_lang=True
        )


def certainty(confidence: float) -> str:
    """A probability as the shortest decimal that reads back as the same number.

    >>> certainty(1.0), certainty(0.9731)
    ('1', '0.9731')
    """
    return repr(confidence).removesuffix(".0")


def _terms(alignments: Sequence[Alignment], prefix: str, lang: str) -> Iterator[Piece]:
    for span, number in heads(alignments).items():
        identity = (("xml:id", f"{prefix}t{number}"),)
        inline = (*identity, ("type", alignments[number - 1].type))
        yield Piece(span, 2, 4, "term", "term", inline, identity, lang, states_lang=True)


def _extents(alignments: Sequence[Alignment], prefix: str) -> Iterator[Piece]:
    shared: dict[Span, list[str]] = {}
    for number, alignment in enumerate(alignments, 1):
        if alignment.gloss.extent != alignment.gloss.span:
            shared.setdefault(alignment.gloss.extent, []).append(f"#{prefix}g{number}")
    for span, glosses in shared.items():
        corresp = (("corresp", " ".join(glosses)),)
        yield Piece(span, 3, 1, "extent", "seg", (("type", "extent"), *corresp), corresp)


def _mentions(mentions: Iterable[Mention], prefix: str) -> Iterator[Piece]:
    for number, mention in enumerate(mentions, 1):
        name, typed = MENTION[mention.type]
        identity = (("xml:id", f"{prefix}m{number}"),)
        ana = (("ana", f"ner:{mention.type} form:{mention.form}"),)
        entity = f"reg:{mention.entity}"
        ref, corresp = ((("ref", entity),), (("corresp", entity),)) if mention.entity else ((), ())
        inline = (*identity, *typed, *ref, *ana)
        yield Piece(mention.span, 4, 3, "ner", name, inline, (*identity, *ana, *corresp), mention.lang)


def in_order(markup: Sequence[Markup]) -> list[Markup]:
    """`markup` by start, the longer first: the order in which it is read back."""
    return sorted(markup, key=lambda each: (each.span.start, -each.span.end))


def _markup(markup: Sequence[Markup], notes: dict[str, str], prefix: str) -> Iterator[Piece]:
    numbered = in_order(markup) != list(markup)
    for number, each in enumerate(markup, 1):
        place = (("xml:id", f"{prefix}x{number}"),) if numbered else ()
        yield _markup_piece(each, notes, place)


def _markup_piece(markup: Markup, notes: dict[str, str], place: Attributes) -> Piece:
    target = pointer(markup, notes)
    name = "hi" if markup.kind in RENDITIONS else "ref"
    kind = (("rend" if name == "hi" else "type", markup.kind),)
    inline = (*place, *kind, *target)
    standoff = (*place, ("type", markup.kind), *(("corresp" if k == "target" else k, v) for k, v in target))
    return Piece(markup.span, 5, 5, "hi", name, inline, standoff)


def pointer(markup: Markup, notes: dict[str, str]) -> Attributes:
    """Where `markup` points: `target` for an address, `n` for what is none, both for a note's label."""
    if markup.target is None:
        return ()
    if markup.kind == "note-ref":
        note = notes.get(markup.target)
        return (*([("target", f"#{note}")] if note else []), ("n", markup.target))
    return (
        ("target" if markup.kind not in RENDITIONS and is_address(markup.target) else "n", markup.target),
    )


def is_address(target: str) -> bool:
    """Whether `target` may stand as a pointer: a sound URI reference to another document.

    >>> is_address("https://example.org/a?b=c#d"), is_address("#part"), is_address("a b")
    (True, False, False)
    """
    return _SOUND.fullmatch(target) is not None and _ADDRESS.fullmatch(target) is not None


def nest(ordered: Iterable[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that nest within each other, and those that must stand off.

    `ordered` is sorted as `pieces` does. Of two that cross, the lower rank stays; of equal
    rank, the one that began first. A sentence never stands inside a sentence.
    """
    dropped: set[int] = set()
    open_: list[tuple[int, Piece]] = []
    kept = list(ordered)
    for number, piece in enumerate(kept):
        while open_ and open_[-1][1].span.end <= piece.span.start:
            open_.pop()
        crossed = _crossed(open_, piece)
        if _yields(piece, crossed, open_):
            dropped.add(number)
            continue
        dropped.update(other for other, _ in crossed)
        del open_[len(open_) - len(crossed) :]
        open_.append((number, piece))
    inline = [piece for number, piece in enumerate(kept) if number not in dropped]
    return inline, [kept[number] for number in sorted(dropped)]


def _crossed(open_: list[tuple[int, Piece]], piece: Piece) -> list[tuple[int, Piece]]:
    """Those of the open pieces that end inside `piece`: the innermost ones."""
    count = 0
    while count < len(open_) and open_[-1 - count][1].span.end < piece.span.end:
        count += 1
    return open_[len(open_) - count :]


def _yields(piece: Piece, crossed: list[tuple[int, Piece]], open_: list[tuple[int, Piece]]) -> bool:
    if len(open_) >= MAX_DEPTH or any(other.rank <= piece.rank for _, other in crossed):
        return True
    return piece.name == "s" and any(other.name == "s" for _, other in open_)
