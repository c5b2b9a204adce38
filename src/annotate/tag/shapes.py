"""Names that the shape of the English tells: words of type, Chinese persons, titles, expansions with acronyms."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from annotate.model import Span
from annotate.tag import facts
from annotate.tag.candidates import CAPITAL, Candidate, Strength, Word, bare, kind_of, nameless
from annotate.tag.romanise import fold, is_person, syllables
from annotate.tag.scan import Spans
from annotate.tag.witness import regnal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_TOKEN = regex.compile(
    rf"(?P<cap>{CAPITAL})(?P<of>'s?(?![\p{{L}}\p{{N}}]))?|(?P<low>\p{{Ll}}[\p{{L}}\p{{M}}'-]*)|(?P<number>\p{{N}}+(?:st|nd|rd|th)?)|&"
)
_COMPANY = regex.compile(r"(?:,? (?:Co|Ltd|Inc|Corp|LLC|Limited|GmbH|Plc)\b\.?)+")
_PAIR = 2
_NAME = 3
"""At most so many words of a person's name follow a title."""
_SMALL = 4
"""Titles may keep words up to this length in lower case."""
_SYLLABLE = 6

_LINKS = 2
"""At most so many words in lower case stand between two capitalised words of a name."""

_JOINING = frozenset(("Ministry", "Department", "Bureau", "Office", "Academy", "Institute", "Association", "Committee",
                      "Center", "Centre", "School", "Council", "Commission", "Administration", "Foundation"))  # fmt: skip
"""Bodies in whose names "and" joins what they deal with."""

_ACRONYM = regex.compile(
    r"\s?[(（]\s?(?:the |also known as |or |abbreviated (?:as )?)?[\"“]?(\p{Lu}[\p{L}\p{N}&.-]{1,9})[\"”]?(?=[)）,;:])"
)
_PART = regex.compile(r"[\p{L}\p{M}\p{N}'.]+")
_GAP = frozenset(("", " ", ", ", "-", " & ", "  "))
_EXPANSION = 160
"""The longest expansion of an acronym, in characters."""
_RUN = 40
"""A longer run of capitalised words is no name but a heading in capitals; it is cut."""
_STATES = "|".join(sorted(facts.DYNASTIES))
_DYNASTY = regex.compile(
    rf"(?<![\p{{L}}])(?:(?:[Tt]he|[Ll]ate|[Ee]arly|[Mm]id|[Hh]igh|[Uu]nder|[Dd]uring|[Aa]n?)[ -]|(?:[Ff]rom|[Bb]etween) |"
    rf"(?:[Ff]rom|[Bb]etween) (?:{_STATES}) (?:to|and|through) )(?P<name>{_STATES})"
    r"(?=[,.;:)?!'\n]|-[a-z]|$| (?!people|nationality|ethnic|majority)\p{Ll})"
)
_LETTERS = regex.compile(r"\p{L}+")
_QUOTED = regex.compile(r"[“\"]([^“”\"\n]{3,160})[”\"]")
_EMPHASIS = regex.compile(r"(?<![\p{L}\p{N}*_\\])([*_])(?=\S)([^*_\n]{2,160}?)(?<=\S)\1(?![\p{L}\p{N}*_])")

_LAST = (
    facts.PLACE_WORDS | facts.ORG_WORDS | facts.WORK_WORDS | facts.EVENT_WORDS | facts.LOWER_EVENT_WORDS
    | {"dynasty", "News"}
)  # fmt: skip


def runs(text: str, area: Span) -> Iterator[list[Word]]:
    """The runs of capitalised words in `area`, with the small words that may join them inside.

    A possessive ends a run, unless such a possessive stands inside names ("People's Daily").
    """
    run: list[Word] = []
    end = area.start
    for match in _TOKEN.finditer(text, area.start, area.end):
        gap = text[end : match.start()]
        if run and (not _joins(gap, run[-1]) or len(run) == _RUN or not _continues(match, run)):
            yield from _closed(run)
            run = []
        if match["cap"] or run:
            run.append(_word(match))
        end = match.end()
        if match["of"] and match.group() not in facts.STAYS_BEFORE_S:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _joins(gap: str, word: Word) -> bool:
    return gap in {" ", "-", " & "} or (gap == ". " and f"{word.text}." in facts.TITLES)


def _word(match: regex.Match[str]) -> Word:
    if match["of"] and match.group() in facts.STAYS_BEFORE_S:
        return Word(match.group(), Span(*match.span()))
    end = match.end("cap") if match["cap"] else match.end()
    return Word(match.group()[: end - match.start()], Span(match.start(), end))


def _continues(match: regex.Match[str], run: list[Word]) -> bool:
    if match["cap"] or match["number"]:
        return True
    small = match.group() in facts.CONNECTORS or match.group() in facts.LOWER_EVENT_WORDS | {"dynasty", "&"}
    return small and not all(word.text[:1].islower() for word in run[-_LINKS:])


