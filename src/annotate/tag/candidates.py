"""What a span of English might name, and how strongly each witness speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import regex

from annotate.model import Span
from annotate.tag import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotate.model import EntityType


class Strength(IntEnum):
    """How much a witness is worth; below `DOUBTFUL` a candidate is dropped."""

    HINT = 30  # spaCy alone, where it is often wrong
    DOUBTFUL = 40
    SHORT = 55  # a surname or short name of something that the text names in full
    MODEL = 60  # spaCy, where it is mostly right
    TITLE = 65  # a title in italics or quotation marks
    SHAPE = 70  # the shape of a Chinese person's name; a title before a name
    KNOWN_HERE = 72  # named elsewhere in the text by a strong witness
    WORD = 75  # a word that says what it is: "… University"
    GAZETTEER = 80
    ACRONYM = 85  # an expansion with its acronym in brackets, and the acronym
    GLOSS = 90


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of `Source.text` that may be a mention."""

    span: Span
    type: EntityType
    strength: Strength


CAPITAL = r"(?:\p{Lu}\.(?:\p{Lu}\.)*|[\p{Lu}][\p{L}\p{M}\p{N}]*(?:'(?!s(?![\p{L}]))[\p{L}\p{M}]+|-[\p{L}\p{M}\p{N}]+)*)"
"""A capitalised word or dotted initials, without a possessive; text is flat (straight apostrophes)."""

WORD = regex.compile(
    rf"(?P<cap>{CAPITAL})(?:'s(?![\p{{L}}]))?|[\p{{L}}\p{{M}}\p{{N}}]+(?:['-][\p{{L}}\p{{M}}\p{{N}}]+)*|[^\s]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a run of capitalised words."""

    text: str
    span: Span


_PAIR = 2


def kind_of(words: list[str]) -> EntityType | None:
    """What the words of a name say it is, by its last word or by its first before "of".

    >>> kind_of(["Peking", "University"]), kind_of(["Ministry", "of", "Justice"]), kind_of(["Wang", "Wei"])
    ('org', 'org', None)
    """
    if (
        len(words) > _PAIR
        and (words[0] in facts.ORDINALS or words[0][:1].isdigit())
        and facts.MEETINGS & set(words)
    ):
        return "event"
    if len(words) > _PAIR and words[1] in {"of", "for"} and words[0] in facts.OF_WORDS:
        return facts.OF_WORDS[words[0]]
    for place, word in enumerate(words[:-2]):
        if words[place + 1] in {"of", "for"} and word in facts.OF_WORDS and place:
            return facts.OF_WORDS[word]
    if len(words) > 1 and words[0] in facts.PLACE_PREFIXES:
        return "place"
    return _by_last(words) if len(words) > 1 else None


def _by_last(words: list[str]) -> EntityType | None:
    last = words[-1]
    if last == "News":
        return "org" if words[-2] in facts.BROADCASTERS else "work"
    if last in facts.EVENT_WORDS:
        return "event"
    if last in facts.LOWER_EVENT_WORDS:
        school = words[-2] in facts.DEMONYMS or words[-2].endswith(("ism", "ist", "ian"))
        return None if school else "event"
    if last in facts.WORK_WORDS:
        return "work"
    if last in facts.ORG_WORDS:
        return "org"
    return "place" if last in facts.PLACE_WORDS or last == "dynasty" else None


def bare(text: str) -> list[str]:
    """The words of a name, punctuation apart."""
    return [m.group() for m in regex.finditer(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'.-]*|&", text)]


def nameless(words: Iterable[str]) -> bool:
    """Whether no word of `words` identifies anything: peoples, languages, function words, generic words."""
    return all(
        word in facts.DEMONYMS
        or word in facts.NO_NAMES
        or word in facts.FUNCTION_WORDS
        or word in facts.GENERIC
        or not word[:1].isupper()
        for word in words
    )
