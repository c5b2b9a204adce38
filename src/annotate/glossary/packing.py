"""Several terms in one cell of a table, and back."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from annotate.glossary.entries import Term

_VARIANT = regex.compile(r"(?s)(?P<lang>[A-Za-z-]+): (?P<text>.*) \((?P<count>\d+)\)")
_SEPARATOR = regex.compile(r"(?<!\\)(?:\\\\)*\K; ")


def pack(terms: Iterable[Term]) -> str:
    r"""Terms in one cell: `en: harmony (2); zh-Hant: 和諧 (1)`, with `\` before a `;` or `\` of their own.

    >>> pack([Term("a; b", "en", 2)])
    'en: a\\; b (2)'
    """
    return "; ".join(f"{term.lang}: {_escape(term.text)} ({term.count})" for term in terms)


def unpack(cell: str) -> tuple[Term, ...]:
    """The terms of a cell that `pack` wrote; what it did not write is left out.

    >>> [term.text for term in unpack(pack([Term("a; b", "en", 2), Term("c", "en", 1)]))]
    ['a; b', 'c']
    """
    found = (_VARIANT.fullmatch(part) for part in _SEPARATOR.split(cell))
    return tuple(Term(_unescape(m["text"]), m["lang"], int(m["count"])) for m in found if m)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;")


def _unescape(text: str) -> str:
    return regex.sub(r"\\(.)", r"\1", text)
