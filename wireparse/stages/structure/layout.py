"""How copy lies on the page: lines with their indents, and where one paragraph ends and the next begins.

Paragraphs are parted by blank lines, by indents of three columns or more (telex copy) or by every line end
(copy whose lines are longer than any teleprinter's); hard-wrapped lines of 60 to 75 columns are joined.
"""

from __future__ import annotations

import re
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


def lines(text: str, start: int = 0) -> list[Line]:
    r"""Return the lines of ``text`` from ``start`` on that are not blank.

    >>> [(line.indent, line.gap) for line in lines("ZELENA\n\n   (XYZ)")]
    [(0, True), (3, True)]
    """
    return list(_lines(text, start))


def _lines(text: str, at: int) -> Iterator[Line]:
    gap = True
    for raw in text[at:].splitlines(keepends=True):
        start, end = trimmed(text, at, at + len(raw))
        if start < end:
            line = Line(start, end, _columns(text[at:start]), gap)
            yield from _typeset(text, line) if "&" in raw or " QL UR" in raw else (line,)
        gap = start >= end
        at += len(raw)


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
    return len(margin) + (TAB - 1) * margin.count("\t") if margin else 0


class Layout(NamedTuple):
    """What parts the paragraphs of one body: the margin that indents are counted from, and its usual full width."""

    margin: int
    width: int

    @classmethod
    def of(cls, found: Sequence[Line]) -> Layout:
        """Return the layout of ``found``; the first line is no witness for the margin, it may follow a dateline."""
        rest = found[1:]
        loose = any(line.gap for line in rest)
        widths = sorted(line.width for line in found)
        return cls(min((line.indent for line in rest), default=0) if loose else 0, widths[len(widths) * 4 // 5])

    def parts(self, text: str, above: Line, line: Line) -> bool:
        """Return whether a paragraph begins at ``line``, which stands below ``above``."""
        if line.gap or line.indent >= self.margin + INDENT or max(above.width, line.width) > WRAPPED:
            return True
        return text.startswith(BULLETS, line.start) or self._ends_short(text, above, line)

    def _ends_short(self, text: str, above: Line, line: Line) -> bool:
        """Return whether ``above`` ends a sentence and leaves room for far more than the next word."""
        room = self.width - above.width - SPARE
        if room <= 0 or not text.endswith(STOPS, above.start, above.end):
            return False
        return any(mark.isspace() for mark in text[line.start : line.start + room])


def blocks(found: Sequence[Line]) -> list[list[Line]]:
    """Return ``found`` cut at blank lines."""
    cut: list[list[Line]] = []
    for line in found:
        if line.gap or not cut:
            cut.append([])
        cut[-1].append(line)
    return cut
