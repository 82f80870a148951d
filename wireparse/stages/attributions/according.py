"""Attributions by a phrase: ``according to X``, ``in the words of X``, ``in X's view``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import behind_adverbs
from wireparse.stages.attributions.adjuncts import behind_adjuncts, behind_relative
from wireparse.stages.attributions.clauses import clause_at
from wireparse.stages.attributions.contents import content_end
from wireparse.stages.attributions.heads import antecedent, nearest
from wireparse.stages.attributions.hits import owner_end
from wireparse.stages.attributions.mainverbs import before_main_verb
from wireparse.stages.attributions.phrases import apposes, noun_phrase, office
from wireparse.stages.attributions.resuming import resumes_at
from wireparse.stages.attributions.scene import Draft, Scene
from wireparse.stages.attributions.starts import innermost, left_of, start_before, told_twice

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.units import Unit

CLAUSAL = frozenset("VAEQB")


def according(scene: Scene, hit: Hit) -> Draft | None:
    """Return the attribution whose cue is a phrase, its source behind it or inside, or None."""
    if hit.voice == "held":
        who = (hit.at + 1, owner_end(scene.unit, hit.last - 1))
        return _reported(scene, hit, who, [(hit.at, hit.at + 1), (hit.last - 1, hit.last)], hit.last)
    if scene.unit.low_at(hit.last) == "whom":
        return _by_whom(scene, hit)
    end = _holder(scene, hit)
    return _reported(scene, hit, (hit.last, end), [(hit.at, hit.last)], end) if end > hit.last else None


def _holder(scene: Scene, hit: Hit) -> int:
    """Return the index behind the noun phrase that a phrase like ``according to`` takes."""
    end = noun_phrase(scene.unit, hit.last, scene.limit, apposition=False)
    if scene.unit.tag_at(hit.at - 1) == "H":
        # "the men, who according to police fled on foot, ..."
        verb = next((i for i in range(hit.last + 1, scene.unit.next_comma(hit.last, scene.limit)) if scene.unit.tag[i] in "VA"), 0)
        # "who according to people briefed on the talks is ill"
        return verb or next((i for i in range(hit.last + 1, end) if scene.unit.tag[i] == "E"), end)
    counted = next((i for i in range(hit.last + 1, end) if scene.unit.low_at(i + 1) in scene.unit.grammar.counted_from), end)
    if counted < end:
        # "According to UN figures more than 10,000 people died"
        return counted
    whole = noun_phrase(scene.unit, hit.last, scene.limit)
    unit = scene.unit
    if unit.line.startswith(",#,", end) and hit.at < 2 and clause_at(unit, end + 3, scene.limit) == end + 3:
        # "According to Ada Kole, 54, ..."
        return end + 2
    if unit.tag_at(end + 1) == "H":
        # "According to Ada Kole, who heads the bank, ..."
        return office(unit, end + 1, scene.limit) or end
    described = hit.at < 2 and ((unit.tag[end - 1] == "X" and unit.tag_at(end + 1) in "Dn") or unit.tag_at(end + 1) == "X")
    commas = [i for i in range(end, whole) if scene.unit.tag[i] == "," and described]
    # "According to Kelmo, a media firm, an analysis of good, bad and neutral articles shows ...", "According to the mayor, Ada Kole,
    # the fire, which ..."
    whole = next((i for i in commas[1:] if clause_at(unit, i + 1, scene.limit) == i + 1 and not _described(unit, i, scene.limit)), whole)
    return whole if hit.at > 1 or apposes(scene.unit, end, whole) or clause_at(scene.unit, end + 1, scene.limit) < 0 else end


def _described(unit: Unit, comma: int, limit: int) -> bool:
    """Return whether behind the comma stands only what describes the subject of the clause: ``Leo Stahl, (a baker), was shot``."""
    closing = unit.next_comma(comma + 1, limit)
    return closing < limit and unit.tag_at(closing + 1) in "VAE" and not unit.finite(comma, closing)


def _by_whom(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``said the mayor, according to whom the road was cut``: the source is who stands before."""
    unit, start = scene.unit, hit.last + 1
    who = antecedent(unit, hit.at)
    if who is None or clause_at(unit, start, scene.limit) != start:
        return None
    return Draft(hit, "phrase-front", [(start, content_end(unit, start, scene.limit, scene.cues))], who, [(hit.at, hit.last)])


