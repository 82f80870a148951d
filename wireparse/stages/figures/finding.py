"""Figures: every quantity a dispatch gives, with its value, bound, unit and what befell those counted.

One pass over the words; only number words and digits are looked at. Dates already found are never figures.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from wireparse.stages.figures.counts import PART_REACH, bounded, read_count, read_none, read_votes, signed
from wireparse.stages.figures.events import acts, befell, find_event, recovered
from wireparse.stages.figures.measures import Measure, read_measure
from wireparse.stages.figures.numbers import read_number
from wireparse.stages.figures.numerals import Number, tidy
from wireparse.stages.figures.reading import OPENING, Draft, Reading, placed, tables
from wireparse.stages.figures.traps import is_trap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wireparse.model import Bound
    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.words import Words

# No dispatch has so many numbers: this bounds the work on a text that is none.
MOST = 15_000
NEAR = 3
# A percentage has an event only where a share of people may suffer it ("12 percent are infected").
GAP = frozenset("IWXDCREAVBn#")
"""What stands between two figures of one verb: the verb, places and times, no comma and no further clause."""
COMMA_GAP = GAP | {","}
SHARES = frozenset(("infected", "killed", "displaced"))


class FoundFigure(NamedTuple):
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


def find_figures(
    words: Words, sentences: Sequence[tuple[int, int]], pack: Pack, taken: Sequence[Offsets], speakers: Iterable[Offsets] = (),
) -> tuple[FoundFigure, ...]:
    """Return the figures of ``sentences`` (ranges of word indexes) in order; those inside ``taken`` offsets are none.

    Nor is the "one" that opens the offsets of one of ``speakers``.

    >>> from wireparse.packs import load_pack
    >>> from wireparse.words import read_words
    >>> text, pack = "Shelling killed at least 12 civilians.", load_pack("en")
    >>> [(f.value, f.bound, f.unit, f.event) for f in find_figures(read_words(text, 0, 38, pack), [(0, 7)], pack, [])]
    [(12, 'at_least', 'civilians', 'killed')]
    """
    reading = Reading(words, tables(pack), _marked(words, taken), frozenset(start for start, _ in speakers))
    found = OPENING.places(words.kinds)[:MOST]
    number = 0
    for begin, end in sentences if found else ():
        if found[number] >= end:
            continue
        number = bisect_left(found, begin, number)
        if number == len(found):
            break
        reading.begin, reading.end, reading.opened, at = begin, end, len(reading.found), begin
        while number < len(found) and found[number] < end:
            if found[number] >= at and not reading.taken[found[number]]:
                at = _read(reading, found[number])
            number += 1
        if number == len(found):
            break
    return tuple(_finished(words, draft) for draft in reading.found)


def chained(first: Sequence[FoundFigure], second: Sequence[FoundFigure]) -> tuple[FoundFigure, ...]:
    """Return the figures of two stretches as one tuple, so that ``parts`` and ``converts`` go on to index the tuple they are in."""
    past = len(first)
    moved = (f._replace(parts=tuple(part + past for part in f.parts), converts=None if f.converts is None else f.converts + past)
             for f in second) if past else second
    return (*first, *moved)


def unread_figures(words: Words) -> Offsets | None:
    """Return the offsets of the rest that ``find_figures`` does not look at, None unless there are more than ``MOST`` numbers."""
    if len(words) <= MOST:
        return None
    first = next(iter(OPENING.places(words.kinds)[MOST:]), None)
    return None if first is None else (words.start[first], words.end[-1])


def _marked(words: Words, taken: Sequence[Offsets]) -> bytearray:
    """Return a flag a word: whether it stands in one of the ``taken`` stretches."""
    flags = bytearray(len(words))
    for start, end in taken:
        for at in range(bisect_left(words.start, start), bisect_left(words.start, end)):
            flags[at] = 1
    return flags


def _read(reading: Reading, at: int) -> int:
    """Add the figure at the word ``at``, if there is one; return the index to read on from."""
    words, tables, begin, end = reading.words, reading.tables, reading.begin, reading.end
    if at + 1 < end and words.low[at + 1] in tables.traps.durations and "-" not in words.low[at]:
        return at + 2
    if words.low[at] in tables.glue.none:
        number, draft = None, read_none(reading, at)
    elif words.low[at] in tables.ambiguous and not _many(reading, at):
        return at + 1
    else:
        number = read_number(words, at, end, tables.numerals)
        votes = read_votes(reading, at) if number is None or number.high is not None else None
        if votes:
            reading.found += votes
            return at + 1
        draft = _quantity(reading, number) if number and not is_trap(words, number, begin, end, tables.traps) else None
    if draft:
        signed(reading, draft)
        bounded(reading, draft)
        if not _closes(reading, draft):
            _relate(reading, draft)
            reading.found.append(draft)
    return max(at + 1, draft.last if draft else at, number.last if number else at)


def _many(reading: Reading, at: int) -> bool:
    """Return whether "scores" or "tens" counts: "scores of men", "scores more", "Scores died", "it killed scores"."""
    words, tables = reading.words, reading.tables
    behind = words.low[at + 1] if at + 1 < reading.end else ""
    suffered = at > reading.begin and words.low[at - 1] in tables.events.roles["object"]
    alone = behind in tables.glue.more or words.tag[at + 1:at + 2] in (["A"], ["E"]) or (suffered and words.tag[at + 1:at + 2] in ([], ["."], [","], [";"], ["C"]))
    return behind in tables.glue.of or (alone and words.low[at] in tables.unaided)


def _closes(reading: Reading, draft: Draft) -> bool:
    """Close the figure before with ``draft`` where the two are a range that names its unit twice: "between $35 and $55".

    So are "540 million euros to 570 million euros", near each other and nothing that rose.
    """
    words, glue = reading.words, reading.tables.glue
    if len(reading.found) <= reading.opened or draft.kind == "count" or draft.elided:
        return False
    low = reading.found[-1]
    link = words.low[low.last] if draft.first == low.last + 1 else ""
    before = words.low[max(reading.begin, low.first - NEAR):low.first]
    between = link in glue.joins and not glue.between.isdisjoint(before[-1:])
    # In brackets stands what either end of a rise is in another currency.
    moved = "(" in before or not (glue.away | reading.tables.numerals.rising).isdisjoint(before)
    ranged = link in glue.to and not moved and draft.number.value < 2 * low.number.value
    same = low.unit == draft.unit and low.kind == draft.kind and low.number.high is None and draft.number.high is None
    if not (between or ranged) or not same or low.number.value >= draft.number.value:
        return False
    low.first, low.last, low.number.high = low.first - between, draft.last, draft.number.value
    return True


def _quantity(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of ``number``: money, a measure or a count; None where nothing says what it counts."""
    if number.first < reading.begin or any(reading.taken[number.first:number.last]):
        return None
    measure = read_measure(reading.words, number, reading.end, reading.tables.measures, reading.local)
    return _measured(number, measure, reading.tables.glued) if measure else read_count(reading, number)


