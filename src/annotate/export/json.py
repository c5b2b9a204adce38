"""JSON: everything that an entry holds, under stable names."""

from __future__ import annotations

import json
from collections.abc import Iterable

from annotate.export.characters import visible
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.glossary.entries import Entry, Occurrence, Term

Json = str | int | float | None | list["Json"] | dict[str, "Json"]
"""What JSON can say."""


def entry_as_json(entry: Entry) -> dict[str, Json]:
    """`entry` as a JSON object; offsets are code points in the document's text."""
    return {
        "id": entry.id,
        "english": visible(entry.english),
        "chinese": visible(entry.chinese),
        "simplified": visible(entry.simplified),
        "traditional": visible(entry.traditional),
        "pinyin": visible(entry.pinyin),
        "type": entry.type,
        "pos": entry.pos,
        "subject": entry.subject,
        "definition": entry.definition and visible(entry.definition),
        "count": entry.count,
        "first_seen": entry.seen[0] if entry.seen else None,
        "last_seen": entry.seen[1] if entry.seen else None,
        "confidence": entry.confidence,
        "status": entry.review,
        "note": entry.note and visible(entry.note),
        "english_terms": _terms(entry.english_terms),
        "chinese_terms": _terms(entry.chinese_terms),
        "occurrences": [_occurrence(use) for use in entry.occurrences],
    }


def _terms(terms: Iterable[Term]) -> list[Json]:
    return [
        {"text": visible(t.text), "lang": t.lang, "count": t.count, "form": t.form, "status": t.status}
        for t in terms
    ]


def _occurrence(use: Occurrence) -> dict[str, Json]:
    return {
        "document": use.document,
        "sentence": use.sentence or None,
        "zh": visible(use.chinese),
        "zh_start": use.gloss.start,
        "zh_end": use.gloss.end,
        "lang": use.lang,
        "en": None if use.english is None else visible(use.english),
        "en_start": None if use.head is None else use.head.start,
        "en_end": None if use.head is None else use.head.end,
        "type": use.type,
        "convention": use.convention,
        "confidence": use.confidence,
        "context": visible(use.context),
        "title": use.source.title,
        "date": use.source.date,
        "url": use.source.url,
        "licence": use.source.licence,
    }


def dumps(value: Json, *, indent: int | None = None) -> str:
    """`value` as JSON text, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _render(material: Material, _options: Options) -> bytes:
    whole: dict[str, Json] = {
        "title": material.title,
        "licence": material.licence,
        "licence_url": material.licence_url,
        "publisher": material.publisher,
        "entries": [entry_as_json(entry) for entry in material.entries],
    }
    return (dumps(whole, indent=1) + "\n").encode()


EXPORTER = Exporter("json", "JSON: all that is known, one file", one_file("glossary.json", _render))
