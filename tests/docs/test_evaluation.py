"""The page on evaluation: its tables are there, its commands are real, its formats are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from tools import tables

from annotate.cli import main
from annotate.evaluate.floors import CEILINGS, FLOORS, read_floors
from annotate.evaluate.load import read_gold

PAGE = tables.PAGE.read_text(encoding="utf-8")


def test_every_command_is_followed_by_its_table() -> None:
    assert len(tables.commands(PAGE)) == PAGE.count("<!-- ") == 5
    for match in tables.BLOCK.finditer(PAGE):
        assert match[0].count("\n") > 5, match[1]


COMMANDS = [
    part for line in tables.commands(PAGE) for part in line.split(" && ") if part.startswith("annotate ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_its_options(command: str) -> None:
    result = CliRunner().invoke(main, [*command.split()[1:], "--help"])
    assert result.exit_code == 0, result.output


def test_the_cases_on_the_page_are_cases(tmp_path: Path) -> None:
    (case,) = re.findall(r"(?ms)^```text\n(# .*?)^```$", PAGE)
    path = tmp_path / "wild-page.txt"
    path.write_text(case, encoding="utf-8")
    passages = read_gold(path)
    assert [len(passage.glosses) for passage in passages] == [1, 0]


def test_the_floors_on_the_page_are_floors_and_all_are_named(tmp_path: Path) -> None:
    (toml,) = re.findall(r"(?ms)^```toml\n(.*?)^```$", PAGE)
    path = tmp_path / "floors.toml"
    path.write_text(toml, encoding="utf-8")
    assert read_floors(path).floors["pair"] == 0.85
    assert all(f"`{name}`" in PAGE for name in (*FLOORS, *CEILINGS))


def test_tables_are_renewed_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_output", lambda command: f"ran {command}\n")
    page = "a\n<!-- annotate evaluate x -->\n```text\nold\n```\nb <!-- annotate evaluate y -->\n"
    assert tables.refresh(page) == page.replace("old", "ran annotate evaluate x")
    assert tables.refresh(page, only="python") == page
