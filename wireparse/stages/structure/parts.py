"""What a dispatch is sorted into while its lines are read: one place to put each, and no line twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wireparse.model import Advisory, Byline, Copyright, Dateline
from wireparse.span import Offsets, Span, fold
from wireparse.wire.furniture import LONGEST, Furniture, read_notice
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.stages.structure.layout import Line

NAME = 33
"""No agency's name is longer."""


@dataclass(slots=True, eq=False, repr=False)
class Parts:
    """The parts of ``text`` found so far."""

    text: str
    wire: Pack
    rules: Furniture
    headline: Span | None = None
    advisories: list[Advisory] = field(default_factory=list)
    dateline: Dateline | None = None
    byline: Byline | None = None
    paragraphs: list[Span] = field(default_factory=list)
    signed: Offsets | None = None
    copyright: Copyright | None = None
    stamp: str | None = None

    def said(self, start: int, end: int) -> str:
        """Return what stands there, its white space folded; nothing where it is too long to be furniture."""
        return fold(self.text[start:end]) if end - start <= LONGEST else ""

    def advise(self, start: int, end: int, kind: str) -> None:
        """Take the stretch as an advisory."""
        self.advisories.append(Advisory(Span.of(self.text, start, end), kind))

    def advise_on(self, line: Line, kind: str) -> None:
        """Take the line as an advisory, or as more of the one on the line above."""
        above = self.advisories[-1] if self.advisories else None
        near = above and above.end <= line.start and not line.gap and not self.text[above.end : line.start].strip()
        if above and near and above.kind == kind:
            self.advisories.pop()
            self.advise(above.start, line.end, kind)
        else:
            self.advise(line.start, line.end, kind)

    def hold_rights(self, start: int, end: int) -> bool:
        """Take the stretch as the copyright line, a second one as a credit; return whether it is one."""
        notice = read_notice(self.said(start, end), self.wire)
        if notice and self.copyright:
            self.advise(start, end, "credit")
        elif notice:
            self.copyright = Copyright(Span.of(self.text, start, end), notice.year, notice.holder)
        return notice is not None

    def sign(self, start: int, end: int) -> None:
        """Take the stretch as the sign-off, or as the head of the one below it; one that stands apart is a credit."""
        if not self.signed:
            self.signed = start, end
        elif end <= self.signed[0] and not self.text[end : self.signed[0]].strip():
            self.signed = start, self.signed[1]
        else:
            self.advise(start, end, "credit")

    def signs(self, said: str, *, last: bool) -> bool:
        """Return whether ``said`` is a sign-off; ``last`` where nothing stands below: then four letters are enough."""
        if not said:
            return False
        known = self.names_agency(said) or self.rules.signoff.first(said) is not None
        return known or (last and self.rules.last.fullmatch(said) is not None)

    def names_agency(self, said: str) -> bool:
        """Return whether ``said`` is an agency's name and nothing else; a stop at its end is one of a sentence."""
        stopped = said.endswith(".") and not said.startswith("(")
        return len(said) <= NAME and not stopped and agency_named(said, self.wire) is not None
