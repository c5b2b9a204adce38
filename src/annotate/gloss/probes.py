"""What the encoder's vectors say for a gloss: of the Chinese, of its likeliest head, and of the place it stands in.

A linear probe (Alain and Bengio, "Understanding intermediate layers using linear classifier probes", 2016,
https://arxiv.org/abs/1610.01644) weighs each dimension of a vector. It tells a sentence from a term, and a text
about characters or buttons from one that renders a name, where no word on a list does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    import numpy as np

    from annotate.gloss.features import Features, Reading

Probes = Mapping[str, "np.ndarray"]
"""The weights of each dimension, by the name of what is probed."""

CHINESE, HEAD, PLACE = "meaning-of-chinese", "meaning-of-head", "meaning-of-place"
PROBED = (CHINESE, HEAD, PLACE)
"""What is probed: the names of the features that it makes."""
WIDTH = 30
"""How much of the text (characters) on either side of the Chinese is its place."""
DIGITS = 3
"""To so many digits a probe is told: the last bits of a product of matrices differ between machines."""


def probed(reading: Reading, best: int, by: Probes) -> Features:
    """What `by` says of the site of `reading` when the candidate at `best` is its head, in log-odds."""
    if not by:
        return {}
    return {name: round(float(vector @ by[name]), DIGITS) for name, vector in vectors(reading, best).items()}


def vectors(reading: Reading, best: int) -> dict[str, np.ndarray]:
    """The encoder's vector of each thing that is probed; no head, no vector of it."""
    said = {CHINESE: reading.chinese, PLACE: _place(reading)}
    if span := reading.candidates[best].span:
        said[HEAD] = span.of(reading.text)
    return {name: reading.evidence.encoder.vector(expression) for name, expression in said.items()}


def _place(reading: Reading) -> str:
    """The whole words around the Chinese in its block, with a mark where it stands."""
    zh, text, block = reading.site.zh, reading.text, reading.block
    start, end = max(block.start, zh.start - WIDTH), min(block.end, zh.end + WIDTH)
    before, after = text[start : zh.start], text[zh.end : end]
    if start > block.start:
        before = _CUT_FIRST.sub("", before)
    if end < block.end:
        after = _CUT_LAST.sub("", after)
    return f"{before}…{after}"


_CUT_FIRST, _CUT_LAST = regex.compile(r"^\S*(?=\s)"), regex.compile(r"(?<=\s)\S*$")
"""The word at an edge that may be cut; where nothing parts words, nothing is taken off."""
