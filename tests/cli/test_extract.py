"""`annotate extract`: what it prints where texts cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotate import cli


def extract(folder: Path, *arguments: str) -> Result:
    (folder / "empty.txt").touch()
    (folder / "plain.txt").write_text("No Chinese here.\n", encoding="utf-8")
    (folder / "gloss.txt").write_text("Stability maintenance (维稳) first.\n", encoding="utf-8")
    paths = [str(folder / name) if name.endswith(".txt") else name for name in arguments]
    return CliRunner().invoke(cli.main, ["extract", "--tagger", "none", *paths])


def test_an_error_comes_without_a_table(tmp_path: Path) -> None:
    result = extract(tmp_path, "empty.txt")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert result.stderr.startswith("annotate: error: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "lines", "code"),
    [
        (("plain.txt",), 1, 0),
        (("gloss.txt",), 2, 0),
        (("empty.txt", "gloss.txt"), 2, 1),
        (("empty.txt", "--format", "csv"), 1, 1),
        (("empty.txt", "--format", "jsonl"), 0, 1),
    ],
)
def test_a_table_has_its_header(tmp_path: Path, arguments: tuple[str, ...], lines: int, code: int) -> None:
    result = extract(tmp_path, *arguments)
    assert (len(result.stdout.splitlines()), result.exit_code) == (lines, code)


def test_what_a_folder_holds_beside_texts_is_told_once_for_each_reason(tmp_path: Path) -> None:
    (tmp_path / "gloss.txt").write_text("Stability maintenance (维稳) first.\n", encoding="utf-8")
    for name in ("a.html", "b.html", "picture.png"):
        (tmp_path / name).touch()
    done = CliRunner().invoke(cli.main, ["extract", "--tagger", "none", str(tmp_path)])
    assert (done.exit_code, "维稳" in done.stdout) == (0, True)
    lines = done.stderr.splitlines()
    assert [line.partition("passed over ")[2].partition(";")[0] for line in lines] == [
        "2 files (no reader for .html)",
        "1 file (no reader for .png)",
    ]
    assert all(line.startswith(f"annotate: {tmp_path}: ") for line in lines)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"text": "a (中文)"', "line 1: no JSON ("),
        ("[1]", "line 1: no JSON object;"),
        ('{"body": "x"}', "line 1: no field 'text';"),
        ('{"text": 3}', "line 1: the field 'text' holds no text;"),
        ('{"text": "dog \\ud800 (狗)"}', r"line 1: half a character, \ud800;"),
    ],
)
def test_a_row_without_text_is_told_by_its_fault(row: str, said: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(row + '\n{"text": "stability (维稳)"}\n', encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["extract", str(rows), "--format", "jsonl"])
    assert done.exit_code == 1
    assert said in done.stderr
    assert "维稳" in done.stdout
