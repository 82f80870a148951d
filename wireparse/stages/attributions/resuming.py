"""Whether content goes on behind an attribution that stands in the middle of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.asides import comments, dates
from wireparse.stages.attributions.clauses import clause_at, has_verb
from wireparse.stages.attributions.commas import others_say
from wireparse.stages.attributions.joints import clause_goes_on, verb_goes_on
from wireparse.stages.attributions.phrases import counts, occasion
from wireparse.stages.attributions.starts import start_before

if TYPE_CHECKING:
    from wireparse.stages.attributions.scene import Scene

PLACE = 3
NUMBERED = frozenset("#,")
TELLING = frozenset({"finite", "passive", "phrase"})


def resumes_at(scene: Scene, before: int, at: int) -> bool:
    """Return whether behind an attribution in the middle of a sentence its content goes on at ``at``; ``before`` ended it."""
    unit = scene.unit
    comment = unit.low_at(at + 1) in unit.grammar.indefinite_articles and unit.low_at(at + 3) == "that"
    case = unit.low_at(at + 1) in unit.grammar.indefinite_articles and unit.low_at(at + 3) in unit.grammar.condemned
    if unit.low_at(at) == "in" and (comment or case or unit.low_at(at + 1) in unit.grammar.occasions):
        # ", a witness said, in testimony denounced by the defence", ", in a revelation that threatens the talks", ", in a case
        # condemned abroad"
        return False
    if occasion(unit, at):
        # "..., researchers said, in a study whose methods were questioned"
        return False
    if scene.limit - at <= PLACE and set(unit.line[at : scene.limit]) == {"X"}:
        # "..., it said in the capital, Kelmen."
        return False
    if unit.low_at(at) == "in" and unit.tag_at(before + 1) in "VE" and set(unit.line[at + 1 : scene.limit].rstrip(".")) == {"X"}:
        # "..., said Bo Kern, who heads the bourse, in Kelmen."
        return False
    if unit.low_at(at) in unit.grammar.time_conjunctions | unit.grammar.contrasts and unit.tag_at(at + 1) == "G":
        # "..., she said, before going on to say", "..., she said, while conceding that"
        return False
    if at >= scene.limit or comments(unit, at) or dates(unit, at, scene.limit, under_way=True) or others_say(unit, at, scene.limit, scene.cues):
        return False
    if unit.tag_at(at) == "H" and unit.tag[at - 2] in "VE" and unit.low[start_before(scene, before)] == "it":
        # "It was Roe, Kern said, who fled"
        return True
    if unit.tag_at(at) in "GE" and unit.low_at(before - 1) in unit.grammar.be:
        # "The train was, police said, going too fast."
        return True
    if unit.tag_at(at) == "C" or unit.low_at(at) in unit.grammar.splits:
        return _joined_on(scene, at)
    participle = unit.tag_at(at) == "E" and unit.tag_at(at + 1) in "IT" and unit.low_at(at) not in unit.grammar.comparing
    # "The gunmen, police said, fled to the north": what has no verb yet gets it here, but no number alone does
    start = start_before(scene, before)
    participle = participle and (has_verb(unit, start, before) or set(unit.line[start:before]) <= NUMBERED)
    if unit.low_at(at) in unit.grammar.consequent and unit.tag_at(at) == "G":
        # "A ferry sank, the navy said, leaving nine people dead"
        return True
    # "..., a group said, nearly doubling an earlier toll"
    acting = unit.tag_at(at + (unit.tag_at(at) == "R")) == "G" or unit.tag_at(at) == "H"
    return not (acting or participle or unit.low_at(at) in unit.grammar.unresumed)


def _joined_on(scene: Scene, conjunction: int) -> bool:
    """Return whether the source vouches for what is joined on behind its attribution: a verb, or a clause with no cue.

    ``..., police said, and had missed a signal``, ``... while two were burned alive``, but not ``..., and called for calm``.
    """
    unit, at = scene.unit, conjunction + 1
    told = any(hit.at >= at and hit.voice in TELLING for hit in scene.hits)
    if not told and unit.quotes(at, scene.limit):
        # 'The vote was "a farce", he said, and the count "even worse"'
        return True
    if unit.tag_at(conjunction) == "C":
        # "Nine were killed, police said, and 40 wounded."
        counted = unit.low[conjunction] == "and" and (unit.tag_at(at) == "#" or (unit.tag_at(at) == "I" and counts(unit, at)))
        goes_on = counted or clause_goes_on(unit, conjunction, scene.limit)
        return verb_goes_on(unit, conjunction, scene.limit, scene.cues) or (not told and goes_on)
    at += unit.tag_at(at) == "R"
    return not told and (unit.tag_at(at) in "IS" or clause_at(unit, at, scene.limit) >= 0)
