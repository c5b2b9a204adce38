"""From the glosses of many documents to the entries of one glossary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from typing import Literal, TypeVar

from annotate.glossary import beside
from annotate.glossary.contexts import Sentences, definition
from annotate.glossary.pinyin import pinyin
from annotate.glossary.scripts import both
from annotate.glossary.wording import chinese_key, english_key, join_chinese, squash
from annotate.model import Alignment, Convention, Document, GlossType, Metadata, Span, Token

T = TypeVar("T")

TermStatus = Literal["preferred", "admitted", "deprecated", "superseded"]
"""How a term stands among the terms of its entry and language (ISO 30042's administrative status)."""

Review = Literal["unreviewed", "accepted", "rejected"]
"""Whether a person has ruled on an entry."""

TermForm = Literal["full", "acronym", "variant"]

PartOfSpeech = Literal["noun", "verb", "adjective", "adverb", "other"]

_POS: dict[str, PartOfSpeech] = {
    "NOUN": "noun", "PROPN": "noun", "VERB": "verb", "ADJ": "adjective", "ADV": "adverb",
}  # fmt: skip
_NAMED = frozenset({"person", "place", "org", "work", "event"})


BY_PERSON = "decision"
"""The evidence of an alignment for which a person vouches."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One gloss of an entry in one document."""

    document: str
    sentence: int
    """The number of its sentence in the document, from 1; 0 where the document has none."""
    context: str
    """The sentence, or as much of it as fits, on one line."""
    chinese: str
    lang: str
    english: str | None
    gloss: Span
    head: Span | None
    type: GlossType
    convention: Convention
    confidence: float
    pos: PartOfSpeech | None = None
    definition: str | None = None
    words: tuple[Span, ...] = ()
    """The words of the Chinese, as spans within `chinese`."""
    source: Metadata = field(default_factory=Metadata)
    """Title, translator, date, address and licence of the document."""
    pinyin: str | None = None
    """The pinyin with tone marks that the text gives beside it."""
    vouched: bool = False
    """Whether a person ruled that it is right."""
    sense: str = ""
    """The sense that a person gave it, apart from the other uses of the same Chinese."""


@dataclass(frozen=True, slots=True)
class Term:
    """One English or Chinese form of an entry, as it stands in the texts."""

    text: str
    lang: str
    """`en`, `zh-Hans`, `zh-Hant`, or `zh` where the characters do not tell."""
    count: int
    form: TermForm = "full"
    status: TermStatus = "admitted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept with its English and Chinese terms."""

    id: str
    """Made from the Chinese, so that it holds across builds."""
    english: str
    """The preferred rendering; empty where the English stands in no text."""
    chinese: str
    """The preferred Chinese term, as it stands in a source (a line break within it apart)."""
    simplified: str
    traditional: str
    pinyin: str
    type: GlossType
    count: int
    """How many glosses it has."""
    confidence: float
    """The mean confidence of its glosses, to four decimals."""
    english_terms: tuple[Term, ...]
    """Every English form, the preferred one first."""
    chinese_terms: tuple[Term, ...]
    """Every Chinese form, the preferred one first."""
    occurrences: tuple[Occurrence, ...]
    """In the order of the documents given, then of position."""
    pos: PartOfSpeech | None = None
    definition: str | None = None
    subject: str | None = None
    review: Review = "unreviewed"
    note: str | None = None

    @property
    def first(self) -> Occurrence | None:
        """Where it is glossed first; an entry that was imported stands in no text."""
        return self.occurrences[0] if self.occurrences else None

    @property
    def seen(self) -> tuple[str, str] | None:
        """The dates of the earliest and the latest dated document that glosses it, as the documents write them."""
        dates = sorted(use.source.date for use in self.occurrences if use.source.date)
        return (dates[0], dates[-1]) if dates else None

    @property
    def variants(self) -> tuple[Term, ...]:
        """Every form but the two preferred ones."""
        return self.english_terms[1:] + self.chinese_terms[1:]


def gather(
    found: Iterable[tuple[Occurrence, str | None]], *, merges: Iterable[tuple[str, str]] = ()
) -> tuple[Entry, ...]:
    """Entries from occurrences, each with the id of its entity in the register.

    `merges` are pairs of Chinese wordings (`chinese_key`) that people ruled to be one concept.
    Sorted by English, then by Chinese.
    """
    groups = _group(tuple(found), merges)
    return tuple(sorted((entry_of(group) for group in groups), key=_order))


def _order(entry: Entry) -> tuple[str, str, str]:
    return english_key(entry.english), entry.simplified, entry.id


def occurrences(document: Document) -> Iterator[tuple[Occurrence, str | None]]:
    """Every gloss of `document` in order, with the id of the entity that the register knows it by."""
    sentences = Sentences(document)
    linked = {
        mention.span: mention.entity
        for mention in document.mentions
        if mention.entity and mention.form not in {"surname", "given"}
    }
    tokens = {token.span.start: token for token in document.tokens}
    together = beside.by_extent(document.alignments)
    for alignment in document.alignments:
        read = beside.reading(document.source.text, alignment, together[alignment.gloss.extent])
        use = replace(_occurrence(document, alignment, sentences, tokens), pinyin=read)
        yield use, linked.get(alignment.gloss.span)


def _occurrence(
    document: Document, alignment: Alignment, sentences: Sentences, tokens: dict[int, Token]
) -> Occurrence:
    text, gloss, head = document.source.text, alignment.gloss, alignment.head
    number, sentence = sentences.at(gloss.span)
    return Occurrence(
        document=document.source.id,
        sentence=number,
        context=sentences.excerpt(sentence, gloss.span if head is None else _union(head, gloss.span)),
        chinese=gloss.span.of(text),
        lang=gloss.lang,
        english=None if head is None else head.of(text),
        gloss=gloss.span,
        head=head,
        type=alignment.type,
        convention=gloss.convention,
        confidence=alignment.confidence,
        pos="noun" if alignment.type in _NAMED else _part_of_speech(_within(tokens, head)),
        definition=definition(text, sentence, gloss.extent),
        words=_words(_within(tokens, gloss.span), gloss.span.start),
        source=document.source.metadata,
        vouched=BY_PERSON in alignment.evidence,
    )


def _union(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _within(tokens: dict[int, Token], span: Span | None) -> tuple[Token, ...]:
    if span is None:
        return ()
    starts = (tokens[i] for i in range(span.start, span.end) if i in tokens)
    return tuple(token for token in starts if span.covers(token.span))


def _words(tokens: Sequence[Token], start: int) -> tuple[Span, ...]:
    return tuple(Span(t.span.start - start, t.span.end - start) for t in tokens if t.lang == "zh")


def _part_of_speech(tokens: Sequence[Token]) -> PartOfSpeech | None:
    """A head that opens with a verb is a verb phrase; else its last word tells."""
    tagged = [token.pos for token in tokens if token.pos not in {None, "PUNCT", "SPACE", "X"}]
    if not tagged:
        return None
    return _POS.get("VERB" if tagged[0] == "VERB" else str(tagged[-1]), "other")


Found = Sequence[tuple[Occurrence, str | None]]


def _group(found: Found, merges: Iterable[tuple[str, str]]) -> list[list[Occurrence]]:
    """The occurrences of each concept; `glossary.entries` says what makes them one."""
    keys = [_key(use) for use, _ in found]
    leader = {key: key for key in keys}

    def lead(key: str) -> str:
        while leader[key] != key:
            leader[key] = key = leader[leader[key]]
        return key

    ruled = (pair for pair in merges if pair[0] in leader and pair[1] in leader)
    for one, other in chain(_ties(found, keys), ruled):
        first, second = sorted((lead(one), lead(other)))
        leader[second] = first
    groups: dict[str, list[Occurrence]] = {}
    for key, (use, _) in zip(keys, found, strict=True):
        groups.setdefault(lead(key), []).append(use)
    return list(groups.values())


def _key(use: Occurrence) -> str:
    """The wording of the Chinese; a sense of its own sets a use apart."""
    return chinese_key(use.chinese) + (f"\x1f{use.sense}" if use.sense else "")


def _ties(found: Found, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of Chinese wordings that name one concept."""
    renderings: dict[str, set[str]] = {}
    for key, (use, _) in zip(keys, found, strict=True):
        renderings.setdefault(key, set()).add(english_key(use.english or ""))
    by_entity: dict[tuple[str, str], str] = {}
    by_head: dict[tuple[str, Span, str], tuple[str, int]] = {}
    for key, (use, entity) in zip(keys, found, strict=True):
        if entity is not None and not use.sense:
            yield by_entity.setdefault((entity, use.type), key), key
        if use.head is not None:
            place = (use.document, use.head, use.type)
            other, end = by_head.get(place, (key, use.gloss.start))
            if use.gloss.start - end <= BESIDE and renderings[other] == renderings[key]:
                yield other, key
            by_head[place] = (other, use.gloss.end)


BESIDE = 40
"""Code points between two forms of one bracket: a label such as “traditional Chinese: ” fits, a sentence does not."""


def entry_of(uses: Sequence[Occurrence]) -> Entry:
    """The entry that `uses` (at least one) make together, nothing ruled on yet."""
    chinese = _terms((join_chinese(use.chinese), use.lang) for use in uses)
    english = _terms((squash(use.english), "en") for use in uses if use.english)
    kind = _most((use.type for use in uses), default="term")
    best = chinese[0]
    hans, hant = both(best.text, best.lang)
    rendering = english[0].text if english else ""
    return Entry(
        id=identifier(best.text, uses[0].sense),
        english=rendering,
        chinese=best.text,
        simplified=hans,
        traditional=hant,
        pinyin=_given(best.text, uses)
        or pinyin(hans, kind, words=_words_of(best.text, hans, uses), english=rendering),
        type=kind,
        count=len(uses),
        confidence=round(sum(use.confidence for use in uses) / len(uses), 4),
        english_terms=english,
        chinese_terms=chinese,
        occurrences=tuple(uses),
        pos=_most((use.pos for use in uses if use.pos), default=None),
        definition=next((use.definition for use in uses if use.definition), None),
        review="accepted" if all(use.vouched for use in uses) else "unreviewed",
    )


def entry_from_terms(english: Sequence[Term], chinese: Sequence[Term], kind: GlossType = "term") -> Entry:
    """An entry that stands in no text: `chinese` holds at least one term, preferred ones come first."""
    english, chinese = (
        tuple(sorted(terms, key=lambda t: t.status != "preferred")) for terms in (english, chinese)
    )
    best, rendering = chinese[0], english[0].text if english else ""
    hans, hant = both(best.text, best.lang)
    return Entry(
        id=identifier(best.text),
        english=rendering,
        chinese=best.text,
        simplified=next((term.text for term in chinese if term.lang == "zh-Hans"), hans),
        traditional=next((term.text for term in chinese if term.lang == "zh-Hant"), hant),
        pinyin=pinyin(hans, kind, english=rendering),
        type=kind,
        count=0,
        confidence=1.0,
        english_terms=english,
        chinese_terms=chinese,
        occurrences=(),
    )


def identifier(chinese: str, sense: str = "") -> str:
    """The id of the entry whose preferred Chinese term is `chinese`: the same in either script.

    >>> identifier("中國夢") == identifier("中国梦")
    True
    """
    return "e" + sha256(f"{chinese_key(chinese)}{sense}".encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _given(chinese: str, uses: Iterable[Occurrence]) -> str | None:
    """The pinyin that a text gives for this very form: its author knows how the name is read."""
    return next(
        (use.pinyin for use in uses if use.pinyin and chinese_key(use.chinese) == chinese_key(chinese)), None
    )


def _words_of(chinese: str, hans: str, uses: Iterable[Occurrence]) -> tuple[Span, ...]:
    if len(chinese) != len(hans):
        return ()
    return next((use.words for use in uses if use.chinese == chinese and use.words), ())


def _most(values: Iterable[T], *, default: T) -> T:
    """The most frequent value, the first of equals."""
    return next((value for value, _ in Counter(values).most_common(1)), default)


def _terms(forms: Iterable[tuple[str, str]]) -> tuple[Term, ...]:
    """Each form once, the most frequent wording first and marked as preferred."""
    counts = Counter(forms)
    return tuple(
        Term(text, lang, count, form=_form(text, lang), status="admitted" if rank else "preferred")
        for rank, ((text, lang), count) in enumerate(counts.most_common())
    )


def _form(text: str, lang: str) -> TermForm:
    """An acronym is one English word of at least two capitals and no small letter but a plural s."""
    bare = text.removesuffix("s")
    acronym = lang == "en" and len(bare) > 1 and bare.isupper() and " " not in bare
    return "acronym" if acronym else "full"
