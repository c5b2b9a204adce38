"""How well the words of a candidate and the characters of the Chinese explain each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from annotate.gloss.borders import neighbour
from annotate.gloss.evidence import MAX_CHARACTERS, Match
from annotate.gloss.termbase import FEATURE as TERMBASE

if TYPE_CHECKING:
    from annotate.gloss.candidates import Candidate
    from annotate.gloss.features import Features, Reading
    from annotate.model import Span

WORDS_PER_CHARACTER = 0.6
"""English content words for each character of Chinese: the median over our own corpus."""

WEAK = 0.3
"""Below this a word counts as unexplained."""


class Coverage(NamedTuple):
    """What the words of a candidate explain of the Chinese."""

    share: float
    """Of the characters, 0 to 1."""
    strengths: list[float]
    """Of each content word, in order."""
    explained: list[float]
    """How strongly each character is explained."""
    first: float
    """The share of the characters that its first word explains and no other word of it does."""


def covered(reading: Reading, candidate: Candidate) -> Coverage:
    """What the words of `candidate` explain, in one pass from its last word to its first."""
    words, match_of = reading.scene.words.items, reading.evidence.match
    strengths: list[float] = []
    explained = [0.0] * min(len(reading.chinese), MAX_CHARACTERS)
    fresh = 0.0
    for index in range(candidate.last - 1, candidate.first - 1, -1):
        word = words[index]
        match = match_of(word)
        if word.is_content or match.strength >= 1:
            strengths.append(match.strength)
        if match.mask:
            fresh = _explain(match, explained)
        elif index == candidate.first:
            fresh = 0.0
    strengths.reverse()
    characters = reading.evidence.characters
    return Coverage(min(1.0, sum(explained) / characters), strengths, explained, fresh / characters)


def _explain(match: Match, explained: list[float]) -> float:
    """Raise `explained` to the strength of `match` where its characters are; the sum of what was gained."""
    mask, gained = match.mask, 0.0
    while mask:
        low = mask & -mask
        position = low.bit_length() - 1
        mask ^= low
        if position < len(explained) and match.strength > explained[position]:
            gained += match.strength - explained[position]
            explained[position] = match.strength
    return gained


def coverage_features(reading: Reading, candidate: Candidate, span: Span, covered: Coverage) -> Features:
    """How much of either language is explained, and what the words beside would add."""
    chinese, strengths, explained, fresh = covered
    known, characters = reading.known, reading.evidence.characters
    english = sum(strengths) / len(strengths) if strengths else 0.0
    unexplained = sum(strength < WEAK for strength in strengths) / 3
    ratio = math.log((len(strengths) + 0.5) / (WORDS_PER_CHARACTER * characters + 0.5))
    before, after = candidate.first - 1, candidate.last
    return {
        "chinese-explained": chinese,
        "english-explained": english,
        "both-explained": chinese * english,
        "unexplained-words": unexplained,
        "known-unexplained": unexplained * known,
        "explained-before": reading.match(before).strength,
        "explained-after": reading.match(after).strength,
        "new-before": _gain(reading, _content(reading, before, -1), explained),
        "new-after": _gain(reading, _content(reading, after, 1), explained),
        "new-first": fresh,
        "unknown": 0.0 if chinese else 1.0 - known,
        "missing": (known - chinese) * known,
        "too-long" if ratio > 0 else "too-short": abs(ratio),
        **_ends(strengths, known),
        **_whole(reading, candidate, span, chinese),
    }


def _ends(strengths: list[float], known: float) -> Features:
    """How many content words at either end are unexplained."""
    if not strengths:
        return {"no-content": 1.0}
    features = {"first-explained": strengths[0], "last-explained": strengths[-1]}
    told = [index for index, strength in enumerate(strengths) if strength >= WEAK]
    if told:
        lead, tail = min(told[0], 4) / 2, min(len(strengths) - 1 - told[-1], 4) / 2
        features |= {"unexplained-lead": lead, "unexplained-tail": tail}
        features |= {"known-lead": lead * known, "known-tail": tail * known}
    return features


def _whole(reading: Reading, candidate: Candidate, span: Span, share: float) -> Features:
    """Whether the whole span is a definition, a rendering or a spelling of the whole Chinese."""
    evidence = reading.evidence
    words = reading.scene.words.items[candidate.first : candidate.last]
    features: Features = {}
    if share and (defined := evidence.defined(words)):
        features |= {"defined": defined, "defined-wholly": float(defined == 1.0)}
    if evidence.rendered(words):
        features[TERMBASE] = 1.0
    if evidence.western(words):
        features["western-name"] = 1.0
    text = span.of(reading.text)
    if evidence.spells(text):
        features |= {"spelled": 1.0, "spelled-lower": float(text[:1].islower())}
    return features


def _content(reading: Reading, index: int, step: int) -> int:
    """The nearest word from `index` on that can carry meaning, past two small words at most."""
    for _ in range(2):
        word = neighbour(reading, index)
        if word is None or word.is_content or not word.is_word:
            break
        index += step
    return index


def _gain(reading: Reading, index: int, explained: list[float]) -> float:
    """The share of the Chinese that the word at `index` explains and `explained` does not yet."""
    match = reading.match(index)
    return _explain(match, explained.copy()) / reading.evidence.characters if match.mask else 0.0
