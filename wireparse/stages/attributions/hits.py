"""Cue occurrences: where a unit holds a cue, in which form and voice, and what rules it out."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireparse.stages.attributions.asides import comments
from wireparse.stages.attributions.cues import load_cues
from wireparse.stages.attributions.grammar import load_grammar
from wireparse.stages.attributions.joints import first_verb, is_cue
from wireparse.stages.attributions.voices import CLAUSE_REACH, verb_group, voice
from wireparse.words import Kind

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cue, Cues
    from wireparse.stages.attributions.units import Unit

# Where the main clause goes on behind a comma.
RESUMED = re.compile(",R*(?:I?W)?R*[VAEB]")
NEGATIVE = frozenset(["no", "not"])
HELD = 9
NOBODY = 6
SINGLE = Kind(lambda pack: load_cues(pack).single.__contains__)
KNOWN = Kind(lambda pack: load_cues(pack).known.__contains__)
TURN = Kind(lambda pack: load_cues(pack).turns.__contains__)
BLOCKING = Kind(lambda pack: load_cues(pack).blocks.keys.__contains__)
# All that _supposed and _by_nobody look for.
BARRING = Kind(lambda pack: NEGATIVE.union(load_grammar(pack).conditions, load_grammar(pack).nobody, load_grammar(pack).anybody).__contains__)
THINKING = frozenset(["belief", "prediction", "estimate"])


@dataclass(slots=True, eq=False, repr=False)
class Hit:
    """One cue in one unit: items ``first`` to before ``last`` are its words, ``at`` the one that was looked up.

    ``voice`` is finite, passive, reduced (a passive participle alone), ing, infinitive, noun, adjective, phrase, or held
    (a phrase around its source).
    """

    at: int
    first: int
    last: int
    cue: Cue
    voice: str


def find_hits(unit: Unit, cues: Cues) -> list[Hit]:
    """Return the readings of the cue words of ``unit`` from left to right; of one word, the likelier reading first."""
    phrased = TURN.search(unit.kinds) is not None
    places = (KNOWN if phrased else SINGLE).places(unit.kinds)
    if not places or (unit.tag[0] == "A" and not unit.quote and unit.text[unit.end[-1] - 1] == "?"):
        # "Did that rule out a trial?": the agency's own question
        return []
    found: list[Hit] = []
    # Words in which no cue is one: "needless to say".
    blocked = cues.blocks.inside(unit.low, BLOCKING.places(unit.kinds))
    barred = BARRING.search(unit.kinds) is not None
    for at in places:
        if at not in blocked:
            found += (_phrase(unit, at, cues) if phrased else []) or _readings(unit, at, cues, barred=barred)
    return found


def no_cue(kinds: str, first: int = 0, last: int = sys.maxsize) -> bool:
    """Return whether no cue can stand among the words of these ``kinds``, from ``first`` to before ``last``."""
    return not (SINGLE.search(kinds, first, last) or TURN.search(kinds, first, last))


def _readings(unit: Unit, at: int, cues: Cues, *, barred: bool) -> list[Hit]:
    """Return the readings of one word; behind a form of be, a comma or nothing the adjective comes before the verb it looks like.

    ``barred`` where the unit holds a word of conditions or of nobody.
    """
    low = unit.low[at]
    if unit.tags_around[at - 1] == "," and comments(unit, at) and _taken_up(unit, at, cues):
        return []
    plain = _verbs(unit, at, cues, barred=barred) if low in cues.verbs else []
    if low in cues.nouns:
        plain += _noun(unit, at, cues)
    if low not in cues.adjectives:
        return plain
    adjectives = _adjective(unit, at, cues)
    # "Officials, worried that it might burst, left", but "Ada Kole, the mayor, worried that it might burst"
    first = bool(adjectives) and (adjectives[0].first < at or at == 0 or (unit.tag[at - 1] == "," and bool(RESUMED.search(unit.line, at))))
    return [*adjectives, *plain] if first else [*plain, *adjectives]


def _taken_up(unit: Unit, noun: int, cues: Cues) -> bool:
    """Return whether the noun is itself what somebody comments on (``, charges he denies``, ``, claims the army called lies``)."""
    verb = first_verb(unit, noun + (unit.low_at(noun + 1) == "that"), len(unit))
    return is_cue(unit, verb, cues) and (unit.tag_at(verb + 1) not in "DXPOnS#T" or unit.low_at(verb + 1) == "as")


def _phrase(unit: Unit, at: int, cues: Cues) -> list[Hit]:
    match = cues.phrases.at(unit.low, at)
    if match:
        return [Hit(at, at, match[0], match[1], "phrase")] if "apart" not in match[1].kinds or _apart(unit, at, match[0], cues) else []
    return _held(unit, at, cues) if unit.tag[at] == "I" else []


def _apart(unit: Unit, at: int, last: int, cues: Cues) -> bool:
    """Return whether a phrase stands apart, with somebody behind it (``..., per the ministry``, but ``5 dollars per share``)."""
    return (at == 0 or unit.tag[at - 1] in ",Q-") and (unit.tag_at(last) in "DX" or unit.low_at(last) in cues.sources)


def _held(unit: Unit, at: int, cues: Cues) -> list[Hit]:
    """Return the phrase at ``at`` that its owner parts (``in the ministry's view``, ``by her own account``)."""
    for i in range(at + 2, min(len(unit), at + HELD)):
        cue = cues.held.get((unit.low[at], unit.low[i]))
        if cue and owner_end(unit, i) > at + 1 and (cue.cls == "belief" or unit.tag_at(at - 1) in ",.SC"):
            return [Hit(at, at, i + 1, cue, "held")]
        if unit.tag[i] not in "DnXpWBR":
            break
    return []


def owner_end(unit: Unit, noun: int) -> int:
    """Return the index behind the owner of the noun at ``noun``, its 's left out, or 0 where it has none."""
    end = noun - (unit.low_at(noun - 1) == "own")
    if unit.tag_at(end - 1) == "p":
        return end - 1
    return end if unit.low_at(end - 1) in unit.grammar.owners else 0


def _verbs(unit: Unit, at: int, cues: Cues, *, barred: bool) -> list[Hit]:
    entries, tag = cues.verbs.get(unit.low[at]), unit.tag[at]
    if not entries or tag == "n" or (tag == "X" and at > 0):
        return []
    found: list[Hit] = []
    group = None
    for cue, letters in entries:
        behind = at + 1
        if cue.particle:
            behind += cue.particle != "it" and unit.low_at(behind) == "it" and unit.tag_at(at + 2) in "VnR"
            if unit.low_at(behind) != cue.particle:
                continue
            behind += 1
        if unit.low_at(behind) == "nothing" and unit.low_at(behind + 1) != "but" and unit.tag_at(behind + 1) not in "VA":
            # but "said nothing had been decided"
            continue
        if group is None:
            group = verb_group(unit, at)
            if barred and (_supposed(unit, group.first) or _by_nobody(unit, group.first - 1)):
                return []
        if group.negated and cue.cls not in THINKING and cue.lemma not in unit.grammar.left_open:
            continue
        form = voice(unit, at, letters, group, cues, cue.cls)
        if form is not None:
            found.append(Hit(at, group.first, behind, cue, form))
    return sorted(found, key=lambda hit: not hit.cue.particle) if len(found) > 1 else found


def _supposed(unit: Unit, first: int) -> bool:
    """Return whether the verb group at ``first`` stands in a condition (``if the group claims the attack``)."""
    for i in range(first - 1, max(-1, first - CLAUSE_REACH), -1):
        if unit.low[i] in unit.grammar.conditions:
            return i == 0 or unit.tag[i - 1] in ",nXBRWEVSC"
        if unit.tag[i] not in "DnXpPR#B":
            break
    return False


def _by_nobody(unit: Unit, last: int) -> bool:
    """Return whether the subject that ends with the word at ``last`` is nobody (``none of the men``, ``no one here``)."""
    if unit.tag_at(last) == "H" and unit.low_at(last - 1) in unit.grammar.anybody:
        # "Anyone who says so is selling something"
        return True
    for i in range(last, max(-1, last - NOBODY), -1):
        if unit.tag[i] in ",QVEA" or (i == last and unit.low[i] == "and"):
            # "pleaded not guilty and told the court"
            break
        if unit.low[i] in unit.grammar.nobody or (unit.low[i] == "one" and unit.low_at(i - 1) == "no") or (unit.low[i] in NEGATIVE and _none(unit, i, last)):
            return True
    return False


def _none(unit: Unit, at: int, last: int) -> bool:
    """Return whether a negation at ``at`` opens a subject (``No minister said``, ``Not all Cubans insist``)."""
    opens = unit.low[at] == "no" and unit.tag_at(at - 1) in ".,SCQ" and unit.tag_at(at + 1) in "nR"
    return opens or (unit.low[at] == "not" and at < last and unit.tag[at + 1] in "Dn#")


def _noun(unit: Unit, at: int, cues: Cues) -> list[Hit]:
    cue = cues.nouns.get(unit.low[at])
    return [] if cue is None or (unit.tag[at] == "X" and at > 0) else [Hit(at, at, at + 1, cue, "noun")]


def _adjective(unit: Unit, at: int, cues: Cues) -> list[Hit]:
    cue = cues.adjectives.get(unit.low[at])
    if cue is None:
        return []
    # "were more hopeful", "the more hopeful dealers"
    edge = at - (unit.low_at(at - 1) in unit.grammar.grading)
    first, auxiliaries, negated = verb_group(unit, edge)
    if auxiliaries and auxiliaries[-1] not in unit.grammar.be:
        # "had not touched the ball"
        return []
    if first == edge and unit.low_at(edge - 1) in unit.grammar.linking:
        # "officials remain hopeful"
        first = edge - 1
    # "so upset he wept" tells what came of it.
    attributive = first == edge and (edge < at or unit.tag_at(edge - 1) == "D" or unit.low_at(edge - 1) == "so")
    unheld = (negated and cue.cls not in THINKING) or attributive
    return [] if unheld or _by_nobody(unit, first - 1) else [Hit(at, first, at + 1, cue, "adjective")]
