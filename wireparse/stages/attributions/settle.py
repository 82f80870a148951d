"""Contextual tags: words that may be verb or noun settled from their neighbours, by the rows of the pack's [settle] table.

A row gives the focus, what stands left and right of it (words in text order) and the tag it then has. In all three,
``/VB`` is a set of tags and anything else words joined by commas. In a neighbour, ``-s`` is a word in -s, ``@list`` a
list of the grammar, ``^`` the unit's start, ``%relative`` the subject of a relative clause; ``!`` negates and ``&``
joins. A focus ``/VB-s`` must end in -s as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.packs import Pack

SUBJECT_REACH = 6


@dataclass(frozen=True, slots=True)
class Check:
    """One condition on one neighbour: ``kind`` is tag, word, list, ending, start or relative."""

    kind: str
    values: frozenset[str]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: ``left`` holds the checks from the nearest word outward, ``right`` likewise."""

    id: str
    ending: bool
    left: tuple[tuple[Check, ...], ...]
    right: tuple[tuple[Check, ...], ...]
    tag: str
    fires: str
    silent: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language, by the word or the tag that they look at."""

    words: dict[str, tuple[Rule, ...]]
    tags: dict[str, tuple[Rule, ...]]
    rows: tuple[Rule, ...]


@cache
def load_rules(pack: Pack) -> Rules:
    """Return the rules of ``pack``, compiled once a process."""
    words: dict[str, tuple[Rule, ...]] = {}
    tags: dict[str, tuple[Rule, ...]] = {}
    rows = []
    for name, focus, left, right, tag, fires, silent in pack.rows("settle", "rules"):
        rule = Rule(name, focus.endswith("-s"), _checks(pack, left)[::-1], _checks(pack, right), tag, fires, silent)
        rows.append(rule)
        if focus.startswith("/"):
            for letter in focus[1:].removesuffix("-s"):
                tags[letter] = (*tags.get(letter, ()), rule)
        else:
            for word in focus.split(","):
                words[word] = (*words.get(word, ()), rule)
    return Rules(words, tags, tuple(rows))


def _checks(pack: Pack, side: str) -> tuple[tuple[Check, ...], ...]:
    return tuple(tuple(_check(pack, part) for part in spot.split("&")) for spot in side.split())


def _check(pack: Pack, part: str) -> Check:
    wanted = not part.startswith("!")
    part = part.removeprefix("!")
    if part.startswith("/"):
        return Check("tag", frozenset(part[1:]), wanted)
    if part.startswith("@"):
        return Check("word", pack.words("grammar", part[1:]), wanted)
    kinds = {"-s": "ending", "^": "start", "%relative": "relative"}
    return Check(kinds[part], frozenset(), wanted) if part in kinds else Check("word", frozenset(part.split(",")), wanted)


def settle(tags: list[str], lows: Sequence[str], rules: Rules) -> list[str]:
    """Give each word the tag of the first rule that fits it, left to right; return the ids of those rules."""
    fired = []
    for at, tag in enumerate(tags):
        for rule in (*rules.words.get(lows[at], ()), *rules.tags.get(tag, ())):
            if (not rule.ending or _plural(lows[at])) and _fits(tags, lows, at, rule):
                tags[at] = rule.tag
                fired.append(rule.id)
                break
    return fired


def _fits(tags: Sequence[str], lows: Sequence[str], at: int, rule: Rule) -> bool:
    return all(_holds(tags, lows, at - n, check) for n, spot in enumerate(rule.left, 1) for check in spot) and all(
        _holds(tags, lows, at + n, check) for n, spot in enumerate(rule.right, 1) for check in spot)


def _holds(tags: Sequence[str], lows: Sequence[str], at: int, check: Check) -> bool:
    inside = 0 <= at < len(tags)
    if check.kind == "tag":
        return ((tags[at] if inside else ".") in check.values) is check.wanted
    if check.kind == "word":
        return (inside and lows[at] in check.values) is check.wanted
    if check.kind == "ending":
        return (inside and _plural(lows[at])) is check.wanted
    if check.kind == "start":
        return (at < 0) is check.wanted
    return in_relative(tags, lows, at + 1) is check.wanted


def _plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith("ss")


def in_relative(tags: Sequence[str], lows: Sequence[str], at: int) -> bool:
    """Return whether the subject that ends before ``at`` opens a relative clause (``which the union maintains is``)."""
    for i in range(at - 1, max(-1, at - SUBJECT_REACH), -1):
        if tags[i] == "H" or (lows[i] == "that" and i > 0 and tags[i - 1] in "nX"):
            return True
        if tags[i] not in "DnX#":
            break
    return False
