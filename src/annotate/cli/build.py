"""`annotate build`: a folder of texts to a TEI corpus and a glossary."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from annotate.config import Tagger
    from annotate.corpus import Corpus, Skipped
    from annotate.engine import Progress, Report

SHOWN = 20
"""How many notices the terminal shows; `--format json` has all."""


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write; default CORPUS/build.")
@click.option(
    "--tagger", type=click.Choice(["spacy", "none"]), help="Override the corpus's tagger; none is fast."
)
@click.option(
    "--termbase",
    type=click.Path(path_type=Path),
    help="Your own terms, evidence for heads: TBX, TMX, CSV or XLSX; in place of the corpus's.",
)
@click.option("--encoding", help="Read plain text in this encoding instead of finding it out.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), default=1, help="Tag in this many processes.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to sum up.")
def build(
    *,
    corpus: Path,
    output: Path | None,
    tagger: str | None,
    termbase: Path | None,
    encoding: str | None,
    jobs: int,
    shape: str,
) -> None:
    """Build a TEI corpus, a register of entities and a glossary from CORPUS.

    CORPUS is a folder with corpus.toml and sources/, any folder of texts, or one file. Written
    are tei/ID.xml for each document, tei/corpus.xml, tei/register.xml and glossary.csv. Exit
    code 1 tells that a document was left out or that a file written is not valid.
    """
    from annotate import corpus as corpora
    from annotate import engine

    found = _with_tagger(corpora.locate(corpus, output), tagger)
    found = replace(found, termbase=termbase or found.termbase)
    with _progress() as progress:
        report = engine.build(found, encoding=encoding, jobs=jobs, progress=progress)
    click.echo(_json(report) if shape == "json" else "\n".join(_lines(report)))
    if report.failed or report.problems:
        sys.exit(1)


def _with_tagger(corpus: Corpus, tagger: str | None) -> Corpus:
    if tagger is None:
        return corpus
    tagging = replace(corpus.config.tagging, tagger=cast("Tagger", tagger))
    return replace(corpus, config=replace(corpus.config, tagging=tagging))


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    with click.progressbar(length=1, label="Building", file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.out}"
    yield f"  documents  {report.documents:>7,}"
    yield f"  glosses    {report.glosses:>7,}  ({report.heads:,} with a head)"
    yield f"  entries    {report.entries:>7,}"
    yield f"  entities   {report.entities:>7,}"
    yield from _listed("left out", report.failed)
    yield from _listed("passed over", report.skipped)
    yield from _listed("note", report.notices[:SHOWN])
    if len(report.notices) > SHOWN:
        yield f"  note: {len(report.notices) - SHOWN} more notes; --format json has all"
    yield from _listed("no longer applies", report.idle)
    for problem in report.problems:
        yield f"  not valid: {problem}"


def _listed(word: str, files: tuple[Skipped, ...]) -> Iterator[str]:
    for file in files:
        yield f"  {word}: {file.path}: {file.reason}"


def _json(report: Report) -> str:
    def files(listed: tuple[Skipped, ...]) -> list[dict[str, str]]:
        return [{"path": file.path, "reason": file.reason} for file in listed]

    summary = {
        "out": str(report.out),
        "documents": report.documents,
        "glosses": report.glosses,
        "heads": report.heads,
        "entries": report.entries,
        "entities": report.entities,
        "failed": files(report.failed),
        "skipped": files(report.skipped),
        "notices": files(report.notices),
        "idle": files(report.idle),
        "problems": [str(problem) for problem in report.problems],
    }
    return json.dumps(summary, ensure_ascii=False, indent=2)
