"""Figures: every quantity a dispatch gives, with its value, bound, unit and what befell those counted.

One pass over the words; only number words and digits are looked at. Dates already found are never figures.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wireparse.stages.bounds import Bounds, bound_after, bound_before, bounds
from wireparse.stages.events import Counted, Events, events, find_event, find_tolled
from wireparse.stages.measures import Measure, Measures, Money, measures, read_measure
from wireparse.stages.nouns import Noun, NounLists, noun_lists, read_noun
from wireparse.stages.numbers import Number, Numerals, numerals, read_number, tidy
from wireparse.stages.traps import Traps, is_duration, is_label, is_pronoun, is_score, is_speaker, is_trap, traps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.model import Bound
    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.words import Words

PART_REACH = 12
RECENT = 20
STRONG = "strong"
OTHERS = frozenset(("others", "more"))


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure at the character offsets ``start`` to ``end``; ``parts`` and ``converts`` index the tuple it is in."""

    start: int
    end: int
    value: float
    high: float | None
    bound: Bound
    unit: str | None
    event: str | None
    parts: tuple[int, ...] = ()
    converts: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure in the making: its words and what is known of it so far; ``kind`` is count, money, measure or percent."""

    first: int
    last: int
    number: Number
    kind: str
    unit: str | None
    bound: Bound = "exact"
    event: str | None = None
    elided: bool = False
    factor: float = 1.0
    parts: tuple[int, ...] = ()
    converts: int | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the pack says about figures."""

    numerals: Numerals
    bounds: Bounds
    measures: Measures
    nouns: NounLists
    traps: Traps
    events: Events
    including: frozenset[str]
    linked: frozenset[str]

    @classmethod
    def of(cls, pack: Pack) -> Tables:
        """Return the tables of ``pack``."""
        return cls(numerals(pack), bounds(pack), measures(pack), noun_lists(pack), traps(pack), events(pack),
                   pack.words("events", "including"), pack.words("events", "linked"))


@dataclass(slots=True)
class Reading:
    """What one text has given so far; ``begin`` and ``end`` bound the sentence read, ``opened`` is its first figure."""

    words: Words
    tables: Tables
    taken: bytearray
    found: list[Draft] = field(default_factory=list)
    local: dict[str, Money] = field(default_factory=dict)
    begin: int = 0
    end: int = 0
    opened: int = 0
    counted: str | None = None
    priced: Draft | None = None


def find_figures(
    words: Words, sentences: Sequence[tuple[int, int]], pack: Pack, taken: Sequence[Offsets],
) -> tuple[FoundFigure, ...]:
    """Return the figures of ``sentences`` (ranges of word indexes) in order; those inside ``taken`` offsets are none.

    >>> from wireparse.packs import load_pack
    >>> from wireparse.words import read_words
    >>> text, pack = "Shelling killed at least 12 civilians.", load_pack("en")
    >>> [(f.value, f.bound, f.unit, f.event) for f in find_figures(read_words(text, 0, 38, pack), [(0, 7)], pack, [])]
    [(12, 'at_least', 'civilians', 'killed')]
    """
    reading = Reading(words, Tables.of(pack), _marked(words, taken))
    for begin, end in sentences:
        reading.begin, reading.end, reading.opened = begin, end, len(reading.found)
        at = begin
        while at < end:
            at = _read(reading, at) if _triggers(reading, at) else at + 1
    return tuple(_finished(words, draft) for draft in reading.found)


def _marked(words: Words, taken: Sequence[Offsets]) -> bytearray:
    """Return a flag a word: whether it stands in one of the ``taken`` stretches."""
    flags = bytearray(len(words))
    for start, end in taken:
        for at in range(bisect_left(words.start, start), bisect_left(words.start, end)):
            flags[at] = 1
    return flags


def _triggers(reading: Reading, at: int) -> bool:
    """Return whether a figure may open at the word ``at``."""
    words, known = reading.words, reading.tables.numerals
    tag, low = words.tag[at], words.low[at]
    if reading.taken[at]:
        return False
    if low in {"tens", "scores"}:
        return at + 1 < reading.end and words.low[at + 1] == "of"
    return tag == "#" or low in known.vague or low == "no" or (tag in "nX" and "-" in low and known.opens(low))


