"""One type for each gloss from both languages: who voted for what, whether they agree, and who won."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from annotate.model import EntityType
from annotate.tag import facts, gazetteer
from annotate.tag.candidates import bare, kind_of
from annotate.tag.romanise import fold, is_person, syllables
from annotate.tag.scripts import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotate.model import Alignment, GlossType, Span, Token

ENTITY_TYPES: frozenset[str] = frozenset(get_args(EntityType))

_WEIGHTS: Mapping[str, float] = {
    "gloss": 2.6,
    "gazetteer": 1.5,
    "shape": 1.0,
    "word": 1.0,
    "suffix": 0.8,
    "jieba": 0.6,
    "spacy": 0.6,
}
"""What each witness's vote is worth: the aligner saw both languages; jieba and spaCy alone are right on two in three."""

_FLAGS: Mapping[str, EntityType] = {
    "nr": "person",
    "nrt": "person",
    "nrfg": "person",
    "ns": "place",
    "nt": "org",
}


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
    text: str,
    alignments: Iterable[Alignment],
    *,
    tokens: Mapping[int, Token],
    labels: Mapping[Span, EntityType],
) -> tuple[Verdict, ...]:
    """A verdict for each alignment, in order.

    `tokens` are the Chinese tokens by where they start, `labels` spaCy's types by span.
    """
    verdicts: list[Verdict] = []
    for alignment in alignments:
        votes = [Vote("gloss", alignment.type)]
        hanzi = simplify(alignment.gloss.span.of(text))
        votes.extend(_chinese(hanzi, tokens.get(alignment.gloss.span.start), alignment.gloss.span))
        if alignment.head is not None:
            votes.extend(_english(alignment.head.of(text), hanzi))
            if label := labels.get(alignment.head):
                votes.append(Vote("spacy", label))
        verdicts.append(_verdict(tuple(votes)))
    return tuple(verdicts)


def _chinese(hanzi: str, token: Token | None, span: Span) -> Iterator[Vote]:
    if known := gazetteer.load().chinese.get(hanzi):
        yield Vote("gazetteer", known[0].type)
    if kind := by_suffix(hanzi):
        yield Vote("suffix", kind)
    if token and token.span == span and (kind := _FLAGS.get(token.tag or "")):
        yield Vote("jieba", kind)


def _english(head: str, hanzi: str) -> Iterator[Vote]:
    words = bare(head)
    if known := gazetteer.load().english.get(gazetteer.plain(head)):
        yield Vote("gazetteer", known[0].type)
    if kind := kind_of(words):
        yield Vote("word", kind)
    elif chinese_person(words, hanzi):
        yield Vote("shape", "person")


def chinese_person(words: list[str], hanzi: str) -> bool:
    """Whether the English is shaped like a Chinese person's name and the Chinese has as many characters."""
    if not is_person(tuple(words)) or not hanzi or hanzi[0] not in facts.HANZI_SURNAMES:
        return False
    count = sum(len(syllables(word) or (word,)) for word in words)
    return count == len(hanzi)


def by_suffix(hanzi: str) -> EntityType | None:
    """The type that the ending of a Chinese name tells, if it has three characters or more."""
    if len(hanzi) < 3:
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
    twice = [vote for vote in votes if vote.witness == "gazetteer" and votes.count(vote) > 1]
    if twice and first not in ENTITY_TYPES:
        return Verdict(twice[0].type, votes)  # both languages know it by name
    best = max(sums, key=lambda kind: (sums[kind], kind == first))
    if first not in ENTITY_TYPES and sums[best] < sums[first] + 0.5:
        best = first
    return Verdict(best, votes)


def same_name(english: str, reading: str) -> bool:
    """Whether an English spelling and a toneless reading are one name, in whatever order of words."""
    whole = fold(english)
    parts = [fold(word) for word in reading.split()]
    return whole in {"".join(parts), "".join(reversed(parts))}
