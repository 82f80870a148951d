"""Chunks: stretches between commas, and whether one has a finite verb that can be the main one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.asides import weakly_resumes
from wireparse.stages.attributions.clauses import weakly_finite

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit


def main_clause(unit: Unit, first: int, edge: int, *, loose: bool = False) -> bool:
    """Return whether a chunk of ``[first, edge)`` has a finite verb of its own; ``loose`` lets any -ed form behind a noun be one."""
    named = False
    for chunk in unit.line[first:edge].split(","):
        last = first + len(chunk)
        # "The report, sent to ministers and seen by the press, says": a participle, straight behind the noun
        described = named and chunk.startswith("E")
        if not described and _finite_chunk(unit, first, last, loose=loose):
            return True
        named = last == len(chunk) and set(chunk) <= set("DnX#p")
        first = last + 1
    return False


def _finite_chunk(unit: Unit, first: int, last: int, *, loose: bool) -> bool:
    """Return whether ``[first, last)``, which holds no comma, has a finite verb of its own."""
    if "Q" in unit.line[first:last] and (first >= last or unit.tag[first] != "H"):
        return True
    if first >= last or (unit.low[first] == "of" and unit.tag_at(first + 1) in "D#"):
        # "Of the six shops named, two responded"
        return False
    if unit.tag[first] in "SH":
        # A clause in front without its comma: "Although the sector has grown the trend is slowing, said ..."
        return unit.tag[first] == "S" and sum(_begins_group(unit, i, loose=loose) for i in range(first + 1, last)) > 1
    if first > 0 and unit.tag[first] == "B" and unit.low[first].endswith("s") and unit.tag_at(first + 1) in "TDI#R":
        return True
    if unit.tag[first] == "E" and (first == 0 or unit.tag_at(first + 1) != "n"):
        return weakly_resumes(unit, first) and first > 0
    if unit.tag[first] in "VA" and first > 0:
        return True
    relatives = sum(_relates(unit, i) for i in range(first, last))
    verbs = sum(_begins_group(unit, i, loose=loose) for i in range(first + 1, last))
    if unit.tag[first] == "G":
        # "Dismissing concern that voters would stay away": the verb is not the opening's own
        relatives += "S" in unit.tag[first:last] or not unit.finite(first, last)
    return verbs > relatives


def _relates(unit: Unit, at: int) -> bool:
    """Return whether a relative clause opens at ``at``."""
    return unit.tag[at] == "H" or (
        unit.low[at] == "that" and unit.tag_at(at - 1) in "nX" and unit.tag_at(at + 1) in "VAE")


def _begins_group(unit: Unit, at: int, *, loose: bool) -> bool:
    """Return whether a verb group that may be finite begins at ``at``."""
    if unit.tag[at] in "VA":
        return unit.tag[at - 1] not in "VA"
    if unit.tag[at] not in "EB":
        return False
    return weakly_finite(unit, at) or unit.tag[at - 1] == "H" or (loose and unit.tag[at] == "E" and unit.tag[at - 1] in "nXp#WB")
