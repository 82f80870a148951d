"""The names of the calendar in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.packs import Pack

Holiday = tuple[tuple[str, ...], str, str]
HYPHENS = str.maketrans("‐", "-")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of days, months and seasons, and the words that stand around them."""

    weekdays: dict[str, int]
    months: dict[str, int]
    seasons: dict[str, int]
    deictic: dict[str, int]
    ordinals: dict[str, int]
    shifts: dict[str, int]
    numbers: dict[str, int]
    units: dict[str, str]
    holidays: dict[str, tuple[Holiday, ...]]
    same: frozenset[str]
    ago: frozenset[str]
    early: frozenset[str]
    parts: frozenset[str]
    context: frozenset[str]
    blocked_before: frozenset[str]
    blocked_after: frozenset[str]
    designators: frozenset[str]
    counted: frozenset[str]
    ahead_of: frozenset[str]
    fixtures: frozenset[str]
    triggers: frozenset[str]

    def hyphened(self, low: str) -> bool:
        """Return whether a date may hide in the hyphenated ``low``: "mid-May", "third-quarter", "mid-1990s"."""
        head, _, tail = low.translate(HYPHENS).partition("-")
        return head in self.early or (head in self.ordinals and tail == "quarter") or head in self.months


@cache
def names(pack: Pack) -> Names:
    """Return the calendar names of ``pack``."""
    def pairs(name: str) -> dict[str, str]:
        return dict(item.split("=") for item in pack.words("dates", name))

    def numbers(name: str) -> dict[str, int]:
        return {word: int(value) for word, value in pairs(name).items()}

    weekdays, months, seasons, deictic, ordinals, shifts = map(
        numbers, ("weekdays", "months", "seasons", "deictic", "ordinals", "shifts"))
    units = {word.partition("=")[0]: int(word.partition("=")[2]) for word in pack.words("figures", "units")}
    holidays = _holidays(pack)
    lists = {name: pack.words("dates", name) for name in
             ("same", "ago", "early", "parts", "context", "blocked_before", "blocked_after", "ahead_of", "fixtures")}
    counted = pack.words("figures", "persons") | pack.words("figures", "measures") | pack.words("figures", "percent")
    currencies = frozenset(word for row in pack.rows("figures", "money") for word in row[2].split())
    triggers = frozenset({*deictic, *seasons, *shifts, *lists["same"], *lists["ago"], *holidays, *ordinals, "quarter",
                          "day", "month", "year", "may"})
    return Names(weekdays, months, seasons, deictic, ordinals, shifts, units, pairs("units"), holidays, **lists,
                 designators=pack.words("figures", "designators"), counted=counted | currencies, triggers=triggers)


def _holidays(pack: Pack) -> dict[str, tuple[Holiday, ...]]:
    """Return the holidays by the first word of their names, longest first."""
    found: dict[str, list[Holiday]] = {}
    for identity, rule, listed, *_ in pack.rows("dates", "holidays"):
        for name in listed.split(";"):
            parts = tuple(name.split())
            found.setdefault(parts[0], []).append((parts, rule, identity))
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for word, entries in found.items()}
