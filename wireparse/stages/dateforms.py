"""The forms a date takes, a reader each: what opens at one word, and which stretch of the calendar it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wireparse.stages.almanac import (
    FUTURE, PAST, Stretch, decade, holiday, make, month_of, moved, nearest, quarter, season, week, weekday,
)
from wireparse.stages.tense import Tenses, find_direction

if TYPE_CHECKING:
    from datetime import date

    from wireparse.stages.datewords import Names
    from wireparse.words import Words

EARLIEST, LATEST = 1000, 2100
MODERN = 1900
PLACED = frozenset(("on", "of", "at"))
HYPHENS = str.maketrans("‐–", "--")


@dataclass(frozen=True, slots=True)
class Draft:
    """A date found: its words, its character offsets (inside a word for ``12-August``), what it names, by which rule."""

    first: int
    last: int
    start: int
    end: int
    stretch: Stretch
    rule: str


@dataclass(slots=True)
class Reading:
    """What one text has given so far; ``day`` and ``named`` are the last day and the last year it spoke of."""

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

    def low(self, at: int) -> str:
        """Return the lower-case word at ``at``, empty outside the sentence."""
        return self.words.low[at] if self.begin <= at < self.end else ""

    def tag(self, at: int) -> str:
        """Return the tag at ``at``, a stop outside the sentence."""
        return self.words.tag[at] if self.begin <= at < self.end else "."

    def direction(self, first: int, last: int) -> int:
        """Return where the clause around ``first`` to before ``last`` looks."""
        return find_direction(self.words, first, last, self.begin, self.end, self.tenses)

    def draft(self, first: int, last: int, stretch: Stretch, rule: str) -> Draft:
        """Return the date of the words ``first`` to before ``last``."""
        return Draft(first, last, self.words.start[first], self.words.end[last - 1], stretch, f"en.date.{rule}")

    def remember(self, draft: Draft) -> None:
        """Keep the day and year of ``draft`` for "two days later" and "that year"."""
        first = draft.stretch.first
        if first:
            self.named = first.year
            if draft.stretch.precision == "day":
                self.day = first


Reader = Callable[[Reading, int], list[Draft]]


def read_deictic(reading: Reading, at: int) -> list[Draft]:
    """Return "today", "yesterday", "tomorrow", "tonight", "the day before yesterday"."""
    shift = reading.names.deictic.get(reading.low(at))
    if shift is None:
        return []
    first = at
    if reading.low(at - 2) == "day" and reading.low(at - 1) in {"before", "after"} and shift:
        first, shift = at - 2, shift * 2
    day = reading.today and moved(reading.today, days=shift)
    return [reading.draft(first, at + 1, Stretch(day), "today")]


def read_weekday(reading: Reading, at: int) -> list[Draft]:
    """Return a weekday, with the month and day that may follow; "Sunday Times" and "Black Friday" are none."""
    words, known = reading.words, reading.names
    number = known.weekdays.get(reading.low(at))
    if number is None or not words.word[at][0].isupper() or _blocked(reading, at):
        return []
    comma = at + 1 + (reading.tag(at + 1) == ",")
    full = read_month_day(reading, comma) or read_day_month(reading, comma)
    if full and full[0].stretch.precision == "day" and reading.low(at + 2) != "to":
        return [reading.draft(at, full[0].last, full[0].stretch, full[0].rule.removeprefix("en.date."))]
    day = reading.today and weekday(number, reading.today, reading.direction(at, at + 1))
    return [reading.draft(at, at + 1, Stretch(day), "weekday")]


def _blocked(reading: Reading, at: int) -> bool:
    after = reading.low(at + 1)
    name = after in reading.names.blocked_after and reading.words.word[at + 1][0].isupper()
    return name or reading.low(at - 1) in reading.names.blocked_before


def read_month_day(reading: Reading, at: int) -> list[Draft]:
    """Return "August 8", "Aug. 8, 1997", "May 13-14", "May 11 and 13", "July 12-August 14"."""
    month = _month(reading, at)
    inner = _behind(reading, at)
    if month is None or inner >= reading.end or not reading.words.word[inner][0].isdigit():
        return []
    head, _, tail = reading.words.low[inner].translate(HYPHENS).partition("-")
    day = _number(head)
    if day is None or not 1 <= day <= 31 or reading.low(inner + 1) in reading.names.blocked_after or _counts(reading, at, inner):
        return []
    last = inner + 1 + (reading.low(inner + 1) in {"st", "nd", "rd", "th"})
    year, last = _year_behind(reading, last)
    first = _dated(reading, at, last, month, day, year)
    if tail and tail in reading.names.months:
        return _spanning(reading, at, inner, first, reading.names.months[tail])
    closing = _number(tail) if tail else None
    closes = first and closing and make(first.year, first.month, closing)
    found = [reading.draft(at, last, Stretch(first, "day", closes or None), "month-day")]
    if reading.low(last) in {"and", "or"} and first and year is None:
        found += _second(reading, last + 1, first)
    return found


def _counts(reading: Reading, at: int, inner: int) -> bool:
    """Return whether the number behind the month counts something: "in August 12 people died"."""
    after = reading.low(inner + 1)
    return after in reading.names.counted or (reading.low(at - 1) == "in" and reading.tag(inner + 1) in "nX#")


def _second(reading: Reading, at: int, first: date) -> list[Draft]:
    """Return the bare day of "May 11 and 13"."""
    day = _number(reading.low(at))
    if day is None or not first.day < day <= 31 or reading.tag(at + 1) in "nXB#E-":
        return []
    other = make(first.year, first.month, day)
    return [reading.draft(at, at + 1, Stretch(other), "month-day")] if other else []


def _spanning(reading: Reading, at: int, inner: int, first: date | None, month: int) -> list[Draft]:
    """Return both dates of "July 12-August 14", whose middle is one word."""
    words = reading.words
    day = _number(reading.low(inner + 1))
    if day is None:
        return []
    middle = words.start[inner] + words.low[inner].translate(HYPHENS).index("-")
    other = first and make(first.year + (month < first.month), month, day)
    left = Draft(at, inner + 1, words.start[at], middle, Stretch(first), "en.date.month-day")
    right = Draft(inner, inner + 2, middle + 1, words.end[inner + 1], Stretch(other), "en.date.month-day")
    return [left, right]


def read_day_month(reading: Reading, at: int) -> list[Draft]:
    """Return "8 August 2019", "the 8th of August"; "17 November group" is none."""
    day = _number(reading.low(at))
    if day is None or not 1 <= day <= 31:
        return []
    inner = at + 1 + (reading.low(at + 1) in {"st", "nd", "rd", "th"})
    inner += reading.low(inner) == "of" and inner > at + 1
    month = _month(reading, inner)
    if month is None:
        return []
    last = _behind(reading, inner)
    if reading.low(last) in reading.names.blocked_after:
        return []
    year, last = _year_behind(reading, last)
    return [reading.draft(at, last, Stretch(_dated(reading, at, last, month, day, year)), "day-month")]


def _dated(reading: Reading, first: int, last: int, month: int, day: int, year: int | None) -> date | None:
    """Return the day, in ``year`` or in the one that the clause calls for."""
    if year:
        return make(year, month, day)
    if reading.today:
        return nearest(lambda of: make(of, month, day), reading.today, reading.direction(first, last),
                       firm=reading.low(first - 1) in PLACED)
    return make(reading.year, month, day) if reading.year else None


def read_month(reading: Reading, at: int) -> list[Draft]:
    """Return a month, with the year that may follow; a month that is somebody's name is none."""
    month, shift = _month(reading, at), None
    if month is None:
        return []
    year, last = _year_behind(reading, _behind(reading, at))
    if year:
        return [reading.draft(at, last, Stretch(make(year, month, 1), "month"), "month-year")]
    before = reading.low(at - 1)
    if _number(reading.low(last)) is not None and reading.low(last + 1) in reading.names.blocked_after:
        return []
    named = reading.tag(last) == "X" and before not in {"in", "since", "until", "by", "of", "from"}
    if before not in reading.names.context and reading.tag(last) != "p" and not shift or named:
        return []
    return [reading.draft(at, last, Stretch(_in_year(reading, at, last, month), "month"), "month")]


