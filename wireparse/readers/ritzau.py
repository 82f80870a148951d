"""RBNews, the XML of the Danish agency Ritzau: one story a file, its body HTML as text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wireparse.model import Header, Status
from wireparse.readers.fields import distinct, number
from wireparse.readers.header import assemble, iso
from wireparse.readers.xmlitems import dispatches
from wireparse.readers.xmlread import root_of
from wireparse.readers.xmltext import flat_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.xmltree import Node

NAME = "ritzau"
HELP = "Ritzau's RBNews; what is for editors only is left out"
STATUS: tuple[tuple[str, Status], ...] = (("annuleret", "kill"), ("korrektion", "correction"))


def sniff(head: bytes) -> float:
    """Return a high score where the root is ``RBNews``, or a feed of them."""
    return 0.9 if root_of(head) in ("RBNews", "ArrayOfRBNews") else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield each story; raises ``InputError`` where there is none."""
    return dispatches(data, encoding, ("rbnews",), _items)


def _items(story: Node, _root: Node, encoding: str) -> Iterator[Callable[[], RawDispatch] | str]:
    yield partial(_made, story, encoding)


def _made(story: Node, encoding: str) -> RawDispatch:
    town, origin = story.said("town"), story.said("origin")
    header = Header(
        id=story.said("newsid") or None,
        version=story.said("version") or None,
        headline=story.said("headline") or None,
        dateline=f"{town} {origin}:".replace(" :", ":") if town else None,
        byline=story.said("byline") or None,
        slug=story.said("strapline") or None,
        categories=distinct((story.said("section"), *(node.text for node in story.all("iptclist/int")))),
        genre=story.said("format") or None,
        priority=number(story.said("priority")),
        date=iso(story.said("publishdate")),
        provider=origin.strip("/") or "Ritzau",
        status=next((status for tag, status in STATUS if story.said(tag).lower() == "true"), None),
    )
    body, subtitle = (
        flat_paragraphs(node.own) if (node := story.first(tag)) else [] for tag in ("content", "subtitle")
    )
    return assemble(NAME, header, body, encoding=encoding, advisories=subtitle)
