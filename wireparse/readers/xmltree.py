"""XML as a tree, read safely: nothing is fetched, no entity grows, and depth and size are bounded.

Names are local and in lower case, since agencies differ in prefixes and case. What is not well-formed is read once
more as loose markup, with a warning, so that a damaged file still gives what it holds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING
from xml.parsers import expat

from wireparse.errors import InputError
from wireparse.model import Warning
from wireparse.readers.decoding import MARKS, decode
from wireparse.readers.markup import Token, attributes, tokens
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEPTH = 250
MOST = 400_000
"""Elements; a message of a thousand dispatches has some hundred thousand."""
GROWTH = 4
"""Entities may make the text so many times as long as the file, and a little longer."""
SLACK = 100_000
NEXT = 4096
"""Bytes in which a further document has to open."""
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>])")
ENTITIES = 300
"""HTML's own are fewer; for each that a file declares, all of it is searched once."""
DECLARED = re.compile(rb"""^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
JUNK = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


class Node:
    """An element: its ``tag``, its attributes, and its content in order, text or elements."""

    __slots__ = ("attributes", "content", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.content: list[Node | str] = []

    def get(self, *names: str) -> str:
        """Return the first of the attributes ``names`` that says something, its white space folded."""
        return next(filter(None, (fold(self.attributes.get(name, "")) for name in names)), "")

    def children(self, *tags: str) -> list[Node]:
        """Return the elements right inside, of all ``tags`` or of any."""
        return [node for node in self.content if isinstance(node, Node) and (not tags or node.tag in tags)]

    def all(self, path: str) -> list[Node]:
        """Return the elements at ``path``, names parted by slashes, from here down; ``a//b`` is any depth below a."""
        found = [self]
        for step, below in _steps(path):
            found = [node for at in found for node in (at.descendants(step) if below else at.children(step))]
        return found

    def first(self, *paths: str) -> Node | None:
        """Return the first element at the first of ``paths`` that leads to one."""
        return next((found[0] for path in paths if (found := self.all(path))), None)

    def descendants(self, *tags: str) -> Iterator[Node]:
        """Yield the elements inside, at any depth, in order of the document, of all ``tags`` or of any."""
        ways = [iter(self.content)]
        while ways:
            for node in ways[-1]:
                if isinstance(node, Node):
                    if not tags or node.tag in tags:
                        yield node
                    ways.append(iter(node.content))
                    break
            else:
                ways.pop()

    def texts(self) -> Iterator[str]:
        """Yield the stretches of text inside, at any depth."""
        for part in self.content:
            if isinstance(part, str):
                yield part
            else:
                yield from part.texts()

    @property
    def text(self) -> str:
        """All text inside, nothing put between elements, its white space folded."""
        return fold("".join(self.texts()))

    def said(self, *paths: str) -> str:
        """Return the text of the first element at one of ``paths`` that has some."""
        return next((text for path in paths for node in self.all(path) if (text := node.text)), "")


class Document:
    """One XML document of a file: its root, the encoding it was read in, and what had to be mended."""

    __slots__ = ("encoding", "root", "warnings")

    def __init__(self, root: Node, encoding: str, warnings: tuple[Warning, ...]) -> None:
        self.root = root
        self.encoding = encoding
        self.warnings = warnings


@lru_cache(maxsize=2)
def root_of(head: bytes) -> str:
    """Return the local name of the root element that ``head`` opens, as it is written; nothing where it is no XML.

    >>> root_of(b"<?xml version='1.0'?><!-- a > b --><x:nitf>"), root_of(b"<3 you")
    ('nitf', '')
    """
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "latin-1")
    text, at = head.decode(encoding, "replace").lstrip("\ufeff\xef\xbb\xbf\0 \t\r\n\x7f\x16"), 0
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


