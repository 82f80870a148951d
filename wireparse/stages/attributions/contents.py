"""Where content ends: at its stop, or where the agency's own voice or another cue takes over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import another_acts, goes_on_acting, speakers_act
from wireparse.stages.attributions.asides import (
    besides,
    comments,
    described,
    grounds,
    relates,
    said_in,
    weakly_resumes,
)
from wireparse.stages.attributions.clauses import has_verb, verb_soon
from wireparse.stages.attributions.commas import behind_comma, carries, still_told
from wireparse.stages.attributions.joints import (
    behind_auxiliaries,
    decides,
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
# A subject with its participle, behind "with".
ACCOMPANIED = re.compile("D?[#nXp]+R*[EG]")
TWO = 2
# What is known of a comma that ends no content, whatever stands before it.
GOES_ON = (False, False, False)
# No further before the "of" of an accusation stands its participle ("accusing the two men | of lying").
HELD_REACH = 6
TELLING = frozenset({"demand", "promise", "statement", "warning"})


def content_end(unit: Unit, at: int, limit: int, cues: Cues, *, clause: bool = True) -> int:
    """Return where content at ``at`` ends: at the stop, or where the agency's own voice or another cue takes over.

    A reported ``clause`` carries on over coordinated clauses; an infinitive or object does not.
    """
    resumes = at
    if at in unit.quote and unit.closes(at) and comments(unit, at + 1):
        # 'said that "ten men died," a claim the rebels denied'
        return at + 1
    if at in unit.quote and unit.tag_at(at + 1) == "G" and unit.text[unit.quote[at].end - 1] == "," and carries(unit, at + 1, limit, cues):
        # 'dismissed it as "absurd," saying ...'
        return at + 1
    for found in BOUNDS.finditer(unit.line, at + 1, limit):
        i, tag = found.start(), found[0]
        if i < resumes:
            continue
        if tag == "-":
            ends, resumes = _at_dash(unit, (at, i), limit, cues, clause=clause)
            if ends:
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
        if tag == ",":
            if clause and unit.over.get((i, limit)) == GOES_ON and unit.tag_at(i + 1) not in "REH":
                continue
            if unit.tag[i - 1] == "S" and unit.low[i - 1] == "that":
                # "was confident that, after a storm, the dam would hold"
                continue
            ends, resumes = _at_comma(unit, (at, i), limit, cues, clause=clause)
            if ends:
                return i
            continue
        if tag == "C":
            end = _at_conjunction(unit, (at, i), limit, cues, clause=clause)
            if end:
                return end
            continue
        untold = unit.low[i] in unit.grammar.lacking and unit.low_at(i + 1) in unit.grammar.detailing
        if tag == "I" and (untold or said_in(unit, i, limit, clause=clause) or (not clause and grounds(unit, i) and not (unit.tag[at] == "T" and unit.low[i] == "in"))):
            return i
        if tag == "S" and _turns_away(unit, (at, i), limit, cues, clause=clause):
            return _before_even(unit, i)
    return limit - 1 if limit > at + 1 and unit.tag[limit - 1] in ",." else limit


def _at_conjunction(unit: Unit, stretch: Range, limit: int, cues: Cues, *, clause: bool) -> int:
    """Return where content ends at the conjunction that closes ``stretch``, or 0 where it goes on."""
    at, i = stretch
    before = i - (unit.tag[i - 1] == ",")
    if clause and (_past_again(unit, at, i, limit) or decides(unit, at, i, cues)):
        return before
    if clause and unit.line[i - 1 : i + 2] == ",CG" and "G" in (unit.tag_at(at - 1), unit.tag_at(at - 2)):
        # "cut its forecast, saying demand was weak, and sending its shares down"
        return before
    if clause and unit.low_at(i + 1) == "that" and unit.tag_at(i + 2) not in "VA" and unit.low_at(at - 1) != "that" and "that" in unit.low[unit.line.rfind(",C", 0, at) + 1 : at]:
        # "said that she had been told | all was well and that she learned ..."
        return before
    if another_acts(unit, at, i):
        return i
    if (clause and speakers_act(unit, at, i, cues)) or _another_says(unit, at, i, limit, cues):
        return i
    # A finite verb is none of an infinitive's ("are believed to have fled and are sought").
    full = clause and unit.tag[at] != "T"
    return before if not (full and goes_on(unit, at, i, cues)) and new_clause(unit, at, i, limit, cues, clause=full) else 0


def _at_dash(unit: Unit, stretch: Range, limit: int, cues: Cues, *, clause: bool) -> tuple[bool, int]:
    """Return whether content ends at the dash that closes ``stretch``, and from where it is to be looked at again."""
    at, i = stretch
    closing = unit.line.find("-", i + 1, limit)
    if clause and closing > 0 and unit.tag_at(closing + 1) in "VAE" and not has_verb(unit, at, i):
        # "said children's weight -- a measure of health -- was rising"
        return False, closing + 1
    # "-- he feared a rival might cheat"
    fears = unit.tag_at(i + 1) == "P" and unit.tag_at(i + 2) == "E" and unit.low[i + 1] not in unit.grammar.first_person and is_cue(unit, i + 2, cues)
    # "-- unions say it has cut jobs --": the aside's end
    return fears or _told_besides(unit, i, limit, cues) or _tells_on(unit, i, limit) or comments(unit, i + 1) or unit.line.count("-", 0, at) == 1, 0


def _at_comma(unit: Unit, stretch: Range, limit: int, cues: Cues, *, clause: bool) -> tuple[bool, int]:
    """Return whether content ends at the comma that closes ``stretch``, and from where it is to be looked at again."""
    at, i = stretch
    if unit.tag[i - 1] == "H" and unit.tag_at(i + 1) in "PDX" and (closing := unit.next_comma(i + 1, limit)) < limit:
        # "accused them of trusting a man who, she said, had lied"
        return False, closing + 1
    ordered = unit.tag[at] == "T" and unit.tag_at(at - 1) == "E" and unit.low_at(at - 2) in unit.grammar.be
    if ordered and unit.low_at(i + 1) in unit.grammar.accompanying and ACCOMPANIED.match(unit.line, i + 2, limit):
        # "are ordered to vote for him, with wives put under pressure too"
        return True, 0
    over, dated, beside = unit.over.get((i, limit)) or behind_comma(unit, i, limit, cues)
    if over and clause and (resumes := _verb_to_come(unit, at, i, limit)):
        return False, resumes
    behind = unit.tag_at(i + 1)
    # "were warned in 2017, five years before the wall fell": what is said may tell when itself
    dated = dated and (behind == "R" or not (clause and unit.tag[i - 1] in "W#"))
    if over or beside or dated or ((not clause or behind in "RE") and _breaks_off(unit, at, i, limit, cues, clause=clause)):
        return True, 0
    return False, _verb_to_come(unit, at, i, limit) if clause and behind == "H" else 0


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
    if unit.tag[at] == "T" and unit.line[i - 1] == "," and unit.low[i] in unit.grammar.splits and verb_soon(unit, i + 1, limit):
        # "was thought to have burned, though nobody could tell"
        return True
    verb = behind_auxiliaries(unit, i + 2)
    if unit.low[i] == "as" and unit.tag_at(i + 1) == "P" and clause and _reports(unit, verb, cues):
        # "said it would axe 1,100 jobs as it warned that fuel was dear"
        return True
    noting = unit.low[i] in unit.grammar.contrasts and unit.tag_at(i + 1) == "G" and carries(unit, i + 1, limit, cues)
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
    if i + 1 < limit and unit.tag[i + 1] == "G" and unit.text[unit.quote[i].end - 1] == "," and carries(unit, i + 1, limit, cues):
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


def _told_besides(unit: Unit, dash: int, limit: int, cues: Cues) -> bool:
    """Return whether behind a last dash somebody says more by a verb of saying (``-- Kern said in May that she had paid``)."""
    verb = base_np(unit, dash + 1)
    said = unit.tag_at(dash + 1) in "DXn" and unit.tag_at(verb) in "VE" and is_cue(unit, verb, cues)
    return said and unit.line.find("-", dash + 1, limit) < 0


def _another_says(unit: Unit, start: int, conjunction: int, limit: int, cues: Cues) -> bool:
    """Return whether behind a conjunction another speaks, by a participle as before it (``with Kole saying it was late and Roe warning that ...``)."""
    cues_before = (unit.tag[i] == "G" and unit.low[i] in cues.verbs for i in range(max(0, start - HELD_REACH), start))
    verb = conjunction + 1
    while verb < limit and unit.tag[verb] in "DnX#p":
        verb += 1
    return any(cues_before) and verb > conjunction + 1 and unit.tag_at(verb) == "G" and unit.low_at(verb + 1) != "of" and carries(unit, verb, limit, cues)


def _past(unit: Unit, at: int, limit: int) -> bool:
    """Return whether the clause that opens at ``at`` is in the past (``when he was asked``, not ``when he could``): the agency tells when."""
    verb = first_finite(unit, at, limit)
    return unit.tag_at(verb) == "E" or unit.low_at(verb) in unit.grammar.backshifted - unit.grammar.possible - unit.grammar.negated


def _breaks_off(unit: Unit, at: int, comma: int, limit: int, cues: Cues, *, clause: bool) -> bool:
    """Return whether what follows ``comma`` is no more of the content at ``at``: an aside of the agency's, or the speaker's next act."""
    behind = comma + 1
    if clause:
        return goes_on_acting(unit, at, comma, limit, cues)
    condition = unit.line.rfind("S", at, comma)
    supposed = condition > at and (unit.low[condition] in unit.grammar.supposing or unit.tag_at(behind) in "VA")
    if supposed and not has_verb(unit, condition, comma):
        # "threatened to sue if her uncle, Bo Roe, did not sign"
        return False
    # ", following a call to reduce it", ", making it the costliest storm"
    low = unit.low_at(behind)
    stirs = low in unit.grammar.wakes or low in unit.grammar.stirring or low in unit.grammar.consequent
    # ", where nine died", but ", where the West believes ..." is why they said it
    placed = low == "where" and not is_cue(unit, first_verb(unit, behind, limit), cues)
    # ", lamenting the delay": what the speaker does besides
    besides_it = unit.tag_at(behind) == "G" and low in cues.verbs and unit.tag_at(behind + 1) in "DPXO"
    # "was described as weak, with the outlook poor", but "was run by Roe, with the knowledge of Poe"
    besides_it = besides_it or (low == "with" and unit.tag_at(behind + 1) in "DnB" and unit.low_at(base_np(unit, behind + 1)) != "of")
    aside = besides_it or placed or stirs or relates(unit, behind) or (unit.tag_at(behind) == "I" and unit.tag_at(behind + 1) == "H")
    return aside or unit.tag_at(behind) in "VA" or weakly_resumes(unit, behind) or described(unit, behind)


def _past_again(unit: Unit, start: int, conjunction: int, limit: int) -> bool:
    """Return whether behind "and" the agency tells on in the past (``said he had won, and fireworks lit the harbour``).

    Without a comma only behind what was to come: ``pledged that it would be calm and the party sent 50 men``.
    """
    parted = unit.tag[conjunction - 1] == ","
    if unit.low[conjunction] != "and" or unit.tag_at(conjunction + 1) not in "DnX#E":
        return False
    own, verb = first_finite(unit, start, conjunction), first_finite(unit, conjunction + 1, limit)
    if verb == conjunction + 1:
        # "said it could take no more, and closed its border"
        return parted and unit.low[own] in unit.grammar.coming | unit.grammar.possible and unit.tag_at(verb + 1) in "DX#O"
    coming = unit.low[own] in unit.grammar.coming and unit.low[own] in unit.grammar.backshifted
    shifted = coming or (unit.low[own] in unit.grammar.have and unit.low[own] in unit.grammar.backshifted)
    acts = parted or (coming and "S" not in unit.line[own:conjunction] and unit.tag_at(verb + 1) in "DX#O" and unit.low[verb] not in unit.grammar.lasting)
    return shifted and unit.tag[verb] == "E" and acts


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
    return clause and not still_told(unit, at, limit, cues)


