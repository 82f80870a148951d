"""Conjunctions in content: whether a clause or verb behind one is still reported, or the agency or speaker goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import behind_adverbs, is_base, participle_goes_on
from wireparse.stages.attributions.clauses import CLOSING, has_verb, verb_soon, weakly_finite
from wireparse.stages.attributions.phrases import base_np

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.units import Unit

SUBJECT_REACH = 15
LINK_REACH = 12
LINKED = frozenset({"obj_prep"})
"""The frame of a cue that takes an object with a preposition alone (``gave the toll as nine``)."""
TWO = 2
# How far before a "but" stands the verb that one behind it may be like.
ALIKE = 6


def goes_on(unit: Unit, start: int, conjunction: int, cues: Cues) -> bool:
    """Return whether the conjunction joins two subjects, or a verb that goes on from one in the content that starts at ``start``."""
    return (_parallel(unit, start, conjunction, cues) or _past_on(unit, start, conjunction, cues) or _present_on(unit, start, conjunction) or _told_on(unit, start, conjunction) or _two_subjects(unit, start, conjunction)
            or _shifted(unit, conjunction, cues) or _of_one(unit, start, conjunction, cues))


def _of_one(unit: Unit, start: int, conjunction: int, cues: Cues) -> bool:
    """Return whether a verb of one goes on, where many speak: ``they believe the offer is fair and recognises their rights``."""
    at = behind_adverbs(unit, conjunction + 1, len(unit))
    low = unit.low_at(at)
    one = unit.tag_at(at) in "BV" and low.endswith("s") and not low.endswith("ss") and unit.tag_at(at + 1) in "DXOSn"
    return one and is_base(unit.low_at(start - 1 - (unit.low_at(start - 1) == "that")), cues)


def verb_goes_on(unit: Unit, conjunction: int, limit: int, cues: Cues) -> bool:
    """Return whether a further verb of the content follows ``conjunction``: ``, he said, and reopened``, no ``and warned``.

    A plain past behind "but" is the speaker's: ``, he said, but gave no details``.
    """
    at = behind_adverbs(unit, conjunction + 1, limit)
    tag, low = unit.tag_at(at), unit.low_at(at)
    if at >= limit or not (tag in "VAE" or (tag == "B" and unit.tag_at(at + 1) in "DTO#")):
        return False
    if unit.low[conjunction] == "but" and (tag == "E" or low in unit.grammar.negated):
        return False
    present = tag == "B" or _present(unit, at) or low in unit.grammar.present
    return present or not is_cue(unit, behind_auxiliaries(unit, at), cues)


def clause_goes_on(unit: Unit, conjunction: int, limit: int) -> bool:
    """Return whether a further clause of the content, in its tense, follows ``conjunction`` (``was sinking, he said, and it would ...``)."""
    if unit.low[conjunction] != "and" or unit.tag_at(conjunction + 1) not in "DPnX#R":
        return False
    verb = first_finite(unit, conjunction + 1, limit)
    # "one million of them die"
    acts = next((i for i in range(conjunction + 1, max(verb, min(limit, conjunction + SUBJECT_REACH))) if unit.tag[i] in "VAEB,;HSQ"), limit)
    if unit.tag_at(acts) in "VAEB" and not unit.grammar.taken_up.isdisjoint(unit.low[conjunction + 1 : acts]):
        # "fell ill, she said, and the youngest died": the subject takes up what was said
        return True
    # "and the fourth, a student, was shot"
    verb = _behind_apposition(unit, conjunction + 1, limit) or verb
    told = {*unit.low[:conjunction]}
    # "is worth 4 million, the paper reported, and the striker can leave in May"
    ahead = unit.low[verb] in unit.grammar.possible - unit.grammar.backshifted and unit.grammar.backshifted.isdisjoint(told) and "A" in unit.line[:conjunction]
    return unit.tag[verb] == "A" and (ahead or unit.low[verb] in unit.grammar.backshifted or unit.low[verb] in told)


def first_finite(unit: Unit, at: int, limit: int) -> int:
    """Return the index of the first verb of the clause at ``at``, or of the mark or conjunction before it."""
    found = CLOSING.search(unit.line, at, min(limit, at + SUBJECT_REACH))
    return found.start() if found else at


def new_clause(unit: Unit, start: int, at: int, limit: int, cues: Cues, *, clause: bool) -> bool:
    """Return whether the conjunction at ``at`` opens what is no longer reported: ``and said``, ``but they ...``.

    The content starts at ``start``; of a ``clause`` more is taken for reported than of an infinitive or noun phrase.
    """
    i = behind_adverbs(unit, at + 1, limit)
    if unit.tag_at(i) == "," and i < limit:
        # "and, thanking them for it, pleaded for calm"
        i = unit.next_comma(i + 1, limit) + 1
    if i >= limit or _joins_words(unit, at, i) or unit.low_at(at - 1) in unit.grammar.exceptions or _corrects(unit, start, at):
        return False
    if _gives_name(unit, first_verb(unit, i, limit), cues):
        return False
    if clause and unit.line[at - 2 : at + 2] == ",nCn" and unit.tag[at - 3] == "n":
        # "hid it from doctors, patients and regulators": the last of a list
        return False
    if unit.line[i : i + 2] == "PA" and (i + TWO >= limit or unit.tag[i + TWO] == ","):
        # "said he would die before he saw it, and he did"
        return True
    if unit.low[at] == "but" and unit.low[i] == "that" and unit.tag_at(i + 1) == "A":
        # "said it was over, but that has not been confirmed"
        return True
    if unit.tag[i] == "P" and unit.low[i] in unit.grammar.first_person:
        # inside a quotation: "We told them it was dangerous and we left"
        return True
    if not clause and (unit.tag[i] in "VA" or (unit.low[i] == "that" and unit.tag_at(i + 1) not in "VA") or _back_in_past(unit, start, at, i)):
        return True
    if unit.tag[i] == "G" and is_cue(unit, i, cues):
        # "denied shelling the town or arming the rebels", "charges of inciting people and expressing hatred", "paid up, cutting jobs,
        # selling mills and introducing a tax"
        return "G" not in unit.tag[start : start + 2] and "IG" not in unit.line[start:at] and unit.line.count(",G", start, at) < TWO
    if _tells_anew(unit, at, i, limit, cues, clause=clause):
        return True
    turned = _turns(unit, at, i, limit, cues, clause=clause) if unit.low[at] == "but" else None
    if turned is not None:
        return turned
    if told := _behind_apposition(unit, i, limit):
        # "and Roe, himself a former runner, was quoted as saying"
        return is_cue(unit, behind_auxiliaries(unit, told), cues)
    if not clause and unit.tag[start] == "T" and "S" not in unit.line[start:at] and _acts(unit, i, limit):
        # "were told to stay at home and some firms closed their doors"
        return True
    if unit.low[at] == "or" or unit.tag[i] not in "DPnX#" or not verb_soon(unit, i, unit.next_comma(i, limit)):
        return False
    if not clause and unit.line[at - 1] != "," and unit.line[i : i + 2] == "PA" and "that" in unit.low[start:at]:
        # "urged him to tell visitors that it was safe and they should come"
        return False
    if not clause and (unit.tag[at - 1] == "," or unit.tag[i] == "P"):
        return True
    verb = _past_relative(unit, i, limit)
    tense = unit.tag_at(verb) == "E" or unit.grammar.backshifted.isdisjoint(unit.low[start:at])
    if unit.tag[i] == "P" and unit.tag[at - 1] != "," and tense and any(cue.cls == "belief" for cue, _ in cues.verbs.get(unit.low_at(verb), ())):
        # "said trade was slow and he hoped for better": told by himself
        return False
    if unit.tag_at(verb) == "E" and unit.tag_at(verb + 1) in ",." and "been" in unit.low[start:at]:
        # "wages had been too high and too much money printed"
        return False
    # "and a vote is held": what is done, not what is said
    return unit.low_at(verb - 1) not in unit.grammar.passive and is_cue(unit, verb, cues)


def _tells_anew(unit: Unit, at: int, i: int, limit: int, cues: Cues, *, clause: bool) -> bool:
    """Return whether the verb at ``i``, behind the conjunction at ``at``, is the speaker's next (``and called for``, ``but would not discuss it``)."""
    verb = behind_auxiliaries(unit, i)
    # A participle has no object: "was beaten and accused of", but "was beaten and accused the guards", "and called for".
    passive = (unit.tag_at(i + 1) not in "DnX#OPSQ" or unit.low_at(i + 1) == "as") and not links_alone(unit, i, cues)
    parallel = unit.tag[i] == "E" and clause and passive and participle_goes_on(unit, at)
    # "but would not discuss it"
    withheld = unit.low[at] == "but" and unit.low_at(verb) in cues.withheld
    # "would guard the bridge and not allow a crossing"
    unsaid = unit.low_at(at + 1) == "not" and unit.tag_at(verb) == "B"
    tells = verb < limit and not unsaid and (unit.tag[verb] in "VE" or unit.tag_at(verb - 1) in "AR") and (withheld or is_cue(unit, verb, cues) or _voices(unit, verb, cues))
    return tells and not parallel


