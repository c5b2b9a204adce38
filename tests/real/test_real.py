"""Builds of real texts from `../shared`: every file valid, every character in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from lxml import etree

from annotate import corpus, engine, readers, tei
from annotate.model import Source

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
HAN = regex.compile(r"\p{Script=Han}")


@pytest.fixture(scope="module")
def essays(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> engine.Report:
    """Thirty long Markdown essays, built."""
    return engine.build(corpus.locate(shared / "real" / "essays", tmp_path_factory.mktemp("essays")))


def test_every_essay_is_built_and_valid(essays: engine.Report) -> None:
    assert (essays.documents, essays.failed, essays.problems) == (30, (), ())


def sources(shared: Path) -> Iterator[tuple[Path, str, Source]]:
    for path in sorted((shared / "real" / "essays").glob("*.md")):
        yield path, path.read_bytes().decode(), readers.read(path)


def test_the_text_of_each_file_is_that_of_its_source(essays: engine.Report, shared: Path) -> None:
    for path, _, source in sources(shared):
        root = etree.parse(essays.out / "tei" / f"{source.id}.xml").getroot()
        assert "".join(root.find("t:text", TEI).itertext()) == source.text, path
        assert tei.parse(etree.tostring(root)).source.text == source.text


def test_no_chinese_of_a_file_is_lost_or_moved(shared: Path) -> None:
    for path, file, source in sources(shared):
        for match in HAN.finditer(source.text):
            home = source.origin.offset(match.start())
            assert file[home] == match.group(), (path, match.start())
        assert HAN.findall(source.text) == HAN.findall(file), path


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module")
def article(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> etree._Element:
    """The translated article, built."""
    report = engine.build(corpus.locate(shared / "seed", tmp_path_factory.mktemp("seed")))
    assert (report.documents, report.failed, report.problems) == (1, (), ())
    (path,) = (p for p in (report.out / "tei").glob("*.xml") if p.stem not in {"corpus", "register"})
    return etree.parse(path).getroot()


@pytest.mark.parametrize(
    ("place", "count", "begins"),
    [
        ("t:front//t:titlePart[@type='main']", 1, "Mass Exodus? ---Under Xi Jinping"),
        ("t:front//t:titlePart[@type='alt'][@xml:lang]", 1, "大逃亡?"),
        ("t:front/t:byline", 1, "By Huang Liling"),
        ("t:front/t:figure/t:head", 1, "Photo: "),
        ("t:front/t:note[@type='editorial']", 1, "【Editor’s Note"),
        ("t:body//t:dateline", 1, "Taipei (台北)"),
        ("t:body/t:div/t:head", 3, "From Building Contractor to Exile"),
        ("t:back/t:div[@type='colophon']", 1, "This translation is authorized"),
    ],
)
def test_the_article_s_parts_are_in_their_elements(
    article: etree._Element, place: str, count: int, begins: str
) -> None:
    names = {**TEI, "xml": "http://www.w3.org/XML/1998/namespace"}
    found = article.xpath(f"t:text/{place}", namespaces=names)
    assert len(found) == count
    assert words(found[0]).startswith(begins)
