"""Vertical text with a registry file, for Sketch Engine, NoSketch Engine and CWB.

https://www.sketchengine.eu/documentation/preparing-corpus-text/: a token a line, its attributes
parted by tabs; structures alone on their lines. Terms and glosses that would overlap another
structure are left to the attribute `part` of the tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from annotate.export.characters import line, xml_attribute
from annotate.export.contract import Exporter, File, Material, Options
from annotate.export.sentences import Row, Sentence, sentences
from annotate.model import Alignment, Document, Span

ATTRIBUTES = ("word", "lemma", "pos", "tag", "lang", "part", "entity")
STRUCTURES = {
    "doc": ("id", "title", "author", "translator", "date", "url", "licence"),
    "s": ("id",),
    "term": ("id", "type", "zh"),
    "gloss": ("id", "type", "en", "convention"),
    "g": (),
}
_SPACE = regex.compile(r"\s+")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _write(material: Material, _options: Options) -> tuple[File, ...]:
    text = "".join(row + "\n" for document in material.documents for row in _document(document))
    return File("corpus.vert", text.encode()), File("registry", _registry(material).encode())


def _document(document: Document) -> Iterator[str]:
    about = document.source.metadata
    values = (
        document.source.id,
        about.title,
        about.author,
        about.translator,
        about.date,
        about.url,
        about.licence,
    )
    yield _tag("doc", values)
    for sentence in sentences(document):
        yield _tag("s", (f"{document.source.id}-s{sentence.number}",))
        yield from _sentence(document, sentence)
        yield "</s>"
    yield "</doc>"


def _sentence(document: Document, sentence: Sentence) -> Iterator[str]:
    spans = _nested([row.token.span for row in sentence.rows], _structures(document, sentence))
    for number, row in enumerate(sentence.rows):
        yield from (start for span, start, _ in spans if span.start == row.token.span.start)
        yield "\t".join(_cells(row, sentence))
        yield from (end for span, _, end in reversed(spans) if span.end == row.token.span.end)
        if not row.after and number + 1 < len(sentence.rows):
            yield "<g/>"


def _structures(document: Document, sentence: Sentence) -> Iterator[tuple[Span, str, str]]:
    text = document.source.text
    for number, alignment in sentence.glosses:
        zh, head = alignment.gloss.span.of(text), alignment.head
        if head is not None:
            yield head, _tag("term", (str(number), alignment.type, zh)), "</term>"
        yield alignment.gloss.span, _tag("gloss", _about(number, alignment, text)), "</gloss>"


def _about(number: int, alignment: Alignment, text: str) -> tuple[str, ...]:
    english = "" if alignment.head is None else alignment.head.of(text)
    return str(number), alignment.type, english, alignment.gloss.convention


def _nested(tokens: Sequence[Span], found: Iterator[tuple[Span, str, str]]) -> list[tuple[Span, str, str]]:
    """The structures that begin and end with a token and nest, outermost first."""
    starts, ends = {span.start for span in tokens}, {span.end for span in tokens}
    kept: list[tuple[Span, str, str]] = []
    for item in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
        span = item[0]
        fits = span.start in starts and span.end in ends and len(span) > 0
        if fits and not any(span.crosses(other) or span == other for other, _, _ in kept):
            kept.append(item)
    return kept


def _cells(row: Row, sentence: Sentence) -> Iterator[str]:
    token = row.token
    mention, part = sentence.mention(token.span), sentence.part(token.span)
    for value in (
        row.form,
        token.lemma or row.form,
        token.pos,
        token.tag,
        token.lang,
        part and part[1],
        mention and (mention.entity or mention.type),
    ):
        yield _cell(value or "")


def _cell(value: str) -> str:
    """One column: no white space, never empty, `& < >` escaped."""
    return _SPACE.sub("_", line(value)).translate(_ESCAPES) or "-"


def _tag(name: str, values: Sequence[str | None]) -> str:
    """A start tag on one line with the attributes of `STRUCTURES`, empty ones too: columns stay constant."""
    pairs = zip(STRUCTURES[name], values, strict=True)
    return f"<{name}{''.join(f' {key}={_value(value)}' for key, value in pairs)}>"


def _value(value: str | None) -> str:
    flat = xml_attribute(" ".join(line(value or "").split()))
    return flat if flat.startswith('"') else f'"{flat[1:-1].replace(chr(34), "&quot;")}"'


def _registry(material: Material) -> str:
    title = material.title.replace('"', "'")
    attributes = "".join(f"ATTRIBUTE {name}\n" for name in ATTRIBUTES)
    structures = "".join(_structure(name, names) for name, names in STRUCTURES.items())
    return (
        f'NAME "{line(title)}"\nPATH "."\nVERTICAL "corpus.vert"\nENCODING "utf-8"\nLANGUAGE "English"\n'
        f"{attributes}{structures}"
    )


def _structure(name: str, attributes: Sequence[str]) -> str:
    if name == "g":
        return 'STRUCTURE g {\n    DISPLAYTAG 0\n    DISPLAYBEGIN "_EMPTY_"\n}\n'
    inner = "".join(f"    ATTRIBUTE {attribute}\n" for attribute in attributes)
    return f"STRUCTURE {name} {{\n{inner}}}\n"


EXPORTER = Exporter("vertical", "Vertical text and registry: Sketch Engine, CWB", _write)
