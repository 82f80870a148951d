"""Nexis text exports, English, French or German: ``1 of 10 DOCUMENTS``, source, day, headline, ``BYLINE:`` and so on.

Newer ones open with the headline, have ``Body`` above the text and ``End of Document`` below it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import Header, Warning
from wireparse.packs import SHARED, load_pack
from wireparse.readers.days import day_in
from wireparse.readers.messages import Draft, dispatches, messages
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Part
    from wireparse.readers import RawDispatch
    from wireparse.readers.messages import Message

NAME = "nexis"
HELP = "Nexis text exports (English, French, German labels), many documents a file"
COUNT = r"(?:\d+ (?:of|de|von) \d+ (?:DOCUMENTS?|DOKUMENTEN?)|(?:Document|Dokument) \d+ (?:of|de|von) \d+)"
START = rf"(?m)^[ \t\f\ufeff]*(?={COUNT}[ \t]*$)|(?<=End of Document)[ \t]*\n"
ABOVE = {
    "BYLINE": "byline", "AUTEUR": "byline", "AUTOR": "byline", "DATELINE": "dateline", "ORIGINE": "dateline", "ORIGINE-DEPECHE": "dateline", "LIEU": "dateline",
    "ORTSMARKE": "dateline", "HEADLINE": "headline", "SECTION": "section", "RUBRIQUE": "section", "RUBRIK": "section",
    "LENGTH": "length", "LONGUEUR": "length", "LÄNGE": "length", "HIGHLIGHT": "note", "ENCART": "note", "HERVORHEBUNG": "note",
}  # fmt: skip
BELOW = {
    "LOAD-DATE": "loaded", "DATE-CHARGEMENT": "loaded", "UPDATE": "loaded", "LANGUAGE": "language", "LANGUE": "language",
    "SPRACHE": "language", "PUBLICATION-TYPE": "kind", "TYPE-PUBLICATION": "kind", "PUBLIKATIONSTYP": "kind", "GRAPHIC": "note",
    "JOURNAL-CODE": "code", "CODE-PUBLICATION": "code", "ZEITUNGS-CODE": "code", "SUBJECT": "subject", "SUJET": "subject",
    "DISTRIBUTION": "code", "DOCUMENT-TYPE": "kind", "CORRECTION-DATE": "note", "GRAPHIQUE": "note", "GRAFIK": "note",
}  # fmt: skip
LABELS = {**ABOVE, **BELOW}
ABOVE_TEXT, BELOW_TEXT = frozenset(ABOVE.values()), frozenset(BELOW.values())
MIXED = frozenset({"Byline", "Dateline", "Section", "Length", "Highlight", "Load-Date", "Language", "Graphic", "Publication-Type"})
TELLING = {
    field: tuple(label.encode() for label in (*LABELS, *MIXED) if LABELS[label.upper()] == field)
    for field in ("byline", "length", "loaded")
}
COUNTED = b"DOCUMENT", b"DOKUMENT", b"Document ", b"Dokument "
"""No export of Nexis is without one of these, or labels of two of the fields above."""
LABEL = re.compile(r"[ \t]*([A-ZÄÖÜÉ][A-Za-zÄÖÜÉ-]{3,20})[ \t]*:")
LANGUAGES = {"en": "en", "an": "en", "fr": "fr", "de": "de", "al": "de", "ge": "de", "sp": "es", "es": "es", "it": "it", "po": "pt"}
RIGHTS = re.compile(r"(?i)(?:copyright\b|©|\(c\) ?\d|all rights reserved|tous droits|alle rechte).*")
BODY = frozenset({"Body", "Corps", "Text"})
END = "End of Document"
SINGLE = frozenset({"length"})
"""A field of one line: what stands right below it is the text."""
MARGIN = "        "
"""Source, edition and copyright stand in the middle of the page, a headline at its left."""


class _Line(NamedTuple):
    """A line and the field that begins on it, if one does."""

    text: str
    field: str = ""
    value: str = ""


def sniff(head: bytes) -> float:
    """Return 0.9 where documents are counted as Nexis does, 0.6 where two of its labels open lines."""
    if head.lstrip().startswith((b"<", b"{", b"[")):
        return 0.0
    counted = any(word in head for word in COUNTED)
    if not counted and sum(any(label in head for label in labels) for labels in TELLING.values()) < 2:
        return 0.0
    text = head.decode("utf-8", "replace")
    if counted and re.search(rf"(?m)^[ \t\f\ufeff]*{COUNT}[ \t]*\r?$", text):
        return 0.9
    found = {_field(label) for label in re.findall(rf"(?m)^{LABEL.pattern}", text)} & TELLING.keys()
    return 0.6 if len(found) > 1 else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the documents; raises ``InputError`` for an empty file. The cover page of an export is none."""
    return dispatches(NAME, _drafts(messages(data, encoding, START)))


def _drafts(found: Iterator[Message]) -> Iterator[Draft]:
    for number, message in enumerate(found):
        text = message.text.lstrip("\n\f\ufeff")
        lines = [_line(line) for line in text.split("\n")]
        counted = re.match(rf"[ \t\f\ufeff]*{COUNT}", text) is not None
        cover = number == 0 and not counted and not any(line.field for line in lines)
        if message.text.strip() and not cover:
            yield from (_draft(part, message) for part in _documents(lines[counted:]))