def _reported(scene: Scene, hit: Hit, source: Range, cue: list[Range], end: int) -> Draft | None:
    """Return what a phrase that ends before ``end`` reports: the clause behind it, or before it and around it."""
    unit = scene.unit
    behind = behind_adjuncts(unit, end, scene.limit)
    closing = unit.next_comma(behind, scene.limit) if unit.tag_at(behind) == "H" else scene.limit
    if closing < scene.limit and unit.tag_at(closing + 1) in "VAE":
        # "An estimate, according to two people who have read it, found"
        behind = closing
    if unit.line.startswith(",R,", behind):
        # "According to the daily, however, the party has left"
        behind += 2
    start = start_before(scene, hit.at)
    left = left_of(scene, start, hit.at) or told_twice(scene, hit.at)
    left = innermost(scene, left) if left and unit.low[hit.at] == "as" else left
    inside = unit.tag_at(hit.at - 1) == ";" or unit.tag_at(hit.at - 1) == "H" or (unit.tag_at(hit.at - 1) == "," and unit.tag_at(hit.at - 2) in "HSC")
    # "The army said that according to the plan, troops would leave"
    inside = inside or unit.tag_at(hit.at - 1) == "S" or unit.low_at(hit.at - 1) in unit.grammar.sayers
    inside = inside or (unit.tag_at(hit.at - 1) == "C" and unit.tag_at(behind) == "," and clause_at(unit, behind + 1, scene.limit) == behind + 1)
    parted = unit.tag_at(hit.at - 1) == "," and unit.tag_at(behind) == "," and unit.tag_at(behind + 1) in "VAQE"
    if left is None or inside or not (parted or _clausal(scene, left)):
        content_from = behind_relative(unit, behind + 1 if unit.tag_at(behind) == "," else behind, scene.limit)
        head, limit = _relative_around(scene, hit.at, content_from)
        if not head and unit.tag_at(content_from) in "VA" and (who := scene.verb_subject(hit.at)):
            # "Roe trained alone and, according to his doctor, has a chance"
            head = [who]
        stop = _front_end(scene, content_from, limit)
        if head and stop > content_from:
            # "a man who according to the paper is a spy | was held"
            content_from, stop = before_main_verb(scene, hit, (content_from, stop), head[0][0])
        return Draft(hit, "phrase-front", [*head, (content_from, stop)], source, cue) if stop > content_from else None
    relative = _relative_before(scene, hit.at, behind)
    if relative:
        return Draft(hit, "phrase-relative", [relative], source, cue)
    content = [left]
    if unit.tag_at(behind) == "," and behind + 1 < scene.limit and unit.tag_at(hit.at - 1) in ",Q" and resumes_at(scene, hit.at - 1, behind + 1):
        content.append((behind + 1, content_end(unit, behind + 1, scene.limit, scene.cues)))
    return Draft(hit, "left-phrase", content, source, cue, None, behind, scene.is_quote(left))


def _front_end(scene: Scene, at: int, limit: int) -> int:
    """Return where content behind a phrase ends: no verb in it is the speaker's own (``According to police, he fired and threatened to kill``)."""
    unit, stop = scene.unit, content_end(scene.unit, at, limit, scene.cues)
    while at < stop < limit and unit.tag[stop] == "C" and unit.tag_at(behind_adverbs(unit, stop + 1, limit)) in "EVA":
        at, stop = stop + 1, content_end(unit, stop + 1, limit, scene.cues)
    return stop


def _relative_before(scene: Scene, at: int, behind: int) -> Range | None:
    """Return the antecedent and clause that a phrase closes: ``the camp, whose people number 9,000 according to X, is full``."""
    unit = scene.unit
    opening = unit.line.rfind(",", 0, at)
    closed = unit.tag_at(behind) == "," and unit.tag_at(behind + 1) in "VAE" and behind + 1 < scene.limit
    if not closed or opening <= 0 or opening == at - 1 or unit.tag[opening + 1] != "H":
        return None
    head = nearest(unit, opening + 1)
    return (head[0], at) if head else None


def _relative_around(scene: Scene, phrase: int, content: int) -> tuple[list[Range], int]:
    """Return the antecedent of the relative clause that a phrase stands in (``Kern, who according to X had``, ``a sum that, according to X, was``), and its end."""
    unit = scene.unit
    pronoun = phrase - 1 - (unit.tag_at(phrase - 1) == ",")
    relates = unit.tag[pronoun] == "H" or (unit.low[pronoun] == "that" and unit.tag[pronoun - 1] == "n" and unit.tag_at(content) in "VA")
    head = nearest(unit, pronoun) if pronoun > 0 and relates else None
    if head is None:
        return [], scene.limit
    closing = (i for i in range(content, scene.limit) if unit.tag[i] == "," and unit.tag_at(i + 1) in "VAE")
    return [head], next(closing, scene.limit)


def _clausal(scene: Scene, stretch: Range) -> bool:
    """Return whether a stretch holds a clause or a quotation, and not only an adjunct."""
    return stretch[1] - stretch[0] > 3 or not CLAUSAL.isdisjoint(scene.unit.line[slice(*stretch)])
