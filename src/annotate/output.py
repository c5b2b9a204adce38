"""Writing results: whole or not at all, and only when they differ from what is there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from annotate.errors import OutputError

MANIFEST = ".annotate-files"
"""The list of the files that a build wrote in a folder, one relative path a line."""


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` through a temporary file and a rename; an equal file is left as it is.

    Raises `OutputError`; then nothing half-written stays behind, and an older file is whole.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}; {_cure(path)}") from error


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException:  # an interrupt too must leave no part behind
        with suppress(OSError):
            part.unlink()
        raise


def _cure(path: Path) -> str:
    if path.is_dir():
        return "a folder has that name; move it away"
    return "choose another folder with -o, or make room and check its permissions"


def written(folder: Path) -> frozenset[str]:
    """The files (relative, with `/`) that earlier builds say they wrote in `folder`.

    A line that would lead out of `folder` is not believed.
    """
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(line for line in lines if line and _inside(folder, line))


def _inside(folder: Path, name: str) -> bool:
    parent = (folder / name).parent.resolve()
    return ".." not in Path(name).parts and parent.is_relative_to(folder.resolve())


def declare(folder: Path, names: frozenset[str]) -> None:
    """Note that the files `names` in `folder` are ours. Raises `OutputError`."""
    write(folder / MANIFEST, "".join(f"{name}\n" for name in sorted(names)).encode())


def remove(folder: Path, names: frozenset[str]) -> None:
    """Remove files of ours from `folder`. Raises `OutputError`."""
    try:
        for name in sorted(names):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be removed: {error.strerror}") from error


def parts(folder: Path) -> frozenset[str]:
    """The unfinished files that a killed run left in `folder` (not below it)."""
    return frozenset(path.name for path in folder.glob(".*.part") if path.name[1:-5].isdigit())
