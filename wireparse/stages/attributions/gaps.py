"""Cues inside relative clauses, whose content stands in front of them: ``a milestone that officials hope will ...``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_adjuncts
from wireparse.stages.attributions.clauses import clause_at, surely_plural
from wireparse.stages.attributions.contents import content_end
from wireparse.stages.attributions.heads import nearest, noun_before
from wireparse.stages.attributions.mainverbs import before_main_verb, before_sequel
from wireparse.stages.attributions.rights import embedded
from wireparse.stages.attributions.scene import Draft, Scene

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.units import Unit


# No further before its verb stands the pronoun of a relative clause.
PRONOUN = 12


def gap(scene: Scene, hit: Hit, source: Range | None) -> Draft | None:
    """Read ``the plan which he said was dead`` and ``a milestone that officials hope will ...``."""
    unit = scene.unit
    if source is None or source[1] > hit.first:
        return None
    pronoun = source[0] - 2
    if unit.tag_at(hit.last) == "," and unit.line[max(0, pronoun) : source[0]] in {"H,", "S,"} and (unit.tag[pronoun] == "H" or unit.tag[pronoun - 1] in "nX"):
        return _parenthetic(scene, hit, source)
    if hit.last >= scene.limit or unit.tag[hit.last] in ",;":
        return _gap_noun(scene, hit, source)
    head = _relative_head(scene, hit, source)
    start = _gap_complement(scene, hit) if head else 0
    if head is None or not start:
        return None
    limit = embedded(scene, hit, scene.bound(hit.last))
    # A comma before the next verb closes the relative clause ("talks that Kern hoped would help, will go on"), so does
    # one before what its own clause is joined to ("the case, which he called a farce, and that he would stay").
    outer = {link for other in scene.hits if other.at < source[0] for link in other.cue.links}
    limit = next((i for i in range(start, limit) if _closes_relative(unit, i, clause=unit.tag[start] in "VA") or _follows_opening(unit, i, source[0], limit)
                  or (unit.tag[i] == "," and unit.low_at(i + 1) in outer and unit.low_at(source[0] - 1) in unit.grammar.relatives)), limit)
    end = content_end(unit, start, limit, scene.cues, clause=unit.tag[start] in "VA")
    # "the standoff, which he said showed Tolia would never yield": the second verb is the content's own.
    head = _agreeing(unit, head, start)
    clausal = any(not cue.particle for cue, _ in scene.cues.verbs.get(unit.low[start], ()))
    rest = (start, end) if clausal else before_main_verb(scene, hit, (start, end), head[0])
    return Draft(hit, "gap", [head, rest], source, [(hit.first, hit.last)]) if end > start else None


def _agreeing(unit: Unit, head: Range, verb: int) -> Range:
    """Return ``head`` with what it belongs to where only that agrees with the verb: ``the sale of farms, which they say was fair``."""
    if unit.low[verb] not in unit.grammar.singular_auxiliaries or "who" in unit.low[verb - PRONOUN : verb]:
        return head
    first, last = head
    while surely_plural(unit, last - 1):
        link = first - 1 - (unit.tag_at(first - 1) in "BG" and unit.tag_at(first - 2) in "TI")
        outer = noun_before(unit, link) if unit.tag_at(link) in "TI" else None
        if outer is None or "X" in (unit.tag[last - 1], unit.tag[outer[1] - 1]):
            return head
        first, last = outer
    return first, head[1]


def _follows_opening(unit: Unit, comma: int, verb: int, limit: int) -> bool:
    """Return whether the main clause opens behind ``comma``: the sentence has only an adjunct before ``verb`` (``In a poll that he called a fraud, ...``)."""
    return unit.tag[comma] == "," and unit.tag[0] == "I" and not unit.finite(0, verb) and clause_at(unit, comma + 1, limit) == comma + 1


def _parenthetic(scene: Scene, hit: Hit, source: Range) -> Draft | None:
    """Read ``the bridge, which, he said, had been closed``: the speaker in commas behind the pronoun."""
    unit, start = scene.unit, hit.last + 1
    pronoun = source[0] - 2
    placed = unit.tag_at(pronoun - 1) == "I" and unit.tag_at(pronoun - 2) in ",nX"
    head = nearest(unit, pronoun - placed)
    head = scene.teller_of(head, personal=True) if unit.low_at(pronoun) == "who" else head
    clause = placed and clause_at(unit, start, scene.limit) == start
    if head is None or not (clause or unit.tag_at(start) in "VAE"):
        return None
    end = next((i for i in range(start, scene.bound(start)) if _closes_relative(unit, i, clause=True)), scene.bound(start))
    rest = (start, content_end(unit, start, end, scene.cues))
    return Draft(hit, "gap", [head, rest], source, [(hit.first, hit.last)])


def _closes_relative(unit: Unit, at: int, *, clause: bool) -> bool:
    """Return whether behind the comma, or at the conjunction, at ``at`` the main clause goes on, or a second relative one.

    Content that is a ``clause`` may have a "that" of its own: ``was sure that it was dry and that it would hold``.
    """
    joined = unit.tag[at] == "," and unit.tag_at(at + 1) == "C"
    further = unit.tag[at + joined] == "C" and unit.low_at(at + joined + 1) in unit.grammar.relatives and (joined or not clause)
    verb = at + 1 + joined
    while unit.tag_at(verb) == "R":
        verb += 1
    apposed = unit.tag[at] == "," and unit.tag_at(at + 1) == "D" and unit.low_at(at + 2) in unit.grammar.ranking
    return further or apposed or (unit.tag[at] == "," and unit.tag_at(verb) in "VA")


def _relative_head(scene: Scene, hit: Hit, source: Range) -> Range | None:
    """Return the noun phrase that a relative clause with the subject ``source`` belongs to.

    One without its pronoun leaves a verb to the main clause ("Under fire from unions the bank promised to ..." has none).
    """
    unit = scene.unit
    pronoun = source[0] - 1
    if pronoun < 1 or unit.low[pronoun] == "whose" or unit.tag[pronoun - 1] == "W":
        return None
    if scene.drafts and any(draft.content and draft.content[0][0] == source[0] for draft in scene.drafts.values()):
        # "said after the talks that both sides had agreed to ...": the "that" is the other cue's
        return None
    if unit.tag[pronoun] == "H" or unit.low[pronoun] == "that":
        # 'which Kern called "a farce" and that others praised': one antecedent
        first = next((d.content[0] for d in scene.drafts.values() if d.frame == "gap"), None) if unit.tag[pronoun - 1] == "C" else None
        head = first or nearest(unit, pronoun)
        # ", adding that Kern had threatened to", "failed to admit that Kern had threatened to": a conjunction
        verb = head and (set(unit.line[slice(*head)]) == {"G"} or unit.line[head[0] - 1 : head[1]] == "TB")
        return None if verb else head
    if unit.tag[pronoun] not in "nX":
        return None
    alone = unit.tag[0] == "I" and not unit.finite(0, source[0]) and not unit.finite(hit.last, scene.limit)
    return None if alone else nearest(unit, source[0])


def _gap_complement(scene: Scene, hit: Hit) -> int:
    """Return where, behind a cue whose object stands in front as an antecedent, the rest of the content starts."""
    unit, at = scene.unit, hit.last
    at += unit.tag_at(at) == "R" and unit.tag_at(at + 1) == "I"
    kinds = hit.cue.kinds
    # behind adverbs: "the abuses some bankers say presently arise"
    verb = at + len(unit.line[at:]) - len(unit.line[at:].lstrip("R"))
    dates_back = unit.tag_at(verb) == "B" and unit.tag_at(verb + 1) in "RIDT#" and hit.cue.lemma in unit.grammar.sayers
    dates_back = dates_back or (unit.low_at(verb) in unit.grammar.unchanging and hit.cue.lemma in unit.grammar.sayers)
    if (unit.tag_at(verb) in "VAE" or dates_back) and kinds & {"clause", "that", "obj_inf", "raised"}:
        return at
    # "the pact, which she described at the time as a farce"
    later = behind_adjuncts(unit, at, scene.limit, hit.cue.links) if hit.cue.links else at
    at = later if unit.low_at(later) in hit.cue.links else at
    if unit.low[at] in hit.cue.links:
        start = at + 1 if unit.low[at] == "as" else at
        # a text that breaks off: "whom the paper sees as"
        return start if start < scene.limit else 0
    if unit.tag[at] == "T" and kinds & {"inf", "obj_inf"}:
        return at
    # "what it called lower demand", "what he called Operation Dawn"
    named = unit.tag[at] in "DQnRGX" or (unit.tag[at] in "BE" and unit.tag_at(at + 1) in "nXQ")
    return at if named and kinds & {"obj_comp", "obj_adj"} else 0


def _gap_noun(scene: Scene, hit: Hit, source: Range) -> Draft | None:
    """Read ``a demand that Moscow has ruled out`` and ``the charge, which he denies``."""
    head = (_told_claim(scene, hit, source[0] - 1) or _relative_head(scene, hit, source)) if hit.cue.kinds & {"np", "own"} else None
    # "used the money to buy a villa in Orlo, which he denies": the whole clause, no place
    placed = head is not None and scene.unit.tag_at(head[0] - 1) == "I" and scene.unit.tag[head[0]] == "X"
    return Draft(hit, "gap", [head], source, [(hit.first, hit.last)]) if head and not placed and scene.takes(hit, head) else None


def _told_claim(scene: Scene, hit: Hit, pronoun: int) -> Range | None:
    """Return what was said before, no last word of it, that somebody denies (``claims that he hid a boat | , which he denies``)."""
    if hit.cue.cls != "denial" or scene.unit.line[pronoun - 1 : pronoun + 1] != ",H":
        return None
    told = next((draft for draft in scene.drafts.values() if draft.content and draft.content[-1][1] == pronoun - 1), None)
    return (told.hit.first if told.hit.voice == "noun" else told.content[-1][0], pronoun - 1) if told else None


def what(scene: Scene, hit: Hit, source: Range) -> Draft | None:
    """Read ``what he said was a ransom`` and ``what it called "signs of movement"``."""
    unit = scene.unit
    start = _gap_complement(scene, hit) if hit.last < scene.limit else 0
    if not start:
        return _what_to_come(scene, hit, source)
    opens, be = source[0] - 1 == int(unit.tag[0] == "C"), unit.low[start] in unit.grammar.be
    that = be and unit.low_at(start + 1) == "that"
    if that or (be and opens and unit.tag_at(start + 1) in "DnXT" and hit.cue.lemma not in unit.grammar.sayers):
        # "What he said was that the port would be shut", "What she feared was war"
        start += 1 + that
    verb = that or unit.tag[start] in "VA"
    # 'used what it called "special means" against the crowd'
    end = start + 1 if start in unit.quote else content_end(unit, start, scene.bound(hit.last), scene.cues, clause=verb)
    if (opens or unit.tag_at(source[0] - 2) in "S,") and not that:
        # 'insisted that what he called "a deal" was only a letter'
        start, end = before_main_verb(scene, hit, (start, end), source[0] - 1)
    start, end = before_sequel(unit, source[0] - 1, (start, end))
    return Draft(hit, "gap", [(start, end)], source, [(hit.first, hit.last)]) if end > start else None


def _what_to_come(scene: Scene, hit: Hit, source: Range) -> Draft | None:
    """Read ``did what it said it would do``: the clause that the "what" belongs to."""
    unit, at = scene.unit, hit.last
    if unit.tag_at(at) != "P" or hit.cue.lemma not in unit.grammar.sayers or clause_at(unit, at, scene.limit) != at:
        return None
    return Draft(hit, "gap", [(at, content_end(unit, at, scene.bound(at), scene.cues))], source, [(hit.first, hit.last)])
