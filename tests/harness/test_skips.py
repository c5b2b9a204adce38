"""The rule on skipped tests is kept by `tests/conftest.py`; a rule that nobody checks is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CASES = """
import pytest

def test_skipped():
    pytest.skip("no such program: install it")

def test_shared(shared):
    pass

@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failure():
    assert False
"""


MODULE = "import pytest\npytest.importorskip('nowhere')\n"


def run(folder: Path, code: str, *, ci: str) -> str:
    """What pytest prints for a project in `folder` whose one test file holds `code`."""
    (folder / "tests").mkdir(parents=True)
    shutil.copy(Path(__file__).parents[1] / "conftest.py", folder / "tests")
    (folder / "tests" / "test_it.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "CI": ci}, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_a_skip_is_a_skip_at_home(tmp_path: Path) -> None:
    assert "2 skipped, 1 xfailed" in run(tmp_path / "project", CASES, ci="")


def test_a_skip_fails_in_ci_unless_shared_is_absent(tmp_path: Path) -> None:
    output = run(tmp_path / "project", CASES, ci="true")
    assert "1 failed, 1 skipped, 1 xfailed" in output
    assert "no such program: install it" in output


@pytest.mark.parametrize(("ci", "summary"), [("", "1 skipped"), ("true", "skipped under CI: ")])
def test_a_module_is_skipped_only_at_home(tmp_path: Path, ci: str, summary: str) -> None:
    assert summary in run(tmp_path / "project", MODULE, ci=ci)


def test_shared_that_is_there_but_broken_fails(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    assert "../shared is there but lacks" in run(tmp_path / "project", CASES, ci="")
