"""The commands on a built corpus: export, check, and the ones that rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotate import plugins, tei
from annotate.cli import main
from annotate.config import CorpusConfig
from annotate.export import Exporter, File
from annotate.glossary.decisions import FILE, parse
from annotate.model import Document
from tests.glossary.build import document

FIRST = document(
    "They speak of [stability maintenance] (<维稳>) and mean [calm] (<安定>) at home.",
    "But [Xu Zhiyong] (<许志永>) was heard.",
    id="first",
)
SECOND = document("Elsewhere it is [stability preservation] (<维稳>) and [calm] (<安定>).", id="second")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return built(tmp_path, FIRST, SECOND)


def built(folder: Path, *documents: Document) -> Path:
    """A corpus with the results of a build of `documents`."""
    config = CorpusConfig(title="Ours", licence="CC0-1.0")
    out = folder / "build/tei"
    out.mkdir(parents=True, exist_ok=True)
    (folder / "corpus.toml").write_text('title = "Ours"\nlicence = "CC0-1.0"\n', encoding="utf-8")
    for doc in documents:
        (out / f"{doc.source.id}.xml").write_bytes(tei.build(doc, corpus=config))
    (out / "register.xml").write_bytes(tei.build_register((), config))
    return folder


def run(*arguments: str | Path, given: str | None = None, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)
    assert result.exit_code == code, result.output + result.stderr
    return result


def decided(corpus: Path) -> list[tuple[str, str, str, str]]:
    found = parse((corpus / FILE).read_text("utf-8"))
    return [(d.action, d.document, d.chinese, d.value) for d in found]


def test_export_to_the_build_by_default(corpus: Path) -> None:
    result = run("export", corpus, "--format", "csv")
    path = corpus / "build/export/csv/glossary.csv"
    assert result.stdout == f"{path}\n"
    assert len(path.read_text("utf-8").splitlines()) == 4


def test_export_to_a_file_a_folder_and_standard_output(corpus: Path, tmp_path: Path) -> None:
    run("export", corpus, "--format", "tbx", "-o", tmp_path / "mine.tbx")
    assert (tmp_path / "mine.tbx").read_text("utf-8").startswith("<?xml")
    run("export", corpus, "--format", "conllu", "-o", tmp_path / "folder")
    assert {path.name for path in (tmp_path / "folder").iterdir()} == {"first.conllu", "second.conllu"}
    assert run("export", corpus, "--format", "jsonl", "-o", "-").stdout.count("\n") == 3
    assert "name a folder" in run("export", corpus, "--format", "conllu", "-o", "-", code=1).stderr


def test_every_format_exports(corpus: Path, tmp_path: Path) -> None:
    for row in run("export", "--list").stdout.splitlines():
        name = row.split()[0]
        run("export", corpus, "--format", name, "-o", tmp_path / f"to-{name}")
        assert any((tmp_path / f"to-{name}").iterdir())


@pytest.mark.parametrize(
    ("options", "chinese"),
    [
        ((), {"维稳", "安定", "许志永"}),
        (("--min-count", "2"), {"维稳", "安定"}),
        (("--document", "second"), {"维稳", "安定"}),
        (("--document", "second", "--document", "first"), {"维稳", "安定", "许志永"}),
        (("--type", "term"), {"维稳", "安定", "许志永"}),
        (("--min-confidence", "0.9"), {"维稳", "安定", "许志永"}),
        (("--status", "unreviewed"), {"维稳", "安定", "许志永"}),
    ],
)
def test_filters(corpus: Path, options: tuple[str, ...], chinese: set[str]) -> None:
    rows = run("export", corpus, "--format", "jsonl", "-o", "-", *options).stdout.splitlines()
    assert {json.loads(row)["chinese"] for row in rows} == chinese


def test_a_filter_counts_anew(corpus: Path) -> None:
    rows = run("export", corpus, "--format", "jsonl", "-o", "-", "--document", "second").stdout.splitlines()
    found = {row["chinese"]: row for row in map(json.loads, rows)}
    assert found["维稳"]["count"] == 1
    assert [(t["text"], t["count"]) for t in found["维稳"]["english_terms"]] == [
        ("stability maintenance", 0),
        ("stability preservation", 1),
    ]


def test_filters_by_ruling(corpus: Path) -> None:
    run("accept", corpus, "维稳")
    run("reject", corpus, "calm")
    run("prefer", corpus, "维稳", "stability preservation", "--status", "deprecated")
    for status, chinese in {
        "accepted": {"维稳"},
        "rejected": {"安定"},
        "unreviewed": {"许志永"},
        "deprecated": {"维稳"},
    }.items():
        rows = run("export", corpus, "--format", "jsonl", "-o", "-", "--status", status).stdout.splitlines()
        assert {json.loads(row)["chinese"] for row in rows} == chinese
    assert ",安定," not in run("export", corpus, "-o", "-").stdout


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("export", "{}", "--format", "tbxx"), "no plug-in 'tbxx'", 1),
        (("export", "{}", "--document", "frist"), "no document “frist”; did you mean “first”?", 2),
        (("export", "{}", "--type", "person"), "no entry is left to export", 2),
        (("export",), "name the corpus", 2),
        (("export", "{}/none"), "no such file or folder", 1),
        (("check", "{}/build/tei"), "run “annotate build", 1),
        (("accept", "{}"), "name a term", 2),
        (("accept", "{}", "维温"), "no entry has the term “维温”; did you mean “维稳”?", 2),
        (("accept", "{}", "--finding", "f0"), "no finding “f0”", 2),
        (("reject", "{}", "许志永", "--document", "second"), "not glossed in “second”; it is in first", 2),
        (("reject", "{}", "维稳", "--document", "first", "--nth", "2"), "--nth 2 is too many", 2),
        (("correct", "{}", "维稳", "--head", "order"), "add --document", 2),
        (
            ("correct", "{}", "维稳", "--document", "first", "--head", "order"),
            "“order” does not stand near 维稳",
            2,
        ),
        (("correct", "{}", "维稳"), "nothing to correct", 2),
        (("merge", "{}", "维稳", "stability maintenance"), "are one entry already", 2),
        (("check", "{}", "--against", "{}/corpus.toml"), "no termbase that can be read", 1),
    ],
)
def test_mistakes_are_told_in_one_line(
    corpus: Path, arguments: tuple[str, ...], message: str, code: int
) -> None:
    result = run(*(argument.replace("{}", str(corpus)) for argument in arguments), code=code)
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (corpus / FILE).exists()


def test_rulings_are_written_and_take_effect(corpus: Path) -> None:
    run("correct", corpus, "维稳", "--document", "first", "--head", "home", "--type", "slogan")
    run("correct", corpus, "calm", "--define", "peace and quiet", "--subject", "politics")
    run("correct", corpus, "calm", "--note", "ask Li")
    run("correct", corpus, "安定", "--document", "second", "--sense", "adjective")
    run("merge", corpus, "许志永", "维稳")
    run("reject", corpus, "维稳", "--document", "second", "--note", "no gloss")
    run("accept", corpus, "安定", "--document", "first")
    assert decided(corpus) == [
        ("head", "first", "维稳", "home"),
        ("type", "first", "维稳", "slogan"),
        ("define", "*", "安定", "peace and quiet"),
        ("subject", "*", "安定", "politics"),
        ("note", "*", "安定", "ask Li"),
        ("split", "second", "安定", "adjective"),
        ("merge", "*", "许志永", "维稳"),
        ("reject", "second", "维稳", ""),
        ("accept", "first", "安定", "calm"),
    ]
    rows = [
        json.loads(row) for row in run("export", corpus, "--format", "jsonl", "-o", "-").stdout.splitlines()
    ]
    assert {(tuple(t["text"] for t in r["english_terms"]), r["status"]) for r in rows} == {
        (("home", "Xu Zhiyong"), "unreviewed"),
        (("calm",), "accepted"),
        (("calm",), "unreviewed"),
    }
    assert run("export", corpus, "-o", "-").stderr == ""


def test_a_ruling_that_no_longer_applies_is_told_and_kept(corpus: Path) -> None:
    run("reject", corpus, "许志永", "--document", "first")
    run("correct", corpus, "calm", "--note", "x")
    before = (corpus / FILE).read_bytes()
    built(corpus, document("They speak of [stability maintenance] (<维稳>).", id="first"))
    (corpus / "build/tei/second.xml").unlink()
    result = run("export", corpus, "-o", "-")
    assert (
        "line 2: “reject 许志永” does not apply: 许志永 no longer stands in these surroundings"
        in result.stderr
    )
    assert "line 3: “note 安定” does not apply: no entry has the term 安定" in result.stderr
    assert (corpus / FILE).read_bytes() == before


def test_a_broken_decisions_file_is_never_touched(corpus: Path) -> None:
    (corpus / FILE).write_text("acept\t*\t维稳\n", encoding="utf-8")
    for command in (("accept", corpus, "维稳"), ("export", corpus), ("check", corpus)):
        assert "line 1: unknown action “acept”" in run(*command, code=1).stderr
    assert (corpus / FILE).read_text("utf-8") == "acept\t*\t维稳\n"


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", "..\\out.txt"])
def test_an_exporter_cannot_write_outside_its_folder(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    rogue = Exporter(
        "rogue", "Writes where it should not", lambda _material, _options: (File(name, b"x"),) * 2
    )
    monkeypatch.setattr(plugins, "get", lambda *_: rogue)
    before = set(tmp_path.rglob("*"))
    assert "outside its folder" in run("export", corpus, "--format", "rogue", code=1).stderr
    assert set(tmp_path.rglob("*")) == before


def test_check_and_accept_a_finding(corpus: Path) -> None:
    assert run("check", corpus, "--strict", code=1).stdout.endswith("1 findings: 1 warnings, 0 notes\n")
    (finding,) = json.loads(run("check", corpus, "--format", "json").stdout)
    assert [use["wording"] for use in finding["uses"]] == ["stability maintenance", "stability preservation"]
    run("accept", corpus, "--finding", finding["id"])
    assert decided(corpus) == [
        ("allow", "*", "维稳", "renderings: stability maintenance | stability preservation")
    ]
    assert run("check", corpus, "--strict").stdout == "0 findings: 0 warnings, 0 notes\n"


def test_check_in_the_formats_of_ci(corpus: Path) -> None:
    assert json.loads(run("check", corpus, "--format", "sarif").stdout)["version"] == "2.1.0"
    assert run("check", corpus, "--format", "junit").stdout.startswith("<?xml")


def test_check_against_a_termbase(corpus: Path) -> None:
    table = corpus / "house.csv"
    table.write_text("en,zh\nstability maintenance,维稳\ncalm,安定\n", encoding="utf-8")
    findings = json.loads(run("check", corpus, "--against", table, "--format", "json").stdout)
    assert {(f["rule"], f["chinese"]) for f in findings} == {
        ("renderings", "维稳"),
        ("contradiction", "维稳"),
        ("missing", "许志永"),
    }


def test_review_goes_from_doubt_to_certainty_and_writes_at_once(corpus: Path) -> None:
    result = run("review", corpus, given="x\np\nstability\nt\nwrong\na\nn\nask\nr\n")
    assert decided(corpus) == [
        ("prefer", "*", "安定", "stability"),
        ("accept", "*", "安定", "calm"),
        ("note", "*", "维稳", "ask"),
        ("reject", "*", "维稳", ""),
    ]
    assert "1/3  calm = 安定 (ān dìng), term, 2×, confidence 0.90" in result.stdout
    assert "no type “wrong”" in result.stdout
    assert "1/1  Xu Zhiyong" in run("review", corpus, given="q\n").stdout
    assert "nothing is left" in run("review", corpus, given="s\n").stdout


def test_review_of_nothing(corpus: Path) -> None:
    run("review", corpus, given="a\na\na\n")
    assert run("review", corpus).stdout == "nothing to review\n"
