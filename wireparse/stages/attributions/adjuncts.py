"""Walks past what stands between a cue and its content: adverbs, times, settings, asides and the person spoken to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.phrases import base_np, counts, occasion
from wireparse.stages.attributions.times import time_behind, told_time

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from wireparse.stages.attributions.units import Unit

ASIDE = 14
SETTING = 6
UNFINISHED = frozenset({"be", "been", "being", "have"})
ADJUNCT = 5
PAIR = 2
# What those do who are spoken to, before a conjunction ("told reporters | travelling with him | that").
ASSEMBLED = re.compile("R?[GEI][GERIDnXpOTWC#]{0,14}(?=S)")


def behind_adjuncts(unit: Unit, at: int, limit: int, links: AbstractSet[str] = frozenset()) -> int:
    """Return the index behind adverbs, times and settings at ``at`` (``on Thursday``, ``in a statement``, ``late Monday``).

    Of prepositions in ``links`` none behind the first word is a setting's: there the content begins.
    """
    i = at
    while i < limit:
        tag, low = unit.tag[i], unit.low[i]
        if (tag not in "WD#RIT,-" and low not in unit.grammar.adjoining) or (low in links and i > at):
            break
        if tag == "R" and low in unit.grammar.degrees and unit.tag_at(i + 1) in "#DnXPTRBG":
            break
        if end := told_time(unit, i):
            i = end
        elif tag == "R":
            i += 1
        elif tag == "I" and counts(unit, i):
            break
        elif low in unit.grammar.time_lead and (unit.tag_at(i + 1) in "WRD" or unit.low_at(i + 1) in unit.grammar.time_parts) and time_behind(unit, i + 1):
            i = time_behind(unit, i + 1)
        elif (tag == "I" and low in unit.grammar.setting) or low in {"after", "before"} or (tag == "T" and unit.tag_at(i + 1) in "DXnO"):
            gerund = int(unit.low_at(i + 1).endswith("ing") and unit.tag_at(i + 2) in "DXO#n")
            if unit.tag_at(i + 1) == "G" and unit.low_at(i + 2) in unit.grammar.particles and unit.tag_at(i + 3) in "DXn":
                # "said in reading out the ruling"
                gerund = 2
            # "warned in a note to clients | of losses", "was accused in a statement | of lying"
            end = base_np(unit, i + 1) if tag == "T" and "of" in links else occasion(unit, i) if links else 0
            end = end or _spoken_in(unit, i, noun_phrase_end(unit, i + 1 + gerund, limit))
            end += end == i + 1 and unit.tag_at(end) == "G"
            if end == i + 1:
                break
            i = _behind_participle(unit, end, limit)
        elif low == "as" and unit.low_at(i + 2) == "as" and unit.tag_at(i + 3) == "W":
            # "assured them as recently as September | that"
            i += 4
        elif low == "for" and time_behind(unit, i + 1 + (unit.tag_at(i + 1) == "R")):
            i = time_behind(unit, i + 1 + (unit.tag_at(i + 1) == "R"))
        elif low == "for" and unit.low_at(i + 2) == "part" and unit.tag_at(i + 1) == "D":
            i += 3
        elif low in unit.grammar.time_determiners and time_behind(unit, i):
            i = time_behind(unit, i)
        else:
            aside = (behind_aside(unit, i, limit) if tag in ",-" else 0) or (_behind_occasion(unit, i, limit) if low in unit.grammar.following else 0)
            if not aside:
                break
            i = aside
    return i


def _spoken_in(unit: Unit, at: int, end: int) -> int:
    """Return ``end``, or the index behind the occasion at ``at`` where what follows it is a subject: ``said in a statement | rebels had fled``."""
    if end - at < PAIR + PAIR or unit.tag_at(end) not in "VAE" or unit.low_at(at) not in unit.grammar.occasion_links:
        return end
    noun = next((i for i in range(at + 2, end - 1) if unit.low[i] in unit.grammar.occasions), 0)
    return noun + 1 if noun else end


def before_setting(unit: Unit, first: int, at: int) -> int:
    """Return where, behind ``first``, the times and occasions open that end before ``at``: ``accused Tolia | in a statement on Monday | of lying``."""
    opening, moved = at, True
    while moved:
        end = opening
        opening = next((i for i in range(max(first + 1, end - SETTING), end) if end in (behind_times(unit, i, end), occasion(unit, i))), end)
        moved = opening < end
    return opening


def behind_times(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind adverbs and times at ``at`` (``announced last week a program``)."""
    i = at
    while i < limit:
        tag, low = unit.tag[i], unit.low[i]
        if tag not in "WD#R" and low not in unit.grammar.adjoining:
            break
        if end := told_time(unit, i):
            i = end
        elif tag == "R":
            if unit.line.startswith("RT#", i):
                # "up to 40 men"
                break
            i += 1
        elif low in unit.grammar.time_fronts and (end := time_behind(unit, i + (tag == "I"))):
            i = end
        else:
            break
    return i


