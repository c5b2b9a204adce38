from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotate import output
from annotate.errors import OutputError


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    output.write(tmp_path / "a" / "b.xml", b"x")
    assert (tmp_path / "a" / "b.xml").read_bytes() == b"x"


def test_an_equal_file_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a"
    output.write(path, b"x")
    os.utime(path, (1, 1))
    output.write(path, b"x")
    assert path.stat().st_mtime == 1


def test_no_part_is_left_and_the_old_file_is_whole_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    output.write(path, b"old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left on device"):
        output.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupt_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_self: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        output.write(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="a folder has that name"):
        output.write(tmp_path / "a", b"x")


def test_what_was_declared_is_read_back(tmp_path: Path) -> None:
    names = frozenset({"tei/a.xml", "glossary.csv"})
    output.declare(tmp_path, names)
    assert output.written(tmp_path) == names


def test_a_list_that_leads_out_of_the_folder_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / output.MANIFEST).write_text("../a\n/etc/hosts\ntei/../../b\nok.xml\n", encoding="utf-8")
    assert output.written(tmp_path) == {"ok.xml"}


def test_a_list_through_a_link_out_of_the_folder_is_not_believed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "build", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "tei").symlink_to(outside)
    (folder / output.MANIFEST).write_text("tei/a.xml\n", encoding="utf-8")
    assert output.written(folder) == frozenset()


def test_a_broken_list_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / output.MANIFEST).write_bytes(b"\xff\xfe")
    assert output.written(tmp_path) == frozenset()


def test_only_our_own_parts_are_found(tmp_path: Path) -> None:
    for name in (".123.part", ".x.part", "a.part", ".hidden"):
        (tmp_path / name).touch()
    assert output.parts(tmp_path) == {".123.part"}


def test_what_is_gone_already_can_be_removed(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    output.remove(tmp_path, frozenset({"a", "b"}))
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_removed_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="a: cannot be removed"):
        output.remove(tmp_path, frozenset({"a"}))
