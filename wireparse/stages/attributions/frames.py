"""Frames: for each kind of complement, where the content to the right of a cue begins and ends, in items of the unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_adjuncts, behind_times
from wireparse.stages.attributions.clauses import clause_at, has_verb, in_subject, joined_clause
from wireparse.stages.attributions.objectframes import VERBAL, WITH_OBJECT, around_time, link_behind_object
from wireparse.stages.attributions.objects import noun_content_end
from wireparse.stages.attributions.phrases import base_np, counts, occasion
from wireparse.stages.attributions.places import Found, Place, found
from wireparse.stages.attributions.times import before_closing_time, time_behind

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.stages.attributions.cues import Frame
    from wireparse.stages.attributions.units import Unit

HOLDER = 6
SHORT = 2
UNREAD = SPOKEN = 6
# The classes of cues whose times are those of what is to come.
TO_COME = frozenset({"belief", "demand", "estimate", "prediction", "promise", "proposal", "warning"})


def match(place: Place, frame: Frame) -> Found | None:
    """Return the content that ``frame`` finds at ``place``, or None where the frame does not fit."""
    walk = RIGHT.get(frame.kind)
    if walk is None:
        return None
    if not frame.lead:
        return walk(place, frame)
    return walk(replace(place, at=place.at + 1), frame) if place.unit.low_at(place.at) == frame.lead else None


def _clause(place: Place, frame: Frame) -> Found | None:
    unit, limit = place.unit, place.limit
    explicit = frame.kind == "that"
    skipped = place.behind()
    if unit.tag_at(skipped) == "," and unit.low_at(skipped + 1) == "that" and unit.low[place.at - 1] in unit.grammar.sayers:
        # "The minister has said, that the state is ready", with the comma of other languages
        skipped += 1
    if unit.line.startswith("IG", place.at) and clause_at(unit, comma := unit.next_comma(place.at, limit) + 1, limit) == comma:
        # "said in moving into cloth, the firm bought a rival"
        return found(place, place.at)
    if unit.low_at(place.at) == "of" and unit.low_at(skipped) != "that":
        # "warned of a bloodbath if the army came"
        skipped = place.at
    for at in (skipped, place.at) if skipped > place.at else (skipped,):
        if at < skipped and (unit.low_at(skipped) == "that" or _dates_participle(place, skipped)):
            break
        if at > place.at and _anothers(place, at):
            return None
        described = unit.low_at(at) == "that" and unit.tag_at(at + 1) in "VA" and unit.tag[at - 1] == "W" and "n" in unit.tag[place.at : at]
        if at > place.at and (described or (unit.low_at(at) == "where" and unit.tag[at - 1] in "nX")):
            # "said in a country where people starve, this was a crime", "scoffed at rules Monday that would bar them"
            continue
        parted = (not place.loose and (joined_clause(unit, at, limit) or _another_acts(place, at))) or _lies_there(unit, at, limit)
        start = -1 if parted else clause_at(unit, at, limit, loose=place.loose)
        if start < 0 and at == place.at and unit.low_at(at) == "that" and has_verb(unit, at, limit):
            start = at
        if start == at + 1 and _points(place, start):
            continue
        if start == at + 1 and unit.tag_at(start + 1) in "VA" and _determined(place, start):
            start = at
        if start == place.at and not place.loose and not explicit and unit.tag_at(at) != "P" and _awaited(place):
            return None
        if start < 0 or (explicit and unit.low_at(at) != "that" and not _pronoun_clause(unit, at)):
            continue
        if unit.low[start] == "it" and unit.tag_at(start + 1) in "RDn" and unit.line[start + 1 :].lstrip("RDn")[:1] == "T":
            # "would find it more difficult to export"
            return None
        # "wrote to the mayor | saying the road was closed"
        other = unit.tag_at(at) == "G" and unit.low_at(at) in unit.grammar.reporting
        if start == at and (other or unit.low[at] in unit.grammar.wh - unit.grammar.subordinators):
            return None
        return found(place, start)
    if not explicit and unit.low_at(place.at - 1) in unit.grammar.sayers and (_unread_clause(place) or _quoted_clause(place)):
        return found(place, place.at)
    return None


def _lies_there(unit: Unit, at: int, limit: int) -> bool:
    """Return whether no clause but a thing is found at ``at``, where and in what state: ``a rifle buried near the house``, ``arms in the flat two men rented``."""
    if unit.low_at(at - 1) not in unit.grammar.finding or (end := base_np(unit, at)) == at:
        return False
    stop = next((i for i in range(end + 1, limit) if unit.tag[i] in ",;CH"), limit)
    if unit.low_at(end) in unit.grammar.lying:
        # "found a car parked there was stolen", "found the pilot left the cockpit" are clauses
        return unit.tag_at(end + 1) not in "D#nP" and not unit.finite(end + 1, stop)
    placed = unit.tag_at(end) == "I" and unit.low[end] in unit.grammar.placing and end < limit
    where = base_np(unit, end + 1) if placed else end
    # "found funds in accounts he controlled were missing" is a clause
    return placed and unit.tag_at(where) in "DP" and "EA" not in unit.line[where:stop]


def _another_acts(place: Place, at: int) -> bool:
    """Return whether a thing opens at ``at``, and behind "and" somebody acts, no part of one clause: ``(alleged) fraud and monitors urged calm``."""
    unit, cues = place.unit, place.cues
    joint = at + len(unit.line[at : place.limit]) - len(unit.line[at : place.limit].lstrip("Dn#G"))
    if unit.low_at(joint) != "and" or unit.tag_at(joint) != "C" or unit.tag_at(verb := base_np(unit, joint + 1)) != "E" or joint == at:
        return False
    thing, actor = unit.low[joint - 1], unit.low[verb - 1]
    definite = unit.low[joint + 1] in unit.grammar.definite
    acts = definite or unit.tag[verb - 1] == "X" or not cues.sources.isdisjoint((actor, actor.removesuffix("s")))
    return acts and unit.tag[joint - 1] in "nG" and cues.sources.isdisjoint((thing, thing.removesuffix("s"))) and thing not in unit.grammar.plural_subjects


def _points(place: Place, noun: int) -> bool:
    """Return whether the "that" before ``noun`` only points, with no clause behind it (``rejected that argument, noting ...``)."""
    unit, limit = place.unit, place.limit
    if has_verb(unit, noun, limit) or "Q" in unit.tag[noun:limit]:
        end = base_np(unit, noun)
        return not place.loose and unit.tag[noun] == "n" and unit.line[end : end + 2].startswith((".", ",G")) and not unit.low[end - 1].endswith("s")
    return limit - noun < SHORT or (not place.loose and unit.tag_at(noun + 1) in "I.," and not unit.low[noun].endswith("s") and "B" not in unit.line[noun : unit.next_comma(noun, limit)])


def _determined(place: Place, noun: int) -> bool:
    """Return whether a noun needs the "that" before it for its determiner (``said that claim was false``)."""
    low, words = place.unit.low_at(noun), place.unit.grammar
    return (low in place.cues.nouns or low in words.countable) and not low.endswith("s") and low not in words.mass


def _dates_participle(place: Place, behind: int) -> bool:
    """Return whether the time before ``behind`` belongs to a participle, the verb to its noun (``the deal announced Monday is``)."""
    unit = place.unit
    comma = unit.tag_at(behind) == ","
    resumes = unit.tag_at(behind + comma) in "VA"
    return resumes and unit.tag_at(place.at - 1) == "E" and (comma or unit.low[place.at - 1] not in unit.grammar.sayers)


def _anothers(place: Place, that: int) -> bool:
    """Return whether the "that" at ``that`` belongs to the noun before it (``agrees with her prediction that``)."""
    unit = place.unit
    first = behind_times(unit, place.at, that)
    if unit.low_at(that) != "that" or unit.low_at(that - 1) not in place.cues.nouns:
        return False
    # "noted with satisfaction that" tells how, "with her prediction that" whose.
    held = any(unit.tag[i] in "DpX" for i in range(max(first, that - HOLDER), that))
    return unit.low[first] in unit.grammar.circumstances or (held and unit.low[first] in {"with", "to"})


def _unread_clause(place: Place) -> bool:
    """Return whether what follows a plain cue of saying must be a clause, though no word of it is known as a verb."""
    unit, at = place.unit, place.at
    return place.limit - at >= UNREAD and unit.tag_at(at) in "DnX#" and unit.tag_at(at - 2) in "nXPp," and "," not in unit.tag[at : at + 3]


def _quoted_clause(place: Place) -> bool:
    """Return whether the clause goes on inside quotation marks (``said the rebels "need to lay down their arms"``)."""
    unit, at = place.unit, place.at
    while at < place.limit and unit.tag[at] in "DnX#p":
        at += 1
    aside = unit.next_comma(at + 1, place.limit) if unit.tag_at(at) == "," and unit.tag_at(at + 1) in "HEDnIRS" else place.limit
    if aside + 1 in unit.quote and unit.opening[aside + 1] in "VAB" and unit.text[unit.quote[aside + 1].start].islower():
        # 'said the company, which runs three mines, "counts coal, not people"'
        at = aside + 1
    quote = unit.quote.get(at)
    return quote is not None and place.at < at < place.limit and quote.last - quote.first > SPOKEN


def _pronoun_clause(unit: Unit, at: int) -> bool:
    """Return whether a pronoun with its verb stands at ``at``: a clause even behind cues that ask for "that"."""
    return unit.tag_at(at) == "P" and unit.tag_at(at + 1) in "VA"


def _wh(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, at = place.unit, place.behind()
    if at >= place.limit or unit.low[at] not in unit.grammar.wh or (unit.low[at] == "when" and unit.tag[at - 1] == "R"):
        # "learned of it only when"
        return None
    verb = at + 2 if unit.tag_at(at + 1) == "P" else base_np(unit, at + 1)
    if unit.low[at] == "what" and place.cls != "question" and unit.low_at(verb) in unit.grammar.sayers and unit.tag_at(verb + 1) in "VA":
        # "showed what it said were guns": things
        return None
    return found(place, at)


def _noun(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, at = place.unit, behind_times(place.unit, place.at, place.limit)
    later = time_behind(unit, at + 1) if unit.tag_at(at) == "I" else 0
    if unit.tag_at(later) == "D" and later > at:
        # "would announce in the next few days a package of aid"
        at = later
    graded = unit.tag_at(at - 1) == "R" and at > place.at
    if graded and (unit.low_at(at - 1) in unit.grammar.degrees or (unit.tag_at(at) in "nB" and unit.low[at] in unit.grammar.compared)):
        # "announced sharply lower earnings"
        at -= 1
    if place.cls == "denial" and at < place.limit and (
            (unit.low[at] == "it" and unit.tag_at(at + 1) not in "VA") or (unit.low[at] in unit.grammar.demonstrative | {"that"} and unit.tag_at(at + 1) in ".,C" and at + 1 >= place.limit - 1)):
        return Found((at, at + 1), place.at)
    if unit.low_at(at) in unit.grammar.indefinite and (at + 1 >= place.limit or unit.tag_at(at + 1) in ",.C"):
        return None
    that = unit.low_at(at) == "that" and unit.tag_at(at + 1) == "n" and not unit.low_at(at + 1).endswith("s")
    rough = at < place.limit and counts(unit, at)
    if at >= place.limit or not (that or rough or unit.tag[at] in "DnX#pQGR"):
        return None
    graded = unit.tag[at] == "R" and unit.tag_at(at + 1) in "nB"
    if not rough and base_np(unit, at + that + graded) == at + graded and unit.tag[at] != "Q" and unit.low[at] not in unit.grammar.demonstrative:
        return None
    end = noun_content_end(unit, at, place.limit)
    if end < place.limit and unit.tag[end] in "VA" and unit.tag_at(end - 1) in "nXWp" and "," not in unit.tag[at:end] and not _awaited(place):
        return found(place, at)
    end = end if place.cls in TO_COME else before_closing_time(unit, at, end)
    time = unit.line.find("WT", at + 1, end)
    if time > 0 and unit.tag[time - 1] in "nI" and unit.tag[at : time].count("n") and not unit.finite(at, time):
        # "announced a plan on Wednesday | to spruce up the docks"
        return Found((at, time - (unit.tag[time - 1] == "I")), place.at, None, (time + 1, end))
    return Found((at, _told_end(place, at, end)), place.at) if end > at else None


def _awaited(place: Place) -> bool:
    """Return whether the one verb to come is that of the clause around the cue's (``A cyclist who denied the charge was banned``)."""
    unit, at = place.unit, place.at
    # "A boy who claimed the man was ill was sent home" has two
    return sum(unit.tag[i] in "VA" and unit.tag[i - 1] not in "AR" for i in range(at, place.limit)) <= 1 and in_subject(unit, at)


