"""Noun phrases from their first word on: the plain phrase, and the whole one with what belongs to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.units import Unit

NOMINAL = frozenset("nX#WGBQ")
# No further apart stand the commas of an aside.
LONGEST_ASIDE = 10
# Within so many words a verdict says what it thinks ("the work of his foes").
VERDICT = 3
# How many items describe a noun before the conjunction, with article and comma.
WORDS = 4
# Where somebody is from: Velm, the fishing village of Sund; not from the dock of the court, from a hospital bed in Velm.
HAILING = re.compile("X|D[nXE]+IX")
# A conjunction between words that describe a noun: a swift but fair trial, the recognised, but largely powerless cabinet.
PAIR = re.compile("CR?[nE][nB][nB.,;ITC]")
DESCRIBED = re.compile("DR?[nBEX],?")


def base_np(unit: Unit, at: int) -> int:
    """Return the index behind the plain noun phrase that starts at ``at`` (no preposition, no clause), or ``at``."""
    tags, lows = unit.tag, unit.low
    i, size = at, len(tags)
    if i < size and tags[i] in "PO":
        return i + 1
    while i < size:
        tag = tags[i]
        if tag in "nX#pW" and tags[i - 1] != "B" and (tag != "n" or lows[i] not in unit.grammar.time_lead):
            # most words of a phrase
            i += 1
            continue
        if tag == "C" and lows[i] == "but" and paired(unit, i):
            i += 1
            continue
        if tag == "D" and i > at and tags[i - 1] in "nXWp#" and lows[i - 1] not in {"all", "half", "both"}:
            break
        if i > at + 1 and tags[i - 1] == "B" and tags[i - 2] in "nX" and lows[i] in unit.grammar.plain_articles:
            # "the ministry | cut the rate"
            i -= 1
            break
        if tag == "E" and i > at and tags[i - 1] in "nXO":
            break
        if tag == "n" and i > at and lows[i] in unit.grammar.time_lead and "W" in tags[i + 1 : i + 3]:
            # "said the army | late on Monday"
            break
        if tag == "G" and i > at and tags[i - 1] in "nX" and (lows[i] in unit.grammar.reporting or lows[i] in unit.grammar.speaking):
            break
        if tag == "R" and (i + 1 >= size or (tags[i + 1] not in "nX#EGR" and not (i == at and unit.low[i + 1] in unit.grammar.shares))):
            break
        if tag == "Q" and (i == at or tags[i - 1] not in "DnX" or unit.closes(i)):
            break
        if tag not in "DnX#pWGBREQ" and not (tag == "I" and unit.low[i] in unit.grammar.counted_from):
            break
        i += 1
    return at if NOMINAL.isdisjoint(unit.line[at:i]) else i


def paired(unit: Unit, at: int) -> bool:
    """Return whether the conjunction at ``at`` stands between two words that describe a noun: ``a swift but fair trial``."""
    if unit.tag_at(at - 1) == "," and "-" not in unit.low_at(at - 2):
        # "the UN-backed, but feeble government"
        return False
    return at > 1 and PAIR.match(unit.line, at) is not None and any(DESCRIBED.fullmatch(unit.line, first, at) for first in range(max(0, at - WORDS), at - 1))


def with_first(unit: Unit, who: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return ``who`` with the first of the two, where a clause tells of that one: ``The Bank of Lim, which fell, and (Velm Group) said``."""
    if who is None or unit.line[who[0] - 2 : who[0]] != ",C" or unit.low[who[0] - 1] != "and":
        return who
    end = noun_phrase(unit, 0, who[0], apposition=False)
    told = end and "E" not in unit.line[:end] and unit.line[end : end + 2] == ",H" and unit.next_comma(end + 1, who[0]) == who[0] - 2
    return (0, who[1]) if told else who


