"""What follows a comma behind content: more of it, or the agency's own or another's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import behind_adverbs
from wireparse.stages.attributions.asides import comments, dates
from wireparse.stages.attributions.clauses import has_verb, verb_soon
from wireparse.stages.attributions.joints import LINKED, behind_auxiliaries, first_finite, first_verb, is_cue
from wireparse.stages.attributions.phrases import amount_at, base_np

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.units import Unit

OWNED = 6
"""No further behind its verb is sought what becomes one's own by saying so (``, claiming the presidency``)."""
# How far behind a comma "of whom" stands: ", hundreds of thousands of whom".
WHOM = 7
# How far behind an apposition's article the verb of its relative clause stands.
RELATIVE = 20
HELD = 5
# No further before a second speaker without a verb says the first one something of the same build.
GAP = 40
# Frames of a cue whose content may open with a noun: ", urging residents to", but ", yelling abuse" is a plain act.
OBJECTS = frozenset({"np", "claim", "own", "cites", "raised", "obj_clause", "obj_wh", "obj_inf", "obj_prep", "obj_comp", "obj_adj", "obj_ger"})


def behind_comma(unit: Unit, comma: int, limit: int, cues: Cues) -> tuple[bool, bool, bool]:
    """Return whether content is over at ``comma``, whether what follows dates it, and whether it tells what others say or do.

    Each attribution before the comma asks the same.
    """
    behind = comma + 1
    over = _returns(unit, behind, limit, cues) or comments(unit, behind) or others_say(unit, behind, limit, cues)
    found = unit.over[comma, limit] = over, not over and dates(unit, behind, limit), not over and _told_beside(unit, behind, limit, cues)
    return found


