"""`annotate review`: the entries that nobody has ruled on, one after the other, the most doubtful first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from annotate.model import GlossType

if TYPE_CHECKING:
    from annotate.curated import Curated
    from annotate.glossary import Entry
    from annotate.glossary.decisions import Action

PROMPT = "[a]ccept [r]eject [p]refer [t]ype [d]efine [n]ote [s]kip [q]uit"
CONTEXTS = 3


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many entries.")
def review(*, corpus: Path, limit: int | None) -> None:
    """Rule on entries in the terminal, the most doubtful and frequent first.

    Each ruling is written to CORPUS/decisions.tsv at once: leaving loses nothing.
    """
    from annotate import curated
    from annotate.glossary import queue

    found = curated.read(corpus)
    waiting = queue.by_doubt(found.entries)[:limit]
    for number, entry in enumerate(waiting, 1):
        click.echo("\n".join(_shown(entry, number, len(waiting))))
        if not _ruled(found, entry):
            return
    click.echo(f"{len(waiting)} entries seen; nothing is left to review" if waiting else "nothing to review")


def _shown(entry: Entry, number: int, total: int) -> Iterator[str]:
    from annotate.export.characters import line
    from annotate.glossary.contexts import showcase

    yield ""
    head = f"{line(entry.english) or '—'} = {line(entry.chinese)} ({entry.pinyin})"
    yield f"{number}/{total}  {head}, {entry.type}, {entry.count}×, confidence {entry.confidence:.2f}"
    for term in entry.variants:
        yield f"    also {line(term.text)} {term.count}×"
    for use in showcase(entry.occurrences, limit=CONTEXTS):
        yield f"    {use.document}: {line(use.context)}"


def _ruled(found: Curated, entry: Entry) -> bool:
    """Ask until the person accepts, rejects or skips; whether to go on."""
    while True:
        key = _ask(PROMPT)
        if key in {"q", ""}:
            return False
        if key == "s":
            return True
        if key in {"a", "r"}:
            _write(found, entry, "accept" if key == "a" else "reject", entry.english if key == "a" else "")
            return True
        _change(found, entry, key)


def _change(found: Curated, entry: Entry, key: str) -> None:
    changes: dict[str, tuple[Action, str]] = {
        "p": ("prefer", "preferred rendering"),
        "t": ("type", f"type ({', '.join(get_args(GlossType))})"),
        "d": ("define", "definition"),
        "n": ("note", "note"),
    }
    if key not in changes:
        click.echo("one of a r p t d n s q")
        return
    action, question = changes[key]
    value = _ask(question)
    if action == "type" and value not in get_args(GlossType):
        click.echo(f"no type “{value}”")
    elif value:
        _write(found, entry, action, value)


def _ask(question: str) -> str:
    """The answer; empty at the end of the input."""
    try:
        answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=": ")
    except click.Abort:
        return ""
    return answer.strip()


def _write(found: Curated, entry: Entry, action: Action, value: str) -> None:
    from annotate.glossary import decisions
    from annotate.glossary.decisions import ANY, Decision

    ruled: Sequence[Decision] = [Decision(action, ANY, entry.chinese, value=value)]
    click.echo(f"    line {decisions.append(found.folder, ruled)}: {action} {entry.chinese}")
