"""RCV1, the Reuters corpus of 1996 and 1997: one ``newsitem`` a file, with the codes of its topics."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wireparse.model import Header
from wireparse.readers.fields import distinct
from wireparse.readers.header import assemble, iso
from wireparse.readers.xmlitems import dispatches
from wireparse.readers.xmlread import root_of
from wireparse.readers.xmltext import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.xmltree import Node

NAME = "rcv1"
HELP = "Reuters Corpus Volume 1: headline, byline, dateline, text and topic codes"


def sniff(head: bytes) -> float:
    """Return a high score for a ``newsitem`` with an ``itemid``, alone or the first of several; a fair one where its tag is lost."""
    if b"<newsitem itemid=" not in head:
        return 0.0
    root = root_of(head)
    return 0.95 if root.lower() in ("newsitem", "newsitems") else 0.5 if root else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the news items; raises ``InputError`` where there are none."""
    return dispatches(data, encoding, ("newsitem",), _items)


def _items(item: Node, _root: Node, encoding: str) -> Iterator[Callable[[], RawDispatch] | str]:
    yield partial(_made, item, encoding)


def _made(item: Node, encoding: str) -> RawDispatch:
    facts = {node.get("element"): node.get("value") for node in item.all("metadata/dc")}
    header = Header(
        id=item.get("itemid") or None,
        headline=item.said("headline", "title") or None,
        dateline=item.said("dateline") or None,
        byline=item.said("byline") or None,
        location=facts.get("dc.creator.location") or None,
        categories=distinct(node.get("code") for node in item.all("metadata/codes/code")),
        date=iso(item.get("date") or facts.get("dc.date.published")),
        language=item.get("lang") or None,
        provider=facts.get("dc.source") or "Reuters",
        rights=item.said("copyright") or None,
    )
    texts = item.all("text")[:1] or item.all("//p")  # where its tag is lost
    body = [said for node in texts for said in paragraphs(node)]
    return assemble(NAME, header, body, encoding=encoding, rights=item.said("copyright"))
