"""Any other XML with a story in it: what is called a headline, a byline or a paragraph is taken for one."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from wireparse.model import Header, Warning
from wireparse.readers.header import assemble, iso
from wireparse.readers.xmlitems import dispatches, distinct, number
from wireparse.readers.xmlread import root_of
from wireparse.readers.xmltext import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.xmltree import Node

NAME = "xml"
HELP = "other XML with a story, such as Europa Press's NOTICIA: what has a headline and paragraphs by name"
FIELDS = {
    "headline": "headline head_line hl1 titular titulo rubrik title titel overskrift",
    "byline": "byline author autor firma forfatter",
    "dateline": "dateline date_line data",
    "location": "located location place city lugar by",
    "slug": "slugline slug keyword",
    "id": "guid doc_id docid id codigo",
    "date": "publishdate pubdate published firstcreated versioncreated created datetime date fecha timestamp",
    "language": "language lang idioma",
    "provider": "provider source agency fuente distributor",
    "priority": "priority urgency prioridad",
}
NAMES = {field: tuple(names.split()) for field, names in FIELDS.items()}
BODIES = (
    "body", "bodytext", "body_text", "text", "content", "contenido", "texto", "cuerpo", "brodtekst", "story", "article",
    "main", "datacontent", "inlinedata",
)  # fmt: skip
NOTHING = frozenset({"nil", "null", "none", "n/a"})
GUESSED = "of no format that is known: headline, byline and text are taken by the names of their elements"
PARAGRAPH = re.compile("p|par|para|paragraph|parrafo")


def sniff(head: bytes) -> float:
    """Return a score above that of a fragment of HTML for what declares to be XML, above text's for a namespace."""
    declared = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<NOTICIA"))
    if not root_of(head):
        return 0.0
    return 0.35 if declared else 0.2 if b" xmlns" in head[:2000] else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the story of each document; raises ``InputError`` where no element holds one."""
    return dispatches(data, encoding, (), items)


def items(root: Node, _: Node, encoding: str) -> Iterator[Callable[[], RawDispatch] | str]:
    """Yield the story in ``root``, or its name where it holds none."""
    body, others = _body(root)
    if body:
        yield partial(_made, root, body, others, encoding)
    else:
        yield f"{root.tag} element"


def _body(root: Node) -> tuple[list[str], int]:
    """Return the paragraphs of the element that is called a body, or else of the one that holds most of them.

    And how many others are called so and have text of their own: two stories, the tags between them lost.
    """
    for name in BODIES:
        texts = [paragraphs(node) for node in root.descendants(name)]
        found = max(texts, key=lambda texts: sum(map(len, texts)), default=[])
        if found:
            said = frozenset(found)
            return found, sum(not said.issuperset(other) for other in texts)
    holders = Counter[int]()
    nodes = {id(node): node for node in (root, *root.descendants())}
    for key, node in nodes.items():
        holders[key] = sum(len(inside.text) for inside in node.children() if PARAGRAPH.fullmatch(inside.tag))
    key, length = max(holders.items(), key=lambda pair: pair[1])
    return paragraphs(nodes[key]) if length else [], 0


def _made(root: Node, body: list[str], others: int, encoding: str) -> RawDispatch:
    said = {field: _said(root, names) for field, names in NAMES.items()}
    header = Header(
        id=said["id"] or None, headline=said["headline"] or None, byline=said["byline"] or None,
        dateline=said["dateline"] or None, location=said["location"] or None, slug=said["slug"] or None,
        keywords=distinct(node.text for node in root.descendants("keywords", "keyword")),
        priority=number(said["priority"]), date=iso(said["date"]), provider=said["provider"] or None,
        language=said["language"] or root.get("lang") or None,
    )  # fmt: skip
    warnings = [Warning("guessed", GUESSED)]
    if others:
        warnings.append(Warning("left_out", f"the longest text is read, {others} more left out"))
    return assemble(NAME, header, body, encoding=encoding, warnings=tuple(warnings))


def _said(root: Node, names: tuple[str, ...]) -> str:
    """Return the text, short and not nothing, of the first element of the first of ``names`` that has one."""
    for name in names:
        for node in root.descendants(name):
            text = node.text
            if text and len(text) < 500 and text.lower() not in NOTHING:
                return text
    return ""
