"""A corpus that was built: its register, documents and glossary, read back from the disk."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotate import lookup, tei
from annotate.errors import InputError
from annotate.model import Document, Entity

REGISTER = "tei/register.xml"
GLOSSARY = "glossary.csv"
_NO_DOCUMENTS = frozenset(("register.xml", "corpus.xml"))


@dataclass(frozen=True, slots=True)
class Built:
    """Where the results of `annotate build` lie."""

    folder: Path


def locate(path: Path) -> Built:
    """The built corpus at `path`: the corpus's folder, its `build` folder, or a file of the register.

    Raises `InputError` when nothing was built there.
    """
    for folder in (path, path / "build", path.parent if path.is_file() else path):
        if (folder / REGISTER).is_file():
            return Built(folder)
    raise InputError(f"{path}: no built corpus here; run “annotate build {path}” first")


def entities(built: Built) -> tuple[Entity, ...]:
    """The register's entities. Raises `InputError` where it is damaged."""
    path = built.folder / REGISTER
    return tei.parse_register(path.read_bytes(), name=str(path))


def documents(built: Built) -> Iterator[Document]:
    """The documents in order of their files, read one at a time. Raises `InputError`."""
    for path in sorted((built.folder / "tei").glob("*.xml")):
        if path.name not in _NO_DOCUMENTS:
            yield tei.parse(path.read_bytes(), name=str(path))


def doubts(built: Built) -> str:
    """The table of doubts that the build left; empty where it left none."""
    path = built.folder / "doubts.tsv"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def named(built: Built) -> Iterator[lookup.Named]:
    """All that can be looked up: the entities, then the glossary's entries."""
    yield from map(lookup.of_entity, entities(built))
    path = built.folder / GLOSSARY
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from map(_entry, csv.DictReader(file))


def _entry(row: dict[str, str]) -> lookup.Named:
    cells = [row.get(name) or "" for name in ("english", "chinese", "simplified", "traditional", "pinyin")]
    names = tuple(dict.fromkeys(filter(None, cells)))
    count = row.get("count") or "0"
    return lookup.Named(cells[1], "entry", row.get("type") or "", names, int(count) if count.isdigit() else 0)