def _returns(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether behind the comma before ``at`` the content is over."""
    i = behind_adverbs(unit, at, limit)
    if i >= limit:
        return False
    low = unit.low[i]
    if i == at + 1 and unit.low[at] in unit.grammar.even_as:
        # ", even as troops fanned out", but ", even as a share of trade", ", even after the doors shut"
        return low in unit.grammar.even_as and verb_soon(unit, i + 1, limit)
    if low in unit.grammar.withholding and (unit.tag_at(i + 2) == "B" or not unit.grammar.remarking.isdisjoint(unit.low[i + 1 : i + 4])):
        # ", declining to give details", ", declining further comment"
        return True
    if low in unit.grammar.alluding and unit.tag_at(i + 1) == "T":
        # ", apparently referring to his rival"
        return True
    if low in unit.grammar.lacking and unit.tag_at(i + 1) == "G" and unit.low[i + 1] in cues.verbs and (unit.tag_at(i + 2) != "," or unit.low[i + 1] in unit.grammar.detailing):
        # ", without saying who had checked it"
        return True
    if low in unit.grammar.holders and (unit.low_at(i + 1) == "that" or (unit.low_at(i + 1) in cues.verbs and unit.tag[i + 1] in "VEB")):
        # "some say he is a spy, others that he is a fool"
        return True
    if low == "according":
        # "rations were cut and, according to the press, rice was sold": both were told
        return unit.tag_at(at - 2) != "C"
    if low == "when" and unit.tag_at(at - 2) in "W#":
        # "since March, when ...": tells which
        return False
    if unit.low[at] in unit.grammar.sequel and unit.tag_at(at + 1) == "T":
        # ", only to see it fall"
        return True
    if low in unit.grammar.time_conjunctions and unit.tag_at(i + 1) == "G" and carries(unit, i + 1, limit, cues):
        # ", before calling for a truce"
        return True
    stirs = low in unit.grammar.stirring and not unit.grammar.stirred.isdisjoint(unit.low[i + 1 : i + 3])
    if stirs or (unit.tag[i] == "G" and carries(unit, i, unit.next_comma(i, limit), cues)):
        return True
    if low in unit.grammar.besides and is_cue(unit, first_verb(unit, i, limit), cues):
        # "..., as expected, ...": nobody is named who expects
        return not (low == "as" and unit.tag_at(i + 2) in ",.")
    if low in unit.grammar.splits and _withheld(unit, i + 1, limit, cues):
        return True
    if low not in unit.grammar.returns or unit.low_at(i + 1) in unit.grammar.as_well:
        return False
    if unit.tag_at(i + 1) == "G":
        # ", after winning its case", ", while urging calm", but ", while keeping a base there"
        return low not in unit.grammar.contrasts or unit.low[i + 1] == "according" or carries(unit, i + 1, limit, cues)
    return verb_soon(unit, i + 1, limit) and not still_told(unit, i, limit, cues)


def others_say(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether others report something from ``at`` on (``, with some suggesting that ...``), no exports and no polls."""
    if unit.line[at : at + 4] in {"#IOG", "DIOG", "nIOG"}:
        # ", one of them adding that"
        return unit.low[at + 1] == "of" and carries(unit, at + 3, limit, cues)
    if unit.low_at(at) in unit.grammar.circumstances and not cues.nouns.keys().isdisjoint(unit.low[at + 1 : at + 3]):
        # ", amid conflicting claims over who did it", but ", amid heavy snow"
        return True
    if _gapped(unit, at, cues):
        return True
    verb = at + 1
    held = unit.low_at(verb) in unit.grammar.holders and unit.low_at(verb + 1) == "of"
    verb += 2 * held
    while verb < limit and unit.tag[verb] in "DnX#pO":
        verb += 1
    if unit.low_at(at) not in unit.grammar.accompanying or unit.tag_at(verb) != "G" or unit.next_comma(at, limit) < limit:
        return False
    who = {*unit.low[at + 1 : verb], *(low.removesuffix("s") for low in unit.low[at + 1 : verb])}
    speaks = held or not who.isdisjoint(unit.grammar.plural_subjects | (cues.sources - cues.documents)) or "X" in unit.line[at + 1 : verb]
    # ", with most agreeing in principle"
    acts = all(cue.cls == "agreement" for cue, _ in cues.verbs.get(unit.low[verb], ()))
    return speaks and not acts and carries(unit, verb, limit, cues)


def _gapped(unit: Unit, at: int, cues: Cues) -> bool:
    """Return whether others say at ``at`` with no verb what they say (``put it at 9, (organisers at 12)``, ``says it is sound, (the mayor that it is not)``)."""
    end = base_np(unit, at)
    who = unit.low_at(end - 1)
    if end == at or not (unit.tag[end - 1] == "X" or any(name in cues.sources and name not in cues.documents for name in (who, who.removesuffix("s")))):
        return False
    counted = unit.low_at(end) in unit.grammar.gapping and amount_at(unit, end + 1) and unit.low[end] in unit.low[max(0, at - GAP) : at]
    return counted or (unit.low_at(end) == "that" and unit.tag_at(end + 1) in "DXP" and "that" in unit.low[max(0, at - GAP) : at])


def _told_beside(unit: Unit, behind: int, limit: int, cues: Cues) -> bool:
    """Return whether behind a comma the agency tells what others say of it, or what went on when it was said."""
    if unit.tag_at(behind) == "H" and unit.next_comma(behind, limit) == limit and _said_of(unit, behind + 1, cues):
        # "had seen no sign of it, which they said ...", "before the vote, which analysts say he will win"
        return True
    told = behind_auxiliaries(unit, behind + 1)
    if unit.low_at(behind) == "who" and unit.next_comma(behind, limit) == limit and is_cue(unit, told, cues) and unit.tag_at(behind_adverbs(unit, told + 1, limit)) in "SQ":
        # "no target of the prosecutors, who have confirmed only that ..."
        return True
    if unit.low_at(behind) in unit.grammar.indefinite_articles and unit.tag_at(behind + 1) == "n" and unit.tag_at(behind + 2) in "HS":
        # ", a story which the mayor called a lie", ", a tactic that killed nine"
        verb = next((i for i in range(behind + 3, min(limit, behind + RELATIVE)) if unit.tag[i] in "VE" or (unit.tag[i] == "B" and unit.tag[i - 1] == "R")), limit)
        return verb > behind + 3 and is_cue(unit, verb, cues)
    whom = unit.line.find("H", behind, behind + WHOM)
    of_whom = whom > 0 and unit.low[whom] in unit.grammar.of_whom and unit.low[whom - 1] == "of"
    if of_whom and unit.low_at(whom + 1) not in unit.grammar.backshifted and is_cue(unit, behind_auxiliaries(unit, whom + 1), cues):
        # ", hundreds of whom are thought to have fled", but "said the victims, some of whom were believed to be tourists, ..."
        return True
    if unit.low_at(behind) in unit.grammar.notwithstanding and unit.low_at(behind + 1) in unit.grammar.negations:
        # "claimed to have seized it, despite not holding any of its towns"
        return True
    if unit.low_at(behind) in unit.grammar.notwithstanding and any(unit.low_at(i) in cues.nouns for i in range(behind + 1, behind + HELD)):
        # ", despite claims that it was late"
        return True
    if unit.low_at(behind) == "as" and (unit.tag_at(behind + 1) == "A" or _meanwhile(unit, behind + 1, limit)):
        # "denied any wrongdoing, as has his party", ", as thousands massed outside"
        return True
    # ", to polite applause"
    return unit.tag_at(behind) == "T" and not unit.grammar.applause.isdisjoint(unit.low[behind + 1 : behind + 4])


def _said_of(unit: Unit, at: int, cues: Cues) -> bool:
    """Return whether somebody unnamed says at ``at`` what the relative pronoun before takes up."""
    verb = behind_auxiliaries(unit, at + 1) if unit.tag_at(at) == "P" else base_np(unit, at)
    who = unit.low_at(verb - 1)
    says = unit.low_at(verb) in unit.grammar.sayers or (unit.tag_at(at) == "P" and is_cue(unit, verb, cues))
    return says and (unit.tag_at(at) == "P" or not cues.sources.isdisjoint((who, who.removesuffix("s"))))


def _meanwhile(unit: Unit, at: int, limit: int) -> bool:
    """Return whether a clause at ``at``, behind "as", tells what went on when it was said: its subject a noun, its verb a plain past, and the last."""
    verb = first_finite(unit, at, limit)
    past = unit.tag_at(verb) == "E" and unit.tag_at(verb - 1) in "nXRIP" and unit.next_comma(at, limit) == limit
    # ", as thousands massed outside", ", as he arrived for talks", but ", as he liked it"
    moves = unit.tag_at(at) == "P" and unit.tag_at(verb + 1) in "IT"
    return past and (moves or unit.tag_at(at) in "DnX#") and unit.tag_at(verb + 1) in "DnXOTIRWQ"


def still_told(unit: Unit, conjunction: int, limit: int, cues: Cues) -> bool:
    """Return whether a contrast is reported too: ``..., while the navy would stay in port``."""
    verb = first_finite(unit, conjunction + 1, limit)
    if unit.tag[verb] == "E" and unit.low_at(verb + 1) == "by":
        # "while residents reached by the press told of hunger"
        verb = first_finite(unit, verb + 1, limit)
    acts = unit.tag[verb] in "VAE" and not is_cue(unit, behind_auxiliaries(unit, verb), cues)
    behind = unit.next_comma(verb, limit) + 1
    if acts and unit.tag_at(behind) == "G" and carries(unit, behind, limit, cues):
        # "while the minister sought to calm them, saying ..."
        return False
    return unit.low[conjunction] in unit.grammar.contrasts and acts


def _withheld(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether the clause at ``at`` tells what its subject did not say (``, though they did not say when``)."""
    verb = first_finite(unit, at, limit)
    denied = unit.low_at(verb + 1) in unit.grammar.negations or unit.low_at(verb).endswith("n't")
    return unit.tag_at(verb) == "A" and denied and is_cue(unit, behind_auxiliaries(unit, verb), cues)


def carries(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether the -ing form at ``at`` is a cue with what it reports (``, adding that``), no plain act (``, yelling abuse``)."""
    opens = unit.tag_at(at + 1) in "SQITPH:,."
    for cue, _ in cues.verbs.get(unit.low[at], ()):
        # ", giving it room" is none: "give" takes an object with "as"
        if "own" in cue.kinds and unit.grammar.claimable.isdisjoint(unit.low[at + 1 : at + OWNED]) and not has_verb(unit, at + 1, limit):
            # ", claiming 22 lives"
            continue
        linked = cue.kinds != LINKED or not cue.links.isdisjoint(unit.low[at:limit])
        # ", maintaining the road": no clause follows
        clause = "clause" in cue.kinds and (not {"S", "Q"}.isdisjoint(unit.line[at:limit]) or has_verb(unit, at + 1, limit))
        reports = clause or not cue.kinds.isdisjoint(OBJECTS)
        if linked and (opens or reports) and (not cue.particle or unit.low_at(at + 1) == cue.particle):
            return True
    return False
