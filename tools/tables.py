"""Renew the tables of docs/evaluation.md: `make tables`.

On that page a comment names a command, and the block after it holds what the command prints::

    <!-- annotate evaluate tests/gold/cases -->
    ```text
    …
    ```

Commands run in the project's folder. One that needs ../shared is left alone where that is absent.
No test compares the tables with the program: spaCy's baselines may differ in the last digit between
machines. What must hold everywhere is in quality/floors.toml.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "evaluation.md"

BLOCK = re.compile(r"(?ms)^<!-- ((?:annotate|python) .*?) -->\n```text\n.*?^```$")


def commands(page: str) -> list[str]:
    """The commands that `page` names, in order."""
    return [match[1] for match in BLOCK.finditer(page)]


def refresh(page: str, only: str = "") -> str:
    """`page` with what each command prints now; `only` those whose line holds that word."""

    def block(match: re.Match[str]) -> str:
        command = match[1]
        absent = "../shared" in command and not (ROOT.parent / "shared").is_dir()
        if absent or only not in command:
            return match[0]
        return f"<!-- {command} -->\n```text\n{_output(command)}```"

    return BLOCK.sub(block, page)


def _output(command: str) -> str:
    """What the command prints; a command that fails ends the run, its message told."""
    print(f"$ {command}", flush=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    (ROOT / ".cache").mkdir(exist_ok=True)
    done = subprocess.run(  # the page is ours
        ["/bin/bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr or f"exit code {done.returncode}")
    return done.stdout.rstrip("\n") + "\n"


def main() -> None:
    """Write the page anew; an argument is a word that the commands to run must hold."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    PAGE.write_text(refresh(PAGE.read_text(encoding="utf-8"), only), encoding="utf-8")


if __name__ == "__main__":
    main()
