"""Plain text: the whole file is one dispatch, exactly as it lies there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Warning
from wireparse.readers import RawDispatch
from wireparse.readers.decoding import decode, is_binary, refuse_empty

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "text"
HELP = "plain text, one dispatch a file"
DATELINE = re.compile(
    r"^[^\W\d_a-z][^\n()]{1,60}"  # Baidoa
    r"(?:\([^\n()]{2,20}\)[^\n()]{0,25})?"  # (Somalia), March 20, 2017
    r"\([A-Z][A-Za-z/]{1,12}\)[ \t]*(?:[-–—_]|(?=\r?\n[ \t]*\r?\n))",  # (AFP) -, or alone on its line
    re.MULTILINE,
)


def sniff(head: bytes) -> float:
    """Return a low score for any text, so that every other format goes first, and 0 for binary bytes."""
    return 0.0 if is_binary(head) else 0.1


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the one dispatch; raises ``InputError`` where there is nothing but white space."""
    decoded = decode(data, encoding)
    refuse_empty(decoded.text)
    yield RawDispatch(decoded.text, NAME, decoded.encoding, warnings=(*decoded.warnings, *_several(decoded.text)))


def _several(text: str) -> tuple[Warning, ...]:
    """Return a warning where more than one line opens with a dateline: that is more than one dispatch."""
    starts = [found.start() for found in DATELINE.finditer(text)]
    if len(starts) < 2:
        return ()
    message = f"{len(starts)} datelines in one text, read as one dispatch; split it if these are several"
    return (Warning("several", message, starts[1], None),)
