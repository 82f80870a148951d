"""Words that bound a number: "at least 12", "12 or more", "nearly 12"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from wireparse.model import Bound
    from wireparse.packs import Pack
    from wireparse.words import Words

Phrases = dict[str, list[tuple[tuple[str, ...], "Bound"]]]


PARTICLES = frozenset(("over", "about", "around", "above", "under", "up"))


@dataclass(frozen=True, slots=True)
class Bounds:
    """Phrases by their word next to the number, longest first: ``before`` by the last, ``after`` by the first."""

    before: Phrases
    after: Phrases
    phrasal: frozenset[str]


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
    return Bounds(sides["before"], sides["after"], pack.words("figures", "phrasal"))


def bound_before(words: Words, first: int, begin: int, known: Bounds) -> tuple[int, Bound | None]:
    """Return where the bound before the word ``first`` opens, and which it is; ``first`` and None without one."""
    if first <= begin:
        return first, None
    for parts, bound in known.before.get(words.low[first - 1], ()):
        at = first - len(parts)
        if at >= begin and tuple(words.low[at:first]) == parts:
            particle = len(parts) == 1 and at > begin and parts[0] in PARTICLES and words.low[at - 1] in known.phrasal
            return (first, None) if particle else (at, bound)
    return first, None


def bound_after(words: Words, last: int, end: int, known: Bounds) -> tuple[int, Bound | None]:
    """Return the index behind the bound that opens at ``last``, and which it is; ``last`` and None without one."""
    if last >= end:
        return last, None
    for parts, bound in known.after.get(words.low[last], ()):
        if tuple(words.low[last:min(last + len(parts), end)]) == parts:
            return last + len(parts), bound
    return last, None
