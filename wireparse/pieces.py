"""Long files of JSON Lines in pieces, each to be read like a file of its own: an archive of any size takes the memory of one."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.walk import Input

MIB = 2**20
PIECE = 4 * MIB
"""How many bytes are read at a time, and about how many a piece has."""
NEWLINE = b"\n"


class Piece(NamedTuple):
    """Some of the bytes of an input, whole lines of them, and how many ``lines`` stand before."""

    data: bytes
    lines: int = 0


def pieces(given: Input) -> Iterator[Piece]:
    """Yield the bytes of ``given``: all at once, but those of a long file with an object a line in pieces.

    Raises what ``given.load`` does.
    """
    if given.error or given.data is not None or not given.path or not _is_long_lines(given.path):
        yield Piece(given.load())
        return
    lines, rest = 0, b""
    with open(given.path, "rb") as file:
        while block := file.read(PIECE):
            whole, newline, behind = block.rpartition(NEWLINE)
            if not newline:
                rest += block
                continue
            data, rest = rest + whole + newline, behind
            if data.strip():
                yield Piece(data, lines)
            lines += data.count(NEWLINE)
    if rest.strip():
        yield Piece(rest, lines)


def _is_long_lines(path: str) -> bool:
    """Return whether a file is long and its first two lines are objects each, so that a line can be read without the others."""
    if not os.path.isfile(path) or os.path.getsize(path) <= PIECE:
        return False
    with open(path, "rb") as file:
        return _is_object(file.readline(PIECE)) and _is_object(file.readline(PIECE))


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