def _told_end(place: Place, at: int, end: int) -> int:
    """Return ``end``, or where a clause ends sooner that a noun in it reports (``rejected claims that it was rigged and called for``)."""
    unit = place.unit
    told = (i for i in range(at + 1, end) if unit.low[i - 1] in place.cues.nouns)
    # "dismissed speculation it is late and analysts warn"
    begin = next((i + (unit.low[i] == "that") for i in told if unit.low[i] == "that" or (unit.tag[i] == "P" and unit.tag_at(i + 1) in "VA")), end)
    return min(end, place.end_of(begin, clause=True)) if begin < end else end


def _claimed(place: Place, frame: Frame) -> Found | None:
    """Return a noun phrase whose noun is a cue itself (``dismissed reports of a merger``)."""
    unit, at = place.unit, behind_times(place.unit, place.at, place.limit)
    nouns = (place.cues.nouns.get(low) for low in unit.low[at : base_np(unit, at)])
    if unit.low_at(place.at - 1) in unit.grammar.restating and (unit.low_at(at) in unit.grammar.third_owners or unit.tag_at(at) in "nB"):
        # "repeated his claim that", "repeated calls for": the noun tells whose, "repeated the allies' line" is of another's
        return None
    if place.cls == "refusal" and unit.low[base_np(unit, at) - 1] in place.cues.withheld:
        # "refused comment" tells of nothing that was said
        return None
    return _noun(place, frame) if any(cue and cue.kinds - {"doc"} for cue in nouns) else None


