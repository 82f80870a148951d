"""RSS 2.0, RSS 1.0 (RDF) and Atom: one dispatch an item, mostly a headline and the first sentences."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from wireparse.errors import InputError
from wireparse.model import Header, Warning
from wireparse.readers.decoding import refuse_empty
from wireparse.readers.header import assemble
from wireparse.readers.htmltext import paragraphs
from wireparse.readers.markup import attributes, decode_markup, elements
from wireparse.readers.stamps import iso
from wireparse.readers.stories import body_of, broken_off, provider_of, unpaired
from wireparse.readers.xmlread import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.markup import Inner

NAME = "feed"
HELP = "feeds: RSS 2.0, RSS 1.0 (RDF) and Atom, one dispatch an item"
ROOTS = frozenset({"rss", "feed", "rdf"})
ITEMS = frozenset({"item", "entry"})
INSIDE = ITEMS | {"channel"}
PARTS = frozenset({
    "title", "description", "encoded", "content", "summary", "guid", "id", "link", "pubdate", "published", "updated", "date",
    "creator", "author", "category", "rights", "language", "publisher", "source", "copyright",
})  # fmt: skip
PREFIXES = frozenset({"", "content", "dc", "dcterms", "atom", "rss"})  # media:title and the like are a picture's
PAIRED = "item|entry|title|description|summary"
BODIES = ("encoded", "content", "description", "summary")
CUT = re.compile(r"(?:\.\.\.|…|\[(?:\.\.\.|…)\])\s*$")
PARTED = re.compile(r"\s*(?:[:|–—»]|\s-\s)\s*")

Parts = dict[str, list["Inner"]]


def sniff(head: bytes) -> float:
    """Return a high score where the root is that of a feed, a fair one where that is lost."""
    root = root_of(head).lower()
    if root in ROOTS:
        return 0.9 if b"<item" in head or b"<entry" in head or b"<channel" in head else 0.0
    return 0.5 if (root in INSIDE or (root and b"<entry>" in head)) and b"<title" in head else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield a dispatch for each item; raises ``InputError`` where there are none."""
    decoded = decode_markup(data, encoding)
    refuse_empty(decoded.text)
    warnings = (*decoded.warnings, *(broken_off(decoded.text) or unpaired(decoded.text, PAIRED)))
    channel: Parts | None = None
    found = False
    for item in elements(decoded.text, ITEMS, PREFIXES):
        if channel is None:
            channel = _parts(decoded.text[: item.start])
        parts = _parts(item.markup)
        if not item.start:  # its start tag is lost: the channel's own stand before its
            parts = {name: found[::-1] for name, found in parts.items()}
        made = _made(parts, channel, decoded.encoding, warnings)
        found = found or made is not None
        if made:
            yield made
    if not found:
        raise InputError("is a feed without items; there is nothing to parse", code="empty")


def _made(parts: Parts, channel: Parts, encoding: str, warnings: tuple[Warning, ...]) -> RawDispatch | None:
    """Return the dispatch in an item; None where the item has neither a title nor a body."""
    headline, body = _text(parts, "title"), _body(parts)
    if not headline and not body:
        return None
    cut = (Warning("cut", "the feed gives only the beginning of this text"),) if body and CUT.search(body[-1]) else ()
    header = Header(
        id=_text(parts, "guid", "id") or _link(parts),
        headline=headline or None,
        byline=" and ".join(_authors(parts)) or None,
        categories=tuple(dict.fromkeys(filter(None, map(_category, parts.get("category", ()))))),
        date=next((day for name in ("pubdate", "published", "date", "updated") if (day := iso(_text(parts, name)))), None),
        updated=iso(_text(parts, "updated")),
        language=_text(parts, "language") or _text(channel, "language") or None,
        provider=_provider(parts, channel),
        rights=_text(parts, "rights", "copyright") or _text(channel, "copyright", "rights") or None,
    )
    return assemble(NAME, header, body, encoding=encoding, warnings=(*warnings, *cut))


def _parts(markup: str) -> Parts:
    found: Parts = {}
    for part in elements(markup, PARTS, PREFIXES):
        found.setdefault(part.name, []).append(part)
    return found


def _text(parts: Parts, *names: str) -> str:
    """Return the text of the first of ``names`` that has one; markup in it is flattened."""
    return next((" ".join(paragraphs(part.html)) for name in names for part in parts.get(name, ()) if part.text), "")


def _body(parts: Parts) -> list[str]:
    """Return the paragraphs of the fullest text that the item gives."""
    found = [body for name in BODIES for part in parts.get(name, ()) if (body := body_of(part.html))]
    return max(found, key=lambda body: sum(map(len, body)), default=[])


def _authors(parts: Parts) -> list[str]:
    """Return who wrote the item; of a mail address with a name in brackets, as RSS wants it, the name."""
    found = []
    for part in [*parts.get("creator", ()), *parts.get("author", ())]:
        name = next((inner.text for inner in elements(part.markup, frozenset({"name"}))), part.text)
        named = re.fullmatch(r"\S+@\S+\s*\((.+)\)", name)
        found.append(named[1] if named else name)
    return list(dict.fromkeys(name for name in found if name and "@" not in name))


def _category(part: Inner) -> str:
    return part.text or attributes(part.raw).get("label") or attributes(part.raw).get("term", "")


def _link(parts: Parts) -> str | None:
    links = parts.get("link", ())
    return next((link.text or attributes(link.raw).get("href") for link in links), None) or None


def _provider(parts: Parts, channel: Parts) -> str | None:
    """Return the agency that item or channel names, else the first words of the channel's name."""
    sources = [paragraphs(part.html)[:1] for part in parts.get("source", ())]
    named = [*chain(*sources), _text(parts, "publisher"), _text(channel, "publisher"), *PARTED.split(_text(channel, "title"))]
    return provider_of(named)
