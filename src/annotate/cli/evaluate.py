"""`annotate evaluate`: how well what the program finds agrees with what people marked."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.errors import ConfigError

if TYPE_CHECKING:
    from annotate.evaluate.entities import Scores
    from annotate.evaluate.floors import Floors
    from annotate.evaluate.score import Attribute, Report

BY = ("convention", "type", "group", "genre", "quoted")


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--sources", type=click.Path(path_type=Path), help="The folder of the texts that lists mark.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option("--by", multiple=True, type=click.Choice(BY), help="Break the scores down; may be repeated.")
@click.option(
    "--baselines", is_flag=True, help="Compare with simpler ways to find heads. Needs spaCy's model."
)
@click.option(
    "--errors", type=click.IntRange(min=0), default=0, metavar="N", help="List the first N mistakes."
)
@click.option(
    "--predictions",
    type=click.Path(path_type=Path),
    help="Score these rows, as “annotate extract --format jsonl” prints them, instead of finding glosses.",
)
@click.option(
    "--floors", type=click.Path(path_type=Path), help="Exit with 1 when a score is below its floor."
)
def evaluate(
    *,
    gold: tuple[Path, ...],
    sources: Path | None,
    shape: str,
    by: tuple[Attribute, ...],
    baselines: bool,
    errors: int,
    predictions: Path | None,
    floors: Path | None,
) -> None:
    """Score what `annotate extract` finds in the texts of GOLD against what people marked there.

    GOLD is a .jsonl or .json file, a .txt file of cases, or a folder of cases or of lists (.tsv). A folder
    of lists of entities is scored by itself. Formats and scores: docs/evaluation.md.

    \b
    Examples:
      annotate evaluate mine.jsonl --by convention --errors 20
      annotate evaluate lists/ --sources texts/ --baselines
    """  # noqa: D301 - click wants the character itself, which keeps the lines of a paragraph
    from annotate import trial
    from annotate.evaluate.entities import is_entity_gold, table
    from annotate.evaluate.floors import NO_FLOORS, measure, measure_entities, read_floors

    wanted = read_floors(floors) if floors else NO_FLOORS
    if any(is_entity_gold(path) for path in gold if path.is_dir()):
        if len(gold) > 1 or sources is None:
            raise ConfigError("entity gold is scored alone: give one folder, and its texts by --sources")
        scores = trial.score_entities(gold[0], sources)
        _print_entities(scores, shape)
        if baselines and shape == "text":
            click.echo("\n" + table({"annotate": scores, **trial.entity_baselines(gold[0], sources)}))
        _hold(measure_entities(scores), wanted)
        return
    trials = trial.load(gold, sources)
    report = trial.score_predictions(trials, predictions) if predictions else trial.score(trials)
    compared = dict(trial.compare(trials)) if baselines else {}
    if shape == "json":
        _print_json(report, compared, by, errors)
    else:
        _print_text(report, compared, by, errors)
    _hold(measure(report), wanted)


def _print_text(report: Report, compared: Mapping[str, Report], by: Sequence[Attribute], errors: int) -> None:
    from annotate.evaluate import tables

    click.echo(tables.text(report, by=by))
    if compared:
        click.echo(f"\n{tables.comparison({'annotate': report, **compared})}")
    if errors:
        click.echo()
    for line in islice(tables.mistakes(report.mistakes), errors):
        click.echo(line)


def _print_json(report: Report, compared: Mapping[str, Report], by: Sequence[Attribute], errors: int) -> None:
    from annotate.evaluate.record import mistake, record

    data = record(report, by=by)
    if compared:
        data["baselines"] = {name: record(one) for name, one in compared.items()}
    if errors:
        data["errors"] = [mistake(outcome) for outcome in report.mistakes[:errors]]
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _print_entities(scores: Scores, shape: str) -> None:
    from annotate.evaluate import tables
    from annotate.evaluate.record import entity_record

    if shape == "json":
        click.echo(json.dumps(entity_record(scores), ensure_ascii=False, indent=2))
    else:
        click.echo(tables.entities(scores))


def _hold(measured: Mapping[str, float], floors: Floors) -> None:
    """Exit with 1, each miss told on standard error, where a score does not meet `floors`."""
    from annotate.evaluate.floors import shortfalls

    missed = list(shortfalls(measured, floors))
    for line in missed:
        click.echo(f"annotate: {line}", err=True)
    if missed:
        sys.exit(1)
