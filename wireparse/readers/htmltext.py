"""HTML as blocks of text: paragraphs, headings, cells, each with the element that it stands in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wireparse.readers.markup import CONTROLS, attributes, tokens
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SPACE = re.compile(r"\s+")
ESCAPED = re.compile(r"</?(?:p|br|div|span|b|i|em|strong|a|ul|ol|li|table|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)

DROPPED = frozenset({
    "button", "canvas", "figure", "figcaption", "head", "iframe", "noscript", "object", "select", "svg", "template", "textarea",
})  # fmt: skip
HOLDERS = frozenset({"canvas", "figcaption", "figure", "iframe", "object"})
"""Of what is left out, that which may hold prose; a button or a ``<noscript>`` has nothing to say that is part of a story."""
CAPTIONS = frozenset({"caption", "image-caption", "photo-caption", "credit-line", "image", "photo", "picture", "media"})
VOID = frozenset({
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
})  # fmt: skip
ENDS = {  # what a new element ends where its end tag was left out, and what it never looks beyond
    "li": ("li", "ul ol menu"), "dt": ("dt dd", "dl"), "dd": ("dt dd", "dl"), "option": ("option", "select"),
    "td": ("td th", "tr table"), "th": ("td th", "tr table"), "tr": ("tr", "table"),
    "tbody": ("tbody thead tfoot", "table"), "tfoot": ("tbody thead tfoot", "table"),
}  # fmt: skip
WHOLE = frozenset({"html", "body"})
STORIES = WHOLE | {"article", "main"}
CELLS = frozenset({"td", "th"})
NO_CLASSES = frozenset[str]()
NONE_SHOWN = frozenset[int]()
DEPTH = 200


class Element:
    """An open element, with the one around it, and the ``block`` that its text belongs to.

    ``dropped`` where that is no text of the page, ``pre`` where its white space counts. ``number`` tells those apart that
    are left out by their tags, ``swallowed`` which of them have hidden a paragraph.
    """

    __slots__ = ("block", "classes", "dropped", "number", "parent", "pre", "swallowed", "tag")

    def __init__(
        self, tag: str, raw: str = "", parent: Element | None = None, number: int = 0, *, shown: bool = False
    ) -> None:
        self.tag, self.parent, self.number, self.swallowed = tag, parent, number, False
        self.classes = _classes(raw) if "lass" in raw else NO_CLASSES
        hidden = "display" in raw and "display:none" in raw.replace(" ", "") and tag not in WHOLE  # shown by a script
        unseen = tag in DROPPED and not shown
        self.dropped: bool = unseen or hidden or (parent is not None and parent.dropped)
        self.pre: bool = tag == "pre" or (parent is not None and parent.pre)
        self.block: Element = self if tag in BLOCKS or parent is None else parent.block

    def up(self) -> Iterator[Element]:
        """Yield the element and those around it, from the inside out."""
        at: Element | None = self
        while at:
            yield at
            at = at.parent

    def inside(self, *tags: str) -> Element | None:
        """Return the nearest of the element and those around it that is one of ``tags``."""
        at: Element | None = self
        while at and at.tag not in tags:
            at = at.parent
        return at

    def classed(self, classes: frozenset[str], tag: str = "") -> Element | None:
        """Return the nearest of the element and those around it that has one of ``classes``, and is a ``tag`` if one is given."""
        at: Element | None = self
        while at and (classes.isdisjoint(at.classes) or (tag and at.tag != tag)):
            at = at.parent
        return at


@lru_cache(maxsize=256)
def _classes(raw: str) -> frozenset[str]:
    """Return the classes that the attributes of a start tag name; a page has few, and many tags with each."""
    return frozenset(attributes(raw).get("class", "").split())


class Block(NamedTuple):
    """A paragraph, heading, list item, table cell or the like: its text, and the element that it stands in.

    White space is folded, ``<br>`` a line end, two of them a new block; the white space of ``<pre>`` stays. ``inline`` are
    the classes of the elements inside.
    """

    text: str
    element: Element
    inline: frozenset[str] = frozenset()

    def has(self, classes: frozenset[str]) -> bool:
        """Return whether one of ``classes`` is on the block, inside it or around it."""
        return not classes.isdisjoint(self.inline) or self.element.classed(classes) is not None


def blocks(markup: str) -> list[Block]:
    """Return the blocks of an HTML page or fragment, in order; scripts, captions and what is hidden left out.

    A figure, or whatever else is left out, that is never closed would take the rest of the story with it: that one is shown.
    """
    page = _read(markup, NONE_SHOWN)
    return _read(markup, frozenset(page.lost)).found if page.lost else page.found


def _read(markup: str, shown: frozenset[int]) -> _Page:
    page = _Page(shown)
    for kind, name, value, *_ in tokens(markup):
        if kind == "text":
            page.text(value)
        elif kind == "open":
            page.open(name, value)
        else:
            page.close(name)
    page.flush()
    page.leave(1, at_end=True)
    return page


def paragraphs(markup: str) -> list[str]:
    """Return the paragraphs of an HTML fragment; a row of a table is one, its cells parted by a bar.

    Markup that was escaped once more than it should have been is read too.

    >>> paragraphs("<p>Rain<br/></p><div>fell &amp; fell</div>&lt;p&gt;again&lt;/p&gt;")
    ['Rain', 'fell & fell', 'again']
    """
    if "<" not in markup and "&" not in markup:
        said = fold(markup)
        said = said if said.isprintable() else fold(CONTROLS.sub("", said))
        return [said] if said else []
    found = joined(blocks(markup))
    return [part for text in found for part in (joined(blocks(text)) if ESCAPED.search(text) else (text,))]


def joined(found: Iterable[Block]) -> list[str]:
    """Return the texts of ``found``, the cells of one row made one text."""
    texts: list[str] = []
    cell: Element | None = None
    for block in found:
        here = block.element if block.element.tag in CELLS else None
        if here and cell and here is not cell and here.parent is cell.parent:
            texts[-1] += f" | {block.text}"
        else:
            texts.append(block.text)
        cell = here
    return texts


class _Page:
    """The elements that are open, and the blocks that are closed.

    Elements that are left out are numbered: ``shown`` are those that are not left out after all, ``lost`` those that
    should not have been.
    """

    def __init__(self, shown: frozenset[int]) -> None:
        self.shown = shown
        self.lost: set[int] = set()
        self.count = 0
        self.found: list[Block] = []
        self.stack = [Element("")]
        self.pieces: list[str] = []
        self.inline: frozenset[str] = frozenset()

    def text(self, value: str) -> None:
        """Add a stretch of text to the block that is open."""
        top = self.stack[-1]
        if not top.dropped:
            self.pieces.append(value if top.pre else " " if value.isspace() else SPACE.sub(" ", value))
        elif not value.isspace():
            inner = top.inside("p", *DROPPED)
            if inner and inner.tag == "p" and (holder := inner.inside(*DROPPED)):
                holder.swallowed = True

    def open(self, name: str, raw: str) -> None:
        """Enter an element, which ends those that end without a tag of their own."""
        if name == "br":
            self.pieces.append("\n")
            return
        if name in ENDS:
            last, limit = ENDS[name]
            self._end(last.split(), limit.split())
        elif name in BLOCKS:
            self._end(["p"], BLOCKS)
        stack = self.stack
        if name in BLOCKS:
            self.flush()
            if name != "title" and stack[-1].tag == "head":
                stack.pop()
        if name in DROPPED:
            self.count += 1
        if name not in VOID and len(stack) < DEPTH:
            element = Element(name, raw, stack[-1], self.count, shown=self.count in self.shown)
            stack.append(element)
            if element.classes and name not in BLOCKS:
                self.inline |= element.classes

    def close(self, name: str) -> None:
        """Leave the element ``name``, where one is open."""
        if name in BLOCKS:
            self.flush()
        if self.stack[-1].tag == name:
            self.stack.pop()
        else:
            self._end((name,), ())

    def _end(self, names: Iterable[str], limit: Iterable[str]) -> None:
        """Close the innermost element of the ``names`` and all within, where one is open inside the ``limit``."""
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag in names:
                if self.stack[depth].tag in BLOCKS:
                    self.flush()
                self.leave(depth + 1, at_end=self.stack[depth].tag in STORIES)
                self.stack.pop()
                return
            if self.stack[depth].tag in limit:
                return

    def leave(self, depth: int, *, at_end: bool) -> None:
        """Leave the elements from ``depth`` on, which have no end tags of their own; ``at_end`` of the page or the story.

        One that is left out is lost where two of three things speak for it: it may hold prose, it has swallowed a
        paragraph, it goes on to the end. ``<div><button>More</div>`` has only lost its end tag.
        """
        for inner in self.stack[depth:]:
            if inner.tag in DROPPED and (inner.tag in HOLDERS) + inner.swallowed + at_end > 1:
                self.lost.add(inner.number)
        del self.stack[depth:]

    def flush(self) -> None:
        """Close the block that is open, if there is any text in it."""
        if not self.pieces:
            return
        text, inline = "".join(self.pieces), self.inline
        self.pieces, self.inline = [], frozenset()
        if text.isspace():
            return
        text = CONTROLS.sub("", text)
        top = self.stack[-1]
        lines: list[str] = []
        for line in [*text.split("\n"), ""]:
            if line.strip():
                lines.append(line.rstrip() if top.pre else fold(line))
            elif lines:
                self.found.append(Block("\n".join(lines), top.block, inline))
                lines = []
