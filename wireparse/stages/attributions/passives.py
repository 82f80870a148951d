"""Passive cues and participles without an auxiliary: the subject or antecedent belongs to the content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_adjuncts, noun_phrase_end
from wireparse.stages.attributions.clauses import clause_at, has_verb
from wireparse.stages.attributions.contents import content_end
from wireparse.stages.attributions.frames import match
from wireparse.stages.attributions.heads import nearest, noun_before, noun_left
from wireparse.stages.attributions.mainverbs import before_main_verb, before_sequel
from wireparse.stages.attributions.objectframes import VERBAL, acts_at, happens
from wireparse.stages.attributions.objects import noun_content_end
from wireparse.stages.attributions.participles import described
from wireparse.stages.attributions.phrases import amount_at, base_np, counts
from wireparse.stages.attributions.places import Place
from wireparse.stages.attributions.rights import embedded
from wireparse.stages.attributions.scene import Draft, Scene
from wireparse.stages.attributions.tellers import names_source
from wireparse.stages.attributions.times import before_times, time_behind
from wireparse.stages.attributions.walks import subject

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.units import Unit


# Where a clause goes on behind what stood in commas.
CLOSES = re.compile(",R*[VAE]")
# A subject with its name in commas, behind a relative pronoun or behind what it speaks of.
APPOSED = re.compile(",(?:H|Dn+)D[np]+,[XW]+,$")
# No further behind the preposition of what is said is the speaker named ("was accused of fraud by prosecutors").
NEAR = 6
# The classes of cues whose participle tells what is thought of somebody (no "Declared a site of war, the hill ...").
JUDGED = frozenset({"accusation", "belief", "description", "prediction"})
# The classes of cues whose participle tells what somebody was asked for.
ASKED = frozenset({"demand", "proposal", "warning"})
# No further in stands a participle that opens its sentence.
OPENING = 3


def _reduced_end(scene: Scene, start: int, *, comma: bool) -> int:
    """Return the end of what a participle tells from ``start`` on; behind a ``comma`` the main verb ends it."""
    unit = scene.unit
    infinitive = unit.tag[start] == "T"
    walk = noun_content_end(unit, start, scene.bound(start))
    end = content_end(unit, start, scene.bound(start), scene.cues, clause=False) if infinitive else walk
    return next((i for i in range(start, end) if comma and unit.tag[i] == "," and unit.tag_at(i + 1) in "VAE"), end)


def reduced_object(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``the general, accused of shelling a hospital``: a participle with its preposition, no auxiliary."""
    unit = scene.unit
    if unit.tag[hit.at] not in "EV" or hit.first != hit.at:
        return None
    if unit.low_at(hit.last + 1) == "by" and any(frame.link == unit.low[hit.last] for frame in hit.cue.frames):
        return _stranded(scene, hit)
    links = hit.cue.links | ({"to"} if "raised" in hit.cue.kinds else set()) | ({"as"} if "seen" in hit.cue.kinds else set())
    if not links:
        return None
    source, start = scene.agent(hit.last, links)
    # "identified by colleagues only as Saf"
    start += unit.tag_at(start) == "R" and unit.low_at(start + 1) in links
    rated = source is None and any(frame.amount and frame.link == unit.low_at(start) for frame in hit.cue.frames)
    if rated and amount_at(unit, start + 1) and scene.has_agent(base_np(unit, start + 1)):
        # "the toll, put at 87 by the army"
        links, rated = links | {unit.low[start]}, False
    if unit.low_at(start) not in links or start >= scene.limit or rated:
        # "a deal valued at 12 million": the agency's own
        return _reduced_fate(scene, hit) if source is None else None
    to_what = any(frame.kind == "obj_prep" and frame.link == unit.low[start] for frame in hit.cue.frames)
    if unit.tag[start] == "T" and not to_what and (unit.tag_at(start + 1) not in VERBAL or time_behind(unit, start + 1)):
        # "the quota agreed to last December", but "attacks attributed to rebels"
        return None
    if to_what and unit.tag[start] == "T" and unit.tag[hit.at - 1] == "X":
        # "a gain Norvel attributed to demand"
        return None
    before = hit.at - 1 - (unit.tag_at(hit.at - 1) == "R")
    comma = unit.tag_at(before) == ","
    active = any((frame.kind == "prep" and frame.link == unit.low[start]) or (frame.kind == "inf" and unit.tag[start] == "T")
                 for frame in hit.cue.frames)
    if comma and source is None and _finite_after_all(unit, hit, active=active):
        return None
    # 'an allegation rejected as "shameful" by the governor'
    judged = start + 2 if start + 1 in unit.quote else base_np(unit, start + 1)
    late = unit.low[start] == "as" and unit.low_at(judged) == "by"
    if unit.tag_at(hit.at - 1) == "P" or (not comma and source is None and not late and (active or unit.low[start] == "as")):
        return None
    who = subject(unit, hit.first)
    if who and unit.tag_at(who[0] - 1) == "H" and source is None:
        # "Roe, whom the head of the bank accused of lying"
        return None
    head = described(scene, hit, before)
    barring = "nXH" if unit.low[start] == "of" else "nXHS"
    called = head and unit.line[max(0, head[0] - 2) : head[0]] == "DG"
    if head is None or called or (not comma and head[0] > 0 and unit.tag[head[0] - 1] in barring):
        # "an accident that | the army blamed on him", "a finding | her camp ascribed to him", but "reports that men accused of murder fled"
        return None
    start += unit.low[start] == "as"
    if start >= scene.limit:
        # a text that breaks off
        return None
    end = _reduced_end(scene, start, comma=comma)
    if late:
        end, source = judged, scene.agent(judged)[0]
    source = source or scene.agent(end)[0]
    rest = before_main_verb(scene, hit, (start, end))
    if source is None:
        source, rest = _late_agent(scene, rest)
    return Draft(hit, "reduced", [head, rest], source, [(hit.at, hit.last)])


