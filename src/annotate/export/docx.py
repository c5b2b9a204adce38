"""A Word document: the glossary as a table whose header row repeats on each page."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.export import ooxml
from annotate.export.characters import xml_attribute, xml_text
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.glossary.contexts import showcase
from annotate.glossary.entries import Entry

COLUMNS = ("English", "Chinese", "Pinyin", "Type", "Variants", "Context")
_WIDTHS = (2600, 1900, 1900, 900, 2600, 4500)  # twentieths of a point; a landscape page holds 14400
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_STYLES = (
    f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="SimSun"/><w:sz w:val="18"/>'
    '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'
    "</w:style></w:styles>"
)


def _render(material: Material, options: Options) -> bytes:
    types = [
        ("/word/document.xml", f"{_TYPE}.document.main+xml"),
        ("/word/styles.xml", f"{_TYPE}.styles+xml"),
    ]
    return ooxml.archive(
        [
            ("[Content_Types].xml", ooxml.content_types(types)),
            ("_rels/.rels", ooxml.relationships([("officeDocument", "word/document.xml")])),
            ("word/document.xml", ooxml.part(_document(material, options))),
            ("word/_rels/document.xml.rels", ooxml.relationships([("styles", "styles.xml")])),
            ("word/styles.xml", ooxml.part(_STYLES)),
        ]
    )


def _document(material: Material, options: Options) -> str:
    title = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_run(material.title)}</w:p>'
    imprint = " · ".join(
        part for part in (material.publisher, material.licence, material.licence_url) if part
    )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    rows = "".join(_row(_cells(entry, options)) for entry in material.entries)
    return (
        f'<w:document xmlns:w="{_MAIN}"><w:body>{title}<w:p>{_run(imprint)}</w:p>'
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_header()}{rows}</w:tbl><w:p/>'
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1000" w:right="1200" w:bottom="1000" w:left="1200" w:header="500" w:footer="500" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _header() -> str:
    return _row(((name, "en") for name in COLUMNS), properties="<w:trPr><w:tblHeader/></w:trPr>", bold=True)


def _cells(entry: Entry, options: Options) -> Iterator[tuple[str, str]]:
    """The text and the language of each cell."""
    both = (
        entry.chinese
        if entry.simplified == entry.traditional
        else f"{entry.simplified} / {entry.traditional}"
    )
    shown = showcase(entry.occurrences, limit=1)
    yield entry.english, "en"
    yield both, options.tag("zh-Hans")
    yield entry.pinyin, "en"
    yield entry.type, "en"
    yield "; ".join(f"{term.text} ({term.count})" for term in entry.variants), "en"
    yield (shown[0].context if shown else ""), "en"


def _row(
    cells: Iterator[tuple[str, str]],
    *,
    properties: str = "<w:trPr><w:cantSplit/></w:trPr>",
    bold: bool = False,
) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{_run(text, lang=lang, bold=bold)}</w:p></w:tc>'
        for width, (text, lang) in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr>{properties}{inner}</w:tr>"


def _run(text: str, *, lang: str = "en", bold: bool = False) -> str:
    """A run of text; a line break or tab in it becomes Word's own."""
    properties = ("<w:b/>" if bold else "") + f'<w:lang w:val="en-GB" w:eastAsia={xml_attribute(lang)}/>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{''.join(_pieces(text))}</w:r>"


def _pieces(text: str) -> Iterator[str]:
    for number, row in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        yield "<w:br/>" if number else ""
        for column, piece in enumerate(row.split("\t")):
            yield "<w:tab/>" if column else ""
            yield f'<w:t xml:space="preserve">{xml_text(piece)}</w:t>'


EXPORTER = Exporter("docx", "Word document: Word, LibreOffice Writer", one_file("glossary.docx", _render))
