"""Each block in its element, and what is out of place in an element that is valid there."""

from __future__ import annotations

import pytest
from lxml import etree

from annotate import tei
from annotate.model import Block, BlockKind, Document, Source, Span
from annotate.tei.schemas import relaxng
from tests.tei.examples import CONFIG, blocks_of, text_of, tree_of


def test_front_matter() -> None:
    source = blocks_of(
        ("title", "Exodus"),
        (None, "\n"),
        ("title-alt", "大逃亡"),
        (None, "\n"),
        ("byline", "By Li"),
        (None, "\n"),
        ("date", "2022"),
        (None, "\n"),
        ("caption", "Photo"),
        (None, "\n"),
        ("editor-note", "【Note】"),
        (None, "\n\n"),
        ("paragraph", "Text."),
    )
    assert text_of(source) == (
        '<front><docTitle><titlePart type="main">Exodus</titlePart>\n'
        '<titlePart type="alt" xml:lang="zh">大逃亡</titlePart></docTitle>\n'
        "<byline>By Li</byline>\n<docDate>2022</docDate>\n<figure><head>Photo</head></figure>\n"
        '<note type="editorial">【Note】</note>\n\n</front><body><p>Text.</p></body>'
    )


def test_dateline_headings_and_colophon() -> None:
    source = blocks_of(
        ("dateline", "Taipei "),
        ("paragraph", "One."),
        (None, "\n"),
        ("heading", "H"),
        (None, "\n"),
        ("paragraph", "Two."),
        (None, "\n"),
        ("colophon", "Translated."),
        (None, "\n"),
    )
    assert text_of(source) == (
        "<body><opener><dateline>Taipei </dateline></opener><p>One.</p>\n"
        '<div type="section"><head n="1">H</head>\n<p>Two.</p>\n</div></body>'
        '<back><div type="colophon"><p>Translated.</p>\n</div></back>'
    )


def test_front_matter_and_colophon_alone() -> None:
    assert text_of(blocks_of(("title", "T"), (None, "\n"), ("colophon", "C"))) == (
        '<front><docTitle><titlePart type="main">T</titlePart></docTitle>\n</front><body><ab></ab></body>'
        '<back><div type="colophon"><p>C</p></div></back>'
    )
    assert text_of(blocks_of(("colophon", "C"))) == (
        '<body><ab></ab></body><back><div type="colophon"><p>C</p></div></back>'
    )


def test_headings_nest_by_level() -> None:
    levels = [1, 2, 3, 2, 1]
    blocks = tuple(Block("heading", Span(index, index + 1), level) for index, level in enumerate(levels))
    tags = text_of(Source("doc", "abcde", blocks=blocks)).replace(' type="section"', "")
    assert tags == (
        '<body><div><head n="1">a</head><div><head n="2">b</head><div><head n="3">c</head></div></div>'
        '<div><head n="2">d</head></div></div><div><head n="1">e</head></div></body>'
    )


def test_lists_and_tables() -> None:
    blocks = (
        Block("list", Span(0, 3), level=1),
        Block("item", Span(0, 1)),
        Block("paragraph", Span(0, 1)),
        Block("item", Span(2, 3)),
        Block("paragraph", Span(2, 3)),
        Block("table", Span(4, 7)),
        Block("row", Span(4, 7)),
        Block("cell", Span(4, 5)),
        Block("cell", Span(6, 7)),
    )
    assert text_of(Source("doc", "a\nb\nc d", blocks=blocks)) == (
        '<body><list rend="ordered"><item><p>a</p></item>\n<item><p>b</p></item></list>\n'
        "<table><row><cell>c</cell> <cell>d</cell></row></table></body>"
    )


def test_footnotes_are_linked() -> None:
    from annotate.model import Markup

    text = "See 1.\nNote."
    source = Source(
        "doc",
        text,
        markup=(Markup("note-ref", Span(4, 5), "a"), Markup("note-ref", Span(5, 6), "none")),
        blocks=(Block("paragraph", Span(0, 6)), Block("footnote", Span(7, 12), label="a")),
    )
    assert text_of(source) == (
        '<body><p>See <ref type="note-ref" target="#doc.fn1" n="a">1</ref>'
        '<ref type="note-ref" n="none">.</ref></p>\n'
        '<note xml:id="doc.fn1" place="foot" n="a">Note.</note></body>'
    )


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("title", '<ab type="title">x</ab>'),
        ("byline", '<ab type="byline">x</ab>'),
        ("dateline", '<ab type="dateline">x</ab>'),
        ("metadata", '<ab type="metadata">x</ab>'),
        ("code", '<ab type="code">x</ab>'),
        ("cell", '<ab type="cell">x</ab>'),
        ("item", '<q type="item"></q>'),
        ("row", '<q type="row"></q>'),
    ],
)
def test_out_of_place(kind: str, element: str) -> None:
    source = blocks_of(("paragraph", "p"), (kind, "x"), ("paragraph", "q"))  # type: ignore[arg-type]  # literal kinds
    assert element.replace("></q>", "><ab>x</ab></q>") in text_of(source)
    assert relaxng("document").validate(tree_of(Document(source)))


def test_a_list_with_text_between_its_items_is_no_list() -> None:
    blocks = (Block("list", Span(0, 3)), Block("item", Span(0, 1)), Block("item", Span(2, 3)))
    source = Source("doc", "a\u00a0b", blocks=blocks)
    assert '<q type="list" rend="bulleted"><q type="item"><ab>a</ab></q><ab>\u00a0</ab>' in text_of(source)


@pytest.mark.parametrize("length", [0, 3])
@pytest.mark.parametrize("kind", ["quote", "list", "item", "table"])
def test_containers_nested_without_end_stay_readable(length: int, kind: BlockKind) -> None:
    text = "x" * length
    blocks = (*[Block(kind, Span(0, length), int(kind == "list"))] * 400, Block("paragraph", Span(0, length)))
    document = Document(Source("doc", text, blocks=blocks))
    data = tei.build(document, corpus=CONFIG)
    assert relaxng("document").validate(etree.fromstring(data))  # a parser that refuses 256 levels
    assert tei.parse(data) == document


def test_text_without_blocks_is_kept() -> None:
    assert text_of(Source("doc", "Just text.")) == "<body><ab>Just text.</ab></body>"


def test_an_empty_text() -> None:
    assert text_of(Source("doc", "")) == "<body><ab></ab></body>"


def test_blocks_that_overlap_are_a_bug_of_the_stage_before() -> None:
    source = Source("doc", "abc", blocks=(Block("paragraph", Span(0, 2)), Block("paragraph", Span(1, 3))))
    with pytest.raises(ValueError, match="doc: block at 1 begins before 2"):
        tei.build(Document(source), corpus=CONFIG)


def test_a_block_after_the_text_is_a_bug() -> None:
    with pytest.raises(ValueError, match="ends at 9, after the text"):
        tei.build(Document(Source("doc", "abc", blocks=(Block("paragraph", Span(0, 9)),))), corpus=CONFIG)
