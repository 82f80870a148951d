"""Points in time as formats write them, in ISO 8601."""

from __future__ import annotations

import re

ISO = re.compile(
    r"((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])"
    r"(?:[T ]\s?([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d)(?:[.,]\d+)?)?\s?(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?(?!\d)"
)
RFC = re.compile(r"(?:\w+, )?\d{1,2}[ -]\w{3,9}[ -]\d{2,4}\b")


def iso(stamp: object) -> str | None:
    """Return ``stamp`` in ISO 8601, with the time and the zone that it has; None for what is no point in time.

    >>> iso("20170824T015840+0000"), iso("Sat, 19 Jan 2019 03:47:23 -0500"), iso("2022-07-11 18:33"), iso("soon")
    ('2017-08-24T01:58:40+00:00', '2019-01-19T03:47:23-05:00', '2022-07-11T18:33:00', None)
    """
    if not isinstance(stamp, str):
        return None
    stamp = stamp.strip()
    if not (found := ISO.match(stamp)):
        return _rfc(stamp) if RFC.match(stamp) else None
    year, month, day, hour, minute, second, zone = found.groups()
    date = f"{year}-{month}-{day}"
    return f"{date}T{hour}:{minute}:{second or '00'}{_zone(zone)}" if hour else date


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    digits = zone[1:].replace(":", "") if zone[0] in "+-" else ""
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}" if digits else "+00:00"


def _rfc(stamp: str) -> str | None:
    """Return the time of a mail's or a feed's ``stamp``."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(stamp)
        return moment.isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
