"""The little Turtle that two exports need (https://www.w3.org/TR/turtle/): literals, names, statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from annotate.export.characters import visible

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TABLE = str.maketrans(_ESCAPES)


def literal(text: str, lang: str | None = None) -> str:
    r"""A string literal, with its language tag if it has one.

    >>> literal('a "b"', "en")
    '"a \\"b\\""@en'
    """
    quoted = f'"{visible(text).translate(_TABLE)}"'
    return f"{quoted}@{lang}" if lang else quoted


def iri(address: str) -> str:
    """An IRI reference; what may not stand in one is percent-encoded.

    >>> iri("https://example.org/a b")
    '<https://example.org/a%20b>'
    """
    return "<" + "".join(quote(c) if c in '<>"{}|^`\\' or c <= " " else c for c in visible(address)) + ">"


def prefixes(names: Mapping[str, str]) -> str:
    """The prefix declarations that open a document."""
    return "".join(f"@prefix {name}: <{address}> .\n" for name, address in names.items()) + "\n"


def statements(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    """All that is said of `subject`, as one block; nothing for no pairs."""
    said = [f"{predicate} {value}" for predicate, value in dict.fromkeys(pairs)]
    return f"{subject} " + " ;\n    ".join(said) + " .\n\n" if said else ""
