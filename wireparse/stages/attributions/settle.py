"""Contextual tags: words that may be verb or noun settled from their neighbours, by the rows of the pack's [settle] table.

A row gives the focus, what stands left and right of it (words in text order) and the tag it then has. In all three,
``/VB`` is a set of tags and anything else words joined by commas. In a neighbour, ``-s`` is a word in -s, ``@list`` a
list of the grammar, ``^`` the unit's start, ``%relative`` the subject of a relative clause, ``%singular`` a noun behind
"a" or "each", which no base form agrees with; ``!`` negates and ``&`` joins. A focus ``/VB-s`` must end in -s as well.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from wireparse.packs import Table
from wireparse.words import MEMO_LIMIT, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wireparse.packs import Pack

    Check = tuple[int, str, frozenset[str], bool]

START = "^"
NOMINAL = "nEG"
SUBJECT_REACH = 6
# No check looks further from its word.
REACH = 8
# Checks that walk over a phrase come last.
WALKED = frozenset(("relative", "singular"))
NAMED = {"-s": "ending", START: "start", "%relative": "relative", "%singular": "singular"}


class Rule(Table):
    """A row: its checks of neighbours, each (distance, kind, values, wanted), are walked in order until one fails.

    The kind is tag, word, ending, start, relative or singular.
    """

    id: str
    ending: bool
    checks: tuple[Check, ...]
    tag: str
    fires: str
    silent: str


class Open(dict[str, bool]):
    """A memo from a tag between its neighbours to whether any rule can be for it, whatever the words: most have none."""

    def __init__(self, tags: Mapping[str, tuple[Rule, ...]]) -> None:
        super().__init__()
        self._tags = tags

    def __missing__(self, near: str) -> bool:
        known = _near(near)
        self[near] = found = any(_admits(rule, known) for rule in self._tags.get(near[1], ()))
        return found


class Windows(dict[str, tuple[Rule, ...]]):
    """A memo from what stands around a word to the rules that it lets through, with the checks that are left.

    A window is a tag between its two neighbours (``^`` at the unit's start), an "s" where the word ends in -s, else a stop,
    and the word before if it is one of those ``beside``, which a rule asks for. The memo is emptied when it grows too long.
    """

    def __init__(self, tags: Mapping[str, tuple[Rule, ...]]) -> None:
        super().__init__()
        self._tags = tags
        self.open = Open(tags)
        checks = (check for rules in tags.values() for rule in rules for check in rule.checks)
        self.beside = frozenset().union(*(values for distance, kind, values, _ in checks if (distance, kind) == (-1, "word")))

    def __missing__(self, window: str) -> tuple[Rule, ...]:
        if len(self) >= MEMO_LIMIT:
            self.clear()
        near = _near(window) | {(-1, "word"): window[4:]}
        rules = (rule for rule in self._tags.get(window[1], ()) if window[3] == "s" or not rule.ending)
        self[window] = found = tuple(_beyond(rule, near) for rule in rules if _admits(rule, near))
        return found


def _near(tags: str) -> dict[tuple[int, str], str]:
    """Return what is known of the checks of the middle one of three ``tags``."""
    near = {(-1, "start"): tags[0], (-1, "tag"): "." if tags[0] == START else tags[0], (1, "tag"): tags[2]}
    # no noun phrase ends there
    return near if tags[0] in NOMINAL else {**near, (-1, "singular"): ""}


def _admits(rule: Rule, near: Mapping[tuple[int, str], str]) -> bool:
    return all((near[distance, kind] in values) is wanted for distance, kind, values, wanted in rule.checks if (distance, kind) in near)


def _beyond(rule: Rule, near: Mapping[tuple[int, str], str]) -> Rule:
    """Return ``rule`` without the checks of what is ``near``."""
    rest = tuple(check for check in rule.checks if check[:2] not in near)
    return Rule(rule.id, rule.ending, rest, rule.tag, rule.fires, rule.silent)


class Rules(Table):
    """The rules of one language, by the word or by the tag and its neighbours that they look at.

    ``focus`` finds the tags that a rule can be for, by what stands behind them: few words need more than this look.
    """

    words: dict[str, tuple[Rule, ...]]
    focus: re.Pattern[str]
    windows: Windows
    rows: tuple[Rule, ...]


@cache
def load_rules(pack: Pack) -> Rules:
    """Return the rules of ``pack``, compiled once a process."""
    words: dict[str, tuple[Rule, ...]] = {}
    tags: dict[str, tuple[Rule, ...]] = {}
    rows = []
    for name, focus, left, right, tag, fires, silent in pack.rows("settle", "rules"):
        checks = (*_checks(pack, left.split()[::-1], -1), *_checks(pack, right.split(), 1))
        checks = tuple(sorted(checks, key=lambda check: check[1] in WALKED))
        rule = Rule(name, focus.endswith("-s"), checks, tag, fires, silent)
        rows.append(rule)
        if focus.startswith("/"):
            for letter in focus[1:].removesuffix("-s"):
                tags[letter] = (*tags.get(letter, ()), rule)
        else:
            for word in focus.split(","):
                words[word] = (*words.get(word, ()), rule)
    return Rules(words, _focus(tags), Windows(tags), tuple(rows))


LISTED = Kind(lambda pack: load_rules(pack).words.__contains__)


def _focus(tags: Mapping[str, tuple[Rule, ...]]) -> re.Pattern[str]:
    behind = {letter: [_behind(rule) for rule in rules] for letter, rules in tags.items()}
    spots = (re.escape(letter) + ("" if "" in sets else f"(?=[{re.escape(''.join(sets))}])") for letter, sets in behind.items())
    return re.compile("|".join(spots))


def _behind(rule: Rule) -> str:
    """Return the tags of which the rule wants one straight behind the word; empty where it does not say."""
    wanted = (values for distance, kind, values, wanted in rule.checks if distance == 1 and kind == "tag" and wanted)
    return "".join(sorted(next(wanted, ())))


def _checks(pack: Pack, spots: list[str], step: int) -> Iterator[Check]:
    for distance, spot in enumerate(spots, 1):
        for part in spot.split("&"):
            yield _check(pack, part, distance * step)


def _check(pack: Pack, part: str, distance: int) -> Check:
    wanted = not part.startswith("!")
    part = part.removeprefix("!")
    if part.startswith("/"):
        return distance, "tag", frozenset(part[1:]), wanted
    if part.startswith("@"):
        return distance, "word", pack.words("grammar", part[1:]), wanted
    if part in NAMED:
        return distance, NAMED[part], pack.words("grammar", "single_determiners") if part == "%singular" else frozenset(START), wanted
    return distance, "word", frozenset(part.split(",")), wanted


def settle(tags: list[str], lows: Sequence[str], kinds: str, rules: Rules) -> list[str]:
    """Give each word the tag of the first rule that fits it, left to right; return the ids of those rules."""
    fired = []
    words, windows, opens, beside, line = rules.words, rules.windows, rules.windows.open, rules.windows.beside, "".join(tags) + "."
    places, listed = [found.start() for found in rules.focus.finditer(line)], LISTED.places(kinds)
    # What stands outside is behind them, where a negative index finds it too.
    around, lows = [*tags, *"." * REACH], [*lows, *[""] * REACH]
    for at in sorted({*places, *listed}) if listed else places:
        near = (tags[at - 1] if at else START) + line[at : at + 2]
        if not opens[near] and at not in listed:
            continue
        low, before = lows[at], lows[at - 1]
        # Most words end in another letter, and need no call.
        ending = "s" if low[-1:] == "s" and _plural(low) else "."
        found = windows[near + ending + (before if before in beside else "")]
        for rule in (*words[low], *found) if low in words else found:
            if _fits(around, lows, at, rule.checks):
                tags[at] = around[at] = rule.tag
                fired.append(rule.id)
                break
    return fired


def _fits(tags: Sequence[str], lows: Sequence[str], at: int, checks: tuple[Check, ...]) -> bool:
    for distance, kind, values, wanted in checks:
        i = at + distance
        if kind == "tag":
            holds = tags[i] in values
        elif kind == "word":
            holds = lows[i] in values
        elif kind == "ending":
            holds = _plural(lows[i])
        elif kind == "start":
            holds = i < 0
        else:
            holds = in_relative(tags, lows, i + 1) if kind == "relative" else _singular(tags, lows, i, values)
        if holds is not wanted:
            return False
    return True


def _plural(low: str) -> bool:
    # "gas", "bus" and "crisis" are one
    return low.endswith("s") and not low.endswith(("ss", "as", "us", "is"))


def in_relative(tags: Sequence[str], lows: Sequence[str], at: int) -> bool:
    """Return whether the subject that ends before ``at`` opens a relative clause (``which the union maintains is``)."""
    for i in range(at - 1, max(-1, at - SUBJECT_REACH), -1):
        if tags[i] == "H" or (lows[i] == "that" and i > 0 and tags[i - 1] in "nX#"):
            return True
        if tags[i] not in "DnX#":
            break
    return False


def _singular(tags: Sequence[str], lows: Sequence[str], at: int, determiners: frozenset[str]) -> bool:
    """Return whether the noun phrase that ends with ``at`` is one thing: ``a foreign equity joint`` (venture)."""
    for i in range(at, max(-1, at - SUBJECT_REACH), -1):
        if lows[i] in determiners:
            return i < at
        if tags[i] not in NOMINAL:
            break
    return False
