"""The file of pretrained weights: found, read, and refused where it is something else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from annotate.gloss import pretrained
from annotate.gloss.pretrained import Pretrained
from tests.gloss import tiny


@pytest.fixture
def network(tmp_path: Path) -> Pretrained:
    return Pretrained(tiny.write(tmp_path / "tiny.bin"))


def test_the_head_of_the_file_tells_the_sizes(network: Pretrained) -> None:
    assert (network.width, network.inner, network.heads) == (tiny.WIDTH, tiny.INNER, tiny.HEADS)
    assert (network.first, network.last, network.unknown) == (0, 2, 3)
    assert network.epsilon == pytest.approx(1e-12)


def test_the_vocabulary_is_read_with_its_scores(network: Pretrained) -> None:
    assert list(network.vocabulary.items()) == list(enumerate_pieces())
    assert network.scores == list(tiny.PIECES.values())
    assert network.normal == tiny.NORMAL


def enumerate_pieces() -> list[tuple[str, int]]:
    """The pieces but those that control the network, each with its number."""
    return [(piece, number) for number, piece in enumerate(tiny.PIECES)][4:]


def test_four_bits_a_weight_are_unpacked_in_order(network: Pretrained) -> None:
    asked = np.random.default_rng(1).normal(size=(len(tiny.PIECES), tiny.WIDTH))
    read = network.matrix("emb.word", tiny.WIDTH)
    assert read.shape == asked.shape
    assert np.abs(read - asked).max() < np.abs(asked).max() / 7, (
        "off by less than the step of the coarsest block"
    )
    assert (network.matrix("emb.word", tiny.WIDTH, np.array([5, 2, 5])) == read[[5, 2, 5]]).all()


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="another form"):
        Pretrained(other)


def test_where_the_package_is_missing_there_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pretrained, "PACKAGE", "no_such_package_anywhere")
    assert pretrained.location() is None


def test_a_package_without_the_file_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pretrained, "PACKAGE", "annotate")
    assert pretrained.location() is None
