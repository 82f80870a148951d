"""Where sentences end: every stop is put to a short list of verdicts, the first that is sure decides.

Sentences are half-open ranges of word indexes; they never cross a paragraph. Stops that end nothing (``Gen.``,
``J. Smith``, ``U.S. troops``) are retagged ``·`` so that the later stages read over them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import compress, count
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from wireparse.words import nickname_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.packs import Pack
    from wireparse.span import Span
    from wireparse.words import Words

INNER_STOP = "·"
LONGEST = 200
# How far a speaker named behind a question goes, and what may stand before the verb.
SPEAKER = 30
OPENING = {"”": "“", '"': '"', "''": "``", "’": "‘", "»": "«"}
SPEAKING = frozenset("XDnpIO#,B()·GW")
# The commas that may part a town from its land.
SEATED = re.compile("(?<=X),(?=X(?:n|·?,n|·-))")
# The names of partners, whose firm they make together where the last is joined by a sign or is no name.
PARTNERS = re.compile("(?<!X)(?<!X,)(?:XX?,)+XX?[~C]X")
# The commas in the name of a body that its fields tell, and the one before the form of a firm.
FIELDS = re.compile("(?<=X)I(?:(?:X{1,3},){2,}|(?:X{1,3},)+X{1,3})CX")
FORMS = re.compile("(?<=[X·]),(?=X)")
# What stands between names, or before a verb, and may be a month.
MONTHS = re.compile("(?<=X)W|W(?=[VEAp])")
STOPS = frozenset(".!?…")
"""The last characters of the words that may end a sentence."""


class Sentence(NamedTuple):
    """The words ``first`` to before ``last``, in body paragraph ``paragraph``."""

    first: int
    last: int
    paragraph: int


class Abbreviations(NamedTuple):
    """Abbreviations that never end a sentence (titles, ranks), end none before a number, may end one, or may when capitalised.

    ``inside`` are words that open no sentence, ``speaks`` verbs of those who follow what they ask: ``"Is it cold?" Ada Roe said.``
    What ends like ``based`` tells where a body sits, and ``lands`` in which land; ``surnames`` are months that are surnames too.
    ``partners`` close the name of a firm behind those of people, which ``located`` prepositions do not stand before;
    ``forms`` close it behind a comma. The name of ``fielded`` bodies goes on with their fields.
    """

    never: frozenset[str]
    numbered: frozenset[str]
    maybe: frozenset[str]
    capital: frozenset[str]
    inside: frozenset[str]
    speaks: frozenset[str]
    based: frozenset[str]
    lands: frozenset[str]
    surnames: frozenset[str]
    partners: frozenset[str]
    located: frozenset[str]
    forms: frozenset[str]
    fielded: frozenset[str]


@cache
def abbreviations(pack: Pack) -> Abbreviations:
    """Return the abbreviations of ``pack``."""
    return Abbreviations(*(pack.words("abbreviations", name) for name in Abbreviations._fields))


def find_sentences(words: Words, paragraphs: Sequence[Span], pack: Pack) -> tuple[Sentence, ...]:
    """Return the sentences of each paragraph in order; no word of a paragraph is left out.

    A sentence of more than ``LONGEST`` words is cut, so that the work on one is bounded.
    """
    short = abbreviations(pack)
    stops = list(compress(count(), map(STOPS.__contains__, map(itemgetter(-1), words.word))))
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        first = bisect_left(words.start, paragraph.start)
        last = bisect_left(words.start, paragraph.end)
        inside = stops[bisect_left(stops, first) : bisect_left(stops, last)]
        for begin, end in _split(words, first, last, inside, short):
            if words.tag[begin] in "Xq(":
                _settle_capital(words, begin, end)
            found += [Sentence(at, min(at + LONGEST, end), number) for at in range(begin, end, LONGEST)]
    _settle_seats(words, short)
    _settle_partners(words, short)
    _settle_fields(words, short)
    _settle_months(words, short, pack)
    return tuple(found)


def _settle_months(words: Words, short: Abbreviations, pack: Pack) -> None:
    """Retag the months that are somebody's name: behind a given name, and alone before a verb from then on (``Rick May ... May said``)."""
    low, tags, named = words.low, words.tag, set[str]()
    for at in map(re.Match.start, MONTHS.finditer("".join(tags))):
        given = tags[at - 1] == "X" and (low[at - 1] in pack.words("types", "person_male") or low[at - 1] in pack.words("types", "person_female"))
        if low[at] in short.surnames and (given or (low[at] in named and (at == 0 or tags[at - 1] not in "I#") and tags[at + 1 : at + 2] not in (["#"], ["n"]))):
            named.add(low[at])
            tags[at] = "X"


