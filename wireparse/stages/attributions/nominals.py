"""Nouns and adjectives as cues: ``the claim that``, ``voiced hope that``, ``is convinced that``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_aside, behind_times
from wireparse.stages.attributions.clauses import clause_at, has_verb
from wireparse.stages.attributions.frames import match
from wireparse.stages.attributions.heads import antecedent
from wireparse.stages.attributions.holders import holder, issues, noun_source
from wireparse.stages.attributions.mainverbs import before_main_verb
from wireparse.stages.attributions.objectframes import acts_at
from wireparse.stages.attributions.phrases import base_np, is_verdict
from wireparse.stages.attributions.places import Found, Place
from wireparse.stages.attributions.rights import embedded
from wireparse.stages.attributions.scene import Draft, Scene
from wireparse.stages.attributions.voices import verb_group

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Frame
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.units import Unit


COLON_REACH = 4
TOLD = frozenset({"accusation", "demand", "document", "promise", "question", "statement", "warning"})
"""The classes of nouns and adjectives whose words a colon can introduce."""
VOICED = frozenset({"accusation", "belief", "prediction", "statement", "warning"})
"""The classes whose plural nouns say what is feared, alleged or foreseen, with nobody named."""


def noun(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``the claim that ...``, ``fears of ...``, ``X's call for ...``."""
    unit = scene.unit
    if not _noun_stands(scene, hit):
        return None
    source, at = noun_source(scene, hit)
    agent, at = _arising(scene, at)
    source = source or agent
    told = behind_times(unit, at, scene.limit)
    if unit.low_at(told) == "that" or (unit.low_at(told) in {frame.link for frame in hit.cue.frames} and "W" in unit.tag[at:told]):
        # "speculation on Thursday that", "the appeal on Sunday for calm"
        at = told
    if unit.low_at(at) == "to" and unit.tag_at(at + 1) != "B" and unit.low_at(heard := behind_times(unit, base_np(unit, at + 1), scene.limit)) == "that":
        # "a warning to the rebels on Monday that"
        at = heard
    if unit.tag_at(at) in ",-" and (aside := behind_aside(unit, at, scene.limit)):
        # "Reports -- denied by her doctors -- that she was hurt"
        at = aside
    if unit.low_at(at) == "that" and any(draft.hit.at == at + 2 and len(draft.content) > 1 for draft in scene.drafts.values()):
        # "accounts that, according to the judge, were fed with bribes": a relative clause
        return None
    if unit.low_at(at) == "that" and unit.tag_at(at + 1) in "EBV" and unit.tag_at(at + 2) in "DO":
        # "the ruling that barred the sale", "the decision that cost him his job"
        return None
    teller = base_np(unit, at + 1)
    if unit.low_at(at) == "that" and unit.low_at(teller) in unit.grammar.deeming and unit.tag_at(teller + 1) in "VAE":
        # "charges that her lawyers say were invented": what they say of them
        return None
    if source is None and ("held" in hit.cue.kinds or _asserted(unit, hit.at)):
        return None
    frames = [frame for frame in hit.cue.frames if _may_open(unit, hit, at, frame, source)]
    if not (unit.tag_at(at) in "DPX" and _goes_bare(scene, hit)):
        frames = [frame for frame in frames if _opens(unit, at, frame)]
    if not frames and ":" not in unit.line[at:]:
        return None
    limit = embedded(scene, hit, scene.bound(hit.last))
    place = Place(unit, at, limit, scene.cues, cls=hit.cue.cls)
    colon = _behind_colon(place, hit)
    if colon is not None and not hit.cue.kinds.isdisjoint(("that", "wh")):
        source = source or (antecedent(unit, hit.last) if "doc" in hit.cue.kinds else None)
        return Draft(hit, "noun", [colon.content], source, [(hit.at, hit.last)], quoted=scene.is_quote(colon.content))
    for frame in frames:
        found = match(place, frame) or _bare_clause(scene, hit, place)
        if found is not None and found.content[0] == at + (unit.low_at(at) == "that"):
            content = _before_verdict(scene, hit, before_main_verb(scene, hit, found.content))
            if source is None and hit.cue.cls == "demand" and frame.kind == "prep":
                source, content = _late_caller(scene, content)
            return Draft(hit, "noun", [content], source, [(hit.at, hit.last)])
    return None