def documents(data: bytes, encoding: str | None = None) -> Iterator[Document]:
    """Yield the XML documents in ``data``, mostly one; raises ``InputError`` where there is none, or it is too big."""
    clean, used, warnings = _readable(data, encoding)
    at, view = 0, memoryview(clean)
    while True:
        tree = _Tree(clean)
        fault = tree.read(view[at:])
        if fault and fault.code == JUNK and tree.root and root_of(clean[at + tree.at : at + tree.at + NEXT]):
            yield Document(tree.root, used, warnings)
            at += tree.at
            continue
        if fault and not (fault.code == JUNK and tree.root):
            tree = _Tree(clean)
            tree.read_loose(str(view[at:], "utf-8", "replace"))
        if not tree.root:
            raise InputError(f"is no XML that can be read: {fault or 'no element found'}", code="damaged")
        damage = () if fault is None else (Warning("damaged", f"the XML is damaged: {fault}; read as far as it goes"),)
        yield Document(tree.root, used, (*warnings, *damage))
        return


def _readable(data: bytes, encoding: str | None) -> tuple[bytes, str, tuple[Warning, ...]]:
    """Return ``data`` in UTF-8, without control characters, HTML's entities read; its encoding; and warnings."""
    declared = DECLARED.match(data)
    decoded = decode(data, encoding, declared=declared[1].decode("ascii") if declared else None)
    clean = data if decoded.encoding == "utf-8" and not decoded.warnings else decoded.text.encode("utf-8", "replace")
    clean = clean.removeprefix(b"\xef\xbb\xbf").translate(None, CONTROLS).lstrip()
    return NAMED.sub(_character, clean), decoded.encoding, decoded.warnings


def _character(found: re.Match[bytes]) -> bytes:
    said = html5.get(found[1].decode("ascii") + ";")
    return said.encode() if said else found[0]


class _Tree:
    """What the parser builds, element by element."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root: Node | None = None
        self.open: list[Node] = []
        self.names: dict[str, str] = {}
        self.count = 0
        self.length = 0
        self.entities = 0
        self.longest = GROWTH * len(data) + SLACK
        self.at = 0

    def read(self, data: memoryview) -> expat.ExpatError | None:
        """Build the tree of ``data``, UTF-8; return what is not well-formed."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 65_536
        parser.specified_attributes = True  # a default of the DOCTYPE's would be another copy at every element
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.SkippedEntityHandler = self.skipped
        parser.ExternalEntityRefHandler = self.outside
        parser.EntityDeclHandler = self.declared
        try:
            parser.Parse(data, True)
        except expat.ExpatError as fault:
            self.at = parser.ErrorByteIndex
            return fault
        return None

    def read_loose(self, text: str) -> None:
        """Build a tree of ``text``, though its tags do not match; an end tag ends whatever is open inside."""
        for token in tokens(text, frozenset()):
            self.take(token)

    def take(self, token: Token) -> None:
        """Add one token of loose markup."""
        if token.kind == "text":
            self.text(token.value)
        elif token.kind == "open":
            self.start(token.name, attributes(token.value))
        elif any(node.tag == token.name for node in self.open[1:]):
            while self.open.pop().tag != token.name:
                pass

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Open an element; raises ``InputError`` where there are too many."""
        node = Node(self.local(name), {self.local(key): value for key, value in given.items()} if given else given)
        self.count += 1
        if self.count > MOST or len(self.open) >= DEPTH:
            limit = f"{MOST:,} elements" if self.count > MOST else f"{DEPTH} elements inside each other"
            raise InputError(f"is XML of more than {limit}; it is not read", code="too-big")
        if self.open:
            self.open[-1].content.append(node)
        elif self.root:
            return
        else:
            self.root = node
        self.open.append(node)

    def end(self, _name: str) -> None:
        """Close an element."""
        self.open.pop()

    def text(self, said: str) -> None:
        """Add a stretch of text."""
        self.grow(len(said))
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
            raise InputError(f"is XML with entities made of others, or too many ({name!r}); it is not read", code="too-big")
        self.grow(len(value) * self.data.count(f"&{name};".encode("utf-8", "replace")))

    def local(self, name: str) -> str:
        """Return the local part of ``name`` in lower case."""
        known = self.names.get(name)
        if known is None:
            known = self.names[name] = name.rpartition(":")[2].lower()
        return known


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[tuple[str, bool], ...]:
    """Return the steps of ``path``, and for each whether it may lead any depth down."""
    found, below = [], False
    for step in path.split("/"):
        if step:
            found.append((step, below))
        below = not step
    return tuple(found)
