"""Acronyms: what the text explains in brackets and commas, and what the initials of a name in it can stand for."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES

if TYPE_CHECKING:
    from collections.abc import Collection

    from wireparse.stages.sources.setting import Setting

# A bracket or comma that an acronym may stand behind: "(UNX)", ", or UNX", ", UNX,".
DEFINING = re.compile(r"(?<=[XnpB·q])\((?=X.)|(?<=.),(?=.X)|(?<=[nBX]),(?=X[,.])")
DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
FEWEST = 3
LONGEST = 8
LONGEST_NAME = 8
LONGEST_BRACKET = 12


def formed(setting: Setting, names: Collection[str], known: dict[str, str]) -> dict[str, str]:
    """Return the acronyms among ``names`` that nothing explains but the one name in the text whose initials they are.

    Those that are ``known`` already are left out.
    """
    small, spelt, found = setting.terms.small, dict[str, set[str]](), dict[str, str]()
    for name in names:
        # "the SSP" of "Senior Superintendent of Police" is a person
        if (" " in name or "-" in name) and not any(
                behind in setting.terms.of and setting.lists.is_role(word) for word, behind in pairwise(name.lower().split())):
            for letters in initials(name, small) | _bare_initials(setting, name):
                spelt.setdefault(letters, set()).add(name)
    for name in names:
        plain = name.replace(".", "")
        if plain.isupper() and len(plain) <= LONGEST and name not in known and len(spelt.get(plain, ())) == 1:
            found[name] = next(iter(spelt[plain]))
        for phrase in setting.lists.known_as.get(name.lower(), ()):
            called = [other for other in names if f" {phrase} " in f" {other.lower()} "]
            if len(called) == 1 and name not in known:
                found.setdefault(name, called[0])
    return found


def _bare_initials(setting: Setting, name: str) -> set[str]:
    """Return the acronyms of a name without its form or country: GM of ``General Motors Corp.``, INS of ``U.S. ... Service``."""
    small, (head, _, last), (first, _, tail) = setting.terms.small, name.rpartition(" "), name.partition(" ")
    found = initials(head, small) if last.lower() in setting.terms.legal_forms else set()
    low = first.lower()
    national = low in setting.lists.countries or low in setting.lists.demonyms
    return found | (initials(tail, small) if national else set())


def initials(name: str, small: frozenset[str]) -> set[str]:
    """Return the acronyms that can be formed of ``name``, small words counted or not."""
    words = name.replace("-", " ").split()
    if len(words) < 2:
        return set()
    big = [word for word in words if word.lower() not in small]
    if len(big) < 2:
        return set()
    # "U.S. Geological Survey" is the USGS
    dotted = [word.replace(".", "") if DOTTED.fullmatch(word) else word[0] for word in big] if "." in name else []
    spelt = ([word[0] for word in big], [word[0] for word in words], dotted)
    return {"".join(letters).upper() for letters in spelt if letters}


def explained(setting: Setting) -> dict[str, str]:
    """Return the acronyms that the text defines in brackets, in either order, by ``, or``, or in commas with the same letters."""
    found: dict[str, str] = {}
    for i in map(re.Match.start, DEFINING.finditer("".join(setting.tag))):
        if setting.tag[i] == "(":
            _bracket(setting, i, found)
        elif setting.tag[i - 1] == setting.tag[i + 1] == "X":
            if name := _in_another_order(setting, i):
                found.setdefault(setting.word[i + 1], name)
        elif _acronym(setting.word[i + 1]) and setting.word[i - 1].islower() and (described := _described(setting, i)) is not None:
            found.setdefault(setting.word[i + 1], setting.slice(described, i))
        elif setting.low[i + 1] in setting.terms.alternatives and _acronym(setting.word[i + 2]):
            start = _full_name(setting, i, setting.word[i + 2])
            if start is not None:
                found.setdefault(setting.word[i + 2], setting.slice(start, i))
    for i in (i for i, low in enumerate(setting.low) if low in setting.terms.spelling and _acronym(setting.word[min(i + 1, len(setting.word) - 1)])):
        # "the World Federation of Lakes, known by its French acronym FML"
        comma = next((k for k in range(i, max(0, i - LONGEST), -1) if setting.tag[k] in ",("), None)
        start = _full_name(setting, comma, setting.word[i + 1]) if comma else None
        if comma and start is not None:
            found.setdefault(setting.word[i + 1], setting.slice(start, comma))
    return found


def _in_another_order(setting: Setting, comma: int) -> str:
    """Return the name before ``comma`` whose initials the acronym behind it has, all or all but one, in the order of another language.

    ``the Social Democratic Party, PSD,``, ``the Norvian Observatory for Rights, OSNR,``.
    """
    acronym = setting.word[comma + 1]
    start = _full_name(setting, comma, acronym) if _acronym(acronym) else None
    if start is None:
        return ""
    name, letters = setting.slice(start, comma), Counter(acronym)
    close = any((letters & Counter(spelt)).total() >= max(len(acronym) - 1, FEWEST) for spelt in initials(name, setting.terms.small))
    same = any(letters == Counter(spelt) for spelt in initials(name, setting.terms.small))
    return name if same or close else ""


def _described(setting: Setting, comma: int) -> int | None:
    """Return where the body starts that an acronym in commas or brackets is short for: ``the UN refugee agency, UNX,``; None for ``the German bank, DKX``."""
    start = comma
    while start > 0 and setting.tag[start - 1] in "nX":
        start -= 1
    named = setting.tag[start] == "X" and not setting.national(start)
    return start if named and setting.lists.type_of(setting.phrase(start, comma)) in BODIES else None


def _bracket(setting: Setting, i: int, found: dict[str, str]) -> None:
    """Read the bracket at ``i``: an acronym behind its name, or a name behind its acronym."""
    acronym = setting.word[i + 1]
    if (_acronym(acronym) or _is_short_form(setting, i)) and i + 2 < len(setting.tag) and setting.tag[i + 2] in ")·":
        start = _full_name(setting, i, acronym)
        start = _described(setting, i) if start is None else start
        if start is not None:
            found.setdefault(acronym, setting.slice(start, i))
        return
    before = setting.word[i - 1]
    close = next((k for k in range(i + 2, min(i + LONGEST_BRACKET, len(setting.tag))) if setting.tag[k] == ")"), None)
    if close is None or not _acronym(before):
        return
    spelt = setting.slice(i + 1, close)
    if before.upper() in initials(spelt, setting.terms.small) or _is_spelt(setting, i + 1, close):
        found.setdefault(before, spelt)


def _is_spelt(setting: Setting, first: int, last: int) -> bool:
    """Return whether a bracket behind an acronym holds the name of a body in another language's order: ``LKR (Free Lake Movement)``."""
    named = all(setting.capital(i, first, last) or setting.low[i] in setting.terms.small for i in range(first, last))
    known = any(setting.lists.kinds.get(setting.low[i]) in BODIES for i in range(first, last))
    return named and known and last - first > 1