def _may_open(unit: Unit, hit: Hit, at: int, frame: Frame, source: Range | None) -> bool:
    """Return whether a noun that ``source`` holds can have the content of a frame at ``at``."""
    if frame.kind not in {"that", "clause", "inf", "prep", "wh"} or (frame.link == "of" and not _may_have(unit, hit, at, source)):
        return False
    if frame.kind == "inf" and hit.cue.cls == "warning" and not acts_at(unit, at + 1):
        return False
    # "the report he wrote was long"
    return unit.low_at(at) == "that" or not (frame.kind == "clause" or (frame.kind == "that" and "doc" in hit.cue.kinds))


def _opens(unit: Unit, at: int, frame: Frame) -> bool:
    """Return whether the content of a frame can open straight at ``at``."""
    low = unit.low_at(at)
    if frame.kind == "prep":
        return low == frame.link
    if frame.kind == "inf":
        return unit.tag_at(at + (low in unit.grammar.negations)) == "T"
    if frame.kind == "wh":
        return low in unit.grammar.wh
    return low == "that" or (unit.tag_at(at) == "P" and unit.tag_at(at + 1) in "VA")


def _late_caller(scene: Scene, content: Range) -> tuple[Range | None, Range]:
    """Return who calls for something, named behind it (``calls for a vote | from opposition parties``), and the content without them."""
    unit, (start, end) = scene.unit, content
    link = next((i for i in range(end - 2, start + 1, -1) if unit.low[i] == "from"), 0)
    # no land: "calls for the return of troops from Velm" names nobody who calls
    named = not scene.cues.sources.isdisjoint((unit.low[end - 1], unit.low[end - 1].removesuffix("s")))
    # "calls for an apology from the minister"
    named = named and unit.low[link - 1] not in unit.grammar.given_by
    return ((link + 1, end), (start, link)) if link and named and base_np(unit, link + 1) == end else (None, content)


def _before_verdict(scene: Scene, hit: Hit, content: Range) -> Range:
    """Return ``content`` without what the verb before calls it (``dismissed reports of a deal | as baseless``)."""
    unit, judged = scene.unit, any("as" in other.cue.links for other in scene.hits if other.at < hit.at)
    verdicts = (i for i in range(content[0] + 1, content[1]) if unit.low[i] == "as" and is_verdict(unit, i + 1)) if judged else iter(())
    return content[0], next(verdicts, content[1])


def _may_have(unit: Unit, hit: Hit, at: int, source: Range | None) -> bool:
    """Return whether the "of" at ``at`` can open content: ``fears of a raid``, but not ``the announcement of a raid``."""
    held = source or (unit.low[hit.at].endswith("s") and hit.cue.cls in VOICED) or unit.low[hit.at] in unit.grammar.hearsay
    counted = unit.tag_at(at + 1) == "#" or unit.low_at(at + 1) in unit.grammar.counted_from or unit.low_at(at + 1) == "at"
    return bool(held) and not counted


def _asserted(unit: Unit, at: int) -> bool:
    """Return whether the agency itself says what the noun at ``at`` is (``It was the first proof that``, ``the speech was a call to``)."""
    i = at
    while i > 0 and unit.tag[i - 1] in "nERD#":
        i -= 1
    return unit.low_at(i - 1) in unit.grammar.be and (unit.low_at(i - 2) in {"it", "this", "that", "which"} or unit.tag_at(at + 1) == "T")


def _arising(scene: Scene, at: int) -> tuple[Range | None, int]:
    """Return the agent, and the index of the "that", behind a verb that only says the noun before ``at`` was there.

    ``the fear is that``, ``word came that``, ``concern is mounting that``, ``a warning was issued by the bank that``; else None and ``at``.
    """
    unit, i = scene.unit, at
    while unit.tag_at(i) in "AR" and i < scene.limit:
        i += 1
    if unit.low_at(i) == "that":
        return None, i if unit.low[i - 1] in unit.grammar.be else at
    if unit.low_at(i) not in unit.grammar.arising and (i == at or unit.low_at(i) not in unit.grammar.support):
        return None, at
    agent, behind = scene.agent(i + 1)
    if agent is None:
        first = behind + (unit.low_at(behind) in unit.grammar.within)
        agent, behind = (None, base_np(unit, first)) if unit.low_at(behind) != "among" else ((first, base_np(unit, first)), base_np(unit, first))
    behind = behind_times(unit, behind, scene.limit)
    return (agent, behind) if unit.low_at(behind) == "that" else (None, at)


