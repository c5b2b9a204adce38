"""Plain text and what all readers share: ids, control characters, files that cannot be opened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import InputError
from annotate.readers import read, read_bytes
from annotate.readers.source import identify, make_visible
from annotate.text import CONTROLS

NCNAME = re.compile(r"[A-Za-z_À-ÖØ-öø-ǃΆ-ώЁ-ѿ一-龥〇ぁ-ヺ가-힣][\w.·-]*")


def test_the_text_is_the_file_character_for_character(tmp_path: Path) -> None:
    path = tmp_path / "维稳.txt"
    path.write_bytes("One.\r\n\r\n  Two 维稳.\n\n".encode())
    source = read(path)
    assert source.text == "One.\r\n\r\n  Two 维稳.\n\n"
    assert (source.id, source.path, source.format, source.blocks) == ("维稳", str(path), "text", ())


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\ufeff".encode(), "\ufeff \n".encode()])
def test_files_without_text_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.txt: the file (is empty|holds nothing)"):
        read_bytes(data, name="a.txt")


def test_files_that_cannot_be_opened_are_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(InputError, match=f"{re.escape(str(path))}: cannot read the file: "):
            read(path)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_control_characters_become_visible_one_for_one(name: str) -> None:
    source = read_bytes(b"One \x01\x08 two\x1b.\tThree \x7f\xc2\x85.\n", name=name, encoding="utf-8")
    assert source.text == "One ␁␈ two␛.\tThree \x7f\x85.\n"
    (notice,) = source.notices
    assert notice.offset == 4
    assert "3 control characters" in notice.message
    assert "U+0001" in notice.message


def test_a_forced_encoding_lets_nul_through_visibly() -> None:
    assert read_bytes(b"a\x00b", name="a.txt", encoding="utf-8").text == "a␀b"


@given(st.text())
def test_making_visible_keeps_every_offset(text: str) -> None:
    visible, notices = make_visible(text)
    assert len(visible) == len(text)
    assert CONTROLS.search(visible) is None
    assert all(one == other or CONTROLS.match(one) for one, other in zip(text, visible, strict=True))
    assert bool(notices) == (visible != text)


@pytest.mark.parametrize("stem", ["report", "中国梦", "_draft-2.1", "Ünïcode", "a.zh", "〇七", "사람"])
def test_a_stem_that_is_a_name_is_the_id(stem: str) -> None:
    assert identify(f"some/dir/{stem}.txt") == stem


@pytest.mark.parametrize(
    ("name", "id_"),
    [("-", "stdin"), ("000_ac5c.txt", "_000_ac5c"), ("a b:c.md", "a-b-c"), ("(x).txt", "x"), ("!!.txt", "_")],
)
def test_other_stems_are_made_names(name: str, id_: str) -> None:
    assert identify(name) == id_


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1))
def test_every_file_name_gives_a_name(stem: str) -> None:
    assert NCNAME.fullmatch(identify(f"{stem}.txt"))


def test_fifty_megabytes_in_one_line_are_one_text() -> None:
    data = ("The Chinese Dream (中国梦) was named in 2012. " * 1_100_000).encode()[:50_000_000]
    source = read_bytes(data[: data.rindex(b".") + 1], name="a.txt")
    assert source.text.count("中国梦") > 1_000_000
