"""The layout of a text: which of its lines are title, byline, note, heading, paragraph, colophon.

A plain text is cut into units, a marked-up one brings its blocks; then the same passes name what
each unit is. A text with none of the signs is simply paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from annotate.layout import signs
from annotate.layout.body import Items, colophon, dateline, footnotes, headings, lists
from annotate.layout.front import front, notes
from annotate.layout.metadata import describe
from annotate.layout.units import Unit, unit, units
from annotate.model import CONTAINERS, Block, Source, Span

__all__ = ["parse"]


def parse(source: Source) -> Source:
    """`source` with its `blocks` set or refined and its `metadata` filled.

    The leaves among the blocks are disjoint, in order, trimmed of white space, and cover every
    other character; containers stand before what they cover. What `metadata` already holds stays.
    """
    blocks = _refine(source) if source.blocks else _plain(source.text)
    return replace(source, blocks=blocks, metadata=describe(source.metadata, source.text, blocks))


def _name(found: list[Unit]) -> list[Unit]:
    """The passes over the units, each seeing what the ones before it named."""
    for step in (notes, footnotes, front, colophon, headings):
        found = step(found)
    return found


def _plain(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    named = _name(units(text))
    return tuple(_blocks(named, lists(named)))


def _blocks(named: list[Unit], found: list[Items]) -> Iterator[Block]:
    """The blocks of units, lists and quotations with their containers."""
    starts = {items.first: items for items in found}
    inside = {index for items in found for index in range(items.first, items.last + 1)}
    cut = dateline(named)
    for index, one in enumerate(named):
        if items := starts.get(index):
            span = Span(one.span.start, named[items.last].span.end)
            yield Block("list", span, level=int(items.ordered))
        if index in inside:
            yield Block("item", one.span)
        if one.quoted and one.kind == "paragraph":
            yield Block("quote", one.span)
        yield from _leaf(one, cut[1] if cut and cut[0] == index else None)


def _leaf(one: Unit, cut: Span | None) -> Iterator[Block]:
    """The block of one unit, its dateline apart, or all that a fixed unit holds."""
    if one.blocks:
        yield from one.blocks
    elif cut is None:
        yield Block(one.kind, one.span, one.level, one.label)
    else:
        yield Block("dateline", cut)
        yield Block(one.kind, _trimmed_start(one, cut), one.level, one.label)


def _trimmed_start(one: Unit, cut: Span) -> Span:
    """The unit's span behind its dateline and the white space there."""
    rest = one.head[len(cut) :]
    return Span(cut.end + len(rest) - len(rest.lstrip()), one.span.end)


def _refine(source: Source) -> tuple[Block, ...]:
    """The blocks of a marked-up text, those at the top level named anew."""
    emphases = sorted(mark.span for mark in source.markup if mark.kind in {"emphasis", "strong"})
    tops = [_unit(source.text, group, emphases) for group in _groups(source.blocks)]
    return tuple(_blocks(_name(tops), []))


def _groups(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Each block of the top level with what it covers."""
    group: list[Block] = []
    for block in blocks:
        if group and not (group[0].kind in CONTAINERS and group[0].span.covers(block.span)):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _unit(text: str, group: list[Block], emphases: list[Span]) -> Unit:
    """The unit of a block at the top level; all but paragraphs and headings stay as they are."""
    top = group[0]
    made = unit(text, top.span)
    if top.kind not in {"paragraph", "heading"}:
        return replace(made, kind=top.kind, fixed=True, blocks=tuple(group), level=top.level, label=top.label)
    lines = made.head.count("\n") + 1
    fixed = top.kind == "heading"
    return replace(
        made, kind=top.kind, level=top.level, lines=lines, fixed=fixed, emphasised=_is_covered(made, emphases)
    )


def _is_covered(made: Unit, emphases: list[Span]) -> bool:
    """Whether one emphasis covers the unit, but for a footnote's number after it."""
    at = bisect_left(emphases, Span(made.span.start, 0))
    if made.whole is None or at == len(emphases):
        return False
    line = signs.TRAILING_MARK.sub("", made.whole).rstrip()
    inner = Span(made.span.start + len(line) - len(line.lstrip(signs.INVISIBLE)), made.span.start + len(line))
    return any(span.covers(inner) for span in emphases[at : at + 3])
