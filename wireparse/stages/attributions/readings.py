"""Readings: each cue occurrence of a unit tried as tail, then forward, then with what is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.forwards import citing, forward, late_quote
from wireparse.stages.attributions.scene import Draft, Scene
from wireparse.stages.attributions.tails import tail

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.units import Unit


# No sentence has more cue readings than this; what has is no prose, and the work on it stays bounded.
MOST = 16


def read_unit(unit: Unit, hits: list[Hit], cues: Cues) -> list[Draft]:
    """Return the attributions of ``unit`` in order of their cues; of one word's readings the first that fits."""
    if not hits:
        return []
    hits = hits[:MOST]
    scene = Scene(unit, hits, cues)
    for walk in (tail, forward, _left_over):
        for hit in hits:
            if hit.at not in scene.drafts and not (scene.drafts and _passed_over(scene, hit)):
                draft = walk(scene, hit)
                if draft is not None and draft.content and not _by_there(unit, draft):
                    scene.keep(hit, draft)
    drafts = [scene.drafts[at] for at in sorted(scene.drafts)]
    for outer in drafts if len(drafts) > 1 else ():
        _close_relatives(unit, outer, drafts)
        _hold_whole(unit, outer, drafts)
        _before_next(unit, outer, drafts)
    return drafts


def _by_there(unit: Unit, draft: Draft) -> bool:
    """Return whether the only speaker is the "there" of what exists (``there is little to indicate that ...``)."""
    return draft.source is not None and unit.low[slice(*draft.source)] == ["there"]


def _close_relatives(unit: Unit, outer: Draft, drafts: list[Draft]) -> None:
    """End with the source of ``outer`` the infinitive of its relative clause (``those who refused to sign | said he lied``)."""
    verb = outer.hit.first
    for draft in drafts:
        if outer.hit.voice == "finite" and outer.source and outer.source[0] < draft.hit.at < outer.source[1] <= verb:
            draft.content = [(start, outer.source[1] if start < verb < end and unit.tag[start] == "T" else end) for start, end in draft.content]


def _hold_whole(unit: Unit, outer: Draft, drafts: list[Draft]) -> None:
    """End content that breaks off in what a noun in it tells with that (``rejected suspicions this was a raid``), at no mark."""
    for inner in drafts:
        if inner.hit.voice == "noun" and inner is not outer and unit.tag[inner.content[0][0]] not in "IT":
            start, end = inner.content[0]
            outer.content = [(first, end if first <= inner.hit.at < last and start <= last < end and unit.tag_at(last) not in ",;-" else last)
                             for first, last in outer.content]


def _before_next(unit: Unit, outer: Draft, drafts: list[Draft]) -> None:
    """End content before a conjunction behind which its speaker goes on with another cue (``accuses both of crimes | and calls for calm``)."""
    if outer.source is None or not unit.low[outer.hit.first].endswith("s"):
        return
    for later in drafts:
        if later.source != outer.source or later.hit.voice != "finite" or not unit.low[later.hit.first].endswith("s"):
            continue
        joint = len(unit.line[: later.hit.first].rstrip("R")) - 1
        # "says Tolia backs the pact and calls for calm": Tolia may do both
        inner = any(unit.tag[i] in "VA" and unit.low[i].endswith("s") for i in range(outer.hit.last, joint))
        if unit.tag_at(joint) == "C" and not inner:
            joint -= unit.tag[joint - 1] == ","
            outer.content = [(start, joint if outer.hit.at < start < joint < end else end) for start, end in outer.content]


def _passed_over(scene: Scene, hit: Hit) -> bool:
    """Return whether the cue stands between another and its content, in its addressee or setting (``said in reply that``)."""
    tags = scene.unit.tag
    if hit.voice == "noun":
        if any(draft.source and draft.hit.voice == "phrase" and draft.source[0] <= hit.at < draft.source[1] for draft in scene.drafts.values()):
            # "according to results announced by the ministry"
            return True
        # "said in his ruling that", but "bristled at the notion that", "commenting on reports that"
        setting = scene.unit.low[len(scene.unit.line[: hit.at].rstrip("DnX#pWBE")) - 1] == "in"
    else:
        # "hit back by saying" is one cue
        setting = tags[hit.at] == "E" or (tags[hit.at] == "G" and scene.unit.low[hit.at - 1] == "by")
    if hit.voice == "ing" and any(
            len(draft.content) > 1 and draft.content[0][1] < draft.hit.at < hit.at < draft.content[1][0] for draft in scene.drafts.values()):
        # '"This," he said, pointing to the ruins, "is the end."'
        return True
    return setting and any(
        draft.content and draft.hit.last <= hit.at < draft.content[0][0] and "," not in tags[draft.hit.last : hit.at]
        for draft in scene.drafts.values())


def _left_over(scene: Scene, hit: Hit) -> Draft | None:
    if hit.cue.lemma in scene.unit.grammar.citing:
        return citing(scene, hit)
    return late_quote(scene, hit) if hit.cue.reports and hit.voice == "finite" else None
