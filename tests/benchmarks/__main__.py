"""How fast wireparse is, as ratios measured in one run: ``python -m tests.benchmarks [SECTION...]`` in the repository.

A pass is one run of ``regex.compile(r"\\w+").finditer`` over the same text: what a machine is worth cancels out.
Nothing is asserted; the budgets are printed beside. Memory and start come first: a process started later counts the
memory of the one that started it.
"""

from __future__ import annotations

import sys

from tests.benchmarks import cold, reading, warm

SECTIONS = {
    "memory": cold.memory, "start": cold.start, "throughput": warm.throughput, "stages": warm.stages,
    "growth": warm.growth, "hostile": warm.hostile, "reading": reading.reading,
}


def main(wanted: list[str]) -> int:
    """Run the sections asked for, or all."""
    unknown = [name for name in wanted if name not in SECTIONS]
    if unknown:
        print(f"no section {', '.join(unknown)}; there are: {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    for name in wanted or SECTIONS:
        print(f"\n{name}: {SECTIONS[name].__doc__}")
        SECTIONS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
