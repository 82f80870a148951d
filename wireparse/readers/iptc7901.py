"""IPTC 7901, the teleprinter format of dpa, ATS and others: header line, slug, header lines up to ``=``, text, time.

Frozen in 1995, still in archives and on feeds. The marks SOH, STX and ETX, which parse it, are often lost on the way:
then the header line, the ``=`` and the time of day do instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import Header, Warning
from wireparse.packs import SHARED, load_pack
from wireparse.readers.days import month_of, stamped
from wireparse.readers.messages import Draft, behind, clean, dispatches, head_parts, messages, without_notes
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Part
    from wireparse.readers import RawDispatch
    from wireparse.readers.messages import Message

NAME = "iptc7901"
HELP = "IPTC 7901 messages (dpa, ATS, APA), several in a file"
HEAD_LINE = r"(?:[a-z]{2,4}\d{3,5} [1-9] [a-z]{1,3}|[A-Z]{2,4}\d{3,5} [1-9] [A-Z]{1,3}) \d{1,5}(?=[ \r\n])"
START = rf"(?m)\x01|^[\x00\x16\x7f \t]*(?={HEAD_LINE})|(?<=\x04)"
FIELDS = r"[\x00-\x20\x7f]*([A-Za-z]{2,4})(\d{3,5}) ([1-9]) ([A-Za-z]{1,3}) \d{1,5}([^\n]*)"
TRAILER = r"(?m)^[ \t]*\x03?(?:[a-z]{2,4} )?(\d\d)(\d\d)(\d\d)(?: ?(GMT|UTC))?[ \t]+([^\W\d_]{3,4})\.?[ \t]+(\d{2,4})[ \t\x7f]*$"
TITLE = r"\s*((?:[^\n]*\n){0,9}?[^\n]*?)[ \t]*=[ \t]*(?:\n|$)"
SHORT = 80


class _Envelope(NamedTuple):
    """A message cut at its marks: what stands above the header lines, from there on to the time of day, and from there on."""

    top: str
    inner: str
    stamp: re.Match[str] | None
    rest: str


def sniff(head: bytes) -> float:
    """Return 0.95 where the bytes open with a header line, 0.9 where one stands further down behind SOH."""
    if re.match(rb"[\x00-\x20\x7f\xef\xbb\xbf]*" + HEAD_LINE.encode(), head):
        return 0.95
    return 0.9 if b"\x01" in head and re.search(rb"\x01" + HEAD_LINE.encode(), head) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the messages; raises ``InputError`` for an empty file. The id is service letters, number and day."""
    return dispatches(NAME, map(_draft, messages(data, encoding, START, "latin-1")))


def _draft(message: Message) -> Draft:
    fields = re.match(FIELDS, message.text)
    envelope = _envelope(message.text[fields.end() :] if fields else message.text)
    head, body = _parted(envelope.inner)
    text, notes = without_notes(clean(body).strip("\n"))
    slug = " ".join(clean(envelope.top).split()) or None
    header = _header(fields, envelope.stamp, slug)
    lost = () if fields else (Warning("damaged", "the message has no header line of IPTC 7901"),)
    cut = () if envelope.rest else (Warning("truncated", "the message has no end: it may be cut"),)
    after, odd = behind(envelope.rest, TRAILER)
    blocks: list[tuple[Part, str]] = [*head_parts(head, last=True), ("body", text), ("body", after)]
    return Draft(blocks, header, message.encoding, (*message.warnings, *lost, *cut, *odd, *notes))


def _envelope(message: str) -> _Envelope:
    """Return the message cut at STX and ETX, or, where they are lost, below the slug and at the time of day."""
    stamp = None
    for stamp in re.finditer(TRAILER, message):  # noqa: B007 - the last one counts
        pass
    ends = [at for at in (message.find("\x03"), stamp.start() if stamp else -1) if at >= 0]
    end = min(ends, default=len(message))
    top, mark, inner = message[:end].partition("\x02")
    if not mark:
        above = re.match(r"\s*(?:[^\n=]{0,60}/[ \t]*\n|[^\s=]{1,60}\Z)?", message[:end])
        at = above.end() if above else 0
        top, inner = message[:at], message[at:end]
    return _Envelope(top, inner, stamp, message[end:])


def _parted(inner: str) -> tuple[list[str], str]:
    """Return the header lines, of which the last ends in ``=``, and the text; without ``=``, the short lines above."""
    title = re.match(TITLE, inner)
    if title:
        return title[1].split("\n"), inner[title.end() :]
    block, gap, body = inner.lstrip("\n").partition("\n\n")
    lines = block.split("\n")
    if gap and len(lines) <= 5 and all(len(line) < SHORT and not line.startswith("   ") for line in lines):
        return lines, body
    return [], inner


def _header(fields: re.Match[str] | None, stamp: re.Match[str] | None, slug: str | None) -> Header:
    day, hour, minute, zone, month, year = stamp.groups() if stamp else ("", "", "", None, "", "")
    sent = stamped(year, month_of(month), day, hour + minute, zone) if stamp else None
    if not fields:
        return Header(date=sent, slug=slug)
    service, number, priority, category, rest = fields.groups()
    words = rest.split()
    counted = len(words) > 1 and words[-1].isdigit()
    named = agency_named(words[-2].partition("-")[0], load_pack(SHARED)) if counted else None
    return Header(
        id=f"{service}{number}-{sent[:10]}" if sent else None, slug=slug, date=sent, priority=int(priority),
        categories=(category,), keywords=tuple(words[:-2] if counted else words), provider=named,
    )  # fmt: skip
