"""Arithmetic of the calendar: the day, month or year that a name stands for, as seen from the dispatch's day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.model import Precision

WEEK = 7
MONTHS = 12
PAST, UNTOLD, FUTURE = -1, 0, 1
# A date of the past tense may lie ahead all the same where the past one is this many times as far off.
TENSE_WEIGHT = 3
FUTURE_WEIGHT = 8


class Stretch(NamedTuple):
    """A day, month or longer stretch of the calendar by its first day; ``last`` closes it where it is a range."""

    first: date | None
    precision: Precision = "day"
    last: date | None = None

    @property
    def value(self) -> str | None:
        """Return the first day, month or year in ISO 8601."""
        if self.first is None:
            return None
        width = {"day": 10, "year": 4, "decade": 4}.get(self.precision, 7)
        return self.first.isoformat()[:width]

    @property
    def until(self) -> str | None:
        """Return the last day in ISO 8601, None where ``value`` says it all."""
        return self.last.isoformat() if self.last else None

    @property
    def closes(self) -> date | None:
        """Return the last day of the stretch, range or not."""
        if self.last or self.first is None or self.precision == "day":
            return self.last or self.first
        return month_end(self.first) if self.precision == "month" else date(self.first.year, MONTHS, 31)


def make(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where there is none such.

    >>> make(2019, 2, 30)
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def moved(day: date, *, months: int = 0, years: int = 0, days: int = 0) -> date | None:
    """Return ``day`` moved, at the end of a shorter month where need be; None beyond the calendar."""
    try:
        if not (months or years):
            return day + timedelta(days)
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415  kept out of the start-up

        return day + relativedelta(months=months, years=years, days=days)
    except (ValueError, OverflowError):
        return None


def month_end(day: date) -> date:
    """Return the last day of the month of ``day``."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415

    return day + relativedelta(day=31)


def weekday(number: int, today: date, direction: int) -> date | None:
    """Return the nearest such weekday not after ``today``, or not before it where ``direction`` is FUTURE.

    >>> str(weekday(0, date(2019, 8, 29), PAST)), str(weekday(0, date(2019, 8, 29), FUTURE))
    ('2019-08-26', '2019-09-02')
    """
    if direction == FUTURE:
        return moved(today, days=(number - today.weekday()) % WEEK)
    return moved(today, days=-((today.weekday() - number) % WEEK))


def nearest(of_year: Callable[[int], date | None], today: date, direction: int, *, firm: bool = False) -> date | None:
    """Return the date that ``of_year`` gives for the year that ``direction`` calls for.

    Without a direction the nearest; a tense that is not ``firm`` is overruled where the date lies close on the other side.
    """
    days = [day for day in map(of_year, (today.year - 1, today.year, today.year + 1)) if day]
    back = max((day for day in days if day <= today), default=None)
    on = min((day for day in days if day >= today), default=None)
    if back is None or on is None:
        return back or on
    behind, ahead = (today - back).days, (on - today).days
    if direction == FUTURE:
        return on if firm or ahead <= FUTURE_WEIGHT * behind else back
    if direction == PAST and firm:
        return back
    weight = TENSE_WEIGHT if direction == PAST else 1
    return back if behind <= weight * ahead else on


def month_of(month: int, today: date, direction: int) -> date | None:
    """Return the first day of the ``month`` that ``direction`` calls for, the nearest without one."""
    ahead = (month - today.month) % MONTHS
    behind = (today.month - month) % MONTHS
    back = direction == PAST or (direction == UNTOLD and behind <= ahead)
    moved_to = moved(today.replace(day=1), months=-behind if back else ahead)
    return moved_to if ahead else today.replace(day=1)


def holiday(rule: str, year: int) -> date | None:
    """Return the day of a holiday: ``12-25``, ``easter-2``, ``11/4/3`` (the fourth Thursday of November).

    >>> str(holiday("11/4/3", 2018)), str(holiday("easter-2", 1998))
    ('2018-11-22', '1998-04-10')
    """
    if not 1 < year < date.max.year:
        return None
    if rule.startswith("easter"):
        from dateutil.easter import easter  # noqa: PLC0415

        return easter(year) + timedelta(int(rule.removeprefix("easter")))
    if "/" in rule:
        month, nth, day = map(int, rule.split("/"))
        return _nth(year, month, nth, day)
    month, day = map(int, rule.split("-"))
    return make(year, month, day)


def _nth(year: int, month: int, nth: int, day: int) -> date | None:
    """Return the ``nth`` such weekday of a month, counted from its end where negative."""
    from dateutil.relativedelta import MO, relativedelta  # noqa: PLC0415

    when = type(MO)(day, nth)
    return date(year, month, 1) + relativedelta(day=31 if nth < 0 else 1, weekday=when)


def week(today: date, shift: int) -> Stretch:
    """Return the week, from Monday to Sunday, so many weeks from that of ``today``."""
    first = moved(today, days=WEEK * shift - today.weekday())
    return Stretch(first, "day", first and moved(first, days=WEEK - 1))


def season(month: int, year: int) -> Stretch:
    """Return the season of three months that opens with ``month``."""
    return _quarterly(make(year, month, 1), "season")


def quarter(number: int, year: int) -> Stretch:
    """Return the quarter of ``year``."""
    return _quarterly(make(year, 3 * number - 2, 1), "quarter")


def _quarterly(first: date | None, precision: Precision) -> Stretch:
    ends = first and moved(first, months=2)
    return Stretch(first, precision, ends and month_end(ends))


def decade(year: int) -> Stretch:
    """Return the ten years from ``year``."""
    return Stretch(make(year, 1, 1), "decade", make(year + 9, MONTHS, 31))
