"""One type for each gloss from both languages: who voted for what, whether they agree, and who won."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

import regex

from annotate.model import EntityType
from annotate.tag import facts, gazetteer
from annotate.tag.candidates import bare, kind_of
from annotate.tag.romanise import SOUNDS, fold, is_person, is_wade, syllables
from annotate.tag.scripts import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotate.model import Alignment, GlossType, Source, Span

ENTITY_TYPES: frozenset[str] = frozenset(get_args(EntityType))

_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "gloss": 2.6,
        "marks": 3.2,
        "gazetteer": 2.8,
        "word": 2.0,
        "shape": 1.0,
        "jieba": 0.8,
        "spacy": 0.6,
        "suffix": 0.4,
        "locative": 1.0,
        "implausible": -1.6,
    }
)
"""What each witness's vote is worth, chosen by coordinate search on 833 real glosses.

On them the witnesses were right: gloss 0.78, marks (italics, 《》) 0.92, gazetteer 0.86, word 0.77, shape
0.98, jieba 0.77, spacy 0.77, suffix 0.67 of the time.
"""

_PARTNERS: Mapping[str, str] = MappingProxyType({"word": "suffix", "locative": "spacy"})
_TOGETHER = 1.0
"""What two witnesses of different kinds that agree add: the name's end in both languages, a preposition and spaCy."""

_FLAGS: Mapping[str, EntityType] = MappingProxyType(
    {
        "nr": "person",
        "nrt": "person",
        "nrfg": "person",
        "ns": "place",
        "nt": "org",
    }
)


_TELLING = 3
"""A name must be so long for its ending to tell its type."""
_NAME_LENGTHS = range(2, 5)
"""How many characters the names of Chinese persons have."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One witness's word on what a gloss names."""

    witness: str
    type: GlossType


@dataclass(frozen=True, slots=True)
class Verdict:
    """The type of one gloss and how it was reached."""

    type: GlossType
    votes: tuple[Vote, ...]

    @property
    def agreed(self) -> bool:
        """Whether no witness spoke against the type."""
        return all(vote.type == self.type for vote in self.votes)


def reconcile(
    source: Source,
    alignments: Iterable[Alignment],
    *,
    flags: Iterable[str | None],
    labels: Mapping[Span, EntityType],
) -> tuple[Verdict, ...]:
    """A verdict for each alignment, in order.

    `flags` are jieba's own, one for each; `labels` are spaCy's types by span.
    """
    italics = frozenset(m.span for m in source.markup if m.kind == "emphasis")
    given = tuple(alignments)
    verdicts = [
        _verdict(tuple(_votes(source.text, alignment, flag, labels, italics)))
        for alignment, flag in zip(given, flags, strict=True)
    ]
    return tuple(_agreed([simplify(a.gloss.span.of(source.text)) for a in given], verdicts))


def _agreed(names: list[str], verdicts: list[Verdict]) -> Iterator[Verdict]:
    """The verdicts with one type for one Chinese name: the commonest in the text, of equals the first."""
    types: dict[str, Counter[GlossType]] = defaultdict(Counter)
    for name, verdict in zip(names, verdicts, strict=True):
        types[name][verdict.type] += 1
    for name, verdict in zip(names, verdicts, strict=True):
        yield replace(verdict, type=types[name].most_common(1)[0][0])


def _votes(
    text: str,
    alignment: Alignment,
    flag: str | None,
    labels: Mapping[Span, EntityType],
    italics: frozenset[Span],
) -> Iterator[Vote]:
    yield Vote("gloss", alignment.type)
    hanzi = simplify(alignment.gloss.span.of(text))
    yield from _chinese(hanzi, flag)
    if _book(text, alignment.gloss.span) or (alignment.head and _italic(text, alignment.head, italics)):
        yield Vote("marks", "work")
    if alignment.head is not None:
        yield from _english(alignment.head.of(text), hanzi)
        label = labels.get(alignment.head)
        if label:
            yield Vote("spacy", label)
        located = _located(text, alignment.head)
        if located:
            yield Vote("locative", "place")
        known = gazetteer.load().chinese.get(hanzi, ())
        if (
            alignment.type == "person"
            and not known
            and not _may_be_person(bare(alignment.head.of(text)), hanzi, label, located=located)
        ):
            yield Vote("implausible", "person")


_LOCATIVE = regex.compile(r"(?<!\p{L})(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]n)\s$")


def _located(text: str, head: Span) -> bool:
    """Whether a preposition of place stands right before a capitalised head."""
    return (
        head.of(text)[:1].isupper()
        and _LOCATIVE.search(text[max(0, head.start - 10) : head.start]) is not None
    )


