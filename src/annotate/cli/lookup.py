"""`annotate lookup`: entries and entities for a word in English, Chinese or pinyin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from annotate.lookup import Hit


@click.command()
@click.argument("query")
@click.option(
    "-c",
    "--corpus",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The corpus, built before; default: this folder.",
)
@click.option("-n", "--limit", type=click.IntRange(1), default=20, help="Show at most so many.")
@click.option(
    "--format", "shape", type=click.Choice(["table", "json"]), default="table", help="How to print."
)
def lookup(*, query: str, corpus: Path, limit: int, shape: str) -> None:
    """Find the entries and entities that QUERY names, best first.

    QUERY is English, Chinese in either script (one character is enough), or pinyin with or
    without tones.
    """
    from annotate import built
    from annotate import lookup as finding

    found = finding.find(query, built.named(built.locate(corpus)))[:limit]
    if shape == "json":
        click.echo(json.dumps([_row(hit) for hit in found], ensure_ascii=False, indent=2))
        return
    for hit in found:
        click.echo(_line(hit))
    if not found:
        click.echo(f"nothing is called {query!r} here", err=True)


def _row(hit: Hit) -> dict[str, object]:
    named = hit.named
    return {
        "kind": named.kind,
        "key": named.key,
        "type": named.type,
        "matched": hit.name,
        "names": list(named.names),
        "count": named.count,
    }


def _line(hit: Hit) -> str:
    named = hit.named
    return f"{named.key}\t{named.type}\t{' · '.join(named.names[:6])}\t×{named.count}"
