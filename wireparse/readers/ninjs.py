"""ninjs, the IPTC's JSON for news, 1.x and 2.x, with the habits of Superdesk and TT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.model import Header, Warning
from wireparse.readers.fields import status_of
from wireparse.readers.header import assemble
from wireparse.readers.jsonitems import dispatches, every, first, keys_in, line, number, objects
from wireparse.readers.stamps import iso
from wireparse.readers.stories import body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.decoding import Decoded
    from wireparse.readers.jsonitems import Item

NAME = "ninjs"
HELP = "ninjs (IPTC) 1.x and 2.x: an item, an array of them, or one a line"
OPTIONS = ("lines",)
KEYS = frozenset({
    b"versioncreated", b"firstcreated", b"pubstatus", b"usageterms", b"copyrightnotice", b"slugline", b"bodies", b"headlines",
    b"contentcreated",
})  # fmt: skip
BODIES = ("body_html5", "body_xhtml", "body_html", "body_richhtml", "body_nitf", "body_text")


def sniff(head: bytes) -> float:
    """Return a high score for JSON with at least three of the keys that ninjs has to itself."""
    return 0.9 if sum(key in KEYS or key.startswith(b"body_") for key in keys_in(head)) > 2 else 0.0


def read(data: bytes, *, encoding: str | None = None, lines: int = 0) -> Iterator[RawDispatch]:
    """Yield the items of text; raises ``InputError`` where there are none, or some cannot be read."""
    return dispatches(data, encoding, _made, lines)


def _made(item: Item, decoded: Decoded) -> RawDispatch | None:
    """Return the dispatch in an item; None for pictures, packages and whatever else holds no text."""
    header = _header(item)
    body = body_of(_body(item))
    warnings: tuple[Warning, ...] = ()
    if not body and item.get("type", "text") == "text":
        body = body_of(first(item, "description_text", "description_html", "descriptions"))
        warnings = (Warning("no_body", "this item holds no body; its description is read instead"),) if body else ()
    if not body and (item.get("type", "text") != "text" or not header.headline):
        return None
    return assemble(
        NAME, header, body, encoding=decoded.encoding, advisories=[first(item, "ednote")],
        rights=first(item, "copyrightnotice"), warnings=warnings,
    )  # fmt: skip


def _body(item: Item) -> str:
    """Return the body as it is marked up best."""
    for body in objects(item, "bodies"):
        if "html" in first(body, "contenttype") and first(body, "value"):
            return first(body, "value")
    others = sorted(key for key in item if key.startswith("body_") and key not in BODIES)
    return first(item, *BODIES, *others, "bodies")


def _header(item: Item) -> Header:
    return Header(
        id=first(item, "uri", "guid", "id") or None,
        version=first(item, "version") or None,
        headline=line(item, "headline", "headlines", "title") or None,
        dateline=first(item, "dateline") or None,
        byline=first(item, "byline", "by") or " and ".join(every(item, "authors")) or None,
        location=first(item, "located") or None,
        slug=first(item, "slugline") or None,
        keywords=every(item, "keywords"),
        categories=every(item, "subject", "subjects"),
        genre=first(item, "genre", "genres") or None,
        priority=number(item, "urgency", "priority"),
        date=iso(item.get("versioncreated")) or iso(item.get("firstcreated")) or iso(item.get("contentcreated")),
        updated=iso(item.get("versioncreated")) if first(item, "firstcreated", "contentcreated") else None,
        language=first(item, "language") or None,
        provider=first(item, "source", "infosource", "infosources", "provider", "copyrightholder", "by") or None,
        rights=first(item, "usageterms") or None,
        status=status_of([first(item, "pubstatus"), *every(item, "signal", "signals")]),
        embargo=iso(item.get("embargoed")),
    )
