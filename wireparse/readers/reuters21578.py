"""Reuters-21578, the collection of 1987: ``<REUTERS ... NEWID="1">``, a thousand dispatches a file, in latin-1.

``BRIEF`` has a title alone, ``UNPROC`` untagged text; topics are the header's categories, places, people and firms its
keywords. Control characters stand there as ``&#3;``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Header
from wireparse.readers.days import month_of, stamped
from wireparse.readers.messages import Draft, dispatches, key_line
from wireparse.readers.sgml import attribute, documents, fields, paragraph, plain
from wireparse.readers.stories import unpaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Part
    from wireparse.readers import RawDispatch
    from wireparse.readers.sgml import Document

NAME = "reuters21578"
HELP = "the Reuters-21578 collection, many dispatches a file"
LISTS = "TOPICS|PLACES|PEOPLE|ORGS|EXCHANGES|COMPANIES"
TAGS = rf"DATE|MKNOTE|UNKNOWN|TITLE|DATELINE|AUTHOR|BODY|TEXT|{LISTS}"
DATE = r"\s*(\d{1,2})-([A-Za-z]{3})-(\d{4})(?:\s+(\d\d:\d\d:\d\d))?"
PARTS: dict[str, Part] = {"TITLE": "headline", "AUTHOR": "byline", "DATELINE": "dateline"}
FILLER = r"(?m)^[ \t]*\*{3,}|^Blah blah blah\.$"
"""What stands in a brief around its title, and what the makers of the collection put below it."""


def sniff(head: bytes) -> float:
    """Return 0.95 where a document of the collection opens in the bytes."""
    return 0.95 if b"<REUTERS " in head and re.search(rb"<REUTERS [^<>]{0,200}(?:TOPICS|NEWID|LEWISSPLIT)=", head) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the documents; raises ``InputError`` where there are none. The id is the collection's NEWID."""
    return dispatches(NAME, map(_draft, documents(data, "REUTERS", encoding, "latin-1")))


def _draft(document: Document) -> Draft:
    blocks: list[tuple[Part, str]] = []
    said: dict[str, str] = {}
    for field in fields(document.inner, TAGS):
        if field.tag in PARTS:
            blocks.append((PARTS[field.tag], paragraph(field.text)))
        elif field.tag in {"BODY", "TEXT", ""}:
            blocks.append(("body", re.sub(FILLER, "", plain(field.text)).strip("\n")))
        else:
            said.setdefault(field.tag, field.text)
    warnings = (*document.warnings, *unpaired(document.inner, TAGS))
    return Draft(blocks, _header(document, said), document.encoding, warnings)


def _header(document: Document, said: dict[str, str]) -> Header:
    date, key = re.match(DATE, said.get("DATE", "")), key_line(plain(said.get("UNKNOWN", "")))
    listed = {name: tuple(paragraph(word) for word in re.findall(r"<D>([^<]*)", said.get(name, ""))) for name in LISTS.split("|")}
    kind = re.search(r"<TEXT\b[^<>]*\bTYPE=\"?(\w+)", document.inner)
    return Header(
        id=attribute(document.attributes, "NEWID"), provider="Reuters", language="en",
        date=stamped(date[3], month_of(date[2]), date[1], date[4]) if date else None, categories=listed.pop("TOPICS"),
        keywords=tuple(word for words in listed.values() for word in words), genre=kind[1].lower() if kind else None,
        slug=key.slug if key else None, priority=key.priority if key else None,
    )  # fmt: skip
