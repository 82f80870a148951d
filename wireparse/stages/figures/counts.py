"""What a number counts, and why it may go without its noun: "12 civilians", "318-page", "... and wounded nine"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.figures.bare import read_bare
from wireparse.stages.figures.nouns import Noun, read_noun
from wireparse.stages.figures.numerals import Number, tidy
from wireparse.stages.figures.reading import Draft, Reading, bound_after, bound_before, placed
from wireparse.stages.figures.traps import is_duration, is_label, is_pronoun, is_speaker

if TYPE_CHECKING:
    from wireparse.words import Words

PART_REACH = 12
VOTE_REACH, LONG, OWNER = 6, 5, 5
MINUS = frozenset("-−")
HYPHENS = str.maketrans("‐–", "--")


def read_none(reading: Reading, at: int) -> Draft | None:
    """Return the 0 of "no casualties"; None for "no" before anything else."""
    words = reading.words
    for i in range(at + 1, min(at + 3, reading.end)):
        harmed = words.low[i] in reading.tables.events.roles["noun"] and words.low[i].endswith(reading.tables.nouns.plural_endings)
        if harmed or words.low[i] in reading.tables.casualties:
            number = Number(at, at + 1, 0)
            return Draft(at, i + 1, number, "count", words.word[i])
    return None


def read_count(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of a count: what its noun is, or why it may do without one."""
    words, tables = reading.words, reading.tables
    if number.tail:
        return _tailed(reading, number)
    if _lasted(reading, number):
        return None
    last, bound = bound_after(words, number.last, reading.end, tables.bounds)
    noun = _noun(reading, number, last)
    if is_pronoun(words, number, reading.begin, tables.traps, counted=noun is not None and bool(noun.unit)):
        return None
    if noun and is_duration(noun.unit, tables.traps):
        return None
    if noun and noun.plural and number.value == 1 and not number.digits and words.tag[number.last] == "B" and noun.last == number.last + 1:
        # "when one looks at it"
        return None
    single = noun is not None and bool(noun.unit) and not noun.plural
    headed = noun is not None and noun.plural and noun.last == last + 2  # "27 member states", but "a 27 member panel"
    if noun and not headed and number.digits and number.value != 1 and words.low[last:last + 1] != [noun.unit] and words.low[last] in tables.nouns.attributive:
        return Draft(number.first, last + 1, number, "count", words.word[last])
    if noun is None or (single and number.value != 1 and noun.unit[0].islower()):
        return read_bare(reading, number)
    speaks = number.value == 1 and not number.digits and words.start[number.first] in reading.speakers
    if single and (speaks or is_label(words, number, reading.begin) or is_speaker(words, number, noun, reading.end, tables.traps)):
        return None
    behind, later = bound_after(words, noun.last, reading.end, tables.bounds)
    last = behind if later and not bound else noun.last
    told = reading.found[-1].unit if len(reading.found) > reading.opened else reading.counted
    draft = Draft(number.first, last, number, "count", noun.unit or told, bound=bound or later or "exact")
    if noun.plural and _points_thousands(words.word[number.first : number.last]) and placed(reading, draft, noun.unit).person:
        # "1.200 workers", as other languages write it: nobody is counted in thousandths
        number.value = int(words.word[number.first].replace(".", ""))
    return draft


def _points_thousands(written: list[str]) -> bool:
    """Return whether a number of one word may have a point between thousands: ``1.200``."""
    whole, point, rest = written[0].partition(".")
    return len(written) == 1 and bool(point) and whole.isdecimal() and rest.isdecimal() and len(rest) == len("999")


def _lasted(reading: Reading, number: Number) -> bool:
    """Return whether "of them" takes up years or days: "served for 32 years, ten of them as chief of staff"."""
    words, first = reading.words, number.first
    of_them = " ".join(words.low[number.last:number.last + 2]) in reading.tables.of_them
    if not of_them or first < reading.begin + 2 or any(draft.kind == "count" for draft in reading.found[reading.opened:]):
        return False
    return words.tag[first - 1] == "," and words.low[first - 2] in reading.tables.traps.durations


