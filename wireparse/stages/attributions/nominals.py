"""Nouns and adjectives as cues: ``the claim that``, ``voiced hope that``, ``is convinced that``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_times
from wireparse.stages.attributions.clauses import clause_at
from wireparse.stages.attributions.frames import Found, Place, match
from wireparse.stages.attributions.hits import Hit
from wireparse.stages.attributions.passives import before_main_verb
from wireparse.stages.attributions.phrases import noun_phrase
from wireparse.stages.attributions.rights import embedded
from wireparse.stages.attributions.scene import Draft, Scene
from wireparse.stages.attributions.walks import antecedent

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit
    from wireparse.stages.attributions.walks import Range


VOICED = frozenset({"accusation", "belief", "prediction", "statement", "warning"})
"""The classes whose plural nouns say what is feared, alleged or foreseen, with nobody named."""


def noun(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``the claim that ...``, ``fears of ...``, ``X's call for ...``."""
    unit = scene.unit
    if not _noun_stands(scene, hit):
        return None
    source, at = _noun_source(scene, hit)
    at = _copula(unit, at)
    limit = embedded(scene, hit, scene.bound(hit.last))
    place = Place(unit, at, limit, scene.cues)
    for frame in hit.cue.frames:
        # "fears of a raid" says what is feared, "the announcement of a raid" that there was one.
        held = source or (unit.low[hit.at].endswith("s") and hit.cue.cls in VOICED)
        counted = unit.tag_at(at + 1) == "#" or unit.low_at(at + 1) in unit.grammar.counted_from or unit.low_at(at + 1) == "at"
        if frame.link == "of" and (not held or counted):
            continue
        if frame.kind not in {"that", "clause", "inf", "prep", "wh"}:
            continue
        if frame.kind == "clause" and unit.low_at(at) != "that":
            continue
        found = match(place, frame) or _bare_clause(scene, hit, place)
        if found is not None and found.content[0] == at + (unit.low_at(at) == "that"):
            return Draft(hit, "noun", [before_main_verb(scene, hit, found.content)], source, [(hit.at, hit.last)])
    return None


def _copula(unit: Unit, at: int) -> int:
    """Return the index of the "that" behind a form of be at ``at`` (``the fear is that ...``), else ``at``."""
    return at + 1 if unit.low_at(at) in unit.grammar.be and unit.low_at(at + 1) == "that" else at


def _plain_clause(place: Place) -> Found | None:
    """Return a clause without "that" straight behind a noun or adjective: its subject a determiner, pronoun or name."""
    start = clause_at(place.unit, place.at, place.limit, weakly=False)
    if start != place.at or place.unit.tag_at(start) not in "DPX":
        return None
    return Found((start, place.end_of(start, clause=True)), place.at)


def _bare_clause(scene: Scene, hit: Hit, place: Place) -> Found | None:
    """Read ``fears the blaze will jump the river``: a plural noun of thinking with a clause that has no "that"."""
    if hit.cue.cls not in {"belief", "prediction", "statement"} or not scene.unit.low[hit.at].endswith("s"):
        return None
    return _plain_clause(place)


def _noun_stands(scene: Scene, hit: Hit) -> bool:
    """Return whether a cue noun is used as one: with a determiner, holder or plural; not ``, a demand that he rejects``."""
    unit = scene.unit
    i = hit.at
    while i > 0 and unit.tag[i - 1] in "nEGR" and unit.low[i - 1] not in scene.unit.grammar.support and hit.at - i < 3:
        i -= 1
    if unit.low_at(i - 1) in scene.unit.grammar.support:
        return True
    before = unit.tag_at(i - 1) if i else "."
    opening = len(unit.line[: hit.at].rstrip("nXEGRDp"))
    if opening and unit.tag[opening - 1] in "IST" and unit.tag_at(hit.last) == "P" and not unit.finite(0, hit.at) and unit.tag[hit.at - 1] in "DpXnER":
        # "In its annual report he said": the main clause follows
        return unit.low[opening - 1] in unit.grammar.circumstances
    if unit.tag_at(hit.at - 1) == "T" and not unit.low[hit.at].endswith("s"):
        return False
    if before == "D" and i > 1 and unit.low[i - 1] in unit.grammar.plain_articles:
        apposed = unit.tag[i - 2] == "," and unit.low_at(hit.last) == "that"
        setting = unit.low[i - 2] == "in" and (unit.low_at(hit.last) == "that" or unit.tag_at(hit.last) == "P")
        return not (apposed or setting)
    if before in "DpX" or unit.low_at(i - 1) in unit.grammar.circumstances:
        return True
    return unit.low_at(hit.last) == "that" or (hit.at == i and unit.low[hit.at].endswith("s"))


