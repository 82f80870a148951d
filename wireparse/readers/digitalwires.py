"""dpa's digitalwires: JSON with the article as HTML, and a note pad for editors that is not to be published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Header
from wireparse.readers.fields import status_of
from wireparse.readers.header import assemble
from wireparse.readers.jsonitems import begins, dispatches, every, first, keys_in, line, number, objects
from wireparse.readers.stamps import iso
from wireparse.readers.stories import body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.decoding import Decoded
    from wireparse.readers.jsonitems import Item

NAME = "digitalwires"
HELP = "dpa digitalwires (JSON); the note pad for editors is left out"
OPTIONS = ("lines",)
KEYS = frozenset({b"article_html", b"linkbox_html", b"infobox_html", b"entry_id", b"rubric_names", b"version_created"})
FORMAT = re.compile(rb'"format"\s*:\s*"digitalwires@')


def sniff(head: bytes) -> float:
    """Return a high score for JSON that names the format, or has at least two of the keys that only it has."""
    named = b"digitalwires@" in begins(head) and FORMAT.search(begins(head))
    return 0.95 if named or len(KEYS & keys_in(head)) > 1 else 0.0


def read(data: bytes, *, encoding: str | None = None, lines: int = 0) -> Iterator[RawDispatch]:
    """Yield the entries; raises ``InputError`` where there are none, or some cannot be read."""
    return dispatches(data, encoding, _made, lines)


def _made(item: Item, decoded: Decoded) -> RawDispatch | None:
    """Return the dispatch in an entry; its dateline is a field, and rarely stands in the article too."""
    header = _header(item)
    body = body_of(first(item, "article_html")) or body_of(first(item, "teaser"))
    if not header.headline and not body:
        return None
    rights = first(item, "copyrightnotice")
    return assemble(NAME, header, body, encoding=decoded.encoding, advisories=_notes(item), rights=rights)


def _notes(item: Item) -> list[str]:
    """Return the notes to editors that are for all to read."""
    return [first(note, "ednote") for note in objects(item, "ednotes") if "nonpublic" not in str(note)]


def _header(item: Item) -> Header:
    return Header(
        id=first(item, "urn", "entry_id") or None,
        version=first(item, "version") or None,
        headline=line(item, "headline") or None,
        dateline=first(item, "dateline") or None,
        byline=first(item, "byline") or None,
        slug=first(item, "kicker") or None,
        keywords=every(item, "keyword_names", "keywords"),
        categories=every(item, "categories", "dpasubject_names"),
        genre=first(item, "genre", "genre_names") or None,
        priority=number(item, "urgency"),
        date=iso(item.get("version_created")) or iso(item.get("updated")),
        updated=iso(item.get("updated")),
        language=first(item, "language") or None,
        provider=first(item, "creditline") or "dpa",
        rights=first(item, "usageterms") or None,
        status=status_of([first(item, "pubstatus"), first(item, "signal")]),
        embargo=iso(item.get("embargoed")),
    )
