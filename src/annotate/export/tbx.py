"""TBX v3, dialect TBX-Basic, data categories as attributes (ISO 30042:2019, https://www.tbxinfo.net).

`tbx2` shares this module: TBX v2 says the same things under other names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotate.export.characters import xml_text
from annotate.export.contract import Exporter, Material, Options, one_file, program
from annotate.export.forms import Form, by_language, forms
from annotate.glossary.contexts import showcase
from annotate.glossary.entries import Entry, Occurrence

TERM_TYPES = {"full": "fullForm", "acronym": "acronym", "variant": "variant"}
"""Our forms of a term as the pick list of TBX-Basic has them."""

CONTEXTS = 3
"""Contexts of a term: a translator reads two or three, and the concordance holds the rest."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The names by which one version of TBX calls things."""

    root: str
    """The start tag of the root without its brackets."""
    header: str
    entry: str
    language: str
    term: str


V3 = Dialect(
    root='tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"',
    header="tbxHeader",
    entry="conceptEntry",
    language="langSec",
    term="termSec",
)


def render(dialect: Dialect, material: Material, options: Options) -> bytes:
    """The termbase of `material` in `dialect`, UTF-8, an element a line."""
    closing = dialect.root.split()[0]
    body = "".join(_entry(dialect, entry, options) for entry in material.entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{dialect.root}>\n{_header(dialect, material)}'
        f"<text><body>\n{body}</body></text>\n</{closing}>\n"
    ).encode()


def _header(dialect: Dialect, material: Material) -> str:
    terms = [text for text in (material.publisher, material.licence, material.licence_url) if text]
    published = (
        f"<publicationStmt>{''.join(_element('p', t) for t in terms)}</publicationStmt>\n" if terms else ""
    )
    return (
        f"<{dialect.header}>\n<fileDesc>\n<titleStmt>{_element('title', material.title)}</titleStmt>\n{published}"
        f"<sourceDesc>{_element('p', f'Made from the glosses of a corpus by annotate {program()}.')}</sourceDesc>\n"
        '</fileDesc>\n<encodingDesc><p type="XCSURI">http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs'
        f"</p></encodingDesc>\n</{dialect.header}>\n"
    )


def _entry(dialect: Dialect, entry: Entry, options: Options) -> str:
    tagged = ((options.tag(lang), found) for lang, found in by_language(forms(entry)).items())
    merged: dict[str, list[Form]] = {}
    for tag, found in tagged:
        merged.setdefault(tag, []).extend(found)
    sections = "".join(_language(dialect, entry, tag, found) for tag, found in merged.items())
    note = f"{_element('note', entry.note)}\n" if entry.note else ""
    return (
        f'<{dialect.entry} id="{entry.id}">\n{_typed("descrip", "subjectField", entry.subject or entry.type)}\n'
        f"{note}{sections}</{dialect.entry}>\n"
    )


def _language(dialect: Dialect, entry: Entry, tag: str, found: Iterable[Form]) -> str:
    defined = tag == "en" and entry.definition
    definition = _described("definition", entry.definition or "", entry.first) + "\n" if defined else ""
    terms = "".join(_term(dialect, entry, form) for form in found)
    return f'<{dialect.language} xml:lang="{tag}">\n{definition}{terms}</{dialect.language}>\n'


def _term(dialect: Dialect, entry: Entry, form: Form) -> str:
    notes = [
        _typed("termNote", "partOfSpeech", entry.pos or "other"),
        _typed("termNote", "termType", TERM_TYPES[form.form]),
        _typed("termNote", "administrativeStatus", f"{form.status}Term-admn-sts"),
    ]
    uses = [use for use in entry.occurrences if form.text in {use.english, use.chinese}]
    contexts = [_described("context", use.context, use) for use in showcase(uses, limit=CONTEXTS)]
    lines = [
        _element("term", form.text),
        *notes,
        *map(str.rstrip, contexts),
        _element("note", _remark(entry, form)),
    ]
    return f"<{dialect.term}>\n" + "".join(f"{line}\n" for line in lines) + f"</{dialect.term}>\n"


def _remark(entry: Entry, form: Form) -> str:
    """What no data category of TBX-Basic holds: how often, and how it is read."""
    count = f"count: {form.count}" if form.count else "converted by OpenCC, in no text"
    read = form.lang != "en" and form.text in {entry.chinese, entry.simplified, entry.traditional}
    return f"pinyin: {entry.pinyin}; {count}" if read else count


def _described(kind: str, text: str, use: Occurrence | None) -> str:
    description = _typed("descrip", kind, text)
    if use is None:
        return description
    source = "; ".join(
        part for part in (use.document, use.source.title, use.source.url, use.source.licence) if part
    )
    return f"<descripGrp>{description}{_typed('admin', 'source', source)}</descripGrp>"


def _typed(name: str, kind: str, text: str) -> str:
    return f'<{name} type="{kind}">{xml_text(text)}</{name}>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{xml_text(text)}</{name}>"


def _render(material: Material, options: Options) -> bytes:
    return render(V3, material, options)


EXPORTER = Exporter(
    "tbx", "TBX v3 (ISO 30042:2019, TBX-Basic): termbases of today", one_file("glossary.tbx", _render)
)
