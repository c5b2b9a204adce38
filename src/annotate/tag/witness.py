"""What spaCy heard, corrected: names cut to the gold's rules, known slips dropped, types set right by words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import regex

from annotate.model import EntityType, Span
from annotate.tag import facts, gazetteer
from annotate.tag.candidates import Candidate, Strength, bare, kind_of, nameless
from annotate.tag.romanise import is_person, syllables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TYPES: Mapping[str, EntityType] = MappingProxyType(
    {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "org", "WORK_OF_ART": "work",
     "LAW": "work", "EVENT": "event", "NORP": "org", "PRODUCT": "org"}
)  # fmt: skip
"""OntoNotes' labels in our types; bare peoples (NORP) and products stay hints."""

_SURE = frozenset(("PERSON", "GPE", "LOC", "FAC", "EVENT"))
_JUNK = regex.compile(r"https?:|www\.|[@=<>{}|\\#+~^`]|\.(?:com|org|net|html?|jpe?g|png)\b")
_HAN = regex.compile(r"\p{Script=Han}")
_PAIR = 2

_EDGE = " \"“”'‘’*_[](){}.,;:!?—–-/…«»"
_POSSESSIVE = regex.compile(r"'s?(?![\p{L}\p{N}])")
_WORDS = regex.compile(r"\S+")


def candidates(
    text: str,
    names: Iterable[tuple[Span, str]],
    *,
    heading: Callable[[Span], bool],
    proper: Callable[[Span], bool],
) -> Iterator[Candidate]:
    """The names that spaCy gave (`text` is flat) as candidates.

    `heading` tells whether a span stands in a line of capitalised words, where spaCy sees names
    everywhere; `proper` whether the tagger took the span's first word for a proper noun.
    """
    for span, label in names:
        if label not in _TYPES or _JUNK.search(span.of(text)):
            continue
        kept = trimmed(text, span, person=label == "PERSON")
        if kept is None:
            continue
        words = bare(kept.of(text))
        if not words or nameless(words) or words[-1] in facts.DEMONYMS:
            continue
        kind, strength = _judged(label, words)
        if strength == Strength.MODEL and kind != "work" and _loose(kept.of(text)):
            strength = Strength.HINT
        if strength > Strength.HINT and heading(kept) and not _safe(label, words):
            strength = Strength.HINT
        if strength == Strength.MODEL and len(words) == 1 and (not proper(kept) or _common(text, kept, kind)):
            strength = Strength.HINT
        yield Candidate(kept, kind, strength)


_LOOSE = regex.compile(r"[:;()\[\]\"“”]|(?<![\p{L}\p{N}-])\p{Ll}[\p{L}\p{M}]*")


def _loose(name: str) -> bool:
    """Whether a name holds what names do not: brackets, colons, small words that join no names, an abstract end."""
    for match in _LOOSE.finditer(name):
        word = match.group()
        if word not in facts.CONNECTORS and word not in facts.LOWER_EVENT_WORDS and word != "dynasty":
            return True
    last = name.rsplit(" ", 1)[-1]
    return last in facts.ABSTRACT or (" " in name and last.endswith(("ism", "isms")))


_DETERMINED = regex.compile(
    r"(?:^|\s)(?:the|an?|our|my|your|his|her|their|this|that|every|each|some|any|no)\s$", regex.I
)


def _common(text: str, span: Span, kind: EntityType) -> bool:
    """Whether a word taken for a name is more likely a noun or shouted: "our Treebank", "DISCOMFORT"."""
    body = span.of(text)
    shouted = body.isupper() and len(body) > _LONGEST_ACRONYM
    return shouted or (
        kind == "person" and _DETERMINED.search(text[max(0, span.start - 8) : span.start]) is not None
    )


_LONGEST_ACRONYM = 6


def _safe(label: str, words: list[str]) -> bool:
    return is_person(tuple(words)) or (label == "GPE" and len(words) == 1)


