"""NITF, the IPTC's markup of a story, as AP, PA, AAP, NTB, ANSA and newspapers' archives send it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from wireparse.model import Header
from wireparse.readers.fields import distinct, number, status_of
from wireparse.readers.header import assemble, iso
from wireparse.readers.xmlitems import EMPTY, dispatches
from wireparse.readers.xmlread import root_of
from wireparse.readers.xmltext import paragraphs
from wireparse.readers.xmltree import Node
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.readers import RawDispatch

NAME = "nitf"
HELP = "NITF: headline, byline, dateline and body, with what docdata says"
APART = frozenset({"byttl", "credit", "virtloc"})
"""What stands in a byline without a comma before it: ``By ANN ROE<byttl>Business Writer</byttl>``."""
BLOCKS = ("full_text", "correction_text")
"""Blocks in the archive of the New York Times; its lead stands in a block of its own and in the full text."""
NOT_PLACES = frozenset({"story.date"})


def sniff(head: bytes) -> float:
    """Return a high score where the root is ``nitf``."""
    return 0.9 if root_of(head).lower() == "nitf" else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the story, or each of several documents; raises ``InputError`` where there is none."""
    return dispatches(data, encoding, ("nitf",), _items)


def body_of(nitf: Node) -> Node:
    """Return the element that holds the paragraphs of a story."""
    return nitf.first("body/body.content", "//body.content", "body", "//body") or nitf


def byline_of(nitf: Node) -> str:
    """Return the byline, title and names parted by commas."""
    for byline in nitf.all("//byline"):
        if said := fold("".join(_parted(byline))).replace(" ,", ",").strip(" ,"):
            return said
    return ""


def dateline_of(nitf: Node) -> str:
    """Return the dateline, the date that stands in it for machines left out."""
    for dateline in nitf.all("//dateline"):
        kept = (part for part in dateline.content if isinstance(part, str) or part.tag not in NOT_PLACES)
        parts = (part if isinstance(part, str) else part.text for part in kept)
        if said := fold(" ".join(parts)):
            return said
    return nitf.said("//dat/ort")  # TT


def _parted(node: Node) -> Iterator[str]:
    for part in node.content:
        if isinstance(part, str):
            yield part
        else:
            yield ", " if part.tag in APART else ""
            yield from _parted(part)


def _items(nitf: Node, _root: Node, encoding: str) -> Iterator[Callable[[], RawDispatch] | str]:
    yield partial(_made, nitf, encoding) if any(map(str.strip, nitf.texts())) else EMPTY


def _made(nitf: Node, encoding: str) -> RawDispatch:
    head = nitf.first("body/body.head", "//body.head") or Node("body.head", {})
    header = _header(nitf, head)
    notes = [node.get("info") for node in nitf.all("head/docdata/ed-msg")]
    notes += [node.text for node in head.all("note") if node.get("noteclass") != "internal"]
    story, corrections = _story(body_of(nitf))
    if corrections:
        header, notes = replace(header, status=header.status or "correction"), notes + corrections
    byline = byline_of(head)
    if header.byline and header.byline not in byline:
        notes.append(byline)  # ANSA: a subtitle stands where the byline belongs
    return assemble(NAME, header, story, encoding=encoding, advisories=[note for note in notes if note])


def _story(body: Node) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the story, and of corrections to it; where its full text is named so, nothing else."""
    blocks = {kind: [node for node in body.children("block") if node.get("class") == kind] for kind in BLOCKS}
    found = [[said for node in nodes for said in paragraphs(node)] for nodes in blocks.values()]
    return (found[0], found[1]) if found[0] else (paragraphs(body), [])


def _header(nitf: Node, head: Node) -> Header:
    data = nitf.first("head/docdata", "//docdata") or Node("docdata", {})
    stamps = {tag: iso(_attribute(data, tag, "norm")) for tag in ("date.issue", "date.release")}
    holder = data.first("doc.copyright")
    status = data.get("management-status")
    published = iso(_attribute(nitf.first("head") or nitf, "pubdata", "date.publication"))
    return Header(
        id=_attribute(data, "doc-id", "id-string") or _meta(nitf, "uuid", "id") or None,
        version=_attribute(data, "du-key", "version") or None,
        headline=head.said("hedline/hl1", "//hl1") or nitf.said("head/title") or None,
        dateline=dateline_of(head) or None,
        byline=_meta(nitf, "author") or byline_of(head) or None,
        location=_attribute(data, "evloc", "city") or None,
        slug=_meta(nitf, "anpa-keyword", "slug", "slugline", "NTBStikkord") or None,
        keywords=distinct(node.get("key") for node in data.all("key-list/keyword")),
        categories=distinct((*_subjects(nitf), _meta(nitf, "anpa-category", "category", "NTBKategorier"))),
        genre=_attribute(nitf.first("head/tobject") or data, "tobject.property", "tobject.property.type") or None,
        priority=number(_attribute(data, "urgency", "ed-urg")),
        date=stamps["date.issue"] or published or stamps["date.release"],
        language=nitf.get("lang", "baselang") or (nitf.first("body") or nitf).get("lang") or None,
        provider=head.said("distributor") or (holder.get("holder") if holder else "") or None,
        rights=(f"© {holder.get('year')} {holder.get('holder')}" if holder and holder.get("holder") else "") or None,
        status=status_of([status]),
        embargo=stamps["date.release"] if status == "embargoed" else None,
    )


def _attribute(node: Node, tag: str, name: str) -> str:
    return next((value for at in node.all(f"//{tag}") if (value := at.get(name))), "")


def _meta(nitf: Node, *names: str) -> str:
    """Return the content of the first of the ``meta`` elements ``names`` that has some."""
    found = {node.get("name"): node.get("content") for node in nitf.all("head/meta")}
    return next(filter(None, (found.get(name, "") for name in names)), "")


def _subjects(nitf: Node) -> list[str]:
    return [node.get("tobject.subject.refnum") for node in nitf.all("head/tobject/tobject.subject")]
