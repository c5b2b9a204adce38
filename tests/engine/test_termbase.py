"""A user's termbase from the settings and the command line to the heads of a build."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotate import corpus, engine, pipeline, tei
from annotate.cli import main
from annotate.gloss import NO_TERMS
from annotate.model import Source

TEXT = "They resent the old grey lantern levy (龘稅) of the district.\n\nSo does Lin Meihua (林美华).\n"
CSV = "english,chinese,status\ngrey lantern levy,龘税,deprecated\n"
TBX = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>grey lantern levies</term></termSec></langSec>
<langSec xml:lang="zh-Hans"><termSec><term>龘税</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""
TMX = """<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>Grey lantern levy</seg></tuv>
<tuv xml:lang="zh-CN"><seg>龘税</seg></tuv></tu></body></tmx>"""
PLAIN = '[tagging]\ntagger = "none"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eight texts, so that two processes have a batch each, tagged without a model."""
    (tmp_path / "sources").mkdir()
    for name in "abcdefgh":
        (tmp_path / "sources" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corpus.toml").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "terms.csv").write_text(CSV, encoding="utf-8")
    return tmp_path


def run(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def heads(*arguments: object) -> list[str]:
    result = run("extract", *arguments, "--tagger", "none", "--format", "jsonl")
    return [json.loads(line)["en"] for line in result.stdout.splitlines()]


def built(folder: Path, document: str = "a") -> list[str | None]:
    found = tei.parse((folder / "build" / "tei" / f"{document}.xml").read_bytes())
    return [a.head.of(found.source.text) if a.head else None for a in found.alignments]


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(("name", "content"), [("t.csv", CSV), ("t.tbx", TBX), ("t.tmx", TMX)])
def test_extract_heeds_a_termbase_in_either_script(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    text = folder / "sources" / "a.txt"
    assert heads(text) == ["lantern levy", "Lin Meihua"]
    assert heads(text, "--termbase", folder / name) == ["grey lantern levy", "Lin Meihua"]


def test_an_explanation_names_the_termbase(folder: Path) -> None:
    text, terms = folder / "sources" / "a.txt", folder / "terms.csv"
    assert "termbase +" in run("extract", text, "--explain", "--termbase", terms).stdout
    assert "termbase" not in run("extract", text, "--explain").stdout


def test_a_corpus_names_its_termbase(folder: Path) -> None:
    run("build", folder)
    assert built(folder) == ["lantern levy", "Lin Meihua"]
    (folder / "corpus.toml").write_text(f'termbase = "terms.csv"\n{PLAIN}', encoding="utf-8")
    run("build", folder)
    assert built(folder) == ["grey lantern levy", "Lin Meihua"]


def test_the_command_line_goes_before_the_settings(folder: Path) -> None:
    (folder / "corpus.toml").write_text(f'termbase = "terms.csv"\n{PLAIN}', encoding="utf-8")
    (folder / "other.csv").write_text("english,chinese\nlevy,龘税\n", encoding="utf-8")
    run("build", folder, "--termbase", folder / "other.csv")
    assert built(folder) == ["levy", "Lin Meihua"]


def test_two_processes_write_the_same_bytes_as_one(folder: Path) -> None:
    outs = [folder / "one", folder / "two"]
    for jobs, out in enumerate(outs, 1):
        run("build", folder, "--termbase", folder / "terms.csv", "-o", out, "-j", jobs)
    one, two = map(files, outs)
    assert one == two
    assert b"ev:termbase" in one["tei/h.xml"]


def test_what_a_build_was_made_with_is_in_its_header(folder: Path) -> None:
    run("build", folder, "--termbase", folder / "terms.csv")
    header = (folder / "build" / "tei" / "a.xml").read_text(encoding="utf-8").partition("<text")[0]
    assert "<label>terms.csv</label>" in header
    assert hashlib.sha256(CSV.encode()).hexdigest() in header
    run("validate", folder / "build" / "tei")


def test_a_ruling_goes_above_the_termbase(folder: Path) -> None:
    run("build", folder)
    run("correct", folder, "龘稅", "--document", "a", "--head", "old grey lantern levy")
    run("build", folder, "--termbase", folder / "terms.csv")
    assert built(folder)[0] == "old grey lantern levy"
    assert built(folder, "b")[0] == "grey lantern levy"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.csv", None, "none.csv: cannot be read: No such file"),
        ("a.docx", "x", "a.docx: no termbase that can be read"),
        ("bad.tbx", "<tbx>", "bad.tbx: not well-formed XML"),
        ("bare.csv", "english,chinese\ntea,\n", "bare.csv: holds no Chinese term"),
    ],
)
@pytest.mark.parametrize("how", ["extract", "build", "settings", "check"])
def test_a_bad_termbase_is_told_in_one_line_everywhere_alike(
    folder: Path, how: str, name: str, content: str | None, message: str
) -> None:
    terms = folder / name
    if content is not None:
        terms.write_text(content, encoding="utf-8")
    if how == "check":
        engine.build(corpus.locate(folder))
        result = run("check", folder, "--against", terms, code=1)
    elif how == "settings":
        (folder / "corpus.toml").write_text(f'termbase = "{name}"\n{PLAIN}', encoding="utf-8")
        result = run("build", folder, code=1)
    else:
        result = run(how, folder, "--termbase", terms, code=1)
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert how == "check" or not (folder / "build").exists()


def test_in_a_plain_folder_the_termbase_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "house.txt").write_text("grey lantern levy\t龘税\n", encoding="utf-8")
    (tmp_path / "corpus.toml").write_text(f'termbase = "house.txt"\n{PLAIN}', encoding="utf-8")
    found = corpus.locate(tmp_path)
    assert [path.name for path in found.sources] == ["a.txt"]
    assert (found.skipped, found.termbase) == ((), tmp_path / "house.txt")


def test_without_a_termbase_nothing_is_given() -> None:
    assert pipeline.termbase(None) is NO_TERMS


def test_python_can_give_a_termbase(folder: Path) -> None:
    _, (first, _) = pipeline.find(Source(id="a", text=TEXT), termbase=pipeline.termbase(folder / "terms.csv"))
    assert first.head is not None
    assert first.head.of(TEXT) == "grey lantern levy"
