"""Notes for Anki (https://docs.ankiweb.net/importing/text-files.html): a card from English to Chinese.

The first column is an identifier that holds across builds, so that a later import updates the cards.
"""

from __future__ import annotations

import html

import regex

from annotate.export.characters import line
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.glossary.contexts import showcase
from annotate.glossary.entries import Entry

_HEADER = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
_NOT_IN_TAGS = regex.compile(r"[\s\p{C}]+")


def _render(material: Material, _options: Options) -> bytes:
    rows = (_row(entry) for entry in material.entries if entry.english)
    return (_HEADER + "".join("\t".join(row) + "\n" for row in rows)).encode()


def _row(entry: Entry) -> tuple[str, ...]:
    return entry.id, _field(entry.english), _back(entry), " ".join(_tags(entry))


def _back(entry: Entry) -> str:
    other = {entry.simplified, entry.traditional} - {entry.chinese}
    shown = showcase(entry.occurrences, limit=1)
    parts = [_field(" / ".join([entry.chinese, *sorted(other)])), _field(entry.pinyin)]
    parts += [_field(entry.definition)] if entry.definition else []
    parts += [f"<small>{_field(shown[0].context)}</small>"] if shown else []
    return "<br>".join(parts)


def _tags(entry: Entry) -> list[str]:
    documents = sorted({use.document for use in entry.occurrences})
    return [_NOT_IN_TAGS.sub("_", tag) for tag in (f"annotate::{entry.type}", *documents)]


def _field(text: str) -> str:
    """A field on one line; quotes are escaped too, since Anki reads a field that opens with one to its end."""
    return html.escape(line(text)).strip()


EXPORTER = Exporter("anki", "Anki notes (tab-separated, with tags)", one_file("glossary-anki.txt", _render))
