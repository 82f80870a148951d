"""Quotations: marks of every kind paired, apostrophes left alone, run-on paragraphs joined, odd marks reported.

Convention of agency copy: a quotation over several paragraphs opens each of them with a mark and closes only the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from wireparse.values import Value, frozen
from wireparse.words import nickname_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.stages.sentences import Sentence
    from wireparse.words import Words

MARK = re.compile("q")
# A quotation with no close, behind another in its paragraph, has fewer words: in one long paragraph all that follows would be quoted.
LONGEST = 100
# A mark's kind tells which others close it; German copy closes „ with “, dpa turns guillemets round (»so«).
OPENERS = {"“": "double", "„": "low", "«": "guillemet", "``": "double", "‘‘": "double", "‟": "double", "‘": "single", "‹": "angle", "‚": "lowsingle"}
CLOSERS = {"”": "double", "''": "double", "’’": "double", "»": "guillemet", "’": "single", "›": "angle"}
STRAIGHT = {'"': "double", "'": "single", "`": "single"}
CLOSED_BY = {
    "double": {"”", "''", "’’", '"', "“"}, "low": {"“", "”", '"', "‟"}, "guillemet": {"»"}, "turned": {"«"},
    "single": {"’", "'"}, "angle": {"›"}, "lowsingle": {"‘", "’"},
}


@frozen
class Quote(Value):
    """A quotation: the words ``first`` to before ``last``, marks included; offsets of what stands between the marks.

    ``runs_on`` says that it is left open and the next paragraph, or the next quotation at once, opens with a mark.
    """

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    runs_on: bool
    inner: tuple[Quote, ...] = ()


class Quotes(NamedTuple):
    """All outermost quotations in order, and the offsets of marks that found no partner."""

    found: tuple[Quote, ...]
    odd: tuple[int, ...]


@dataclass(slots=True, eq=False, repr=False)
class _Open:
    at: int
    kind: str
    inner: list[Quote]


def find_quotes(words: Words, sentences: Sequence[Sentence]) -> Quotes:
    """Return the quotations of the body; never raises, whatever the marks.

    A mark without a partner is listed in ``odd`` and is no quotation, unless it opens the paragraph, or a sentence behind
    another quotation with no more than ``LONGEST`` words to come: then the quotation runs to the paragraph's end.
    """
    marks = list(map(re.Match.start, MARK.finditer("".join(words.tag))))
    if not marks:
        return Quotes((), ())
    ranges = [_range(list(group)) for _, group in groupby(sentences, key=attrgetter("paragraph"))]
    found: list[Quote] = []
    odd: list[int] = []
    for number, (first, last, paragraph) in enumerate(ranges):
        following = ranges[number + 1][0] if number + 1 < len(ranges) else None
        runs_on = following is not None and _opens(words, following, ranges[number + 1][0])
        inside = marks[bisect_left(marks, first) : bisect_left(marks, last)]
        quotes, left = _pair(words, inside, first, last, paragraph, odd)
        if left is not None:
            again = bool(quotes) and quotes[0].first < left.at and words.tag[left.at - 1] == "." and last - left.at < LONGEST
            if left.at + 1 < last and (runs_on or left.at == first or again):
                quotes = [q for q in quotes if q.first < left.at]
                quotes.append(_make(words, left, last, paragraph, closed=False, runs_on=runs_on))
            if not runs_on:
                odd.append(words.start[left.at])
        found.extend(quote for quote in quotes if not nickname_end(words, quote.first))
    return Quotes(tuple(found), tuple(odd))


def _range(group: list[Sentence]) -> tuple[int, int, int]:
    return group[0].first, group[-1].last, group[0].paragraph


def _pair(words: Words, marks: Sequence[int], first: int, last: int, paragraph: int, odd: list[int]) -> tuple[list[Quote], _Open | None]:
    """Return the paragraph's outermost quotations, and the mark of the first that is left open; ``marks`` are all in it.

    One that opens as the one before did, at the start of a sentence, shows that the close of that is missing: it goes to ``odd``.
    """
    stack: list[_Open] = []
    done: list[Quote] = []
    for at in marks:
        if stack and _closes(words, at, last, stack[-1]):
            opened = stack.pop()
            quote = _make(words, opened, at + 1, paragraph, closed=True, runs_on=False)
            (stack[-1].inner if stack else done).append(quote)
        elif _opens(words, at, first) and len(stack) < 3 and _worthy(words, at, last):
            if len(stack) == 1 and words.word[at] in OPENERS and words.word[stack[0].at] == words.word[at] and words.tag[at - 1] == ".":
                odd.append(words.start[stack[0].at])
                done.append(_make(words, stack.pop(), at, paragraph, closed=False, runs_on=True))
            stack.append(_Open(at, _kind(words, at), []))
    if not stack:
        return done, None
    return done + stack[0].inner, stack[0]


def _make(words: Words, opened: _Open, last: int, paragraph: int, *, closed: bool, runs_on: bool) -> Quote:
    start = words.end[opened.at]
    end = words.end[last - 2] if closed else words.end[last - 1]
    return Quote(opened.at, last, start, max(start, end), paragraph, runs_on, tuple(opened.inner))


def _kind(words: Words, at: int) -> str:
    mark = words.word[at]
    if mark == "»":
        return "turned"
    return OPENERS.get(mark) or STRAIGHT.get(mark) or CLOSERS[mark]


def _spaced_before(words: Words, at: int, first: int) -> bool:
    return at == first or words.start[at] > words.end[at - 1] or words.tag[at - 1] in "(-q~"


def _glued_after(words: Words, at: int) -> bool:
    return at + 1 < len(words.word) and words.start[at + 1] == words.end[at]


def _opens(words: Words, at: int, first: int) -> bool:
    mark = words.word[at]
    if mark in OPENERS:
        return True
    spaced, glued = _spaced_before(words, at, first), _glued_after(words, at)
    if mark == "»":
        return spaced and glued
    # A run-on paragraph may open with a closing mark by mistake; a straight mark opens before a word.
    return spaced and (glued or mark == '"') and (mark in STRAIGHT or mark in {"”", "''"})


def _closes(words: Words, at: int, last: int, opened: _Open) -> bool:
    mark = words.word[at]
    if mark not in CLOSED_BY[opened.kind]:
        return False
    if opened.kind == "single":
        return _closes_single(words, at, last)
    if mark in {'"', "“"} and at > opened.at + 1:
        free = at + 1 >= last or words.start[at + 1] > words.end[at] or not words.word[at + 1][0].isalnum()
        tight = words.start[at] == words.end[at - 1]
        return free or tight
    return at > opened.at + 1 or mark in CLOSERS


def _closes_single(words: Words, at: int, last: int) -> bool:
    """Return whether an apostrophe closes: tight behind a word or stop, and nothing of a word behind it."""
    tight = words.start[at] == words.end[at - 1]
    return tight and (at + 1 >= last or words.start[at + 1] > words.end[at] or not words.word[at + 1][0].isalnum())


def _worthy(words: Words, at: int, last: int) -> bool:
    """Return whether a single mark has a partner later on (``'containers'``), and is no apostrophe (``the '90s``).

    One that opens opens a quotation over two paragraphs where the next one opens with it too.
    """
    if _kind(words, at) != "single" or words.word[at : at + 1] == words.word[last : last + 1] == ["‘"]:
        return True
    limit = min(last, at + 80)
    return any(words.word[i] in CLOSED_BY["single"] and _closes_single(words, i, last) for i in range(at + 2, limit))
