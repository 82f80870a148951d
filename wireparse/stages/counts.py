"""What a number counts, and why it may go without its noun: "12 civilians", "318-page", "... and wounded nine"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.stages.bounds import bound_after, bound_before
from wireparse.stages.events import find_event, find_tolled
from wireparse.stages.figureread import Draft, Reading, placed
from wireparse.stages.nouns import Noun, read_noun
from wireparse.stages.numbers import Number
from wireparse.stages.traps import is_duration, is_label, is_pronoun, is_score, is_speaker

if TYPE_CHECKING:
    from wireparse.model import Bound
    from wireparse.words import Words

PART_REACH = 12
RECENT = 20
SUFFIXES: dict[str, Bound] = {"plus": "at_least", "odd": "about", "strong": "exact"}
PRICED = frozenset(("to", "at", "from", "of", "or", "above", "below", "near"))
JOINING = frozenset(("other", "remaining", "but", "while"))


def read_none(reading: Reading, at: int) -> Draft | None:
    """Return the 0 of "no casualties"; None for "no" before anything else."""
    words = reading.words
    for i in range(at + 1, min(at + 3, reading.end)):
        if (words.low[i] in reading.tables.events.roles["noun"] and words.low[i].endswith("s")) or words.low[i] == "casualties":
            number = Number(at, at + 1, 0)
            return Draft(at, i + 1, number, "count", words.word[i])
    return None


def read_count(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of a count: what its noun is, or why it may do without one."""
    words, tables = reading.words, reading.tables
    if number.tail:
        return _tailed(reading, number)
    last, bound = bound_after(words, number.last, reading.end, tables.bounds)
    noun = _noun(reading, number, last)
    if is_pronoun(words, number, reading.begin, tables.traps, counted=noun is not None and bool(noun.unit)):
        return None
    if noun and is_duration(noun.unit, tables.traps):
        return None
    single = noun is not None and bool(noun.unit) and not noun.plural
    if noun is None or (single and number.value != 1 and noun.unit[0].islower()):
        return _elided(reading, number)
    if single and (is_label(words, number, reading.begin) or is_speaker(words, number, noun, reading.end, tables.traps)):
        return None
    behind, later = bound_after(words, noun.last, reading.end, tables.bounds)
    last = behind if later and not bound else noun.last
    return Draft(number.first, last, number, "count", noun.unit or reading.counted, bound=bound or later or "exact")


