"""TREC collections: ``<DOC><DOCNO>``, with other tags in each: AP (``<HEAD>``, ``<1ST_LINE>``), WSJ, FT, AQUAINT...

Tag names open with digits and documents have no root: no XML. The day is in ``FILEID``, ``DATE_TIME``, ``DATE`` or the
like, or else in the document's number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Header
from wireparse.readers.days import day_in, month_of, stamped
from wireparse.readers.messages import Draft, dispatches, head_parts, key_line
from wireparse.readers.sgml import SERVICES, documents, fields, first_of, paragraph, plain
from wireparse.readers.stories import unpaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Part
    from wireparse.readers import RawDispatch
    from wireparse.readers.sgml import Document

NAME = "trec"
HELP = "TREC and AQUAINT collections (AP, WSJ, FT...), many dispatches a file"
PARTS: dict[str, Part] = {
    "HEAD": "headline", "HEADLINE": "headline", "HL": "headline", "TITLE": "headline", "TTL": "headline", "H3": "headline",
    "BYLINE": "byline", "BY": "byline", "AUTHOR": "byline", "DATELINE": "dateline", "TEXT": "body", "BODY": "body",
    "LP": "body", "LEADPARA": "body", "P": "body", "NOTE": "advisory", "": "body", "DOC": "body",
}  # fmt: skip
ABOUT = (
    "DOCNO|DOCID|DOCTYPE|FILEID|FIRST|SECOND|UNK|[123](?:ST|ND|RD)_LINE|SLUG|CATEGORY|KEYWORD|IN|CO|GV|SO|DD|DATE|DATE1|DATE_TIME|DATETIME|"
    "DESCRIPT|SUBJECT|PUB|PAGE|PROFILE|XX|RE|CN|TP|G|MS|HEADER|TRAILER|LENGTH|SECTION|TYPE|GRAPHIC|CORRECTION(?:-DATE)?|EDITION"
)
TAGS = rf"{'|'.join(filter(None, PARTS))}|{ABOUT}"
DATES = ("DATE_TIME", "DATETIME", "FILEID", "TRAILER", "HEADER", "DD", "DATE", "DATE1", "DOCNO", "DOCID")
STAMP = r"-(\d\d)-(\d\d)-(\d\d)[ \t]+(\d{4})?([A-Z]{3}|Z)?"
DIGITS = r"\b((?:19|20)\d\d)-?(\d\d)-?(\d\d)\b(?:[T ](\d\d:\d\d(?::\d\d)?))?"
NUMBER = r"^[A-Za-z_]{1,8}((?:19|20)\d\d|\d\d)(\d\d)(\d\d)[-._]"
SLASHES = r"\b(\d\d)/(\d\d)/((?:19|20)?\d\d)\b(?:\s+(\d\d:\d\d(?::\d\d)?))?"
SIX = r"(\d\d)(\d\d)(\d\d)"
SHORT = r"\b(\d\d?)-?([A-Za-z]{3})-?(\d\d(?:\d\d)?)\b"


def sniff(head: bytes) -> float:
    """Return 0.95 where a document with a number opens in the bytes."""
    return 0.95 if re.search(rb"(?i)<DOC>\s*<DOC(?:NO|ID)>", head) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the documents; raises ``InputError`` where there are none. The id is the document's number."""
    return dispatches(NAME, map(_draft, documents(data, "DOC", encoding)))


def _draft(document: Document) -> Draft:
    blocks: list[tuple[Part, str]] = []
    said: dict[str, list[str]] = {}
    for field in fields(document.inner, TAGS):
        part = PARTS.get(field.tag)
        if part is None:
            said.setdefault(field.tag, []).append(paragraph(field.text))
        elif part == "body":
            blocks.append((part, paragraph(field.text) if field.tag == "P" else plain(field.text).strip("\n")))
        else:
            blocks.append((part, paragraph(field.text)))
    warnings = (*document.warnings, *unpaired(document.inner, TAGS))
    return Draft(_headed(blocks), _header(said), document.encoding, warnings)


def _headed(blocks: list[tuple[Part, str]]) -> list[tuple[Part, str]]:
    """Return ``blocks`` with the lines of one byline joined, and a second headline, a note to editors, told as such."""
    first = next((at for at, (part, _) in enumerate(blocks) if part == "body"), len(blocks))
    above = blocks[:first]
    byline = ", ".join(said.rstrip(",") for part, said in above if part == "byline")
    titles = head_parts((said for part, said in above if part == "headline"), last=False)
    others = [block for block in above if block[0] not in {"headline", "byline"}]
    return [*titles, ("byline", byline), *others, *blocks[first:]]


def _header(said: dict[str, list[str]]) -> Header:
    number, line = first_of(said, "DOCNO", "DOCID"), first_of(said, "FIRST", "1ST_LINE", "SLUG")
    key = key_line(line)
    agency = re.match(r"[A-Z]+", number)
    keywords = [*said.get("DESCRIPT", ()), *said.get("IN", ()), *said.get("SUBJECT", ())]
    return Header(
        id=number or None, date=next(filter(None, (_stamp(said[tag][0]) for tag in DATES if tag in said)), None),
        slug=(key.slug if key else line) or None, categories=(key.category,) if key else tuple(said.get("CATEGORY", ())),
        priority=key.priority if key else None, provider=SERVICES.get(agency[0]) if agency else None,
        genre=first_of(said, "DOCTYPE", "TYPE") or None,
        keywords=tuple(word.strip() for words in keywords for word in re.split(r"[;,]", words) if word.strip()),
    )  # fmt: skip


def _stamp(line: str) -> str | None:
    """Return the day, with the time if there is one, in any of the ways that the collections write it."""
    if found := re.search(STAMP, line):
        return stamped(found[3], int(found[1]), found[2], found[4], found[5])
    if found := re.search(DIGITS, line):
        return stamped(found[1], int(found[2]), found[3], found[4])
    if found := re.search(NUMBER, line):
        return stamped(found[1], int(found[2]), found[3])
    if found := re.fullmatch(SIX, line):
        return stamped(found[1], int(found[2]), found[3])
    if found := re.search(SLASHES, line):
        return stamped(found[3], int(found[1]), found[2], found[4])
    if found := re.search(SHORT, line):
        return stamped(found[3], month_of(found[2]), found[1])
    return day_in(line)