def _behind_colon(place: Place, hit: Hit) -> Found | None:
    """Return what a colon introduces behind a noun or adjective (``his message was clear: the war is over``)."""
    unit, at = place.unit, place.at
    if hit.cue.cls not in TOLD:
        return None
    if unit.tag_at(at) == "A" and unit.low[at] in unit.grammar.be and hit.voice == "noun":
        at += 1
        while unit.tag_at(at) in "RnEBV" and at < place.limit:
            at += 1
    if unit.tag_at(at) != ":" or at + 1 >= place.limit:
        return None
    if at + 1 in unit.quote or clause_at(unit, at + 1, place.limit) == at + 1:
        return Found((at + 1, place.end_of(at + 1, clause=True)), at)
    return None


def _plain_clause(place: Place, *, accused: bool = False) -> Found | None:
    """Return a clause without "that" straight behind a noun or adjective: its subject a determiner, pronoun or name."""
    start = clause_at(place.unit, place.at, place.limit, weakly=False)
    verb = place.at + 1 + (place.unit.tag_at(place.at + 1) == "R")
    behind = place.unit.tag_at(verb + 1)
    complete = behind in "DnXO#PEVR" or (behind == "T" and place.unit.tag_at(verb + 2) == "B")
    owned = place.unit.low_at(place.at) in place.unit.grammar.third_owners and start == place.at
    if accused and not owned and not (place.unit.tag_at(place.at) == "P" and place.unit.tag_at(verb) in "EVA" and complete):
        # "settled charges it had lied", "allegations she cheated to win", but "the charges they faced"
        return None
    if start != place.at or place.unit.tag_at(start) not in "DPX":
        return None
    return Found((start, place.end_of(start, clause=True)), place.at)


def _bare_clause(scene: Scene, hit: Hit, place: Place) -> Found | None:
    """Read ``fears the blaze will jump the river``: a plural noun of thinking with a clause that has no "that"."""
    return _plain_clause(place, accused=hit.cue.cls == "accusation") if _goes_bare(scene, hit) else None


def _goes_bare(scene: Scene, hit: Hit) -> bool:
    """Return whether a clause without "that" may stand behind a noun."""
    # "amid talk a rival was bidding", "on news the bank had failed"
    about = scene.unit.low_at(hit.at - 1) in scene.unit.grammar.circumstances or scene.unit.low_at(hit.at - 1) == "on"
    # "moved to defuse speculation he was leaving", "have no doubt the dam will hold"
    about = about or scene.unit.low[hit.at] in scene.unit.grammar.mass or (
        scene.unit.low_at(hit.at - 1) == "no" and scene.unit.low_at(hit.at - 2) in scene.unit.grammar.have)
    # "there is talk", or "is also talk", "a rival will bid"
    there = scene.unit.line[: hit.at].rstrip("R").endswith("A")
    about = about or (scene.unit.low[hit.at] in scene.unit.grammar.hearsay and there)
    return hit.cue.cls in {"accusation", "belief", "prediction", "statement"} and (about or scene.unit.low[hit.at].endswith("s"))


def _noun_stands(scene: Scene, hit: Hit) -> bool:
    """Return whether a cue noun is used as one: with a determiner, holder or plural; not ``, a demand that he rejects``."""
    unit = scene.unit
    if _denied(unit, hit.at) or (unit.tag_at(hit.at - 1) == "T" and not unit.low[hit.at].endswith("s")):
        # "wants to report", or "is open to argument" before a colon
        return False
    if _arising(scene, hit.last)[1] > hit.last or holder(scene, hit.last) or ":" in unit.tag[hit.last : hit.last + COLON_REACH]:
        return True
    i = hit.at
    while i > 0 and unit.tag[i - 1] in "nEGR" and unit.low[i - 1] not in scene.unit.grammar.support and hit.at - i < 3:
        if unit.line[i - 2 : i] == "AG":
            # "is considering | proposals to"
            break
        i -= 1
    if unit.low_at(i - 1) == "with" and any(other.last == i - 1 for other in scene.hits):
        # "noted with great pride that they won": how it was noted
        return False
    lent = i - 1 - (unit.tag_at(i - 1) == "D" and i > 1)
    if unit.low_at(lent) in unit.grammar.support and hit.cue.lemma != "doubt" and verb_group(unit, lent).negated:
        # "never made a request to leave": nobody has
        return False
    if unit.low_at(i - 1) in unit.grammar.support:
        return True
    before = unit.tag_at(i - 1) if i else "."
    if unit.low[hit.at] in unit.grammar.hearsay and before in "AEGSV":
        return True
    if unit.low_at(i - 1) == "no" and hit.cue.lemma != "doubt":
        # "There were no reports of casualties."
        return False
    opening = len(unit.line[: hit.at].rstrip("nXEGRDp"))
    if opening and unit.tag[opening - 1] in "IST" and unit.tag_at(hit.last) == "P" and not unit.finite(0, hit.at) and unit.tag[hit.at - 1] in "DpXnER":
        # "In its annual report he said": the main clause follows
        return unit.low[opening - 1] in unit.grammar.circumstances
    if before == "D" and i > 1 and unit.low[i - 1] in unit.grammar.plain_articles:
        # ", a demand that he rejects", ", a charge it denies"
        apposed = unit.tag[i - 2] == "," and (unit.low_at(hit.last) == "that" or unit.tag_at(hit.last) == "P")
        setting = unit.low[i - 2] == "in" and hit.cue.cls != "belief" and (unit.low_at(hit.last) == "that" or unit.tag_at(hit.last) == "P")
        return not (apposed or setting)
    if before in "DpX" or unit.low_at(i - 1) in unit.grammar.circumstances or (
            unit.low_at(i - 1) == "on" and unit.tag_at(hit.last) in "DPX"):
        return True
    told = behind_times(unit, hit.last, scene.limit)
    if unit.low[hit.at] in unit.grammar.mass and unit.tag_at(hit.last) == "P":
        # "moved to end speculation he was leaving"
        return True
    # "rejected opposition calls for a vote", "denied claims by the army that", "brushed aside calls for"
    # "amid mounting calls for talks"
    wanted = hit.cue.cls == "demand" and unit.low_at(hit.last) == "for" and unit.low_at(hit.last + 1) not in unit.grammar.counted_from and unit.tag_at(hit.last + 1) != "#"
    several = unit.low[hit.at].endswith("s") and (wanted or hit.at == i or _turned_to(scene, hit.at - 1) or (unit.tag_at(hit.at - 1) in "nB" and issues(scene, unit.low_at(hit.at - 1))))
    return several or unit.low_at(hit.last) == "that" or (unit.low_at(told) == "that" and "W" in unit.tag[hit.last : told])