def _measured(number: Number, measure: Measure, glued: dict[str, int]) -> Draft:
    """Return the figure of money, a percentage or a measure; the m of "$25m" is a scale."""
    kind = "money" if measure.money else "percent" if measure.unit == "%" else "measure"
    scale = glued.get(number.tail[0]) if number.tail and measure.money else None
    if scale:
        number.tail, number.value = (), tidy(number.value * scale)
    first, last = min(measure.first, number.first), max(measure.last, number.last)
    return Draft(first, last, number, kind, measure.unit, factor=measure.factor)


def _relate(reading: Reading, draft: Draft) -> None:
    """Give ``draft`` its event, and tie it to the figure that it converts or is part of."""
    if draft.kind != "count":
        draft.converts = _converted(reading, draft)
        if draft.converts is None and draft.kind != "percent":
            reading.priced = draft
        if draft.kind == "percent":
            event = _event(reading, draft) or _restated(reading, draft)
            draft.event = event if event in SHARES else None
        return
    draft.event = draft.event or _event(reading, draft) or _linked(reading, draft)
    if draft.event and not draft.elided:
        _befell_all(reading, draft)
    if draft.elided and draft.unit and not draft.event:
        # "The number of deaths rose to 40", "The number of cholera cases rose to 40"
        known, head = reading.tables.events, draft.unit.lower()
        draft.event = known.roles["noun"].get(head) or recovered(reading.words, placed(reading, draft, head), known, head)
    _apportion(reading, draft)


def _restated(reading: Reading, draft: Draft) -> str | None:
    """Return the event of those whom ``draft`` counts again as a share: "1,200 people are infected, or 3.4 percent"."""
    words, first = reading.words, draft.first
    again = words.low[first - 1] in reading.tables.again and words.tag[first - 2] == "," and first - 2 > reading.begin
    last = reading.found[-1] if again and len(reading.found) > reading.opened else None
    return last.event if last and last.kind == "count" else None


def _befell_all(reading: Reading, draft: Draft) -> None:
    """Give those listed before ``draft`` the event of the verb behind it: "four men, three women and six children died"."""
    words, tables, last = reading.words, reading.tables, draft
    if " ".join(words.low[draft.number.last:draft.number.last + 2]) in tables.of_them or not befell(words, placed(reading, draft, draft.unit or ""), tables.events):
        return
    for other in reversed(reading.found[reading.opened:]):
        between = words.low[other.last:last.first]
        if other.event or other.kind != "count" or other.elided or not between or not set(between) <= tables.linked | tables.linking:
            break
        other.event, last = draft.event, other


def _event(reading: Reading, draft: Draft) -> str | None:
    place = placed(reading, draft, "" if draft.elided else draft.unit or "")
    return find_event(reading.words, place, reading.tables.events)


