"""Participles: ``, adding that ...``, ``a statement saying ...``, ``with residents reporting ...``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import has_verb
from wireparse.stages.attributions.heads import antecedent, nearest, noun_before
from wireparse.stages.attributions.phrases import base_np
from wireparse.stages.attributions.rights import right
from wireparse.stages.attributions.scene import Draft, Scene
from wireparse.stages.attributions.tellers import names_source, shows, tells
from wireparse.stages.attributions.times import before_times

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.units import Unit

WITH_REACH = 14


def participle(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``, adding that ...``, ``a statement saying ...``: the source is the noun before, or the clause's own."""
    unit = scene.unit
    if hit.cue.lemma in unit.grammar.citing and "Q" not in unit.line[hit.last : base_np(unit, hit.last) + 1]:
        # "refused to go, citing ill health": a reason, and nobody's words
        return None
    found = right(scene, hit, hit.last)
    if found is None or (hit.first == 0 and unit.tag_at(found.stretches[-1][1]) != "," and not scene.is_quote(found.content)):
        # "Messaging company Streamling admitted ..." opens with no participle
        return None
    source: Range | None = None
    left = hit.first - 1
    while left > 0 and unit.tag[left] == "R":
        left -= 1
    timeless = before_times(unit, hit.first) - 1
    if timeless < left and unit.tag[timeless] in "nX" and (issued := _document(scene, noun_before(unit, timeless + 1))):
        # "a report from the ministry on Monday saying"
        source = issued
    elif left == hit.first - 1 and unit.low[left] in unit.grammar.holders:
        source = (left, hit.first)
    elif unit.tag[left] == "O" and unit.low_at(left - 1) == "of" and unit.low_at(left - 2) in unit.grammar.holders and (
            unit.tag_at(left - 3) == "," or unit.low_at(left - 3) in unit.grammar.accompanying):
        # ", some of them muttering that", ", with one of them calling it"
        source = (left - 2, left + 1)
    elif left >= 0 and unit.tag[left] in "nXp#" and left + 1 >= hit.first - 1:
        source = _with(scene, left) or _speaker(scene, hit, _issued(scene, noun_before(unit, left + 1)))
    elif left > 1 and unit.tag[left] == "," and (accompanied := _with(scene, left - 1, inside="nXDpI#BWR,")) and "," in unit.tag[slice(*accompanied)]:
        source = accompanied
    elif left > 0 and unit.tag[left] == "," and not has_verb(unit, 0, left):
        source = _of_quoted_verb(scene, left) or antecedent(unit, left + 1)
    else:
        source = _faulted(scene, hit) or _able(scene, hit, scene.shared(hit)) or scene.following_subject(found.content[1])
    # "It is hard knowing that he is out there"
    nobody = source and unit.low[source[0]] == "it" and unit.low_at(source[1]) in unit.grammar.be and unit.tag[hit.first - 1] == "n"
    if nobody or (source and not shows(scene, hit, source, found.content)):
        return None
    quoted = scene.is_quote(found.content)
    return Draft(hit, "participle", found.stretches, source, [(hit.first, found.cue_end)], found.addressee, found.content[0], quoted)


def _able(scene: Scene, hit: Hit, who: Range | None) -> Range | None:
    """Return ``who``, or whom the last clause is about where only they can speak (``Violence rose since rebels broke the truce, accusing``)."""
    if who is None or tells(scene, who) or "X" in scene.unit.tag[slice(*who)] or "P" in scene.unit.tag[slice(*who)]:
        return who
    inner = scene.verb_subject(hit.first, inner_too=True)
    return inner if inner and inner != who and tells(scene, inner) else who


def described(scene: Scene, hit: Hit, before: int) -> Range | None:
    """Return the noun phrase that a passive participle belongs to; behind ``before`` it stands, or a comma is there."""
    unit, comma = scene.unit, scene.unit.tag_at(before) == ","
    head = nearest(unit, before + 1)
    while head and head[0] > 1 and (outer := noun_before(unit, head[0] - 1)) and _belongs(unit, head, outer):
        head = outer[0], head[1]
    if head is None or not comma:
        return head
    if head[0] > 2 and unit.tag[head[0] - 1] == "," and set(unit.tag[head[0] : head[1]]) <= set("X·"):
        # "the bank's first president, Jacques Attal, criticised for"
        titled = noun_before(unit, head[0] - 1)
        head = (titled[0], head[1]) if titled and unit.tag[titled[0]] in "DXp" and titled[1] - titled[0] > 1 else head
    return _charged(scene, hit, head)


def _belongs(unit: Unit, inner: Range, outer: Range) -> bool:
    """Return whether a participle tells of ``outer``, not of ``inner`` alone: ``an attack in western Tolia``, ``groups of Tolians``."""
    link = unit.low[outer[1]]
    placed = link in unit.grammar.placing and "X" in unit.tag[inner[0] : inner[1]]
    return placed or (link == "of" and unit.low[outer[1] - 1] in unit.grammar.gatherings)


