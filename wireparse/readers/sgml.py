"""SGML collections: documents one behind another, without a root and with bare ``&``, so no XML parser can read them.

Each document is found by its tags and decoded alone, so that a collection of any size is read in one pass and never
copied whole. What a lost tag leaves outside all documents becomes a document too.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

from wireparse.errors import InputError
from wireparse.model import Warning
from wireparse.readers.decoding import decode, in_utf8, refuse_empty
from wireparse.readers.messages import clean, unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENTITY = r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});"
TYPESET = {
    "QL": "\n", "QC": "\n", "QR": "\n", "UR": "", "LR": "", "HT": "\t", "MD": "--", "TL": " ", "AMP": "&", "LT": "<", "GT": ">",
    "blank": " ", "hyph": "-", "sect": "§", "hyphen": "-",
}  # fmt: skip
"""Marks of the typesetter that collections keep as entities: ends of lines, case, tabs, dashes."""
SERVICES = {
    "AFP": "AFP", "AP": "AP", "APW": "AP", "XIN": "Xinhua", "XIE": "Xinhua", "CNA": "Central News Agency", "REU": "Reuters",
    "REUTE": "Reuters", "NYT": "New York Times", "LTW": "Los Angeles Times-Washington Post", "WPB": "Washington Post-Bloomberg",
}  # fmt: skip
"""Who stands behind the first letters of a document's id."""
TEXTS = frozenset({"TEXT", "BODY", "LP", "LEADPARA", "P", "DOC"})
TAG = r"</?[A-Za-z][^<>\n]{0,80}(?:>|$)"
DECLARATION = rb"(?s)^[\s\x00]*(?:<[?!][^>]{0,400}>\s*)*"
ROOT_TAGS = rb"</?[A-Za-z][^<>]{0,200}>"


class Document(NamedTuple):
    """One document: the attributes of its tag and what stands inside it."""

    attributes: str
    inner: str
    encoding: str
    warnings: tuple[Warning, ...] = ()


class Field(NamedTuple):
    """A stretch of a document and the tag that it stands in, an empty one outside all."""

    tag: str
    attributes: str
    text: str


def documents(data: bytes, tag: str, encoding: str | None, declared: str | None = None) -> Iterator[Document]:
    """Yield the documents between ``<tag ...>`` and ``</tag>``; raises ``InputError`` where there are none.

    ``declared`` is the encoding that the collection is known to have, for what is not UTF-8.
    """
    data, encoding = in_utf8(data, encoding)
    data = data.removeprefix(BOM_UTF8)
    found = False
    for attributes, start, end, whole in _pieces(data, tag.encode()):
        piece = data[start:end]
        if attributes is None:
            piece = re.sub(ROOT_TAGS, b"", re.sub(DECLARATION, b"", piece))
            if not piece.strip(b"\0 \t\r\n\x1a"):
                continue
        found = True
        yield _document(attributes, piece, whole, encoding, declared)
    if not found:
        refuse_empty(decode(data, encoding).text)
        raise InputError(f"holds no <{tag}> with anything in it", code="empty")


def _pieces(data: bytes, tag: bytes) -> Iterator[tuple[bytes | None, int, int, bool]]:
    """Yield the attributes, start and end of each document, and whether it has both tags; attributes None outside all."""
    opened: bytes | None = None
    at = 0
    for mark in re.finditer(rb"(?i)<(/?)" + tag + rb"\b([^<>]{0,500})>", data):
        if opened is not None or data[at : mark.start()].strip():
            yield opened, at, mark.start(), opened is not None and bool(mark[1])
        opened, at = (None if mark[1] else mark[2]), mark.end()
    if opened is not None or data[at:].strip():
        yield opened, at, len(data), False


def _document(attributes: bytes | None, piece: bytes, whole: bool, encoding: str | None, declared: str | None) -> Document:
    decoded = decode(piece, encoding, declared=declared)
    part = "before" if attributes is None else "behind"
    lost = () if whole else (Warning("damaged", f"a tag is lost {part} this document, or it is cut"),)
    return Document(
        (attributes or b"").decode("latin-1"), decoded.text, decoded.encoding, (*unplaced(decoded.warnings), *lost)
    )


def fields(inner: str, tags: str) -> Iterator[Field]:
    """Yield the stretches of ``inner`` that are not blank, each with the innermost open one of ``tags``, a pattern.

    A paragraph in a field that is no text is of that field. Tags that do not match are left to ``plain``; one without a
    partner ends with its parent.
    """
    opened: list[tuple[str, Field]] = []
    at = 0
    for mark in re.finditer(rf"(?i)<(/?)({tags})\b([^<>]{{0,500}})>", inner):
        yield from _field(opened, inner[at : mark.start()])
        at, tag = mark.end(), mark[2].upper()
        if not mark[1]:
            nested = tag == "P" and opened and opened[-1][1].tag not in TEXTS
            opened.append((tag, opened[-1][1] if nested else Field(tag, mark[3], "")))
        elif tag in (name for name, _ in opened):
            while opened.pop()[0] != tag:
                pass
    yield from _field(opened, inner[at:])


def _field(opened: list[tuple[str, Field]], text: str) -> Iterator[Field]:
    if text.strip():
        yield (opened[-1][1] if opened else Field("", "", ""))._replace(text=text)


def attribute(attributes: str, name: str) -> str | None:
    """Return the value of one attribute, or None.

    >>> attribute(' id="AFP_ENG_1" type=story ', "type")
    'story'
    """
    found = re.search(rf"(?i)\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", attributes)
    return next((value for value in found.groups() if value is not None), None) if found else None


def plain(text: str) -> str:
    """Return ``text`` without tags and control characters, entities resolved; unknown ones and a bare ``&`` stay.

    >>> plain("Smith &amp; Sons &#3;paid <F P=1>AT&T &LR;12&MD;")
    'Smith & Sons paid AT&T 12--'
    """
    text = re.sub(TAG, "", text) if "<" in text else text
    return clean(re.sub(ENTITY, lambda found: _entity(found[0], found[1]), text) if "&" in text else text)


def _entity(whole: str, name: str) -> str:
    from html.entities import html5

    if name[0] != "#":
        return TYPESET[name] if name in TYPESET else html5.get(f"{name};", whole)
    number = int(f"0{name[1:]}", 0) if name[1] in "xX" else int(name[1:])
    return chr(number) if number < 0xD800 or 0xE000 <= number < 0x110000 else "\ufffd"


def paragraph(text: str) -> str:
    """Return ``text``, the inside of a paragraph's tag, as one line."""
    return " ".join(plain(text).split())


def first_of(found: Mapping[str, list[str]], *tags: str) -> str:
    """Return the first text that stands in one of ``tags``, in the order of the tags; an empty one where there is none."""
    return next((found[tag][0] for tag in tags if found.get(tag)), "")
