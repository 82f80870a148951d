"""Clauses: whether one stands at a place, and which of its words can be its verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_times
from wireparse.stages.attributions.phrases import base_np, counts

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit

CLAUSE_LIMIT = 60
# A finite verb, or an -ed form behind what can be its subject.
VERBAL = re.compile("[VA]|[nXPRHpW#,Q]E")
# A verb, or what parts it from what stands before.
CLOSING = re.compile("[VAE,;SHQ]")
ELLIPTIC = 4
"""No more words have "if so", "when asked", "once there"."""
# How far behind a pronoun its verb would stand, were it a subject.
OBJECT_REACH = 5


def clause_at(unit: Unit, at: int, limit: int, *, weakly: bool = True, loose: bool = False) -> int:
    """Return where the reported clause at ``at`` begins (a "that" left out), or -1 where no clause stands."""
    if at >= limit:
        return -1
    if unit.low[at] == "that" and unit.tag[at] == "S":
        if _is_relative(unit, at):
            # "said on Monday that was not true": no noun to belong to
            return at if unit.tag_at(at + 1) in "VA" and unit.tag_at(at - 1) not in "nE" else -1
        if unit.tag_at(at + 1) == "E" and unit.tag_at(at + 2) in "IT" and unit.low_at(at - 1) in unit.grammar.sayers:
            # "said that depended on the weather"
            return at
        return at + 1
    if unit.tag[at] == "S" and unit.low[at] in unit.grammar.subordinators:
        comma = unit.next_comma(at, limit)
        short = at + 1 < comma < at + ELLIPTIC and unit.low[at] != "as"
        leads = comma < limit and (verb_soon(unit, at + 1, limit) or (short and clause_at(unit, comma + 1, limit, weakly=False) >= 0))
        return at if leads else -1
    if unit.tag[at] == "I" and not counts(unit, at):
        leads = "," in unit.tag[at:limit] and verb_soon(unit, at, limit, weakly=False)
        return at if leads or _inverted(unit, at, limit) else -1
    if (unit.tag[at] == "E" and unit.tag_at(at + 1) not in "nX") or (unit.tag[at] == "T" and unit.low_at(at - 1) in unit.grammar.sayers):
        # "said faced with losses, the firm would close", "said to end the war, both sides must talk"
        comma = unit.next_comma(at, limit)
        return at if unit.tag_at(at + 1) in "IDRBA" and comma < limit and clause_at(unit, comma + 1, limit, weakly=False) == comma + 1 else -1
    if unit.tag[at] == "R" and (verb := at + len(unit.line[at:]) - len(unit.line[at:].lstrip("R"))) < limit and unit.line[verb : verb + 2] in {"AE", "AR"}:
        # "those who have reported | so far have missed forecasts": no subject
        return -1
    if unit.tag[at] in "DPnX#pWBGERQSAI" or unit.low[at] in unit.grammar.wh:
        return at if verb_soon(unit, at, limit, weakly=weakly, loose=loose) else -1
    return -1


def _inverted(unit: Unit, at: int, limit: int) -> bool:
    """Return whether the subject stands behind its verb and the place in front (``among the dead were two children``)."""
    verb = base_np(unit, at + 1)
    return at + 1 < verb < limit - 1 and unit.low[verb] in unit.grammar.passive and unit.tag_at(verb + 1) in "DnX#"


def _is_relative(unit: Unit, that: int) -> bool:
    """Return whether a verb follows the "that" at ``that``, so that it is the subject of a relative clause."""
    following = unit.tag_at(that + 1)
    # "told reporters that developed nations must act": no verb
    describes = unit.tag_at(that + 2) == "n" and unit.low[that + 2].endswith("s") and (unit.tag_at(that + 3) in "VA" or that + 3 in unit.quote)
    acts = (following == "E" and not describes) or (following == "B" and unit.tag_at(that + 2) == "D")
    return following in "VA" or (acts and unit.tag_at(that - 1) in "nX")


def verb_soon(unit: Unit, at: int, limit: int, *, weakly: bool = True, loose: bool = False) -> bool:
    """Return whether a main finite verb follows its subject at ``at``; ``weakly`` lets an -ed form or a noun-like verb do."""
    if unit.tag_at(at) == "P":
        subject = not _is_object(unit, at, limit) or _parted(unit, at)
        # "denying it, residents did not know"
        if subject or unit.tag_at(at + 1) == ",":
            return subject and not _parted(unit, at)
    i, weak, commas, size = at, False, 0, min(limit, at + CLAUSE_LIMIT)
    while i < size:
        tag = unit.tag[i]
        if tag in "nXD#pWROTI" or (tag in "VA" and commas and unit.tag[i - 1] == "C" and "H" in unit.tag[at:i] and "," in unit.tag[i:size]):
            # "the bill, which passed in May and was signed on Friday, would be dropped"
            i += 1
            continue
        if tag == "C" and unit.low[i] == "but" and not weak and i > at and commas == int(unit.tag[i - 1] == ","):
            # "confirmed the deaths of four, but the names were withheld"
            return False
        if i > at and _of_another(unit, at, i, commas):
            return weak
        if tag in "VA":
            return i > at and (weak or unit.tag[i - 1] != "C")
        if tag == "P" and i > at:
            if unit.tag[at] == "P":
                # "I said it in Rio, I said it in Velm"
                return weak
            # "whatever deal they made would fail", "what they did was wrong"
            headed = unit.tag[i - 1] in "nX" or unit.line[at:i] in {"S", "SB"}
            if unit.tag[i - 1] == "," or weak or not headed:
                return unit.tag[i - 1] == "," or weak
            # "the man they had arrested was a soldier"
            i = _behind_relative(unit, i, size)
            continue
        if tag == "Q" and i > at and (unit.opening[i] in "VAE" or (unit.opening[i] == "B" and plural_noun(unit, i - 1))):
            # 'his men "recognise only the king"'
            return True
        if i > at and tag in "EB":
            resumes = commas > 1 and unit.tag[i - 1 - (unit.tag[i - 1] == "R")] == ","
            any_past = loose and tag == "E" and unit.tag[i - 1] in "nX"
            weak = weak or (weakly and (weakly_finite(unit, i) or past_alike(unit, i) or resumes or any_past))
        elif tag == "H" or (tag == "S" and i > at and (unit.low[i] == "that" or (unit.low[i] == "where" and unit.tag[i - 1] in "nX"))):
            i, commas = _behind_relative(unit, i, size), commas + 1
            continue
        elif tag in "SG" and i > at and unit.tag[i - 1] == "," and _set_apart(unit, i, size):
            i, commas = unit.next_comma(i, size), commas + 1
        elif tag == "-" and "-" in unit.tag[i + 1 : size] and unit.tag_at(unit.tag.index("-", i + 1) + 1) in "VA":
            i = unit.tag.index("-", i + 1)
        elif tag == "S" and i > at and unit.low[i] in unit.grammar.time_conjunctions and _aside(unit, at, i, size):
            # "the vote, the first since the war, was fair"
            i = unit.next_comma(i, size)
            continue
        elif tag == "," and unit.low_at(i + 1) in unit.grammar.accompanying and not weak and unit.next_comma(i + 1, limit) == limit:
            # "felt the pinch, with demand falling as the slump deepens"
            break
        elif tag in ";:.-" or (tag == "S" and i > at and (unit.low[i] != "as" or unit.tag[i - 1] == ",")) or (tag == "," and weak):
            break
        i, commas = i + 1, commas + (tag == ",")
    return weak


def _set_apart(unit: Unit, at: int, size: int) -> bool:
    """Return whether what opens behind a comma at ``at`` has no verb of the clause: ``the port, once it is built, could``, ``the firm, saying so, ...``."""
    return unit.tag_at(at + 1) not in "VAE" if unit.tag[at] == "G" else unit.tag_at(unit.next_comma(at, size) + 1) in "VA"


def _of_another(unit: Unit, start: int, at: int, commas: int) -> bool:
    """Return whether the verb to come at ``at``, behind ``commas``, is of no subject that begins at ``start``."""
    tag = unit.tag[at]
    if tag == "C":
        # "forecast prices to average 18 dollars and many believe"
        held = unit.low_at(at + 1) in unit.grammar.holders and unit.tag_at(at + 2) in "BV" and "T" in unit.line[start:at]
        # "found no trace of gas, and on Friday the owner was arrested"
        # "promised an inquiry, and the two officers were suspended": no list has one comma, but "the army, and most of the police, had"
        closed = unit.tag_at(unit.next_comma(at, len(unit)) + 1) in "VA"
        apart = commas == 1 and unit.tag[at - 1] == "," and unit.low[at] == "and" and unit.tag_at(at + 1) in "DnX#" and not closed
        return held or apart or unit.line[at - 1 : at + 3] == ",CIW"
    # "because he feared reprisals, said nine had died"
    return tag in "VE" and commas == 1 and unit.tag[at - 1] == "," and unit.low[at] in unit.grammar.sayers


def joined_clause(unit: Unit, at: int, limit: int) -> bool:
    """Return whether what opens at ``at`` is a noun phrase, and its "and" joins a clause to it (``growth of 2 percent and inflation is``)."""
    found = CLOSING.search(unit.line, at, limit)
    verb = found.start() if found else limit
    joint = unit.line.rfind("C", at, min(verb, limit))
    single = verb < limit and unit.low[verb] in {"is", "was", "has"} and not unit.low[verb - 1].endswith("s")
    return single and joint > at and unit.low[joint] == "and" and set(unit.line[joint + 1 : verb]) <= set("DnX#p")


def _aside(unit: Unit, start: int, at: int, limit: int) -> bool:
    """Return whether the word at ``at`` stands between commas that hold no verb."""
    closing = unit.next_comma(at, limit)
    opening = unit.line.rfind(",", start, at)
    return start < opening and closing < limit and not unit.finite(opening, closing)


def _is_object(unit: Unit, at: int, limit: int) -> bool:
    """Return whether the pronoun at ``at``, of those that may be either, is an object (``nobody knows it yet``)."""
    open_end = unit.low[at] in unit.grammar.objects and unit.tag_at(at + 1) in ",.CIR"
    return open_end and (_parted(unit, at) or not unit.finite(at, min(at + OBJECT_REACH, unit.next_comma(at, limit))))


def plural_noun(unit: Unit, noun: int) -> bool:
    """Return whether the noun at ``noun`` may be a plural, by its ending or by the lists."""
    return unit.low[noun].endswith("s") or unit.low[noun] in unit.grammar.plural_subjects


def surely_plural(unit: Unit, noun: int) -> bool:
    """Return whether the noun at ``noun`` is a plural, and no ``crisis``, ``virus`` or ``headquarters``."""
    low = unit.low[noun]
    single = low.endswith(("ss", "us", "is")) or low in unit.grammar.single_in_s
    return plural_noun(unit, noun) and not (single and low not in unit.grammar.plural_subjects)


def _parted(unit: Unit, at: int) -> bool:
    """Return whether nothing but a comma stands between the pronoun at ``at`` and a verb, whose subject it then is not (``who wrote it, insists``)."""
    return unit.tag_at(at + 1) == "," and unit.tag_at(at + 2) in "VA"


def weakly_finite(unit: Unit, at: int) -> bool:
    """Return whether the -ed or noun-like form at ``at`` is likelier a main verb than a participle or noun."""
    left = at - 1
    while left > 0 and unit.tag[left] == "R":
        left -= 1
    before, after = unit.tag[left], unit.tag_at(at + 1)
    # "said fighting raged": a noun in -ing that no auxiliary or noun governs
    acting = before == "G" and unit.tag_at(left - 1) not in "AnX"
    if unit.tag[at] == "E":
        if unit.low[at] in unit.grammar.comparing:
            # "at 592,000 tonnes compared with 605,000"
            return False
        if before == "D" and unit.low[left] not in unit.grammar.plural_subjects:
            return False
        linked = after == "I" and unit.low_at(at + 1) in unit.grammar.participle_links
        # "killed at least nine" has no link, a name is no head of a participle, and "died" is none.
        linked = linked and unit.low[at] not in unit.grammar.intransitive
        participle = linked and before != "X" and not acting and unit.low_at(at + 2) not in unit.grammar.counted_from
        participle = participle or (after in "RIWT" and _in_writing(unit, left))
        return (before in "nXp#OWDBPQ" or acting) and unit.low[left] not in unit.grammar.bare and not participle
    many = plural_noun(unit, left)
    if after in "nR" or (after in ".," and before == "n" and many):
        # A verb agrees with its noun: "Morva supports reform", "farmers fear delays", "crops fail", but "milk price rises".
        return before in ("n" if many else "X") and many != unit.low[at].endswith("s")
    if after == "P" and unit.low[left] in unit.grammar.plural_subjects:
        # "some say he is dead"
        return True
    # "after its two-year decline against the yen": a verb would agree
    agrees = before != "n" or many or unit.low[at].endswith("s") or unit.low[at] in unit.grammar.unchanging or unit.tag_at(left - 1) != "n"
    # 'the plan means "all will lose"'
    quotes = after == "Q" and before in "nX" and not many and unit.low[at].endswith("s")
    return quotes or (before in "nXW" and after in "DTSIX#OP" and agrees) or (acting and after in "DX#") or (after == "E" and before == "n" and many)


def _in_writing(unit: Unit, noun: int) -> bool:
    """Return whether the noun at ``noun`` tells what something was said in (``in a message posted online``)."""
    if unit.low[noun] not in unit.grammar.occasions:
        return False
    opening = len(unit.line[:noun].rstrip("nXBG")) - 2
    return opening > 0 and unit.tag[opening + 1] == "D" and unit.low[opening] in unit.grammar.occasion_links


def has_verb(unit: Unit, first: int, last: int) -> bool:
    """Return whether a verb that can be a main one stands in ``[first, last)``."""
    if VERBAL.search(unit.line, first, last):
        return True
    return not unit.grammar.unchanging.isdisjoint(unit.low[first:last]) and any(past_alike(unit, i) for i in range(first, last))


def acts_alone(unit: Unit, at: int) -> bool:
    """Return whether the -ed form at ``at`` is the verb of a noun with its determiner (``the loser alleged fraud in ...``)."""
    first = len(unit.line[:at].rstrip("nER"))
    return first < at and unit.tag_at(first - 1) == "D" and unit.tag_at(at + 1) in "nX#G" and unit.low[at + 1] not in unit.grammar.periods


def acts_on(unit: Unit, at: int) -> bool:
    """Return whether the -ed form at ``at`` has an object, as no participle has (``Bankers disliked his manner and ...``)."""
    if unit.tag[at - 1] != "n":
        return False
    plural = unit.low[at - 1].endswith("s") and unit.tag_at(at - 2) in ".,n"
    owned = unit.low_at(at + 1) in unit.grammar.third_owners
    owned = owned or (plural and unit.tag_at(at + 1) == "X" and unit.tag_at(at + 2) == "p")
    return owned or (plural and unit.tag_at(at + 1) == "n" and unit.low[at + 1] not in unit.grammar.periods)


def past_alike(unit: Unit, at: int) -> bool:
    """Return whether a past that looks like its base form stands at ``at`` (``the bank cut rates``, ``Kern quit on Monday``)."""
    if unit.low[at] not in unit.grammar.unchanging or at == 0:
        return False
    left = len(unit.line[:at].rstrip("R")) - 1
    return (unit.tag_at(left) in "nXPW" or unit.line[at - 2 : at] == "X,") and unit.tag_at(at + 1) in "DOXPn#RIT"


def _behind_relative(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind the relative clause at ``at``: its comma, or its first verb group."""
    i = at + 1
    if unit.low[at] == "who":
        # "people who hold passports may": its verb comes first, whatever its tag
        i = next((k for k in range(i, limit) if unit.tag[k] != "R"), limit)
        if i < limit and unit.tag[i] == "B":
            return next((k for k in range(i + 1, limit) if unit.tag[k] not in "RE"), limit)
    while i < limit and unit.tag[i] not in "VAE,;.":
        i += 1
    while i < limit and unit.tag[i] in "AR":
        i += 1
    return i + (i < limit and unit.tag[i] in "VEB")


def in_subject(unit: Unit, at: int) -> bool:
    """Return whether the cue before ``at`` stands in a relative clause to the subject of its sentence, whose verb is still to come."""
    who = next((i for i in range(at - 1, -1, -1) if unit.tag[i] not in "VARGE"), -1)
    if unit.tag_at(who) != "H" or unit.tag_at(who - 1) == "," or unit.low[who] not in unit.grammar.relatives:
        return False
    opens = next((i for i in range(who - 1, -1, -1) if unit.tag[i] in "VAES,;.:"), -1)
    return opens < 0 or unit.tag[opens] not in "VAE"


def quoted_alone(unit: Unit, quote: int, end: int) -> bool:
    """Return whether what stands behind a quotation is none of it: ``said "wait here" and left``, ``said "we won" on Friday``."""
    behind = quote + 1
    if behind < end and unit.opening[quote] in "DPXOnCSRHA" and behind_times(unit, behind, end) == end:
        return True
    joined = unit.tag_at(behind) == "C" and unit.tag_at(behind + 1) in "VERP"
    return behind < end and joined and "Q" not in unit.line[behind:end]
