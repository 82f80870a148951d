"""Plain text: the whole file is one dispatch, exactly as it lies there, unless it surely holds several."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from wireparse.model import Warning
from wireparse.readers import RawDispatch
from wireparse.readers.decoding import HEAD, decode, is_binary, refuse_empty
from wireparse.readers.parting import starts

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "text"
HELP = "plain text; several dispatches in a file where it is certain that they are"
DATELINE = re.compile(
    r"^[^\W\d_a-z][^\n()]{1,60}"  # Baidoa
    r"(?:\([^\n()]{2,20}\)[^\n()]{0,25})?"  # (Somalia), March 20, 2017
    r"\([A-Z][A-Za-z/]{1,12}\)[ \t]*(?:[-–—_]|(?=\r?\n[ \t]*\r?\n))",  # (AFP) -, or alone on its line
    re.MULTILINE,
)

MARKUP = re.compile(r"</?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,300})?>|\"\w{1,40}\"\s{0,3}:")
"""A tag, or a key of JSON."""
LEAST, EVERY = 5, 400
"""So many of these, one in so many characters, are no accident."""


def sniff(head: bytes) -> float:
    """Return a low score for any text, so that every other format goes first, and 0 for binary bytes."""
    return 0.0 if is_binary(head) else 0.1


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the dispatch, or each of several with a text of its own; raises ``InputError`` for nothing but white space."""
    decoded = decode(data, encoding)
    text = decoded.text
    refuse_empty(text)
    for begin, end in pairwise(chain(starts(text), (len(text),))):
        said = text[begin:end]
        warnings = (*_within(decoded.warnings, begin, end), *_several(said), *_markup(said))
        yield RawDispatch(said, NAME, decoded.encoding, made=len(said) < len(text), warnings=warnings)


def _within(warnings: tuple[Warning, ...], begin: int, end: int) -> Iterator[Warning]:
    """Yield the warnings about ``text[begin:end]``, their offsets counted from there."""
    for warning in warnings:
        at = warning.start or 0
        if begin <= at < end:
            yield replace(warning, start=at - begin)


def _several(text: str) -> tuple[Warning, ...]:
    """Return a warning where more than one line opens with a dateline: that is more than one dispatch."""
    starts = [found.start() for found in DATELINE.finditer(text)]
    if len(starts) < 2:
        return ()
    message = f"{len(starts)} datelines in one text, read as one dispatch; split it if these are several"
    return (Warning("several", message, starts[1], None),)


def _markup(text: str) -> tuple[Warning, ...]:
    """Return a warning where the text is markup, or JSON, that has lost what its format is told by."""
    top = text[:HEAD]
    marks = len(MARKUP.findall(top)) if "<" in top or '":' in top else 0
    if marks < LEAST or marks * EVERY < len(top):
        return ()
    message = "looks like markup or JSON that is damaged, and is read as it lies; name what it is with --input-format"
    return (Warning("markup", message),)
