"""An Excel workbook: the glossary with filters, a frozen header and links to its contexts.

Every cell is an inline string or a number, so that no term can act as a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from annotate.export import ooxml
from annotate.export.characters import xml_attribute, xml_text
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.export.tables import COLUMNS, row
from annotate.glossary.contexts import showcase
from annotate.glossary.entries import Entry

CELL_LIMIT = 32_767
"""The characters that a cell may hold (Excel's specifications and limits)."""
LINK_LIMIT = 65_530
"""The hyperlinks that a sheet may hold (the same page)."""
CONTEXTS = 5
"""Contexts of an entry on the second sheet: more is a concordance."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ESCAPE = regex.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_URL = regex.compile(r"https?://[^\s<>\"]{1,2000}")
_HEADER, _LINK, _WRAP = 1, 2, 3  # indices into the cell formats of `_STYLES`

EXTRA = ("status", "confidence", "first seen", "last seen", "definition", "note")
_WIDTHS = (36, 18, 18, 18, 26, 10, 8, 24, 10, 70, 40, 12, 12, 12, 12, 40, 30)
_CONTEXT_COLUMNS = ("english", "chinese", "context", "document", "sentence", "title", "address", "licence")
_CONTEXT_WIDTHS = (30, 18, 90, 24, 10, 40, 40, 24)
_NUMERIC = frozenset({"count", "sentence", "confidence"})

_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link from a cell: to a place in this workbook, or to an address."""

    cell: str
    place: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[_Link, ...]


def _render(material: Material, _options: Options) -> bytes:
    return ooxml.archive(_parts(_sheets(material.entries)))


def _sheets(entries: Sequence[Entry]) -> tuple[_Sheet, _Sheet]:
    glossary: list[tuple[str, ...]] = []
    contexts: list[tuple[str, ...]] = []
    links: list[_Link] = []
    outward: list[_Link] = []
    for number, entry in enumerate(entries, 2):
        seen = entry.seen or ("", "")
        ruled = (entry.review, str(entry.confidence), *seen, entry.definition or "", entry.note or "")
        glossary.append((*row(entry), *ruled))
        links.append(_Link(f"{_letter('context')}{number}", place=f"Contexts!A{len(contexts) + 2}"))
        for context in _contexts(entry):
            contexts.append(context)
            if _URL.fullmatch(context[6]):
                outward.append(_Link(f"G{len(contexts) + 1}", url=context[6]))
    return (
        _Sheet("Glossary", COLUMNS + EXTRA, _WIDTHS, tuple(glossary), tuple(links[:LINK_LIMIT])),
        _Sheet("Contexts", _CONTEXT_COLUMNS, _CONTEXT_WIDTHS, tuple(contexts), tuple(outward[:LINK_LIMIT])),
    )


def _contexts(entry: Entry) -> Iterator[tuple[str, ...]]:
    for use in showcase(entry.occurrences, limit=CONTEXTS):
        source = use.source
        yield (
            use.english or "",
            use.chinese,
            use.context,
            use.document,
            str(use.sentence or ""),
            source.title or "",
            source.url or "",
            source.licence or "",
        )


def _letter(column: str) -> str:
    return chr(ord("A") + COLUMNS.index(column))


def _parts(sheets: Sequence[_Sheet]) -> Iterator[tuple[str, bytes]]:
    kinds = [(f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n, _ in enumerate(sheets, 1)]
    kinds += [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"), ("/xl/styles.xml", f"{_TYPE}.styles+xml")]
    yield "[Content_Types].xml", ooxml.content_types(kinds)
    yield "_rels/.rels", ooxml.relationships([("officeDocument", "xl/workbook.xml")])
    yield "xl/workbook.xml", ooxml.part(_workbook(sheets))
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)]
    yield "xl/_rels/workbook.xml.rels", ooxml.relationships([*targets, ("styles", "styles.xml")])
    yield "xl/styles.xml", ooxml.part(_STYLES)
    for n, sheet in enumerate(sheets, 1):
        yield f"xl/worksheets/sheet{n}.xml", ooxml.part(_worksheet(sheet))
        urls = [link.url for link in sheet.links if link.url]
        if urls:
            yield f"xl/worksheets/_rels/sheet{n}.xml.rels", ooxml.relationships([], external=urls)


def _workbook(sheets: Sequence[_Sheet]) -> str:
    listed = "".join(
        f'<sheet name="{sheet.name}" sheetId="{n}" r:id="rId{n}"/>' for n, sheet in enumerate(sheets, 1)
    )
    names = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">{sheet.name}!{_area(sheet, absolute=True)}'
        "</definedName>"
        for n, sheet in enumerate(sheets)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )


def _area(sheet: _Sheet, *, absolute: bool = False) -> str:
    last, depth = chr(ord("A") + len(sheet.columns) - 1), len(sheet.rows) + 1
    return f"$A$1:${last}${depth}" if absolute else f"A1:{last}{depth}"


def _worksheet(sheet: _Sheet) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(sheet.widths, 1)
    )
    linked = {link.cell for link in sheet.links}
    rows = [_row(1, sheet.columns, sheet.columns, linked)]
    rows += [_row(number, sheet.columns, cells, linked) for number, cells in enumerate(sheet.rows, 2)]
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_REL}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="{_area(sheet)}"/>{_hyperlinks(sheet.links)}</worksheet>'
    )


def _row(number: int, columns: Sequence[str], cells: Sequence[str], linked: set[str]) -> str:
    inner = "".join(
        _cell(f"{chr(ord('A') + n)}{number}", column, cell, linked)
        for n, (column, cell) in enumerate(zip(columns, cells, strict=True))
    )
    return f'<row r="{number}">{inner}</row>'


def _cell(place: str, column: str, value: str, linked: set[str]) -> str:
    if not value:
        return ""
    if column in _NUMERIC and place[1:] != "1":
        return f'<c r="{place}"><v>{value}</v></c>'
    style = _HEADER if place[1:] == "1" else _LINK if place in linked else _WRAP
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_string(value)}</t></is></c>'
    )


def _string(value: str) -> str:
    """A cell's text: not too long, and no run that Excel would take for an escaped character."""
    short = value if len(value) <= CELL_LIMIT else value[: CELL_LIMIT - 1] + "…"
    return xml_text(_ESCAPE.sub("_x005F_", short))


def _hyperlinks(links: Sequence[_Link]) -> str:
    outward = iter(range(1, len(links) + 1))
    listed = "".join(
        f'<hyperlink ref="{link.cell}" r:id="rId{next(outward)}"/>'
        if link.url
        else f'<hyperlink ref="{link.cell}" location={xml_attribute(link.place or "")}/>'
        for link in links
    )
    return f"<hyperlinks>{listed}</hyperlinks>" if listed else ""


EXPORTER = Exporter("xlsx", "Excel workbook: Excel, LibreOffice Calc", one_file("glossary.xlsx", _render))
