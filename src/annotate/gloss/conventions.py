"""Which convention an alignment follows, from where the Chinese and its head stand."""

from __future__ import annotations

import regex

from annotate.gloss.candidates import Candidate
from annotate.gloss.features import Reading
from annotate.gloss.pairs import Pair
from annotate.model import Convention, Span

_LABEL = regex.compile(
    r"\b(?:Chinese(?: name)?|pinyin|[Ss]implified|[Tt]raditional|Hanzi|in Chinese)\b\s*[:：,]?\s*[\"“]?$"
)
_ASIDE = regex.compile(r"\b(?:pinyin|Chinese|Wade|Jyutping)\b")


def convention(reading: Reading, candidate: Candidate) -> Convention:
    """The convention that the site follows when `candidate` is its head."""
    site, text = reading.site, reading.text
    if _slash(text, site.zh):
        return "slash-alternatives"
    if _LABEL.search(text, max(0, site.zh.start - 40), site.zh.start):
        return "wiki"
    span = candidate.span
    if span is None:
        return "paren" if site.bracket else "other"
    if span.start >= site.zh.end:
        return _after(reading, span)
    if site.bracket and span.end <= site.bracket.open:
        return _bracketed(reading, candidate, site.bracket)
    return _bare(reading, candidate, span)


def _slash(text: str, zh: Span) -> bool:
    before, after = text[max(0, zh.start - 2) : zh.start].rstrip(), text[zh.end : zh.end + 2].lstrip()
    return before.endswith(("/", "／")) or after.startswith(("/", "／"))


def _after(reading: Reading, span: Span) -> Convention:
    bracket = reading.scene.opens.get(_open_before(reading, span.start))
    if bracket is not None and reading.text[bracket.open] in "[【［":
        return "brackets"
    if _romanised(reading, Span(reading.site.zh.end, span.start)):
        return "pinyin+paren"
    if reading.site.quote and span.end <= reading.site.quote.close:
        return "quote"
    return "reverse"


def _open_before(reading: Reading, position: int) -> int:
    while position > 0 and reading.text[position - 1] in " \"“‘'":
        position -= 1
    return position - 1


def _bracketed(reading: Reading, candidate: Candidate, bracket: Pair) -> Convention:
    opening, closing = reading.text[bracket.open], reading.text[bracket.close]
    if opening in "[【［〔":
        return "brackets"
    if opening == "（" or closing == "）":
        return "fullwidth-paren" if opening == "（" and closing == "）" else "mixed-paren"
    if _romanised(reading, Span(bracket.open + 1, reading.site.zh.start)) or _romanised(
        reading, Span(reading.site.zh.end, bracket.close)
    ):
        return "pinyin+paren"
    features = reading.head_features[reading.candidates.index(candidate)]
    return "quote+paren" if "fills-quote" in features else "paren"


def _romanised(reading: Reading, span: Span) -> bool:
    """Whether a romanisation of the Chinese stands inside `span`."""
    words = reading.scene.words
    first, last = words.after(span.start), words.before(span.end)
    return any(
        reading.evidence.spells(reading.text[words.items[i].start : words.items[j - 1].end])
        for i in range(first, min(last, first + 4))
        for j in range(min(last, i + 6), i, -1)
        if words.items[i].is_word
    )


def _bare(reading: Reading, candidate: Candidate, span: Span) -> Convention:
    site = reading.site
    if site.quote and site.quote.open < span.start:
        return "quote"
    if _romanised(reading, Span(span.end, site.zh.start)) or (
        reading.evidence.spells(span.of(reading.text)) and span.of(reading.text)[:1].islower()
    ):
        return "pinyin+apposition"
    features = reading.head_features[reading.candidates.index(candidate)]
    return "quote+apposition" if "fills-quote" in features else "apposition"
