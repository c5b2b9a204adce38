from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotate import trial
from annotate.cli import main

CASES = """# a name
The mayor of Jinshan, Wang Shoufeng (王守峰), resigned on Monday.
=> 王守峰 | Wang Shoufeng | person | paren
---
# a wrong head
He praised Wang Shoufeng (王守峰) again.
=> 王守峰 | He | person | paren
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", *arguments])


@pytest.fixture
def cases(tmp_path: Path) -> str:
    path = tmp_path / "wild-mine.txt"
    path.write_text(CASES, encoding="utf-8")
    return str(path)


def test_the_tables(cases: str) -> None:
    result = run(cases, "--by", "convention", "--errors", "5")
    assert result.exit_code == 0
    assert "2 passages, 2 glosses; 2 found, 2 of them right" in result.output
    assert "pair                       0.5000  0.5000  0.5000" in result.output
    assert "by convention" in result.output
    assert (
        "head elsewhere  wild-mine.a-wrong-head  王守峰  gold: “He”  found: “Wang Shoufeng”" in result.output
    )


def test_json(cases: str) -> None:
    data = json.loads(run(cases, "--format", "json", "--by", "type", "--errors", "1").output)
    assert data["pair"] == {"right": 1, "predicted": 2, "gold": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert data["by"]["type"][0]["value"] == "person"
    assert [error["direction"] for error in data["errors"]] == ["elsewhere"]


def test_baselines_stand_in_one_table(cases: str) -> None:
    lines = run(cases, "--baselines").output.split("\n")
    names = ("annotate", "cascade", "noun chunk", "oracle over our candidates")
    assert all(any(line.startswith(name) for line in lines) for name in names)


@pytest.mark.parametrize(("floor", "code"), [(0.4, 0), (0.6, 1)])
def test_a_floor_decides_the_exit_code(cases: str, tmp_path: Path, floor: float, code: int) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(f"[floors]\npair = {floor}\n", encoding="utf-8")
    result = run(cases, "--floors", str(path))
    assert result.exit_code == code
    assert ("below its floor" in result.stderr) is bool(code)


def test_lists_are_scored_in_the_file_as_it_stands(tmp_path: Path) -> None:
    sources, lists = tmp_path / "sources", tmp_path / "lists"
    sources.mkdir()
    lists.mkdir()
    text = "# Ministers\n\nThen *Wang Shoufeng* (王守峰), the [mayor](https://example.org/市长), left.\n"
    (sources / "one.md").write_text(text, encoding="utf-8")
    (lists / "one.tsv").write_text("王守峰\t1\tWang Shoufeng\t1\tperson\tparen\n", encoding="utf-8")
    result = run(str(lists), "--sources", str(sources))
    assert "pair, to the character     1.0000  1.0000  1.0000" in result.output


def test_entities_are_scored_by_themselves(tmp_path: Path) -> None:
    sources, lists = tmp_path / "sources", tmp_path / "lists"
    sources.mkdir()
    lists.mkdir()
    (sources / "one.txt").write_text("Then Wang Shoufeng (王守峰) left.\n", encoding="utf-8")
    rows = "Wang Shoufeng\t1\ten\tperson\twang\tfull\n王守峰\t1\tzh\tperson\twang\tfull\n"
    (lists / "one.tsv").write_text(rows, encoding="utf-8")
    shown = run(str(lists), "--sources", str(sources)).output
    assert "zh, span and type           1.0000  1.0000  1.0000" in shown
    data = json.loads(run(str(lists), "--sources", str(sources), "--format", "json").output)
    assert data["typed"]["en"]["f1"] == 1.0
    assert run(str(lists)).exit_code == 2
    beside = run(str(lists), "--sources", str(sources), "--baselines").output.splitlines()
    assert [line.split("  ")[0] for line in beside[-3:]] == ["annotate", "spaCy alone", "jieba alone"]


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (["nowhere.jsonl"], "nowhere.jsonl: cannot be read", 1),
        (["nowhere"], "no gold", 1),
        (["CASES", "CASES"], "2 passages have the id wild-mine.a-name", 1),
        (["CASES", "--floors", "nowhere.toml"], "nowhere.toml: cannot be read", 2),
    ],
)
def test_what_is_wrong_is_one_line(cases: str, arguments: list[str], message: str, code: int) -> None:
    result = run(*(cases if a == "CASES" else a for a in arguments))
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_passage_of_json_is_read_as_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "a *b* (茶)", "glosses": []}) + "\n", encoding="utf-8")
    (one,) = trial.load([path])
    assert (one.source.text, one.passage.group) == ("a *b* (茶)", "1")


ROW = {
    "doc": "wild-mine.a-name",
    "zh_start": 37,
    "zh_end": 40,
    "en_start": 22,
    "en_end": 35,
    "type": "person",
}


def test_predictions_made_elsewhere_are_scored(cases: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n", encoding="utf-8")
    data = json.loads(run(cases, "--predictions", str(path), "--format", "json").output)
    assert (data["pair"]["right"], data["pair"]["predicted"], data["pair"]["gold"]) == (1, 1, 2)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        (json.dumps({**ROW, "doc": "other"}), "no passage 'other' in the gold"),
        (json.dumps({**ROW, "zh_start": None, "zh_end": None}), "no zh_start and zh_end"),
        (json.dumps({**ROW, "en_end": 3}), "en_start 22 and en_end 3 are no span"),
        (json.dumps({**ROW, "type": "persn"}), 'did you mean "person"?'),
        (json.dumps({**ROW, "confidence": 40}), "confidence 40 is no number from 0 to 1"),
    ],
)
def test_wrong_predictions_name_the_line(cases: str, tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    result = run(cases, "--predictions", str(path))
    assert result.exit_code == 1
    assert "rows.jsonl, line 2" in result.stderr
    assert message in result.stderr
