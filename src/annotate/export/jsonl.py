"""JSON lines (https://jsonlines.org): the objects of `json`, one entry a line."""

from __future__ import annotations

from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.export.json import dumps, entry_as_json


def _render(material: Material, _options: Options) -> bytes:
    return "".join(dumps(entry_as_json(entry)) + "\n" for entry in material.entries).encode()


EXPORTER = Exporter(
    "jsonl", "JSON lines: an entry a line, for scripts and pandas", one_file("glossary.jsonl", _render)
)
