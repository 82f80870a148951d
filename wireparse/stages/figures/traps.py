"""What looks like a figure and is none: ages, durations, clock times, designations, scores, pronouns."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from wireparse.packs import Table
from wireparse.stages.figures.numerals import Glue, endings, glue

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.stages.figures.nouns import Noun
    from wireparse.stages.figures.numerals import Number
    from wireparse.words import Words

OPENING = frozenset("q:-(;.,")
AGES, OLDEST = 8, 120
FAR = 8
RACED = 3
ORDINAL = frozenset(("st", "nd", "rd", "th"))
SIGNS = frozenset("$€£¥")
# What prices and shares are divided in, as digits write it: "7/8".
DIVIDED = frozenset(("2", "3", "4", "5", "6", "8", "10", "16", "32", "64"))
# A time of the clock in four digits: "at around 0200 local time".
CLOCKED = re.compile(r"0\d{3}")


class Traps(Table):
    """Word lists that unmask what is no figure."""

    glue: Glue
    durations: frozenset[str]
    clock: frozenset[str]
    fractions: frozenset[str]
    designators: frozenset[str]
    streets: frozenset[str]
    tens: frozenset[str]
    single: frozenset[str]
    saying: frozenset[str]
    lives: frozenset[str]
    living: frozenset[str]
    nearly: frozenset[str]
    pronoun_before: frozenset[str]
    vague_one: frozenset[str]
    in_turn: frozenset[str]
    races: frozenset[str]
    laps: frozenset[str]
    repeated: frozenset[str]
    told_by: frozenset[str]
    numero: frozenset[str]
    overs: frozenset[str]
    wickets: frozenset[str]
    timed: frozenset[str]
    ratios: frozenset[str]
    out_of: frozenset[str]
    of_every: frozenset[str]
    one: frozenset[str]
    shared: frozenset[str]
    aged: frozenset[str]
    ageable: frozenset[str]
    person_endings: frozenset[str]
    numbers: frozenset[str]
    streets_before: frozenset[str]
    ageing: frozenset[str]
    grown: frozenset[str]


@cache
def traps(pack: Pack) -> Traps:
    """Return the trap lists of ``pack``."""
    return Traps(glue(pack), **pack.lists(Traps, "figures"))


def is_trap(words: Words, number: Number, begin: int, end: int, known: Traps) -> bool:
    """Return whether ``number``, with no look at its noun yet, is no figure."""
    before = words.low[number.first - 1] if number.first > begin else ""
    after = words.low[number.last] if number.last < end else ""
    if before == "." and words.low[number.first - 2] in known.numero:
        return True
    if number.digits and CLOCKED.fullmatch(words.word[number.first]):
        return True
    exact = number.scaled or "," in words.word[number.first]
    if (before in known.designators or before in {"+", "/"} or (before == "#" and "." not in words.word[number.first])) and not exact:
        return True
    if words.tag[number.first - 1:number.last + 2] == ["X", "#", "X", "#"] and number.first > begin and not exact:
        return True
    if after in known.clock or " ".join(words.low[number.last:number.last + 2]) in known.clock:
        return True
    if number.digits and words.tag[number.last:number.last + 1] == ["X"] and _address(words, number.last, end, known):
        return True
    if before in known.glue.inside and number.digits and not exact and _timed(words, number, end):
        return True
    if after in known.glue.inside and not known.overs.isdisjoint(words.low[number.last + 1:number.last + 3]) and not number.tail:
        return True
    if before in known.glue.of and number.first - begin > 1 and words.low[number.first - 2] in known.timed:
        return True
    if (after in known.ratios or before in known.ratios) and _ratio(words, number, begin, end, known):
        return True
    measured = number.digits and (number.tail or after in known.laps)
    if measured and not known.races.isdisjoint(words.low[number.last : min(end, number.last + RACED)]):
        return True
    if number.tail:
        return number.tail[0] in known.durations or number.tail[0] in known.repeated or number.tail[0] in known.fractions or number.value == 1
    if after in known.durations and not (number.scaled and after in known.single):
        return True
    if (after in known.fractions and not (exact or before in SIGNS)) or _dated(words, number):
        return True
    if _aged(words, number.first, begin, known) or _shared(words, number, end, known) or (after in known.wickets and _innings(words, number, end)):
        return True
    return (_phone(words, number, begin, end) or _age(words, number, begin, end, known)) if number.digits else _named(words, number, begin) or _grown(words, number, begin, end, known)


def _dated(words: Words, number: Number) -> bool:
    """Return whether a fraction is the day of an attack, "the 9/11 attacks", and none that things are divided in."""
    part = words.word[number.first].partition("/")[2]
    return part.isdecimal() and 0 < number.value < 1 and part not in DIVIDED and number.high is None


def is_duration(unit: str, known: Traps) -> bool:
    """Return whether what is counted is time: "12 consecutive days"."""
    return bool(unit) and unit.lower().split()[-1] in known.durations


def is_pronoun(words: Words, number: Number, begin: int, known: Traps, *, counted: bool) -> bool:
    """Return whether "one" stands for somebody ("one of them", "no one") and counts nothing."""
    if number.value != 1 or number.digits or number.scaled or number.high is not None:
        return False
    before = words.low[number.first - 1] if number.first > begin else ""
    return not counted or before in known.pronoun_before


def is_label(words: Words, number: Number, begin: int) -> bool:
    """Return whether a bare number closes a name: "Windows 95", "FTSE 100"."""
    if number.first <= begin or not number.digits or number.scaled:
        return False
    before = number.first - 1
    return (words.tag[before] in "Xp" and before > begin and number.value == int(number.value)
            and "," not in words.word[number.first])


def is_score(words: Words, number: Number) -> bool:
    """Return whether a range without a noun is a score: "lost 1-2"."""
    return number.high is not None and "-" in words.word[number.first]


def _timed(words: Words, number: Number, end: int) -> bool:
    """Return whether hundredths behind "in" are a runner's time: "ran the 400m in 44.31"."""
    hundredths = len(words.word[number.first].partition(".")[2]) == len("31")
    return hundredths and (number.last >= end or words.tag[number.last] in ".,;)CI")


