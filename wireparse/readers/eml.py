"""Mail: the dispatches attached to a message, each as its own format, or the one that is its text.

A message in a message is read too; how deep they may lie in each other is bounded.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, cast

from wireparse import readers
from wireparse.errors import InputError
from wireparse.model import Header, Warning
from wireparse.packs import SHARED, load_pack
from wireparse.readers import RawDispatch
from wireparse.readers.composing import compose
from wireparse.readers.decoding import HEAD, decode, in_utf8, refuse_empty
from wireparse.readers.header import own_dateline
from wireparse.readers.stamps import iso
from wireparse.readers.stories import body_of
from wireparse.span import fold
from wireparse.wire.bylines import read_byline
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from email.policy import Policy

    from wireparse.readers.decoding import Decoded

NAME = "eml"
HELP = "mail (RFC 822) and mailboxes: the text, and each attachment as its own format"
LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
KNOWN = frozenset({
    b"from", b"to", b"cc", b"subject", b"date", b"received", b"message-id", b"mime-version", b"content-type", b"return-path",
    b"delivered-to", b"content-transfer-encoding", b"reply-to", b"sender", b"dkim-signature", b"x-mailer",
})  # fmt: skip
MBOX = re.compile(rb"^From \S+[^\r\n]*\d{4}[^\r\n]*\r?\n", re.MULTILINE)
FORWARDED = re.compile(r"^(?:(?:re|fwd?|tr|aw|wg)\s*:\s*)+", re.IGNORECASE)
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
ADDRESS = re.compile(r'^\s*"?([^"<@]*)"?\s*<?(?:[^<>@\s]*@([\w.-]+))?')
WORD = re.compile(r"=\?([\w-]+)(?:\*[\w-]*)?\?([bBqQ])\?([^?]*)\?=")
BETWEEN_WORDS = re.compile(r"\?=\s+=\?")
DEEPEST = 5
LONGEST_LINE = 2000
LONGEST_HEADLINE = 150
TOO_DEEP = "is mail nested too deeply to read"


def sniff(head: bytes) -> float:
    """Return a high score where the lines at the top, below blank ones, are those of a mail's head."""
    head = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
    if box := MBOX.match(head):
        head = head[box.end() :]
    at, known = 0, 0
    while line := LINE.match(head, at):
        at = line.end()
        known += line[1].lower() in KNOWN
    return 0.9 if known > 1 else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the dispatches in the message, or in each of a mailbox; raises ``InputError`` where there are none."""
    data, encoding = in_utf8(data, encoding)
    refuse_empty(data.decode("latin-1"))
    yield from _mailbox(data.lstrip(b"\xef\xbb\xbf\r\n\t "), encoding, DEEPEST)


class _TextlessError(InputError):
    """A message that has no text and nothing attached that could be one: nothing is lost with it."""


def _mailbox(data: bytes, encoding: str | None, levels: int) -> Iterator[RawDispatch]:
    """Yield the dispatches of each message in ``data``; the last one tells which messages gave none, and why.

    Raises ``InputError`` where no message gives any.
    """
    held: list[RawDispatch] = []
    failed: dict[int, InputError] = {}
    for number, message in enumerate(_messages(data), 1):
        try:
            found = list(_read(_parsed(message), encoding, levels))
        except InputError as error:
            failed[number] = error
            continue
        yield from held
        held = found
    faults = {number: error for number, error in failed.items() if not isinstance(error, _TextlessError)}
    if not held:
        raise next(iter((faults or failed).values()))
    yield from held[:-1]
    yield replace(held[-1], warnings=(*held[-1].warnings, *_left_out(faults, len(failed) - len(faults))))


def _left_out(faults: dict[int, InputError], textless: int) -> Iterator[Warning]:
    """Yield what is to be said of the messages of a mailbox that gave no dispatch, by their numbers where they failed."""
    if textless:
        several = f"{textless} messages without a text were" if textless > 1 else "a message without a text was"
        yield Warning("left_out", f"{several} left out")
    for number, error in faults.items():
        yield Warning("left_out", f"message {number} was left out: it {error.message}")


def _messages(data: bytes) -> Iterator[bytes]:
    """Yield the messages of a mailbox, or the one that ``data`` is."""
    boxes = list(MBOX.finditer(data)) if MBOX.match(data) else []
    starts = [box.end() for box in boxes] or [0]
    ends = [*(box.start() for box in boxes[1:]), len(data)]
    for start, end in zip(starts, ends, strict=True):
        yield data[start:end]


def _parsed(data: bytes) -> Message:
    from email import message_from_bytes

    try:
        return message_from_bytes(data, policy=_policy())
    except RecursionError as error:
        raise InputError(TOO_DEEP, code="nested") from error


@cache
def _policy() -> Policy[Message]:
    """Return the library's policy that does least, with lines of the head cut: it takes quadratic time over long ones."""
    from email.policy import Compat32

    class Short(Compat32):
        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            name, value = super().header_source_parse(sourcelines)
            return name, value[:LONGEST_LINE]

    return Short()