def _owned(place: Place, frame: Frame) -> Found | None:
    """Return what becomes one's own by saying so (``claimed responsibility``, ``claimed 52 percent``), no prize (``a medal``)."""
    unit, at = place.unit, behind_times(place.unit, place.at, place.limit)
    return None if unit.grammar.claimable.isdisjoint(unit.low[at : base_np(unit, at)]) else _noun(place, frame)


def _infinitive(place: Place, frame: Frame) -> Found | None:
    del frame
    at = place.behind()
    for start in dict.fromkeys((place.at, at)):
        if place.unit.low_at(start + 1) in place.unit.grammar.remarking or (place.cls == "refusal" and place.unit.low_at(start + 1) in place.cues.withheld):
            return None
        negated = place.unit.low_at(start) in place.unit.grammar.negations
        if place.unit.tag_at(start + negated) == "T" and place.unit.tag_at(start + negated + 1) in VERBAL:
            return found(place, start, clause=False)
    return None


def _gerund(place: Place, frame: Frame) -> Found | None:
    del frame
    unit = place.unit
    for start in dict.fromkeys((place.at, place.behind())):
        at = start + (unit.tag_at(start) == "D" and unit.low_at(start) in unit.grammar.third_owners)
        gerund = unit.tag_at(at) == "G" or unit.low_at(at) in {"being", "having"}
        gerund = gerund or (unit.low_at(at).endswith("ing") and unit.tag_at(at) == "n" and unit.tag_at(at + 1) in "D#OXS")
        if gerund and at < place.limit:
            return found(place, start, clause=False)
    return None


