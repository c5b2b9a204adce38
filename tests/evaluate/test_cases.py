from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import InputError
from annotate.evaluate.cases import read_cases
from annotate.evaluate.gold import GoldPassage
from annotate.model import Span


def read(tmp_path: Path, content: str, name: str = "wild-blogs.txt") -> tuple[GoldPassage, ...]:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return read_cases(path)


def test_a_case_gives_its_text_and_spans(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "# A tea shop\nA shop (茶馆) shut.\n=> 茶馆 | shop | place | paren\n")
    (gloss,) = passage.glosses
    assert passage == GoldPassage(
        "wild-blogs.a-tea-shop", "A shop (茶馆) shut.", (gloss,), "wild-blogs", "blogs"
    )
    assert (gloss.zh, gloss.heads, gloss.type, gloss.convention) == (
        Span(8, 10),
        (Span(2, 6),),
        "place",
        "paren",
    )


def test_a_case_without_answers_is_a_negative(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "# greeting\n你好！ I'm back.\n", "negative-greetings.txt")
    assert passage.glosses == ()


def test_blank_lines_inside_a_passage_stay_and_those_around_it_go(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "# two lines\n\none\n\ntwo (二)\n\n=> 二 | two | term | paren\n\n")
    assert passage.text == "one\n\ntwo (二)"


def test_an_empty_head_stands_nowhere(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "# no head\nHe (老王) left.\n=> 老王 |  | person | paren\n")
    assert passage.glosses[0].heads == (None,)


def test_alternatives_follow_the_head(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "# two\nqi 气 “breath”\n=> 气 | breath ~ qi | term | apposition\n")
    assert [head.of(passage.text) for head in passage.glosses[0].heads if head] == ["breath", "qi"]


def test_a_number_names_a_later_occurrence(tmp_path: Path) -> None:
    text = "# later\n茶 is tea; tea is 茶.\n=> 茶@2 | tea@2 | term | other\n"
    (passage,) = read(tmp_path, text)
    assert passage.glosses[0].zh == Span(17, 18)
    assert passage.glosses[0].heads == (Span(10, 13),)


def test_a_blank_matches_a_line_break(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "# wrap\nHall of\nClocks (钟楼)\n=> 钟楼 | Hall of Clocks | place | paren\n")
    assert passage.glosses[0].heads == (Span(0, 14),)


def test_escapes(tmp_path: Path) -> None:
    content = (
        "# escapes\na|b~c@2 (甲)\n\\---\n\\=> 乙\n\\[1\\]\n"
        "=> 甲 | a\\|b\\~c\\@2 | term | paren\n=> 乙 | \\\\[1\\\\] | term | other\n"
    )
    (passage,) = read(tmp_path, content)
    assert passage.text == "a|b~c@2 (甲)\n---\n=> 乙\n\\[1\\]"
    assert [head.of(passage.text) for gloss in passage.glosses for head in gloss.heads if head] == [
        "a|b~c@2",
        "\\[1\\]",
    ]


def test_glosses_come_in_order_of_position(tmp_path: Path) -> None:
    content = "# order\nred (红), blue (蓝)\n=> 蓝 | blue | term | paren\n=> 红 | red | term | paren\n"
    (passage,) = read(tmp_path, content)
    assert [gloss.zh.of(passage.text) for gloss in passage.glosses] == ["红", "蓝"]


def test_a_first_block_of_comments_is_no_case(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing fails\n# at the moment\n", "known-failures.txt") == ()


def test_a_folder_gives_its_files_by_name(tmp_path: Path) -> None:
    read(tmp_path, "# b\nx\n", "wild-b.txt")
    read(tmp_path, "# a\nx\n", "wild-a.txt")
    assert [passage.id for passage in read_cases(tmp_path)] == ["wild-a.a", "wild-b.b"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no title\ntext\n", "line 1: a case starts with its title"),
        ("# one\nx\n---\n# only a title\n", "line 4: the case has no passage"),
        ("# late\na (甲)\n=> 甲 | a | term | paren\nmore\n", "line 4: text after an answer"),
        ("# short\na (甲)\n=> 甲 | a | term\n", "line 3: 3 fields"),
        (
            "# type\na (甲)\n=> 甲 | a | persn | paren\n",
            'line 3: unknown type "persn"; did you mean "person"?',
        ),
        ("# type\na (甲)\n=> 甲 | a | qqq | paren\n", "use one of person, place"),
        ("# conv\na (甲)\n=> 甲 | a | term | parens\n", 'unknown convention "parens"; did you mean "paren"?'),
        ("# zh\na (甲)\n=>  | a | term | paren\n", "line 3: no Chinese"),
        ("# zh\na (甲)\n=> 乙 | a | term | paren\n", '"乙" was to stand 1 times in the text but stands 0'),
        ("# en\na (甲)\n=> 甲 | a@2 | term | paren\n", '"a" was to stand 2 times in the text but stands 1'),
        ("# twin\na\n---\n# twin\nb\n", "2 cases make the id wild-blogs.twin"),
    ],
)
def test_bad_gold_names_the_line_and_the_cure(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, content)
    assert message in str(error.value)
    assert "wild-blogs.txt" in str(error.value)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "wild-x.txt").write_bytes("# 标题\n".encode("gb18030"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_cases(tmp_path / "wild-x.txt")


def test_a_file_that_is_absent(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_cases(tmp_path / "absent.txt")
