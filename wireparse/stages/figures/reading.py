"""What reading figures shares: the tables, a figure in the making, and the state of one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, cast

from wireparse.packs import Table
from wireparse.stages.figures.measures import Measures, Money, measures
from wireparse.stages.figures.nouns import NounLists, noun_lists
from wireparse.stages.figures.numerals import Glue, Number, Numerals, endings, glue, numerals
from wireparse.stages.figures.roles import Counted, Events, events
from wireparse.stages.figures.traps import Traps, traps
from wireparse.words import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.model import Bound
    from wireparse.packs import Pack
    from wireparse.words import Words

Phrases = dict[str, list[tuple[tuple[str, ...], "Bound"]]]


class Bounds(Table):
    """Phrases by their word next to the number, longest first: ``before`` by the last, ``after`` by the first."""

    before: Phrases
    after: Phrases
    phrasal: frozenset[str]
    seized: frozenset[str]
    seizing: frozenset[str]
    adding_on: frozenset[str]
    moving: frozenset[str]
    particles: frozenset[str]
    than: frozenset[str]


@cache
def bounds(pack: Pack) -> Bounds:
    """Return the bound phrases of ``pack``."""
    sides: dict[str, Phrases] = {"before": {}, "after": {}}
    for _, bound, side, phrases, *_ in pack.rows("figures", "bounds"):
        for phrase in phrases.split(";"):
            parts = tuple(phrase.split())
            key = parts[-1] if side == "before" else parts[0]
            sides[side].setdefault(key, []).append((parts, cast("Bound", bound)))
    for phrases_by_word in sides.values():
        for entries in phrases_by_word.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return Bounds(sides["before"], sides["after"], **pack.lists(Bounds, "figures"))


def bound_before(words: Words, first: int, begin: int, known: Bounds) -> tuple[int, Bound | None]:
    """Return where the bound before the word ``first`` opens, and which it is; ``first`` and None without one."""
    if first <= begin:
        return first, None
    for parts, bound in known.before.get(words.low[first - 1], ()):
        at = first - len(parts)
        if at >= begin and tuple(words.low[at:first]) == parts:
            behind = known.phrasal if len(parts) == 1 else known.moving
            verb = words.low[at - 1] if at > begin else ""
            particle = (parts[0] in known.particles and verb in behind) or (parts[0] in known.seized and verb in known.seizing)
            return (first, None) if particle else (at, bound)
    return first, None


def bound_after(words: Words, last: int, end: int, known: Bounds) -> tuple[int, Bound | None]:
    """Return the index behind the bound that opens at ``last``, and which it is; ``last`` and None without one."""
    if last >= end:
        return last, None
    if words.low[last] in known.adding_on and words.tag[last + 1 : last + 2] in (["X"], ["D"], ["#"]):
        # "eight states plus Malta"
        return last, None
    for parts, bound in known.after.get(words.low[last], ()):
        behind = last + len(parts)
        if tuple(words.low[last:min(behind, end)]) == parts and (behind >= end or words.low[behind] not in known.than):
            return behind, bound
    return last, None


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A figure in the making: its words and what is known of it so far; ``kind`` is count, money, measure or percent.

    ``half`` holds the offsets where the figure is part of a word: ``89`` of ``89-52``.
    """

    first: int
    last: int
    number: Number
    kind: str
    unit: str | None
    bound: Bound = "exact"
    event: str | None = None
    elided: bool = False
    factor: float = 1.0
    parts: tuple[int, ...] = ()
    converts: int | None = None
    half: tuple[int, int] | None = None


class Units(Table):
    """The units that a clause tells without naming them."""

    votes: str
    stocks: str
    points: str
    deaths: str
    people: str
    eighths: str


