"""Quarters, seasons, years and decades: "third-quarter", "summer of 2006", "in 1998", "2011-12", "the 1990s"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.almanac import FUTURE, Stretch, decade, make, quarter, season
from wireparse.stages.dateread import HYPHENS, LATEST, Draft, Reading, month_in_year, year_behind, year_of

if TYPE_CHECKING:
    from datetime import date

MODERN = 1900
NEAR = 2030


def read_quarter(reading: Reading, at: int) -> list[Draft]:
    """Return "first quarter of 2003", "second quarter of the year", "third-quarter", "Q3 2019"."""
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
    return year_behind(reading, at)


def _quarter_near(reading: Reading, first: int, last: int, number: int, today: date) -> int:
    """Return the year of the last such quarter that is over, or of the next one where the clause looks ahead."""
    over = 3 * number < today.month
    if "-" not in reading.low(first) and reading.direction(first, last) == FUTURE:
        return today.year + (3 * number < today.month)
    return today.year if over else today.year - 1


def read_season(reading: Reading, at: int) -> list[Draft]:
    """Return "summer of 2006", and a bare "before winter" without a value; "a fall in prices" is none."""
    month = reading.names.seasons.get(reading.low(at))
    if month is None:
        return []
    year, last = year_behind(reading, at + 1)
    if year:
        return [reading.draft(at, last, season(month, year), "season")]
    if reading.low(at - 1) in reading.names.ahead_of | {"since", "during"} and reading.tag(at + 1) not in "nXI":
        return [reading.draft(at, at + 1, Stretch(None, "season"), "season")]
    return []


def read_years(reading: Reading, at: int) -> list[Draft]:
    """Return "1988-1993", "2011-12", "2009/2010"."""
    head, mark, tail = _split(reading.low(at))
    first = year_of(head)
    if not mark or first is None or not tail.isdecimal():
        return []
    last = int(tail) if len(tail) == len("2019") else first // 100 * 100 + int(tail) if len(tail) == len("06") else 0
    if not first < last <= LATEST or last - first > 100 or reading.low(at + 1) in reading.names.counted:
        return []
    return [reading.draft(at, at + 1, Stretch(make(first, 1, 1), "year", make(last, 12, 31)), "years")]


def _split(low: str) -> tuple[str, str, str]:
    return low.partition("/") if "/" in low else low.translate(HYPHENS).partition("-")


def read_decade(reading: Reading, at: int) -> list[Draft]:
    """Return "1990s", "the '90s", "mid-1970s"; "in his 90s" is none."""
    words, low = reading.words, reading.low(at).translate(HYPHENS)
    digits = low.partition("-")[2] if "-" in low else low
    glued = reading.low(at + 1) == "s" and words.start[at + 1] == words.end[at]
    last, figures = (at + 2, digits) if glued else (at + 1, digits.removesuffix("s"))
    if not (glued or digits.endswith("s")) or not figures.isdecimal() or figures[-1] != "0":
        return []
    year = year_of(figures)
    if year:
        return [reading.draft(at, last, decade(year), "decade")]
    short = len(figures) == len("90") and reading.low(at - 1) in {"'", "’", "‘"} and int(figures) >= 20
    return [reading.draft(at - 1, last, decade(MODERN + int(figures)), "decade")] if short else []


def read_year(reading: Reading, at: int) -> list[Draft]:
    """Return a year where a preposition, a determiner or a name before it says that it is one."""
    year = year_of(reading.low(at))
    before, after = reading.low(at - 1), reading.low(at + 1)
    if year is None or before in reading.names.designators or after in reading.names.counted or after in {"gmt", "s"}:
        return []
    named = MODERN <= year < NEAR and (reading.tag(at - 1) in "XpEGnRDq" or not before or before in {"and", "or", "which"})
    if not (named or before in reading.names.context) or _plainly_counts(reading, at):
        return []
    if year < MODERN and before not in {"in", "since", "of", "by", "until", "from", "the", "between", "and", "before", "after"}:
        return []
    return [reading.draft(at, at + 1, Stretch(make(year, 1, 1), "year"), "year")]


def _plainly_counts(reading: Reading, at: int) -> bool:
    """Return whether the four digits count the plural behind them: "about 2000 houses", "killed 1998 sheep"."""
    after = reading.low(at + 1)
    sure = {"in", "since", "until", "the", "during", "between", "from", "'s", "’s", "a"}
    return reading.tag(at + 1) == "n" and after.endswith("s") and reading.low(at - 1) not in sure \
        and reading.tag(at - 1) not in "nXG"


def read_hyphened(reading: Reading, at: int) -> list[Draft]:
    """Return the month or year of "mid-January 2007", "mid-1998"."""
    head, _, tail = reading.low(at).translate(HYPHENS).partition("-")
    if head not in reading.names.early:
        return []
    if tail in reading.names.months:
        year, last = year_behind(reading, at + 1)
        day = make(year, reading.names.months[tail], 1) if year else month_in_year(reading, at, last, reading.names.months[tail])
        return [reading.draft(at, last, Stretch(day, "month"), "month-year" if year else "month")]
    if tail == "year" and reading.today:
        return [reading.draft(at, at + 1, Stretch(make(reading.today.year, 1, 1), "year"), "shifted")]
    year = year_of(tail)
    return [reading.draft(at, at + 1, Stretch(make(year, 1, 1), "year"), "year")] if year else []
