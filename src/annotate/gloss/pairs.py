"""Brackets and quotations paired: which mark closes which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from annotate.model import Span
from annotate.text import BRACKETS

_ANSWERS = {close: open_ for open_, close in BRACKETS.items()} | {
    ")": "(（",
    "）": "(（",
    "]": "[［",
    "］": "[［",
}
"""Which opening brackets each closing bracket answers: half- and full-width ones are mixed in real text."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing mark, as offsets into the surface text."""

    open: int
    close: int


def paired_brackets(text: str, bounds: Iterable[Span]) -> Iterator[Pair]:
    """Brackets paired within each stretch of `bounds`; an unanswered one is passed over."""
    for bound in bounds:
        stack: list[int] = []
        for match in _BRACKET.finditer(text, bound.start, bound.end):
            mark = match[0]
            if mark in BRACKETS:
                stack.append(match.start())
            elif mark in _ANSWERS:
                deepest = max(len(stack) - MAX_UNANSWERED, 0)
                for depth in range(len(stack) - 1, deepest - 1, -1):
                    if text[stack[depth]] in _ANSWERS[mark]:
                        yield Pair(stack[depth], match.start())
                        del stack[depth:]
                        break


MAX_UNANSWERED = 8
"""How many unanswered opening brackets a closing one may pass over to find its own."""

_BRACKET = regex.compile("[" + regex.escape("".join(BRACKETS) + "".join(_ANSWERS), special_only=False) + "]")
_QUOTE = regex.compile(
    r"""
      [“”„‘"«»]
    | ’(?!(?<=[^\W_]’)[a-zA-Z])(?!(?<=s’)[ ]\p{Ll}[^‘’\n]{1,60}(?<!\s)’(?![a-zA-Z])(?<!s’))
    | (?<!\w)'
    | '(?!\w)(?!(?<=s')[ ]\p{Ll}[^‘’'\n]{1,60}(?<!\s)'(?!\w)(?<!s'))
    """,
    regex.VERBOSE,
)
"""Quotation marks. None is the ’ within a word, nor that of a plural (‘the elders’ table’) before what closes in its place."""
_CURLY = {"”": '“„"', "’": "‘", "»": "«"}


def paired_quotes(text: str, bounds: Iterable[Span]) -> Iterator[Pair]:
    """Quotation marks paired within each stretch of `bounds`."""
    for bound in bounds:
        yield from _paired_in(text, bound)


def _paired_in(text: str, bound: Span) -> Iterator[Pair]:
    """Quotation marks paired in one block: curly ones by shape, straight ones by what surrounds them."""
    opened: dict[str, int] = {}
    for match in _QUOTE.finditer(text, bound.start, bound.end):
        mark, at = match[0], match.start()
        before = text[at - 1] if at > bound.start else " "
        after = text[at + 1] if at + 1 < bound.end else " "
        if mark == "“" and "„" in opened and not before.isspace():
            yield Pair(opened.pop("„"), at)
        elif mark in "“„‘«":
            opened[mark] = at
        elif mark in _CURLY:
            openers = [opened.pop(o) for o in _CURLY[mark] if o in opened]
            if openers:
                yield Pair(max(openers), at)
            elif mark == "”" and not before.isalnum() and (after.isalnum()):
                opened["“"] = at  # a closing mark typed where the opening one belongs
        elif mark == '"' and "“" in opened and mark not in opened and not before.isspace():
            yield Pair(opened.pop("“"), at)  # “typed by two hands"
        elif mark in opened and not (before.isspace() and not after.isspace()):
            yield Pair(opened.pop(mark), at)
        elif not after.isspace() or before.isspace():
            opened[mark] = at