def behind_aside(unit: Unit, at: int, limit: int) -> int:
    """Return the index of the "that" behind an aside in commas or dashes (``cautioned, however, that``), or 0."""
    mark = unit.tag[at]
    for i in range(at + 1, min(limit, at + ASIDE)):
        if unit.tag[i] == mark:
            return i + 1 if unit.low_at(i + 1) == "that" else 0
        if unit.tag[i] in "VAPH;:-Q" or unit.low[i] == "that":
            return 0
    return 0


def _behind_occasion(unit: Unit, at: int, limit: int) -> int:
    """Return the index of the "that" behind a clause that tells when it was said (``told reporters as he left that ...``), or 0."""
    if unit.tag_at(at + 1) not in "PDX":
        return 0
    for i in range(at + 2, min(limit, at + ASIDE)):
        if unit.low[i] == "that" and unit.finite(at, i):
            return i if unit.tag[i - 1] in "nXOWR" else 0
        if unit.tag[i] in ",;:-QSH" or unit.low[i] in unit.grammar.sayers:
            return 0
    return 0


def _behind_participle(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind a participle with its complements (``a statement faxed to Reuters``, ``to be aired on Monday``)."""
    coming = unit.tag_at(at) == "T" and unit.low_at(at + 1) == "be" and unit.tag_at(at + 2) in "EB"
    links = unit.grammar.time_conjunctions
    if at >= limit or not (coming or (unit.tag[at] == "E" and (unit.tag_at(at + 1) in "ITRWD" or unit.low_at(at + 1) in links))):
        return at
    i = at + 1 + 2 * coming
    while i < limit and (unit.tag[i] in "ITRW" or unit.low[i] in links):
        i = max(base_np(unit, i + 1), i + 1)
    return i


def noun_phrase_end(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind a noun phrase with its ``of`` tails only."""
    i = base_np(unit, at)
    while i < limit and (unit.low[i] in unit.grammar.holding or (unit.low[i] == "and" and _one_name(unit, i))):
        end = base_np(unit, i + 1)
        # "was accused in court | of passing secrets"
        doing = unit.low[i] == "of" and unit.tag_at(i + 1) == "G" and unit.tag_at(i + 2) in "DnXO#"
        if end == i + 1 or doing:
            break
        i = end
    return i


def _one_name(unit: Unit, conjunction: int) -> bool:
    """Return whether an "and" stands inside a name (``a Securities and Exchange Commission filing``)."""
    return unit.tag_at(conjunction - 1) == "X" and unit.tag_at(conjunction + 1) == "X"


def addressee(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind the person or body spoken to at ``at`` (``AFP``, ``the state news agency``)."""
    end = base_np(unit, at)
    # "told The Kelmen Press last week that"
    end = next((i for i in range(at + 1, end) if behind_times(unit, i, limit) >= end), end)
    heard = next((i for i in range(at, end - 1) if unit.low[i] in unit.grammar.audiences), end)
    if heard < end and unit.low[heard + 1] not in unit.grammar.services and unit.tag[heard + 1] != "p":
        # "told AFP Kole had lied", "told reporters troops had left", "told reporters | travelling with him | that"
        return _assembled(unit, heard + 1, limit)
    short = at + (unit.tag_at(at) == "D")
    if unit.line[short : short + 2] == "XX" and unit.text[unit.start[short] : unit.end[short]].isupper() and unit.tag_at(end) in "VAE":
        # "told the FBI Kole had lied"
        return short + 1
    name = next((i for i in range(at, end) if unit.tag[i] != "X"), end)
    parted = at < name < end and unit.low_at(end) != "that" and behind_times(unit, end, limit) == end
    if parted and unit.tag[name] in "nBG" and unit.low[name] not in unit.grammar.outlets:
        # "told AFP living costs had doubled"
        return name
    while at < end < limit and unit.tag[end] == "I" and unit.low[end] == "of":
        further = base_np(unit, end + 1)
        if further == end + 1:
            break
        end = further
    held = base_np(unit, end + 1) if at < end < limit and unit.tag[end] == "I" else end
    if held > end + 1 and unit.low_at(held) == "that" and unit.tag_at(held) == "S":
        # "warned lawyers for Roe that"
        end = held
    end = _assembled(unit, _both_told(unit, at, end, limit), limit)
    if unit.low_at(end) == "who" and unit.tag_at(end + 1) in "VAE":
        # "told the men who came that it was late"
        end = next((i for i in range(end + 2, unit.next_comma(end, limit)) if unit.low[i] == "that" and unit.tag[i] == "S"), end)
    named = next((i for i in range(at + 1, min(end, limit)) if unit.tag[i] == "X" and unit.tag[i - 1] == "n"), 0)
    if named and unit.low[named - 1].endswith("s") and unit.tag[at] == "n":
        return named
    if end < limit and unit.tag[end] in "VA" and end - at > 1:
        return end - 1 if unit.tag[at] != "D" or end - at > 2 else end
    return min(end, limit)


def _assembled(unit: Unit, end: int, limit: int) -> int:
    """Return ``end``, or the index behind a participle's phrase with a "that" next (``told a crowd gathered there (with its flags) | that``)."""
    stop = _behind_participle(unit, end + (unit.tag_at(end) == "R"), limit)
    if unit.low_at(stop) == "that" and unit.low_at(stop + 1) not in unit.grammar.time_units:
        return stop
    gathered = ASSEMBLED.match(unit.line, end, limit)
    placed = unit.tag_at(end) != "I" or unit.low[end] in unit.grammar.placing
    return gathered.end() if gathered and placed and unit.low[gathered.end()] == "that" else end


def _both_told(unit: Unit, at: int, end: int, limit: int) -> int:
    """Return ``end``, or the index behind a second addressee whom a clause follows (``told aides and envoys that``, ``... he``)."""
    if unit.low_at(end) != "and" or end == at:
        return end
    second = base_np(unit, end + 1)
    clause = unit.tag_at(second) == "P" and unit.tag_at(second + 1) in "VAE"
    told = second > end + 1 and (clause or unit.low_at(behind_adjuncts(unit, second, limit)) == "that")
    return second if told else end


def closed_manner(unit: Unit, at: int, limit: int) -> int:
    """Return the comma that closes what opens at ``at`` before the quotation's second half (``he said, pointing to it, "is ..."``), or 0."""
    closing = unit.next_comma(at + 1, limit)
    # 'said one envoy, who spoke to the press, "but ..."'
    relative = unit.tag_at(at + 1) == "H"
    return closing if closing + 1 in unit.quote and (relative or not unit.finite(at, closing)) else 0


def behind_relative(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind a relative clause or participle at ``at`` and its comma (``According to X, which cited Y, ...``)."""
    participle = unit.tag_at(at) == "E" and unit.tag_at(at - 1) == ","
    if not participle and "H" not in (unit.tag_at(at), unit.tag_at(at + (unit.tag_at(at) == "I"))):
        return at
    return next((i + 1 for i in range(at, limit) if unit.tag[i] == ","), at)


def behind_listener(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind who was told, or in what, before the speaker is named (``"...", indicated to AFP | the mayor``, ``affirms in a letter | its head``)."""
    if unit.low_at(at) == "for" and unit.low_at(at + 2) == "part":
        # "regretted for his part the mayor"
        at += 3
    elif unit.tag_at(at) == "I" and unit.tag_at(at + 1) in "nX" and unit.tag_at(at + 2) in "DT":
        # "explained by telephone to AFP a resident"
        at += 2
    to = at + (unit.tag_at(at) == "T")
    if unit.tag_at(to) == "X" and unit.tag_at(to + 1) in "DnX" and (to > at or unit.tag_at(to + 1) == "D"):
        return min(to + 1, limit)
    if to > at and unit.tag_at(to) == "D" and unit.tag_at(to + 1) == "n" and unit.tag_at(to + 2) in "DX":
        return min(to + 2, limit)
    noun = at + 1 + (unit.tag_at(at + 1) == "D")
    while unit.tag_at(noun) in "nX" and unit.low_at(noun) not in unit.grammar.occasions and noun < limit:
        noun += 1
    told = unit.tag_at(at) == "I" and unit.low[at] in unit.grammar.occasion_links and unit.low_at(noun) in unit.grammar.occasions
    return noun + 1 if told and noun + 1 < limit else at


def parting(unit: Unit, last: int) -> int:
    """Return where the adjunct that ends with the word at ``last`` parts an auxiliary from its verb (``has in the past | denied``), or 0.

    An adjunct between commas begins and ends with them (``had, on average, | expected``).
    """
    closed = unit.tag[last] == ","
    word = last - closed
    if unit.tag[word] not in "nWR":
        return 0
    opening = len(unit.line[: word + 1].rstrip("DnW#R")) - 1
    if closed and unit.tag[opening] == "," and unit.tag[opening - 1] == "A" and unit.line[opening + 1 : last] in ("R", "RR"):
        # "has, however, denied"
        return opening
    if not 0 < word - opening < ADJUNCT or unit.tag[opening] != "I" or unit.low[opening].endswith("ing"):
        # "who is following the talks"
        return 0
    opening -= closed
    if unit.tag_at(last + 1) == "A" and unit.low[last + 1] not in UNFINISHED:
        # "has in the past been accused", but "who was at the scene | has said"
        return 0
    verb = len(unit.line) - len(unit.line[last + 1 :].lstrip("R"))
    # "was at the time said to be ill", "is in effect saying"
    one = unit.tag_at(verb) == "G" or (unit.infinitive(verb + 1) and unit.tag_at(verb + 2) in "AB")
    tells = not one and (unit.low_at(verb) in unit.grammar.sayers | unit.grammar.going_on or unit.tag_at(verb + 1) in "DXnOPS#Q")
    if unit.low_at(opening - 1) in unit.grammar.be and tells and "W" not in unit.tag[opening : last + 1]:
        # "was in Velm accused of theft", but "who was at the scene | said", "... | told them"
        return 0
    return opening if opening > 0 and unit.tag[opening - 1] == "A" and (unit.tag[opening] == ",") == closed else 0
