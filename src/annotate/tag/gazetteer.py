"""Names that everybody knows, as facts: countries, cities, dynasties, bodies, books, events, single-named persons.

`data/names.tsv` was gathered by hand, `data/territories.tsv` comes from CLDR (tools/make_territories.py).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from annotate.model import EntityType
from annotate.tag.facts import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WEAK = words("weak-forms")
"""Forms that are often something else, so that a second witness is needed."""


@dataclass(frozen=True, slots=True)
class Known:
    """One well-known entity."""

    type: EntityType
    english: tuple[str, ...]
    """The usual name first, then the other forms."""
    chinese: tuple[str, ...]
    """In simplified characters."""

    @property
    def key(self) -> str:
        """What sets this one apart from every other of the gazetteer."""
        return f"{self.english[0]}|{self.chinese[0] if self.chinese else ''}"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The known entities by their forms; a form may name several."""

    english: Mapping[str, tuple[Known, ...]]
    chinese: Mapping[str, tuple[Known, ...]]


@cache
def load() -> Gazetteer:
    """The gazetteer, read once."""
    english: dict[str, tuple[Known, ...]] = {}
    chinese: dict[str, tuple[Known, ...]] = {}
    for known in _merged(_rows()):
        for form in known.english:
            english[plain(form)] = (*english.get(plain(form), ()), known)
        for form in known.chinese:
            chinese[form] = (*chinese.get(form, ()), known)
    return Gazetteer(english, chinese)


def plain(text: str) -> str:
    """`text` with straight apostrophes and Latin letters without accents (but ü), as forms are compared; lengths hold."""
    return text if text.isascii() else text.translate(_accents())


@cache
def _accents() -> Mapping[int, str]:
    bare = {
        code: unicodedata.normalize("NFD", chr(code))[0]
        for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    }
    umlauts = {ord(c): "ü" for c in "üǖǘǚǜ"} | {ord(c): "Ü" for c in "ÜǕǗǙǛ"}
    return MappingProxyType({code: c for code, c in bare.items() if c.isascii()} | umlauts | {ord("’"): "'"})


def _rows() -> Iterator[Known]:
    data = files("annotate.tag") / "data"
    for name in ("names.tsv", "territories.tsv"):
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                kind, english, others, chinese = line.split("\t")
                forms = dict.fromkeys(plain(f) for f in (english, *filter(None, others.split("|"))))
                hanzi = tuple(filter(None, chinese.split("|")))
                yield Known(cast("EntityType", kind), tuple(forms), hanzi)


def _merged(rows: Iterator[Known]) -> Iterator[Known]:
    """Rows of one type and name whose Chinese agrees become one entity."""
    kept: dict[tuple[str, str], list[Known]] = {}
    for row in rows:
        same = kept.setdefault((row.type, row.english[0]), [])
        for place, other in enumerate(same):
            if not row.chinese or not other.chinese or set(row.chinese) & set(other.chinese):
                english = tuple(dict.fromkeys((*other.english, *row.english)))
                same[place] = Known(row.type, english, tuple(dict.fromkeys((*other.chinese, *row.chinese))))
                break
        else:
            same.append(row)
    for group in kept.values():
        yield from group