def noun_phrase(unit: Unit, at: int, limit: int, *, apposition: bool = True) -> int:
    """Return the index behind the whole noun phrase at ``at``: of/in/for tails, coordination, apposition, office clause."""
    i = base_np(unit, at)
    if i == at and unit.low_at(at) in unit.grammar.plural_subjects and unit.low_at(at + 1) in unit.grammar.within:
        # "said many in the town"
        i = at + 1
    if unit.low_at(at) in unit.grammar.demonstrative and unit.tag_at(at + 1) == "H" and at + 2 < limit:
        # "said those who were there"
        return next((k for k in range(at + 2, limit) if unit.tag[k] in ",;.Q"), limit)
    if i == at or (i == at + 1 and unit.tag[at] == "P"):
        return min(i, limit)
    while i < limit:
        step = _tail(unit, i, limit) or (_aside(unit, i, limit) if apposition else 0)
        if not step:
            break
        i = step
    return min(i, limit)


def _tail(unit: Unit, i: int, limit: int) -> int:
    """Return the index behind a prepositional, coordinated or participial tail that continues a noun phrase at ``i``."""
    tag, low = unit.tag[i], unit.low[i]
    if (low == "on" and unit.tag[i - 1] == unit.tag_at(i + 1) == "X") or occasion(unit, i) or _spoke_in(unit, i):
        # "said Ada Kole on Blip": a name takes no "on"; "said officials in a statement", "said Kole in Velm"
        return 0
    if tag == "T" and unit.tag[i - 1] == "X" and unit.low_at(base_np(unit, i + 1) - 1) in unit.grammar.audiences:
        # '"It is over," said Ada Kole to reporters'
        return 0
    # "residents living along the border"
    if (tag == "I" and (low in unit.grammar.naming or "".join(unit.tag[i - 2 : i]) == "nG")) or tag == "T":
        if (unit.tag_at(i + 1) == "W" and low in {"on", "in"}) or unit.low_at(i + 1 + (unit.tag_at(i + 1) == "D")) in unit.grammar.wakes:
            return 0
        end = base_np(unit, i + 1)
        if end > i + 1:
            return end
        return base_verb_end(unit, i + 1) if tag == "T" else 0
    if low == "out" and unit.low_at(i + 1) == "of" and unit.tag[i - 1] == "#":
        # "31 out of 44 economists"
        return base_np(unit, i + 2) if base_np(unit, i + 2) > i + 2 else 0
    if low in unit.grammar.informed and unit.tag_at(i + 1) in "IT":
        # "a source close to the talks", "a person familiar with the matter"
        return base_np(unit, i + 2) if base_np(unit, i + 2) > i + 2 else 0
    if tag == "C" and low in {"and", "or"} and _joined(unit, i + 1, limit):
        end = base_np(unit, i + 1)
        return end if end < limit and unit.tag_at(end) not in "VAE" else end if end >= limit else 0
    if low in unit.grammar.hereabouts and unit.tag[i - 1] == "n" and unit.tag_at(i + 1) != "W":
        return i + 1
    if tag in "EG" and unit.tag_at(i - 1) in "nXp#" and low not in unit.grammar.speaking:
        end = i + 1
        while unit.tag_at(end) in "RIDT" and end < limit:
            end += 1
        return max(base_np(unit, end), i + 1)
    return 0


def _spoke_in(unit: Unit, at: int) -> bool:
    """Return whether the preposition at ``at`` tells where somebody spoke whose bare name stands behind the verb: ``said Kole | in Velm``, ``at the airport``."""
    name = len(unit.line[:at].rstrip("X"))
    if not 0 < name < at or unit.tag[name - 1] != "V" or unit.low[name - 1] not in unit.grammar.sayers:
        return False
    venue = base_np(unit, at + 1) - 1
    there = unit.low[at] in unit.grammar.placing and unit.tag_at(venue) == "n" and unit.low_at(venue) in unit.grammar.venues
    return there or (unit.low[at] == "in" and unit.tag_at(at + 1) == "X")


