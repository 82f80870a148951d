"""Main verbs: where content ends before the verb of the sentence whose subject it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import clause_at, past_alike, weakly_finite

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.scene import Scene
    from wireparse.stages.attributions.units import Unit

TWO = 2


def before_main_verb(scene: Scene, hit: Hit, content: Range, subject: int | None = None) -> Range:
    """Return ``content`` without the main verb of a sentence whose subject it belongs to (``fears that ... rose``).

    The subject begins at the cue, or at ``subject`` (``the plan that unions call a fraud passed``).
    """
    unit = scene.unit
    start, end = content
    first = hit.first if subject is None else subject
    # "said speculation that he would go caused a sell-off": the clause that was said opens anew
    outer = [draft for draft in scene.drafts.values() if hit.voice == "noun" and "clause" in draft.hit.cue.kinds]
    said = (begin for draft in outer for begin, _ in draft.content if begin <= first and not unit.line[begin:first].strip("BDnXGR#p"))
    opening = max(unit.line.rfind("S", 0, first) + 1, *said, 0)
    if unit.finite(opening, first) or any(
            unit.tag[i] == "E" and unit.tag[i - 1] in "nXP" and weakly_finite(unit, i) for i in range(opening + 1, first)):
        return content
    # "denials that they are pumping too much sparked a rally"
    told = unit.low[start - 1] == "that" and unit.tag[start] == "P"
    groups = [i for i in range(start + 1, end) if _begins_verb(scene, i) or (told and i == start + 1 and unit.tag[i] in "VAE")]
    groups = [i for n, i in enumerate(groups) if not n or "whose" not in unit.low[groups[n - 1] : i]]
    if groups:
        groups += [i for i in range(groups[0] + 1, end) if unit.tag[i - 1] == "," and unit.tag[i] in "VA"]
        groups.sort()
    if unit.tag[start] in "ITO" or hit.voice != "noun":
        groups.insert(0, start)
    if len(groups) < TWO and hit.voice == "noun" and set(unit.line[opening:first]) <= set("DnXp#R") and (opening == 0 or unit.tag[opening - 1] == "S"):
        # "the claim that vaccines cause harm has been refuted": the first may look like a noun
        groups = sorted({*groups, *(i for i in range(start + 1, end - 1) if unit.tag[i] == "B" and unit.tag[i - 1] in "nX" and unit.tag[i + 1] in "DnXO#")})
    if len(groups) < TWO:
        return content
    later = (k for k in range(2, len(groups)) if any(unit.tag[i] == "S" or unit.low[i] in unit.grammar.time_conjunctions for i in range(groups[k - 1], groups[k])))
    groups = groups[: next(later, len(groups))]
    # What stands behind a comma further on is no longer the main clause.
    main = groups[1] if "," in unit.tag[groups[1] : groups[-1]] else groups[-1]
    # "The claim that it was rigged, first made in May, has ...": an aside before the main verb is none of it either.
    return start, unit.next_comma(groups[0], main) if unit.tag[main - 1] == "," else main


def before_sequel(unit: Unit, pronoun: int, content: Range) -> Range:
    """Return what a fronted "what" tells without the main clause behind its comma: ``In what he called (a blow to unions), the court ...``."""
    start, end = content
    fronted = unit.tag_at(pronoun - 1) == "I" and pronoun - 1 == int(unit.tag[0] in "CR")
    comma = (i for i in range(start + 1, end) if unit.tag[i] == "," and clause_at(unit, i + 1, end) == i + 1)
    return (start, next(comma, end)) if fronted else content


def own_clause(scene: Scene, content: Range) -> Range:
    """Return a clause without the main verb of the sentence whose subject it belongs to (``those who say it failed left``)."""
    unit, (start, end) = scene.unit, content
    # "a man who said he was ill and | who claimed to be a doctor"
    end = next((i for i in range(start, end) if unit.tag[i] == "C" and unit.tag_at(i + 1) == "H"), end)
    verbs = [i for i in range(start + 1, end) if (unit.tag[i - 1] in "PD" and unit.tag[i] in "VAE") or _begins_verb(scene, i)]
    own = int(unit.tag[start + (unit.tag[start] == "R")] != "T")
    if len(verbs) <= own or unit.finite(0, start - 2) or "S" in unit.tag[start : verbs[own]]:
        return start, end
    # "a man who said he spoke for them claimed the raid, in which nine died": the verb before the comma
    # "a guard who asked not to be named said two men had fled": an infinitive has no finite verb
    # "traders who believe the bid has a chance believe that it is low"
    told = unit.tag[verbs[own]] == "V" and unit.low_at(verbs[own] + 1) == "that"
    return start, verbs[own] if not own or told or "," in unit.tag[verbs[own] : verbs[-1]] else verbs[-1]


def _begins_verb(scene: Scene, at: int) -> bool:
    """Return whether a finite verb group begins at ``at`` straight behind a noun."""
    unit = scene.unit
    if unit.tag[at] == "V" and unit.low[at] in unit.grammar.sayers and unit.tag[at - 1] in "IRE":
        # "those who think the war is over say"
        return True
    if at in unit.quote and unit.opening[at] in "VA" and unit.tag[at - 1] in "nX":
        # 'her belief that fado "is for the poor" led her to sing'
        return True
    if unit.tag[at - 1] == "Q" and (unit.tag[at] == "A" or (
            unit.tag[at] in "EV" and (unit.closes(at - 1) or unit.tag_at(at - 2) == "A" or unit.opening[at - 1] in "VA"))):
        # 'a boy who said he was "a ghost" opened fire'
        return True
    if unit.tag[at] == "E" and unit.tag[at - 1] in "EBV" and unit.tag_at(at + 1) in "DPOR#S":
        # "fears that the dam would burst emptied the town"
        return True
    if unit.tag[at] == "E" and unit.low[at] in unit.grammar.pasts and unit.tag[at - 1] in "nXEBW#":
        # "the belief that the border was open drew thousands"
        return True
    if unit.tag[at] == "E" and unit.tag[at - 1] == "G" and unit.low[at - 2] in unit.grammar.be:
        # "a report that 30 were missing turned out to be wrong"
        return True
    if past_alike(unit, at):
        # "an elder who says he is 114 years old cast the first ballot"
        return True
    if unit.low[at] == "told" and unit.tag[at - 1] in "nX" and unit.tag_at(at + 1) in "nXODP":
        # "a driver accused of setting a fire that killed a couple told the police ..."
        return True
    if unit.tag[at] in "VA" and unit.tag[at - 1] == "R" and unit.tag[at - 2] in "EB":
        # "allegations that ballots were printed twice have ...", "hopes that mills will hire again are ..."
        return True
    if unit.tag[at] in "VA" and unit.tag[at - 1] in "GEBV" and unit.low[at] not in unit.grammar.nominal_auxiliaries:
        return True
    if unit.tag[at - 1] not in "nXpW#":
        return False
    return unit.tag[at] in "VA" or (unit.tag[at] == "E" and weakly_finite(unit, at) and (
        unit.tag_at(at + 1) != "n" or (unit.tag[at - 2] == "D" and unit.low[at + 1].endswith("s"))))
