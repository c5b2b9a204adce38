"""The categories that a document's annotations point at, each described where it is defined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from annotate.model import Document
from annotate.tei.names import PREFIXES, ncname
from annotate.tei.writing import Element, group, leaf

DESCRIPTIONS: Final[dict[str, dict[str, str]]] = {
    "ner": {
        "person": "A person",
        "place": "A country, city, region, site or other place",
        "org": "An organisation, institution, firm, party or broadcaster",
        "work": "A titled work: a book, journal, newspaper, film or law",
        "event": "A named event, period or treaty",
    },
    "form": {
        "full": "The full name",
        "surname": "The surname alone",
        "given": "The given name alone",
        "acronym": "An acronym",
        "short": "A short form",
        "other": "Another form",
    },
    "type": {
        "person": "Names a person",
        "place": "Names a place",
        "org": "Names an organisation",
        "work": "Names a titled work",
        "event": "Names an event",
        "slogan": "A fixed political or public formula, or a proverb",
        "term": "Vocabulary",
        "other": "Something else",
    },
    "convention": {
        "paren": "English (汉字)",
        "quote+paren": "“English” (汉字)",
        "fullwidth-paren": "English（汉字）",
        "mixed-paren": "A full-width bracket paired with a half-width one",
        "pinyin+paren": "Pinyin and characters share the bracket",
        "wiki": "Labelled: “Chinese: …; pinyin: …”",
        "brackets": "English [汉字] or 【汉字】",
        "slash-alternatives": "Several forms parted by slashes",
        "paren+code": "A bracket within code or markup",
        "apposition": "English 汉字, without a bracket",
        "pinyin+apposition": "Pinyin 汉字, without a bracket",
        "quote": "The characters stand inside the quotation",
        "quote+apposition": "“English” 汉字, without a bracket",
        "reverse": "The Chinese comes first: 汉字 (English)",
        "other": "Another arrangement",
    },
}
"""The closed taxonomies; evidence is open, for each kind of evidence names itself."""


def class_declaration(document: Document, prefix: str) -> Element | None:
    """A taxonomy for each sort of category that `document` uses, with those it uses."""
    used = {name: tuple(dict.fromkeys(values)) for name, values in _used(document).items()}
    taxonomies = [_taxonomy(name, values, prefix) for name, values in used.items() if values]
    return group("classDecl", *taxonomies) if taxonomies else None


def _used(document: Document) -> dict[str, Iterable[str]]:
    """The categories of each taxonomy in use: those known in their order here, others sorted."""
    alignments, mentions = document.alignments, document.mentions
    return {
        "ner": _known("ner", {mention.type for mention in mentions}),
        "form": _known("form", {mention.form for mention in mentions}),
        "type": _known("type", {alignment.type for alignment in alignments}),
        "convention": _known("convention", {alignment.gloss.convention for alignment in alignments}),
        "ev": sorted({name for alignment in alignments for name in alignment.evidence}),
    }


def _known(taxonomy: str, used: Iterable[str]) -> list[str]:
    order = list(DESCRIPTIONS[taxonomy])
    return sorted(used, key=order.index)


def _taxonomy(name: str, values: Iterable[str], prefix: str) -> Element:
    id_ = f"{prefix}{name}"
    categories = [_category(name, value, f"{id_}.{ncname(value)}") for value in values]
    return group("taxonomy", leaf("desc", PREFIXES[name]), *categories, xml_id=id_)


def _category(taxonomy: str, value: str, id_: str) -> Element:
    description = DESCRIPTIONS.get(taxonomy, {}).get(value)
    return group("category", leaf("catDesc", f"{value}: {description}" if description else value), xml_id=id_)
