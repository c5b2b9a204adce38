"""A corpus's glossary held against a termbase: what is missing, what differs, what is forbidden.

English is compared by its stem, so that a plural, a possessive or a capital is no finding, and a
forbidden term within a longer term that is allowed is none either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from annotate.glossary.agreement import one_wording, romanised
from annotate.glossary.consistency import quiet
from annotate.glossary.decisions import Decision
from annotate.glossary.entries import Entry, Occurrence, Term
from annotate.glossary.findings import Finding, Place, Rule, Use, share_out
from annotate.glossary.lines import Lines, Texts, places_of_uses
from annotate.glossary.wording import chinese_key, english_stem, singular, squash
from annotate.model import Document, Span

SHUNNED = frozenset({"deprecated", "superseded"})

_WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}]+)?")
_POSSESSIVE = regex.compile(r"['’]s?$")


def compare(
    entries: Sequence[Entry],
    documents: Iterable[Document],
    termbase: Sequence[Entry],
    decisions: Sequence[Decision] = (),
) -> tuple[Finding, ...]:
    """Every finding on `entries` and `documents` against `termbase` that no decision allows, in order."""
    texts = {document.source.id: Lines(document) for document in documents}
    known = {chinese_key(term.text): entry for entry in termbase for term in entry.chinese_terms}
    found = [finding for entry in entries for finding in _entry(entry, known, texts)]
    found += _running_text(termbase, texts)
    return quiet(sorted(found, key=lambda f: (f.rule, f.chinese, f.document, f.message)), decisions)


def _entry(entry: Entry, known: dict[str, Entry], texts: Texts) -> Iterator[Finding]:
    house = next(
        (known[key] for term in entry.chinese_terms if (key := chinese_key(term.text)) in known), None
    )
    if house is None:
        message = f"{entry.chinese} (“{entry.english}”) is not in the glossary"
        yield Finding("missing", entry.chinese, message, places_of_uses(entry.occurrences[:1], texts))
        return
    groups: dict[str, list[Occurrence]] = {}
    for use in entry.occurrences:
        if use.english and not romanised(use):
            groups.setdefault(squash(use.english), []).append(use)
    for wording, uses in groups.items():
        rule = _verdict(wording, house, entry.type)
        if rule is not None:
            yield _differs(rule, wording, uses, house, texts)


def _verdict(wording: str, house: Entry, kind: str) -> Rule | None:
    """What is wrong with `wording` by the house's entry, if anything."""
    shunned = {english_stem(term.text) for term in house.english_terms if term.status in SHUNNED}
    allowed = [term.text for term in house.english_terms if term.status not in SHUNNED]
    if english_stem(wording) in shunned:
        return "forbidden"
    return (
        "contradiction" if allowed and not any(one_wording(wording, term, kind) for term in allowed) else None
    )


def _differs(rule: Rule, wording: str, uses: list[Occurrence], house: Entry, texts: Texts) -> Finding:
    wanted = [term.text for term in house.english_terms if term.status not in SHUNNED]
    instead = " or ".join(f"“{term}”" for term in wanted)
    said = "is forbidden by the glossary" if rule == "forbidden" else "differs from the glossary"
    message = f"“{wording}” for {uses[0].chinese} {said}" + (f", which has {instead}" if instead else "")
    return Finding(rule, uses[0].chinese, message, places_of_uses(uses, texts), share_out({wording: uses}))


# Forbidden terms in the running text.


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A term as stems of words."""

    words: tuple[str, ...]
    term: Term
    entry: Entry


def _running_text(termbase: Sequence[Entry], texts: Texts) -> Iterator[Finding]:
    """Uses of forbidden English terms outside the heads of glosses."""
    phrases = _phrases(termbase)
    if any(phrase.term.status in SHUNNED for same in phrases.values() for phrase in same):
        for lines in texts.values():
            yield from _forbidden_in(lines, phrases)


def _phrases(termbase: Sequence[Entry]) -> dict[str, list[_Phrase]]:
    """The English terms by their first word, the longest first, an allowed one before a forbidden one."""
    found: dict[str, list[_Phrase]] = {}
    for entry in termbase:
        for term in entry.english_terms:
            words = tuple(english_stem(term.text).split())
            if words:
                found.setdefault(words[0], []).append(_Phrase(words, term, entry))
    for same in found.values():
        same.sort(key=lambda phrase: (-len(phrase.words), phrase.term.status in SHUNNED))
    return found


def _forbidden_in(lines: Lines, phrases: dict[str, list[_Phrase]]) -> Iterator[Finding]:
    by_term: dict[str, tuple[_Phrase, list[Place]]] = {}
    heads = [a.head for a in lines.document.alignments if a.head is not None]
    for phrase, span in _scan(lines.text, phrases):
        if phrase.term.status in SHUNNED and not any(head.overlaps(span) for head in heads):
            by_term.setdefault(phrase.term.text, (phrase, []))[1].append(lines.place(span))
    for text, (phrase, places) in by_term.items():
        wanted = [term.text for term in phrase.entry.english_terms if term.status not in SHUNNED]
        instead = f", which has {' or '.join(f'“{term}”' for term in wanted)}" if wanted else ""
        document = lines.document.source.id
        uses = (Use(text, len(places), (document,)),)
        message = f"“{text}” in the text is forbidden by the glossary{instead}"
        yield Finding("forbidden", phrase.entry.chinese, message, tuple(places), uses, document=document)


def _scan(text: str, phrases: dict[str, list[_Phrase]]) -> Iterator[tuple[_Phrase, Span]]:
    """The terms in `text`, the longest at each place, none within another."""
    words = [
        (singular(_POSSESSIVE.sub("", m.group().casefold())), m.start(), m.end())
        for m in _WORD.finditer(text)
    ]
    position = 0
    while position < len(words):
        stems = phrases.get(words[position][0], ())
        found = next((p for p in stems if _stands(p.words, words, position)), None)
        if found is not None:
            last = position + len(found.words) - 1
            yield found, Span(words[position][1], words[last][2])
        position += len(found.words) if found else 1


def _stands(wanted: tuple[str, ...], words: Sequence[tuple[str, int, int]], position: int) -> bool:
    there = words[position : position + len(wanted)]
    return len(there) == len(wanted) and all(
        word[0] == want for word, want in zip(there, wanted, strict=True)
    )
