"""The columns that the table-like formats share."""

from __future__ import annotations

from annotate.glossary import Entry
from annotate.glossary.packing import pack

COLUMNS = (
    "english",
    "chinese",
    "simplified",
    "traditional",
    "pinyin",
    "type",
    "count",
    "document",
    "sentence",
    "context",
    "variants",
)


def row(entry: Entry) -> tuple[str, ...]:
    """The cells of `entry` under `COLUMNS`. `sentence` is a number from 1, empty where unknown."""
    first = entry.first
    return (
        entry.english,
        entry.chinese,
        entry.simplified,
        entry.traditional,
        entry.pinyin,
        entry.type,
        str(entry.count),
        first.document if first else "",
        str(first.sentence or "") if first else "",
        first.context if first else "",
        pack(entry.variants),
    )
