"""Real texts, laid out and with the glosses of the gold, through TEI and back; no tagger needed."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import etree

from annotate import layout, readers, tei
from annotate.model import Alignment, Document, Gloss, Source, Span
from tests.tei.examples import CONFIG, NS
from tests.tei.jing import SCHEMAS, faults, tei_all


def seed(shared: Path) -> Document:
    """The seed article with its glosses and heads as the gold has them."""
    gold = json.loads((shared / "gold" / "seed.json").read_text(encoding="utf-8"))
    source = layout.parse(readers.read((shared / "gold" / gold["text_file"]).resolve()))
    alignments = tuple(
        Alignment(
            Gloss(span, span, "paren", "zh-Hans"),
            None if row["en_start"] is None else Span(row["en_start"], row["en_end"]),
            row["type"],
        )
        for row in gold["glosses"]
        for span in [Span(row["zh_start"], row["zh_end"])]
    )
    return Document(source, alignments)


def contents(root: etree._Element, path: str) -> list[str]:
    """The text of each element at `path` inside `text`."""
    found = root.iterfind(f"t:text/{path}", NS)
    return ["".join(str(part) for part in element.itertext()) for element in found]


def test_the_seed_article_has_its_parts_in_their_elements(shared: Path) -> None:
    document = seed(shared)
    data = tei.build(document, corpus=CONFIG)
    root = etree.fromstring(data)
    for path, count in {
        "t:front/t:docTitle/t:titlePart[@type='main']": 1,
        "t:front/t:docTitle/t:titlePart[@type='alt']": 1,
        "t:front/t:byline": 1,
        "t:front/t:figure/t:head": 1,
        "t:front/t:note[@type='editorial']": 1,
        "t:body/t:opener/t:dateline": 1,
        "t:body//t:div/t:head": 3,
        "t:back/t:div[@type='colophon']": 1,
    }.items():
        assert len(contents(root, path)) == count, path
    assert len(contents(root, "/t:gloss")) == len(contents(root, "/t:term")) == len(document.alignments)
    assert root.find("t:standOff/t:spanGrp", NS) is None
    assert tei.parse(data) == document


def test_essays_go_through_unchanged(shared: Path, tmp_path: Path) -> None:
    essays = sorted((shared / "real" / "essays").glob("*.md"))
    assert essays
    for essay in essays:
        source: Source = layout.parse(readers.read(essay))
        data = tei.build(Document(source), corpus=CONFIG)
        path = tmp_path / f"{source.id}.xml"
        path.write_bytes(data)
        assert tei.validate(path) == []
        assert tei.parse(data).source == source
    files = list(tmp_path.glob("*.xml"))
    assert faults(tei_all(), files) == ""
    assert faults(SCHEMAS / "annotate.rng", files) == ""