def decides(unit: Unit, start: int, conjunction: int, cues: Cues) -> bool:
    """Return whether a plain past is the act of who spoke: ``said the case was clear and (jailed them)``, ``said the law was bad and (dropped it)``."""
    verb, own = behind_adverbs(unit, conjunction + 1, len(unit)), first_finite(unit, start, conjunction)
    past = unit.tag_at(verb) in "EV" and not unit.low_at(verb).endswith("s")
    if not past or unit.tag[conjunction - 1] == "," or unit.tag[start] == "P" or unit.low[own] not in unit.grammar.be:
        return False
    who = {*unit.low[start:own], *(low.removesuffix("s") for low in unit.low[start:own])}
    mute = (cues.sources - cues.documents).isdisjoint(who) and "X" not in unit.line[start:own]
    return mute and unit.low[verb] in unit.grammar.decreed and (unit.tag_at(verb + 1) in "DXn#O" or unit.low_at(verb + 1) in unit.grammar.objects)


def _gives_name(unit: Unit, verb: int, cues: Cues) -> bool:
    """Return whether the participle at ``verb`` gives a thing its name (``and a lung condition called bertosis``, but ``and a guard called police``)."""
    opens = len(unit.line[:verb].rstrip("nXR"))
    thing = opens < verb and unit.low_at(opens - 1) in unit.grammar.indefinite_articles and unit.low[verb - 1] not in cues.sources
    return thing and unit.low_at(verb) in unit.grammar.titling and unit.tag_at(verb + 1) in "nXQ"


