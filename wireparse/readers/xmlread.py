"""XML read safely, element by element: nothing is fetched, no entity grows, and depth and size are bounded.

What is not well-formed is read once more as loose markup, with a warning, so that a damaged file still gives what it
holds. A file may hold one document after the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from wireparse.errors import InputError
from wireparse.model import Warning
from wireparse.readers.decoding import MARKS, decode
from wireparse.readers.markup import Token, attributes, tokens
from wireparse.readers.xmltree import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEPTH = 250
MOST = 400_000
"""Elements in one item, or outside all; a story has some hundred."""
GROWTH = 4
"""Entities may make the text so many times as long as the file, and a little longer."""
SLACK = 100_000
CHUNK = 65_536
NEXT = 4096
"""Bytes in which a further document has to open."""
ENTITIES = 300
"""HTML's own are fewer; for each that a file declares, all of it is searched once."""
PADDING = b"\xef\xbb\xbf\0 \t\r\n\x7f\x16"
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>])")
DECLARED = re.compile(rb"""^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
MOST_NAMES = 10_000
"""Names of which the local part is kept in mind, over all files."""
TOGETHER = (
    "rightsinfo itemmeta contentmeta contentset", "identification newsmanagement newscomponent",
    "newslines administrativemetadata descriptivemetadata rightsmetadata contentitem newscomponent",
    "head body", "body.head body.content body.end",
)  # fmt: skip
HOLDER = "newscomponent"
"""The one of these that may stand in another of its name."""
ENDS = {
    tag: frozenset(other for group in TOGETHER if tag in group.split() for other in group.split() if other != HOLDER)
    for tag in " ".join(TOGETHER).split()
}
"""What stands beside each other in an item: where one opens, another that is still open has lost its end tag."""
LINES = frozenset({
    "byline", "copyright", "dateline", "headline", "hl1", "newsid", "origin", "publishdate", "slugline", "strapline", "subtitle",
    "title", "town", "version",
})  # fmt: skip
ENDS |= {name: ENDS.get(name, frozenset()) | LINES for name in (*LINES, "text", "content", "body", "body.content", "p")}
"""So has a headline, or another line, where the next one opens, or the story."""
JUNK = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


@lru_cache(maxsize=2)
def root_of(head: bytes) -> str:
    """Return the local name of the root element that ``head`` opens, as it is written; nothing where it is no XML.

    >>> root_of(b"<?xml version='1.0'?><!-- a > b --><x:nitf>"), root_of(b"<3 you")
    ('nitf', '')
    """
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "latin-1")
    if encoding == "latin-1" and not head.lstrip(PADDING).startswith(b"<"):
        return ""
    text, at = head.decode(encoding, "replace").lstrip("\ufeff" + PADDING.decode("latin-1")), 0
    while text.startswith(("<?", "<!"), at):
        end = text.find("-->" if text.startswith("<!--", at) else ">", at)
        if text.startswith("<!DOCTYPE", at) and "[" in text[at : max(end, at)]:
            end = text.find("]", at)
            end = text.find(">", end)
        if end < 0:
            return ""
        at = text.find("<", end)
        if at < 0:
            return ""
    found = ROOT.match(text, at)
    return found[1] if found else ""


class Document:
    """One XML document of a file, read while its ``items`` are taken; ``warnings`` are whole when they are.

    So is the ``rest`` of a damaged one: the elements that items stood in, or should have, without these.
    """

    def __init__(self, data: bytes, start: int, tags: frozenset[str]) -> None:
        self.data = data
        self.start = start
        self.tags = tags
        self.next: int | None = None
        self.warnings: tuple[Warning, ...] = ()
        self.rest: tuple[Node, ...] = ()

    def items(self) -> Iterator[tuple[Node, Node]]:
        """Yield each element of the ``tags``, or else the root, and the root as it is so far, without earlier items.

        Raises ``InputError`` where there is no XML, or too much of it in one item.
        """
        tree, view, done = Tree(self.data, self.tags), memoryview(self.data)[self.start :], 0
        fault: expat.ExpatError | None = None
        try:
            for node in tree.read(view):
                done += 1
                yield node, tree.root or node
        except expat.ExpatError as error:
            fault = error
        if not done:
            self.rest = tree.rest()
        if fault is None:
            return
        end = self.start + tree.at
        if fault.code == JUNK and root_of(self.data[end : end + NEXT]):
            self.next = end
            return
        self.warnings = (Warning("damaged", f"the XML is damaged: {fault}; read as far as it goes"),)
        if fault.code != JUNK:
            yield from self._loose(str(view, "utf-8", "replace"), done, fault)

    def _loose(self, text: str, done: int, fault: expat.ExpatError) -> Iterator[tuple[Node, Node]]:
        """Yield what a second reading finds behind the ``done`` items of the first."""
        tree = Tree(self.data, self.tags)
        for number, node in enumerate(tree.read_loose(text)):
            if number >= done:
                yield node, tree.root or node
        if not tree.root:
            raise InputError(f"is no XML that can be read: {fault}", code="damaged")
        self.rest = tree.rest()


class Documents:
    """The XML documents in ``data``, and the encoding that they were read in."""

    def __init__(self, data: bytes, encoding: str | None = None, tags: Iterable[str] = ()) -> None:
        self.data, self.encoding, self.warnings = _readable(data, encoding)
        self.tags = frozenset(tags)

    def __iter__(self) -> Iterator[Document]:
        """Yield each document; its items are to be taken before the next is asked for."""
        at: int | None = 0
        while at is not None:
            document = Document(self.data, at, self.tags)
            yield document
            at = document.next

    def whole(self) -> Node:
        """Return all that there is as one loose element, for a file that has lost its root's start tag."""
        (node,) = Tree(self.data, frozenset()).read_loose("<lost>" + str(self.data, "utf-8", "replace"))
        return node


def _readable(data: bytes, encoding: str | None) -> tuple[bytes, str, tuple[Warning, ...]]:
    """Return ``data`` in UTF-8, without control characters, HTML's entities read; its encoding; and warnings."""
    data = data.lstrip(PADDING) if data.startswith((b"\x16", b"\x7f")) else data
    declared = DECLARED.match(data)
    decoded = decode(data, encoding, declared=declared[1].decode("ascii") if declared else None)
    clean = data if decoded.encoding == "utf-8" and not decoded.warnings else decoded.text.encode("utf-8", "replace")
    clean = clean.removeprefix(b"\xef\xbb\xbf").translate(None, CONTROLS).lstrip()
    return NAMED.sub(_character, clean), decoded.encoding, decoded.warnings


def _character(found: re.Match[bytes]) -> bytes:
    from html.entities import html5

    said = html5.get(found[1].decode("ascii") + ";")
    return said.encode() if said else found[0]


class _Local(dict[str, str]):
    """The local part of each name that was asked for, in lower case."""

    def __missing__(self, name: str) -> str:
        """Return the local part of ``name``, and keep it; a damaged file may have any number of names."""
        local = name.rpartition(":")[2].lower()
        if len(self) < MOST_NAMES:
            self[name] = local
        return local


LOCAL = _Local()


class Tree:
    """What the parser builds; the elements of the ``tags`` are handed out as they close, else the root is."""

    def __init__(self, data: bytes, tags: frozenset[str]) -> None:
        self.data = data
        self.tags = tags
        self.root: Node | None = None
        self.open: list[Node] = []
        self.ready: list[Node] = []
        self.rests: dict[int, Node] = {}
        self.count = self.length = self.entities = self.at = 0
        self.longest = GROWTH * len(data) + SLACK

    def read(self, view: memoryview) -> Iterator[Node]:
        """Yield the elements of ``view``, UTF-8.

        Raises, behind them, ``expat.ExpatError`` at what is malformed, ``InputError`` at what is too much.
        """
        parser = self._parser()
        at, size = 0, CHUNK
        try:
            while at < len(view):
                before = self.count
                parser.Parse(view[at : at + size], False)
                at += size
                size = (
                    CHUNK if self.ready or self.count > before else 2 * size
                )  # what is never looked at anew stays linear
                yield from self.taken()
            parser.Parse(b"", True)
        except (expat.ExpatError, InputError):
            self.at = parser.ErrorByteIndex
            yield from self.taken()
            raise
        yield from self.taken()

    def read_loose(self, text: str) -> Iterator[Node]:
        """Yield the elements of ``text`` though its tags do not match: an end tag ends whatever is open inside."""
        for token in tokens(text, frozenset()):
            self.take(token)
            if self.ready:
                yield from self.taken()
        while self.open:
            self.end("")
        yield from self.taken()

    def taken(self) -> list[Node]:
        """Return the elements that have closed since this was last asked."""
        taken, self.ready = self.ready, []
        return taken

    def rest(self) -> tuple[Node, ...]:
        """Return the elements that some of the ``tags`` were taken out of, and the roots that are none of them."""
        return tuple(self.rests.values()) if self.tags else ()

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = CHUNK
        parser.specified_attributes = True  # a default of the DOCTYPE's would be another copy at every element
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.SkippedEntityHandler = self.skipped
        parser.ExternalEntityRefHandler = self.outside
        parser.EntityDeclHandler = self.declared
        return parser

    def take(self, token: Token) -> None:
        """Add one token of loose markup."""
        if token.kind == "text":
            self.text(token.value)
        elif token.kind == "open":
            self.make_room(token.name)
            self.start(token.name, attributes(token.value))
        elif any(node.tag == token.name for node in self.open):
            while self.end(token.name) != token.name:
                pass

    def make_room(self, name: str) -> None:
        """Close what cannot be open any more where an element ``name`` opens: its end tag is lost."""
        if name in ENDS:
            for depth in range(len(self.open), 0, -1):
                tag = self.open[depth - 1].tag
                if tag in ENDS[name]:
                    while len(self.open) >= depth:
                        self.end("")
                    return
                if tag == HOLDER or tag in self.tags:
                    return
        elif name in self.tags and self.open and self.open[-1].tag in self.tags:
            self.end("")

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Open an element; raises ``InputError`` where there are too many."""
        around = self.open
        node = Node(LOCAL[name], {LOCAL[key]: value for key, value in given.items()} if given else given)
        self.count += 1
        if self.count > MOST or len(around) >= DEPTH:
            limit = f"{MOST:,} elements" if self.count > MOST else f"{DEPTH} elements inside each other"
            raise InputError(f"is XML of more than {limit}; it is not read", code="too-big")
        if around:
            around[-1].add(node)
        else:
            self.root = node
            if node.tag not in self.tags:
                self.rests[id(node)] = node
        around.append(node)

    def end(self, _name: str) -> str:
        """Close the innermost element, taking it out of the tree where it is asked for; return its name."""
        node = self.open.pop()
        if node.tag in self.tags if self.tags else not self.open:
            if any(around.tag in self.tags for around in self.open):
                return node.tag
            if self.open:
                self.open[-1].drop()
                self.rests[id(self.open[-1])] = self.open[-1]
            self.count = 0
            self.ready.append(node)
        return node.tag

    def text(self, said: str) -> None:
        """Add a stretch of text."""
        self.length += len(said)
        if self.length > self.longest:
            self.grow(0)
        if self.open:
            self.open[-1].content.append(said)

    def grow(self, length: int) -> None:
        """Count ``length`` more characters; raises ``InputError`` where entities make too many."""
        self.length += length
        if self.length > self.longest:
            raise InputError("is XML whose entities blow it up; it is not read", code="too-big")

    def skipped(self, name: str, parameter: bool) -> None:
        """Keep an entity that is declared elsewhere as it is written."""
        if not parameter:
            self.text(f"&{name};")

    def outside(self, *_: object) -> bool:
        """Read nothing from outside the file."""
        return True

    def declared(self, name: str, parameter: bool, value: str | None, *_: object) -> None:
        """Refuse an entity that is made of others, or would make the text too long: no story needs one."""
        self.entities += 1
        if parameter or value is None:
            return
        if "&" in value or self.entities > ENTITIES:
            raise InputError(
                f"is XML with entities made of others, or too many ({name!r}); it is not read", code="too-big"
            )
        self.grow(len(value) * self.data.count(f"&{name};".encode("utf-8", "replace")))
