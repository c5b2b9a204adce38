"""Floors: how good a score must be, and which scores are not.

A table of floors is TOML::

    [floors]            # these at least
    pair = 0.97
    [ceilings]          # these at most
    negatives = 0.02
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.errors import ConfigError
from annotate.evaluate.entities import Scores
from annotate.evaluate.score import Report


def _accuracy_at(report: Report, coverage: int) -> float:
    """The share of right pairs among the surest `coverage` per cent; 0 where nothing was found."""
    return next((point.accuracy for point in report.curve if point.coverage == coverage), 0.0)


GLOSS_SCORES: Mapping[str, Callable[[Report], float]] = {
    "detection": lambda report: report.detection.f1,
    "pair": lambda report: report.pair.f1,
    "pair-exact": lambda report: report.pair_exact.f1,
    "heads": lambda report: report.heads.value,
    "types": lambda report: report.types.value,
    "accuracy-at-90": lambda report: _accuracy_at(report, 90),
}
"""What can have a floor, of glosses and heads."""

GLOSS_LIMITS: Mapping[str, Callable[[Report], float]] = {
    "negatives": lambda report: report.negatives.strings.value,
    "calibration-error": lambda report: report.calibration_error,
}
"""What can have a ceiling: the less, the better."""

ENTITY_SCORES: Mapping[str, Callable[[Scores], float]] = {
    "english": lambda scores: scores.spans["en"].f1,
    "english-typed": lambda scores: scores.typed["en"].f1,
    "chinese": lambda scores: scores.spans["zh"].f1,
    "chinese-typed": lambda scores: scores.typed["zh"].f1,
    "links-precision": lambda scores: scores.links.precision,
    "links-recall": lambda scores: scores.links.recall,
    "b-cubed": lambda scores: scores.b_cubed.f1,
    "merges": lambda scores: scores.merges.f1,
}
"""What can have a floor, of entities."""

FLOORS = (*GLOSS_SCORES, *ENTITY_SCORES)
CEILINGS = tuple(GLOSS_LIMITS)


@dataclass(frozen=True, slots=True)
class Floors:
    """The least that scores may be, and the most."""

    floors: Mapping[str, float]
    ceilings: Mapping[str, float]


NO_FLOORS = Floors({}, {})


def read_floors(path: Path) -> Floors:
    """The floors in the TOML file `path`; `ConfigError` names the file and the cure."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML in UTF-8 ({error}); correct it") from error
    return floors_of(data, str(path))


def floors_of(data: Mapping[str, object], place: str) -> Floors:
    """The floors in a table; `ConfigError` begins with `place` and names the nearest known key."""
    for key in data.keys() - {"floors", "ceilings"}:
        raise ConfigError(f"{place}: {_unknown(key, ('floors', 'ceilings'))}")
    return Floors(
        _table(data.get("floors", {}), FLOORS, f"{place}, floors"),
        _table(data.get("ceilings", {}), CEILINGS, f"{place}, ceilings"),
    )


def _table(table: object, known: tuple[str, ...], place: str) -> dict[str, float]:
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: no table; write `score = 0.9` lines under it")
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{place}: {_unknown(key, known)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ConfigError(f"{place}: {key} is no number from 0 to 1; correct it")
    return {key: float(value) for key, value in table.items()}


def _unknown(key: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean “{near[0]}”?" if near else f"use {', '.join(known)}"
    return f"unknown key “{key}”; {hint}"


def measure(report: Report) -> dict[str, float]:
    """The scores of glosses and heads by the names that floors use."""
    scores = {name: score(report) for name, score in GLOSS_SCORES.items()}
    return scores | {name: limit(report) for name, limit in GLOSS_LIMITS.items()}


def measure_entities(scores: Scores) -> dict[str, float]:
    """The scores of entities by the names that floors use."""
    return {name: score(scores) for name, score in ENTITY_SCORES.items()}


def shortfalls(measured: Mapping[str, float], floors: Floors) -> Iterator[str]:
    """A line for each score that does not meet its floor or ceiling, to four decimals.

    Raises `ConfigError` for a floor of what this gold does not measure.
    """
    for name in (*floors.floors, *floors.ceilings):
        if name not in measured:
            raise ConfigError(f"a floor for “{name}”, which this gold does not measure; take it out")
    for name, least in floors.floors.items():
        if round(measured[name], 4) < least:
            yield f"{name} is {measured[name]:.4f}, below its floor {least:.4f}"
    for name, most in floors.ceilings.items():
        if round(measured[name], 4) > most:
            yield f"{name} is {measured[name]:.4f}, above its ceiling {most:.4f}"
