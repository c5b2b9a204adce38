"""Whether a candidate begins with a verb, or cuts one off, and whether the Chinese is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotate.gloss.borders import neighbour
from annotate.gloss.words import DETERMINERS

if TYPE_CHECKING:
    from annotate.gloss.candidates import Candidate
    from annotate.gloss.features import Features, Reading
    from annotate.gloss.words import Word

_LEADS_TO_VERB = frozenset(
    "to will would can could may might must shall should i we they you he she who not cannot can’t can't don’t don't let".split()
)
"""Behind these an English verb stands without an ending."""


def verb_features(reading: Reading, candidate: Candidate) -> Features:
    """How the verb that a candidate begins with, or leaves outside on its left, agrees with the Chinese.

    A verb phrase is cut where its object alone is taken: sacrificing a [pawn to save the rook] (丢卒保车).
    """
    features: Features = {}
    before = candidate.first - 1
    word = neighbour(reading, before)
    if word is not None and word.lower in DETERMINERS:
        before -= 1
    for name, index in (("verb-first", candidate.first), ("verb-left", before)):
        if _opens_verb(reading, index):
            features[f"{name}:{reading.speech}"] = 1.0
    return features


def _opens_verb(reading: Reading, index: int) -> bool:
    """Whether a verb phrase begins at the word at `index`: with “to”, with an ending, or behind what a bare verb follows."""
    word = neighbour(reading, index)
    if word is None:
        return False
    if word.lower == "to":
        return _is_verb(reading, neighbour(reading, index + 1))
    if not _is_verb(reading, word):
        return False
    if word.stem != word.lower and word.lower.endswith(("ed", "ing")):
        return True
    lead = neighbour(reading, index - 1)
    return lead is not None and lead.lower in _LEADS_TO_VERB


def _is_verb(reading: Reading, word: Word | None) -> bool:
    """Whether the dictionary's definitions use `word` as a verb, and it is no name."""
    return word is not None and not word.capital and word.stem in reading.lexicon.verbs
