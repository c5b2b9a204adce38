"""Run one function over many batches: here, or in processes of our own that may die."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[Sequence[Item]], Sequence[Result]]
"""What to do with a batch: one result for each of its items, in order."""

AHEAD = 2
"""Batches waiting for each process: enough that none idles, few enough that memory stays flat."""


def batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """The items in tuples of `size`, the last one perhaps shorter.

    >>> list(batches("abcde", 2))
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    waiting = iter(items)
    while batch := tuple(islice(waiting, size)):
        yield batch


def run(
    items: Iterable[Sequence[Item]],
    work: Work[Item, Result],
    *,
    jobs: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """The results of `work` over the batches of `items`, in order as long as no process dies.

    With more than one job the batches go to as many processes; `work` and what it takes must
    pickle then. A process that dies takes no other item with it: the items it held are tried
    again one by one, and `lost` gives the result of the one that killed its process.
    """
    if jobs == 1:
        for batch in items:
            yield from work(batch)
        return
    rest = iter(items)
    while True:
        broken: list[Sequence[Item]] = []
        yield from _pool(rest, work, jobs, broken)
        if not broken:
            return
        for batch in broken:
            for item in batch:
                yield _alone(item, work, lost)


def _pool(
    rest: Iterator[Sequence[Item]], work: Work[Item, Result], jobs: int, broken: list[Sequence[Item]]
) -> Iterator[Result]:
    """Results until the batches end or a process dies; then `broken` holds what was under way."""
    waiting: deque[tuple[Sequence[Item], Future[Sequence[Result]]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for batch in rest:
            try:
                waiting.append((batch, pool.submit(work, batch)))
            except BrokenProcessPool:
                broken.append(batch)
            if broken or len(waiting) >= AHEAD * jobs:
                yield from _first(waiting, broken)
            if broken:
                break
        while waiting:
            yield from _first(waiting, broken)


def _first(
    waiting: deque[tuple[Sequence[Item], Future[Sequence[Result]]]], broken: list[Sequence[Item]]
) -> Sequence[Result]:
    if not waiting:
        return ()
    batch, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        broken.append(batch)
        return ()


def _alone(item: Item, work: Work[Item, Result], lost: Callable[[Item], Result]) -> Result:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(work, (item,)).result()[0]
        except BrokenProcessPool:
            return lost(item)
