"""The words that tell what befell those a figure counts, as the pack lists them by role, and the figure as their rules look at it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wireparse.packs import Table
from wireparse.stages.figures.numerals import Glue, Numerals, glue, numerals
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from wireparse.packs import Pack


class Events(Table):
    """The event tables of one language: ``roles`` maps a role to word and event."""

    roles: dict[str, dict[str, str]]
    glue: Glue
    numerals: Numerals
    persons: set[str]
    verbs: set[str]
    active_endings: tuple[str, ...]
    hedges: frozenset[str]
    passive: frozenset[str]
    violent: frozenset[str]
    freed: frozenset[str]
    ranks: frozenset[str]
    homes: frozenset[str]
    including: frozenset[str]
    totals: frozenset[str]
    stepped_over: frozenset[str]
    lives: frozenset[str]
    periods: frozenset[str]
    among: frozenset[str]
    reflexive: frozenset[str]
    kin: frozenset[str]
    none_of: frozenset[str]
    out_of: frozenset[str]
    aged: frozenset[str]
    recovery: frozenset[str]
    ailing: frozenset[str]
    astray: frozenset[str]
    those: frozenset[str]
    bounding: frozenset[str]
    when_behind: frozenset[str]
    ending: frozenset[str]
    outcomes: dict[str, str]
    people_who: frozenset[str]
    many_have: frozenset[str]
    unsure: frozenset[str]
    intending: frozenset[str]


@frozen
class Counted(Value):
    """A figure's words, ``first`` to before ``last``, its sentence and whether persons are counted (None: not told)."""

    first: int
    last: int
    begin: int
    end: int
    unit: str
    person: bool | None


@cache
def events(pack: Pack) -> Events:
    """Return the event rules of ``pack``."""
    roles: dict[str, dict[str, str]] = {name: {} for name in
                                        ("object", "person", "subject", "state", "noun", "of", "toll", "lives", "home",
                                         "hostages", "troops", "class", "phrase", "remains", "ill")}
    for _, event, role, listed, *_ in pack.rows("events", "rules"):
        for word in listed.split():
            roles[role].setdefault(word.replace("_", " "), event)
    verbs = set().union(*(roles[name] for name in ("object", "subject", "person", "state")))
    verbs |= {phrase.partition(" ")[0] for phrase in roles["phrase"]}
    persons, endings = set(pack.words("figures", "persons")), tuple(pack.words("events", "active_endings"))
    outcomes = {key.replace("_", " "): event for key, _, event in (pair.partition("=") for pair in pack.value("events", "outcomes").split())}
    return Events(roles, glue(pack), numerals(pack), persons, verbs, endings, outcomes=outcomes, **pack.lists(Events, "events", "figures"))
