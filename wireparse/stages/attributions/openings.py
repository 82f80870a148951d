"""Openings: what stands before a subject with no comma between, times, places and occasions (``After the vote | Kern said``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.times import YEAR, time_behind, told_time

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit

OPENING = 6
NAME = 5
VERBS = frozenset("VAE")
SUBSTANCE = frozenset("nX#PODGBWQpE")


def without_opening(unit: Unit, start: int, end: int) -> tuple[int, int] | None:
    """Return ``[start, end)`` without what stands before its noun phrase: adverbs, and, ``In Paris``, ``On Monday``."""
    start = _behind_conjunction(unit, start, end)
    while start < end:
        tag, low = unit.tag[start], unit.low[start]
        if opening := _behind_time(unit, start, end):
            start = opening
        elif tag == "R" and _measures(unit, start):
            break
        elif (tag in "RC" and (low != "up" or unit.low_at(start + 1) != "to")) or (tag == "S" and low != "that") or (tag == "S" and start == 0):
            start += 1
        elif tag in "IT" and unit.grammar.counted_from.isdisjoint((low, unit.low_at(start + 1))):
            start = _behind_setting(unit, start, end)
        elif tag == "W" and start + 1 < end and (unit.tag[start + 1] in "DP" or (low in unit.grammar.named_days and unit.tag[start + 1] == "X")):
            start += 1
        elif tag == "G" and low in unit.grammar.reporting and start + 1 < end and unit.tag[start + 1] in "DX#":
            # "saying | the group had asked for more"
            start += 1
        elif tag in "GE" and start + 1 < end and unit.tag[start + 1] in "IDTOW":
            behind = _behind_setting(unit, start, end)
            if behind >= end and tag == "G" and unit.low_at(end) in unit.grammar.passive:
                # "Trafficking in gems | is seen as a crime"
                break
            start = behind
        else:
            break
    return None if SUBSTANCE.isdisjoint(unit.line[start:end]) else (start, end)


def _measures(unit: Unit, adverb: int) -> bool:
    """Return whether the adverb belongs to the number behind it (``Nearly 40``, ``Almost a third``, ``Only half of the men``)."""
    share = adverb + 1 + (unit.low_at(adverb + 1) in unit.grammar.plain_articles)
    timed = unit.low_at(adverb + 2) in unit.grammar.spans_of_time
    return not timed and unit.low[adverb] in unit.grammar.degrees and (unit.tag_at(adverb + 1) == "#" or unit.low_at(share) in unit.grammar.shares)


def from_name(unit: Unit, found: tuple[int, int]) -> tuple[int, int]:
    """Return a subject from the name that it describes, whose closing comma is left out (``Ada Kole, analyst for Bell Inc | said``)."""
    comma, end = found[0] - 1, found[0]
    if unit.tag_at(comma) != ",":
        return found
    while unit.tag_at(end) == "n":
        end += 1
    first = len(unit.line[:comma].rstrip("X"))
    named = 1 < comma - first < NAME and (first == 0 or unit.tag[first - 1] == "Q")
    one = end > found[0] and not unit.low[end - 1].endswith("s") and unit.tag_at(end) == "I"
    return (first, found[1]) if named and one else found


def _behind_conjunction(unit: Unit, start: int, end: int) -> int:
    """Return where a noun phrase begins behind what the word before ``start`` opens, else ``start``.

    ``After the match | Kern said`` and ``Later that day | the army``, but ``After the army said ...``.
    """
    low = unit.low[start - 1] if start else ""
    if low == "that" and unit.low[start] in unit.grammar.periods:
        return start + 1
    return _behind_occasion(unit, start - 1, end) or start


def _behind_occasion(unit: Unit, at: int, end: int) -> int:
    """Return where a noun phrase begins behind the "after" at ``at`` with its noun, or 0 where that opens a clause.

    Only a sentence without a further comma, but that of a quotation, is one ("After the judge rejected it, ...").
    """
    opens = 0 <= at < OPENING and unit.low[at] in unit.grammar.time_conjunctions and unit.tag_at(at + 1) in "DWG#n"
    if not opens or "," in unit.line[at:].replace(",Q", "") or not VERBS.isdisjoint(unit.line[: max(at, 0)]):
        return 0
    opening = _behind_setting(unit, at, end)
    return opening if opening < end else 0


def _behind_time(unit: Unit, start: int, end: int) -> int:
    """Return where a noun phrase begins behind the time at ``start`` (``three days ago | Kern``, ``this month | Kern``), or 0."""
    if unit.tag[start] in "Xnp" and unit.low[start] not in unit.grammar.opening:
        return 0
    timed = unit.tag[start] == "I" and unit.low[start] in unit.grammar.timing_links
    at = start + timed
    behind = (told_time(unit, start) if unit.tag[start] != "W" else 0) or (timed and told_time(unit, at))
    if not behind and unit.low_at(at) in unit.grammar.spans_of_time:
        if unit.low_at(at + 1) in unit.grammar.time_conjunctions:
            return _behind_occasion(unit, at + 1, end)
        behind = at + 1 + (unit.low_at(at + 1) in unit.grammar.time_turns)
        behind = behind if timed or behind > at + 1 else 0
    elif not behind and (timed or unit.tag_at(at) == "#" or unit.low_at(at) in unit.grammar.time_fronts):
        behind = time_behind(unit, at)
    if behind and unit.tag_at(behind) == "S":
        return _behind_occasion(unit, behind, end)
    return behind if behind < end and unit.tag_at(behind) in "DPnX#BIW" else 0


def _behind_setting(unit: Unit, start: int, end: int) -> int:
    """Return where a new noun phrase begins behind the leading adjunct at ``start``; ``end`` if it is all adjunct.

    No comma parts them: a determiner, a day, a noun of settings (``After the vote | officials``) or a change from nouns
    to a name or back (``about the deal | Kern``, ``In Kelmen | residents``) does.
    """
    ended = "nXW#pGRB" if unit.tag[start] == "I" else "nXW#pG"
    for i in range(start + 2, end):
        if unit.tag[i] in "DP" and unit.tag[i - 1] in ended and not (unit.tag[i - 1] == "G" and i == start + 2):
            return i
    object_at = max((i + 1 for i in range(start, end) if unit.tag[i] in "IT"), default=start + 1)
    run = range(max(object_at, start + 1) + 1, end)
    dated = [i for i in run if unit.tag[i] in "nXB" and unit.low[i] not in unit.grammar.periods and _ends_day(unit, i)]
    set_off = [i for i in run if unit.low[i - 1] in unit.grammar.opening_nouns and unit.low[i] not in unit.grammar.opening_nouns and unit.tag[i] != "p"]
    named = [i for i in run if unit.tag[i] == "X" and unit.tag[i - 1] == "n" and unit.text[unit.start[i - 1]].islower()
             and ("D" in unit.line[object_at:i] or unit.low[i - 1].endswith("s"))]
    people = unit.low[end - 1].endswith("s") or unit.low[end - 1] in unit.grammar.plural_subjects
    if not people or unit.tag[start] not in "ITS":
        return (dated[-1:] or set_off[-1:] or named[:1] or [end])[0]
    placed = [i for i in run if unit.tag[i] in "nB" and set(unit.line[object_at:i].lstrip("G")) == {"X"}]
    plural = [i for i in run if unit.tag[i] in "nB" and unit.tag[i - 1] == "n" and unit.low[i - 1].endswith("s")]
    last = [end - 1] if end - 1 > object_at + 1 and unit.tag_at(object_at) == "D" else []
    return (dated[-1:] or set_off[-1:] or named[:1] or placed or plural or last or [end])[0]


def _ends_day(unit: Unit, at: int) -> bool:
    """Return whether a day, with its year or its part, ends before ``at`` (``on Sunday evening | rebels``)."""
    before = at - 1 - (unit.low[at - 1] in unit.grammar.periods)
    leads = unit.tag[before - 1] in "WIS" or unit.low[before - 1] in unit.grammar.day_adverbs
    year = unit.tag[before] == "#" and leads and len(unit.low[before]) == YEAR
    return unit.tag[before] == "W" or year