def _tailed(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of "318-page", "2,750-strong force" or "20-odd men"."""
    words, tables = reading.words, reading.tables
    draft = Draft(number.first, number.last, number, "count", number.tail[0])
    if number.tail[0] not in SUFFIXES:
        return draft if number.tail[0].isalpha() and len(number.tail) == 1 else None
    noun = read_noun(words, number.last, reading.end, tables.nouns)
    if noun:
        draft = replace(draft, unit=noun.unit, last=noun.last)
    return replace(draft, bound=SUFFIXES[number.tail[0]])


def _noun(reading: Reading, number: Number, at: int) -> Noun | None:
    """Return what is counted behind the word ``at``; "of them" and "of the" are gone through."""
    words, end, lists = reading.words, reading.end, reading.tables.nouns
    one = number.value == 1 and number.high is None
    stated = _stated(reading, number, at)
    if stated:
        return stated
    if at >= end or words.low[at] != "of":
        return read_noun(words, at, end, lists, one=one)
    if one:
        return None
    return _partitive(reading, number, at)


def _partitive(reading: Reading, number: Number, at: int) -> Noun | None:
    """Return what is counted behind the "of" at ``at``: "dozens of people", "two of them women", "57 of the 130 seats"."""
    words, end, lists = reading.words, reading.end, reading.tables.nouns
    inner = at + 1
    if inner < end and words.low[inner] in {"them", "whom", "those", "these", "which"}:
        after = read_noun(words, inner + 1, end, lists) if inner + 1 < end and words.tag[inner + 1] in "nX" else None
        return after or Noun(at, inner + 1, "")
    if number.vague:
        return read_noun(words, inner, end, lists)
    while inner < end and (words.tag[inner] == "#" or words.tag[inner] == "D"):
        inner += 1
    noun = read_noun(words, inner, end, lists)
    whole = noun is not None and any(tag == "#" for tag in words.tag[at:inner])
    return Noun(number.last, number.last, noun.unit) if noun and whole else noun


def _stated(reading: Reading, number: Number, at: int) -> Noun | None:
    """Return the noun of "12 dead", "15 of the wounded"; not of "seven men died and 12 injured", where it is a verb."""
    words, end = reading.words, reading.end
    inner = at + 2 if words.low[at:min(at + 2, end)] == ["of", "the"] else at
    if inner >= end or words.low[inner] not in reading.tables.events.roles["noun"] or words.tag[inner] not in "nE":
        return None
    if inner + 1 < end and words.tag[inner + 1] in "nX":
        return None
    nouns = reading.tables.events.roles["noun"]
    earlier = [draft.unit for draft in reading.found[reading.opened:] if draft.kind == "count" and draft.unit]
    if inner == at and earlier and earlier[-1].lower() not in nouns:
        return None
    return Noun(number.last, inner + 1, words.word[inner])


def _elided(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of a bare number where the text says what it counts; None for labels, scores, room numbers."""
    words, begin, end = reading.words, reading.begin, reading.end
    if is_label(words, number, begin) or is_score(words, number):
        return None
    more = int(number.last < end and words.low[number.last] == "more")
    draft = Draft(number.first, number.last + more, number, "count", None, elided=True)
    before = words.low[number.first - 1] if number.first > begin else ""
    priced = reading.priced
    if priced and _repriced(words, number, priced, before):
        return replace(draft, kind=priced.kind, unit=priced.unit, factor=priced.factor)
    subject = _subject(reading, number)
    unit = subject or _namesake(reading, number) or reading.counted
    place = placed(reading, draft, "")
    event = find_event(words, place, reading.tables.events)
    if event or subject:
        return replace(draft, unit=unit, event=event)
    event = find_tolled(words, place, reading.tables.events)
    if event:
        return replace(draft, unit="deaths", event=event)
    if bound_before(words, number.first, begin, reading.tables.bounds)[1] or number.vague:
        return replace(draft, unit=None if number.vague else unit)
    if words.low[number.last:number.last + 2] in (["in", "favour"], ["in", "favor"]):
        return replace(draft, unit="votes")
    return replace(draft, unit=unit) if _licensed(reading, number, before) else None


def _repriced(words: Words, number: Number, priced: Draft, before: str) -> bool:
    """Return whether a bare number is in the money or measure last given: "fell to 83 million pounds from 171 million"."""
    if number.scaled and priced.kind == "money":
        return True
    exact = not {".", ","}.isdisjoint(words.word[number.first]) or number.scaled
    return exact and before in PRICED


def _subject(reading: Reading, number: Number) -> str | None:
    """Return what a number is said to be of earlier in its clause: "the number of voters stands at 74,000"."""
    words, low = reading.words, reading.words.low
    for i in range(number.first - 1, max(reading.begin, number.first - PART_REACH) - 1, -1):
        if low[i] == "population":
            return "people"
        if low[i] == "number" and low[i + 1] == "of":
            inner = i + 2 + (words.tag[i + 2] == "D")
            if low[inner] in reading.tables.events.roles["noun"]:
                return low[inner]
            noun = read_noun(words, inner, number.first, reading.tables.nouns)
            return noun.unit if noun and noun.plural else None
    return None


def _namesake(reading: Reading, number: Number) -> str | None:
    """Return the unit of the last figure of the same value that "the 11" may take up."""
    if number.first <= reading.begin or reading.words.low[number.first - 1] != "the":
        return None
    recent = reading.found[-RECENT:]
    return next((d.unit for d in reversed(recent) if d.kind == "count" and d.number.value == number.value), None)


def _licensed(reading: Reading, number: Number, before: str) -> bool:
    """Return whether a count earlier in the sentence, or a verb behind, lets a bare number go without its noun."""
    words, end = reading.words, reading.end
    tag = words.tag[number.last] if number.last < end else "."
    if number.scaled or "," in words.word[number.first]:
        return True
    earlier = len(reading.found) > reading.opened and any(d.kind == "count" for d in reading.found[reading.opened:])
    if earlier and before == "," and not reading.tables.gravely.isdisjoint(words.low[number.last:number.last + 1]):
        return True
    if earlier and (before in JOINING or before in reading.tables.linked) and tag in "IEGV.,;AR":
        return before != ","
    if tag == "A" and before in {"the", "those", "other"} and number.value > 2 and reading.counted is not None:
        return True
    if words.low[number.last:number.last + 1] == ["more"] and words.low[number.last + 1:number.last + 2] != ["than"]:
        return reading.counted is not None
    if before == "by" and tag in ".,;" and reading.counted is not None:
        return True
    return earlier and before in {"by", "just", "only", "to"} and tag in "IE.,;RA"


def bounded(reading: Reading, draft: Draft) -> Draft:
    """Return ``draft`` widened by the bound before it; vague counts are about what they say."""
    first, bound = bound_before(reading.words, draft.first, reading.begin, reading.tables.bounds)
    between = draft.number.high is not None and reading.words.low[first - 1:first] == ["between"]
    if bound is None or draft.bound != "exact":
        bound = "about" if draft.number.vague and draft.bound == "exact" else draft.bound
    return replace(draft, first=first - (between and first > reading.begin), bound=bound)
