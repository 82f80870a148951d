"""Attributions that follow their content or interrupt it: ``..., he said``, ``..., said X``, ``..., according to X``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.stages.attributions.according import according
from wireparse.stages.attributions.adjuncts import (
    addressee,
    behind_adjuncts,
    behind_listener,
    behind_times,
)
from wireparse.stages.attributions.asides import comments
from wireparse.stages.attributions.clauses import clause_at, weakly_finite
from wireparse.stages.attributions.heads import noun_left
from wireparse.stages.attributions.lefts import ends_in_cue, has_main_clause, is_complete, left_draft
from wireparse.stages.attributions.phrases import base_np, noun_phrase
from wireparse.stages.attributions.rights import right
from wireparse.stages.attributions.scene import Draft, Scene
from wireparse.stages.attributions.starts import start_before
from wireparse.stages.attributions.tellers import tells
from wireparse.stages.attributions.walks import subject

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit

# Content that stands before its cue ends at a mark.
PARTING = re.compile("[,Q-]")
NAME_WORDS = 5
QUOTED_REACH = 24


def tail(scene: Scene, hit: Hit) -> Draft | None:
    """Return the attribution that follows or interrupts its content, or None."""
    if hit.voice in {"phrase", "held"}:
        return according(scene, hit)
    if hit.voice == "ing" and scene.unit.low_at(hit.at - 1) == "as":
        return _as_saying(scene, hit)
    if hit.voice == "passive":
        return _passive_tail(scene, hit)
    if hit.voice != "finite" or not hit.cue.follows:
        return None
    if PARTING.search(scene.unit.line, 0, hit.first) is None:
        return _unmarked(scene, hit)
    return (_inverted(scene, hit) if hit.cue.reports else None) or _behind(scene, hit) or _unmarked(scene, hit)


def _unmarked(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``Talks resume on Saturday a spokesman said.``: the comma is lost, and nothing but a full stop follows."""
    unit = scene.unit
    start = noun_left(unit, hit.first)
    if start is None or hit.cue.lemma not in unit.grammar.plain or hit.last < scene.limit or hit.first != hit.at:
        return None
    parted = start > 0 and unit.tag[start] == "D" and unit.tag[start - 1] == "W" and tells(scene, (start, hit.first))
    whole = parted and unit.finite(0, start) and has_main_clause(scene, start)
    return left_draft(scene, hit, "left", start - 1, (start, hit.first), [(hit.first, hit.last)], hit.last) if whole else None


