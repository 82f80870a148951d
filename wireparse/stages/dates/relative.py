"""Dates told from the dispatch's day or from one named before: "yesterday", "last March", "two days later"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.dates.almanac import FUTURE, PAST, Stretch, make, moved, nearest, quarter, season, week, weekday
from wireparse.stages.dates.forms import read_month_day
from wireparse.stages.dates.reading import Draft, Reading, behind_month, month_at, whole

if TYPE_CHECKING:
    from datetime import date


def read_deictic(reading: Reading, at: int) -> list[Draft]:
    """Return "today", "yesterday", "tomorrow", "tonight", "the day before yesterday", "last night" but no "the last night of"."""
    known = reading.names
    shift = known.deictic.get(f"{reading.low(at)} {reading.low(at + 1)}")
    if shift is not None:
        one = reading.low(at - 1) in known.articles | known.definite or reading.low(at + 2) in known.of or reading.words.word[at + 1].istitle()
        return [] if one else [reading.draft(at, at + 2, Stretch(reading.today and moved(reading.today, days=shift)), "today")]
    shift = known.deictic.get(reading.low(at))
    if shift is None:
        return []
    first = at
    if reading.unit(at - 2) == "day" and reading.low(at - 1) in known.neighbours and shift:
        first, shift = at - 2, shift * 2
    if first == at and _title(reading, at):
        return []
    day = reading.today and moved(reading.today, days=shift)
    return [reading.draft(first, at + 1, Stretch(day), "today")]


def _title(reading: Reading, at: int) -> bool:
    """Return whether the word at ``at`` closes a name, "Russia Today", or stands as a title in quotation marks."""
    word = reading.words.word[at]
    named = reading.tag(at - 1) == "X" and at - 1 >= reading.begin
    alone = reading.tag(at - 1) == reading.tag(at + 1) == "q"
    return word[0].isupper() and not word.isupper() and (named or alone)


def read_shifted(reading: Reading, at: int) -> list[Draft]:
    """Return "last Friday", "next March", "this summer", "last year", "the current year"."""
    known = reading.names
    shift = known.shifts.get(reading.low(at))
    if shift is None:
        return []
    low, last = reading.low(at + 1), at + 2
    if low in known.weekdays:
        day = _shifted_weekday(reading, known.weekdays[low], shift, reading.low(at))
        return [reading.draft(at, last, Stretch(day), "shifted-weekday")]
    if month_at(reading, at + 1):
        return _shifted_month(reading, at, shift)
    if low in known.seasons:
        return [reading.draft(at, last, _shifted_season(reading, known.seasons[low], shift), "season")]
    if low in known.single:
        return _shifted_unit(reading, at, shift, known.single[low])
    return []


def _shifted_weekday(reading: Reading, number: int, shift: int, word: str) -> date | None:
    """Return "last Friday" (before today), "next Friday" (after), "this Friday" (ahead).

    "The previous Friday" is told from the day last named.
    """
    base = reading.day if word in reading.names.told_from_named and reading.day else reading.today
    if base is None:
        return None
    if shift == 0:
        return weekday(number, base, FUTURE)
    step = moved(base, days=shift)
    return step and weekday(number, step, FUTURE if shift > 0 else PAST)


def _shifted_month(reading: Reading, at: int, shift: int) -> list[Draft]:
    """Return "last July", "next March", "last Oct. 23"."""
    day = read_month_day(reading, at + 1)
    month = reading.names.months[reading.low(at + 1)]
    last, today = behind_month(reading, at + 1), reading.today
    if day and today and day[0].stretch.precision == "day":
        found = nearest(lambda of: _on(day[0].stretch, of), today, FUTURE if shift > 0 else PAST, firm=True)
        return [reading.draft(at, day[0].last, Stretch(found), "shifted-month")]
    if today is None:
        return [reading.draft(at, last, Stretch(None, "month"), "shifted-month")]
    year = today.year
    if shift < 0 and month >= today.month:
        year -= 1
    if shift > 0 and month <= today.month:
        year += 1
    return [reading.draft(at, last, Stretch(make(year, month, 1), "month"), "shifted-month")]


def _on(stretch: Stretch, year: int) -> date | None:
    return stretch.first and make(year, stretch.first.month, stretch.first.day)


def _shifted_season(reading: Reading, month: int, shift: int) -> Stretch:
    """Return the season under way or to come ("this"), the last that is over, or the one after ("next")."""
    today = reading.today
    if today is None:
        return Stretch(None, "season")
    stretch = season(month, today.year)
    if shift < 0 and stretch.last and stretch.last >= today:
        return season(month, today.year - 1)
    if shift > 0 and stretch.first and stretch.first <= today:
        return season(month, today.year + 1)
    return stretch


def _shifted_unit(reading: Reading, at: int, shift: int, unit: str) -> list[Draft]:
    """Return "last week", "next month", "this year", "the next day"."""
    word, today, last = reading.low(at), _told_from(reading, at, unit), at + 2
    known = reading.names
    first = at - 1 if word in known.current and reading.low(at - 1) in known.definite else at
    title = reading.words.word[at + 1][0].isupper()
    if title or word in known.past_only or (unit == "day" and word not in known.day_shifts):
        return []
    if unit == "day":
        base = reading.day or today
        return [reading.draft(at, last, Stretch(base and moved(base, days=shift)), "next-day")]
    if unit == "week":
        return [reading.draft(first, last, week(today, shift) if today else Stretch(None), "shifted")]
    if unit == "quarter":
        return [reading.draft(first, last, _shifted_quarter(today, shift), "quarter")]
    if unit == "month":
        day = today and moved(today.replace(day=1), months=shift)
        return [reading.draft(first, last, Stretch(day, "month"), "shifted")]
    return [reading.draft(first, last, Stretch(today and make(today.year + shift, 1, 1), "year"), "shifted")]


def _told_from(reading: Reading, at: int, unit: str) -> date | None:
    """Return the day that the shift at ``at`` is seen from: the dispatch's, or for "the following year" the date last named.

    "The previous year" takes up only what its own sentence named: "fell two percent in 2018 after five the previous year".
    """
    last, known = reading.last, reading.names
    word = reading.low(at)
    if last is None or word not in known.told_from_named or unit not in {"month", "year"}:
        return reading.today
    here = last.first >= reading.begin
    dated = unit == "year" or last.stretch.precision in {"day", "month"}
    return last.stretch.first if dated and (here or known.shifts[word] > 0) else reading.today


def read_nth(reading: Reading, at: int) -> list[Draft]:
    """Return "the 14th" where the sentence named a month before: "dissolved on July 3 and renewed on the 14th"."""
    known, last, day = reading.names, reading.last, whole(reading.low(at))
    glued = reading.low(at + 1) in known.day_endings and reading.words.start[at + 1] == reading.words.end[at]
    opened = reading.low(at - 1) in known.definite and reading.low(at - 2) in known.placed | known.since | known.ahead_of
    if day is None or last is None or not glued or not opened or last.first < reading.begin:
        return []
    if last.stretch.first is None or last.stretch.precision not in {"day", "month"} or reading.tag(at + 2) not in ".,;:)CSq-I" or reading.low(at + 2) in known.of:
        return []
    first = last.stretch.first
    found = make(first.year, first.month, day)
    if found is None or found < first:
        later = moved(first.replace(day=1), months=1)
        found = later and make(later.year, later.month, day)
    return [reading.draft(at, at + 2, Stretch(found), "nth")] if found else []


def _shifted_quarter(today: date | None, shift: int) -> Stretch:
    if today is None:
        return Stretch(None, "quarter")
    index = today.year * 4 + (today.month - 1) // 3 + shift
    return quarter(index % 4 + 1, index // 4)


def read_same(reading: Reading, at: int) -> list[Draft]:
    """Return "that year", "the same day": the year or day the text spoke of last."""
    unit = reading.unit(at + 1)
    if reading.low(at) not in reading.names.same or unit not in {"year", "day"}:
        return []
    if unit == "day":
        return [reading.draft(at, at + 2, Stretch(reading.day), "same")] if reading.day else []
    year = reading.named and make(reading.named, 1, 1)
    return [reading.draft(at, at + 2, Stretch(year, "year"), "same")] if year else []


def read_part(reading: Reading, at: int) -> list[Draft]:
    """Return the month or year of "the end of the month"."""
    unit, known, opening, before = reading.unit(at), reading.names, reading.low(at - 3), reading.low(at - 2)
    part = (before in known.of and opening in known.parts) or (before in known.inside and opening in known.early)
    if unit not in {"month", "year"} or reading.low(at - 1) not in known.definite or not part:
        return []
    today = reading.today
    day = today and today.replace(day=1)
    if unit == "month":
        return [reading.draft(at - 3, at + 1, Stretch(day, "month"), "part-of")]
    return [reading.draft(at - 3, at + 1, Stretch(day and day.replace(month=1), "year"), "part-of")]


def read_ago(reading: Reading, at: int) -> list[Draft]:
    """Return "two days ago", and "two days earlier" or "later" where the text named a day before."""
    known, word = reading.names, reading.low(at)
    unit = known.units.get(reading.low(at - 1))
    count = _count(reading, at - 2)
    if word not in known.ago or unit is None or count is None:
        return []
    ago = word in known.from_today
    base = reading.today if ago else reading.day
    if unit == "year" and not ago:
        base = make(reading.named, 1, 1) if reading.named else None
    if base is None:
        return [reading.draft(at - 2, at + 1, Stretch(None), "ago")] if ago else []
    if unit in {"day", "week"} and _inexact(reading, at - 2):
        return [reading.draft(at - 2, at + 1, Stretch(None), "ago" if ago else "apart")]
    count = count if word in known.onward else -count
    if unit == "year" and ago and f"{reading.low(at + 1)} {reading.low(at + 2)}" in known.this_month:
        return [reading.draft(at - 2, at + 3, Stretch(make(base.year + count, base.month, 1), "month"), "ago")]
    return [reading.draft(at - 2, at + 1, _away(base, unit, count), "ago" if ago else "apart")]


def _inexact(reading: Reading, at: int) -> bool:
    """Return whether the number at ``at`` is a bound, so that no day is named: "less than six weeks ago"."""
    return reading.low(at - 1) in reading.names.inexact or f"{reading.low(at - 2)} {reading.low(at - 1)}" in reading.names.inexact


def _away(base: date, unit: str, count: int) -> Stretch:
    if unit == "year":
        year = base.year + count
        return Stretch(make(year, 1, 1), "year")
    if unit == "month":
        return Stretch(moved(base.replace(day=1), months=count), "month")
    return Stretch(moved(base, days=count * (7 if unit == "week" else 1)))


def _count(reading: Reading, at: int) -> int | None:
    low = reading.low(at)
    if low in reading.names.articles:
        return 1
    return whole(low) if low[:1].isdigit() else reading.names.numbers.get(low)


def read_next_day(reading: Reading, at: int) -> list[Draft]:
    """Return "the day before" and "the day after" where nothing follows that they are before or after."""
    shift = reading.names.neighbours.get(reading.low(at + 1))
    if reading.unit(at) != "day" or reading.low(at - 1) not in reading.names.definite or shift is None or reading.tag(at + 2) not in ".,;:)-qC":
        return []
    base = reading.day or reading.today
    return [reading.draft(at - 1, at + 2, Stretch(base and moved(base, days=shift)), "next-day")]
