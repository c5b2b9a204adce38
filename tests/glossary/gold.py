"""The sample corpus as documents, with the glosses that people marked: no stage finds anything here."""

from __future__ import annotations

from pathlib import Path

import regex

from annotate import layout, readers
from annotate.evaluate.gold import GoldGloss
from annotate.evaluate.lists import read_lists
from annotate.glossary.scripts import simplified, traditional
from annotate.model import Alignment, Document, Gloss, Source, Span

_SENTENCE = regex.compile(r"[^\n.!?]+(?:[.!?]+[\"'”’)）]*|(?=\n)|$)")


def documents(root: Path) -> tuple[Document, ...]:
    """A document for each list of `tests/gold/corpus`."""
    sources = root / "corpus/sources"
    paths = {path.stem: path for path in sorted(sources.iterdir()) if ".zh." not in path.name}
    passages = read_lists(
        root / "tests/gold/corpus", sources=sources, read=lambda path: path.read_text(encoding="utf-8")
    )
    return tuple(
        document(layout.parse(readers.read(paths[passage.id])), passage.glosses) for passage in passages
    )


def document(source: Source, glosses: tuple[GoldGloss, ...]) -> Document:
    """`source` with `glosses` (marked in its file); sentences by the full stop, extents by brackets."""
    home = {source.origin.offset(i): i for i in range(len(source.text))}
    alignments = tuple(_alignment(source.text, gloss, home) for gloss in glosses)
    sentences = tuple(Span(*match.span()) for match in _SENTENCE.finditer(source.text))
    return Document(source, alignments, sentences)


def _alignment(text: str, gloss: GoldGloss, home: dict[int, int]) -> Alignment:
    zh, head = _home(gloss.zh, home), gloss.heads[0]
    found = Gloss(zh, _extent(text, zh), gloss.convention, _lang(zh.of(text)))
    return Alignment(found, None if head is None else _home(head, home), gloss.type)


def _home(span: Span, home: dict[int, int]) -> Span:
    """A span of the file as a span of the text."""
    inside = [home[i] for i in range(span.start, span.end) if i in home]
    return Span(min(inside), max(inside) + 1)


def _extent(text: str, span: Span) -> Span:
    """The innermost brackets on the gloss's own line, half- or full-width; the gloss itself without any."""
    for opening, closing in ("()", "（）"):
        start, end = text.rfind(opening, 0, span.start), text.find(closing, span.end)
        inside = text[start : end + 1]
        if 0 <= start < end and inside.count(opening) == 1 and "\n" not in inside:
            return Span(start, end + 1)
    return span


def _lang(chinese: str) -> str:
    is_simplified, is_traditional = simplified(chinese) == chinese, traditional(chinese) == chinese
    return "zh" if is_simplified and is_traditional else "zh-Hans" if is_simplified else "zh-Hant"
