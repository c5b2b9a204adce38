"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): a page of JSON-LD for each document.

Each gloss is an annotation whose target is the Chinese and whose body is its head. Both are found
by their position (code points of the document's text) and by quotation, with the text around.
"""

from __future__ import annotations

from urllib.parse import quote

from annotate.export.characters import visible
from annotate.export.contract import Exporter, File, Material, Options
from annotate.export.json import Json, dumps
from annotate.model import Alignment, Document, Span

AROUND = 32
"""Code points of text before and after a quotation, the customary length (Hypothesis uses 32)."""


def _write(material: Material, options: Options) -> tuple[File, ...]:
    return tuple(
        File(f"{doc.source.id}.jsonld", (dumps(_page(doc, material, options), indent=1) + "\n").encode())
        for doc in material.documents
    )


def _page(document: Document, material: Material, options: Options) -> dict[str, Json]:
    address = f"{material.base}{quote(document.source.id)}"
    items: list[Json] = [
        _annotation(document, address, number, alignment, options)
        for number, alignment in enumerate(document.alignments, 1)
    ]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{address}/annotations",
        "type": "AnnotationPage",
        "items": items,
    }


def _annotation(
    document: Document, address: str, number: int, alignment: Alignment, options: Options
) -> dict[str, Json]:
    text, head = document.source.text, alignment.head
    about: list[Json] = [{"type": "TextualBody", "purpose": "classifying", "value": alignment.type}]
    if head is not None:
        value = visible(head.of(text))
        about.append({"type": "TextualBody", "purpose": "describing", "language": "en", "value": value})
        about.append({"type": "SpecificResource", "purpose": "linking", **_place(text, address, head)})
    return {
        "id": f"{address}/g{number}",
        "type": "Annotation",
        "motivation": ["classifying", "linking"],
        "body": about,
        "target": {
            "language": options.tag(alignment.gloss.lang),
            **_place(text, address, alignment.gloss.span),
        },
    }


def _place(text: str, address: str, span: Span) -> dict[str, Json]:
    """A stretch of the document, by quotation and by position."""
    selectors: list[Json] = [
        {
            "type": "TextQuoteSelector",
            "exact": visible(span.of(text)),
            "prefix": visible(text[max(span.start - AROUND, 0) : span.start]),
            "suffix": visible(text[span.end : span.end + AROUND]),
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
    return {"source": address, "selector": selectors}


EXPORTER = Exporter("webannotation", "W3C Web Annotation (JSON-LD), a file a document", _write)
