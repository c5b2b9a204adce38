"""The layout of marked-up texts: the reader's blocks, some of them named anew."""

from __future__ import annotations

from annotate.layout import parse
from annotate.model import Source
from annotate.readers import read_bytes

PROSE = (
    "The county archive has nine employees and eleven books, and until last winter nobody outside the valley "
    "had asked to see any of them, which the director took as a compliment."
)


def laid(*blocks: str) -> Source:
    return parse(read_bytes("\n\n".join(blocks).encode(), name="a.md"))


def kinds(source: Source) -> list[str]:
    return [block.kind for block in source.blocks]


def test_the_first_heading_is_the_title() -> None:
    source = laid("# Paper Comes Home", "## 纸归青山", "By Qiu Wenyin (邱文音)", PROSE, "## Section", PROSE)
    assert kinds(source) == ["title", "title-alt", "byline", "paragraph", "heading", "paragraph"]
    assert (source.metadata.title, source.metadata.title_zh) == ("Paper Comes Home", "纸归青山")
    assert source.blocks[4].level == 2


def test_emphasised_lines_are_titles_bylines_and_headings() -> None:
    source = laid(
        "**Paper Comes Home**\\[1\\]",
        "**\u200bIntroduction and Translation by Ann Lee**",
        "_Introduction_",
        PROSE,
        "**_Why now?_**\\[2\\]",
        PROSE,
        "**A bold sentence.**",
        PROSE,
        "**Notes**",
        "\u200b\\[1\\]See _there_ (县志).",
        "\\[2\\] Translator’s note: a pun.",
    )
    assert kinds(source) == [
        *("title", "byline", "heading", "paragraph", "heading", "paragraph", "paragraph", "paragraph"),
        *("heading", "footnote", "footnote"),
    ]
    assert source.metadata.title == "Paper Comes Home"
    assert source.metadata.translator == "Ann Lee"


def test_front_matter_is_not_overruled() -> None:
    source = laid("---\ntitle: Home\ndate: 2020-01-01\n---", "# Paper Comes Home", "May 6, 2024", PROSE)
    assert kinds(source) == ["metadata", "title", "date", "paragraph"]
    assert (source.metadata.title, source.metadata.date) == ("Home", "2020-01-01")


def test_containers_and_code_stay_as_the_reader_gave_them() -> None:
    blocks = (
        "> By Ann Lee\n> - item",
        "    [1] code",
        "| a | b |\n|---|---|\n| c | d |",
        "[^1]: Note.",
        "https://example.org/x",
    )
    source = laid("# T", PROSE, *blocks)
    assert kinds(source) == [
        *("title", "paragraph", "quote", "paragraph", "list", "item", "paragraph", "code"),
        *("table", "row", "cell", "cell", "row", "cell", "cell", "footnote", "colophon"),
    ]
    assert source.metadata.url == "https://example.org/x"


def test_a_dateline_is_cut_off_the_first_paragraph() -> None:
    source = laid("# T", f"**Taipei** (台北){PROSE}", f"Taipei (台北){PROSE}")
    assert [(b.kind, b.span.of(source.text)) for b in source.blocks[:3]] == [
        ("title", "T"),
        ("dateline", "Taipei (台北)"),
        ("paragraph", PROSE),
    ]


def test_a_note_over_several_paragraphs_is_one_block() -> None:
    source = laid("# T", "【Editor’s Note: One.", "Two.】", PROSE)
    assert kinds(source) == ["title", "editor-note", "paragraph"]
    assert kinds(laid("# T", "【Editor’s Note: One.", "- Two.】", PROSE))[1] == "paragraph"


def test_plain_markdown_is_paragraphs() -> None:
    assert kinds(laid(PROSE, PROSE)) == ["paragraph", "paragraph"]
