"""What people feed a program by mistake or by malice: one clear line each, and the others go on."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.cli import main

GOOD = "He works in stability maintenance (维稳).\n\nSo does his neighbour Lin Meihua (林美华).\n"


def build(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["build", "--tagger", "none", *map(str, arguments)])


def report(*arguments: str | Path) -> dict[str, object]:
    result = build("--format", "json", *arguments)
    assert result.stdout, result.stderr
    summary: dict[str, object] = json.loads(result.stdout)
    return summary


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with one good text."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def empty(path: Path) -> None:
    path.write_bytes(b"")


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def undecodable(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + "维稳".encode() + b"\xff\xfe tail")


def one_huge_line(path: Path) -> None:
    line = "The county office of stability maintenance (维稳) met again. "
    path.write_text(line * (50_000_000 // len(line)), encoding="utf-8")


def unreadable(path: Path) -> None:
    """Root reads everything but the unmapped start of a process's own memory."""
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.unlink()
        path.symlink_to("/proc/self/mem")


def gone(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def reserved(path: Path) -> None:
    path.with_name("register.txt").write_text(GOOD, encoding="utf-8")


def twin(path: Path) -> None:
    path.with_name("good.text").write_text(GOOD, encoding="utf-8")
    path.with_name("zz").mkdir()
    (path.parent / "zz" / "good.txt").write_text("another", encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "name", "reason"),
    [
        (empty, "bad.txt", "empty"),
        (binary, "bad.txt", "binary"),
        (undecodable, "bad.txt", "byte 9 (0xFF)"),
        (one_huge_line, "bad.txt", "3,000,000 are the most; split it"),
        (unreadable, "bad.txt", "cannot read the file"),
        (gone, "bad.txt", "No such file"),
        (reserved, "register.txt", "is the name of a file of the corpus itself; rename it"),
        (twin, "zz/good.txt", "its id “good” is taken by"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_bad_text_is_listed_and_the_good_one_built(
    texts: Path, make: Callable[[Path], None], name: str, reason: str
) -> None:
    make(texts / "bad.txt")
    result = build(texts, "--format", "json")
    summary = json.loads(result.stdout)
    assert result.exit_code == 1
    assert summary["documents"] == 1
    reasons = {str(Path(f["path"]).relative_to(texts)): f["reason"] for f in summary["failed"]}
    assert reason in reasons[name]
    assert (texts / "build" / "tei" / "good.xml").exists()
    assert "Traceback" not in result.output


def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    done: subprocess.CompletedProcess[str] = subprocess.run(  # type: ignore[call-overload]
        command, capture_output=True, text=True, check=False, **options
    )
    return done


def test_control_characters_stay_visible_and_are_reported(texts: Path) -> None:
    (texts / "bad.txt").write_text("A\x0bB\x00C \x1b[1m" + GOOD, encoding="utf-8")
    result = build(texts, "--format", "json", "--encoding", "utf-8")
    summary = json.loads(result.stdout)
    assert (summary["documents"], summary["failed"], summary["problems"]) == (2, [], [])
    assert "control characters that XML forbids" in summary["notices"][0]["reason"]
    assert "␛" in (texts / "build" / "tei" / "bad.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("unit", ["(", ")", "（【[{", "(维稳", "“", '"', "*_`", "<", "&", "(((维稳)))"])
def test_brackets_by_the_thousand_are_just_text(texts: Path, unit: str) -> None:
    (texts / "bad.txt").write_text(f"Before {unit * 3000} after.\n", encoding="utf-8")
    start = time.monotonic()
    summary = report(texts)
    assert (summary["documents"], summary["failed"], summary["problems"]) == (2, [], [])
    assert time.monotonic() - start < 60


def test_a_missing_folder(tmp_path: Path) -> None:
    result = build(tmp_path / "nowhere")
    assert result.exit_code == 1
    assert result.stderr == f"annotate: error: {tmp_path}/nowhere: no such file or folder; check the name\n"


@pytest.mark.parametrize("name", ["", "sources/", "sources/deeper/"])
def test_a_folder_without_texts(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(parents=True, exist_ok=True)
    (tmp_path / name / "a.zh.txt").write_text("维稳", encoding="utf-8")
    (tmp_path / name / "picture.png").write_bytes(b"\x89PNG")
    result = build(tmp_path)
    assert result.exit_code == 1
    assert "no texts here; put files into it that end in" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "build").exists()


def test_a_folder_of_bad_texts_alone(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes(b"")
    result = build(tmp_path)
    assert result.exit_code == 1
    assert "no document could be built" in result.stderr
    assert "(and 2 more)" in result.stderr


def test_wrong_settings_are_wrong_usage(texts: Path) -> None:
    (texts / "corpus.toml").write_text('titel = "x"', encoding="utf-8")
    result = build(texts)
    assert result.exit_code == 2
    assert "unknown key “titel”; did you mean “title”?" in result.stderr


def test_a_model_that_is_not_installed(texts: Path) -> None:
    (texts / "corpus.toml").write_text('[tagging]\nenglish = "en_nowhere"', encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(texts)])
    assert result.exit_code == 2
    assert "en_nowhere" in result.stderr
    assert result.stderr.count("\n") == 1


def test_files_that_are_no_texts_are_passed_over(texts: Path) -> None:
    (texts / "picture.png").write_bytes(b"\x89PNG")
    (texts / "Makefile").write_text("all:", encoding="utf-8")
    os.mkfifo(texts / "pipe.txt")
    result = build(texts)
    assert result.exit_code == 0, result.output
    assert f"passed over: {texts}/picture.png: no reader for .png" in result.stdout
    assert f"passed over: {texts}/pipe.txt: not an ordinary file" in result.stdout


def test_a_file_where_the_results_should_go(texts: Path) -> None:
    (texts / "taken").write_text("mine", encoding="utf-8")
    result = build(texts, "-o", texts / "taken")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert result.stderr.count("\n") == 1
    assert (texts / "taken").read_text(encoding="utf-8") == "mine"


def test_read_only_output(texts: Path) -> None:
    """`/proc` refuses new files even to root."""
    result = build(texts, "-o", "/proc/annotate")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(texts: Path) -> None:
    """A limit on the size of files stands in for the full disk: the write fails in its midst."""
    (texts / "long.txt").write_text(GOOD * 400, encoding="utf-8")

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    command = [sys.executable, "-m", "annotate", "build", "--tagger", "none", str(texts)]
    result = run(command, preexec_fn=little_room)
    assert result.returncode == 1
    assert "annotate: error: " in result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(texts.rglob("*.part"))
    assert not (texts / "build" / "tei" / "long.xml").exists()
    assert build(texts).exit_code == 0


def test_a_second_build_touches_nothing(texts: Path) -> None:
    assert build(texts).exit_code == 0
    for path in (texts / "build").rglob("*"):
        os.utime(path, (1, 1))
    before = files(texts / "build")
    assert build(texts).exit_code == 0
    assert files(texts / "build") == before
    assert {p.stat().st_mtime for p in (texts / "build").rglob("*") if p.is_file()} == {1}


def test_results_of_a_source_that_vanished_go_and_nothing_else(texts: Path) -> None:
    (texts / "old.txt").write_text(GOOD, encoding="utf-8")
    assert build(texts).exit_code == 0
    mine = texts / "build" / "tei" / "notes.xml"
    mine.write_text("<mine/>", encoding="utf-8")
    (texts / "old.txt").unlink()
    assert build(texts).exit_code == 0
    assert not (texts / "build" / "tei" / "old.xml").exists()
    assert mine.read_text(encoding="utf-8") == "<mine/>"


def test_a_build_after_a_killed_one_gives_the_same(texts: Path) -> None:
    for number in range(24):
        (texts / f"t{number:02}.txt").write_text(GOOD * 20, encoding="utf-8")
    build(texts, "-o", texts.parent / "whole")
    out = texts.parent / "killed"
    command = [sys.executable, "-m", "annotate", "build", "--tagger", "none", str(texts), "-o", str(out)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(list(out.glob("tei/t*.xml"))) < 3 and child.poll() is None:
        time.sleep(0.01)
    child.kill()
    assert child.wait() == -signal.SIGKILL, "the build was over before it could be killed: give it more texts"
    (out / "tei" / f".{child.pid}.part").write_bytes(b"<TEI")
    (texts / "t23.txt").unlink()
    (texts.parent / "whole" / "tei" / "t23.xml").unlink()
    assert build(texts, "-o", out).exit_code == 0
    assert build(texts, "-o", texts.parent / "whole").exit_code == 0
    assert files(out) == files(texts.parent / "whole")


def test_two_processes_build_the_same(texts: Path) -> None:
    for number in range(9):
        (texts / f"t{number}.txt").write_text(GOOD, encoding="utf-8")
    build(texts, "-o", texts.parent / "one")
    command = [sys.executable, "-m", "annotate", "build", "--tagger", "none", str(texts)]
    result = run([*command, "-j", "2", "-o", str(texts.parent / "two")])
    assert result.returncode == 0, result.stderr
    assert files(texts.parent / "two") == files(texts.parent / "one")


PIECES = st.sampled_from(
    [
        *("He met ", "Lin Meihua", "维稳", "(维稳)", " (", ")", "（", "）", "“hardening” (板结)", "\n", "\n\n", "# ", "> "),
        *("- ", "1. ", "·", "𠀀", "🙂", "e\u0301", "\u200b", "\ufeff", "\r\n", "\x0b", "\x85", "\u2028", "<b>", "&amp;", "]]>"),
    ]
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=3))
def test_any_text_builds_valid_and_the_second_build_changes_no_byte(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    for number, body in enumerate(bodies):
        (folder / f"t{number}.md").write_text(body, encoding="utf-8", newline="")
        (folder / f"u{number}.txt").write_text(f"A {body}", encoding="utf-8", newline="")
    first = build(folder, "--format", "json")
    summary = json.loads(first.stdout)
    assert summary["problems"] == []
    assert summary["documents"] >= len(bodies)
    assert {f["reason"] for f in summary["failed"]} <= {"the file is empty", "the file holds no text"}
    before = files(folder / "build")
    build(folder)
    assert files(folder / "build") == before
