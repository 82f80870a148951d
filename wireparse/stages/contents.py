"""Walks along what a cue reports: adjuncts and addressee skipped, the clause recognised, its true end found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.walks import SETTING, TIME_LEAD, base_np, noun_phrase

if TYPE_CHECKING:
    from wireparse.stages.cues import Cues
    from wireparse.stages.units import Unit

WH = frozenset("whether if how why what when where who which".split())
RETURNS = frozenset("as while whereas though although".split())
AS_WELL = frozenset("well part soon long far much many if though well-as result".split())
CLAUSE_LIMIT = 60


def behind_adjuncts(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind adverbs, times and settings at ``at`` (``on Thursday``, ``in a statement``, ``late Monday``)."""
    i = at
    while i < limit:
        tag, low = unit.tag[i], unit.low[i]
        if tag == "R" or tag == "W":
            i += 1
        elif low in TIME_LEAD and unit.tag_at(i + 1) in "WRD" and _time_behind(unit, i + 1):
            i = _time_behind(unit, i + 1)
        elif tag == "I" and low in SETTING or low in {"after", "before"} or tag == "T" and unit.tag_at(i + 1) in "DXnO":
            end = noun_phrase_end(unit, i + 1, limit)
            if end == i + 1:
                break
            i = end
        else:
            break
    return i


def noun_phrase_end(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind a noun phrase with its ``of`` tails only."""
    i = base_np(unit, at)
    while i < limit and unit.tag[i] == "I" and unit.low[i] in {"of", "with", "between", "for"}:
        end = base_np(unit, i + 1)
        if end == i + 1:
            break
        i = end
    return i


def _time_behind(unit: Unit, at: int) -> int:
    """Return the index behind a time that starts at ``at``, or 0."""
    i = at
    while unit.tag_at(i) in "RDW#" or unit.low_at(i) in {"week", "month", "year", "night", "morning", "evening", "afternoon",
                                                      "last", "next", "early", "late", "day"}:
        if unit.tag_at(i) == "." and i >= len(unit):
            break
        i += 1
    return i if i > at and any(unit.tag[k] == "W" or unit.low[k] in {"week", "month", "year", "night", "morning", "evening",
                                                                   "afternoon", "day"} for k in range(at, i)) else 0


def addressee(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind the person or body spoken to at ``at`` (``AFP``, ``the state news agency``)."""
    end = base_np(unit, at)
    while end < limit and unit.tag[end] == "I" and unit.low[end] in {"of"}:
        further = base_np(unit, end + 1)
        if further == end + 1:
            break
        end = further
    if end < limit and unit.tag[end] in "VA" and end - at > 1:
        return end - 1 if unit.tag[at] not in "D" or end - at > 2 else end
    return min(end, limit)


def clause_at(unit: Unit, at: int, limit: int) -> int:
    """Return where the reported clause at ``at`` begins (a "that" left out), or -1 where no clause stands."""
    if at >= limit:
        return -1
    if unit.low[at] == "that" and unit.tag[at] == "S":
        if unit.tag_at(at + 1) in "nX" and _verb_soon(unit, at + 1, limit) or unit.tag_at(at + 1) not in "VA":
            return at + 1
        return at
    if unit.tag[at] == "S" and unit.low[at] in {"if", "although", "though", "while", "when", "because", "since", "unless", "once", "as", "after", "before"}:
        return at if _verb_soon(unit, at + 1, limit) and "," in unit.tag[at:limit] else -1
    if unit.tag[at] in "DPnX#pWBGEIRCQOSA" or unit.low[at] in WH:
        return at if _verb_soon(unit, at, limit) else -1
    return -1


def _verb_soon(unit: Unit, at: int, limit: int) -> bool:
    """Return whether a main finite verb follows its subject at ``at``."""
    if unit.tag_at(at) == "P":
        return True
    i, weak, size = at, False, min(limit, at + CLAUSE_LIMIT)
    while i < size:
        tag = unit.tag[i]
        if tag in "VA":
            return i > at
        if tag == "P" and i > at:
            return unit.tag[i - 1] in "," or weak
        if tag == "E":
            weak = weak or (i > at and unit.tag[i - 1] in "nXpR#OW" and unit.tag_at(i + 1) not in {"I"}) or i > at
        elif tag == "B":
            weak = weak or (i > at and unit.tag[i - 1] in "nXW" and unit.tag_at(i + 1) in "DTSIX#RnOP")
        elif tag == "H" or (tag == "S" and i > at and unit.low[i] == "that"):
            i = _behind_relative(unit, i, size)
            continue
        elif tag in ";:.-":
            break
        elif tag == "," and weak:
            break
        i += 1
    return weak


def _behind_relative(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind the relative clause at ``at``: its comma, or its first verb group."""
    i = at + 1
    while i < limit and unit.tag[i] not in "VAE,;.":
        i += 1
    while i < limit and unit.tag[i] in "VAER":
        i += 1
    return i


def content_end(unit: Unit, at: int, limit: int, cues: Cues) -> int:
    """Return where the clause at ``at`` ends: at the stop, or where the agency's own voice or another cue takes over."""
    i = at
    while i < limit:
        tag = unit.tag[i]
        if tag == "." and i == limit - 1:
            return i
        if tag == "," and i > at and _returns(unit, i + 1, limit, cues):
            return i
        if tag == "C" and i > at and _coordinate_cue(unit, i, limit, cues):
            return i - 1 if unit.tag[i - 1] == "," else i
        if tag == ";":
            return i
        i += 1
    return i - 1 if i > at and unit.tag[i - 1] in ",." else i


def _returns(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether behind the comma before ``at`` the content is over."""
    i = at
    while i < limit and unit.tag[i] == "R":
        i += 1
    if i >= limit:
        return False
    low, tag = unit.low[i], unit.tag[i]
    if low == "according" or (tag == "G" and low in cues.verbs):
        return True
    if low in RETURNS and unit.low_at(i + 1) not in AS_WELL:
        return _verb_soon(unit, i + 1, limit)
    return False


def _coordinate_cue(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether the conjunction at ``at`` opens a new main clause: ``and said``, ``but`` with a subject."""
    i = at + 1
    while i < limit and unit.tag[i] == "R":
        i += 1
    if i >= limit:
        return False
    if unit.tag[i] in "VE" and unit.low[i] in cues.verbs:
        return True
    return unit.low[at] == "but" and unit.tag[i] in "DPnX" and _verb_soon(unit, i, limit)


def noun_content_end(unit: Unit, at: int, limit: int) -> int:
    """Return where noun-phrase, infinitive or prepositional content at ``at`` ends: a comma, a finite verb, a stop."""
    i = at
    while i < limit:
        tag = unit.tag[i]
        if tag in ".;:-":
            break
        if tag == "," and not _listing(unit, i, limit):
            break
        if tag == "C" and unit.tag_at(i + 1) in "VAEP" and i > at and unit.tag[i - 1] in "nXWO#p":
            break
        if tag == "S" and unit.low[i] in {"but", "while", "as", "although", "though", "because"} and i > at:
            break
        if tag == "C" and unit.low[i] == "but":
            break
        i += 1
    return i


def _listing(unit: Unit, comma: int, limit: int) -> bool:
    """Return whether the comma parts members of a list that an "and" closes."""
    for i in range(comma + 1, min(limit, comma + 12)):
        if unit.tag[i] == "C":
            return True
        if unit.tag[i] not in "DnX#pWGBEIR,":
            return False
    return False
