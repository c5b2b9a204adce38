"""The choice: which candidate is the head, and whether there is a gloss at all.

Two log-linear models. The first ranks the candidates of a site (“no head” among them): its
probabilities are the softmax of the weighted features. The second, a logistic one, decides from
the Chinese, its surroundings and the best candidate whether the site is a gloss. The confidence of
an alignment is the product of the two. `tools/train.py` trained the weights in `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from annotate.gloss.decision import decision_features
from annotate.gloss.features import Features, Reading
from annotate.gloss.kinds import KindWeights

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The weights of the three decisions."""

    heads: Weights
    glosses: Weights
    kinds: KindWeights
    threshold: float = 0.5
    """A site counts as a gloss from this probability on."""
    calibration: tuple[float, float] = (1.0, 0.0)
    """Slope and intercept on the log-odds of the confidence, after Platt (1999)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen at one site."""

    best: int
    """The index of the likeliest candidate."""
    shares: tuple[float, ...]
    """The probability of each candidate, given that the site is a gloss."""
    gloss: float
    """The probability that the site is a gloss at all."""

    calibration: tuple[float, float] = (1.0, 0.0)

    @property
    def confidence(self) -> float:
        """The calibrated probability that the site is a gloss and the best candidate its head."""
        raw = min(max(self.gloss * self.shares[self.best], 1e-6), 1 - 1e-6)
        slope, intercept = self.calibration
        return logistic(slope * math.log(raw / (1 - raw)) + intercept)


@cache
def trained() -> Model:
    """The model that comes with the package."""
    return read_model(resources.files("annotate.gloss").joinpath("weights.json").read_text(encoding="utf-8"))


def read_model(text: str) -> Model:
    """The model that `text`, JSON as `tools/train.py` writes it, describes."""
    data = json.loads(text)
    slope, intercept = data["calibration"]
    return Model(data["heads"], data["glosses"], data["kinds"], data["threshold"], (slope, intercept))


def score(features: Features, by: Weights) -> float:
    """The weighted sum of `features`; a feature without a weight counts nothing."""
    total = 0.0
    for name, value in features.items():
        if value and (weight := by.get(name)):  # three times as fast as a sum of products
            total += value * weight
    return total


def softmax(scores: list[float]) -> tuple[float, ...]:
    """`scores` as probabilities that sum to one."""
    top = max(scores)
    exponentials = [math.exp(s - top) for s in scores]
    total = sum(exponentials)
    return tuple(e / total for e in exponentials)


def logistic(log_odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, log_odds))))


def choose(reading: Reading, by: Model) -> Choice:
    """Rank the candidates of `reading` and judge whether it is a gloss."""
    shares = softmax([score(features, by.heads) for features in reading.head_features])
    best = max(range(len(shares)), key=lambda index: (shares[index], -index))
    evidence = score(decision_features(reading, best, shares[best]), by.glosses)
    return Choice(best, shares, logistic(evidence), by.calibration)
