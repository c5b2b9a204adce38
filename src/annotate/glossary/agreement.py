"""Rules on entries: one term in several wordings, and one wording for several terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import regex

from annotate.glossary import syllables
from annotate.glossary.entries import Entry, Occurrence
from annotate.glossary.findings import Finding, majority, share_out
from annotate.glossary.lines import Texts, places_of_uses
from annotate.glossary.pinyin import plain
from annotate.glossary.scripts import simplified
from annotate.glossary.wording import chinese_key, english_key, english_stem, squash

_NAMES = frozenset({"person", "place", "org"})
_BRACKETED = regex.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")


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
