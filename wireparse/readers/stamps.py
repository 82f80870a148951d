"""Points in time as mail, feeds and JSON write them, in ISO 8601."""

from __future__ import annotations

import re

from wireparse.readers import header
from wireparse.readers.days import day_in

RFC = re.compile(r"(?:\w+, )?\d{1,2}[ -]\w{3,9}[ -]\d{2,4}\b")
LONGEST = 60
LEAST, MOST = 315_532_800, 4_102_444_800


def iso(stamp: object) -> str | None:
    """Return ``stamp`` in ISO 8601, with the time and the zone that it has; None for what is no point in time.

    >>> iso("20170824T015840+0000"), iso("Sat, 19 Jan 2019 03:47:23 -0500"), iso("May 3, 2019"), iso(3)
    ('2017-08-24T01:58:40+00:00', '2019-01-19T03:47:23-05:00', '2019-05-03', None)
    >>> iso(1583300000), iso(1583300000123)
    ('2020-03-04T05:33:20+00:00', '2020-03-04T05:33:20+00:00')
    """
    if isinstance(stamp, int | float):
        return _counted(stamp)
    if not isinstance(stamp, str) or len(stamp) > LONGEST:
        return None
    return header.iso(stamp) or (_rfc(stamp.strip()) if RFC.match(stamp.strip()) else None) or day_in(stamp)


def _counted(seconds: float) -> str | None:
    """Return the time that lies so many seconds, or milliseconds, behind 1970: none before 1980 or after 2100."""
    import datetime as dt

    seconds = seconds / 1000 if MOST < seconds < 1000 * MOST else seconds
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).isoformat() if LEAST < seconds < MOST else None


def _rfc(stamp: str) -> str | None:
    """Return the time of a mail's or a feed's ``stamp``."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(stamp).isoformat() if ":" in stamp else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
