"""Termbases of other programs, read into entries: TBX v2 and v3, TMX, CSV, XLSX.

For checks against a house glossary, and as evidence for the heads of glosses.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from annotate.errors import InputError, MissingExtraError
from annotate.glossary.entries import Entry, Term, TermStatus, entry_from_terms
from annotate.glossary.packing import unpack
from annotate.glossary.wording import chinese_key, join_chinese, squash
from annotate.text import has_han

if TYPE_CHECKING:
    from lxml import etree

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HANT = ("hant", "tw", "hk", "mo")
_HANS = ("hans", "cn", "sg")
_STATUSES: dict[str, TermStatus] = {
    "preferred": "preferred",
    "standardized": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "forbidden": "deprecated",
    "notrecommended": "deprecated",
    "superseded": "superseded",
    "obsolete": "superseded",
}
"""The words of TBX, TBX-Min and common spreadsheets for how a term stands."""

_ENGLISH = ("english", "en", "source", "source term", "english term")
_CHINESE = (
    "chinese",
    "zh",
    "target",
    "target term",
    "chinese term",
    "translation",
    "simplified",
    "traditional",
)
_STATUS = ("status", "term status", "usage", "usage status")

LARGEST = 200_000_000
"""Bytes that a workbook may unpack to; more is a bomb or no glossary."""


def read(path: Path) -> tuple[Entry, ...]:
    """The entries of the termbase at `path`. Raises `InputError`, and `MissingExtraError` for a workbook."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror}; check the name and its permissions"
        ) from error
    return read_bytes(data, name=str(path))


def read_bytes(data: bytes, *, name: str) -> tuple[Entry, ...]:
    """The entries that `data` holds; the suffix of `name` tells the format.

    Raises `InputError` where the data is no termbase of that format or holds no Chinese term.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _READERS:
        raise InputError(f"{name}: no termbase that can be read; known: {', '.join(_READERS)}")
    found = _together(_READERS[suffix](data, name))
    if not found:
        raise InputError(f"{name}: holds no Chinese term; check its languages or the names of its columns")
    return found


def _together(concepts: Iterable[tuple[Sequence[Term], Sequence[Term]]]) -> tuple[Entry, ...]:
    """One entry for each Chinese term: concepts that share their first Chinese term become one."""
    english: dict[str, dict[str, Term]] = {}
    chinese: dict[str, dict[str, Term]] = {}
    for en, zh in concepts:
        if zh:
            key = chinese_key(zh[0].text)
            for terms, found in ((en, english), (zh, chinese)):
                known = found.setdefault(key, {})
                for term in terms:
                    known.setdefault(term.text, term)
    return tuple(
        entry_from_terms(tuple(english[key].values()), tuple(chinese[key].values())) for key in chinese
    )


Concepts = Iterator[tuple[Sequence[Term], Sequence[Term]]]
"""English and Chinese terms of each concept."""


# TBX and TMX.


def _xml(data: bytes, name: str) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: not well-formed XML: {error}") from error


def _named(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The descendants with one of the local names, whatever their namespace, in order."""
    return element.iter(*(f"{{*}}{name}" for name in names))


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _language(element: etree._Element) -> str | None:
    """`en`, `zh-Hans`, `zh-Hant` or `zh`; `None` for a language that is not ours."""
    tag = (element.get(_LANG) or element.get("lang") or "").lower().replace("_", "-")
    primary, *rest = tag.split("-")
    if primary == "en":
        return "en"
    if primary not in {"zh", "cmn"}:
        return None
    if any(part in _HANT for part in rest):
        return "zh-Hant"
    return "zh-Hans" if any(part in _HANS for part in rest) else "zh"


def _term(text: str, lang: str, status: TermStatus = "admitted") -> Term:
    return Term(squash(text) if lang == "en" else join_chinese(text), lang, 0, status=status)


def _parted(terms: Iterable[Term]) -> tuple[Sequence[Term], Sequence[Term]]:
    english: list[Term] = []
    chinese: list[Term] = []
    for term in terms:
        if term.text:
            (english if term.lang == "en" else chinese).append(term)
    return english, chinese


def _tbx(data: bytes, name: str) -> Concepts:
    for entry in _named(_xml(data, name), "conceptEntry", "termEntry"):
        yield _parted(term for section in _named(entry, "langSec", "langSet") for term in _section(section))


def _section(section: etree._Element) -> Iterator[Term]:
    lang = _language(section)
    for group in _named(section, "termSec", "tig", "ntig"):
        for term in _named(group, "term"):
            if lang:
                yield _term(_text(term), lang, _administrative(group))


