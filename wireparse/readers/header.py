"""One raw dispatch out of what a format says: its fields checked against the text, since many of them lie.

Agencies put a date where the place belongs, the desk's initials where the author belongs, and say in a field again, or
otherwise, what the first paragraph says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.errors import InputError
from wireparse.model import Warning
from wireparse.packs import SHARED, load_pack
from wireparse.readers import RawDispatch
from wireparse.readers.composing import compose
from wireparse.span import fold
from wireparse.wire.bylines import read_byline
from wireparse.wire.datelines import DATE, WINDOW, match_dateline
from wireparse.wire.furniture import furniture
from wireparse.wire.names import agency_named, month_named, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wireparse.model import Header, Part

OPENING = 4
"""The text's own dateline stands in one of so many first paragraphs; one without date and agency in the first two."""
DAY = re.compile(rf"{DATE}(?:[ ,]+\d{{1,2}}[:.h]\d\d.*)?")
NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ ,]+(\d{1,2})(:\d\d(?::\d\d)?))?")
ZONE = re.compile(r"\s*(?:GMT|UTC)(?=[+-]\d|$)")
CAPITALS = re.compile(r"\(?[A-Z]{2,3}\)?")
DASHES = "-–—_:"
BEHIND_PLACE = re.compile(r"\s*[-–—:(/]")
PROSE = 8


def assemble(
    name: str,
    header: Header,
    body: Iterable[str],
    *,
    encoding: str | None,
    advisories: Sequence[str] = (),
    signoff: str | None = None,
    rights: str | None = None,
    warnings: Sequence[Warning] = (),
) -> RawDispatch:
    """Return the dispatch of format ``name``, its text composed of the parts in the order of the wire.

    Headline, byline and dateline are those of ``header``, each left out where the text has its own, and put where it
    belongs where it is something else; a warning tells of each that lies. ``rights`` is the copyright line. Raises
    ``InputError`` where there is no text at all.
    """
    paragraphs = _without_headline([said for said in map(str.strip, body) if said], header.headline)
    header, lines = _dated(header)
    lies = [_lie(f"the dateline is a date: {header.dateline}")] if header.dateline and not lines else []
    dateline, found = _dateline(header, lines, paragraphs)
    byline, notes, signed, odd = _byline(header.byline, paragraphs)
    blocks: list[tuple[Part, str]] = [
        ("headline", header.headline or ""), *(("advisory", said) for said in (*advisories, *notes)),
        ("byline", byline), ("dateline", dateline), *(("body", said) for said in paragraphs),
        ("signoff", signoff or signed), ("copyright", rights or ""),
    ]  # fmt: skip
    text, marks = compose(blocks)
    if not text:
        raise InputError("holds no text", code="no-text")
    all_warnings = (*warnings, *lies, *found, *odd)
    return RawDispatch(text, name, encoding, header=header, marks=marks, made=True, warnings=all_warnings)


def iso(stamp: str | None) -> str | None:
    """Return a date, or a date with a time, as ISO 8601; None where ``stamp`` is none. Numbers are day, month, year.

    >>> iso("20140829T134951+0000"), iso("2022-07-11 18:33"), iso("4/4/2018"), iso("soon")
    ('2014-08-29T13:49:51+00:00', '2022-07-11T18:33:00', '2018-04-04', None)
    """
    import datetime as dt

    said = ZONE.sub("", fold(stamp or ""))
    if numbers := NUMBERS.fullmatch(said):
        first, second, year, hour, minutes = numbers.groups()
        day, month = (first, second) if int(second) <= 12 else (second, first)
        said = f"{year}-{month:0>2}-{day:0>2}" + (f"T{hour:0>2}{minutes}" if hour else "")
    said = re.sub(r"(?<=\d) (?=[+-]\d)", "", said)
    try:
        if len(said) <= len("2014-08-29"):
            return dt.date.fromisoformat(said).isoformat() if len(said) >= len("20140829") else None
        return dt.datetime.fromisoformat(said).replace(microsecond=0).isoformat()
    except ValueError:
        return None


def is_date(said: str) -> bool:
    """Return whether ``said`` is a date, or a time, and nothing else: ``4/4/2018``, ``January 21``.

    >>> is_date("January 21"), is_date("2014-07-16 15:53:10 GMT+00:00"), is_date("Paris, 21 jan 2019")
    (True, True, False)
    """
    if iso(said):
        return True
    found = DAY.fullmatch(fold(said))
    word = found and (found["m1"] or found["m2"])
    return found is not None and (not word or month_named(word, names(load_pack(SHARED)).months) is not None)


