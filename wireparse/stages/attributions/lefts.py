"""Content in front of its cue: where it begins and goes on, and whether the attribution behind it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_adjuncts, closed_manner
from wireparse.stages.attributions.chunks import main_clause
from wireparse.stages.attributions.clauses import clause_at
from wireparse.stages.attributions.contents import content_end
from wireparse.stages.attributions.resuming import resumes_at
from wireparse.stages.attributions.scene import Draft
from wireparse.stages.attributions.starts import innermost, left_of, start_before, told_twice
from wireparse.stages.attributions.walks import subject

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.scene import Scene

OF_WHICH = 3
WORTHLESS = frozenset("RC,.")


def has_main_clause(scene: Scene, edge: int, *, loose: bool = False) -> bool:
    """Return whether what stands before ``edge`` holds a main clause, and not only a noun phrase with its asides."""
    return main_clause(scene.unit, start_before(scene, edge), edge, loose=loose)


def ends_in_cue(scene: Scene, at: int) -> bool:
    """Return whether what stands from ``at`` on is an attribution of its own (``..., diplomats said``)."""
    last = next((hit for hit in reversed(scene.hits) if hit.voice == "finite" and hit.cue.follows), None)
    if last is None or behind_adjuncts(scene.unit, last.last, scene.limit) < scene.limit:
        return False
    who = subject(scene.unit, last.first)
    return who is not None and who[0] == at


def left_draft(scene: Scene, hit: Hit, name: str, before: int, who: Range, cue: list[Range], behind: int) -> Draft | None:
    """Return the attribution ``who`` with what stands in front of ``before``, and behind ``behind`` if it goes on there; None where that is nothing."""
    unit = scene.unit
    edge = before if unit.tag[before] in ",-" else before + 1
    left = left_of(scene, start_before(scene, edge), edge) or told_twice(scene, edge)
    if left is None:
        return None
    if left[1] - 1 in unit.quote and any(other.at == left[0] and other.voice == "ing" for other in scene.hits) and unit.tag_at(hit.last) != ".":
        # 'Citing "concerns for safety," the firm said over the weekend that ...'
        return None
    left = _quoted_alone(scene, left)
    if unit.low_at(who[0] - 1) == "as":
        left = innermost(scene, left)
    if unit.low[left[1] - 1] == "that" and unit.tag_at(left[1] - 2) in "nX" and unit.tag_at(behind + 1) in "VAE":
        # "a measure that, the study finds, would cost jobs"
        return None
    if unit.tag[left[1] - 1] == "H" and left[1] > left[0] + 1:
        # "three plots, one of which, he once said, was ..."
        if unit.low_at(left[1] - 2) != "of":
            return None
        left = (left[1] - OF_WHICH, left[1])
    # "If, as police say, he was drunk, he will pay": the condition
    joins = left[1] == left[0] + 1 and unit.low[left[0]] in unit.grammar.supposing
    # "shut the centre, where, police say, roads are under water": of there alone
    goes_on = unit.tag_at(behind) == "," and behind + 1 < scene.limit and behind + 1 not in unit.quote
    there = goes_on and left[1] > left[0] + 1 and unit.tag[left[1] - 1] == "S" and unit.low[left[1] - 1] != "that"
    content = [left] if _worth(scene, left) and not (joins or there) else []
    resumed = behind + 1 if unit.tag_at(behind) in ",-:" else behind
    if unit.low_at(who[0] - 1) in {"as", "so"} and unit.tag_at(resumed) == "C":
        # "The strike was over by noon, as Kern had foretold, and trams ran": the agency's own
        return Draft(hit, name, content, who, cue, None, behind, scene.is_quote(left), main=True)
    if left[1] - 1 in unit.quote and (closing := closed_manner(scene.unit, behind, scene.limit)):
        behind, resumed = closing, closing + 1
    if (unit.tag_at(behind) in ",-:" and resumes_at(scene, edge, resumed) and not ends_in_cue(scene, resumed)) or unit.tag_at(behind) == "Q":
        stop = content_end(unit, resumed, scene.limit, scene.cues)
        if scene.is_quote(left) and resumed in unit.quote and unit.tag_at(resumed + 1) in ",C":
            # '"The answer," Kern said, "is no," and left'
            stop = resumed + 1
        if joins:
            stop = next((i for i in range(resumed, stop) if unit.tag[i] == "," and clause_at(unit, i + 1, stop) == i + 1), stop)
        if stop > resumed and (resumed in unit.quote or left[0] not in unit.quote):
            content.append((resumed, stop))
    return Draft(hit, name, content, who, cue, None, behind, scene.is_quote(left), main=True)


def _quoted_alone(scene: Scene, left: Range) -> Range:
    """Return of ``left`` only its quotation, where the agency's own sentence runs up to it: ``Roe sees hope, "The market is wrong," he said``."""
    unit, (start, end) = scene.unit, left
    whole = end - 1 in unit.quote and start < end - 2 and unit.tag[end - 2] == "," and unit.text[unit.quote[end - 1].start].isupper()
    alone = whole and not (unit.tag[end - 3] in "VE" and unit.low[end - 3] in scene.cues.verbs) and main_clause(unit, start, end - 2)
    return (end - 1, end) if alone else left


def _worth(scene: Scene, stretch: Range) -> bool:
    return not WORTHLESS.issuperset(scene.unit.line[slice(*stretch)])


def is_complete(scene: Scene, at: int) -> bool:
    """Return whether the attribution is complete at ``at``: the end, a mark, a conjunction, a new quotation."""
    unit = scene.unit
    if at >= scene.limit or unit.low[at] in unit.grammar.circumstances:
        return True
    if unit.tag[at] in ",;-:.C" or (unit.low[at] in unit.grammar.relatives and unit.tag_at(at + 1) in "VAE"):
        return True
    return (unit.tag[at] == "S" and unit.low[at] in unit.grammar.following) or unit.tag[at] == "G"