def _apportion(reading: Reading, draft: Draft) -> None:
    """Give ``draft`` the event and unit of the figure it is part of, and remember what was counted."""
    # "among them a mother of two": her children are none of those counted
    related = draft.first > reading.begin + 1 and reading.words.low[draft.first - 2] in reading.tables.events.kin and reading.words.low[draft.first - 1] in reading.tables.nouns.glue.of
    whole = None if related else _whole(reading, draft)
    if whole is not None:
        owner = reading.found[whole]
        owner.parts += (len(reading.found),)
        draft.unit = draft.unit or owner.unit
        draft.event = draft.event or (None if acts(reading.words, placed(reading, draft, draft.unit or ""), reading.tables.events) else owner.event)
    # "37 people, including five crew members. Thirty are in hospital": thirty people
    new = whole is None or reading.counted is None
    known = reading.tables.events
    if len(reading.found) > reading.opened and reading.counted in known.persons and draft.unit and draft.unit.lower() in known.roles["noun"]:
        # "killed 343 people and left 1,500 wounded. About 600 have died": people
        new = False
    # "one floor dealer said": who speaks counts nothing
    alone = draft.number.value == 1 and not draft.number.digits and draft.number.high is None and draft.event is None
    if new and draft.unit and not alone and not draft.number.tail and draft.unit.lower() not in reading.tables.uncounted:
        reading.counted = draft.unit


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
    same = previous.kind == draft.kind or ({previous.kind, draft.kind} == {"money", "measure"} and draft.kind != "money")
    return number if words.tag[at] == "(" and previous.last == at and same and previous.unit != draft.unit else None


def _linked(reading: Reading, draft: Draft) -> str | None:
    """Return the event of the figure that ``draft`` is joined to: "killed 12 men and 3 women"."""
    if len(reading.found) <= reading.opened:
        return None
    previous = reading.found[-1]
    between = reading.words.low[previous.last:draft.first]
    tables = reading.tables
    close = 0 < len(between) <= 3 and set(between) <= tables.linked | tables.linking
    along = " ".join(between[-2:]) in tables.along
    joined = (close or along) and not set(between) <= tables.unlinked and reading.words.tag[draft.last:draft.last + 1] != ["A"]
    nominal = (previous.unit or "").lower() in tables.events.roles["noun"] and not draft.elided
    if nominal and placed(reading, draft, draft.unit or "").person is not True:
        return None
    told = draft.elided and not tables.numbers.isdisjoint(reading.words.low[draft.first - 2:draft.first - 1])
    return previous.event if joined or told or _gapped(reading, draft) else None


def _gapped(reading: Reading, draft: Draft) -> bool:
    """Return whether a bare number has the verb of the figure before: "killed 12 on Monday and 40 on Friday", "12 in Velm, 40 in Ostria"."""
    words, tables = reading.words, reading.tables
    between, behind = words.tag[reading.found[-1].last:draft.first], words.tag[draft.last:draft.last + 2]
    placed = behind[:1] == ["I"] or behind == ["R", "I"]
    placed = placed and words.low[draft.last] not in tables.glue.of
    return draft.elided and placed and words.low[draft.first - 1] in tables.joining | tables.linked and set(between[:-1]) <= GAP and between[-1] in COMMA_GAP


def _whole(reading: Reading, draft: Draft) -> int | None:
    """Return the index of the figure that this one is part of: "including two", "among them two", "two of them"."""
    words, first = reading.words, draft.first
    tables, of = reading.tables, words.low[draft.number.last:draft.number.last + 2]
    opened, inside = -1, " ".join(of) in tables.of_them or (draft.elided and not tables.gravely.isdisjoint(of[:1]))
    if not inside:
        reach = range(first - 1, max(reading.begin, first - PART_REACH) - 1, -1)
        opened = next((i for i in reach if words.low[i] in tables.events.including and words.tag[i - 1] in ",-(nXD#W"), -1)
        inside = opened >= 0
    earlier = [other for other in reading.found[reading.opened:] if opened < 0 or other.first < opened]
    if not inside and len(reading.found) == reading.opened + 1:
        inside, earlier = _out_of_those(reading, first), reading.found[reading.opened:]
    if not inside or not earlier:
        return None
    parts = {part for other in earlier for part in other.parts}
    wholes = [i for i, other in enumerate(earlier, reading.opened)
              if other.kind == "count" and other.number.value >= draft.number.value and i not in parts]
    told = [i for i in wholes if reading.found[i].event]
    heads = told or wholes
    return heads[-1] if heads else None


def _out_of_those(reading: Reading, at: int) -> bool:
    """Return whether the sentence opens with those that the figure at ``at`` is out of: "Of the 26 wounded, three", "Among the 19 dead were six"."""
    words, tables = reading.words, reading.tables
    opens, link = words.low[reading.begin], words.tag[at - 1]
    whole = reading.found[-1]
    near = whole.first - reading.begin <= NEAR and whole.event is not None
    return near and ((opens in tables.glue.of and link == ",") or (opens in tables.events.among and link == "A" and whole.last == at - 1))


def _finished(words: Words, draft: Draft) -> FoundFigure:
    start, end = draft.half or words.span(draft.first, draft.last)
    number, factor = draft.number, draft.factor
    value = tidy(number.value * factor)
    high = None if number.high is None else tidy(number.high * factor)
    return FoundFigure(start, end, value, high, draft.bound, draft.unit, draft.event, draft.parts, draft.converts)