def _read(reading: Reading, at: int) -> int:
    """Add the figure at the word ``at``, if there is one; return the index to read on from."""
    words, tables, begin, end = reading.words, reading.tables, reading.begin, reading.end
    if words.low[at] == "no":
        number, draft = None, _none_at_all(reading, at)
    else:
        number = read_number(words, at, end, tables.numerals)
        draft = _quantity(reading, number) if number and not is_trap(words, number, begin, end, tables.traps) else None
    if draft:
        reading.found.append(_related(reading, _bounded(reading, draft)))
    return max(at + 1, draft.last if draft else at, number.last if number else at)


def _quantity(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of ``number``: money, a measure or a count; None where nothing says what it counts."""
    if number.first < reading.begin or any(reading.taken[number.first:number.last]):
        return None
    measure = read_measure(reading.words, number, reading.end, reading.tables.measures, reading.local)
    return _measured(reading, number, measure) if measure else _counted(reading, number)


def _none_at_all(reading: Reading, at: int) -> Draft | None:
    """Return the 0 of "no casualties"; None for "no" before anything else."""
    words = reading.words
    for i in range(at + 1, min(at + 3, reading.end)):
        if words.low[i] in reading.tables.events.roles["noun"] and words.low[i].endswith("s") or words.low[i] == "casualties":
            number = Number(at, at + 1, 0)
            return Draft(at, i + 1, number, "count", words.word[i])
    return None


def _measured(reading: Reading, number: Number, measure: Measure) -> Draft:
    kind = "money" if measure.money else "percent" if measure.unit == "%" else "measure"
    if number.tail and number.tail[0] in {"m", "k"} and measure.money:
        number = replace(number, tail=(), value=tidy(number.value * (1_000_000 if number.tail[0] == "m" else 1_000)))
    first, last = min(measure.first, number.first), max(measure.last, number.last)
    return Draft(first, last, number, kind, measure.unit, factor=measure.factor)


def _counted(reading: Reading, number: Number) -> Draft | None:
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
    draft = Draft(number.first, noun.last, number, "count", noun.unit or reading.counted)
    return replace(draft, bound=bound) if bound else draft


def _tailed(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of "223-page", "1,600-strong force" or "20-odd men"."""
    words, tables = reading.words, reading.tables
    draft = Draft(number.first, number.last, number, "count", number.tail[0])
    if number.tail[0] not in {STRONG, "plus", "odd"}:
        return draft if number.tail[0].isalpha() and len(number.tail) == 1 else None
    noun = read_noun(words, number.last, reading.end, tables.nouns)
    if noun:
        draft = replace(draft, unit=noun.unit, last=noun.last)
    bound: dict[str, Bound] = {"plus": "at_least", "odd": "about", STRONG: "exact"}
    return replace(draft, bound=bound[number.tail[0]])


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
    place = _place(reading, draft, "")
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
    """Return whether a bare number is in the money or measure last given: "fell to 65 million pounds from 202 million"."""
    if number.scaled and priced.kind == "money":
        return True
    exact = not {".", ","}.isdisjoint(words.word[number.first]) or number.scaled
    return exact and before in {"to", "at", "from", "of", "or", "above", "below", "near"}


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
    if earlier and before in reading.tables.linked | {"other", "remaining", "but", "while"} and tag in "IEGV.,;AR":
        return before != ","
    if tag == "A" and before in {"the", "those", "other"} and number.value > 2 and reading.counted is not None:
        return True
    if words.low[number.last:number.last + 1] == ["more"] and words.low[number.last + 1:number.last + 2] != ["than"]:
        return reading.counted is not None
    if before == "by" and tag in ".,;" and reading.counted is not None:
        return True
    return earlier and before in {"by", "just", "only", "to"} and tag in "IE.,;RA"


def _bounded(reading: Reading, draft: Draft) -> Draft:
    """Return ``draft`` widened by the bound before it; vague counts are about what they say."""
    first, bound = bound_before(reading.words, draft.first, reading.begin, reading.tables.bounds)
    if draft.number.high is not None and first == draft.first and first > reading.begin \
            and reading.words.low[first - 1] == "between":
        first -= 1
    if bound is None:
        bound = draft.bound if draft.bound != "exact" else "about" if draft.number.vague else "exact"
    if bound == "about" and draft.number.vague is False and draft.bound != "exact":
        bound = draft.bound
    return replace(draft, first=first, bound=bound)


def _place(reading: Reading, draft: Draft, unit: str) -> Counted:
    heads = unit.lower().split()
    known = reading.tables.events.persons
    person = None
    if draft.kind != "count":
        person = False
    elif heads:
        person = heads[-1] in known or (unit[:1].isupper() and unit[-1:] == "s")
    return Counted(draft.first, draft.last, reading.begin, reading.end, unit, person)


def _related(reading: Reading, draft: Draft) -> Draft:
    """Return ``draft`` with its event, and tied to the figure that it converts or is part of."""
    if draft.kind != "count":
        draft = replace(draft, converts=_converted(reading, draft))
    if draft.kind in {"money", "measure"}:
        if draft.converts is None:
            reading.priced = draft
        return draft
    if draft.event is None:
        place = _place(reading, draft, "" if draft.elided else draft.unit or "")
        draft = replace(draft, event=find_event(reading.words, place, reading.tables.events))
    if draft.kind == "percent":
        return draft if draft.event in {"infected", "killed", "displaced"} else replace(draft, event=None)
    draft = _linked(reading, draft)
    if draft.elided and draft.unit and not draft.event:
        draft = replace(draft, event=reading.tables.events.roles["noun"].get(draft.unit.lower()))
    whole = _whole(reading, draft)
    if whole is not None:
        owner = reading.found[whole]
        reading.found[whole] = replace(owner, parts=(*owner.parts, len(reading.found)))
        draft = replace(draft, event=draft.event or owner.event, unit=draft.unit or owner.unit)
    if draft.unit and not draft.number.tail and draft.unit.lower() not in OTHERS:
        reading.counted = draft.unit
    return draft


def _converted(reading: Reading, draft: Draft) -> int | None:
    """Return the index of the figure that this one, in the bracket behind it, gives in another currency or unit."""
    words = reading.words
    at = draft.first - 1
    number = len(reading.found) - 1
    if number < reading.opened or at < reading.begin:
        return None
    previous = reading.found[number]
    if previous.converts is not None and words.tag[at] == "," and previous.last == at:
        return previous.converts
    same = previous.kind == draft.kind or {previous.kind, draft.kind} == {"money", "measure"} and draft.kind != "money"
    return number if words.tag[at] == "(" and previous.last == at and same and previous.unit != draft.unit else None


def _linked(reading: Reading, draft: Draft) -> Draft:
    """Return ``draft`` with the event of the figure it is joined to: "killed 12 men and 3 women"."""
    if draft.event or len(reading.found) <= reading.opened:
        return draft
    previous = reading.found[-1]
    between = reading.words.low[previous.last:draft.first]
    close = bool(between) and len(between) <= 3 and set(between) <= reading.tables.linked | {"a", "another", "further", "the"}
    along = between[-2:] in (["along", "with"], ["well", "as"])
    if previous.event and (close or along) and draft.kind == "count" and set(between) != {"with"}:
        return replace(draft, event=previous.event)
    return draft


def _whole(reading: Reading, draft: Draft) -> int | None:
    """Return the index of the figure that this one is part of: "including two", "among them two", "two of them"."""
    words, first = reading.words, draft.first
    of = words.low[draft.number.last:draft.number.last + 2]
    inside = of in (["of", "them"], ["of", "whom"])
    if not inside:
        reach = range(first - 1, max(reading.begin, first - PART_REACH) - 1, -1)
        inside = any(words.low[i] in reading.tables.including and words.tag[i - 1] in ",-(nXD#W" for i in reach)
    if not inside or len(reading.found) <= reading.opened:
        return None
    wholes = [i for i in range(reading.opened, len(reading.found))
              if reading.found[i].kind == "count" and reading.found[i].number.value >= draft.number.value]
    told = [i for i in wholes if reading.found[i].event]
    heads = [i for i in told or wholes if not any(i in other.parts for other in reading.found[reading.opened:])]
    return heads[-1] if heads else None


def _finished(words: Words, draft: Draft) -> FoundFigure:
    start, end = words.span(draft.first, draft.last)
    number, factor = draft.number, draft.factor
    value = tidy(number.value * factor)
    high = None if number.high is None else tidy(number.high * factor)
    return FoundFigure(start, end, value, high, draft.bound, draft.unit, draft.event, draft.parts, draft.converts)
