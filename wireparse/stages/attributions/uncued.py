"""Quotations that no cue introduces: who speaks is told by what stands before them, in their sentence or their paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.asides import weakly_resumes
from wireparse.stages.attributions.clauses import weakly_finite
from wireparse.stages.attributions.heads import antecedent
from wireparse.stages.attributions.phrases import noun_phrase
from wireparse.stages.attributions.walks import subject

if TYPE_CHECKING:
    from collections.abc import Container

    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.scene import Draft
    from wireparse.stages.attributions.units import Unit
from wireparse.stages.attributions.heads import Range

SPOKEN = 4
"""No fewer words behind a colon are speech (``The mayor was blunt: "The war is lost."``) and not a name."""
NAMED = 10
"""A name alone behind a quotation has fewer words, a speaker without a name has fewer than twice as many."""


def introduced(unit: Unit, drafts: list[Draft], cues: Cues, surnames: Container[str]) -> tuple[Range, int] | None:
    """Return who speaks and the quotation that closes ``unit`` behind a colon, where no attribution holds it."""
    at = unit.line.find(":Q") + 1
    if not at or unit.low_at(at - 2) in unit.grammar.titling or unit.line[at + 1 :].strip(".") or unit.quote[at].last - unit.quote[at].first - 2 < SPOKEN:
        return None
    if any(first <= at < last for draft in drafts for first, last in draft.content):
        return None
    who = speaker(unit, at - 1, cues, surnames)
    return (who, at) if who else None


def name_alone(unit: Unit, cues: Cues) -> tuple[int, int] | None:
    """Return the name, or the speaker without one, that is all there is behind a quotation with a comma at its end, or None."""
    last = len(unit) - (unit.tag_at(len(unit) - 1) == ".")
    alone = 0 in unit.quote and 1 < last < NAMED * 2 and unit.text[unit.quote[0].end - 1] == ","
    named = alone and unit.tag[1] == "X" and last < NAMED and set(unit.line[1:last]) <= set("XDnp,#")
    # '"...," a spokesman for the ministry.'
    called = alone and unit.tag[1] == "D" and unit.low_at(2) in cues.sources and set(unit.line[1:last]) <= set("XDnpI#()")
    return (1, last) if named or called else None


def speaker(unit: Unit, end: int, cues: Cues, surnames: Container[str]) -> Range | None:
    """Return the person who acts in the first clause of ``unit`` before ``end``, or whose words its subject is."""
    relative = unit.line.find(",H", 0, end)
    first = unit.next_comma(relative + 1, end) if relative > 0 else 1
    if unit.tag[0] == "E":
        # "Asked whether he feared him, Roe smiled"
        first = unit.next_comma(0, end) + 1
    verb = next((i for i in range(first, end) if unit.tag[i] in "VA" or (unit.tag[i] == "E" and (weakly_finite(unit, i) or weakly_resumes(unit, i)))), end)
    who = subject(unit, verb) if verb < end else (0, noun_phrase(unit, 0, end))
    if who is None or who[0] >= len(unit):
        return None
    worded = next((i for i in range(who[0] + 1, who[1]) if unit.low[i] in cues.nouns or unit.low[i] in unit.grammar.wordings), 0)
    if not worded:
        # a name alone before the colon: Prime Minister Ada Roe, at the same event: "..."
        return who if _personal(unit, who, cues, surnames) else None
    # "His message to the rebels", "the mayor's answer"
    owner = (who[0], worded) if unit.tag[worded - 1] == "D" else antecedent(unit, worded - 1) if unit.tag[worded - 1] == "p" else None
    return owner if owner and _personal(unit, owner, cues, surnames) else None


def _personal(unit: Unit, who: Range, cues: Cues, surnames: Container[str]) -> bool:
    """Return whether ``who`` is likely a person: a pronoun, a name of two words or the last of one, or a noun of those who speak."""
    first, last = who
    if unit.tag[first] == "P" or unit.low[first] in unit.grammar.third_owners:
        return unit.low[first] in unit.grammar.third_persons
    named = unit.line[first:last].startswith("XX") or unit.line[first:last].endswith("pXX") or (last == first + 1 and unit.low[first] in surnames)
    return named or any(unit.low[i] in cues.sources for i in range(first, last))
