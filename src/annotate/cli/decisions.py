"""The commands that write rulings into a corpus's decisions.tsv."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, get_args

import click

from annotate.errors import ConfigError
from annotate.model import GlossType

if TYPE_CHECKING:
    from annotate.curated import Curated
    from annotate.glossary import Entry, Occurrence
    from annotate.glossary.decisions import Action, Decision

CommandT = TypeVar("CommandT", bound=Callable[..., None])

_corpus = click.argument("corpus", type=click.Path(path_type=Path))
_term = click.argument("term")
_document = click.option("--document", help="Rule on the glosses in this document alone.")
_nth = click.option("--nth", type=click.IntRange(min=1), help="Of the glosses in the document, this one.")
_note = click.option("--note", default="", help="Why; kept beside the decision.")


@click.command()
@_corpus
@click.argument("term", required=False)
@_document
@_nth
@click.option(
    "--finding", help="Accept this finding of “annotate check” by its id: it stays quiet from now on."
)
@click.option("--against", type=click.Path(path_type=Path), help="The termbase with which it was found.")
@_note
def accept(
    *,
    corpus: Path,
    term: str | None,
    document: str | None,
    nth: int | None,
    finding: str | None,
    against: Path | None,
    note: str,
) -> None:
    """Accept the entry of TERM as it stands, a gloss of it, or a finding of `annotate check`.

    TERM is Chinese, English, or the id of an entry.
    """
    found = _read(corpus)
    if finding is not None:
        _write(found, [_allowance(found, finding, against, note)])
        return
    entry = _entry(found, term, document)
    if document is None:
        _write(found, [_on_entry(entry, "accept", entry.english, note)])
        return
    _write(
        found, [_on_use(found, use, "accept", _head(found, use), note) for use in _uses(entry, document, nth)]
    )


@click.command()
@_corpus
@_term
@_document
@_nth
@_note
def reject(*, corpus: Path, term: str, document: str | None, nth: int | None, note: str) -> None:
    """Reject the entry of TERM (it leaves the glossary) or, with --document, its glosses there."""
    found = _read(corpus)
    entry = _entry(found, term, document)
    if document is None:
        _write(found, [_on_entry(entry, "reject", "", note)])
        return
    _write(found, [_on_use(found, use, "reject", "", note) for use in _uses(entry, document, nth)])


@click.command()
@_corpus
@_term
@_document
@_nth
@click.option("--head", help="The English that the gloss renders, as it stands in the text.")
@click.option("--type", "kind", type=click.Choice(get_args(GlossType)), help="What it names.")
@click.option("--sense", help="A name for the sense in which it stands there: an entry of its own.")
@click.option("--define", help="The definition of the entry.")
@click.option("--subject", help="The subject field of the entry.")
@_note
def correct(
    *,
    corpus: Path,
    term: str,
    document: str | None,
    nth: int | None,
    head: str | None,
    kind: str | None,
    sense: str | None,
    define: str | None,
    subject: str | None,
    note: str,
) -> None:
    """Correct a gloss of TERM (--head, --type, --sense with --document) or its entry."""
    found = _read(corpus)
    entry = _entry(found, term, document)
    on_gloss: list[tuple[Action, str | None]] = [("head", head), ("split", sense)]
    on_entry: list[tuple[Action, str | None]] = [("define", define), ("subject", subject)]
    (on_entry if document is None else on_gloss).append(("type", kind))
    wanted = [(action, value) for action, value in on_gloss if value is not None]
    if wanted and document is None:
        raise ConfigError("--head and --sense rule on one gloss: add --document, and --nth if it has several")
    ruled = [_on_entry(entry, action, value, note) for action, value in on_entry if value is not None]
    if document is not None:
        for use in _uses(entry, document, nth):
            ruled += [
                _on_use(found, use, action, _checked(found, use, action, value), note)
                for action, value in wanted
            ]
    if not ruled and note:
        ruled = [_on_entry(entry, "note", note, "")]
    if not ruled:
        raise ConfigError("nothing to correct: give --head, --type, --sense, --define, --subject or --note")
    _write(found, ruled)


@click.command()
@_corpus
@_term
@click.argument("other")
@_note
def merge(*, corpus: Path, term: str, other: str, note: str) -> None:
    """Make the entries of TERM and OTHER one concept."""
    found = _read(corpus)
    one, two = _entry(found, term), _entry(found, other)
    if one.id == two.id:
        raise ConfigError(f"“{term}” and “{other}” are one entry already")
    _write(found, [_on_entry(one, "merge", two.chinese, note)])


@click.command()
@_corpus
@_term
@click.argument("rendering")
@click.option(
    "--status",
    type=click.Choice(["preferred", "admitted", "deprecated", "superseded"]),
    default="preferred",
    show_default=True,
    help="How RENDERING stands.",
)
@_note
def prefer(*, corpus: Path, term: str, rendering: str, status: str, note: str) -> None:
    """Say that RENDERING, English or Chinese, is the preferred one of TERM (or --status)."""
    actions: dict[str, Action] = {
        "preferred": "prefer",
        "admitted": "admit",
        "deprecated": "deprecate",
        "superseded": "supersede",
    }
    found = _read(corpus)
    _write(found, [_on_entry(_entry(found, term), actions[status], rendering, note)])


def _read(corpus: Path) -> Curated:
    from annotate import curated

    return curated.read(corpus)


def _entry(found: Curated, term: str | None, document: str | None = None) -> Entry:
    from annotate.glossary import lookup

    if not term:
        raise ConfigError("name a term: its Chinese, its English, or the id of its entry")
    return lookup.find(found.entries, term, document)


def _uses(entry: Entry, document: str, nth: int | None) -> tuple[Occurrence, ...]:
    from annotate.glossary import lookup

    return lookup.uses(entry, document, nth)


def _on_entry(entry: Entry, action: Action, value: str, note: str) -> Decision:
    from annotate.glossary.decisions import ANY, Decision

    return Decision(action, ANY, entry.chinese, value=value, note=note)


def _on_use(found: Curated, use: Occurrence, action: Action, value: str, note: str) -> Decision:
    from annotate.glossary import lookup
    from annotate.glossary.decisions import Decision

    return lookup.decision_on(
        use, found.documents, Decision(action, use.document, use.chinese, value=value, note=note)
    )


def _text(found: Curated, use: Occurrence) -> str:
    return next(d.source.text for d in found.documents if d.source.id == use.document)


def _head(found: Curated, use: Occurrence) -> str:
    return "" if use.head is None else use.head.of(_text(found, use))


def _checked(found: Curated, use: Occurrence, action: Action, value: str) -> str:
    """`value`; a head must stand near its gloss, or the ruling could never take effect."""
    from annotate.glossary import replay

    if action == "head" and value:
        try:
            replay.nearest(_text(found, use), value, use.gloss)
        except LookupError as error:
            raise ConfigError(
                f"{error.args[0]} in “{use.document}”; give it as it stands in the text"
            ) from error
    return value


def _allowance(found: Curated, finding: str, against: Path | None, note: str) -> Decision:
    from annotate.cli.glossary import findings_of
    from annotate.glossary.decisions import Decision

    for one in findings_of(found, against):
        if one.id == finding:
            return Decision("allow", one.document, one.chinese, value=one.key, note=note)
    raise ConfigError(f"no finding “{finding}”; “annotate check” lists them, each with its id in brackets")


def _write(found: Curated, ruled: Sequence[Decision]) -> None:
    from annotate.glossary import decisions

    line = decisions.append(found.folder, ruled)
    for number, decision in enumerate(ruled, line):
        value = f" “{decision.value}”" if decision.value else ""
        click.echo(
            f"{found.folder / decisions.FILE}: line {number}: {decision.action} {decision.chinese}{value}"
        )
