"""What the Markdown reader makes of each construct: text, blocks and markup."""

from __future__ import annotations

import pytest

from annotate.errors import InputError
from annotate.model import CONTAINERS, Metadata, Source
from annotate.readers import read_bytes


def read(text: str) -> Source:
    return read_bytes(text.encode(), name="a.md")


def leaves(source: Source) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(source.text)) for b in source.blocks if b.kind not in CONTAINERS]


def outline(source: Source) -> list[str]:
    return [b.kind for b in source.blocks]


def markup(source: Source) -> list[tuple[str, str, str | None]]:
    return [(m.kind, m.span.of(source.text), m.target) for m in source.markup]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain 维稳", "plain 维稳"),
        ("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f"),
        ("the _党的思想 _ and \\[25\\]", "the _党的思想 _ and [25]"),
        ("s_hudao_ and _hong_er", "s_hudao_ and _hong_er"),
        ("**Wang**(王) **（维稳）**是", "Wang(王) **（维稳）**是"),
        ("`code *x*` ``a ` b``", "code *x* a ` b"),
        ("[text](http://a.b/c_d_e 'title') [t](<a b>)", "text t"),
        ("![alt *text*](pic.png)", "alt text"),
        ("[a][x] [x][] [x] [y]\n\n[x]: /u 'ti\ntle'\n", "a x x [y]\n\n\n\n"),
        ("<https://a.b> <a@b.c>", "https://a.b a@b.c"),
        ("x <em>维</em>稳 <!-- 注 --> <span title='标'>y</span>", "x 维稳  y"),
        ("a<br>b a<br/> b", "a b a b"),
        (
            "&amp; &#20013;&#x56FD; &ldquo;x&rdquo; &nosuch; &#0;&#1;&#xD800;",
            "& 中国 “x” &nosuch; \ufffd␁\ufffd",
        ),
        ("1\\. \\* \\\\ \\a", "1. * \\ \\a"),
        ("hard  \nbreak\\\nsoft\nend", "hard  \nbreak\nsoft\nend"),
        ("* * *\n\nx\n", "\n\nx\n"),
        ("a < b > c & d", "a < b > c & d"),
        ("<!-- never closed 维稳", "<!-- never closed 维稳"),
        ("x <!-- never closed 维稳", "x <!-- never closed 维稳"),
        ("# *H* #\r\n\r\nP\r\n", "H\r\n\r\nP\r\n"),
    ],
)
def test_the_text_is_what_a_reader_sees(text: str, expected: str) -> None:
    assert read(text).text == expected


def test_markup_is_kept_with_its_targets() -> None:
    source = read(
        "*a* **b *c*** ~~d~~ `e` [f](/g\\_h) ![i](j.png) <b>k</b> <a href='l'>m</a> x<sup>2</sup> H<sub>2</sub>"
    )
    assert markup(source) == [
        ("emphasis", "a", None),
        ("strong", "b c", None),
        ("emphasis", "c", None),
        ("strike", "d", None),
        ("code", "e", None),
        ("link", "f", "/g_h"),
        ("image", "i", "j.png"),
        ("strong", "k", None),
        ("link", "m", "l"),
        ("sup", "2", None),
        ("sub", "2", None),
    ]


def test_markup_never_crosses() -> None:
    source = read("*a <b>b* c</b> d")
    assert markup(source) == [("emphasis", "a b", None)]


def test_blocks_and_their_containers() -> None:
    source = read(
        "# One\n\nTwo\n===\n\npara\ngoes on\n\n> quote\n> - item\n\n1. a\n   b\n2. c\n\n"
        "```py\ncode *x*\n```\n\n    indented\n\n| A | B |\n|---|:-:|\n| c | d\\|e |\n"
    )
    assert outline(source) == [
        *("heading", "heading", "paragraph"),
        *("quote", "paragraph", "list", "item", "paragraph"),
        *("list", "item", "paragraph", "item", "paragraph"),
        *("code", "code"),
        *("table", "row", "cell", "cell", "row", "cell", "cell"),
    ]
    assert [text for _, text in leaves(source)] == [
        *("One", "Two", "para\ngoes on", "quote", "item", "a\nb", "c"),
        *("code *x*", "indented", "A", "B", "c", "d|e"),
    ]
    assert [block.level for block in source.blocks if block.kind in {"heading", "list"}] == [1, 1, 0, 1]


