"""A TEI file of ours, read back as the document it was built from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from annotate.errors import InputError
from annotate.model import (
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
from annotate.tei.names import LISTS, MENTION_TYPES, TEI, XML_ID, XML_LANG, from_ncname
from annotate.tei.reading import attributes, parse_xml
from annotate.tei.walk import NS, Mark, read_standoff, read_text

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = {rend: level for level, rend in LISTS.items()}

_OWN: dict[str, BlockKind] = {
    "byline": "byline",
    "docDate": "date",
    "dateline": "dateline",
    "cell": "cell",
    "quote": "quote",
    "list": "list",
    "item": "item",
    "table": "table",
    "row": "row",
}
"""Elements that are always the same kind of block."""


def parse(data: bytes, *, name: str = "document") -> Document:
    """The document that `build` wrote as `data`: all of it but `Source.origin`.

    Raises `InputError` where the file is not sound XML or not a TEI document of this shape;
    `name` opens the message.
    """
    root = parse_xml(data, name)
    text = root.find("t:text", NS)
    if root.tag != f"{{{TEI}}}TEI" or text is None:
        raise InputError(
            f"{name}: is no TEI document with a text; its root must be TEI in the namespace {TEI}"
        )
    try:
        return _document(root, text)
    except (KeyError, ValueError, IndexError) as error:
        raise InputError(
            f"{name}: is TEI of another make: {error}; “annotate validate” tells more"
        ) from error


def _document(root: etree._Element, text: etree._Element) -> Document:
    content, inline = read_text(text, root.get(XML_LANG, ""))
    marks = [*inline, *read_standoff(root, inline)]
    return Document(
        source=_source(root, content, marks),
        alignments=tuple(_alignments(root, marks)),
        sentences=tuple(mark.span for mark in _numbered(marks, {"s"})),
        tokens=tuple(_tokens(inline)),
        mentions=tuple(_mention(mark) for mark in _numbered(marks, MENTION_TYPES)),
    )


def _numbered(marks: Iterable[Mark], names: Iterable[str]) -> list[Mark]:
    wanted = frozenset(names)
    return sorted((mark for mark in marks if mark.name in wanted), key=lambda mark: mark.number)


# glosses and heads


def _alignments(root: etree._Element, marks: list[Mark]) -> Iterator[Alignment]:
    terms = {f"#{mark.id}": mark.span for mark in marks if mark.name == "term"}
    heads = {gloss: terms[term] for term, gloss in _links(root)}
    extents = {gloss: mark.span for mark in marks if mark.name == "seg" for gloss in mark.words("corresp")}
    for mark in _numbered(marks, {"gloss"}):
        kind, *evidence = mark.words("ana")
        pointer = f"#{mark.id}"
        gloss = Gloss(
            span=mark.span,
            extent=extents.get(pointer, mark.span),
            convention=cast("Convention", mark.attributes["subtype"]),
            lang=mark.lang,
        )
        yield Alignment(
            gloss=gloss,
            head=heads.get(pointer),
            type=cast("GlossType", kind.removeprefix("type:")),
            confidence=float(mark.attributes["cert"]),
            evidence=tuple(from_ncname(name.removeprefix("ev:")) for name in evidence),
        )


def _links(root: etree._Element) -> Iterator[tuple[str, str]]:
    for link in root.iterfind("t:standOff/t:linkGrp[@type='translation']/t:link", NS):
        term, gloss = attributes(link)["target"].split()
        yield term, gloss


# words and names


def _tokens(marks: Iterable[Mark]) -> Iterator[Token]:
    first: Mark | None = None
    for mark in marks:
        if mark.name not in {"w", "pc"}:
            continue
        part = mark.get("part")
        if part == "I":
            first = mark
        elif part is None:
            yield _token(mark, mark.span.end)
        elif part == "F" and first is not None:
            yield _token(first, mark.span.end)


def _token(mark: Mark, end: int) -> Token:
    return Token(
        span=Span(mark.span.start, end),
        lang=_primary(mark.lang),
        pos=mark.get("pos"),
        lemma=mark.get("lemma"),
        tag=mark.get("msd"),
    )


def _primary(lang: str) -> Lang:
    return "zh" if lang.partition("-")[0] == "zh" else "en"


def _mention(mark: Mark) -> Mention:
    kind, form = mark.words("ana")
    reference = mark.get("ref")
    return Mention(
        span=mark.span,
        lang=_primary(mark.lang),
        type=cast("EntityType", kind.removeprefix("ner:")),
        entity=None if reference is None else reference.removeprefix("reg:"),
        form=cast("MentionForm", form.removeprefix("form:")),
    )


# the source


def _source(root: etree._Element, text: str, marks: list[Mark]) -> Source:
    notes = {note.get("type"): note.text or "" for note in root.iterfind(".//t:notesStmt/t:note", NS)}
    return Source(
        id=attributes(root)[XML_ID],
        text=text,
        path=_text(root, "t:idno[@type='path']") or "",
        format=notes["format"],
        encoding=notes["encoding"],
        markup=tuple(_markup(marks)),
        blocks=tuple(_blocks(marks)),
        metadata=_metadata(root),
        notices=tuple(_notices(root)),
    )


def _text(root: etree._Element, path: str) -> str | None:
    """The text of an element of the source's own record; `None` where it is not there."""
    element = root.find(f".//t:sourceDesc/t:bibl/{path}", NS)
    return None if element is None else element.text or ""


