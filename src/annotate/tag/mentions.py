"""Every place where an entity is named, in English and in Chinese."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

import regex

from annotate.model import EntityType, Mention, Span
from annotate.tag import facts, gazetteer, hanzi, shapes, witness
from annotate.tag.again import again, families, misheard
from annotate.tag.candidates import Candidate, Strength, bare, kind_of, nameless
from annotate.tag.choice import allowed, choose, one_type
from annotate.tag.reconcile import ENTITY_TYPES, reconcile
from annotate.tag.scan import Spans, flat, forms, occurrences, well_known
from annotate.tag.scripts import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotate.model import Alignment, Source, Token

_KINDS: Mapping[str, EntityType] = MappingProxyType({kind: kind for kind in get_args(EntityType)})
_ACRONYM_TAIL = regex.compile(r"\s*[(（](\p{Lu}[\p{L}\p{N}&.-]{1,11})[)）]$")
_LETTERS = regex.compile(r"\p{L}+")
_LONG_WORD = 4
_HEADING_WORDS = 4
_HEADING_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """What the taggers found in one source, for the search of mentions."""

    source: Source
    alignments: tuple[Alignment, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    names: tuple[tuple[Span, str], ...]
    """spaCy's named spans with its labels."""
    areas: tuple[Span, ...]
    """The English prose, glosses lifted out; ascending."""
    noise: tuple[Span, ...]
    """Tags and addresses, where nothing is named."""


def settled(
    source: Source,
    alignments: tuple[Alignment, ...],
    *,
    names: tuple[tuple[Span, str], ...],
    flags: tuple[str | None, ...],
) -> tuple[Alignment, ...]:
    """The alignments with the types that both languages' witnesses agree on; `flags` are jieba's, one a gloss."""
    heard = witness.candidates(flat(source.text), names, heading=lambda _: False, proper=lambda _: True)
    labels = {c.span: c.type for c in heard if c.strength >= Strength.MODEL}
    verdicts = reconcile(source, alignments, flags=flags, labels=labels)
    return tuple(replace(a, type=v.type) for a, v in zip(alignments, verdicts, strict=True))


def find(reading: Reading) -> tuple[Mention, ...]:
    """The mentions, ascending and disjoint."""
    text = flat(reading.source.text)
    starts = {token.span.start: token for token in reading.tokens}
    english = _english(reading, text, starts)
    mentions = [Mention(c.span, "en", c.type) for c in english]
    mentions.extend(_chinese(reading, text))
    mentions.extend(_inside(reading, text, english))
    return tuple(_disjoint(mentions))


def _disjoint(mentions: Iterable[Mention]) -> Iterator[Mention]:
    end = 0
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.start >= end:
            yield mention
            end = mention.span.end


# Chinese


def _chinese(reading: Reading, text: str) -> Iterator[Mention]:
    source = reading.source.text
    known: dict[str, EntityType] = {}
    opens = frozenset(sentence.start for sentence in reading.sentences)
    for alignment in reading.alignments:
        kind = _KINDS.get(alignment.type)
        if kind is not None and _names(text, alignment, kind, opens):
            name = simplify(alignment.gloss.span.of(source))
            span = hanzi.untitled(name, alignment.gloss.span, kind)
            known[simplify(span.of(source))] = kind
            yield Mention(span, "zh", kind)
    taken = Spans([*(alignment.gloss.span for alignment in reading.alignments), *reading.noise])
    yield from hanzi.in_text(source, reading.tokens, known=known, free=lambda span: not taken.hit(span))


def _inside(reading: Reading, text: str, english: list[Candidate]) -> Iterator[Mention]:
    """Names inside slogans and terms (中国 in 讲好中国故事), where the English of the gloss names the same thing."""
    by_span = Spans(c.span for c in english)
    kinds = {c.span: c.type for c in english}
    table = gazetteer.load().english
    for alignment in reading.alignments:
        if alignment.head is None or alignment.type in ENTITY_TYPES:
            continue
        hanzi = simplify(alignment.gloss.span.of(reading.source.text))
        for span in by_span.touching(alignment.head):
            known = [k for k in table.get(span.of(text), ()) if k.type == kinds[span]]
            forms = [form for k in known for form in k.chinese if len(form) > 1 and form in hanzi]
            if forms and alignment.head.covers(span):
                form = max(forms, key=len)
                start = alignment.gloss.span.start + hanzi.index(form)
                yield Mention(Span(start, start + len(form)), "zh", kinds[span])


def _only_opens(text: str, head: Span, kind: EntityType, opens: frozenset[int]) -> bool:
    """Whether a head has its one capital only because it opens a sentence ("Steamed fish")."""
    words = bare(head.of(text))
    if (
        head.start not in opens
        or kind in {"person", "place"}
        or text[head.start - 1 : head.start] in _TITLE_MARKS
    ):
        return False
    if len(words) == 1:
        return f" {head.of(text).casefold()} " in text  # elsewhere it is a common word
    return sum(word[:1].isupper() for word in words) == 1


_TITLE_MARKS = frozenset(("“", '"', "_", "*", "‘", "《"))


def _names(text: str, alignment: Alignment, kind: EntityType, opens: frozenset[int]) -> bool:
    """Whether a gloss of an entity's type names it properly: its head does, or the Chinese stands in 《》."""
    span = alignment.gloss.span
    if alignment.head is None or (kind == "work" and text[span.start - 1 : span.start] == "《"):
        return True
    return bool(_head_names(text, alignment.head, kind)) and not _only_opens(
        text, alignment.head, kind, opens
    )


