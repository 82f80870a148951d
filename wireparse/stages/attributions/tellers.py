"""Tellers: whether a noun phrase names somebody, or something, that can say or show what a cue reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import has_verb
from wireparse.stages.attributions.phrases import base_np

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.scene import Scene


def tells(scene: Scene, who: Range) -> bool:
    """Return whether the head of the noun phrase ``who`` is a name, a pronoun or something that can be quoted, no ``decision``."""
    unit = scene.unit
    end = next((i for i in range(who[0] + 1, who[1]) if unit.tag[i - 1] in "nXBO" and (unit.tag[i] in "ITHE,GSQ" or unit.low[i] in unit.grammar.informed)), who[1])
    head = next((i for i in range(end - 1, who[0] - 1, -1) if unit.tag[i] in "nXBP#D"), who[0])
    low = unit.low[head]
    return unit.tag[head] in "XP#" or low in unit.grammar.plural_subjects | unit.grammar.told_by or not scene.cues.sources.isdisjoint({low, low.removesuffix("s")})


def shows(scene: Scene, hit: Hit, who: Range, content: Range) -> bool:
    """Return whether ``who`` can show ``content``: by a noun a document alone (``A survey showed a shift in mood``), a picture only what is done.

    No ``Shares showed a gain`` or ``Photos showed a bridge``, but ``Footage showed men running``.
    """
    unit = scene.unit
    if hit.cue.cls != "document" or has_verb(unit, *content):
        return True
    head = unit.low[min(base_np(unit, who[0]), who[1]) - 1]
    names = {head, head.removesuffix("s")}
    still = not unit.grammar.pictures.isdisjoint(names) and "G" not in unit.tag[slice(*content)]
    return not (still or scene.cues.documents.isdisjoint(names))


def names_source(scene: Scene, first: int, last: int) -> bool:
    """Return whether the head of a noun phrase names somebody or something that can be quoted, no ``lack of evidence``."""
    unit = scene.unit
    head = next((i for i in range(first + 1, last) if unit.tag[i] == "I"), last)
    nouns = (unit.low[i] for i in range(first, head) if unit.tag[i] in "nB")
    return "X" in unit.line[first:last] or any(
        not scene.cues.sources.isdisjoint((noun, noun.removesuffix("s"), noun.removeprefix("ex-"))) for noun in nouns)