def _noun_source(scene: Scene, hit: Hit) -> tuple[Range | None, int]:
    """Return who holds a noun cue: ``X's claim``, ``their fear``, ``a report by X``, ``X voiced hope``."""
    unit = scene.unit
    agent, behind = (None, hit.last)
    if unit.low_at(hit.last) in unit.grammar.agents:
        end = _agent_end(scene, hit)
        if end > hit.last + 1:
            return (hit.last + 1, end), end if unit.tag_at(end) == "R" else behind_times(unit, end, scene.limit)
    i = hit.at - 1
    while i > 0 and unit.tag[i] in "nE#RG" and unit.low[i] not in scene.unit.grammar.support and hit.at - i < 4:
        i -= 1
    if unit.tag_at(i) == "p":
        who = antecedent(unit, i)
        return who, behind
    medium = unit.low_at(hit.at - 1)
    if unit.tag_at(hit.at - 1) == "n" and medium in scene.cues.media and hit.at - 2 == i and unit.low[i] in unit.grammar.plain_articles:
        # "denied a newspaper report that": the paper's
        return (i, hit.at), behind
    if unit.tag_at(hit.at - 1) == "X":
        first = hit.at - 1
        while first > 0 and (unit.tag[first - 1] == "X" or (unit.tag[first - 1] == "C" and unit.tag_at(first - 2) == "X")):
            first -= 1
        return (i + 1 if unit.tag_at(i) in "DI" else first, hit.at), behind
    owned = unit.tag_at(i) == "D" and unit.low[i] in unit.grammar.third_owners
    if owned and unit.low_at(i - 1) not in unit.grammar.restating:
        return (i, i + 1), behind
    k = i if unit.tag_at(i) == "D" else i + 1
    if k > 0 and unit.low_at(k - 1) in unit.grammar.support | unit.grammar.restating:
        start = k - 1
        while start > 0 and unit.tag[start - 1] in "AR":
            start -= 1
        return scene.subject_at(start) or scene.shared(Hit(start, start, start, hit.cue, "finite")), behind
    return agent, behind


def _agent_end(scene: Scene, hit: Hit) -> int:
    """Return the index behind the agent in ``a promise from the rebels to let ...``, before what the cue takes."""
    unit, first = scene.unit, hit.last + 1
    links = {frame.link for frame in hit.cue.frames if frame.kind == "prep"}
    links |= {"to"} if "inf" in hit.cue.kinds else set()
    end = noun_phrase(unit, first, scene.limit, apposition=False)
    return next((i for i in range(first + 1, end) if unit.low[i] in links or _speaks(scene, i)), end)


def _speaks(scene: Scene, at: int) -> bool:
    """Return whether a participle at ``at`` is a cue of its own (``statements by Awan admitting that``)."""
    return scene.unit.tag[at] == "G" and scene.unit.low[at] in scene.cues.verbs


def adjective(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``X is convinced that ...``."""
    unit = scene.unit
    place = Place(unit, hit.last, scene.bound(hit.last), scene.cues)
    found = next((f for f in (match(place, frame) for frame in hit.cue.frames) if f), None) or _plain_clause(place)
    if found is None or (unit.tag[found.content[0]] == "I" and not any(frame.link for frame in hit.cue.frames)):
        return None
    if hit.first == hit.at and unit.tag_at(hit.at - 1) in "nX" and found.content[0] == hit.last:
        return None  # "Norbury surprised Seaton 27-21, Ashford beat Corley": a verb
    source = scene.subject_at(hit.first) if hit.first < hit.at else antecedent(unit, hit.at)
    if source is None:
        source = scene.shared(hit)
    return Draft(hit, "adjective", [found.content], source, [(hit.first, hit.last)]) if source else None
