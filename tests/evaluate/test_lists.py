from __future__ import annotations

from pathlib import Path

import pytest

from annotate.errors import InputError
from annotate.evaluate.gold import GoldPassage
from annotate.evaluate.load import read_gold
from annotate.model import Span


def read(tmp_path: Path, rows: str, text: str = "Tea (茶), more tea (茶).") -> tuple[GoldPassage, ...]:
    sources, lists = tmp_path / "sources", tmp_path / "lists"
    sources.mkdir()
    lists.mkdir()
    (sources / "cup.md").write_text(text, encoding="utf-8")
    (lists / "cup.tsv").write_text(rows, encoding="utf-8")
    return read_gold(lists, sources=sources)


def test_a_list_marks_the_text_of_its_name(tmp_path: Path) -> None:
    rows = (
        "zh\tnth\ten\ten_nth\ttype\tconvention\n# again\n茶\t2\ttea\t1\tterm\tparen\n茶\t1\t\t\tterm\tparen\n"
    )
    (passage,) = read(tmp_path, rows)
    assert (passage.id, passage.group, passage.genre) == ("cup", "cup", "corpus")
    assert [gloss.zh for gloss in passage.glosses] == [Span(5, 6), Span(19, 20)]
    assert [gloss.heads for gloss in passage.glosses] == [(None,), (Span(14, 17),)]


def test_the_text_is_what_the_reader_gives(tmp_path: Path) -> None:
    read(tmp_path, "茶\t1\tTea\t1\tterm\tparen\n")
    passages = read_gold(tmp_path / "lists", sources=tmp_path / "sources", read=lambda _: "  Tea 茶")
    assert passages[0].glosses[0].zh == Span(6, 7)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("茶\t1\tTea\tterm\tparen\n", "5 columns; write zh, nth, en, en_nth, type, convention"),
        ("茶\tfirst\tTea\t1\tterm\tparen\n", '"first" is no number of an occurrence'),
        ("茶\t0\tTea\t1\tterm\tparen\n", '"0" is no number of an occurrence'),
        ("茶\t3\tTea\t1\tterm\tparen\n", "was to stand 3 times in the text but stands 2"),
        ("\t1\tTea\t1\tterm\tparen\n", "no Chinese"),
        ("茶\t1\tTea\t1\tterm\tquoted\n", "unknown convention"),
    ],
)
def test_bad_lists_name_the_line_and_the_cure(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, row)
    assert message in str(error.value)
    assert "cup.tsv, line 1" in str(error.value)


def test_a_list_needs_its_text(tmp_path: Path) -> None:
    read(tmp_path, "")
    (tmp_path / "lists" / "lost.tsv").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"0 texts named lost\.\*"):
        read_gold(tmp_path / "lists", sources=tmp_path / "sources")
    with pytest.raises(InputError, match="name the folder of the sources"):
        read_gold(tmp_path / "lists")


def test_a_file_of_another_kind_is_no_gold(tmp_path: Path) -> None:
    (tmp_path / "gold.docx").write_bytes(b"")
    with pytest.raises(InputError, match="no gold; give a"):
        read_gold(tmp_path / "gold.docx")
    with pytest.raises(InputError, match="no gold; give a"):
        read_gold(tmp_path)
