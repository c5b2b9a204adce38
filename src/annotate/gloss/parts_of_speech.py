"""What part of speech the words about the left edge of a span mostly are.

A table tells it of each word alone (`parts_of_speech.tsv`, made by `tools/make_parts_of_speech.py`): as evidence for heads
that was worth as much as a tagger that reads the whole sentence, so that finding needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from annotate.gloss.borders import PRONOUNS, neighbour
from annotate.gloss.tables import rows
from annotate.gloss.words import is_sentence_end

if TYPE_CHECKING:
    from annotate.gloss.candidates import Candidate
    from annotate.gloss.features import Features, Reading
    from annotate.gloss.words import Word

_CLAUSE_ENDS = frozenset(":;：；")
"""Marks behind which a clause begins, beside those that end a sentence."""
REACH = 30
"""So many words, marks and brackets at most are passed over on the way to the left."""
_FOLDED = str.maketrans("’ʼ‑–", "''--")
"""Apostrophes and hyphens as the table has them."""


@cache
def table() -> dict[str, str]:
    """The part of speech of each word in small letters; read once, at first use."""
    return {word: part for part, words in rows("parts_of_speech.tsv") for word in words.split()}


def part_of_speech(word: Word) -> str:
    """The part of speech that `word` mostly is (Universal Dependencies); marks are `PUNCT`.

    A compound is what its last part is, a contraction what its first is (I’m). What the table does not have is a name if it
    has a capital, else `X`.
    """
    if not word.is_word:
        return "PUNCT"
    if word.lower[0].isdigit():
        return "NUM"
    return _listed(word.lower.translate(_FOLDED)) or ("PROPN" if word.capital else "X")


def _listed(lower: str) -> str | None:
    if found := table().get(lower):
        return found
    if lower.endswith("n't"):
        return "AUX"
    return table().get(lower.rpartition("-")[2]) or table().get(lower.partition("'")[0])


def syntax_features(reading: Reading, candidate: Candidate) -> Features:
    """What the two words or marks before a span are, `EDGE` where a clause begins, and what its second one is.

    What its first and its last word are added nothing to what `borders` tells of them.
    """
    left, before, *_ = *islice(_before(reading, candidate.first - 1), 2), "EDGE", "EDGE"
    features: Features = {f"left-is-{left}": 1.0, f"before-left-is-{before}": 1.0}
    if candidate.last - candidate.first > 1:
        second = reading.scene.words.items[candidate.first + 1]
        features[f"second-is-{part_of_speech(second)}"] = 1.0
    return features


def _before(reading: Reading, index: int) -> Iterator[str]:
    """What the words and marks of the same clause are from `index` to the left; a possessor is a `PART`.

    Chinese is passed over, with the bracket around it.
    """
    scene = reading.scene
    for _ in range(REACH):
        word = neighbour(reading, index)
        if word is None or word.text in _CLAUSE_ENDS or is_sentence_end(scene.words.items, index):
            return
        pair = scene.closes.get(word.start)
        if pair and scene.sites_in(pair):
            index = scene.words.after(pair.open) - 1
            continue
        if not word.han:
            yield "PART" if word.possessive and word.lower not in PRONOUNS else part_of_speech(word)
        index -= 1
