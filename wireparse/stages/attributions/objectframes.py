"""Frames with an object: what was said to whom, of whom, or about what, in items of the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import addressee, before_setting, behind_adjuncts, behind_times
from wireparse.stages.attributions.clauses import clause_at, in_subject
from wireparse.stages.attributions.objects import listing, noun_content_end
from wireparse.stages.attributions.phrases import (
    amount_at,
    base_np,
    closes_aside,
    counts,
    holds_office,
    is_verdict,
    judges,
    results,
)
from wireparse.stages.attributions.places import Found, Place, found
from wireparse.stages.attributions.times import how_long, told_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.stages.attributions.cues import Frame
    from wireparse.stages.attributions.units import Unit

OBJECT_LIMIT = 25
PAIR = 2
JUDGING = frozenset({"accusation", "denial", "description"})
# "described it as a risk the town must take": a clause tells which.
CALLING = frozenset({"denial", "description"})
VERBAL = frozenset("BnAREQVG")


def _clause(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, limit = place.unit, place.limit
    end = addressee(unit, place.at, limit)
    if end == place.at or (unit.tag[place.at] == unit.tag[end - 1] == "#" and unit.tag_at(end) in "#n"):
        # "warns two million children are at risk"
        return None
    to = (place.at, end)
    skipped = behind_adjuncts(unit, end, limit)
    for at in dict.fromkeys((skipped, end)):
        start = clause_at(unit, at, limit, loose=place.loose)
        if start >= 0:
            return found(place, start, to)
    return None


def acts_at(unit: Unit, at: int) -> bool:
    """Return whether a verb may stand behind the "to" before ``at``: ``were invited to speak``, but ``to dinner on Sunday``, ``a threat to peace``."""
    return unit.tag_at(at) in VERBAL and (unit.tag_at(at) != "n" or unit.tag_at(at + 1) not in "IW.,")


def _wh(place: Place, frame: Frame) -> Found | None:
    del frame
    end = addressee(place.unit, place.at, place.limit)
    if end > place.at and end < place.limit and place.unit.low_at(end) in place.unit.grammar.wh:
        return found(place, end, (place.at, end))
    return None


def _infinitive(place: Place, frame: Frame) -> Found | None:
    del frame
    unit = place.unit
    link = link_behind_object(place, "to")
    noun = place.cues.nouns.get(unit.low_at(link - 1))
    # "will consider a proposal to cut taxes"
    of_noun = noun and "inf" in noun.kinds and unit.low_at(link + 1) not in unit.grammar.be | unit.grammar.have
    if link and unit.tag_at(link) == "T" and unit.tag_at(link + 1) in VERBAL and not of_noun:
        end = place.end_of(place.at, clause=False)
        if end < link and unit.tag_at(end + 1) == "H":
            # "urged banks, which have been slow, to pass on the cut"
            return Found((place.at, end), place.at, None, (link, place.end_of(link, clause=False)))
        return around_time(place, link, end)
    end = base_np(unit, place.at)
    quoted = next((i for i in range(place.at + 1, end + 1) if i in unit.quote and unit.infinitive(i)), 0)
    return found(place, place.at, clause=False) if quoted and quoted < place.limit else None


def _preposition(place: Place, frame: Frame) -> Found | None:
    if frame.link == "as" and place.unit.low_at(place.at) == "as":
        return _fronted(place)
    link = link_behind_object(place, frame.link) if place.unit.tag_at(place.at) != "R" else 0
    if not link and frame.amount:
        # "put the number slightly lower, at 147"
        link = _amount_behind(place, frame.link)
    # "rejected the plan as well as the offer": no complement
    other = frame.link == "as" and (place.unit.low_at(link + 1) == "well" or happens(place.unit, link, place.cls))
    other = other or (frame.gerund and place.unit.tag_at(link + 1) != "G") or how_long(place.unit, link + 1)
    if not link or other or counts(place.unit, link) or (frame.amount and not amount_at(place.unit, link + 1)):
        return None
    if frame.link != "as":
        end = place.end_of(link, clause=False)
        return around_time(place, link, end) if end > link + 1 else None
    # "described the raid as a crime": "as" stays out, so that the content has two spans.
    end = place.end_of(link + 1, clause=False)
    if in_subject(place.unit, place.at):
        # "A minister who described himself as neutral | said it was over"
        end = next((i for i in range(link + 2, end) if place.unit.tag[i] in "VA"), end)
    # "described him only as a witness": how, not whom
    object_end = place.at + max(1, len(place.unit.line[place.at : link].rstrip("R")))
    named = next((i for i in range(place.at + 1, object_end) if place.unit.tag[i] == "," and place.unit.tag[i + 1] == "H"), object_end)
    return Found((place.at, named), place.at, None, (link + 1, end)) if end > link + 1 else None


def happens(unit: Unit, link: int, cls: str) -> bool:
    """Return whether an "as" tells when, why or how something was done, and not what it is called: ``attacked it as | guards slept``, ``as | revenge``."""
    low = unit.low_at(link + 1)
    why = cls == "accusation" and (low in unit.grammar.paybacks or (low == "part" and unit.low_at(link + 2) == "of"))
    how = low in unit.grammar.done_so and (unit.tag_at(link + 2) in ".,W" or unit.low_at(link + 2) in unit.grammar.agents)
    # "rejected the plan as it stood", "saw her sister killed as their house fell"
    return why or how or results(unit, link) or unit.tag_at(link + 1) == "P" or (cls not in CALLING and not in_subject(unit, link) and _acted(unit, link + 1, deed=cls == "accusation"))


def _acted(unit: Unit, at: int, *, deed: bool) -> bool:
    """Return whether a subject and its verb stand at ``at``: ``saw him killed as | their house fell``, behind a ``deed`` ``as | guards watched from``."""
    verb = base_np(unit, at)
    closes = unit.tag_at(verb + 2 if unit.tag_at(verb + 1) in "IR" else verb + 1) in ".,"
    past = unit.tag_at(verb) == "E" and (closes or unit.tag_at(verb + 1) in "DPO" or (deed and unit.tag[at] in "nX" and unit.tag_at(verb + 1) in "IR"))
    return verb > at and (unit.tag_at(verb) in "VA" or past)


def around_time(place: Place, link: int, end: int) -> Found:
    """Return the object and what is said of it, without the time of saying between (``accused Tolia on Monday of lying``)."""
    unit = place.unit
    link -= unit.low[link - 1] in unit.grammar.negations
    time = before_setting(unit, place.at, link)
    told = time < link and unit.tag[time] in "IW" and unit.tag[time - 1] != "S" and not unit.finite(place.at, time) and "H" not in unit.tag[place.at : time]
    return Found((place.at, time), place.at, None, (link, end)) if told else Found((place.at, end), place.at)


def _fronted(place: Place) -> Found | None:
    """Return the content of ``dismissed as "an invention" reports that ...``: the complement before its object."""
    unit, at = place.unit, place.at + 1
    end = at + 1 if unit.tag_at(at) in "QEn" else base_np(unit, at)
    if end <= at or end >= place.limit or unit.tag[end] not in "DnXB" or behind_times(unit, end, place.limit) > end:
        # "a report introduced as evidence last week said"
        return None
    behind = found(place, end, clause=False)
    return Found((at, behind.content[1]), place.at) if behind else None


def link_behind_object(place: Place, link: str) -> int:
    """Return the index of ``link`` behind the object noun phrase at ``place``, or 0."""
    if place.unit.tag_at(place.at) in "IT.,SCVA" or place.at >= place.limit:
        return 0
    found = _link(place, link, place.at + 1)
    if found and link == "of" and holds_office(place.unit, found, place.cues):
        # "accused the government of Tolia | of lying"
        return _link(place, link, found + 1) or found
    return found


def _link(place: Place, link: str, first: int) -> int:
    """Return the index of ``link`` behind the object of ``place``, from ``first`` on, or 0."""
    unit, at, behind = place.unit, place.at, 0
    for i in range(first, min(place.limit, at + OBJECT_LIMIT)):
        if i < behind or (unit.tag[i] in "nXD#pWO" and unit.low[i] != link):
            continue
        if unit.low[i] == link and unit.low[i - 1] != "up":
            # "presented it as early as March", "referred to such goods as cards": no complements
            measured = link == "as" and (unit.low_at(i + 2) == "as" or unit.low[i - 2] == "as" or "such" in unit.low[at + 1 : i])
            if not measured:
                return i
        if unit.tag[i] == "," and (unit.tag_at(i + 1) in "HE" or unit.low_at(i + 1) == "where"):
            # "described the deal, which comes a day after the vote, as", or "for Roe, seen as its founder, to return"
            behind = next((k + 1 for k in range(i + 1, place.limit) if unit.tag[k] == ","), 0)
            if behind:
                continue
        if link == "as" and place.cls in JUDGING and unit.low[i - 1] in place.cues.nouns and (unit.tag[i] == "P" or unit.low[i] == "that"):
            # "rejected claims that it had fired as baseless"
            return next((k for k in range(i + 1, place.limit) if unit.low[k] == "as" and is_verdict(unit, k + 1)), 0)
        if unit.tag[i] == "S" and (unit.low[i - 1] == "such" or unit.tag_at(i + 1) in "W#"):
            continue
        if unit.tag[i] in "VASP.;:" or (unit.tag[i] == "C" and unit.tag_at(i + 1) in "VE") or (unit.tag[i] == "," and not (closes_aside(unit, i) or listing(unit, i, place.limit))):
            return 0
    return 0


def _amount_behind(place: Place, link: str) -> int:
    """Return the index of ``link`` before an amount behind a comma, with no verb between it and ``place``, or 0."""
    unit = place.unit
    for i in range(place.at + 1, min(place.limit, place.at + OBJECT_LIMIT)):
        if unit.low[i] == link and unit.tag[i - 1] == "," and amount_at(unit, i + 1):
            return i
        if unit.tag[i] in "VAEPSH;:":
            break
    return 0


def _complement(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, at = place.unit, place.at
    if unit.tag_at(at) == "G" and unit.tag_at(at + 1) in "DRIOT" and place.cls == "belief" and unit.line.count("D", at, unit.next_comma(at, place.limit)) < PAIR:
        # "was considering bringing forward the vote": a deed, but "considers giving up the crown a mistake"
        return None
    if unit.tag_at(at) in "OP" and at < place.limit:
        behind = at + 1
    else:
        # "called that figure a lie"
        behind = at + (unit.low_at(at) == "that" and unit.tag_at(at + 1) in "nB")
        while behind < place.limit and unit.tag[behind] in "DnX#pWGBI":
            if unit.tag[behind] == "D" and behind > at and unit.tag[behind - 1] in "nXp":
                break
            behind += 1
    value = next((i for i in range(at + 1, behind) if judges(unit, i) and unit.tag_at(i + 1) not in "nXB#"), 0)
    if value and unit.tag[at] in "DX":
        return Found((at, noun_content_end(unit, value, place.limit)), place.at)
    if behind == at or unit.tag_at(behind) not in "DQnERX#" or behind >= place.limit or any(told_time(unit, i) >= behind for i in range(at + 1, behind + 1)):
        # "called the vote three days ago"
        return None
    if unit.tag[behind] == "E" and unit.tag[at] not in "OP" and (unit.tag[at] != "D" or unit.tag_at(behind + 1) not in ".,"):
        # "called the report outdated", but "called the vote held in May"
        return None
    end = noun_content_end(unit, behind, place.limit)
    return Found((at, end), place.at) if end > behind else None


def _adjective(place: Place, frame: Frame) -> Found | None:
    """Return an object with what is thought of it (``found the raid deeply troubling``, ``found it "bold"``)."""
    del frame
    unit, at = place.unit, place.at
    end = at + (unit.tag_at(at) == "O" or unit.low_at(at) == "it")
    while end == at or (end < place.limit and unit.tag[end] in "DnX#p" and not judges(unit, end)):
        end += 1
    value = end + (unit.tag_at(end) == "R")
    closes = unit.tag_at(value) == "G" and unit.tag_at(value + 1) in ",.C"
    valued = closes or (unit.tag_at(value) == "Q" and unit.tag_at(at) != "n") or judges(unit, value)
    if unit.tag_at(at) not in "DnXOP#" or value >= place.limit or not valued:
        return None
    if unit.low[at] == "it" and "T" in (unit.tag_at(value + 1), unit.tag_at(value + 2)):
        # "found it hard to leave": they tried
        return None
    return Found((at, noun_content_end(unit, value, place.limit)), place.at)


def _gerund(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, at = place.unit, place.at
    if unit.tag_at(at) not in "DnXO#B":
        return None
    for i in range(at + 1, min(place.limit, at + 8)):
        if unit.tag[i] == "G" and unit.tag[i - 1] in "nXOWRB":
            return found(place, at, clause=False)
        if unit.tag[i] not in "DnX#GIR":
            return None
    return None


WITH_OBJECT: dict[str, Callable[[Place, Frame], Found | None]] = {
    "obj_clause": _clause, "obj_wh": _wh, "obj_inf": _infinitive, "obj_prep": _preposition, "obj_comp": _complement, "obj_adj": _adjective,
    "obj_ger": _gerund,
}
"""The walk of each kind of frame that takes an object."""
