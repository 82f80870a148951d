"""Points in time as mail, feeds and JSON write them, in ISO 8601."""

from __future__ import annotations

import re

from wireparse.packs import SHARED, load_pack
from wireparse.readers import header
from wireparse.wire.names import month_named, names

RFC = re.compile(r"(?:\w+, )?\d{1,2}[ -]\w{3,9}[ -]\d{2,4}\b")
DATE = re.compile(
    r"(\d{1,2})\.? ([^\W\d_]{3,12})\.? ((?:19|20)\d\d)|([^\W\d_]{3,12})\.? (\d{1,2}), ((?:19|20)\d\d)"
    r"|((?:19|20)\d\d)-?(\d\d)-?(\d\d)"
)
TIME = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)")


def iso(stamp: object) -> str | None:
    """Return ``stamp`` in ISO 8601, with the time and the zone that it has; None for what is no point in time.

    >>> iso("20170824T015840+0000"), iso("Sat, 19 Jan 2019 03:47:23 -0500"), iso(3)
    ('2017-08-24T01:58:40+00:00', '2019-01-19T03:47:23-05:00', None)
    """
    if not isinstance(stamp, str):
        return None
    return header.iso(stamp) or (_rfc(stamp.strip()) if RFC.match(stamp.strip()) else None)


def _rfc(stamp: str) -> str | None:
    """Return the time of a mail's or a feed's ``stamp``."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(stamp).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def day_of(said: str, at: str = "") -> str | None:
    """Return the day that a line names in words, as ISO 8601, with the time ``at`` where there is one.

    >>> day_of("29 décembre 2011", "15:32"), day_of("May 3, 2019")
    ('2011-12-29T15:32:00', '2019-05-03')
    """
    if not (found := DATE.search(said)):
        return None
    day, month, year, month2, day2, year2, year3, month3, day3 = found.groups()
    word = month or month2
    number = month_named(word, names(load_pack(SHARED)).months) if word else int(month3)
    date = header.iso(f"{year or year2 or year3}-{number:02}-{int(day or day2 or day3):02}") if number else None
    time = TIME.search(at)
    return f"{date}T{int(time[1]):02}:{time[2]}:00" if date and time else date