def _joins_words(unit: Unit, at: int, i: int) -> bool:
    """Return whether the conjunction at ``at`` joins numbers or adjectives: ``between 5 and 8 points``, ``oil-rich but poverty-plagued``."""
    return unit.tag[at - 1] == unit.tag[i] == "#" or (unit.tag[i] == "E" and "-" in unit.low[i])


def _acts(unit: Unit, at: int, limit: int) -> bool:
    """Return whether a subject at ``at``, examples of it in commas left out, does something in the past (``some firms closed their doors``)."""
    verb = first_verb(unit, at, limit)
    comma = unit.next_comma(at, limit)
    if verb == len(unit) and unit.low_at(comma + 1) == "such":
        verb = first_verb(unit, unit.next_comma(comma + 1, limit), limit)
    return unit.tag[at] in "Dn#X" and unit.tag_at(verb) == "E" and unit.tag_at(verb + 1) in "DX#n" and unit.tag_at(verb - 1) in "nXR,"


def _behind_apposition(unit: Unit, at: int, limit: int) -> int:
    """Return the index of the verb that an apposition in commas parts from the name at ``at``, or 0."""
    opening = unit.next_comma(at, limit)
    closing = unit.next_comma(opening + 1, limit)
    named = at < opening and set(unit.line[at:opening]) <= set("DXn#IOp") and (unit.tag_at(opening + 1) == "H" or not unit.finite(opening, closing))
    return closing + 1 if named and closing + 1 < limit and unit.tag[closing + 1] in "VA" else 0


def _past_relative(unit: Unit, at: int, limit: int) -> int:
    """Return the index of the first verb form behind the subject at ``at``, its relative clause left out (``a guard who fled | said``)."""
    verb = first_verb(unit, at, limit)
    who = unit.line.find("H", at, min(limit, at + SUBJECT_REACH))
    if verb < len(unit) or who < 0:
        return verb
    own = first_verb(unit, who, limit)
    return next((i for i in range(own + 1, min(limit, own + SUBJECT_REACH)) if unit.tag[i] == "V"), len(unit))