def _metadata(root: etree._Element) -> Metadata:
    authors = list(root.iterfind(".//t:sourceDesc/t:bibl/t:author", NS))
    english = [author.text or "" for author in authors if XML_LANG not in author.attrib]
    chinese = [author.text or "" for author in authors if XML_LANG in author.attrib]
    return Metadata(
        title=_text(root, "t:title[@type='main']"),
        title_zh=_text(root, "t:title[@type='alt']"),
        author=next(iter(english), None),
        author_zh=next(iter(chinese), None),
        translator=_text(root, "t:editor"),
        date=_text(root, "t:date"),
        url=_text(root, "t:ref"),
        licence=_text(root, "t:availability/t:licence"),
    )


def _notices(root: etree._Element) -> Iterator[Notice]:
    for note in root.iterfind(".//t:notesStmt/t:note[@type='notice']", NS):
        offset = note.get("n")
        yield Notice(note.text or "", None if offset is None else int(offset))


def _markup(marks: Iterable[Mark]) -> list[Markup]:
    found = [mark for mark in marks if mark.name in {"hi", "ref"}]
    found.sort(key=lambda mark: (mark.number, mark.span.start, -mark.span.end))
    return [_one_markup(mark) for mark in found]


def _one_markup(mark: Mark) -> Markup:
    kind = cast("MarkupKind", mark.attributes["rend" if mark.name == "hi" else "type"])
    address = mark.get("n")
    return Markup(kind, mark.span, mark.get("target") if address is None else address)


def _blocks(marks: Iterable[Mark]) -> list[Block]:
    """The blocks in order; those that stand off are put back where their number says."""
    found: list[Block] = []
    apart: list[tuple[int, Block]] = []
    for mark in marks:
        block = _block(mark)
        if block is not None and mark.name == "block":
            apart.append((mark.number, block))
        elif block is not None:
            found.append(block)
    for number, block in apart:
        found.insert(number - 1, block)
    return found


def _block(mark: Mark) -> Block | None:
    kind = _kind(mark)
    if kind is None:
        return None
    label = mark.get("n") if kind == "footnote" else None
    return Block(kind, mark.span, _level(kind, mark), label)


def _level(kind: BlockKind, mark: Mark) -> int:
    if kind == "heading" or mark.name == "block":
        return int(mark.get("n") or 0)
    return _LEVELS[mark.attributes["rend"]] if kind == "list" else 0


def _kind(mark: Mark) -> BlockKind | None:
    """The kind of block that an element is; `None` where it is none."""
    match mark.name:
        case "ab" | "q" | "block":
            return cast("BlockKind | None", mark.get("type"))
        case "p":
            return "colophon" if mark.division == "colophon" else "paragraph"
        case "head":
            return "caption" if mark.parent == "figure" else "heading"
        case "note":
            return "footnote" if mark.get("place") == "foot" else "editor-note"
        case "titlePart":
            return "title" if mark.get("type") == "main" else "title-alt"
        case _:
            return _OWN.get(mark.name)
