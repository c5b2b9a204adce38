"""Which parts of speech words with a given beginning or ending have, counted over jieba's dictionary.

The dictionary (MIT, https://github.com/fxsjy/jieba) flags 350,000 words, 100,000 of them names of
persons, places and organisations. A single flag is often wrong; the shares of an ending are not.
"""

from __future__ import annotations

import importlib.util
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotate.errors import MissingExtraError

FLAGS = ("nr", "ns", "nt", "nz", "i", "l", "v", "n")
"""Person, place, organisation, other name; idiom, set phrase, verb, noun."""
OTHER = "other"
_VARIANTS = {"nrt": "nr", "nrfg": "nr", "vn": "v", "vg": "v", "ng": "n"}
LONGEST = 4
"""Words of this length and longer count as of one length."""
RARE = 5
"""An ending of two characters that fewer words have tells nothing; shares are smoothed by as many words."""
START = "^"
"""Stands before a character that opens a word."""

Key = tuple[str, int]


def source() -> Path:
    """The plain file of jieba's dictionary; jieba itself is not loaded.

    Raises `MissingExtraError` when jieba is not installed.
    """
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise MissingExtraError("jieba's dictionary is missing: run `pip install jieba`")
    return Path(spec.origin).parent / "dict.txt"


def parse(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words of more than one character and their flags, those that do not tell a type as `OTHER`."""
    for line in lines:
        word, _, flag = line.split()
        known = _VARIANTS.get(flag, flag)
        if len(word) > 1:
            yield word, known if known in FLAGS else OTHER


def keys(word: str) -> tuple[Key, ...]:
    """Under which keys the shares of `word` are counted: its two endings, then its beginning."""
    size = min(len(word), LONGEST)
    long = ((word[-2:], size),) if len(word) > 2 else ()  # noqa: PLR2004 - an ending is not the whole word
    return (*long, (word[-1], size), (START + word[0], size))


def shares(words: Iterable[tuple[str, str]]) -> Iterator[tuple[Key, Mapping[str, float]]]:
    """For each key that is not too rare, the share of each flag, smoothed towards the words of that length."""
    counts: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    lengths: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for word, flag in words:
        lengths[min(len(word), LONGEST)][flag] += 1
        for key in keys(word):
            counts[key][flag] += 1
    for (gram, size), found in counts.items():
        total, base = found.total(), lengths[size]
        if total >= RARE:
            yield (
                (gram, size),
                {f: round((found[f] + RARE * base[f] / base.total()) / (total + RARE), 3) for f in FLAGS},
            )