def _in_year(reading: Reading, first: int, last: int, month: int) -> date | None:
    if reading.today is None:
        return make(reading.year, month, 1) if reading.year else None
    direction = reading.direction(first, last)
    return month_of(month, reading.today, FUTURE if reading.low(first - 1) == "to" else direction)


def _month(reading: Reading, at: int) -> int | None:
    """Return the number of the month named at ``at``; "may" and "march" in small letters are none."""
    if not reading.begin <= at < reading.end or not reading.words.word[at][0].isupper():
        return None
    return reading.names.months.get(reading.low(at))


def _behind(reading: Reading, at: int) -> int:
    """Return the index behind the month at ``at`` and the stop of its abbreviation."""
    stop = reading.low(at + 1) == "." and len(reading.low(at)) <= len("sept") and reading.tag(at + 2) != "."
    return at + 1 + stop


def _number(low: str) -> int | None:
    return int(low) if low.isdecimal() and len(low) <= len("2019") else None


def _year(low: str) -> int | None:
    year = _number(low)
    return year if year is not None and EARLIEST <= year <= LATEST and len(low) == len("2019") else None


def _year_behind(reading: Reading, at: int) -> tuple[int | None, int]:
    """Return the year that follows (", 1997", "last year", "of this year") and the index behind it."""
    inner = at + (reading.tag(at) == ",")
    inner += reading.low(inner) == "of"
    year = _year(reading.low(inner))
    if year and reading.low(inner + 1) not in reading.names.counted:
        return year, inner + 1
    shift = reading.names.shifts.get(reading.low(inner))
    if shift is not None and reading.low(inner + 1) == "year" and reading.today:
        return reading.today.year + shift, inner + 2
    return None, at


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
    if _month(reading, at + 1):
        return _shifted_month(reading, at, shift)
    if low in known.seasons:
        return [reading.draft(at, last, _shifted_season(reading, known.seasons[low], shift), "season")]
    if low in {"week", "month", "year", "day", "quarter"}:
        return _shifted_unit(reading, at, shift, low)
    return []


