"""Where content ends: at its stop, or where the agency's own voice or another cue takes over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import behind_adverbs, goes_on_acting, speakers_act
from wireparse.stages.attributions.asides import (
    besides,
    comments,
    dates,
    described,
    grounds,
    relates,
    said_in,
    weakly_resumes,
)
from wireparse.stages.attributions.clauses import has_verb, verb_soon
from wireparse.stages.attributions.joints import (
    behind_auxiliaries,
    first_finite,
    first_verb,
    goes_on,
    is_cue,
    new_clause,
)
from wireparse.stages.attributions.phrases import base_np

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.units import Unit


# What content may end at, or before; a preposition only where it can open an occasion, which has a determiner, "on grounds
# that" or "without elaborating".
BOUNDS = re.compile("[,C;.SQ-]|I(?=[DG]|[nB]S)")
OWNED = 6
"""No further behind its verb is sought what becomes one's own by saying so (``, claiming the presidency``)."""
# How far behind a comma "of whom" stands: ", hundreds of thousands of whom".
WHOM = 7
# How far behind an apposition's article the verb of its relative clause stands.
RELATIVE = 20
TWO = 2
HELD = 5
LINKED = frozenset({"obj_prep"})
TELLING = frozenset({"demand", "promise", "statement", "warning"})
# Frames of a cue whose content may open with a noun: ", urging residents to", but ", yelling abuse" is a plain act.
OBJECTS = frozenset({"np", "claim", "own", "cites", "raised", "obj_clause", "obj_wh", "obj_inf", "obj_prep", "obj_comp", "obj_adj", "obj_ger"})


def content_end(unit: Unit, at: int, limit: int, cues: Cues, *, clause: bool = True) -> int:
    """Return where content at ``at`` ends: at the stop, or where the agency's own voice or another cue takes over.

    A reported ``clause`` carries on over coordinated clauses; an infinitive or object does not.
    """
    resumes = at
    if at in unit.quote and unit.closes(at) and comments(unit, at + 1):
        # 'said that "ten men died," a claim the rebels denied'
        return at + 1
    for found in BOUNDS.finditer(unit.line, at + 1, limit):
        i, tag = found.start(), found[0]
        if i < resumes:
            continue
        if tag == "-":
            if _tells_on(unit, i, limit) or comments(unit, i + 1) or unit.line.count("-", 0, at) == 1:
                # "-- unions say it has cut jobs --": the aside's end
                return i
            continue
        if tag == "Q":
            end = _at_quote(unit, (at, i), limit, cues, clause=clause)
            if end:
                return end
            continue
        if tag == ";" and listed(unit, i, limit):
            continue
        if tag == ";" or (tag == "." and i == limit - 1):
            return i
        if tag == "," and unit.tag[i - 1] == "S" and unit.low[i - 1] == "that":
            # "was confident that, after a storm, the dam would hold"
            continue
        if tag == ",":
            over, dated, beside = unit.over.get((i, limit)) or _behind_comma(unit, i, limit, cues)
            resumes = _verb_to_come(unit, at, i, limit) if over and clause else 0
            if resumes:
                continue
            # "were warned in 2017, five years before the wall fell": what is said may tell when itself
            dated = dated and (unit.tag_at(i + 1) == "R" or not (clause and unit.tag[i - 1] in "W#"))
            if over or beside or dated or _breaks_off(unit, at, i, limit, cues, clause=clause):
                return i
        if tag == "," and clause and unit.tag_at(i + 1) == "H":
            resumes = _verb_to_come(unit, at, i, limit)
        if tag == "C" and clause and _past_again(unit, at, i, limit):
            return i - 1
        # A finite verb is none of an infinitive's ("are believed to have fled and are sought").
        full = clause and unit.tag[at] != "T"
        if tag == "C" and clause and unit.low_at(i + 1) == "that" and unit.tag_at(i + 2) not in "VA" and unit.low_at(at - 1) != "that" and "that" in unit.low[unit.line.rfind(",C", 0, at) + 1 : at]:
            # "said that she had been told | all was well and that she learned ..."
            return i - (unit.tag[i - 1] == ",")
        if tag == "C" and clause and (speakers_act(unit, at, i, cues) or _another_says(unit, at, i, limit, cues)):
            return i
        if tag == "C" and not (full and goes_on(unit, at, i, cues)) and new_clause(unit, at, i, limit, cues, clause=full):
            return i - 1 if unit.tag[i - 1] == "," else i
        untold = unit.low[i] in unit.grammar.lacking and unit.low_at(i + 1) in unit.grammar.detailing
        if tag == "I" and (untold or said_in(unit, i, limit, clause=clause) or (not clause and grounds(unit, i) and not (unit.tag[at] == "T" and unit.low[i] == "in"))):
            return i
        if tag == "S" and _turns_away(unit, (at, i), limit, cues, clause=clause):
            return _before_even(unit, i)
    return limit - 1 if limit > at + 1 and unit.tag[limit - 1] in ",." else limit


