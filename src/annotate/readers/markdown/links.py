"""Where links point: targets, labels, definitions, and the entities and escapes in them."""

from __future__ import annotations

import re
from html.entities import html5

from annotate.readers.markdown import syntax
from annotate.readers.source import make_visible

_LAST = 0x10FFFF
_SURROGATES = (0xD800, 0xDFFF)
"""The bounds of Unicode, and the code points in it that are no characters."""


def normalise(label: str) -> str:
    """A link label as CommonMark compares them (https://spec.commonmark.org/0.31.2/#matches)."""
    return " ".join(label.split()).casefold()


def definitions(content: str) -> tuple[dict[str, str], int]:
    """The link definitions that a paragraph opens with, by their labels, and how many lines they take."""
    found: dict[str, str] = {}
    position = 0
    while match := syntax.DEFINITION.match(content, position):
        target = match["bare"] if match["angled"] is None else match["angled"]
        if match["label"].strip():
            found.setdefault(normalise(match["label"]), target)
        position = match.end()
    lines = content.count("\n", 0, position)
    return found, lines if position < len(content) else lines + 1


def inline_target(content: str, at: int) -> tuple[str, int] | None:
    """The target in `(target "title")` at `at`, and where that ends."""
    if not content.startswith("(", at):
        return None
    position = _skip(content, at + 1)
    if angled := syntax.LINK_ANGLED.match(content, position):
        target, position = angled[1], angled.end()
    else:
        end = _bare_end(content, position)
        if end is None:
            return None
        target, position = content[position:end], end
    spaced = _skip(content, position)
    title = syntax.LINK_TITLE.match(content, spaced) if spaced > position else None
    end = _skip(content, title.end()) if title else spaced
    return (clean(target), end + 1) if content.startswith(")", end) else None


def _skip(content: str, position: int) -> int:
    match = syntax.LINK_SPACE.match(content, position)
    return match.end() if match else position


def _bare_end(content: str, position: int) -> int | None:
    """Where a target without angle brackets ends; its parentheses must balance."""
    if content.startswith("<", position):
        return None
    depth = 0
    while match := syntax.LINK_BARE.match(content, position):
        depth += (match.group() == "(") - (match.group() == ")")
        if depth < 0 or depth > syntax.PARENTHESES:
            break
        position = match.end()
    return None if depth > 0 else position


def clean(target: str) -> str:
    """A link's target without backslash escapes and entities."""
    return syntax.ENTITY.sub(lambda match: entity(match) or match.group(), syntax.ESCAPE.sub(r"\1", target))


def entity(match: re.Match[str]) -> str | None:
    """The characters that an entity stands for, `None` when HTML knows no such name.

    What XML forbids comes as a visible sign, here as elsewhere in a text.
    """
    decimal, hexadecimal, name = match.groups()
    if name is not None:
        return html5.get(f"{name};")
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    known = 0 < code <= _LAST and not _SURROGATES[0] <= code <= _SURROGATES[1]
    return make_visible(chr(code))[0] if known else "\ufffd"