def _charged(scene: Scene, hit: Hit, head: Range) -> Range:
    """Return ``head``, or whom the clause is about where only people can be charged (``was sent to a court, accused of theft``)."""
    unit = scene.unit
    mute = not tells(scene, head)
    placed = unit.low_at(head[0] - 1) in unit.grammar.placing
    who = scene.verb_subject(hit.first) if (mute or placed) and unit.low_at(hit.last) == "of" else None
    return who if who and (mute or tells(scene, who)) else head


def _speaker(scene: Scene, hit: Hit, noun: Range | None) -> Range | None:
    """Return ``noun`` where it can speak, else who the sentence is about (``called for his resignation saying that ...``)."""
    told = scene.unit.low_at(hit.last) in {"that", "he", "she", "it", "they"} and hit.cue.cls != "document"
    listener = noun is not None and scene.unit.tag_at(noun[0] - 1) == "T" and scene.unit.low[noun[1] - 1] not in scene.cues.nouns
    if noun is not None and listener and has_verb(scene.unit, 0, noun[0]):
        # "wrote to the mayor saying"
        return scene.shared(hit) or noun
    # "took to the streets demanding new elections": a place does not speak.
    if noun is not None and (_turned_down(scene, noun[0] - 1) or _but_states(scene.unit, noun)):
        # "rejected the request saying", "issued a statement saying"
        return scene.shared(hit) or noun
    placed = noun is not None and scene.unit.tag_at(noun[0] - 1) in "IT" and scene.unit.low[noun[0] - 1] != "with"
    mute = noun is not None and (told or placed) and not names_source(scene, *noun) and scene.unit.low[noun[1] - 1] not in scene.cues.nouns
    return _able(scene, hit, scene.shared(hit) or noun) if mute else noun


def _faulted(scene: Scene, hit: Hit) -> Range | None:
    """Return who is punished behind the verb before a "for": ``arrested (24 students) for calling for a boycott``, ``jailed (Roe) for a year for saying``."""
    unit, end = scene.unit, hit.at - 1
    while unit.low_at(end) == "for" or (end < hit.at - 1 and unit.tag_at(end) in "IT"):
        who = noun_before(unit, end)
        if who is None or (unit.tag_at(who[0] - 1) in "VEB" and tells(scene, who)):
            return who
        end = who[0] - 1
    return None


def _turned_down(scene: Scene, at: int) -> bool:
    """Return whether the word at ``at`` denies or refuses something."""
    cues = scene.cues.verbs.get(scene.unit.low_at(at), ()) if scene.unit.tag_at(at) in "VEB" else ()
    return any(cue.cls in {"denial", "refusal"} for cue, _ in cues)


def _but_states(unit: Unit, noun: Range) -> bool:
    """Return whether ``noun`` is but the statement that somebody gives out by the verb before it."""
    return unit.low[noun[1] - 1] in unit.grammar.statements and unit.low_at(noun[0] - 1) in unit.grammar.given_out


def _issued(scene: Scene, noun: Range | None) -> Range | None:
    """Return the document that ``noun`` belongs to, whole (``a report by the Bank of Tolia saying``), else ``noun``."""
    return _document(scene, noun) or noun


def _document(scene: Scene, noun: Range | None) -> Range | None:
    """Return the document that ``noun`` is, or whole the one that it belongs to."""
    unit, whole = scene.unit, noun
    while whole is not None and whole[0] > 1 and (
            unit.low[whole[0] - 1] in unit.grammar.noun_links or unit.tag[whole[0] - 1] == "T"):
        further = noun_before(unit, whole[0] - 1)
        whole = (further[0], whole[1]) if further else None
        issued = scene.cues.nouns.get(unit.low[further[1] - 1]) if further else None
        if issued and "doc" in issued.kinds:
            return whole
    return None


def _of_quoted_verb(scene: Scene, last: int) -> Range | None:
    """Return the subject of a verb in quotation marks: ``the envoy "strongly condemned" the raid, calling it ...``."""
    unit = scene.unit
    verb = next((i for i in unit.quote if 0 < i < last and unit.tag[i - 1] in "nX" and unit.tag_at(i + 1) in "DnX"), None)
    return scene.subject_at(verb) if verb is not None else None


def _with(scene: Scene, last: int, inside: str = "nXDpI#BWREC") -> Range | None:
    """Return the whole noun phrase up to ``last`` of ``, with residents of X reporting ...``; ``inside`` are the tags it may have.

    Two stand there without a comma too: ``broke up with the army and the rebels accusing each other``.
    """
    unit = scene.unit
    for i in range(last, max(-1, last - WITH_REACH), -1):
        if unit.low[i] == "with" and (i == 0 or unit.tag[i - 1] == "," or ("C" in unit.line[i:last] and tells(scene, (i + 1, last + 1)))):
            return i + 1, last + 1
        if unit.tag[i] not in inside:
            break
    return None
