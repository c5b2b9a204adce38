"""A user's authority file: who is who, with identifiers such as Wikidata's or VIAF's."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from annotate.errors import ConfigError
from annotate.model import EntityType
from annotate.tag.romanise import fold
from annotate.tag.scripts import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ENGLISH = ("english", "en", "name")
_CHINESE = ("chinese", "zh")
_TYPE = "type"


@dataclass(frozen=True, slots=True)
class Authority:
    """One row: the names by which an entity is known, and its identifiers."""

    type: EntityType | None
    """`None` fits every type."""
    english: frozenset[str]
    """Folded."""
    chinese: frozenset[str]
    """In simplified characters."""
    identifiers: tuple[tuple[str, str], ...]

    def names(
        self, kind: EntityType, english: Iterable[tuple[str, int]], chinese: Iterable[tuple[str, int]]
    ) -> bool:
        """Whether this row names an entity with these (counted) names: by its Chinese if both have some, else by its English."""
        if self.type not in {None, kind}:
            return False
        hanzi = {simplify(name) for name, _ in chinese}
        if hanzi and self.chinese:
            return bool(hanzi & self.chinese)
        return any(fold(name) in self.english for name, _ in english)


def read(path: Path) -> tuple[Authority, ...]:
    """The rows of a CSV file in UTF-8 with a header: `type`, `english`, `chinese`, and a column for each authority.

    Several names stand in one cell with `|` between them. Raises `ConfigError` naming the file and line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            fields = [(name or "").strip().casefold() for name in rows.fieldnames or ()]
            if not {*_ENGLISH, *_CHINESE} & set(fields):
                raise ConfigError(
                    f"{path}:1: the authority file needs a header with a column english or chinese"
                )
            rows.fieldnames = fields
            return tuple(_row(path, number, row) for number, row in enumerate(rows, 2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path}: cannot read the authority file as CSV in UTF-8: {error}") from error


def _row(path: Path, line: int, row: dict[str, str]) -> Authority:
    kind = (row.get(_TYPE) or "").strip()
    if kind and kind not in get_args(EntityType):
        raise ConfigError(
            f"{path}:{line}: unknown type {kind!r}; use one of {', '.join(get_args(EntityType))}"
        )
    marks = tuple(
        (name, value.strip())
        for name, value in row.items()
        if name and name not in {_TYPE, *_ENGLISH, *_CHINESE} and isinstance(value, str) and value.strip()
    )
    return Authority(
        cast("EntityType", kind) if kind else None,
        frozenset(map(fold, _cells(row, _ENGLISH))),
        frozenset(map(simplify, _cells(row, _CHINESE))),
        marks,
    )


def _cells(row: dict[str, str], names: tuple[str, ...]) -> list[str]:
    cells = (part.strip() for name in names for part in (row.get(name) or "").split("|"))
    return [cell for cell in cells if cell]
