"""Who holds a noun cue: ``X's claim``, ``a report by X``, ``X voiced hope``, ``on the grounds that`` of who acts on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_times
from wireparse.stages.attributions.heads import antecedent
from wireparse.stages.attributions.hits import Hit
from wireparse.stages.attributions.joints import is_cue
from wireparse.stages.attributions.phrases import base_np, noun_phrase
from wireparse.stages.attributions.tellers import names_source

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.scene import Scene


def holder(scene: Scene, at: int) -> int:
    """Return the index of the "that" or "to" behind a holder at ``at`` (``the claim of the ministry that``, ``concern in Orlo that``), or 0."""
    unit = scene.unit
    if unit.low_at(at) not in unit.grammar.within and unit.low_at(at) != "of":
        return 0
    plain = end = base_np(unit, at + 1)
    while unit.low_at(at) == unit.low_at(end) == "of" and base_np(unit, end + 1) > end + 1:
        # "the view of officials of the bank that"
        end = base_np(unit, end + 1)
    if unit.tag[end - 1] == "B" and unit.low[at - 1].endswith("s") and is_cue(unit, end - 1, scene.cues):
        # "Findings of the inquiry show that"
        return 0
    speaks = unit.low_at(at) != "of" or names_source(scene, at + 1, plain)
    taken = unit.low_at(end + (unit.low_at(end) in unit.grammar.be)) == "that" or (unit.low[at] == "of" and unit.tag_at(end) == "T")
    return end if end > at + 1 and speaks and taken else 0


def noun_source(scene: Scene, hit: Hit) -> tuple[Range | None, int]:
    """Return who holds a noun cue: ``X's claim``, ``their fear``, ``a report by X``, ``X voiced hope``."""
    unit = scene.unit
    agent, behind = (None, hit.last)
    held = holder(scene, hit.last)
    if held and unit.low[hit.last] == "of":
        return (hit.last + 1, held), held
    if held and unit.low[hit.last] not in unit.grammar.agents:
        behind = held
    # "reacted to their demands by threatening to"
    means = unit.tag_at(hit.last + 1) == "G" and unit.tag_at(hit.last + 2) in "TDPOSI"
    if unit.low_at(hit.last) in unit.grammar.agents and not means:
        end = _agent_end(scene, hit)
        if end > hit.last + 1:
            return (hit.last + 1, end), end if unit.tag_at(end) == "R" else behind_times(unit, end, scene.limit)
    if printed := _printed_in(scene, hit):
        return (hit.last + 1, printed), printed
    i = hit.at - 1
    while i > 0 and unit.tag[i] in "nE#RG" and unit.low[i] not in scene.unit.grammar.support and hit.at - i < 4:
        if unit.tag[i] == "E" and unit.line[:i].rstrip("R")[-1:] in set("nXPA"):
            # "his lawyers rejected claims that", "has repeatedly denied reports that"
            break
        i -= 1
    if unit.tag_at(i) == "p":
        who = antecedent(unit, i)
        return who, behind
    if held_by := _held_before(scene, hit, i):
        return held_by, behind
    owned = unit.tag_at(i) == "D" and unit.low[i] in unit.grammar.third_owners
    if owned and unit.low_at(i - 1) not in unit.grammar.restating:
        return (i, i + 1), behind
    k = i if unit.tag_at(i) == "D" else i + 1
    # "gave traders | a reminder that"
    told = len(unit.line[:k].rstrip("nXDO#"))
    k = told if told < k and unit.low_at(told - 1) in unit.grammar.support and unit.tag_at(k) == "D" else k
    # "held out hope that"
    k -= unit.low_at(k - 1) in unit.grammar.particles
    raised = "held" in hit.cue.kinds and unit.low_at(k - 1) in unit.grammar.raising
    if k > 0 and (raised or unit.low_at(k - 1) in unit.grammar.support or unit.low_at(k - 1) in unit.grammar.restating):
        start = k - 1
        while start > 0 and unit.tag[start - 1] in "AR":
            start -= 1
        return scene.subject_at(start) or scene.shared(Hit(start, start, start, hit.cue, "finite")), behind
    if unit.low_at(k - 1) in unit.grammar.arriving_links and unit.low_at(k - 2) in unit.grammar.arriving:
        # "is of the opinion that", "came to the conclusion that"
        start = k - 2
        while start > 0 and unit.tag[start - 1] in "AR":
            start -= 1
        return scene.subject_at(start), behind
    motive = unit.low_at(k - 1) in unit.grammar.motives and hit.cue.cls == "belief"
    if motive or (unit.low_at(k - 1) == "on" and unit.low[hit.at] in unit.grammar.reasons):
        return _acting(scene, k - 1), behind
    return agent, behind


