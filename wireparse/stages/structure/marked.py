"""What a format has already said of a text: its marks sorted into parts, and the lines that are left to be read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.model import Author, Byline, Copyright, Dateline, Mark
from wireparse.span import Offsets, Span
from wireparse.stages.structure.layout import lines
from wireparse.wire.bylines import read_byline
from wireparse.wire.datelines import match_dateline
from wireparse.wire.furniture import read_notice
from wireparse.wire.names import names, read_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.packs import Pack
    from wireparse.stages.structure.layout import Line
    from wireparse.stages.structure.parts import Parts

DASH = re.compile(r"\s*[-–—_:]{1,2}(?=\s)\s*")
OPENER = re.compile(r"(?i)(?:by|par|von|por|di)\s+")


def take_marks(parts: Parts, marks: Sequence[Mark]) -> None:
    """Sort the stretches that ``marks`` name into ``parts``; a second headline or byline is a note or a credit."""
    for mark in marks:
        span = Span.of(parts.text, mark.start, mark.end)
        if mark.part == "headline" and not parts.headline:
            parts.headline = span
        elif mark.part == "byline" and not parts.byline:
            parts.byline = _byline(span, parts.wire)
        elif mark.part == "dateline" and not parts.dateline:
            parts.dateline = _dateline(parts.text, mark, parts.wire)
        elif mark.part == "signoff" and not parts.signed:
            parts.signed = span.start, span.end
        elif mark.part == "copyright" and not parts.copyright:
            notice = read_notice(span.text, parts.wire)
            parts.copyright = Copyright(span, *(notice or (None, None)))
        else:
            parts.advise(span.start, span.end, _kind(parts, mark, span))


def stretches(text: str, marks: Sequence[Mark]) -> list[Offsets]:
    """Return what no mark covers, in order; a dash behind a dateline belongs to the mark."""
    free: list[Offsets] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        free.append((at, mark.start))
        dash = DASH.match(text, mark.end) if mark.part == "dateline" else None
        at = max(at, dash.end() if dash else mark.end)
    return [(start, end) for start, end in (*free, (at, len(text))) if start < end]


def free_lines(text: str, free: Sequence[Offsets], start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines in the ``free`` stretches of ``text[start:end]``."""
    last = len(text) if end is None else end
    return [line for low, high in free for line in lines(text, max(low, start), min(high, last))]


def _byline(span: Span, wire: Pack) -> Byline:
    """Return the byline with its authors: those that a line of names has, or else all of it as one."""
    words = OPENER.sub("", span.text, count=1)
    slashed = words.replace("/", ", ")  # Ann Roe/TT
    authors = read_byline(span.text, wire) or read_byline(f"By {slashed}", wire)
    return Byline(span, authors or (Author(words.strip(" ,;")),))


def _dateline(text: str, mark: Mark, wire: Pack) -> Dateline:
    """Return the dateline that the mark covers, its dash left out; one of no known form is a place and nothing else."""
    there = text[mark.start : mark.end]
    whole = Span.of(text, mark.start, mark.start + len(there.rstrip(" -–—_:,")))
    found = match_dateline(there, 0, len(there), wire)
    if not found:
        return Dateline(whole, read_places(whole.text, names(wire)))
    line, dated = found.dateline, found.dateline.date_span
    moved = dated and Span(dated.start + mark.start, dated.end + mark.start, dated.text)
    all_of_it = found.after < len(there)  # more stands there than a dateline has: nothing of it may be lost
    span = whole if all_of_it else Span(line.start + mark.start, line.end + mark.start, line.text)
    return replace(line, span=span, date_span=moved)


def _kind(parts: Parts, mark: Mark, span: Span) -> str:
    if mark.part == "byline":
        return "credit"
    row = parts.rules.h.first(parts.said(span.start, span.end))
    return row.kind if row else "note"
