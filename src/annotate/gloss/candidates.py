"""Which English spans could be the head of a piece of Chinese.

From the gloss the reader's eye jumps to a few places: right before it or its bracket, before a
bracketed acronym or a romanisation, after it or after “which means”, a quotation or an emphasised
stretch nearby. Each such place is an anchor, and offers the spans that end (or begin) there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from annotate.gloss.anchors import MAX_JUMPS, MAX_WORDS, NEAR, left_anchors, right_anchors, skip_left
from annotate.gloss.evidence import Evidence
from annotate.gloss.fields import Field, field_name
from annotate.gloss.find import Site
from annotate.gloss.lists import answers
from annotate.gloss.scene import Scene
from annotate.gloss.words import ARTICLES, CONJUNCTIONS, Word, is_sentence_end
from annotate.model import Span

MAX_QUOTE = 2000
"""A longer quotation (characters) is nobody's head; bounds the work where a text is one long quotation."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that could be the head; `span` is `None` for “no head in the text”."""

    span: Span | None
    """In the surface text."""
    first: int
    """Index of its first word."""
    last: int
    """Index after its last word."""
    place: str
    """Where it was found: `before`, `outside`, `bracket`, `romanised`, `sibling`, `after`, `told`, `copula`, `respective`, `quoted`, `noun-between`, `emphasised`, `named`, `name-begins`, `noun-after`, `field`, `none`."""
    jumps: int = 0
    """How many things stand between it and the gloss."""


NO_HEAD = Candidate(None, 0, 0, "none")


def candidates(
    scene: Scene, site: Site, evidence: Evidence, record: Sequence[Field]
) -> tuple[Candidate, ...]:
    """The possible heads of `site`, each span once (under the nearest place), and `NO_HEAD`.

    `record` are the other fields of the record that the site stands in.
    """
    block = scene.surface.block_at(site.zh.start)
    name = field_name(scene.surface.text, site)
    found: dict[Span, Candidate] = {}
    for candidate in _all(scene, site, evidence, record, block):
        if name is not None and candidate.span is not None and candidate.span.overlaps(name):
            continue
        if candidate.span is not None and _sound(scene, site, candidate):
            found.setdefault(candidate.span, candidate)
    return (*found.values(), NO_HEAD)


def _all(
    scene: Scene, site: Site, evidence: Evidence, record: Sequence[Field], block: Span
) -> Iterator[Candidate]:
    for anchor, place, jumps in left_anchors(scene, site, evidence, block):
        yield from _ending_at(scene, anchor, place, jumps, block)
    for anchor, place, jumps, limit in right_anchors(scene, site, evidence, block):
        yield from _starting_at(scene, anchor, place, jumps, limit)
    yield from _respective(scene, site, evidence, block)
    yield from _marked(scene, site, block)
    yield from _fields(scene, site, record)
    yield from _named(scene, site, evidence, block)


def _sound(scene: Scene, site: Site, candidate: Candidate) -> bool:
    """Whether a span is free of the gloss itself, of other bare Chinese and of addresses."""
    if candidate.span is None or candidate.span.overlaps(site.zh):
        return False
    if scene.surface.address_before(candidate.span.end - 1) > candidate.span.start:
        return False
    words = scene.words.items[candidate.first : candidate.last]
    worded = False
    for word in words:
        if word.han or word.text == "|":
            return False
        worded = worded or word.is_word
    if not worded or words[0].text in _NEVER_FIRST or _loose_article(scene, words):
        return False
    text = scene.surface.text
    if _LED.search(text, max(0, candidate.span.start - LED), candidate.span.start):
        return False
    said = candidate.span.of(text)
    return not (any(column in said for column in _COLUMNS) or _CODE.fullmatch(said))


def _loose_article(scene: Scene, words: tuple[Word, ...]) -> bool:
    """Whether a span begins with an article that belongs to no title: the span without it says the same."""
    first = words[0]
    if first.lower not in ARTICLES or len(words) == 1:
        return False
    opens_title = first.start - 1 in scene.quote_opens or first.start in scene.emphasis_starts
    return not (first.capital and opens_title)


_CODE = regex.compile(r"(?:[A-Z]{2,8}|[Nn]o\.?|[Tt]el\.?|[Ff]ax):\s?[A-Z\d][A-Z\d.\-]{0,24}")
"""A code under its label, which renders nothing: NYSE: WUBA, ISBN: 7-02-000220-4."""
_COLUMNS = ("\t", "   ")
"""What parts two columns: no name reaches over it."""
_LED = regex.compile(r"(?<!\p{L})(?:\p{Lu}|[Nn]os?)\.[ -]?$")
"""An initial or “No.”, which what follows it begins with: no span starts behind it."""
LED = 5
"""How far back an initial or “No.” with its blank reaches."""
_NEVER_FIRST = frozenset("~→←=–—-|/\\,;:.?!)]}>•*_„‚…")
"""Marks that no head begins with."""


