"""`annotate entities`, `show` and `mentions`: who and what a corpus names, and where."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from annotate.cli import inputs, printing
from annotate.errors import InputError
from annotate.model import EntityType

if TYPE_CHECKING:
    from annotate.model import Document, Entity, Mention, Source
    from annotate.tag.cards import Card

COLUMNS = (
    "id",
    "type",
    "english",
    "chinese",
    "pinyin",
    "mentions",
    "documents",
    "other_names",
    "identifiers",
)
MENTION_COLUMNS = ("doc", "path", "start", "end", "text", "lang", "type", "entity")
CARD_COMPANY = 8
"""So many co-mentioned entities a card shows."""

_corpus = click.option(
    "-c",
    "--corpus",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The corpus, built before; default: this folder.",
)


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--type", "kind", type=click.Choice(get_args(EntityType)), help="Only entities of this type.")
@click.option(
    "--format", "shape", type=click.Choice(["table", "csv", "json"]), default="table", help="How to print."
)
@click.option(
    "--doubts", is_flag=True, help="List instead what may be one entity or several, for you to rule."
)
def entities(*, corpus: Path, kind: str | None, shape: str, doubts: bool) -> None:
    """List the people, places, organisations, works and events of CORPUS, which was built before."""
    from annotate import built
    from annotate.tag.cards import cards

    found = built.locate(corpus)
    if doubts:
        click.echo(built.doubts(found), nl=False)
        return
    wanted = [entity for entity in built.entities(found) if kind in {None, entity.type}]
    made = cards(wanted, built.documents(found))
    if shape == "json":
        click.echo(json.dumps([_record(card) for card in made], ensure_ascii=False, indent=2))
    else:
        printing.rows([COLUMNS, *(_row(card) for card in made)], shape)


@click.command()
@click.argument("entity")
@_corpus
def show(*, entity: str, corpus: Path) -> None:
    """Show one ENTITY's card: its names, and its mentions in context.

    ENTITY is an id such as person.3, an English or Chinese name (either script), or pinyin
    without tones.
    """
    from annotate import built, lookup
    from annotate.tag.cards import cards

    found = built.locate(corpus)
    register = built.entities(found)
    chosen = [e for e in register if e.id == entity]
    if not chosen:
        hits = lookup.find(entity, map(lookup.of_entity, register))
        best = {hit.named.key for hit in hits if hit.fit == hits[0].fit}
        chosen = [e for e in register if e.id in best]
    if not chosen:
        raise InputError(f"no entity is called {entity!r}; “annotate entities {corpus}” lists them")
    names = {e.id: _preferred(e) for e in register}
    for card in cards(chosen, built.documents(found)):
        click.echo("\n".join(_card(card, names)))


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format", "shape", type=click.Choice(["table", "csv", "jsonl"]), default="table", help="How to print."
)
@click.option(
    "--field", default="text", show_default=True, help="In a .jsonl file: the field that holds the text."
)
@click.option(
    "--tagger", type=click.Choice(["spacy", "none"]), default="spacy", help="none is fast, and finds less."
)
@click.option("--encoding", help="Read plain text in this encoding instead of finding it out.")
def mentions(*, paths: tuple[Path, ...], shape: str, field: str, tagger: str, encoding: str | None) -> None:
    """List every mention of an entity in the texts at PATHS: files, folders, or - for standard input.

    All texts together make one register, whose ids the last column gives. Offsets are code points
    of the decoded file, the end exclusive. A text that cannot be read is told on standard error
    and the others go on; the exit code is then 1. What a folder holds beside texts is told there,
    too, and is no fault.
    """
    failed: list[str] = []
    rows = _mentions(list(inputs.texts(paths, field=field, encoding=encoding, failed=failed)), tagger)
    if shape == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        cells = [["" if value is None else str(value) for value in row.values()] for row in rows]
        printing.rows([MENTION_COLUMNS, *cells], shape)
    for message in failed:
        click.echo(f"annotate: error: {message}", err=True)
    if failed:
        sys.exit(1)


def _mentions(texts: Sequence[tuple[str, Source]], tagger: str) -> Iterator[dict[str, str | int | None]]:
    from annotate import pipeline
    from annotate.config import Tagging
    from annotate.tag.registry import register

    tagging = Tagging(tagger="none" if tagger == "none" else "spacy")
    named = (replace(source, id=f"d{number:06}") for number, (_, source) in enumerate(texts))
    documents, _ = register(pipeline.documents(named, tagging))
    for (doc, _), document in zip(texts, documents, strict=True):
        for mention in document.mentions:
            yield _mention(doc, document, mention)


def _mention(doc: str, document: Document, mention: Mention) -> dict[str, str | int | None]:
    source = document.source
    place = source.origin.home(mention.span)
    return {
        "doc": doc,
        "path": source.path,
        "start": place.start,
        "end": place.end,
        "text": mention.span.of(source.text),
        "lang": mention.lang,
        "type": mention.type,
        "entity": mention.entity,
    }


# Printing


def _preferred(entity: Entity) -> str:
    names = {name.lang[:2]: name.text for name in reversed(entity.names) if name.kind == "preferred"}
    return " ".join(filter(None, (names.get("en"), names.get("zh"))))


def _name(entity: Entity, lang: str) -> str:
    return next((n.text for n in entity.names if n.kind == "preferred" and n.lang.startswith(lang)), "")


def _row(card: Card) -> list[str]:
    entity = card.entity
    pinyin = next((n.text for n in entity.names if n.kind == "pinyin"), "")
    others = [n.text for n in entity.names if n.kind not in {"preferred", "pinyin"}]
    marks = [f"{authority}:{value}" for authority, value in entity.identifiers]
    counts = [str(len(card.occurrences)), str(len(card.documents))]
    own = [entity.id, entity.type, _name(entity, "en"), _name(entity, "zh"), pinyin]
    return [*own, *counts, " | ".join(others), " | ".join(marks)]


def _record(card: Card) -> dict[str, object]:
    entity = card.entity
    first = card.occurrences[0] if card.occurrences else None
    return {
        "id": entity.id,
        "type": entity.type,
        "names": [{"text": n.text, "lang": n.lang, "kind": n.kind, "count": n.count} for n in entity.names],
        "identifiers": dict(entity.identifiers),
        "mentions": len(card.occurrences),
        "documents": list(card.documents),
        "first": None
        if first is None
        else {"doc": first.document, "start": first.span.start, "end": first.span.end},
        "with": dict(card.company),
    }


def _card(card: Card, names: dict[str, str]) -> Iterator[str]:
    entity = card.entity
    yield f"{entity.id}  {_preferred(entity)}  ({entity.type})"
    for name in entity.names:
        count = f"  ×{name.count}" if name.count else ""
        yield f"  {name.kind:<9}  {name.lang:<14}  {name.text}{count}"
    for authority, value in entity.identifiers:
        yield f"  {authority}: {value}"
    company = [f"{names.get(other, other)} ×{count}" for other, count in card.company[:CARD_COMPANY]]
    if company:
        yield f"  with: {'; '.join(company)}"
    yield f"  {len(card.occurrences)} mentions in {len(card.documents)} documents:"
    for place in card.occurrences:
        yield f"  {place.document}:{place.span.start}  …{place.before}[{place.text}]{place.after}…"