def fronted(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``Accused of fraud, Kern fled`` and ``Once considered a star, Kern ...``: whom a participle tells of stands behind its comma."""
    unit = scene.unit
    if hit.at > OPENING or hit.cue.cls not in JUDGED | ASKED:
        return None
    before = {low for at, low in enumerate(unit.low[: hit.at]) if unit.tag[at] != "R"}
    comma = unit.next_comma(hit.last, scene.limit)
    if hit.first < hit.at or (hit.cue.addresses and hit.cue.cls not in ASKED) or not before <= unit.grammar.formerly or comma >= scene.limit or unit.finite(hit.last, comma):
        return None
    links = {frame.link for frame in hit.cue.frames if frame.kind == "obj_prep" and not frame.amount} | ({"as"} if "seen" in hit.cue.kinds else set())
    source, start = scene.agent(hit.last, frozenset(links))
    linked = unit.low_at(start) in links
    named = "obj_comp" in hit.cue.kinds and unit.tag_at(start) in "DnQX"
    # "Urged by aides to stay, Kern left"
    named = named or (source is not None and "obj_inf" in hit.cue.kinds and unit.infinitive(start))
    who = noun_phrase_end(unit, comma + 1, scene.limit)
    if not (linked or named) or start >= comma or unit.tag_at(comma + 1) == "W" or clause_at(unit, comma + 1, scene.limit) != comma + 1 or who == comma + 1:
        return None
    told = start + (unit.low[start] == "as"), comma
    if source is None:
        source, told = _late_agent(scene, told)
    # 'Dubbed "the Fox", his life was ...': of him
    owned = unit.low[comma + 1] in unit.grammar.third_owners
    return Draft(hit, "reduced", [told] if owned else [told, (comma + 1, who)], source, [(hit.at, hit.last)])


def _stranded(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``an evacuation called for by the embassy``: the preposition belongs to the cue, what stands before it is the content."""
    source, _ = scene.agent(hit.last + 1)
    head = nearest(scene.unit, hit.at)
    return Draft(hit, "reduced", [head], source, [(hit.at, hit.last + 1)]) if source and head else None


def _finite_after_all(unit: Unit, hit: Hit, *, active: bool) -> bool:
    """Return whether the -ed form behind a comma is the only verb of its clause: of the sentence, or of a relative one."""
    relative = unit.line.rfind(",H", 0, hit.at)
    if active and relative > 0 and unit.line.find(",", relative + 1) == hit.at - 1 and not has_verb(unit, 0, relative) and not CLOSES.search(unit.line, hit.last):
        # "Kern, who has called it a farce, warned against haste"
        return True
    who = subject(unit, hit.first)
    if APPOSED.search(unit.line, 0, hit.at):
        # "a step which the bank's head, Ada Roe, rejected as rash", "a step the bank's head, Ada Roe, rejected ..."
        return True
    if active and who and unit.line.startswith(",E", who[1]) and unit.next_comma(who[1] + 1, hit.at) == hit.at - 1:
        # "The letter, signed by nine generals, warned of war"
        return True
    if has_verb(unit, hit.last, len(unit)):
        return False
    if active and not has_verb(unit, 0, hit.at - 1):
        # "Kern, a professor, cautioned against haste"
        return True
    # "a step that the mayor, Ada Roe, hailed as bold"
    return who is not None and who[0] > 0 and (unit.tag[who[0] - 1] == "H" or unit.low[who[0] - 1] == "that")


def _reduced_fate(scene: Scene, hit: Hit) -> Draft | None:
    """Read what is thought to have befallen somebody (``two dozen people feared buried under a landslide``)."""
    unit, at = scene.unit, hit.last
    fate = unit.tag_at(at) == "E" or unit.low_at(at) in unit.grammar.fates
    if not fate or unit.tag_at(at + 1) in "nXDPO#" or unit.tag_at(hit.at - 1) not in "n#" or "raised" not in hit.cue.kinds:
        return None
    head, complement = nearest(unit, hit.at), _complement(scene, hit, at, scene.bound(at))
    return Draft(hit, "reduced", [head, complement], None, [(hit.at, hit.last)]) if head and complement else None


def reduced_noun(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``a move urged by several lawmakers``: what stands before a participle with its agent is the content."""
    unit = scene.unit
    if parted := _parted_claim(scene, hit):
        return parted
    if unit.tag_at(hit.at - 1) in ",-" and hit.cue.lemma in unit.grammar.dubbing and (head := nearest(unit, hit.at - (unit.tag[hit.at - 1] == "-"))):
        # "a prison in Kelmen, dubbed the Hilton", with or without those who call it so
        end = hit.last + 1 if hit.last in unit.quote else noun_phrase_end(unit, hit.last, scene.limit)
        return Draft(hit, "reduced", [head, (hit.last, end)], scene.agent(end)[0], [(hit.at, hit.last)]) if end > hit.last and unit.tag[hit.last] not in "PO" else None
    if "by" not in unit.low[hit.last :]:
        return None
    # "The plan, announced by the bank on Monday, will cost jobs": only of the subject
    aside = unit.tag_at(hit.at - 1) == "," and not has_verb(unit, 0, hit.at - 1)
    if not aside and unit.tag_at(hit.at - 1) not in "nXp#":
        return None
    head = nearest(unit, hit.at)
    if not scene.takes(hit, head) and "obj_comp" not in hit.cue.kinds:
        return None
    # "a prison dubbed the Hilton by its inmates"
    named = base_np(unit, hit.last) if "obj_comp" in hit.cue.kinds else hit.last
    source, _ = scene.agent(named)
    if named == hit.last and not scene.takes(hit, head):
        # "the experts called by the defence"
        return None
    if aside and named > hit.last:
        # "The plan, dubbed a fraud by unions, passed"
        return Draft(hit, "reduced", [head, (hit.last, named)], source, [(hit.at, hit.last)]) if source and head else None
    if named > hit.last and not (source and head and unit.tag[source[0]] != "W" and unit.tag_at(head[0] - 1) in "IVEBGT" and head[0]):
        return None
    content = [head, (hit.last, named)] if head and named > hit.last else [head] if head else []
    return Draft(hit, "reduced", content, source, [(hit.at, hit.last)]) if source and content else None


def _parted_claim(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``rumours, later denied by the palace, that the bank would close``: the noun with what it says is the content."""
    unit = scene.unit
    opening = hit.at - 1 - (unit.tag_at(hit.at - 1) == "R")
    mark = unit.tag_at(opening)
    if mark not in ",-" or unit.low_at(hit.last) not in unit.grammar.agents:
        return None
    source, behind = scene.agent(hit.last)
    start = behind + 2
    if source is None or unit.tag_at(behind) != mark or unit.low_at(start - 1) != "that" or unit.tag_at(start) in "VA":
        return None
    head = noun_before(unit, opening)
    said = (start, content_end(unit, start, scene.limit, scene.cues))
    return Draft(hit, "reduced", [head, before_main_verb(scene, hit, said, head[0])], source, [(hit.at, hit.last)]) if head and said[1] > start else None


def passive(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``two men are believed to have fled``, ``X was accused of ...``, ``it was announced that ...``."""
    unit = scene.unit
    if hit.voice == "reduced":
        return reduced_object(scene, hit)
    relative = unit.tag_at(hit.first - 1) == "H" or unit.low_at(hit.first - 1) == "that"
    joined = unit.tag_at(hit.first - 1) == "C"
    who = (scene.verb_subject(hit.first) if joined else scene.subject_at(hit.first)) or (None if relative else scene.shared(hit, spoken=not joined))
    links = {frame.link for frame in hit.cue.frames
             if (frame.kind == "obj_prep" and not frame.amount) or (frame.kind == "prep" and hit.cue.addresses)}
    amounts = {frame.link for frame in hit.cue.frames if frame.amount}
    source, at = scene.agent(hit.last, frozenset(links | amounts | {"to"}))
    if unit.low_at(at) in amounts and amount_at(unit, at + 1) and not counts(unit, at):
        links |= amounts
    limit = embedded(scene, hit, scene.bound(at))
    place = Place(unit, at, limit, scene.cues)
    cue = [(hit.first, hit.last)]
    kinds = hit.cue.kinds
    if hit.cue.addresses or who is None or unit.low_at(who[0]) in {"it", "there"}:
        for frame in hit.cue.frames:
            plain = frame if frame.kind in {"clause", "that", "wh"} else None
            if frame.kind == "obj_clause":
                plain = type(frame)("clause")
            found = match(place, plain) if plain else None
            if found and not (source and unit.tag_at(found.content[0]) == "H"):
                return Draft(hit, "passive-clause", [found.content], source, cue)
    if unit.low_at(hit.first - 1) == "what" and unit.low_at(at) == "as" and kinds & {"seen"} | links & {"as"}:
        # "died in what was described as an act of terror"
        named = before_sequel(unit, hit.first - 1, (at + 1, noun_content_end(unit, at + 1, limit)))
        return Draft(hit, "passive-link", [named], source, cue)
    if who is None and unit.low_at(hit.first - 1) != "what":
        return None
    who = _unapposed(scene, _with_noun(scene, who or (hit.first - 1, hit.first)))
    skipped = behind_adjuncts(unit, at, limit, links)
    at = skipped if unit.low_at(skipped) in links and unit.low_at(at) not in links else at
    # "was ordered by the court in April | to leave"
    at = skipped if source and unit.infinitive(skipped + (unit.low_at(skipped) == "not")) and unit.low_at(at) not in links else at
    # "was told by police | not to leave"
    at += source is not None and unit.low_at(at) == "not" and unit.infinitive(at + 1)
    low = unit.low_at(at)
    told = source is not None or _tells(hit)
    if kinds & {"obj_inf", "raised"} and unit.infinitive(at) and at < limit and told and (at in unit.quote or acts_at(unit, at + 1)):
        rest = _infinitive(scene, hit, (at, limit), relative=relative)
        # "complained of being told to leave": who it was stands further off
        gerund = unit.low[hit.first] == "being" and unit.tag_at(hit.first - 1) == "I"
        return Draft(hit, "passive-inf", [rest] if gerund else [who, rest], source, cue)
    if unit.low_at(at + 1) == "saying" or (low == "as" and happens(unit, at, hit.cue.cls)):
        # "was reported as saying that": the words are his; "was seen as a result": why
        return None
    if low in links or (kinds & {"seen"} and low == "as"):
        return _linked(scene, hit, who, source, (at, limit))
    complement = _complement(scene, hit, at, limit)
    if complement and source is None:
        source, complement = _late_agent(scene, complement)
    if complement:
        return _judged(scene, hit, who, source, complement)
    if scene.takes(hit, who) and source is not None and unit.line[slice(*who)] not in {"P", "D", "S"}:
        return Draft(hit, "passive-np", [who], source, cue)
    return None


def _tells(hit: Hit) -> bool:
    """Return whether a passive tells what was said by nobody named: ``is said to``, ``were urged to``, but ``is expected to`` is the agency's own."""
    return "raised" in hit.cue.kinds or hit.cue.cls in {"demand", "proposal", "warning"}


def _infinitive(scene: Scene, hit: Hit, place: Range, *, relative: bool) -> Range:
    """Return what somebody was told to do: the infinitive at the start of ``place``, with a "not" (``told | not to leave``)."""
    unit, (at, limit) = scene.unit, place
    first = at - (unit.tag_at(at - 1) == "R" and unit.low_at(at - 1) in unit.grammar.degrees)
    rest = first, content_end(unit, at, limit, scene.cues)
    return before_main_verb(scene, hit, rest) if relative else rest


def _with_noun(scene: Scene, who: Range) -> Range:
    """Return ``who`` from the noun whose content it ends (``Talk that he had fled | was dismissed``)."""
    held = next((draft.hit for draft in scene.drafts.values() if draft.hit.voice == "noun" and any(a < who[0] < b == who[1] for a, b in draft.content)), None)
    if held is None:
        return who
    start = noun_left(scene.unit, held.last)
    return held.at if start is None else start, who[1]


def _unapposed(scene: Scene, who: Range) -> Range:
    """Return ``who`` without its pronoun, or what describes somebody in commas, no list (``Kern, a former mayor | is accused of``)."""
    unit, comma = scene.unit, scene.unit.next_comma(*who)
    if unit.tag[who[0]] == "H" and who[1] > who[0] + 1:
        # "whose novels were dismissed as"
        return who[0] + 1, who[1]
    if comma >= who[1] or "C" in unit.line[comma : who[1]]:
        return who
    somebody = unit.tag[comma - 1] == "X" or unit.low[comma - 1] in scene.cues.sources
    described = somebody and (unit.low_at(comma + 1) in unit.grammar.plain_articles or (unit.tag_at(comma + 1) == "#" and unit.tag_at(comma + 2) in ",VA"))
    return (who[0], comma) if described else who


def _linked(scene: Scene, hit: Hit, who: Range, source: Range | None, rest: Range) -> Draft | None:
    """Read what a preposition or "as" opens behind a passive (``was accused | of fraud``, ``was described as | a hero``)."""
    unit, low = scene.unit, scene.unit.low[rest[0]]
    start = rest[0] + (low == "as")
    end = content_end(unit, start, rest[1], scene.cues, clause=False)
    if end <= start or (end == start + 2 and unit.tag[start + 1] in "POD"):
        # "Told of this, he laughed"
        return None
    if source is None:
        source, (start, end) = _late_agent(scene, (start, end))
    # "had been told of the leak": who is told is no part of it
    content = [(start, end)] if hit.cue.addresses and low in {"of", "about"} else [who, (start, end)]
    return Draft(hit, "passive-link", content, source, [(hit.first, hit.last)])


def _late_agent(scene: Scene, content: Range) -> tuple[Range | None, Range]:
    """Return who says it, named behind what is said (``was accused of fraud | by prosecutors``), and the content without them."""
    unit, (start, end) = scene.unit, content
    by = next((i for i in range(start + 1, min(end, start + NEAR)) if unit.low[i] == "by"), 0)
    somebody = by and (unit.tag_at(by + 1) in "DX" or unit.low[end - 1].endswith("s"))
    told = somebody and unit.tag[by - 1] in "nXp#" and base_np(unit, by + 1) == before_times(unit, end) and names_source(scene, by + 1, end)
    return ((by + 1, base_np(unit, by + 1)), (start, by)) if told else (None, content)


def _judged(scene: Scene, hit: Hit, who: Range, source: Range | None, complement: Range) -> Draft:
    """Return the attribution of what somebody or something is called: ``[the offer] was judged [too low] by the board``."""
    unit, cue = scene.unit, [(hit.first, hit.last)]
    if unit.low_at(hit.first - 1) == "what":
        # "in what was labelled a farce"
        return Draft(hit, "passive-comp", [before_sequel(unit, hit.first - 1, complement)], source, cue)
    start, end = complement
    by = next((i for i in range(start + 1, end) if unit.low[i] == "by"), end) if source is None else end
    source = source or scene.agent(by)[0]
    return Draft(hit, "passive-comp", [who, (start, by if source else end)], source, cue)


def _complement(scene: Scene, hit: Hit, at: int, limit: int) -> Range | None:
    """Return what somebody is called or seen as at ``at`` (``was judged too costly``, ``are feared drowned``)."""
    unit, kinds = scene.unit, hit.cue.kinds
    gone = unit.tag_at(at) == "G" and unit.tag_at(at + 1) in ",.IWCS"
    # 'was treated "like a dog"' tells how, not as what
    manner = at in unit.quote and unit.opening[at] in "ITRC"
    fits = gone or unit.tag_at(at) in ("DnQXE#" if kinds & {"obj_comp", "raised"} else "DnQX")
    if not kinds & {"obj_comp", "seen"} or not fits or manner or at >= limit:
        return None
    named = at + (unit.tag_at(at) == "D")
    if unit.tag_at(named) == "X" and "that" not in kinds and "obj_prep" not in kinds and scene.agent(hit.last)[0] is None and unit.low_at(hit.first) == "will":
        # "will be called the Orlo Bank"
        return None
    if hit.cue.lemma in unit.grammar.dubbing and (called := noun_phrase_end(unit, at, limit)) > at:
        # 'was dubbed the "Alamo" after the fort'
        return at, called
    # "feared drowned after a ferry capsized"
    end = content_end(unit, at, limit, scene.cues) if unit.tag[at] == "E" else noun_content_end(unit, at, limit)
    # "judged | too costly", "deemed | entirely legal"
    return at - (unit.tag_at(at - 1) == "R"), end