def _turns(unit: Unit, at: int, i: int, limit: int, cues: Cues, *, clause: bool) -> bool | None:
    """Return whether the "but" at ``at``, its clause opening at ``i``, leaves what is reported; None where that does not tell."""
    tag = unit.tag[i]
    verb = behind_auxiliaries(unit, i)
    if unit.low_at(verb + 1) == "no" and unit.tag_at(verb) in "VEB":
        # "would free the hostages but set no date", "but would give no date"
        return True
    if unit.low_at(at + 1) == "also" and tag in "nEI" and unit.tag_at(i + 1) not in "DnXOP#S":
        # "was weary but also excited at it"
        return False
    if tag == "E" and clause and participle_goes_on(unit, at) and unit.tag_at(i + 1) not in "DnXOP#SQTG":
        # "said a request had been made but turned down"
        return False
    if tag in "VE":
        # "said Morva backs the plan, but favours ...": a present tense stays with the present before it.
        return unit.tag[at - 1] != "," or not unit.low[i].endswith("s")
    if not clause and unit.low[i] in unit.grammar.lasting:
        # "agreed to share the seats but need more talks"
        return True
    noun_like = tag == "B" and unit.tag_at(i + 1) == "n" and not unit.low[i].endswith("s")
    if tag in "DPnX#" or noun_like:
        # "said the dam was full, but the town would be spared": what is foreseen is said too
        verb = first_finite(unit, i, limit)
        # 'said the vote was calm but the count "lacked transparency"'
        told = unit.tag[verb] == "Q" and unit.opening[verb] in "VAE"
        # "suggesting inflation is easing but growth is holding up"
        alike = unit.tag[verb] == "A" and unit.tag[at - 1] != "," and unit.low[verb] not in unit.grammar.backshifted and unit.low[verb] in unit.low[max(0, at - ALIKE) : at]
        told = told or ((alike or unit.low[verb] in unit.grammar.foreseen) and not is_cue(unit, behind_auxiliaries(unit, verb), cues))
        return verb_soon(unit, i, limit) and not (clause and told)
    return None


def _corrects(unit: Unit, start: int, conjunction: int) -> bool:
    """Return whether a "but" takes up a "not only" (``not only was the road closed, but two bridges were down``)."""
    if unit.low[conjunction] != "but":
        return False
    return any(unit.low[i] == "not" and unit.low[i + 1] == "only" for i in range(start, conjunction))


def _back_in_past(unit: Unit, start: int, conjunction: int, at: int) -> bool:
    """Return whether the past at ``at`` goes on with the clause around an infinitive (``told them to leave and burned ...``)."""
    if unit.tag[conjunction - 1] == "n" and unit.tag[conjunction - 2] == "I" and unit.tag_at(at + 1) == "n":
        # no verb in "on domestic and imported oils"
        return False
    past = unit.tag[at] == "E" and unit.low[at].endswith("ed") and unit.tag_at(at + 1) in "DnXOP#TSR"
    return past and not any((unit.tag[i] in "EH" and unit.low[i] not in unit.grammar.comparing) or unit.low[i] in unit.grammar.passive for i in range(start, conjunction))


def _parallel(unit: Unit, start: int, conjunction: int, cues: Cues) -> bool:
    """Return whether the -s form behind ``conjunction`` goes on from one in the content (``freezes wages and introduces``)."""
    at = behind_adverbs(unit, conjunction + 1, len(unit))
    if not _present(unit, at):
        return False
    if unit.tag[at] == "A" and unit.low_at(behind_auxiliaries(unit, at)) in cues.verbs:
        return False
    kinds = "VA" if unit.tag[at] == "A" else "V"
    return any(unit.tag[i] in kinds and _present(unit, i) for i in range(start, conjunction)) or _acts_on(unit, start, conjunction)


