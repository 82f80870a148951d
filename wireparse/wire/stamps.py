"""Date lines, which stand alone above a story: ``October 12, 2004, Tuesday``, ``9-APR-1987 10:14:32.11``, ``2014-05-20 19:22``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.wire.names import month_named, names

if TYPE_CHECKING:
    from wireparse.packs import Pack

LONGEST = 60
YEAR = r"(?P<y{0}>(?:19|20)\d\d)"
LINE = re.compile(
    r"(?:(?:published|updated|issued|date|sent)(?: (?:on|at))?:? ?)?"
    r"(?:[^\W\d_]{3,10}\.?,? )?"  # Tuesday
    r"(?:" + YEAR.format(1) + r"[-/.](?P<n1>\d\d)[-/.](?P<d1>\d\d)"
    r"|(?P<d2>\d{1,2})\.?[- ](?P<m2>[^\W\d_]{3,10})\.?,?[- ]" + YEAR.format(2) +
    r"|(?P<m3>[^\W\d_]{3,10})\.? (?P<d3>\d{1,2}),? " + YEAR.format(3) +
    r"|(?P<d4>\d{1,2})/(?P<n4>\d{1,2})/" + YEAR.format(4) + r")"
    r"(?:,? [^\W\d_]{3,10})?"  # Tuesday, where it stands last
    r"(?:,? ?(?:t|at )?\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?)?"
    r"(?: ?(?:[ap]\.?m\.?))?(?: ?\(?(?:z|[a-z]{2,5}|[a-z]+ time)?(?:[+-]\d\d:?\d\d)?\)?)?",
)
"""For a line in lower case: the case ignored, Python would take thrice as long to compile it."""


def read_stamp(said: str, pack: Pack) -> str | None:
    """Return the ISO day of a line that holds a date with its year, a time perhaps, and nothing else; else None.

    >>> from wireparse.packs import load_pack
    >>> [read_stamp(line, load_pack("wire")) for line in ("October 12, 2004, Tuesday", "9-APR-1987 10:14:32.11", "12 dead")]
    ['2004-10-12', '1987-04-09', None]
    """
    found = LINE.fullmatch(said.lower()) if len(said) <= LONGEST and said[-1:].isalnum() else None
    if not found:
        return None
    named = found["m2"] or found["m3"]
    month = month_named(named, names(pack).months) if named else int(found["n1"] or found["n4"])
    day = int(found["d1"] or found["d2"] or found["d3"] or found["d4"])
    if month and month > 12 >= day and found["n4"]:
        # 10/25/2004, as in America
        month, day = day, month
    year = found["y1"] or found["y2"] or found["y3"] or found["y4"]
    return f"{year}-{month:02d}-{day:02d}" if month and 1 <= month <= 12 and 1 <= day <= 31 else None
