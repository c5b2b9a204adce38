"""The layout of plain texts: each sign, and what must not be taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.layout import parse
from annotate.model import CONTAINERS, Metadata, Source
from annotate.readers import read

PROSE = (
    "The county archive has nine employees and eleven books, and until last winter nobody outside the valley "
    "had asked to see any of them, which the director took as a compliment."
)
MORE = "Then the scanning began, and with it came visitors from three provinces, a film crew and a bishop of good humour."
PROSE_ZH = (
    "县档案馆有九名职工和十一部书，去年冬天以前，山谷以外没有人要求看过其中任何一部，馆长把这当作一种称赞。"
)


def laid(*lines: str, gap: str = "\n") -> Source:
    return parse(Source(id="a", text=gap.join(lines)))


def kinds(source: Source) -> list[str]:
    return [block.kind for block in source.blocks]


def leaves(source: Source) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(source.text)) for b in source.blocks if b.kind not in CONTAINERS]


def test_the_whole_apparatus_of_a_translated_article() -> None:
    source = laid(
        "Paper Comes Home",
        "纸归青山",
        "By Qiu Wenyin (邱文音)",
        "May 6, 2024",
        "Translated by Ann Lee",
        "Photo: A reader turns the pages of a gazetteer (2024, March 12).",
        "【Editor’s Note: Every county kept its memory in a gazetteer. This one was nearly lost.】",
        f"Taipei (台北){PROSE}",
        "Nine People and Eleven Books",
        MORE,
        "This translation is authorised by the author and was prepared by volunteers. The original text can be found here:",
        "https://example.org/reports/1.html",
        "Kindly attribute the translation if referenced.",
        "Licensed under CC BY 4.0.",
    )
    assert kinds(source) == [
        *("title", "title-alt", "byline", "date", "byline", "caption", "editor-note"),
        *("dateline", "paragraph", "heading", "paragraph"),
        *("colophon", "colophon", "colophon", "colophon"),
    ]
    assert source.metadata == Metadata(
        title="Paper Comes Home",
        title_zh="纸归青山",
        author="Qiu Wenyin",
        author_zh="邱文音",
        translator="Ann Lee",
        date="2024-05-06",
        url="https://example.org/reports/1.html",
        licence="CC BY 4.0",
    )


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r"])
def test_line_ends_and_blank_lines_make_no_difference(gap: str) -> None:
    assert kinds(laid("纸归青山", "Paper Comes Home", PROSE, "What It Costs", MORE, gap=gap)) == [
        *("title-alt", "title", "paragraph", "heading", "paragraph")
    ]


def test_the_seed_article(shared: Path) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    source = parse(read(path))
    assert [kind for kind in kinds(source) if kind != "paragraph"] == [
        *("title", "title-alt", "byline", "caption", "editor-note", "dateline"),
        *("heading", "heading", "heading", "colophon", "colophon", "colophon"),
    ]
    assert ("dateline", "Taipei (台北)") in leaves(source)
    assert source.metadata.author_zh == "黄丽玲"
    assert (source.metadata.url or "").startswith("https://www.voachinese.com/")


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"{PROSE}\n\n{MORE}",
        "维稳 (stability maintenance)",
        "One short line\nand its second half",
        "“Where is he?” she asked.\n“In Beijing (北京),” I said.\n“Again?”",
        "By 1949 the war was over, and the party (共产党) had come to power in Beijing.\nNothing was as before.",
        "The editor's note was brief. It said that the photo: a blur, was by nobody.\nSource: none, she wrote, and laughed.\nThen all of them went home to a late supper and said no more about it that evening.",
    ],
)
def test_a_text_with_none_of_the_signs_is_simply_paragraphs(text: str) -> None:
    source = parse(Source(id="a", text=text))
    assert set(kinds(source)) == {"paragraph"}
    assert source.metadata == Metadata()


@pytest.mark.parametrize(
    ("line", "author", "author_zh", "translator"),
    [
        ("By Huang Liling (黄丽玲)", "Huang Liling", "黄丽玲", None),
        ("By Li Wei 李伟, Voice of the Hills", "Li Wei, Voice of the Hills", "李伟", None),
        ("BY J. B. ROSS JR.", "J. B. ROSS JR.", None, None),
        ("Author: Ann Lee", "Ann Lee", None, None),
        ("作者：黄丽玲", "黄丽玲", None, None),
        ("Text by Wen Li and Bo Xu", "Wen Li and Bo Xu", None, None),
        ("Translated by Craig A. Smith and Jun Deng", None, None, "Craig A. Smith and Jun Deng"),
        ("Introduction and Translation by David Stone", None, None, "David Stone"),
        ("译者：王小明", None, None, "王小明"),
        ("Interviewed by Ma Ya 玛雅, Journalist for the Observer (观察者)", None, None, None),
    ],
)
def test_bylines(line: str, author: str | None, author_zh: str | None, translator: str | None) -> None:
    source = laid("Paper Comes Home", line, PROSE, MORE)
    assert kinds(source)[:2] == ["title", "byline"]
    metadata = source.metadata
    assert (metadata.author, metadata.author_zh, metadata.translator) == (author, author_zh, translator)


@pytest.mark.parametrize(
    "line",
    [
        "By the time he came, it was dark.",
        "By Monday the rain had stopped",
        "Author: a word with a history.",
        "Bye bye",
    ],
)
def test_no_bylines(line: str) -> None:
    assert kinds(laid("Paper Comes Home", line, PROSE, MORE))[:2] == ["title", "paragraph"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("May 6, 2024", "2024-05-06"),
        ("Monday, 6th May 2024", "2024-05-06"),
        ("Published: Sept. 3, 2021", "2021-09-03"),
        ("2024-05-06", "2024-05-06"),
        ("2024年5月6日", "2024-05-06"),
        ("发布时间：2024/5/6", "2024-05-06"),
    ],
)
def test_dates(line: str, date: str) -> None:
    source = laid("Paper Comes Home", line, PROSE)
    assert (kinds(source), source.metadata.date) == (["title", "date", "paragraph"], date)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Two men.",
        "Image credit: The archive",
        "图：县档案馆",
        "▲ The old bridge (云桥)",
        "(Photo: Ann Lee)",
        "Figure 2: Rice",
    ],
)
def test_captions_stand_anywhere(line: str) -> None:
    assert kinds(laid(PROSE, line, MORE)) == ["paragraph", "caption", "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Editor's note: This is a shortened version."],
        ["Editor’s Note", "This is a shortened version."],
        ["编者按：本文有删节。"],
        ["[Translator's note: The pun (双关) is lost.]"],
        ["【Editor’s Note: One.", "Two, which is longer.", "Three.】"],
    ],
)
def test_editors_notes(lines: list[str]) -> None:
    source = laid("Paper Comes Home", *lines, PROSE, MORE, gap="\n\n")
    assert leaves(source)[1] == ("editor-note", "\n\n".join(lines))
    assert kinds(source)[2:] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("line", [f"[Editor's note: sic] {PROSE}", f"【Editor’s Note: never closed. {PROSE}"])
def test_brackets_that_do_not_hold_the_paragraph_make_no_note(line: str) -> None:
    assert set(kinds(laid(line, MORE, PROSE))) == {"paragraph"}


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("Taipei (台北)", PROSE),
        ("Hong Kong（香港）", PROSE),
        ("BEIJING (AP) —", f" {PROSE}"),
        ("BEIJING, May 3 (Xinhua) --", f" {PROSE}"),
        ("Taipei, May 3 —", f" {PROSE}"),
        ("NEW YORK —", f" {PROSE}"),
    ],
)
def test_datelines(dateline: str, rest: str) -> None:
    source = laid("Paper Comes Home", dateline + rest, f"{dateline}{rest}")
    assert leaves(source)[1:] == [
        ("dateline", dateline),
        ("paragraph", PROSE),
        ("paragraph", dateline + rest),
    ]


@pytest.mark.parametrize(
    "start",
    [
        "China — ",
        "Xi (习近平) spoke. ",
        "In Taipei (台北), ",
        "Confucius (孔子) — ",
        "UNESCO (联合国教科文组织) says so. ",
    ],
)
def test_no_datelines(start: str) -> None:
    assert "dateline" not in kinds(laid(start + PROSE, MORE))


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Errors Left in Place", 1),
        ("1. Letters and other papers", 1),
        ("2.3 Words that went both ways", 2),
        ("II. The library at home", 1),
        ("Chapter Three: Rain", 1),
        ("一、背景", 1),
        ("How it began", 1),
        ("Order", 1),
        ("Where Do They All Come From?", 1),
    ],
)
def test_headings(line: str, level: int) -> None:
    source = laid(PROSE, line, MORE, gap="\n\n")
    assert kinds(source) == ["paragraph", "heading", "paragraph"]
    assert source.blocks[1].level == level


@pytest.mark.parametrize(
    "line",
    [
        "Was it over?",
        "He laughed.",
        "and so it went",
        "“Nobody knows”",
        "It was late, it was cold, and nobody in the house had thought of fetching the doctor",
        "- a thought",
        "维稳",
        "The list:",
        "3,500 years ago",
    ],
)
def test_no_headings(line: str) -> None:
    assert kinds(laid(PROSE, line, MORE, gap="\n\n"))[1] != "heading"


def test_headings_of_a_chinese_text() -> None:
    assert kinds(laid("纸归青山", PROSE_ZH, "县志记得什么", PROSE_ZH)) == [
        "title-alt",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    wrapped = (
        "The county archive has nine employees and eleven books, and until\nlast winter nobody outside the valley had "
        "asked to see any\nof them, which the director took as a compliment."
    )
    source = laid("Paper Comes Home", wrapped, "What It Costs", wrapped, gap="\n\n")
    assert leaves(source) == [
        ("title", "Paper Comes Home"),
        ("paragraph", wrapped),
        ("heading", "What It Costs"),
        ("paragraph", wrapped),
    ]


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    assert (
        kinds(laid("Moonlight before my bed", "Frost on the ground, perhaps", "I look up", "And down again"))
        == ["paragraph"] * 4
    )


def test_lists() -> None:
    source = laid(PROSE, "- movable type (活字)", "- paper", MORE, "1. one", "2. two", "3. three", MORE)
    assert kinds(source) == [
        *("paragraph", "list", "item", "paragraph", "item", "paragraph", "paragraph"),
        *("list", "item", "paragraph", "item", "paragraph", "item", "paragraph", "paragraph"),
    ]
    assert [block.level for block in source.blocks if block.kind == "list"] == [0, 1]


@pytest.mark.parametrize(
    "lines", [["- lone dash", PROSE], ["1. one", "3. three", PROSE], ["* a", "- b", PROSE]]
)
def test_no_lists(lines: list[str]) -> None:
    assert "list" not in kinds(laid(PROSE, *lines))


def test_quotations() -> None:
    source = laid(
        PROSE,
        "> To learn and to practise,\n> is that not a joy?",
        "    Set in by four,\n    and so a quotation.",
        MORE,
        gap="\n\n",
    )
    assert kinds(source) == ["paragraph", "quote", "paragraph", "quote", "paragraph", "paragraph"]


def test_indented_first_lines_are_no_quotations() -> None:
    assert set(kinds(laid(f"    {PROSE}", f"    {MORE}", f"    {PROSE}", gap="\n\n"))) == {"paragraph"}


def test_footnotes_and_colophon_at_the_end() -> None:
    source = laid(
        PROSE,
        MORE,
        "Notes",
        "[1] See the gazetteer (县志).",
        "[2] Translator’s note: A pun.",
        "Source: https://example.org/x",
        gap="\n\n",
    )
    assert kinds(source) == ["paragraph", "paragraph", "heading", "footnote", "footnote", "colophon"]
    assert [block.label for block in source.blocks] == [None, None, None, "1", "2", None]
    assert source.metadata.url == "https://example.org/x"


def test_numbers_without_brackets_are_notes_under_their_heading_only() -> None:
    noted = laid(PROSE, MORE, "注释", "1. 见县志。", "2. 同上。", gap="\n\n")
    assert kinds(noted)[3:] == ["footnote", "footnote"]
    assert "footnote" not in kinds(laid(PROSE, "[1] is how lists begin.", MORE))


@pytest.mark.parametrize(
    "line",
    [
        "This article was first published in the Journal of Hills.",
        "The original text is available here: https://example.org/x",
        "© 2024 The Archive",
        "All rights reserved.",
        "本文首发于《山谷》，经授权转载。",
        "Please credit the translation if you quote it.",
    ],
)
def test_colophons_stand_at_the_end_alone(line: str) -> None:
    assert kinds(laid(PROSE, MORE, line))[-1] == "colophon"
    assert kinds(laid(PROSE, line, MORE))[1] == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "The original sin of the archive was its roof.",
        "This essay will not be the last word.",
        "Source criticism came later.",
    ],
)
def test_no_colophons(line: str) -> None:
    assert kinds(laid(PROSE, MORE, line))[-1] == "paragraph"


def test_an_article_may_lack_any_part() -> None:
    assert kinds(laid("Paper Comes Home", PROSE)) == ["title", "paragraph"]
    assert kinds(laid("Photo: Rain.", PROSE)) == ["caption", "paragraph"]
    assert kinds(laid("【编者按：短。】", PROSE)) == ["editor-note", "paragraph"]
