"""The agent of a passive: ``by X``, up to where, on what occasion, or of what it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_adjuncts, behind_times
from wireparse.stages.attributions.phrases import base_np, holds_office, noun_phrase, opens_deed
from wireparse.stages.attributions.times import before_times, time_behind

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.units import Unit


def agent(unit: Unit, at: int, limit: int, links: AbstractSet[str], cues: Cues) -> tuple[Range | None, int]:
    """Return the agent ``by X`` at ``at`` and the index behind it; ``links`` are prepositions that open the content."""
    at = behind_times(unit, at, limit)
    if unit.low_at(at) != "by" or at + 1 >= limit:
        return None, at
    first = at + 1
    end = _phrase_end(unit, first, limit)
    if end <= first or unit.tag_at(first) in "GW" or _counted(unit, first):
        return None, at
    # "reported by the army | in the past two days", "was asked by the premier | at a meeting"
    end = next((i for i in range(at + 2, end) if unit.tag[i] == "I" and unit.tag[i - 1] != "E" and (time_behind(unit, i + 1) or _gathered(unit, i))), end)
    # "was assured by the prime minister | two weeks earlier"
    if closed(unit, first, end) > end:
        return (first, end), end + 1
    of_after = unit.low_at(behind_adjuncts(unit, end, limit, links)) == "of"
    parted = _before_link(unit, base_np(unit, first), end, links, cues, of_after=of_after)
    untimed = before_times(unit, parted)
    # "by a statement released on Monday"
    end = max(at + 2, parted if unit.tag[untimed - 1] == "E" else untimed)
    if unit.low[end - 1] in unit.grammar.spans_of_time and unit.tag_at(end) == "R":
        end = max(at + 2, len(unit.line[: end - 1].rstrip("#D")))
    return (first, end), base_np(unit, end + 1) if _gathered(unit, end) else end


def closed(unit: Unit, first: int, end: int) -> int:
    """Return ``end``, or the index behind the comma that closes a description in the phrase at ``first`` (``by Ada Kole, the mayor, | to leave``)."""
    return end + 1 if unit.tag_at(end) == "," and "," in unit.line[first:end] else end


def _phrase_end(unit: Unit, first: int, limit: int) -> int:
    """Return the index behind the noun phrase at ``first``, a quotation that opens what was said left out."""
    end = noun_phrase(unit, first, limit)
    # 'told by his uncle | "not to worry"'
    end = next((i for i in range(first, end) if i in unit.quote and unit.opening[i] == "T"), end)
    if end > first or unit.low[first] not in unit.grammar.plural_subjects:
        return end
    # "seen by many as the best", "seen by some in the army as weak", "told by some of them to leave"
    end = first + 1
    whole = unit.low_at(end) in unit.grammar.within or (unit.low_at(end) == "of" and unit.tag_at(end + 1) == "O")
    return max(end, base_np(unit, end + 1)) if whole and base_np(unit, end + 1) > end + 1 else end


def _gathered(unit: Unit, at: int) -> bool:
    """Return whether people meet where the preposition at ``at`` tells (``at a meeting``, no ``of the conference``)."""
    return unit.low_at(at) in unit.grammar.occasion_links and unit.low_at(at + 2) in unit.grammar.gathered


def _counted(unit: Unit, at: int) -> bool:
    """Return whether at ``at`` stands by how much or by what means something was done, not by whom (``by 96 votes``, ``by text message``)."""
    noun = len(unit.line) - len(unit.line[at:].lstrip("#"))
    return (noun > at and unit.low_at(noun) in unit.grammar.margins) or (unit.tag_at(at) in "nB" and unit.low_at(at) in unit.grammar.means)


def _before_link(unit: Unit, plain: int, end: int, links: AbstractSet[str], cues: Cues, *, of_after: bool) -> int:
    """Return where an agent ends before what it told of, its plain phrase ending at ``plain``: ``by envoys in Lome | of lying``.

    ``of_after`` where an "of" stands behind ``end`` and what tells when or where: ``by the head of the bank | on Monday of fraud``.
    """
    # "told by a member of the panel that"
    whole = unit.low_at(plain) == "of" and unit.low_at(end) == "that"
    of = [i for i in range(plain, end) if unit.low[i] == "of"] if "of" in links and not whole else []
    order = next((i for i in range(plain, end + 1) if unit.infinitive(i) or (unit.low_at(i) == "not" and unit.infinitive(i + 1))), 0)
    if of and of[-1] < order and all(holds_office(unit, i, cues) and not opens_deed(unit, i) for i in of):
        # "told by the head of the union | to stay at home"
        return order
    if of:
        # "by the head of the bank | of fraud", "by the head of the bank | of the killing of nine"
        deed = next((i for i in of if opens_deed(unit, i)), 0) or next((i for i in of if not holds_office(unit, i, cues)), of[-1])
        return end if of_after else deed
    # "by an aide to the king | to leave"
    serves = unit.tag_at(plain) == "T" and unit.tag_at(plain + 1) in "DX" and unit.low[plain - 1] in cues.sources
    if not serves and ((unit.low_at(plain) in links and not whole) or unit.tag_at(plain) == "T"):
        return plain
    doing = (i for i in range(plain, end) if unit.low[i] in links and unit.tag_at(i + 1) == ("B" if unit.tag[i] == "T" else "G"))
    # "the raid, urged by a rebel group, killed nine" without its commas
    goes_on = unit.tag_at(plain) == "E" and unit.tag_at(plain + 1) in "D#O"
    return plain if goes_on else next(doing, end)