def _acts_on(unit: Unit, first: int, last: int) -> bool:
    """Return whether an -s form that may be a noun stands between one thing and its object: ``the contract (freezes) wages``."""
    return any(unit.low[i].endswith("s") and not unit.low[i - 1].endswith("s") and unit.tag[i - 1] in "nXB" and unit.tag[i + 1] in "nDX#O"
               for i in range(first + 1, last - 1) if unit.tag[i] == "B")


def _past_on(unit: Unit, start: int, conjunction: int, cues: Cues) -> bool:
    """Return whether a past goes on from one in content that is told now (``they say the whole bar stood up and sang``)."""
    cue = start - 1 - (unit.low_at(start - 1) == "that")
    told_now = unit.tag_at(cue) in "BV" and unit.low_at(cue) in cues.verbs and (unit.low[cue].endswith("s") or is_base(unit.low[cue], cues))
    past = unit.low[conjunction] == "and" and not is_cue(unit, conjunction + 1, cues) and (unit.tag_at(conjunction + 1) == "E" or unit.low_at(conjunction + 1) in unit.grammar.pasts)
    own = first_finite(unit, start, conjunction)
    return told_now and past and unit.tag[conjunction - 1] != "," and (unit.tag[own] == "E" or unit.low[own] in unit.grammar.pasts)


def _present_on(unit: Unit, start: int, conjunction: int) -> bool:
    """Return whether a negation in the present, or what is to come, goes on from a present in the content, told in the past.

    ``said it is ready and doesn't expect ...``, ``said they intend to close it and will ...``.
    """
    cue = start - 1 - (unit.low_at(start - 1) == "that")
    told = unit.tag_at(cue) == "E" or (unit.low_at(cue) in unit.grammar.sayers and unit.low[cue].endswith("d"))
    if told and unit.low_at(conjunction + 1) in unit.grammar.coming - unit.grammar.backshifted and unit.low[conjunction] == "and":
        # "said they intend to close it and will consider a sale"
        return unit.grammar.backshifted.isdisjoint(unit.low[start:conjunction])
    verb = unit.low_at(first_finite(unit, start, conjunction))
    now = verb not in unit.grammar.backshifted and verb in unit.grammar.be | unit.grammar.have | unit.grammar.present
    # "noted that Lim is willing to learn and expects help", but "said demand is strong and expects growth"
    third = unit.tag_at(conjunction + 1) == "V" and unit.low[conjunction + 1].endswith("s") and unit.tag[start] == "X"
    return told and now and (third or unit.low_at(conjunction + 1) in unit.grammar.denying_now)


def _shifted(unit: Unit, conjunction: int, cues: Cues) -> bool:
    """Return whether an auxiliary of reported speech goes on (``said Kern had left and was weighing a return``)."""
    at = behind_adverbs(unit, conjunction + 1, len(unit))
    low = unit.low_at(at)
    if unit.low[conjunction] == "but":
        # "said she had felt strong but had decided to wait", but "said he would go but would not say when", "but would give no date"
        told = low in unit.grammar.coming or not unit.grammar.backshifted.isdisjoint(unit.low[:conjunction])
        plain = unit.tag_at(at + 1) != "R" and unit.tag_at(conjunction - 1) != "," and unit.low_at(behind_auxiliaries(unit, at) + 1) != "no"
        # "said Wei had been watched, but was left alone over the weekend"
        return told and low in unit.grammar.backshifted and (
            plain or (low not in unit.grammar.coming and unit.tag_at(at + 1) == "E" and not is_cue(unit, at + 1, cues)))
    return low in unit.grammar.backshifted


def _two_subjects(unit: Unit, start: int, conjunction: int) -> bool:
    """Return whether the conjunction joins subjects, with no verb before it (``said Kern and others had left``)."""
    behind, plain = conjunction + 1, unit.tag[start] not in "TI" and unit.tag[conjunction - 1] not in ",Q" and unit.low[conjunction] != "but"
    if unit.tag_at(behind) in "VA" or (unit.tag_at(behind) == "E" and unit.tag_at(behind + 1) in "DOP"):
        # "denied any part in the raid and accused the army"
        return False
    # "a plan that the army and the police call a farce", "what governments and rights groups describe as abuse"
    nouns = len(unit.line[:conjunction].rstrip("DnX#p"))
    relative = start < nouns < conjunction and (unit.tag[nouns - 1] == "H" or unit.low[nouns - 1] in {"that", "what"})
    return plain and (relative or not has_verb(unit, start, conjunction))


