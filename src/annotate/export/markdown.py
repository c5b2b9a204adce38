"""Markdown: one table, as GitHub and most renderers read it (https://github.github.com/gfm/)."""

from __future__ import annotations

import regex

from annotate.export.characters import line
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.glossary.contexts import showcase
from annotate.glossary.entries import Entry

COLUMNS = ("English", "Chinese", "Pinyin", "Type", "Count", "Variants", "Context")

_SPECIAL = regex.compile(r"([\\`*_{}\[\]<>#+\-.!|~$&:@=()])")


def escape(text: str) -> str:
    r"""`text` so that a Markdown renderer shows it as it is.

    >>> escape("a|b *c*")
    'a\\|b \\*c\\*'
    """
    return _SPECIAL.sub(r"\\\1", line(text)).strip()


def _render(material: Material, _options: Options) -> bytes:
    rows = [COLUMNS, ("---",) * len(COLUMNS), *(_row(entry) for entry in material.entries)]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"# {escape(material.title)}\n\n{table}\n".encode()


def _row(entry: Entry) -> tuple[str, ...]:
    other = "" if entry.simplified == entry.traditional else f" / {escape(_other(entry))}"
    shown = showcase(entry.occurrences, limit=1)
    return (
        escape(entry.english),
        escape(entry.chinese) + other,
        escape(entry.pinyin),
        entry.type,
        str(entry.count),
        "; ".join(escape(term.text) for term in entry.variants),
        escape(shown[0].context) if shown else "",
    )


def _other(entry: Entry) -> str:
    """The preferred term in the script in which it does not stand in the text."""
    return entry.traditional if entry.chinese == entry.simplified else entry.simplified


EXPORTER = Exporter(
    "markdown", "Markdown table: repositories, wikis, notes", one_file("glossary.md", _render)
)