def _turned_to(scene: Scene, at: int) -> bool:
    """Return whether the verb that ends at ``at`` is a cue of its own (``denied | claims that``, ``brushed aside | calls for``, no ``won | promises``)."""
    verb = at - (scene.unit.tag_at(at) == "R")
    return scene.unit.tag_at(verb) in "EVB" and scene.unit.low_at(verb) in scene.cues.verbs


def _denied(unit: Unit, at: int) -> bool:
    """Return whether there was none of what the noun at ``at`` names (``gave no indication that``), doubt left out."""
    i = at
    while i > 0 and unit.tag[i - 1] in "nER" and unit.low[i - 1] not in unit.grammar.none_of:
        i -= 1
    none = unit.low_at(i - 1) in unit.grammar.none_of
    return none and (unit.low[at] not in unit.grammar.doubts or unit.low_at(i - 3) == "there")


def adjective(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``X is convinced that ...``."""
    unit = scene.unit
    place = Place(unit, hit.last, embedded(scene, hit, scene.bound(hit.last)), scene.cues)
    predicative = hit.first < hit.at or unit.tag_at(hit.at - 1) in ",."
    found = next((f for f in (match(place, frame) for frame in hit.cue.frames) if f), None) or (_plain_clause(place) if predicative else None)
    found = found or (_behind_colon(place, hit) if predicative else None)
    if found is None or unit.low[found.content[0]] in unit.grammar.besides or (unit.tag[found.content[0]] == "I" and not any(frame.link for frame in hit.cue.frames)):
        return None
    if hit.first == hit.at and unit.tag_at(hit.at - 1) in "nX" and found.content[0] == hit.last:
        return None  # "Norbury surprised Seaton 27-21, Ashford beat Corley": a verb
    source = _feeling(scene, hit) or scene.shared(hit) or scene.following_subject(found.content[1])
    if source and unit.low[source[1] - 1] in scene.cues.nouns:
        # "the mayor's message was clear: ...": the noun's
        return None
    if source is None or (hit.cue.lemma in unit.grammar.impersonal and (unit.low[source[0]] == "it" or not predicative)):
        return None
    return Draft(hit, "adjective", [found.content], source, [(hit.first, hit.last)])


def _feeling(scene: Scene, hit: Hit) -> Range | None:
    """Return who an adjective tells of: its verb's subject, or the noun before it (``Officials, worried that ...``).

    Behind a clause and its comma it tells of the clause's subject (``opened the gates, convinced that ...``).
    """
    if hit.first < hit.at:
        return scene.subject_at(hit.first)
    behind = scene.unit.tag_at(hit.at - 1) == "," and has_verb(scene.unit, 0, hit.at)
    return None if behind else antecedent(scene.unit, hit.at)