def _joined(unit: Unit, at: int, limit: int) -> bool:
    """Return whether a noun phrase opens behind a conjunction, its noun perhaps like a verb: ``police and rescue workers``, ``and witnesses.``."""
    tag, behind = unit.tag_at(at), unit.tag_at(at + 1)
    closes = unit.low_at(at).endswith("s") and (at + 1 >= limit or behind in ",.;")
    return tag in "DnX#" or (tag == "B" and (behind == "n" or closes or unit.low_at(at + 1) == "of"))


def counts(unit: Unit, at: int) -> bool:
    """Return whether the preposition at ``at`` opens a number (``at least 12``, ``around 30``, ``about a third``)."""
    rough = unit.low[at] in unit.grammar.approximate
    numbered = unit.tag_at(at + 1) == "#" or unit.low_at(at + 2) in unit.grammar.shares
    return (rough and numbered) or unit.low_at(at + 1) in unit.grammar.counted_from


def bounded(unit: Unit, at: int) -> int:
    """Return where what bounds the number at ``at`` begins (``at least 12``, ``more than 30``, ``up to 30``), or ``at``."""
    if unit.low[at] == "more" and unit.tag_at(at - 1) == "#":
        # "two more bodies"
        at -= 1
    first = at - (unit.low_at(at - 1) in unit.grammar.counted_from)
    if unit.tag[at] == "#" and unit.tag_at(first - 1) == "R" and unit.low_at(first - 1) == "to":
        return first - 2
    # "at most 40 men", but "the view | of most governments"
    counted = unit.tag[at] == "#" or (first == at and unit.low_at(at - 1) != "of")
    return first - 1 if counted and unit.low[first] in unit.grammar.counted_from and first > 0 else at


def amount_at(unit: Unit, at: int) -> bool:
    """Return whether an amount stands at ``at`` (``at 40``, ``at barely half``, ``at about a third``)."""
    return any(unit.tag_at(i) == "#" or unit.low_at(i) in unit.grammar.shares for i in range(at, at + 3 + 2 * (unit.low_at(at) == "no")))


def governs(unit: Unit, at: int, end: int) -> bool:
    """Return whether the -ed form in front of ``at`` has the noun phrase there for its object (``the blast killed | a guard``)."""
    # "a letter dated 30 January" governs none
    spell = at + 1 < end and (unit.low[at + 1] in unit.grammar.spans_of_time or unit.tag[at + 1] == "W")
    return unit.tag[at] in "D#" and unit.tag[at - 1] == "E" and unit.tag[at - 2] in "nXW" and not spell


def results(unit: Unit, link: int) -> bool:
    """Return whether an "as" only tells what came of something (``was seen as a consequence``)."""
    noun = link + 1 + (unit.tag_at(link + 1) == "D")
    return unit.low_at(noun) in unit.grammar.consequences and unit.tag_at(noun + 1) in ".,"


def judges(unit: Unit, at: int) -> bool:
    """Return whether the word at ``at`` looks like an adjective of judgement (``unfair``, ``shameful``)."""
    low = unit.low_at(at)
    return low in unit.grammar.judging or low.endswith(unit.grammar.adjective_endings)


def is_verdict(unit: Unit, at: int) -> bool:
    """Return whether what stands at ``at`` says how true something is (``baseless``, ``"a lie"``, ``pure speculation``)."""
    return unit.tag_at(at) == "Q" or any(judges(unit, i) or unit.low_at(i) in unit.grammar.verdicts for i in range(at, at + VERDICT))


def closes_aside(unit: Unit, comma: int) -> bool:
    """Return whether another comma is near, so that the two may set off an aside."""
    return "," in unit.line[comma + 1 : comma + LONGEST_ASIDE] or "," in unit.line[max(0, comma - LONGEST_ASIDE) : comma]


