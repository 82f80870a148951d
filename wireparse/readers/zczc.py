"""``ZCZC`` to ``NNNN``, the frame of telegrams: AAP puts fields of one line and one mark each before the text.

Two dialects of the marks are about: one has ``#`` and ``$`` for slug and headline, the other ``:`` and ``~``. A ``$`` line
that ends in a day and a time names an edition; then the headline is in ``#``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Header, Warning
from wireparse.packs import SHARED, load_pack
from wireparse.readers.messages import Draft, clean, dispatches, messages
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Part
    from wireparse.readers import RawDispatch
    from wireparse.readers.messages import Message

NAME = "zczc"
HELP = "ZCZC ... NNNN messages (AAP), several in a file"
START = r"(?m)^[\x00-\x08\x0e-\x1f\x7f \t]*(?=ZCZC\b)"
END = r"(?m)^[\x00-\x08\x0e-\x1f\x7f \t]*NNNN[ \t\x00-\x08\x0e-\x1f\x7f]*$"
FIELD = r"([%#$:*~@=&+])(|\S.*)"
EDITION = r".*\b(?:\d{1,2} )?[A-Z][a-z]{2,8} ?\d{0,2},? \d{4}"
FRAMED = 4096


def sniff(head: bytes) -> float:
    """Return 0.95 where the bytes open with ``ZCZC``, 0.5 where a line near them does."""
    if head.lstrip(b"\xef\xbb\xbf\x00\x01\x02\x07\x16\x7f \t\r\n").startswith(b"ZCZC"):
        return 0.95
    top = head[:FRAMED]
    return 0.5 if b"ZCZC" in top and re.search(rb"(?m)^ZCZC\b", top) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the messages; raises ``InputError`` for an empty file."""
    return dispatches(NAME, map(_draft, messages(data, encoding, START, "latin-1")))


def _draft(message: Message) -> Draft:
    end = re.search(END, message.text)
    text = clean(message.text[: end.start()] if end else message.text).strip("\n")
    after = clean(message.text[end.end() :]).strip() if end else ""
    first, _, rest = text.partition("\n") if text.lstrip().startswith("ZCZC") else ("", "", text)
    fields, body = _fields(rest)
    cut = () if end else (Warning("truncated", "the message has no NNNN: it may be cut"),)
    lost = (Warning("damaged", "there is text behind NNNN: it is taken into the message"),) if after else ()
    title = _title(fields)
    slug = next((fields[mark] for mark in "#:" if mark in fields and mark != title and not fields[mark].isdigit()), None)
    header = _header(fields, first.split()[1:], slug)
    edition = fields.get("$", "") if title == "#" else ""
    blocks: list[tuple[Part, str]] = [("headline", fields.get(title, "")), ("advisory", edition), ("body", body), ("body", after)]
    return Draft(blocks, header, message.encoding, (*message.warnings, *cut, *lost))


def _fields(text: str) -> tuple[dict[str, str], str]:
    """Return the fields by their marks, and the text below them; ``* text`` with a space is a point of a list."""
    fields: dict[str, str] = {}
    lines = text.lstrip("\n").split("\n")
    for number, line in enumerate(lines):
        field = re.fullmatch(FIELD, line.strip())
        if not field or fields.get(field[1]):
            return fields, "\n".join(lines[number:])
        fields[field[1]] = field[2].strip()
    return fields, ""


def _title(fields: dict[str, str]) -> str:
    """Return the mark of the headline."""
    dollar = fields.get("$", "")
    if len(dollar) > 1 and not (re.fullmatch(EDITION, dollar) and fields.get("#")):
        return "$"
    return "#" if fields.get("#") else "~"


def _header(fields: dict[str, str], words: list[str], slug: str | None) -> Header:
    provider = agency_named(words[0], load_pack(SHARED)) if words else None
    codes = tuple(fields[mark] for mark in "*+" if fields.get(mark, "").isdigit())
    return Header(slug=slug, provider=provider, categories=codes, keywords=tuple(filter(None, [fields.get("@")])), genre=fields.get("~") if "#" in fields else None)
