"""Dates by their own names: "Monday", "Aug. 8, 1999", "in March", "Easter", "third-quarter", "in 1998", "the 1990s"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.dates.almanac import (
    FUTURE,
    Stretch,
    decade,
    holiday,
    make,
    nearest,
    quarter,
    season,
    weekday,
)
from wireparse.stages.dates.reading import (
    HYPHENS,
    LATEST,
    Draft,
    Reading,
    behind_month,
    dated,
    firmly_past,
    month_at,
    month_in_year,
    whole,
    year_behind,
    year_of,
)

if TYPE_CHECKING:
    from datetime import date

    from wireparse.words import Words

MODERN = 1900
NEAR = 2030
MATCH = 20
APOSTROPHES = frozenset("'’‘")


def read_weekday(reading: Reading, at: int) -> list[Draft]:
    """Return a weekday, with the month and day that may follow; "Sunday Times" and "Black Friday" are none."""
    words, known = reading.words, reading.names
    number = known.weekdays.get(reading.low(at))
    if number is None or not words.word[at][0].isupper() or _blocked(reading, at):
        return []
    comma = at + 1 + (reading.tag(at + 1) == ",")
    full = read_month_day(reading, comma) or read_day_month(reading, comma)
    if full and full[0].stretch.precision == "day" and reading.low(at + 2) not in known.to:
        return [reading.draft(at, full[0].last, full[0].stretch, full[0].rule.removeprefix("en.date."))]
    day = reading.today and weekday(number, reading.today, reading.direction(at, at + 1))
    return [reading.draft(at, at + 1, Stretch(day), "weekday")]


def _blocked(reading: Reading, at: int) -> bool:
    after = reading.low(at + 1)
    name = after in reading.names.blocked_after and reading.words.word[at + 1][0].isupper()
    paper = reading.low(at - 1) in reading.names.placed and reading.low(at - 2) in reading.names.sunday_papers and reading.words.word[at - 2][0].isupper()
    return name or paper or reading.low(at - 1) in reading.names.blocked_before


def read_month_day(reading: Reading, at: int) -> list[Draft]:
    """Return "August 8", "Aug. 8, 1999", "June 6-8", "April 2 and 5", "June 28-July 9"."""
    month = month_at(reading, at)
    inner = behind_month(reading, at)
    if month is None or inner >= reading.end:
        return []
    head, _, tail = reading.words.low[inner].translate(HYPHENS).partition("-")
    day = whole(head) or _spelled_day(reading, at, inner)
    if day is None or not 1 <= day <= 31 or _names_group(reading, at, inner + 1) or _counts(reading, at, inner):
        return []
    last = inner + 1 + (reading.low(inner + 1) in reading.names.day_endings)
    year, last = year_behind(reading, last)
    first = dated(reading, at, last, month=month, day=day, year=year)
    if tail and tail in reading.names.months:
        return _spanning(reading, at, inner, first, reading.names.months[tail])
    closing = whole(tail) if tail else _last_day(reading, last, day) if year is None else None
    last += 2 * (closing is not None and not tail)
    closes = first and closing and make(first.year, first.month, closing)
    found = [reading.draft(at, last, Stretch(first, "day", closes or None), "month-day")]
    if reading.low(last) in reading.names.pairing and first and year is None:
        found += _second(reading, last + 1, first)
    return found


def _names_group(reading: Reading, at: int, behind: int) -> bool:
    """Return whether the month and day before ``behind`` are the name of a group: "April 6 movement", "the April 6 youth movement"."""
    known = reading.names
    if reading.low(behind) in known.blocked_after:
        return True
    return reading.low(at - 1) in known.definite and reading.tag(behind) == "n" and reading.low(behind + 1) in known.groups


def _last_day(reading: Reading, at: int, day: int) -> int | None:
    """Return the last day of "June 8 to 10"; None for the years of "was sentenced on June 8 to 10 years"."""
    other = whole(reading.low(at + 1)) if reading.low(at) in reading.names.to else None
    alone = reading.tag(at + 2) in ".,;)I" and reading.low(at + 2) not in reading.names.of
    return other if other and day < other <= 31 and alone else None


def _spelled_day(reading: Reading, at: int, inner: int) -> int | None:
    """Return the day of "March eight", as some agencies spell it."""
    if reading.low(at - 1) in reading.names.inside or reading.tag(inner + 1) in "nB#":
        return None
    return reading.names.numbers.get(reading.low(inner))


def _counts(reading: Reading, at: int, inner: int) -> bool:
    """Return whether the number behind the month counts something: "in August 12 people died"."""
    after = reading.low(inner + 1)
    return after in reading.names.counted or (reading.low(at - 1) in reading.names.inside and reading.tag(inner + 1) in "nX#")


def _second(reading: Reading, at: int, first: date) -> list[Draft]:
    """Return the bare day of "April 2 and 5"."""
    day = whole(reading.low(at))
    if day is None or not first.day < day <= 31 or reading.tag(at + 1) in "nXB#E-":
        return []
    other = make(first.year, first.month, day)
    return [reading.draft(at, at + 1, Stretch(other), "month-day")] if other else []


def _spanning(reading: Reading, at: int, inner: int, first: date | None, month: int) -> list[Draft]:
    """Return both dates of "June 28-July 9", whose middle is one word."""
    words = reading.words
    day = whole(reading.low(inner + 1))
    if day is None:
        return []
    middle = words.start[inner] + words.low[inner].translate(HYPHENS).index("-")
    other = first and make(first.year + (month < first.month), month, day)
    left = Draft(at, inner + 1, words.start[at], middle, Stretch(first), "en.date.month-day")
    right = Draft(inner, inner + 2, middle + 1, words.end[inner + 1], Stretch(other), "en.date.month-day")
    return [left, right]


def read_day_month(reading: Reading, at: int) -> list[Draft]:
    """Return "8 August 2019", "the 8th of August"; "17 November group" is none."""
    day = whole(reading.low(at))
    if day is None or not 1 <= day <= 31:
        return []
    inner = at + 1 + (reading.low(at + 1) in reading.names.day_endings)
    inner += reading.low(inner) in reading.names.of and inner > at + 1
    month = month_at(reading, inner)
    if month is None:
        return []
    last = behind_month(reading, inner)
    if reading.low(last) in reading.names.blocked_after:
        return []
    year, last = year_behind(reading, last)
    return [reading.draft(at, last, Stretch(dated(reading, at, last, month=month, day=day, year=year)), "day-month")]


def read_month(reading: Reading, at: int) -> list[Draft]:
    """Return a month, with the year that may follow; a month that is somebody's name is none."""
    month = month_at(reading, at)
    if month is None:
        return []
    year, last = year_behind(reading, behind_month(reading, at))
    if year:
        return [reading.draft(at, last, Stretch(make(year, month, 1), "month"), "month-year")]
    before = reading.low(at - 1)
    if (whole(reading.low(last)) is not None and _names_group(reading, at, last + 1)) or _shortened(reading, at):
        return []
    named = reading.tag(last) == "X" and before not in reading.names.temporal
    if named or (before not in reading.names.context and "p" not in (reading.tag(last), reading.tag(at - 1))):
        return []
    return [reading.draft(at, last, Stretch(month_in_year(reading, at, last, month), "month"), "month")]


