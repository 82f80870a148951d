"""Datelines: ``ZELENA, Aug 29, 2014 (AFP) -``, ``Berlin (dpa) -``, ``SALVADOR, Feb 26 -``, ``MOSCOW, January 21. /TASS/.``

Each of place, date, agency and dash may be missing. The agency in its brackets is looked for first, since it is
all but sure; then a date with a place before it; then a place in capitals before a dash. Works on a short window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import Dateline, Place
from wireparse.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.packs import Pack

WINDOW = 170
MARKS = re.compile(r"\(([^()\n]{2,40})\)|\[([^\[\]\n]{2,20})\]|/ ?([^/\n]{2,30}?) ?/")
DASH = re.compile(r"[.,]?[ \t\xa0]{0,3}(?:[-‐-―_:=ـ]{1,3}[ \t\xa0]{0,3}){1,3}")
LOOSE_DASH = re.compile(r",?[ \t\xa0]{1,3}[-‐-―_]{1,2}(?=\s)|:(?=\s)")
DATE = (
    r"(?<![^\s,.])(?:(?P<m1>[^\W\d_]{3,11})\.? (?P<d1>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?(?: ?de)? ?(?P<m2>[^\W\d_]{3,11})\.?"
    r"|(?P<d3>\d{1,2})[-/.](?P<m3>\d{1,2}))"
    r"(?:[-/.,]? ?(?:del? )?(?P<year>(?:19|20)\d\d)|(?=\W|$))(?!\d)"
)
ANY_DATE, LAST_DATE = re.compile(DATE), re.compile(DATE + r"\.?$")
FIXED = 20
"""A dateline's parts are looked for after so few words at most."""


class Found(NamedTuple):
    """A dateline, where the text behind its dash begins, and how sure it is (3 agency, 2 date, 1 capitals)."""

    dateline: Dateline
    after: int
    sureness: int


@dataclass(frozen=True, slots=True)
class Names:
    """Word lists for datelines."""

    agencies: dict[str, str]
    months: dict[str, int]
    regions: dict[str, str]
    stop: frozenset[str]
    particles: frozenset[str]
    press: frozenset[str]
    rivers: frozenset[str]
    joins: frozenset[str]


@cache
def names(pack: Pack) -> Names:
    """Return the word lists of ``pack``, keyed as they are looked up."""
    agencies = {_key(word): row[0] for row in pack.rows("agencies") for word in (row[0], *row[1].split(";")) if word}
    months = {word: int(row[0]) for row in pack.rows("months") for cell in row[1:] for word in cell.split()}
    rows = pack.rows("datelines", "regions")
    regions = {word.strip().casefold(): row[0] for row in rows for word in (row[0], *row[1].split(";")) if word}
    lists = (pack.words("datelines", key) for key in ("stop", "particles", "press", "rivers", "joins"))
    return Names(agencies, months, regions, *lists)


def _key(word: str) -> str:
    """Return the letters and digits of an agency's name, with the forms of alef made one."""
    letters = "".join(mark for mark in word.casefold() if mark.isalnum() and mark != "ـ")
    return letters.translate({ord(alef): "ا" for alef in "أإآٱ"})


def agency_named(words: str, pack: Pack) -> str | None:
    """Return the agency that ``words`` name: ``dpa/lni``, ``ats afp``, ``Thomson Reuters``; the first where there are two.

    >>> from wireparse.packs import load_pack
    >>> agency_named("dpa/lni", load_pack("wire"))
    'dpa'
    """
    known = names(pack).agencies
    whole = known.get(_key(words))
    if whole:
        return whole
    parts = [known.get(_key(part)) for part in re.split(r"[/,;+&]", words)]
    if len(parts) == 1:
        parts = [known.get(_key(part)) for part in words.split()]
        parts = parts if all(parts) else []
    return next((part for part in parts if part), None)


def match_dateline(text: str, start: int, end: int, pack: Pack) -> Found | None:
    """Return the dateline that stands at ``start`` of the line or paragraph ``text[start:end]``, if any.

    An acronym in brackets behind its own name (``Advanced Placement (AP)``) is none: see ``_is_trap``.
    """
    view = _View(text, start, min(end, start + WINDOW), pack)
    return view.by_agency() or view.by_date() or view.by_capitals()


