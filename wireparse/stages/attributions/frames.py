"""Frames: for each kind of complement, where the content to the right of a cue begins and ends, in items of the unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import addressee, behind_adjuncts, behind_times
from wireparse.stages.attributions.clauses import clause_at, has_verb, in_subject, joined_clause, quoted_alone
from wireparse.stages.attributions.objects import listing, noun_content_end
from wireparse.stages.attributions.phrases import amount_at, base_np, closes_aside, counts, judges
from wireparse.stages.attributions.places import Found, Place
from wireparse.stages.attributions.times import before_closing_time, how_long, told_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.stages.attributions.cues import Frame
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.units import Unit

OBJECT_LIMIT = 25
HOLDER = 6
SHORT = 2
UNREAD = SPOKEN = 6
VERBAL = frozenset("BnAREQVG")
# The classes of cues whose times are those of what is to come.
TO_COME = frozenset({"belief", "demand", "estimate", "prediction", "promise", "proposal", "warning"})


def match(place: Place, frame: Frame) -> Found | None:
    """Return the content that ``frame`` finds at ``place``, or None where the frame does not fit."""
    walk = RIGHT.get(frame.kind)
    if frame.lead and place.unit.low_at(place.at) != frame.lead:
        return None
    return walk(replace(place, at=place.at + 1) if frame.lead else place, frame) if walk else None


def _clause(place: Place, frame: Frame) -> Found | None:
    unit, limit = place.unit, place.limit
    explicit = frame.kind == "that"
    skipped = behind_adjuncts(unit, place.at, limit)
    if unit.low_at(place.at) == "of" and unit.low_at(skipped) != "that":
        # "warned of a bloodbath if the army came"
        skipped = place.at
    for at in (skipped, place.at) if skipped > place.at else (skipped,):
        if at < skipped and (unit.low_at(skipped) == "that" or _dates_participle(place, skipped)):
            break
        if at > place.at and _anothers(place, at):
            return None
        if at > place.at and unit.low_at(at) == "where" and unit.tag[at - 1] in "nX":
            # "said in a country where people starve, this was a crime"
            continue
        start = clause_at(unit, at, limit, loose=place.loose) if place.loose or not joined_clause(unit, at, limit) else -1
        if start < 0 and at == place.at and unit.low_at(at) == "that" and has_verb(unit, at, limit):
            start = at
        if start == at + 1 and limit - start < SHORT and not has_verb(unit, start, limit) and "Q" not in unit.tag[start:limit]:
            continue
        if start == at + 1 and unit.tag_at(start + 1) in "VA" and _determined(place, start):
            start = at
        if start == place.at and not place.loose and not explicit and unit.tag_at(at) != "P" and _awaited(place):
            return None
        if start < 0 or (explicit and unit.low_at(at) != "that" and not _pronoun_clause(unit, at)):
            continue
        # "wrote to the mayor | saying the road was closed"
        other = unit.tag_at(at) == "G" and unit.low_at(at) in unit.grammar.reporting
        if start == at and (other or unit.low[at] in unit.grammar.wh - unit.grammar.subordinators):
            return None
        return _found(place, start)
    if not explicit and unit.low_at(place.at - 1) in unit.grammar.sayers and (_unread_clause(place) or _quoted_clause(place)):
        return _found(place, place.at)
    return None


def _determined(place: Place, noun: int) -> bool:
    """Return whether a noun cue needs the "that" before it for its determiner (``said that claim was false``)."""
    low = place.unit.low_at(noun)
    return low in place.cues.nouns and not low.endswith("s") and low not in place.unit.grammar.mass


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
    if aside + 1 in unit.quote and unit.opening[aside + 1] in "VAB" and unit.text[unit.quote[aside + 1].start + 1].islower():
        # 'said the company, which runs three mines, "counts coal, not people"'
        at = aside + 1
    quote = unit.quote.get(at)
    return quote is not None and place.at < at < place.limit and quote.last - quote.first > SPOKEN


def _pronoun_clause(unit: Unit, at: int) -> bool:
    """Return whether a pronoun with its verb stands at ``at``: a clause even behind cues that ask for "that"."""
    return unit.tag_at(at) == "P" and unit.tag_at(at + 1) in "VA"


def _found(place: Place, start: int, to: Range | None = None, *, clause: bool = True) -> Found | None:
    end = place.end_of(start, clause=clause)
    if start in place.unit.quote and quoted_alone(place.unit, start, end):
        end = start + 1
    return Found((start, end), place.at, to) if end > start else None


def _wh(place: Place, frame: Frame) -> Found | None:
    del frame
    at = behind_adjuncts(place.unit, place.at, place.limit)
    # "learned of it only when"
    timed = place.unit.low_at(at) == "when" and place.unit.tag[at - 1] == "R"
    return _found(place, at) if place.unit.low_at(at) in place.unit.grammar.wh and at < place.limit and not timed else None


def _noun(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, at = place.unit, behind_times(place.unit, place.at, place.limit)
    if unit.low_at(at - 1) in unit.grammar.degrees and unit.tag_at(at - 1) == "R" and at > place.at:
        at -= 1
    if place.cls == "denial" and unit.low_at(at) == "it" and unit.tag_at(at + 1) not in "VA" and at < place.limit:
        return Found((at, at + 1), place.at)
    that = unit.low_at(at) == "that" and unit.tag_at(at + 1) == "n" and not unit.low_at(at + 1).endswith("s")
    rough = at < place.limit and counts(unit, at)
    if at >= place.limit or not (that or rough or unit.tag[at] in "DnX#pQGR"):
        return None
    if not rough and base_np(unit, at + that) == at and unit.tag[at] != "Q" and unit.low[at] not in unit.grammar.demonstrative:
        return None
    end = noun_content_end(unit, at, place.limit)
    if end < place.limit and unit.tag[end] in "VA" and unit.tag_at(end - 1) in "nXWp" and "," not in unit.tag[at:end] and not _awaited(place):
        return _found(place, at)
    end = end if place.cls in TO_COME else before_closing_time(unit, at, end)
    return Found((at, _told_end(place, at, end)), place.at) if end > at else None


def _awaited(place: Place) -> bool:
    """Return whether the one verb to come is that of the clause around the cue's (``A cyclist who denied the charge was banned``)."""
    unit, at = place.unit, place.at
    # "A boy who claimed the man was ill was sent home" has two
    return sum(unit.tag[i] in "VA" and unit.tag[i - 1] not in "AR" for i in range(at, place.limit)) <= 1 and in_subject(unit, at)