class Tables(Table):
    """All that the pack says about figures."""

    numerals: Numerals
    bounds: Bounds
    measures: Measures
    nouns: NounLists
    traps: Traps
    events: Events
    glue: Glue
    lent: frozenset[str]
    linked: set[str]
    bare: dict[str, str]
    indices: set[str]
    suffixes: dict[str, Bound]
    glued: dict[str, int]
    units: Units
    gravely: frozenset[str]
    ledger: frozenset[str]
    peopled: frozenset[str]
    dealt: frozenset[str]
    series: frozenset[str]
    voting: frozenset[str]
    rivals: frozenset[str]
    margins: frozenset[str]
    casualties: frozenset[str]
    metric: frozenset[str]
    pronouns: frozenset[str]
    ambiguous: frozenset[str]
    unaided: frozenset[str]
    uncounted: frozenset[str]
    linking: frozenset[str]
    along: frozenset[str]
    unlinked: frozenset[str]
    of_them: frozenset[str]
    rated_on: frozenset[str]
    joining: frozenset[str]
    sharing: frozenset[str]
    arriving: frozenset[str]
    facing: frozenset[str]
    versus: frozenset[str]
    shares: frozenset[str]
    in_favour: frozenset[str]
    against: frozenset[str]
    unchanged: frozenset[str]
    numbers: frozenset[str]
    resuming: frozenset[str]
    than: frozenset[str]
    agents: frozenset[str]
    only: frozenset[str]
    limiting: frozenset[str]
    minus: frozenset[str]
    holders: dict[str, str]
    person_plurals: frozenset[str]
    no_persons: frozenset[str]
    again: frozenset[str]
    fewer: frozenset[str]
    leaving: frozenset[str]
    updown: frozenset[str]
    below_zero: frozenset[str]
    carrying: frozenset[str]


@cache
def tables(pack: Pack) -> Tables:
    """Return the tables of ``pack``."""
    bare = {word: item.partition("=")[0] for item in pack.words("figures", "bare")
            for word in item.partition("=")[2].split(",")}
    units = Units(**_pairs(pack, "unit_names"))
    return Tables(
        numerals(pack), bounds(pack), measures(pack), noun_lists(pack), traps(pack), events(pack), glue(pack),
        linked=set(pack.words("events", "linked")), bare=bare, indices={word for word, unit in bare.items() if unit == units.points},
        suffixes=cast("dict[str, Bound]", _pairs(pack, "suffixes")),
        holders=_pairs(pack, "holders"), glued={tail: int(scale) for tail, scale in _pairs(pack, "glued").items()}, units=units,
        **pack.lists(Tables, "figures"))


def _pairs(pack: Pack, name: str) -> dict[str, str]:
    """Return the list ``name`` of words and what each stands for."""
    return dict(pair.split("=") for pair in pack.value("figures", name).split())


def _opens(pack: Pack) -> Callable[[str], bool]:
    known = numerals(pack)
    return lambda low: low[0].isdigit() or low in known.glue.none or known.opens(low)


OPENING = Kind(_opens)
"""The words that a figure may open with."""


@dataclass(slots=True, eq=False, repr=False)
class Reading:
    """What one text has given so far; ``begin`` and ``end`` bound the sentence read, ``opened`` is its first figure.

    ``speakers`` are the offsets where the sources of claims start.
    """

    words: Words
    tables: Tables
    taken: bytearray
    speakers: frozenset[int] = frozenset()
    found: list[Draft] = field(default_factory=list)
    local: dict[str, Money] = field(default_factory=dict)
    begin: int = 0
    end: int = 0
    opened: int = 0
    counted: str | None = None
    priced: Draft | None = None


def _by_ending(low: str, known: Tables) -> bool:
    """Return whether the plural ``low`` is of persons by how it ends: "beekeepers", "seismologists"."""
    return low.endswith(endings(known.person_plurals)) and low not in known.no_persons


def placed(reading: Reading, draft: Draft, unit: str) -> Counted:
    """Return ``draft`` as the event rules look at it: where it stands, and whether it counts persons."""
    told = (unit or reading.counted or "") if draft.elided else unit
    heads = told.lower().split()
    known = reading.tables.events.persons
    person = None
    if draft.kind != "count":
        person = False
    elif heads:
        many = told[-1:] == "s" or heads[-1] in reading.tables.nouns.plurals
        person = heads[-1] in known or _by_ending(heads[-1], reading.tables) or (told[:1].isupper() and many)
    return Counted(draft.first, draft.last, reading.begin, reading.end, unit, person)