@dataclass(frozen=True, slots=True)
class _View:
    """One line, looked at for a dateline."""

    text: str
    start: int
    end: int
    pack: Pack

    @property
    def names(self) -> Names:
        return names(self.pack)

    def by_agency(self) -> Found | None:
        """Return a dateline whose agency stands in brackets or slashes, or bare between date and dash."""
        for mark in MARKS.finditer(self.text, self.start, self.end):
            agency = agency_named(next(filter(None, mark.groups())), self.pack)
            if agency:
                return self._led(mark, agency) if mark.start() == self.start else self._closed(mark, agency)
            if mark[1] and self._other_agency(mark):
                return self._closed(mark, mark[1])
        return self._by_bare_agency()

    def _other_agency(self, mark: re.Match[str]) -> bool:
        """Return whether an unknown bracket after a place in capitals reads like an agency: ``(Variety.com) -``."""
        before = self.text[self.start : mark.start()].strip()
        odd = "." in mark[1].strip(".") or mark[1].islower() or not mark[1][0].isalpha()
        known = before.isupper() and odd and " " not in mark[1] and is_place(before, self.names)
        return known and LOOSE_DASH.match(self.text, mark.end()) is not None

    def _closed(self, mark: re.Match[str], agency: str) -> Found | None:
        """Return ``PLACE, DATE (AGENCY) -``."""
        before = self.text[self.start : mark.start()].rstrip(" ,\t\n\xa0-–—ـ")
        place, date = self._cut_date(before)
        dash = DASH.match(self.text, mark.end(), min(len(self.text), mark.end() + 20))
        after = _skip(self.text, dash.end() if dash else mark.end() + self.text.startswith(".", mark.end()))
        if not (place or date) or (place and not is_place(place, self.names)):
            return None
        dashed = dash is not None or _breaks(self.text, mark.end(), after)
        if _is_trap(place, date, mark[0], self.names) or not (dashed or _opens(self.text, after)):
            return None
        return self._found(self.start, mark.end(), place, date, agency, after, 3)

    def _led(self, mark: re.Match[str], agency: str) -> Found | None:
        """Return ``(AGENCY) - PLACE, DATE -``, ``(AGENCY) PLACE -`` or the bare ``(AGENCY) -``."""
        dash = DASH.match(self.text, mark.end())
        inner = _View(self.text, _skip(self.text, dash.end() if dash else mark.end()), self.end, self.pack)
        later = inner.by_date() or inner.by_capitals(sure=True)
        if later:
            line = later.dateline
            return self._found(self.start, line.end, None, None, agency, later.after, 3, line)
        return self._found(self.start, mark.end(), None, None, agency, inner.start, 3) if dash else None

    def _by_bare_agency(self) -> Found | None:
        """Return ``BRISBANE, Oct 12 AAP -`` and ``Caracas, 20 Ene. AVN.-``: the agency after a date, before a dash."""
        for word in re.finditer(r"(?<=[\s,])([^\W\d_][^\s,:]{1,12}?)(?=[.,]?[ \t]{0,2}[-–—_:])", self.text[: self.end][self.start :]):
            at, to = self.start + word.start(), self.start + word.end()
            agency = agency_named(word[1], self.pack)
            before = self.text[self.start : at].rstrip(" ,\t")
            place, date = self._cut_date(before.rstrip("ـ- "))
            if agency and (date or before.endswith("ـ")) and is_place(place, self.names):
                dash = DASH.match(self.text, to)
                return self._found(self.start, to, place, date, agency, _skip(self.text, dash.end() if dash else to), 3)
        return None

    def by_date(self) -> Found | None:
        """Return ``SALVADOR, Feb 26 -``, or the same without the dash alone on its line."""
        at = self.start
        while found := ANY_DATE.search(self.text, at, self.end):
            at, date = found.start() + 1, self._date(found)
            place = self.text[self.start : found.start()].rstrip()
            if not date or not place or not is_place(place.rstrip(",. "), self.names):
                continue
            dash = DASH.match(self.text, found.end())
            after = _skip(self.text, dash.end() if dash else found.end())
            alone = _breaks(self.text, found.end(), after) and place.endswith((",", "."))
            if alone or (dash and (place.endswith((",", ".")) or place.isupper())):
                return self._found(self.start, found.end(), place.rstrip(", "), date, None, after, 2)
        return None

    def by_capitals(self, *, sure: bool = False) -> Found | None:
        """Return ``KATHMANDU —`` and ``PARETS DEL VALLÈS, Spain -``: capitals, a dash, and then, if not ``sure``, a sentence."""
        dash = LOOSE_DASH.search(self.text, self.start, min(self.end, self.start + 70))
        if not dash:
            return None
        place = self.text[self.start : dash.start()]
        head, comma, tail = place.partition(",")
        behind = self.text[dash.end() : self.end].strip()
        sentence = len(behind) > WINDOW // 3 or behind.endswith((".", '"', "”", ")"))
        if len(head) < 3 or not head.isupper() or behind.isupper() or not (sure or comma or (sentence and _opens(behind, 0))):
            return None
        if (dash[0] == ":" and not comma) or len(tail.split()) > 4 or not is_place(place, self.names):
            return None
        return self._found(self.start, dash.start(), place, None, None, _skip(self.text, dash.end()), 1)

    def _found(
        self, start: int, end: int, place: str | None, date: str | None, agency: str | None, after: int, sureness: int,
        inner: Dateline | None = None,
    ) -> Found:
        span = Span.of(self.text, start, end)
        places = inner.places if inner else read_places(place or "", self.names)
        return Found(Dateline(span, places, inner.date if inner else date, agency), after, sureness)

    def _cut_date(self, before: str) -> tuple[str, str | None]:
        """Return place and date of ``before``; what only looks like a date is cut off without a value."""
        at = LAST_DATE.search(before)
        if not at:
            return before, None
        return before[: at.start()].rstrip(" ,\t\n"), self._date(at) or ""

    def _date(self, found: re.Match[str]) -> str | None:
        """Return the ISO date that ``found`` spells, ``--MM-DD`` without a year."""
        word, day = found["m1"] or found["m2"], int(found["d1"] or found["d2"] or found["d3"])
        month = _month(word, self.names.months) if word else int(found["m3"])
        if not month or not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        return f"{found['year'] or '-'}-{month:02}-{day:02}"