def _preposition(place: Place, frame: Frame) -> Found | None:
    unit, at = place.unit, place.at
    if unit.low_at(at) != frame.link:
        at = behind_times(unit, at, place.limit)
    if unit.low_at(at) != frame.link:
        at = behind_adjuncts(unit, at, place.limit, frozenset({frame.link}))
    if at >= place.limit or unit.low[at] != frame.link or unit.tag_at(at + 1) in "W.," or unit.low_at(at + 1) in unit.grammar.spans_of_time:
        return None
    if unit.low_at(at + 1) in {"last", "next"} or (frame.fresh and unit.low_at(at + 1) in unit.grammar.definite and at + 2 not in unit.quote):
        return None
    if frame.link == "to" and place.cls == "admission" and _told(place, at + 1):
        # "had confessed to two colleagues": to whom, not what
        return None
    end = noun_content_end(unit, at, place.limit)
    if end == at + 2 and unit.tag[at + 1] in "POD":
        # "asks for it" does not say what for
        return None
    return Found((at, end), place.at) if end > at + 1 else None


def _told(place: Place, at: int) -> bool:
    """Return whether people are named at ``at``, by a noun for those who speak or are spoken to."""
    unit, end = place.unit, base_np(place.unit, at)
    head = unit.low[end - 1]
    # not "11 counts of fraud", "having killed nine men"
    return unit.low_at(end) != "of" and unit.tag[at] in "DnX#" and not (place.cues.sources | unit.grammar.audiences).isdisjoint((head, head.removesuffix("s")))


def _preposition_infinitive(place: Place, frame: Frame) -> Found | None:
    unit, at = place.unit, place.at
    # "called on Monday | on Tolia to", "called in a statement | on Tolia to"
    later = occasion(unit, at) or behind_times(unit, at, place.limit)
    at = later if unit.low_at(later) == frame.link else at
    if unit.low_at(at) != frame.link or at >= place.limit:
        return None
    inner = Place(unit, at + 1, place.limit, place.cues)
    link = link_behind_object(inner, "to")
    if not link or unit.tag_at(link + 1) not in VERBAL:
        return None
    start = at + 1 if frame.link in unit.grammar.cue_links else at
    # "called for the minister, who is ill, to go": the end is behind the infinitive
    end = max(place.end_of(start, clause=False), place.end_of(link, clause=False))
    return around_time(Place(unit, start, place.limit, place.cues), link, end)


RIGHT: dict[str, Callable[[Place, Frame], Found | None]] = {
    "clause": _clause, "that": _clause, "wh": _wh, "np": _noun, "claim": _claimed, "own": _owned, "eye": _noun, "reason": _noun, "inf": _infinitive, "ger": _gerund,
    "prep": _preposition, "prep_inf": _preposition_infinitive, **WITH_OBJECT,
}