def _inverted(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``content, said X``."""
    unit = scene.unit
    if hit.first != hit.at or (unit.low_at(hit.last).endswith("ing") and unit.tag_at(hit.last + 1) in "OPD"):
        return None
    before = hit.first - 1
    while unit.tag_at(before) == "R" and before > 0:
        before -= 1
    if before < 0 or not (unit.tag[before] == "," or before in scene.unit.quote):
        return None
    if before in unit.quote and before == hit.first - 1 and not unit.closes(before) and hit.cue.addresses:
        # '"Harbour Lights" tells the story of a keeper'
        return None
    at = behind_times(unit, hit.last, scene.limit)
    heard = behind_listener(unit, at, scene.limit)
    quoted = before in unit.quote or before - 1 in unit.quote
    # "The men burned shops, told AFP a resident", "..., assures a councillor"
    late = not quoted and _ends_with_speaker(scene, hit, heard)
    if quoted or late:
        at = heard
    if unit.tag_at(at) not in "DnX#PpWBGE" or at >= scene.limit or scene.agent(at)[0]:
        return None
    end = noun_phrase(unit, at, scene.limit)
    behind = behind_adjuncts(unit, end, scene.limit) if end > at else at
    # "She took the stage, asked the crowd for calm and ...": a verb with its object
    governs = unit.low_at(base_np(unit, at)) in hit.cue.links
    said = hit.cue.lemma in unit.grammar.plain and unit.tag[at] == "D"
    if unit.tag[before] == "," and not (quoted or said or tells(scene, (at, end))) and "X" not in unit.tag[at:end] and subject(unit, hit.first):
        # "He quit after his deputy, Paula Costa, admitted fraud": its subject stands before it
        return None
    opening = start_before(scene, before)
    if quoted and unit.tag[opening] != "Q" and (_one_of_a_series(scene, hit, (at, end), behind) or (
            unit.line[opening : before + 1].find(",G") > 0 and unit.low_at(at) in unit.grammar.third_owners and not has_main_clause(scene, before))):
        # 'The assembly, noting that the trade remains "a danger," reaffirms its support'
        return None
    complete = is_complete(scene, behind) or scene.spoken(before) or unit.low_at(behind) == "who"
    shown = hit.cue.lemma in unit.grammar.evidential and not tells(scene, (at, end))
    if governs or shown or end == at or end - 1 in unit.quote or not complete:
        return None
    # "This figure, warned its director, could rise": a subject, then its verb
    # 'The men, says the text, "wore uniforms"'
    acts = unit.tag_at(behind + 1) in "VA" or (unit.tag_at(behind + 1) == "Q" and unit.opening[behind + 1] in "VAE")
    parted = unit.tag_at(behind) == "," and acts and "," not in unit.line[start_before(scene, before) : before]
    addressed = "obj_clause" in hit.cue.kinds and "clause" not in hit.cue.kinds and unit.tag_at(hit.last) not in ",."
    if addressed and not (parted or late) and not ("quote" in hit.cue.kinds and (before in unit.quote or before - 1 in unit.quote)):
        return None
    resumes = unit.tag_at(behind) == "," and behind + 1 < scene.limit and (parted or clause_at(unit, behind + 1, scene.limit) >= 0)
    resumes = resumes and not ends_in_cue(scene, behind + 1)
    unquoted = unit.tag[before] == "," and before - 1 not in scene.unit.quote
    plain = parted or late or hit.cue.kinds & {"clause", "obj_clause"} or scene.is_quote((0, before)) or "X" in unit.tag[at : at + NAME_WORDS]
    # "the tower, called Big Tom, stood for years": a name
    if unquoted and (not plain or ("obj_comp" in hit.cue.kinds and "clause" not in hit.cue.kinds)):
        return None
    if unquoted and not _said_unquoted(scene, hit, before, (at, end), behind, resumes=resumes, late=late):
        return None
    return left_draft(scene, hit, "left-inverted", before, (at, end), [(hit.first, hit.last)], behind)


def _one_of_a_series(scene: Scene, hit: Hit, who: Range, behind: int) -> bool:
    """Return whether behind words that end in a quotation a verb stands with its object: ``The man, once "a star", lost his case``.

    So it does in ``Kern hailed it as "historic", praised her aides and left``.
    """
    unit = scene.unit
    mute = not tells(scene, who) and "X" not in unit.tag[slice(*who)]
    return (mute and subject(unit, hit.first) is not None) or (unit.tag_at(behind) == "C" and unit.tag_at(behind + 1) in "EV")


def _said_unquoted(scene: Scene, hit: Hit, before: int, who: Range, behind: int, *, resumes: bool, late: bool) -> bool:
    """Return whether ``who``, behind a cue with no quotation before its comma at ``before``, says what stands there."""
    unit, (at, end) = scene.unit, who
    if not has_main_clause(scene, before) and any(unit.tag[i] == "E" and weakly_finite(unit, i) for i in range(at + 1, end)):
        # "Kole, a doctor, said the firm lost money": what stands behind the cue is a clause
        return False
    # "At first, said Kern, people left" opens with an adjunct, "The road, said Kern, was cut" with its subject.
    # "In May alone, Kern, the mayor, said the sale of cheap, old houses has ...": what follows is a clause
    opening = start_before(scene, before)
    resumes = resumes and (unit.tag_at(behind + 1) in "VAERQ" or (unit.tag[opening] in "ISRW" and "," not in unit.tag[opening:before]))
    named = "X" in unit.tag[at : base_np(unit, at)] or unit.low[base_np(unit, at) - 1] in scene.cues.sources
    # "The two, Kern and Tol, wrote a book on Norvia."
    made = unit.low[base_np(unit, at) - 1] in scene.cues.documents
    # "Ada Kole, the mayor, warned the government to act": nobody is "the government to act"
    asked = "TB" in unit.line[at:end]
    closes = named and not made and not asked and (late or hit.cue.lemma in unit.grammar.plain) and behind >= scene.limit
    return resumes or closes or has_main_clause(scene, before, loose=behind >= scene.limit)


def _ends_with_speaker(scene: Scene, hit: Hit, heard: int) -> bool:
    """Return whether nothing but an article and somebody who speaks stands behind the cue, and the listener before ``heard``."""
    unit = scene.unit
    told = hit.cue.addresses and (heard > hit.last or (unit.tag[hit.at] == "V" and unit.low[hit.at].endswith("s")))
    if not told or unit.tag_at(heard) != "D" or unit.tag_at(hit.first - 1) != ",":
        return False
    end = noun_phrase(unit, heard, scene.limit)
    return end >= scene.limit and tells(scene, (heard, end)) and has_main_clause(scene, hit.first - 1)


def _behind(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``content, X said``."""
    unit = scene.unit
    told, behind = scene.teller(hit)
    if told is not None:
        return _learned(scene, hit, told, behind)
    acts = subject(unit, hit.first)
    if acts is None:
        return None
    who = _named_before(scene, acts)
    before = who[0] - 1
    before -= unit.low_at(before) == "as"
    if unit.low[max(0, before - 1) : before + 1] == ["or", "so"]:
        # "Prices, too, have fallen, or so traders claim."
        before -= 2
    if before < 0 or not (unit.tag[before] in ",-" or before in scene.unit.quote) or _no_speaker(scene, hit, acts):
        return None
    at, to = hit.last, None
    if hit.cue.addresses and unit.tag_at(at) in "DnXOP#" and at < scene.limit:
        end = addressee(unit, at, scene.limit)
        to, at = (at, end) if end > at else None, end
    behind = behind_adjuncts(unit, at, scene.limit)
    linked = any(frame.link == unit.low_at(at) for frame in hit.cue.frames if frame.kind == "prep")
    if unit.low_at(who[0] - 1) == "as" and (unit.tag_at(at) in "GDnX#" or linked) and at < scene.limit:
        # 'the vote was "a farce," as the loser alleged fraud', "..., as unions warned of strikes": a clause of its own
        return None
    if unit.tag[before] == "," and before - 1 not in unit.quote and any(frame.kind == "prep_inf" and frame.link == unit.low_at(hit.last) for frame in hit.cue.frames):
        # "In Velm, the envoy called on both sides to stop"
        return None
    over = is_complete(scene, behind) or is_complete(scene, at) or is_complete(scene, behind_times(unit, at, scene.limit))
    asks = unit.low_at(at) in unit.grammar.wh and unit.low_at(at) not in unit.grammar.following
    clause = (unit.low_at(at) == "that" or asks) and unit.tag_at(at + 1) not in "VA.,"
    if to and scene.spoken(before) and unit.low_at(at) in unit.grammar.relatives and unit.tag_at(at + 1) in "VAE":
        # '"Go," he told a session that lasted barely an hour. "Now."'
        clause, over = False, True
        behind = next((i for i in range(at, scene.limit) if unit.tag[i] in "Q.,"), scene.limit)
    if clause or (not over and (not scene.spoken(before) or _describes(scene, hit))):
        return None
    if unit.tag_at(at) == "G" and any(frame.kind == "ger" for frame in hit.cue.frames):
        return None
    if unit.tag[before] == "," and before - 1 not in scene.unit.quote:
        if not _tells_unquoted(scene, hit, who, (before, behind)):
            return None
    elif not hit.cue.reports or _opening_ends_quoted(scene, before, at):
        return None
    draft = left_draft(scene, hit, "left", before, who, [(hit.first, hit.last)], behind)
    if draft:
        draft.addressee = to
    return draft


def _no_speaker(scene: Scene, hit: Hit, who: Range) -> bool:
    """Return whether what stands before the cue is no subject of it: what is felt, commented on or taken up by a pronoun."""
    unit = scene.unit
    # "a belief held by most churches": a participle with its agent is no verb of saying.
    felt = unit.low[who[0]] in scene.cues.adjectives and unit.tag_at(who[0] + 1) == "D"
    # ", a charge Tolia denies", ", an allegation rejected as shameful by the governor"
    judged = unit.tag[hit.at] == "E" and unit.low_at(hit.last) == "as"
    told = ((who[1] - who[0] > 2 and unit.tag[who[0] + 2] in "DXP") or judged) and comments(unit, who[0])
    relative = unit.tag[who[1] - 1] == "H" or unit.low[who[1] - 1] == "that"
    # 'against "liberalism," meaning the ideas blamed for student protests'
    relative = relative or (unit.tag[who[0]] == "G" and unit.tag_at(who[0] + 1) in "DPI" and unit.tag_at(who[0] - 1) in ",Q" and "E" in unit.line[who[0] : who[1]])
    # ", video cassette records and computers": the last but one of a list
    listed = unit.tag_at(hit.last) == "C" and unit.low[hit.at] in scene.cues.homographs and not unit.finite(hit.last, scene.limit)
    return listed or felt or told or relative or "than" in unit.low[slice(*who)] or (unit.tag[hit.at] == "E" and scene.has_agent(hit.last))


def _tells_unquoted(scene: Scene, hit: Hit, who: Range, around: Range) -> bool:
    """Return whether what stands before the comma of ``who`` is what the cue reports; ``around`` are that comma and what stands behind."""
    unit, (before, behind) = scene.unit, around
    quoted = behind + 1 in unit.quote
    introduces = unit.tag_at(behind) == ":" or (unit.tag_at(behind) == "," and quoted)
    # "Oils displace local ones, the union estimates": a verb that may be a noun
    unsure = unit.low[hit.at].endswith("s") and unit.tag[0] in "XnDE#" and "B" in unit.tag[1:before]
    last = (hit.cue.lemma in unit.grammar.plain or unsure) and behind >= scene.limit
    if unit.tag_at(behind) == ":" and quoted:
        return False
    # "When I said no, they laughed": a manner of speaking behind its occasion; "According to a memo, the firm knew of it"
    aside = any(other.voice == "phrase" and other.at == 0 for other in scene.hits) or (unit.tag[0] in "SH" and hit.cue.lemma not in unit.grammar.plain)
    resumes = unit.low[0] == "if" and unit.tag_at(behind) == "," and (unit.low_at(behind + 1) in unit.grammar.wh or clause_at(unit, behind + 1, scene.limit) >= 0)
    opening = unit.next_comma(0, before)
    # "While Kern, a chemist, hailed it, others disagreed"
    apposed = unit.tag[0] == "S" and opening < before and unit.tag_at(opening + 1) == "D" and not unit.finite(opening, unit.next_comma(opening + 1, before))
    opening = unit.next_comma(unit.next_comma(opening + 1, before) + 1, before) if apposed else opening
    occasion = aside and opening == before and not resumes
    manner = hit.first == hit.at and unit.tag[who[1] - 1] in "XP"
    spoken = ((manner or hit.cue.kinds & {"clause", "that", "obj_clause"}) and not occasion) or _asks(scene, hit, before)
    ours = unit.tag[who[0]] == "P" and unit.low[who[0]] in unit.grammar.first_person
    if (not spoken or ours) and not scene.is_quote((0, before)):
        return False
    if introduces and quoted and not scene.is_quote((0, before)) and unit.text[unit.quote[behind + 1].start].isupper():
        # 'In a statement released on Monday, she said, "The road is closed."'
        return False
    return last or not (introduces or unit.tag_at(behind) != ",") or has_main_clause(scene, before, loose=True)


def _learned(scene: Scene, hit: Hit, told: Range, behind: int) -> Draft | None:
    """Read ``content, we learned from X``: X tells it."""
    who = subject(scene.unit, hit.first)
    edge = who[0] if who else hit.first
    before = edge - 1
    if before < 1 or scene.unit.tag[before] != "," or not is_complete(scene, behind_adjuncts(scene.unit, behind, scene.limit)):
        return None
    draft = left_draft(scene, hit, "left", before, (edge, hit.first), scene.heard_from(hit, told), behind)
    if draft:
        draft.source = told
    return draft


def _describes(scene: Scene, hit: Hit) -> bool:
    """Return whether the cue only tells what the speaker of the next is called (``a nurse called Ada Roe said``)."""
    behind = base_np(scene.unit, hit.last)
    return not hit.cue.addresses and any(other.at == behind > hit.last and other.voice == "finite" for other in scene.hits)


def _opening_ends_quoted(scene: Scene, quote: int, behind: int) -> bool:
    """Return whether a quotation only ends the sentence's opening: ``Calling the vote "a farce," Kern said he would appeal``.

    So does one in a clause that only grants something: ``Although he called it "weak," Kern forecast a gain``.
    """
    unit = scene.unit
    if unit.tag[0] == "S" and unit.low[0] in unit.grammar.splits and "," not in unit.line[: quote - 1]:
        return unit.tag_at(behind) in "DnX#P"
    return unit.tag[0] in "GI" and quote > 1 and not unit.finite(0, quote) and clause_at(unit, behind, scene.limit) >= 0


def _asks(scene: Scene, hit: Hit, edge: int) -> bool:
    """Return whether what a cue of asking interrupts is a question (``Why, he asked, did the army fire?``)."""
    return "wh" in hit.cue.kinds and scene.unit.low[start_before(scene, edge)] in scene.unit.grammar.wh


def _named_before(scene: Scene, who: Range) -> Range:
    """Return ``who`` with the name it describes, where its second comma is left out (``", X, head of Y said``)."""
    unit, comma = scene.unit, who[0] - 1
    if unit.tag_at(comma) != "," or unit.tag[who[0]] not in "nD":
        return who
    first = comma
    while first > 0 and unit.tag[first - 1] == "X":
        first -= 1
    named = 1 < comma - first < NAME_WORDS and (unit.tag_at(first - 1) == "," or first - 1 in unit.quote)
    return (first, who[1]) if named else who


def _passive_tail(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``content, the court was told`` and ``content, it was announced``."""
    unit = scene.unit
    teller, after = scene.teller(hit)
    if teller is not None:
        return _learned(scene, hit, teller, after)
    who = subject(unit, hit.first)
    if who is None or who[0] == 0 or not (unit.tag[who[0] - 1] == "," or who[0] - 1 in scene.unit.quote):
        return None
    quoted = hit.cue.lemma in scene.unit.grammar.citing and who[0] - 1 in scene.unit.quote
    if not (quoted or hit.cue.addresses or (hit.cue.reports and unit.low[who[0]] == "it")):
        return None
    source, end = scene.agent(hit.last)
    source = who if quoted else source
    # '"Will you go?" she was asked.'
    told = not quoted and who[0] - 1 in unit.quote
    behind = behind_adjuncts(unit, max(end, hit.last), scene.limit)
    # "Nine homes, it is feared, were swept away"
    parts = unit.low[who[0]] == "it" and unit.tag_at(behind) == "," and unit.tag_at(behind + 1) in "VA"
    if not is_complete(scene, behind) or not (parts or (quoted and unit.low_at(hit.last) == "by") or has_main_clause(scene, who[0] - 1) or told):
        return None
    draft = left_draft(scene, hit, "left-passive", who[0] - 1, who, [(hit.first, hit.last)], behind)
    if draft:
        draft.source = source
    return draft


def _as_saying(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``X was quoted as saying ...`` and ``Y quoted X as saying ...``: the source is X."""
    unit = scene.unit
    quoted = next((i for i in range(hit.at - 2, max(-1, hit.at - QUOTED_REACH), -1) if unit.low[i] in scene.unit.grammar.quoters), None)
    if quoted is None:
        return None
    first = quoted
    while first > 0 and unit.tag[first - 1] in "RA":
        first -= 1
    while first < quoted and unit.tag[first] == "R":
        first += 1
    # "a minister quoted by the press as saying"
    reduced = noun_left(unit, quoted) if first == quoted and unit.low_at(quoted + 1) == "by" else None
    # "had quoted Roe as saying" is none
    passive = (first < quoted and not unit.grammar.be.isdisjoint(unit.low[first:quoted])) or reduced is not None
    joined = unit.tag_at(first - 1) == "C"
    # "accused them of lying and was quoted as saying"
    who = (scene.verb_subject(first - 1) if joined else None) or subject(unit, first)
    source = (quoted + 1, hit.at - 1) if not passive else who if reduced is None else (reduced, quoted)
    if source and source[0] >= source[1]:
        return None
    if source and not passive and unit.tag_at(source[1] - 1) == ",":
        source = (source[0], source[1] - 1)
    together = hit.at - 1 == quoted + 1
    cue = [(first, hit.last)] if together else [(first, quoted + 1), (hit.at - 1, hit.last)]
    _, at = scene.agent(hit.last) if passive else (None, hit.last)
    # ", quoting X as saying ..., called for a trial": the clause that it stands in goes on.
    found = right(scene, replace(hit, at=quoted, first=quoted) if unit.tag[quoted] == "G" else hit, at)
    if found is not None:
        return Draft(hit, "as-saying", found.stretches, source, cue, main=True)
    who = source if passive else subject(unit, first)
    edge = who[0] if who else quoted
    if edge == 0 or not (unit.tag[edge - 1] == "," or edge - 1 in scene.unit.quote):
        return None
    return left_draft(scene, hit, "left-as-saying", edge - 1, source, cue, behind_adjuncts(unit, at, scene.limit)) if source else None
