"""Cue occurrences: where a unit holds a cue, in which form and voice, and what rules it out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import participle_goes_on
from wireparse.stages.attributions.adjuncts import parting
from wireparse.stages.attributions.asides import comments
from wireparse.stages.attributions.clauses import has_verb
from wireparse.stages.attributions.cues import load_cues
from wireparse.stages.attributions.grammar import load_grammar
from wireparse.stages.attributions.joints import first_verb, is_cue, links_alone
from wireparse.stages.attributions.settle import in_relative
from wireparse.words import Kind

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cue, Cues
    from wireparse.stages.attributions.units import Unit

NEGATIVE = frozenset(["no", "not"])
HELD = 9
NOBODY = 6
CLAUSE_REACH = 7
SINGLE = Kind(lambda pack, low: low in load_cues(pack).single)
KNOWN = Kind(lambda pack, low: low in load_cues(pack).known)
TURN = Kind(lambda pack, low: low in load_cues(pack).turns)
BLOCKING = Kind(lambda pack, low: low in load_cues(pack).blocks.keys)
# All that _supposed and _by_nobody look for.
BARRING = Kind(lambda pack, low: low in NEGATIVE or low in load_grammar(pack).conditions or low in load_grammar(pack).nobody
               or low in load_grammar(pack).anybody)
THINKING = frozenset(["belief", "prediction", "estimate"])


@dataclass(slots=True)
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
    if unit.tag_at(at - 1) == "," and comments(unit, at) and _taken_up(unit, at, cues):
        return []
    plain = _verbs(unit, at, cues, barred=barred) if low in cues.verbs else []
    if low in cues.nouns:
        plain += _noun(unit, at, cues)
    if low not in cues.adjectives:
        return plain
    adjectives = _adjective(unit, at, cues)
    first = bool(adjectives) and (adjectives[0].first < at or at == 0 or unit.tag[at - 1] == ",")
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
    entries = cues.verbs.get(unit.low[at])
    if not entries or (unit.tag[at] == "X" and at > 0) or unit.tag[at] == "n":
        return []
    first, auxiliaries, negated = _group(unit, at)
    if barred and (_supposed(unit, first) or _by_nobody(unit, first - 1)):
        return []
    found: list[Hit] = []
    for cue, letters in entries:
        behind = at + 1
        if cue.particle:
            behind += cue.particle != "it" and unit.low_at(behind) == "it" and unit.tag_at(at + 2) in "VnR"
            if unit.low_at(behind) != cue.particle:
                continue
            behind += 1
        if unit.low_at(behind) == "nothing" and unit.low_at(behind + 1) != "but":
            continue
        voice = _voice(unit, at, letters, first, auxiliaries, cues, cue.cls)
        held = negated and cue.cls not in THINKING and cue.lemma not in unit.grammar.left_open
        if voice is not None and not held:
            found.append(Hit(at, first, behind, cue, voice))
    return sorted(found, key=lambda hit: not hit.cue.particle) if len(found) > 1 else found


def _supposed(unit: Unit, first: int) -> bool:
    """Return whether the verb group at ``first`` stands in a condition (``if the group claims the attack``)."""
    for i in range(first - 1, max(-1, first - CLAUSE_REACH), -1):
        if unit.low[i] in unit.grammar.conditions:
            return i == 0 or unit.tag[i - 1] in ",nXBRWEVS"
        if unit.tag[i] not in "DnXpPR#B":
            break
    return False


def _group(unit: Unit, at: int) -> tuple[int, list[str], bool]:
    """Return where the verb group that ends at ``at`` begins, its auxiliaries from left to right, and negation."""
    first, negated = at, False
    auxiliaries: list[str] = []
    i = at - 1
    while i >= 0:
        if opening := parting(unit, i):
            i = opening - 1
        if unit.line[i] == "T" and unit.low_at(i - 1) == "on" and unit.low_at(i - 2) in unit.grammar.going_on:
            # "the source went on to say"
            first, i = i - 2, i - 3
            continue
        low, timed = unit.low[i], (unit.tag[i] == "W" or unit.low[i] in unit.grammar.spans_of_time) and unit.tag_at(i - 1) == "A"
        if not (unit.tag[i] in "RA" or low in unit.grammar.bare or timed or _goes_on(unit, i)):
            break
        negates = low in unit.grammar.negations and unit.low[i + 1] not in unit.grammar.corrective
        negated = negated or negates or low.endswith("n't")
        if unit.tag[i] == "A" or low in unit.grammar.bare or _prolongs(unit, low):
            auxiliaries.insert(0, low)
            first = i
        i -= 1
    if unit.low_at(i) in {"or", "nor"} and i > 0 and unit.tag[i - 1] in "EVB" and not auxiliaries:
        # "has never confirmed or denied"
        negated = negated or _group(unit, i - 1)[2]
    return first, auxiliaries, negated


def _prolongs(unit: Unit, low: str) -> bool:
    """Return whether a word stands only for how the verb behind it goes on or reaches others: ``kept``, ``used``, ``heard``."""
    return low in unit.grammar.keeping or low in unit.grammar.habitual or low in unit.grammar.overheard


def _goes_on(unit: Unit, at: int) -> bool:
    """Return whether the word at ``at`` belongs to the verb behind it, which it only prolongs: ``he kept saying``, ``he used to say``."""
    used = at - (unit.tag[at] == "T")
    habit = unit.low_at(used) in unit.grammar.habitual and unit.tag_at(used + 1) == "T" and unit.tag_at(used - 1) != "A"
    heard = unit.low[at] in unit.grammar.overheard and unit.low_at(at - 1) in unit.grammar.be
    return habit or ((heard or unit.low[at] in unit.grammar.keeping) and unit.tag_at(at + 1) == "G")


def _by_nobody(unit: Unit, last: int) -> bool:
    """Return whether the subject that ends with the word at ``last`` is nobody (``none of the men``, ``no one here``)."""
    if unit.tag_at(last) == "H" and unit.low_at(last - 1) in unit.grammar.anybody:
        # "Anyone who says so is selling something"
        return True
    for i in range(last, max(-1, last - NOBODY), -1):
        if unit.tag[i] in ",QVEA":
            break
        if unit.low[i] in unit.grammar.nobody or (unit.low[i] == "one" and unit.low_at(i - 1) == "no") or (unit.low[i] in NEGATIVE and _none(unit, i, last)):
            return True
    return False


def _none(unit: Unit, at: int, last: int) -> bool:
    """Return whether a negation at ``at`` opens a subject (``No minister said``, ``Not all Cubans insist``)."""
    opens = unit.low[at] == "no" and unit.tag_at(at - 1) in ".,SCQ" and unit.tag_at(at + 1) in "nR"
    return opens or (unit.low[at] == "not" and at < last and unit.tag[at + 1] in "Dn#")


def _voice(unit: Unit, at: int, letters: str, first: int, auxiliaries: list[str], cues: Cues, cls: str) -> str | None:
    """Return the voice of the cue form at ``at``, or None where it is no verb or only possible, not said."""
    last = auxiliaries[-1] if auxiliaries else ""
    if first < at - 1 and unit.tag_at(at - 1) == "T" and not auxiliaries:
        # "went on to claim"
        return "finite" if "b" in letters else None
    if at == 0 and "b" in letters and "d" not in letters:
        # "Ask Ada Roe what she thinks": said to the reader
        return None
    # "to even maintain"
    first -= not auxiliaries and unit.tag_at(first - 1) == "R" and unit.tag_at(first - 2) == "T"
    if unit.tag_at(first - 1) == "T" and not auxiliaries and "b" in letters:
        return "infinitive" if cls != "document" and _said_indeed(unit, first - 2, cls) else None
    unsaid = unit.grammar.possible | unit.grammar.coming if cls == "belief" and unit.low[at] not in unit.grammar.preferring else unit.grammar.possible
    if not unsaid.isdisjoint(auxiliaries) and last not in unit.grammar.overheard:
        return None
    if unit.tag_at(first - 1) == "T" and auxiliaries:
        said = last in unit.grammar.have and "n" in letters and unit.low_at(first - 2) in unit.grammar.free_infinitive | unit.grammar.told_of
        return "infinitive" if said else None
    if "g" in letters:
        if last in unit.grammar.be or _prolongs(unit, last):
            return "finite"
        return "ing" if not auxiliaries and unit.tag[at] == "G" and not _governed(unit, at) else None
    # "she's told them": has
    has = last in unit.grammar.have and unit.tag_at(at + 1) == "O"
    if "n" in letters and last in unit.grammar.be and not has:
        return "passive"
    if "n" in letters and last in unit.grammar.have:
        return "finite"
    if last and "b" in letters and last not in unit.grammar.be:
        return "finite"
    if last:
        return None
    if "n" in letters and unit.tag[at] == "E" and _joined_passive(unit, first - 1, cues):
        # "were arrested and accused of spying"
        return "passive"
    if "d" in letters or "n" in letters:
        return _past(unit, at, letters)
    if "b" in letters and unit.low_at(at - 1) == "that" and unit.tag_at(at - 2) == "n" and not unit.low[at - 2].endswith("s") and (
            unit.low[at - 2] not in unit.grammar.plural_subjects):
        # "his claim that state officials knew": a verb would agree
        return None
    if "b" in letters and unit.low[at] not in cues.homographs:
        # "those who know him | say he is kind"
        known = unit.tag_at(at - 1) == "O" and unit.tag_at(at - 3) == "H"
        return "finite" if known or unit.tag_at(at - 1) not in "DpIO" or unit.low_at(at - 1) in unit.grammar.plural_subjects else None
    # "whom Norvia accuses of shelling": a form that is no noun, whatever follows
    verbal = unit.tag[at] == "V" and unit.low[at] not in cues.homographs
    return "finite" if verbal or not _nominal(unit, at, letters) else None


def _joined_passive(unit: Unit, conjunction: int, cues: Cues) -> bool:
    """Return whether the participle behind a conjunction shares the subject of a passive: ``were arrested and accused of spying``.

    A pronoun between has a verb of its own (``was held, he left and ...``), and so has the speaker of ``..., and called for calm``.
    """
    at = conjunction + 1
    if unit.tag_at(conjunction) != "C" or unit.tag_at(conjunction - 1) == "," or unit.tag_at(at + 1) in "DnXOPSQ#" or links_alone(unit, at, cues):
        return False
    return participle_goes_on(unit, conjunction) and "P" not in unit.line[max(0, conjunction - CLAUSE_REACH) : conjunction]


def _governed(unit: Unit, at: int) -> bool:
    """Return whether the -ing form at ``at`` is a noun with its determiner, or stands behind "without"."""
    before = unit.low_at(at - 1)
    if before == "of" and unit.low[at] in unit.grammar.searching:
        # "hopes of finding survivors"
        return True
    if before in unit.grammar.holders and unit.tag_at(at - 2) in ",I":
        # "Residents fled, some saying they had been threatened", "with one saying"
        return False
    ranked = before in unit.grammar.ranking and unit.tag_at(at - 2) == "D"
    # "delays in planning, predicting sales and hiring ...": one of several
    listed = unit.tag_at(at - 1) == "," and unit.tag_at(at - 2) == "G" and unit.tag_at(at - 3) == "I"
    # "would amount to challenging the house"
    led = unit.tag_at(at - 1) == "T" and unit.low_at(at - 2) in unit.grammar.amounting
    return ranked or listed or led or unit.tag_at(at - 1) in "Dp#" or before in unit.grammar.lacking


def _said_indeed(unit: Unit, at: int, cls: str) -> bool:
    """Return whether an infinitive behind the word at ``at`` tells what was said (``went on to say``, ``met to urge``).

    A purpose behind a noun or name was carried out; what is planned, wanted or refused was not said.
    """
    if unit.low_at(at) in unit.grammar.free_infinitive:
        return True
    if unit.low_at(at) in unit.grammar.attempting:
        return cls in unit.grammar.attempted
    return unit.tag_at(at) in "nXW" and at >= 0 and unit.low_at(at) not in unit.grammar.unfulfilled and has_verb(unit, 0, at)


def _past(unit: Unit, at: int, letters: str) -> str | None:
    """Return finite for a past tense; reduced for a participle that a noun or comma carries with its complement."""
    left = at - 1
    if at == 0 and unit.tag[0] == "E" and unit.tag_at(1) in "nX" and "d" in letters:
        # "Repeated attacks on the grid have ..."
        return None
    behind_verb = unit.tag[at] == "E" and unit.tag_at(at - 1) == "E" and unit.low_at(at - 2) not in unit.grammar.be
    if unit.tag_at(at + 1) == "n" and (unit.low_at(at - 1) in unit.grammar.conditions or behind_verb):
        # "if promised cuts come", "won disputed elections"
        return None
    while left > 0 and unit.tag[left] == "R":
        left -= 1
    by = unit.tag_at(at - 1) == "," and unit.low_at(at + 1) == "by" and "n" in letters and unit.low[at] in unit.grammar.sayers
    if by and any(unit.low_at(i) == "to" and unit.low_at(i + 1) in unit.grammar.bare_states for i in range(at + 2, at + 8)):
        # ", said by relatives to have been freed"
        return "reduced"
    if unit.tag_at(left) == "#" and unit.tag_at(left - 1) == "D" and unit.tag_at(at + 1) == "n" and unit.tag_at(at + 2) in "VA":
        # "All five announced candidates are ..."
        return None
    # "the second announced raid", "the other named suspect", but "The third said Germany was pushing for it"
    determined = unit.tag[at] != "V" and ((unit.tag_at(left) in "DIpT" and unit.low_at(left) not in unit.grammar.alone) or (
        unit.low_at(left) in unit.grammar.ranking and unit.tag_at(left - 1) == "D"))
    # "charged over alleged influence peddling"
    if determined and (unit.tag_at(at + 1) in "nXG" or unit.tag_at(left) + unit.tag_at(at + 1) == "IB"):
        return None
    return "finite" if "d" in letters and unit.low_at(at - 1) not in unit.grammar.articles else "reduced"


def _nominal(unit: Unit, at: int, letters: str) -> bool:
    """Return whether a base or -s form (``report``, ``claims``) is a noun here, from both neighbours."""
    before, low_before = unit.tag_at(at - 1), unit.low_at(at - 1)
    after, low_after = unit.tag_at(at + 1), unit.low_at(at + 1)
    determined = before in "Dp" and low_before not in unit.grammar.plural_subjects
    if at == 0 or before in "#I" or determined or (before == "T" and "b" not in letters):
        return True
    if "b" in letters and after in "SDXPn#" and _agrees(unit, at):
        return False
    if before == "," and unit.tag_at(at - 2) == "X" and after == "n" and "b" in letters:
        # "Liu Wen, project manager at the plant"
        return True
    # "a practice many fear is ...": a quantity stands as the subject of a relative clause.
    if before == "P" or (before == "D" and low_before in unit.grammar.plural_subjects and unit.tag_at(at - 2) == "n"):
        return False
    linked = after == "I" and low_after in unit.grammar.noun_links and before not in "PR"
    if linked and before == "n" and in_relative(unit.tag, unit.low, at):
        # "the losses, which experts estimate at two million"
        return False
    labels = "b" in letters and after in "nX" and unit.tag_at(at + 2) in "VE"
    if linked or labels or (after in "VA" and not in_relative(unit.tag, unit.low, at)):
        return True
    if before in "PRH,QC":
        return before == "C" and "s" in letters and after in ".,"
    if after == "I" and low_after == "for" and before == "n" and unit.tag_at(at - 2) not in "DnX":
        return True
    plural = low_before.endswith("s") or low_before in unit.grammar.plural_subjects
    return plural if "s" in letters and "b" not in letters and before == "n" else (not plural and "b" in letters)


def _agrees(unit: Unit, at: int) -> bool:
    """Return whether the clause opens with a plural and its place, right before the base form at ``at`` (``Diplomats in Zel fear``)."""
    first = len(unit.line[:at].rstrip("nXDI#p"))
    link = unit.line.find("I", first + 1, at)
    head = unit.low[link - 1] if link > 0 else ""
    return (head.endswith("s") or head in unit.grammar.plural_subjects) and unit.tag[link - 1] == "n" and unit.tag_at(first - 1) in ".,SQC"


def _noun(unit: Unit, at: int, cues: Cues) -> list[Hit]:
    cue = cues.nouns.get(unit.low[at])
    return [] if cue is None or (unit.tag[at] == "X" and at > 0) else [Hit(at, at, at + 1, cue, "noun")]


def _adjective(unit: Unit, at: int, cues: Cues) -> list[Hit]:
    cue = cues.adjectives.get(unit.low[at])
    if cue is None:
        return []
    # "were more hopeful", "the more hopeful dealers"
    edge = at - (unit.low_at(at - 1) in unit.grammar.grading)
    first, auxiliaries, negated = _group(unit, edge)
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