def _shortened(reading: Reading, at: int) -> bool:
    """Return whether a short month with no stop nor figure beside it is a name: "Ant and Dec", "Mar del Plata"; "Nov and Dec" are months."""
    word, before, known = reading.words.word[at], reading.low(at - 1), reading.names
    if len(word) > len("Sept") or word.isupper() or reading.low(at) in known.full or reading.low(at + 1) == "." or whole(reading.low(at + 1)) is not None:
        return False
    paired = before in known.pairing and reading.tag(at - 2) == "X" and month_at(reading, at - 2) is None
    return paired or (reading.low(at + 1).islower() and reading.low(at + 1) in known.name_links)


def read_numeric(reading: Reading, at: int) -> list[Draft]:
    """Return "2019-08-12", "08/29", "29/08/2019"; "9/11" and a fraction are none."""
    parts = reading.low(at).translate(HYPHENS).replace("/", "-").split("-")
    if not all(part.isdecimal() and len(part) <= len("2019") for part in parts):
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
    return dated(reading, at, at + 1, month=month, day=day, year=year)


def read_holiday(reading: Reading, at: int) -> list[Draft]:
    """Return a holiday by its name, in the year that follows it or the one the clause calls for."""
    words = reading.words
    for parts, rule, identity in reading.names.holidays.get(reading.low(at), ()):
        last = at + len(parts)
        if tuple(words.low[at:min(last, reading.end)]) != _spelt(parts, words, at):
            continue
        if not words.word[at][0].isupper() or reading.tag(at - 1) == "X" or (reading.tag(last) == "X" and reading.low(last) not in reading.names.weekdays):
            return []
        return [_celebrated(reading, at, last, rule, identity)]
    return []


