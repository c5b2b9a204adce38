"""Each format, read back by a program that is not ours: every term is there, whatever it holds."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256

import conllu
import docx
import openpyxl
import pandas as pd
import pytest
import rdflib
from cassis import load_cas_from_xmi, load_typesystem
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from translate.storage import tbx as toolkit_tbx
from translate.storage import tmx as toolkit_tmx

from annotate import plugins
from annotate.export import FORMAT_GROUP, Exporter, File, Options
from annotate.export.csv_excel import TRIGGERS
from annotate.model import Document
from tests.export.material import expected, flat, hostile, material, sample

Pairs = set[tuple[str, str]]
Documents = tuple[Document, ...]
SKOS = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
ONTOLEX = rdflib.Namespace("http://www.w3.org/ns/lemon/ontolex#")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def export(name: str, documents: Documents, options: Options | None = None) -> tuple[File, ...]:
    return plugins.get(FORMAT_GROUP, name, Exporter).write(material(documents), options or Options())


def from_csv(files: tuple[File, ...]) -> Pairs:
    rows = csv.DictReader(io.StringIO(files[0].data.decode("utf-8"), newline=""))
    return {(flat(row["english"]), flat(row["chinese"])) for row in rows}


def from_csv_excel(files: tuple[File, ...]) -> Pairs:
    frame = pd.read_csv(io.BytesIO(files[0].data), dtype=str, encoding="utf-8-sig", keep_default_na=False)
    assert not [c for column in frame for c in frame[column] if c[:1] in TRIGGERS and c]
    bare = frame.map(lambda cell: cell[1:] if cell[:1] == "'" and cell[1:2] in TRIGGERS else cell)
    return set(zip(bare["english"].map(flat), bare["chinese"].map(flat), strict=True))


def from_xlsx(files: tuple[File, ...]) -> Pairs:
    book = openpyxl.load_workbook(io.BytesIO(files[0].data))
    sheet = book["Glossary"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    rows = [
        [str(value or "").replace("_x005F_", "_") for value in row]
        for row in sheet.iter_rows(values_only=True)
    ]
    return {(flat(row[0]), flat(row[1])) for row in rows[1:]}


def from_tbx(files: tuple[File, ...]) -> Pairs:
    ns = {"t": "urn:iso:std:iso:30042:ed-2"}
    root = etree.fromstring(files[0].data)
    return {
        (flat(english), flat(chinese))
        for entry in root.iterfind(".//t:conceptEntry", ns)
        for english in entry.xpath("t:langSec[@xml:lang='en']//t:term/text()", namespaces=ns) or [""]
        for chinese in entry.xpath("t:langSec[starts-with(@xml:lang,'zh')]//t:term/text()", namespaces=ns)
    }


def from_tbx2(files: tuple[File, ...]) -> Pairs:
    store = toolkit_tbx.tbxfile(io.BytesIO(files[0].data), sourcelanguage="en", targetlanguage="zh-Hans")
    return {(flat(str(unit.source)), flat(str(unit.target))) for unit in store.units}


def from_tmx(files: tuple[File, ...]) -> Pairs:
    store = toolkit_tmx.tmxfile(io.BytesIO(files[0].data), sourcelanguage="en", targetlanguage="zh-Hans")
    return {(flat(str(unit.source)), flat(str(unit.target))) for unit in store.units}


def from_omegat(files: tuple[File, ...]) -> Pairs:
    rows = [row.split("\t") for row in files[0].data.decode("utf-8").split("\n") if row]
    assert {len(row) for row in rows} <= {3}
    return {(flat(row[0]), flat(row[1])) for row in rows}


def from_skos(files: tuple[File, ...]) -> Pairs:
    graph = rdflib.Graph().parse(data=files[0].data, format="turtle")
    pairs = set()
    for concept in graph.subjects(rdflib.RDF.type, SKOS.Concept):
        labels = [
            label for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, rdflib.Literal)
        ]
        english = [str(label) for label in labels if label.language == "en"]
        chinese = [str(label) for label in labels if (label.language or "").startswith(("zh-han", "zh-Han"))]
        pairs |= {(flat(e), flat(c)) for e in english or [""] for c in chinese}
    return pairs


def from_ontolex(files: tuple[File, ...]) -> Pairs:
    graph = rdflib.Graph().parse(data=files[0].data, format="turtle")
    words: dict[str, dict[str, list[str]]] = {}
    for entry, concept in graph.subject_objects(ONTOLEX.evokes):
        for form in graph.objects(entry, ONTOLEX.canonicalForm):
            for written in graph.objects(form, ONTOLEX.writtenRep):
                lang = (written.language or "")[:2] if isinstance(written, rdflib.Literal) else ""
                words.setdefault(str(concept), {}).setdefault(lang, []).append(flat(str(written)))
    return {(e, c) for found in words.values() for e in found.get("en", [""]) for c in found.get("zh", [])}


def from_json(files: tuple[File, ...]) -> Pairs:
    return {(flat(e["english"]), flat(e["chinese"])) for e in json.loads(files[0].data)["entries"]}


def from_jsonl(files: tuple[File, ...]) -> Pairs:
    frame = pd.read_json(io.BytesIO(files[0].data), lines=True)
    return set(zip(frame["english"].map(flat), frame["chinese"].map(flat), strict=True))


def from_markdown(files: tuple[File, ...]) -> Pairs:
    page = lxml_html.fromstring(
        MarkdownIt("commonmark").enable("table").render(files[0].data.decode("utf-8"))
    )
    rows = [[flat(cell.text_content()) for cell in row.findall("td")] for row in page.iter("tr")]
    return {(row[0], chinese) for row in rows if row for chinese in (row[1], row[1].split(" / ")[0])}


def from_html(files: tuple[File, ...]) -> Pairs:
    page = lxml_html.fromstring(files[0].data)
    return {
        (flat(article.find("h3").text_content()), flat(article.find("bdi").text_content()))
        for article in page.iter("article")
    }


def from_docx(files: tuple[File, ...]) -> Pairs:
    table = docx.Document(io.BytesIO(files[0].data)).tables[0]
    rows = [[flat(cell.text) for cell in row.cells] for row in table.rows]
    return {(row[0], chinese) for row in rows[1:] for chinese in (row[1], *row[1].split(" / "))}


def from_anki(files: tuple[File, ...]) -> Pairs:
    rows = [
        row.split("\t")
        for row in files[0].data.decode("utf-8").split("\n")
        if row and not row.startswith("#")
    ]
    assert {len(row) for row in rows} == {4}
    plain = [
        [flat(lxml_html.fromstring(f"<p>{cell.split('<br>')[0]}</p>").text_content()) for cell in row]
        for row in rows
    ]
    return {(row[1], chinese) for row in plain for chinese in row[2].split(" / ")}


READERS: dict[str, Callable[[tuple[File, ...]], Pairs]] = {
    "csv": from_csv,
    "csv-excel": from_csv_excel,
    "xlsx": from_xlsx,
    "tbx": from_tbx,
    "tbx2": from_tbx2,
    "tmx": from_tmx,
    "omegat": from_omegat,
    "skos": from_skos,
    "ontolex": from_ontolex,
    "json": from_json,
    "jsonl": from_jsonl,
    "markdown": from_markdown,
    "html": from_html,
    "docx": from_docx,
    "anki": from_anki,
}
CORPUS_FORMATS = {"conllu", "vertical", "webanno", "webannotation"}


def test_every_format_is_tested() -> None:
    names = {name for name, _ in plugins.discover(FORMAT_GROUP, Exporter).plugins}
    assert names == set(READERS) | CORPUS_FORMATS | {"bundle"}
    assert not plugins.discover(FORMAT_GROUP, Exporter).broken


@pytest.mark.parametrize("name", READERS)
def test_every_hostile_term_survives(name: str) -> None:
    assert expected(hostile()) - READERS[name](export(name, hostile())) == set()


@pytest.mark.parametrize("name", READERS)
def test_every_ordinary_term_survives(name: str) -> None:
    assert expected(sample()) - READERS[name](export(name, sample())) == set()


@pytest.mark.parametrize("name", [*READERS, *CORPUS_FORMATS, "bundle"])
def test_the_same_corpus_gives_the_same_bytes(name: str) -> None:
    assert export(name, hostile() + sample()) == export(name, hostile() + sample())


@pytest.mark.parametrize("name", [*READERS, *CORPUS_FORMATS])
def test_text_is_utf8_without_a_byte_order_mark(name: str) -> None:
    for file in export(name, sample()):
        if name not in {"xlsx", "docx"}:
            file.data.decode("utf-8")
            assert file.data.startswith(b"\xef\xbb\xbf") == (name == "csv-excel")


@pytest.mark.parametrize("documents", [hostile(), sample()], ids=["hostile", "sample"])
def test_conllu(documents: Documents) -> None:
    for doc, file in zip(documents, export("conllu", documents), strict=True):
        text = file.data.decode("utf-8")
        assert text.endswith("\n\n")
        parsed = conllu.parse(text)
        assert len(parsed) == len(doc.sentences)
        for sentence in parsed:
            joined = "".join(
                t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in sentence
            )
            assert joined.strip() == sentence.metadata["text"].strip()
            assert all(
                len(row.split("\t")) == 10 for row in text.split("\n") if row and not row.startswith("#")
            )


@pytest.mark.parametrize("documents", [hostile(), sample()], ids=["hostile", "sample"])
def test_vertical(documents: Documents) -> None:
    corpus, registry = export("vertical", documents)
    opened: list[str] = []
    for row in corpus.data.decode("utf-8").splitlines():
        if row.startswith("</"):
            assert opened.pop() == row[2:-1]
        elif row.startswith("<") and not row.startswith("<g/>"):
            assert row.endswith(">")
            opened.append(row[1:-1].split(" ")[0])
            etree.fromstring(f"{row}</{opened[-1]}>")
        elif not row.startswith("<g/>"):
            assert len(row.split("\t")) == 7
            assert all(row.split("\t"))
    assert not opened
    assert registry.data.count(b"ATTRIBUTE") == 7 + 7 + 1 + 3 + 4


@pytest.mark.parametrize("documents", [hostile(), sample()], ids=["hostile", "sample"])
def test_uima_xmi_is_read_by_cassis(documents: Documents) -> None:
    files = {file.name: file.data for file in export("webanno", documents)}
    types = load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    for doc in documents:
        cas = load_cas_from_xmi(io.BytesIO(files[f"{doc.source.id}.xmi"]), typesystem=types)
        found = [(a.part, a.get_covered_text()) for a in cas.select("webanno.custom.Gloss")]
        shown = str(cas.sofa_string)
        assert len(shown) == len(doc.source.text)
        wanted = [
            (part, shown[span.start : span.end])
            for a in doc.alignments
            for part, span in (("head", a.head), ("gloss", a.gloss.span))
        ]
        assert sorted(found) == sorted(wanted)
        assert len(cas.select("webanno.custom.Rendering")) == len(doc.alignments)


@pytest.mark.parametrize("documents", [hostile(), sample()], ids=["hostile", "sample"])
def test_webanno_tsv_counts_in_utf16(documents: Documents) -> None:
    files = {file.name: file.data.decode("utf-8") for file in export("webanno", documents)}
    for doc in documents:
        encoded = doc.source.text.encode("utf-16-le")
        rows = [row.split("\t") for row in files[f"{doc.source.id}.tsv"].split("\n") if row[:1].isdigit()]
        assert {len(row) for row in rows} == {8}
        for row in rows:
            begin, end = map(int, row[1].split("-"))
            assert flat(encoded[2 * begin : 2 * end].decode("utf-16-le")) == flat(row[2])
        assert sum(row[6] != "_" for row in rows) == len(doc.alignments)


@pytest.mark.parametrize("documents", [hostile(), sample()], ids=["hostile", "sample"])
def test_web_annotations_select_the_gloss_by_code_points(documents: Documents) -> None:
    for doc, file in zip(documents, export("webannotation", documents), strict=True):
        page = json.loads(file.data)
        assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert len(page["items"]) == len(doc.alignments)
        for item in page["items"]:
            quotation, position = item["target"]["selector"]
            assert flat(doc.source.text[position["start"] : position["end"]]) == flat(quotation["exact"])


def test_the_bundle_holds_every_format_and_its_checksums_hold() -> None:
    (file,) = export("bundle", sample())
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
        sums = dict(
            reversed(row.split("  ", 1)) for row in archive.read("sha256sums.txt").decode().splitlines()
        )
        assert {name.split("/")[0] for name in names if "/" in name} == set(READERS) | CORPUS_FORMATS
        assert set(sums) == names - {"sha256sums.txt"}
        assert all(sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())
        assert {listed["path"] for listed in manifest["files"]} == names - {"sha256sums.txt", "manifest.json"}
        assert "CC0-1.0" in archive.read("LICENCE.txt").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
