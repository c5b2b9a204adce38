"""Read gold in JSON: a passage a line, or one document whose text stands in a file beside it.

A row has `id`, `text` (or `text_file`, a path relative to the gold file), `group` or `source`,
`genre` and `glosses`; a gloss has `zh`, `zh_start`, `zh_end`, `en`, `en_start`, `en_end` (null
where the head stands nowhere), `type`, `convention` and perhaps `en_alt`, a list of other heads.
Offsets are code points, end exclusive. Other keys are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from annotate.evaluate.gold import (
    GoldGloss,
    GoldPassage,
    Place,
    convention,
    exact_text,
    gloss_type,
    plain_text,
)
from annotate.model import Span
from annotate.text import half_character

Row = Mapping[str, object]


def read_jsonl(path: Path) -> tuple[GoldPassage, ...]:
    """The passages of a `.jsonl` file (a row a line) or a `.json` file (one row).

    `InputError` names the file, line and cure: no JSON, a key missing or of the wrong kind, an
    offset outside the text, a span that does not cover what the row says.
    """
    text = plain_text(path)
    if path.suffix == ".json":
        return (_passage(text, Place(path, 1)),)
    numbered = enumerate(text.split("\n"), start=1)
    return tuple(_passage(line, Place(path, number)) for number, line in numbered if line.strip())


def _passage(line: str, place: Place) -> GoldPassage:
    try:
        row = _mapping(json.loads(line), place)
    except json.JSONDecodeError as error:
        raise place.error(f"not JSON ({error.msg}, column {error.colno}); write one row a line") from error
    except RecursionError as error:
        raise place.error("JSON nested too deep; write one row a line") from error
    text = _row_text(row, place)
    glosses = tuple(_gloss(_mapping(item, place), text, place) for item in _list(row, "glosses", place))
    identifier = _string(row, "id", place)
    return GoldPassage(
        identifier,
        text,
        tuple(sorted(glosses, key=lambda gloss: gloss.zh)),
        group=_optional(row, "group") or _optional(row, "source") or identifier,
        genre=_optional(row, "genre") or "",
    )


def _row_text(row: Row, place: Place) -> str:
    if "text_file" not in row:
        return _string(row, "text", place)
    return exact_text(place.path.parent / _string(row, "text_file", place))


def _gloss(row: Row, text: str, place: Place) -> GoldGloss:
    zh = _span(row, "zh", text, place)
    if zh is None:
        raise place.error("a gloss without zh_start; give the offsets of the Chinese")
    alternatives = [_mapping(item, place) for item in _list(row, "en_alt", place)]
    return GoldGloss(
        zh,
        (_span(row, "en", text, place), *(_span(item, "en", text, place) for item in alternatives)),
        gloss_type(_string(row, "type", place), place),
        convention(_optional(row, "convention") or "paren", place),
    )


def _span(row: Row, prefix: str, text: str, place: Place) -> Span | None:
    start, end = row.get(f"{prefix}_start"), row.get(f"{prefix}_end")
    if start is None and end is None:
        return None
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise place.error(
            f"{prefix}_start {start} and {prefix}_end {end} are no span of the text; correct them"
        )
    span = Span(start, end)
    if row.get(prefix) not in (None, span.of(text)):
        raise place.error(
            f'{prefix} is "{row[prefix]}" but its offsets cover "{span.of(text)}"; correct one of them'
        )
    return span


def _mapping(value: object, place: Place) -> Row:
    if not isinstance(value, dict):
        raise place.error("not an object; write each row and each gloss as {…}")
    return value


def _list(row: Row, key: str, place: Place) -> list[object]:
    value = row.get(key) or []
    if not isinstance(value, list):
        raise place.error(f"{key} is no list; write it as […]")
    return value


def _string(row: Row, key: str, place: Place) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise place.error(f"{key} is missing or no string; add it")
    if wrong := half_character(value):
        raise place.error(wrong)
    return value


def _optional(row: Row, key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) else None