class _Parts(NamedTuple):
    """What a message holds: its texts, the files attached, the messages attached, and what of it gives no dispatch.

    That is by name, with the code of the error that befell it, an empty one where it could not be a dispatch at all.
    """

    texts: list[Message]
    files: list[Message]
    messages: list[Message]
    left: dict[str, str]


def _read(message: Message, encoding: str | None, levels: int) -> Iterator[RawDispatch]:
    """Yield the dispatches attached to ``message``, and the one that is its text where that is more than a note to them.

    Raises ``InputError`` where there are none.
    """
    if levels < 0:
        raise InputError(TOO_DEEP, code="nested")
    parts = _Parts([], [], [], {})
    _sort(message, parts)
    own: list[RawDispatch] = []
    attached: list[RawDispatch] = []
    for part in parts.texts:
        _take(own, _own(message, part, encoding), "the text", parts.left)
    for part in parts.files:
        name = fold(_filename(part))[:60] or part.get_content_type()
        _take(attached, _attached(part, encoding, levels), f"the attachment {name}", parts.left)
    for inner in parts.messages:
        _take(attached, _read(inner, encoding, levels - 1), "a message", parts.left)
    if attached:
        own = [raw for raw in own if own_dateline(raw.text.split("\n\n"))]
    if not (own or attached):
        raise _nothing(parts.left)
    left = [Warning("left_out", f"{what} was not read") for what in parts.left]
    for raw in (*own, *attached):
        yield replace(raw, warnings=(*raw.warnings, *left)) if left else raw
        left = []


def _take(found: list[RawDispatch], made: Iterator[RawDispatch], what: str, left: dict[str, str]) -> None:
    """Add to ``found`` what is ``made`` till that fails, which goes into ``left``."""
    try:
        found.extend(made)  # what came before an error stays: JSON of which one item is broken
    except InputError as error:
        left[f"{what} ({error.message})"] = "" if isinstance(error, _TextlessError) else error.code


def _nothing(left: dict[str, str]) -> InputError:
    """Return the error of a message that gives no dispatch: of what failed in it, else that it has no text."""
    if not left:
        return _TextlessError("is mail without a text; there is nothing to parse", code="empty")
    what, code = next((pair for pair in left.items() if pair[1]), next(iter(left.items())))
    message = f"is mail without a dispatch; {what} was not read"
    return InputError(message, code=code) if code else _TextlessError(message, code="empty")


