from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotate import corpus, engine, pipeline, tei
from annotate.cli import main
from annotate.config import DEFAULTS, Tagging
from annotate.corpus import Skipped
from annotate.errors import OutputError
from annotate.glossary.decisions import context_key
from annotate.model import Alignment, Document, Source, Span

GOOD = "He works in stability maintenance (维稳).\n\nSo does his neighbour Lin Meihua (林美华).\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A corpus of three texts, tagged without a model."""
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in ("a", "b", "c"):
        (sources / f"{name}.txt").write_text(GOOD, encoding="utf-8")
    (sources / "a.zh.txt").write_text("他在维稳部门工作。", encoding="utf-8")
    settings = 'title = "Neighbours"\n[tagging]\ntagger = "none"\n'
    (tmp_path / "corpus.toml").write_text(settings, encoding="utf-8")
    return tmp_path


def test_a_corpus_is_found_with_its_settings_and_without_originals(texts: Path) -> None:
    found = corpus.locate(texts)
    assert [path.name for path in found.sources] == ["a.txt", "b.txt", "c.txt"]
    assert (found.config.title, found.config.tagging.tagger) == ("Neighbours", "none")
    assert (found.out, found.skipped) == (texts / "build", ())


def test_a_folder_of_texts_is_read_to_its_depths_but_not_its_results(tmp_path: Path) -> None:
    for name in ("a.txt", "deep/er/b.txt", "build/c.txt", ".git/d.txt", ".e.txt", "out/f.txt", "corpus.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    found = corpus.locate(tmp_path, tmp_path / "out")
    assert [path.relative_to(tmp_path).as_posix() for path in found.sources] == ["a.txt", "deep/er/b.txt"]


def test_one_file_is_a_corpus(texts: Path) -> None:
    found = corpus.locate(texts / "sources" / "a.txt")
    assert found.sources == (texts / "sources" / "a.txt",)
    assert found.out == texts / "sources" / "build"


def test_a_build_writes_what_it_promises(texts: Path) -> None:
    report = engine.build(corpus.locate(texts))
    written = {p.relative_to(texts / "build").as_posix() for p in (texts / "build").rglob("*") if p.is_file()}
    expected = {"tei/a.xml", "tei/b.xml", "tei/c.xml", "tei/corpus.xml", "tei/register.xml", "glossary.csv"}
    assert written == expected | {"doubts.tsv", ".annotate-files"}
    assert (report.documents, report.glosses, report.failed, report.problems) == (3, 6, (), ())
    with (texts / "build" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["chinese"]: row for row in csv.DictReader(file)}
    assert {(zh, row["english"], row["count"]) for zh, row in rows.items()} == {
        ("维稳", "stability maintenance", "3"),
        ("林美华", "Lin Meihua", "3"),
    }


def test_what_is_written_reads_back_with_the_text_unchanged(texts: Path) -> None:
    engine.build(corpus.locate(texts))
    document = tei.parse((texts / "build" / "tei" / "a.xml").read_bytes())
    assert document.source.text == GOOD
    assert len(document.alignments) == 2


def rule(corpus_folder: Path, *lines: str) -> None:
    header = "action\tdocument\tchinese\tcontext\tvalue\tnote"
    (corpus_folder / "decisions.tsv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def test_what_people_ruled_is_in_the_results(texts: Path) -> None:
    around = context_key(GOOD, Span(GOOD.index("维"), GOOD.index("稳") + 1))
    rule(texts, f"reject\ta\t维稳\t{around}", "reject\t*\t林美华\t*")
    report = engine.build(corpus.locate(texts))
    a, b = (tei.parse((texts / "build" / "tei" / f"{n}.xml").read_bytes()) for n in "ab")
    assert (len(a.alignments), len(b.alignments)) == (1, 2)
    with (texts / "build" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["chinese"], row["count"]) for row in csv.DictReader(file)] == [("维稳", "2")]
    assert (report.glosses, report.entries, report.idle) == (5, 1, ())


def test_a_ruling_that_applies_no_longer_is_told(texts: Path) -> None:
    rule(texts, "reject\ta\t乡村振兴\t*", "reject\t*\t共同富裕\t*")
    report = engine.build(corpus.locate(texts))
    assert [Path(one.path).name for one in report.idle] == ["decisions.tsv: line 2", "decisions.tsv: line 3"]
    result = CliRunner().invoke(main, ["build", str(texts)])
    assert result.exit_code == 0
    assert "no longer applies: decisions.tsv: line 2: " in result.stdout


def test_a_line_that_is_no_ruling_is_told(texts: Path) -> None:
    rule(texts, "rejekt\ta\t维稳\t*")
    result = CliRunner().invoke(main, ["build", str(texts)])
    assert result.exit_code == 1
    assert "decisions.tsv: line 2" in result.stderr


def test_progress_ends_at_its_total(texts: Path) -> None:
    steps: list[tuple[int, int]] = []
    (texts / "sources" / "empty.txt").touch()
    engine.build(corpus.locate(texts), progress=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]


def fail_for_b(source: Source, **_: object) -> tuple[Source, tuple[Alignment, ...]]:
    if source.id == "b":
        raise ZeroDivisionError("division by zero")
    return source, ()


def test_a_fault_in_one_document_stays_there(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "find", fail_for_b)
    report = engine.build(corpus.locate(texts))
    assert report.documents == 2
    (failure,) = report.failed
    assert failure.path.endswith("b.txt")
    told = (
        r"a fault in annotate \(ZeroDivisionError in \w+\.py, line \d+: division by zero\); please report .*"
    )
    assert re.fullmatch(told, failure.reason)


def test_a_fault_in_writing_one_document_stays_there(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tei.build

    def fail(document: Document, **options: object) -> bytes:
        if document.source.id == "b":
            raise RecursionError("too deep")
        return whole(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(tei, "build", fail)
    report = engine.build(corpus.locate(texts))
    assert report.documents == 2
    assert [Path(f.path).name for f in report.failed] == ["b.txt"]
    assert not (texts / "build" / "tei" / "b.xml").exists()
    assert "b.xml" not in (texts / "build" / "tei" / "corpus.xml").read_text(encoding="utf-8")


def test_no_room_for_temporary_files_is_told_as_that(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    found = corpus.locate(texts)
    engine.build(found)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left on device; make room for temporary files"):
        engine.build(found)


def test_a_lost_process_is_told_with_a_cure() -> None:
    assert "killed" in engine.lost(Source(id="a", text="", path="a.txt")).reason


def test_the_header_names_what_made_it(texts: Path) -> None:
    engine.build(corpus.locate(texts))
    text = (texts / "build" / "tei" / "a.xml").read_text(encoding="utf-8")
    assert 'ident="jieba"' in text
    assert "spacy" not in text


def test_provenance_names_the_model_with_its_digest() -> None:
    made_by = {a.ident: a for a in pipeline.provenance(DEFAULTS).applications}
    assert set(made_by) >= {"annotate", "spacy", "jieba"}
    (model,) = [a for a in made_by.values() if "SHA-256" in a.detail]
    assert model.ident.startswith("en_core_web")


def test_one_text_from_python() -> None:
    document = pipeline.annotate(GOOD, tagging=Tagging(tagger="none"))
    assert [a.gloss.span.of(GOOD) for a in document.alignments] == ["维稳", "林美华"]


def test_one_file_from_python(texts: Path) -> None:
    document = pipeline.annotate(texts / "sources" / "a.txt", tagging=Tagging(tagger="none"))
    assert document.source.id == "a"


def test_the_summary_in_words(texts: Path) -> None:
    (texts / "sources" / "picture.png").touch()
    (texts / "sources" / "empty.txt").touch()
    result = CliRunner().invoke(main, ["build", str(texts)])
    assert result.exit_code == 1
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[:3] == [f"{texts}/build", "documents 3", "glosses 6 (6 with a head)"]
    assert lines[3] == "entries 2"
    assert lines[5].startswith(f"left out: {texts}/sources/empty.txt: ")
    assert lines[6] == f"passed over: {texts}/sources/picture.png: no reader for .png"


def test_the_summary_as_json(texts: Path) -> None:
    result = CliRunner().invoke(main, ["build", str(texts), "--format", "json"])
    assert json.loads(result.stdout) == {
        "out": f"{texts}/build",
        "documents": 3,
        "glosses": 6,
        "heads": 6,
        "entries": 2,
        "entities": json.loads(result.stdout)["entities"],
        "failed": [],
        "skipped": [],
        "notices": [],
        "idle": [],
        "problems": [],
    }


def test_many_notes_are_cut_short(texts: Path) -> None:
    from annotate.cli.build import _lines

    notices = tuple(Skipped(f"{number}.txt", "odd") for number in range(25))
    lines = list(_lines(engine.Report(texts, notices=notices)))
    assert sum(line.startswith("  note: ") for line in lines) == 21
    assert lines[-1] == "  note: 5 more notes; --format json has all"
