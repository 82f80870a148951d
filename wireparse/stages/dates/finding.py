"""Dates: every expression that names a day, month, quarter, season, year or decade, resolved against the dispatch's day.

Only closed forms are read and nothing is guessed: what cannot be told has no value.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wireparse.stages.dates import forms, relative
from wireparse.stages.dates.almanac import WEEK, Stretch, make, moved
from wireparse.stages.dates.calendar import Names, names, tenses
from wireparse.stages.dates.reading import HYPHENS, Draft, Reader, Reading, year_of
from wireparse.words import MEMO_LIMIT, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wireparse.model import Precision
    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.words import Words

# No dispatch names so many: this bounds the work on a text that is none.
MOST = 15_000
WEEKDAY = "en.date.weekday"
DASHES = frozenset("-–—")


class FoundDate(NamedTuple):
    """A date at the character offsets ``start`` to ``end``; ``value`` is ISO 8601 or None, ``until`` closes a range."""

    start: int
    end: int
    value: str | None
    until: str | None
    precision: Precision
    rule: str


def find_dates(
    words: Words, sentences: Sequence[tuple[int, int]], pack: Pack, today: date | None, year: int | None,
) -> tuple[FoundDate, ...]:
    """Return the dates of ``sentences`` (ranges of word indexes) in order, seen from ``today``, the dispatch's day.

    Without it ``year`` (of the copyright line) serves for months and days that have none, and weekdays have no value.

    >>> from datetime import date
    >>> from wireparse.packs import load_pack
    >>> from wireparse.words import read_words
    >>> pack = load_pack("en")
    >>> [d.value for d in find_dates(read_words("He left on Monday.", 0, 18, pack), [(0, 5)], pack, date(2019, 8, 29), None)]
    ['2019-08-26']
    """
    reading = Reading(words, names(pack), tenses(pack), today, year)
    readers = openers(pack)
    found = OPENING.places(words.kinds)[:MOST]
    number = 0
    for begin, end in sentences if found else ():
        if found[number] >= end:
            continue
        number = bisect_left(found, begin, number)
        if number == len(found):
            break
        reading.begin, reading.end, opened, at = begin, end, len(reading.found), begin
        while number < len(found) and found[number] < end:
            if found[number] >= at:
                at = _read(reading, found[number], readers[words.low[found[number]]], opened)
            number += 1
        if number == len(found):
            break
    return tuple(_finished(draft) for draft in reading.found)


def unread_dates(words: Words) -> Offsets | None:
    """Return the offsets of the rest that ``find_dates`` does not look at, None unless more than ``MOST`` words may open a date."""
    if len(words) <= MOST:
        return None
    first = next(iter(OPENING.places(words.kinds)[MOST:]), None)
    return None if first is None else (words.start[first], words.end[-1])


def _read(reading: Reading, at: int, readers: tuple[Reader, ...], opened: int) -> int:
    """Add the date that the first of ``readers`` to know one finds at the word ``at``; return the index to read on from."""
    for reader in readers:
        drafts = reader(reading, at)
        if drafts:
            for draft in drafts:
                wide = _widened(reading, draft)
                wide = _range(reading, wide, opened)
                reading.found.append(wide)
                reading.remember(wide)
            return max(at + 1, drafts[-1].last)
    return at + 1


def _widened(reading: Reading, draft: Draft) -> Draft:
    """Return ``draft`` with "early", "late", "end of" and the like taken in."""
    words, first = reading.words, draft.first
    if draft.stretch.precision == "day":
        return draft
    while first > reading.begin and words.low[first - 1] in reading.names.early:
        first -= 1
    at = first - 1
    if at > reading.begin and words.tag[at] == "D" and reading.tag(draft.last) != "n":
        # not "the high end of its 1987 ranges"
        at -= 1
    if at > reading.begin and words.low[at] in reading.names.of and words.low[at - 1] in reading.names.parts:
        first = at - 1
    return draft if first == draft.first else draft._replace(first=first, start=words.start[first])


def _range(reading: Reading, draft: Draft, opened: int) -> Draft:
    """Close the date before with ``draft`` where the two are a range, "from Monday to Wednesday"; return ``draft``, behind what it closes."""
    words, known = reading.words, reading.names
    if len(reading.found) <= opened:
        return draft
    opening = reading.found[-1]
    between = words.low[opening.last:draft.first] if draft.first >= opening.last else []
    before = words.low[max(reading.begin, opening.first - 3):opening.first]
    joined = draft.first < opening.last
    link = between[0] if len(between) == 1 else ""
    opens = "-" in before or link == "-" or not known.range_opens.isdisjoint(before)
    ranged = opens and (link in known.range_links or link in DASHES)
    if not (joined or ranged or (link in known.joins and not known.between.isdisjoint(before))):
        return draft
    draft = _behind(reading, opening, draft)
    opening = _in_year_of(reading, opening, draft)
    first, closes = opening.stretch.first, draft.stretch.closes
    if first and closes and first < closes and opening.stretch.last is None:
        stretch = Stretch(first, opening.stretch.precision, closes)
        opening = opening._replace(stretch=stretch)
    reading.found[-1] = opening
    return draft


def _behind(reading: Reading, opening: Draft, draft: Draft) -> Draft:
    """Return the weekday that closes a range a week later where it stood before one to come: "will last from Monday to Thursday"."""
    first, last = opening.stretch.first, draft.stretch.first
    both = opening.rule == draft.rule == WEEKDAY
    if both and first and last and reading.today and reading.today < first and last < first:
        return draft._replace(stretch=Stretch(moved(last, days=WEEK)))
    return draft


def _in_year_of(reading: Reading, opening: Draft, draft: Draft) -> Draft:
    """Return the first day of a range in the year that only its last day names: "from June 3 to June 4, 1989"."""
    low, day, closes = reading.words.low, opening.stretch.first, draft.stretch.first
    told, untold = year_of(low[draft.last - 1]), year_of(low[opening.last - 1]) is None
    bare = low[opening.first] in reading.names.months or low[opening.last - 1] in reading.names.months
    if not (told and untold and bare and day and closes) or low[opening.first] in reading.names.shifts:
        return opening
    first = make(told - ((day.month, day.day) > (closes.month, closes.day)), day.month, day.day)
    return opening._replace(stretch=Stretch(first, opening.stretch.precision))


def _finished(draft: Draft) -> FoundDate:
    stretch = draft.stretch
    return FoundDate(draft.start, draft.end, stretch.value, stretch.until, stretch.precision, draft.rule)


class Openers(dict[str, "tuple[Reader, ...]"]):
    """The readers to try at a word, by its lower-case form."""

    def __init__(self, known: Names) -> None:
        super().__init__()
        self._known = known
        self._listed = _listed(known)

    def __missing__(self, low: str) -> tuple[Reader, ...]:
        """Return the readers for ``low``, and keep them."""
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if low.isalpha():
            found = self._listed.get(low, ())
        elif low[0].isdigit():
            found = tuple(_numeric(low, self._known))
        else:
            found = (*self._listed.get(low, ()), *_hyphened(low, self._known))
        self[low] = found
        return found


@cache
def openers(pack: Pack) -> Openers:
    """Return the openers of ``pack``."""
    return Openers(names(pack))


OPENING = Kind(lambda pack: openers(pack).__getitem__)
"""The words that a date may open with."""


def _numeric(low: str, known: Names) -> Iterator[Reader]:
    """Give the readers of a word that opens with a digit."""
    if low.isdecimal() and len(low) <= 2:
        yield from (forms.read_day_month, relative.read_nth)
    bare = low.translate(HYPHENS)
    if "/" in low or "-" in bare:
        yield from (forms.read_numeric, forms.read_years)
    if low[-1] == "0" or low.endswith(known.plural_endings):
        yield forms.read_decade
    if year_of(low):
        yield forms.read_year


def _listed(known: Names) -> dict[str, tuple[Reader, ...]]:
    """Return the readers of the words that the calendar lists."""
    found: dict[str, tuple[Reader, ...]] = {}
    for words, reader in (
        (known.holidays, forms.read_holiday), (known.deictic, relative.read_deictic), (known.shifts, relative.read_shifted),
        (known.weekdays, forms.read_weekday), (known.months, forms.read_month_day), (known.months, forms.read_month),
        (known.same, relative.read_same), (known.ago, relative.read_ago), (known.single, relative.read_next_day),
        (known.single, relative.read_part), (known.ordinals, forms.read_quarter), (known.seasons, forms.read_season),
    ):
        for word in dict.fromkeys(name.partition(" ")[0] for name in words):
            found[word] = (*found.get(word, ()), reader)
    return found


def _hyphened(low: str, known: Names) -> Iterator[Reader]:
    """Give the readers of what stands before a hyphen."""
    head, mark, _ = low.translate(HYPHENS).partition("-")
    if mark and head in known.ordinals:
        yield forms.read_quarter
    if mark and head in known.hyphened:
        yield from (forms.read_decade, forms.read_hyphened)