def _ratio(words: Words, number: Number, begin: int, end: int, known: Traps) -> bool:
    """Return whether the number is of a share in words: "one in five", "nine out of 10 patients"; "40 out of 120 seats" are two counts."""
    low, first, last = words.low, number.first, number.last
    behind, ahead = low[last:min(last + 3, end)], low[max(begin, first - 3):first]
    before = " ".join(ahead[-2:])
    if " ".join(behind[:2]) in known.out_of:
        return not known.tens.isdisjoint(behind[2:]) or " ".join(behind[1:]) in known.of_every
    if before in known.out_of and len(ahead) > 2 and words.tag[first - 3] == "#":
        return low[first] in known.tens
    if before in known.of_every:
        return True
    inside, tens = known.glue.inside, known.tens
    below = number.value < 10 and len(behind) > 1 and behind[0] in inside and behind[1] in tens
    above = low[first] in tens and len(ahead) > 1 and ahead[-1] in inside and (ahead[-2] in tens or ahead[-2] in known.one)
    return number.high is None and (below or above)


def _address(words: Words, at: int, end: int, known: Traps) -> bool:
    """Return whether the number before ``at`` is that of a house: "469 Vermont St" stands."""
    if words.low[at] in known.streets_before:
        return True
    # "418 West 147th Street"
    named = (i for i in range(at, min(at + 5, end)) if (words.tag[i] not in "X#" and words.low[i] not in ORDINAL) or words.low[i] in known.streets)
    street = next(named, at)
    return street > at and words.low[street] in known.streets and words.word[street][0].isupper()


def _shared(words: Words, number: Number, end: int, known: Traps) -> bool:
    """Return whether a duration further on is shared: "six and four year sentences"."""
    after = number.last
    if after + 2 >= end or words.low[after] not in known.shared or words.tag[after + 1] != "#":
        return False
    parts = words.low[after + 1].split("-")
    return words.low[after + 2] in known.durations or (len(parts) > 1 and parts[1] in known.durations)


