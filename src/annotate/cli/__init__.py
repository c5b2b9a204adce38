"""The command line: one lazy group. A command's module is imported when the command is looked up."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from io import UnsupportedOperation
from typing import Any, NoReturn

import click

from annotate.errors import AnnotateError

COMMANDS = {
    "build": "annotate.cli.build:build",
    "extract": "annotate.cli.extract:extract",
    "validate": "annotate.cli.validate:validate",
    "evaluate": "annotate.cli.evaluate:evaluate",
    "entities": "annotate.cli.entities:entities",
    "show": "annotate.cli.entities:show",
    "mentions": "annotate.cli.entities:mentions",
    "lookup": "annotate.cli.lookup:lookup",
    "check": "annotate.cli.glossary:check",
    "export": "annotate.cli.glossary:export",
    "accept": "annotate.cli.decisions:accept",
    "reject": "annotate.cli.decisions:reject",
    "correct": "annotate.cli.decisions:correct",
    "merge": "annotate.cli.decisions:merge",
    "prefer": "annotate.cli.decisions:prefer",
    "review": "annotate.cli.review:review",
}
"""Each command with the place of its function, in the order in which `--help` lists them."""

INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 + SIGINT, as shells report it."""
READER_GONE = 141
"""The exit code when the reader of our output has gone (`| head`): 128 + SIGPIPE."""

EPILOG = """\b
Exit codes:
  0  done
  1  something was found or failed: findings, invalid files, documents left out
  2  wrong usage or settings

\b
Colours are off when NO_COLOR is set. Completion for your shell:
  eval "$(_ANNOTATE_COMPLETE=bash_source annotate)"    (or zsh_source)
  _ANNOTATE_COMPLETE=fish_source annotate | source
"""


class LazyGroup(click.Group):
    """A group that finds its commands in `COMMANDS`; one whose module is absent is not listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands that are there."""
        return [name for name in COMMANDS if self.get_command(ctx, name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's own signature
        """The command called `cmd_name`, its module imported now, or `None`."""
        module, _, function = COMMANDS.get(cmd_name, "").partition(":")
        if not module or find_spec(module) is None:
            return None
        command = getattr(import_module(module), function, None)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn what can go wrong into one line and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except AnnotateError as error:
            _fail(ctx, str(error), error.exit_code)
        except BrokenPipeError:
            _silence_stdout()
            ctx.exit(READER_GONE)
        except KeyboardInterrupt:
            _fail(ctx, "interrupted; run the command again to go on", INTERRUPTED)
        except UnicodeEncodeError as error:
            _fail(ctx, f"the output's encoding, {error.encoding}, cannot hold Chinese; set PYTHONUTF8=1", 1)
        return result

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # click's own signature
        """Run the program; a full disk behind standard output is one line, not a stack trace."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            _silence_stdout()
            place = f"{error.filename}: " if error.filename else ""
            click.echo(f"annotate: error: {place}{error.strerror or error}", err=True)
            sys.exit(1)


def _fail(ctx: click.Context, message: str, code: int) -> NoReturn:
    click.echo(f"annotate: error: {' '.join(message.splitlines())}", err=True)
    ctx.exit(code)


def _silence_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot fail."""
    with suppress(UnsupportedOperation):  # a stand-in without a file number, as in tests
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="annotate-zh", prog_name="annotate", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Find Chinese glosses in English text, align each with the exact words it renders, and build a corpus.

    Start with `annotate extract FILE` to see the glosses of one text, or
    `annotate build FOLDER` for a TEI corpus and a glossary.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
