"""Nothing is lost in TEI: the text, the document, validity; for documents of every legal shape."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from annotate import tei
from annotate.config import CorpusConfig
from annotate.model import Document
from annotate.tei.names import TEI
from tests.tei.documents import documents

CONFIG = CorpusConfig(title="Test corpus", title_zh="试", licence="CC0-1.0", publisher="Nobody")


def text_of(data: bytes) -> str:
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    element = etree.fromstring(data, parser).find(f"{{{TEI}}}text")
    assert element is not None
    return "".join(str(part) for part in element.itertext())


@given(documents())
def test_the_text_survives(document: Document) -> None:
    assert text_of(tei.build(document, corpus=CONFIG)) == document.source.text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each document is written over the one before."""
    return tmp_path_factory.mktemp("tei")


@given(document=documents())
def test_every_document_is_valid(folder: Path, document: Document) -> None:
    path = folder / f"{document.source.id}.xml"
    path.write_bytes(tei.build(document, corpus=CONFIG))
    assert tei.validate(path) == []


@given(documents())
def test_a_document_reads_back_equal(document: Document) -> None:
    data = tei.build(document, corpus=CONFIG)
    assert tei.parse(data) == document


@given(documents())
def test_a_second_build_changes_no_byte(document: Document) -> None:
    data = tei.build(document, corpus=CONFIG)
    assert tei.build(document, corpus=CONFIG) == data
    assert tei.build(tei.parse(data), corpus=CONFIG) == data
