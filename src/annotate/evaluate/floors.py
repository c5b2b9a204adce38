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
from annotate.evaluate.score import Report

SCORES: Mapping[str, Callable[[Report], float]] = {
    "detection": lambda report: report.detection.f1,
    "pair": lambda report: report.pair.f1,
    "pair-exact": lambda report: report.pair_exact.f1,
    "heads": lambda report: report.heads.value,
    "types": lambda report: report.types.value,
    "accuracy-at-90": lambda report: next((p.accuracy for p in report.curve if p.coverage == 90), 0.0),  # noqa: PLR2004  # as the score's name says
}
"""What can have a floor."""

LIMITS: Mapping[str, Callable[[Report], float]] = {
    "negatives": lambda report: report.negatives.strings.value,
    "calibration-error": lambda report: report.calibration_error,
}
"""What can have a ceiling: the less, the better."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The least that scores may be, and the most."""

    floors: Mapping[str, float]
    ceilings: Mapping[str, float]


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
        _table(data.get("floors", {}), SCORES, f"{place}, floors"),
        _table(data.get("ceilings", {}), LIMITS, f"{place}, ceilings"),
    )


def _table(table: object, known: Mapping[str, object], place: str) -> dict[str, float]:
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: no table; write `score = 0.9` lines under it")
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{place}: {_unknown(key, tuple(known))}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ConfigError(f"{place}: {key} is no number from 0 to 1; correct it")
    return {key: float(value) for key, value in table.items()}


def _unknown(key: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean “{near[0]}”?" if near else f"use {', '.join(known)}"
    return f"unknown key “{key}”; {hint}"


def shortfalls(report: Report, floors: Floors) -> Iterator[str]:
    """A line for each score of `report` that does not meet its floor or ceiling."""
    for name, least in floors.floors.items():
        value = SCORES[name](report)
        if value < least:
            yield f"{name} is {value:.4f}, below its floor {least:.4f}"
    for name, most in floors.ceilings.items():
        value = LIMITS[name](report)
        if value > most:
            yield f"{name} is {value:.4f}, above its ceiling {most:.4f}"
