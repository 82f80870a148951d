"""Heads: the noun phrase that ends before a word, what a relative clause or a participle there belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.phrases import bounded

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit

Range = tuple[int, int]
DATED = frozenset("W#")
TWO = 2


def antecedent(unit: Unit, at: int) -> Range | None:
    """Return the noun phrase that ends before ``at``, comma or dash left out: what a relative clause there belongs to."""
    end = at - 1 if unit.tag_at(at - 1) in ",-" else at
    personal = unit.low_at(at) == "who" and end < at
    end -= personal and unit.tag_at(end - 1) == "R"
    aged = 2 * (personal and end > 2 and "".join(unit.tag[end - 3 : end]) == "X,#")
    start = noun_left(unit, end - aged)
    links = unit.grammar.belonging if personal else {"of", "for"}
    if start is not None and unit.low_at(at) == "who" and set(unit.line[start:end]) == {"X"}:
        # "three students from Kelmen who"
        links = unit.grammar.belonging | {"from"}
    while start is not None and start > 1 and unit.tag[start - 1] == "I" and unit.low[start - 1] in links:
        further = noun_left(unit, start - 1)
        if further is None:
            break
        start = further
    if personal and start is not None:
        start = _office_of(unit, _apposed_to(unit, start), end)
    if start is not None and start > 2 and unit.low[start - 1] == "and" and unit.tag[start] == unit.tag[start - 2] == "X":
        # "of Merren Lynch and Co, who expects": one name
        whole = antecedent(unit, start - 1)
        start = whole[0] if whole else start
    return None if start is None or DATED.issuperset(unit.line[start:end]) else (start, end)


def _office_of(unit: Unit, start: int, end: int) -> int:
    """Return where the office starts that stands in a comma before a name (``the head of the council, (Ada Roe), who``), else ``start``."""
    if set(unit.line[start:end]) != {"X"} or end - start < 2 or unit.tag_at(start - 1) != ",":
        return start
    opening = len(unit.line[: start - 1].rstrip("nXIDp#"))
    # "was disputed by | the head of the council, Ada Roe, who"
    opening += unit.tag_at(opening) == "I"
    office = unit.tag_at(opening) == "D" and unit.tag_at(opening + 1) == "n" and "," not in unit.line[opening : start - 1]
    return opening if office and unit.tag_at(opening - 1) in ".,QVI" else start


def _apposed_to(unit: Unit, start: int) -> int:
    """Return where the name starts that what opens at ``start`` describes: ``Kern, (head of research at Bell Bank), who``."""
    if unit.tag_at(start - 1) != "," or start < 2 or unit.tag[start - 2] not in "X#":
        return start
    described = unit.tag[start] in "Dn" or unit.low[start].partition("-")[0] in {"d", "r"}
    name = noun_left(unit, start - 1) if described else None
    placed = name is not None and unit.tag_at(name - 1) == "I" and unit.low[name - 1] not in unit.grammar.agents
    return start if name is None or unit.tag[start - 2] == "#" or placed else name


def nearest(unit: Unit, at: int) -> Range | None:
    """Return the noun phrase straight before ``at``, comma left out, without those that it belongs to by "of" or "for"."""
    end = at - 1 if unit.tag_at(at - 1) == "," else at
    # "Roe, 26, who", but "a slow deal, one that"
    aged = unit.line[max(0, end - 2) : end] == ",#" and unit.low[end - 1] not in unit.grammar.holders and end > 2
    found = noun_before(unit, end - 2 if aged else end)
    placed = found and set(unit.line[slice(*found)]) <= set("Xn") and unit.tag[found[1] - 1] == "X" and unit.low_at(found[0] - 1) in unit.grammar.placing
    # "in an attack in western Tolia which": no clause tells one place of a name from others
    placed = placed and (unit.low_at(at) == "who" or (end == at and unit.low_at(at) in {"which", "that"}))
    if found and placed and (people := noun_before(unit, found[0] - 1)):
        # "a target of the prosecutors in Kelmen, who"
        return people[0], found[1]
    if found and unit.tag[found[0]] == "O" and unit.low_at(found[0] - 1) == "of" and unit.tag_at(found[0] - 2) in "Dn#":
        # "all of them believed to be"
        return found[0] - 2, found[1]
    if found and (unit.low[found[1] - 1] in unit.grammar.periods or unit.tag[found[1] - 1] == "W") and unit.tag_at(found[0] - 1) == "I":
        # "a series of accidents in the past decade that officials blamed on him"
        outer = antecedent(unit, found[0] - 1)
        return (outer[0], found[1]) if outer else found
    if found and found[0] > 1 and unit.low[found[0] - 1] == "of" and unit.tag[found[0]] == "#" and (whole := noun_before(unit, found[0] - 1)):
        # "a net loss of 40 million dollars, which it blamed on the strike"
        return whole[0], found[1]
    if found and found[0] > 1 and unit.low[found[0] - 1] == "of" and unit.tag[found[0] - 2] == "#":
        # "$3.7 million of losses the firm said were ..."
        return len(unit.line[: found[0] - 1].rstrip("#")), found[1]
    return found


def noun_before(unit: Unit, end: int) -> Range | None:
    """Return the plain noun phrase that ends before ``end``: what a participle straight behind it belongs to."""
    start = noun_left(unit, end)
    return None if start is None else (start, end)


def noun_left(unit: Unit, end: int) -> int | None:
    """Return where the plain noun phrase that ends before ``end`` starts, its determiner included."""
    if end <= 0 or unit.tag[end - 1] not in "nXp#OWBGQD":
        return None
    start = end - 1
    while start > 0 and unit.tag[start - 1] in "nX#pWBGQ" and unit.tag[start] != "D":
        if unit.tag[start - 1] == "G" and unit.tag_at(start - 2) == ",":
            break
        if unit.tag[start - 1] == "G" and unit.tag_at(start - 2) in "nX" and unit.tag[start] in "GX":
            # "a resolution endorsing | departing chief Ada Kole's call"
            break
        if unit.tag[start - 1] in "BG" and unit.tag_at(start - 2 - (unit.tag_at(start - 2) == "R")) in "TA":
            break
        start -= 1
    described = len(unit.line[:start].rstrip("ER"))
    if described > 0 and start - described <= TWO and unit.tag[described - 1] == "D" and unit.tag[start] != "D":
        # "an overnight raid", "a previously unknown group"
        start = described
    if unit.tag[start] != "D":
        start = len(unit.line[:start].rstrip("D"))
    if start > 0 and unit.tag[start] == "p":
        return noun_left(unit, start)
    # "knew nothing about that scheme"
    start -= start > 1 and unit.low[start - 1] == "that" and unit.tag[start - 2] == "I" and unit.tag[start] in "nB"
    return bounded(unit, start)
