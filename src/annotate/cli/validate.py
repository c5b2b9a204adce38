"""`annotate validate`: TEI files checked, fault by fault."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.errors import InputError

if TYPE_CHECKING:
    from annotate.tei import Problem


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def validate(*, paths: tuple[Path, ...], shape: str) -> None:
    """Check TEI files against the schema, and their ids, pointers and languages.

    PATH is a file, a folder of TEI files, or a corpus that was built. Each fault comes with its
    file, its line and what mends it. Exit code 1 tells that there are faults.
    """
    from annotate import tei

    files = list(dict.fromkeys(file for path in paths for file in _files(path)))
    problems = [problem for file in files for problem in tei.validate(file)]
    click.echo(_json(problems) if shape == "json" else "\n".join(_lines(files, problems)))
    if problems:
        sys.exit(1)


def _files(path: Path) -> list[Path]:
    """The TEI files that `path` means. Raises `InputError` where there is none."""
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; name a TEI file or a folder of them")
    if not path.is_dir():
        return [path]
    folder = next((each for each in (path / "tei", path / "build" / "tei") if each.is_dir()), path)
    files = sorted(folder.glob("*.xml"))
    if not files:
        raise InputError(f"{path}: no .xml file in it; run “annotate build {path}” first or name a TEI file")
    return files


def _json(problems: Iterable[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def _lines(files: list[Path], problems: list[Problem]) -> Iterator[str]:
    yield from map(str, problems)
    faulty = len({problem.file for problem in problems})
    checked = f"{len(files)} {'file' if len(files) == 1 else 'files'} checked"
    yield f"{checked}: {f'{len(problems)} faults in {faulty}' if problems else 'all valid'}"
