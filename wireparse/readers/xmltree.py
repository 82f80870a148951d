"""An XML element and what is inside it; names are local and in lower case: agencies differ in prefixes and case."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Node:
    """An element: its ``tag``, its attributes, its content in order, text or elements, and the ``nodes`` among that."""

    __slots__ = ("attributes", "content", "nodes", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.content: list[Node | str] = []
        self.nodes: list[Node] = []

    def add(self, node: Node) -> None:
        """Put an element behind what is inside."""
        self.content.append(node)
        self.nodes.append(node)

    def leave(self, kept: Callable[[Node], bool]) -> None:
        """Take out the elements right inside that are not ``kept``."""
        self.content = [part for part in self.content if isinstance(part, str) or kept(part)]
        self.nodes = [node for node in self.nodes if kept(node)]

    def drop(self) -> None:
        """Take out the element that was put in last, before any text behind it."""
        self.nodes.pop()
        self.content.pop()

    def get(self, *names: str) -> str:
        """Return the first of the attributes ``names`` that says something, its white space folded."""
        for name in names:
            if (value := self.attributes.get(name)) and (said := fold(value)):
                return said
        return ""

    def children(self, *tags: str) -> list[Node]:
        """Return the elements right inside, of all ``tags`` or of any."""
        return [node for node in self.nodes if node.tag in tags] if tags else self.nodes

    def all(self, path: str) -> list[Node]:
        """Return the elements at ``path``, names parted by slashes, from here down; ``a//b`` is any depth below a."""
        found = [self]
        for step, below in _steps(path):
            if below:
                found = [node for at in found for node in at.descendants(step)]
            else:
                found = [node for at in found for node in at.nodes if node.tag == step]
        return found

    def first(self, *paths: str) -> Node | None:
        """Return the first element at the first of ``paths`` that leads to one."""
        for path in paths:
            if found := self.all(path):
                return found[0]
        return None

    def descendants(self, *tags: str) -> Iterator[Node]:
        """Yield the elements inside, at any depth, in order of the document, of all ``tags`` or of any."""
        waiting = self.nodes[::-1]
        while waiting:
            node = waiting.pop()
            if not tags or node.tag in tags:
                yield node
            if node.nodes:
                waiting += reversed(node.nodes)

    def texts(self) -> Iterator[str]:
        """Yield the stretches of text inside, at any depth."""
        for part in self.content:
            if isinstance(part, str):
                yield part
            else:
                yield from part.texts()

    @property
    def own(self) -> str:
        """The text right inside, without that of elements, as it lies."""
        return "".join(part for part in self.content if isinstance(part, str))

    @property
    def text(self) -> str:
        """All text inside, nothing put between elements, its white space folded."""
        match self.content:
            case []:
                return ""
            case [str(only)]:
                return fold(only)
        return fold("".join(self.texts()))

    def said(self, *paths: str) -> str:
        """Return the text of the first element at one of ``paths`` that has some."""
        for path in paths:
            for node in self.all(path):
                if text := node.text:
                    return text
        return ""


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[tuple[str, bool], ...]:
    """Return the steps of ``path``, and for each whether it may lead any depth down."""
    found, below = [], False
    for step in path.split("/"):
        if step:
            found.append((step, below))
        below = not step
    return tuple(found)
