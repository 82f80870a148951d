"""Asides behind content: appositions that others call something, settings, grounds, and how long before or after it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import verb_soon
from wireparse.stages.attributions.phrases import base_np

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit


def dates(unit: Unit, at: int, limit: int, *, under_way: bool = False) -> bool:
    """Return whether the agency tells from ``at`` on how long before or after something it was said (``, two days after the coup``).

    Or how long it was ``under_way`` (``, rescuers said, two days into a truce``).
    """
    first = at
    if unit.next_comma(at, limit) < limit:
        return False
    while (unit.tag_at(at) in "DR#" or unit.low_at(at) in unit.grammar.counted_from) and unit.low_at(at) not in unit.grammar.spans_of_time:
        at += 1
    if at == first + 1 and unit.tag[first] == "R" and unit.low_at(at) in {"after", "before"}:
        # ", shortly before police broke down the door", but ", even after it was shut"
        return unit.low[first] not in unit.grammar.even_as and verb_soon(unit, at + 1, limit)
    counted = unit.low_at(at + 1) in unit.grammar.time_conjunctions or (under_way and unit.low_at(at + 1) in unit.grammar.under_way)
    return counted and unit.low_at(at) in unit.grammar.spans_of_time


def comments(unit: Unit, at: int) -> bool:
    """Return whether an apposition to the whole clause opens at ``at``: ``, a plan the church considers ...``, ``, in what many see as ...``."""
    if unit.low_at(at) == "in":
        return _comments_in(unit, at)
    low, words = unit.low_at(at), unit.grammar
    if _takes_up(unit, at):
        # ", charges the army denies", ", language even allies call rude"
        return True
    if low in words.indefinite and unit.tag_at(at + 1) in "DPX":
        # ", something the council has promised to mend"
        return verb_soon(unit, at + 1, len(unit))
    if low in words.indefinite_articles and unit.tag_at(at + 1) == "n" and unit.low_at(at + 2) == "the" and unit.tag_at(at + 4) in "VB":
        # ", a delay the army blames on the rain"
        return True
    counted = unit.low_at(at + 1) in words.gatherings and unit.low_at(at + 2) == "of"
    # "two trucks, a number of rifles"
    return low in words.plain_articles and not counted and any(unit.low_at(at + n) in words.commenting for n in (1, 2))


def _comments_in(unit: Unit, at: int) -> bool:
    """Return whether the "in" at ``at`` opens a comment: ``, in what many see as ...``, ``, in an apparent reference to his rival``."""
    words = unit.grammar
    if unit.low_at(at + 1) == "what" or unit.low_at(at + 2) in words.latest:
        # ", in the latest attack on aid workers"
        return True
    if unit.tag_at(at + 1) == "n" and unit.tag_at(at + 2) in "DXn" and not words.sayers.isdisjoint(unit.low[at + 3 : at + 5]):
        # ", in findings campaigners said were grave"
        return True
    nouns = {unit.low_at(at + 2), unit.low_at(at + 3)} - words.occasions
    return unit.low_at(at + 1) in words.indefinite_articles and not nouns.isdisjoint(words.commenting)


def _takes_up(unit: Unit, at: int) -> bool:
    """Return whether a plural at ``at`` is what somebody says something of: ``, charges denied by the army``, ``, charges that could not be checked``."""
    low, who = unit.low_at(at), at + 1 + (unit.tag_at(at + 1) == "R")
    noun = low.removesuffix("s") if low.endswith("s") else low if low in unit.grammar.mass else ""
    if noun not in unit.grammar.commenting:
        return False
    # ", information that could not be verified"
    verified = unit.line[who : who + 2] == "SA"
    related = unit.low_at(who) == "that" and low.endswith("s") and unit.tag_at(who + 1) in "DXP"
    denied = unit.tag_at(who) == "E" and unit.low_at(who + 1) == "by"
    return verified or related or denied or unit.tag_at(who) in "DXP"


def relates(unit: Unit, at: int) -> bool:
    """Return whether a relative clause of the agency's opens at ``at``; what would come of it is still said (``, which would ...``)."""
    return unit.tag_at(at) == "H" and unit.low_at(at + 1) not in unit.grammar.coming