def _is_short_form(setting: Setting, i: int) -> bool:
    """Return whether one word in the bracket at ``i`` shortens the body before it: ``People's Democracy Party (Hadep)``."""
    last = i - 1 - (setting.tag[i - 1] == "·")  # "Lim Corp. (Limco)"
    if setting.tag[i + 2] != ")" or setting.tag[last - 1 : last + 1] not in (["X", "X"], ["p", "X"]):
        return False
    low = setting.low[i + 1]
    body = setting.lists.type_of(setting.low[last]) in BODIES or setting.low[last] in setting.terms.legal_forms
    return body and low not in setting.placed and low not in setting.lists.countries and low not in setting.lists.demonyms


def _acronym(word: str) -> bool:
    return 2 <= len(word) <= 8 and sum(c.isupper() for c in word) >= 2


def _full_name(setting: Setting, bracket: int, acronym: str) -> int | None:
    """Return where the name that an acronym abbreviates starts: where its initials begin, else its first capital."""
    start = bracket
    while start > 0 and bracket - start < 12 and _in_name(setting, start - 1, bracket):
        start -= 1
    start = max((i + 1 for i in range(start, bracket - 2) if setting.tag[i] == "p" and not setting.capital(i, start, bracket)), default=start)
    told = " ".join(word for word in setting.word[start:bracket] if word.lower() not in setting.terms.articles)
    if setting.opens(start) and acronym.upper() in initials(told, setting.terms.small):
        # so "Doctors of the Lake (DOL)"
        return start + (setting.low[start] in setting.terms.articles)
    while start < bracket and (setting.tag[start] != "X"):
        start += 1
    for k in range(start + 1, bracket - 1):
        if setting.tag[k] == "X" and acronym.upper() in initials(setting.slice(k, bracket), setting.terms.small):
            return k
    return _phrase_start(setting, start) if start < bracket else None


def _phrase_start(setting: Setting, start: int) -> int:
    """Return where the phrase opens whose last words are a place's name: ``the UN mission in Tolia (MINUTO)``."""
    tags, at = setting.tag, start
    while at > 0 and tags[at - 1] in "nXBI" and start - at < LONGEST_NAME:
        at -= 1
    placed = start - at > 1 and tags[start - 1] == "I" and tags[at] in "nXB" and tags[at - 1] == "D"
    kind = setting.lists.type_of(setting.low[start - 2]) if placed else None
    return at if kind in BODIES else start


def _in_name(setting: Setting, at: int, bracket: int) -> bool:
    if setting.tag[at] in "Xp·" or setting.capital(at, max(0, at - 1), bracket) or (setting.opens(at) and setting.word[at].istitle()):
        return True
    return setting.low[at] in setting.terms.small and at < bracket - 1
