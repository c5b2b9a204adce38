"""What the exporters are tested on: ordinary entries, and terms that are out to break a format."""

from __future__ import annotations

from annotate.export import Material
from annotate.export.characters import line
from annotate.glossary import entries
from annotate.glossary.wording import squash
from annotate.model import Alignment, Document, Gloss, Mention, Metadata, Source, Span, Token
from tests.glossary.build import document

HOSTILE = {
    "formula": '=HYPERLINK("http://x","y")',
    "plus": "+1+1",
    "minus": "-2+3|cmd",
    "at": "@SUM(1)",
    "full-width formula": "＝1＋1",
    "tab": "a\tb",
    "newline": "first\nsecond",
    "carriage return": "first\r\nsecond",
    "quotes": "\"quoted\" 'single' ”curly“",
    "cdata": "x ]]> y <![CDATA[ z",
    "markup": "<b>&amp; &lt;i&gt;</b>",
    "right to left": "\u202eevil\u202c \u200fmark",
    "emoji": "👩‍👩‍👧 family 😀",
    "hash": "#MeToo",
    "semicolons": "a; b; en: c (3)",
    "backslashes": "C:\\new\\table \\",
    "pipe and stars": "a | *b* _c_ `d` [e](f)",
    "comma": "one, two",
    "excel escape": "_x000D_ literally",
    "control": "bell\x07 and \x0btab",
    "spaces": "two  spaces",
    "long": "long " * 2000,
    "underscore": "_",
    "dollar": "$x^2$ {y} ~z~ %w",
}
"""English terms; each is glossed by a Chinese one that is hostile in its own way."""

CHINESE = ("\U00020000\U0002a6d7", "中国\n梦", "𰻝𰻝面", "=甲", "〇々·", "中﻿国", "「」<国>&", "国" * 5000)


def hostile() -> tuple[Document, ...]:
    """A document for each hostile term, the Chinese marked by a character of its own."""
    return tuple(
        _single(f"h{number}", term, f"{CHINESE[number % len(CHINESE)]}{chr(0x4E00 + number)}")
        for number, term in enumerate(HOSTILE.values())
    )


def _single(name: str, head: str, chinese: str) -> Document:
    before, between = "See ", " ("
    start = len(before) + len(head) + len(between)
    text = f"{before}{head}{between}{chinese}) now.\n"
    gloss = Gloss(
        Span(start, start + len(chinese)), Span(start - 1, start + len(chinese) + 1), "paren", "zh-Hans"
    )
    alignment = Alignment(gloss, Span(4, 4 + len(head)), "term", 0.5)
    return Document(
        Source(name, text, metadata=Metadata(title=head)), (alignment,), (Span(0, len(text) - 1),)
    )


def sample() -> tuple[Document, ...]:
    """Two ordinary documents with tokens, mentions, variants and both scripts."""
    first = document(
        "They speak of [stability maintenance] (<维稳>).",
        "The [Chinese Dream] (<中国梦>) of [Xi Jinping] (<习近平>) is a dream.",
        id="first",
        metadata=Metadata(
            title="One & <two>",
            url="https://example.org/a?b=1&c=2",
            licence="CC0-1.0",
            translator="Li",
            date="2024-01-02",
        ),
    )
    second = document(
        "They fear [stability preservation] (<维稳>), which means order at any price.",
        "A [Chinese Dream] (<中國夢>) again 😀 and [UNHCR] (<联合国难民署>).",
        id="second",
    )
    return tuple(_tagged(doc) for doc in (first, second))


def _tagged(doc: Document) -> Document:
    text = doc.source.text
    tokens: list[Token] = []
    for sentence in doc.sentences:
        start = sentence.start
        for word in sentence.of(text).replace("(", " ( ").replace(")", " ) ").replace(".", " . ").split():
            start = text.index(word, start, sentence.end)
            zh = any("\u4e00" <= c <= "\u9fff" for c in word)
            pos = "PUNCT" if word in "()." else "NOUN"
            tokens.append(
                Token(
                    Span(start, start + len(word)),
                    "zh" if zh else "en",
                    pos,
                    None if zh else word.lower(),
                    "nr" if zh else "NN",
                )
            )
            start += len(word)
    mentions = tuple(
        Mention(alignment.head, "en", "person", "person.1")
        for alignment in doc.alignments
        if alignment.head is not None and alignment.head.of(text) == "Xi Jinping"
    )
    return Document(doc.source, doc.alignments, doc.sentences, tuple(tokens), mentions)


def material(documents: tuple[Document, ...]) -> Material:
    """What `annotate export` would hand to an exporter."""
    return Material(
        entries(documents),
        documents,
        title="A <Glossary> & more",
        licence="CC0-1.0",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
        publisher='Our "Press"',
        base="https://example.org/",
    )


def expected(documents: tuple[Document, ...]) -> set[tuple[str, str]]:
    """The pairs of terms that must survive, white space as a reader of one line sees it."""
    found = entries(documents)
    return {(flat(entry.english), flat(entry.chinese)) for entry in found}


def flat(text: str) -> str:
    """`text` without what no line-based format can keep apart: runs of white space, control characters."""
    return squash(line(text))
