"""What looks like a figure and is none: ages, durations, clock times, designations, scores, pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.stages.figures.nouns import Noun
    from wireparse.stages.figures.numerals import Number
    from wireparse.words import Words

OPENING = frozenset("q:-(;.,")
AGES, OLDEST = 8, 120
RATIOS = frozenset(("in", "out", "of", "every"))
SHARED = frozenset(("and", "or", "to", "for"))


@dataclass(frozen=True, slots=True)
class Traps:
    """Word lists that unmask what is no figure."""

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
    before_one: frozenset[str]
    vague_one: frozenset[str]


@cache
def traps(pack: Pack) -> Traps:
    """Return the trap lists of ``pack``."""
    names = ("durations", "clock", "fractions", "designators", "streets", "tens", "single", "saying", "lives", "living", "nearly",
             "pronoun_before", "vague_one")
    return Traps(*(pack.words("figures", name) for name in names))


def is_trap(words: Words, number: Number, begin: int, end: int, known: Traps) -> bool:
    """Return whether ``number``, with no look at its noun yet, is no figure."""
    before = words.low[number.first - 1] if number.first > begin else ""
    after = words.low[number.last] if number.last < end else ""
    if before == "." and words.low[number.first - 2] in {"no", "nos"}:
        return True
    exact = number.scaled or "," in words.word[number.first]
    if (before in known.designators or before in {"+", "/"} or (before == "#" and "." not in words.word[number.first])) and not exact:
        return True
    if words.tag[number.first - 1:number.last + 2] == ["X", "#", "X", "#"] and number.first > begin and not exact:
        return True
    if after in known.clock or words.low[number.last:number.last + 2] == ["local", "time"]:
        return True
    if number.digits and words.tag[number.last:number.last + 1] == ["X"] and _address(words, number.last, end, known):
        return True
    if before == "in" and number.digits and not exact and _timed(words, number, end):
        return True
    if after == "in" and "overs" in words.low[number.last + 1:number.last + 3] and not number.tail:
        return True
    if before == "of" and number.first - begin > 1 and words.low[number.first - 2] in {"time", "clocking", "clocked"}:
        return True
    if (after in RATIOS or before in RATIOS) and _ratio(words, number, begin, end, known):
        return True
    if number.tail:
        return number.tail[0] in known.durations or number.tail[0] in known.fractions or number.value == 1
    if (after in known.durations and not (number.scaled and after in known.single)) or after in known.fractions:
        return True
    if after in SHARED and (_shared(words, number, end, known) or (after == "for" and _innings(words, number, end))):
        return True
    return (_phone(words, number, begin, end) or _age(words, number, begin, end, known)) if number.digits else _named(words, number, begin)


def is_duration(unit: str, known: Traps) -> bool:
    """Return whether what is counted is time: "12 consecutive days"."""
    return bool(unit) and unit.lower().split()[-1] in known.durations


def is_pronoun(words: Words, number: Number, begin: int, known: Traps, *, counted: bool) -> bool:
    """Return whether "one" stands for somebody ("one of them", "no one") and counts nothing."""
    if number.value != 1 or number.digits or number.scaled or number.high is not None:
        return False
    before = words.low[number.first - 1] if number.first > begin else ""
    return not counted or before in known.before_one


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
    """Return whether the number is of a share in words: "one in five", "nine out of 10 patients"."""
    low, first, last = words.low, number.first, number.last
    behind, ahead = low[last:min(last + 3, end)], low[max(begin, first - 3):first]
    if behind[:2] == ["out", "of"] or ahead[-2:] == ["out", "of"]:
        return words.tag[last + 2:last + 3] == ["#"] or (len(ahead) > 2 and words.tag[first - 3] == "#")
    if ahead[-2:] in (["of", "every"], ["in", "every"]):
        return True
    below = number.value < 10 and behind[:1] == ["in"] and len(behind) > 1 and behind[1] in known.tens
    above = low[first] in known.tens and ahead[-1:] == ["in"] and len(ahead) > 1 and ahead[-2] in known.tens | {"one"}
    return number.high is None and (below or above)


def _address(words: Words, at: int, end: int, known: Traps) -> bool:
    """Return whether the number before ``at`` is that of a house: "469 Vermont St" stands."""
    street = next((i for i in range(at, min(at + 4, end)) if words.tag[i] != "X" or words.low[i] in known.streets), at)
    return street > at and words.low[street] in known.streets and words.word[street][0].isupper()


def _shared(words: Words, number: Number, end: int, known: Traps) -> bool:
    """Return whether a duration further on is shared: "six and four year sentences"."""
    after = number.last
    if after + 2 >= end or words.low[after] not in {"and", "or", "to"} or words.tag[after + 1] != "#":
        return False
    parts = words.low[after + 1].split("-")
    return words.low[after + 2] in known.durations or (len(parts) > 1 and parts[1] in known.durations)


def _innings(words: Words, number: Number, end: int) -> bool:
    """Return whether the number is a score at cricket: "187 for six"."""
    after = number.last
    return after + 1 < end and words.low[after] == "for" and words.tag[after + 1] == "#" and \
        (after + 2 >= end or words.tag[after + 2] not in "nXB")


def is_speaker(words: Words, number: Number, noun: Noun, end: int, known: Traps) -> bool:
    """Return whether "one" only introduces somebody or something: "one banker said", "one thing"."""
    if number.value != 1 or number.digits:
        return False
    said = (noun.last < end and words.low[noun.last] in known.saying) or (number.first > 0 and words.low[number.first - 1] in known.saying)
    return said or noun.unit.lower() in known.vague_one


def _named(words: Words, number: Number, begin: int) -> bool:
    """Return whether a capitalised number word is part of a name: "World War Two", "the Big Ten"."""
    first = number.first
    if number.digits or first == begin or not words.word[first][0].isupper():
        return False
    return words.tag[first - 1] not in OPENING


def _age(words: Words, number: Number, begin: int, end: int, known: Traps) -> bool:
    """Return whether the number is an age: "aged 47", "Ortiz, 53, is"."""
    first, last = number.first, number.last
    at = first - 1
    while at >= begin and at > first - AGES and (words.tag[at] in "#,C" or words.low[at] == "between"):
        at -= 1
    if at >= begin and words.low[at] in {"aged", "age", "ages"}:
        return True
    if _years_old(words, first, begin, known) and number.digits and number.value <= OLDEST and words.tag[last:last + 1] not in (["n"], ["X"]):
        return True
    if first < begin + 2 or not number.digits or number.value > OLDEST:
        return False
    closed = last >= end or words.tag[last] in ",.)·"
    return closed and words.tag[first - 1] == "," and words.tag[first - 2] in "Xp"


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