def _settle_partners(words: Words, short: Abbreviations) -> None:
    """Retag the commas between the partners of one firm: ``Harwell, Dorn & Slade``, ``Harwell, Dorn and Co``."""
    low, tags, line = words.low, words.tag, "".join(words.tag)
    for match in PARTNERS.finditer(line):
        first, last = match.span()
        closed = low[last - 1] in short.partners
        if first and low[first - 1] in short.located:
            # "In Velm, Dorn and Co said"
            continue
        # "its owner, Harwell, Dorn & Slade, said", but "Roe, Harwell & Dorn, and Slade"
        ends = line[last : last + 1] not in {",", "C"} or line[last : last + 2] in {",V", ",A", ",E"}
        if closed or (low[last - 2] == "&" and ends):
            tags[first:last] = [INNER_STOP if tag == "," else tag for tag in tags[first:last]]


def _settle_fields(words: Words, short: Abbreviations) -> None:
    """Retag the commas between the fields of one body, and before the form of a firm: ``Ministry of Trade, Labour and Health``, ``Lim Co., Ltd.``."""
    low, tags, line = words.low, words.tag, "".join(words.tag)
    for match in FIELDS.finditer(line):
        first, last = match.span()
        if low[first - 1] in short.fielded:
            tags[first:last] = [INNER_STOP if tag == "," else tag for tag in tags[first:last]]
    for at in map(re.Match.start, FORMS.finditer(line)):
        if low[at + 1] in short.forms:
            tags[at] = INNER_STOP


def _settle_seats(words: Words, short: Abbreviations) -> None:
    """Retag the commas round the land of a town that a noun follows: ``the Velm, Norvia-based firm``, ``its Velm, Va., office``."""
    low, tags, based, line = words.low, words.tag, tuple(short.based), "".join(words.tag)
    for at in map(re.Match.start, SEATED.finditer(line)):
        land, closing = low[at + 1], at + 2 + (tags[at + 2] == INNER_STOP)
        before, seated = line[:at].rstrip("X")[-1:], land.endswith(based) or f"-{low[min(closing + 1, len(low) - 1)]}" in short.based
        if before not in {"D", "p"} and not (before in {"", ".", "-"} and seated):
            # "In Velm, Va., police said"
            continue
        if land.endswith(based):
            tags[at] = INNER_STOP
        elif not (land.endswith(".") or land in short.lands or (closing > at + 2 and land in short.capital)):
            continue
        elif tags[closing] == ",":
            tags[at] = tags[closing] = INNER_STOP
        elif closing + 1 < len(low) and f"-{low[closing + 1]}" in short.based:
            tags[at] = tags[closing] = INNER_STOP
            tags[closing + 1] = "X"


def _split(words: Words, first: int, last: int, stops: Sequence[int], short: Abbreviations) -> list[tuple[int, int]]:
    """Return the paragraph's sentences; ``stops`` are the words in it that end in a stop."""
    tags = words.tag
    bounds: list[tuple[int, int]] = []
    begin = first
    for at in stops:
        if at < begin:
            continue
        if tags[at] == ".":
            after = _closing(words, at + 1, last)
            if after >= last or (_ends(words, at, after, short) and not _speaker_follows(words, first, after, last, short)):
                bounds.append((begin, after))
                begin = after
            else:
                tags[at] = INNER_STOP
                if at > 1 and tags[at - 1] in "DP" and tags[at - 2] == "X" and len(words.word[at - 1]) == 1:
                    # "Samuel A. Roe"
                    tags[at - 1] = "X"
                elif tags[at - 1] == "D" and words.low[at - 1] in short.numbered:
                    # "the Velm No. 1 Hospital"
                    tags[at - 1] = "X" if words.word[at - 1][0].isupper() else "n"
        elif at + 1 < last and _opens(words, at + 1) and tags[at + 1] != "A" and words.low[at + 1] not in short.inside and not nickname_end(words, at + 1):
            # Copy of the 1980s has capitals behind every stop: "the U.S. Has asked", "Japanese, U.S. And European officials".
            bounds.append((begin, at + 1))
            begin = at + 1
    if begin < last:
        bounds.append((begin, last))
    return _merged(words, bounds) if len(bounds) > 1 else bounds


