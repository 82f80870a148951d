"""Bytes to raw dispatches: one module a format, chosen by what the bytes hold, never by the file's name.

A reader is a module here with ``NAME``, ``HELP``, ``sniff`` and ``read``; a new one needs no edit elsewhere.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, cast

from wireparse.errors import InputError, UsageError
from wireparse.plugins import discover
from wireparse.readers.decoding import HEAD, as_utf8, checked_encoding, decode, refuse_foreign, unmarked
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Header, Mark, Warning

__all__ = ["RawDispatch", "Reader", "checked_encoding", "choose", "decode", "read", "readers"]


SURE = 0.95
PLAIN = "text"


@frozen
class RawDispatch(Value):
    """The text of one dispatch, and what its format itself says about it; all offsets refer to ``text``.

    ``made`` is true where the reader put the text together from a markup: the output then includes it. ``marks`` say
    which stretches of it the format calls headline, byline and so on.
    """

    text: str
    format: str
    encoding: str | None = None
    index: int = 0
    file: str | None = None
    header: Header | None = None
    marks: tuple[Mark, ...] = ()
    made: bool = False
    warnings: tuple[Warning, ...] = ()


class Reader(Protocol):
    """What a module in this package has to offer."""

    NAME: str
    HELP: str

    def sniff(self, head: bytes) -> float:
        """Return how surely ``head``, the first bytes of a file, is of this format: 0 (not at all) to 1.

        From ``SURE`` on no other reader is asked.
        """

    def read(self, data: bytes, *, encoding: str | None = None, **options: str | int | None) -> Iterator[RawDispatch]:
        """Yield the dispatches in ``data``; raises ``InputError`` where there are none."""


def readers() -> tuple[Reader, ...]:
    """Return all readers, in name order."""
    return cast("tuple[Reader, ...]", discover(sys.modules[__name__]))


def choose(head: bytes, input_format: str | None = None, *, encoding: str | None = None) -> Reader:
    """Return the reader of ``input_format``, or else the one that is surest about ``head``.

    Raises ``UsageError`` for a format there is none of, ``InputError`` where no reader takes the bytes; a text in
    an ``encoding`` that was named outright is never taken for binary, and sniffed at in it.
    """
    if input_format:
        return _named(input_format)
    if not encoding:
        refuse_foreign(head)
    head, best, highest = as_utf8(head, encoding), _named(PLAIN), 0.0
    for reader in readers():
        score = reader.sniff(head)
        if score > highest:
            best, highest = reader, score
        if score >= SURE:
            break
    if highest > 0 or encoding:
        return best
    raise InputError("is binary, not text; if it is text after all, name its --encoding", code="binary")


def read(
    data: bytes, *, file: str | None = None, input_format: str | None = None, encoding: str | None = None,
    **options: str | int | None,
) -> Iterator[RawDispatch]:
    """Yield the dispatches in ``data`` with their ``file`` and ``index``; raises ``InputError`` where there are none.

    Of the ``options`` a reader gets those that its ``OPTIONS`` name.
    """
    encoding = encoding or unmarked(data[:HEAD])
    reader = choose(data[:HEAD], input_format, encoding=encoding)
    own = {name: value for name, value in options.items() if name in getattr(reader, "OPTIONS", ())}
    for index, raw in enumerate(reader.read(data, encoding=encoding, **own)):
        yield replace(raw, file=file, index=index)


def _named(name: str) -> Reader:
    for reader in readers():
        if name == reader.NAME:
            return reader
    names = ", ".join(reader.NAME for reader in readers())
    raise UsageError(f"no input format {name!r}; there are: {names}")
