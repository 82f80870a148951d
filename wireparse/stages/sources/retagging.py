"""Retagging: the words of a body that are names though their tags say otherwise."""

from __future__ import annotations

import re
from functools import cache
from itertools import compress
from operator import is_not
from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES
from wireparse.words import nickname_end

if TYPE_CHECKING:
    from wireparse.stages.sources.nounlists import Lists
    from wireparse.stages.sources.terms import Terms
    from wireparse.words import Words

compiled = cache(re.compile)


def places(pattern: str, line: str) -> list[int]:
    """Return where ``pattern`` stands in ``line``."""
    return [found.start() for found in compiled(pattern).finditer(line)]


def retagged(words: Words, written: frozenset[str], known: Lists) -> list[str]:
    """Return the tags with the words of names made names that look like others, alone or by their place.

    Such are ``al-Rashed``, ``He`` between names (``Mayor He Guoqiang``), and a sentence's first word that elsewhere
    ends a name (``Burns said``).
    """
    tags, terms = list(words.tag), known.terms
    for i in places("(?<=X)X(?!X)", "".join(tags)):
        if words.word[i - 1].count(".") > 1 and (known.is_role(words.low[i]) or known.type_of(words.low[i]) in {"anonymous", "expert", "group"}):
            # "U.S. Officials": a program gave the capital, which took the point for a sentence's
            tags[i] = "n"
    line = "".join(tags)
    pairs = places("X(?=X)", line)
    ends = {low for at in pairs if len(low := words.low[at + 1]) > 1 and not (low in written and low.islower())}
    ends |= terms.family_first & {words.low[at] for at in pairs}
    for i in places("-(?=X)", line):
        if i and tags[i - 1] == "X" and words.word[i] == "-" and words.end[i - 1] == words.start[i] and words.low[i - 1] not in terms.joined_particles:
            # "Kim Pyong- Sik", a line's end in the middle
            tags[i] = "·"
    for i in places("(?<=#)I", line):
        if words.low[i] in terms.shares_of and words.low[i + 1 : i + 2] == ["cent"]:
            # "58 per cent of voters"
            tags[i] = "n"
    for i in places("(?<=X)[n~](?=X)", line):
        if words.low[i] in terms.ampersands:
            # "Lim & Co.", "Lim amp Co.", as a program spelt it out
            tags[i] = "X"
    for i in places("(?<=[nXD])D(?=X)|(?<=D)#(?=X)|(?<=I)I(?=X)", line):
        if words.word[i][0].isupper() and (tags[i] != "I" or words.word[i - 1].islower()):
            # "the daily A Velha", "the All Velm Front", "the Brigades of the Two Rivers", "for Near Eastern Affairs"
            tags[i] = "X"
    for i in places("(?<=D)W(?=X)", line):
        if words.low[i + 1] in known.papers:
            # "the Sunday Times"
            tags[i] = "X"
    for i in places("p(?=[VA]|E[DS])", line):
        if i and tags[i - 1] == "X":
            # "Moody's said", "Moody's noted that": no possessive
            tags[i] = "X"
    for i in places("p(?![nXG#])", line):
        if words.low[i - 1] in terms.branded:
            tags[i] = "X"
    for i in places("q", line):
        last = nickname_end(words, i)
        if last:
            tags[i:last] = ["·", *"X" * (last - i - 2), "·"]
    for i in compress(range(len(tags)), map(is_not, words.word, words.low)):
        word, low = words.word[i], words.low[i]
        if tags[i] in "X#":
            continue
        if low in terms.pronoun_names:
            named = 0 < i < len(tags) - 1 and tags[i - 1] in "Xn" and tags[i + 1] == "X"
        else:
            named = low in ends or _is_name(words, tags, i, known) or _prefixed(word, terms)
        if named:
            tags[i] = "X"
    return tags


def _is_name(words: Words, tags: list[str], at: int, known: Lists) -> bool:
    """Return whether a listed word is a given name before a surname (``Mark Manson``), or ``May`` behind one."""
    if not words.word[at][0].isupper():
        return False
    if tags[at] == "n" and tags[at + 2 : at + 3] == ["X"] and words.low[at + 1] in known.terms.of and known.kinds.get(words.low[at]) in BODIES:
        # "Bank of Lim figures": with no article it can only be a name
        return True
    if tags[at + 1 : at + 3] == ["p", "X"] and words.low[at + 2] in known.terms.legal_forms:
        # "Rally's Inc. said"
        return True
    low, behind = words.low[at], tags[at + 1 : at + 2]
    if low in known.terms.family_first and behind == ["X"] and "-" in words.word[at + 1][1:-1] and not words.word[at + 1].istitle():
        # "Park Geun-hye"
        return True
    if behind == ["X"] and tags[at] in "RB" and (
            (at and tags[at - 1] == "D") or (tags[at] == "B" and known.type_of(f"{low} {words.low[at + 1]}") in BODIES)):
        # "the Offshore Safety Inspectorate", "Finance Ministry officials"
        return True
    if (tags[at] in "nBVE" or low in known.terms.given_months) and behind and (behind == ["X"] or words.low[at + 1] in known.terms.particles):
        return known.is_given(low) or (tags[at] == "n" and _opens_firm(words, tags, at, known))
    return (
        words.low[at] in known.terms.month_names
        and words.word[at].istitle()
        and at > 0
        and tags[at - 1] == "X"
        and known.is_given(words.low[at - 1])
    )


def _opens_firm(words: Words, tags: list[str], at: int, known: Lists) -> bool:
    """Return whether the name behind the word at ``at`` closes with a company's form: ``General Motors Corp.``."""
    end = at + 1
    while end < len(tags) and tags[end] == "X":
        end += 1
    return end > at + 2 and words.low[end - 1] in known.terms.legal_forms


def _prefixed(word: str, terms: Terms) -> bool:
    """Return whether ``word`` is a name behind a joined particle, ``al-Rashed``, ``d'Alena``."""
    if word[0].isupper() or ("-" not in word and "'" not in word):
        return False
    particle, mark, name = word.partition("-" if "-" in word else "'")
    return particle + mark.strip("-") in terms.particles and name[:1].isupper()
