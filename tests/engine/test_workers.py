from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from annotate.workers import batches, run

DEADLY = 5


def double(items: Sequence[int]) -> Sequence[int]:
    return [2 * item for item in items]


def die_of_five(items: Sequence[int]) -> Sequence[int]:
    if DEADLY in items:
        os._exit(9)
    return double(items)


def refuse(items: Sequence[int]) -> Sequence[int]:
    raise ValueError(str(items))


def lost(item: int) -> int:
    return -item


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    assert list(run(batches(range(23), 3), double, jobs=jobs, lost=lost)) == [2 * i for i in range(23)]


def test_a_process_that_dies_loses_one_item() -> None:
    results = list(run(batches(range(12), 2), die_of_five, jobs=2, lost=lost))
    assert sorted(results) == sorted(-DEADLY if i == DEADLY else 2 * i for i in range(12))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_comes_through(jobs: int) -> None:
    with pytest.raises(ValueError, match="0"):
        list(run(batches(range(3), 1), refuse, jobs=jobs, lost=lost))


def test_few_batches_wait() -> None:
    drawn: list[int] = []

    def items() -> Iterator[tuple[int]]:
        for number in range(50):
            drawn.append(number)
            yield (number,)

    stream = iter(run(items(), double, jobs=2, lost=lost))
    next(stream)
    assert len(drawn) <= 5
    assert len(list(stream)) == 49
