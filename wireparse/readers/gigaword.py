"""Gigaword, the newswire collections of the LDC: ``<DOC id="AFP_ENG_20090531.0001" type="story">``, hundreds a file.

The id gives agency, language and day, which are taken from there; the dateline may lack agency and year. Only stories have paragraphs; ``multi``,
``advis`` and ``other`` are several stories, notes to editors, lists and tables. Bare ``&`` and no root: no XML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Header
from wireparse.readers.messages import Draft, dispatches
from wireparse.readers.sgml import SERVICES, attribute, documents, fields, paragraph, plain
from wireparse.readers.stories import unpaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Part
    from wireparse.readers import RawDispatch
    from wireparse.readers.sgml import Document

NAME = "gigaword"
HELP = "LDC Gigaword collections (AFP, AP, Xinhua...), many dispatches a file"
OPENING = rb"(?i)<DOC\s+id\s*=\s*[\"']?[A-Z]{2,4}[_A-Z]*\d{8}\.\d{2,6}"
TAGS = "HEADLINE|DATELINE|TEXT|P"
ID = r"([A-Z]{2,4})(?:_([A-Z]{3}))?_?\d{8}\."
LANGUAGES = {"ENG": "en", "FRE": "fr", "FRA": "fr", "SPA": "es", "ARB": "ar", "CMN": "zh", "POR": "pt", "GER": "de"}
SLUG = r"\s*\(([A-Z]{1,4}(?:-[A-Z0-9&;]+){1,9})\)"


def sniff(head: bytes) -> float:
    """Return 0.95 where a document with an id of the collections opens in the bytes."""
    return 0.95 if re.search(OPENING, head) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the documents; raises ``InputError`` where there are none. The type is the header's ``genre``."""
    return dispatches(NAME, map(_draft, documents(data, "DOC", encoding)))


def _draft(document: Document) -> Draft:
    blocks: list[tuple[Part, str]] = []
    slug = None
    for field in fields(document.inner, TAGS):
        if field.tag == "HEADLINE":
            blocks.append(("headline", paragraph(field.text)))
        elif field.tag == "DATELINE":
            line = paragraph(field.text)
            named = re.search(SLUG, line)
            slug = named[1] if named else slug
            blocks.append(("dateline", re.sub(SLUG, "", line)))
        else:
            blocks.append(("body", paragraph(field.text) if field.tag == "P" else plain(field.text)))
    warnings = (*document.warnings, *unpaired(document.inner, TAGS))
    return Draft(blocks, _header(document.attributes, slug), document.encoding, warnings)


def _header(attributes: str, slug: str | None) -> Header:
    identity = attribute(attributes, "id")
    parts = re.match(ID, identity or "")
    agency, language = parts.groups() if parts else ("", None)
    return Header(
        id=identity, slug=slug, genre=attribute(attributes, "type"), provider=SERVICES.get(agency),
        language=LANGUAGES.get(language) if language else None,
    )  # fmt: skip