def _settle_capital(words: Words, first: int, last: int) -> None:
    """Retag the word that opens a sentence: its capital says nothing (``Fears of``, ``Asked whether``, ``Residents of``)."""
    while first < last and words.tag[first] in "q(":
        first += 1
    # "UNICEF said" opens with a name, "POLICE SAID" does not
    acronym = first + 1 < last and len(words.word[first]) > 1 and words.word[first].isupper() and words.word[first + 1].islower()
    if first < last and words.tag[first] == "X" and not acronym:
        words.tag[first] = words.lexicon.listed(words.low[first]) or "X"


def _merged(words: Words, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``bounds`` with ranges that hold nothing but marks joined to the one before (``on Thursday. .``)."""
    kept = bounds[:1]
    for begin, end in bounds[1:]:
        if words.word[begin][0].isalnum() or any(word[0].isalnum() for word in words.word[begin + 1 : min(end, begin + 4)]):
            kept.append((begin, end))
        else:
            kept[-1] = (kept[-1][0], end)
    return kept


def _closing(words: Words, at: int, last: int) -> int:
    """Return the index behind the closing marks and further stops that stand at ``at`` without a space, but that of ``« Go ! »``."""
    while at < last and words.tag[at] in "q)." and (words.start[at] == words.end[at - 1] or _set_apart(words, at, last)):
        at += 1
    return at


def _set_apart(words: Words, at: int, last: int) -> bool:
    """Return whether a mark that closes in French copy stands at ``at``, with white space on both sides."""
    return words.word[at] == "»" and (at + 1 >= last or words.start[at + 1] > words.end[at])


def _ends(words: Words, at: int, after: int, short: Abbreviations) -> bool:
    """Return whether the stop at ``at`` ends a sentence; ``after`` is the next word behind its closing marks."""
    following = words.word[after]
    if following[0].islower() or words.tag[after] in ",;":
        # '"Go!", "Out!" and "Enough!", the crowd shouted.'
        return False
    if words.start[after] == words.end[after - 1] and words.tag[after] != "q" and words.word[at] == ".":
        return False
    if words.word[at] != "." or after > at + 1 or at == 0 or words.start[at] != words.end[at - 1]:
        return True
    before, capital = words.low[at - 1], not words.word[at - 1].islower()
    if before in short.never or _initial(words, at - 1) or (before in short.numbered and (capital or following[0].isdigit())):
        return False
    if before in short.maybe or (capital and before in short.capital):
        return _opens(words, after)
    return True


def _speaker_follows(words: Words, first: int, after: int, last: int, short: Abbreviations) -> bool:
    """Return whether a quotation is closed before the word ``after``, and all that follows is whose it is.

    ``"Is it cold?" Ada Roe, a nurse, told AFP.``, but ``"Is it cold?" Ada Roe said she was ill.`` One that states something
    has a full stop by mistake (``"It is cold." Ada Roe said.``). The paragraph starts at ``first``.
    """
    tags, opening = words.tag, OPENING.get(words.word[after - 1])
    if opening is None:
        return False
    opened = next((i for i in range(after - 2, max(first, after - LONGEST) - 1, -1) if words.word[i] == opening), -1)
    if opened < 0 or (opened > first and tags[opened - 1] not in ".q"):
        # the words of somebody who is told before: The mayor asked, "..."
        return False
    ends = next((i for i in range(after, min(last, after + SPEAKER)) if tags[i] in ".;:q"), min(last, after + SPEAKER))
    verb = next((i for i in range(after + 1, ends) if words.low[i] in short.speaks), ends)
    named = verb < ends and set(tags[after:verb]) <= SPEAKING
    if words.word[after - 2] == ".":
        return named and verb == ends - 1
    closing = next((i for i in range(verb, ends) if tags[i] == ","), ends)
    return named and set(tags[verb + 1 : closing]).isdisjoint("VAEPSH")


def _initial(words: Words, at: int) -> bool:
    """Return whether the word is a capital alone that belongs to a name: ``J. Smith``, ``Ada I. Roe``, not ``Plan B. He``, ``than I. He``."""
    if len(words.word[at]) != 1 or not words.word[at].isupper():
        return False
    return words.word[at] != "I" or (at > 0 and words.tag[at - 1] == "X" and words.tag[at + 2 : at + 3] == ["X"])


def _opens(words: Words, at: int) -> bool:
    """Return whether the word looks like the first of a sentence: a quotation mark or a capitalised function word."""
    if words.tag[at] == "q":
        # 'Lim Co. "have been" in talks'
        return not words.word[at + 1 : at + 2] or not words.word[at + 1][0].islower()
    # "at 10:40 a.m. Four people were hurt", but "Apollo Inc. 1"
    return words.word[at][0].isupper() and words.tag[at] not in "XW"
