"""Article pages of web sites: what their JSON-LD says, else what the page itself shows, without its furniture."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING

from wireparse.errors import InputError
from wireparse.model import Header
from wireparse.readers.decoding import refuse_empty
from wireparse.readers.header import assemble
from wireparse.readers.htmltext import BLOCKS, CAPTIONS, Block, Element, blocks, joined
from wireparse.readers.jsonitems import every, first
from wireparse.readers.jsonld import articles
from wireparse.readers.markup import attributes, decode_markup, tokens
from wireparse.readers.stamps import iso
from wireparse.readers.stories import body_of, broken_off
from wireparse.readers.xmlread import root_of
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.jsonitems import Item

NAME = "html"
HELP = "article pages (HTML): JSON-LD, else the page's own text; with the extra [html], trafilatura's"
WHOLE = frozenset({"html", "body", "main", "article"})  # whatever classes they have
JUNK = frozenset({"nav", "footer", "aside", "form", "dialog", "menu"})
JUNK_CLASSES = CAPTIONS | {
    "related", "share", "sharing", "social", "newsletter", "promo", "advert", "ad", "ads", "breadcrumb", "breadcrumbs", "comments",
    "cookie", "footer", "sidebar", "tags", "teaser", "recommended", "subscribe", "byline", "author", "dateline-time", "timestamp",
}  # fmt: skip
BYLINES = frozenset({"byline", "author", "article-author", "author-name", "byline-name"})
HEADLINES = ("og:title", "twitter:title", "dc.title", "title")
DATES = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
         "parsely-pub-date", "sailthru.date", "publish-date", "time")  # fmt: skip
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
SITES = ("og:site_name", "application-name", "dc.publisher")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "title", "li"})
LONGEST_TITLE = 500
SHORT = 25  # no sentence of a story is shorter
EXTRA = "trafilatura"
LINK = re.compile(r"https?://|www\.|@")


def sniff(head: bytes) -> float:
    """Return a fair score for a page, a low one for a fragment of one."""
    opened = root_of(head).lower()
    if opened == "html" or (opened in ("head", "body") and b"<p" in head):
        return 0.6
    return 0.3 if opened in BLOCKS and b"</" in head else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the one article of the page; raises ``InputError`` where no text is found in it."""
    decoded = decode_markup(data, encoding)
    refuse_empty(decoded.text)
    page = decoded.text
    said = max(articles(page), key=lambda item: len(first(item, "articleBody")), default={})
    shown = blocks(page)
    header = _header(said, _meta(page), shown)
    body = _body(page, said, shown, header.headline or "")
    if not body:
        raise InputError("is a web page in which no article is found; save the article's own text", code="empty")
    yield assemble(NAME, header, body, encoding=decoded.encoding, warnings=(*decoded.warnings, *broken_off(page)))


def _header(said: Item, meta: dict[str, str], shown: list[Block]) -> Header:
    headings = [block for block in shown if block.element.tag == "h1"]
    inside = [block.text for block in headings if block.element.inside("article", "main")]
    titles = [_without_site(meta.get(name, ""), meta) for name in HEADLINES]
    named = [first(said, "headline", "name"), *inside, *titles[:-1], *(block.text for block in headings), titles[-1]]
    dated = [said.get("datePublished"), said.get("dateCreated"), *map(meta.get, DATES)]
    return Header(
        id=first(said, "@id", "url") or meta.get("og:url") or None,
        headline=next((fold(name) for name in named if name), None),
        dateline=first(said, "dateline") or None,
        byline=_byline(said, meta, shown) or None,
        location=first(said, "contentLocation", "locationCreated") or None,
        keywords=every(said, "keywords"),
        categories=every(said, "articleSection"),
        genre=first(said, "genre") or None,
        date=next((day for stamp in dated if (day := iso(stamp))), None),
        updated=iso(said.get("dateModified")) or iso(meta.get("article:modified_time")),
        language=first(said, "inLanguage") or meta.get("lang") or None,
        provider=next(filter(None, [first(said, "publisher", "sourceOrganization"), *map(meta.get, SITES)]), None),
        rights=first(said, "copyrightNotice", "copyrightHolder") or meta.get("copyright") or None,
    )


def _without_site(title: str, meta: dict[str, str]) -> str:
    """Return a title without the name of the site behind it: ``Rain | The Post``."""
    site = next(filter(None, map(meta.get, SITES)), "")
    found = re.search(rf"\s+[-–—|»]\s+{re.escape(site)}$", title) if site else None
    return title[: found.start()] if found else title


