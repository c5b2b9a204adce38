"""The texts that a command line names: files, folders, standard input, rows of a `.jsonl` file."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.errors import AnnotateError, InputError
from annotate.text import half_character

if TYPE_CHECKING:
    from annotate.corpus import Skipped
    from annotate.model import Source


def texts(
    paths: Iterable[Path], *, field: str, encoding: str | None, failed: list[str]
) -> Iterator[tuple[str, Source]]:
    """Every text at `paths` with the name of its document; what cannot be read goes to `failed`.

    A path is a file, a folder, `-` for standard input, or a `.jsonl` file with a text in `field` of each row.
    What is passed over in a folder is told on standard error and is no fault: it does not go to `failed`.
    """
    for path in paths:
        try:
            if path.suffix == ".jsonl":
                yield from _json_lines(path, field, failed)
            else:
                yield from _files(path, encoding, failed)
        except AnnotateError as error:
            failed.append(str(error))


def _files(path: Path, encoding: str | None, failed: list[str]) -> Iterator[tuple[str, Source]]:
    from annotate import corpus, readers

    if str(path) == "-":
        yield "-", readers.read_bytes(sys.stdin.buffer.read(), name="-", encoding=encoding)
        return
    found = corpus.locate(path)
    _tell_skipped(path, found.skipped)
    for file in found.sources:
        try:
            yield file.stem, readers.read(file, encoding=encoding)
        except AnnotateError as error:
            failed.append(str(error))


def _tell_skipped(folder: Path, skipped: Iterable[Skipped]) -> None:
    """One line for each reason, however many files it holds for."""
    from annotate import readers

    known = ", ".join(readers.suffixes())
    for reason, count in Counter(file.reason for file in skipped).items():
        files = "1 file" if count == 1 else f"{count} files"
        click.echo(f"annotate: {folder}: passed over {files} ({reason}); texts end in {known}", err=True)


def _json_lines(path: Path, field: str, failed: list[str]) -> Iterator[tuple[str, Source]]:
    """One text for each row of a `.jsonl` file, named by its `id` or else by its line."""
    from annotate.model import Source

    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{path}: cannot read the file: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text, doc = _row_text(line, field, number)
        except InputError as error:
            failed.append(f"{path}, line {number}: {error}")
        else:
            yield doc, Source(id=f"row-{number}", text=text, path=str(path))


def _row_text(line: str, field: str, number: int) -> tuple[str, str]:
    """The text in a row and the name of its document. Raises `InputError` when the row holds none."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"no JSON ({error}); write one whole object a line") from error
    if not isinstance(row, dict):
        raise InputError("no JSON object; write one a line, with the text in a field")
    if field not in row:
        raise InputError(f"no field {field!r}; name the field that holds the text by --field")
    if not isinstance(row[field], str):
        raise InputError(f"the field {field!r} holds no text; name the field that does by --field")
    text, doc = row[field], str(row.get("id", number))
    if wrong := half_character(text) or half_character(doc):
        raise InputError(wrong)
    return text, doc