def _spelt(parts: tuple[str, ...], words: Words, at: int) -> tuple[str, ...]:
    """Return ``parts`` with the apostrophes that the text uses."""
    return tuple(low if part.strip("'s") == "" and low.replace("’", "'") == part else part
                 for part, low in zip(parts, words.low[at:at + len(parts)] + [""] * len(parts), strict=False))


def _celebrated(reading: Reading, first: int, last: int, rule: str, identity: str) -> Draft:
    # "Christmas Eve in 2000"
    year, behind = year_behind(reading, last + (reading.low(last) in reading.names.inside))
    if year:
        day = holiday(rule, year)
    elif reading.today:
        day = nearest(lambda of: holiday(rule, of), reading.today, reading.direction(first, last), firm=firmly_past(reading, first))
    else:
        day = holiday(rule, reading.year) if reading.year else None
    words = reading.words
    return Draft(first, behind, words.start[first], words.end[behind - 1], Stretch(day), identity)


def read_quarter(reading: Reading, at: int) -> list[Draft]:
    """Return "first quarter of 2003", "second quarter of the year", "third-quarter", "Q3 2019"."""
    low, last = reading.low(at).translate(HYPHENS), at + 1
    head, _, tail = low.partition("-")
    known = reading.names
    number, named = known.ordinals.get(head), head in known.quarters
    if number is None or not (named or known.single.get(tail) == "quarter" or reading.unit(at + 1) == "quarter"):
        return []
    last += not tail and not named
    if not named and not known.matches.isdisjoint(reading.words.low[max(reading.begin, at - MATCH):min(last + MATCH, reading.end)]):
        return []
    year, last = _quarter_year(reading, last)
    if year is None and reading.today:
        year = _quarter_near(reading, at, last, number, reading.today)
    return [reading.draft(at, last, quarter(number, year) if year else Stretch(None, "quarter"), "quarter")]


def _quarter_year(reading: Reading, at: int) -> tuple[int | None, int]:
    if " ".join(reading.low(i) for i in range(at, at + 3)) in reading.names.of_the_year and reading.today:
        return reading.today.year, at + 3
    return year_behind(reading, at)


def _quarter_near(reading: Reading, first: int, last: int, number: int, today: date) -> int:
    """Return the year of the last such quarter that is over, or of the next one where the clause looks ahead."""
    over = 3 * number < today.month
    reported = not reading.names.yearly.isdisjoint((reading.low(last), reading.low(last + 1)))
    if "-" not in reading.low(first) and not reported and reading.direction(first, last) == FUTURE:
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
    if reading.low(at - 1) in reading.names.season_opens and reading.tag(at + 1) not in "nXI":
        return [reading.draft(at, at + 1, Stretch(None, "season"), "season")]
    return []


