"""The quality ratchet: what the tool scores on the samples never falls below its floors.

``python tests/quality/ratchet.py`` prints the scores of every sample and the totals beside their floors; ``--update``
raises the floors to what is reached now and notes the samples' digest; a floor is lowered only by name (``--lower who``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if __name__ == "__main__":
    HOME = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(HOME), str(HOME / "tests")]

from quality import scoring

import gold
from wireparse.packs import languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quality.scoring import Scores

BASELINE = Path(__file__).resolve().parent / "baseline.json"
DIGITS = 10_000
COLUMNS = ("content", "content_trim", "content_source", "cue", "direct", "kind", "who", "type", "figures", "dates")


class Baseline(NamedTuple):
    """The pinned floors, and the digest of the samples they were measured on."""

    digest: str
    floors: dict[str, float]


def digest() -> str:
    """Return the SHA-256 of all samples with their expectations."""
    found = hashlib.sha256()
    for path in sorted(gold.SAMPLES.glob("*" + gold.SUFFIX)):
        for file in (path, path.with_name(path.name.removesuffix(gold.SUFFIX) + ".txt")):
            found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def measure() -> dict[str, Scores]:
    """Return the scores of each sample in a language that is spoken, by its name."""
    spoken = [one for one in gold.every() if one.language in languages()]
    return {one.path.name.removesuffix(gold.SUFFIX): scoring.score(one, scoring.read(one)) for one in spoken}


def reached(scores: dict[str, Scores]) -> dict[str, float]:
    """Return the totals, cut (not rounded) to four digits, so that a floor is never above what was reached."""
    sums = scoring.total(scores.values())
    return {name: math.floor(count.f1 * DIGITS) / DIGITS for name, count in sums.items() if count.f1 is not None}


def load() -> Baseline:
    """Return the pinned baseline; an empty one where there is none yet."""
    if not BASELINE.is_file():
        return Baseline("", {})
    raw = json.loads(BASELINE.read_text(encoding="utf-8"))
    return Baseline(raw["digest"], raw["floors"])


def save(baseline: Baseline) -> None:
    """Write the baseline."""
    BASELINE.write_text(json.dumps(baseline._asdict(), indent=2) + "\n", encoding="utf-8")


def raised(floors: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    """Return every floor at the higher of itself and ``now``: none is lowered, none is dropped."""
    return floors | {name: max(value, floors.get(name, 0.0)) for name, value in now.items()}


def lowered(floors: dict[str, float], now: dict[str, float], names: Sequence[str]) -> dict[str, float]:
    """Return the floors with those of ``names`` at ``now``, be they lower or not."""
    return floors | {name: now[name] for name in names}


def table(scores: dict[str, Scores]) -> str:
    """Return one line a sample with its main scores."""
    lines = [f"{'sample':32}" + "".join(f"{name[:14]:>15}" for name in COLUMNS)]
    for name, one in scores.items():
        shares = [one[column].f1 for column in COLUMNS]
        lines.append(f"{name[:32]:32}" + "".join(f"{'-' if x is None else format(x, '.3f'):>15}" for x in shares))
    return "\n".join(lines)


def totals(scores: dict[str, Scores], baseline: Baseline) -> str:
    """Return one line a measure: what was reached, its floor, and a mark where it is below."""
    sums, lines = scoring.total(scores.values()), []
    for name, value in reached(scores).items():
        floor, count = baseline.floors.get(name), sums[name]
        mark = "  BELOW ITS FLOOR" if floor is not None and value < floor else ""
        pinned = "-" if floor is None else f"{floor:.4f}"
        lines.append(f"{name:16} {value:.4f}  floor {pinned}  ({count.right} right, {count.given} given, {count.wanted} wanted){mark}")
    return "\n".join(lines)


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the command line, read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--lower", action="append", default=[], metavar="MEASURE", help="lower this floor (may be repeated)")
    parser.add_argument("--totals", action="store_true", help="leave out the lines of the samples")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Print the table; write the baseline when asked to. Return 1 where a score is below its floor."""
    asked, baseline, scores = options(arguments), load(), measure()
    now = reached(scores)
    unknown = [name for name in asked.lower if name not in now]
    if unknown:
        print(f"no measure {unknown[0]!r}; there are: {', '.join(now)}", file=sys.stderr)
        return 2
    if asked.update:
        baseline = Baseline(digest(), raised(baseline.floors, now))
    if asked.lower:
        baseline = baseline._replace(floors=lowered(baseline.floors, now, asked.lower))
    if asked.update or asked.lower:
        save(baseline)
    if not asked.totals:
        print(table(scores) + "\n")
    print(totals(scores, baseline))
    if baseline.digest != digest():
        print("the samples are not those that the floors were measured on: look at the totals, then --update")
    return int(any(value < baseline.floors.get(name, 0.0) for name, value in now.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