def _turns_away(unit: Unit, stretch: Range, limit: int, cues: Cues, *, clause: bool) -> bool:
    """Return whether the conjunction that closes ``stretch`` leaves what is reported for the agency's own or another's words."""
    at, i = stretch
    # "refused to renew leases when they expire"
    timed = unit.low[i] == "when" and unit.tag[i - 1] != "," and "T" in unit.line[at:i] and not _past(unit, i + 1, limit)
    if not clause and not timed and besides(unit, i, unit.next_comma(i, limit)):
        return True
    if unit.low[i] == "when" and unit.low_at(i + 1) in unit.grammar.questioned:
        # "said the doors were open when asked about the player"
        return True
    verb = behind_auxiliaries(unit, i + 2)
    if unit.low[i] == "as" and unit.tag_at(i + 1) == "P" and clause and _reports(unit, verb, cues):
        # "said it would axe 1,100 jobs as it warned that fuel was dear"
        return True
    noting = unit.low[i] in unit.grammar.contrasts and unit.tag_at(i + 1) == "G" and _carries(unit, i + 1, limit, cues)
    return noting or _contrasts(unit, i, limit, cues)


def _reports(unit: Unit, verb: int, cues: Cues) -> bool:
    """Return whether a past that reports something stands at ``verb`` (``warned that``, ``reported a loss``), no ``felt ill``."""
    if unit.tag_at(verb) != "E" or unit.tag_at(verb + 1) not in "SDn#Q":
        return False
    return any(cue.cls in TELLING and not cue.particle for cue, _ in cues.verbs.get(unit.low[verb], ()))


def _at_quote(unit: Unit, stretch: Range, limit: int, cues: Cues, *, clause: bool) -> int:
    """Return where content ends at the quotation that closes ``stretch``, or 0 where it goes on."""
    at, i = stretch
    # 'those who miss the vote "will have to pay"': the first verb is the relative clause's
    acted = has_verb(unit, at, i) and not (unit.tag_at(at + 1) == "H" and sum(unit.tag[k] in "VAE" and unit.tag[k - 1] not in "AR" for k in range(at, i)) < TWO)
    acts = _governed(unit, i) and acted if clause else unit.tag[i - 1] in "nXpO" and "S" not in unit.line[at:i]
    if unit.opening[i] in "VA" and acts:
        # 'those who say life was better under Kern "are right"'
        return i
    if i + 1 < limit and unit.tag[i + 1] == "G" and unit.text[unit.quote[i].end - 1] == "," and _carries(unit, i + 1, limit, cues):
        # 'called on them to "act now," insisting that ...'
        return i + 1
    if unit.closes(i) and comments(unit, i + 1):
        # 'called it "a gift to all," language even allies call rude'
        return i + 1
    return 0


def _tells_on(unit: Unit, dash: int, limit: int) -> bool:
    """Return whether behind a last dash the agency says more of what was named (``-- something the council has promised to mend``)."""
    last = unit.line.find("-", dash + 1, limit) < 0 and "Q" not in unit.line[dash:limit]
    return last and unit.tag_at(dash + 1) in "DXn" and unit.tag_at(base_np(unit, dash + 1)) not in "VAE" and has_verb(unit, dash + 1, limit)


