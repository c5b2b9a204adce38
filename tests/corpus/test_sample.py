"""The sample corpus, built as users build it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = {p.stem for p in (ROOT / "corpus" / "sources").iterdir() if not p.name.endswith(".zh.txt")}


def build(out: Path, seed: str, *options: str) -> dict[str, object]:
    """What a build says of itself; `seed` orders its sets."""
    command = [sys.executable, "-m", "annotate", "build", str(ROOT / "corpus"), "-o", str(out), *options]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai" if options else "UTC"}
    done = subprocess.run(
        [*command, "--format", "json"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    summary: dict[str, object] = json.loads(done.stdout)
    return summary


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    out = tmp_path_factory.mktemp("sample")
    return out, build(out, "1")


def test_the_sample_has_at_least_twelve_texts_and_three_originals() -> None:
    originals = list((ROOT / "corpus" / "sources").glob("*.zh.txt"))
    assert len(TEXTS) >= 12
    assert len(originals) >= 3
    assert {p.name.removesuffix(".zh.txt") for p in originals} <= TEXTS


def test_every_text_is_built_and_valid(built: tuple[Path, dict[str, object]]) -> None:
    out, summary = built
    assert (summary["failed"], summary["skipped"], summary["problems"]) == ([], [], [])
    assert {p.stem for p in (out / "tei").glob("*.xml")} == TEXTS | {"corpus", "register"}


def test_order_of_sets_time_zone_and_processes_change_no_byte(
    built: tuple[Path, dict[str, object]], tmp_path: Path
) -> None:
    out, summary = built
    again = build(tmp_path / "again", "2", "-j", "2")
    assert {**again, "out": None} == {**summary, "out": None}
    for path in out.rglob("*"):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(out)).read_bytes() == path.read_bytes(), path


def test_glosses_have_heads(built: tuple[Path, dict[str, object]]) -> None:
    _, summary = built
    assert isinstance(summary["glosses"], int)
    assert isinstance(summary["heads"], int)
    assert summary["heads"] > 0.85 * summary["glosses"] > 300