def _tailed(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of "318-page", "2,750-strong force" or "20-odd men"."""
    words, tables = reading.words, reading.tables
    tail = number.tail[0]
    draft = Draft(number.first, number.last, number, "count", tail)
    noun = read_noun(words, number.last, reading.end, tables.nouns)
    if tail in tables.metric and noun and noun.plural:
        number.value, number.tail = tidy(number.value * tables.glued[tail]), ()
    elif tail in tables.metric and len(number.tail) == 1 and number.digits and words.word[number.last - 1][-1].islower():
        draft.kind = "measure"
        return draft
    elif tail not in tables.suffixes:
        return draft if tail.isalpha() and len(tail) > 1 == len(number.tail) else None
    if noun:
        draft.unit, draft.last = noun.unit, noun.last
    draft.bound = tables.suffixes.get(tail, "exact")
    return draft


def _noun(reading: Reading, number: Number, at: int) -> Noun | None:
    """Return what is counted behind the word ``at``; "of them" and "of the" are gone through."""
    words, end, lists = reading.words, reading.end, reading.tables.nouns
    one = number.value == 1 and number.high is None
    stated = _stated(reading, number, at)
    if stated:
        return stated
    if at < end and words.tag[at] == "q":
        return _quoted(reading, at)
    if " ".join(words.low[at:min(at + 2, end)]) in reading.tables.traps.out_of:
        # "40 out of 120 seats" counts as "40 of 120 seats" does
        at += 1
    if at >= end or words.low[at] not in lists.glue.of:
        return read_noun(words, at, end, lists, one=one)
    if one:
        return None
    return _partitive(reading, number, at)


def _quoted(reading: Reading, at: int) -> Noun | None:
    """Return the plural in the quotation marks that open at ``at``: "killed 19 'dangerous terrorists'"."""
    words, end = reading.words, reading.end
    noun = read_noun(words, at + 1, end, reading.tables.nouns) if at + 1 < end and words.start[at + 1] == words.end[at] else None
    closed = noun is not None and noun.last < end and words.tag[noun.last] == "q"
    return Noun(at, noun.last + 1, noun.unit) if noun and closed and noun.plural else None


def _partitive(reading: Reading, number: Number, at: int) -> Noun | None:
    """Return what is counted behind the "of" at ``at``: "dozens of people", "two of them women", "57 of the 130 seats"."""
    words, end, lists = reading.words, reading.end, reading.tables.nouns
    inner = at + 1
    if inner < end and words.low[inner] in reading.tables.pronouns:
        after = read_noun(words, inner + 1, end, lists) if inner + 1 < end and words.tag[inner + 1] in "nX" else None
        return after if after and after.plural else Noun(at, inner + 1, "")
    if number.vague:
        return read_noun(words, inner, end, lists)
    inner = _behind_owner(words, inner, end)
    while inner < end and (words.tag[inner] == "#" or words.tag[inner] == "D" or words.low[inner] in lists.lately):
        inner += 1
    noun = read_noun(words, inner, end, lists)
    whole = noun is not None and any(tag == "#" for tag in words.tag[at:inner])
    return Noun(number.last, number.last, noun.unit) if noun and whole else noun


def _behind_owner(words: Words, at: int, end: int) -> int:
    """Return the index of the number behind the one whose they are, ``at`` where none is: "three of the nation's 47 prefectures"."""
    owned = next((i + 1 for i in range(at, min(at + OWNER, end)) if words.tag[i] not in "DXnB"), end)
    if owned >= end or words.tag[owned - 1] != "p":
        return at
    number = owned + (words.tag[owned] == "R")
    return number if words.tag[number:number + 1] == ["#"] else at


def _stated(reading: Reading, number: Number, at: int) -> Noun | None:
    """Return the noun of "12 dead", "15 of the wounded"; not of "seven men died and 12 injured", where it is a verb."""
    words, end = reading.words, reading.end
    glue = reading.tables.glue
    partitive = at + 1 < end and words.low[at] in glue.of and words.low[at + 1] in glue.definite
    # "dozens of wounded"
    some = number.vague and at < end and words.low[at] in glue.of and not partitive
    inner = at + 2 * partitive + some
    if inner >= end or words.low[inner] not in reading.tables.events.roles["noun"] or words.tag[inner] not in "nE":
        return None
    if inner + 1 < end and words.tag[inner + 1] in "nX":
        return None
    nouns = reading.tables.events.roles["noun"]
    earlier = [draft.unit for draft in reading.found[reading.opened:] if draft.kind == "count" and draft.unit]
    before, _ = bound_before(words, number.first, reading.begin, reading.tables.bounds)
    left = before > reading.begin and words.low[before - 1] in reading.tables.leaving
    apart = left and earlier != [] and reading.found[-1].event is not None
    if inner == at and earlier and earlier[-1].lower() not in nouns and not apart:
        return None
    return Noun(number.last, inner + 1, words.low[inner])


def read_votes(reading: Reading, at: int) -> list[Draft] | None:
    """Return the two figures of a vote, "voted 89-52": the one word at ``at``; None where nobody votes."""
    words = reading.words
    near = words.low[max(reading.begin, at - VOTE_REACH):at]
    parts = words.low[at].translate(HYPHENS).split("-")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) < LONG for part in parts):
        return None
    if reading.tables.voting.isdisjoint(near) or not reading.tables.margins.isdisjoint(words.low[at + 1:at + 2]):
        return None
    start, end = words.span(at, at + 1)
    middle = start + len(parts[0])
    halves = (start, middle), (middle + 1, end)
    return [Draft(at, at + 1, Number(at, at + 1, int(part), digits=True), "count", reading.tables.units.votes, half=half)
            for part, half in zip(parts, halves, strict=True)]


def signed(reading: Reading, draft: Draft) -> None:
    """Turn ``draft`` below zero where a minus stands before it: "minus 12 degrees", "-0.4 percent", "12 degrees below zero"."""
    words, tables, sign, last = reading.words, reading.tables, draft.first - 1, draft.last
    if draft.kind == "count" or sign <= reading.begin or draft.number.value <= 0:
        return
    parted = words.end[sign - 1] < words.start[sign] and words.end[sign] == words.start[sign + 1]
    if (words.word[sign] in MINUS and parted) or (words.low[sign] in tables.minus and words.tag[sign - 1] not in "#C"):
        draft.first, draft.number.value = sign, -draft.number.value
    elif " ".join(words.low[last:min(last + 2, reading.end)]) in tables.below_zero and draft.number.high is None:
        draft.last, draft.number.value = last + 2, -draft.number.value


def bounded(reading: Reading, draft: Draft) -> None:
    """Widen ``draft`` by the bound before it; vague counts are about what they say."""
    first, bound = bound_before(reading.words, draft.first, reading.begin, reading.tables.bounds)
    if bound is None and draft.kind != "count":
        # "60 dollars and above"
        draft.last, bound = bound_after(reading.words, draft.last, reading.end, reading.tables.bounds)
    between = draft.number.high is not None and first > 0 and reading.words.low[first - 1] in reading.tables.glue.between
    if bound is None or draft.bound != "exact":
        bound = "about" if draft.number.vague and draft.bound == "exact" else draft.bound
    draft.first, draft.bound = first - (between and first > reading.begin), bound