def _administrative(group: etree._Element) -> TermStatus:
    """The administrative status, as an attribute's value (DCA) or as an element (DCT)."""
    kinds = {"administrativeStatus", "normativeAuthorization", "termStatus"}
    for note in _named(group, "termNote", *kinds):
        if note.get("type") in kinds or not note.get("type"):
            return status_of(_text(note))
    return "admitted"


def status_of(word: str) -> TermStatus:
    """How a term stands, from the word of some program; `admitted` for a word that is not known.

    >>> status_of("deprecatedTerm-admn-sts"), status_of("Preferred"), status_of("?")
    ('deprecated', 'preferred', 'admitted')
    """
    bare = "".join(c for c in word.lower().removesuffix("-admn-sts").removesuffix("term") if c.isalpha())
    return _STATUSES.get(bare, "admitted")


def _tmx(data: bytes, name: str) -> Concepts:
    for unit in _named(_xml(data, name), "tu"):
        yield _parted(
            _term(_text(segment), lang)
            for variant in _named(unit, "tuv")
            if (lang := _language(variant))
            for segment in _named(variant, "seg")
        )


# Tables.


def _csv(data: bytes, name: str) -> Concepts:
    text = _decoded(data, name)
    delimiter = max(",\t;", key=text.split("\n", 1)[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputError(f"{name}: not a table: {error}") from error
    return _table(rows)


def _omegat(data: bytes, name: str) -> Concepts:
    """A glossary of OmegaT: columns parted by tabs, nothing quoted."""
    rows = [row.removesuffix("\r").split("\t") for row in _decoded(data, name).split("\n") if row.strip()]
    return _table([row for row in rows if not row[0].startswith("#")])


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: byte {error.start} is not UTF-8; save the table as UTF-8") from error


def _xlsx(data: bytes, name: str) -> Concepts:
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError(
            f"{name}: a workbook needs openpyxl: pip install 'annotate-zh[xlsx]'"
        ) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
        if size > LARGEST:
            raise InputError(f"{name}: unpacks to {size:,} bytes, and {LARGEST:,} are the most")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = [[_cell(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        raise InputError(
            f"{name}: not a workbook that can be read: {error}; save it again as .xlsx"
        ) from error
    return _table(rows)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("_x005F_", "_")


def _table(rows: Sequence[Sequence[str]]) -> Concepts:
    """Concepts from rows: by the names of the columns, or by which cells hold Chinese."""
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    named = any(cell in _ENGLISH for cell in header) and any(cell in _CHINESE for cell in header)
    for row in rows[1:] if named else rows:
        yield _by_names(dict(zip(header, row, strict=False))) if named else _by_script(row)


def _by_names(cells: dict[str, str]) -> tuple[Sequence[Term], Sequence[Term]]:
    """A row under named columns. Where variants have a column of their own, the others are preferred."""
    plain: TermStatus = "preferred" if "variants" in cells else "admitted"
    words = (cells[name] for name in _STATUS if cells.get(name))
    status = next((status_of(word) for word in words), plain) if plain == "admitted" else plain
    english = [_term(unguarded(cells[name]), "en", status) for name in _ENGLISH if cells.get(name)]
    chinese = [
        _term(unguarded(cells[name]), _SCRIPTS.get(name, "zh"), plain) for name in _CHINESE if cells.get(name)
    ]
    variants = (replace(term, count=0) for term in unpack(unguarded(cells.get("variants", ""))))
    return _parted([*english, *chinese, *variants])


_SCRIPTS = {"simplified": "zh-Hans", "traditional": "zh-Hant"}


def unguarded(cell: str) -> str:
    """`cell` without the apostrophe that keeps a spreadsheet from running it.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@\t\r\n＝＋－＠") else cell


def _by_script(row: Sequence[str]) -> tuple[Sequence[Term], Sequence[Term]]:
    """The first cell with Chinese and the first without."""
    zh = next((cell for cell in row if has_han(cell)), "")
    en = next((cell for cell in row if cell.strip() and not has_han(cell)), "")
    return _parted([_term(unguarded(en), "en"), _term(unguarded(zh), "zh")])


_READERS: dict[str, Callable[[bytes, str], Concepts]] = {
    ".tbx": _tbx,
    ".tmx": _tmx,
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _omegat,
    ".utf8": _omegat,
    ".xlsx": _xlsx,
}
