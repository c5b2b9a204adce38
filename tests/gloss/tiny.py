"""A pretrained network of a few kilobytes, in the form of the real one, so that no test needs the real one's package."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from annotate.gloss.cross_encoder import MATRICES
from annotate.gloss.kinds import TYPES

WIDTH, LAYERS, INNER, HEADS, PLACES, RANK = 32, 2, 64, 2, 512, 2
PIECES = {
    "<s>": 0.0, "<pad>": 0.0, "</s>": 0.0, "<unk>": 0.0, "▁": -3.0, "▁the": -2.0, "▁t": -4.0, "he": -4.0, "▁dog": -5.0,
    "▁(": -2.0, "(": -2.0, ")": -2.0, "狗": -6.0, "维稳": -7.0, "维": -5.0, "稳": -5.0, "d": -8.0, "o": -8.0, "g": -8.0,
}  # fmt: skip
NORMAL = {"\t": " ", "\n": " ", "Ａ": "A", "ﬁ": "fi", "\x01": ""}


def blocks(matrix: np.ndarray) -> bytes:
    """`matrix` in blocks of 32 four-bit numbers with a scale; it loses what they do not hold."""
    parts = []
    for block in matrix.reshape(-1, 32):
        scale = np.float16(np.abs(block).max() / 7 or 1)
        numbers = (np.clip(np.round(block / np.float32(scale)), -8, 7) + 8).astype("u1")
        parts.append(scale.tobytes() + (numbers[:16] | numbers[16:] << 4).tobytes())
    return b"".join(parts)


def write(path: Path) -> Path:
    """Write the network to `path`."""
    chance = np.random.default_rng(1)
    text = [piece.encode() for piece in PIECES]
    edges = np.cumsum([0, *map(len, text)]).astype("<u4")
    normal = b"".join(
        struct.pack(f"<IB{len(read)}I", ord(character), len(read), *map(ord, read))
        for character, read in NORMAL.items()
    )
    head = b"E5S1" + struct.pack("<I7i", 1, WIDTH, LAYERS, HEADS, INNER, len(PIECES), PLACES, 1)
    head += struct.pack("<fi", 1e-12, 32) + struct.pack("<5i", len(PIECES), 0, 2, 1, 3)
    head += struct.pack("<Q", len(b"".join(text))) + edges.tobytes()
    head += np.array(list(PIECES.values()), "<f4").tobytes() + b"".join(text)
    head += struct.pack("<iI", len(NORMAL), len(normal)) + normal

    def floats(*shape: int, about: float = 0.0) -> bytes:
        return (about + chance.normal(size=shape) / 5).astype("<f4").tobytes()

    tensors = {"emb.word": blocks(chance.normal(size=(len(PIECES), WIDTH)))}
    tensors |= {"emb.pos": floats(PLACES, WIDTH), "emb.type": floats(1, WIDTH)}
    tensors |= {"emb.ln.w": floats(WIDTH, about=1), "emb.ln.b": floats(WIDTH)}
    for layer in range(LAYERS):
        for name in MATRICES:
            rows, columns = shape(name)
            tensors[f"l{layer}.{name}.w"] = blocks(chance.normal(size=(rows, columns)) / columns**0.5)
            tensors[f"l{layer}.{name}.b"] = floats(rows)
        for name in ("aln", "oln"):
            tensors[f"l{layer}.{name}.w"] = floats(WIDTH, about=1)
            tensors[f"l{layer}.{name}.b"] = floats(WIDTH)
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    index = struct.pack("<i", len(tensors))
    for name, data in tensors.items():
        index += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, offset, len(data))
        offset += len(data)
    path.write_bytes(head + index + b"".join(tensors.values()))
    return path


def shape(name: str) -> tuple[int, int]:
    """Rows and columns of a layer's matrix."""
    return {"fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}.get(name, (WIDTH, WIDTH))


def adapters(layers: int = LAYERS) -> dict[str, np.ndarray]:
    """What is learned on top, at random."""
    chance = np.random.default_rng(2)
    found = {"mark": chance.normal(size=WIDTH)}
    for layer in range(layers):
        for name in MATRICES:
            rows, columns = shape(name)
            found[f"l{layer}.{name}.up"] = chance.normal(size=(rows, RANK)) / 10
            found[f"l{layer}.{name}.down"] = chance.normal(size=(RANK, columns)) / 10
    judges = {"edges": (2, WIDTH), "none": (1, WIDTH), "span.1": (8, 5 * WIDTH), "span.2": (1, 8)}
    judges |= {
        "gloss.1": (8, 2 * WIDTH),
        "gloss.2": (1, 8),
        "kind.1": (8, 2 * WIDTH),
        "kind.2": (len(TYPES), 8),
    }
    for name, (rows, columns) in judges.items():
        found[f"{name}.w"] = chance.normal(size=(rows, columns)) / columns**0.5
        found[f"{name}.b"] = chance.normal(size=rows)
    return {name: array.astype("f2") for name, array in found.items()}
