"""Renew what the documents show of the program: `make docs`.

In README.md and the pages of docs/, a block that opens with ```console holds commands after `$ `
and what they print. They are run here, in a copy of the sample corpus's folder, and their
output put in. docs/cli.md is made from the commands themselves. A test fails when a page is stale.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from annotate.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parent.parent
CLI_PAGE = ROOT / "docs" / "cli.md"
WIDTH = 96

_BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
_FOR_SHOW = re.compile(r"^\$ (make|git|pip|cd|eval)\b")
"""Commands that set things up; a page shows them, nothing runs them here."""


def refresh(page: str, folder: Path) -> str:
    """`page` with the output of each command in its console blocks as it is now, run in `folder`."""
    return _BLOCK.sub(lambda block: f"```console\n{_block(block.group(1), folder)}```", page)


def _block(text: str, folder: Path) -> str:
    lines = text.splitlines()
    commands = [line for line in lines if line.startswith("$ ")]
    if any(_FOR_SHOW.match(line) for line in commands):
        return text
    return "".join(f"{line}\n{_output(line[2:], folder)}" for line in commands)


def _output(command: str, folder: Path) -> str:
    """What the shell command prints, standard error included; its exit code where it is not 0."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(  # the page is ours
        ["/bin/bash", "-c", command],
        cwd=folder,
        env={**environment, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
    return lines if done.returncode in {0, 1} else f"{lines}(exit code {done.returncode})\n"


def workplace(folder: Path) -> Path:
    """A folder for the commands to run in: the sample corpus without earlier results."""
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("build"))
    return folder


def cli_page() -> str:
    """The page on the command line, from the commands' own help."""
    settings = {**main.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(main, info_name="annotate", **settings)
    commands = [(name, main.get_command(context, name)) for name in COMMANDS]
    sections = [
        _section(click.Context(command, info_name=name, parent=context))
        for name, command in commands
        if command
    ]
    top = ["# The commands", "Made by `make docs` from what `--help` prints.", _section(context)]
    return "\n\n".join(top + sections) + "\n"


def _section(context: click.Context) -> str:
    text = "\n".join(line.rstrip() for line in context.get_help().splitlines())
    return f"## {context.command_path}\n\n```text\n{text}\n```"


def pages() -> list[Path]:
    """The pages whose console blocks are run."""
    return [ROOT / "README.md", *sorted(p for p in (ROOT / "docs").glob("*.md") if p != CLI_PAGE)]


def renew() -> None:
    """Write every page anew."""
    CLI_PAGE.write_text(cli_page(), encoding="utf-8")
    for page in pages():
        with tempfile.TemporaryDirectory() as folder:
            text = page.read_text(encoding="utf-8")
            page.write_text(refresh(text, workplace(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    renew()
