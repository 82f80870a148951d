"""Bylines: ``By Ann Roe in Aleppo and Bob Poe in Damascus``, ``Von Carla Muster, dpa``, ``Par Tristan MARTIN``.

A byline is a short line without a verb: every word is capitalised, or a small word that bylines have.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import Author
from wireparse.wire.names import agency_named, names

if TYPE_CHECKING:
    from wireparse.packs import Pack

LONGEST = 200
MOST_WORDS = 26
MOST_NAMES = 5
"""More capitalised words than this in one name are a headline in title case."""
MARKS = " \t=<>^*-–—()"
ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b[JS]r|\bIII?)\.$")
MAIL = re.compile(r"[(<]?\S+@\S+[>)]?")
NO_NAME = frozenset('"“”«»?!:…')
RISKY = frozenset({"di", "av", "من"})
"""Openers that in capitals, or outside brackets, open many a headline."""


class Words(NamedTuple):
    """Word lists for bylines."""

    openers: tuple[str, ...]
    apart: frozenset[str]
    joins: frozenset[str]
    places: frozenset[str]
    small: frozenset[str]
    roles: frozenset[str]
    cut: re.Pattern[str]


@cache
def byline_words(pack: Pack) -> Words:
    """Return the word lists of ``pack``; the longest opener first."""
    rows = pack.rows("bylines", "openers")
    openers = sorted((word.strip() + " " for row in rows for word in row[1].split(";")), key=len, reverse=True)
    apart, joins, places, small, roles = (
        pack.words("bylines", key) for key in ("apart", "joins", "places", "small", "roles")
    )
    glue = "|".join(re.escape(word) for word in sorted(apart | joins))
    cut = re.compile(rf"\s*[,;]\s*|\s+(?=(?:{glue})\s)")
    return Words(tuple(openers), apart, joins, places, small, roles, cut)


def read_byline(line: str, pack: Pack, *, named: bool = False) -> tuple[Author, ...]:
    """Return the authors that ``line``, its white space folded, names as a byline; empty where it is none.

    ``named`` is set where a headline stands above: then ``Ann ROE`` alone is a byline too.

    >>> from wireparse.packs import load_pack
    >>> [(who.name, who.place) for who in read_byline("By Ann Roe in Aleppo", load_pack("wire"))]
    [('Ann Roe', 'Aleppo')]
    """
    if not line or len(line) > LONGEST:
        return ()
    bare, words = (MAIL.sub("", line) if "@" in line else line).strip(MARKS), byline_words(pack)
    low = bare.lower()
    opener = next(word for word in words.openers if low.startswith(word)) if low.startswith(words.openers) else ""
    rest = bare[len(opener) :].strip()
    if opener.strip() in RISKY and (line[0] != "(" or not bare[0].islower()):
        return ()
    if not rest or not _is_names(rest, pack) or (not opener and not _is_unopened(rest, pack, named=named)):
        return ()
    authors = _authors(rest, pack)
    return authors if all(len(who.name.split()) <= MOST_NAMES + 1 for who in authors) else ()


def is_role(line: str, pack: Pack) -> bool:
    """Return whether ``line`` is a role or an agency and nothing else: ``Associated Press Writer``."""
    bare = line.strip(MARKS + ",.")
    if not bare or len(bare) > LONGEST // 3:
        return False
    last = bare.split()[-1].lower()
    return agency_named(bare, pack) is not None or (
        last in byline_words(pack).roles and _is_names(bare, pack) and len(bare.split()) <= MOST_NAMES + 1
    )


def _is_names(rest: str, pack: Pack) -> bool:
    """Return whether ``rest`` is made of names and small words, opened by a name, an agency or a desk."""
    words, tokens = byline_words(pack), rest.split()
    if len(tokens) > MOST_WORDS or (rest.endswith((".", "!", "?", ":")) and not ABBREVIATED.search(rest)):
        return False
    run = 0
    for token in tokens:
        upper = _is_upper(token)
        run = 0 if not upper or token.endswith((",", ";")) else run + 1
        if run > MOST_NAMES or not (upper or _is_small(token, words, pack)):
            return False
    if not NO_NAME.isdisjoint(rest) or any(map(str.isdigit, rest)):
        return False
    first = tokens[0].strip(",;")
    if (len(tokens) == 1 or first != tokens[0]) and _is_no_name(first, pack):
        return False
    return _is_upper(first) or agency_named(first, pack) is not None or first.lower() in {"our", "staff", "a"}


def _is_no_name(word: str, pack: Pack) -> bool:
    return word.upper() in names(pack).stop or word.lower() in names(pack).months


def _is_upper(token: str) -> bool:
    token = token.lstrip("('’")
    return (
        bool(token) and token[0].isalpha() and (not token[0].islower() or token[1:2] in ("'", "’") or token[2:3] == "'")
    )


def _is_small(token: str, words: Words, pack: Pack) -> bool:
    token = token.strip("(),;.").lower()
    small = token in words.small or token in words.joins or token in words.places or token in words.apart
    return small or token in words.roles or not token or "-" in token[:3] or agency_named(token, pack) is not None


def _is_unopened(rest: str, pack: Pack, *, named: bool) -> bool:
    """Return whether names without "By" are a byline: with an agency or role behind, or ``Ann ROE``."""
    head, comma, tail = rest.rpartition(",")
    if comma and is_role(tail, pack) and 1 < len(head.split()) <= MOST_NAMES + 1 and not head.isupper():
        return True
    tokens = rest.split()
    if len(tokens) > 1 and agency_named(tokens[0], pack) and tokens[-1].lower() in byline_words(pack).roles:
        return True
    surname = len(tokens[-1]) > 2 and tokens[-1].isupper() and not tokens[0].isupper()
    return named and 2 <= len(tokens) <= 4 and surname and all(map(_is_upper, tokens))


def _authors(rest: str, pack: Pack) -> tuple[Author, ...]:
    words, found, group = byline_words(pack), list[Author](), 0
    for piece in filter(None, words.cut.split(rest)):
        tokens = piece.split()
        if tokens[0].lower() in words.apart:
            group = len(found)
        if tokens[0].lower() in words.apart | words.joins:
            tokens = tokens[1:]
        if not tokens:
            continue
        name, place = _split_place(tokens, words)
        if found and name and is_role(name, pack) and (len(tokens) > 1 or agency_named(name, pack)):
            role = None if agency_named(name, pack) else name
            found[group:] = [Author(who.name, who.place or place, who.role or role) for who in found[group:]]
        else:
            found += [Author(name, None, None)] if name else []
            reach = group if place else len(found)
            found[reach:] = [Author(who.name, who.place or place, who.role) for who in found[reach:]]
    return tuple(found)


def _split_place(tokens: list[str], words: Words) -> tuple[str, str | None]:
    """Return name and place of ``Ann Roe in Aleppo``."""
    for at, token in enumerate(tokens):
        if token.lower() in words.places and at + 1 < len(tokens):
            return " ".join(tokens[:at]), " ".join(tokens[at + 1 :]).strip("(),")
    return " ".join(tokens).strip("(),"), None