def read_years(reading: Reading, at: int) -> list[Draft]:
    """Return "1988-1993", "2011-12", "2009/2010"."""
    head, mark, tail = _split(reading.low(at))
    first = year_of(head)
    if not mark or first is None or not tail.isdecimal():
        return []
    last = int(tail) if len(tail) == len("2019") else first // 100 * 100 + int(tail) if len(tail) == len("06") else 0
    if not first < last <= LATEST or last - first > 100 or (reading.low(at + 1) in reading.names.counted and "/" not in reading.low(at)):
        return []
    return [reading.draft(at, at + 1, Stretch(make(first, 1, 1), "year", make(last, 12, 31)), "years")]


def _split(low: str) -> tuple[str, str, str]:
    return low.partition("/") if "/" in low else low.translate(HYPHENS).partition("-")


def read_decade(reading: Reading, at: int) -> list[Draft]:
    """Return "1990s", "the '90s", "mid-1970s"; "in his 90s" is none."""
    words, low = reading.words, reading.low(at).translate(HYPHENS)
    digits = low.partition("-")[2] if "-" in low else low
    glued = reading.low(at + 1) in reading.names.plural_endings and words.start[at + 1] == words.end[at]
    plural = next((end for end in reading.names.plural_endings if digits.endswith(end)), "")
    last, figures = (at + 2, digits) if glued else (at + 1, digits.removesuffix(plural))
    if not (glued or plural) or not figures.isdecimal() or figures[-1] != "0":
        return []
    year = year_of(figures)
    if year:
        return [reading.draft(at, last, decade(year), "decade")]
    short = len(figures) == len("90") and reading.low(at - 1) in APOSTROPHES and int(figures) >= 20
    return [reading.draft(at - 1, last, decade(MODERN + int(figures)), "decade")] if short else []


def read_year(reading: Reading, at: int) -> list[Draft]:
    """Return a year where a preposition, a determiner or a name before it says that it is one."""
    year = year_of(reading.low(at))
    before, after = reading.low(at - 1), reading.low(at + 1)
    # "in 1992 won a prize"
    counted = after in reading.names.counted and not (after in reading.tenses.past and before in reading.names.temporal)
    if year is None or before in reading.names.designators or counted or after in reading.names.no_year_behind:
        return []
    if (after in reading.names.yearly or after in reading.names.reigning) and MODERN <= year < NEAR:
        return [reading.draft(at, at + 1, Stretch(make(year, 1, 1), "year"), "year")]
    # "1988's record"
    owns = reading.tag(at + 1) == "p" and reading.tag(at + 2) in "nEBD"
    named = MODERN <= year < NEAR and (owns or reading.tag(at - 1) in "XpEGnRDq" or not before or before in reading.names.year_subjects)
    if not (named or before in reading.names.context) or _plainly_counts(reading, at):
        return []
    if year < MODERN and before not in reading.names.old_year_before:
        return []
    return [reading.draft(at, at + 1, Stretch(make(year, 1, 1), "year"), "year")]


def _plainly_counts(reading: Reading, at: int) -> bool:
    """Return whether the four digits count the plural behind them: "about 2000 houses", "killed 1998 sheep"."""
    after = reading.low(at + 1)
    return reading.tag(at + 1) == "n" and after.endswith(reading.names.plural_endings) and reading.low(at - 1) not in reading.names.surely_year \
        and reading.tag(at - 1) not in "nXG"


def read_hyphened(reading: Reading, at: int) -> list[Draft]:
    """Return the month or year of "mid-January 2007", "mid-1998"."""
    head, _, tail = reading.low(at).translate(HYPHENS).partition("-")
    if head not in reading.names.hyphened:
        return []
    if tail in reading.names.months:
        year, last = year_behind(reading, at + 1)
        day = make(year, reading.names.months[tail], 1) if year else month_in_year(reading, at, last, reading.names.months[tail])
        return [reading.draft(at, last, Stretch(day, "month"), "month-year" if year else "month")]
    if reading.names.single.get(tail) == "year" and reading.today:
        return [reading.draft(at, at + 1, Stretch(make(reading.today.year, 1, 1), "year"), "shifted")]
    year = year_of(tail)
    return [reading.draft(at, at + 1, Stretch(make(year, 1, 1), "year"), "year")] if year else []
