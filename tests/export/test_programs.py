"""Whole programs read the exports: OmegaT, LibreOffice, jing, a TMX validator, a SHACL engine, Anki."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pyshacl
import pytest
import rdflib
from lxml import etree

from annotate.export import Options
from tests.export.material import expected, flat, hostile, sample
from tests.export.test_hostile import export

HERE = Path(__file__).parent
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
DOCUMENTS = hostile() + sample()

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
   sh:property [ sh:path skos:prefLabel ; sh:uniqueLang true ; sh:minCount 1 ; sh:disjoint skos:altLabel ] ;
   sh:property [ sh:path skos:prefLabel ; sh:disjoint skos:hiddenLabel ] ;
   sh:property [ sh:path skos:altLabel ; sh:disjoint skos:hiddenLabel ] ;
   sh:property [ sh:path skos:inScheme ; sh:minCount 1 ; sh:class skos:ConceptScheme ] .
[] a sh:NodeShape ; sh:targetClass skos:ConceptScheme ;
   sh:property [ sh:path dct:title ; sh:minCount 1 ] .
"""


@pytest.fixture
def omegat() -> Path:
    if not OMEGAT.is_file() or shutil.which("java") is None:
        pytest.skip("OmegaT is not installed: apt-get install omegat")
    return OMEGAT


@pytest.fixture
def soffice() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip(
            "LibreOffice is not installed: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui"
        )
    return found


def save(name: str, folder: Path, options: Options | None = None) -> Path:
    (file,) = export(name, DOCUMENTS, options)
    path = folder / file.name
    path.write_bytes(file.data)
    return path


@pytest.mark.parametrize("name", ["omegat", "tbx2"])
@pytest.mark.parametrize("tags", ["zh-Hans", "zh-CN"])
def test_omegat_reads_the_glossary(name: str, tags: str, omegat: Path, tmp_path: Path) -> None:
    path = save(name, tmp_path, Options(lang_tags="zh-CN" if tags == "zh-CN" else "zh-Hans"))
    command = ["java", "-Djava.awt.headless=true", "-cp", str(omegat), "groovy.ui.GroovyMain"]
    script = [str(HERE / "omegat.groovy"), str(tmp_path), "zh-CN", str(path)]
    done = subprocess.run([*command, *script], capture_output=True, text=True, check=True, timeout=120)
    found = {(flat(a), flat(b)) for a, b, _ in map(json.loads, done.stdout.splitlines())}
    assert expected(DOCUMENTS) - found == set()


