"""Read predictions that were made elsewhere: rows as `annotate extract --format jsonl` prints them.

A row has `doc` (the passage's id), `zh_start`, `zh_end`, `en_start`, `en_end` (null without a
head), and perhaps `type`, `convention` and `confidence`. Offsets are code points of the passage.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from annotate.evaluate.gold import Place, convention, gloss_type, plain_text
from annotate.model import Alignment, Gloss, Span

Row = Mapping[str, object]


def read_predictions(path: Path, known: Collection[str]) -> dict[str, list[Alignment]]:
    """The alignments in `path` by passage; `known` are the ids of the gold.

    `InputError` names the file, line and cure: no JSON, no offsets, a passage that the gold lacks.
    """
    found: dict[str, list[Alignment]] = {}
    for number, line in enumerate(plain_text(path).split("\n"), start=1):
        if line.strip():
            place = Place(path, number)
            row = _row(line, place)
            doc = row.get("doc")
            if not isinstance(doc, str) or doc not in known:
                raise place.error(f"no passage {doc!r} in the gold; doc names a passage by its id")
            found.setdefault(doc, []).append(_alignment(row, place))
    return found


def _row(line: str, place: Place) -> Row:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise place.error("not JSON; write one row a line") from error
    if not isinstance(row, dict):
        raise place.error("not an object; write each row as {…}")
    return row


def _alignment(row: Row, place: Place) -> Alignment:
    zh = _span(row, "zh", place)
    if zh is None:
        raise place.error("no zh_start and zh_end; give the offsets of the Chinese")
    kind = gloss_type(str(row.get("type") or "term"), place)
    how = convention(str(row.get("convention") or "paren"), place)
    return Alignment(Gloss(zh, zh, how), _span(row, "en", place), kind, _confidence(row, place))


def _confidence(row: Row, place: Place) -> float:
    value = row.get("confidence", 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise place.error(f"confidence {value!r} is no number from 0 to 1; correct it")
    return float(value)


def _span(row: Row, prefix: str, place: Place) -> Span | None:
    start, end = row.get(f"{prefix}_start"), row.get(f"{prefix}_end")
    if start is None and end is None:
        return None
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        raise place.error(f"{prefix}_start {start!r} and {prefix}_end {end!r} are no span; correct them")
    return Span(start, end)
