"""What the tests of structure share: a story, its parts, and the check that no character is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.packs import load_pack
from wireparse.stages.structure import Structure, find_structure

if TYPE_CHECKING:
    from wireparse.span import Span

WIRE = load_pack("wire")
STORY = "The minister of mines said on Monday that nobody had been hurt in the collapse.\n\nRescuers dug on.\n"
MARKS = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029-‐‑‒–—―_:=<.,ـ"


def parse(text: str) -> Structure:
    return find_structure(text, WIRE)


def cases(block: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in block.strip().splitlines()]


def said(span: Span | None) -> str | None:
    return span.text if span else None


def spans(found: Structure) -> list[tuple[int, int]]:
    parts = [found.headline, found.dateline, found.byline, found.signoff, found.copyright, *found.advisories]
    return sorted((part.start, part.end) for part in [*parts, *(found.body.paragraphs if found.body else ())] if part)


def assert_tiles(text: str) -> None:
    """Whatever is no white space and no joining mark is in exactly one part."""
    at = 0
    for start, end in [*spans(parse(text)), (len(text), len(text))]:
        assert at <= start <= end, (text, at, start)
        assert not text[at:start].strip(MARKS), (text, text[at:start])
        at = end
