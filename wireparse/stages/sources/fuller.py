"""Fuller: the words by which what ``the court``, ``the union`` takes up was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.setting import APOSTROPHES

if TYPE_CHECKING:
    from wireparse.stages.sources.setting import Setting

LOOK_BACK = 500
LONGEST = 4


def fuller(setting: Setting, head: str, at: int) -> str | None:
    """Return the fuller phrase by which ``the court`` was last spoken of: ``constitutional court``, ``teachers' union``."""
    low, tags = setting.low, setting.tag
    for i in range(at - 1, max(-1, at - LOOK_BACK), -1):
        if low[i] != head or tags[i] not in "nB":
            continue
        start = _opening(setting, i)
        if head in setting.terms.any_nations and not any(setting.national(k) for k in range(start, i)):
            # "the feeble government ... The government"
            continue
        if start < i and low[start] not in setting.terms.contrasting and tags[start] not in "pq":
            return setting.slice(start, i + 1)
    return None


def _opening(setting: Setting, at: int) -> int:
    """Return where the words open that tell which body the noun at ``at`` is; ``at`` itself if none do."""
    tags = setting.tag
    listed = setting.phrase(at - 1, at + 1) in setting.lists.kinds
    if not (tags[at - 1] in "nXp" or listed or _owned(setting, at) or _tells(setting, at - 1)):
        return at
    start = at - (tags[at - 1] == "B")
    while start > 0 and at - start < LONGEST and _goes_on(setting, start - 1):
        start -= 1
    return start - 2 if _owned(setting, start) else start


def _goes_on(setting: Setting, at: int) -> bool:
    """Return whether the word at ``at`` belongs to the noun phrase behind it."""
    tags = setting.tag
    return tags[at] in "nX" or tags[at - 1 : at + 1] == ["X", "p"] or _tells(setting, at)


def _owned(setting: Setting, at: int) -> bool:
    """Return whether many own what is named at ``at``: ``the teachers' (union)``."""
    tags = setting.tag
    mark = at > 2 and tags[at - 1] in "pq" and setting.word[at - 1] in APOSTROPHES
    return mark and tags[at - 2] == "n" and setting.low[at - 2].endswith(setting.terms.plural_endings) and tags[at - 3] in "Dn"


def _tells(setting: Setting, at: int) -> bool:
    """Return whether a word that may be a verb elsewhere belongs to the noun behind it: ``the provincial flood (committee)``, ``a compromise (text)``."""
    return at > 1 and setting.tag[at] == "B" and "D" in {setting.tag[at - 1], setting.tag[at - 2] if setting.tag[at - 1] == "n" else ""}
