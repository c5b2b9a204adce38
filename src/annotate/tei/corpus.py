"""The root file of a corpus: one `teiCorpus` that includes the register and every document."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.config import CorpusConfig
from annotate.tei.header import NO_PROVENANCE, Provenance, app_info, language_usage, publication, revision
from annotate.tei.names import CHINESE, CORPUS, REGISTER, TEI, XINCLUDE
from annotate.tei.writing import Element, group, leaf, render

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>'


def build_corpus(
    ids: Iterable[str], corpus: CorpusConfig, *, provenance: Provenance = NO_PROVENANCE
) -> bytes:
    """The file `corpus.xml` for the documents with these ids, in this order.

    The register and the documents come in by XInclude (https://www.w3.org/TR/xinclude/) from
    files beside it that are named by their `xml:id`.
    """
    includes = [leaf("xi:include", href=f"{id_}.xml") for id_ in (REGISTER, *ids)]
    titles = (
        leaf("title", corpus.title, type="main"),
        None if corpus.title_zh is None else leaf("title", corpus.title_zh, type="alt", xml_lang=CHINESE),
    )
    made_from = f"A corpus of {len(includes) - 1} documents, each built from one source text."
    langs = () if corpus.title_zh is None else (CHINESE,)
    header = small_header(corpus, titles, made_from, langs, provenance)
    root = group(
        "teiCorpus",
        header,
        *includes,
        xmlns=TEI,
        xmlns_xi=XINCLUDE,
        xml_id=CORPUS,
        xml_lang=corpus.language,
    )
    return f"{PROLOGUE}{render(root)}\n".encode()


def small_header(
    corpus: CorpusConfig,
    titles: Iterable[Element | None],
    made_from: str,
    langs: Iterable[str],
    provenance: Provenance,
) -> Element:
    """A header for a file that holds no running text; `langs` are the languages of its content."""
    applications = app_info(provenance)
    return group(
        "teiHeader",
        group(
            "fileDesc",
            group("titleStmt", *titles),
            publication(corpus),
            group("sourceDesc", leaf("p", made_from)),
        ),
        None if applications is None else group("encodingDesc", applications),
        group("profileDesc", language_usage({corpus.language, *langs})),
        revision(provenance),
    )
