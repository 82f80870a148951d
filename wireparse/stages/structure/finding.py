"""The parts of a dispatch: headline, lines to editors, dateline, byline, body, sign-off, copyright.

The parts tile the text: every character but white space and the marks that join parts belongs to exactly one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import Advisory, Body, Byline, Copyright, Dateline, Status, Warning
from wireparse.span import Span
from wireparse.stages.structure.above import HEAD, PROSE, read_above, read_head
from wireparse.stages.structure.layout import STOPS, WRAPPED, Line, lines, lines_from
from wireparse.stages.structure.marked import free_lines, stretches, take_marks
from wireparse.stages.structure.parts import Parts
from wireparse.stages.structure.story import read_story
from wireparse.wire.datelines import Found, match_dateline
from wireparse.wire.furniture import furniture
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wireparse.model import Mark
    from wireparse.packs import Pack

LOWEST = {1: 6, 2: 12, 3: 15}
"""The last line that a dateline may stand on, by its sureness; one with an agency also below, after a blank line."""
STATUS: dict[str, Status] = {"kill": "kill", "hold": "hold", "embargo": "embargoed", "correction": "correction"}
"""What an advisory makes of the dispatch, the gravest first."""
MEANING = {
    "kill": "the agency has withdrawn this dispatch: do not use it",
    "hold": "the agency asks to hold this dispatch",
    "embargo": "this dispatch is under embargo",
    "correction": "this dispatch is a correction or has been corrected",
}


class Structure(NamedTuple):
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
    stamp: str | None = None


def find_structure(text: str, wire: Pack, marks: Sequence[Mark] = ()) -> Structure:
    """Return the parts of ``text``; any text has some, an empty one none.

    What ``marks`` cover is what they say it is, the rules are for the rest: the conventions are the agencies' own,
    measured on real copy. Where one text holds several dispatches, only the first is read as one: readers part them.

    >>> from wireparse.packs import load_pack
    >>> find_structure("ZELENA, May 3 (AFP) - Rain fell.", load_pack("wire")).agency
    'AFP'
    """
    parts = Parts(text, wire, furniture(wire))
    if marks:
        _read_rest(parts, marks)
        return _finished(parts)
    found = lines(text)
    at, here = _find_dateline(text, found, wire)
    if here:
        parts.dateline = here.dateline
        read_above(parts, found[:at])
        read_story(parts, lines_from(text, here.after, found), named=_alone(text, here))
    else:
        read_story(parts, found[read_head(parts, found) :], named=False)
    return _finished(parts)


def _read_rest(parts: Parts, marks: Sequence[Mark]) -> None:
    """Take what ``marks`` say, and read the lines between them by the rules for lines above and below a dateline."""
    text, free = parts.text, stretches(parts.text, marks)
    take_marks(parts, marks)
    found = free_lines(text, free)
    if parts.dateline:
        read_above(parts, free_lines(text, free, 0, parts.dateline.start))
        read_story(parts, free_lines(text, free, parts.dateline.end), named=True)
        return
    at, here = _find_dateline(text, found, parts.wire)
    if here:
        parts.dateline = here.dateline
        read_above(parts, found[:at])
        read_story(parts, free_lines(text, free, here.after), named=_alone(text, here))
    else:
        read_story(parts, found[read_head(parts, found) :], named=False)


def _find_dateline(text: str, found: Sequence[Line], wire: Pack) -> tuple[int, Found | None]:
    """Return the number of the line that the dateline stands on, and the dateline.

    The first with a date or an agency is taken; one that is only capitals gives way to a surer one further down.
    """
    best: tuple[int, Found | None] = (0, None)
    prose = 0
    for number, line in enumerate(found[:HEAD]):
        here = match_dateline(text, line.start, _reach(text, found, number), wire)
        if here and _may_stand(here.sureness, number, line, prose):
            if here.sureness > 1:
                return number, here
            best = best if best[1] else (number, here)
        prose += line.width > PROSE and text.endswith(STOPS, line.start, line.end)
    return best


def _alone(text: str, here: Found) -> bool:
    """Return whether nothing follows the dateline on its line."""
    return any(mark in "\r\n" for mark in text[here.dateline.end : here.after])


def _may_stand(sureness: int, number: int, line: Line, prose: int) -> bool:
    """Return whether a dateline may stand so far down: one with an agency below two paragraphs, others at the top."""
    certain = sureness > 2
    return prose <= (2 if certain else 0) and (number <= LOWEST[sureness] or (certain and line.gap))


def _reach(text: str, found: Sequence[Line], number: int) -> int:
    """Return where a dateline that begins on the line must end: a place alone on its line goes on below it."""
    line = found[number]
    if line.width > WRAPPED // 2 or number + 1 == len(found) or found[number + 1].gap:
        return line.end
    place = text[line.start : line.end]
    broken = place.endswith(",") or (place.isupper() and len(place.split()) <= 2)
    return found[number + 1].end if broken else line.end


def _finished(parts: Parts) -> Structure:
    """Return the parts, with status, agency and warnings; a headline with nothing below is the story."""
    if parts.headline and not parts.paragraphs and not parts.dateline:
        parts.paragraphs, parts.headline = [parts.headline], None
    advisories = tuple(sorted(parts.advisories, key=lambda advisory: advisory.start))
    warnings = tuple(_warnings(parts, advisories))
    codes = {warning.code for warning in warnings}
    signoff = Span.of(parts.text, *parts.signed) if parts.signed else None
    return Structure(
        parts.headline,
        advisories,
        parts.dateline,
        parts.byline,
        _body(parts),
        signoff,
        parts.copyright,
        _agency(parts, signoff),
        next((STATUS[kind] for kind in STATUS if kind in codes), "usable"),
        warnings,
        parts.stamp,
    )


def _body(parts: Parts) -> Body | None:
    spans, text = parts.paragraphs, parts.text
    if not spans:
        return None
    between = [text[above.end : below.start] for above, below in pairwise(spans)]
    if "" in between or "".join(between).strip():
        return Body(Span.of(text, spans[0].start, spans[-1].end), tuple(spans))
    return Body(Span(spans[0].start, spans[-1].end, " ".join([span.text for span in spans])), tuple(spans))


def _warnings(parts: Parts, advisories: Sequence[Advisory]) -> Iterator[Warning]:
    """Return a warning for each line that says that the copy is not to be used as it stands."""
    found = [(advisory.kind, advisory.span) for advisory in advisories if advisory.kind in STATUS]
    title = parts.headline or next(iter(parts.paragraphs), None)
    row = parts.rules.headline.first(title.text) if title else None
    if title and row:
        found.append((row.kind, title))
    return (Warning(kind, f"{MEANING[kind]}: {span.text}", span.start, span.end) for kind, span in found)


def _agency(parts: Parts, signoff: Span | None) -> str | None:
    """Return the agency: the dateline's, or else the one that sign-off, copyright or byline names."""
    if parts.dateline and parts.dateline.agency:
        return parts.dateline.agency
    words = [signoff.text, signoff.text.split()[0]] if signoff else []
    if parts.copyright and parts.copyright.holder:
        words.append(parts.copyright.holder)
    if parts.byline:
        words.append(parts.byline.text.rpartition(",")[2])
        for who in parts.byline.authors:
            words += [who.name, *(who.role or "").rsplit(" ", 1)[:1], *(who.role or "").split(" ", 1)[:1]]
    return next((agency for word in words if (agency := agency_named(word, parts.wire))), None)
