"""From blocks and inline structure to the text without markup, with the map back to the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import regex

from annotate.model import CONTAINERS, Block, BlockKind, Markup, OffsetMap, Span
from annotate.readers.markdown import syntax
from annotate.readers.markdown.inline import Drop, Mark, References, scan, scan_html
from annotate.readers.markdown.tree import Node, Slice, Tree

_PREFORMATTED = regex.compile(r"\s*<(?:script|style|pre|textarea)\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of the file that is text, or is replaced by the text `instead`."""

    start: int
    end: int
    instead: str | None = None


@dataclass(slots=True)
class Draft:
    """A block whose span is still in the file's offsets."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str | None = None
    children: list[Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """The text without markup and what is known of it."""

    text: str
    origin: OffsetMap
    blocks: tuple[Block, ...]
    markup: tuple[Markup, ...]

    def place(self, position: int) -> int:
        """The text's offset of a place in the file, or of what comes next where that is dropped."""
        return _derived(self.text, self.origin, position)


@dataclass(slots=True)
class _Work:
    """What has been gathered from the blocks so far, in the order of the file."""

    file: str
    references: References
    kept: list[Kept] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def assemble(file: str, tree: Tree, front: Slice | None) -> Page:
    """The page in `file`, whose blocks are `tree` and whose front matter stands at `front`."""
    work = _Work(file, References(tree.definitions, tree.notes))
    drafts: list[Draft] = []
    if front is not None:
        work.kept.append(Kept(*front))
        drafts.append(Draft("metadata", *front))
    drafts += _drafts(work, tree.root, "paragraph", None)
    text, origin = _join(file, _with_line_ends(file, work.kept))
    bare = Page(text, origin, (), ())
    blocks = tuple(block for draft in drafts for block in _settle(bare, draft))
    return replace(bare, blocks=blocks, markup=_markup(bare, work.marks))


def _drafts(work: _Work, parent: Node, running: BlockKind, label: str | None) -> list[Draft]:
    """The blocks inside `parent`; `running` is what paragraphs are here."""
    found: list[Draft] = []
    for node in parent.children:
        if node.kind == "note":
            found += _drafts(work, node, "footnote", node.label)
        elif node.kind in {"quote", "list", "item", "table"}:
            kind: BlockKind = node.kind
            found.append(Draft(kind, 0, 0, node.level, children=_drafts(work, node, running, label)))
        elif node.kind == "row":
            found.append(Draft("row", 0, 0, children=_cells(work, node)))
        elif node.kind == "html":
            found += _html(work, node, running, label)
        else:
            found.append(_leaf(work, node, running, label))
    return found


def _leaf(work: _Work, node: Node, running: BlockKind, label: str | None) -> Draft:
    """A paragraph, heading, cell or code block."""
    slices = node.slices or [(0, 0)]
    draft = Draft(running, slices[0][0], slices[-1][1], label=label)
    if node.kind == "code":
        work.kept += (Kept(start, end) for start, end in node.slices)
        return replace(draft, kind="code", label=None)
    content = "\n".join(work.file[start:end] for start, end in node.slices)
    drops, marks = scan(content, work.references)
    work.kept += _kept(node.slices, drops)
    work.marks += _home(node.slices, marks)
    if node.kind == "heading":
        return replace(draft, kind="heading", level=node.level, label=None)
    return replace(draft, kind="cell", label=None) if node.kind == "cell" else draft


def _cells(work: _Work, row: Node) -> list[Draft]:
    """The cells of a row, a tab in the place of the bar between two."""
    found: list[Draft] = []
    for cell in row.children:
        if found:
            bar = work.file.rfind("|", found[-1].end, cell.slices[0][0])
            work.kept.append(Kept(bar, bar + 1, "\t"))
        found.append(_leaf(work, cell, "paragraph", None))
    return found


def _html(work: _Work, node: Node, running: BlockKind, label: str | None) -> list[Draft]:
    """The pieces of an HTML block between the tags of blocks in it."""
    content = "\n".join(work.file[start:end] for start, end in node.slices)
    drops, marks, cuts = scan_html(content)
    code = _PREFORMATTED.match(content) is not None
    work.kept += _kept(node.slices, drops)
    edges = [(0, 0), *((cut.end, cut.level) for cut in cuts)]
    ends = [*(cut.start for cut in cuts), len(content)]
    place = _Lines(node.slices)
    found = [
        Draft(
            "heading" if level else "code" if code else running,
            place.home(start),
            place.end(end),
            level,
            None if level or code else label,
        )
        for (start, level), end in zip(edges, ends, strict=True)
        if content[start:end].strip()
    ]
    whole = [mark for mark in marks if bisect_right(ends, mark.start) == bisect_right(ends, mark.end - 1)]
    work.marks += _home(node.slices, whole)
    return found


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a block's content and where they stand in the file."""

    slices: list[Slice]
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        position = 0
        for start, end in self.slices:
            self.starts.append(position)
            position += end - start + 1

    def home(self, position: int) -> int:
        """The file's offset of a place in the content."""
        index = bisect_right(self.starts, position) - 1
        start, end = self.slices[index]
        return min(start + position - self.starts[index], end)

    def end(self, position: int) -> int:
        """The file's offset behind the character before `position`."""
        return self.home(position - 1) + 1 if position else self.home(0)


