"""What a fresh process costs: its start, and the memory of a long run."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.benchmarks.copy import ROOT, SHORT

ROUNDS = 15
RUN = """
import resource, sys
from tests.benchmarks.copy import dispatches
from wireparse import parse
for text in dispatches() * int(sys.argv[1]):
    parse(text)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def python(*given: str) -> str:
    """Return what Python prints when it is started with ``given``, compiled files kept as a user has them."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *given], cwd=ROOT, env=environment, check=True, text=True, stdout=subprocess.PIPE
    )
    return done.stdout


def shortest(*given: str) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        python(*given)
        times.append(time.perf_counter() - began)
    return min(times)


def start() -> None:
    """a fresh process over python -c "import typer" (budget: 1.5 for --version, 3 for one short dispatch)"""
    runs = {
        "bare Python": ("-c", ""), "--version": ("-m", "wireparse", "--version"),
        "one short dispatch": ("-m", "wireparse", str(SHORT)), "import wireparse.pipeline": ("-c", "import wireparse.pipeline"),
    }
    python("-m", "wireparse", str(SHORT))
    unit = shortest("-c", "import typer")
    for name, given in runs.items():
        print(f"  {name:26} {shortest(*given) / unit:5.2f}")


def memory() -> None:
    """the most memory that a process held, over the samples once and ten times (budget: flat, 150 MB)"""
    once, often = (int(python("-c", RUN, times)) * 1024 / 1_000_000 for times in ("1", "10"))
    print(f"  once {once:4.0f} MB, ten times {often:4.0f} MB: {often / once:.2f}")
