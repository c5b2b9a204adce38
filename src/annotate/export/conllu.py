"""CoNLL-U (https://universaldependencies.org/format.html): a file a document, no syntax in it.

UPOS is Universal Dependencies' own set alone; the tagger's own tag stands in XPOS. MISC holds
`SpaceAfter=No`, `Lang=zh`, `Gloss=3` or `Head=3` (the number of the alignment in the document) and
`NamedEntity=person` with `Entity=person.3` from the register.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotate.export.characters import line, visible
from annotate.export.contract import Exporter, File, Material, Options
from annotate.export.sentences import UPOS, Row, Sentence, sentences
from annotate.model import Document

_BREAKS_COLUMN = regex.compile(r"\s+")


def _write(material: Material, _options: Options) -> tuple[File, ...]:
    return tuple(File(f"{doc.source.id}.conllu", document(doc).encode()) for doc in material.documents)


def document(doc: Document) -> str:
    """One document in CoNLL-U; each sentence ends in an empty line, the last one too."""
    blocks = [_sentence(doc.source.id, sentence) for sentence in sentences(doc)]
    if blocks:
        blocks[0] = f"# newdoc id = {doc.source.id}\n{blocks[0]}"
    return "".join(blocks)


def _sentence(doc: str, sentence: Sentence) -> str:
    rows = "".join(
        "\t".join(_columns(number, row, sentence)) + "\n" for number, row in enumerate(sentence.rows, 1)
    )
    return f"# sent_id = {doc}-s{sentence.number}\n# text = {line(sentence.text)}\n{rows}\n"


def _columns(number: int, row: Row, sentence: Sentence) -> Iterator[str]:
    token = row.token
    form = visible(row.form)
    yield str(number)
    yield form
    yield _BREAKS_COLUMN.sub(" ", visible(token.lemma or "")).strip() or "_"
    yield token.pos if token.pos in UPOS else "_"
    yield _BREAKS_COLUMN.sub("_", token.tag or "") or "_"
    yield from ("_", "_", "_", "_")
    yield "|".join(_misc(row, sentence)) or "_"


def _misc(row: Row, sentence: Sentence) -> Iterator[str]:
    """The attributes of MISC, in alphabetical order."""
    mention, part = sentence.mention(row.token.span), sentence.part(row.token.span)
    if mention is not None and mention.entity:
        yield f"Entity={mention.entity}"
    if part is not None:
        yield f"{part[1].capitalize()}={part[0]}"
    if row.token.lang == "zh":
        yield "Lang=zh"
    if mention is not None:
        yield f"NamedEntity={mention.type}"
    if not row.after and row is not sentence.rows[-1]:
        yield "SpaceAfter=No"


EXPORTER = Exporter("conllu", "CoNLL-U, a file a document: Universal Dependencies tools", _write)
