"""Attributions whose content follows the cue, by the cue's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import is_base
from wireparse.stages.attributions.adjuncts import addressee, behind_adjuncts, behind_times
from wireparse.stages.attributions.clauses import clause_at, has_verb, plural_noun
from wireparse.stages.attributions.contents import content_end
from wireparse.stages.attributions.gaps import gap, what
from wireparse.stages.attributions.heads import noun_before
from wireparse.stages.attributions.mainverbs import own_clause
from wireparse.stages.attributions.nominals import adjective, noun
from wireparse.stages.attributions.participles import participle
from wireparse.stages.attributions.passives import fronted, passive, reduced_noun, reduced_object
from wireparse.stages.attributions.phrases import base_np, noun_phrase
from wireparse.stages.attributions.rights import embedded, right
from wireparse.stages.attributions.scene import Draft, Scene
from wireparse.stages.attributions.tellers import names_source, shows, tells
from wireparse.stages.attributions.times import time_behind
from wireparse.stages.attributions.voices import impersonal
from wireparse.stages.attributions.walks import subject

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.units import Unit


FULL = 3
"""The least words of a reason that is told: no ``cited a case``."""
SHORTEST_OFFICE = 3
FULL_NAME = 2


def forward(scene: Scene, hit: Hit) -> Draft | None:
    """Return the attribution whose content follows the cue, read by the cue's voice."""
    if hit.voice == "noun":
        return noun(scene, hit)
    if hit.voice == "adjective":
        return adjective(scene, hit)
    if hit.voice in {"passive", "reduced"}:
        return (fronted(scene, hit) if hit.voice == "reduced" else None) or passive(scene, hit)
    if hit.voice == "ing":
        return participle(scene, hit)
    if hit.voice in {"finite", "infinitive"}:
        bare = hit.first == hit.at and (scene.unit.tag[hit.at] == "E" or _said_to(scene, hit))
        return _announced(scene, hit) or _as_said(scene, hit) or fronted(scene, hit) or (_reduced(scene, hit) if bare else None) or _finite(scene, hit)
    return None


def _said_to(scene: Scene, hit: Hit) -> bool:
    """Return whether "said to be" or "said to have" is a participle: ``a scheme, said to have been run by an aide``."""
    unit = scene.unit
    supposed = "raised" in hit.cue.kinds and unit.tag_at(hit.last) == "T" and unit.low_at(hit.last + 1) in unit.grammar.be | unit.grammar.have
    named = unit.tag_at(hit.at - 1 - (unit.tag_at(hit.at - 1) == ",")) == "X"
    # "The envoy, Ada Roe, said to be appalled" in words put from another language
    return supposed and (not named or unit.finite(0, hit.at))


def _reduced(scene: Scene, hit: Hit) -> Draft | None:
    """Read an -ed form without an auxiliary as a participle."""
    return _asked(scene, hit) or reduced_object(scene, hit) or reduced_noun(scene, hit)