def test_cells_stay_apart() -> None:
    assert read("|a|b|\n|-|-|\n|c|d|e|").text == "a\tb\n\nc\td\te"


def test_footnotes_have_labels_and_references_no_width() -> None:
    source = read("Word[^n] (字) and [^none].\n\n[^n]: The note\n    goes on.\n\n    Second.\n\nAfter.\n")
    assert source.text.startswith("Word (字) and [^none].")
    ((kind, text, target),) = markup(source)
    assert (kind, text, target) == ("note-ref", "", "n")
    assert source.markup[0].span.start == 4
    assert leaves(source)[1:] == [
        ("footnote", "The note\ngoes on."),
        ("footnote", "Second."),
        ("paragraph", "After."),
    ]
    assert [block.label for block in source.blocks] == [None, "n", "n", None]


def test_html_blocks_are_cut_at_tags_of_blocks() -> None:
    source = read(
        '<div class="维稳">\n<h2>Head</h2><p>One<br>two <em>three</em></p><p>four</p>\n</div>\n\nlast'
    )
    assert leaves(source) == [
        ("heading", "Head"),
        ("paragraph", "One two three"),
        ("paragraph", "four"),
        ("paragraph", "last"),
    ]
    assert markup(source) == [("emphasis", "three", None)]


@pytest.mark.parametrize("tag", ["script", "style", "pre"])
def test_preformatted_html_is_code(tag: str) -> None:
    assert leaves(read(f"<{tag}>\nlet x = '维稳';\n</{tag}>\n")) == [("code", "let x = '维稳';")]


def test_front_matter_is_kept_and_understood() -> None:
    source = read(
        '---\ntitle: "The \\"Dream\\""\ntitle_zh: 中国梦  # the Chinese\nauthors:\n  - A B\n  - C D\n'
        "translator: 'O''Neill'\ndate: 2024-05-06\nsourceUrl: https://example.org/x\nlicense: CC BY 4.0\n"
        "source: a printed book\ntags: [x, y]\nunknown: 值\n---\n\nBody.\n"
    )
    assert leaves(source)[1] == ("paragraph", "Body.")
    assert source.blocks[0].kind == "metadata"
    assert source.blocks[0].span.of(source.text).startswith('title: "The')
    assert "unknown: 值" in source.text
    assert source.metadata == Metadata(
        title='The "Dream"',
        title_zh="中国梦",
        author="A B, C D",
        translator="O'Neill",
        date="2024-05-06",
        url="https://example.org/x",
        licence="CC BY 4.0",
    )


@pytest.mark.parametrize(
    "body", ["title: >\n  One\n  two", "title: |-\r\n  One\r\n  two", "title: [One two]"]
)
def test_other_ways_to_write_a_value(body: str) -> None:
    assert read(f"---\n{body}\n---\nx").metadata.title == "One two"


@pytest.mark.parametrize(
    "text", ["---\n\nA line.\n\n---\n", "---\nnot a header\n---\n", "x\n\n---\ntitle: y\n---\n"]
)
def test_rules_are_no_front_matter(text: str) -> None:
    source = read(text)
    assert "metadata" not in outline(source)
    assert source.metadata == Metadata()


def test_offsets_of_entities_cover_them_whole() -> None:
    file = "teaching (&#25945;&#23398;) in **x**"
    source = read(file)
    start = source.text.index("教学")
    home = source.origin.home(type(source.blocks[0].span)(start, start + 2))
    assert home.of(file) == "&#25945;&#23398;"


def test_notices_are_placed_in_the_text() -> None:
    source = read("**bold** and \x07 here")
    assert source.notices[0].offset == source.text.index("␇")


@pytest.mark.parametrize("text", ["# ", "***", "[x]: /y\n", "<!-- -->", "- \n- "])
def test_files_of_markup_alone_hold_no_text(text: str) -> None:
    with pytest.raises(InputError, match=r"a\.md: the file holds no text"):
        read(text)


def test_what_is_nested_too_deeply_stays_as_text() -> None:
    assert "维稳" in read("> " * 500 + "维稳").text
    assert "维稳" in read("- " * 500 + "维稳").text
    assert (
        "维稳" in read("".join("  " * depth + "- a\n" for depth in range(100)) + "  " * 100 + "- 维稳").text
    )
