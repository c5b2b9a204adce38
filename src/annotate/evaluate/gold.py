"""Gold: passages in which people marked every gloss, its head, its type and its convention.

The rules that the marks follow are in docs/annotation.md. This module holds the values and the
checks that every gold format shares; `jsonl`, `cases` and `lists` read one format each, and
`load.read_gold` picks among them.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import regex

from annotate.errors import InputError
from annotate.model import Convention, GlossType, Span

CONVENTIONS: dict[str, Convention] = {name: name for name in get_args(Convention)}
TYPES: dict[str, GlossType] = {name: name for name in get_args(GlossType)}


@dataclass(frozen=True, slots=True)
class GoldGloss:
    """One gloss as a person marked it; spans are code points of the passage's text."""

    zh: Span
    heads: tuple[Span | None, ...]
    """The head, then the other heads that a fair scorer accepts; `None`: it stands nowhere."""
    type: GlossType
    convention: Convention


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage with all its glosses, in order of position; none: a negative."""

    id: str
    text: str
    glosses: tuple[GoldGloss, ...]
    group: str
    """What must not be split between training and testing: a repository, a file of cases."""
    genre: str


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a gold file, to name in errors; lines count from 1."""

    path: Path
    line: int

    def error(self, problem: str) -> InputError:
        """An `InputError` that says where, and, by `problem`, what is wrong and the cure."""
        return InputError(f"{self.path}, line {self.line}: {problem}")


def plain_text(path: Path) -> str:
    """The text of a file, decoded as UTF-8; `InputError` when it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from error


def exact_text(path: Path) -> str:
    """The text of a file that offsets count in: as `plain_text`, but each line's end as it stands."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from error


def gloss_type(name: str, place: Place) -> GlossType:
    """`name` as a type of gloss; `InputError` with the nearest known name when it is none."""
    if name not in TYPES:
        raise place.error(_unknown("type", name, TYPES))
    return TYPES[name]


def convention(name: str, place: Place) -> Convention:
    """`name` as a convention; `InputError` with the nearest known name when it is none."""
    if name not in CONVENTIONS:
        raise place.error(_unknown("convention", name, CONVENTIONS))
    return CONVENTIONS[name]


def occurrence(text: str, wanted: str, nth: int, place: Place) -> Span:
    """Where `wanted` stands in `text` for the `nth` time (from 1).

    A blank in `wanted` stands for any white space, line breaks included, so that a gold file can
    name a span of a hard-wrapped text on one line. Occurrences may overlap. `InputError` when
    there are fewer.
    """
    pattern = regex.compile(r"\s+".join(regex.escape(word) for word in wanted.split()))
    count = 0
    for count, match in enumerate(pattern.finditer(text, overlapped=True), start=1):
        if count == nth:
            return Span(*match.span())
    raise place.error(
        f'"{wanted}" was to stand {nth} times in the text but stands {count} times; '
        "correct the spelling or the number of the occurrence"
    )


def _unknown(what: str, name: str, known: dict[str, Convention] | dict[str, GlossType]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"use one of {', '.join(known)}"
    return f'unknown {what} "{name}"; {hint}'
