"""Several dispatches in one plain text: where each begins, told only where it is certain.

A dispatch begins with its head: title, byline and lines to editors above a dateline that opens a paragraph. What stands
above that head is the story or the sign-off of the dispatch before. A text that is sent twice repeats its first line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wireparse.packs import SHARED, load_pack
from wireparse.wire.bylines import is_role, read_byline
from wireparse.wire.datelines import match_dateline
from wireparse.wire.furniture import furniture, read_notice
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterator

LIKELY = (
    r"(?m)^[ \t]{0,12}(?=[^\W\d_a-z]|[(/])"
    r"(?:[^\n]{0,110}?(?:[)\]/]|\d[.,]?[ \t]{0,3}(?:[-–—_:]|\r?$))"  # ZELENA (AFP) -, ZELENA, May 3 -
    r"|[^\n]{4,60}?\d[^\n]{1,12}? ?-"  # Caracas, 20 Ene. AVN.-
    r"|[^\n]{2,60}?ـ)"  # a dash in Arabic
)
"""A line that may open with a dateline: a bracket, or a number before a dash or the end of the line."""
HEAD = 16
"""Lines of a head at most, blank ones left out."""
TITLE = 160
STOPS = (".", "!", "?", '."', ".”", ".''", "?”", '?"', ",", ";", ".)")
RULE = r"[-=_*~#+ ]{3,}|NNNN|ZCZC.*|\d{1,3}"
STORY = 600
"""So many characters above a head are a story without a dateline."""
KEPT = 500
"""Lines of which it is kept in mind what they are."""
LEAST = 120
"""So many characters must stand between a title and the same title again."""
OPENING = frozenset({"update", "urgent", "correction", "kill", "hold", "embargo", "media"})


class _Line(NamedTuple):
    """A line above a dateline, its white space folded; ``gap`` tells of a blank line below it."""

    start: int
    said: str
    gap: bool
    width: int


def starts(text: str) -> Iterator[int]:
    r"""Yield where the dispatches in ``text`` begin, the first at 0; only that one where there are no sure signs of more.

    >>> list(starts("Rain\n\nORSA (AFP) - It fell.\n\nab/cd\n\nSnow\n\nORSA (AFP) - It fell too."))
    [0, 36]
    """
    view, above, titles = _View(text), None, 1
    yield 0
    for dateline in view.datelines():
        if above is None:
            first = view.head(dateline, None, HEAD)
            above, titles = dateline, max(1, first.titles)
            if dateline.sure and first.certain and first.titles and first.at > STORY:
                yield first.at
            continue
        begin = view.head(dateline, above, titles)
        if begin.certain and (dateline.sure or begin.at < dateline.line or begin.closed):
            yield begin.at
            above = dateline
    if above is None:
        yield from view.repeats()


class _Dateline(NamedTuple):
    """The line that a dateline stands on, where the text behind it begins, and whether it names an agency."""

    line: int
    after: int
    sure: bool


class _Begin(NamedTuple):
    """Where a dispatch begins; whether the one before it is told to end; the titles; whether this is no quotation."""

    at: int
    closed: bool
    titles: int
    certain: bool


class _View:
    """A text looked at for the heads of dispatches."""

    __slots__ = ("kinds", "rules", "text", "title", "wire")

    def __init__(self, text: str) -> None:
        self.text = text
        self.title = " ".join(text.lstrip()[: 2 * TITLE].partition("\n")[0].split())
        self.wire = load_pack(SHARED)
        self.rules = furniture(self.wire)
        self.kinds: dict[str, str] = {}

    def datelines(self) -> Iterator[_Dateline]:
        """Yield the datelines that lines open with."""
        for likely in re.finditer(LIKELY, self.text):
            start = likely.end() - len(likely[0].lstrip(" \t"))
            end = self.text.find("\n", start)
            here = match_dateline(self.text, start, end if end >= 0 else len(self.text), self.wire)
            if here and here.sureness > 1:
                yield _Dateline(likely.start(), here.after, here.sureness > 2)

    def head(self, dateline: _Dateline, before: _Dateline | None, most: int) -> _Begin:
        """Return where the dispatch with ``dateline`` begins, with ``most`` titles in its head at most.

        Nothing is looked at above ``before``, the dateline of the dispatch before.
        """
        head: list[tuple[_Line, str]] = []
        line, floor = dateline.line, before.line if before else 0
        above = self._above(line, floor)
        last, closed, titles = "", False, 0
        for number, there in enumerate(above):
            kind = self._kind(there, above[number + 1 : number + 2])
            if before and there.start == floor:
                kind = "prose" if self.text[before.after : there.start + there.width].strip() else "floor"
            titles += kind == "title" and (not head or head[-1][1] != "title" or there.gap)
            if kind in {"prose", "end", "floor"} or titles > most:
                last, closed = "" if kind == "floor" else there.said, kind == "end"
                break
            head.append((there, kind))
        while head and head[-1][1] == "either":
            head.pop()
        joined = bool(above) and not head and not closed and not above[0].gap and self.text[line] not in " \t"
        certain = bool(last) and not joined and not last.endswith(":") and len(head) < HEAD
        return _Begin(head[-1][0].start if head else line, closed, min(titles, most), certain)

    def _above(self, line: int, floor: int) -> list[_Line]:
        """Return the lines above ``line`` that are not blank, from the lowest up to the one at ``floor``."""
        found: list[_Line] = []
        gap, end = False, line - 1
        while end >= floor and len(found) <= HEAD:
            start = self.text.rfind("\n", 0, end) + 1
            there = self.text[start:end]
            if there.strip():
                found.append(_Line(start, " ".join(there.split()), gap, end - start))
            gap = not there.strip()
            end = start - 1
        return found

    def _kind(self, line: _Line, above: list[_Line]) -> str:
        """Return what a line between two stories is: title, head, end (of the dispatch above), either, or prose."""
        kind = self._known(line.said)
        credit = kind in {"end", "title"} and above and not above[0].gap and self._known(above[0].said) == "head"
        if credit and is_role(line.said, self.wire) and read_byline(above[0].said, self.wire):
            return "head"
        return kind

    def _known(self, said: str) -> str:
        if said not in self.kinds:
            if len(self.kinds) > KEPT:
                self.kinds.clear()
            self.kinds[said] = self._kind_alone(said)
        return self.kinds[said]

    def _kind_alone(self, said: str) -> str:
        if said == self.title:
            return "title"
        if len(said) > 3 * TITLE:
            return "prose"
        if read_byline(said, self.wire):
            return "head"
        row = self.rules.h.first(said)
        if row and (row.kind in OPENING or not self.rules.t.first(said)):
            return "head"
        if self._ends(said):
            return "end"
        if row:
            return "either"
        figures = sum(map(str.isdigit, said))
        running = len(said) > TITLE or said.endswith(STOPS) or self.rules.glued.search(said) or 3 * figures > len(said)
        return "prose" if running else "title"

    def _ends(self, said: str) -> bool:
        """Return whether the line is the last of a dispatch: sign-off, copyright, an agency's name, a rule."""
        rules = self.rules
        signed = rules.signoff.first(said) or rules.last.fullmatch(said) or rules.t.first(said) or re.fullmatch(RULE, said)
        loose = said.endswith(")") and "(" not in said
        return bool(signed or read_notice(said, self.wire) or agency_named(said, self.wire)) or loose

    def repeats(self) -> Iterator[int]:
        """Yield where the first line of the text stands again, with a story between."""
        text, title = self.text, self.title
        at = text.find(title)
        while len(title) > TITLE // 8 and (at := text.find(title, at + LEAST)) >= 0:
            if text[at - 1] == "\n" and text[at + len(title) :][:1] in {"", "\n", "\r"}:
                yield at
