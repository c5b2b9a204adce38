"""What holds for any Markdown: nothing lost, doubled or moved, each character's place in the file."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotate.errors import InputError
from annotate.model import CONTAINERS, Source, Span
from annotate.readers import read_bytes
from annotate.readers.source import make_visible
from annotate.text import has_han

if TYPE_CHECKING:
    from markdown_it.token import Token

WORDS = ["a", "b c", "维稳", "中", "。", "（", "“", "”", "é", ".", "!", " ", "  ", "\t", "\u200b"]
INLINE = [
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "[",
    "](",
    "](/u)",
    "]",
    "![",
    "(",
    ")",
    "<",
    ">",
    "\\",
    "\\*",
]
INLINE += [
    "&amp;",
    "&#20013;",
    "&copy",
    "<http://a.b>",
    "<a@b.c>",
    "[x]",
    "[x][x]",
    "-",
    "+ ",
    "* ",
    "1. ",
    '"t"',
]
BLOCKS = [
    "\n",
    "\r\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n2) ",
    "\n# ",
    "\n## x ##",
    "\n---\n",
    "\n===\n",
]
BLOCKS += [
    "\n```\n",
    "\n~~~\n",
    "\n    ",
    "\n\n| a | b |\n|---|---|\n",
    '\n\n[x]: /y "t"\n\n',
    "\n* * *\n",
    ">",
]
EXTRA = [
    "<b>",
    "</b>",
    "<p>",
    "<br>",
    "<!--",
    "-->",
    "[^n]",
    "\n[^n]: ",
    "|",
    "<div>\n",
    "</div>\n",
    "\n<pre>\n",
    "\x01",
]
EXTRA += ["<i title='标'>", "\n---\ntitle: 题\n---\n", "<![CDATA[", "]]>", "\r", "\f", "\u2028", "\x85"]


def documents(*fragments: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([each for group in fragments for each in group]), max_size=30).map(
        "".join
    )


def read(text: str) -> Source | None:
    try:
        return read_bytes(text.encode(), name="a.md", encoding="utf-8")
    except InputError:
        return None


@given(documents(WORDS, INLINE, BLOCKS, EXTRA))
def test_each_character_is_the_one_at_its_place_in_the_file(text: str) -> None:
    source = read(text)
    if source is None:
        return
    before = -1
    for position, character in enumerate(source.text):
        home = source.origin.home(Span(position, position + 1))
        whole = home.of(text)
        assert home.start >= before
        assert stands_for(whole, character)
        before = home.start


def stands_for(whole: str, character: str) -> bool:
    """Whether the stretch `whole` of a file may appear as `character`."""
    if make_visible(whole)[0] == character:
        return True
    if character in " \t":
        return whole == "|" or re.fullmatch(r"</?\w+[^>]*>", whole) is not None
    return character in html.unescape(whole)


@given(documents(WORDS, INLINE, BLOCKS, EXTRA))
def test_blocks_are_disjoint_nested_trimmed_and_cover_the_text(text: str) -> None:
    source = read(text)
    if source is not None:
        check_blocks(source)


def check_blocks(source: Source) -> None:
    position = 0
    open_: list[Span] = []
    for block in source.blocks:
        while open_ and not open_[-1].covers(block.span):
            assert not open_.pop().overlaps(block.span)
        inner = block.span.of(source.text)
        assert inner
        assert inner == inner.strip()
        if block.kind in CONTAINERS:
            open_.append(block.span)
            continue
        assert not source.text[position : block.span.start].strip()
        assert position <= block.span.start
        position = block.span.end
    assert not source.text[position:].strip()


@given(documents(WORDS, INLINE, BLOCKS, EXTRA))
def test_markup_nests_and_lies_within_one_leaf(text: str) -> None:
    source = read(text)
    if source is None:
        return
    spans = [mark.span for mark in source.markup]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert not [1 for one in spans for other in spans if one.crosses(other)]
    leaves = [block.span for block in source.blocks if block.kind not in CONTAINERS]
    assert not [1 for span in spans for leaf in leaves if span.crosses(leaf)]


@given(documents(WORDS, [each for each in INLINE if each not in {"](/u)", "&#20013;"}], BLOCKS))
def test_no_han_character_is_lost_doubled_or_moved(text: str) -> None:
    source = read(text)
    visible = re.sub(r"(?m)^(?:[ \t>]|[-+*] |\d[.)] )*(?:`{3,}|~{3,}).*$", "", text)
    han = [c for c in (source.text if source else "") if has_han(c)]
    kept = iter(text)
    assert all(c in kept for c in han)
    if visible == text and "](" not in text and "<" not in text and "`" not in text:
        assert han == [c for c in text if has_han(c)]


@given(documents(WORDS, INLINE, BLOCKS))
def test_lines_of_the_text_are_lines_of_the_file(text: str) -> None:
    source = read(text)
    ends = re.compile(r"\r\n?|\n")
    assert source is None or ends.findall(source.text) == ends.findall(text)


MARKDOWN_IT = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(documents(WORDS, INLINE, BLOCKS))
def test_the_blocks_hold_what_another_parser_finds(text: str) -> None:
    expected = rendered(text)
    source = read(text)
    found = (
        [block.span.of(source.text) for block in source.blocks if block.kind not in CONTAINERS]
        if source
        else []
    )
    if expected is not None:
        assert ["".join(each.split()) for each in found] == expected


def rendered(text: str) -> list[str] | None:
    """The text of each block without white space, `None` where the parsers differ by choice.

    They do on an empty list item after a link definition, an unreadable target after a defined
    label, quotation marks four columns in, a table's delimiter row without a bar, runs of three tildes, and emphasis at the
    edge of an image's text.
    """
    if re.search(
        r"\[x\]:|\[x\]\(|>|\|[^\n]*\n-+\n|~~~|!\[", text.replace("<http://a.b>", "").replace("<a@b.c>", "")
    ):
        return None
    tokens = MARKDOWN_IT.parse(text)
    if any(token.type == "html_block" for token in tokens) or text.startswith("---"):
        return None
    blocks = (shown(token) for token in tokens if token.type in {"inline", "fence", "code_block"})
    return [joined for block in blocks if (joined := "".join(block.split()))]


def shown(token: Token) -> str:
    """What of a token a reader of the page sees."""
    if token.type == "image":
        return "".join(shown(child) for child in token.children or ())
    if token.children:
        return "".join(shown(child) for child in token.children)
    return token.content if token.type not in {"html_inline", "softbreak", "hardbreak"} else "\n"


def test_nothing_is_lost_in_real_essays(shared: Path) -> None:
    paths = sorted((shared / "real/essays").glob("*.md"))
    assert len(paths) == 30
    for path in paths:
        data = path.read_bytes()
        file = data.decode()
        source = read_bytes(data, name=str(path))
        assert [c for c in source.text if has_han(c)] == [c for c in file if has_han(c)]
        assert [source.text[i] == file[source.origin.offset(i)] for i in range(len(source.text))].count(
            False
        ) == 0
        assert source.text.count("\n") == file.count("\n")
        check_blocks(source)


HOSTILE = [
    *(
        "*",
        "a*",
        "*a ",
        "*_",
        "a***b*c",
        "_a_ ",
        "~~a",
        "[",
        "]",
        "[a]",
        "[a](",
        "[a](<",
        '[a](b "',
        "[a](((((",
        "![a](b",
    ),
    *(
        "[[[ [a](b) ",
        "<",
        "<!--",
        "<?",
        '<a href="',
        "<a b c d ",
        "<http://a",
        "`",
        "`a``b```",
        "&#",
        "&amp;",
        "\\",
        "|",
    ),
    *(
        "> ",
        "- ",
        "1. ",
        "  - ",
        "\t",
        "a|b\n|-|\n",
        "[a]: b\n",
        '[a]: b "\n',
        "[a\n",
        "[^a]: x\n",
        "> a\n>> b\n",
        "```\n",
    ),
    *(
        "- a\n  - b\n",
        "a\n---\n",
        "<div>\n\n",
        "<p>",
        "<b>",
        "</b>",
        "a\n\n",
        "\n",
        "\r",
        "<script>\n",
        "\\\n",
        "() ",
    ),
]


@pytest.mark.parametrize("fragment", HOSTILE)
def test_the_time_grows_with_the_length_alone(fragment: str) -> None:
    read(fragment * 100)
    small, large = (fastest(fragment * (size // len(fragment))) for size in (2_000, 12_000))
    assert large < 6 * 3 * max(
        small, 0.001
    )  # six times the length; quadratic work would take 36 times as long


def fastest(text: str) -> float:
    times = []
    for _ in range(2):
        start = time.process_time()
        read(text)
        times.append(time.process_time() - start)
    return min(times)
