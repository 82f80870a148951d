"""Where content in front of its cue begins: at the unit's start, or behind what an earlier attribution reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import has_verb

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.scene import Scene
    from wireparse.stages.attributions.units import Unit


def start_before(scene: Scene, edge: int) -> int:
    """Return where content that ends at ``edge`` begins: the unit's start, or behind an earlier attribution."""
    unit = scene.unit
    start = 0
    last = max([end for at, end in scene.lefts if at < edge], default=0)
    if last:
        start = last
    for i in range(edge - 1, start, -1):
        mark = unit.tag[i - 1]
        if mark not in ":-;,":
            continue
        if mark == ":" and unit.finite(0, i) and ("C" not in unit.tag[i:edge] or has_verb(unit, i, edge)):
            start = i
            break
        if mark == "-" and unit.line.count("-", 0, edge) == 1 and "-" in unit.line[edge:]:
            # "The firm -- it has cut jobs, unions say, since May -- is sound"
            start = i
            break
        if mark == ";" and ((i in unit.quote and not unit.quotes(0, i)) or _reported_before(scene, i)):
            # 'promised a veto; "I will kill it," he said', "Police said nine died; one was a boy, the mayor said"
            start = i
            break
        if mark in ",;" and unit.low[i] in unit.grammar.splits and _whole(unit, i, edge) and _reported_before(scene, i):
            start = i + 1
            break
    if start + 2 < edge and unit.tag[start : start + 2] == ["R", ","] and (start + 2 in unit.quote or unit.low[start] in unit.grammar.meantime):
        # 'However, "the impact will be nil," Kern said.'
        start += 2
    while start < edge and ((unit.low[start] in scene.unit.grammar.leads and unit.tag[start] != "R") or unit.tag[start] in ",;:-"):
        start += 1
    return start


def _whole(unit: Unit, at: int, edge: int) -> bool:
    """Return whether what the conjunction at ``at`` opens is a clause with a subject of its own."""
    if not (unit.finite(at, edge) or _verb_behind(unit, edge)):
        return False
    if unit.low_at(at + 1) == "that" and unit.tag_at(at + 2) not in "VA":
        # "suggested that the dam would hold, and that trains would run, according to Kern": one content
        return False
    # "told them it would work, but acknowledged a risk, aides said": one subject, one content
    return unit.tag_at(at + 1 + (unit.tag_at(at + 1) == "R")) not in "VEA"


def _verb_behind(unit: Unit, comma: int) -> bool:
    """Return whether the attribution between the comma and the next parts a subject from its verb (``the gusts, X said, reached``)."""
    comma -= unit.tag_at(comma) != ","
    closing = unit.next_comma(comma + 1, len(unit)) if unit.tag_at(comma) == "," else len(unit)
    return unit.tag_at(closing + 1) in "VAE" and closing < len(unit)


def _reported_before(scene: Scene, at: int) -> bool:
    told = (hit for hit in scene.hits if hit.at < at and hit.voice in {"finite", "phrase"})
    # "would continue to be run" says nothing.
    earlier = (hit for hit in told if scene.unit.tag_at(hit.last) != "T")
    return any(hit.cue.addresses or hit.cue.sort == "phrase" or (hit.cue.reports and _has_said(scene, hit.last, at)) for hit in earlier)


def _has_said(scene: Scene, first: int, last: int) -> bool:
    """Return whether a quotation or a clause stands behind a verb (``said it rained``), and no mere object (``found partners``)."""
    return "Q" in scene.unit.tag[first:last] or has_verb(scene.unit, first, last)


def left_of(scene: Scene, start: int, edge: int) -> Range | None:
    """Return ``[start, edge)`` without its closing commas and dashes, or None where nothing is left."""
    unit = scene.unit
    end = edge
    while end > start and unit.tag[end - 1] in ",-":
        end -= 1
    return (start, end) if end > start else None


def innermost(scene: Scene, left: Range) -> Range:
    """Return the clause that an "as ..." behind ``left`` takes up: the last told with a "that" (``denied that | they hid it, as alleged by``)."""
    told = (hit.last for hit in scene.hits if left[0] <= hit.at < left[1] and hit.voice in {"finite", "infinitive"} and scene.unit.low_at(hit.last) == "that")
    return max(told, default=left[0] - 1) + 1, left[1]


def told_twice(scene: Scene, edge: int) -> Range | None:
    """Return an attribution with its content, straight before ``edge``, as content (``..., a probe found, radio reported``)."""
    said = max((draft for draft in scene.drafts.values() if draft.hit.at < edge and draft.frame == "left"),
               key=lambda draft: draft.hit.at, default=None)
    return (said.content[0][0], edge) if said and said.content else None
