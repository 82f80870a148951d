"""The AP Media API's JSON: ``data.item``, whose text lies elsewhere unless somebody has put it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.model import Header, Warning
from wireparse.readers.fields import status_of
from wireparse.readers.header import assemble
from wireparse.readers.jsonitems import dispatches, every, first, keys_in, line, number, objects
from wireparse.readers.ninjs import BODIES
from wireparse.readers.stamps import iso
from wireparse.readers.stories import body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.decoding import Decoded
    from wireparse.readers.jsonitems import Item

NAME = "apmedia"
HELP = "items of the AP Media API (JSON); without a text in them, their summary"
OPTIONS = ("lines",)
KEYS = frozenset({
    b"editorialpriority", b"datelinelocation", b"friendlykey", b"headline_extended", b"transref", b"editorialtypes", b"bylines",
})  # fmt: skip
PRIORITY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "s": 6}


def sniff(head: bytes) -> float:
    """Return a high score for JSON with at least two of the keys that only AP's items have."""
    return 0.95 if len(KEYS & keys_in(head)) > 1 else 0.0


def read(data: bytes, *, encoding: str | None = None, lines: int = 0) -> Iterator[RawDispatch]:
    """Yield the items of text; raises ``InputError`` where there are none, or some cannot be read."""
    return dispatches(data, encoding, _made, lines)


def _made(item: Item, decoded: Decoded) -> RawDispatch | None:
    """Return the dispatch in an item; None for pictures and whatever else is no text."""
    header = _header(item)
    if item.get("type", "text") != "text" or not header.headline:
        return None
    body = body_of(first(item, *BODIES, "body", "story", "text"))
    warnings: tuple[Warning, ...] = ()
    if not body:
        body = body_of(first(item, "description_summary", "headline_extended"))
        summary = "; its summary is read instead" if body else ""
        warnings = (Warning("no_body", f"this item holds no text, which AP keeps in another file{summary}"),)
    return assemble(
        NAME, header, body, encoding=decoded.encoding, advisories=[first(item, "ednote")],
        rights=first(item, "copyrightnotice"), warnings=warnings,
    )  # fmt: skip


def _byline(item: Item) -> str:
    """Return the byline as it would stand on the wire: ``By ANN ROE, Associated Press``."""
    whole = [", ".join(filter(None, (first(line, "by"), first(line, "title")))) for line in objects(item, "bylines")]
    return " and ".join(filter(None, whole))


def _header(item: Item) -> Header:
    ids = item.get("altids")
    return Header(
        id=first(ids if isinstance(ids, dict) else {}, "itemid", "friendlykey") or first(item, "uri") or None,
        version=first(item, "version") or None,
        headline=line(item, "headline", "headline_extended", "title") or None,
        dateline=first(item, "located") or None,
        byline=_byline(item) or None,
        location=_city(item),
        slug=first(item, "slugline") or None,
        keywords=every(item, "keywords"),
        categories=every(item, "subject"),
        genre=first(item, "editorialtypes") or None,
        priority=number(item, "urgency") or PRIORITY.get(first(item, "editorialpriority")),
        date=iso(item.get("versioncreated")) or iso(item.get("firstcreated")),
        updated=iso(item.get("versioncreated")) if item.get("firstcreated") else None,
        language=first(item, "language") or None,
        provider=first(item, "provider", "infosource") or "AP",
        rights=" ".join(every(item, "usageterms")) or None,
        status=status_of([first(item, "pubstatus"), *every(item, "editorialtypes", "signals")]),
        embargo=iso(item.get("embargoed")),
    )


def _city(item: Item) -> str | None:
    place = item.get("datelinelocation")
    return first(place, "city") or None if isinstance(place, dict) else None
