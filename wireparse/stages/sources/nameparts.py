"""Name parts: what a name opens with, and the ways to name somebody again by a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.stages.sources.setting import Setting
    from wireparse.stages.sources.terms import Terms

REACH = 6


def given_first(setting: Setting, start: int, last: int) -> bool:
    """Return whether a given name, or an initial behind another name, opens ``[start, last)``."""
    if last - start < 2:
        return False
    initials = (word for word in setting.word[start : last - 1] if len(word) == 1 or word[1] == ".")
    return setting.lists.is_given(setting.low[start]) or any(map(str.isupper, initials))


def selves(setting: Setting, names: Iterable[int]) -> set[str]:
    """Return which names of one word, by where they stand, speak of "him" and never of "it": ``Fujita said he was ready``."""
    low, terms = setting.low, setting.terms
    people, bodies = set[str](), set[str]()
    for at in names:
        if low[at + 1 : at + 2] and low[at + 1] in terms.self_telling and not (setting.national(at) or low[at] in terms.continents):
            told = next((word for word in low[at + 2 : at + REACH] if word in terms.himself or word in terms.itself), "")
            (people if told in terms.himself else bodies).add(low[at] if told else "")
    return people - bodies


def name_parts(words: list[str], terms: Terms) -> Iterable[tuple[str, int]]:
    """Yield the ways to name somebody again, with a rank: the whole name, the surname, the first name, the middle."""
    size = len(words)
    yield " ".join(words), 0
    if size == 1:
        return
    surname = size - 2 if words[-1] in terms.name_suffixes and size > 2 else size - 1
    for start in range(1, size):
        if start <= surname and words[start] not in terms.name_suffixes:
            yield (
                " ".join(words[start:]),
                1 if start == surname or words[start] in terms.particles or start == surname - 1 else 3,
            )
    particle, _, rest = words[-1].partition("-")
    if rest and particle in terms.joined_particles:
        yield rest, 1
    yield words[0], 2
    if size > 2:
        yield " ".join(words[:-1]), 2
        for start in range(1, size - 2):
            if words[start] in terms.particles:
                # "Ana Maria de la Cruz Paredes ... De la Cruz"
                yield " ".join(words[start:-1]), 2
                break
        for middle in words[1:-1]:
            if len(middle) > 1 and middle not in terms.particles:
                yield middle, 3
