"""The second reading: names that the first one found are found wherever they stand, in full or in short."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import regex

from annotate.model import Span
from annotate.tag import facts
from annotate.tag.candidates import Candidate, Strength, bare
from annotate.tag.romanise import fold, is_person
from annotate.tag.scan import Spans, forms, occurrences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from annotate.model import EntityType

_LOW = regex.compile(r"(?<![\p{L}'-])\p{Ll}[\p{L}\p{M}]+")
_LONG_NAME = 12
_TWO_LETTERS = 2
"""Two letters are too common to tell anything."""
_PARTY = regex.compile(r"(?<![\p{L}-])Party(?! \p{Lu}| secretary)(?![\p{L}\p{N}-])")
_PARTY_NAMES = frozenset(
    ("Chinese Communist Party", "Communist Party of China", "Communist Party", "CCP", "CPC")
)


_CAPITAL_AFTER = regex.compile(r"(?: |-)(\p{Lu}[\p{L}\p{M}]*)")
_CAPITAL_BEFORE = regex.compile(r"(\p{Lu}[\p{L}\p{M}.]*)[ -]$")
_GOES_ON = regex.compile(r"[ -]\p{Lu}|-\p{L}")


def again(
    text: str,
    areas: tuple[Span, ...],
    found: list[Candidate],
    *,
    proper: Callable[[Span], bool],
    persons: Spans,
) -> Iterator[Candidate]:
    """Candidates for every later (or earlier) place of the names of `found`.

    `text` is flat; `proper` tells whether the tagger calls a span's first word a proper noun,
    `persons` holds what spaCy took for persons.
    """
    yield from _full(text, areas, found)
    yield from _surnames(text, areas, found, proper=proper, persons=persons)
    yield from _heads(text, areas, found)
    yield from _initials(text, areas, found)
    yield from _firms(text, areas, found)
    if any(c.span.of(text) in _PARTY_NAMES for c in found):
        for area in areas:
            for match in _PARTY.finditer(text, area.start, area.end):
                span = Span(*match.span())
                if _stands_alone(text, span, area):
                    yield Candidate(span, "org", Strength.SHORT)


def _full(text: str, areas: tuple[Span, ...], found: list[Candidate]) -> Iterator[Candidate]:
    low = {m.group() for area in areas for m in _LOW.finditer(text, area.start, area.end)}
    kinds: dict[str, EntityType] = {}
    for c in sorted(found, key=lambda c: c.strength):
        name = c.span.of(text)
        if _lasting(name, c.strength, low):
            kinds[name] = c.type
    for span in occurrences(text, areas, forms(kinds)):
        yield Candidate(span, kinds[span.of(text)], Strength.KNOWN_HERE)


def _lasting(name: str, strength: Strength, low: set[str]) -> bool:
    """Whether a name may be looked for elsewhere: two words or more, or one that is no common word here."""
    words = name.split()
    if strength < Strength.MODEL or not name[0].isupper():
        return False
    if len(words) > 1:
        return (
            any(word[:1].isupper() and word not in facts.FUNCTION_WORDS for word in words[1:])
            or len(name) > _LONG_NAME
        )
    return len(name) > 1 and name.casefold() not in low and name not in facts.NOT_SURNAMES


def surname(words: list[str]) -> str | None:
    """The family name in a person's name: the first word of a Chinese one, the last of another.

    >>> surname(["Xu", "Zhiyong"]), surname(["Laura", "Harth"]), surname(["Weijun", "Chen"])
    ('Xu', 'Harth', 'Chen')
    """
    names = [word for word in words if word not in facts.TITLES and word not in facts.TITLES_AFTER]
    if len(names) == 1 or not names:
        return None
    family = names[0] if is_person(tuple(names)) else names[-1]
    return family if family[:1].isupper() and len(family) > 1 and family[1:2] != "." else None


def families(text: str, found: Iterable[Candidate]) -> frozenset[str]:
    """The family names of the persons in `found`, as they stand."""
    names = (surname(bare(c.span.of(text))) for c in found if c.type == "person")
    return frozenset(filter(None, names))


def misheard(text: str, candidate: Candidate, known: frozenset[str]) -> bool:
    """Whether spaCy alone makes a place or a body of a family name in `known`."""
    return (
        candidate.type != "person"
        and candidate.strength <= Strength.MODEL
        and candidate.span.of(text) in known
    )


def _surnames(
    text: str,
    areas: tuple[Span, ...],
    found: list[Candidate],
    *,
    proper: Callable[[Span], bool],
    persons: Spans,
) -> Iterator[Candidate]:
    families = Counter(
        family for c in found if c.type == "person" and (family := surname(bare(c.span.of(text)))) is not None
    )
    prose = Spans(areas)
    for span in occurrences(text, areas, forms(families)):
        area = prose.touching(span)[0]
        if not _stands_alone(text, span, area):
            continue
        doubtful = span.of(text) in facts.NOT_SURNAMES and _opens(text, span, area)
        state = span.of(text) in facts.DYNASTIES and text[max(0, span.start - 4) : span.start].endswith(
            ("the ", "late ", "arly ")
        )
        if (doubtful and not persons.hit(span)) or state:
            continue
        if proper(span) or persons.hit(span):
            yield Candidate(span, "person", Strength.SHORT)


def _stands_alone(text: str, span: Span, area: Span) -> bool:
    """Whether a surname of `area` is not part of a longer run of capitals, titles and sentence starts apart."""
    after = _CAPITAL_AFTER.match(text[span.end : min(area.end, span.end + 24)])
    if after and after[1] not in facts.FUNCTION_WORDS:
        return False
    before = _CAPITAL_BEFORE.search(text[max(area.start, span.start - 24) : span.start])
    return (
        before is None
        or before[1] in facts.TITLES
        or before[1] in facts.FUNCTION_WORDS
        or before[1] in facts.DEMONYMS
    )


def _opens(text: str, span: Span, area: Span) -> bool:
    """Whether `span` opens a sentence or its paragraph, where every word is capitalised."""
    before = text[max(area.start, span.start - 4) : span.start]
    return not before.strip() or regex.search(r"[.!?:”\"“(—]\s*$", before) is not None


def _heads(text: str, areas: tuple[Span, ...], found: list[Candidate]) -> Iterator[Candidate]:
    """Such as "the Archive" with a capital, where the text names one body or place that ends so."""
    ends: dict[str, set[str]] = {}
    kinds: dict[str, EntityType] = {}
    for c in found:
        words = bare(c.span.of(text))
        if c.type in {"org", "place"} and len(words) > 1 and words[-1] in facts.ORG_WORDS | facts.PLACE_WORDS:
            ends.setdefault(words[-1], set()).add(c.span.of(text))
            kinds[words[-1]] = c.type
    single = [word for word, names in ends.items() if len(names) == 1]
    for span in occurrences(text, areas, forms(single)):
        if text[max(0, span.start - 5) : span.start].endswith((" the ", "“the ")) and not _followed(
            text, span
        ):
            yield Candidate(span, kinds[span.of(text)], Strength.WORD)


def _followed(text: str, span: Span) -> bool:
    return _GOES_ON.match(text[span.end : span.end + 2]) is not None


def initials(name: str) -> str | None:
    """The acronym of a name of three capitalised words or more, its legal form apart.

    >>> initials("Mass Transit Railway Corporation Limited"), initials("Voice of America")
    ('MTR', None)
    """
    letters = [word[0] for word in bare(name) if word[:1].isupper() and word not in facts.LEGAL_FORMS]
    return "".join(letters) if len(letters) > _TWO_LETTERS else None


def _initials(text: str, areas: tuple[Span, ...], found: list[Candidate]) -> Iterator[Candidate]:
    """Acronyms of names that the text has in full."""
    kinds: dict[str, EntityType] = {}
    for c in found:
        if c.type in {"org", "event", "work"} and (short := initials(c.span.of(text))):
            kinds.setdefault(short, c.type)
    for span in occurrences(text, areas, forms(kinds)):
        yield Candidate(span, kinds[span.of(text)], Strength.KNOWN_HERE)


def firm(name: str) -> str | None:
    """A firm's name without its legal form, `None` if it has none.

    >>> firm("Tencent Holdings Limited"), firm("MTR Corporation Limited"), firm("World Bank")
    ('Tencent', 'MTR', None)
    """
    words = regex.split(r",? ", name)
    kept = list(words)
    while kept and kept[-1] in facts.LEGAL_FORMS:
        kept.pop()
    return " ".join(kept) if kept and len(kept) < len(words) else None


def _firms(text: str, areas: tuple[Span, ...], found: list[Candidate]) -> Iterator[Candidate]:
    """Firms named without their legal form."""
    stems = {stem for c in found if c.type == "org" and (stem := firm(c.span.of(text)))}
    telling = (
        stem for stem in stems if len(stem) > _TWO_LETTERS and stem not in facts.GENERIC | facts.DEMONYMS
    )
    for span in occurrences(text, areas, forms(telling)):
        if not _followed(text, span):
            yield Candidate(span, "org", Strength.KNOWN_HERE)


def same_family(one: str, other: str) -> bool:
    """Whether two family names are one but for tone marks."""
    return fold(one) == fold(other)
