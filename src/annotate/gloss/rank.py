"""The choice: which candidate is the head, and whether there is a gloss at all.

Two log-linear models. The first ranks the candidates of a site (“no head” among them): its
probabilities are the softmax of the weighted features. How near a candidate is in meaning takes most
time to tell, so it is asked of those alone that are still in the running by all else. The second, a
logistic one, decides from the Chinese, its surroundings and the best candidate whether the site is a
gloss; where that is in doubt, it is asked again together with probes of their meaning. Where either is in
doubt, what the cross-encoder says of the site in its context is one feature more of each. The confidence
of an alignment is the product of the two. `tools/train.py` trained the weights in `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from annotate.gloss.cross_encoder import Judgement
from annotate.gloss.decision import decision_features
from annotate.gloss.features import Features, Reading
from annotate.gloss.kinds import CONTEXT, KindWeights
from annotate.gloss.log_linear import Weights, logistic, score, softmax
from annotate.gloss.probes import Probes, probed

BEHIND = 4.0
"""A candidate whose score, meaning aside, is further behind the best is out of the running."""
DOUBT = 2.5
"""Log-odds of a gloss nearer to even than this are in doubt, and the probes are asked: cross-validated, of one site
in four."""
RIVALS = 5
"""No more candidates than these are in the running."""
SURE_HEAD, SURE_GLOSS = 0.8, 0.9
"""A candidate, and that there is a gloss or none, is sure from this probability on: then the cross-encoder is not asked.
It is asked of one site in five of our own gold, of one in four of real text. Asked of all, it put no more heads right."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The weights of the three decisions."""

    heads: Weights
    glosses: Weights
    kinds: KindWeights
    doubts: Weights = field(default_factory=dict)
    """The weights of the decision's features, and of the probes, where these are asked too."""
    probes: Probes = field(default_factory=dict)
    threshold: float = 0.5
    """A site counts as a gloss from this probability on."""
    calibration: tuple[float, float] = (1.0, 0.0)
    """Slope and intercept on the log-odds of the confidence, after Platt (1999)."""
    calibration_in_context: tuple[float, float] = (1.0, 0.0)
    """The same where the cross-encoder was asked."""


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
    judgement: Judgement | None = None
    """What the cross-encoder says, if it was asked."""

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
    import numpy as np  # loaded with the encoder at the latest; the command line starts without

    data = json.loads(text)
    probes = {name: np.array(weights.split(), dtype=float) for name, weights in data["probes"].items()}
    return Model(
        heads=data["heads"],
        glosses=data["glosses"],
        kinds=data["kinds"],
        doubts=data["doubts"],
        probes=probes,
        threshold=data["threshold"],
        calibration=tuple(data["calibration"]),
        calibration_in_context=tuple(data["calibration-in-context"]),
    )


def choose(reading: Reading, by: Model) -> Choice:
    """Rank the candidates of `reading` and judge whether it is a gloss."""
    shares, nearness = ranked(reading, by.heads)
    best = likeliest(shares)
    return _decide(reading, Choice(best, shares, 0.0, nearness, by.calibration), by)


def doubtful(choice: Choice) -> bool:
    """Whether the cross-encoder is to be asked."""
    unlikely = choice.gloss <= 1 - SURE_GLOSS
    return not unlikely and (choice.gloss < SURE_GLOSS or choice.shares[choice.best] < SURE_HEAD)


def sureness(choice: Choice) -> float:
    """How probable the less certain is of the two that make a choice: the head, and that there is a gloss or none."""
    return min(max(choice.gloss, 1 - choice.gloss), choice.shares[choice.best])


def in_context(reading: Reading, choice: Choice, judgement: Judgement, by: Model) -> Choice:
    """`choice` made anew with what the cross-encoder says of the site of `reading`."""
    weight = by.heads.get(CONTEXT, 0.0)
    said = zip(choice.shares, judgement.heads, strict=True)
    shares = softmax([math.log(max(share, _LEAST)) + weight * told for share, told in said])
    best, calibration = likeliest(shares), by.calibration_in_context
    return _decide(reading, Choice(best, shares, 0.0, choice.nearness, calibration, judgement), by)


_LEAST = 1e-12
"""No candidate counts as less likely than this: its logarithm is taken."""


def late_features(choice: Choice, index: int) -> Features:
    """The features of the candidate at `index` that were told late: of its meaning, and what the cross-encoder says.

    That counts from an even chance, so that it speaks for a candidate or against it.
    """
    features = dict(choice.nearness.get(index, {}))
    if choice.judgement:
        features[CONTEXT] = choice.judgement.heads[index] + math.log(len(choice.shares))
    return features


def decided(reading: Reading, choice: Choice, by: Model) -> tuple[Features, Weights]:
    """What decides whether there is a gloss if the best candidate of `choice` is its head, and what it weighs.

    Where the features leave it in doubt, they are weighed anew together with what the probes say. What the
    cross-encoder said, if it was asked, comes on top.
    """
    best = choice.best
    features = decision_features(reading, best, choice.shares[best], choice.nearness.get(best, {}))
    sure = not by.probes or abs(score(features, by.glosses)) >= DOUBT
    if not sure:
        features |= probed(reading, best, by.probes)
    if choice.judgement:
        features[CONTEXT] = choice.judgement.gloss
    return features, by.glosses if sure else by.doubts


def _decide(reading: Reading, choice: Choice, by: Model) -> Choice:
    """`choice` with the probability that there is a gloss at all."""
    return replace(choice, gloss=logistic(score(*decided(reading, choice, by))))


def among(reading: Reading, choice: Choice, allowed: Collection[int], by: Model) -> Choice:
    """`choice` when of the candidates only `allowed`, by index, come into question: the likeliest of them, or no gloss."""
    if not any(choice.shares[index] for index in allowed):
        return replace(choice, gloss=0.0)
    return _decide(reading, narrowed(choice, allowed), by)


def narrowed(choice: Choice, allowed: Collection[int]) -> Choice:
    """`choice` with the likeliest of the candidates `allowed`, which have some probability; as likely a gloss as before."""
    free = [share if index in allowed else 0.0 for index, share in enumerate(choice.shares)]
    total = sum(free)
    shares = tuple(share / total for share in free)
    return replace(choice, best=likeliest(shares), shares=shares)


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
