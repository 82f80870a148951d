"""Who is not to be named, and why: ``speaking on condition of anonymity because he feared for his job``."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.span import Offsets
    from wireparse.stages.sources.setting import Setting

# How far behind a mention its anonymity may stand, in words.
REACH = 40
# What opens a further clause within a reason.
FURTHER = frozenset("HSPC")


class Nameless:
    """Where one dispatch says that a source is not named; ``mentions`` are the offsets of its sources."""

    def __init__(self, setting: Setting, mentions: list[Offsets]) -> None:
        self.setting = setting
        self.firsts = sorted(start for start, _ in mentions)
        self.said = _said(setting)

    def behind(self, at: int) -> int | None:
        """Return the index of the word that says that the source at ``at`` is not named, or None."""
        place = bisect_left(self.said, at)
        if place == len(self.said) or self.said[place] >= at + REACH:
            return None
        stops = [i for i in range(at, self.said[place]) if self.setting.tag[i] == "."]
        return self.said[place] if not stops or self._takes_up(at, stops) else None

    def reason(self, at: int) -> str | None:
        """Return why the source at ``at`` is not named, where the text says so (``because he was not allowed to``)."""
        said = self.behind(at)
        return None if said is None else _because(self.setting, said + 1)

    def _takes_up(self, at: int, stops: list[int]) -> bool:
        """Return whether the next sentence speaks of whom the one before named last: ``... He spoke on condition of anonymity``."""
        setting, start = self.setting, self.setting.words.start
        last = bisect_left(self.firsts, start[stops[0]]) - 1
        return len(stops) == 1 and setting.tag[stops[0] + 1] == "P" and last >= 0 and self.firsts[last] <= start[at]


def _said(setting: Setting) -> list[int]:
    """Return where the text says that somebody is not named: at ``anonymity``, at the end of ``not to be named``."""
    low, terms = setting.low, setting.terms
    if terms.anonymity.isdisjoint(low) and terms.identified.isdisjoint(low):
        return []
    return [i for i, word in enumerate(low) if word in terms.anonymity or (word in terms.identified and low[i - 1] in terms.be)]


def _because(setting: Setting, at: int) -> str | None:
    low, tag = setting.low, setting.tag
    if at >= len(low) or low[at] not in setting.terms.reasons:
        return None
    end = at
    while end < len(low) and tag[end] not in ".,;-" and not _main_verb(tag, at, end):
        end += 1
    return fold(setting.words.text[setting.words.start[at] : setting.words.end[end - 1]])


def _main_verb(tag: Sequence[str], because: int, at: int) -> bool:
    """Return whether the verb at ``at`` is no longer the reason's (``because they were not allowed to talk | said``)."""
    whole = tag[because + 1 : because + 2] == ["P"] and tag[because + 2] in "AEV"
    return whole and at > because + 2 and tag[at] == "V" and FURTHER.isdisjoint(tag[because + 3 : at])