def behind_auxiliaries(unit: Unit, at: int) -> int:
    """Return the index behind the auxiliaries and adverbs at ``at``."""
    while unit.tag_at(at) in "AR":
        at += 1
    return at


def _present(unit: Unit, at: int) -> bool:
    """Return whether a third person of the present stands at ``at`` (``freezes``, ``is``)."""
    return unit.tag_at(at) in "VA" and unit.low_at(at).endswith("s") and unit.low_at(at) != "was"


def _told_on(unit: Unit, start: int, conjunction: int) -> bool:
    """Return whether a plain past goes on from one with a person for its subject (``said Kern left and ordered ...``)."""
    if unit.tag[start] not in "PX" or unit.low[start] == "it" or unit.tag_at(conjunction - 1) == ",":
        return False
    if unit.low[conjunction] == "but" and unit.tag_at(conjunction + 2) == "S":
        # "said he believed the driver but admitted that ..."
        return False
    verb = next((i for i in range(start + 1, conjunction) if unit.tag[i] in "VAE"), conjunction)
    # "claimed Kern was ill and called him a puppet": the pronoun is he whom the content is about
    own = unit.tag_at(conjunction + 1) == "E" and unit.tag_at(conjunction + 2) != "O"
    if unit.low_at(conjunction + 1) in unit.grammar.perceived and unit.low_at(verb) in unit.grammar.perceived:
        # "said they heard gunfire and saw soldiers"
        return True
    return unit.tag_at(verb) == "E" and own and "V" not in unit.tag[start:conjunction]


def links_alone(unit: Unit, at: int, cues: Cues) -> bool:
    """Return whether the cue form at ``at`` has its preposition behind it, and takes nothing but that (``called for``)."""
    entries = cues.verbs.get(unit.low[at], ())
    return any(frame.kind in {"prep", "prep_inf"} and frame.link == unit.low_at(at + 1) and not cue.addresses and frame.link not in cue.links
               for cue, _ in entries for frame in cue.frames)


def _voices(unit: Unit, verb: int, cues: Cues) -> bool:
    """Return whether the verb has a noun that is a cue for its object (``and renewed its call for talks``, ``and voiced hope``)."""
    if unit.low[verb] not in unit.grammar.voicing:
        return False
    if unit.tag_at(verb + 1) == "D" and unit.low[verb + 1] not in unit.grammar.third_owners:
        return False
    nouns = (cues.nouns.get(low) for low in unit.low[verb + 1 : base_np(unit, verb + 1)])
    return any(noun and noun.kinds - {"doc"} for noun in nouns)


def is_cue(unit: Unit, at: int, cues: Cues) -> bool:
    """Return whether a form of a cue stands at ``at``, with its particle if it has one (``made clear``, not ``made to``)."""
    entries = cues.verbs.get(unit.low_at(at), ())
    # "and will give an answer in May": only with "as"
    behind, particle = unit.low[at : at + LINK_REACH], unit.low_at(at + 1)
    # "and others held back": another verb than "hold"
    apart = particle in unit.grammar.particles and unit.tag_at(at + 2) not in "nDX#"
    return any((particle == cue.particle if cue.particle or apart else True) and (
        cue.kinds != LINKED or not cue.links.isdisjoint(behind) or unit.low_at(at - 1) not in unit.grammar.coming) for cue, _ in entries)


def first_verb(unit: Unit, at: int, limit: int) -> int:
    """Return the index of the first verb form behind the subject at ``at``, or one outside the unit."""
    for i in range(at + 1, min(limit, at + SUBJECT_REACH)):
        # "as the defeated candidate refused"
        colours = unit.tag[i] == "E" and unit.tag[i - 1] == "D" and unit.tag_at(i + 1) == "n"
        if not colours and (unit.tag[i] in "VE" or (unit.tag[i] == "B" and (unit.tag_at(i + 1) == "P" or weakly_finite(unit, i)))):
            return i
        if unit.tag[i] in ",;HS" or (unit.tag[i] == "C" and unit.finite(at, i)):
            break
    return len(unit)
