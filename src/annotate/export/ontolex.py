"""OntoLex-Lemon in Turtle (https://www.w3.org/2016/05/ontolex/).

A lexicon for each language, senses of one concept, and the translation between the preferred terms
(the module vartrans).
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.export import turtle
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.export.forms import by_language, forms
from annotate.glossary.entries import Entry

_PREFIXES = {
    "ontolex": "http://www.w3.org/ns/lemon/ontolex#",
    "lime": "http://www.w3.org/ns/lemon/lime#",
    "vartrans": "http://www.w3.org/ns/lemon/vartrans#",
    "lexinfo": "http://www.lexinfo.net/ontology/3.0/lexinfo#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
}


def _render(material: Material, options: Options) -> bytes:
    lexicons: dict[str, list[str]] = {}
    blocks = []
    for entry in material.entries:
        for tag, name, block in _lexical_entries(entry, material.base, options):
            lexicons.setdefault(tag, []).append(name)
            blocks.append(block)
        blocks.append(_translations(entry, material.base, options))
    heads = "".join(_lexicon(material, tag, names) for tag, names in sorted(lexicons.items()))
    return (turtle.prefixes(_PREFIXES) + heads + "".join(blocks)).encode()


def _lexicon(material: Material, tag: str, names: list[str]) -> str:
    said = [
        ("a", "lime:Lexicon"),
        ("lime:language", turtle.literal(tag)),
        ("dct:title", turtle.literal(material.title)),
    ]
    said += [("lime:entry", name) for name in names]
    return turtle.statements(turtle.iri(f"{material.base}lexicon-{tag}"), said)


def _senses(entry: Entry, options: Options) -> Iterator[tuple[str, str, str, str]]:
    """Language tag, text, status and name of each term; names hold across formats and builds."""
    for lang, found in by_language(forms(entry)).items():
        for number, form in enumerate(found, 1):
            yield options.tag(lang), form.text, form.status, f"{entry.id}-{lang}-{number}"


def _lexical_entries(entry: Entry, base: str, options: Options) -> Iterator[tuple[str, str, str]]:
    concept = turtle.iri(base + entry.id)
    for tag, text, _, name in _senses(entry, options):
        word, sense = turtle.iri(base + name), turtle.iri(f"{base}{name}-sense")
        said = [
            ("a", "ontolex:LexicalEntry"),
            ("ontolex:canonicalForm", f"[ a ontolex:Form ; {_written(entry, tag, text)} ]"),
            ("ontolex:sense", sense),
            ("ontolex:evokes", concept),
        ]
        said += [("lexinfo:partOfSpeech", f"lexinfo:{entry.pos}")] if entry.pos not in {None, "other"} else []
        block = turtle.statements(word, said) + turtle.statements(
            sense, [("a", "ontolex:LexicalSense"), ("ontolex:isLexicalizedSenseOf", concept)]
        )
        yield tag, word, block


def _written(entry: Entry, tag: str, text: str) -> str:
    written = f"ontolex:writtenRep {turtle.literal(text, tag)}"
    if tag.startswith("zh") and text in {entry.chinese, entry.simplified, entry.traditional} and entry.pinyin:
        written += f" ; ontolex:phoneticRep {turtle.literal(entry.pinyin, 'zh-Latn-pinyin')}"
    return written


def _translations(entry: Entry, base: str, options: Options) -> str:
    """The concept, and a translation from the preferred English term to each preferred Chinese one."""
    said = [("a", "ontolex:LexicalConcept")]
    said += [("skos:definition", turtle.literal(entry.definition, "en"))] if entry.definition else []
    firsts: dict[str, str] = {}
    for tag, _, _, name in _senses(entry, options):
        firsts.setdefault(tag, turtle.iri(f"{base}{name}-sense"))
    english = firsts.pop("en", None)
    links = (
        turtle.statements(
            turtle.iri(f"{base}{entry.id}-translation-{tag}"),
            [("a", "vartrans:Translation"), ("vartrans:source", english or ""), ("vartrans:target", target)],
        )
        for tag, target in firsts.items()
        if english
    )
    return turtle.statements(turtle.iri(base + entry.id), said) + "".join(links)


EXPORTER = Exporter(
    "ontolex", "OntoLex-Lemon (Turtle): linked lexicons", one_file("glossary-ontolex.ttl", _render)
)