def _byline(said: Item, meta: dict[str, str], shown: list[Block]) -> str:
    """Return the authors that the JSON-LD names, else the page's meta data, else the page."""
    if names := [name for name in every(said, "author", "creator") if not LINK.search(name)]:
        return " and ".join(names)
    named = next((name for key in AUTHORS if (name := meta.get(key)) and not LINK.search(name)), "")
    return named or next((block.text for block in shown if len(block.text) < 120 and block.has(BYLINES)), "")


def _meta(page: str) -> dict[str, str]:
    """Return the meta data of the page by name, in lower case, its title and its language."""
    found: dict[str, str] = {}
    title = False
    for token in tokens(page):
        if token.kind == "text":
            if title:
                found["title"] = (found.get("title", "") + token.value)[:LONGEST_TITLE]
            continue
        title = token.kind == "open" and token.name == "title" and "title" not in found
        if token.kind == "open" and token.name in ("meta", "html"):
            said = attributes(token.value)
            name = said.get("property") or said.get("name") or said.get("itemprop") or ""
            found.setdefault("lang" if token.name == "html" else name.lower(), said.get("content", said.get("lang", "")).strip())
        if token.kind == "open" and token.name == "time":
            found.setdefault("time", attributes(token.value).get("datetime", ""))
        if token.kind == "open" and token.name == "p":
            break
    return found


def _body(page: str, said: Item, shown: list[Block], headline: str) -> list[str]:
    """Return the paragraphs of the article.

    The JSON-LD's text often has lost its paragraphs: where the page shows about the same text, that is taken.
    """
    stated = body_of(first(said, "articleBody"))
    found = ([] if stated else _extracted(page, headline)) or _story(shown, headline)
    length, other = sum(map(len, stated)), sum(map(len, found))
    paragraphs = len([part for text in stated for part in text.split("\n") if part.strip()])
    if stated and not (paragraphs < len(found) and 0.8 < other / length < 1.25):
        return [part for text in stated for part in text.split("\n")] if len(stated) == 1 else stated
    return found


@cache
def _is_installed() -> bool:
    """Return whether there is trafilatura, looked for once: to look in vain takes longer than to read a page."""
    return find_spec(EXTRA) is not None


def _extracted(page: str, headline: str) -> list[str]:
    """Return what trafilatura takes for the article, below its headline; nothing where it finds none, fails, or is missing."""
    if EXTRA not in sys.modules and not _is_installed():
        return []
    try:
        text = import_module(EXTRA).extract(page, include_comments=False, include_tables=False)
    except Exception:  # noqa: BLE001  # it has parts that are missing in some installations, and fails at some pages
        return []
    lines = [line.strip() for line in (text or "").split("\n") if line.strip()]
    return lines[lines.index(headline) + 1 :] if headline in lines else lines


def _story(shown: list[Block], headline: str) -> list[str]:
    """Return the blocks of the element that holds most of the page's sentences."""
    known: dict[Element, bool] = {}
    kept = [block for block in shown if not _is_junk(block.element, known)] or shown
    prose = [block for block in kept if len(block.text) >= SHORT and block.element.tag not in HEADINGS]
    scores: dict[Element, float] = {}
    for block in prose:
        for weight, element in zip((1.0, 0.5), _containers(block), strict=False):
            scores[element] = scores.get(element, 0.0) + weight * len(block.text)
    if not scores:
        return []
    best = max(scores, key=scores.__getitem__)
    best = best.inside("article") or _around(best, prose)
    inside = [block for block in kept if block.element.tag != "h1" and any(element is best for element in block.element.up())]
    return [text for text in joined(inside) if fold(text) != headline]


def _containers(block: Block) -> Iterator[Element]:
    """Yield the element that holds a block, and the one around that."""
    around = block.element.up()
    if block.element.tag in ("p", "h5", "h6", "blockquote", "pre"):
        next(around)
    yield from (element for element in around if element.tag)


def _around(best: Element, prose: list[Block]) -> Element:
    """Return the element around ``best`` and its likes, where each paragraph is wrapped in an element of its own."""
    holders = {element for block in prose for element in block.element.up()}
    while best.parent and best.parent.tag:
        alike = (one for one in holders if one.parent is best.parent and (one.tag, one.classes) == (best.tag, best.classes))
        if len(list(islice(alike, 2))) < 2:
            break
        best = best.parent
    return best


def _is_junk(element: Element, known: dict[Element, bool]) -> bool:
    """Return whether an element is, or stands in, what is no part of an article; ``known`` keeps what was found."""
    way: list[Element] = []
    at: Element | None = element
    while at and at not in known:
        way.append(at)
        at = at.parent
    junk = known[at] if at else False
    for inner in reversed(way):
        top = inner.tag == "header" and not inner.inside("article")
        marked = inner.tag not in WHOLE and not JUNK_CLASSES.isdisjoint(inner.classes)
        junk = known[inner] = junk or top or inner.tag in JUNK or marked
    return junk