def _home(slices: list[Slice], marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks with the file's offsets."""
    place = _Lines(slices)
    for mark in marks:
        start = place.home(mark.start)
        yield replace(mark, start=start, end=place.end(mark.end) if mark.end > mark.start else start)


def _kept(slices: list[Slice], drops: list[Drop]) -> Iterator[Kept]:
    """What of the lines in `slices` stays when `drops`, in order, are taken out."""
    offset = 0
    index = 0
    for start, end in slices:
        position, stop = offset, offset + end - start
        while index < len(drops) and drops[index].start < stop:
            drop = drops[index]
            if drop.start > position:
                yield Kept(start + position - offset, start + drop.start - offset)
            until = min(drop.end, stop)
            if drop.instead and drop.start >= offset:
                yield Kept(start + drop.start - offset, start + until - offset, drop.instead)
            position = max(position, until)
            if drop.end > stop:
                break
            index += 1
        if position < stop:
            yield Kept(start + position - offset, end)
        while index < len(drops) and drops[index].end <= stop + 1:
            index += 1
        offset = stop + 1


def _with_line_ends(file: str, kept: list[Kept]) -> Iterator[Kept]:
    """`kept` with the line ends between, so that lines of the text are lines of the file."""
    position = 0
    for piece in kept:
        yield from _line_ends(file, position, piece.start)
        yield piece
        position = piece.end
    yield from _line_ends(file, position, len(file))


def _line_ends(file: str, start: int, end: int) -> Iterator[Kept]:
    for match in syntax.LINE_END.finditer(file, start, end):
        yield Kept(*match.span())


def _join(file: str, kept: Iterable[Kept]) -> tuple[str, OffsetMap]:
    """The text of `kept`, and the map from it to the file."""
    parts: list[str] = []
    segments: list[tuple[int, int]] = []
    wide: list[tuple[int, int]] = []
    length, expected = 0, -1
    for piece in kept:
        part = file[piece.start : piece.end] if piece.instead is None else piece.instead
        parts.append(part)
        if piece.instead is not None:
            segments += ((length + index, piece.start) for index in range(len(part)))
            wide += ((length + index, piece.end - piece.start) for index in range(len(part)))
        elif piece.start != expected:
            segments.append((length, piece.start))
        expected = piece.end if piece.instead is None else -1
        length += len(part)
    return "".join(parts), OffsetMap(tuple(segments) or ((0, 0),), tuple(w for w in wide if w[1] > 1))


def _derived(text: str, origin: OffsetMap, position: int) -> int:
    segments = origin.segments
    index = bisect_right(segments, position, key=lambda segment: segment[1]) - 1
    if index < 0:
        return 0
    start, base = segments[index]
    end = segments[index + 1][0] if index + 1 < len(segments) else len(text)
    return min(start + position - base, end)


def _trim(page: Page, start: int, end: int) -> Span:
    """The span of the text for one of the file, without white space at its edges."""
    first, last = page.place(start), page.place(end)
    inner = page.text[first:last]
    first += len(inner) - len(inner.lstrip())
    return Span(first, max(first, last - len(inner) + len(inner.rstrip())))


def _settle(page: Page, draft: Draft) -> Iterator[Block]:
    """The blocks of a draft in the text's offsets; what holds no text goes."""
    if draft.kind not in CONTAINERS:
        span = _trim(page, draft.start, draft.end)
        if span:
            yield Block(draft.kind, span, draft.level, draft.label)
        return
    inner = [block for child in draft.children for block in _settle(page, child)]
    if inner:
        end = max(block.span.end for block in inner)
        yield Block(draft.kind, Span(inner[0].span.start, end), draft.level)
        yield from inner


def _markup(page: Page, marks: Iterable[Mark]) -> tuple[Markup, ...]:
    """Marks in the text's offsets, in order, those that cross another or hold nothing left out."""
    found: list[Markup] = []
    for mark in marks:
        span = _trim(page, mark.start, mark.end)
        if span or mark.kind == "note-ref":
            found.append(Markup(mark.kind, span, mark.target))
    ordered = sorted(found, key=lambda mark: (mark.span.start, -mark.span.end))
    return tuple(_nested(ordered))


def _nested(ordered: Iterable[Markup]) -> Iterator[Markup]:
    open_ends: list[int] = []
    for mark in ordered:
        while open_ends and open_ends[-1] <= mark.span.start:
            open_ends.pop()
        if not open_ends or mark.span.end <= open_ends[-1]:
            open_ends.append(mark.span.end)
            yield mark
