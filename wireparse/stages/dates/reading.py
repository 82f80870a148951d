"""What reading dates shares: a date in the making, the state of one text, and the bare words of days, months and years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from wireparse.stages.dates.almanac import FUTURE, PAST, UNTOLD, Stretch, make, month_of, nearest
from wireparse.stages.dates.calendar import Tenses, find_direction

if TYPE_CHECKING:
    from datetime import date

    from wireparse.stages.dates.calendar import Names
    from wireparse.words import Words

EARLIEST, LATEST = 1000, 2100
# So many days off, a day is meant again where the text names it again.
FAR = 300
HYPHENS = str.maketrans("‐–", "--")


class Draft(NamedTuple):
    """A date found: its words, its character offsets (inside a word for ``28-July``), what it names, by which rule."""

    first: int
    last: int
    start: int
    end: int
    stretch: Stretch
    rule: str


@dataclass(slots=True, eq=False, repr=False)
class Reading:
    """What one text has given so far; ``day``, ``named`` and ``last`` are the last day, year and date it spoke of."""

    words: Words
    names: Names
    tenses: Tenses
    today: date | None
    year: int | None
    found: list[Draft] = field(default_factory=list)
    begin: int = 0
    end: int = 0
    day: date | None = None
    named: int | None = None
    last: Draft | None = None

    def low(self, at: int) -> str:
        """Return the lower-case word at ``at``, empty outside the sentence."""
        return self.words.low[at] if self.begin <= at < self.end else ""

    def tag(self, at: int) -> str:
        """Return the tag at ``at``, a stop outside the sentence."""
        return self.words.tag[at] if self.begin <= at < self.end else "."

    def unit(self, at: int) -> str | None:
        """Return the unit of the calendar that one is named of at ``at``: day, week, month, quarter or year."""
        return self.names.single.get(self.low(at))

    def direction(self, first: int, last: int) -> int:
        """Return where the clause around ``first`` to before ``last`` looks."""
        return find_direction(self.words, (first, last), (self.begin, self.end), self.tenses)

    def draft(self, first: int, last: int, stretch: Stretch, rule: str) -> Draft:
        """Return the date of the words ``first`` to before ``last``."""
        return Draft(first, last, self.words.start[first], self.words.end[last - 1], stretch, f"en.date.{rule}")

    def remember(self, draft: Draft) -> None:
        """Keep the day and year of ``draft`` for "two days later" and "that year"."""
        first = draft.stretch.first
        if first:
            self.last = draft
            self.named = first.year
            if draft.stretch.precision == "day":
                self.day = first


Reader = Callable[[Reading, int], list[Draft]]


def month_at(reading: Reading, at: int) -> int | None:
    """Return the number of the month named at ``at``; "may" and "march" in small letters are none."""
    if not reading.begin <= at < reading.end or not reading.words.word[at][0].isupper():
        return None
    return reading.names.months.get(reading.low(at))


def behind_month(reading: Reading, at: int) -> int:
    """Return the index behind the month at ``at`` and the stop of its abbreviation."""
    stop = reading.low(at + 1) == "." and len(reading.low(at)) <= len("sept") and reading.tag(at + 2) != "."
    return at + 1 + stop


def whole(low: str) -> int | None:
    """Return the number that ``low`` writes in at most four digits, or None."""
    return int(low) if low.isdecimal() and len(low) <= len("2019") else None


def year_of(low: str) -> int | None:
    """Return the year that ``low`` may be, or None."""
    year = whole(low)
    return year if year is not None and EARLIEST <= year <= LATEST and len(low) == len("2019") else None


def year_behind(reading: Reading, at: int) -> tuple[int | None, int]:
    """Return the year that follows (", 1997", "last year", "of this year") and the index behind it."""
    inner = at + (reading.tag(at) == ",")
    inner += reading.low(inner) in reading.names.of
    year = year_of(reading.low(inner))
    if year and reading.low(inner + 1) not in reading.names.counted:
        return year, inner + 1
    shift = reading.names.shifts.get(reading.low(inner))
    if shift is not None and reading.unit(inner + 1) == "year" and reading.today:
        return reading.today.year + shift, inner + 2
    return None, at


def dated(reading: Reading, first: int, last: int, *, month: int, day: int, year: int | None) -> date | None:
    """Return the day, in ``year`` or in the one that the clause calls for."""
    if year:
        return make(year, month, day)
    if reading.today and (told := _told_year(reading, month, day, reading.today)):
        return make(told, month, day)
    if reading.today:
        direction = UNTOLD if _fixture(reading, last) else reading.direction(first, last)
        return nearest(lambda of: make(of, month, day), reading.today, direction,
                       firm=firmly_past(reading, first))
    return make(reading.year, month, day) if reading.year else None


def _told_year(reading: Reading, month: int, day: int, today: date) -> int | None:
    """Return the year that the text gave a far day when it named it before: "from November 20 to 21, 1991", then "on November 20"."""
    days = (draft.stretch.first for draft in reversed(reading.found) if draft.stretch.precision == "day" and draft.stretch.first)
    return next((one.year for one in days if (one.month, one.day) == (month, day) and abs((one - today).days) > FAR), None)


def _fixture(reading: Reading, last: int) -> bool:
    """Return whether the date names an event on the calendar, past or to come: "the March 28 general election"."""
    return not reading.names.fixtures.isdisjoint((reading.low(last), reading.low(last + 1)))


def firmly_past(reading: Reading, first: int) -> bool:
    """Return whether a past verb stands right before: "was killed on October 31"."""
    verb = reading.tag(first - 2) == "E" or reading.low(first - 2) in reading.tenses.past
    before = reading.low(first - 1)
    return before in reading.names.since or (before in reading.names.placed and verb)


def month_in_year(reading: Reading, first: int, last: int, month: int) -> date | None:
    """Return the first day of the month in the year that the clause calls for."""
    if reading.today is None:
        return make(reading.year, month, 1) if reading.year else None
    # "when February's trade data are due"
    direction = UNTOLD if _fixture(reading, last) else PAST if reading.tag(last) == "p" else reading.direction(first, last)
    lasting = reading.low(first - 2) in reading.names.units or reading.unit(first - 2)
    towards = reading.low(first - 1) in reading.names.to and not lasting
    if reading.low(first - 1) in reading.names.to and lasting and direction != FUTURE:
        # "in the three months to June"
        direction = PAST
    return month_of(month, reading.today, FUTURE if towards else direction)
