"""Decisions through whole builds: the source is edited, and what still applies is applied."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import regex
from click.testing import CliRunner

from annotate import built, gloss
from annotate.cli import main
from annotate.gloss import Termbase
from annotate.glossary.decisions import FILE
from annotate.model import Alignment, Gloss, Source, Span

TEXT = """The Price of Order

In the first years officials spoke of stability maintenance (维稳) whenever a road was closed.

The villagers themselves preferred the old word harmony (和谐), which was printed on the walls.

Years later a newspaper asked what had become of stability maintenance (维稳) in the provinces.
"""


_GLOSS = regex.compile(r"((?:stability )?\w+) \((\p{Han}+)\)")


def find(source: Source, _: Termbase) -> tuple[Alignment, ...]:
    """A finder that is always right about this text: rulings are on trial here, not the finder."""
    return tuple(
        Alignment(
            Gloss(Span(*m.span(2)), Span(m.start(2) - 1, m.end(2) + 1), "paren", "zh-Hans"),
            Span(*m.span(1)),
            confidence=0.8,
            evidence=("adjacent",),
        )
        for m in _GLOSS.finditer(source.text)
    )


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(gloss, "find_and_align", find, raising=False)
    (tmp_path / "sources").mkdir()
    (tmp_path / "corpus.toml").write_text('title = "Ours"\n[tagging]\ntagger = "none"\n', encoding="utf-8")
    write(tmp_path, TEXT)
    return tmp_path


def write(corpus: Path, text: str, name: str = "report") -> None:
    (corpus / f"sources/{name}.txt").write_text(text, encoding="utf-8")


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout


def build(corpus: Path) -> list[dict[str, str]]:
    """Build; the decisions that no longer apply."""
    idle: list[dict[str, str]] = json.loads(run("build", corpus, "--format", "json"))["idle"]
    return idle


def glossary(corpus: Path) -> list[tuple[str, str, str, str]]:
    with (corpus / "build/glossary.csv").open(encoding="utf-8", newline="") as file:
        return sorted((r["english"], r["chinese"], r["type"], r["count"]) for r in csv.DictReader(file))


def heads(corpus: Path) -> list[tuple[str, str | None]]:
    """The glosses in the TEI that was written, with their heads."""
    (document,) = built.documents(built.locate(corpus))
    text = document.source.text
    return [(a.gloss.span.of(text), a.head and a.head.of(text)) for a in document.alignments]


PLAIN = [("维稳", "stability maintenance"), ("和谐", "harmony"), ("维稳", "stability maintenance")]
RULED = [("维稳", "stability maintenance"), ("和谐", "old word harmony")]

EDITS = {
    "nothing": TEXT,
    "a paragraph inserted": TEXT.replace("The villagers", "Nobody had asked them.\n\nThe villagers"),
    "a typo mended near a gloss": TEXT.replace("themselves preferred", "preferred").replace(
        "what had", "what has"
    ),
    "another gloss deleted": TEXT.replace(" (维稳) whenever", " whenever"),
}


@pytest.fixture
def ruled(corpus: Path) -> Path:
    """The corpus with three rulings, each of another kind."""
    build(corpus)
    assert heads(corpus) == PLAIN
    run("correct", corpus, "和谐", "--document", "report", "--head", "old word harmony")
    run("correct", corpus, "和谐", "--document", "report", "--type", "slogan")
    run("reject", corpus, "维稳", "--document", "report", "--nth", "2")
    return corpus


@pytest.mark.parametrize("edit", EDITS)
def test_what_still_applies_is_applied(ruled: Path, edit: str) -> None:
    before = (ruled / FILE).read_bytes()
    write(ruled, EDITS[edit])
    assert build(ruled) == []
    expected = RULED[1:] if edit == "another gloss deleted" else RULED
    assert heads(ruled) == expected
    assert ("old word harmony", "和谐", "slogan", "1") in glossary(ruled)
    assert (ruled / FILE).read_bytes() == before
    assert build(ruled) == []
    run("export", ruled, "--format", "csv", "-o", ruled / "again.csv")
    assert (ruled / "again.csv").read_bytes() == (ruled / "build/glossary.csv").read_bytes()


def test_rulings_follow_a_renamed_file(ruled: Path) -> None:
    (ruled / "sources/report.txt").rename(ruled / "sources/renamed.txt")
    assert build(ruled) == []
    assert heads(ruled) == RULED


def test_what_no_longer_applies_is_told_and_kept(ruled: Path) -> None:
    run("prefer", ruled, "和谐", "concord")
    before = (ruled / FILE).read_bytes()
    write(
        ruled,
        "\n\n".join(part for part in TEXT.split("\n\n") if "和谐" not in part and "newspaper" not in part),
    )
    idle = build(ruled)
    assert [(row["path"], row["reason"].split(": ")[0]) for row in idle] == [
        ("decisions.tsv: line 2", "head 和谐"),
        ("decisions.tsv: line 3", "type 和谐"),
        ("decisions.tsv: line 4", "reject 维稳"),
        ("decisions.tsv: line 5", "prefer 和谐"),
    ]
    assert heads(ruled) == PLAIN[:1]
    assert (ruled / FILE).read_bytes() == before
    assert "no longer applies: decisions.tsv: line 2" in run("build", ruled)


def test_a_rejected_entry_leaves_the_glossary_but_not_the_text(corpus: Path) -> None:
    build(corpus)
    run("reject", corpus, "和谐")
    assert build(corpus) == []
    assert [row[1] for row in glossary(corpus)] == ["维稳"]
    assert heads(corpus) == PLAIN