def _shifted_weekday(reading: Reading, number: int, shift: int, word: str) -> date | None:
    """Return "last Friday" (before today), "next Friday" (after), "this Friday" (ahead), from the day last named where it
    is "the previous Friday"."""
    base = reading.day if word in {"previous", "following"} and reading.day else reading.today
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
    last, today = _behind(reading, at + 1), reading.today
    if day and today and day[0].stretch.precision == "day":
        found = nearest(lambda of: _on(day[0].stretch, of), today, FUTURE if shift > 0 else PAST)
        return [reading.draft(at, day[0].last, Stretch(found), "shifted-month")]
    if today is None:
        return [reading.draft(at, last, Stretch(None, "month"), "shifted-month")]
    year = today.year + (shift < 0 <= today.month - month) * 0
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
    word, today, last = reading.low(at), reading.today, at + 2
    first = at - 1 if word == "current" and reading.low(at - 1) == "the" else at
    if word == "past" or (unit == "day" and word not in {"next", "previous", "following"}):
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


def _shifted_quarter(today: date | None, shift: int) -> Stretch:
    if today is None:
        return Stretch(None, "quarter")
    index = today.year * 4 + (today.month - 1) // 3 + shift
    return quarter(index % 4 + 1, index // 4)


def read_same(reading: Reading, at: int) -> list[Draft]:
    """Return "that year", "the same day": the year or day the text spoke of last."""
    unit = reading.low(at + 1)
    if reading.low(at) not in reading.names.same or unit not in {"year", "day"}:
        return []
    if unit == "day":
        return [reading.draft(at, at + 2, Stretch(reading.day), "same")] if reading.day else []
    year = reading.named and make(reading.named, 1, 1)
    return [reading.draft(at, at + 2, Stretch(year, "year"), "same")] if year else []


def read_part(reading: Reading, at: int) -> list[Draft]:
    """Return the month or year of "the end of the month"."""
    unit = reading.low(at)
    if unit not in {"month", "year"} or [reading.low(at - 1), reading.low(at - 2)] != ["the", "of"] \
            or reading.low(at - 3) not in reading.names.parts:
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
    base = reading.today if word == "ago" else reading.day
    if base is None:
        return [reading.draft(at - 2, at + 1, Stretch(None), "ago")] if word == "ago" else []
    count = count if word == "later" else -count
    return [reading.draft(at - 2, at + 1, _away(base, unit, count), "ago" if word == "ago" else "apart")]


def _away(base: date, unit: str, count: int) -> Stretch:
    if unit == "year":
        year = base.year + count
        return Stretch(make(year, 1, 1), "year")
    if unit == "month":
        return Stretch(moved(base.replace(day=1), months=count), "month")
    return Stretch(moved(base, days=count * (7 if unit == "week" else 1)))


def _count(reading: Reading, at: int) -> int | None:
    low = reading.low(at)
    if low in {"a", "an"}:
        return 1
    return _number(low) if low[:1].isdigit() else reading.names.numbers.get(low)


def read_next_day(reading: Reading, at: int) -> list[Draft]:
    """Return "the day before" and "the day after" where nothing follows that they are before or after."""
    shift = {"before": -1, "after": 1}.get(reading.low(at + 1))
    if reading.low(at) != "day" or reading.low(at - 1) != "the" or shift is None or reading.tag(at + 2) not in ".,;:)-qC":
        return []
    base = reading.day or reading.today
    return [reading.draft(at - 1, at + 2, Stretch(base and moved(base, days=shift)), "next-day")]


def read_quarter(reading: Reading, at: int) -> list[Draft]:
    """Return "first quarter of 1997", "second quarter of the year", "third-quarter", "Q3 2019"."""
    low, last = reading.low(at).translate(HYPHENS), at + 1
    head, _, tail = low.partition("-")
    number = reading.names.ordinals.get(head)
    if number is None or (head[0] != "q" and tail != "quarter" and reading.low(at + 1) != "quarter"):
        return []
    last += not tail and head[0] != "q"
    year, last = _quarter_year(reading, last)
    if year is None and reading.today:
        year = _quarter_near(reading, at, last, number, reading.today)
    return [reading.draft(at, last, quarter(number, year) if year else Stretch(None, "quarter"), "quarter")]


def _quarter_year(reading: Reading, at: int) -> tuple[int | None, int]:
    if [reading.low(at), reading.low(at + 1), reading.low(at + 2)] == ["of", "the", "year"] and reading.today:
        return reading.today.year, at + 3
    return _year_behind(reading, at)


def _quarter_near(reading: Reading, first: int, last: int, number: int, today: date) -> int:
    """Return the year of the last such quarter that is over, or of the next one where the clause looks ahead."""
    over = 3 * number < today.month
    if reading.direction(first, last) == FUTURE:
        return today.year + (3 * number < today.month)
    return today.year if over else today.year - 1


def read_season(reading: Reading, at: int) -> list[Draft]:
    """Return "summer of 2006", and a bare "before winter" without a value; "a fall in prices" is none."""
    month = reading.names.seasons.get(reading.low(at))
    if month is None:
        return []
    year, last = _year_behind(reading, at + 1)
    if year:
        return [reading.draft(at, last, season(month, year), "season")]
    if reading.low(at - 1) in reading.names.ahead_of | {"since", "during"} and reading.tag(at + 1) not in "nXI":
        return [reading.draft(at, at + 1, Stretch(None, "season"), "season")]
    return []


def read_holiday(reading: Reading, at: int) -> list[Draft]:
    """Return a holiday by its name, in the year that follows it or the one the clause calls for."""
    words = reading.words
    for parts, rule, identity in reading.names.holidays.get(reading.low(at), ()):
        last = at + len(parts)
        if tuple(words.low[at:min(last, reading.end)]) != _spelt(parts, words, at):
            continue
        if not words.word[at][0].isupper() or (reading.tag(last) == "X" and reading.low(last) not in reading.names.weekdays):
            return []
        return [_celebrated(reading, at, last, rule, identity)]
    return []


def _spelt(parts: tuple[str, ...], words: Words, at: int) -> tuple[str, ...]:
    """Return ``parts`` with the apostrophes that the text uses."""
    return tuple(low if part.strip("'s") == "" and low.replace("’", "'") == part else part
                 for part, low in zip(parts, words.low[at:at + len(parts)] + [""] * len(parts), strict=False))


def _celebrated(reading: Reading, first: int, last: int, rule: str, identity: str) -> Draft:
    year, behind = _year_behind(reading, last)
    if year:
        day = holiday(rule, year)
    elif reading.today:
        day = nearest(lambda of: holiday(rule, of), reading.today, reading.direction(first, last) or PAST, firm=True)
    else:
        day = holiday(rule, reading.year) if reading.year else None
    words = reading.words
    return Draft(first, behind, words.start[first], words.end[behind - 1], Stretch(day), identity)


def read_years(reading: Reading, at: int) -> list[Draft]:
    """Return "1994-1997", "2005-06", "2004/2005"."""
    head, mark, tail = _split(reading.low(at))
    first = _year(head)
    if not mark or first is None or not tail.isdecimal():
        return []
    last = int(tail) if len(tail) == len("2019") else first // 100 * 100 + int(tail) if len(tail) == len("06") else 0
    if not first < last <= LATEST or last - first > 100 or reading.low(at + 1) in reading.names.counted:
        return []
    return [reading.draft(at, at + 1, Stretch(make(first, 1, 1), "year", make(last, 12, 31)), "years")]


def _split(low: str) -> tuple[str, str, str]:
    return low.partition("/") if "/" in low else low.translate(HYPHENS).partition("-")


def read_numeric(reading: Reading, at: int) -> list[Draft]:
    """Return "2019-08-12", "08/29", "29/08/2019"; "9/11" and a fraction are none."""
    parts = reading.low(at).translate(HYPHENS).replace("/", "-").split("-")
    if not all(part.isdecimal() for part in parts):
        return []
    day = None
    if len(parts) == 3 and len(parts[0]) == 4:
        day = make(*map(int, parts))
    elif "/" in reading.low(at) and len(parts[0]) == len(parts[1]) == 2 and len(parts) <= 3:
        day = _figures(reading, [int(part) for part in parts], at)
    return [reading.draft(at, at + 1, Stretch(day), "numeric")] if day else []


def _figures(reading: Reading, parts: list[int], at: int) -> date | None:
    """Return the day of "08/29" or "29/08", month first where both could be."""
    month, day = (parts[1], parts[0]) if parts[0] > 12 else (parts[0], parts[1])
    year = parts[2] if len(parts) == 3 and parts[2] > 99 else None
    return _dated(reading, at, at + 1, month, day, year)


def read_decade(reading: Reading, at: int) -> list[Draft]:
    """Return "1990s", "the '90s", "mid-1970s"; "in his 90s" is none."""
    words, low = reading.words, reading.low(at).translate(HYPHENS)
    digits = low.partition("-")[2] if "-" in low else low
    glued = reading.low(at + 1) == "s" and words.start[at + 1] == words.end[at]
    last, figures = (at + 2, digits) if glued else (at + 1, digits.removesuffix("s"))
    if not (glued or digits.endswith("s")) or not figures.isdecimal() or figures[-1] != "0":
        return []
    year = _year(figures)
    if year:
        return [reading.draft(at, last, decade(year), "decade")]
    short = len(figures) == len("90") and reading.low(at - 1) in {"'", "’", "‘"} and int(figures) >= 20
    return [reading.draft(at - 1, last, decade(MODERN + int(figures)), "decade")] if short else []


def read_year(reading: Reading, at: int) -> list[Draft]:
    """Return a year where a preposition, a determiner or a name before it says that it is one."""
    year = _year(reading.low(at))
    before, after = reading.low(at - 1), reading.low(at + 1)
    if year is None or before in reading.names.designators or after in reading.names.counted or after in {"gmt", "s"}:
        return []
    named = year >= MODERN and (reading.tag(at - 1) in "XpE" or not before or before in {"and", "or", "which"})
    if not named and before not in reading.names.context:
        return []
    if year < MODERN and before not in {"in", "since", "of", "by", "until", "from", "the", "between", "and", "before", "after"}:
        return []
    return [reading.draft(at, at + 1, Stretch(make(year, 1, 1), "year"), "year")]


def read_hyphened(reading: Reading, at: int) -> list[Draft]:
    """Return the month or year of "mid-January 2007", "mid-1998"."""
    head, _, tail = reading.low(at).translate(HYPHENS).partition("-")
    if head not in reading.names.early:
        return []
    if tail in reading.names.months:
        year, last = _year_behind(reading, at + 1)
        day = make(year, reading.names.months[tail], 1) if year else _in_year(reading, at, last, reading.names.months[tail])
        return [reading.draft(at, last, Stretch(day, "month"), "month-year" if year else "month")]
    if tail == "year" and reading.today:
        return [reading.draft(at, at + 1, Stretch(make(reading.today.year, 1, 1), "year"), "shifted")]
    year = _year(tail)
    return [reading.draft(at, at + 1, Stretch(make(year, 1, 1), "year"), "year")] if year else []


READERS: tuple[Reader, ...] = (
    read_holiday, read_deictic, read_shifted, read_weekday, read_day_month, read_month_day, read_month, read_same,
    read_ago, read_next_day, read_part, read_quarter, read_season, read_numeric, read_years, read_decade, read_year,
    read_hyphened,
)