def _innings(words: Words, number: Number, end: int) -> bool:
    """Return whether the number is a score at cricket: "187 for six"."""
    after = number.last
    return after + 1 < end and words.tag[after + 1] == "#" and (after + 2 >= end or words.tag[after + 2] not in "nXB")


def is_speaker(words: Words, number: Number, noun: Noun, end: int, known: Traps) -> bool:
    """Return whether "one" only introduces somebody or something: "one banker said", "one thing", "one game at a time"."""
    if number.value != 1 or number.digits:
        return False
    acts = noun.last < end and words.tag[noun.last] in "AVE"
    behind = noun.last
    while behind < min(noun.last + FAR, end) and words.tag[noun.last] == "I" and words.tag[behind] in "IDXn":
        behind += 1
    # "one dealer at Orlo Ltd said"
    told = " ".join(words.low[max(0, number.first - 2) : number.first]) in known.told_by
    in_turn = any(" ".join(words.low[i : i + size]) in known.in_turn for i in range(noun.last, min(noun.last + 2, end)) for size in (2, 3))
    said = told or in_turn or (behind < end and words.low[behind] in known.saying) or (number.first > 0 and words.low[number.first - 1] in known.saying and not acts)
    return said or noun.unit.lower() in known.vague_one


def _named(words: Words, number: Number, begin: int) -> bool:
    """Return whether a capitalised number word is part of a name: "World War Two", "the Big Ten"."""
    first = number.first
    if number.digits or first == begin or not words.word[first][0].isupper():
        return False
    return words.tag[first - 1] not in OPENING


def _aged(words: Words, first: int, begin: int, known: Traps) -> bool:
    """Return whether the number at ``first`` is an age, or one of several: "aged 47", "aged four and six", "aged between five and 12"."""
    at = first - 1
    while at >= begin and at > first - AGES and (words.tag[at] in "#,C" or words.low[at] in known.glue.between):
        at -= 1
    return at >= begin and words.low[at] in known.aged


def _age(words: Words, number: Number, begin: int, end: int, known: Traps) -> bool:
    """Return whether digits are an age: "Ortiz, 53, is", "until I am at least 28"."""
    first, last = number.first, number.last
    if _years_old(words, first, begin, known) and number.digits and number.value <= OLDEST and words.tag[last:last + 1] not in (["n"], ["X"]):
        return True
    if first < begin + 2 or not number.digits or number.value > OLDEST:
        return False
    if _grown(words, number, begin, end, known):
        return True
    closed = last >= end or words.tag[last] in ",.)·"
    return closed and words.tag[first - 1] == "," and (words.tag[first - 2] in "Xp" or _ageable(words.low[first - 2], known))


def _grown(words: Words, number: Number, begin: int, end: int, known: Traps) -> bool:
    """Return whether the number parts people by their age: "people under 40", "children under seven", "Norvians over 65"."""
    first, last = number.first, number.last
    if first < begin + 2 or number.value > OLDEST or words.low[first - 1] not in known.ageing or (last < end and words.tag[last] in "nXBG#"):
        return False
    return words.low[first - 2] in known.grown or (words.tag[first - 2] == "X" and words.low[first - 2].endswith("ns"))


def _ageable(low: str, known: Traps) -> bool:
    """Return whether a noun is of one person: "the man, 41,", "a weaver, 38,"."""
    return low in known.ageable or (low.endswith(endings(known.person_endings)) and low not in known.numbers)


def _years_old(words: Words, first: int, begin: int, known: Traps) -> bool:
    """Return whether somebody is so many years old: "until I am at least 28", "who turned 23"."""
    at = first - 1
    while at > begin and words.low[at] in known.nearly:
        at -= 1
    return at > begin and words.low[at] in known.lives and words.low[at - 1] in known.living


def _phone(words: Words, number: Number, begin: int, end: int) -> bool:
    """Return whether bare digits stand on either side, as in a telephone number."""
    def bare(at: int) -> bool:
        return begin <= at < end and words.word[at].isdecimal()

    return number.digits and words.word[number.first].isdecimal() and (bare(number.first - 1) or bare(number.last))
