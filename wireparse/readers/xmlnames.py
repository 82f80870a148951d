"""A story in XML of no format that is known: what is called a headline, a byline or a paragraph is taken for one."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from wireparse.model import Header, Warning
from wireparse.readers.fields import distinct, number, status_of
from wireparse.readers.header import assemble, iso
from wireparse.readers.xmltext import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.model import Status
    from wireparse.readers import RawDispatch
    from wireparse.readers.xmltree import Node

FORMAT = "xml"
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
LONGEST = 500
GUESSED = "of no format that is known: headline, byline and text are taken by the names of their elements"
PARAGRAPH = re.compile("p|par|para|paragraph|parrafo")
STATES = ("status", "pubstatus", "signal", "instruction", "newsitemtype", "docdata")
PRIVATE = ("nonpublic", "notepad")
"""Where an attribute says so, nothing inside is for the public: dpa keeps its reporters' numbers there."""
PRIVATE_TAGS = frozenset({"tilredaktionen", "bylineemail"})


def items(root: Node, _: Node, encoding: str) -> Iterator[Callable[[], RawDispatch] | str]:
    """Yield the story in ``root``, or its name where it holds none."""
    hide_private(root)
    body, others = _body(root)
    if body:
        yield partial(_made, root, body, others, encoding)
    else:
        yield f"{root.tag} element"


def hide_private(root: Node) -> None:
    """Take out of ``root`` what is not for the public, wherever it stands."""
    private = [node for node in root.descendants() if _is_private(node)]
    if private:
        for node in (root, *root.descendants()):
            node.leave(lambda inside: not _is_private(inside))


def _is_private(node: Node) -> bool:
    values = node.attributes.values()
    return node.tag in PRIVATE_TAGS or any(word in value for value in values for word in PRIVATE)


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
        status=_status(root), embargo=iso(_said(root, ("embargoed",))),
    )  # fmt: skip
    warnings = [Warning("guessed", GUESSED)]
    if others:
        warnings.append(Warning("left_out", f"the longest text is read, {others} more left out"))
    return assemble(FORMAT, header, body, encoding=encoding, warnings=tuple(warnings))


def _status(root: Node) -> Status | None:
    """Return the gravest status that an element with the name of one states."""
    states = root.descendants(*STATES)
    return status_of(node.get("formalname", "qcode", "literal", "management-status") or node.text[:LONGEST] for node in states)


def _said(root: Node, names: tuple[str, ...]) -> str:
    """Return the text, short and not nothing, of the first element of the first of ``names`` that has one."""
    for name in names:
        for node in root.descendants(name):
            text = node.text
            if text and len(text) < LONGEST and text.lower() not in NOTHING:
                return text
    return ""
