"""Names that wires use: agencies and their spellings, months, and what can be a place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import Place

if TYPE_CHECKING:
    from wireparse.packs import Pack

LONGEST = 85
MOST_WORDS = 10
NO_PLACE = frozenset('<>;:!?"“”«»*=+|{}&@#%$\n\r')
LOWER = ("l'", "d'", "l’", "d’", "'s-", "al-", "el-", "as-", "ar-")
"""A place may open so, though its first letter is small."""
NO_KEY = re.compile(r"[\W_ـ]+")
ALEF = str.maketrans("أإآٱ", "اااا")
BRACKETED = re.compile(r"(.+?) ?[(\[](.+?)[)\]]")
SPACES = re.compile(r"\s+")
SEPARATORS = re.compile(r"[/,;+&]")


class Names(NamedTuple):
    """Word lists for datelines."""

    agencies: dict[str, str]
    months: dict[str, int]
    regions: dict[str, str]
    stop: frozenset[str]
    particles: frozenset[str]
    press: frozenset[str]
    rivers: frozenset[str]
    joins: re.Pattern[str]


@cache
def names(pack: Pack) -> Names:
    """Return the word lists of ``pack``, keyed as they are looked up."""
    agencies = {
        agency_key(word): row[0] for row in pack.rows("agencies") for word in (row[0], *row[1].split(";")) if word
    }
    months = {word: int(row[0]) for row in pack.rows("months") for cell in row[1:] for word in cell.split()}
    rows = pack.rows("datelines", "regions")
    regions = {word.strip().casefold(): row[0] for row in rows for word in (row[0], *row[1].split(";")) if word}
    stop, particles, press, rivers = (pack.words("datelines", key) for key in ("stop", "particles", "press", "rivers"))
    joins = "|".join(map(re.escape, sorted(pack.words("datelines", "joins"))))
    return Names(agencies, months, regions, stop, particles, press, rivers, re.compile(rf"\s(?:{joins})\s"))


def agency_key(word: str) -> str:
    """Return the letters and digits of an agency's name, with the forms of alef made one."""
    word = word.casefold()
    return word if word.isascii() and word.isalnum() else NO_KEY.sub("", word).translate(ALEF)


def agency_named(words: str, pack: Pack) -> str | None:
    """Return the agency that ``words`` name: ``dpa/lni``, ``ats afp``, ``Thomson Reuters``; the first where there are two.

    >>> from wireparse.packs import load_pack
    >>> agency_named("dpa/lni", load_pack("wire"))
    'dpa'
    """
    known = names(pack).agencies
    whole = known.get(agency_key(words))
    if whole:
        return whole
    parts = SEPARATORS.split(words)
    if len(parts) > 1:
        return next(filter(None, (known.get(agency_key(part)) for part in parts)), None)
    found = None
    for part in words.split():
        agency = known.get(agency_key(part))
        if not agency:
            return None
        found = found or agency
    return found


def is_place(place: str, words: Names) -> bool:
    """Return whether ``place`` can be the place part of a dateline by its letters alone."""
    tokens = place.replace("/", " ").replace(",", " ").split()
    if not tokens or len(place) > LONGEST or len(tokens) > MOST_WORDS or place.count(",") > 3:
        return False
    if (place[0].islower() and not place.startswith(LOWER)) or not NO_PLACE.isdisjoint(place):
        return False
    if place.count("(") != place.count(")"):
        return False
    first = tokens[0].strip("(),.").upper()
    return first not in words.stop and all(_is_name(token, words) for token in tokens)


def _is_name(token: str, words: Names) -> bool:
    token = token.strip("().,[]'’`-–")
    if not token or token.lower() in words.particles:
        return True
    if any(map(str.isdigit, token)):
        return False
    return not token[0].islower() or token[1:2] in ("'", "’", "-") or token[2:3] == "-"


def read_places(place: str, words: Names) -> tuple[Place, ...]:
    """Return the places that ``place`` names: ``BEIRUT/THE HAGUE`` is two, ``Frankfurt/Main`` one."""
    place = SPACES.sub(" ", place).strip(" ,-")
    joined = words.joins.search(place)
    if joined and place.replace(joined[0], "").replace(",", "").isupper():
        pieces = re.split(rf",\s*|{re.escape(joined[0])}", place)
    else:
        pieces = _slashed(place, words)
    return tuple(_read_place(piece, words) for piece in pieces if piece.strip())


def _slashed(place: str, words: Names) -> list[str]:
    pieces: list[str] = []
    for piece in place.split("/"):
        if pieces and piece.strip().lower() in words.rivers:
            pieces[-1] += "/" + piece
        else:
            pieces.append(piece)
    return pieces


def _read_place(place: str, words: Names) -> Place:
    """Return one place with region and country: ``LA CROSSE, Wis.``, ``Nagpur (India)``, ``New Delhi [India]``."""
    place = place.strip()
    bracket = BRACKETED.fullmatch(place) if place.endswith((")", "]")) else None
    parts = [bracket[1], bracket[2]] if bracket else [part.strip() for part in place.split(",")]
    region = country = None
    for part in filter(None, parts[1:]):
        if part.casefold() in words.regions or part.casefold() + "." in words.regions:
            region = part
        else:
            country = part
    return Place(_unstopped(parts[0]), region, country)


def _unstopped(name: str) -> str:
    """Return ``name`` without a stop at its end that is no abbreviation's (``SEOUL.``)."""
    last = name.rpartition(" ")[2]
    return name[:-1] if last.endswith(".") and "." not in last[:-1] and len(last) > 4 else name


def month_named(word: str, months: dict[str, int]) -> int | None:
    """Return the month's number; one wrong letter is forgiven in a word of five and more (``Narch``)."""
    word = word.lower()
    if word in months or len(word) < 5:
        return months.get(word)
    alike = (name for name in months if len(name) == len(word) and (name[0] == word[0] or name[1:] == word[1:]))
    near = (name for name in alike if sum(map(str.__ne__, name, word)) == 1)
    return months.get(next(near, ""))
