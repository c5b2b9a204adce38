"""What in a glossary and its documents does not agree with itself. Reported, never mended.

Each rule is a function from entries or documents to findings; `check` runs them all. A finding that
a decision allows is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import regex

from annotate.glossary import beside, surnames, syllables
from annotate.glossary.decisions import Decision
from annotate.glossary.entries import Entry, Occurrence
from annotate.glossary.findings import Finding, Place, Rule, majority, share_out
from annotate.glossary.pinyin import plain
from annotate.glossary.scripts import simplified
from annotate.glossary.wording import chinese_key, english_key, english_stem, squash
from annotate.model import CONTAINERS, Alignment, Block, Document, Span
from annotate.text import has_han

_NAMES = frozenset({"person", "place", "org"})
_APPARATUS = frozenset(
    {
        "title",
        "title-alt",
        "byline",
        "date",
        "caption",
        "editor-note",
        "heading",
        "metadata",
        "footnote",
        "code",
        "colophon",
    }
)
"""Blocks apart from the running text: a gloss there and another in the text are both in place."""

_BRACKETED = regex.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")


def check(
    entries: Sequence[Entry], documents: Iterable[Document], decisions: Sequence[Decision] = ()
) -> tuple[Finding, ...]:
    """Every finding on `entries` and the `documents` they come from that no decision allows.

    Ordered by rule, then by Chinese, then by document.
    """
    texts = {document.source.id: Lines(document) for document in documents}
    found = [finding for rule in _ON_ENTRIES for finding in rule(entries, texts)]
    found += [finding for rule in _ON_DOCUMENTS for lines in texts.values() for finding in rule(lines)]
    return quiet(sorted(found, key=lambda f: (f.rule, f.chinese, f.document, f.message)), decisions)


def quiet(found: Iterable[Finding], decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    """The findings that no decision allows."""
    allowed = {(d.document, chinese_key(d.chinese), d.value) for d in decisions if d.action == "allow"}
    return tuple(f for f in found if (f.document, chinese_key(f.chinese), f.key) not in allowed)


@dataclass(frozen=True, slots=True)
class Lines:
    """A document that can say on which line an offset stands and what block it is in."""

    document: Document
    breaks: tuple[int, ...]
    leaves: tuple[Block, ...]
    glosses: tuple[tuple[int, str], ...]
    """Where each gloss begins, and its wording."""

    def __init__(self, document: Document) -> None:
        text = document.source.text
        breaks = [0, *(match.end() for match in regex.finditer("\n", text))]
        leaves = [block for block in document.source.blocks if block.kind not in CONTAINERS]
        object.__setattr__(self, "document", document)
        object.__setattr__(self, "breaks", tuple(breaks))
        object.__setattr__(self, "leaves", tuple(leaves))
        spans = (alignment.gloss.span for alignment in document.alignments)
        glosses = tuple((span.start, chinese_key(span.of(text))) for span in spans)
        object.__setattr__(self, "glosses", glosses)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.source.text

    def body(self, position: int) -> bool:
        """Whether `position` is in running text, and not in a title, a caption or the like."""
        index = bisect_right(self.leaves, position, key=lambda block: block.span.start) - 1
        return (
            index < 0 or self.leaves[index].kind not in _APPARATUS or self.leaves[index].span.end <= position
        )

    def place(self, span: Span, *, sentence: int = 0, context: str = "") -> Place:
        """`span` as a place to show."""
        line = bisect_right(self.breaks, span.start)
        shown = context or squash(self.text[max(span.start - 60, 0) : span.end + 60])
        source = self.document.source
        column = span.start - self.breaks[line - 1] + 1
        return Place(source.id, source.path, span.start, span.end, line, column, sentence, shown)


Texts = dict[str, Lines]


def places_of_uses(uses: Iterable[Occurrence], texts: Texts) -> tuple[Place, ...]:
    """Where `uses` stand, head first."""
    return tuple(
        texts[use.document].place(use.head or use.gloss, sentence=use.sentence, context=use.context)
        for use in uses
        if use.document in texts
    )


# One Chinese term, several renderings, and the reverse.


def renderings(entries: Sequence[Entry], texts: Texts) -> Iterator[Finding]:
    """Entries whose Chinese is rendered by wordings that are not forms of one another."""
    for entry in entries:
        by_term: dict[str, list[Occurrence]] = {}
        for use in entry.occurrences:
            by_term.setdefault(chinese_key(use.chinese), []).append(use)
        for found in by_term.values():
            yield from _renderings(entry, found, texts)


def _renderings(entry: Entry, found: Sequence[Occurrence], texts: Texts) -> Iterator[Finding]:
    groups: dict[str, list[Occurrence]] = {}
    for use in found:
        if use.english and not romanised(use):
            wording = next(
                (known for known in groups if one_wording(known, use.english, entry.type)),
                squash(use.english),
            )
            groups.setdefault(wording, []).append(use)
    if len(groups) > 1:
        uses = share_out(groups)
        told = ", ".join(f"“{use.wording}” {use.count}×" for use in uses)
        places = places_of_uses((use for uses in groups.values() for use in uses), texts)
        yield Finding(
            "renderings",
            found[0].chinese,
            f"{found[0].chinese} is rendered {told}",
            places,
            uses,
            majority(uses),
        )


def romanised(use: Occurrence) -> bool:
    """Whether the head spells the Chinese in pinyin: a form beside the renderings, not one of them.

    In names of persons and places the pinyin is the rendering.
    """
    if use.type in {"person", "place"}:
        return False
    return syllables.reads(plain(use.english or ""), simplified(use.chinese))


def one_wording(one: str, other: str, kind: str) -> bool:
    """Whether two renderings are forms of one: inflected, abbreviated, shortened, or in another order.

    A shorter form is the same wording for names (“Henan”, “Henan Province”), not for terms.

    >>> one_wording("barefoot doctors", "the barefoot doctor’s", "term")
    True
    >>> one_wording("county annals", "county gazetteer", "term")
    False
    """
    first, second = _stem(one), _stem(other)
    if first == second or sorted(first.split()) == sorted(second.split()):
        return True
    if _initials(first, other) or _initials(second, one):
        return True
    return kind in _NAMES | {"work", "event"} and (_within(first, second) or _within(second, first))


def _stem(text: str) -> str:
    stem = english_stem(_BRACKETED.sub(" ", text)) or english_stem(text)
    first, _, rest = stem.removeprefix("to ").partition(" ")
    return f"{_verb(first)} {rest}".strip()


def _verb(word: str) -> str:
    """The first word of a phrase without what a sentence adds to a verb (to establish, establishing)."""
    from snowballstemmer import stemmer

    return str(stemmer("english").stemWord(word)) if word.endswith(("ing", "ed", "e", "y")) else word


def _initials(stem: str, acronym: str) -> bool:
    """Whether `acronym` is made of the initials of `stem`, small words counted or not."""
    letters = "".join(c for c in acronym if c.isalpha())
    if not letters.isupper() or " " in acronym.strip():
        return False
    words = stem.split()
    every = "".join(word[0] for word in words)
    return letters.casefold() in {every, "".join(word[0] for word in words if len(word) > 3)}  # noqa: PLR2004 - "of", "the", "and", "for" go


def _within(short: str, long: str) -> bool:
    return f" {short} " in f" {long} "


def terms(entries: Sequence[Entry], texts: Texts) -> Iterator[Finding]:
    """English renderings that stand for Chinese terms of several entries, neither short for the other."""
    by_english: dict[str, dict[str, list[Occurrence]]] = {}
    for entry in entries:
        for use in entry.occurrences:
            if use.english and not syllables.reads(plain(use.english), simplified(use.chinese)):
                sharing = by_english.setdefault(english_stem(use.english), {})
                sharing.setdefault(entry.id, []).append(use)
    for shared in by_english.values():
        groups = _apart(list(shared.values()))
        if len(groups) > 1:
            yield _shared(groups, texts)


def _apart(groups: list[list[Occurrence]]) -> dict[str, list[Occurrence]]:
    """The groups by their Chinese, a term and its abbreviation in one; homophones are another rule's."""
    kept: dict[str, list[Occurrence]] = {}
    for uses in groups:
        chinese = simplified(uses[0].chinese)
        known = next(
            (k for k in kept if _abbreviates(k, chinese) or _abbreviates(chinese, k) or _alike(k, chinese)),
            chinese,
        )
        kept.setdefault(known, []).extend(uses)
    return kept


