"""The TEI header: what the file is, what it was made from, by what, and what its marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import regex

from annotate.config import CorpusConfig
from annotate.model import Document, Metadata, Source
from annotate.tei.names import CHINESE, PREFIXES, REGISTER, TEI
from annotate.tei.pieces import is_address
from annotate.tei.taxonomies import class_declaration
from annotate.tei.writing import Element, group, leaf

if TYPE_CHECKING:
    from annotate.tei.pieces import Piece

_VERSION = regex.compile(r"\d+[a-z]*\d*(?:\.\d+[a-z]*\d*){0,3}")
"""What TEI takes for a version (https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-teidata.versionNumber.html)."""

_YEAR = regex.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")

_LANGUAGES: Final = {
    "en": "English",
    "zh": "Chinese, the script not told by the characters",
    "zh-Hans": "Chinese in simplified characters",
    "zh-Hant": "Chinese in traditional characters",
    "zh-Latn-pinyin": "Chinese in Hanyu pinyin",
}

UNKNOWN: Final = "Not stated"
"""Stands where the header must say something that nobody told us."""


@dataclass(frozen=True, slots=True)
class Application:
    """A program, model or dictionary that made part of the annotation."""

    ident: str
    """A short name without white space, such as `spacy`."""
    version: str
    """The exact version, as the package itself gives it."""
    label: str = ""
    """What people call it; `ident` where empty."""
    detail: str = ""
    """Anything else that tells one build of it from another: a digest, a setting."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """By what a file was made, and when if that should be told."""

    applications: tuple[Application, ...] = ()
    when: str | None = None
    """An ISO date for the revision; `None` leaves it out, so that a second build is the same."""


NO_PROVENANCE: Final = Provenance()


@dataclass(frozen=True, slots=True)
class Facts:
    """What was seen while the text was written."""

    counts: Mapping[str, int]
    langs: frozenset[str]
    standoff: tuple[Piece, ...]


def document_header(
    document: Document, corpus: CorpusConfig, provenance: Provenance, facts: Facts
) -> Element:
    """The header of one document's file."""
    source = document.source
    prefix = f"{source.id}."
    langs = {
        *facts.langs,
        *(piece.lang for piece in facts.standoff if piece.lang),
        *_title_langs(source.metadata),
    }
    if corpus.title_zh is not None:
        langs.add(CHINESE)
    return group(
        "teiHeader",
        group(
            "fileDesc",
            _title_statement(source),
            _extent(document),
            publication(corpus, source.metadata.licence),
            _series(corpus),
            _notes(source),
            group("sourceDesc", _bibl(source)),
        ),
        group(
            "encodingDesc",
            _editorial(),
            _tags(facts.counts),
            class_declaration(document, prefix),
            _prefixes(prefix),
            app_info(provenance),
        ),
        group("profileDesc", language_usage({corpus.language, *langs}), _text_class(source.metadata)),
        revision(provenance),
    )


def _title_langs(metadata: Metadata) -> set[str]:
    chinese = metadata.title_zh is not None or metadata.author_zh is not None
    return {CHINESE} if chinese else set()


def _optional(name: str, text: str | None, /, **attributes: str) -> Element | None:
    return None if text is None else leaf(name, text, **attributes)


def _title_statement(source: Source) -> Element:
    metadata = source.metadata
    title = source.id if metadata.title is None else metadata.title
    translator = metadata.translator
    return group(
        "titleStmt",
        leaf("title", title, type="main"),
        _optional("title", metadata.title_zh, type="alt", xml_lang=CHINESE),
        _optional("author", metadata.author),
        _optional("author", metadata.author_zh, xml_lang=CHINESE),
        None if translator is None else _responsible("Translation", leaf("persName", translator)),
        _responsible("Automatic annotation", leaf("name", "annotate")),
    )


def _responsible(what: str, who: Element) -> Element:
    return group("respStmt", leaf("resp", what), who)


def _extent(document: Document) -> Element:
    words = sum(1 for token in document.tokens if token.pos != "PUNCT")
    characters = len(document.source.text)
    return group("extent", *([_measure(words, "words")] if words else []), _measure(characters, "characters"))


def _measure(quantity: int, unit: str) -> Element:
    return leaf("measure", f"{quantity} {unit}", unit=unit, quantity=str(quantity))


def publication(corpus: CorpusConfig, licence: str | None = None) -> Element:
    """Who publishes the corpus and on what terms; `licence` is a text's own, where the corpus has none."""
    stated = corpus.licence or corpus.licence_url or licence or UNKNOWN
    target = {"target": corpus.licence_url} if corpus.licence_url and is_address(corpus.licence_url) else {}
    return group(
        "publicationStmt",
        leaf("publisher", corpus.publisher or UNKNOWN),
        group("availability", leaf("licence", stated, **target)),
    )


