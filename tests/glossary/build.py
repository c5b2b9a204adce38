"""Documents from a small notation: `[head] (<gloss>)`, each argument a sentence on its own line."""

from __future__ import annotations

from typing import get_args

import regex

from annotate.model import Alignment, Document, Gloss, GlossType, Metadata, Source, Span

_MARK = regex.compile(r"[\[\]<>]")
TYPES = get_args(GlossType)


def document(
    *sentences: str,
    id: str = "doc",  # noqa: A002 - the field's name
    type: GlossType = "term",  # noqa: A002 - the field's name
    lang: str | None = None,
    share: bool = False,
    metadata: Metadata | None = None,
) -> Document:
    """The document that the notation describes; with `share`, glosses without a head take the last one."""
    text, spans, alignments, head = "", [], [], None
    for sentence in sentences:
        start, opened = len(text), 0
        for part in regex.split(r"([\[\]<>])", sentence):
            match part:
                case "[" | "<":
                    opened = len(text)
                case "]":
                    head = Span(opened, len(text))
                case ">":
                    span = Span(opened, len(text))
                    tag = lang or ("zh-Hant" if span.of(text) in {"維穩", "中國夢"} else "zh-Hans")
                    gloss = Gloss(span, Span(span.start - 1, span.end + 1), "paren", tag)
                    alignments.append(Alignment(gloss, head, type, confidence=0.9))
                    head = head if share else None
                case _:
                    text += part
        spans.append(Span(start, len(text)))
        text, head = text + "\n", None
    source = Source(id, text, path=f"{id}.txt", metadata=metadata or Metadata(title=f"About {id}"))
    return Document(source, tuple(alignments), tuple(spans))