# --- before the gloss ---------------------------------------------------------------------------


def _ending_at(scene: Scene, anchor: int, place: str, jumps: int, block: Span) -> Iterator[Candidate]:
    """Spans of up to `MAX_WORDS` words that end at `anchor`, shortest first."""
    words = scene.words.items
    last = _last_word(scene, anchor, block)
    count, opening = 0, anchor
    for first in range(last - 1, -1, -1):
        word = words[first]
        if word.start in scene.closes:
            opening = min(opening, scene.closes[word.start].open)
        if (first < last - 1 and is_sentence_end(words, first)) or _bars(scene, word, anchor, block):
            return
        if not word.is_word:
            continue
        count += 1
        if count > MAX_WORDS:
            return
        if not opening < word.start < anchor:
            yield Candidate(Span(word.start, words[last - 1].end), first, last, place, jumps)
            if last < len(words) and words[last].text in "?!" and words[last].start == words[last - 1].end:
                yield Candidate(Span(word.start, words[last].end), first, last + 1, place, jumps)


def _last_word(scene: Scene, anchor: int, block: Span) -> int:
    """The index after the word, or closing bracket, that a span ending at `anchor` ends with."""
    words = scene.words.items
    last = scene.words.before(anchor)
    floor = max(block.start, anchor - NEAR)
    while (
        last > 0
        and not words[last - 1].is_word
        and words[last - 1].end > floor
        and words[last - 1].text not in ")]"
    ):
        last -= 1
    return last


def _bars(scene: Scene, word: Word, anchor: int, block: Span) -> bool:
    """Whether no span that ends at `anchor` reaches over `word`: other Chinese, or a bracket open until there."""
    if word.start < block.start or word.han:
        return True
    pair = scene.opens.get(word.start)
    return word.text in "([（［【" if pair is None else pair.close >= anchor


# --- after the gloss ----------------------------------------------------------------------------


def _starting_at(scene: Scene, anchor: int, place: str, jumps: int, limit: int) -> Iterator[Candidate]:
    """Spans that begin at `anchor`, shortest first; an article in front is left outside."""
    words = scene.words.items
    first = scene.words.after(anchor)
    if first < len(words) and words[first].lower in {"the", "a", "an"}:
        yield from _growing(scene, first + 1, place, jumps, limit)
    yield from _growing(scene, first, place, jumps, limit)


def _growing(scene: Scene, first: int, place: str, jumps: int, limit: int) -> Iterator[Candidate]:
    words = scene.words.items
    count = 0
    for last in range(first, len(words)):
        word = words[last]
        if word.end > limit or word.han or (word.text in ")]）" and word.start not in scene.closes):
            return
        if word.start in scene.closes and (scene.closes[word.start].open < words[first].start):
            return
        if last > first and is_sentence_end(words, last) and word.text not in "?!":
            return
        if word.is_word or word.text in "?!)":
            count += 1
            if count > MAX_WORDS:
                return
            yield Candidate(Span(words[first].start, word.end), first, last + 1, place, jumps)


def _respective(scene: Scene, site: Site, evidence: Evidence, block: Span) -> Iterator[Candidate]:
    """The item of a list that answers to the place of the gloss in its own."""
    found = answers(scene, site, evidence, block)
    if not found.items:
        return
    item, text = found.items[found.own], scene.surface.text
    yield from _ending_at(scene, skip_left(text, item.end, item.start), "respective", 0, item)
    if found.manner == "said" and (word := _FIRST_WORD.search(text, item.start, item.end)):
        yield from _starting_at(scene, word.start(), "respective", 0, item.end)


_FIRST_WORD = regex.compile(r"[\p{L}\d]")


# --- elsewhere ----------------------------------------------------------------------------------


def _marked(scene: Scene, site: Site, block: Span) -> Iterator[Candidate]:
    """Quotations and emphasised stretches near the gloss."""
    near = Span(max(block.start, site.zh.start - NEAR), min(block.end, site.zh.end + NEAR))
    for pair in scene.surface.quotes_in(near):
        if pair.close <= block.end and pair.close - pair.open <= MAX_QUOTE:
            place = "noun-between" if _nouns_between(scene, pair.close + 1, site) else "quoted"
            yield from _whole(scene, Span(pair.open + 1, pair.close), place, site)
    for span in scene.surface.emphasis_in(near):
        place = "noun-between" if _nouns_between(scene, span.end, site) else "emphasised"
        yield from _whole(scene, span, place, site)


