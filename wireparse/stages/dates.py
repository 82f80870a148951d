"""Dates: every expression that names a day, month, quarter, season, year or decade, resolved against the dispatch's day.

Only closed forms are read and nothing is guessed: what cannot be told has no value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wireparse.stages import dayforms, relative, spanforms
from wireparse.stages.almanac import Stretch
from wireparse.stages.dateread import Draft, Reader, Reading
from wireparse.stages.datewords import Names, names
from wireparse.stages.tense import tenses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wireparse.model import Precision
    from wireparse.packs import Pack
    from wireparse.words import Words

READERS: tuple[Reader, ...] = (
    dayforms.read_holiday, relative.read_deictic, relative.read_shifted, dayforms.read_weekday, dayforms.read_day_month,
    dayforms.read_month_day, dayforms.read_month, relative.read_same, relative.read_ago, relative.read_next_day,
    relative.read_part, spanforms.read_quarter, spanforms.read_season, dayforms.read_numeric, spanforms.read_years,
    spanforms.read_decade, spanforms.read_year, spanforms.read_hyphened,
)
LINKS = frozenset(("to", "through", "until", "till", "-", "–", "—"))


@dataclass(frozen=True, slots=True)
class FoundDate:
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
    for begin, end in sentences:
        reading.begin, reading.end = begin, end
        opened, at = len(reading.found), begin
        while at < end:
            at = _read(reading, at, opened) if _triggers(words, at, reading.names) else at + 1
    return tuple(_finished(draft) for draft in reading.found)


def _triggers(words: Words, at: int, known: Names) -> bool:
    """Return whether a date may open at the word ``at``, or be told from it."""
    tag, low = words.tag[at], words.low[at]
    return tag == "W" or low in known.triggers or (tag == "#" and low[0].isdigit()) or ("-" in low and known.hyphened(low))


def _read(reading: Reading, at: int, opened: int) -> int:
    """Add the date that the first reader to know one finds at the word ``at``; return the index to read on from."""
    for reader in READERS:
        drafts = reader(reading, at)
        if not drafts:
            continue
        for draft in drafts:
            wide = _widened(reading, draft)
            _range(reading, wide, opened)
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
    if at > reading.begin and words.tag[at] == "D":
        at -= 1
    if at > reading.begin and words.low[at] == "of" and words.low[at - 1] in reading.names.parts:
        first = at - 1
    return draft if first == draft.first else replace(draft, first=first, start=words.start[first])


def _range(reading: Reading, draft: Draft, opened: int) -> None:
    """Close the date before with ``draft`` where the two are a range: "from Monday to Wednesday"."""
    words = reading.words
    if len(reading.found) <= opened:
        return
    opening = reading.found[-1]
    between = words.low[opening.last:draft.first] if draft.first >= opening.last else []
    before = words.low[max(reading.begin, opening.first - 3):opening.first]
    joined = draft.first < opening.last
    ranged = len(between) == 1 and between[0] in LINKS and not {"from", "of", "night", "-"}.isdisjoint({*before, *between})
    if not (joined or ranged or (between == ["and"] and "between" in before)):
        return
    first, closes = opening.stretch.first, draft.stretch.closes
    if first and closes and first < closes and opening.stretch.last is None:
        stretch = Stretch(first, opening.stretch.precision, closes)
        reading.found[-1] = replace(opening, stretch=stretch)


def _finished(draft: Draft) -> FoundDate:
    stretch = draft.stretch
    return FoundDate(draft.start, draft.end, stretch.value, stretch.until, stretch.precision, draft.rule)
