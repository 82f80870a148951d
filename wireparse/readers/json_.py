"""Articles in JSON of no one standard: NewsAPI's, Guardian's and NYT's answers, WordPress, crawlers' files, one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wireparse.model import Header, Warning
from wireparse.readers.fields import status_of
from wireparse.readers.header import assemble
from wireparse.readers.jsonitems import begins, dispatches, every, first, line, number, text
from wireparse.readers.stamps import iso
from wireparse.readers.stories import body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.decoding import Decoded
    from wireparse.readers.jsonitems import Item

NAME = "json"
HELP = "articles in JSON: NewsAPI's, JSON Feed's and others with a title and a content, body or text"
OPTIONS = ("lines",)
HEADLINES = ("headline", "title", "webTitle", "head", "hed")
TEXTS = ("content", "body", "text", "article", "story", "articleBody", "article_text", "full_text", "fulltext", "maintext",
         "bodyText", "body_text", "body_html", "content_html", "content_text", "news", "paragraphs", "lead_paragraph")  # fmt: skip
SUMMARIES = ("description", "summary", "abstract", "snippet", "excerpt", "trailText", "lede", "lead")
DATES = ("publishedAt", "published_at", "datePublished", "date_published", "published", "pub_date", "pubDate", "date_publish",
         "webPublicationDate", "publication_date", "published_date", "date", "datetime", "created", "created_at", "timestamp",
         "versioncreated", "datum")  # fmt: skip
BYLINES = ("byline", "author", "authors", "creator")
SOURCES = ("agency", "source", "provider", "publisher", "source_domain", "sourceName")
CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+(\d+) chars\]\s*$")
LINK = re.compile(r"https?://")


def sniff(head: bytes) -> float:
    """Return a middling score for whatever begins like JSON."""
    return 0.5 if begins(head) else 0.0


def read(data: bytes, *, encoding: str | None = None, lines: int = 0) -> Iterator[RawDispatch]:
    """Yield the articles; raises ``InputError`` where there are none, or some cannot be read."""
    return dispatches(data, encoding, _made, lines)


def _made(item: Item, decoded: Decoded) -> RawDispatch | None:
    """Return the dispatch in an object that holds a text, or a summary of one; None for any other."""
    fields = item.get("fields")
    item = {**fields, **item} if isinstance(fields, dict) else item
    content = text(item, *TEXTS)
    cut = CUT.search(content)
    content = content[: cut.start()] + " …" if cut else content
    body = body_of(content)
    warnings = [Warning("cut", f"the text was cut before it came here: {int(cut[1]):,} characters are missing")] if cut else []
    if not body and (body := body_of(first(item, *SUMMARIES))):
        warnings.append(Warning("no_body", "this article holds no text; its summary is read instead"))
    if not body:
        return None
    rights = first(item, "copyright", "copyrightnotice")
    return assemble(NAME, header_of(item), body, encoding=decoded.encoding, rights=rights, warnings=warnings)


def _byline(item: Item) -> str:
    """Return the authors, links to their pages left out."""
    return " and ".join(name for name in every(item, *BYLINES) if not LINK.match(name) and not name.isdigit())


def header_of(item: Item) -> Header:
    """Return what the usual keys say."""
    return Header(
        id=first(item, "uno", "id", "_id", "uri", "guid", "uuid", "url", "link", "webUrl", "web_url") or None,
        headline=line(item, *HEADLINES) or None,
        dateline=first(item, "dateline") or None,
        byline=_byline(item) or None,
        location=first(item, "city", "location") or None,
        slug="-".join(every(item, "slug", "slugline")) or None,
        keywords=every(item, "keywords", "tags"),
        categories=every(item, "category", "categories", "section", "sectionName"),
        genre=first(item, "genre") or None,
        priority=number(item, "urgency", "priority"),
        date=next((day for key in DATES if (day := _day(item.get(key)))), None),
        updated=iso(item.get("updated_at")) or iso(item.get("dateModified")),
        language=first(item, "language", "lang") or None,
        provider=first(item, *SOURCES) or None,
        rights=first(item, "rights", "license") or None,
        status=status_of([first(item, "status", "pubstatus")]),
        embargo=iso(item.get("embargoed")),
    )


def _day(value: Any) -> str | None:
    """Return a date, written in ISO 8601 or in words; databases wrap theirs (``{"$date": ...}``)."""
    value = value.get("$date") if isinstance(value, dict) else value
    return iso(value)