# English


def _english(reading: Reading, text: str, starts: Mapping[int, Token]) -> list[Candidate]:
    heard = list(_first(reading, text, starts))
    called = families(text, (c for c in heard if c.strength >= Strength.SHAPE))
    first = [c for c in heard if not misheard(text, c, called)]
    vetoes = _vetoes(reading, text)
    kept = partial(allowed, vetoes=vetoes, whole=lambda span: _capitalised(text, span))
    once = one_type(text, choose(kept(first)))
    second = again(
        text,
        reading.areas,
        once,
        proper=lambda span: _proper(starts, span),
        persons=Spans(span for span, label in reading.names if label == "PERSON"),
    )
    return one_type(text, choose(kept([*first, *second])))


def _capitalised(text: str, span: Span) -> bool:
    """Whether every long word of a term of several words has a capital."""
    words = bare(span.of(text))
    return len(words) > 1 and all(w[:1].isupper() for w in words if len(w) > _LONG_WORD or w == words[0])


def _first(reading: Reading, text: str, starts: Mapping[int, Token]) -> Iterator[Candidate]:
    """What each witness says by itself."""
    opens = frozenset(sentence.start for sentence in reading.sentences)
    for alignment in reading.alignments:
        kind = _KINDS.get(alignment.type)
        if kind and alignment.head and not _only_opens(text, alignment.head, kind, opens):
            yield from (Candidate(s, kind, Strength.GLOSS) for s in _head_names(text, alignment.head, kind))
    lines = Spans(_headings(reading, text))
    yield from witness.candidates(
        text, reading.names, heading=lines.hit, proper=lambda span: _proper(starts, span)
    )
    yield from _expansions(text)
    yield from _well_known(text, reading)
    yield from shapes.marked_works(
        text, (m.span for m in reading.source.markup if m.kind == "emphasis"), Spans(reading.areas)
    )
    for area in reading.areas:
        yield from _shaped(text, area)


def _shaped(text: str, area: Span) -> Iterator[Candidate]:
    yield from shapes.works(text, area)
    yield from shapes.dynasties(text, area)
    for run in shapes.runs(text, area):
        yield from shapes.by_words(text, run)
        yield from shapes.companies(text, run)
        yield from shapes.persons(run)
        yield from shapes.titled(run)


def _head_names(text: str, head: Span, kind: EntityType) -> list[Span]:
    """The mentions in a gloss's head: the name by the gold's rules, and a bracketed acronym apart."""
    tail = _ACRONYM_TAIL.search(head.of(text))
    if tail:
        long = _head_names(text, Span(head.start, head.start + tail.start()), kind)
        return [*long, Span(head.start + tail.start(1), head.start + tail.end(1))] if long else []
    span: Span | None = head
    if kind in {"person", "place", "org"}:
        span = witness.trimmed(text, head, person=kind == "person", tail=False)
    words = bare(span.of(text)) if span else []
    proper = any(w[:1].isupper() and w not in facts.DEMONYMS for w in words)
    slogan = proper and words[-1] in facts.ABSTRACT and nameless(words[:-1]) and len(words) > 1
    vague = slogan or (kind == "org" and proper and words[-1][:1].islower() and nameless(words))
    return [span] if span and proper and not vague else []


def _proper(starts: Mapping[int, Token], span: Span) -> bool:
    token = starts.get(span.start)
    return token is None or token.pos in {None, "PROPN"}


def _headings(reading: Reading, text: str) -> Iterator[Span]:
    """Titles and headings, and sentences where nearly every long word is capitalised: capitals tell nothing there."""
    yield from (b.span for b in reading.source.blocks if b.kind in {"title", "heading"})
    for sentence in reading.sentences:
        long = [w for w in _LETTERS.findall(sentence.of(text)) if len(w) > _LONG_WORD]
        if len(long) >= _HEADING_WORDS and sum(w[0].isupper() for w in long) >= _HEADING_SHARE * len(long):
            yield sentence


def _expansions(text: str) -> Iterator[Candidate]:
    for long, short in shapes.acronyms(text):
        span = witness.trimmed(text, long)
        words = bare(span.of(text)) if span else []
        if span and not nameless(words):
            kind = kind_of(words) or "org"
            yield Candidate(span, kind, Strength.ACRONYM)
            yield Candidate(short, kind, Strength.ACRONYM)


def _well_known(text: str, reading: Reading) -> Iterator[Candidate]:
    """Names of the gazetteer; weak forms only where spaCy heard one, "the West" only with its article."""
    table = gazetteer.load().english
    heard = Spans(span for span, _ in reading.names)
    for span in occurrences(text, reading.areas, well_known()):
        form = span.of(text)
        if form not in gazetteer.WEAK or _seconded(text, span, heard):
            yield Candidate(span, table[form][0].type, Strength.GAZETTEER)


def _seconded(text: str, span: Span, heard: Spans) -> bool:
    if span.of(text) in {"West", "East", "Orient"}:
        return text[max(0, span.start - 4) : span.start].casefold() == "the "
    return heard.hit(span)


def _vetoes(reading: Reading, text: str) -> list[Span]:
    """Where slogans and terms that a gloss taught stand: names inside them stay, they themselves are none."""
    heads = [a.head for a in reading.alignments if a.head and a.type not in ENTITY_TYPES]
    known = forms(name for head in heads if (name := head.of(text))[:1].isupper())
    return [*heads, *occurrences(text, reading.areas, known)]
