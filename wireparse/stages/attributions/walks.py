"""Walks over a unit's tags from a cue back to the noun phrase that is its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.edges import coordinated, leftmost
from wireparse.stages.attributions.heads import noun_left
from wireparse.stages.attributions.openings import from_name, without_opening
from wireparse.stages.attributions.phrases import base_np, counts, governs, hails, office
from wireparse.stages.attributions.times import before_times

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.units import Unit


VERBS = frozenset("ER")
HARD = frozenset(";:-.")
LINKS = frozenset("IC")
PHRASE = "DnX#pWGEBIRTO"
INSIDE = "DnX#pWGEBIRTOVA"
RELATIVE_LIMIT = 60
SPELL = 4
# How far left of its verb a relative pronoun is sought, and of a conjunction the verb of what it joins.
RELATIVE_REACH = 25
SUBJECT_REACH = 40
TALK = 10
# What somebody is called instead of a name ("known as Uncle Sava", "known only as Bo").
KNOWN_AS = re.compile("ER*[SI]X+")
REASON = re.compile("SP[AE][^,;:HSPQCVA]*")


def subject(unit: Unit, verb: int) -> Range | None:
    """Return the subject to the left of the verb group that begins at ``verb``, or None."""
    if verb not in unit.subjects:
        unit.subjects[verb] = _subject(unit, verb)
    return unit.subjects[verb]


def _subject(unit: Unit, verb: int) -> Range | None:
    end = before_times(unit, verb)
    if end == 0:
        return None
    if unit.low[verb - 1] == "there" and unit.tag_at(verb - 2) in "VAEB" and "H" in unit.line[:verb] and (there := subject(unit, verb - 1)):
        # "those who were there | said"
        return there[0], verb
    if (talked := _talked_to(unit, verb)) is not None:
        return talked, verb
    reason = unit.line.rfind("SP", max(0, verb - SUBJECT_REACH), verb)
    if reason > 0 and unit.low[reason] == "because" and REASON.fullmatch(unit.line, reason, verb):
        # An anonymity that has its reason behind it: "because they were not allowed to talk | said"
        return subject(unit, reason)
    if unit.tag[end - 1] == "P":
        return end - 1, end
    if unit.tag[end - 1] in ",-":
        # "The bank however, said it would stay": a comma too few
        aside = unit.line[max(0, end - 3) : end] in {"nR,", "XR,"} and _opening(unit, end - 1, ",") is None
        return subject(unit, end - 2) if aside else _set_off(unit, end - 1)
    who = len(unit.line[: end - 1].rstrip("AR")) - 1
    if unit.tag[end - 1] in "EV" and who > 0 and unit.tag[who] == "P" and unit.tag[who - 1] in "nX" and end == verb:
        # "a team he had led | agreed"
        start = noun_left(unit, who)
        return (start, end) if start is not None else None
    made = len(unit.line[:end].rstrip("R")) - 1
    if unit.tag[made] == "E" and made > 0 and unit.tag[made - 1] in "nX" and end < verb:
        # "A report published on Monday said", "A statement read out on television also said"
        end = verb - (unit.low_at(verb - 1) == "also")
    found = without_opening(unit, coordinated(unit, leftmost(unit, end), end), end)
    if found and unit.line[end:verb].strip("R") and "H" in unit.tag[slice(*found)]:
        # "a guard who shot a man last month | said"
        found = found[0], verb
    if found is None or VERBS.issuperset(unit.line[slice(*found)]):
        # "but remained committed to talks"
        return None
    if unit.low_at(found[0] - 1) == "whose" and unit.tag[found[1] - 1] != "X":
        # "Norvia, whose army said", but "Norvia, whose premier Ada Roe said"
        return found[0] - 1, found[1]
    opening = behind_span(unit, found[0])
    first = opening + (opening > found[0])
    return from_name(unit, _without_speaking(unit, _own(unit, (first, found[1])))) if first < found[1] else None


def _talked_to(unit: Unit, verb: int) -> int | None:
    """Return where those begin with whom somebody talked before the cue at ``verb``: ``people we spoke to in the camp | said``."""
    to = unit.line.rfind("VT", max(0, verb - TALK), verb) + 1
    if to == 0 or unit.low[to - 1] not in unit.grammar.talked or not (to + 1 == verb or (unit.tag[to + 1] == "I" and {"D", "n", "X", "W"}.issuperset(unit.line[to + 2 : verb]))):
        return None
    who = to - 2 if unit.tag_at(to - 2) == "P" else noun_left(unit, to - 1)
    if who is None:
        return None
    if who > 0 and unit.tag[who - 1] in "nX":
        return noun_left(unit, who)
    # "Diplomats AFP spoke to"
    return who if unit.tag[to - 2] == "X" and who < to - 2 else None


def behind_span(unit: Unit, at: int) -> int:
    """Return the index of the conjunction behind the span of time at ``at`` (``two days | after police said``), or ``at``."""
    i, tags, last = at, unit.tag, len(unit.tag) - 1
    while i < last and tags[i] in "#DR":
        i += 1
    measured = unit.low_at(i) in unit.grammar.spans_of_time and unit.low_at(i + 1) in unit.grammar.time_conjunctions
    return i + 1 if measured else at


def _own(unit: Unit, found: Range) -> Range:
    """Return ``found`` from its own determiner: behind a noun (``a request | the authorities``) or another verb."""
    remark = found[0] + (unit.low[found[0]] in unit.grammar.plain_articles)
    who = remark + 1 + (unit.tag_at(remark + 1) == "R")
    if unit.tag_at(remark) != "X" and unit.low_at(remark).removesuffix("s") in unit.grammar.commenting and unit.tag_at(found[0] - 1) == "," and unit.tag_at(who) in "DX":
        # ", a charge | Tolia denies", ", charges | the army denies", ", language | even some allies call rude"
        return remark + 1, found[1]
    if unit.low[found[0]] in unit.grammar.indefinite and unit.tag_at(found[0] + 1) in "DX" and found[1] > found[0] + 1:
        # "something | Kern said would be tried"
        return found[0] + 1, found[1]
    if "C" in unit.line[slice(*found)] and "both" in unit.low[found[0] + 1 : found[1]]:
        # "a vote | both the army and the rebels claim to have won"
        both = unit.low.index("both", found[0] + 1)
        if unit.tag[both - 1] in "nX" and "C" in unit.line[both : found[1]]:
            return both, found[1]
    for i in range(found[1] - 1, found[0] + 1, -1):
        if unit.low[i - 1] == "whom":
            return i, found[1]
        if unit.tag[i - 1] == "E" and governs(unit, i, found[1]) and "H" not in unit.tag[found[0] : i]:
            return i, found[1]
        shows = unit.tag[i] == "D" and unit.tag[i - 1] == "B" and unit.tag[i - 2] == "n" and i > found[0] + 2
        doing = unit.tag[i - 2] == "I" and unit.low[i - 1].endswith("ing")
        # "The man the police arrested | said"
        gapped = unit.tag[found[1] - 1] == "E" and {"n", "X"}.issuperset(unit.line[i + 1 : found[1] - 1]) and found[1] > i + 2
        if unit.tag[i] == "D" and ((unit.tag[i - 1] in "nX" and not (doing or gapped)) or shows) and LINKS.isdisjoint(unit.line[i : found[1]]):
            return i, found[1]
        if unit.tag[i] == "C" and any(governs(unit, n, i) for n in range(found[0] + 2, i)):
            # "The remarks caused a furore and | the opposition demanded"
            return i + 1, found[1]
        if unit.tag[i] in "CIHV" and not counts(unit, i):
            break
    return found


def _without_speaking(unit: Unit, found: Range) -> Range:
    """Return ``found`` without a participle that tells of the act of speaking (``an official speaking on condition ...``)."""
    if unit.grammar.speaking.isdisjoint(unit.low[slice(*found)]):
        return found
    for i in range(found[0] + 1, found[1]):
        if unit.low[i] in unit.grammar.speaking and unit.tag[i - 1] in "nX":
            return found[0], i
    return found


def _set_off(unit: Unit, comma: int) -> Range | None:
    """Return the subject that an apposition or parenthesis, closed by ``comma``, separates from its verb.

    An apposition belongs to the source, any other parenthesis does not (``Ruales, who governed until 2011, said``).
    """
    opening = _opening(unit, comma, unit.tag[comma])
    alone = _stray_comma(unit, comma)
    if alone is not None:
        return alone, comma
    end = comma
    while opening:
        if not _apposition(unit, opening + 1, comma) and not _joined(unit, opening + 1, comma):
            end = opening
        elif end == comma and (relative := _relative(unit, opening + 1, comma)) < comma:
            end = comma if office(unit, relative, comma + 1) else relative
        first = leftmost(unit, opening)
        if unit.low[first] == "of" and unit.tag_at(first - 1) == "," and first > 1:
            # "Roe, of Orchard Lane, Kelmen, denied"
            opening = first - 1
            continue
        trimmed = without_opening(unit, coordinated(unit, first, opening), opening)
        if trimmed is None:
            return None
        start = trimmed[0]
        head = _described(unit, start, opening)
        if head < start:
            return head, end
        other = _first_of_two(unit, start) if end == comma else None
        if other is not None:
            return other, end
        if unit.tag[start] in "GE" and unit.tag_at(start - 1) == ",":
            opening = start - 1
            end = opening
            continue
        # "Roe, whom Ada Kole, the mayor, accused of lying": who accuses stands behind the pronoun
        if (relative := len(unit.line[:start].rstrip(INSIDE))) > 1 and unit.line[relative - 2 : relative] == ",H" and unit.low[relative - 1] != "whom":
            if set(unit.line[opening + 1 : comma]) <= {"X", "W"} and relative < opening and set(unit.line[relative:opening]) <= set("DXnp"):
                # "a clan, whose boss, Ada Roe, said", "a step, which the bank's head, Ada Roe, rejected"
                return relative, end
            # "Kole, who has homes in Rome, Velm and Lome, said": the commas of a list or a place in a relative clause
            opening = end = relative - 2
            continue
        return start, end
    return None


def _joined(unit: Unit, first: int, last: int) -> bool:
    """Return whether ``[first, last)`` joins another to the speakers before it: ``most analysts, (and even their rivals), expect``."""
    return unit.low[first] == "and" and first + 1 < last and set(unit.line[first + 1 : last]) <= set("RDnXp")


def _described(unit: Unit, start: int, end: int) -> int:
    """Return where the noun phrase starts that ``[start, end)`` describes or names, comma by comma (``the owner, Ada Roe, 63,``)."""
    while start > 1 and unit.tag[start - 1] == "," and _apposition(unit, start, end):
        head = _appositive_head(unit, start - 1, named="X" in (unit.tag[start], unit.tag_at(start + 1)))
        if head is None:
            break
        start, end = head, start - 1
    return start


def _first_of_two(unit: Unit, start: int) -> int | None:
    """Return where the first of two people starts, each with an apposition: ``Kern, the mayor, and (Lund, a baker, said)``."""
    if unit.tag_at(start - 1) != "C" or unit.tag_at(start - 2) != "," or start < 5:
        return None
    left = _set_off(unit, start - 2)
    return left[0] if left and left[1] == start - 2 and unit.tag_at(left[0] - 1) in ",." and unit.tag[left[0]] in "DX" else None


def _stray_comma(unit: Unit, comma: int) -> int | None:
    """Return where the name starts that a comma too many parts from its verb (``"...," X of Y, said``), or None."""
    first = comma
    while first > 0 and unit.tag[first - 1] in "nXDI#p":
        first -= 1
    if first == 0 and unit.tag[0] in "DXn" and unit.tag[comma - 1] == "X" and comma > 1 and unit.low_at(comma + 1) in unit.grammar.sayers:
        # "A spokesman for Bell Ltd, said the firm ...", but "The blast in Velm, said police, ..."
        return 0 if unit.tag_at(base_np(unit, comma + 2)) not in ",." else None
    # "a spokesman, Ada Marie Roe, said"
    described = "I" not in unit.line[first:comma] and unit.tag_at(first - 2) in "nX"
    if comma - first < 3 or described or unit.tag[first] != "X" or unit.tag_at(first - 1) not in ",Q":
        return None
    return first if unit.tag[first - 1] == "Q" or unit.finite(0, first - 1) else None


def _apposition(unit: Unit, first: int, last: int) -> bool:
    """Return whether ``[first, last)`` names what stands before it: a noun phrase, an age, an office-giving clause."""
    if first >= last:
        return False
    if unit.tag[first] == "H":
        return bool(office(unit, first, last + 1))
    if unit.low[first] == "or":
        # "the Forest Fire Department, or Cal Fire,"
        return set(unit.line[first + 1 : last]) == {"X"}
    if unit.low[last - 1] in unit.grammar.spans_of_time and last - first < SPELL:
        # "Kern, the same day, said"
        return False
    if unit.low[first] == "of" or (unit.low[first] in unit.grammar.hailing and unit.tag[first - 2] in "X#"):
        # "Ada Roe, of Orchard Lane,", "Ada Roe, 48, from the town of Velm,"
        named = "X" in unit.line[first:last] and (unit.low_at(first + 1) == "the" or unit.tag[first - 2] in "X#") and (
            unit.low[first] == "of" or hails(unit, first + 1))
        return unit.tag_at(first + 1) == "X" or (unit.tag_at(first + 1) == "D" and named and not unit.finite(first, last))
    first += unit.low[first] in unit.grammar.of_late
    if unit.line.startswith("Gn", first) and unit.tag[last - 1] == "X" and not unit.finite(first, last):
        # "That witness, dredging executive Ray Okell, pleaded guilty"
        return True
    if unit.low[first] in unit.grammar.nicknamed and KNOWN_AS.fullmatch(unit.line, first, last):
        # "Its leader, known as Uncle Sava, said"
        return True
    if unit.low[first].endswith("ing") and unit.tag_at(first + 1) in "RI":
        # "Kern, meeting here with officials,"
        return False
    if unit.tag[first] == "D" and unit.tag_at(first + 1) == "E" and not unit.finite(first, last) and unit.low[first] in unit.grammar.plural_subjects:
        # "Kern and Tolia, both based in Kelmen,"
        return False
    return unit.tag[first] in "DnX#pB" and not unit.finite(first, _relative(unit, first, last))


def _relative(unit: Unit, first: int, last: int) -> int:
    """Return where a relative clause opens behind a noun of ``[first, last)`` (``an archaeologist | who led the team``), or ``last``."""
    return next((i for i in range(first + 1, last) if unit.tag[i] == "H" and unit.tag[i - 1] in "nX"), last)


def _appositive_head(unit: Unit, comma: int, *, named: bool) -> int | None:
    """Return where the noun phrase before ``comma`` starts if it is a name that what follows describes, or an office ``named`` there."""
    start = leftmost(unit, comma)
    if unit.low[start] == "of" and start > 1:
        return start
    trimmed = without_opening(unit, start, comma)
    # "It takes effect in 2000, Kern, the mayor, said"
    dated = unit.tag_at(comma - 2) in "IC" and unit.tag[comma - 1] == "#"
    # "After talks with Roe, Ada Kole, the mayor, said"
    fronted = start == 1 and unit.tag[0] in "SI" and unit.tag[start] in "nB"
    if trimmed != (start, comma) or dated or fronted or unit.finite(start, comma):
        return None
    opens = start == 0 or unit.tag[start - 1] in ",QCSH"
    # "the head of the port, Ada Roe," "one of the guards, Ada Roe," "one opponent, Ada Roe,"
    office_of = named and (unit.tag[start] == "D" or unit.low[start] == "one") and opens and "E" not in unit.line[start:comma] and unit.tag[comma - 1] == "n"
    return start if office_of or unit.tag[comma - 1] in "Xp#" else None


def _opening(unit: Unit, comma: int, mark: str) -> int | None:
    """Return the mark that opens the parenthesis closed by ``comma``."""
    for i in range(comma - 1, max(-1, comma - RELATIVE_LIMIT), -1):
        if unit.tag[i] == mark:
            return i
        if unit.tag[i] in HARD or (unit.tag[i] == "Q" and mark == "," and i == comma - 1 and unit.closes(i)):
            return None
    return None
