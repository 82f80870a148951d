"""Any other XML with a story in it, taken by the names of its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.readers.xmlitems import dispatches
from wireparse.readers.xmlnames import FORMAT, items
from wireparse.readers.xmlread import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch

NAME = FORMAT
HELP = "other XML with a story, such as Europa Press's NOTICIA: what has a headline and paragraphs by name"


def sniff(head: bytes) -> float:
    """Return a score above that of a fragment of HTML for what declares to be XML, above text's for a namespace."""
    declared = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<NOTICIA"))
    if not root_of(head):
        return 0.0
    return 0.35 if declared else 0.2 if b" xmlns" in head[:2000] else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the story of each document; raises ``InputError`` where no element holds one."""
    return dispatches(data, encoding, (), items)