def _closed(run: list[Word]) -> Iterator[list[Word]]:
    """The run without function words at its start and joining words at its end."""
    first, last = 0, len(run)
    while first < last and (run[first].text in facts.FUNCTION_WORDS or not run[first].text[:1].isupper()):
        first += 1
    while last > first and (run[last - 1].text in facts.CONNECTORS or not run[last - 1].text[:1].isalpha()):
        last -= 1
    if first < last:
        yield run[first:last]


def by_words(text: str, run: list[Word]) -> Iterator[Candidate]:
    """Parts of `run` that a word of type ends ("… University") or begins ("Ministry of …")."""
    for place, word in enumerate(run):
        if word.text in facts.OF_WORDS and place + 2 < len(run) and run[place + 1].text in {"of", "for"}:
            yield from _named(text, run[_left(run, place) : _right(run, place)])
        elif place and word.text in _LAST:
            yield from _named(text, run[_left(run, place) : place + 1])


def _left(run: list[Word], place: int) -> int:
    """The first word of the unbroken capitals that end at `place`."""
    while place and not run[place - 1].text[:1].islower() and run[place - 1].text != "&":
        place -= 1
    while place < len(run) - 1 and (
        run[place].text in facts.FUNCTION_WORDS or not run[place].text[:1].isalnum()
    ):
        place += 1
    return place


def _right(run: list[Word], place: int) -> int:
    """The end of what "… of" at `place` takes: capitals, and more of them after "and" in names of bodies."""
    end = place + 2
    joins = run[place].text in _JOINING
    while end < len(run):
        word = run[end].text
        small = word[:1].islower()
        if small and not (word in {"the", "of"} or (joins and word in {"and", "on", "for", "in"})):
            break
        end += 1
    while run[end - 1].text[:1].islower():
        end -= 1
    return end


def _named(text: str, words: list[Word]) -> Iterator[Candidate]:
    kind = kind_of([word.text for word in words]) if words else None
    if kind is None or (nameless(word.text for word in words[:-1]) and not _fixed(words)):
        return
    end = words[-1].span.end
    if kind == "org" and (tail := _COMPANY.match(text, end)):
        end = tail.end()
    yield Candidate(Span(words[0].span.start, end), kind, Strength.WORD)


def _fixed(words: list[Word]) -> bool:
    """Whether generic words together make a name: three or more, the last a word of type."""
    return len(words) > _PAIR and not all(word.text in facts.DEMONYMS for word in words[:-1])


def companies(text: str, run: list[Word]) -> Iterator[Candidate]:
    """A run that a company's legal form follows."""
    first = _left(run, len(run) - 1)
    tail = _COMPANY.match(text, run[-1].span.end)
    if tail:
        yield Candidate(Span(run[first].span.start, tail.end()), "org", Strength.WORD)


def dynasties(text: str, area: Span) -> Iterator[Candidate]:
    """A dynasty's name alone, where a word before it tells that it is one ("the late Qing")."""
    for match in _DYNASTY.finditer(text, area.start, area.end, overlapped=True):
        yield Candidate(Span(*match.span("name")), "place", Strength.SHAPE)


def persons(run: list[Word]) -> Iterator[Candidate]:
    """Pairs of words in `run` that have the shape of a Chinese person's name, or a telling surname alone."""
    if len(run) == 1 and run[0].text in facts.TELLING_SURNAMES - facts.DYNASTIES:
        yield Candidate(run[0].span, "person", Strength.SHORT)
    for place, (one, two) in enumerate(pairwise(run)):
        if not is_person((one.text, two.text)) or two.text in facts.PLACE_WORDS:
            continue
        before = run[place - 1].text if place else ""
        after = run[place + 2].text if place + 2 < len(run) else ""
        apart = not before[:1].isupper() or before in facts.TITLES or before in facts.FUNCTION_WORDS
        alone = not after[:1].isupper()
        strength = Strength.SHAPE if apart and alone else Strength.HINT
        yield Candidate(Span(one.span.start, two.span.end), "person", strength)


def titled(run: list[Word]) -> Iterator[Candidate]:
    """The name after a title in `run` ("President Xi", "Dr. Miles Yu")."""
    for place, word in enumerate(run[:-1]):
        if word.text not in facts.STRONG_TITLES:
            continue
        first = place + 1
        while first < len(run) - 1 and run[first].text in facts.TITLES:
            first += 1
        last = first
        while last < len(run) and last - first < _NAME and _nominal(run[last].text):
            last += 1
        if last > first and not (last < len(run) and run[last].text[:1].isupper()):
            yield Candidate(Span(run[first].span.start, run[last - 1].span.end), "person", Strength.SHAPE)
    yield from _rulers(run)


