"""TimeML, the markup of events and times that research corpora carry: the text, without the marks in it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from wireparse.model import Header
from wireparse.readers.header import assemble, iso
from wireparse.readers.xmlitems import dispatches
from wireparse.readers.xmlread import root_of
from wireparse.readers.xmltree import Node
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.readers import RawDispatch

NAME = "timeml"
HELP = "TimeML: title, document time and text, the annotation left out"
LOOSE = re.compile(r" (?=[,.;:)])")
BLANK = re.compile(r"\n[ \t]*\n")


def sniff(head: bytes) -> float:
    """Return a high score where the root is ``TimeML``."""
    return 0.9 if root_of(head).lower() == "timeml" else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the document's text; raises ``InputError`` where there is none."""
    return dispatches(data, encoding, (), _items)


def _items(root: Node, _: Node, encoding: str) -> Iterator[Callable[[], RawDispatch] | str]:
    yield partial(_made, root, encoding)


def _made(root: Node, encoding: str) -> RawDispatch:
    created = root.first("dct", "//dct") or Node("dct", {})
    times = [
        *created.all("//timex3"),
        *(node for node in root.all("//timex3") if node.get("functionindocument") == "CREATION_TIME"),
    ]
    stamp = next((value for node in times if (value := node.get("value"))), "")
    said = LOOSE.sub("", created.text)
    line = said if times and said != LOOSE.sub("", times[0].text) else ""
    name = root.said("docid", "//docid")
    header = Header(
        id=name or None, headline=root.said("title", "//title") or None, dateline=line or None,
        date=iso(stamp[:10]), provider=name.partition("_")[0] if name.count("_") > 1 else None,
    )  # fmt: skip
    text = root.first("text", "//text") or root
    body = BLANK.split("".join(text.texts()))
    return assemble(NAME, header, [part for part in body if fold(part)], encoding=encoding)