def trimmed(text: str, span: Span, *, person: bool = False, tail: bool = True) -> Span | None:
    """`span` by the gold's rules: no article, title, possessive, quotes, or words in lower case at its edges.

    `tail` says whether words in lower case at the end go; at a gloss they stay, for the Chinese renders them.
    """
    span = _before_possessive(text, _latin(text, span))
    words = [Span(span.start + m.start(), span.start + m.end()) for m in _WORDS.finditer(span.of(text))]
    words = [word for word in (_stripped(text, w) for w in words) if word is not None]
    shaped = is_person(tuple(word.of(text) for word in words))
    while words and not shaped and _droppable(text, words, person=person):
        words.pop(0)
    while len(words) > 1 and _adorned(text, words):
        words.pop(0)
    while tail and words and not shaped and _trailing(words[-1].of(text), person=person):
        words.pop()
    return Span(words[0].start, words[-1].end) if words else None


def _latin(text: str, span: Span) -> Span:
    """`span` up to its first Chinese character."""
    han = _HAN.search(text, span.start, span.end)
    return Span(span.start, han.start()) if han else span


def _stripped(text: str, word: Span) -> Span | None:
    """`word` without the marks around it; a final stop stays in initials and abbreviations."""
    body = word.of(text)
    left = len(body) - len(body.lstrip(_EDGE))
    inner = body.strip(_EDGE)
    if not inner:
        return None
    end = word.start + left + len(inner)
    dotted = (
        text[end : end + 1] == "."
        and end < word.end
        and (regex.fullmatch(r"(?:\p{Lu}\.)*\p{Lu}", inner) or inner in _ABBREVIATED)
    )
    return Span(word.start + left, end + bool(dotted))


_ABBREVIATED = frozenset(("Co", "Ltd", "Inc", "Corp", "Jr", "Sr", "St", "Mt", "Dr", "Mr", "Ms", "Mrs"))


def _droppable(text: str, words: list[Span], *, person: bool) -> bool:
    body = words[0].of(text)
    if not (body[0].isupper() or body[0].isdigit()) or body in facts.FUNCTION_WORDS:
        return True
    return (
        person and len(words) > 1 and body in facts.TITLES and not regnal([word.of(text) for word in words])
    )


def regnal(words: list[str]) -> bool:
    """Whether a ruler's title belongs to the name: "Emperor Wu", "King Fuchai of Wu", not "Emperor Qianlong"."""
    if words[0] not in facts.REGNAL:
        return False
    return "of" in words[1:3] or (len(words) == _PAIR and len(syllables(words[1]) or ()) == 1)


def _adorned(text: str, words: list[Span]) -> bool:
    """Whether the first word only qualifies a well-known name after it ("contemporary China")."""
    rest = Span(words[1].start, words[-1].end).of(text)
    return words[0].of(text) in facts.QUALIFIERS and rest in gazetteer.load().english


def _trailing(body: str, *, person: bool) -> bool:
    if body[0].islower():
        return body not in facts.LOWER_EVENT_WORDS and body != "dynasty"
    return body in facts.FUNCTION_WORDS or (person and body in facts.TITLES_AFTER)


def _before_possessive(text: str, span: Span) -> Span:
    """`span` up to its first possessive, unless such a possessive stands inside names."""
    for match in _POSSESSIVE.finditer(text, span.start, span.end):
        start = text.rfind(" ", span.start, match.start()) + 1 or span.start
        if text[max(start, span.start) : match.end()] not in facts.STAYS_BEFORE_S:
            return Span(span.start, match.start())
    return span


def _judged(label: str, words: list[str]) -> tuple[EntityType, Strength]:
    """The type and worth of spaCy's `label` for `words`: a word of type decides, spaCy's label else."""
    if kind := kind_of(words):
        generic = nameless(words[:-1]) and len(words) <= _PAIR
        return kind, Strength.HINT if generic else Strength.MODEL
    kind = _TYPES[label]
    if len(words) == 1 and words[0] in facts.TELLING_SURNAMES:
        return "person", Strength.MODEL
    if is_person(tuple(words)) and label in {"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "WORK_OF_ART"}:
        return "person", Strength.MODEL
    acronym = len(words) == 1 and words[0].isupper() and len(words[0]) > _PAIR
    if label in _SURE or (label == "ORG" and (len(words) > 1 or acronym)):
        return kind, Strength.MODEL
    return kind, Strength.HINT
