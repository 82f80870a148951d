"""The parts of a dispatch: headline, lines to editors, dateline, byline, body, sign-off, copyright.

The parts tile the text: every character but white space and the marks that join parts belongs to exactly one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wireparse.model import Advisory, Body, Byline, Copyright, Dateline, Status, Warning
from wireparse.span import Offsets, Span, fold
from wireparse.stages.bylines import is_role, read_byline
from wireparse.stages.datelines import Found, agency_named, match_dateline
from wireparse.stages.furniture import LONGEST, Furniture, furniture, read_notice
from wireparse.stages.layout import INDENT, STOPS, WRAPPED, Layout, Line, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.packs import Pack

HEAD = 30
"""Lines above the story at most."""
HIGHEST = {1: 6, 2: 12}
"""The last line that a dateline without an agency may stand on, by its sureness."""
TAIL = 60
"""Lines below the story at most."""
PROSE = 120
TITLE = 320
CLOSING_MARKS = re.compile(r"\s*[=<]+$")
STATUS: dict[str, Status] = {"kill": "kill", "hold": "hold", "embargo": "embargoed", "correction": "correction"}
"""What an advisory makes of the dispatch, the gravest first."""
MEANING = {
    "kill": "the agency has withdrawn this dispatch: do not use it",
    "hold": "the agency asks to hold this dispatch",
    "embargo": "this dispatch is under embargo",
    "correction": "this dispatch is a correction or has been corrected",
}


@dataclass(frozen=True, slots=True)
class Structure:
    """The parts of one dispatch; offsets are into the untouched text."""

    headline: Span | None
    advisories: tuple[Advisory, ...]
    dateline: Dateline | None
    byline: Byline | None
    body: Body | None
    signoff: Span | None
    copyright: Copyright | None
    agency: str | None
    status: Status
    warnings: tuple[Warning, ...]


def find_structure(text: str, wire: Pack) -> Structure:
    """Return the parts of ``text``; any text has some, an empty one none.

    The conventions are those of the agencies' own style guides as WIRE_FORMATS 6-8 records them.

    >>> from wireparse.packs import load_pack
    >>> find_structure("ZELENA, May 3 (AFP) - Rain fell.", load_pack("wire")).dateline.agency
    'AFP'
    """
    parts = _Parts(text, wire, furniture(wire))
    found = lines(text)
    at, dateline = _find_dateline(text, found, wire)
    if dateline:
        parts.dateline = dateline.dateline
        parts.read_above(found[:at])
        parts.read_story(lines(text, dateline.after), named=_is_alone(text, dateline))
    else:
        parts.read_story(found[parts.read_head(found) :], named=False)
    return parts.done()


def _find_dateline(text: str, found: Sequence[Line], wire: Pack) -> tuple[int, Found | None]:
    """Return the number of the line that the dateline stands on, and the dateline; the surest of the first lines."""
    best: tuple[int, Found | None] = (0, None)
    prose = 0
    for number, line in enumerate(found[:HEAD]):
        here = match_dateline(text, line.start, _reach(text, found, number), wire)
        if here and _may_stand(here.sureness, number, line, prose) and not best[1]:
            best = number, here
        if here and here.sureness > 1 and _may_stand(here.sureness, number, line, prose):
            return number, here
        prose += line.width > PROSE and text.endswith(STOPS, line.start, line.end)
    return best


def _may_stand(sureness: int, number: int, line: Line, prose: int) -> bool:
    """Return whether a dateline may stand so far down: one with an agency below two paragraphs, others at the top."""
    if sureness > 2:
        return prose <= 2 and (line.gap or number <= HEAD // 2)
    return prose == 0 and number <= HIGHEST[sureness]


def _reach(text: str, found: Sequence[Line], number: int) -> int:
    """Return where a dateline that begins on the line must end: a place alone on its line goes on below it."""
    line = found[number]
    place = text[line.start : min(line.end, line.start + WRAPPED)]
    broken = line.width <= WRAPPED // 2 and (place.endswith(",") or (place.isupper() and len(place.split()) <= 2))
    if broken and number + 1 < len(found) and not found[number + 1].gap:
        return found[number + 1].end
    return line.end


def _is_alone(text: str, found: Found) -> bool:
    """Return whether the dateline stands alone on its line."""
    return any(mark in "\r\n" for mark in text[found.dateline.end : found.after])


@dataclass(slots=True)
class _Parts:
    """The parts found so far."""

    text: str
    wire: Pack
    rules: Furniture
    headline: Span | None = None
    advisories: list[Advisory] = field(default_factory=list)
    dateline: Dateline | None = None
    byline: Byline | None = None
    paragraphs: list[Span] = field(default_factory=list)
    signoff: Offsets | None = None
    copyright: Copyright | None = None

    def read_above(self, head: Sequence[Line]) -> None:
        """Sort the lines above a dateline: the first that are nothing else are the headline."""
        free: list[Line] = []
        at = 0
        while at < len(head):
            to = self._take(head, at, named=bool(free))
            if to == at:
                if free and (head[at].gap or free[-1].end != head[at - 1].end):
                    self._free(free)
                    free = []
                free.append(head[at])
                to = at + 1
            at = to
        self._free(free)

    def read_head(self, found: Sequence[Line]) -> int:
        """Sort the lines above a story that has no dateline; return how many there are."""
        at = 0
        while at < min(len(found), HEAD):
            to = self._take(found, at, named=self.headline is not None)
            if to == at and not self.headline and not self.byline:
                to += self._title(found[at : at + HEAD])
                self._free(found[at:to])
            if to == at:
                break
            at = to
        return at

    def _title(self, found: Sequence[Line]) -> int:
        """Return how many of the first lines are a headline: short, without a stop, and something else below."""
        block = [found[0]]
        for line in found[1:]:
            if line.gap or self._kind(line) or self._is_byline(line):
                break
            block.append(line)
        first, last = found[0], block[-1]
        if len(block) > 1 and first.width <= PROSE and not self._stops(first):
            below = block[1]
            if below.width > max(WRAPPED, first.width) or (below.indent >= INDENT > first.indent):
                return 1
        if len(block) < len(found) and len(block) <= 3 and last.end - first.start <= PROSE * len(block):
            return 0 if self._stops(last) else len(block)
        return 0

    def _stops(self, line: Line) -> bool:
        return self.text.endswith((".", ",", ":", ";", '."', ".”", ',"'), line.start, line.end)

    def _line(self, line: Line) -> str:
        """Return what the line says, its white space folded; nothing of a line too long for furniture."""
        return fold(self.text[line.start : line.end]) if line.width <= LONGEST else ""

    def _kind(self, line: Line) -> str | None:
        row = self.rules.h.first(self._line(line))
        return row.kind if row else None

    def _is_byline(self, line: Line) -> bool:
        return not self.byline and bool(read_byline(self._line(line), self.wire, named=True))

    def _take(self, found: Sequence[Line], at: int, *, named: bool) -> int:
        """Take the line as an advisory, byline or copyright line; return the number of the next line, or ``at``."""
        to, line = _bracket_end(self.text, found, at), found[at]
        whole = line._replace(end=found[to - 1].end)
        said = self._line(whole)
        row = self.rules.h.first(said)
        if row:
            self._advise(whole.start, whole.end, row.kind)
            return to
        authors = () if self.byline else read_byline(self._line(line), self.wire, named=named)
        if authors:
            self.byline = Byline(self._bare(line), authors)
            return at + 1
        if self.byline and at and found[at - 1].start <= self.byline.start and is_role(self._line(line), self.wire):
            self._add_role(line)
            return at + 1
        return at + self._copyright(line.start, line.end)

    def _bare(self, line: Line) -> Span:
        """Return the line without the marks that close a header line."""
        closing = CLOSING_MARKS.search(self.text, max(line.start, line.end - INDENT), line.end)
        return Span.of(self.text, line.start, closing.start() if closing else line.end)

    def _add_role(self, line: Line) -> None:
        role = self._bare(line).text
        if self.byline and not agency_named(role, self.wire):
            authors = tuple(replace(who, role=who.role or role) for who in self.byline.authors)
            self.byline = replace(self.byline, authors=authors)
        self._advise(line.start, line.end, "credit")

    def _free(self, block: Sequence[Line]) -> None:
        """Take lines above the story as the headline, or, where there is one or they are no headline, as a note."""
        if not block:
            return
        start, end = block[0].start, block[-1].end
        long = end - start > PROSE + INDENT and self.text.endswith(STOPS, start, end)
        if self.headline or long or end - start > TITLE:
            self._advise(start, end, "note")
        else:
            self.headline = self._bare(block[0]._replace(end=end))

    def _advise(self, start: int, end: int, kind: str) -> None:
        self.advisories.append(Advisory(Span.of(self.text, start, end), kind))

    def _copyright(self, start: int, end: int) -> bool:
        """Take the stretch as the copyright line, a second one as a credit; return whether it is one."""
        notice = read_notice(fold(self.text[start:end]), self.wire) if end - start <= LONGEST else None
        if notice and self.copyright:
            self._advise(start, end, "credit")
        elif notice:
            self.copyright = Copyright(Span.of(self.text, start, end), notice.year, notice.holder)
        return notice is not None

    def read_story(self, found: list[Line], *, named: bool) -> None:
        """Sort everything from the body's first line on; ``named`` where a byline may still come."""
        if named and found and not self.byline:
            authors = read_byline(self._line(found[0]), self.wire)
            if authors:
                self.byline = Byline(self._bare(found[0]), authors)
                found = found[1:]
        spans = self._inline(self._cut(found)) if found else []
        spans = spans[: self._read_tail(spans)]
        for start, end in spans:
            row = self.rules.b.first(fold(self.text[start:end])) if end - start <= LONGEST else None
            if row:
                self._advise(start, end, row.kind)
            else:
                self.paragraphs.append(Span.of(self.text, start, end))

    def _cut(self, found: list[Line]) -> list[Offsets]:
        """Return the paragraphs; near the end a line that is a sign-off or the like is one of its own."""
        layout, above, closed = Layout.of(found), found[0], False
        spans = [(above.start, above.end)]
        for number, line in enumerate(found[1:], 1):
            single = line.gap and (number + 1 == len(found) or found[number + 1].gap)
            edge = self._edge(found, number) if not single and number >= len(found) - TAIL else 0
            if closed or edge or layout.parts(self.text, above, line):
                spans.append((line.start, line.end))
            else:
                spans[-1] = (spans[-1][0], line.end)
            above, closed = line, edge > 1
        return spans

    def _edge(self, found: list[Line], number: int) -> int:
        """Return 1 where furniture begins at the line, 2 where it is the whole line."""
        line, above, last = found[number], found[number - 1], number == len(found) - 1
        said = self._line(line)
        if not (line.gap or last or line.indent != above.indent or self.text.endswith(STOPS, above.start, above.end)):
            return 2 if self._is_signoff(self._line(above), last=False) and self._is_signoff(said, last=last) else 0
        row = self.rules.edge.first(said)
        if row:
            return 1 if row.how == "opens" else 2
        if self._names_agency(said) or (last and line.gap and self.rules.last.fullmatch(said)):
            return 2
        return 1 if read_notice(said, self.wire) else 0

    def _is_signoff(self, said: str, *, last: bool) -> bool:
        if not said or len(said) > LONGEST:
            return False
        signed = self._names_agency(said) or self.rules.signoff.first(said) is not None
        return signed or (last and self.rules.last.fullmatch(said) is not None)

    def _names_agency(self, said: str) -> bool:
        return len(said) <= WRAPPED // 3 and not said.endswith(".") and agency_named(said, self.wire) is not None

    def _inline(self, spans: list[Offsets]) -> list[Offsets]:
        """Return ``spans`` with a sign-off that is glued to one of the last paragraphs cut off."""
        cut = spans[:-3]
        for start, end in spans[-3:]:
            low = max(start + 1, end - LONGEST)
            at = min((here for word in self.rules.inline if (here := self.text.find(word, low, end)) > 0), default=0)
            glued = at and self.text[end - 1] == ")"
            cut += [(start, at), (at, end)] if glued else [(start, end)]
        return cut

    def _read_tail(self, spans: list[Offsets]) -> int:
        """Take sign-off, copyright and what else stands below the story; return how many paragraphs are above."""
        notebook = self._notebook(spans)
        at = len(spans)
        last = True
        while at > 0:
            start, end = spans[at - 1]
            said = fold(self.text[start:end]) if end - start <= LONGEST else ""
            if self._copyright(start, end):
                pass
            elif self._is_signoff(said, last=last and at > 1):
                self._sign(start, end)
                last = False
            elif row := self.rules.t.first(said):
                self._advise(start, end, row.kind)
            elif at > notebook:
                self._advise(start, end, "note")
            else:
                break
            at -= 1
        return at

    def _notebook(self, spans: list[Offsets]) -> int:
        """Return how many paragraphs stand above the desk's own notes, which go on to the end."""
        first = max(0, len(spans) - TAIL)
        for number, (start, end) in enumerate(spans[first:], first):
            if end - start <= LONGEST and self.rules.r.first(fold(self.text[start:end])):
                return number
        return len(spans)

    def _sign(self, start: int, end: int) -> None:
        """Take the stretch as the sign-off, or as the head of the one below it; one that stands apart is a credit."""
        if not self.signoff:
            self.signoff = start, end
        elif not self.text[end : self.signoff[0]].strip():
            self.signoff = start, self.signoff[1]
        else:
            self._advise(start, end, "credit")

    def done(self) -> Structure:
        """Return the parts, with status, agency and warnings."""
        if self.headline and not self.paragraphs and not self.dateline:
            self.paragraphs, self.headline = [self.headline], None
        advisories = tuple(sorted(self.advisories, key=lambda advisory: advisory.start))
        body = Span.of(self.text, self.paragraphs[0].start, self.paragraphs[-1].end) if self.paragraphs else None
        warnings = tuple(_warnings(advisories, self.headline, self.rules))
        codes = {warning.code for warning in warnings}
        signoff = Span.of(self.text, *self.signoff) if self.signoff else None
        return Structure(
            self.headline, advisories, self.dateline, self.byline, Body(body, tuple(self.paragraphs)) if body else None,
            signoff, self.copyright, self._agency(signoff),
            next((status for kind, status in STATUS.items() if kind in codes), "usable"), warnings,
        )

    def _agency(self, signoff: Span | None) -> str | None:
        """Return the agency: the dateline's, or else the one that sign-off, copyright or byline names."""
        if self.dateline and self.dateline.agency:
            return self.dateline.agency
        signed = [signoff.text, *signoff.text.split()[:1]] if signoff and len(signoff.text) < WRAPPED else []
        held = [self.copyright.holder] if self.copyright and self.copyright.holder else []
        desk = [self.byline.text.rpartition(",")[2], self.byline.authors[0].name] if self.byline else []
        return next((agency for word in [*signed, *held, *desk] if (agency := agency_named(word, self.wire))), None)


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


def _warnings(advisories: Sequence[Advisory], headline: Span | None, rules: Furniture) -> list[Warning]:
    """Return a warning for each line that says that the copy is not to be used as it stands."""
    found = [(advisory.kind, advisory.span) for advisory in advisories if advisory.kind in STATUS]
    row = rules.headline.first(headline.text) if headline else None
    if headline and row:
        found.append((row.kind, headline))
    return [Warning(kind, f"{MEANING[kind]}: {span.text}", span.start, span.end) for kind, span in found]
