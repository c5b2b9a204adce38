"""What the header tells, and that it is the truth about the text below it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from annotate import tei
from annotate.config import CorpusConfig
from annotate.model import Document, Metadata, Notice, Source
from annotate.tei import Application, Provenance
from annotate.tei.names import XML_LANG
from tests.tei.documents import documents
from tests.tei.examples import CONFIG, NS, bank, tree_of

KNOWN = Metadata(
    title="Exodus",
    title_zh="大逃亡",
    author="Huang Liling",
    author_zh="黄丽玲",
    translator="A. Translator",
    date="2022-03-01",
    url="https://example.org/exodus",
    licence="CC BY 4.0",
)


def with_metadata(metadata: Metadata) -> Document:
    return replace(bank(), source=replace(bank().source, metadata=metadata))


def texts(root: etree._Element, path: str) -> list[str | None]:
    return [element.text for element in root.iterfind(f".//{path}", NS)]


def test_what_is_known_of_the_source() -> None:
    root = tree_of(with_metadata(KNOWN))
    assert texts(root, "t:titleStmt/t:title") == ["Exodus", "大逃亡"]
    assert texts(root, "t:titleStmt/t:author") == ["Huang Liling", "黄丽玲"]
    assert texts(root, "t:titleStmt/t:respStmt/t:persName") == ["A. Translator"]
    assert texts(root, "t:sourceDesc/t:bibl/t:ref") == ["https://example.org/exodus"]
    date = root.find(".//t:sourceDesc/t:bibl/t:date", NS)
    assert date is not None
    assert date.get("when") == "2022-03-01"
    assert texts(root, "t:sourceDesc//t:licence") == ["CC BY 4.0"]


def test_what_is_known_of_the_corpus() -> None:
    root = tree_of(bank())
    assert texts(root, "t:publisher") == ["Nobody"]
    assert texts(root, "t:seriesStmt/t:title") == ["Test corpus", "测试"]
    licence = root.find(".//t:publicationStmt//t:licence", NS)
    assert licence is not None
    assert (licence.text, licence.get("target")) == (CONFIG.licence, CONFIG.licence_url)


def test_what_nobody_told_is_said_to_be_unknown() -> None:
    root = etree.fromstring(tei.build(bank(), corpus=CorpusConfig()))
    assert texts(root, "t:titleStmt/t:title") == ["bank"]
    assert texts(root, "t:publicationStmt//t:licence") == ["Not stated"]


def test_a_text_has_its_own_licence_where_the_corpus_has_none() -> None:
    root = etree.fromstring(tei.build(with_metadata(KNOWN), corpus=CorpusConfig()))
    assert texts(root, "t:publicationStmt//t:licence") == ["CC BY 4.0"]


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("2022-03-01", True),
        ("2022", True),
        ("2022-03", True),
        ("0000", False),
        ("2022-13-01", False),
        ("May", False),
    ],
)
def test_only_a_sound_date_is_given_to_machines(date: str, when: bool) -> None:  # noqa: FBT001  # a table of cases
    element = tree_of(with_metadata(Metadata(date=date))).find(".//t:bibl/t:date", NS)
    assert element is not None
    assert (element.get("when") == date) is when


def test_the_extent() -> None:
    measures = tree_of(bank()).iterfind(".//t:extent/t:measure", NS)
    assert [(m.get("quantity"), m.get("unit")) for m in measures] == [("4", "words"), ("30", "characters")]


def test_notices_and_where_they_belong() -> None:
    source = Source("d", "ab", notices=(Notice("odd", 1), Notice("whole")))
    notes = tree_of(Document(source)).iterfind(".//t:notesStmt/t:note[@type='notice']", NS)
    assert [(note.text, note.get("n")) for note in notes] == [("odd", "1"), ("whole", None)]


def test_programs_with_their_versions() -> None:
    provenance = Provenance(
        (Application("spacy", "3.8.11", "spaCy"), Application("model", "dev+g1", detail="sha256 abc")),
        when="2026-01-31",
    )
    data = tei.build(bank(), corpus=CONFIG, provenance=provenance)
    root = etree.fromstring(data)
    told = [
        (a.get("ident"), a.get("version"), a.findtext("t:label", "", NS), a.findtext("t:desc", "", NS))
        for a in root.iterfind(".//t:appInfo/t:application", NS)
    ]
    assert told == [("spacy", "3.8.11", "spaCy", "3.8.11"), ("model", "0", "model", "dev+g1; sha256 abc")]
    assert root.find(".//t:change[@when='2026-01-31']", NS) is not None


def test_only_categories_in_use() -> None:
    root = tree_of(bank())
    ids = [
        category.get("{http://www.w3.org/XML/1998/namespace}id")
        for category in root.iterfind(".//t:category", NS)
    ]
    assert ids == [
        "bank.ner.org",
        "bank.form.full",
        "bank.type.org",
        "bank.convention.paren",
        "bank.ev.capitals",
        "bank.ev.dictionary",
    ]


@settings(max_examples=30)
@given(documents())
def test_the_counts_are_true(document: Document) -> None:
    root = tree_of(document)
    text = root.find("t:text", NS)
    assert text is not None
    counted = Counter(element.tag.rpartition("}")[2] for element in text.iter())
    told = {usage.get("gi"): int(usage.get("occurs", "")) for usage in root.iterfind(".//t:tagUsage", NS)}
    assert told == counted


@settings(max_examples=30)
@given(documents())
def test_every_language_in_use_is_listed_and_no_other(document: Document) -> None:
    root = tree_of(document)
    listed = {language.get("ident") for language in root.iterfind(".//t:language", NS)}
    assert {element.get(XML_LANG) for element in root.iter() if XML_LANG in element.attrib} == listed