def _abbreviates(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in their order (中共, 中国共产党)."""
    rest = iter(long)
    return all(character in rest for character in short)


def _shared(groups: dict[str, list[Occurrence]], texts: Texts) -> Finding:
    uses = share_out(groups)
    english = squash(next(iter(groups.values()))[0].english or "")
    told = ", ".join(f"{use.wording} {use.count}×" for use in uses)
    places = places_of_uses((use for found in groups.values() for use in found), texts)
    return Finding("terms", uses[0].wording, f"“{english}” renders {told}", places, uses, majority(uses))


def homophones(entries: Sequence[Entry], texts: Texts) -> Iterator[Finding]:
    """Names under one English form whose Chinese forms differ in a character that sounds alike."""
    by_english: dict[str, dict[str, list[Occurrence]]] = {}
    for entry in entries:
        for use in entry.occurrences:
            if use.english and use.type in _NAMES:
                forms = by_english.setdefault(english_key(use.english), {})
                forms.setdefault(simplified(use.chinese), []).append(use)
    for forms in by_english.values():
        for (one, first), (other, second) in combinations(forms.items(), 2):
            if _alike(one, other):
                uses = share_out({one: first, other: second})
                message = f"{one} and {other} are both “{squash(first[0].english or '')}”: one of them may be a slip"
                yield Finding(
                    "homophones", one, message, places_of_uses([*first, *second], texts), uses, majority(uses)
                )


def _alike(one: str, other: str) -> bool:
    """Whether two names differ in exactly one character, and the two sound the same."""
    if len(one) != len(other) or len(one) < 2:  # noqa: PLR2004 - one character alone is no name with a slip in it
        return False
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(different) == 1 and _sound_alike(*different[0])


def _sound_alike(one: str, other: str) -> bool:
    return bool(syllables.sounds(one) & syllables.sounds(other))


# What a gloss says of itself.


def readings(lines: Lines) -> Iterator[Finding]:
    """Glosses whose pinyin, or whose head if that is a name in pinyin, does not read the characters."""
    seen: set[tuple[str, str]] = set()
    together = beside.by_extent(lines.document.alignments)
    for alignment in lines.document.alignments:
        chinese = alignment.gloss.span.of(lines.text)
        for written in beside.pinyin(lines.text, alignment, together[alignment.gloss.extent]):
            if (chinese, written) not in seen and _misreads(written, simplified(chinese)):
                seen.add((chinese, written))
                yield _told(
                    lines, "pinyin", chinese, f"“{written}” does not read {chinese}", alignment.gloss.span
                )
        head = "" if alignment.head is None else alignment.head.of(lines.text)
        if (
            alignment.type == "person"
            and (chinese, head) not in seen
            and _misspells(head, simplified(chinese))
        ):
            seen.add((chinese, head))
            yield _told(
                lines,
                "pinyin",
                chinese,
                f"the name “{squash(head)}” does not read {chinese}",
                alignment.gloss.span,
            )


def _told(lines: Lines, rule: Rule, chinese: str, message: str, *spans: Span) -> Finding:
    places = tuple(lines.place(span) for span in spans)
    return Finding(rule, chinese, message, places, document=lines.document.source.id)


def _misreads(written: str, chinese: str) -> bool:
    """Whether `written` is pinyin of as many syllables as `chinese` has characters, and reads others."""
    han = [character for character in chinese if has_han(character)]
    return syllables.count(written) == len(han) and not syllables.reads(written, "".join(han))


def _misspells(head: str, chinese: str) -> bool:
    """Whether a name in pinyin shares a syllable with the characters and errs in another."""
    if "·" in chinese or len(chinese) > LONGEST_NAME or syllables.count(head) != len(chinese):
        return False
    known = [syllables.sounds(character) | _as_surname(chinese, n) for n, character in enumerate(chinese)]
    spellings = list(syllables.splits(head, len(chinese)))
    best = max((_right(spelled, known) for spelled in spellings), default=0)
    excused = any(_reordered(spelled, known) or _older(spelled, known) for spelled in spellings)
    return 0 < best < len(chinese) and not excused


LONGEST_NAME = 8
"""Characters of a personal name: the ways to part its pinyin into syllables double with each."""


def _right(spelled: Sequence[str], known: Sequence[frozenset[str]]) -> int:
    """How many of the syllables read their characters."""
    return sum(a in b for a, b in zip(spelled, known, strict=True))


def _as_surname(chinese: str, position: int) -> frozenset[str]:
    reading = surnames.READINGS.get(chinese[0]) if position == 0 else None
    return frozenset({plain(reading)}) if reading else frozenset()


def _reordered(spelled: Sequence[str], known: Sequence[frozenset[str]]) -> bool:
    """Whether the name stands with the given name first, as in Western order."""
    turned = [*spelled[-1:], *spelled[:-1]]
    return all(a in b for a, b in zip(turned, known, strict=True))


def _older(spelled: Sequence[str], known: Sequence[frozenset[str]]) -> bool:
    """Whether another romanisation explains the difference: k for g, hs for x, ts for z."""
    return all(
        syllables.folded(a) in {syllables.folded(sound) for sound in b}
        for a, b in zip(spelled, known, strict=True)
    )


def scripts(lines: Lines) -> Iterator[Finding]:
    """Simplified and traditional forms of one length in one bracket that are not forms of each other."""
    for together in beside.by_extent(lines.document.alignments).values():
        for one, other in combinations(together, 2):
            first, second = one.gloss.span.of(lines.text), other.gloss.span.of(lines.text)
            two_scripts = _is_traditional(first) != _is_traditional(second)
            if two_scripts and one.head == other.head and _unlike(first, second):
                message = f"{first} and {second} are given as two scripts of one word, but are not"
                yield _told(lines, "scripts", first, message, one.gloss.span, other.gloss.span)


def _is_traditional(text: str) -> bool:
    return simplified(text) != text


def _unlike(one: str, other: str) -> bool:
    """Whether two forms are of one length, share at least half of their characters, and differ in simplified."""
    a, b = simplified(one), simplified(other)
    shared = sum(x == y for x, y in zip(a, b, strict=False))
    return a != b and len(a) == len(b) and 2 * shared >= len(a)


# Where a document glosses.


def late(lines: Lines) -> Iterator[Finding]:
    """Terms whose first gloss comes after the term has stood in the running text without one."""
    for key, alignments in _by_term(lines).items():
        first = alignments[0]
        if first.head is None or not lines.body(first.head.start) or _in_longer_gloss(lines, key, first):
            continue
        earlier = _earlier(lines, first.head, distinctive=first.type in _NAMES | {"work", "event"})
        if earlier is not None:
            head = squash(first.head.of(lines.text))
            message = f"“{head}” is glossed ({key}) only after it has stood without a gloss"
            yield _told(lines, "late-gloss", first.gloss.span.of(lines.text), message, earlier, first.head)


def _in_longer_gloss(lines: Lines, key: str, first: Alignment) -> bool:
    """Whether the term was glossed before as part of a longer one (扬州 in 江苏省扬州市)."""
    return any(key in chinese for start, chinese in lines.glosses if start < first.gloss.span.start)


def _by_term(lines: Lines) -> dict[str, list[Alignment]]:
    """The alignments of each Chinese wording in the running text, a bracket once."""
    found: dict[str, list[Alignment]] = {}
    for alignment in lines.document.alignments:
        if lines.body(alignment.gloss.span.start):
            same = found.setdefault(chinese_key(alignment.gloss.span.of(lines.text)), [])
            if all(_apart_from(alignment, other) for other in same):
                same.append(alignment)
    return found


def _apart_from(one: Alignment, other: Alignment) -> bool:
    """Whether two glosses are two acts of glossing, and not forms side by side."""
    return one.gloss.extent != other.gloss.extent and (one.head is None or one.head != other.head)


def _earlier(lines: Lines, head: Span, *, distinctive: bool) -> Span | None:
    """Where the words of `head` stand first in the running text, if that is before `head`.

    A single small word is no term everywhere it stands; part of a longer name is not the name, and
    where names are tagged, what is tagged as none is none (Cantonese, of a person).
    """
    words = head.of(lines.text)
    if not words[:1].isalpha() or not (distinctive or " " in words.strip()):
        return None
    if lines.text.find(words, 0, head.start) < 0:
        return None
    pattern = regex.compile(rf"(?<![\w-]){regex.escape(words)}(?![\w-])")
    found = (Span(*match.span()) for match in pattern.finditer(lines.text, 0, head.start))
    named = {mention.span for mention in lines.document.mentions} if distinctive else set()
    return next(
        (
            span
            for span in found
            if lines.body(span.start) and not _part_of_more(lines, span) and (not named or span in named)
        ),
        None,
    )


def _part_of_more(lines: Lines, span: Span) -> bool:
    """Whether `span` lies within a longer head or mention."""
    longer = [a.head for a in lines.document.alignments if a.head is not None]
    longer += [mention.span for mention in lines.document.mentions]
    return any(other.covers(span) and other != span for other in longer)


def repeated(lines: Lines) -> Iterator[Finding]:
    """Terms that one document glosses more than once in its running text."""
    for alignments in _by_term(lines).values():
        if len(alignments) > 1:
            chinese = alignments[0].gloss.span.of(lines.text)
            message = f"{chinese} is glossed {len(alignments)} times"
            yield _told(lines, "repeated-gloss", chinese, message, *(a.gloss.span for a in alignments))


def shunned(entries: Sequence[Entry], texts: Texts) -> Iterator[Finding]:
    """Renderings in use that a decision deprecates or supersedes."""
    for entry in entries:
        for term in entry.english_terms:
            if term.count and term.status in {"deprecated", "superseded"}:
                uses = [use for use in entry.occurrences if squash(use.english or "") == term.text]
                message = (
                    f"“{term.text}” for {entry.chinese} is {term.status}; “{entry.english}” is preferred"
                )
                shares = share_out({term.text: uses})
                yield Finding("forbidden", entry.chinese, message, places_of_uses(uses, texts), shares)


_ON_ENTRIES: tuple[Callable[[Sequence[Entry], Texts], Iterator[Finding]], ...] = (
    renderings,
    terms,
    homophones,
    shunned,
)
_ON_DOCUMENTS: tuple[Callable[[Lines], Iterator[Finding]], ...] = (readings, scripts, late, repeated)
