"""Exports of Europresse (Eureka), HTML: one ``<article>`` each, its parts told by their classes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.errors import InputError
from wireparse.model import Header
from wireparse.readers.days import day_in
from wireparse.readers.decoding import refuse_empty
from wireparse.readers.header import assemble
from wireparse.readers.htmltext import blocks, joined
from wireparse.readers.markup import decode_markup
from wireparse.readers.stories import broken_off, provider_of, unpaired
from wireparse.readers.xmlread import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.decoding import Decoded
    from wireparse.readers.htmltext import Block, Element

NAME = "europresse"
HELP = "exports of Europresse (HTML)"
NUMBER = re.compile(r"(?:Numéro de document|Document number)\s*:\s*(\S+)")
TITLES = frozenset({"titreArticleVisu", "grandTitre"})
HEADERS, PUBLICATIONS = frozenset({"DocHeader"}), frozenset({"DocPublicationName"})
TEXTS = frozenset({"DocText"})
PAIRED = "article|section|p"
OWN = (b"DocPublicationName", b"DocHeader", b"DocText", b"titreArticleVisu")
BYLINES = frozenset({"docAuthors", "sm-margin-bottomNews"})


def sniff(head: bytes) -> float:
    """Return a high score where the page has at least two of the classes that only Europresse uses."""
    return 0.95 if sum(name in head for name in OWN) > 1 and root_of(head) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the articles; raises ``InputError`` where there are none."""
    decoded = decode_markup(data, encoding)
    refuse_empty(decoded.text)
    lost = broken_off(decoded.text) or unpaired(decoded.text, PAIRED)
    decoded = replace(decoded, warnings=(*decoded.warnings, *lost))
    made = [raw for found in _articles(decoded.text) if (raw := _made(found, decoded))]
    if not made:
        raise InputError("is a Europresse export without articles; there is nothing to parse", code="empty")
    yield from made


def _articles(text: str) -> list[list[Block]]:
    """Return the blocks of each article; one that has lost its own tag begins where a publication is named."""
    articles: dict[Element | None, list[Block]] = {}
    lost: Element | None = None
    for block in blocks(text):
        around = block.element.inside("article")
        if not around and block.has(PUBLICATIONS):
            lost = block.element
        if around or lost:
            articles.setdefault(around or lost, []).append(block)
            lost = None if around else lost
    return list(articles.values())


def _made(found: list[Block], decoded: Decoded) -> RawDispatch | None:
    """Return the dispatch in an article; None where it has neither headline nor text."""
    parts: dict[str, list[Block]] = {}
    for block in found:
        parts.setdefault(_part(block), []).append(block)
    headline = " ".join(block.text for block in found if block.has(TITLES))
    body = joined(parts.get("section") or [block for block in found if block.element.classed(TEXTS)])
    if not headline and not body:
        return None
    number = NUMBER.search(" ".join(block.text for block in parts.get("footer", ())))
    rights = next((block.text for block in found if block.text.startswith("©")), "")
    dated = next((block.text for block in found if block.has(HEADERS)), "")
    header = Header(
        id=number[1] if number else None,
        headline=headline or None,
        byline=_byline(parts.get("header", [])),
        categories=tuple(part.strip() for part in dated.split(",")[:1] if part.strip() and not day_in(part)),
        date=day_in(dated),
        provider=provider_of([block.text for block in found if block.has(PUBLICATIONS)]),
    )
    return assemble(NAME, header, body, encoding=decoded.encoding, rights=rights, warnings=decoded.warnings)


def _part(block: Block) -> str:
    """Return which part of the article a block stands in."""
    around = block.element.inside("section", "footer", "aside", "header")
    return around.tag if around else ""


def _byline(head: list[Block]) -> str | None:
    """Return the line right below the headline in the ``head`` of the article: who wrote it."""
    titles = [number for number, block in enumerate(head) if block.has(TITLES)]
    below = head[titles[-1] + 1 :] if titles else []
    return next((block.text for block in below if block.element.tag == "div" or block.has(BYLINES)), None)
