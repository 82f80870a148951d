"""Figures compared: what different sources and dispatches say of one event on one day.

Two dispatches tell of the same where their datelines have the same place, or the headline or first paragraph of the one
names the place of the other; without a place or a day, a dispatch is compared with itself alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wireparse.model import Dispatch
    from wireparse.writers import Row

WORDS = re.compile(r"[^\W\d_]+")
# Units under which the same people are counted.
PEOPLE = frozenset(
    ["body", "bodies", "casualty", "casualties", "corpse", "corpses", "dead", "death", "deaths", "dead_people", "fatality", "fatalities", "human", "humans", "killed", "life", "lives", "missing", "people", "person", "persons", "victim", "victims", "wounded", "injured", "hurt"]
)
ADDING = frozenset({"additional", "another", "further", "more", "other"})
WHOLE = frozenset({"the", "them", "those", "whom"})
EARLIER = frozenset({"earlier", "former", "initial", "initially", "original", "preliminary", "previous", "previously", "prior"})
BEFORE = 4  # no more words stand between "earlier" and its figure
NEAR = 60  # characters that hold so many words
FROM = {("down", "from"), ("raised", "from"), ("revised", "from"), ("up", "from")}
NEARLY = 0.1  # how far from an "about" a value still agrees with it
BOUNDED = {"at_least": (0, inf), "more_than": (0, inf), "at_most": (-inf, 0), "less_than": (-inf, 0)}


@frozen
class Told(Value):
    """One figure among those compared: its row, the number of its dispatch among all, its places, the names it opens with."""

    row: Row
    dispatch: int
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
    """Yield one row for each event, day and kind of people or things of which two figures or more are ``told``.

    Without a day of its own a figure is of its dispatch's day. ``verdict`` is ``rises`` where later dispatches give more
    and never less, ``differs`` where no number fits all figures, else ``agrees``.
    """
    groups: dict[tuple[str, str, str], list[Story]] = {}
    for one in told:
        day = str(one.row["date"] or one.row["dispatched"] or "")
        stories = groups.setdefault((str(one.row["event"]), day, unit_of(one.row)), [])
        story = next((story for story in stories if _same(story, one, dated=bool(day))), None)
        if story is None:
            stories.append(story := Story(set(), set(), []))
        story.places |= one.places
        story.names |= one.names
        story.members.append(one)
    for (event, day, unit), stories in sorted(groups.items()):
        for story in stories:
            if len(story.members) > 1:
                yield _row(event, day or None, unit, sorted(story.members, key=lambda one: one.when))


def _same(story: Story, told: Told, *, dated: bool) -> bool:
    if story.members[-1].dispatch == told.dispatch:
        return True
    near = story.places & told.places or story.places & told.names or told.places & story.names
    return dated and bool(near)


def told_in(dispatch: Dispatch, number: int, rows: Iterable[Row]) -> Iterator[Told]:
    """Yield the figures of ``dispatch`` that count an event, are no part of another and not given up; ``rows`` are those of its figures."""
    found = [row for row, figure in zip(rows, dispatch.figures, strict=True) if row["event"] and not _given_up(dispatch.input, figure.start)]
    parts = {part for figure in dispatch.figures for part in figure.parts}
    if found:
        opening = f"{dispatch.headline.text if dispatch.headline else ''} {_first_paragraph(dispatch)}"
        names = frozenset(word.casefold() for word in WORDS.findall(opening) if word[0].isupper())
        places = frozenset(place.name.casefold() for place in dispatch.dateline.places) if dispatch.dateline else frozenset()
        whole = (row for row in found if row["figure"] not in parts and not _adds(str(row["text"])))
        yield from (Told(row, number, places, names) for row in whole)


def _adds(text: str) -> bool:
    """Return whether a figure counts on from another or out of one: ``five more people``, ``six of the dead``."""
    words = [*text.casefold().split(), ""]
    return any((word in ADDING and behind != "than") or (word == "of" and behind in WHOLE) for word, behind in pairwise(words))


def _given_up(text: str, start: int) -> bool:
    """Return whether the figure at ``start`` is one that another has replaced: ``revising an earlier toll of nine``, ``up from nine``."""
    words = text[max(0, start - NEAR) : start].casefold().rpartition(".")[2].split()
    return not EARLIER.isdisjoint(words[-BEFORE:]) or tuple(words[-2:]) in FROM


def _first_paragraph(dispatch: Dispatch) -> str:
    return dispatch.body.paragraphs[0].text if dispatch.body and dispatch.body.paragraphs else ""


def unit_of(row: Row) -> str:
    """Return what a figure counts, made comparable: ``people`` for all words that only say how people fared."""
    unit = str(row["unit"] or "people").casefold()
    return "people" if unit in PEOPLE else unit


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
