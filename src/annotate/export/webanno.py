"""WebAnno TSV 3.3 and UIMA CAS XMI, for WebAnno and INCEpTION, with the type system of the layer.

https://webanno.github.io/webanno/releases/3.6.11/docs/user-guide.html#sect_webannotsv and
https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html. Java counts UTF-16 code units, so every offset
here does too. The layer `annotate.Gloss` marks heads and glosses; `annotate.Rendering` leads from a gloss to
its head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import regex

from annotate.export.characters import visible, xml_attribute
from annotate.export.contract import Exporter, File, Material, Options
from annotate.export.sentences import Row, Sentence, sentences
from annotate.model import Document, Span

_LAYER = "webanno.custom.Gloss"
_RELATION = "webanno.custom.Rendering"
_HEADER = (
    "#FORMAT=WebAnno TSV 3.3\n"
    f"#T_SP={_LAYER}|convention|glossType|part\n"
    f"#T_RL={_RELATION}|confidence|BT_{_LAYER}\n\n"
)
_BASIC_PLANE = 0xFFFF
_RESERVED = regex.compile(r"([\\\[\]|_;*>\-])")
_LINE_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"})
_SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation of the layer: a head or a gloss."""

    id: int
    """From 1, unique in the document; the head of alignment n and its gloss follow each other."""
    number: int
    part: str
    span: Span
    type: str
    convention: str
    confidence: float


def marks(document: Document) -> tuple[Mark, ...]:
    """The heads and glosses of `document`, numbered in order."""
    found: list[Mark] = []
    for number, alignment in enumerate(document.alignments, 1):
        for part, span in (("head", alignment.head), ("gloss", alignment.gloss.span)):
            if span is not None:
                about = (alignment.type, alignment.gloss.convention, alignment.confidence)
                found.append(Mark(len(found) + 1, number, part, span, *about))
    return tuple(found)


def utf16_offsets(text: str) -> tuple[int, ...]:
    """The offset in UTF-16 code units of each code point of `text`, and of its end.

    >>> utf16_offsets("a😀b")
    (0, 1, 3, 4)
    """
    return (0, *accumulate(1 + (ord(character) > _BASIC_PLANE) for character in text))


def _write(material: Material, _options: Options) -> tuple[File, ...]:
    files = [File("TypeSystem.xml", _TYPE_SYSTEM.encode())]
    for document in material.documents:
        files.append(File(f"{document.source.id}.tsv", tsv(document).encode()))
        files.append(File(f"{document.source.id}.xmi", xmi(document).encode()))
    return tuple(files)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rows of a document's TSV look up."""

    by_number: dict[int, list[Mark]]
    """The marks of each alignment."""
    offsets: tuple[int, ...]
    places: dict[int, str]
    """The `sentence-token` number of the first token of each mark, by the mark's id."""

    def here(self, sentence: Sentence) -> list[Mark]:
        """The marks that touch `sentence`."""
        return [
            mark
            for number, _ in sentence.glosses
            for mark in self.by_number[number]
            if mark.span.overlaps(sentence.span)
        ]


def tsv(document: Document) -> str:
    """`document` as WebAnno TSV 3.3."""
    page = _Page({}, utf16_offsets(document.source.text), {})
    for mark in marks(document):
        page.by_number.setdefault(mark.number, []).append(mark)
    listed = tuple(sentences(document))
    for n, sentence in enumerate(listed, 1):
        page.places.update(_first_tokens(n, sentence, page.here(sentence)))
    blocks = (_block(document.source.text, n, sentence, page) for n, sentence in enumerate(listed, 1))
    return _HEADER + "\n".join(blocks)


def _first_tokens(n: int, sentence: Sentence, here: Sequence[Mark]) -> dict[int, str]:
    """For each mark that begins in `sentence`, the number of the first token that it covers."""
    places: dict[int, str] = {}
    for m, row in enumerate(sentence.rows, 1):
        for mark in here:
            if mark.span.start >= sentence.span.start and mark.span.overlaps(row.token.span):
                places.setdefault(mark.id, f"{n}-{m}")
    return places


def _block(text: str, n: int, sentence: Sentence, page: _Page) -> str:
    rows = "".join(
        "\t".join(_columns(f"{n}-{m}", row, page.here(sentence), page)) + "\n"
        for m, row in enumerate(sentence.rows, 1)
    )
    return f"#Text={_line(sentence.span.of(text))}\n{rows}"


