"""Datelines, such as ``ZELENA, Aug 29, 2014 (AFP) -``, ``Berlin (dpa) -``, ``SALVADOR, Feb 26 -``, ``OSLO /ntb/:``.

Each of place, date, agency and dash may be missing. The agency in its brackets is looked for first, since it is
all but sure; then a date with a place before it; then a place in capitals before a dash. Works on a short window.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import Dateline
from wireparse.span import Span
from wireparse.wire.names import (
    Names,
    agency_key,
    agency_named,
    is_place,
    month_named,
    names,
    read_places,
)

if TYPE_CHECKING:
    from wireparse.packs import Pack

WINDOW = 170
MARKS = re.compile(r"\(([^()\n]{2,40})\)|\[([^\[\]\n]{2,20})\]|/ ?([^/\n]{2,30}?) ?/")
HINTS = re.compile(r"[(\[/:_\-‐-―\d]")
"""No dateline is without one of these."""
DASH = re.compile(r"[.,]?[ \t\xa0]{0,3}(?:[-‐-―_:=ـ]{1,3}[ \t\xa0]{0,3}){1,3}")
LOOSE_DASH = re.compile(r",?[ \t\xa0]{1,3}[-‐-―_]{1,2}(?=\s)|:(?=\s)")
DATE = (
    r"(?:(?P<m1>[^\W\d_]{3,11})\.? (?P<d1>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?(?: ?de)? ?(?P<m2>[^\W\d_]{3,11})\.?"
    r"|(?P<d3>\d{1,2})[-/.](?P<m3>\d{1,2}))"
    r"(?:[-/.,]? ?(?:del? )?(?P<year>(?:19|20)\d\d)|(?=\W|$))(?!\d)"
)
BARE = re.compile(r"[\s,]([^\W\d_][^\s,:]{1,12}?)(?=[.,]?[ \t]{0,2}[-–—_:])")
BARE_DASH, DIGIT, DATED = re.compile("[-–—_:]"), re.compile(r"\d"), re.compile(r"[\dـ]")
PLACED_DATE, LAST_DATE = re.compile(r"[\s,.]" + DATE), re.compile(r"(?<![^\s,.])" + DATE + r"\.?$")


class Found(NamedTuple):
    """A dateline, where the text behind its dash begins, and how sure it is (3 agency, 2 date, 1 capitals)."""

    dateline: Dateline
    after: int
    sureness: int


def match_dateline(text: str, start: int, end: int, pack: Pack) -> Found | None:
    """Return the dateline that stands at ``start`` of the line or paragraph ``text[start:end]``, if any.

    An acronym in brackets behind its own name (``Advanced Placement (AP)``) is none: see ``_is_trap``.
    """
    end = min(end, start + WINDOW)
    if not HINTS.search(text, start, end):
        return None
    view = _View(text, start, end, pack)
    return view.by_agency() or view.by_date() or view.by_capitals()


class _View:
    """One line, looked at for a dateline."""

    __slots__ = ("dated", "end", "pack", "start", "text")

    def __init__(self, text: str, start: int, end: int, pack: Pack) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.pack = pack
        self.dated = (0, 0)

    @property
    def names(self) -> Names:
        return names(self.pack)

    def by_agency(self) -> Found | None:
        """Return a dateline whose agency stands in brackets or slashes, or bare between date and dash."""
        for mark in MARKS.finditer(self.text, self.start, self.end):
            agency = agency_named(next(filter(None, mark.groups())), self.pack)
            if agency:
                return self._led(mark, agency) if mark.start() == self.start else self._closed(mark, agency)
            if mark[1] and self._is_other_agency(mark):
                return self._closed(mark, mark[1])
        return self._by_bare_agency()

    def _is_other_agency(self, mark: re.Match[str]) -> bool:
        """Return whether an unknown bracket after a place in capitals reads like an agency: ``(Variety.com) -``."""
        before = self.text[self.start : mark.start()].strip()
        odd = "." in mark[1].strip(".") or mark[1].islower() or not mark[1][0].isalpha()
        known = before.isupper() and odd and " " not in mark[1] and is_place(before, self.names)
        return known and LOOSE_DASH.match(self.text, mark.end()) is not None

    def _closed(self, mark: re.Match[str], agency: str) -> Found | None:
        """Return ``PLACE, DATE (AGENCY) -``."""
        place, date = self._cut_date(self.text[self.start : mark.start()].rstrip(" ,:\t\n\r\xa0-–—ـ"))
        if (
            not (place or date)
            or (place and not is_place(place, self.names))
            or _is_trap(place, date, mark[0], self.names)
        ):
            return None
        dash, after = self._behind(mark.end() + self.text.startswith(".", mark.end()))
        if dash or _breaks(self.text, mark.end(), after) or _opens(self.text, after):
            return Found(self._line(mark.end(), place, date, agency), after, 3)
        return None

    def _led(self, mark: re.Match[str], agency: str) -> Found | None:
        """Return ``(AGENCY) - PLACE, DATE -``, ``(AGENCY) PLACE -`` or the bare ``(AGENCY) -``."""
        dash, after = self._behind(mark.end())
        inner = _View(self.text, after, self.end, self.pack)
        later = inner.by_date() or inner.by_capitals(sure=True)
        if later:
            whole = replace(later.dateline, span=Span.of(self.text, self.start, later.dateline.end), agency=agency)
            return Found(whole, later.after, 3)
        return Found(self._line(mark.end(), "", None, agency), after, 3) if dash else None

    def _by_bare_agency(self) -> Found | None:
        """Return ``BRISBANE, Oct 12 AAP -`` and ``Caracas, 20 Ene. AVN.-``: the agency after a date, before a dash."""
        if not DATED.search(self.text, self.start, self.end) or not BARE_DASH.search(self.text, self.start, self.end):
            return None
        for word in BARE.finditer(self.text, self.start, self.end):
            agency = agency_named(word[1], self.pack)
            if not agency:
                continue
            before = self.text[self.start : word.start(1)].rstrip(" ,\t")
            place, date = self._cut_date(before.rstrip("ـ- "))
            if (date or before.endswith("ـ")) and is_place(place, self.names):
                return Found(self._line(word.end(), place, date, agency), self._behind(word.end())[1], 3)
        return None

    def by_date(self) -> Found | None:
        """Return ``SALVADOR, Feb 26 -``, or the same without the dash alone on its line."""
        at = self.start if DIGIT.search(self.text, self.start, self.end) else self.end
        while found := PLACED_DATE.search(self.text, at, self.end):
            at, date = found.start() + 1, self._date(found)
            place = self.text[self.start : at].rstrip()
            if not date or len(place) < 2 or not is_place(place.rstrip(",. "), self.names):  # "A 1.6-kilometre bridge"
                continue
            dash, after = self._behind(found.end())
            parted = place.endswith((",", "."))
            if (parted and _breaks(self.text, found.end(), after)) or (dash and (parted or place.isupper())):
                return Found(self._line(found.end(), place, date, None), after, 2)
        return None

    def by_capitals(self, *, sure: bool = False) -> Found | None:
        """Return ``KATHMANDU —`` and ``PARETS DEL VALLÈS, Spain -``; without a comma, or ``sure``, before a sentence."""
        dash = LOOSE_DASH.search(self.text, self.start, min(self.end, self.start + WINDOW // 2))
        if not dash:
            return None
        place = self.text[self.start : dash.start()]
        head, comma, tail = place.partition(",")
        behind = self.text[dash.end() : self.end].strip()
        sentence = _opens(behind, 0) and (len(behind) > WINDOW // 3 or behind.endswith((".", '"', "”", ")")))
        if len(head) < 3 or not head.isupper() or behind.isupper() or not (sure or comma or sentence):
            return None
        if (dash[0] == ":" and not comma) or len(tail.split()) > 4 or not is_place(place, self.names):
            return None
        return Found(self._line(dash.start(), place, None, None), _skip(self.text, dash.end()), 1)

    def _behind(self, at: int) -> tuple[bool, int]:
        """Return whether a dash stands at ``at``, and where the text goes on."""
        dash = DASH.match(self.text, at, min(len(self.text), at + WINDOW // 8))
        return dash is not None, _skip(self.text, dash.end() if dash else at)

    def _line(self, end: int, place: str, date: str | None, agency: str | None) -> Dateline:
        """Return the dateline up to ``end``; an empty date is one that could not be read."""
        dated = Span.of(self.text, *self.dated) if date else None
        return Dateline(Span.of(self.text, self.start, end), read_places(place, self.names), date or None, agency, dated)

    def _cut_date(self, before: str) -> tuple[str, str | None]:
        """Return place and date of ``before``; what only looks like a date is cut off without a value."""
        at = LAST_DATE.search(before) if DIGIT.search(before) else None
        if not at:
            return before, None
        return before[: at.start()].rstrip(" ,\t\r\n"), self._date(at, self.start) or ""

    def _date(self, found: re.Match[str], base: int = 0) -> str | None:
        """Return the ISO date that ``found`` spells, ``--MM-DD`` without a year; ``base`` is where its string starts."""
        used = [name for name in ("d1", "m1", "d2", "m2", "d3", "m3", "year") if found[name]]
        self.dated = base + min(map(found.start, used)), base + max(map(found.end, used))
        word, day = found["m1"] or found["m2"], int(found["d1"] or found["d2"] or found["d3"])
        month = month_named(word, self.names.months) if word else int(found["m3"])
        if not month or not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        return f"{found['year'] or '-'}-{month:02}-{day:02}"


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _breaks(text: str, at: int, after: int) -> bool:
    """Return whether a line ends, or the text, between ``at`` and ``after``."""
    return after >= len(text) or any(mark in "\r\n" for mark in text[at:after])


def _opens(text: str, at: int) -> bool:
    """Return whether a sentence could begin at ``at``: anything but a lower-case letter or a closing mark."""
    return at < len(text) and not text[at].islower() and text[at] not in ",;.)]}"


def _is_trap(place: str, date: str | None, mark: str, words: Names) -> bool:
    """Return whether the bracket is an acronym for the words before it, or the words name an agency or a firm.

    Measured on real copy: the comma and the date are proof of a dateline.
    """
    if date is not None or not place or place.isupper():
        return False
    plain = re.split(r"[\s/-]+", place.lower())
    if words.press.intersection(plain):
        return True
    tokens = [word for word in plain if word and (word not in words.particles or len(plain) == 1)]
    initials, acronym = "".join(word[0] for word in tokens), agency_key(mark)
    return len(tokens) > 1 and "," not in place and initials.endswith(acronym)
