"""Work spread over processes: the results in order, the queues bounded, and a death costs only what caused it.

Each process has two pipes of its own and nothing is shared, so the death of one is no matter to the others.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from wireparse.errors import WireparseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

QUEUED = 2  # units in the hands of a process: one being done, one waiting, so that it never waits for us
AHEAD = 4  # units begun for each process: while one is slow, the others go on that far
FIRST, MOST = 256, 16_384  # the weight of a unit: the first are small, so that the first results are there at once
TRIES = 2  # a death may come from outside, so what was being done is done once more, alone
STILLBORN = 10  # processes that end before they begin, one after the other: then none can be started at all
GARBAGE_THRESHOLD = 100_000

Item = TypeVar("Item")
Result = TypeVar("Result")


def _one(_item: object) -> int:
    return 1


def _unlimited(_item: object) -> float:
    return 0


def _nothing() -> None:
    return


def ordered(
    work: Callable[[Item], Result], items: Iterable[Item], jobs: int, crashed: Callable[[Item, int], Result], *,
    weigh: Callable[[Item], int] = _one, limit: Callable[[Item], float] = _unlimited,
    begin: Callable[[], object] = _nothing,
) -> Iterator[Result]:
    """Yield ``work(item)`` for each of ``items``, in order, done by ``jobs`` processes.

    Each process calls ``begin`` first. ``weigh`` tells how much an item is, so that small ones travel together. Where a process dies, ``crashed`` gets
    the item that it died of and its exit code, and gives the result in its place. An item that takes more than
    ``limit`` seconds is killed with SIGALRM, where there is such a signal; 0 is no limit. What ``work`` raises is
    raised here; ``WireparseError`` where no process can be started.
    """
    units = _units(items, weigh)
    crew = _Crew(jobs, (begin, work, limit), crashed)
    try:
        while crew.feed(units):
            while crew.line[0].results is None:
                crew.collect()
                crew.feed(units)
            yield from crew.line.popleft().results or ()
    finally:
        crew.dismiss()


@dataclass(slots=True, eq=False)
class _Unit(Generic[Item, Result]):
    """Some items that travel together, and what became of them."""

    items: list[Item]
    tries: int = 0
    results: list[Result] | None = None


def _units(items: Iterable[Item], weigh: Callable[[Item], int]) -> Iterator[_Unit[Item, Any]]:
    """Yield the items in units, each twice the weight of the one before, up to the most."""
    size, weight, members = FIRST, 0, list[Item]()
    for item in items:
        members.append(item)
        weight += weigh(item)
        if weight >= size:
            yield _Unit(members)
            size, weight, members = min(2 * size, MOST), 0, []
    if members:
        yield _Unit(members)


@dataclass(slots=True, eq=False)
class _Crew(Generic[Item, Result]):
    """The processes; ``line`` holds the units in order from the first whose results are not yet given out."""

    jobs: int
    duty: tuple[Callable[[], object], Callable[[Item], Result], Callable[[Item], float]]
    crashed: Callable[[Item, int], Result]
    line: deque[_Unit[Item, Result]] = field(default_factory=deque)
    again: deque[_Unit[Item, Result]] = field(default_factory=deque)
    members: list[_Worker[Item, Result]] = field(default_factory=list)
    stillborn: int = 0

    def feed(self, units: Iterator[_Unit[Item, Result]]) -> bool:
        """Hand out what must be done again, then new units, as far as the bounds allow; tell whether any are open."""
        while self._has_room() and (unit := self._next(units)):
            self._least_busy().give(unit)
        return bool(self.line)

    def collect(self) -> None:
        """Wait for at least one process to deliver or die, and take note."""
        ready = wait([worker.inbox for worker in self.members])
        for worker in [worker for worker in self.members if worker.inbox in ready]:
            try:
                worker.receive()
                self.stillborn = 0
            except (EOFError, OSError):
                self._bury(worker)

    def dismiss(self) -> None:
        """End all processes at once."""
        for worker in self.members:
            worker.end()

    def _has_room(self) -> bool:
        return len(self.members) < self.jobs or any(len(worker.units) < QUEUED for worker in self.members)

    def _next(self, units: Iterator[_Unit[Item, Result]]) -> _Unit[Item, Result] | None:
        if self.again:
            return self.again.popleft()
        unit = next(units, None) if len(self.line) < self.jobs * AHEAD else None
        if unit:
            self.line.append(unit)
        return unit

    def _least_busy(self) -> _Worker[Item, Result]:
        least = min(self.members, key=lambda worker: len(worker.units), default=None)
        if least is None or (least.units and len(self.members) < self.jobs):
            least = _Worker(*self.duty)
            self.members.append(least)
        return least

    def _bury(self, worker: _Worker[Item, Result]) -> None:
        """Take back the units of a dead process; the first of them is what it died of, if it had begun."""
        self.members.remove(worker)
        code = worker.end()
        self.stillborn += not worker.ready
        if self.stillborn >= STILLBORN:
            raise WireparseError(f"the processes to parse with end before they begin (exit code {code})", code="crash")
        suspects = self._suspects(worker.units.popleft(), code) if worker.ready and worker.units else []
        self.again.extendleft(reversed([*suspects, *worker.units]))

    def _suspects(self, unit: _Unit[Item, Result], code: int) -> list[_Unit[Item, Result]]:
        """Return the items of a unit that a process died of as units of their own, in its place in the line.

        There are none where it was one item, and it is not the first time: that is then the one to blame.
        """
        tries = unit.tries + 1
        if len(unit.items) == 1 and tries >= TRIES:
            unit.results = [self.crashed(unit.items[0], code)]
            return []
        place = self.line.index(unit)
        self.line.remove(unit)
        suspects = [_Unit[Item, Result]([item], tries) for item in unit.items]
        for suspect in reversed(suspects):
            self.line.insert(place, suspect)
        return suspects


class _Worker(Generic[Item, Result]):
    """A process seen from here: ``units`` are those given to it and not yet delivered."""

    def __init__(
        self, begin: Callable[[], object], work: Callable[[Item], Result], limit: Callable[[Item], float]
    ) -> None:
        context = get_context("spawn")
        its_inbox, self._outbox = context.Pipe(duplex=False)
        self.inbox, its_outbox = context.Pipe(duplex=False)
        self.units: deque[_Unit[Item, Result]] = deque()
        self.ready = False
        self._process = context.Process(target=serve, args=(its_inbox, its_outbox, begin, work, limit), daemon=True)
        self._process.start()
        its_inbox.close()
        its_outbox.close()

    def give(self, unit: _Unit[Item, Result]) -> None:
        self.units.append(unit)
        try:
            self._outbox.send(unit.items)
        except OSError:
            return  # it is dead, which the next look into its inbox will show

    def receive(self) -> None:
        """Take one message: that it is ready, the results of its first unit, or what was raised, which is raised."""
        message = self.inbox.recv()
        if isinstance(message, Exception):
            raise message
        if self.ready:
            self.units.popleft().results = message
        self.ready = True

    def end(self) -> int:
        """Kill the process, if it lives, and return its exit code."""
        self._process.kill()
        self._process.join()
        self.inbox.close()
        self._outbox.close()
        return self._process.exitcode or 0


def serve(
    inbox: Connection[Any, Any], outbox: Connection[Any, Any], begin: Callable[[], object],
    work: Callable[[Item], Result], limit: Callable[[Item], float],
) -> None:
    """Do units until there is nobody to do them for: what a process does."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it at once and without a traceback
    gc.set_threshold(GARBAGE_THRESHOLD)
    units: SimpleQueue[list[Item]] = SimpleQueue()
    Thread(target=_fetch, args=(inbox, units), daemon=True).start()
    try:
        begin()
        outbox.send(None)
        while True:
            outbox.send(_done(units.get(), work, limit))
    except BaseException:  # noqa: BLE001  # whatever ends it, the other side sees the end and says so
        os._exit(1)


def _fetch(inbox: Connection[Any, Any], units: SimpleQueue[list[Item]]) -> None:
    """Take units in at any time, so that the other side never waits; end the process when that side is gone."""
    try:
        while True:
            units.put(inbox.recv())
    except (EOFError, OSError):
        os._exit(0)


def _done(items: list[Item], work: Callable[[Item], Result], limit: Callable[[Item], float]) -> list[Result] | Exception:
    try:
        return [_timed(item, work, limit(item)) for item in items]
    except Exception as error:  # noqa: BLE001  # raised again where the results are taken
        return error


def _timed(item: Item, work: Callable[[Item], Result], seconds: float) -> Result:
    """Return ``work(item)``; after ``seconds`` the system kills the process, whatever it is busy with."""
    if not seconds:
        return work(item)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work(item)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
