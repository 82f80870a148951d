"""The names of the calendar in one language, and the words that tell whether the clause around a date looks ahead or back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wireparse.stages.dates.almanac import FUTURE, PAST, UNTOLD

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.words import Words

LEFT = 14
RIGHT = 12
LEADING = 4

Holiday = tuple[tuple[str, ...], str, str]


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
    yearly: frozenset[str]
    hyphened: frozenset[str]
    reigning: frozenset[str]


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
             ("same", "ago", "early", "parts", "context", "blocked_before", "blocked_after", "ahead_of", "fixtures", "yearly", "hyphened", "reigning")}
    counted = pack.words("figures", "persons") | pack.words("figures", "measures") | pack.words("figures", "percent")
    currencies = frozenset(word for row in pack.rows("figures", "money") for word in row[2].split())
    return Names(weekdays, months, seasons, deictic, ordinals, shifts, units, pairs("units"), holidays, **lists,
                 designators=pack.words("figures", "designators"), counted=counted | currencies)


def _holidays(pack: Pack) -> dict[str, tuple[Holiday, ...]]:
    """Return the holidays by the first word of their names, longest first."""
    found: dict[str, list[Holiday]] = {}
    for identity, rule, listed, *_ in pack.rows("dates", "holidays"):
        for name in listed.split(";"):
            parts = tuple(name.split())
            found.setdefault(parts[0], []).append((parts, rule, identity))
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for word, entries in found.items()}


@dataclass(frozen=True, slots=True)
class Tenses:
    """Words that point ahead or back."""

    future: frozenset[str]
    ready: frozenset[str]
    past: frozenset[str]
    ahead_of: frozenset[str]


@cache
def tenses(pack: Pack) -> Tenses:
    """Return the tense lists of ``pack``."""
    return Tenses(*(pack.words("dates", name) for name in ("future", "ready", "past", "ahead_of")))


def find_direction(words: Words, span: tuple[int, int], sentence: tuple[int, int], known: Tenses) -> int:
    """Return FUTURE, PAST or UNTOLD for the date at the words ``span``, from the verb that governs it.

    The preposition decides first ("until Friday", "since March"), then the nearest verb on the left, then on the right.
    """
    first, last = span
    begin, end = sentence
    before = words.low[first - 1] if first > begin else ""
    if before == "since":
        return PAST
    if words.low[max(begin, first - 2):first] == ["ahead", "of"]:
        return FUTURE
    if before in known.ahead_of and words.tag[min(last, end - 1)] != "p":
        return (first - begin < LEADING and _rightward(words, last, end, known)) or FUTURE
    comma = _comma(words, first, begin)
    return (_leftward(words, first, comma, known) or (_rightward(words, last, end, known) if comma > first - LEADING else 0)
            or _leftward(words, comma, begin, known))


def _comma(words: Words, first: int, begin: int) -> int:
    """Return the index behind the last comma before ``first``, where the clause opens."""
    for at in range(first - 1, max(begin, first - LEFT) - 1, -1):
        if words.tag[at] in ",q":
            return at + 1
    return max(begin, first - LEFT)


def _leftward(words: Words, first: int, begin: int, known: Tenses) -> int:
    for at in range(first - 1, max(begin, first - LEFT) - 1, -1):
        low, tag = words.low[at], words.tag[at]
        if _looks_ahead(words, at, known):
            return FUTURE
        if tag == "E" or low in known.past:
            return FUTURE if _ahead(words, at, begin, known) else PAST
        if tag in ";:" or (tag == "." and low == "."):
            break
    return UNTOLD


def _looks_ahead(words: Words, at: int, known: Tenses) -> bool:
    """Return whether the word at ``at`` points ahead; "set" and "plans" only before "to" or "for"."""
    low = words.low[at]
    if low in known.ready:
        return at + 1 < len(words) and words.low[at + 1] in {"to", "for"}
    return low in known.future and words.word[at] != "May"


def _ahead(words: Words, at: int, begin: int, known: Tenses) -> bool:
    """Return whether the participle at ``at`` belongs to a verb that looks ahead: "to be held", "would have been"."""
    for i in range(at - 1, max(begin, at - 5) - 1, -1):
        low = words.low[i]
        if low in known.future:
            return True
        if low == "to" and words.low[i + 1] == "be":
            return True
        if words.tag[i] not in "ARET" or (low in known.past and low not in {"been", "have"}):
            return False
    return False


def _rightward(words: Words, last: int, end: int, known: Tenses) -> int:
    for at in range(last, min(last + RIGHT, end)):
        low, tag = words.low[at], words.tag[at]
        if _looks_ahead(words, at, known):
            return FUTURE
        if tag == "E" or low in known.past:
            return PAST
        if tag == ";":
            break
    return UNTOLD
