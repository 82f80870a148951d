"""Where content ends that is no clause of its own: a noun phrase, or a preposition with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import another_acts, behind_adverbs
from wireparse.stages.attributions.asides import besides, comments, grounds, said_in
from wireparse.stages.attributions.clauses import has_verb, weakly_finite
from wireparse.stages.attributions.phrases import noun_phrase, paired
from wireparse.stages.attributions.times import time_behind, told_time

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit

BEFORE = 4
PLACE = 4
"""No more words has the country behind a place's comma."""


def noun_content_end(unit: Unit, at: int, limit: int) -> int:
    """Return where noun-phrase, infinitive or prepositional content at ``at`` ends: a comma, a finite verb, a stop."""
    i, relative = at, False
    while i < limit:
        tag = unit.tag[i]
        if tag in "nXD#pWOR" and unit.low[i] != "due":
            relative, i = relative or unit.low[i] in unit.grammar.sayers, i + 1
            continue
        if tag == "Q" and unit.text[unit.quote[i].end - 1] == "," and unit.tag_at(i + 1) not in ",C":
            return i + 1
        closing = unit.line.find("-", i + 1, limit) if tag == "-" and i > at else -1
        if closing > 0 and unit.tag_at(closing + 1) in "CI":
            # "any link between the gifts -- meant to sway policy -- and the vote"
            i = closing + 1
            continue
        if tag in ".;:-" or (tag in "VA" and i > at and not relative and unit.low[i] not in unit.grammar.nominal_auxiliaries):
            break
        if tag == "G" and i > at + 1 and unit.low[i] in unit.grammar.reporting and unit.tag[i - 1] in "nXWO" and not relative:
            # "called for his resignation saying he had lied"
            break
        relative = relative or tag in "HP" or unit.low[i] in unit.grammar.sayers or (tag == "S" and unit.low[i] in {"that", "where", "when"} | unit.grammar.conditions)
        if tag == "," and (opening := _added(unit, i)):
            i = opening
            continue
        if tag == "," and unit.tag_at(i + 1) == "T" and relative is False and "H" in unit.tag[max(0, at - BEFORE):at]:
            # "urged banks, which are accused of greed, to pass on the cut"
            break
        if tag == "," and unit.tag_at(i + 1) == "H" and unit.low_at(i + 2) in unit.grammar.coming and unit.next_comma(i + 1, limit) == limit:
            # "announced a plan, which will give holders 60 dollars a share"
            relative, i = True, i + 3
            continue
        if tag == "I" and unit.tag_at(i + 1) == "W" and "T" in unit.line[at - 1 : at + 1] and unit.low_at(i + 2) in unit.grammar.time_conjunctions:
            # "vowed to clear his name on Thursday after he was banned"
            break
        if tag == "," and not listing(unit, i, limit) and not _placed(unit, i) and unit.tag[i - 2 : i] != ["C", "E"]:
            return _apposed(unit, i, limit)
        verb = behind_adverbs(unit, i + 1, limit)
        # "storms and repeated, costly delays": no verb
        verbal = unit.tag_at(verb) in "VAPG" or (unit.tag_at(verb) == "E" and unit.tag_at(verb + 1) != "," and not _last_listed(unit, at, i))
        if tag == "C" and verbal and not (unit.tag_at(verb) == "G" and "G" in unit.tag[at : at + 2]) and i > at and unit.tag[i - 1] in "nXWO#pQG":
            break
        # "the appeal for peace and harmony in Velm got a mixed hearing": the one verb is the sentence's
        if tag == "C" and i > at and not relative and has_verb(unit, 0, at) and _clausal(unit, i + 1, limit):
            break
        if tag == "C" and unit.low_at(i + 1) == "that" and unit.tag_at(i + 1) == "S" and "that" in unit.low[:at]:
            # "said workers had complained of gas and that they had been ignored"
            break
        again = unit.tag_at(i + 1) == "I" and unit.low[i + 1] in unit.low[max(0, at - BEFORE):at] and unit.low[i + 1] not in unit.low[at:i]
        if tag == "C" and (again or another_acts(unit, at, i)):
            # "alone in its demands for a vote and in its opposition to a tax"
            break
        if i > at and ((tag == "I" and (grounds(unit, i) or said_in(unit, i, limit, clause=False))) or (tag == "S" and besides(unit, i, limit))):
            break
        if (tag == "C" and unit.low[i] == "but" and not paired(unit, i) and unit.low_at(i + 1) not in unit.grammar.negations | unit.grammar.qualifying) or (i > at and unit.low[i] == "due" and unit.low_at(i + 1) == "to"):
            break
        i += 1
    return i


