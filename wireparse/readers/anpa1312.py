"""ANPA 1312, the teleprinter format of AP, Kyodo and others: two header lines, ``^...<`` lines, indented text, time.

Quotation marks are grave accents and apostrophes, a dash is ``_``: they stay as they are. The year is in the last line
alone; without it the dispatch has no date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Header, Warning
from wireparse.packs import SHARED, load_pack
from wireparse.readers.days import stamped
from wireparse.readers.messages import URGENCY, Draft, behind, clean, dispatches, head_parts, messages
from wireparse.wire.bylines import is_role
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Part
    from wireparse.readers import RawDispatch
    from wireparse.readers.messages import Message

NAME = "anpa1312"
HELP = "ANPA 1312 messages (AP, Kyodo), several in a file"
SECOND = (
    r"[\x00-\x08\x0e-\x1f]*(?P<urgency>[a-z]) (?P<category>[a-z])[\x11-\x14 ^]+(?P<words>[^\n\x11-\x14]{0,60}?)"
    r"[ \t]+\d\d-\d\d[ \t]+\d{2,5}[^\n]{0,20}\n"
)
FIRST = r"[A-Za-z]\d{4}\w{0,12}\x1f"
BARE = rf"[A-Za-z]\d{{4}}[\w-]{{0,16}}[ \t]*\n(?={SECOND})"
"""The first line where all control characters are lost: the second tells it from other lines."""
START = rf"(?<!\x16)\x16*+\x01(?={FIRST})|(?m:^)\x16{{2,}}\x01?|(?m:^)(?={BARE})|(?<=\x04)"
ID = rf"[\s\x00-\x1f]*(?={FIRST}|{BARE})(?P<id>[A-Za-z]\d{{4}})(?P<agency>[A-Z]*)[^\n]*\n"
STAMP = (
    r"(?m)^[ \t]*\x03?(?:([A-Z]{2,6})-[A-Z]{1,3}-(\d\d)-(\d\d)-(\d\d)[ \t]+(\d{4})[ \t]?([A-Z]{1,3}T|Z)?"  # month, day
    r"|KWS-(\d\d:\d\d)-(\d\d)-(\d\d)-(\d\d)\b)"  # Kyodo: day, month
)
TABLE = "\x12"
PARAGRAPH = r"\n(?=\t| {3}|==|\^)|\n[ \t]*\n"
HEAD_LINE = r"\^[^\n]*[<=][ \t]*"
KEYWORD = r"(?:[A-Z]{1,3}-)?(?:BC|AM|PM|AP)-[^\n]{0,100}|[A-Z]{2,3}-[^\n]{0,100},[ab]?\d{2,5}"
TOP, HIGHEST = 12, 30
"""Lines above the text at most, without ``^`` and with."""
FIGURES = 0.3
"""Where so many letters and digits are digits, it is a table."""
CELLS = r"(?m)^\^?[^\n;]{0,40}(?:;[^\n;]{0,20}){4}"


def sniff(head: bytes) -> float:
    """Return 0.95 where a message opens as the convention has it: SYN, SOH, service, number, US; 0.9 without those marks."""
    if b"\x1f" in head and re.search(rb"\x01" + FIRST.encode(), head):
        return 0.95
    opening = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\r\n", b"\n")
    return 0.9 if re.match(BARE.encode(), opening) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the messages; raises ``InputError`` for an empty file. The id is service letter, number and day."""
    return dispatches(NAME, map(_draft, messages(data, encoding, START, "latin-1")))


def _draft(message: Message) -> Draft:
    first = re.match(ID, message.text)
    rest = message.text[first.end() :] if first else message.text
    second = re.match(SECOND, rest)
    rest = rest[second.end() :] if second else rest
    stamp = re.search(STAMP, rest)
    end = min([at for at in (rest.find("\x03"), stamp.start() if stamp else -1) if at >= 0], default=len(rest))
    blocks = _blocks(rest[:end], table=TABLE in (second[0] if second else ""))
    lost = () if first and second else (Warning("damaged", "the message has no header lines of ANPA 1312"),)
    cut = () if end < len(rest) else (Warning("truncated", "the message has no end: it may be cut"),)
    after, odd = behind(rest[end:], STAMP)
    header = _header(first, second, stamp)
    return Draft([*blocks, ("body", after)], header, message.encoding, (*message.warnings, *lost, *cut, *odd))


def _blocks(inner: str, *, table: bool) -> list[tuple[Part, str]]:
    """Return the parts of a message: its header lines, then its paragraphs, one a block; of a table, its lines."""
    lines = re.sub(r"<[ \t]*\^", "<\n^", inner.lstrip("\x02\n\r ")).split("\n")
    head = _head(lines)
    above = [clean(line).strip("^<+ ") for line in lines[:head]]
    blocks: list[tuple[Part, str]] = [("advisory", line) for line in above if re.fullmatch(KEYWORD, line)]
    blocks += head_parts((line for line in above if not re.fullmatch(KEYWORD, line)), last=False)
    body = "\n" + "\n".join(lines[head:])
    letters = [mark.isdigit() for mark in body if mark.isalnum()]
    if table or sum(letters) > FIGURES * max(len(letters), 1) or re.search(CELLS, body):
        return [*blocks, ("body", re.sub(r"(?m)^\^|[ \t]*[<=]?[ \t]*$", "", clean(body)))]
    paragraphs = (" ".join(clean(said).split()).lstrip("^").rstrip("<= ") for said in re.split(PARAGRAPH, body))
    return [*blocks, *(("body", said) for said in paragraphs)]


def _head(lines: list[str]) -> int:
    """Return how many lines stand above the text: ``^...<``, ``^...=``; or, without such, those above the first indent."""
    if not any(line.startswith("^") for line in lines[:TOP]):
        return next((at for at, line in enumerate(lines[:TOP]) if line.startswith(("\t", "   "))), 0)
    signed = False
    for at, line in enumerate(lines[:HIGHEST]):
        said = clean(line).strip("^<= ")
        if said and not re.fullmatch(HEAD_LINE, clean(line)) and (at or not line.rstrip().endswith("<")):
            return at
        if signed and said and not is_role(said, load_pack(SHARED)):
            return at
        signed = signed or said.startswith("By ")
    return min(len(lines), HIGHEST)


def _header(first: re.Match[str] | None, second: re.Match[str] | None, stamp: re.Match[str] | None) -> Header:
    agency, month, day, year, clock, zone, *kyodo = stamp.groups() if stamp else (None,) * 10
    if kyodo[0]:
        clock, day, month, year = kyodo
    sent = stamped(year, int(month), day, clock, zone) if year and month and day else None
    named = [name for name in (first["agency"] if first else "", agency) if name]
    provider = next(filter(None, (agency_named(name, load_pack(SHARED)) for name in named)), None)
    return Header(
        id=f"{first['id']}-{sent[:10]}" if first and sent else None, date=sent, provider=provider,
        slug=clean(second["words"]).strip() or None if second else None,
        categories=(second["category"],) if second else (), priority=URGENCY.get(second["urgency"]) if second else None,
        genre="table" if second and TABLE in second[0] else None,
    )  # fmt: skip
