"""Days and times as services stamp them on their messages, made ISO 8601."""

from __future__ import annotations

import re

from wireparse.packs import SHARED, load_pack
from wireparse.wire.names import month_named, names

ZONES = {
    "gmt": "Z", "utc": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00",
}  # fmt: skip
CENTURY = 70
"""A year of two digits below this is of the 2000s: the oldest archives begin in the 1970s."""
DAY = (
    r"(?:(?P<m1>[^\W\d_]{3,10})\.? (?P<d1>\d{1,2})(?:st|nd|rd|th)?,? |(?P<d2>\d{1,2})(?:er)?\.? (?P<m2>[^\W\d_]{3,10})\.?,? )"
    r"(?P<year>(?:19|20)\d\d)\b"
)


def month_of(word: str) -> int | None:
    """Return the month's number by its name in any language that wires write, in full or cut: ``Okt``, ``aoû``, ``DEC``.

    >>> month_of("Okt"), month_of("aou"), month_of("JUI"), month_of("cat")
    (10, 8, 6, None)
    """
    return 6 if word.lower() == "jui" else month_named(word, names(load_pack(SHARED)).months)


def stamped(year: str, month: int | None, day: str, clock: str | None = None, zone: str | None = None) -> str | None:
    """Return the day, with the time where ``clock`` (``2101``, ``21:01:05``) is one; None where there is no such day.

    >>> stamped("18", 11, "21", "2101", "GMT"), stamped("2018", 2, "30"), stamped("97", 8, "31", "0599")
    ('2018-11-21T21:01Z', None, '1997-08-31')
    """
    import datetime as dt

    number = int(year) + (0 if len(year) > 2 else 2000 if int(year) < CENTURY else 1900)
    try:
        date = dt.date(number, month or 0, int(day)).isoformat()
        digits = (clock or "").replace(":", "")
        time = dt.time.fromisoformat(f"{digits[:2]}:{digits[2:4]}:{digits[4:6] or '00'}") if len(digits) in {4, 6} else None
    except ValueError:
        return stamped(year, month, day) if clock else None
    if time is None:
        return date
    written = time.isoformat("seconds" if len(digits) > 4 else "minutes")
    return f"{date}T{written}{ZONES.get((zone or '').lower(), '')}"


def day_in(line: str) -> str | None:
    """Return the first day that ``line`` names in full: ``January 11, 2010 Monday``, ``lundi 11 janvier 2010``.

    >>> day_in("11. Januar 2010 Montag"), day_in("Page 11 of 2010")
    ('2010-01-11', None)
    """
    for found in re.finditer(DAY, line):
        month = month_of(found["m1"] or found["m2"])
        if month and (day := stamped(found["year"], month, found["d1"] or found["d2"])):
            return day
    return None