def occasion(unit: Unit, at: int) -> int:
    """Return the index behind the occasion of speech at ``at`` (``in a statement``, ``at a news conference``, ``by telephone``), or 0."""
    if unit.low_at(at) == "by" and unit.low_at(at + 1) in unit.grammar.means:
        return at + 2
    if unit.low_at(at) not in unit.grammar.occasion_links or unit.tag_at(at + 1) != "D":
        return _in_words(unit, at)
    end = at + 2
    while unit.tag_at(end) in "nXBG" and unit.tag_at(end + 1) in "nXBG" and unit.low_at(end) not in unit.grammar.occasions:
        end += 1
    # "said Kole at a rally", but "a guest at a rally", "a guest at the rally"; "in an interview with the press", but "a passage in the report of the board"
    one = unit.low[at + 1] in unit.grammar.indefinite_articles | unit.grammar.third_owners
    if unit.low_at(end) in unit.grammar.gathered:
        # "an official at a news conference": one that is held to speak
        guest = end == at + 2 and unit.tag[at - 1] == "n" and unit.low[len(unit.line[:at].rstrip("nB")) - 1] in unit.grammar.indefinite_articles
        return end + 1 if (one and not guest) or unit.tag[at - 1] == "X" else 0
    return end + 1 if unit.low_at(end) in unit.grammar.occasions and unit.tag_at(end + 1) not in ("n" if one else "nI") else 0


def _in_words(unit: Unit, at: int) -> int:
    """Return the index behind words without an article in which something was said (``in televised remarks``, ``in recent testimony to Congress``), or 0."""
    noun = at + 1 + (unit.tag_at(at + 1) in "nEG")
    if unit.low_at(at) not in unit.grammar.within or unit.low_at(noun) not in unit.grammar.in_words:
        return 0
    return base_np(unit, noun + 2) if unit.tag_at(noun + 1) == "T" else noun + 1


def opens_deed(unit: Unit, of: int) -> bool:
    """Return whether the "of" at ``of`` opens what somebody is said to have done (``of stealing``, ``of having lied``, ``of the killing of``)."""
    at = of + 1 + (unit.low_at(of + 1) in unit.grammar.articles)
    return unit.tag_at(at) == "G" or unit.low_at(at).endswith("ing")


def holds_office(unit: Unit, of: int, cues: Cues) -> bool:
    """Return whether the "of" at ``of`` tells what body somebody is of (``the head of the bank``); no plural and no name stands before it.

    What has no article is a deed where no body or field of a ministry goes so: ``the government of abuse of power``.
    """
    opening = len(unit.line[:of].rstrip("DnX"))
    if unit.low[of - 1] not in cues.sources or unit.low[of - 1] in cues.documents or unit.low[of - 1].endswith("s") or "X" in unit.line[opening:of]:
        return False
    behind = max(base_np(unit, of + 1), of + 2)
    bare = set(unit.line[of + 1:behind]) <= {"n", "B"}
    return not bare or unit.low[behind - 1] in cues.sources or unit.low[of + 1] in unit.grammar.portfolios


def base_verb_end(unit: Unit, at: int) -> int:
    """Return the index behind a bare infinitive and its object at ``at``, or 0."""
    if unit.tag_at(at) not in "BnA":
        return 0
    return max(base_np(unit, at + 1), at + 1)


