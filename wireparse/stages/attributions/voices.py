"""Voices: the verb group that ends at a form of a cue, and whether the form is said, done to, or no verb at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wireparse.stages.attributions.acting import participle_goes_on
from wireparse.stages.attributions.adjuncts import parting
from wireparse.stages.attributions.clauses import has_verb
from wireparse.stages.attributions.joints import links_alone
from wireparse.stages.attributions.settle import in_relative

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.units import Unit

# No further before a verb stands the condition that it hangs on, or the "be" of a passive that it goes on from.
CONDITION_REACH = 60
CLAUSE_REACH = 7


class Group(NamedTuple):
    """A verb group: where it begins, its auxiliaries from left to right, and whether it is negated."""

    first: int
    auxiliaries: list[str]
    negated: bool


def verb_group(unit: Unit, at: int) -> Group:
    """Return the verb group that ends at ``at``."""
    first, negated = at, False
    auxiliaries: list[str] = []
    i = at - 1
    while i >= 0:
        if unit.line[i] not in "nWR,TA" and unit.low[i] not in unit.grammar.verbal:
            break
        if unit.line[i] in "nWR," and (opening := parting(unit, i)):
            i = opening - 1
        if unit.line[i] == "T" and unit.low_at(i - 1) == "on" and unit.low_at(i - 2) in unit.grammar.going_on:
            # "the source went on to say"
            first, i = i - 2, i - 3
            continue
        if unit.low[i] == "there":
            # "those who were there | told reporters"
            break
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
        negated = negated or verb_group(unit, i - 1).negated
    return Group(first, auxiliaries, negated)


def _prolongs(unit: Unit, low: str) -> bool:
    """Return whether a word stands only for how the verb behind it goes on or reaches others: ``kept``, ``used``, ``heard``."""
    return low in unit.grammar.prolonging


def _goes_on(unit: Unit, at: int) -> bool:
    """Return whether the word at ``at`` belongs to the verb behind it, which it only prolongs: ``he kept saying``, ``he used to say``."""
    if unit.tag[at] != "T" and not _prolongs(unit, unit.low[at]):
        return False
    used = at - (unit.tag[at] == "T")
    habit = unit.low_at(used) in unit.grammar.habitual and unit.tag_at(used + 1) == "T" and unit.tag_at(used - 1) != "A"
    heard = unit.low[at] in unit.grammar.overheard and unit.low_at(at - 1) in unit.grammar.be
    return habit or ((heard or unit.low[at] in unit.grammar.keeping) and unit.tag_at(at + 1) == "G")


def voice(unit: Unit, at: int, letters: str, group: Group, cues: Cues, cls: str) -> str | None:
    """Return the voice of the cue form at ``at``, which ends ``group``, or None where it is no verb or only possible, not said.

    ``letters`` are the forms that it may be (base, s, d for past, n for participle, g for -ing), ``cls`` is its cue's class.
    """
    first, auxiliaries, _ = group
    last, tags = auxiliaries[-1] if auxiliaries else "", unit.tags_around
    if first < at - 1 and tags[at - 1] == "T" and not auxiliaries:
        # "went on to claim"
        return "finite" if "b" in letters else None
    if at == 0 and "b" in letters and "d" not in letters:
        # "Ask Ada Roe what she thinks": said to the reader
        return None
    # "to even maintain"
    first -= not auxiliaries and tags[first - 1] == "R" and tags[first - 2] == "T"
    if tags[first - 1] == "T" and not auxiliaries and "b" in letters:
        return "infinitive" if cls != "document" and _said_indeed(unit, first - 2, cls) else None
    if auxiliaries and last not in unit.grammar.overheard and _unsaid(unit, at, group, cls):
        return None
    if tags[first - 1] == "T" and auxiliaries:
        said = last in unit.grammar.have and "n" in letters and unit.low_at(first - 2) in unit.grammar.free_infinitive | unit.grammar.told_of
        return "infinitive" if said else None
    if "g" in letters:
        if last in unit.grammar.be or _prolongs(unit, last):
            return "finite"
        return "ing" if not auxiliaries and unit.tag[at] == "G" and not _governed(unit, at) else None
    if last.endswith("ing") and last in unit.grammar.have and "n" in letters and len(auxiliaries) == 1:
        # "Having said that it was late, the coach left"
        return "ing"
    if last:
        return _behind_auxiliary(unit, at, letters, last)
    if "n" in letters and unit.tag[at] == "E" and _joined_passive(unit, first - 1, cues):
        # "were arrested and accused of spying"
        return "passive"
    if "d" in letters or "n" in letters:
        return _past(unit, at, letters)
    return _present(unit, at, letters, cues)


def _unsaid(unit: Unit, at: int, group: Group, cls: str) -> bool:
    """Return whether the auxiliaries of ``group`` make it only possible: nobody has said it, or thinks it yet."""
    able = not unit.grammar.abilities.isdisjoint(group.auxiliaries) and unit.low_at(group.first - 1) != "it"
    if unit.low[at] in unit.grammar.vouching and able and unit.tag_at(group.first - 1) in "PX" and unit.low_at(at + 1) == "that":
        # "he could confirm that two had died", but "tests could confirm the link", "it may reveal that"
        return False
    if not unit.grammar.coming.isdisjoint(group.auxiliaries) and _conditional(unit, group.first):
        return True
    if group.auxiliaries[0] == "be" and unit.tag_at(group.first - 1) != "T" and unit.low_at(group.first - 2) not in unit.grammar.letting:
        # "asked that he be described as a writer", but "let it be known that"
        return True
    thought = cls == "belief" and unit.low[at] not in unit.grammar.preferring
    return not (unit.grammar.possible | unit.grammar.coming if thought else unit.grammar.possible).isdisjoint(group.auxiliaries)


def _conditional(unit: Unit, verb: int) -> bool:
    """Return whether the clause of ``verb`` hangs on a condition before it: ``If it fell, the bank would warn buyers``."""
    start = max(verb - CONDITION_REACH, *(unit.line.rfind(mark, 0, verb) + 1 for mark in ".;:"), unit.line.rfind(",C", 0, verb) + 1, 0)
    # no "asked if", "did not say if"
    return any(unit.low[i] in unit.grammar.supposing and (i in {0, start} or unit.tag[i - 1] in ",SC") for i in range(start, verb))


def _behind_auxiliary(unit: Unit, at: int, letters: str, last: str) -> str | None:
    """Return the voice of a form, none in -ing, behind the auxiliary ``last``."""
    # "she's told them", "she's indicated to me": has
    has = last in unit.grammar.have and unit.tag_at(at + 1 + (unit.low_at(at + 1) == "to")) == "O"
    if "n" in letters and last in unit.grammar.be and not has:
        return "passive"
    perfect = "n" in letters and last in unit.grammar.have
    return "finite" if perfect or ("b" in letters and last not in unit.grammar.be) else None


def _present(unit: Unit, at: int, letters: str, cues: Cues) -> str | None:
    """Return finite for a base or -s form that stands alone and is a verb there."""
    many = unit.low_at(at - 1) in unit.grammar.plural_subjects
    if "b" in letters and unit.low_at(at - 1) == "that" and unit.tag_at(at - 2) == "n" and not unit.low[at - 2].endswith("s") and (
            unit.low[at - 2] not in unit.grammar.plural_subjects):
        # "his claim that state officials knew": a verb would agree
        return None
    if "b" in letters and unit.low[at] not in cues.homographs:
        # "those who know him | say he is kind"
        known = unit.tag_at(at - 1) == "O" and unit.tag_at(at - 3) == "H"
        return "finite" if known or many or unit.tag_at(at - 1) not in "DpIO" else None
    # "whom Norvia accuses of shelling": a form that is no noun, whatever follows; "a step officials hope will end it"
    verbal = unit.tag[at] == "V" and (unit.low[at] not in cues.homographs or unit.tag_at(at + 1) == "A")
    return "finite" if verbal or not _nominal(unit, at, letters) else None


def _joined_passive(unit: Unit, conjunction: int, cues: Cues) -> bool:
    """Return whether the participle behind a conjunction shares the subject of a passive: ``were arrested and accused of spying``.

    A pronoun between has a verb of its own (``was held, he left and ...``), and so has the speaker of ``..., and called for calm``.
    """
    at = conjunction + 1
    if unit.tag_at(conjunction) == "C" and unit.low_at(at) in unit.grammar.told and unit.tag_at(at + 1) in "SP" and unit.tag_at(conjunction - 1) != "," and not (
            unit.low_at(at + 1) in unit.grammar.objects and unit.tag_at(at + 2) == "S"):
        # "were asked to leave the train and told that it was unsafe": nobody else was told
        first = max(0, conjunction - CONDITION_REACH)
        return not unit.grammar.passive.isdisjoint(unit.low[first:conjunction]) and "V" not in unit.line[first:conjunction]
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
    # "told cheering supporters"
    led = led or (before in unit.grammar.told and unit.tag_at(at + 1) == "n")
    return ranked or listed or led or unit.tag_at(at - 1) in "Dp#" or before in unit.grammar.lacking


def _said_indeed(unit: Unit, at: int, cls: str) -> bool:
    """Return whether an infinitive behind the word at ``at`` tells what was said (``went on to say``, ``met to urge``).

    A purpose behind a noun or name was carried out; what is planned, wanted or refused was not said.
    """
    if unit.low_at(at) in unit.grammar.free_infinitive:
        return True
    if unit.low_at(at) in unit.grammar.attempting:
        return cls in unit.grammar.attempted
    if (needed := impersonal(unit, at)) and unit.low[needed] not in unit.grammar.spent:
        return False
    # "have until Monday to say", "will meet him to demand": not said yet, but "would later meet him to demand"
    until = next((i for i in range(max(1, at - 2), at) if unit.low[i] in unit.grammar.deadlines), 0)
    due = until > 0 and unit.low[until - 1] in unit.grammar.have
    verb = next((i for i in range(at, 0, -1) if unit.tag[i] in "VAE,"), 0)
    coming = unit.low[verb] in unit.grammar.coming and unit.low[verb] not in unit.grammar.backshifted
    return unit.tag_at(at) in "nXW" and at >= 0 and unit.low_at(at) not in unit.grammar.unfulfilled and not (due or coming) and has_verb(unit, 0, at)


def impersonal(unit: Unit, at: int) -> int:
    """Return the index of the verb whose "it" stands for an infinitive behind ``at``, or 0: ``it is wrong (to say)``, ``it took Roe a week (to admit)``.

    None in ``it is the second firm to say``, ``it was forced to say``: there "it" is somebody.
    """
    open_to = (i for i in range(at, max(at - CONDITION_REACH, -1), -1) if unit.tag[i] in ",;:" or (unit.tag[i] == "S" and unit.low[i] not in unit.grammar.deadlines) or unit.low[i] == "it")
    it = next(open_to, 0)
    behind = it + 1
    while unit.tag_at(behind) in "AR":
        behind += 1
    verb = behind if unit.tag_at(behind) in "EV" else unit.line.rfind("A", it, behind)
    impersonal_verbs = unit.grammar.be | unit.grammar.linking | unit.grammar.spending
    if unit.low[it] != "it" or verb <= it or unit.low[verb] not in impersonal_verbs or has_verb(unit, verb + 1, at):
        return 0
    return verb if unit.grammar.ranking.isdisjoint(unit.low[verb:at]) else 0


def _past(unit: Unit, at: int, letters: str) -> str | None:
    """Return finite for a past tense; reduced for a participle that a noun or comma carries with its complement."""
    left, tags = at - 1, unit.tags_around
    before, after = tags[left], tags[at + 1]
    if at == 0 and unit.tag[0] == "E" and after in "nX" and "d" in letters:
        # "Repeated attacks on the grid have ..."
        return None
    if after == "n":
        behind_verb = unit.tag[at] == before == "E" and unit.low_at(at - 2) not in unit.grammar.be and unit.low_at(at + 1) not in unit.grammar.audiences
        if behind_verb or unit.low_at(at - 1) in unit.grammar.conditions:
            # "if promised cuts come", "won disputed elections"
            return None
    while left > 0 and unit.tag[left] == "R":
        left -= 1
    by = before == "," and unit.low_at(at + 1) == "by" and "n" in letters and unit.low[at] in unit.grammar.sayers
    if by and any(unit.low_at(i) == "to" and unit.low_at(i + 1) in unit.grammar.bare_states for i in range(at + 2, at + 8)):
        # ", said by relatives to have been freed"
        return "reduced"
    if tags[left] == "#" and unit.tag_at(left - 1) == "D" and after == "n" and unit.tag_at(at + 2) in "VA":
        # "All five announced candidates are ..."
        return None
    # "the second announced raid", "the other named suspect", but "The third said Germany was pushing for it"
    determined = unit.tag[at] != "V" and ((tags[left] in "DIpT" and unit.low_at(left) not in unit.grammar.alone) or (
        unit.low_at(left) in unit.grammar.ranking and unit.tag_at(left - 1) == "D"))
    # "charged over alleged influence peddling"
    if determined and (after in "nXG" or tags[left] + after == "IB"):
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
    # "Federal and state arrest warrants were issued"
    labels = labels or (before == "C" and unit.line[: at - 1] in ("X", "n", "DX", "Dn") and unit.line[at + 1 :].lstrip("nXB")[:1] == "A")
    if linked or labels or (after in "VA" and not in_relative(unit.tag, unit.low, at)):
        return True
    if before in "PRH,QC":
        return before == "C" and "s" in letters and after in ".,"
    if after == "I" and low_after == "for" and before == "n" and unit.tag_at(at - 2) not in "DnX":
        return True
    # "a vote both the army and the opposition claim to have won"
    plural = low_before.endswith("s") or low_before in unit.grammar.plural_subjects or "both" in unit.low[len(unit.line[:at].rstrip("DnXp#GC")) : at]
    return plural if "s" in letters and "b" not in letters and before == "n" else (not plural and "b" in letters)


def _agrees(unit: Unit, at: int) -> bool:
    """Return whether the clause opens with a plural and its place, right before the base form at ``at`` (``Diplomats in Zel fear``)."""
    first = len(unit.line[:at].rstrip("nXDI#p"))
    link = unit.line.find("I", first + 1, at)
    head = unit.low[link - 1] if link > 0 else ""
    return (head.endswith("s") or head in unit.grammar.plural_subjects) and unit.tag[link - 1] == "n" and unit.tag_at(first - 1) in ".,SQC"


