"""NewsML-G2, the IPTC's envelope since 2006: a news message of items, or an item alone, its story in XHTML or NITF."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wireparse.model import Header
from wireparse.readers.fields import distinct, number, status_of
from wireparse.readers.header import assemble, iso
from wireparse.readers.nitf import body_of, byline_of, dateline_of
from wireparse.readers.xmlitems import dispatches
from wireparse.readers.xmlread import root_of
from wireparse.readers.xmltext import flat_paragraphs, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.xmltree import Node

NAME = "newsmlg2"
HELP = "NewsML-G2: each news item with text; packages, pictures and planning items left out"
ITEMS = {
    "newsItem": "news item", "packageItem": "package item", "planningItem": "planning item",
    "conceptItem": "concept item",
    "knowledgeItem": "knowledge item", "catalogItem": "catalog item",
}  # fmt: skip
NAMES = {name.lower(): words for name, words in ITEMS.items()}
PRIVATE = ("nonpublic", "notepad", "private", "internal")
CLOSING = "closingline"
MAIN = ("", "main", "headline", "hl1", "title")
"""The role of a headline that is no subtitle and no short version."""


def sniff(head: bytes) -> float:
    """Return a high score where the root is a news message or an item of G2, a fair one where that is lost above an item."""
    root = root_of(head)
    if root in ("newsMessage", *ITEMS):
        return 0.9
    return 0.5 if root and b"<newsItem " in head and b"<itemMeta" in head else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the news items with text; raises ``InputError`` where there are none, and says what there is instead."""
    return dispatches(data, encoding, NAMES, _items)


def _items(item: Node, root: Node, encoding: str) -> Iterator[Callable[[], RawDispatch] | str]:
    body, inline = _body(item)
    if item.tag == "newsitem" and (body or _is_text(item)):
        yield partial(_made, item, body, inline, encoding, number(root.said("header/priority")))
    else:
        kind = _name(item.first("itemmeta/itemclass")) if item.tag == "newsitem" else ""
        yield f"{kind} item" if kind else NAMES[item.tag]


def _is_text(item: Node) -> bool:
    """Return whether an item without a body is one of text, whose headline is all there is."""
    return _name(item.first("itemmeta/itemclass")) in ("text", "") and bool(item.said("contentmeta/headline"))


def _body(item: Node) -> tuple[list[str], Node | None]:
    """Return the paragraphs of the item, and the element that holds them, if one does; XML goes before plain text."""
    contents = item.first("contentset") or item  # whose tag may be lost
    for inline in contents.children("inlinexml"):
        main = [node for node in inline.descendants("section") if "main" in node.get("class").split()]  # dpa
        if found := [said for node in main or [body_of(inline)] for said in paragraphs(node)]:
            return found, inline
    for inline in contents.children("inlinedata"):
        said = "".join(inline.texts())
        if inline.get("encoding") or not said.strip():
            continue
        if found := flat_paragraphs(said):
            return found, None
    return [], None


def _made(item: Node, body: list[str], inline: Node | None, encoding: str, priority: int | None) -> RawDispatch:
    header = _header(item, inline, priority)
    public = [note for note in item.all("itemmeta/ednote") if note.text and _is_public(note)]
    notes = [note.text for note in public if CLOSING not in note.get("role")]
    signed = next((note.text for note in public if CLOSING in note.get("role") and note.text not in body[-1:]), None)
    rights = next((text for node in item.all("rightsinfo/copyrightnotice") if (text := node.text)), None)
    return assemble(NAME, header, body, encoding=encoding, advisories=notes, signoff=signed, rights=rights)


def _is_public(note: Node) -> bool:
    """Return whether a note may be shown: dpa keeps its reporters' numbers in one for the clients' desks only."""
    said = " ".join(note.attributes.values()).lower()
    return not any(word in said for word in PRIVATE)


def _header(item: Node, inline: Node | None, priority: int | None) -> Header:
    meta, about = item.first("itemmeta") or item, item.first("contentmeta") or item
    urgency, holder = number(about.said("urgency")), _name(item.first("rightsinfo/copyrightholder"))
    return Header(
        id=item.get("guid") or None,
        version=item.get("version") or None,
        headline=_headline(about) or (inline.said("//hl1") if inline else "") or None,
        dateline=about.said("dateline") or (dateline_of(inline) if inline else "") or None,
        byline=about.said("by") or _creator(about, meta) or (byline_of(inline) if inline else "") or None,
        location=_place(about) or None,
        slug=about.said("slugline") or None,
        keywords=distinct(node.text for node in about.all("keyword")),
        categories=distinct(node.get("qcode", "literal", "uri") for node in about.all("subject")),
        genre=_name(about.first("genre")) or None,
        priority=urgency if urgency is not None else priority,
        date=iso(meta.said("firstcreated") or about.said("contentcreated") or meta.said("versioncreated")),
        updated=iso(meta.said("versioncreated") or about.said("contentmodified")),
        language=next((node.get("tag") for node in about.all("language") if node.get("tag")), "")
        or item.get("lang")
        or None,
        provider=_name(meta.first("provider")) or _name(about.first("infosource")) or None,
        rights=item.said("rightsinfo/usageterms", "rightsinfo/copyrightnotice") or holder or None,
        status=status_of(node.get("qcode", "literal") for tag in ("pubstatus", "signal") for node in meta.all(tag)),
        embargo=iso(meta.said("embargoed")) or meta.said("embargoed") or None,
    )


def _headline(about: Node) -> str:
    """Return the headline that is no subtitle or short version."""
    found = about.all("headline")
    plain = [node for node in found if node.get("role").rpartition(":")[2].lower() in MAIN]
    return next((text for node in plain or found if (text := node.text)), "")


def _creator(about: Node, meta: Node) -> str:
    """Return who wrote the item, where that is not the agency itself."""
    provider = _name(meta.first("provider"))
    for creator in about.all("creator"):
        said = _name(creator)
        if said and not creator.get("qcode") and said.lower() not in provider.lower():
            return said
    return ""


def _place(about: Node) -> str:
    """Return the first place that the item is located in."""
    return next((said for node in about.all("located") if (said := _name(node))), "")


def _name(node: Node | None) -> str:
    """Return what an element names: in words, as a literal, or by the last part of its code."""
    if node is None:
        return ""
    code = node.get("qcode", "uri")
    return node.said("name") or node.get("literal") or node.text or code.rpartition(":")[2].rpartition("/")[2]
