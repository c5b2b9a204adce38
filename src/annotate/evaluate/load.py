"""Read gold of any format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotate.errors import InputError
from annotate.evaluate.cases import read_cases
from annotate.evaluate.gold import GoldPassage, exact_text
from annotate.evaluate.jsonl import read_jsonl
from annotate.evaluate.lists import read_lists


def read_gold(
    path: Path, *, sources: Path | None = None, read: Callable[[Path], str] = exact_text
) -> tuple[GoldPassage, ...]:
    """The passages at `path`: `.jsonl`, `.json`, `.txt` cases, a folder of cases or of lists.

    A folder of lists (`*.tsv`) needs `sources`, the folder of the texts, which `read` reads (offsets are
    into what it returns). `InputError` when `path` is none of these.
    """
    if path.is_dir() and any(path.glob("*.tsv")):
        if sources is None:
            raise InputError(f"{path}: its lists need their texts; name the folder of the sources")
        return read_lists(path, sources=sources, read=read)
    if path.suffix in {".jsonl", ".json"}:
        return read_jsonl(path)
    if path.suffix == ".txt" or (path.is_dir() and any(path.glob("*.txt"))):
        return read_cases(path)
    raise InputError(f"{path}: no gold; give a .jsonl, .json or .txt file, or a folder of .txt or .tsv files")