def _may_be_person(words: list[str], hanzi: str, label: EntityType | None, *, located: bool) -> bool:
    """Whether both sides can be a person's name.

    A surname, sounds or a title in the Chinese, or a romanised name in the English, speak for it; a word of
    type, another label, a preposition of place, or several plain English words against it.
    """
    if kind_of(words) or located:
        return False
    shaped = is_person(tuple(words)) or is_wade(words) or label == "person"
    if shaped or "·" in hanzi or hanzi.endswith(_PERSON_ENDS) or (len(hanzi) > 1 and set(hanzi) <= _SOUNDING):
        return True
    named = hanzi[:1] in facts.HANZI_SURNAMES or hanzi[:2] in facts.HANZI_DOUBLE_SURNAMES
    return label is None and (len(words) == 1 or (named and len(hanzi) in _NAME_LENGTHS))


_SOUNDING = frozenset(SOUNDS)
_PERSON_ENDS = (
    "帝",
    "王",
    "后",
    "公",
    "子",
    "祖",
    "宗",
    "先生",
    "女士",
    "夫人",
    "法师",
    "大师",
    "菩萨",
    "佛",
    "妃",
    "爷",
    "婆",
    "哥",
    "姐",
    *facts.HANZI_TITLES,
)
"""How Chinese names of rulers, sages, saints and familiar persons end."""


def _book(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] == "《" and text[span.end : span.end + 1] == "》"


def _italic(text: str, head: Span, italics: frozenset[Span]) -> bool:
    """Whether a head of several words, or one with a capital, stands in italics by itself."""
    around = text[head.start - 1 : head.start] + text[head.end : head.end + 1]
    marked = head in italics or around in {"__", "**"}
    return marked and head.of(text)[:1].isupper()


def _chinese(hanzi: str, flag: str | None) -> Iterator[Vote]:
    if known := gazetteer.load().chinese.get(hanzi):
        yield Vote("gazetteer", known[0].type)
    if kind := by_suffix(hanzi):
        yield Vote("suffix", kind)
    if kind := _FLAGS.get(flag or ""):
        yield Vote("jieba", kind)


def _english(head: str, hanzi: str) -> Iterator[Vote]:
    words = bare(head)
    if known := gazetteer.load().english.get(gazetteer.plain(head)):
        yield Vote("gazetteer", known[0].type)
    if kind := kind_of(words) or _chain(head):
        yield Vote("word", kind)
    elif chinese_person(words, hanzi):
        yield Vote("shape", "person")


def _chain(head: str) -> EntityType | None:
    """The type place for a name that goes on with a well-known place ("Jacumba, California")."""
    before, mark, last = head.rpartition(", ") if ", " in head else head.rpartition(" in ")
    known = gazetteer.load().english.get(gazetteer.plain(last), ()) if mark else ()
    return "place" if before[:1].isupper() and any(k.type == "place" for k in known) else None


def chinese_person(words: list[str], hanzi: str) -> bool:
    """Whether the English is shaped like a Chinese person's name and the Chinese has as many characters."""
    if not is_person(tuple(words)) or not hanzi or hanzi[0] not in facts.HANZI_SURNAMES:
        return False
    count = sum(len(syllables(word) or (word,)) for word in words)
    return count == len(hanzi)


def by_suffix(hanzi: str) -> EntityType | None:
    """The type that the ending of a Chinese name tells, if it has three characters or more."""
    if len(hanzi) < _TELLING:
        return None
    for length in range(min(4, len(hanzi) - 1), 0, -1):
        if kind := facts.HANZI_SUFFIXES.get(hanzi[-length:]):
            return kind
    return None


def _verdict(votes: tuple[Vote, ...]) -> Verdict:
    """The heaviest type; without an entity's name from the aligner the others must outweigh it together."""
    sums: dict[GlossType, float] = defaultdict(float)
    for vote in set(votes):
        sums[vote.type] += _WEIGHTS[vote.witness]
    first = votes[0].type
    for vote in votes:
        if vote.witness in _PARTNERS and Vote(_PARTNERS[vote.witness], vote.type) in votes:
            sums[vote.type] += _TOGETHER
    twice = [vote for vote in votes if vote.witness == "gazetteer" and votes.count(vote) > 1]
    if twice and first != "work":  # both languages know it by name; a book may bear a person's
        return Verdict(twice[0].type, votes)
    best = max(sums, key=lambda kind: (sums[kind], kind == first))
    if first not in ENTITY_TYPES and sums[best] < sums[first] + 0.5:
        best = first
    if best == "person" and Vote("implausible", "person") in votes:
        best = "term"
    return Verdict(best, votes)


def same_name(english: str, reading: str) -> bool:
    """Whether an English spelling and a toneless reading are one name, in whatever order of words."""
    whole = fold(english)
    parts = [fold(word) for word in reading.split()]
    return whole in {"".join(parts), "".join(reversed(parts))}