def _added(unit: Unit, comma: int) -> int:
    """Return the index behind what opens an addition at ``comma``: ``a loss, up from | two million``, ``officers, including | a general``; or 0."""
    low = unit.low_at(comma + 1)
    compared = low in unit.grammar.comparing and unit.tag_at(comma + 2) == "I"
    return comma + 3 if compared else comma + 2 if low in unit.grammar.inclusive else 0


def _last_listed(unit: Unit, at: int, conjunction: int) -> bool:
    """Return whether the conjunction closes a list whose last member opens with a participle (``food, medicine and | dried milk``)."""
    return unit.tag_at(conjunction + 2) == "n" and unit.line.count(",", at, conjunction) > 0 and "C" not in unit.line[at:conjunction]


def _placed(unit: Unit, comma: int) -> bool:
    """Return whether the comma stands between a place and its country, and more follows (``over Kelmen, Norvia in 1988``)."""
    end = comma + 1
    while unit.tag_at(end) == "X":
        end += 1
    closed = unit.tag_at(end) == "," and unit.tag_at(end + 1) in "IT"
    return unit.tag[comma - 1] == "X" and 1 < end - comma < PLACE and (closed or unit.tag_at(end) == "I" or (
        unit.tag_at(end) in "IT" and unit.tag[comma - 2] == ","))


def _apposed(unit: Unit, comma: int, limit: int) -> int:
    """Return the index behind the description of a name that ends the content (``the death of Diana, princess of ...``)."""
    named = unit.tag_at(comma - 1) == "X" or unit.tag_at(comma + 1) == "X"
    if not named or unit.tag_at(comma + 1) == "W" or comments(unit, comma + 1):
        return comma
    end = noun_phrase(unit, comma + 1, limit, apposition=False)
    return end if comma + 1 < end >= limit else comma


def listing(unit: Unit, comma: int, limit: int) -> bool:
    """Return whether the comma parts members of a list that an "and" closes."""
    joined = unit.tag_at(comma + 1) == "C"
    following = comma + 1 + joined
    # "blankets, bottled water and tents", but "called for calm, urged patience and left"
    joint = unit.line.find("C", following, limit)
    described = not joined and unit.line[following : following + 2] == "En" and unit.tag_at(joint + 1) in "nDX#"
    if (unit.tag_at(following) in "GEHSVAP" and not described) or (joined and _clausal(unit, following, limit)):
        return False
    if joined and unit.tag_at(following) == "I" and time_behind(unit, following + 1) and unit.finite(following, limit):
        # ", and on Friday the owner, Roe, was arrested"
        return False
    for i in range(comma + 1, min(limit, comma + 30)):
        if unit.tag[i] == "C":
            return True
        if unit.tag[i] not in "DnX#pWGBEIR," and not (unit.tag[i] == "T" and unit.tag_at(i + 1) in "DnX#"):
            return False
    return False


def _clausal(unit: Unit, at: int, limit: int) -> bool:
    """Return whether a subject at ``at`` has its verb straight behind it (``and a ministry official said``, ``and unions accused the firm``)."""
    end = at
    while end < limit and unit.tag[end] in ("DnX#pIO" if end > at else "DnX#p"):
        end += 1
    if end == at or end >= limit:
        return False
    if unit.tag[end] == ",":
        # "and one of its members, lawmaker Ada Roe, said"
        closing = unit.next_comma(end + 1, limit)
        named = "X" in unit.tag[end:closing] and not unit.finite(end, closing)
        return named and unit.tag_at(closing + 1) in "VA" and closing + 1 < limit
    # "and the employers called for talks", "and its members voted to strike", but "and the coach accused of fraud"
    presses = unit.low[at] in unit.grammar.definite and (unit.low_at(end + 1) == "for" or unit.line[end + 1 : end + 3] == "TB")
    acts = unit.tag[end] == "E" and (unit.tag_at(end + 1) in "DnXOP#GS" or presses) and not told_time(unit, end + 1) and weakly_finite(unit, end)
    return unit.tag[end] in "VA" or acts
