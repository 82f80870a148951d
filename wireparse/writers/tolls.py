"""Figures compared: what different sources and dispatches say of one event on one day.

Two dispatches tell of the same where their datelines have the same place, or the headline or first paragraph of the one
names the place of the other; without a place or a day, a dispatch is compared with itself alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wireparse.model import Dispatch
    from wireparse.writers import Row

DEFAULT_LANGUAGE = "en"
PEOPLE = "people"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
WORDS = re.compile(r"[^\W\d_]+")
BEFORE = 4  # no more words stand between "earlier" and its figure
NEAR = 60  # characters that hold so many words
LATER = 3  # days on which a toll may still rise
NEARLY = 0.1  # how far from an "about" a value still agrees with it
BOUNDED = {"at_least": (0, inf), "more_than": (0, inf), "at_most": (-inf, 0), "less_than": (-inf, 0)}


class Lists(NamedTuple):
    """The words of one language that tell which figures can be compared: the pack's [tolls] table."""

    people: frozenset[str]
    adding: frozenset[str]
    of: frozenset[str]
    than: frozenset[str]
    whole: frozenset[str]
    earlier: frozenset[str]
    given_up: frozenset[str]
    totals: frozenset[str]
    arriving: frozenset[str]


@cache
def lists(language: str) -> Lists:
    """Return the lists of ``language``, of the default one where that is not spoken."""
    from wireparse.packs import languages, load_pack

    pack = load_pack(language if language in languages() else DEFAULT_LANGUAGE)
    return Lists(*(pack.words("tolls", name) for name in Lists._fields))


@frozen
class Told(Value):
    """One figure among those compared: its row, the number of its dispatch among all, its places, the names it opens with.

    ``unit`` is what it counts, made comparable; ``total`` tells of a toll brought up to date (``the toll rose to 41``).
    """

    row: Row
    dispatch: int
    unit: str
    total: bool = False
    places: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def value(self) -> float:
        return _number(self.row["value"])

    @property
    def top(self) -> float:
        return _number(self.row["high"] if self.row["high"] is not None else self.row["value"])

    @property
    def when(self) -> tuple[str, int]:
        return str(self.row["dispatched"] or ""), self.dispatch

    def limits(self) -> tuple[float, float]:
        """Return the least and the most that the figure can mean."""
        low, high, bound = self.value, self.top, str(self.row["bound"])
        if bound == "about":
            return low * (1 - NEARLY), high * (1 + NEARLY)
        down, up = BOUNDED.get(bound, (0, 0))
        return low + down, high + up


@dataclass(slots=True)
class Story:
    """Dispatches that tell of the same: their places, and the names in what each says first."""

    places: set[str]
    names: set[str]
    members: list[Told]


def compared_rows(told: Iterable[Told]) -> Iterator[Row]:
    """Yield one row for each event, day and kind of people or things of which two sources or dispatches tell.

    Without a day of its own a figure is of its dispatch's day, and a toll brought up to date of the days before where those
    have one. ``verdict`` is ``rises`` where later dispatches give more and never less, ``differs`` where no number fits all
    figures, else ``agrees``.
    """
    groups: dict[tuple[str, str, str], list[Story]] = {}
    for one in sorted(told, key=lambda one: one.when):
        day = str(one.row["date"] or one.row["dispatched"] or "")
        # "the toll rose to 31 on Monday": the day on which it rose
        risen = one.total and day >= str(one.row["dispatched"] or "")[:len(day)]
        days = [day, *(_days_before(day) if risen else ())]
        known = (story for of in days for story in groups.get((str(one.row["event"]), of, one.unit), ()) if _same(story, one, dated=bool(day)))
        story = next(known, None)
        if story is None:
            groups.setdefault((str(one.row["event"]), day, one.unit), []).append(story := Story(set(), set(), []))
        story.places |= one.places
        story.names |= one.names
        story.members.append(one)
    for (event, day, unit), stories in sorted(groups.items()):
        for members in (_voices(story.members) for story in stories):
            if len(members) > 1:
                yield _row(event, day or None, unit, members)


def _days_before(day: str) -> Iterator[str]:
    """Yield the days on which a toll that rises on ``day`` may have been told first, the last first."""
    if DAY.fullmatch(day):
        yield from ((date.fromisoformat(day) - timedelta(days=back)).isoformat() for back in range(1, LATER + 1))


