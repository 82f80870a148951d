"""Work spread over processes, the results in order, and nothing lost when a process dies."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from signal import SIG_DFL, SIGINT, signal
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AHEAD = 4  # items in flight for each process

Item = TypeVar("Item")
Result = TypeVar("Result")


def ordered(
    work: Callable[[Item], Result], items: Iterator[Item], jobs: int, crashed: Callable[[Item], Result]
) -> Iterator[Result]:
    """Yield ``work(item)`` for each item, in order, from ``jobs`` processes with a bounded number of items in flight.

    Where a process dies, the items in flight are done again, each in a process of its own, so that only the one that
    kills its process is lost: ``crashed(item)`` stands for it.
    """
    window: deque[Item] = deque()
    while _fill(window, items, jobs * AHEAD):
        with _pool(jobs) as pool:
            flight = deque(_submit(pool, work, item) for item in window)
            try:
                while flight:
                    yield flight[0].result()
                    flight.popleft()
                    window.popleft()
                    for item in islice(items, 1):
                        window.append(item)
                        flight.append(_submit(pool, work, item))
            except BrokenProcessPool:
                pass
        while window:
            yield _alone(work, window[0], crashed)
            window.popleft()


def _fill(window: deque[Item], items: Iterator[Item], size: int) -> bool:
    """Take items into the ``window`` up to ``size``; tell whether there are any."""
    window.extend(islice(items, size - len(window)))
    return bool(window)


def _submit(pool: ProcessPoolExecutor, work: Callable[[Item], Result], item: Item) -> Future[Result]:
    """Return the future of one item; in a pool that broke just now it is one that says so."""
    try:
        return pool.submit(work, item)
    except BrokenProcessPool as error:
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def _alone(work: Callable[[Item], Result], item: Item, crashed: Callable[[Item], Result]) -> Result:
    with _pool(1) as pool:
        try:
            return pool.submit(work, item).result()
        except BrokenProcessPool:
            return crashed(item)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Yield a pool of ``jobs`` fresh processes; whoever leaves early does not wait for what has not begun."""
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_quiet)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _quiet() -> None:
    """Let Ctrl-C end a process at once and without a traceback."""
    signal(SIGINT, SIG_DFL)
