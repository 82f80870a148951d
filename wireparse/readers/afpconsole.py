"""Exports of AFP's editing screens and telex copies: slug, headline, time, ``#712754 DGTE 293 ECK55 (4) AFP (867)``.

Telex copies open with ``FRA0064 1 G 0004 FRA/AFP-RC58`` and end with ``AFP 310544 AOU 97``, a time in GMT. Copies from a
PDF may have torn a drop cap off its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Header, Warning
from wireparse.readers.days import month_of, stamped
from wireparse.readers.messages import Draft, clean, dispatches, messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Part
    from wireparse.readers import RawDispatch
    from wireparse.readers.messages import Message

NAME = "afp-console"
HELP = "AFP screen exports and telex copies, several in a file"
NUMBERS = r"[ \t]*#\d+[ \t]+[A-Z]{3,5}[ \t]+\d+[ \t]+([A-Z]{2,4}\d{1,4})(?:[ \t]+\((\d)\))?[^\n]{0,80}"
TIME = r"[ \t]*(\d\d)/(\d\d)/(\d{4})[ \t]+(\d\d:\d\d(?::\d\d)?)(?:[ \t]+(?:GMT|UTC)([+-]\d\d:\d\d)?)?[ \t]*"
SCREEN = rf"((?>[^\n]{{1,300}}\n){{2,4}})(?:[ \t]*\n){{0,2}}{TIME}\n{NUMBERS}(?:\n|$)"
TELEX = r"[ \t]*(?:([A-Z]{3}\d{4}) (\d) [A-Z]{1,3} \d{4} [A-Z]{3} ?/ ?AFP-[A-Z]{2}\d{1,4}|([a-z]\d{4}) \d{1,2}[A-Za-zéû]{3}\d\d)[ \t]*(?:\n|$)"
START = rf"(?:\A\s*|(?<=\n)[ \t]*\n)(?={SCREEN})|(?m:^)(?={TELEX})"
SIGNS = rb"#\d+[ \t]+[A-Z]{3}", rb"AFP-[A-Z]{2}\d", rb"\A\s*[a-z]\d{4} \d"
"""No head of a screen or telex is without one of these; each alone is searched far faster than all in one pattern."""
TRAILER = r"(?m)^[ \t]*AFP[ \t]+(\d\d)(\d\d)(\d\d)(?:[ \t]+GMT)?[ \t]+([^\W\d_]{3,4})[ \t]+(\d{2,4})[ \t]*$"
TORN = r"(?m)^[ \t]*([^\W\d_a-z]{2}[^\n()]{1,60}\(AFP\) -[^\n]*)\n[ \t]*([^\W\d_a-z])[ \t]*\n"
SIGNED = r"\n[ \t]*([a-z]{1,4}(?:[/-][a-z]{1,4}){0,5})\s*$"
SLUG = r"\s*([^\W_]+(?:-[^\W_]+)+(?:,\w+)?)[ \t]*\n"
GENRE = r",[ \t]*([A-Za-z0-9]{3,12})\s*$"


def sniff(head: bytes) -> float:
    """Return 0.95 where the bytes open with the head of a screen or a telex, 0.85 where one stands further down."""
    if head.lstrip().startswith(b"<") or not any(re.search(sign, head) for sign in SIGNS):
        return 0.0
    text = clean(head.decode("utf-8", "replace").removeprefix("\ufeff"))
    if re.match(rf"\s*(?:{SCREEN}|{TELEX})", text):
        return 0.95
    return 0.85 if re.search(rf"(?m)^{TIME}\n{NUMBERS}$", text) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the dispatches; raises ``InputError`` for an empty file. The id is the story's, with its day."""
    return dispatches(NAME, map(_draft, messages(data, encoding, START)))


def _draft(message: Message) -> Draft:
    text = re.sub(TORN, r"\2\1\n", clean(message.text).strip("\n"))
    screen = re.match(rf"\s*{SCREEN}", text)
    return _screen(screen, text[screen.end() :], message) if screen else _telex(text, message)


def _screen(head: re.Match[str], body: str, message: Message) -> Draft:
    lines, day, month, year, clock, zone, story, priority = head.groups()
    slug, _, title = lines.partition("\n")
    sent = stamped(year, int(month), day, clock)
    genre = re.search(GENRE, slug)
    header = Header(
        id=f"{story}-{sent[:10]}" if sent else story, slug=slug.strip(), date=sent and sent + (zone or ""), provider="AFP",
        priority=int(priority) if priority else None, genre=genre[1] if genre else None,
    )  # fmt: skip
    blocks: list[tuple[Part, str]] = [("headline", " ".join(title.split())), ("body", body.strip("\n"))]
    return Draft(blocks, header, message.encoding, message.warnings)


def _telex(text: str, message: Message) -> Draft:
    head, trailer = re.match(TELEX, text), re.search(TRAILER, text)
    sent = stamped(trailer[5], month_of(trailer[4]), trailer[1], trailer[2] + trailer[3], "GMT") if trailer else None
    story = (head[1] or head[3]) if head else None
    body = text[head.end() if head else 0 : trailer.start() if trailer else len(text)]
    slug, signed = re.match(SLUG, body), re.search(SIGNED, body)
    body = body[slug.end() if slug else 0 : signed.start() if signed else len(body)]
    header = Header(
        id=f"{story}-{sent[:10]}" if story and sent else None, date=sent, provider="AFP", slug=slug[1] if slug else None,
        priority=int(head[2]) if head and head[2] else None,
    )  # fmt: skip
    lost = () if head else (Warning("damaged", "the head of this dispatch is lost"),)
    cut = () if trailer else (Warning("truncated", "the telex has no last line with its time: it may be cut"),)
    blocks: list[tuple[Part, str]] = [
        ("body", body.strip("\n")), ("signoff", signed[1] if signed else ""), ("body", text[trailer.end() :] if trailer else ""),
    ]  # fmt: skip
    return Draft(blocks, header, message.encoding, (*message.warnings, *lost, *cut))
