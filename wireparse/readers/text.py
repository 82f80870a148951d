"""Plain text: the whole file is one dispatch, exactly as it lies there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.readers import RawDispatch
from wireparse.readers.decoding import decode, is_binary, refuse_empty

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "text"
HELP = "plain text, one dispatch a file"


def sniff(head: bytes) -> float:
    """Return a low score for any text, so that every other format goes first, and 0 for binary bytes."""
    return 0.0 if is_binary(head) else 0.1


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the one dispatch; raises ``InputError`` where there is nothing but white space."""
    decoded = decode(data, encoding)
    refuse_empty(decoded.text)
    yield RawDispatch(decoded.text, NAME, decoded.encoding, warnings=decoded.warnings)
