"""Nicknames: by what else somebody is known, ``Ann Roe, better known as Tico``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.stages.sources.setting import Setting

# "the man known to all who listen as": so many words at most stand before the nickname, and so many make it.
REACH = 10
LONGEST = 3


def nickname(setting: Setting, last: int) -> str:
    """Return in lower case what else is told to be the name of whoever is named before the word ``last``; empty if nothing is."""
    low, tags, terms = setting.low, setting.tag, setting.terms
    known = False
    for i in range(last, min(last + REACH, len(tags) - 1)):
        if tags[i] in ".;VX":
            return ""
        known = known or low[i] in terms.called_also
        if known and (low[i] in terms.naming_as or low[i] in terms.aliasing) and tags[i + 1] == "X":
            end = setting.run(i + 1, len(tags))
            return setting.phrase(i + 1, end) if end - i <= LONGEST + 1 and tags[end : end + 1] != ["p"] else ""
    return ""
