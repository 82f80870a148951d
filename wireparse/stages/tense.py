"""Whether the clause around a date looks ahead or back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wireparse.stages.almanac import FUTURE, PAST, UNTOLD

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.words import Words

LEFT = 14
RIGHT = 12
LEADING = 4


@dataclass(frozen=True, slots=True)
class Tenses:
    """Words that point ahead or back."""

    future: frozenset[str]
    past: frozenset[str]
    ahead_of: frozenset[str]


@cache
def tenses(pack: Pack) -> Tenses:
    """Return the tense lists of ``pack``."""
    return Tenses(*(pack.words("dates", name) for name in ("future", "past", "ahead_of")))


def find_direction(words: Words, first: int, last: int, begin: int, end: int, known: Tenses) -> int:
    """Return FUTURE, PAST or UNTOLD for the date at ``first`` to before ``last``, from the verb that governs it.

    The preposition decides first ("until Friday", "since March"), then the nearest verb on the left, then on the right.
    """
    before = words.low[first - 1] if first > begin else ""
    if before == "since":
        return PAST
    if before in known.ahead_of or words.low[max(begin, first - 2):first] == ["ahead", "of"]:
        return FUTURE
    told = _leftward(words, first, begin, known)
    return told or (_rightward(words, last, end, known) if _leads(words, first, begin) else UNTOLD)


def _leads(words: Words, first: int, begin: int) -> bool:
    """Return whether the date opens its clause: "On Tuesday he will", "..., on Friday extended"."""
    return first - begin < LEADING or words.tag[max(begin, first - 2)] in ",;q"


def _leftward(words: Words, first: int, begin: int, known: Tenses) -> int:
    for at in range(first - 1, max(begin, first - LEFT) - 1, -1):
        low, tag = words.low[at], words.tag[at]
        if low in known.future:
            return FUTURE
        if tag == "E" or low in known.past:
            return FUTURE if _ahead(words, at, begin, known) else PAST
        if tag in ";:" or (tag == "." and low == "."):
            break
    return UNTOLD


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
        if low in known.future:
            return FUTURE
        if tag == "E" or low in known.past:
            return PAST
        if tag in ";":
            break
    return UNTOLD