def described(unit: Unit, at: int) -> bool:
    """Return whether an apposition with a relative clause opens at ``at``: ``, a process that many fear ...``."""
    return unit.low_at(at) in unit.grammar.indefinite_articles and any(unit.tag_at(at + n) in "HS" for n in (2, 3))


def weakly_resumes(unit: Unit, at: int) -> bool:
    """Return whether an -ed form at ``at``, straight behind a comma, takes up the main clause again."""
    return unit.tag_at(at) == "E" and unit.tag_at(at + 1) in "DTPO#SXQ"


def grounds(unit: Unit, at: int) -> bool:
    """Return whether reason or aim of an act of saying opens at ``at`` (``on the grounds that ...``, ``in a bid to ...``)."""
    if unit.low[at] == "in" and unit.low_at(at + 1) in unit.grammar.plain_articles:
        aim = next((i for i in range(at + 2, at + 5) if unit.low_at(i) in unit.grammar.aims), 0)
        return bool(aim) and unit.tag_at(aim + 1) == "T"
    return unit.low[at] == "on" and any(unit.low_at(i) in unit.grammar.reasons and unit.low_at(i + 1) == "that" for i in (at + 1, at + 2))


def said_in(unit: Unit, at: int, limit: int, *, clause: bool) -> bool:
    """Return whether the content's last words tell where it was said (``... in a statement``, ``... at a briefing``).

    No ``clause`` holds what people do in letters: ``claimed the raid in a message posted online`` ends before "in".
    """
    if unit.low[at] not in unit.grammar.occasion_links or unit.tag_at(at + 1) != "D":
        return False
    noun = at + 2
    while noun < limit and unit.tag[noun] in "nXBG" and unit.tag_at(noun + 1) in "nXBG":
        noun += 1
    if unit.low_at(noun) not in unit.grammar.occasions:
        return False
    behind = noun + 1
    if not clause and unit.tag_at(behind) in "EIT":
        behind += len(unit.line[behind:limit]) - len(unit.line[behind:limit].lstrip("EITRDWnX#"))
    # "in a report that showed growth", "in a statement released Monday"
    told = (unit.low_at(behind) == "that" and unit.tag_at(behind + 1) in "VE") or (unit.tag_at(behind) == "H" and unit.tag[at - 1] == ",")
    return behind >= limit or unit.tag[behind] in ",." or told or unit.low[behind] in unit.grammar.given_out


def besides(unit: Unit, at: int, limit: int) -> bool:
    """Return whether a clause opens at ``at`` that tells why or when somebody called for something (``as the army closed in``)."""
    # "after talks aimed at peace": a noun may follow "after" and "before", and bring a participle.
    # "cited an instance when a cargo was stopped": which
    if unit.low[at - 1] == "such" or unit.low[at - 1] in unit.grammar.as_well or (unit.low[at - 1] in unit.grammar.instances and unit.low[at] in {"when", "where"}):
        return False
    if unit.low[at - 1] in unit.grammar.spans_of_time and (unit.tag[at - 2] == "#" or unit.low[at - 2] in unit.grammar.indefinite_articles):
        # "refused to sign the deal five months after it was struck"
        return False
    if unit.low[at] in unit.grammar.dating_too and next((tag for tag in unit.tag[at + 1 : limit] if tag in "VAE"), "") != "A":
        # "the first vote since the war ended", but "called for help since nobody would come"
        return False
    if unit.low[at] == "as" and unit.tag_at(at + 1) == "D" and unit.tag_at(base_np(unit, at + 1)) == "T":
        # "called for a vote as a way to end the crisis"
        return False
    noun_too = unit.low[at] in unit.grammar.time_conjunctions
    return unit.low[at] in unit.grammar.besides and verb_soon(unit, at + 1, limit, loose=not noun_too)