def _another_says(unit: Unit, start: int, conjunction: int, limit: int, cues: Cues) -> bool:
    """Return whether behind a conjunction another speaks, by a participle as before it (``with Kole saying it was late and Roe warning that ...``)."""
    cue = start - 1 - (unit.low_at(start - 1) == "that")
    verb = conjunction + 1
    while verb < limit and unit.tag[verb] in "DnX#p":
        verb += 1
    return unit.tag_at(cue) == "G" and verb > conjunction + 1 and unit.tag_at(verb) == "G" and unit.low_at(verb + 1) != "of" and _carries(unit, verb, limit, cues)


def _past(unit: Unit, at: int, limit: int) -> bool:
    """Return whether the clause that opens at ``at`` is in the past (``when he was asked``, not ``when he could``): the agency tells when."""
    verb = first_finite(unit, at, limit)
    return unit.tag_at(verb) == "E" or unit.low_at(verb) in unit.grammar.backshifted - unit.grammar.possible - unit.grammar.negated


def _others_say(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether others report something from ``at`` on (``, with some suggesting that ...``), no exports and no polls."""
    if unit.line[at : at + 4] in {"#IOG", "DIOG", "nIOG"}:
        # ", one of them adding that"
        return unit.low[at + 1] == "of" and _carries(unit, at + 3, limit, cues)
    verb = at + 1
    held = unit.low_at(verb) in unit.grammar.holders and unit.low_at(verb + 1) == "of"
    verb += 2 * held
    while verb < limit and unit.tag[verb] in "DnX#pO":
        verb += 1
    if unit.low_at(at) not in unit.grammar.accompanying or unit.tag_at(verb) != "G" or unit.next_comma(at, limit) < limit:
        return False
    who = {*unit.low[at + 1 : verb], *(low.removesuffix("s") for low in unit.low[at + 1 : verb])}
    speaks = held or not who.isdisjoint(unit.grammar.plural_subjects | (cues.sources - cues.documents)) or "X" in unit.line[at + 1 : verb]
    return speaks and _carries(unit, verb, limit, cues)


def _breaks_off(unit: Unit, at: int, comma: int, limit: int, cues: Cues, *, clause: bool) -> bool:
    """Return whether what follows ``comma`` is no more of the content at ``at``: an aside of the agency's, or the speaker's next act."""
    behind = comma + 1
    if clause:
        return unit.tag_at(behind) in "RE" and goes_on_acting(unit, at, comma, limit, cues)
    # ", following a call to reduce it", ", making it the costliest storm"
    low = unit.low_at(behind)
    stirs = low in unit.grammar.wakes or low in unit.grammar.stirring or low in unit.grammar.consequent
    # ", where nine died", but ", where the West believes ..." is why they said it
    placed = low == "where" and not is_cue(unit, first_verb(unit, behind, limit), cues)
    aside = placed or stirs or relates(unit, behind) or (unit.tag_at(behind) == "I" and unit.tag_at(behind + 1) == "H")
    return aside or unit.tag_at(behind) in "VA" or weakly_resumes(unit, behind) or described(unit, behind)


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
        verb = next((i for i in range(behind + 3, min(limit, behind + RELATIVE)) if unit.tag[i] in "VE"), limit)
        return verb > behind + 3 and is_cue(unit, verb, cues)
    whom = unit.line.find("H", behind, behind + WHOM)
    of_whom = whom > 0 and unit.low[whom] in unit.grammar.of_whom and unit.low[whom - 1] == "of"
    if of_whom and unit.low_at(whom + 1) not in unit.grammar.backshifted and is_cue(unit, behind_auxiliaries(unit, whom + 1), cues):
        # ", hundreds of whom are thought to have fled", but "said the victims, some of whom were believed to be tourists, ..."
        return True
    if unit.low_at(behind) in unit.grammar.notwithstanding and any(unit.low_at(i) in cues.nouns for i in range(behind + 1, behind + HELD)):
        # ", despite claims that it was late"
        return True
    if unit.low_at(behind) == "as" and (unit.tag_at(behind + 1) == "A" or _meanwhile(unit, behind + 1, limit)):
        # "denied any wrongdoing, as has his party", ", as thousands massed outside"
        return True
    # ", to polite applause"
    return unit.tag_at(behind) == "T" and not unit.grammar.applause.isdisjoint(unit.low[behind + 1 : behind + 4])


def _past_again(unit: Unit, start: int, conjunction: int, limit: int) -> bool:
    """Return whether behind a comma and "and" the agency tells on in the past (``said he had won, and fireworks lit the harbour``)."""
    if unit.low[conjunction] != "and" or unit.tag[conjunction - 1] != "," or unit.tag_at(conjunction + 1) not in "DnX#E":
        return False
    own, verb = first_finite(unit, start, conjunction), first_finite(unit, conjunction + 1, limit)
    if verb == conjunction + 1:
        # "said it could take no more, and closed its border"
        return unit.low[own] in unit.grammar.coming | unit.grammar.possible and unit.tag_at(verb + 1) in "DX#O"
    shifted = unit.low[own] in unit.grammar.have | unit.grammar.coming and unit.low[own] in unit.grammar.backshifted
    return shifted and unit.tag[verb] == "E"


def _meanwhile(unit: Unit, at: int, limit: int) -> bool:
    """Return whether a clause at ``at``, behind "as", tells what went on when it was said: its subject a noun, its verb a plain past, and the last."""
    verb = first_finite(unit, at, limit)
    past = unit.tag_at(verb) == "E" and unit.tag_at(verb - 1) in "nXRIP" and unit.next_comma(at, limit) == limit
    # ", as thousands massed outside", ", as he arrived for talks", but ", as he liked it"
    moves = unit.tag_at(at) == "P" and unit.tag_at(verb + 1) in "IT"
    return past and (moves or unit.tag_at(at) in "DnX#") and unit.tag_at(verb + 1) in "DnXOTIRWQ"


def _said_of(unit: Unit, at: int, cues: Cues) -> bool:
    """Return whether somebody unnamed says at ``at`` what the relative pronoun before takes up."""
    verb = behind_auxiliaries(unit, at + 1) if unit.tag_at(at) == "P" else base_np(unit, at)
    who = unit.low_at(verb - 1)
    says = unit.low_at(verb) in unit.grammar.sayers or (unit.tag_at(at) == "P" and is_cue(unit, verb, cues))
    return says and (unit.tag_at(at) == "P" or not cues.sources.isdisjoint((who, who.removesuffix("s"))))


def _behind_comma(unit: Unit, comma: int, limit: int, cues: Cues) -> tuple[bool, bool, bool]:
    """Return whether content is over at ``comma``, whether what follows dates it, and whether it tells what others say or do.

    Each attribution before the comma asks the same.
    """
    behind = comma + 1
    over = _returns(unit, behind, limit, cues) or comments(unit, behind) or _others_say(unit, behind, limit, cues)
    found = unit.over[comma, limit] = over, not over and dates(unit, behind, limit), not over and _told_beside(unit, behind, limit, cues)
    return found


def _verb_to_come(unit: Unit, at: int, comma: int, limit: int) -> int:
    """Return the index of the verb that the comma parts from its subject (``that the region, as it will be known, would ...``), or 0."""
    verb = unit.next_comma(comma + 1, limit) + 1
    # "the poll, or the poll which was held in May by a lawmaker, Orval Hans, showed"
    relative = unit.line.find("H", at, comma)
    acts = unit.tag_at(verb) in "VA" or (unit.tag_at(verb) == "E" and relative > at and unit.tag_at(verb + 1) in "DnX#")
    return verb if verb < limit and acts and not has_verb(unit, at, relative if relative > at else comma) else 0


def listed(unit: Unit, mark: int, limit: int) -> bool:
    """Return whether the semicolon at ``mark`` parts members of a list (``in Orlo, Norvia; Kelmen, Tolia; and Vark``)."""
    last = unit.line.rfind(";", mark, limit) + 1
    return unit.low_at(last) == "and" and not has_verb(unit, mark, limit)


def _governed(unit: Unit, at: int) -> bool:
    """Return whether the noun phrase before ``at`` hangs on a preposition, and so is no subject."""
    i = at - 1
    while i > 0 and unit.tag[i] in "nX#pD":
        i -= 1
    return i < at - 1 and unit.tag[i] == "I"



def _before_even(unit: Unit, at: int) -> int:
    """Return where content ends before the conjunction at ``at``: before its comma and its "even" (``, even though``)."""
    at -= unit.low[at - 1] == "even"
    return at - (unit.tag[at - 1] == ",")


def _contrasts(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether the conjunction at ``at`` sets something of the agency's own against the content (``while its rival gained``)."""
    clause = unit.low[at] in unit.grammar.contrasts and unit.tag_at(at + 1) not in "PG" and verb_soon(unit, at + 1, limit)
    himself = unit.tag_at(at + 1) == "P"
    if unit.low[at] in unit.grammar.splits and (himself or unit.tag[at - 1] == ","):
        verb = behind_auxiliaries(unit, at + 2) if himself else first_verb(unit, at, limit)
        if is_cue(unit, verb, cues):
            # "said it would be hard although he had said it was being studied", ", though the army put the toll at nine"
            return True
    return clause and not _still_told(unit, at, limit, cues)


def _still_told(unit: Unit, conjunction: int, limit: int, cues: Cues) -> bool:
    """Return whether a contrast is reported too: ``..., while the navy would stay in port``."""
    verb = first_finite(unit, conjunction + 1, limit)
    if unit.tag[verb] == "E" and unit.low_at(verb + 1) == "by":
        # "while residents reached by the press told of hunger"
        verb = first_finite(unit, verb + 1, limit)
    acts = unit.tag[verb] in "VAE" and not is_cue(unit, behind_auxiliaries(unit, verb), cues)
    behind = unit.next_comma(verb, limit) + 1
    if acts and unit.tag_at(behind) == "G" and _carries(unit, behind, limit, cues):
        # "while the minister sought to calm them, saying ..."
        return False
    return unit.low[conjunction] in unit.grammar.contrasts and acts


def _returns(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether behind the comma before ``at`` the content is over."""
    i = behind_adverbs(unit, at, limit)
    if i >= limit:
        return False
    low = unit.low[i]
    if i == at + 1 and unit.grammar.even_as.issuperset((unit.low[at], low)) and verb_soon(unit, i + 1, limit):
        # ", even as troops fanned out", but ", even as a share of trade"
        return True
    if low in unit.grammar.withholding and (unit.tag_at(i + 2) == "B" or not unit.grammar.remarking.isdisjoint(unit.low[i + 1 : i + 4])):
        # ", declining to give details", ", declining further comment"
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
    stirs = low in unit.grammar.stirring and not unit.grammar.stirred.isdisjoint(unit.low[i + 1 : i + 3])
    if stirs or (unit.tag[i] == "G" and _carries(unit, i, unit.next_comma(i, limit), cues)):
        return True
    if low in unit.grammar.besides and is_cue(unit, first_verb(unit, i, limit), cues):
        # "..., as expected, ...": nobody is named who expects
        return not (low == "as" and unit.tag_at(i + 2) in ",.")
    if low in unit.grammar.splits and _withheld(unit, i + 1, limit, cues):
        return True
    if low not in unit.grammar.returns or unit.low_at(i + 1) in unit.grammar.as_well:
        return False
    return unit.tag_at(i + 1) == "G" or (verb_soon(unit, i + 1, limit) and not _still_told(unit, i, limit, cues))


def _withheld(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether the clause at ``at`` tells what its subject did not say (``, though they did not say when``)."""
    verb = first_finite(unit, at, limit)
    denied = unit.low_at(verb + 1) in unit.grammar.negations or unit.low_at(verb).endswith("n't")
    return unit.tag_at(verb) == "A" and denied and is_cue(unit, behind_auxiliaries(unit, verb), cues)


def _carries(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
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