def test_omegat_translates_by_the_memory(omegat: Path, tmp_path: Path) -> None:
    """A project whose source holds the terms as segments comes out in Chinese, by our memory alone."""
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True)
    terms = {"stability maintenance": "维稳", "Xi Jinping": "习近平", "#MeToo": "中\ufeff国不"}
    (project / "source/terms.txt").write_text("\n\n".join(terms), encoding="utf-8")
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    save("tmx", project / "tm/auto", Options(lang_tags="zh-CN"))
    command = [
        "java",
        "-Djava.awt.headless=true",
        f"-Duser.home={tmp_path}",
        "-jar",
        str(omegat),
        str(project),
    ]
    done = subprocess.run(
        [*command, "--mode=console-translate", "--no-team", f"--config-dir={tmp_path / 'config'}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    target = project / "target/terms.txt"
    assert target.is_file(), done.stdout + done.stderr
    assert target.read_text("utf-8").split("\n\n") == list(terms.values())


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>ZH-CN</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


@pytest.mark.parametrize("tags", ["zh-Hans", "zh-CN"])
def test_tmx_is_valid_by_the_dtd_that_omegat_ships(tags: str, omegat: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(omegat) as jar:
        dtd = etree.DTD(io.BytesIO(jar.read("schemas/tmx14.dtd")))
    path = save("tmx", tmp_path, Options(lang_tags="zh-CN" if tags == "zh-CN" else "zh-Hans"))
    assert dtd.validate(etree.parse(path)), dtd.error_log


@pytest.mark.parametrize("tags", ["zh-Hans", "zh-CN"])
def test_tbx_is_valid_by_jing(tags: str, tmp_path: Path) -> None:
    path = save("tbx", tmp_path, Options(lang_tags="zh-CN" if tags == "zh-CN" else "zh-Hans"))
    assert jing(path).stdout == ""


def test_the_tbx_schema_refuses_what_the_standard_forbids(tmp_path: Path) -> None:
    path = save("tbx", tmp_path)
    text = path.read_text("utf-8")
    for wrong in (
        text.replace("preferredTerm-admn-sts", "preferred"),
        text.replace(' id="e', ' xml:id="e'),
        text.replace("urn:iso:std:iso:30042:ed-2", "urn:iso:std:iso:30042:ed:3.0"),
        text.replace(">noun<", ">phrase<").replace(">other<", ">phrase<"),
    ):
        path.write_text(wrong, encoding="utf-8")
        assert jing(path).returncode == 1


def jing(path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("pyjing")
    command = [str(program), "-c", str(HERE / "tbx-basic.rnc"), str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("tags", ["zh-Hans", "zh-CN"])
def test_skos_keeps_its_own_rules(tags: str) -> None:
    (file,) = export("skos", DOCUMENTS, Options(lang_tags="zh-CN" if tags == "zh-CN" else "zh-Hans"))
    graph = rdflib.Graph().parse(data=file.data, format="turtle")
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, report


def convert(soffice: str, path: Path, kind: str, *options: str) -> dict[str, str]:
    """What LibreOffice makes of `path`: name and text of each file."""
    out = path.parent / "converted"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [
        soffice,
        "--headless",
        profile,
        *options,
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        str(path),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return {file.name: file.read_text("utf-8-sig") for file in sorted(out.iterdir())}


CALC_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
FROM_CSV = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"
"""What the import dialogue offers: comma, double quote, UTF-8 (76), from line 1."""


def test_libreoffice_calc_opens_the_workbook(soffice: str, tmp_path: Path) -> None:
    texts = convert(soffice, save("xlsx", tmp_path), CALC_CSV)
    rows = list(csv.DictReader(io.StringIO(texts["glossary-Glossary.csv"], newline="")))
    assert expected(DOCUMENTS) - {(flat(row["english"]), flat(row["chinese"])) for row in rows} == set()


def test_libreoffice_calc_opens_the_csv_and_runs_nothing(soffice: str, tmp_path: Path) -> None:
    texts = convert(soffice, save("csv-excel", tmp_path), "fods", FROM_CSV)
    book = etree.fromstring(next(iter(texts.values())).encode("utf-8"))
    formula = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
    assert not [cell for cell in book.iter() if cell.get(formula)]
    shown = {flat("\n".join(cell.itertext())) for cell in book.iter("{*}table-cell")}
    terms = {english for english, _ in expected(DOCUMENTS)}
    assert {term for term in terms if term not in shown and f"'{term}" not in shown} == set()


def test_libreoffice_writer_opens_the_document(soffice: str, tmp_path: Path) -> None:
    texts = convert(soffice, save("docx", tmp_path), "txt:Text (encoded):UTF8")
    text = flat(next(iter(texts.values())))
    assert [pair for pair in expected(DOCUMENTS) if pair[0] not in text or pair[1] not in text] == []


def test_the_workbook_is_ready_to_work_in() -> None:
    (file,) = export("xlsx", sample())
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    glossary, contexts = book["Glossary"], book["Contexts"]
    assert glossary.freeze_panes == "A2"
    assert glossary.auto_filter.ref == f"A1:Q{glossary.max_row}"
    assert glossary.column_dimensions["J"].width == 70
    links = [cell.hyperlink for row in glossary.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == glossary.max_row - 1
    first = links[0].location.split("!")[1]
    assert contexts[first].value == glossary["A2"].value
    addresses = {cell.hyperlink.target for row in contexts.iter_rows() for cell in row if cell.hyperlink}
    assert addresses == {"https://example.org/a?b=1&c=2"}
    assert {cell.data_type for cell in glossary["G"][1:]} == {"n"}
