"""A few documents by hand, for tests that look at what is written."""

from __future__ import annotations

from itertools import accumulate

from lxml import etree

from annotate import tei
from annotate.config import CorpusConfig
from annotate.model import (
    Alignment,
    Block,
    BlockKind,
    Document,
    Entity,
    Gloss,
    Markup,
    Mention,
    Name,
    Source,
    Span,
    Token,
)

CONFIG = CorpusConfig(
    title="Test corpus",
    title_zh="测试",
    licence="CC0-1.0",
    licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
    publisher="Nobody",
)

TEXT = "The Bank of China (中国银行) grew."

REGISTER = (
    Entity(
        "org.1",
        "org",
        (Name("Bank of China", "en", "preferred", 1), Name("中国银行", "zh-Hans", "preferred", 1)),
        (("wikidata", "Q790068"),),
    ),
    Entity("person.1", "person", (Name("Wang", "en", "preferred"), Name("Wáng", "zh-Latn-pinyin", "pinyin"))),
    Entity("place.1", "place", (Name("Henan", "en", "preferred"),)),
    Entity("work.1", "work", (Name("New Express", "en", "preferred"), Name("新快报", "zh-Hans"))),
    Entity("event.1", "event", (Name("May Fourth", "en", "preferred"),)),
)
"""One entity of each type, in an order that is not the register's."""

NS = {"t": "http://www.tei-c.org/ns/1.0"}


def bank(id_: str = "bank") -> Document:
    """One sentence with one gloss, as the stages would give it."""
    head, gloss = Span(4, 17), Span(19, 23)
    return Document(
        Source(id_, TEXT, blocks=(Block("paragraph", Span(0, len(TEXT))),)),
        alignments=(
            Alignment(
                Gloss(gloss, Span(18, 24), "paren", "zh-Hans"), head, "org", 0.97, ("dictionary", "capitals")
            ),
        ),
        sentences=(Span(0, len(TEXT)),),
        tokens=(
            Token(Span(0, 3), "en", "DET", "the", "DT"),
            Token(Span(4, 8), "en", "PROPN", "Bank", "NNP"),
            Token(Span(19, 21), "zh", "PROPN", "中国", "ns"),
            Token(Span(21, 23), "zh", "NOUN", "银行", "n"),
            Token(Span(29, 30), "en", "PUNCT", ".", "."),
        ),
        mentions=(Mention(head, "en", "org", "org.1"), Mention(gloss, "zh", "org", "org.1")),
    )


def blocks_of(*parts: tuple[BlockKind | None, str]) -> Source:
    """A source of these leaves in a row; `None` is what stands between."""
    ends = list(accumulate(len(text) for _, text in parts))
    blocks = tuple(
        Block(kind, Span(end - len(text), end), level=1 if kind == "heading" else 0)
        for (kind, text), end in zip(parts, ends, strict=True)
        if kind is not None
    )
    return Source("doc", "".join(text for _, text in parts), blocks=blocks)


def text_of(document: Document | Source) -> str:
    """The `text` element as it is written, without its own tags."""
    whole = document if isinstance(document, Document) else Document(document)
    written = tei.build(whole, corpus=CONFIG).decode()
    return written.partition('<text xml:lang="en">')[2].partition("</text>")[0]


def tree_of(document: Document) -> etree._Element:
    """The whole file, parsed."""
    return etree.fromstring(tei.build(document, corpus=CONFIG))


def marked(text: str, *markup: Markup) -> Document:
    """One paragraph with inline structure."""
    return Document(Source("doc", text, blocks=(Block("paragraph", Span(0, len(text))),), markup=markup))
