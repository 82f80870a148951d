"""What a running process costs: throughput, stages, growth and hostile input."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

import regex

from tests.benchmarks.copy import HOSTILE, MEGABYTE, body, dispatches, nonsense
from wireparse import pipeline
from wireparse.writers.json_ import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORD = regex.compile(r"\w+")
ROUNDS = 5


def clock(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the shortest time that ``work`` took, in seconds of this process."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def one_pass(texts: Sequence[str]) -> float:
    """Return what one pass over ``texts`` takes."""
    return clock(lambda: [sum(1 for _ in WORD.finditer(text)) for text in texts], 2 * ROUNDS)


def to_lines(texts: Sequence[str]) -> list[str]:
    return [dumps(pipeline.parse(text).to_dict()) for text in texts]


def throughput() -> None:
    """dispatches to JSON Lines in one process (budget: at least 1 MB/s and at most 15 passes)"""
    for name, texts in (("samples", dispatches()), ("one body of 200 KB", (body(200_000),))):
        size = sum(map(len, texts))
        spent, unit = clock(lambda texts=texts: to_lines(texts)), one_pass(texts)
        print(f"  {name:20} {size / spent / MEGABYTE:6.2f} MB/s {spent / unit:7.1f} passes")


class Stopwatch:
    """Stands in for the functions that ``module`` calls, and adds up the time of each."""

    def __init__(self, module: object, names: Sequence[str]) -> None:
        self.spent = dict.fromkeys(names, 0.0)
        self.module = module
        self.own = {name: getattr(module, name) for name in names}

    def __enter__(self) -> Self:
        for name in self.own:
            setattr(self.module, name, self.timed(name))
        return self

    def __exit__(self, *_: object) -> None:
        for name, function in self.own.items():
            setattr(self.module, name, function)

    def timed(self, name: str) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            began = time.process_time()
            try:
                return self.own[name](*given, **named)
            finally:
                self.spent[name] += time.process_time() - began

        return call


def stages() -> None:
    """passes that each stage takes over the samples, and its share of the parse"""
    texts = dispatches()
    names = [name for name in vars(pipeline) if name.startswith(("find_", "read_", "join_"))]
    best = dict.fromkeys((*names, "parse", "to_dict", "dumps"), float("inf"))
    for _ in range(ROUNDS):
        with Stopwatch(pipeline, [*names, "parse"]) as watch:
            found = [pipeline.parse(text) for text in texts]
        made = [one.to_dict() for one in found]
        spent = watch.spent | {
            "to_dict": clock(lambda found=found: [one.to_dict() for one in found], 1),
            "dumps": clock(lambda made=made: [dumps(one) for one in made], 1),
        }
        best = {name: min(best[name], spent[name]) for name in best}
    unit = one_pass(texts)
    for name, spent in best.items():
        share = f"{spent / best['parse']:6.0%}" if name in names else ""
        print(f"  {name:20} {spent / unit:6.2f} passes {share}")


def growth() -> None:
    """time for 2n over time for n, one long body (budget: 2.2)"""
    sizes = (50_000, 100_000, 200_000, 400_000)
    times = [clock(lambda size=size: pipeline.parse(body(size)), 3) for size in sizes]
    for at in range(1, len(sizes)):
        print(f"  {sizes[at] // 1000:4} KB over {sizes[at - 1] // 1000:4} KB {times[at] / times[at - 1]:6.2f}")


def hostile() -> None:
    """seconds for 1 MB of nonsense (budget: 5), and how often as long as 1 MB of copy takes"""
    usual = clock(lambda: pipeline.parse(body(MEGABYTE)), 1)
    print(f"  {'copy':20} {usual:6.2f} s")
    for name, unit in HOSTILE.items():
        spent = clock(lambda unit=unit: pipeline.parse(nonsense(unit)), 1)
        print(f"  {name:20} {spent:6.2f} s {spent / usual:6.2f}")