def _documents(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of each document in what should be one: where the count is lost that the next one begins with.

    That next one has labels of its own below those at the end of the first, and begins behind the copyright lines.
    """
    begin, ended = 0, False
    for number, line in enumerate(lines):
        if ended and line.field in ABOVE_TEXT - BELOW_TEXT:
            at = _rights_end(lines, begin, number)
            yield lines[begin:at]
            begin, ended = at, False
        ended = ended or line.field in BELOW_TEXT - ABOVE_TEXT
    yield lines[begin:]


def _rights_end(lines: list[_Line], begin: int, before: int) -> int:
    """Return the number of the line behind the last label or copyright line between the two, and behind its paragraph."""
    at = max(number for number in range(begin, before) if lines[number].field or RIGHTS.match(lines[number].text.strip())) + 1
    while at < before and lines[at].text.strip():
        at += 1
    return at


def _line(line: str) -> _Line:
    label = LABEL.match(line)
    return _Line(line, _field(label[1]), line[label.end() :].strip()) if label else _Line(line)


def _field(label: str) -> str:
    """Return the field that a label opens, in capitals or, for some, in mixed case; nothing where it opens none."""
    return LABELS.get(label.upper(), "") if label.isupper() or label in MIXED else ""


def _draft(lines: list[_Line], message: Message) -> Draft:
    first, last = _edges(lines)
    said: dict[str, str] = {}
    top = _paragraphs(lines[:first], said)
    rights = [line for paragraph in [*top, *_paragraphs(lines[last:], said)] for line in paragraph if RIGHTS.match(line.strip())]
    above = [paragraph for paragraph in top if not RIGHTS.match(paragraph[0].strip())]
    modern = any(line.text.strip() in BODY for line in lines)
    title, source, day, notes = _top(list(_unjoined(above, modern=modern)), modern=modern)
    body = "\n".join(line.text for line in lines[first:last])
    blocks: list[tuple[Part, str]] = [
        ("headline", said.get("headline") or title), *(("advisory", note) for note in [*notes, said.get("note", "")]),
        ("byline", said.get("byline", "")), ("dateline", said.get("dateline", "")), ("body", body.strip("\n")),
        ("copyright", " ".join(" ".join(rights).split())),
    ]  # fmt: skip
    lost = () if said.keys() & ABOVE_TEXT else (Warning("damaged", "the document has none of the labels of Nexis"),)
    if not body.strip():
        lost = (*lost, Warning("no_body", "the document holds no text below its labels"))
    return Draft(blocks, _header(said, source, day), message.encoding, (*message.warnings, *lost))


def _edges(lines: list[_Line]) -> tuple[int, int]:
    """Return the numbers of the first line of the text and of the first below it."""
    first = 0
    for number, line in enumerate(lines):
        if line.text.strip() in BODY:
            first = number + 1
            break
        if line.field in ABOVE_TEXT and not (line.field == "note" and line.field in BELOW_TEXT and first):
            first = number + 1
            while line.field not in SINGLE and first < len(lines) and lines[first].text.strip() and not lines[first].field:
                first += 1
        elif line.field in BELOW_TEXT:
            break
    below = (number for number, line in enumerate(lines[first:], first) if line.field in BELOW_TEXT or line.text.strip() == END)
    return first, next(below, _rights_from(lines, first))


def _rights_from(lines: list[_Line], first: int) -> int:
    """Return the number of the line where the copyright lines at the end begin."""
    at = len(lines)
    while at > first and (not lines[at - 1].text.strip() or RIGHTS.match(lines[at - 1].text.strip())):
        at -= 1
    return at


def _paragraphs(lines: list[_Line], said: dict[str, str]) -> list[list[str]]:
    """Return the lines by paragraphs; those of a field go to ``said`` instead."""
    found: list[list[str]] = [[]]
    field = ""
    for line in lines:
        if line.field:
            field = line.field
            said.setdefault(field, line.value)
        elif not line.text.strip():
            field = ""
            found.append([])
        elif field:
            said[field] = f"{said[field]} {line.text.strip()}".strip()
        elif line.text.strip() not in {*BODY, END}:
            found[-1].append(line.text)
    return [paragraph for paragraph in found if paragraph]


def _unjoined(paragraphs: list[list[str]], *, modern: bool) -> Iterator[list[str]]:
    """Yield ``paragraphs``, the lines of ``modern`` ones one by one; so those that a lost blank line joins to the day."""
    for paragraph in paragraphs:
        if modern or any(map(day_in, paragraph)):
            yield from ([line] for line in paragraph)
        else:
            yield paragraph


def _top(paragraphs: list[list[str]], *, modern: bool) -> tuple[str, str, str | None, list[str]]:
    """Return headline, source, day and what else stands above the fields; in ``modern`` ones the headline comes first."""
    joined = [" ".join(" ".join(paragraph).split()) for paragraph in paragraphs]
    dated = next((at for at, line in enumerate(joined) if day_in(line)), -1)
    if dated < 0:
        at = 0 if modern else -1
        return (joined.pop(at) if joined else ""), "", None, joined
    before, day, after = joined[:dated], day_in(joined[dated]), joined[dated + 1 :]
    source = before.pop() if before else ""
    if modern:
        return " ".join(before), source, day, after
    left = [not paragraph[0].startswith(MARGIN) for paragraph in paragraphs[dated + 1 :]]
    titles = [line for line, flush in zip(after, left, strict=True) if flush]
    return (titles[0] if titles else ""), source, day, [*before, *titles[1:]]


def _header(said: dict[str, str], source: str, day: str | None) -> Header:
    name = re.split(r"\s+--\s+|\s*\(", source)[0]
    return Header(
        date=day, updated=day_in(said.get("loaded", "")), provider=agency_named(name, load_pack(SHARED)) or source or None,
        language=LANGUAGES.get(said.get("language", "").lower()[:2]), genre=said.get("kind") or None,
        categories=tuple(filter(None, [said.get("section", "").strip("; ")])),
        keywords=tuple(word.strip() for word in said.get("subject", "").split(";") if word.strip()),
    )  # fmt: skip
