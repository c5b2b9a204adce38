"""The pages cannot lie: what they show is run."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tools import docs

ROOT = docs.ROOT


@pytest.mark.parametrize("page", docs.pages(), ids=lambda page: page.name)
def test_what_a_page_shows_of_the_program_is_what_it_prints(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert docs.refresh(text, docs.workplace(tmp_path)) == text, "stale: run `make docs`"


def test_the_readme_shows_commands() -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("```console\n$ annotate") >= 3


def test_the_page_on_the_command_line_is_current() -> None:
    assert docs.CLI_PAGE.read_text(encoding="utf-8") == docs.cli_page(), "stale: run `make docs`"


@pytest.mark.parametrize("page", docs.pages(), ids=lambda page: page.name)
def test_python_on_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(docs.workplace(tmp_path))
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.failed == 0


def snippets(language: str, page: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"))


def install(folder: Path, name: str) -> dict[str, str]:
    """Put the plug-in `name` of CONTRIBUTING.md on the path as an installed package would be."""
    code = next(s for s in snippets("python", "CONTRIBUTING.md") if s.startswith(f"# {name}.py"))
    table = next(s for s in snippets("toml", "CONTRIBUTING.md") if f"{name}:" in s)
    group, line = re.fullmatch(r'\[project\.entry-points\."(.+)"\]\n(.+)\n', table).groups()  # type: ignore[union-attr]
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{line.replace(chr(34), '')}\n", encoding="utf-8")
    inherited = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{inherited}".rstrip(os.pathsep)}


def annotate(*arguments: str, cwd: Path, env: dict[str, str]) -> str:
    command = [sys.executable, "-m", "annotate", *arguments]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


SUBTITLES = """1
00:00:01,000 --> 00:00:03,000
He works in stability maintenance (维稳).

2
00:00:04,000 --> 00:00:06,000
So does his neighbour Lin Meihua (林美华).
"""


def test_the_reader_of_ten_lines_reads(tmp_path: Path) -> None:
    env = install(tmp_path / "plugin", "annotate_srt")
    (tmp_path / "film.srt").write_text(SUBTITLES, encoding="utf-8")
    found = annotate("extract", "film.srt", "--format", "csv", cwd=tmp_path, env=env)
    assert "维稳" in found
    assert "00:00" not in found


def test_the_exporter_of_ten_lines_exports(tmp_path: Path) -> None:
    env = install(tmp_path / "plugin", "annotate_names")
    (tmp_path / "film.txt").write_text(SUBTITLES, encoding="utf-8")
    annotate("build", "film.txt", "--tagger", "none", cwd=tmp_path, env=env)
    annotate("export", ".", "--format", "names", "-o", "out", cwd=tmp_path, env=env)
    assert (tmp_path / "out" / "names.txt").read_text(encoding="utf-8") == "林美华 Lin Meihua\n"


def test_the_plug_ins_are_ten_lines() -> None:
    for code in snippets("python", "CONTRIBUTING.md"):
        assert sum(bool(line.strip()) and not line.startswith("#") for line in code.splitlines()) <= 10
