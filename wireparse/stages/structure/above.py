"""Above the story: headline, lines to editors, byline, and the header lines of old services."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.model import Byline
from wireparse.span import Span
from wireparse.stages.structure.layout import INDENT, STOPS, WRAPPED
from wireparse.wire.bylines import is_role, read_byline
from wireparse.wire.names import agency_named
from wireparse.wire.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.stages.structure.layout import Line
    from wireparse.stages.structure.parts import Parts

HEAD = 30
"""Lines above the story at most."""
TITLE = 320
PROSE = 120
"""A line that ends in a stop is a sentence of the story, or a caption, from this length on."""
CLOSING_MARKS = re.compile(r"\s*[=<]+$")
OPEN_ENDS = (".", ",", ":", ";", '."', ".”", ',"')


def read_above(parts: Parts, head: Sequence[Line]) -> None:
    """Sort the lines above a dateline into ``parts``: the first that are nothing else are the headline."""
    free: list[Line] = []
    at = 0
    while at < len(head):
        to = _take(parts, head, at, named=bool(free))
        if to == at:
            if free and (head[at].gap or free[-1] != head[at - 1]):
                _take_free(parts, free)
                free = []
            free.append(head[at])
        at = max(to, at + 1)
    _take_free(parts, free)


def read_head(parts: Parts, found: Sequence[Line]) -> int:
    """Sort the lines above a story that has no dateline into ``parts``; return how many there are."""
    at, before = 0, -1
    while before < at < min(len(found), HEAD):
        before, at = at, _take(parts, found, at, named=parts.headline is not None)
        if at == before and not parts.headline and not parts.byline:
            at += _title(parts, found[at : at + HEAD])
            _take_free(parts, found[before:at])
    return at


def bare(parts: Parts, line: Line) -> Span:
    """Return the line without the marks that close a header line, ``By Ann Roe =``; marks alone are kept."""
    closing = CLOSING_MARKS.search(parts.text, max(line.start, line.end - INDENT), line.end)
    return Span.of(parts.text, line.start, closing.start() if closing and closing.start() > line.start else line.end)


def _title(parts: Parts, found: Sequence[Line]) -> int:
    """Return how many of the first lines are a headline: short, without a stop, and something else below."""
    block = [found[0]]
    for line in found[1:]:
        if line.gap or _is_other(parts, line):
            break
        block.append(line)
    first, last = found[0], block[-1]
    if len(block) > 1 and first.width <= PROSE and not _ends_open(parts, first):
        below = block[1]
        if below.width > max(WRAPPED, first.width) or below.indent >= INDENT > first.indent:
            return 1
    short = len(block) <= INDENT and last.end - first.start <= PROSE * len(block)
    return len(block) if short and len(block) < len(found) and not _ends_open(parts, last) else 0


def _is_other(parts: Parts, line: Line) -> bool:
    """Return whether the line is an advisory or a byline."""
    said = parts.said(line.start, line.end)
    return parts.rules.h.first(said) is not None or (
        not parts.byline and bool(read_byline(said, parts.wire, named=True))
    )


def _ends_open(parts: Parts, line: Line) -> bool:
    return parts.text.endswith(OPEN_ENDS, line.start, line.end)


def _take(parts: Parts, found: Sequence[Line], at: int, *, named: bool) -> int:
    """Take the line as an advisory, byline or copyright line; return the number of the next line, or ``at``."""
    to, line = _bracket_end(parts.text, found, at), found[at]
    if not parts.stamp and (stamp := read_stamp(parts.said(line.start, line.end), parts.wire)):
        parts.stamp = stamp
        parts.advise(line.start, line.end, "date")
        return at + 1
    row = parts.rules.h.first(parts.said(line.start, found[to - 1].end))
    if row:
        parts.advise_on(line._replace(end=found[to - 1].end), row.kind)
        return to
    said = parts.said(line.start, line.end)
    authors = (
        () if parts.byline else read_byline(said, parts.wire, named=named and not _is_signed(parts, found, at + 1))
    )
    if authors:
        parts.byline = Byline(bare(parts, line), authors)
        return at + 1
    if parts.byline and at and found[at - 1].start <= parts.byline.start and is_role(said, parts.wire):
        _take_role(parts, line)
        return at + 1
    return at + parts.hold_rights(line.start, line.end)


def _is_signed(parts: Parts, found: Sequence[Line], at: int) -> bool:
    """Return whether the line ``at`` is a byline for certain: then the one above it (``Motor RACE``) names nobody."""
    return at < len(found) and bool(read_byline(parts.said(found[at].start, found[at].end), parts.wire))


def _bracket_end(text: str, found: Sequence[Line], at: int) -> int:
    """Return the number of the line behind the one that closes a bracket opened at the first mark of the line."""
    if text[found[at].start] != "(":
        return at + 1
    for to in range(at, min(at + 4, len(found))):
        if to > at and found[to].gap:
            break
        if ")" in text[max(found[to].start, found[to].end - INDENT) : found[to].end]:
            return to + 1
    return at + 1


def _take_role(parts: Parts, line: Line) -> None:
    """Take the line below a byline, ``Associated Press Writer``, as a credit, and as the authors' role."""
    role = bare(parts, line).text
    if parts.byline and not agency_named(role, parts.wire):
        authors = tuple(replace(who, role=who.role or role) for who in parts.byline.authors)
        parts.byline = replace(parts.byline, authors=authors)
    parts.advise(line.start, line.end, "credit")


def _take_free(parts: Parts, block: Sequence[Line]) -> None:
    """Take lines above the story as the headline, or, where there is one or they are too long for one, as a note."""
    if not block:
        return
    start, end = block[0].start, block[-1].end
    long = end - start > PROSE and parts.text.endswith(STOPS, start, end)
    if parts.headline or long or end - start > TITLE:
        parts.advise(start, end, "note")
    else:
        parts.headline = bare(parts, block[0]._replace(end=end))
