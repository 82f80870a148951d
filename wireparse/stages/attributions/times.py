"""Times behind a cue: where a day, a date or a span of time ends that tells when something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit

YEAR = 4
FIXED = (4, 3, 2)


def told_time(unit: Unit, at: int) -> int:
    """Return the index behind the time at ``at``, or 0 where there is none or it belongs to what follows (``Monday's vote``).

    A day with its part or an adverb before (``Monday night``, ``late on Monday``), a date, a span with its turn (``two
    days earlier``), a day told from another (``the next day``), or a fixed phrase (``for the first time``).
    """
    low, tag = unit.low[at], unit.tag[at]
    opens = low in unit.grammar.time_openers
    if not opens and tag not in "WD#":
        return 0
    if tag == "W":
        behind = _dated(unit, at + 1)
        behind += unit.low_at(behind) in unit.grammar.periods
        return behind if unit.tag_at(behind) != "p" else 0
    if low in unit.grammar.day_adverbs:
        if unit.low_at(at + 1) == "that" and unit.low_at(at + 2) in unit.grammar.periods:
            return at + 3
        on = at + 1 + (unit.tag_at(at + 1) == "I")
        return told_time(unit, on) if unit.tag_at(on) == "W" else _told_from(unit, at + 1)
    return _told_from(unit, at) or (_fixed(unit, at) if opens else 0)


def _told_from(unit: Unit, at: int) -> int:
    """Return the index behind a span or period at ``at`` that an adjective or adverb counts from another time, or 0."""
    i = at
    while unit.tag_at(i) in "D#":
        i += 1
    ordered = unit.low_at(i) in unit.grammar.time_order
    i += ordered
    if i == at or unit.low_at(i) not in unit.grammar.time_lengths:
        return 0
    turned = unit.low_at(i + 1) in unit.grammar.time_turns
    end = i + 1 + turned
    later = turned and (unit.low[i + 1] not in unit.grammar.time_conjunctions or unit.low_at(end) == "that" or unit.tag_at(end) in ",.")
    # "said the next day was cold": the subject of what is said
    return end if (later or (ordered and not turned)) and unit.tag_at(end) not in "VAEp" else 0


def _fixed(unit: Unit, at: int) -> int:
    for size in FIXED:
        if at + size <= len(unit) and " ".join(unit.low[at : at + size]) in unit.grammar.adverbials:
            return at + size if unit.low_at(at + size) != "as" else 0
    return 0


def _dated(unit: Unit, at: int) -> int:
    """Return the index behind the day and the year of the month named before ``at`` (``March 5, 2019``)."""
    if at < 1 or unit.low[at - 1] not in unit.grammar.months or unit.tag_at(at) != "#":
        return at
    year = at + 2 if unit.tag_at(at + 1) == "," else at
    if unit.tag_at(year) != "#" or len(unit.low[year]) != YEAR:
        return at + 1
    return year + 1 + (year > at and unit.tag_at(year + 1) == "," and unit.low_at(year + 2) == "that")


def time_behind(unit: Unit, at: int) -> int:
    """Return the index behind a time that starts at ``at`` (``last week``, ``many times``, ``early Monday``), or 0."""
    i = at
    while i < len(unit) and (unit.tag[i] in "RDW#" or unit.low[i] in unit.grammar.time_parts):
        i += 1
    while i > at and unit.tag[i - 1] != "W" and unit.low[i - 1] not in unit.grammar.time_words:
        i -= 1
    i = _dated(unit, i)
    if unit.tag_at(i) == "p":
        # "said last week's vote was fair"
        return 0
    return i if any(unit.tag[k] == "W" or unit.low[k] in unit.grammar.time_units for k in range(at, i)) else 0
