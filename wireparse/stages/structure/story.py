"""From the body's first line on: its paragraphs, what is no story among them, and what stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.model import Byline
from wireparse.span import Offsets, Span, fold, trimmed
from wireparse.stages.structure.above import bare
from wireparse.stages.structure.layout import STOPS, Layout
from wireparse.wire.bylines import read_byline
from wireparse.wire.furniture import LONGEST, read_notice
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from wireparse.stages.structure.layout import Line
    from wireparse.stages.structure.parts import Parts
    from wireparse.wire.furniture import Row

TAIL = 60
"""Lines below the story at most."""
GLUED = 3
"""A sign-off may be glued to one of so many last paragraphs."""


def read_story(parts: Parts, found: list[Line], *, named: bool) -> None:
    """Sort the lines from the body's first on into ``parts``; ``named`` where a byline may still come."""
    if named and found and not parts.byline:
        authors = read_byline(parts.said(found[0].start, found[0].end), parts.wire)
        if authors:
            parts.byline = Byline(bare(parts, found[0]), authors)
            found = found[1:]
    spans = _unglued(parts, _paragraphs(parts, found)) if found else []
    said = [parts.said(start, end) for start, end in spans]
    rows = _rows(parts, said, parts.text[spans[0][0] : spans[-1][1]]) if spans else []
    for number in range(_read_tail(parts, spans, said, len(rows))):
        row, (start, end) = rows[number], spans[number]
        if row:
            parts.advise(start, end, row.kind)
        else:
            parts.paragraphs.append(Span(start, end, said[number] or fold(parts.text[start:end])))


def _rows(parts: Parts, said: list[str], body: str) -> list[Row | None]:
    """Return the rule for each paragraph that is no story, down to the desk's own notes, which go on to the end."""
    rows = parts.rules.inside.each(said, body)
    for number, row in enumerate(rows):
        if row and row.closes:
            if number >= len(said) - TAIL:
                return rows[:number]
            rows[number] = parts.rules.b.first(said[number])
    return rows


def _paragraphs(parts: Parts, found: list[Line]) -> list[Offsets]:
    """Return the paragraphs; near the end a line that is a sign-off or the like is one of its own."""
    layout, above, closed, tail = Layout.of(found), found[0], False, len(found) - TAIL
    spans: list[Offsets] = []
    begin = above.start
    for number, line in enumerate(found[1:], 1):
        edge = _edge(parts, found, number) if number >= tail else 0
        if closed or edge or layout.parts(parts.text, above, line):
            spans.append((begin, above.end))
            begin = line.start
        above, closed = line, edge > 1
    return [*spans, (begin, above.end)]


def _edge(parts: Parts, found: list[Line], number: int) -> int:
    """Return 1 where furniture begins at the line, 2 where it is the whole line, 0 where the story goes on.

    A line that stands alone is a paragraph of its own anyway.
    """
    line, above, last = found[number], found[number - 1], number == len(found) - 1
    if line.gap and (last or found[number + 1].gap):
        return 0
    said = parts.said(line.start, line.end)
    if _is_control(said):
        return 2
    if said.endswith(")") and "(" not in said:  # the second line of "(Reporting by Ann Roe;\nediting by Bob Poe)"
        return 0
    if not (line.gap or last or line.indent != above.indent or parts.text.endswith(STOPS, above.start, above.end)):
        both = parts.signs(parts.said(above.start, above.end), last=False) and parts.signs(said, last=False)
        return 2 if both else 0
    row = parts.rules.edge.first(said)
    if row:
        return 1 if row.how == "opens" else 2
    if parts.names_agency(said) or (last and line.gap and parts.rules.last.fullmatch(said)):
        return 2
    return 1 if read_notice(said, parts.wire) else 0


def _unglued(parts: Parts, spans: list[Offsets]) -> list[Offsets]:
    """Return ``spans`` with a sign-off that is glued to one of the last paragraphs cut off."""
    cut = spans[:-GLUED]
    for start, end in spans[-GLUED:]:
        at = _glue(parts, max(start + 1, end - LONGEST), end)
        cut += [(start, trimmed(parts.text, start, at)[1]), (at, end)] if at else [(start, end)]
    return cut


def _glue(parts: Parts, low: int, end: int) -> int | None:
    """Return where a sign-off begins that goes on to ``end``: ``(Reporting by ...)``, ``Enditem``, ``(ANSA)``."""
    if parts.text[end - 1] == ")":
        openings = (parts.text.find(word, low, end) for word in parts.rules.inline)
        at = min((opening for opening in openings if opening > 0), default=None)
        if at:
            return at
    mark = parts.rules.glued.search(parts.text, max(low, end - LONGEST // 12), end)
    named = mark and (mark[1][0] != "(" or agency_named(mark[1].strip("()."), parts.wire))
    return mark.start(1) if mark and named else None


def _read_tail(parts: Parts, spans: list[Offsets], lines: list[str], notebook: int) -> int:
    """Take sign-off, copyright and what else stands below the story; return how many paragraphs are above."""
    at = len(spans)
    while at > 0:
        (start, end), said = spans[at - 1], lines[at - 1]
        if parts.hold_rights(start, end):
            pass
        elif parts.signs(said, last=at > 1 and not parts.signed):
            parts.sign(start, end)
        elif row := parts.rules.t.first(said):
            parts.advise(start, end, row.kind)
        elif at > notebook or _is_control(said):
            parts.advise(start, end, "note")
        else:
            break
        at -= 1
    return at


def _is_control(said: str) -> bool:
    """Return whether there are only control characters, such as the end-of-text mark of a telex."""
    return 0 < len(said) < GLUED and not any(mark.isprintable() for mark in said)
