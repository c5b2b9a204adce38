"""SKOS in Turtle (https://www.w3.org/TR/skos-reference/): a concept scheme for thesaurus tools.

One preferred label a language, and no label both preferred and alternative.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.export import turtle
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.export.forms import by_language, forms
from annotate.glossary.contexts import showcase
from annotate.glossary.entries import Entry

_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PINYIN = "zh-Latn-pinyin"
EXAMPLES = 3
"""Example sentences of a concept, as in the other termbase formats."""


def _render(material: Material, options: Options) -> bytes:
    scheme = turtle.iri(f"{material.base}glossary")
    concepts = "".join(
        turtle.statements(turtle.iri(material.base + entry.id), _concept(entry, scheme, options))
        for entry in material.entries
    )
    return (turtle.prefixes(_PREFIXES) + turtle.statements(scheme, _scheme(material)) + concepts).encode()


def _scheme(material: Material) -> Iterator[tuple[str, str]]:
    yield "a", "skos:ConceptScheme"
    yield "dct:title", turtle.literal(material.title)
    if material.licence_url:
        yield "dct:license", turtle.iri(material.licence_url)
    elif material.licence:
        yield "dct:rights", turtle.literal(material.licence)
    if material.publisher:
        yield "dct:publisher", turtle.literal(material.publisher)


def _concept(entry: Entry, scheme: str, options: Options) -> Iterator[tuple[str, str]]:
    yield "a", "skos:Concept"
    yield "skos:inScheme", scheme
    yield "dct:type", turtle.literal(entry.type)
    yield from labels(entry, options)
    if entry.definition:
        yield "skos:definition", turtle.literal(entry.definition, "en")
    if entry.note:
        yield "skos:editorialNote", turtle.literal(entry.note)
    for use in showcase(entry.occurrences, limit=EXAMPLES):
        yield "skos:example", turtle.literal(use.context, "en")
    for document in dict.fromkeys(use.document for use in entry.occurrences):
        yield "dct:source", turtle.literal(document)


def labels(entry: Entry, options: Options) -> Iterator[tuple[str, str]]:
    """The labels of a concept: the first form of each language is preferred, deprecated ones are hidden."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    for lang, found in by_language(forms(entry)).items():
        kept = [(form.text, form.status in {"deprecated", "superseded"}) for form in found]
        groups.setdefault(options.tag(lang), []).extend(kept)
    for tag, texts in groups.items():
        yield from _labels(tag, texts)
    if entry.pinyin:
        yield "skos:prefLabel", turtle.literal(entry.pinyin, PINYIN)


def _labels(tag: str, texts: list[tuple[str, bool]]) -> Iterator[tuple[str, str]]:
    kind = {text: "skos:hiddenLabel" if hidden else "skos:altLabel" for text, hidden in reversed(texts)}
    preferred = next((text for text, hidden in texts if not hidden), None)
    if preferred is not None:
        kind[preferred] = "skos:prefLabel"
    for text, _ in dict.fromkeys(texts):
        yield kind[text], turtle.literal(text, tag)


EXPORTER = Exporter(
    "skos", "SKOS (Turtle): thesaurus and linked-data tools", one_file("glossary-skos.ttl", _render)
)
