"""The choice: which candidate is the head, and whether there is a gloss at all.

Two log-linear models. The first ranks the candidates of a site (“no head” among them): its
probabilities are the softmax of the weighted features. How near a candidate is in meaning takes most
time to tell, so it is asked of those alone that are still in the running by all else. The second, a
logistic one, decides from the Chinese, its surroundings and the best candidate whether the site is a
gloss. The confidence of an alignment is the product of the two. `tools/train.py` trained the weights
in `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from annotate.gloss.decision import decision_features
from annotate.gloss.features import Features, Reading
from annotate.gloss.kinds import KindWeights
from annotate.model import Span

Weights = Mapping[str, float]

BEHIND = 4.0
"""A candidate whose score, meaning aside, is further behind the best is out of the running."""
RIVALS = 5
"""No more candidates than these are in the running."""


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
    nearness: Mapping[int, Features] = field(default_factory=dict)
    """The features of the meaning of each candidate that was in the running, if there were rivals."""
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
    shares, nearness = ranked(reading, by.heads)
    best = likeliest(shares)
    return Choice(best, shares, _gloss(reading, best, shares, nearness, by), nearness, by.calibration)


def _gloss(
    reading: Reading, best: int, shares: Sequence[float], nearness: Mapping[int, Features], by: Model
) -> float:
    """The probability that there is a gloss at all, if the candidate at `best` is its head."""
    features = decision_features(reading, best, shares[best], nearness.get(best, {}))
    return logistic(score(features, by.glosses))


def elsewhere(reading: Reading, choice: Choice, taken: Span, by: Model) -> Choice:
    """`choice` when the English at `taken` renders something else: the likeliest of the other candidates."""
    free = [0.0 if c.span == taken else s for c, s in zip(reading.candidates, choice.shares, strict=True)]
    total = sum(free)
    if not total:
        return replace(choice, gloss=0.0)
    shares = tuple(share / total for share in free)
    best = likeliest(shares)
    return replace(choice, best=best, shares=shares, gloss=_gloss(reading, best, shares, choice.nearness, by))


def likeliest(shares: Sequence[float]) -> int:
    """The index of the largest share, the first of equals."""
    return max(range(len(shares)), key=lambda index: (shares[index], -index))


def ranked(reading: Reading, by: Weights) -> tuple[tuple[float, ...], Mapping[int, Features]]:
    """The probability of each candidate, and what was told of the meaning of those in the running."""
    scores = [score(features, by) for features in reading.head_features]
    nearness = reading.nearness(_rivals(scores))
    return softmax([s + score(nearness.get(i, {}), by) for i, s in enumerate(scores)]), nearness


def _rivals(scores: Sequence[float]) -> list[int]:
    """The candidates in the running; none where the best has no rival."""
    best = max(scores)
    order = sorted(range(len(scores)), key=lambda index: -scores[index])[:RIVALS]
    rivals = [index for index in order if scores[index] >= best - BEHIND]
    return rivals if len(rivals) > 1 else []
