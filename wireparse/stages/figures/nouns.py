"""The noun that a number counts: from the word behind the number to the head of the phrase."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wireparse.packs import Table
from wireparse.stages.figures.numerals import Glue, endings, glue

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.words import Words

LONGEST = 9
NOMINAL = frozenset("nXB#G")


class Noun(NamedTuple):
    """The words ``first`` to before ``last``; the head is the last, ``unit`` its text, "" where the noun is left out."""

    first: int
    last: int
    unit: str
    plural: bool = True


class NounLists(Table):
    """Word lists that tell heads from what stands around them."""

    glue: Glue
    stops: set[str]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    plurals: frozenset[str]
    modifiers: frozenset[str]
    compass: frozenset[str]
    deeds: frozenset[str]
    attributive: frozenset[str]
    passed_over: frozenset[str]
    persons: frozenset[str]
    others: frozenset[str]
    time_shifts: frozenset[str]
    owners: frozenset[str]
    lately: frozenset[str]
    many_endings: frozenset[str]
    one_ending: frozenset[str]


@cache
def noun_lists(pack: Pack) -> NounLists:
    """Return the noun lists of ``pack``; ``stops`` are words of events that open a predicate behind a noun."""
    stops: set[str] = set()
    for row in pack.rows("events", "rules"):
        if row[2] in {"object", "subject", "state", "person"}:
            stops.update(row[3].split())
    plural, singular = (tuple(pack.words("figures", name)) for name in ("plural_endings", "singular_endings"))
    return NounLists(glue(pack), stops, plural, singular, **pack.lists(NounLists, "figures"))


def is_plural(low: str, lists: NounLists) -> bool:
    """Return whether ``low`` looks like the plural of a noun."""
    if low in lists.plurals or (low.endswith(endings(lists.many_endings)) and low not in lists.one_ending):
        return True
    return low.endswith(lists.plural_endings) and not low.endswith(lists.singular_endings) and len(low) > len("abs")


def taken_up(words: Words, at: int) -> bool:
    """Return whether the number before ``at`` only takes up two that are known: "the older of the two (denies it)"."""
    return at > 2 and words.tag[at - 2] == "D" and words.tag[at - 3] == "I"


def read_noun(words: Words, at: int, last: int, lists: NounLists, *, one: bool = False) -> Noun | None:
    """Return the noun phrase that opens at ``at``, or None; ``one`` where a single thing is counted.

    >>> from wireparse.packs import load_pack
    >>> from wireparse.words import read_words
    >>> pack = load_pack("en")
    >>> read_noun(read_words("masked river police scouts who", 0, 30, pack), 0, 5, noun_lists(pack)).unit
    'scouts'
    """
    end = _run(words, at, min(last, at + LONGEST), lists)
    head = _head(words, at, end, lists, one=one)
    if head is None:
        return None
    first = head
    if words.tag[head] == "#" and head > at and words.tag[head - 1] in "Xn":
        first = head - 1
    if head > at and words.tag[head] == "X" and words.low[head - 1] in lists.compass:
        first = head - 1
    behind = head + 1
    while behind < last and words.low[behind] in lists.plural_endings and words.start[behind] == words.end[behind - 1]:
        behind += 1
    unit = words.text[words.start[first]:words.end[behind - 1]]
    return Noun(at, behind, " ".join(unit.split()), is_plural(words.low[head], lists) or behind > head + 1)


def _run(words: Words, at: int, limit: int, lists: NounLists) -> int:
    """Return the end of the stretch of nouns and their modifiers that opens at ``at``."""
    i, seen = at, False
    while i < limit:
        tag, low = words.tag[i], words.low[i]
        if low in lists.time_shifts and not (i == at and i + 1 < limit and words.tag[i + 1] in "nB" and is_plural(words.low[i + 1], lists)):
            # "from two the previous day", but "two previous appearances"
            break
        if low in lists.passed_over:
            seen = seen or low in lists.others
        elif tag == "p" or _apostrophe(words, i, limit, lists):
            seen = False
        elif i == at and low in lists.deeds and words.tag[i + 1:i + 2] not in (["D"], ["#"], ["P"], ["O"]):
            seen = True
        elif tag in "EGR" or (low in lists.stops and not (i == at and low in lists.persons)):
            # "one hostage was killed"
            if seen or not _before_noun(words, i, limit, lists):
                break
        elif tag == "C":
            if not _joins(words, i, limit, lists):
                break
        elif tag == "D" and i == at and low in lists.owners:
            pass
        elif tag == "V" and not seen and is_plural(low, lists) and not (i == at and taken_up(words, at)):
            seen = True
        elif tag == "-" and i + 1 < limit and words.start[i] == words.end[i - 1] and words.start[i + 1] == words.end[i]:
            i += 1
        elif tag not in NOMINAL or (tag == "#" and i == at and not _model(words, i, limit, lists)):
            break
        else:
            seen = seen or is_plural(low, lists)
        i += 1
    return i


def _model(words: Words, i: int, limit: int, lists: NounLists) -> bool:
    """Return whether the number at ``i`` names what is counted: "two 3-pointers", "four 747-400 aircraft", "58 million 60-kilo bags"."""
    low = words.low[i]
    return "-" in low and (is_plural(low, lists) or (i + 1 < limit and is_plural(words.low[i + 1], lists)))


def _apostrophe(words: Words, i: int, limit: int, lists: NounLists) -> bool:
    """Return whether the mark at ``i`` is the possessive of a plural: "two farmers' unions"."""
    return (words.word[i] in {"'", "’"} and i + 1 < limit and words.low[i - 1].endswith(lists.plural_endings)
            and words.start[i] == words.end[i - 1] and words.tag[i + 1] in NOMINAL)


def _before_noun(words: Words, i: int, limit: int, lists: NounLists) -> bool:
    """Return whether a noun follows the participle or adverb at ``i``: "30 masked river police scouts"."""
    after = i + 1
    while after < limit and words.tag[after] in "RE" and words.low[after] not in lists.stops:
        after += 1
    if after >= limit or words.tag[after] not in "nXB" or words.low[after] in lists.stops:
        return False
    return words.word[after][0].islower() or words.tag[i] not in "EB" or words.tag[i - 1] == "I"


def _joins(words: Words, i: int, limit: int, lists: NounLists) -> bool:
    """Return whether the conjunction at ``i`` joins two modifiers: "Somali and Eritrean refugees"."""
    if i + 2 >= limit or words.low[i] not in lists.glue.joins:
        return False
    names = words.tag[i - 1] == words.tag[i + 1] == "X" and words.tag[i + 2] == "n" and is_plural(words.low[i + 2], lists)
    if not names and is_plural(words.low[i - 1], lists):
        return False
    return words.tag[i + 1] in "nX" and words.tag[i + 2] in "nXB" and words.tag[i - 1] in "nX"


def _head(words: Words, at: int, end: int, lists: NounLists, *, one: bool) -> int | None:
    """Return the index of the head in ``[at, end)``: the first plural that no further plural follows."""
    nominal = [i for i in range(at, end) if words.tag[i] in NOMINAL or words.low[i] in lists.passed_over or words.tag[i] in "EV"]
    nominal = [i for i in nominal if words.low[i] not in lists.plural_endings]
    if not nominal:
        return None
    for i in nominal:
        possessed = i + 1 < end and (words.tag[i + 1] == "p" or _apostrophe(words, i + 1, end, lists))
        if one or possessed or not is_plural(words.low[i], lists):
            continue
        return _extended(words, i, end, lists)
    owner = next((i for i in nominal if i + 1 < end and _apostrophe(words, i + 1, end, lists)), None)
    if owner is not None and is_plural(words.low[owner], lists):
        return owner
    last = nominal[-1]
    if len(nominal) == 1 and words.low[last] in lists.passed_over and words.low[last] not in lists.others:
        return None
    return last if words.tag[last] in "nXB#" or words.low[last] in lists.passed_over else None


def _extended(words: Words, i: int, end: int, lists: NounLists) -> int:
    """Return the head for the plural at ``i``: a later one where it only modifies ("police officers", "French boats")."""
    after = i + 1
    if words.tag[i] == "X":
        later = (j for j in range(after, end) if words.tag[j] in "nB" and is_plural(words.low[j], lists))
        return next(later, i)
    if after < end and words.tag[after] in "nB" and words.low[after] not in lists.stops:
        if is_plural(words.low[after], lists) and (words.tag[after] == "n" or words.low[i] in lists.modifiers):
            return _extended(words, after, end, lists)
        if words.low[i] in lists.modifiers and words.tag[after] == "n" and after + 1 < end and is_plural(words.low[after + 1], lists):
            return after + 1
    return i
