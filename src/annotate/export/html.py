"""One printable HTML page that needs nothing else: no script, no font, no address to fetch."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

from annotate.export.characters import visible
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.glossary.contexts import showcase
from annotate.glossary.entries import Entry, Occurrence, Term

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, "Noto Serif", serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
:lang(zh) { font-family: "Noto Serif CJK SC", "Songti SC", SimSun, serif; }
:lang(zh-Hant) { font-family: "Noto Serif CJK TC", "Songti TC", PMingLiU, serif; }
h2 { border-bottom: 1px solid; break-after: avoid; }
article { break-inside: avoid; margin: 0 0 1rem; overflow-wrap: anywhere; }
article h3 { display: inline; font-size: 1rem; margin: 0; }
.pinyin, .meta, blockquote footer { font-style: italic; opacity: .75; }
blockquote { margin: .25rem 0 .25rem 1.5rem; font-size: .9rem; }
@media print { body { margin: 0; max-width: none; columns: 2; font-size: 9pt; } }
"""


def _render(material: Material, options: Options) -> bytes:
    title = _text(material.title)
    sections = "".join(
        f"<section><h2>{_text(initial)}</h2>\n{''.join(_entry(entry, options) for entry in found)}</section>\n"
        for initial, found in groupby(material.entries, key=_initial)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p class="meta">{_imprint(material)}</p>\n'
        f"{sections}</body>\n</html>\n"
    ).encode()


def _imprint(material: Material) -> str:
    licence = _text(material.licence or material.licence_url or "")
    if licence and material.licence_url and material.licence_url.startswith(("http://", "https://")):
        licence = f'<a href="{_text(material.licence_url)}" rel="license">{licence}</a>'
    parts = (f"{len(material.entries)} entries", _text(material.publisher or ""), licence)
    return " · ".join(part for part in parts if part)


def _initial(entry: Entry) -> str:
    letter = next((c for c in entry.english.upper() if c.isalnum()), "")
    return letter if "A" <= letter <= "Z" else "…"


def _entry(entry: Entry, options: Options) -> str:
    return (
        f'<article id="{entry.id}"><h3><bdi>{_text(entry.english) or "—"}</bdi></h3> {_chinese(entry, options)} '
        f'<span class="pinyin" lang="zh-Latn-pinyin">{_text(entry.pinyin)}</span> '
        f'<span class="meta">{entry.type}, {entry.count}×</span>{"".join(_details(entry, options))}</article>\n'
    )


def _chinese(entry: Entry, options: Options) -> str:
    shown = [(entry.chinese, entry.chinese_terms[0].lang)]
    made = ((entry.simplified, "zh-Hans"), (entry.traditional, "zh-Hant"))
    shown += [(text, lang) for text, lang in made if text != entry.chinese]
    return " / ".join(_marked(text, options.tag(lang)) for text, lang in shown)


def _details(entry: Entry, options: Options) -> Iterator[str]:
    if entry.definition:
        yield f"<p>{_text(entry.definition)}</p>"
    if entry.variants:
        yield f"<p>also: {'; '.join(_variant(term, options) for term in entry.variants)}</p>"
    if entry.note:
        yield f"<p>{_text(entry.note)}</p>"
    yield from (_quotation(use) for use in showcase(entry.occurrences, limit=2))


def _variant(term: Term, options: Options) -> str:
    ruled = f", {term.status}" if term.status in {"deprecated", "superseded"} else ""
    return f"{_marked(term.text, options.tag(term.lang))} ({term.count}×{ruled})"


def _quotation(use: Occurrence) -> str:
    source = _text(use.source.title or use.document)
    if use.source.url and use.source.url.startswith(("http://", "https://")):
        source = f'<a href="{_text(use.source.url)}">{source}</a>'
    return f"<blockquote><bdi>{_text(use.context)}</bdi> <footer>{source}</footer></blockquote>"


def _marked(text: str, lang: str) -> str:
    return f'<bdi lang="{lang}">{_text(text)}</bdi>'


def _text(text: str) -> str:
    return html.escape(visible(text))


EXPORTER = Exporter("html", "HTML page to read and print", one_file("glossary.html", _render))