def _printed_in(scene: Scene, hit: Hit) -> int:
    """Return the index behind the medium that a report stands in (``a report in Le Matin that``, ``reports on local radio that``), or 0."""
    unit, link = scene.unit, scene.unit.low_at(hit.last)
    if link not in {"in", "on"}:
        return 0
    end = base_np(unit, hit.last + 1)
    named = link == "in" and unit.tag[end - 1] == "X" and "doc" in hit.cue.kinds
    return end if unit.low_at(end) == "that" and (named or unit.low_at(end - 1) in scene.cues.media) else 0


def _held_before(scene: Scene, hit: Hit, first: int) -> Range | None:
    """Return who holds a noun by the word before it, or by sharing it; its phrase starts behind ``first``."""
    unit = scene.unit
    if unit.tag_at(hit.at - 1) in "nB" and issues(scene, unit.low_at(hit.at - 1)) and unit.low_at(hit.at - 1) not in unit.grammar.qualities:
        # "denied a newspaper report that": the paper's, "amid rebel claims that": the rebels'
        noun = len(unit.line[: hit.at - 1].rstrip("nX"))
        return noun - (unit.low_at(noun - 1) in unit.grammar.plain_articles), hit.at
    shared = len(unit.line[: hit.at].rstrip("DXn"))
    if unit.low_at(shared - 1) in unit.grammar.sharing:
        # "Togo shared the Ivorian view that"
        return scene.subject_at(shared - 1)
    if unit.tag_at(hit.at - 1) == "X":
        name = hit.at - 1
        while name > 0 and (unit.tag[name - 1] == "X" or (unit.tag[name - 1] == "C" and unit.tag_at(name - 2) == "X")):
            name -= 1
        return first + 1 if unit.tag_at(first) in "DI" else name, hit.at
    return None


def _acting(scene: Scene, at: int) -> Range | None:
    """Return who acts in the clause that stands before ``at``, with a motive behind (``Roe left town | in the hope that``); no passive's subject."""
    unit = scene.unit
    verb = next((i for i in range(at - 1, 0, -1) if unit.tag[i] in "VA" or (unit.tag[i] == "E" and unit.tag[i - 1] in "nXPRH")), 0)
    while verb > 1 and unit.tag[verb - 1] in "AR":
        verb -= 1
    passive = not unit.grammar.passive.isdisjoint(unit.low[verb : verb + 3]) and "E" in unit.tag[verb : verb + 4]
    return scene.subject_at(verb) if verb and not passive else None


def issues(scene: Scene, noun: str) -> bool:
    """Return whether a noun before a cue noun is for who says it (``court order``, ``media report``), no document."""
    return noun in scene.cues.media or (noun in scene.cues.sources and noun not in scene.cues.documents)


def _agent_end(scene: Scene, hit: Hit) -> int:
    """Return the index behind the agent in ``a promise from the rebels to let ...``, before what the cue takes."""
    unit, first = scene.unit, hit.last + 1
    links = {frame.link for frame in hit.cue.frames if frame.kind == "prep"}
    links |= {"to"} if "inf" in hit.cue.kinds else set()
    end = noun_phrase(unit, first, scene.limit, apposition=False)
    speaks = next((i for i in range(first + 1, end) if _speaks(scene, i)), end)
    if unit.low_at(speaks) == "that":
        # "reports by the head of the bank that"
        return speaks
    return next((i for i in range(first + 1, speaks) if unit.low[i] in links), speaks)


def _speaks(scene: Scene, at: int) -> bool:
    """Return whether a form at ``at`` is a cue of its own (``statements by Awan admitting that``, ``a report by the bank claimed that``)."""
    unit = scene.unit
    past = unit.tag[at] == "E" and (unit.tag_at(at + 1) in "SDXO" or unit.low_at(at + 1) in unit.grammar.audiences)
    return (unit.tag[at] == "G" or past) and unit.low[at] in scene.cues.verbs