def _announced(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``Said X: "..."`` and ``So said X: "..."``."""
    unit = scene.unit
    opens = hit.at == 0 or (hit.at == 1 and unit.low[0] == "so")
    end = noun_phrase(unit, hit.last, scene.limit) if opens and hit.cue.reports else 0
    if end <= hit.last or unit.tag_at(end) not in ":," or end + 1 not in unit.quote:
        return None
    stop = content_end(unit, end + 1, scene.limit, scene.cues)
    return Draft(hit, "right", [(end + 1, stop)], (hit.last, end), [(hit.first, hit.last)], quoted=True, main=True)


def _as_said(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``As X said on Monday, content``."""
    unit = scene.unit
    if not hit.cue.follows:
        return None
    first = int(unit.tag[0] == "C")
    who = subject(unit, hit.first) if unit.low_at(first) == "as" else None
    if who is None or who[0] != first + 1 or hit.first - who[1] > 1:
        return None
    heard = addressee(unit, hit.last, scene.limit) if hit.cue.addresses else hit.last
    behind = behind_adjuncts(unit, heard, scene.limit)
    if unit.tag_at(behind) != ",":
        return None
    start = behind + 1
    stop = content_end(unit, start, scene.limit, scene.cues)
    return Draft(hit, "as-said", [(start, stop)], who, [(hit.first, hit.last)], main=True) if clause_at(unit, start, scene.limit) == start else None


def _asked(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``Asked by reporters whether ...``, ``X, asked if ..., said``, ``Told that ...``: the asker is the agent, or unnamed."""
    unit = scene.unit
    when = unit.low_at(hit.at - 1) in unit.grammar.following and unit.tag_at(hit.at - 1) == "S"
    if not (hit.at == 0 or unit.tag[hit.at - 1] in ",C" or when):
        return None
    if hit.cue.kinds.isdisjoint(("obj_wh", "wh", "obj_clause")):
        return None
    source, at = scene.agent(hit.last)
    told = unit.low_at(at) == "that" and hit.cue.addresses and (hit.at == 0 or when)
    if (unit.low_at(at) not in scene.unit.grammar.asking and not told) or at >= scene.limit:
        return None
    at += told
    comma = unit.next_comma(at, scene.limit)
    resumes = comma < scene.limit and unit.tag_at(comma + 1) in "VEA"
    if hit.at and not when and source is None and not (unit.tag[hit.at - 1] == "," and resumes):
        return None
    limit = min(embedded(scene, hit, scene.bound(at)), comma if hit.at else scene.limit)
    end = content_end(unit, at, limit, scene.cues)
    return Draft(hit, "asked", [(at, end)], source, [(hit.at, hit.last)]) if end > at + 1 else None


def _goes_with_infinitive(scene: Scene, hit: Hit, source: Range) -> bool:
    """Return whether a base form behind "and" agrees with no ``source``: it goes on with another (``wants to renounce violence and agree to talks``)."""
    unit, last = scene.unit, source[1] - 1
    base = unit.low[hit.at] not in unit.grammar.unchanging and is_base(unit.low[hit.at], scene.cues)
    if not base or hit.first < hit.at or unit.tag_at(hit.at - 1) != "C" or "C" in unit.line[slice(*source)]:
        return False
    # "will confirm the result and refute the theory"
    governed = unit.line[last : hit.at].rfind("A") > unit.line[last : hit.at].rfind("T")
    many = unit.low[last] in unit.grammar.plural_subjects if unit.tag[last] == "P" else unit.tag[last] != "n" or plural_noun(unit, last)
    # "wants to renounce violence and agree", but "the couple deny it and say"
    led = not {"T", "S"}.isdisjoint(unit.line[last : hit.at])
    return led and not (many or governed)


def _finite(scene: Scene, hit: Hit) -> Draft | None:
    unit = scene.unit
    if hit.voice == "infinitive" and hit.first == hit.at and _wanted(scene, hit):
        return None
    spent = impersonal(unit, hit.first - 2) if hit.voice == "infinitive" else 0
    source = _spender(scene, hit, spent) if spent else _mover(scene, hit) if hit.voice == "infinitive" else scene.subject_at(hit.first)
    if spent and source is None:
        return None
    if "impersonal" in hit.cue.kinds:
        found = right(scene, hit, hit.last) if source and unit.low[source[0]] == "it" else None
        return Draft(hit, "right", found.stretches, None, [(hit.first, found.cue_end)], main=True) if found else None
    if source and _is_noun_after_all(scene, hit, source):
        return None
    if source and (told := _told_by(scene, hit)):
        return told
    source = _of_gap(scene, hit) or _parted(scene, hit, source)
    relative = gap(scene, hit, source)
    if relative is not None:
        return relative
    if source and source[0] > 0 and scene.unit.low_at(source[0] - 1) in {"what", "whatever"}:
        return what(scene, hit, source)
    found = right(scene, hit, hit.last)
    if found is None or (hit.first == hit.at and scene.unit.tag[hit.at] == "E" and scene.has_agent(hit.last)):
        return None
    if "reason" in hit.cue.kinds and _names(scene, *found.content):
        # "The daily cited an envoy": who said so, not what
        return None
    if source and _expected_of(unit, hit, source, found.content):
        return None
    if source and _given_out(scene, hit, source):
        return None
    source = _with_office(scene, hit, source)
    pronoun = hit.first - 1 if source is None or unit.tag_at(hit.first - 1) == "H" else source[0] - 1
    if unit.tag_at(pronoun) == "H" and pronoun > 0 and unit.tag[pronoun - 1] != ",":
        # "residents who said they opposed it decried the attack", "a letter in which he said he was a spy was found"
        found = found._replace(content=own_clause(scene, found.content))
    if source is None and scene.unit.tag[hit.first] == "E" and scene.unit.tag_at(hit.first - 1) == "n" and not _apart(unit, hit.first):
        # 'in a church called "The Good Shepherd"', "the publication of figures expected to show a fall"
        return None
    if source is None and hit.first == hit.at and unit.tag[hit.at] == "E" and unit.tag_at(hit.at - 1) in ",-" and unit.tag_at(found.content[0]) == "T" and "obj_inf" in hit.cue.kinds:
        # "the parade, expected to draw a crowd, was put off": the agency's own
        return None
    if source is None:
        source = scene.shared(hit)
    if source and _goes_with_infinitive(scene, hit, source):
        return None
    if source and hit.cue.lemma in unit.grammar.evidential and not (tells(scene, source) and _gives_proof(scene, hit, source, found.content)):
        return None
    cue = [(hit.first, found.cue_end)]
    main = hit.cue.reports or hit.cue.addresses
    quoted = scene.is_quote(found.content)
    return Draft(hit, "right", found.stretches, source, cue, found.addressee, found.content[0], quoted, main=main)


def _given_out(scene: Scene, hit: Hit, source: Range) -> bool:
    """Return whether the past at the cue only tells which thing is meant, whose own verb follows: ``the amnesty announced on Monday | covers all``."""
    unit, head = scene.unit, scene.unit.low[source[1] - 1]
    if hit.first != hit.at or unit.tag[hit.at] != "E" or unit.tag[source[1] - 1] != "n":
        return False
    verb = behind_times(unit, hit.last, scene.limit)
    if unit.tag_at(verb) == "E" and unit.tag_at(verb + 1) in "DPX#":
        # "the alliance announced Tuesday made the firm its partner"
        return True
    thing = scene.cues.sources.isdisjoint((head, head.removesuffix("s")))
    many = verb > hit.last and unit.tag_at(verb) == "B" and unit.low[verb].endswith("s") and unit.tag_at(verb + 1) in "ID"
    return thing and (many or unit.tag_at(verb) == "V")


def _told_by(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``we hear from farmers that ...``: the farmers tell it."""
    teller, behind = scene.teller(hit)
    # "heard from witnesses who said the man fled": they tell nothing yet
    found = right(scene, hit, behind) if teller and scene.unit.low_at(behind) != "who" else None
    return Draft(hit, "right", found.stretches, teller, scene.heard_from(hit, teller), main=True) if found and teller else None


def _gives_proof(scene: Scene, hit: Hit, source: Range, content: Range) -> bool:
    """Return whether who proves something says so: documents do, people only with a "that" (``Voters showed they are tired``)."""
    unit = scene.unit
    if not shows(scene, hit, source, content):
        return False
    if hit.cue.lemma not in unit.grammar.proving or unit.low_at(content[0] - 1) == "that":
        return True
    words = unit.low[slice(*source)]
    proofs = scene.cues.documents | unit.grammar.told_by
    return not proofs.isdisjoint({*words, *(low.removesuffix("s") for low in words)})


def _names(scene: Scene, first: int, last: int) -> bool:
    """Return whether the noun phrase at ``first`` names who said something, or nothing but a case, or somebody is quoted ``as saying`` it before ``last``."""
    unit, end = scene.unit, base_np(scene.unit, first)
    if last - first < FULL:
        return True
    head = unit.low[end - 1]
    quoted = any(unit.low[i] == "as" and unit.tag_at(i + 1) == "G" for i in range(first, last))
    return quoted or "X" in unit.tag[first:end] or not scene.cues.sources.isdisjoint((head, head.removesuffix("s")))


def _expected_of(unit: Unit, hit: Hit, source: Range, content: Range) -> bool:
    """Return whether a participle with an infinitive only tells which is meant (``talks expected to begin in May were put off``)."""
    if unit.tag[hit.at] != "E" or hit.first != hit.at or unit.tag_at(content[0]) != "T" or hit.cue.kinds.isdisjoint(("obj_inf", "raised")):
        return False
    verb = next((i for i in range(content[0] + 2, content[1]) if unit.tag[i] in "VAHSPCQ,"), content[1])
    return unit.low_at(source[0] - 1) in unit.grammar.be or (verb < content[1] and unit.tag[verb] in "VA")


def _apart(unit: Unit, verb: int) -> bool:
    """Return whether an adjunct parts the verb from its conjunction (``and in private accused him``)."""
    return unit.line[: len(unit.line[:verb].rstrip("DnX#"))].endswith("CI")


def _of_gap(scene: Scene, hit: Hit) -> Range | None:
    """Return the antecedent that an outer cue's content begins with (``Norvia, which they believe | has promised to ...``)."""
    if not scene.drafts:
        return None
    gaps = (draft.content for draft in scene.drafts.values() if draft.frame == "gap" and len(draft.content) > 1)
    return next((head for head, rest in gaps if rest[0] == hit.first), None)


def _parted(scene: Scene, hit: Hit, source: Range | None) -> Range | None:
    """Return ``source`` without the noun that a relative clause with no pronoun hangs on (``a move | Tolish envoys hope will``)."""
    unit, after = scene.unit, scene.unit.tag_at(hit.last)
    if source is None or (after not in "VAE" and unit.line[source[0]] + unit.line[source[1] - 1] != "DX"):
        return source
    last = source[1] - 1
    low = unit.low[last]
    some = low in unit.grammar.plural_subjects
    many = (some and after in "VAE") or (low.endswith("s") and low.removesuffix("s") in scene.cues.sources and after in "VA")
    if many and last - source[0] == 2 and unit.low[source[0]] in unit.grammar.plain_articles and unit.tag[last - 1] == "n":
        # "the man | police say planted the bomb", "a drug | scientists hope will cure it"
        return last, source[1]
    complement = after == "D" and "obj_comp" in hit.cue.kinds
    if not (after in "VA" or complement or unit.finite(0, source[0])):
        return source
    first = len(unit.line[: source[1]].rstrip("X"))
    if source[0] < first < source[1] and unit.tag[source[0]] == "D" and set(unit.line[source[0] + 1 : first]) == {"n"} and (
            unit.low[first - 1] not in scene.cues.sources):
        # "an area | Tolia considers its own"
        return first, source[1]
    if after not in "VA":
        return source
    names = (i for i in range(source[0] + 1, source[1] - 1) if unit.tag[i] == "X" and unit.tag[i - 1] == unit.tag[i + 1] == "n")
    return (next(names, source[0]), source[1])


def _mover(scene: Scene, hit: Hit) -> Range | None:
    """Return who does what an infinitive says: the verb's subject, or its object (``tests led experts to conclude``)."""
    unit, end = scene.unit, hit.first - 1
    moved = noun_before(unit, end)
    while moved and unit.low_at(moved[0] - 1) == "of" and moved[0] > 1 and (outer := noun_before(unit, moved[0] - 1)):
        # "prompting the mayor of the town to ask"
        moved = outer[0], moved[1]
    if moved and unit.low_at(moved[0] - 1) in unit.grammar.causing:
        return moved
    return scene.verb_subject(hit.at - 1, inner_too=True)


def _spender(scene: Scene, hit: Hit, verb: int) -> Range | None:
    """Return who needed what ``verb`` tells: ``it took | Roe | a week to admit``, ``it took a week for | Roe | to admit``, ``it fell to | Roe | to``."""
    unit = scene.unit
    behind = noun_before(unit, hit.first - 1)
    if behind and unit.low_at(behind[0] - 1) in {"for", "to"}:
        return behind if tells(scene, behind) else None
    first = verb + 1 + (unit.tag_at(verb + 1) == "D")
    end = first + 1
    while unit.tag_at(end) in "nX" and unit.tag_at(first) in "nX" and tells(scene, (first, end + 1)):
        end += 1
    return (verb + 1, end) if tells(scene, (first, end)) else None


def _wanted(scene: Scene, hit: Hit) -> bool:
    """Return whether an infinitive is what an earlier cue expects or asks of its object (``expects them to ask``)."""
    unit = scene.unit
    asked = any("obj_inf" in other.cue.kinds and other.last < hit.first and not {",", "C"} & set(unit.tag[other.last : hit.first])
                for other in scene.hits)
    if asked:
        return True
    contents = (stretch for draft in scene.drafts.values() if draft.hit.at < hit.at for stretch in draft.content)
    return any(a <= hit.first < b and not has_verb(scene.unit, a, hit.first) for a, b in contents)


def _is_noun_after_all(scene: Scene, hit: Hit, source: Range) -> bool:
    """Return whether a form like ``claims`` has a verb in its would-be subject (``had been probing claims that``)."""
    unit = scene.unit
    if hit.first != hit.at or unit.tag[hit.at] == "E":
        return False
    if source[1] == source[0] + 1 and unit.low[source[0]] in unit.grammar.plain_articles:
        # "An earlier report by the press that"
        return True
    if unit.low_at(source[0] - 1) in unit.grammar.letting or unit.low[source[0]] in unit.grammar.letting:
        # "would let rich countries count loans as aid"
        return not unit.low[hit.at].endswith("s")
    if unit.low[hit.at].removesuffix("s") not in scene.cues.homographs:
        return False
    if unit.tag_at(time_behind(unit, hit.last) or hit.last) in "VE" and time_behind(unit, hit.last):
        # "the plantings report this week indicated"
        return True
    behind = base_np(unit, hit.last + 1)
    if unit.tag_at(hit.last) == "I" and behind > hit.last + 1 and unit.tag_at(behind) == "A" and unit.tag[source[1] - 1] != "P":
        # "City hopes for a win are alive"
        return True
    return any((unit.tag[i] in "VGE" and (i == source[0] or unit.tag[i - 1] in "XPRA")) or (
        unit.tag[i] == "B" and unit.tag[i - 1] == "T") for i in range(*source))


def _with_office(scene: Scene, hit: Hit, source: Range | None) -> Range | None:
    """Return ``source`` with the office or name before it whose second comma is lost: ``Kern's aide, Secretary Ada Roe told``, ``Ada Roe, head of the bank told``."""
    unit = scene.unit
    comma = source[0] - 1 if source else 0
    if source and comma >= FULL_NAME and set(unit.line[:comma]) == {"X"} and unit.line[comma] == ",":
        posted = unit.low[source[0]] in scene.cues.sources and unit.tag_at(source[0] + 1) == "I" and unit.tag_at(hit.last) != ","
        # "Ada Roe, a nurse from Velm said it was late"
        if posted or (unit.low[source[0]] in unit.grammar.indefinite_articles and "," not in unit.line[hit.first : scene.limit]):
            return 0, source[1]
    called = set(unit.line[slice(*source)]) if source else set()
    if source is None or comma < SHORTEST_OFFICE or unit.tag[comma] != "," or unit.tag_at(hit.last) == "," or "X" not in called or "C" in called:
        return source
    plain = unit.tag[0] in "DX" and set(unit.line[:comma]) <= set("DXnpIT#") and "X" in unit.line[:comma]
    return (0, source[1]) if plain and unit.low[base_np(unit, 0) - 1] in scene.cues.sources else source


def citing(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``citing X``: X vouches for what the nearest attribution of the sentence says."""
    unit = scene.unit
    end = noun_phrase(unit, hit.last, scene.limit, apposition=hit.at > 0)
    if hit.voice != "ing" or end == hit.last or unit.low_at(end) == "as":
        return None
    # "citing delays in bringing the Velm field on stream": no source, for all the names in it, but "citing one of the men"
    first = hit.last + 2 * ((unit.low[hit.last] in unit.grammar.holders or unit.tag[hit.last] == "#") and unit.low_at(hit.last + 1) == "of")
    plain = next((i for i in range(first, end) if unit.tag[i] == "I"), end)
    feeling = scene.cues.nouns.get(unit.low[plain - 1])
    if not names_source(scene, first, plain) or (feeling and feeling.cls == "belief"):
        # "citing safety concerns"
        return None
    nearest = min((draft for draft in scene.drafts.values() if draft.main), key=lambda d: abs(d.hit.at - hit.at), default=None)
    if nearest is None:
        return None
    return Draft(hit, "citing", nearest.content, (hit.last, end), [(hit.at, hit.last)])


def late_quote(scene: Scene, hit: Hit) -> Draft | None:
    """Read ``X said in a statement after the council adjourned, "..."``: a quotation no other cue has taken."""
    unit = scene.unit
    at = next((i for i in sorted(unit.quote) if i > hit.last), None)
    if at is None or unit.tag[at - 1] not in ",:" or at + 1 < scene.limit:
        return None
    if any(hit.at < other.at < at and other.voice != "noun" for other in scene.hits) or any(a <= at < b for d in scene.drafts.values() for a, b in d.content):
        return None
    who = scene.subject_at(hit.first) or scene.shared(hit)
    return Draft(hit, "right", [(at, at + 1)], who, [(hit.first, hit.last)], quoted=True, main=True) if who else None