def _told_end(place: Place, at: int, end: int) -> int:
    """Return ``end``, or where a clause ends sooner that a noun in it reports (``rejected claims that it was rigged and called for``)."""
    unit = place.unit
    that = next((i for i in range(at + 1, end) if unit.low[i] == "that" and unit.low[i - 1] in place.cues.nouns), end)
    return min(end, place.end_of(that + 1, clause=True)) if that < end else end


def _claimed(place: Place, frame: Frame) -> Found | None:
    """Return a noun phrase whose noun is a cue itself (``dismissed reports of a merger``)."""
    unit, at = place.unit, behind_times(place.unit, place.at, place.limit)
    nouns = (place.cues.nouns.get(low) for low in unit.low[at : base_np(unit, at)])
    return _noun(place, frame) if any(cue and cue.kinds - {"doc"} for cue in nouns) else None


def _owned(place: Place, frame: Frame) -> Found | None:
    """Return what becomes one's own by saying so (``claimed responsibility``, ``claimed 52 percent``), no prize (``a medal``)."""
    unit, at = place.unit, behind_times(place.unit, place.at, place.limit)
    return None if unit.grammar.claimable.isdisjoint(unit.low[at : base_np(unit, at)]) else _noun(place, frame)


def _infinitive(place: Place, frame: Frame) -> Found | None:
    del frame
    at = behind_adjuncts(place.unit, place.at, place.limit)
    for start in dict.fromkeys((place.at, at)):
        if place.unit.low_at(start + 1) in place.unit.grammar.remarking or (place.cls == "refusal" and place.unit.low_at(start + 1) in place.cues.withheld):
            return None
        negated = place.unit.low_at(start) in place.unit.grammar.negations
        if place.unit.tag_at(start + negated) == "T" and place.unit.tag_at(start + negated + 1) in VERBAL:
            return _found(place, start, clause=False)
    return None


def _gerund(place: Place, frame: Frame) -> Found | None:
    del frame
    unit = place.unit
    for start in dict.fromkeys((place.at, behind_adjuncts(unit, place.at, place.limit))):
        at = start + (unit.tag_at(start) == "D" and unit.low_at(start) in unit.grammar.third_owners)
        gerund = unit.tag_at(at) == "G" or unit.low_at(at) in {"being", "having"}
        gerund = gerund or (unit.low_at(at).endswith("ing") and unit.tag_at(at) == "n" and unit.tag_at(at + 1) in "D#OXS")
        if gerund and at < place.limit:
            return _found(place, start, clause=False)
    return None


