"""Where each block goes in TEI: a list of steps that opens elements, writes text, closes elements.

A block in its proper place has its own element. Anywhere else it is an `ab` or a `q` with the
kind of block as `type`, which is valid wherever a paragraph is; so no order of blocks is invalid.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotate.model import CONTAINERS, Block, BlockKind, Span
from annotate.tei.names import CHILDREN, CHINESE, FRONT, LISTS, PARENTS, PLACED, Attributes
from annotate.tei.pieces import MAX_DEPTH, footnotes

SPACE: Final = " \t\r\n"
"""What may stand between elements (https://www.w3.org/TR/xml/#NT-S); other blanks need an element."""

_TITLES: Final[frozenset[BlockKind]] = frozenset({"title", "title-alt"})


@dataclass(frozen=True, slots=True)
class Open:
    """A start tag."""

    name: str
    attributes: Attributes = ()
    lang: str = ""
    """The language of what it holds, where that differs from what is around it."""


@dataclass(frozen=True, slots=True)
class Close:
    """An end tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """Running text: sentences, words and all inline structure stand here."""

    span: Span


@dataclass(frozen=True, slots=True)
class Gap:
    """White space between elements."""

    span: Span
    anchors: bool
    """Whether an `anchor` is allowed here."""


Step = Open | Close | Region | Gap


class Edges:
    """Where the spans of a document begin and end, to ask whether one does so in a gap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        kept = list(spans)
        self._starts = sorted(span.start for span in kept if len(span))
        self._ends = sorted(span.end for span in kept if len(span))
        self._points = sorted(span.start for span in kept if not len(span))

    def touch(self, gap: Span) -> bool:
        """Whether a span begins or ends with a character of `gap`."""
        return (
            bisect_left(self._starts, gap.start) < bisect_left(self._starts, gap.end)
            or bisect_right(self._ends, gap.start) < bisect_right(self._ends, gap.end)
            or bisect_right(self._points, gap.start) < bisect_left(self._points, gap.end)
        )


@dataclass(slots=True)
class _Frame:
    """An element that is open."""

    name: str
    level: int = 0
    fresh: bool = True
    """Whether nothing but headings and notes stands in it so far."""


def plan(blocks: Sequence[Block], text: str, edges: Edges, prefix: str) -> list[Step]:
    """The steps from the start tag of `text` to its end tag, both left out.

    Raises `ValueError` where the blocks overlap or leave the text: a bug of the stage before.
    """
    planner = _Planner(blocks, text, edges, footnotes(blocks, prefix), prefix)
    planner.run()
    return planner.steps


@dataclass(slots=True)
class _Planner:
    blocks: Sequence[Block]
    text: str
    edges: Edges
    notes: dict[str, str]
    prefix: str
    steps: list[Step] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    parents: list[int | None] = field(default_factory=list)
    regular: list[bool] = field(default_factory=list)
    position: int = 0
    noted: int = 0

    def run(self) -> None:
        self.parents = _parents(self.blocks)
        self.regular = self._find_regular()
        tops = [index for index, parent in enumerate(self.parents) if parent is None]
        sections = dict(zip(tops, _sections([self.blocks[top].kind for top in tops]), strict=True))
        containers: list[int] = []
        for index, block in enumerate(self.blocks):
            while containers and containers[-1] != self.parents[index]:
                self._close_container(containers.pop())
            if not containers:
                self._enter(sections[index], block)
            self._gap(block.span.start)
            if block.kind in CONTAINERS:
                self._open_container(index)
                containers.append(index)
            else:
                self._leaf(index)
        while containers:
            self._close_container(containers.pop())
        self._finish()

    # the gaps

    def _is_loose(self, gap: Span) -> bool:
        return bool(gap.of(self.text).strip(SPACE)) or self.edges.touch(gap)

    def _gap(self, end: int) -> None:
        if end < self.position:
            raise ValueError(
                f"{self.prefix[:-1]}: block at {end} begins before {self.position}, where one ended"
            )
        gap = Span(self.position, end)
        if self._is_loose(gap):
            self._leave_titles()
            self._wrap(gap, ("ab", ()))
            self.frames[-1].fresh = False
        else:
            self.steps.append(Gap(gap, anchors=self.frames[-1].name != "row"))
        self.position = end

    def _wrap(self, span: Span, *elements: tuple[str, Attributes], lang: str = "") -> None:
        self.steps += [Open(name, attributes, lang) for name, attributes in elements]
        self.steps.append(Region(span))
        self.steps += [Close(name) for name, _ in reversed(elements)]
        self.position = span.end

    # the sections

    def _open(self, name: str, attributes: Attributes = (), level: int = 0) -> None:
        self.steps.append(Open(name, attributes))
        self.frames.append(_Frame(name, level))

    def _close(self) -> None:
        frame = self.frames.pop()
        if frame.name == "body" and frame.fresh:
            self._wrap(Span(self.position, self.position), ("ab", ()))
        self.steps.append(Close(frame.name))

    def _close_all(self) -> None:
        while self.frames:
            self._close()

    def _leave_titles(self) -> None:
        if self.frames[-1].name == "docTitle":
            self._close()

    def _enter(self, section: str, block: Block) -> None:
        """Make `section` the one that is open; what stands before `block` goes to the one before."""
        if not self.frames:
            self._open_section("body" if section == "back" else section)
        if block.kind not in _TITLES:
            self._leave_titles()
        self._gap(block.span.start)
        if self.frames[0].name != section:
            if (self.frames[0].name, section) == ("front", "back"):
                self._close_all()
                self._open_section("body")
            self._close_all()
            self._open_section(section)
        if block.kind == "heading":
            self._enter_division(block)
        elif section == "front" and block.kind in _TITLES and self.frames[-1].name != "docTitle":
            self._open("docTitle")

    def _open_section(self, section: str) -> None:
        self._open(section)
        if section == "back":
            self._open("div", (("type", "colophon"),))

    def _enter_division(self, heading: Block) -> None:
        while self.frames[-1].name == "div" and self.frames[-1].level >= heading.level:
            self._close()
        self.frames[-1].fresh = False
        self._open("div", (("type", "section"),), heading.level)

    def _finish(self) -> None:
        if not self.frames:
            self._open_section("body")
        self._leave_titles()
        self._gap(len(self.text))
        if self.frames[0].name == "front":
            self._close_all()
            self._open_section("body")
        self._close_all()

    # the containers

    def _find_regular(self) -> list[bool]:
        """Whether each container's children and gaps are such that it may have its own element."""
        children: list[list[int]] = [[] for _ in self.blocks]
        for index, parent in enumerate(self.parents):
            if parent is not None:
                children[parent].append(index)
        sound = [self._is_sound(index, children[index]) for index in range(len(self.blocks))]
        for index, block in enumerate(self.blocks):
            if block.kind == "table":
                sound[index] = sound[index] and all(sound[row] for row in children[index])
        for index, block in enumerate(self.blocks):
            parent = self.parents[index]
            if block.kind in PARENTS:
                sound[index] = (
                    parent is not None and self.blocks[parent].kind == PARENTS[block.kind] and sound[parent]
                )
        return sound

    def _is_sound(self, index: int, children: list[int]) -> bool:
        block = self.blocks[index]
        if block.kind not in CHILDREN:
            return True
        if not children or any(self.blocks[child].kind != CHILDREN[block.kind] for child in children):
            return False
        spans = [self.blocks[child].span for child in children]
        starts = [block.span.start, *(span.end for span in spans)]
        ends = [*(span.start for span in spans), block.span.end]
        return not any(
            self._is_loose(Span(*gap)) for gap in zip(starts, ends, strict=True) if gap[0] <= gap[1]
        )

    def _open_container(self, index: int) -> None:
        block = self.blocks[index]
        rend = (("rend", LISTS[min(block.level, 1)]),) if block.kind == "list" else ()
        name, attributes = PLACED[block.kind] if self.regular[index] else ("q", (("type", block.kind),))
        self.frames[-1].fresh = False
        self._open(name, (*attributes, *rend))

    def _close_container(self, index: int) -> None:
        self._gap(self.blocks[index].span.end)
        self._close()

    # the leaves

    def _leaf(self, index: int) -> None:
        block = self.blocks[index]
        if block.span.end > len(self.text):
            raise ValueError(f"{self.prefix[:-1]}: block ends at {block.span.end}, after the text")
        elements = self._elements(index)
        if elements[0][0] not in {"note", "figure", "head", "opener"}:
            self.frames[-1].fresh = False
        self._wrap(block.span, *elements, lang=CHINESE if block.kind == "title-alt" else "")

    def _elements(self, index: int) -> list[tuple[str, Attributes]]:
        """The elements of a leaf, from outside in."""
        block = self.blocks[index]
        if block.kind == "footnote":
            return [self._footnote(block)]
        if not self._is_placed(index):
            level = (("n", str(block.level)),) if block.kind == "heading" else ()
            return [("ab", (("type", block.kind), *level))]
        name, attributes = PLACED[block.kind]
        if block.kind == "heading":
            return [(name, (("n", str(block.level)),))]
        outer = {"caption": "figure", "dateline": "opener"}.get(block.kind)
        return [*([(outer, ())] if outer else []), (name, attributes)]

    def _footnote(self, block: Block) -> tuple[str, Attributes]:
        self.noted += 1
        label = () if block.label is None else (("n", block.label),)
        return "note", (("xml:id", f"{self.prefix}fn{self.noted}"), ("place", "foot"), *label)

    def _is_placed(self, index: int) -> bool:
        """Whether the element of this kind of leaf is valid here."""
        block, frame = self.blocks[index], self.frames[-1]
        if block.kind in {"paragraph", "editor-note", "caption"}:
            return True
        if block.kind == "cell":
            return self.regular[index]
        if block.kind == "heading":
            return self.parents[index] is None
        if block.kind == "dateline":
            return frame.name in {"body", "div"} and frame.fresh and self.frames[0].name == "body"
        if block.kind == "colophon":
            return self.frames[0].name == "back"
        return block.kind in PLACED and frame.name in {"front", "docTitle"}


def _parents(blocks: Sequence[Block]) -> list[int | None]:
    """The index of the innermost container around each block."""
    found: list[int | None] = []
    open_: list[int] = []
    for index, block in enumerate(blocks):
        while open_ and not _holds(blocks[open_[-1]], block):
            open_.pop()
        found.append(open_[-1] if open_ else None)
        if block.kind in CONTAINERS:
            open_.append(index)
    return found


def _holds(container: Block, block: Block) -> bool:
    """Whether `block` goes into `container`; one that is empty and at its edge might as well come after it."""
    if not container.span.covers(block.span):
        return False
    if len(block.span) or block.span.start < container.span.end:
        return True
    if container.kind in CHILDREN:
        return CHILDREN[container.kind] == block.kind
    return not len(container.span) and block.kind not in CONTAINERS


def too_deep(blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the containers that have `MAX_DEPTH` containers around them."""
    depths: list[int] = []
    for parent in _parents(blocks):
        depths.append(0 if parent is None else depths[parent] + 1)
    return frozenset(
        index for index, block in enumerate(blocks) if block.kind in CONTAINERS and depths[index] >= MAX_DEPTH
    )


def _sections(kinds: Sequence[BlockKind]) -> list[str]:
    """The section of each block at the top: front matter opens a text, a colophon ends it."""
    front = next((number for number, kind in enumerate(kinds) if kind not in FRONT), len(kinds))
    back = len(kinds)
    while back > front and kinds[back - 1] in {"colophon", "footnote"}:
        back -= 1
    while back < len(kinds) and kinds[back] != "colophon":
        back += 1
    return ["front"] * front + ["body"] * (back - front) + ["back"] * (len(kinds) - back)