def _sort(message: Message, parts: _Parts) -> None:
    """Put each part of ``message`` where it belongs; of alternatives the plain text counts, else the HTML."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind, inner = part.get_content_type(), _inner(part)
        if kind == "multipart/alternative" and inner:
            waiting.append(_alternative(inner))
        elif kind == "message/rfc822":
            parts.messages.extend(inner)
        elif inner:
            waiting.extend(reversed(inner))
        elif kind in ("text/plain", "text/html") and not _filename(part):
            parts.texts.append(part)
        elif _is_text(part):
            parts.files.append(part)
        elif part.get_content_maintype() != "multipart" and not (part["content-id"] or part["content-location"]):
            parts.left[f"an attachment of type {fold(kind)[:40]}"] = ""


def _inner(part: Message) -> list[Message]:
    inner = part.get_payload() if part.is_multipart() else []
    return [cast("Message", one) for one in inner if not isinstance(one, str)] if isinstance(inner, list) else []


def _alternative(inner: list[Message]) -> Message:
    for kind in ("text/plain", "multipart/related", "multipart/mixed", "text/html"):
        for part in inner:
            if part.get_content_type() == kind and (part.is_multipart() or _data(part).strip()):
                return part
    return inner[-1]


def _attached(part: Message, encoding: str | None, levels: int) -> Iterator[RawDispatch]:
    """Yield the dispatches in a file that is attached, read as what its content shows it to be."""
    data = _data(part)
    reader = readers.choose(data[:HEAD])
    yield from _mailbox(data, encoding, levels - 1) if reader.NAME == NAME else reader.read(data, encoding=encoding)


def _own(message: Message, part: Message, encoding: str | None) -> Iterator[RawDispatch]:
    """Yield the dispatch that is the text of a message; the subject is its headline where it has none of its own."""
    decoded = decode(_data(part), encoding, declared=part.get_content_charset())
    if message["snapshot-content-location"] and part.get_content_type() == "text/html":  # a page that a browser saved
        page = readers.choose(b"", "html")
        yield from page.read(decoded.text.encode("utf-8", "replace"), encoding="utf-8")
        return
    said = decoded.text.replace("\r\n", "\n")
    if part.get_content_type() == "text/html":
        said = "\n\n".join(body_of(said))
    if cut := SIGNATURE.search(said):
        said = said[: cut.start()]
    if said.strip():
        yield _as_wire(said) or _composed(said, decoded, message)


def _as_wire(said: str) -> RawDispatch | None:
    """Return the text as a wire's own format, where it was mailed just so and holds one dispatch."""
    data = said.strip().encode("utf-8", "replace")
    reader = readers.choose(data[:HEAD] or b" ")
    if reader.NAME in ("text", "html", NAME):
        return None
    try:
        found = list(reader.read(data))
    except InputError:
        return None
    return found[0] if len(found) == 1 else None


def _composed(said: str, decoded: Decoded, message: Message) -> RawDispatch:
    subject = FORWARDED.sub("", fold(_header(message, "subject")))
    named = ADDRESS.match(_header(message, "from"))
    pack = load_pack(SHARED)
    names = [named[1], *(named[2] or "").split(".")] if named else []
    header = Header(
        id=fold(_header(message, "message-id")).strip("<>") or None,
        headline=subject or None,
        date=iso(_header(message, "date")),
        provider=next((name.strip() for name in names if name.strip() and agency_named(name, pack)), None),
    )
    title = "" if _is_titled(said, subject) else subject
    text, marks = compose([("headline", title), ("body", said)])
    return RawDispatch(text, NAME, decoded.encoding, header=header, marks=marks, made=True, warnings=decoded.warnings)


def _is_titled(said: str, subject: str) -> bool:
    """Return whether the text opens with a headline of its own: a short line that is no dateline and no byline."""
    first = said.strip().partition("\n")[0].strip()
    if first.casefold() == subject.casefold():
        return True
    if len(first) > LONGEST_HEADLINE or first.endswith((".", ":", ",", "”", '"')):
        return False
    return not own_dateline([first]) and not read_byline(first, load_pack(SHARED))


def _header(message: Message, name: str) -> str:
    """Return a line of the head, its encoded words read; an empty string where there is none."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    said = raw.encode("utf-8", "surrogateescape").decode("utf-8", "wireparse.cp1252")
    return WORD.sub(_word, BETWEEN_WORDS.sub("?==?", said))


def _word(found: re.Match[str]) -> str:
    """Return an encoded word, as in ``=?windows-1252?Q?Caf=E9?=``, read; one that is broken as it is."""
    charset, kind, said = found.groups()
    read = binascii.a2b_base64 if kind in "bB" else partial(binascii.a2b_qp, header=True)
    try:
        return decode(read(said.encode()), declared=charset).text
    except binascii.Error:
        return said


def _filename(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # noqa: BLE001  # as above
        return ""


def _is_text(part: Message) -> bool:
    """Return whether an attachment can hold a dispatch: pictures, sound and offices' files cannot."""
    return part.get_content_maintype() not in ("image", "audio", "video", "font", "multipart")


def _data(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