def _month(word: str, months: dict[str, int]) -> int | None:
    """Return the month's number; one wrong letter is forgiven in a word of five and more (``Narch``)."""
    word = word.lower()
    if word in months or len(word) < 5:
        return months.get(word)
    near = (name for name in months if len(name) == len(word) and sum(map(str.__ne__, name, word)) == 1)
    return months.get(next(near, ""))


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

    From WIRE_FORMATS, measured there: the comma and the date are proof of a dateline.
    """
    if date is not None or not place or place.isupper():
        return False
    plain = re.split(r"[\s/-]+", place.lower())
    if words.press.intersection(plain):
        return True
    tokens = [word for word in plain if word and (word not in words.particles or len(plain) == 1)]
    initials, acronym = "".join(word[0] for word in tokens), _key(mark)
    return len(tokens) > 1 and "," not in place and initials.endswith(acronym)


def is_place(place: str, words: Names) -> bool:
    """Return whether ``place`` can be the place part of a dateline by its letters alone."""
    tokens = place.replace("/", " ").replace(",", " ").split()
    if not tokens or len(place) > WINDOW // 2 or len(tokens) > FIXED // 2 or place.count(",") > 3:
        return False
    if place[0].islower() and not place.startswith(("l'", "d'", "'s-", "al-", "el-", "as-", "ar-")):
        return False
    if any(mark in "<>;:!?\"“”«»*=+|{}&@#%$\n\r" for mark in place) or place.count("(") != place.count(")"):
        return "&" in place and place.isupper()
    first = tokens[0].strip("(),.").upper()
    return first not in words.stop and all(_is_name(token, words) for token in tokens)


def _is_name(token: str, words: Names) -> bool:
    token = token.strip("().,[]'’`-–")
    if not token or token.lower() in words.particles:
        return True
    if any(mark.isdigit() for mark in token):
        return False
    return not token[0].islower() or token[1:2] in "'’-" or token[2:3] == "-"


def read_places(place: str, words: Names) -> tuple[Place, ...]:
    """Return the places that ``place`` names: ``BEIRUT/THE HAGUE`` is two, ``Frankfurt/Main`` one."""
    place = re.sub(r"\s+", " ", place).strip(" ,-")
    joined = re.search(rf"\s(?:{'|'.join(map(re.escape, sorted(words.joins)))})\s", place)
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
    bracket = re.fullmatch(r"(.+?) ?[(\[](.+?)[)\]]", place.strip())
    parts = [bracket[1], bracket[2]] if bracket else [part.strip() for part in place.split(",")]
    region = country = None
    for part in filter(None, parts[1:]):
        if part.casefold() in words.regions or part.casefold() + "." in words.regions:
            region = part
        else:
            country = part
    return Place(_unstopped(parts[0]), region, country)


def _unstopped(name: str) -> str:
    """Return ``name`` without a stop at its end that is no abbreviation's: ``SEOUL.``"""
    return name[:-1] if name.endswith(".") and "." not in name[:-1] and len(name.split()[-1]) > 4 else name
