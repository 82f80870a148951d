"""Bytes into text: the encoding found or forced, with a warning for whatever was mended on the way."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from functools import lru_cache

from wireparse.errors import InputError, UsageError
from wireparse.model import Warning
from wireparse.values import Value, frozen

HEAD = 65_536
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FOREIGN = {
    b"%PDF-": "a PDF", b"%!PS": "PostScript", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "an old office file", b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive", b"Rar!\x1a\x07": "a RAR archive",
    b"\x1f\x9d": "a file of the old compress", b"PK\x05\x06": "an empty zip archive", b"SQLite format 3\x00": "a database",
}  # fmt: skip
"""What is no text though some of it may look so, by its first bytes."""
MAGIC = (*FOREIGN, b"PK\x03\x04", b"\x7fELF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
NO_ASCII = b"\0\xef\xbb\xbf\xff\xfe"
MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")


@frozen
class Decoded(Value):
    """A text, the encoding it was read in, and what had to be mended."""

    text: str
    encoding: str
    warnings: tuple[Warning, ...] = ()


def is_binary(head: bytes) -> bool:
    """Tell whether ``head`` is no text: a known mark of a binary format, or more than 5% control bytes.

    A few stray NULs, or a block padded with them at its end, are still text; so is whatever has a byte-order mark.

    >>> is_binary(b"%PDF-1.7"), is_binary(b"a toll of 12"), is_binary(bytes(range(32)))
    (True, False, True)
    """
    if head.startswith(MAGIC):
        return True
    if any(head.startswith(mark) for mark, _ in MARKS):
        return False
    head = head.rstrip(b"\0")
    stray = len(head) - len(head.translate(None, CONTROLS))
    return stray > 3 and stray * 20 > len(head)


def refuse_foreign(head: bytes) -> None:
    """Raise ``InputError`` where ``head`` begins as a file of another kind than text does; it says of which."""
    kind = next((kind for magic, kind in FOREIGN.items() if head.startswith(magic)), None)
    if kind:
        what = "unpack it first" if "archive" in kind or "compress" in kind else "save what is in it as plain text or HTML"
        raise InputError(f"is {kind}, not text; {what}", code="binary")


def unmarked(head: bytes) -> str | None:
    r"""Return the UTF-16 that ``head`` is in without a mark: NULs at every other byte, and text between them.

    >>> unmarked("a toll of 12".encode("utf-16-be")), unmarked(b"a toll of 12"), unmarked(b"a toll\0\0\0\0\0\0")
    ('utf-16-be', None, None)
    """
    if b"\0" not in head or len(head) < 8:
        return None
    first, second = head[::2], head[1::2]
    for letters, nuls, name in ((first, second, "utf-16-le"), (second, first, "utf-16-be")):
        if nuls.count(0) * 10 > 7 * len(nuls) and letters.count(0) * 20 < len(letters) and not is_binary(letters):
            return name
    return None


def as_utf8(data: bytes, encoding: str | None = None) -> bytes:
    r"""Return ``data`` in UTF-8, with its mark, where a byte-order mark, or else the ``encoding``, tells that ASCII in it is not.

    >>> as_utf8("<nitf>".encode("utf-16")), as_utf8("<p>".encode("utf-16-le"), "utf-16-le"), as_utf8(b"<p>", "cp1252")
    (b'\xef\xbb\xbf<nitf>', b'\xef\xbb\xbf<p>', b'<p>')
    """
    mark, name = next((pair for pair in MARKS if data.startswith(pair[0])), (b"", encoding or "utf-8"))
    if name == "utf-8" or "<a".encode(checked_encoding(name), "replace") == b"<a":
        return data
    return codecs.BOM_UTF8 + data[len(mark) :].decode(name, "replace").encode("utf-8", "replace")


def in_utf8(data: bytes, encoding: str | None) -> tuple[bytes, str | None]:
    """Return ``data`` as ``as_utf8`` does, and the ``encoding`` to read it in: none any more where it was made UTF-8."""
    plain = as_utf8(data, encoding)
    return plain, encoding if plain is data else None


@lru_cache(maxsize=2)
def bare(head: bytes) -> bytes:
    """Return ``head`` without the bytes of byte-order marks and without NULs, so that what is ASCII in it reads as such."""
    return head if head.isascii() and b"\0" not in head else head.translate(None, NO_ASCII)


def checked_encoding(name: str) -> str:
    """Return the usual spelling of the text encoding ``name``; raises ``UsageError`` where Python knows none."""
    try:
        b"a".decode(name, "replace")
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise UsageError(f"no text encoding {name!r}; try utf-8, cp1252, latin-1, utf-16 or cp1251") from error


def decode(data: bytes, encoding: str | None = None, *, declared: str | None = None) -> Decoded:
    r"""Return the text of ``data``: by byte-order mark, else strict UTF-8, else as ``declared``, cp1252 or latin-1.

    A byte-order mark is no part of the text. With ``encoding`` that one is used, bad bytes replaced; what a file has
    ``declared`` counts only where it is true.

    >>> decode(b"\x96 12 dead").text
    '– 12 dead'
    """
    text, used, warnings = _forced(data, checked_encoding(encoding)) if encoding else _found(data, declared)
    if nuls := text.count("\0"):
        warnings = (*warnings, Warning("nul", f"{_count(nuls, 'NUL byte')} in the text", text.index("\0"), None))
    return Decoded(text, used, warnings)


def without_nuls(decoded: Decoded) -> Decoded:
    """Return ``decoded`` without the NULs in its text, which may stand in the middle of a tag or a label."""
    return replace(decoded, text=decoded.text.replace("\0", "")) if "\0" in decoded.text else decoded


def refuse_empty(text: str) -> None:
    """Raise ``InputError`` where ``text`` holds nothing but white space and NULs."""
    if not text.strip("\0 \t\r\n\f\v\ufeff\x1a"):
        raise InputError(f"{'holds only white space' if text else 'is empty'}; there is nothing to parse", code="empty")


def _forced(data: bytes, encoding: str) -> tuple[str, str, tuple[Warning, ...]]:
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    own = "\ufffd".encode(encoding, "ignore")
    lost = text.count("\ufffd") - (data.count(own) if own else 0)
    if lost <= 0:
        return text, encoding, ()
    message = f"{_count(lost, 'byte')} not valid in {encoding}, shown as \ufffd"
    return text, encoding, (Warning("bad_bytes", message, text.index("\ufffd"), None),)


def _found(data: bytes, declared: str | None) -> tuple[str, str, tuple[Warning, ...]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _as_declared(data, declared) or _mended(data, error.start)


def _as_declared(data: bytes, declared: str | None) -> tuple[str, str, tuple[Warning, ...]] | None:
    """Return the text in the encoding that the file declares, where there is one and all bytes are valid in it.

    What says ISO-8859-1 and holds bytes that only Windows has a letter for is cp1252, as browsers know.
    """
    try:
        name = checked_encoding(declared) if declared else "utf-8"
        name = "cp1252" if name == "iso8859-1" else name
        return (data.decode(name), name, ()) if name != "utf-8" else None
    except (UsageError, UnicodeError):
        return None


def _mended(data: bytes, at: int) -> tuple[str, str, tuple[Warning, ...]]:
    """Read what is not UTF-8: stray bytes in a text that is mostly so one by one, all else as cp1252 or latin-1."""
    lost = data.decode("utf-8", "replace").count("\ufffd")
    start = len(data[:at].decode("utf-8"))
    if len(MULTIBYTE.findall(data)) > 2 * lost:
        message = f"{_count(lost, 'byte')} not UTF-8, read as cp1252"
        return data.decode("utf-8", "wireparse.cp1252"), "utf-8", (Warning("bad_bytes", message, start, None),)
    try:
        text, encoding = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "latin-1"
    message = f"not UTF-8, read as {encoding}; name the right one with --encoding"
    return text, encoding, (Warning("encoding", message, at, None),)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are not UTF-8 as cp1252, or latin-1 where that has none: an error handler for codecs."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    try:
        return bad.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return bad.decode("latin-1"), error.end


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


codecs.register_error("wireparse.cp1252", _stray)
