"""`annotate extract`: the glosses of texts, each with the exact English that it renders."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli import inputs, printing

if TYPE_CHECKING:
    from annotate.gloss import Explanation, Termbase
    from annotate.model import Alignment, Source, Span

_Aligned = tuple[str, "Source", "tuple[Alignment, ...]"]

COLUMNS = (
    "doc", "path", "zh", "zh_start", "zh_end", "en", "en_start", "en_end", "type", "convention", "confidence",
)  # fmt: skip
TABLE_COLUMNS = ("doc", "zh", "en", "type", "convention", "confidence")
EXPLAINED = 5
"""How many candidates an explanation shows, and how many contributions of each."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format", "shape", type=click.Choice(["table", "csv", "jsonl"]), default="table", help="How to print."
)
@click.option(
    "--field", default="text", show_default=True, help="In a .jsonl file: the field that holds the text."
)
@click.option("--encoding", help="Read plain text in this encoding instead of finding it out.")
@click.option(
    "--termbase",
    type=click.Path(path_type=Path),
    help="Your own terms, evidence for heads: TBX, TMX, CSV or XLSX.",
)
@click.option(
    "--explain", "explained", is_flag=True, help="Show the candidates, the evidence, and why one won."
)
@click.option(
    "--tagger",
    type=click.Choice(["spacy", "none"]),
    default="spacy",
    help="none is fast: same glosses, same heads, types a little less sure.",
)
def extract(
    *,
    paths: tuple[Path, ...],
    shape: str,
    field: str,
    encoding: str | None,
    termbase: Path | None,
    explained: bool,
    tagger: str,
) -> None:
    """Print the glosses of the texts at PATHS: files, folders, or - for standard input.

    \b
    Examples:
      annotate extract article.txt
      annotate extract texts/ --format csv > glosses.csv
      annotate extract passages.jsonl --field text --format jsonl
      annotate extract article.txt --explain

    Offsets are code points of the decoded file. A text that cannot be read is told on standard
    error and the others go on; the exit code is then 1. What a folder holds beside texts is told
    there, too, and is no fault.
    """  # noqa: D301 - click wants the character itself, which keeps the lines of a paragraph
    from annotate import pipeline

    terms = pipeline.termbase(termbase)
    failed: list[str] = []
    texts = inputs.texts(paths, field=field, encoding=encoding, failed=failed)
    if explained:
        for doc, source in texts:
            click.echo("".join(_explanations(doc, source, terms, shape)), nl=False)
    else:
        found = _tagged(texts, terms) if tagger == "spacy" else _untagged(texts, terms)
        _print(
            (_row(doc, source, alignment) for doc, source, alignments in found for alignment in alignments),
            shape,
            failed,
        )
    for message in failed:
        click.echo(f"annotate: error: {message}", err=True)
    if failed:
        sys.exit(1)


def _untagged(texts: Iterable[tuple[str, Source]], terms: Termbase) -> Iterator[_Aligned]:
    """Each text with its alignments, typed by the evidence of the gloss alone."""
    from annotate import pipeline

    for doc, source in texts:
        yield doc, *pipeline.find(source, termbase=terms)


def _tagged(texts: Iterable[tuple[str, Source]], terms: Termbase) -> Iterator[_Aligned]:
    """Each text with its alignments, typed with the help of the taggers of both languages."""
    from annotate import pipeline
    from annotate.config import DEFAULTS

    names: list[str] = []

    def sources() -> Iterator[Source]:
        for doc, source in texts:
            names.append(doc)
            yield source

    for index, document in enumerate(pipeline.documents(sources(), DEFAULTS, termbase=terms)):
        yield names[index], document.source, document.alignments


def _row(doc: str, source: Source, alignment: Alignment) -> dict[str, object]:
    zh, head = alignment.gloss.span, alignment.head
    start, end = _file_offsets(source, zh)
    head_start, head_end = _file_offsets(source, head) if head else (None, None)
    return {
        "doc": doc,
        "path": source.path,
        "zh": zh.of(source.text),
        "zh_start": start,
        "zh_end": end,
        "en": head.of(source.text) if head else None,
        "en_start": head_start,
        "en_end": head_end,
        "type": alignment.type,
        "convention": alignment.gloss.convention,
        "confidence": alignment.confidence,
    }


def _file_offsets(source: Source, span: Span) -> tuple[int, int]:
    home = source.origin.home(span)
    return home.start, home.end


def _print(rows: Iterable[dict[str, object]], shape: str, failed: list[str]) -> None:
    """Print the rows; where nothing but failures was met there is no table, not an empty one."""
    if shape == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        columns = COLUMNS if shape == "csv" else TABLE_COLUMNS
        cell = _exact if shape == "csv" else _shown
        cells = [[cell(row[name]) for name in columns] for row in rows]
        if cells or shape == "csv" or not failed:
            printing.rows([columns, *cells], shape)


def _exact(value: object) -> str:
    return "" if value is None else str(value)


def _shown(value: object) -> str:
    return (
        "—" if value is None else f"{value:.2f}" if isinstance(value, float) else " ".join(str(value).split())
    )


def _explanations(doc: str, source: Source, terms: Termbase, shape: str) -> Iterator[str]:
    from annotate import gloss, layout

    laid_out = layout.parse(source)
    for explanation in gloss.explain(laid_out, terms):
        if shape == "jsonl":
            yield json.dumps(_as_json(doc, laid_out, explanation), ensure_ascii=False) + "\n"
        else:
            yield from _as_text(doc, laid_out, explanation)


def _as_text(doc: str, source: Source, explanation: Explanation) -> Iterator[str]:
    zh = explanation.zh.of(source.text)
    verdict = "a gloss" if explanation.alignment else "no gloss"
    yield f"{doc}: {zh}  {verdict} ({explanation.gloss:.2f}: {_told(explanation.decision)})\n"
    for rank, one in enumerate(explanation.verdicts[:EXPLAINED], 1):
        head = " ".join(one.head.of(source.text).split()) if one.head else "(no head in the text)"
        yield f"  {rank}. {one.probability:.2f}  {head}  [{one.place}]\n       {_told(one.contributions)}\n"
    yield "\n"


def _told(contributions: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{name} {value:+.2f}" for name, value in contributions[:EXPLAINED])


def _as_json(doc: str, source: Source, explanation: Explanation) -> dict[str, object]:
    return {
        "doc": doc,
        "zh": explanation.zh.of(source.text),
        "zh_start": _file_offsets(source, explanation.zh)[0],
        "zh_end": _file_offsets(source, explanation.zh)[1],
        "gloss": round(explanation.gloss, 4),
        "decision": dict(explanation.decision),
        "candidates": [
            {
                "en": one.head.of(source.text) if one.head else None,
                "place": one.place,
                "probability": round(one.probability, 4),
                "evidence": dict(one.contributions),
            }
            for one in explanation.verdicts
        ],
    }