def _nouns_between(scene: Scene, closed: int, site: Site) -> bool:
    """Whether a word or two, and nothing else, stand between `closed` and the gloss: the “light red” terms (浅红)."""
    edge = site.bracket.open if site.bracket and site.bracket.open > closed else site.zh.start
    between = scene.words.items[scene.words.after(closed) : scene.words.before(edge)]
    return 0 < len(between) <= MAX_NOUNS and all(word.is_word for word in between)


MAX_NOUNS = 2
"""How many nouns may follow a quotation or a name before its gloss."""


def _whole(scene: Scene, span: Span, place: str, site: Site) -> Iterator[Candidate]:
    """A marked stretch as a candidate, without end punctuation; with its leading article and without."""
    words = scene.words.items
    first, last = scene.words.after(span.start), scene.words.before(span.end)
    while last > first and not words[last - 1].is_word and words[last - 1].text not in "?!)":
        last -= 1
    while first < last and not words[first].is_word and words[first].text != "(":
        first += 1
    if first >= last:
        return
    jumps = min(MAX_JUMPS, abs(words[last - 1].end - site.zh.start) // 20)
    yield Candidate(Span(words[first].start, words[last - 1].end), first, last, place, jumps)
    if last - first > 1 and words[first].lower in {"the", "a", "an"}:
        yield Candidate(Span(words[first + 1].start, words[last - 1].end), first + 1, last, place, jumps)


def _fields(scene: Scene, site: Site, record: Sequence[Field]) -> Iterator[Candidate]:
    """The other fields of the record that the gloss stands in."""
    for field in record:
        for whole in _whole(scene, field.span, "field", site):
            yield replace(whole, jumps=min(MAX_JUMPS, field.away - 1))


def _named(scene: Scene, site: Site, evidence: Evidence, block: Span) -> Iterator[Candidate]:
    """Runs of capitalised words, and runs of words that explain characters, near the gloss."""
    words = scene.words.items
    low = scene.words.after(max(block.start, site.zh.start - NEAR))
    high = scene.words.before(min(block.end, site.zh.end + NEAR))
    names = [i for i in range(low, high) if words[i].is_word and _is_name(words[i])]
    told = [i for i in range(low, high) if evidence.match(words[i]).strength >= MIN_EXPLAINED]
    for indices in (names, told):
        for run in _runs(words, indices):
            yield from _run(scene, run, site)
    for run in _runs(words, names):
        yield from _beginnings(scene, run, site)


def _beginnings(scene: Scene, run: list[int], site: Site) -> Iterator[Candidate]:
    """A name without the small words and names that follow it: Old Kui of the Medicine Hall (老奎)."""
    for before, after in pairwise(run):
        if after > before + 1:
            for part in _run(scene, run[: run.index(before) + 1], site):
                yield replace(part, place="name-begins")


def _runs(words: tuple[Word, ...], indices: list[int]) -> Iterator[list[int]]:
    """The ascending `indices` in runs that only small words interrupt (Bank of China)."""
    run: list[int] = []
    for index in indices:
        if run and not _bridges(words, run[-1] + 1, index):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _bridges(words: tuple[Word, ...], start: int, end: int) -> bool:
    return end - start <= MAX_SMALL_WORDS and all(words[i].lower in _INSIDE_NAMES for i in range(start, end))


_INSIDE_NAMES = frozenset({"of", "the", "and", "&", "in", "for", "to"})
MAX_SMALL_WORDS = 2
"""How many small words a name may hold in a row (Bank *of the* West)."""
MIN_EXPLAINED = 0.5


def _is_name(word: Word) -> bool:
    return word.capital or word.text[:1].isdigit()


def _run(scene: Scene, run: list[int], site: Site) -> Iterator[Candidate]:
    words = scene.words.items
    first, last = run[0], run[-1] + 1
    if words[first].lower in CONJUNCTIONS and len(run) == 1:
        return
    jumps = min(MAX_JUMPS, abs(words[last - 1].end - site.zh.start) // 20)
    place = "noun-after" if _nouns_between(scene, words[last - 1].end, site) else "named"
    yield Candidate(Span(words[first].start, words[last - 1].end), first, last, place, jumps)
    if last - first > 1 and words[first].lower in {"the", "a", "an"}:
        yield Candidate(Span(words[first + 1].start, words[last - 1].end), first + 1, last, place, jumps)
