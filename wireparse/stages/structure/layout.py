"""How copy lies on the page: lines with their indents, and where one paragraph ends and the next begins.

Paragraphs are parted by blank lines, by indents of three columns or more (telex copy) or by every line end
(copy whose lines are longer than any teleprinter's); hard-wrapped lines of 60 to 75 columns are joined.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from wireparse.span import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TAB = 8
INDENT = 3
WRAPPED = 100
"""No wire wraps wider than this: a longer line is a paragraph of its own."""
SPARE = 15
STOPS = (".", "!", "?", '."', '."', ".''", ".”", "?”", "!”", ".»", ". »", ".)", "؟")
TYPESET = re.compile(r"&(?:UR|LR|QL|QC|MD);|(?<= )(?:QL|QC)(?: UR)?(?=\s|$)")
BULLETS = ("* ", "• ", "· ", "▪ ")


class Line(NamedTuple):
    """A line that is not blank, without the white space at its ends; ``gap`` tells of blank lines above it."""

    start: int
    end: int
    indent: int
    gap: bool

    @property
    def width(self) -> int:
        return self.end - self.start


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    r"""Return the lines of ``text[start:end]`` that are not blank.

    >>> [(line.indent, line.gap) for line in lines("ZELENA\n\n   (XYZ)")]
    [(0, True), (3, True)]
    """
    found: list[Line] = []
    gap, at = True, start
    for raw in text[start:end].splitlines(keepends=True):
        there = raw.strip()
        if there:
            margin = 0 if raw[0] == there[0] else len(raw) - len(raw.lstrip())
            first = at + margin
            line = Line(first, first + len(there), _columns(raw[:margin]) if margin else 0, gap)
            found += _typeset(text, line) if "&" in raw or " QL UR" in raw else (line,)
        gap = not there
        at += len(raw)
    return found


def lines_from(text: str, start: int, found: Sequence[Line]) -> list[Line]:
    r"""Return the lines of ``text`` from ``start`` on, which is in the midst of ``found``, the lines of all the text.

    >>> text = "ZELENA (XYZ) - Rain fell.\nIt fell."
    >>> lines_from(text, 15, lines(text)) == lines(text, 15)
    True
    """
    number = bisect_right(found, start, key=itemgetter(0))
    if number == len(found):
        return lines(text, start)
    between = text[start : found[number].start]
    same_line = between.splitlines() == [between]
    return lines(text, start) if same_line else [*lines(text, start, found[number].start), *found[number:]]


def _typeset(text: str, line: Line) -> Iterator[Line]:
    """Return ``line`` cut at the typesetting marks of old AP copy, which stand where its lines ended."""
    at, gap = line.start, line.gap
    for mark, after in [*(mark.span() for mark in TYPESET.finditer(text, line.start, line.end)), (line.end, line.end)]:
        start, end = trimmed(text, at, mark)
        if start < end:
            yield Line(start, end, line.indent, gap)
            gap = False
        at = after


def _columns(margin: str) -> int:
    return len(margin) + (TAB - 1) * margin.count("\t")


class Layout(NamedTuple):
    """What parts the paragraphs of one body: the margin that indents are counted from, and its usual full width."""

    margin: int
    width: int

    @classmethod
    def of(cls, found: Sequence[Line]) -> Layout:
        """Return the layout of ``found``; the first line is no witness for the margin, it may follow a dateline."""
        rest = found[1:]
        loose = any(line.gap for line in rest)
        widths = sorted([line.end - line.start for line in found])
        return cls(min([line.indent for line in rest]) if loose else 0, widths[len(widths) * 4 // 5])

    def parts(self, text: str, above: Line, line: Line) -> bool:
        """Return whether a paragraph begins at ``line``, which stands below ``above``."""
        width = above.end - above.start
        if line.gap or line.indent >= self.margin + INDENT or width > WRAPPED or line.end - line.start > WRAPPED:
            return True
        room = self.width - width - SPARE
        return text.startswith(BULLETS, line.start) or (room > 0 and _ends_short(text, above, line, room))


def _ends_short(text: str, above: Line, line: Line, room: int) -> bool:
    """Return whether ``above`` ends a sentence and leaves ``room`` for more than the next word."""
    if not text.endswith(STOPS, above.start, above.end):
        return False
    return any(mark.isspace() for mark in text[line.start : line.start + room])
