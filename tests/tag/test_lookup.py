from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate import tei
from annotate.cli import main
from annotate.config import CorpusConfig
from annotate.lookup import Fit, Named, find, fit_of
from annotate.tag import chinese as zh
from annotate.tag import english as en
from annotate.tag import tag
from annotate.tag.registry import register
from tests.tag.conftest import glossed

TEXT = (
    "Wang Shaohua (王少华) of the World Rivers Fund (WRF) (世界河流基金会) met Ng Kuok Cheong (吳國昌) in Kyoto. "
    "Wang paid him."
)


@pytest.mark.parametrize(
    ("query", "name", "fit"),
    [
        ("王少华", "王少华", Fit.EXACT),
        ("吴国昌", "吳國昌", Fit.LETTERS),
        ("吳", "吴国昌", Fit.START),
        ("國", "中国", Fit.INSIDE),
        ("wang shaohua", "Wáng Shàohuá", Fit.LETTERS),
        ("wangshaohua", "Wang Shaohua", Fit.LETTERS),
        ("shaohua", "Wáng Shàohuá", Fit.WORD),
        ("rivers fund", "World Rivers Fund", Fit.WORD),
        ("worldriv", "World Rivers Fund", Fit.START),
        ("ivers", "World Rivers Fund", Fit.INSIDE),
        ("iv", "World Rivers Fund", None),
        ("张", "王少华", None),
        ("", "x", None),
        ("…", "x", None),
    ],
)
def test_how_well_a_name_fits(query: str, name: str, fit: Fit | None) -> None:
    assert fit_of(query, name) == fit


def test_better_fits_come_first_then_the_more_frequent() -> None:
    among = [
        Named("a", "entity", "place", ("Wuhan University",), 9),
        Named("b", "entity", "place", ("Wuhan",), 1),
        Named("c", "entry", "term", ("Wuhan tea",), 10),
    ]
    assert [hit.named.key for hit in find("wuhan", among)] == ["b", "c", "a"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, alignments = glossed(
        TEXT,
        ("王少华", "Wang Shaohua", "person"),
        ("世界河流基金会", "World Rivers Fund (WRF)", "org"),
        ("吳國昌", "Ng Kuok Cheong", "person"),
    )
    (document,), made = register([tag(source, alignments, english=en.load(), chinese=zh.load())])
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "build" / "tei").mkdir(parents=True)
    settings = CorpusConfig()
    (folder / "build/tei/doc.xml").write_bytes(tei.build(document, corpus=settings))
    (folder / "build/tei/register.xml").write_bytes(tei.build_register(made.entities, settings))
    rows = "english,chinese,simplified,traditional,pinyin,type,count\r\nstability maintenance,维稳,维稳,維穩,wéiwěn,term,3\r\n"
    (folder / "build/glossary.csv").write_text(rows, encoding="utf-8")
    return folder


def run(*args: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    return result.exit_code, result.output


@pytest.mark.parametrize("query", ["person.1", "Wang Shaohua", "王少华", "wang shaohua", "Wáng Shàohuá"])
def test_an_entity_is_shown_by_id_english_chinese_and_pinyin(corpus: Path, query: str) -> None:
    code, output = run("show", query, "-c", corpus)
    assert code == 0
    assert output.startswith("person.1  Wang Shaohua 王少华  (person)")
    assert "[Wang] paid him." in output
    assert "World Rivers Fund" in output  # named in the same sentence


def test_an_unknown_entity_is_one_line_with_the_cure(corpus: Path) -> None:
    code, output = run("show", "Nobody At All", "-c", corpus)
    assert code == 1
    assert "annotate entities" in output


def test_entities_are_listed_by_type(corpus: Path) -> None:
    code, output = run("entities", corpus, "--type", "person", "--format", "json")
    assert code == 0
    rows = json.loads(output)
    assert [row["id"] for row in rows] == ["person.1", "person.2"]
    assert rows[0]["mentions"] == 3
    assert rows[0]["first"] == {"doc": "doc", "start": 0, "end": 12}
    code, output = run("entities", corpus, "--format", "csv")
    assert output.splitlines()[0].startswith("id,type,english,chinese,pinyin,mentions")
    assert "WRF" in output


@pytest.mark.parametrize(
    ("query", "first"), [("維", "维稳"), ("weiwen", "维稳"), ("Ng", "person.2"), ("吴国昌", "person.2")]
)
def test_lookup_finds_entries_and_entities(corpus: Path, query: str, first: str) -> None:
    code, output = run("lookup", query, "-c", corpus, "--format", "json")
    assert code == 0
    assert json.loads(output)[0]["key"] == first


def test_a_corpus_that_was_not_built_names_the_command(tmp_path: Path) -> None:
    code, output = run("entities", tmp_path)
    assert code == 1
    assert "annotate build" in output


def test_mentions_have_offsets_into_the_file(tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    text = "# Trip\n\nThey met *Chen Moli* in **Kyoto** today. Chen slept.\n"
    file.write_text(text, encoding="utf-8")
    code, output = run("mentions", file, "--format", "jsonl")
    assert code == 0
    rows = [json.loads(line) for line in output.splitlines()]
    assert [text[row["start"] : row["end"]] for row in rows] == ["Chen Moli", "Kyoto", "Chen"]
    assert {row["doc"] for row in rows} == {"note"}
    assert rows[0]["entity"] == rows[2]["entity"]
    assert set(rows[0]) == {"doc", "path", "start", "end", "text", "lang", "type", "entity"}
