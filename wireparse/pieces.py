"""Long files of JSON Lines in pieces, each to be read like a file of its own: an archive of any size takes the memory of one."""

from __future__ import annotations

import codecs
import json
import os
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wireparse.walk import Input

MIB = 2**20
PIECE = 4 * MIB
"""How many bytes are read at a time, and about how many a piece has."""
NEXT = b"\n{"  # where the object of a line begins


class Piece(NamedTuple):
    """Some of the bytes of an input, whole lines of them, and how many ``lines`` stand before."""

    data: bytes
    lines: int = 0


def pieces(given: Input, *, whole: bool = False) -> Iterator[Piece]:
    """Yield the bytes of ``given``: all at once, but those of a long file with an object a line in pieces, unless ``whole``.

    Raises what ``given.load`` does.
    """
    if whole or given.error or given.data is not None or not given.path or not _is_long_lines(given.path):
        yield Piece(given.load())
        return
    with open(given.path, "rb") as file:
        yield from _parted(iter(partial(file.read, PIECE), b""))


def _parted(blocks: Iterable[bytes]) -> Iterator[Piece]:
    """Yield the bytes of ``blocks`` in pieces that begin with an object each."""
    lines = 0
    held: list[bytes] = []
    for block in blocks:
        before, cut, behind = block.rpartition(NEXT)
        if not cut:
            held.append(block)
            continue
        data = b"".join((*held, before, NEXT[:1]))
        yield Piece(data, lines)
        lines += data.count(NEXT[:1])
        held = [NEXT[1:] + behind]
    yield Piece(b"".join(held), lines)


def _is_long_lines(path: str) -> bool:
    """Return whether a file is long and its first two lines that are not blank are objects: a line can be read without the others."""
    if not os.path.isfile(path) or os.path.getsize(path) <= PIECE:
        return False
    with open(path, "rb") as file:
        lines = (line.removeprefix(codecs.BOM_UTF8) for line in iter(partial(file.readline, PIECE), b""))
        return [_is_object(line) for line in islice((line for line in lines if line.strip()), 2)] == [True, True]


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