def _series(corpus: CorpusConfig) -> Element:
    return group(
        "seriesStmt",
        leaf("title", corpus.title),
        _optional("title", corpus.title_zh, xml_lang=CHINESE),
    )


def _notes(source: Source) -> Element:
    return group(
        "notesStmt",
        leaf("note", source.format, type="format"),
        leaf("note", source.encoding, type="encoding"),
        *(leaf("note", notice.message, type="notice", **_offset(notice.offset)) for notice in source.notices),
    )


def _offset(offset: int | None) -> dict[str, str]:
    return {} if offset is None else {"n": str(offset)}


def _bibl(source: Source) -> Element:
    """The source's own record: every field of its metadata, and only those that are known."""
    metadata = source.metadata
    licence = metadata.licence
    return group(
        "bibl",
        _optional("title", metadata.title, type="main"),
        _optional("title", metadata.title_zh, type="alt", xml_lang=CHINESE),
        _optional("author", metadata.author),
        _optional("author", metadata.author_zh, xml_lang=CHINESE),
        _optional("editor", metadata.translator, role="translator"),
        _optional("date", metadata.date, **_when(metadata.date)),
        _optional("ref", metadata.url, **_target(metadata.url)),
        None if licence is None else group("availability", leaf("licence", licence)),
        leaf("idno", source.path, type="path") if source.path else None,
    )


def _when(text: str | None) -> dict[str, str]:
    """The date that `text` is, if it is one as XML Schema writes it."""
    if text is None or not _is_date(text):
        return {}
    return {"when": text}


def _is_date(text: str) -> bool:
    if _YEAR.fullmatch(text):
        return text[:4] != "0000" and text.isascii()
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _target(url: str | None) -> dict[str, str]:
    return {"target": url} if url is not None and is_address(url) else {}


def _editorial() -> Element:
    return group(
        "editorialDecl",
        group(
            "normalization",
            leaf("p", "None: the characters of the text are those of the source, white space too."),
        ),
        group("quotation", leaf("p", "Quotation marks stand in the text as in the source."), marks="all"),
        group(
            "segmentation",
            leaf(
                "p",
                "Sentences are s, words w, punctuation pc. A word that another element cuts is given in parts. "
                "What would overlap stands off between anchors.",
            ),
        ),
        group(
            "interpretation",
            leaf(
                "p",
                "Each Chinese gloss points at the term that it renders; its certainty is the probability that "
                "both are right, its analysis the type and the evidence, strongest first.",
            ),
        ),
    )


def _tags(counts: Mapping[str, int]) -> Element:
    usage = [leaf("tagUsage", gi=name, occurs=str(counts[name])) for name in sorted(counts)]
    return group("tagsDecl", group("namespace", *usage, name=TEI))


def _prefixes(prefix: str) -> Element:
    local = [
        _prefix(ident, f"#{prefix}{ident}.$1", f"{description}: a category of this header.")
        for ident, description in PREFIXES.items()
    ]
    return group("listPrefixDef", register_prefix(), *local)


def register_prefix() -> Element:
    """The prefix of pointers at the register of entities, which lies beside the file."""
    return _prefix("reg", f"{REGISTER}.xml#$1", "An entity of the corpus's register.")


def _prefix(ident: str, replacement: str, description: str) -> Element:
    return group(
        "prefixDef",
        leaf("p", description),
        ident=ident,
        matchPattern=r"(\S+)",
        replacementPattern=replacement,
    )


def app_info(provenance: Provenance) -> Element | None:
    """The programs and models at work, with their versions."""
    applications = [_application(each) for each in provenance.applications]
    return group("appInfo", *applications) if applications else None


def _application(application: Application) -> Element:
    match = _VERSION.match(application.version)
    detail = f"{application.version}; {application.detail}" if application.detail else application.version
    return group(
        "application",
        leaf("label", application.label or application.ident),
        leaf("desc", detail),
        ident=application.ident,
        version=match[0] if match else "0",
    )


def language_usage(langs: Iterable[str]) -> Element:
    """Every language tag in use, with what it means."""
    return group(
        "langUsage", *(leaf("language", _LANGUAGES.get(lang, lang), ident=lang) for lang in sorted(langs))
    )


def _text_class(metadata: Metadata) -> Element:
    term = "translated text" if metadata.translator is not None else "text with Chinese glosses"
    return group("textClass", group("keywords", leaf("term", term)))


def revision(provenance: Provenance) -> Element:
    """What was done to the file."""
    when = {"when": provenance.when} if provenance.when else {}
    return group("revisionDesc", leaf("change", "Annotated automatically.", **when))