def _object_clause(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, limit = place.unit, place.limit
    end = addressee(unit, place.at, limit)
    if end == place.at:
        return None
    to = (place.at, end)
    skipped = behind_adjuncts(unit, end, limit)
    for at in dict.fromkeys((skipped, end)):
        start = clause_at(unit, at, limit, loose=place.loose)
        if start >= 0:
            return _found(place, start, to)
    return None


def _object_wh(place: Place, frame: Frame) -> Found | None:
    del frame
    end = addressee(place.unit, place.at, place.limit)
    if end > place.at and end < place.limit and place.unit.low_at(end) in place.unit.grammar.wh:
        return _found(place, end, (place.at, end))
    return None


def _object_infinitive(place: Place, frame: Frame) -> Found | None:
    del frame
    unit = place.unit
    link = _link_behind_object(place, "to")
    if link and unit.tag_at(link) == "T" and unit.tag_at(link + 1) in VERBAL:
        return _around_time(place, link, place.end_of(place.at, clause=False))
    end = base_np(unit, place.at)
    quoted = next((i for i in range(place.at + 1, end + 1) if i in unit.quote and unit.infinitive(i)), 0)
    return _found(place, place.at, clause=False) if quoted and quoted < place.limit else None


def _object_preposition(place: Place, frame: Frame) -> Found | None:
    if frame.link == "as" and place.unit.low_at(place.at) == "as":
        return _fronted(place)
    link = _link_behind_object(place, frame.link) if place.unit.tag_at(place.at) != "R" else 0
    # "rejected the plan as it stood", "the plan as well as the offer": no complement
    other = frame.link == "as" and (place.unit.tag_at(link + 1) == "P" or place.unit.low_at(link + 1) == "well")
    other = other or (frame.gerund and place.unit.tag_at(link + 1) != "G") or how_long(place.unit, link + 1)
    if not link or other or (frame.amount and not amount_at(place.unit, link + 1)):
        return None
    if frame.link != "as":
        end = place.end_of(link, clause=False)
        return _around_time(place, link, end) if end > link + 1 else None
    # "described the raid as a crime": "as" stays out, so that the content has two spans.
    end = place.end_of(link + 1, clause=False)
    if in_subject(place.unit, place.at):
        # "A minister who described himself as neutral | said it was over"
        end = next((i for i in range(link + 2, end) if place.unit.tag[i] in "VA"), end)
    # "described him only as a witness": how, not whom
    object_end = place.at + max(1, len(place.unit.line[place.at : link].rstrip("R")))
    named = next((i for i in range(place.at + 1, object_end) if place.unit.tag[i] == "," and place.unit.tag[i + 1] == "H"), object_end)
    return Found((place.at, named), place.at, None, (link + 1, end)) if end > link + 1 else None


def _around_time(place: Place, link: int, end: int) -> Found:
    """Return the object and what is said of it, without the time of saying between (``accused Tolia on Monday of lying``)."""
    unit = place.unit
    link -= unit.low[link - 1] in unit.grammar.negations
    time = link
    while time - 1 > place.at and behind_times(unit, time - 1, link) == link:
        time -= 1
    told = time < link and unit.tag[time] in "IW" and not unit.finite(place.at, time) and "H" not in unit.tag[place.at : time]
    return Found((place.at, time), place.at, None, (link, end)) if told else Found((place.at, end), place.at)


def _fronted(place: Place) -> Found | None:
    """Return the content of ``dismissed as "an invention" reports that ...``: the complement before its object."""
    unit, at = place.unit, place.at + 1
    end = at + 1 if unit.tag_at(at) in "QEn" else base_np(unit, at)
    if end <= at or end >= place.limit or unit.tag[end] not in "DnXB":
        return None
    found = _found(place, end, clause=False)
    return Found((at, end), place.at, None, found.content) if found else None


def _link_behind_object(place: Place, link: str) -> int:
    """Return the index of ``link`` behind the object noun phrase at ``place``, or 0."""
    unit, at = place.unit, place.at
    if unit.tag_at(at) in "IT.,SCVA" or at >= place.limit:
        return 0
    behind = 0
    for i in range(at + 1, min(place.limit, at + OBJECT_LIMIT)):
        if i < behind:
            continue
        if unit.low[i] == link and unit.low[i - 1] != "up":
            return i
        if unit.tag[i] == "," and unit.tag_at(i + 1) == "H":
            # "described the deal, which comes a day after the vote, as"
            behind = next((k + 1 for k in range(i + 1, place.limit) if unit.tag[k] == ","), 0)
            if behind:
                continue
        if unit.tag[i] == "S" and (unit.low[i - 1] == "such" or unit.tag_at(i + 1) in "W#"):
            continue
        if unit.tag[i] in "VASP.;:" or (unit.tag[i] == "C" and unit.tag_at(i + 1) in "VE") or (unit.tag[i] == "," and not (closes_aside(unit, i) or listing(unit, i, place.limit))):
            return 0
    return 0


def _object_complement(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, at = place.unit, place.at
    if unit.tag_at(at) in "OP" and at < place.limit:
        behind = at + 1
    else:
        behind = at
        while behind < place.limit and unit.tag[behind] in "DnX#pWGBI":
            if unit.tag[behind] == "D" and behind > at and unit.tag[behind - 1] in "nXp":
                break
            behind += 1
    if behind - at > 1 and unit.tag[at] in "DX" and judges(unit, behind - 1):
        return Found((at, noun_content_end(unit, behind - 1, place.limit)), place.at)
    if behind == at or unit.tag_at(behind) not in "DQnERX#" or behind >= place.limit or told_time(unit, behind):
        # "called the vote three days ago"
        return None
    if unit.tag[behind] == "E" and unit.tag[at] not in "OP" and (unit.tag[at] != "D" or unit.tag_at(behind + 1) not in ".,"):
        # "called the report outdated", but "called the vote held in May"
        return None
    end = noun_content_end(unit, behind, place.limit)
    return Found((at, end), place.at) if end > behind else None


def _object_adjective(place: Place, frame: Frame) -> Found | None:
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
    return Found((at, noun_content_end(unit, value, place.limit)), place.at)


def _object_gerund(place: Place, frame: Frame) -> Found | None:
    del frame
    unit, at = place.unit, place.at
    if unit.tag_at(at) not in "DnXO#B":
        return None
    for i in range(at + 1, min(place.limit, at + 8)):
        if unit.tag[i] == "G" and unit.tag[i - 1] in "nXOWRB":
            return _found(place, at, clause=False)
        if unit.tag[i] not in "DnX#GIR":
            return None
    return None


def _preposition(place: Place, frame: Frame) -> Found | None:
    unit, at = place.unit, place.at
    if unit.low_at(at) != frame.link:
        at = behind_times(unit, at, place.limit)
    if unit.low_at(at) != frame.link:
        at = behind_adjuncts(unit, at, place.limit)
    if at >= place.limit or unit.low[at] != frame.link or unit.tag_at(at + 1) in "W.," or unit.low_at(at + 1) in unit.grammar.spans_of_time:
        return None
    if unit.low_at(at + 1) in {"last", "next"} or (frame.fresh and unit.low_at(at + 1) in unit.grammar.definite and at + 2 not in unit.quote):
        return None
    end = noun_content_end(unit, at, place.limit)
    if end == at + 2 and unit.tag[at + 1] in "PO":
        # "asks for it" does not say what for
        return None
    return Found((at, end), place.at) if end > at + 1 else None


def _preposition_infinitive(place: Place, frame: Frame) -> Found | None:
    unit, at = place.unit, place.at
    if unit.low_at(at) != frame.link or at >= place.limit:
        return None
    inner = Place(unit, at + 1, place.limit, place.cues)
    link = _link_behind_object(inner, "to")
    if not link or unit.tag_at(link + 1) not in VERBAL:
        return None
    start = at + 1 if frame.link in unit.grammar.cue_links else at
    end = place.end_of(start, clause=False)
    return Found((start, end), start) if end > start else None


RIGHT: dict[str, Callable[[Place, Frame], Found | None]] = {
    "clause": _clause, "that": _clause, "wh": _wh, "np": _noun, "claim": _claimed, "own": _owned, "eye": _noun, "inf": _infinitive, "ger": _gerund,
    "obj_clause": _object_clause, "obj_wh": _object_wh, "obj_inf": _object_infinitive,
    "obj_prep": _object_preposition, "obj_comp": _object_complement, "obj_adj": _object_adjective, "obj_ger": _object_gerund,
    "prep": _preposition, "prep_inf": _preposition_infinitive,
}
