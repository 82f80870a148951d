"""Times around a cue: where a day, a date or a span of time ends, or begins, that tells when something was said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.phrases import occasion

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit

YEAR = 4
FIXED = (4, 3, 2)
# What a noun phrase without a verb or clause in it is made of ("doping tests"), and the least of its words.
PLAIN = re.compile("(?:[DnX#pICWRBQ,]|G(?=n))*")
SHORTEST = 3


def told_time(unit: Unit, at: int) -> int:
    """Return the index behind the time at ``at``, or 0 where there is none or it belongs to what follows (``Monday's vote``).

    A day with its part or an adverb before (``Monday night``, ``late on Monday``), a date, a span with its turn (``two
    days earlier``), a day told from another (``the next day``), or a fixed phrase (``for the first time``).
    """
    low, tag = unit.low[at], unit.tag[at]
    opens = low in unit.grammar.time_openers
    if not opens and tag not in "WD#":
        return 0
    if tag == "W" and low in unit.grammar.months and unit.tag_at(at + 1) in "nX":
        # "said September marks would rise"
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
    tags, lows, words = unit.tags_around, unit.lows_around, unit.grammar
    i = at
    while tags[i] in "D#":
        i += 1
    if lows[at] in words.each and lows[at + 1] in words.time_lengths:
        # "they say that every day"
        return at + 2 if tags[at + 2] in ",.C" else 0
    ordered = lows[i] in words.time_order
    i += ordered
    if i == at or lows[i] not in words.time_lengths:
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
    i, size = at, len(unit.tag)
    while i < size and (unit.tag[i] in "RDW#" or unit.low[i] in unit.grammar.time_parts):
        i += 1
    while i > at and unit.tag[i - 1] != "W" and unit.low[i - 1] not in unit.grammar.time_words:
        i -= 1
    if i == at:
        return 0
    i = _dated(unit, i)
    if unit.tag_at(i) == "p":
        # "said last week's vote was fair"
        return 0
    return i if any(unit.tag[k] == "W" or unit.low[k] in unit.grammar.time_units for k in range(at, i)) else 0


def how_long(unit: Unit, at: int) -> bool:
    """Return whether how long or how often something was done stands at ``at`` (``for three hours``, ``for the second time``)."""
    end = at + len(unit.line[at : at + 2]) - len(unit.line[at : at + 2].lstrip("D#"))
    end += end > at and unit.low_at(end + 1) == "time"
    return (unit.low_at(end) in unit.grammar.spans_of_time or unit.low_at(end) == "time") and unit.low_at(end + 1) != "of"


def before_times(unit: Unit, at: int) -> int:
    """Return the index behind what stands left of the adverbs and times before ``at`` (``the firm last month said``)."""
    if at not in unit.untimed:
        unit.untimed[at] = _before_times(unit, at)
    return unit.untimed[at]


def _before_times(unit: Unit, at: int) -> int:
    end = at
    while end > 0:
        tag, low = unit.tag[end - 1], unit.low[end - 1]
        if tag not in "RW#" and low not in unit.grammar.dating:
            break
        if tag == "R" and end > 2 and unit.low[end - 2] in unit.grammar.spans_of_time:
            # "a month ago", "hours earlier"
            end -= 2 + (unit.tag[end - 3] in "D#")
        elif low in unit.grammar.hereabouts and unit.tag[end - 2] == "n":
            # "diplomats here said": which diplomats
            break
        elif tag == "R":
            end -= 1
        elif low == "part" and end > 3 and unit.low[end - 3] == "for":
            end -= 3
        elif (low == "times" and end > 2 and unit.tag[end - 2] == "#") or (end > 1 and (tag == "W" or low in unit.grammar.periods) and unit.low[end - 2] in unit.grammar.timing):
            end -= 2
        elif (low in unit.grammar.occasions or low in unit.grammar.in_words) and (opening := _occasion_left(unit, end)):
            end = opening
        elif tag == "#" and end > 3 and unit.low[end - 2] in unit.grammar.months and unit.low[end - 3] in unit.grammar.timing:
            # "the embassy on April 4"
            end -= 3
        elif end > 1 and tag == "W" and low in unit.grammar.months and unit.tag[end - 2] == "#":
            # "a letter dated 30 January"
            end -= 2 + (unit.low_at(end - 3) in unit.grammar.timing)
        elif end > 1 and ((tag == "W" and unit.tag[end - 2] in "nXp,") or (low in unit.grammar.floating and unit.tag[end - 2] in "nXP")):
            end -= 1
        else:
            break
    return end


def before_closing_time(unit: Unit, at: int, end: int) -> int:
    """Return ``end``, or where the time stands that tells when a mere noun was said (``rejected its bid earlier this year``)."""
    if end - at < SHORTEST or not (unit.tag[end - 1] == "W" or unit.low[end - 1] in unit.grammar.periods) or PLAIN.fullmatch(unit.line, at, end) is None:
        return end
    start = max(before_times(unit, end), at + 1)
    # "expects a loss this year", "called off a vote next week"
    open_end = "earlier" not in unit.low[start:end] and not unit.grammar.unpast.isdisjoint(unit.low[start:end])
    return end if open_end else start


def _occasion_left(unit: Unit, end: int) -> int:
    """Return where the occasion of speech that ends before ``end`` opens behind a noun (``the agency in its report``), or 0."""
    opening = len(unit.line[: end - 1].rstrip("nXBG")) - 2
    if unit.low[end - 1] in unit.grammar.in_words and unit.tag[opening + 1] != "D":
        # "the agency in televised remarks"
        opening = len(unit.line[: end - 1].rstrip("nEG")) - 1
    return opening if opening > 0 and unit.tag[opening - 1] in "nX" and occasion(unit, opening) == end else 0