def _rulers(run: list[Word]) -> Iterator[Candidate]:
    """A ruler with the title that belongs to the name ("Emperor Yang of Sui")."""
    for place, word in enumerate(run[:-1]):
        if word.text not in facts.REGNAL or not run[place + 1].text[:1].isupper():
            continue
        last = place + 2
        if last + 1 < len(run) and run[last].text == "of" and run[last + 1].text[:1].isupper():
            last += 2
        if regnal([w.text for w in run[place:last]]):
            yield Candidate(Span(word.span.start, run[last - 1].span.end), "person", Strength.WORD)


def _nominal(word: str) -> bool:
    known = (facts.ORG_WORDS, facts.PLACE_WORDS, facts.WORK_WORDS, facts.EVENT_WORDS, facts.DEMONYMS, facts.NO_NAMES,
             facts.FUNCTION_WORDS, facts.TITLES)  # fmt: skip
    return word[:1].isupper() and not any(word in group for group in known)


def acronyms(text: str) -> Iterator[tuple[Span, Span]]:
    """Each expansion with the acronym that follows it in brackets, by initials (Schwartz and Hearst 2003)."""
    for match in _ACRONYM.finditer(text):
        letters = [c.casefold() for c in match[1] if c.isupper()]
        if len(letters) >= _PAIR and (long := _expansion(text, match.start(), letters)):
            yield long, Span(*match.span(1))


def _expansion(text: str, end: int, letters: list[str]) -> Span | None:
    """The shortest stretch before `end` whose capitalised words give `letters` in order."""
    parts = [Span(*m.span()) for m in _PART.finditer(text, max(0, end - _EXPANSION), end)]
    need, right = len(letters) - 1, end
    for word in reversed(parts):
        body = word.of(text)
        if text[word.end : right] not in _GAP or not (body[0].isupper() or body in facts.CONNECTORS):
            return None
        need, right = _used(body, letters, need), word.start
        if need < 0:
            return Span(word.start, end)
    return None


def _used(body: str, letters: list[str], need: int) -> int:
    """How many letters are still wanted when `body` may give one, or several by its inner capitals."""
    if not body[0].isupper():
        return need
    capitals = [c.casefold() for c in body if c.isupper()]
    if (
        len(capitals) > 1
        and need + 1 >= len(capitals)
        and letters[need + 1 - len(capitals) : need + 1] == capitals
    ):
        return need - len(capitals)
    return need - 1 if need >= 0 and body[0].casefold() == letters[need] else need


def works(text: str, area: Span) -> Iterator[Candidate]:
    """Titles in quotation marks, and between Markdown's marks for italics."""
    for match in _EMPHASIS.finditer(text, area.start, area.end):
        yield from _work(text, Span(*match.span(2)), area, quoted=False)
    for match in _QUOTED.finditer(text, area.start, area.end):
        yield from _work(text, Span(*match.span(1)), area, quoted=True)


def marked_works(text: str, marked: Iterable[Span], areas: Spans) -> Iterator[Candidate]:
    """Titles among the spans that the source's own markup sets in italics."""
    for span in marked:
        for area in areas.touching(span)[:1]:
            yield from _work(text, span, area, quoted=False)


def _work(text: str, span: Span, area: Span, *, quoted: bool) -> Iterator[Candidate]:
    kept = Span(span.start, span.start + len(span.of(text).rstrip(" ,.;:")))
    words = bare(kept.of(text))
    if not words or not _title_case(words) or nameless(words) or _alone(text, kept, area):
        return
    long = len(words) >= (_QUOTED_WORDS if quoted else _PAIR)
    if _cued(text, span.start) or kind_of(words) == "work" or (long and not quoted):
        yield Candidate(kept, "work", Strength.TITLE)


_QUOTED_WORDS = 4


def _alone(text: str, span: Span, area: Span) -> bool:
    """Whether `span` is all that its paragraph says, as headings in italics are."""
    around = text[area.start : span.start] + text[span.end : area.end]
    return len(around) < _MARKS and not any(character.isalnum() for character in around)


_MARKS = 12


def _cued(text: str, start: int) -> bool:
    """Whether one of the five words before `start` speaks of a work."""
    before = _LETTERS.findall(text[max(0, start - 48) : start])[-5:]
    return any(word.casefold() in facts.WORK_CUES for word in before)


def _title_case(words: list[str]) -> bool:
    """Whether `words` stand as titles do: the first and every long word capitalised, or a romanised title."""
    if not words[0][:1].isupper() and not words[0][:1].isdigit():
        return False
    long = [word for word in words[1:] if len(word) > _SMALL]
    if all(word[:1].isupper() or not word[:1].isalpha() for word in long):
        return any(word[:1].isupper() and word not in facts.FUNCTION_WORDS for word in words)
    return len(words) > 1 and all(syllables(word) for word in words) and len(fold("".join(words))) > _SYLLABLE