def _voices(members: list[Told]) -> list[Told]:
    """Return ``members`` without what a dispatch repeats: a source's figure told twice, a headline's that somebody vouches for."""
    claimed = {(told.dispatch, told.value) for told in members if told.row["claim"]}
    kept: dict[tuple[object, ...], Told] = {}
    for told in members:
        if told.row["claim"] or (told.dispatch, told.value) not in claimed:
            kept.setdefault((told.dispatch, told.value, told.row["source_name"]), told)
    return list(kept.values())


def _same(story: Story, told: Told, *, dated: bool) -> bool:
    if story.members[-1].dispatch == told.dispatch:
        return True
    near = story.places & told.places or story.places & told.names or told.places & story.names
    return dated and bool(near)


def told_in(dispatch: Dispatch, number: int, rows: Iterable[Row]) -> Iterator[Told]:
    """Yield the figures of ``dispatch`` that count an event, are no part of another and not given up; ``rows`` are those of its figures."""
    known = lists(dispatch.language)
    before = [_words_before(dispatch.input, figure.start) for figure in dispatch.figures]
    found = [(row, words) for row, words in zip(rows, before, strict=True) if row["event"] and not _given_up(words, known)]
    parts = {part for figure in dispatch.figures for part in figure.parts}
    if found:
        opening = f"{dispatch.headline.text if dispatch.headline else ''} {_first_paragraph(dispatch)}"
        names = frozenset(word.casefold() for word in WORDS.findall(opening) if word[0].isupper())
        places = frozenset(place.name.casefold() for place in dispatch.dateline.places) if dispatch.dateline else frozenset()
        whole = ((row, words) for row, words in found if row["figure"] not in parts and not _adds(str(row["text"]), known))
        yield from (Told(row, number, unit_of(row, known), _is_total(words, known), places, names) for row, words in whole)


def _words_before(text: str, start: int) -> list[str]:
    """Return the words of the sentence just before the figure at ``start``, in lower case."""
    return text[max(0, start - NEAR) : start].casefold().rpartition(".")[2].split()


def _adds(text: str, known: Lists) -> bool:
    """Return whether a figure counts on from another or out of one: ``five more people``, ``six of the dead``."""
    words = [*text.casefold().split(), ""]
    return any((word in known.adding and behind not in known.than) or (word in known.of and behind in known.whole) for word, behind in pairwise(words))


def _given_up(words: list[str], known: Lists) -> bool:
    """Return whether a figure behind ``words`` is one that another has replaced: ``revising an earlier toll of nine``, ``to 15 from nine``."""
    return not (known.earlier.isdisjoint(words[-BEFORE:]) and known.given_up.isdisjoint(words[-1:]))


def _is_total(words: list[str], known: Lists) -> bool:
    """Return whether a toll behind ``words`` is brought up to date: ``the death toll rose to 41``."""
    return not known.arriving.isdisjoint(words[-1:]) and not known.totals.isdisjoint(words)


def _first_paragraph(dispatch: Dispatch) -> str:
    return dispatch.body.paragraphs[0].text if dispatch.body and dispatch.body.paragraphs else ""


def unit_of(row: Row, known: Lists) -> str:
    """Return what a figure counts, made comparable: ``people`` where all that is told is how they fared."""
    unit = str(row["unit"] or "").casefold()
    return PEOPLE if not unit or unit in known.people else unit


def verdict(members: list[Told]) -> str:
    """Return whether figures in the order of their dispatches rise, differ or agree."""
    low = max(told.limits()[0] for told in members)
    high = min(told.limits()[1] for told in members)
    tops: dict[int, list[float]] = {}
    for told in members:
        tops.setdefault(told.dispatch, []).append(told.value)
    steps = [(max(earlier), min(later), max(later)) for earlier, later in pairwise(tops.values())]
    settled = all(len(set(values)) == 1 for values in tops.values())
    if settled and any(least > before for before, least, _ in steps) and all(least >= before for before, least, _ in steps):
        return "rises"
    return "agrees" if low <= high else "differs"


def _row(event: str, day: str | None, unit: str, members: list[Told]) -> Row:
    rows = [told.row for told in members]
    return {
        "event": event, "date": day, "unit": unit, "verdict": verdict(members), "low": min(told.value for told in members),
        "high": max(told.top for told in members), "figures": len(members),
        "sources": len({row["source_name"] for row in rows if row["source_name"]}),
        "dispatches": len({told.dispatch for told in members}),
        "places": sorted({str(row["place"]) for row in rows if row["place"]}), "told": [_shown(row) for row in rows],
    }  # fmt: skip


def _shown(row: Row) -> Row:
    kept = ("text", "value", "high", "bound", "source_name", "source_type", "dispatched", "file", "id", "claim")
    return {name: row[name] for name in kept}


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else 0.0