def _columns(place: str, row: Row, here: Sequence[Mark], page: _Page) -> Iterator[str]:
    span = row.token.span
    covering = [mark for mark in here if mark.span.overlaps(span)]
    yield place
    yield f"{page.offsets[span.start]}-{page.offsets[span.end]}"
    yield visible(row.form)
    for values in (
        [f"{_escape(mark.convention)}[{mark.id}]" for mark in covering],
        [f"{mark.type}[{mark.id}]" for mark in covering],
        [f"{mark.part}[{mark.id}]" for mark in covering],
    ):
        yield "|".join(values) or "_"
    relations = [found for mark in covering for found in _relations(mark, place, page)]
    yield "|".join(f"{confidence}" for confidence, _ in relations) or "_"
    yield "|".join(anchor for _, anchor in relations) or "_"


def _relations(head: Mark, place: str, page: _Page) -> Iterator[tuple[float, str]]:
    """At the first token of a head: the relation that comes to it from its gloss."""
    if head.part == "head" and page.places.get(head.id) == place:
        for gloss in page.by_number[head.number]:
            if gloss.part == "gloss" and gloss.id in page.places:
                yield gloss.confidence, f"{page.places[gloss.id]}[{gloss.id}_{head.id}]"


def _escape(value: str) -> str:
    return _RESERVED.sub(r"\\\1", value)


def _line(text: str) -> str:
    return visible(text.translate(_LINE_ESCAPES))


def xmi(document: Document) -> str:
    """`document` as a UIMA CAS in XMI."""
    text = document.source.text
    offsets = utf16_offsets(text)
    items = [_feature("type:Sentence", 10 + n, s.span, offsets) for n, s in enumerate(sentences(document))]
    tokens = [row.token for sentence in sentences(document) for row in sentence.rows]
    items += [_feature("type:Token", 10 + len(items) + n, t.span, offsets) for n, t in enumerate(tokens)]
    base = 10 + len(items)
    items += _annotations(marks(document), base, offsets)
    members = " ".join(str(10 + n) for n in range(len(items)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
        'xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" '
        f'xmlns:type="http:///{_SEGMENTATION.replace(".", "/")}.ecore" xmi:version="2.0">\n'
        f'<cas:NULL xmi:id="0"/>\n{"".join(items)}'
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString={xml_attribute(text)}/>\n'
        f'<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
    )


def _annotations(found: Sequence[Mark], base: int, offsets: Sequence[int]) -> Iterator[str]:
    heads = {mark.number: base + mark.id - 1 for mark in found if mark.part == "head"}
    for mark in found:
        extra = f' part="{mark.part}" glossType="{mark.type}" convention={xml_attribute(mark.convention)}'
        yield _feature("custom:Gloss", base + mark.id - 1, mark.span, offsets, extra)
    glosses = [mark for mark in found if mark.part == "gloss" and mark.number in heads]
    for n, mark in enumerate(glosses):
        extra = f' Governor="{heads[mark.number]}" Dependent="{base + mark.id - 1}" confidence="{mark.confidence}"'
        yield _feature("custom:Rendering", base + len(found) + n, mark.span, offsets, extra)


def _feature(name: str, identifier: int, span: Span, offsets: Sequence[int], extra: str = "") -> str:
    begin, end = offsets[span.start], offsets[span.end]
    return f'<{name} xmi:id="{identifier}" sofa="1" begin="{begin}" end="{end}"{extra}/>\n'


def _type(name: str, features: Sequence[tuple[str, str]], about: str) -> str:
    listed = "".join(
        f"<featureDescription><name>{feature}</name><description/>"
        f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>"
        for feature, kind in features
    )
    return (
        f"<typeDescription><name>{name}</name><description>{about}</description>"
        f"<supertypeName>uima.tcas.Annotation</supertypeName><features>{listed}</features></typeDescription>\n"
    )


_STRING = "uima.cas.String"
_TYPE_SYSTEM = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>\n'
    + _type(f"{_SEGMENTATION}.Sentence", (), "A sentence")
    + _type(f"{_SEGMENTATION}.Token", (), "A word or punctuation mark")
    + _type(
        _LAYER,
        (("part", _STRING), ("glossType", _STRING), ("convention", _STRING)),
        "A gloss or its head",
    )
    + _type(
        _RELATION,
        (("Governor", _LAYER), ("Dependent", _LAYER), ("confidence", "uima.cas.Float")),
        "From a gloss to the head that it renders",
    )
    + "</types></typeSystemDescription>\n"
)

EXPORTER = Exporter("webanno", "WebAnno TSV 3.3 and UIMA XMI: INCEpTION, WebAnno", _write)
