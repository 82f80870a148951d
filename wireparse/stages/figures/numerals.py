"""What a number is and which words make one; digits and their separators as text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wireparse.packs import Table

if TYPE_CHECKING:
    from wireparse.packs import Pack

LONGEST_DIGITS = 15
# Above this the noise of binary fractions is larger than a millionth.
EXACT = 10**9


@dataclass(slots=True, eq=False, repr=False)
class Number:
    """The words ``first`` to before ``last``; ``tail`` is what is hyphenated on (``page`` in ``318-page``).

    ``high`` is the upper end of a range; ``vague`` is true of "dozens" and the like; ``digits`` where it opens with one.
    """

    first: int
    last: int
    value: float
    high: float | None = None
    tail: tuple[str, ...] = ()
    vague: bool = False
    digits: bool = False
    scaled: bool = False


class Glue(Table):
    """The small words of one language that every reader looks for."""

    articles: frozenset[str]
    definite: frozenset[str]
    of: frozenset[str]
    joins: frozenset[str]
    to: frozenset[str]
    inside: frozenset[str]
    away: frozenset[str]
    between: frozenset[str]
    none: frozenset[str]
    more: frozenset[str]


@cache
def glue(pack: Pack) -> Glue:
    """Return the small words of ``pack``."""
    return Glue(**pack.lists(Glue, "figures"))


class Numerals(Table):
    """The number words of one language: ``units`` up to ninety, ``scales`` that multiply, ``vague`` plurals."""

    units: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    glue: Glue
    indefinite: frozenset[str]
    rising: frozenset[str]
    agents: frozenset[str]
    and_a_half: frozenset[str]
    ordinal_endings: frozenset[str]
    and_goes_on: frozenset[str]
    couple: frozenset[str]
    half: frozenset[str]
    range_links: frozenset[str]

    def opens(self, low: str) -> bool:
        """Return whether ``low`` is, or opens with, a number word."""
        return self.known(low) or ("-" in low and low.partition("-")[0] in self.units)

    def known(self, low: str) -> bool:
        """Return whether ``low`` is a number word."""
        return low in self.units or low in self.scales or low in self.vague


@cache
def numerals(pack: Pack) -> Numerals:
    """Return the number words of ``pack``."""
    def pairs(name: str) -> dict[str, int]:
        return {word: int(value) for word, _, value in (item.partition("=") for item in pack.words("figures", name))}

    return Numerals(pairs("units"), pairs("scales"), pairs("vague"), glue(pack), **pack.lists(Numerals, "figures"))


@cache
def endings(listed: frozenset[str]) -> tuple[str, ...]:
    """Return the endings of a list as a word is asked for them."""
    return tuple(listed)


def plain(text: str) -> float | None:
    """Return the value of ``text`` in digits with its separators, ``7/8`` included, or None.

    >>> plain("12,480"), plain("7/8"), plain("10:30"), plain("2.300.000")
    (12480, 0.875, None, 2300000)
    """
    whole, slash, part = text.partition("/")
    if slash:
        ok = whole.isdecimal() and part.isdecimal() and len(part) <= len("16") and int(part) > int(whole) > 0
        return int(whole) / int(part) if ok else None
    bare = text.replace(",", "") if _grouped(text) else text.replace(".", "") if _pointed(text) else text
    if not bare.isascii() or not bare.replace(".", "", 1).isdecimal() or len(bare) > LONGEST_DIGITS:
        return None
    return float(bare) if "." in bare else int(bare)


def _pointed(text: str) -> bool:
    """Return whether points part thousands, as in other languages: two of them or more."""
    head, *groups = text.split(".")
    return len(groups) > 1 and 0 < len(head) <= len("999") and all(len(group) == len("999") and group.isdecimal() for group in groups)


def _grouped(text: str) -> bool:
    head, *groups = text.partition(".")[0].split(",")
    if not groups or not 0 < len(head) <= len("999") or len(groups[-1]) != len("999"):
        return False
    inner = {len(group) for group in groups[:-1]}
    return inner <= {len("999")} or (inner == {len("99")} and len(head) <= len("99"))


def tidy(value: float) -> float:
    """Return ``value`` as an int where it is whole, without the noise of binary fractions.

    >>> tidy(1.1 * 1000000), tidy(0.29)
    (1100000, 0.29)
    >>> tidy(65.9 * 1000000000)
    65900000000
    """
    if value == int(value):
        return int(value)
    value = round(value, 6)
    if value > EXACT:
        value = float(f"{value:.15g}")
    return int(value) if value == int(value) else value