def is_initials(said: str) -> bool:
    """Return whether ``said`` is the initials of a desk: ``gr/bp``, ``VRG``.

    >>> is_initials("gr/bp"), is_initials("Ann Roe")
    (True, False)
    """
    rules = furniture(load_pack(SHARED))
    known = rules.signoff.first(fold(said)) or rules.last.fullmatch(said) or CAPITALS.fullmatch(said)
    return bool(known) and not read_byline(said, load_pack(SHARED))


def own_dateline(paragraphs: Sequence[str]) -> str | None:
    """Return the dateline with which one of the first ``paragraphs`` opens, if one does."""
    wire = load_pack(SHARED)
    for number, said in enumerate(paragraphs[:OPENING]):
        opening = fold(said[: 2 * WINDOW])
        found = match_dateline(opening, 0, len(opening), wire)
        if found and (found.sureness > 1 or number < OPENING // 2):
            return found.dateline.text
    return None


def _without_headline(paragraphs: list[str], headline: str | None) -> list[str]:
    """Return ``paragraphs`` without a first one that only says the headline again."""
    again = headline and len(paragraphs) > 1 and fold(paragraphs[0]).casefold() == fold(headline).casefold()
    return paragraphs[1:] if again else paragraphs


def _dated(header: Header) -> tuple[Header, str]:
    """Return the header, with a date from a dateline that is one, and the dateline where it is none."""
    said = fold(header.dateline or "")
    if not said or not is_date(said):
        return header, said
    return (header if header.date else replace(header, date=iso(said))), ""


def _dateline(header: Header, said: str, paragraphs: list[str]) -> tuple[str, list[Warning]]:
    """Return the dateline to put before the text, none where that has its own, and what contradicts it."""
    own = own_dateline(paragraphs)
    if said and not own and paragraphs and _opens_with(paragraphs[0], said):
        own = said
        at = BEHIND_PLACE.match(paragraphs[0], len(said))
        dash = paragraphs[0].find(" ", at.end() if at else 0)
        if at and at[0].strip() not in "(/" and dash > 0:
            head, paragraphs[0] = paragraphs[0][:dash], paragraphs[0][dash:].strip()
            return head, []
    stated = {"the dateline": said, "the location": header.location}
    lies = [_lie(f"{what} is {place}, the text's is {own}") for what, place in stated.items() if _differs(place, own)]
    if not own and _differs(header.location, said):  # Kyodo: another city than its dateline's
        lies.append(_lie(f"the location is {header.location}, the dateline's is {said}"))
    joint = " -" if said and said[-1] not in DASHES else ""  # a bare place would run into the first sentence
    return "" if own else f"{said}{joint}", lies


def _opens_with(paragraph: str, place: str) -> bool:
    """Return whether the paragraph opens with ``place`` and a dash or a bracket."""
    same = paragraph[: len(place)].casefold() == place.casefold()
    return same and BEHIND_PLACE.match(paragraph, len(place)) is not None


def _differs(place: str | None, dateline: str | None) -> bool:
    """Return whether the two name no word in common; a country's code (``NOR``) may be that of any place."""
    if not place or not dateline or CAPITALS.fullmatch(place):
        return False
    here, there = (set(re.findall(r"[^\W\d_]{3,}", said.casefold())) for said in (place, dateline))
    return bool(here) and here.isdisjoint(there)


def _byline(said: str | None, paragraphs: Sequence[str]) -> tuple[str, list[str], str, list[Warning]]:
    """Return the byline to put above the text, else notes, else a sign-off, where ``said`` is one; and warnings."""
    said = fold(said or "")
    if not said or any(_same_names(said, paragraph) for paragraph in paragraphs[:OPENING]):
        return "", [], "", []
    wire = load_pack(SHARED)
    if " " not in said and agency_named(said, wire):
        return "", [], "", []
    if is_initials(said):
        again = paragraphs and fold(paragraphs[-1]).strip("()").casefold() == said.strip("()").casefold()
        return "", [], "" if again else said, [_lie(f"the byline is a desk's initials: {said}")]
    if len(said.split()) > PROSE and not read_byline(said, wire) and not read_byline(f"By {said}", wire):
        return "", [said], "", [_lie(f"the byline names nobody: {said}")]
    return said, [], "", []


def _same_names(byline: str, paragraph: str) -> bool:
    """Return whether the paragraph is the byline again, with or without its ``By``."""
    if len(paragraph) > 2 * len(byline) + PROSE:
        return False
    return fold(paragraph).casefold().removeprefix("by ") == byline.casefold().removeprefix("by ")


def _lie(message: str) -> Warning:
    return Warning("field", message)