def _aside(unit: Unit, i: int, limit: int) -> int:
    """Return the index behind an apposition or office-giving relative clause that opens with the comma at ``i``."""
    if unit.tag[i] != ",":
        return 0
    first = unit.tag_at(i + 1)
    if first == "H":
        return office(unit, i + 1, limit)
    if unit.low_at(i + 1) == "or" and unit.tag_at(i + 2) == "X":
        # "the Forest Fire Department, or Cal Fire"
        end = i + 2 + len(unit.line[i + 2 : limit]) - len(unit.line[i + 2 : limit].lstrip("X"))
        return end if end >= limit or unit.tag[end] in ",.:" else 0
    if unit.low_at(i + 1) in unit.grammar.hailing and unit.tag_at(i + 2) in "XD" and unit.tag[i - 1] in "X#":
        # "said Ada Kole, of Bell Bank, a sponsor of the run", "said Ada Kole, 48, from the town of Velm"
        end = noun_phrase(unit, i + 2, limit, apposition=False)
        named = "X" in unit.line[i + 2 : end] and (unit.low[i + 1] == "of" or hails(unit, i + 2))
        return end if end > i + 2 and (end >= limit or unit.tag[end] in ",.") and named else 0
    at = i + 1 + (unit.low_at(i + 1) in unit.grammar.of_late)
    if unit.low[at : at + 3] == ["in", "charge", "of"]:
        at += 3
    if first not in "DnX#p" and at == i + 1:
        return 0
    if unit.low[i + 1] in unit.grammar.third_owners and unit.low_at(i + 2) in unit.grammar.body:
        # "said Ada Kole, her arms wrapped in gauze": how, not who
        return 0
    end = noun_phrase(unit, at, limit, apposition=False)
    if end < limit and unit.tag_at(end) == "H":
        # "Kern, a former officer who leads protests", "Tol, a farmer whose field was flooded": the rest is no part of the name
        return office(unit, end, limit) or end
    return end if end > i + 1 and (end >= limit or unit.tag[end] in ",.:" or _dates(unit, end)) else 0


def hails(unit: Unit, at: int) -> bool:
    """Return whether a place that somebody is from stands at ``at``: ``from (Velm)``, ``from (the fishing village of Sund)``, not ``from his cell in Velm``."""
    found = HAILING.match(unit.line, at)
    return found is not None and (found.end() == at + 1 or unit.low[found.end() - 2] == "of")


def _dates(unit: Unit, at: int) -> bool:
    """Return whether at ``at`` stands when or on what occasion was said what a described name said: ``said Ada Kole, the mayor | late on Monday``."""
    timed = unit.tag[at] == "W" or "W" in unit.tag[at + 1 : at + 3] or unit.low[at] in unit.grammar.hereabouts
    return bool(occasion(unit, at)) or unit.low[at] in unit.grammar.time_conjunctions or (timed and unit.tag[at] in "WInR")


def apposes(unit: Unit, end: int, whole: int) -> bool:
    """Return whether a name and its description stand on the two sides of the comma at ``end``: ``According to Kern, the mayor, ...``."""
    named = unit.tag_at(end - 1) == "X"
    # "According to the head of Tolvo, Ada Kole, ..."
    office = named and unit.tag_at(len(unit.line[:end].rstrip("X")) - 1) == "I" and whole > end + 2 and set(unit.line[end + 1 : whole]) == {"X"}
    described = whole > end + 1 and unit.tag_at(whole) == "," and (office or unit.tag_at(end + 1) in ("Dn" if named else "X"))
    return described and unit.tag_at(whole + 1) in "DnXP#B"


def office(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind ``who heads X`` or ``who worked as X`` at ``at``; 0 where the clause says something else."""
    verb, words = at + 1, unit.grammar
    while unit.tag_at(verb) == "R" or (unit.tag_at(verb) == "A" and unit.tag_at(verb + 1) in "RGE" and unit.low_at(verb + 1) in words.office):
        verb += 1
    linked = f"{unit.low_at(verb)}/{unit.low_at(verb + 1)}" in words.office_links
    linked = linked or (unit.low_at(verb) in words.office_as and unit.low_at(verb + 1) == "as")
    if unit.low_at(at) != "who" or not (linked or unit.low_at(verb) in words.office):
        return 0
    # "who is also the president"
    verb += linked or (unit.tag_at(verb) == "A" and unit.tag_at(verb + 1) == "R" and unit.low[verb + 1] not in words.negations)
    end = noun_phrase(unit, verb + 1, limit, apposition=False) if unit.tag_at(verb + 1) in "DnXp" else 0
    if unit.low_at(base_np(unit, verb + 1) - 1) in words.gathered:
        # ", who chaired a meeting of the council,"
        return 0
    return end if end > verb + 1 and unit.tag_at(end) in ",." else 0
