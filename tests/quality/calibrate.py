"""Measure how often claims of each group are right on the samples: the table behind ``confidence``.

``python tests/quality/calibrate.py`` writes ``wireparse/packs/en.confidence.json`` and prints, cross-validated by dispatch,
how often claims that are said to be 0.6, 0.7, 0.8 and 0.9 sure are right. A claim is right when its content is found in the
expectations (character overlap of half or more) and its source is the same.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if __name__ == "__main__":
    HOME = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(HOME), str(HOME / "tests")]

from quality import scoring

import gold
from wireparse import pipeline
from wireparse.packs import SHARED, load_pack
from wireparse.stages.claims import FAMILIES, group, resolution
from wireparse.stages.structure import find_structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LANGUAGE = "en"
TABLE = Path(__file__).resolve().parents[2] / "wireparse" / "packs" / f"{LANGUAGE}.confidence.json"
FOLDS = 5
ENOUGH = 20
MOST = 15
RESOLUTIONS = ("none", "open", "tied")
LEVELS = (0.6, 0.7, 0.8, 0.9)
DIGITS = 3


class Case(NamedTuple):
    """One claim that the tool found: its dispatch's number, its group, and whether it is right."""

    dispatch: int
    group: str
    right: bool


class Rate(NamedTuple):
    """How many claims of a group there are, and the share of right ones."""

    precision: float
    n: int


def cases() -> list[Case]:
    """Return every claim that the tool finds in the samples of the language."""
    samples = [one for one in gold.every() if one.language == LANGUAGE]
    return [Case(number, *row) for number, one in enumerate(samples) for row in _judged(one)]


def _judged(one: gold.Gold) -> Iterable[tuple[str, bool]]:
    """Yield group and verdict of each claim of one sample."""
    dispatch = scoring.read(one)
    found = scoring.matches(one, dispatch.claims)
    right = {j for want, j in found if scoring.same_source(one.text, want.source, scoring.source_span(dispatch.claims[j]))}
    structure = find_structure(one.text, load_pack(SHARED))
    evidence = pipeline._read(one.text, structure, LANGUAGE, dispatch.date).evidence
    for number, attribution in enumerate(evidence.attributions):
        resolved = evidence.sourcing.by_span.get(attribution.source) if attribution.source else None
        yield group(attribution.frame, attribution.kind, resolution(resolved)), number in right


def rate(found: Sequence[Case]) -> Rate:
    """Return the share of right ones; a half where there is nothing to go by."""
    return Rate(sum(case.right for case in found) / len(found), len(found)) if found else Rate(0.5, 0)


def measured(found: Sequence[Case]) -> dict[str, Rate]:
    """Return the rate of every group there can be; one with too few claims takes its family's, or that of all claims."""
    sizes = {name: sum(case.group == name for case in found) for name in names()}
    own = sorted((name for name, n in sizes.items() if n >= ENOUGH), key=lambda name: -sizes[name])[:MOST]
    return {name: rate([case for case in found if case.group == name]) if name in own else _family(name, found) for name in names()}


def names() -> list[str]:
    """Return the names of all groups: each family of frames with each way a source can be tied."""
    families = sorted({*FAMILIES.values(), "clause", "quoted"})
    return [f"{family}/{tied}" for family in families for tied in RESOLUTIONS]


def _family(name: str, found: Sequence[Case]) -> Rate:
    family = name.partition("/")[0]
    kin = [case for case in found if case.group.partition("/")[0] == family]
    return rate(kin if len(kin) >= ENOUGH else found)


def held_out(found: Sequence[Case]) -> list[tuple[float, bool]]:
    """Return for each claim the confidence that the other folds' dispatches give it, and whether it is right."""
    pairs = []
    for fold in range(FOLDS):
        table = measured([case for case in found if case.dispatch % FOLDS != fold])
        pairs += [(table[case.group].precision, case.right) for case in found if case.dispatch % FOLDS == fold]
    return pairs


def report(table: Mapping[str, Rate], pairs: Sequence[tuple[float, bool]]) -> str:
    """Return the table, and how often claims said to be so sure are right."""
    lines = [f"{name:20} {found.precision:.3f}  measured on {found.n}" for name, found in table.items()]
    lines.append("\nsaid to be    claims   right (each claim judged by a table made without its own dispatch)")
    for level in LEVELS:
        near = [right for sure, right in pairs if level - 0.05 <= sure < level + 0.05 + (level == max(LEVELS))]
        lines.append(f"about {level:.1f}     {len(near):6}   " + (f"{sum(near) / len(near):.3f}" if near else "-"))
    for level in LEVELS:
        above = [right for sure, right in pairs if sure >= level]
        lines.append(f"{level:.1f} or more   {len(above):6}   " + (f"{sum(above) / len(above):.3f}" if above else "-"))
    brier = sum((sure - right) ** 2 for sure, right in pairs) / len(pairs)
    return "\n".join([*lines, f"mean squared error {brier:.4f}, over {len(pairs)} claims"])


def main() -> None:
    """Measure, write the table, print the report."""
    found = cases()
    table = measured(found)
    groups = {name: {"precision": round(one.precision, DIGITS), "n": one.n} for name, one in table.items()}
    TABLE.write_text(json.dumps({"groups": groups}, indent=2) + "\n", encoding="utf-8")
    print(report(table, held_out(found)))


if __name__ == "__main__":
    main()
