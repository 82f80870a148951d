"""HTML and loose XML as tokens, and HTML as blocks of text: nothing raises, and all work is bounded by the length.

Not the library's ``html.parser``: it takes quadratic time over some broken pages in the Python releases still about.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from wireparse.readers.decoding import Decoded, decode
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TAG = re.compile(
    r"<(/?)(?:([A-Za-z][\w.-]*+):)?([A-Za-z][\w.-]*+)"
    r"""((?:[^<>"']++|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,99}+|[^<>]*+)>"""  # alt="a > b"; bounded, so no long ways back
)
UNFINISHED = re.compile(r"</?[A-Za-z][^<>]*+\Z")  # the file breaks off in a tag
ATTRIBUTE = re.compile(r"""([\w:.-]++)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
ENTITY = re.compile(r"&(?:#\d+;?|#[xX][\da-fA-F]+;?|[A-Za-z]\w{1,31};)")  # not &not that
HUGE = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")  # no character, and int() refuses the longest
DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z][\w.:-]+)""")
SPACE = re.compile(r"\s+")
ESCAPED = re.compile(r"</?(?:p|br|div|span|b|i|em|strong|a|ul|ol|li|table|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")

RAW = frozenset({"script", "style"})
DROPPED = frozenset({
    "button", "canvas", "figure", "figcaption", "head", "iframe", "noscript", "object", "select", "svg", "template", "textarea",
})  # fmt: skip
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
CELLS = frozenset({"td", "th"})
NO_CLASSES = frozenset[str]()
DEPTH = 200


class Token(NamedTuple):
    """A start tag with its raw attributes, an end tag, or text with its entities read; names are local, lower case."""

    kind: Literal["open", "close", "text"]
    name: str
    value: str
    start: int
    end: int
    prefix: str = ""


def tokens(markup: str, raw: frozenset[str] = RAW, *, text: bool = True) -> Iterator[Token]:
    """Yield the tokens of ``markup``; comments, declarations and the content of the ``raw`` elements are left out.

    An empty element (``<a/>``) gives both of its tags; a ``<`` that opens nothing is text. Without ``text`` only the
    tags are given.
    """
    at, absent = 0, set[str]()
    while (lt := markup.find("<", at)) >= 0:
        if text and lt > at:
            yield Token("text", "", unescape(markup[at:lt]), at, lt)
        if tag := TAG.match(markup, lt):
            at = tag.end()
            closing, prefix, name, raw_attributes = tag.groups()
            name = name.lower()
            yield Token("close" if closing else "open", name, raw_attributes, lt, at, prefix or "")
            if closing:
                continue
            if raw_attributes.endswith("/"):
                yield Token("close", name, "", at, at, prefix or "")
            elif name in raw:
                at = _raw_end(markup, name, at)
        elif markup.startswith("<![CDATA[", lt):
            at = _find(markup, "]]>", lt, absent, len(markup))
            if text:
                yield Token("text", "", markup[lt + 9 : at], lt + 9, at)
            at += 3
        elif markup.startswith(("<!--", "<!", "<?"), lt):
            at = _skip(markup, lt, absent)
        elif UNFINISHED.match(markup, lt):
            return
        else:
            at = lt + 1
            if text:
                yield Token("text", "", "<", lt, at)
    if text and at < len(markup):
        yield Token("text", "", unescape(markup[at:]), at, len(markup))


def unescape(text: str) -> str:
    """Return ``text`` with its entities read: HTML's by name, and all by number.

    >>> unescape("Élan &ndash; R&amp;D &#150; AT&T")
    'Élan – R&D – AT&T'
    """
    if "&" not in text:
        return text
    return ENTITY.sub(_character, HUGE.sub("\ufffd", text) if "&#" in text else text)


def _character(entity: re.Match[str]) -> str:
    return _named(entity[0])


@lru_cache(maxsize=512)
def _named(entity: str) -> str:
    return html.unescape(entity)


def attributes(raw: str) -> dict[str, str]:
    """Return the attributes of a start tag by name, in lower case; the first of one name counts.

    >>> attributes(' class="lede" data-n=3 hidden')
    {'class': 'lede', 'data-n': '3', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(raw):
        found.setdefault(name.lower(), unescape("".join(values)))
    return found


def _find(markup: str, mark: str, at: int, absent: set[str], otherwise: int) -> int:
    """Return where ``mark`` stands behind ``at``; what was looked for in vain is never looked for again."""
    found = -1 if mark in absent else markup.find(mark, at)
    if found < 0:
        absent.add(mark)
        return otherwise
    return found


def _raw_end(markup: str, name: str, at: int) -> int:
    """Return where the end tag of the element ``name``, whose content is no markup, stands behind ``at``, or the end."""
    while (at := markup.find("</", at)) >= 0:
        if markup[at + 2 : at + 2 + len(name)].lower() == name:
            return at
        at += 2
    return len(markup)


def _skip(markup: str, lt: int, absent: set[str]) -> int:
    """Return where the comment or declaration at ``lt`` ends; a comment that never ends is only its first tag long."""
    if markup.startswith("<!--", lt) and (end := _find(markup, "-->", lt, absent, -1)) >= 0:
        return end + 3
    end = _find(markup, ">", lt, absent, lt + 1)
    if markup.startswith("<!DOCTYPE", lt) and "[" in markup[lt:end]:
        end = _find(markup, "]>", lt, absent, end - 1) + 1
    return end + 1


class Inner(NamedTuple):
    """An element of loose XML, by its local name, with its raw attributes and the markup inside."""

    name: str
    raw: str
    markup: str
    start: int

    @property
    def text(self) -> str:
        """Return the text inside, markup left out."""
        if "<" not in self.markup:
            return fold(unescape(self.markup))
        return fold("".join(token.value for token in tokens(self.markup, frozenset()) if token.kind == "text"))

    @property
    def html(self) -> str:
        """Return the HTML inside: marked up, escaped, or in a CDATA section."""
        if "<" not in self.markup:
            return unescape(self.markup)
        found = list(tokens(self.markup, frozenset()))
        plain = all(token.kind == "text" for token in found)
        return "".join(token.value for token in found) if plain else self.markup


def elements(markup: str, names: frozenset[str], prefixes: frozenset[str] | None = None) -> Iterator[Inner]:
    """Yield the elements of one of the ``names``, those inside another of them left out; unknown ``prefixes`` too.

    One that opens again before it was closed ends there, one that is never closed goes to the end.
    """
    opened: Token | None = None
    for token in tokens(markup, frozenset(), text=False):
        if token.name not in names or (prefixes is not None and token.prefix not in prefixes):
            continue
        if opened and token.name == opened.name:
            yield Inner(opened.name, opened.value, markup[opened.end : token.start], opened.start)
            opened = token if token.kind == "open" else None
        elif not opened and token.kind == "open":
            opened = token
    if opened:
        yield Inner(opened.name, opened.value, markup[opened.end :], opened.start)


def decode_markup(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of ``data``: UTF-8 where it is that, whatever it declares, else as declared."""
    declared = DECLARED.search(data[:4096])
    return decode(data, encoding, declared=declared[1].decode("ascii") if declared else None)


# ----------------------------------------------------------------------- blocks


class Element:
    """An open element, with the one around it, and the ``block`` that its text belongs to.

    ``dropped`` where that is no text of the page, ``pre`` where its white space counts.
    """

    __slots__ = ("block", "classes", "dropped", "parent", "pre", "tag")

    def __init__(self, tag: str, raw: str = "", parent: Element | None = None) -> None:
        self.tag, self.parent = tag, parent
        self.classes = _classes(raw) if "lass" in raw else NO_CLASSES
        hidden = "display" in raw and "display:none" in raw.replace(" ", "") and tag not in WHOLE  # shown by a script
        self.dropped: bool = tag in DROPPED or hidden or (parent is not None and parent.dropped)
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
    """Return the blocks of an HTML page or fragment, in order; scripts, captions and what is hidden left out."""
    page = _Page()
    for kind, name, value, *_ in tokens(markup):
        if kind == "text":
            page.text(value)
        elif kind == "open":
            page.open(name, value)
        else:
            page.close(name)
    page.flush()
    return page.found


def paragraphs(markup: str) -> list[str]:
    """Return the paragraphs of an HTML fragment; a row of a table is one, its cells parted by a bar.

    Markup that was escaped once more than it should have been is read too.

    >>> paragraphs("<p>Rain<br/></p><div>fell &amp; fell</div>&lt;p&gt;again&lt;/p&gt;")
    ['Rain', 'fell & fell', 'again']
    """
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
    """The elements that are open, and the blocks that are closed."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.stack = [Element("")]
        self.pieces: list[str] = []
        self.inline: frozenset[str] = frozenset()

    def text(self, value: str) -> None:
        """Add a stretch of text to the block that is open."""
        top = self.stack[-1]
        if not top.dropped:
            self.pieces.append(value if top.pre else " " if value.isspace() else SPACE.sub(" ", value))

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
        if name not in VOID and len(stack) < DEPTH:
            element = Element(name, raw, stack[-1])
            stack.append(element)
            if element.classes and name not in BLOCKS:
                self.inline |= element.classes

    def close(self, name: str) -> None:
        """Leave the element ``name``, where one is open."""
        if name in BLOCKS:
            self.flush()
        self._end((name,), ())

    def _end(self, names: Iterable[str], limit: Iterable[str]) -> None:
        """Close the innermost element of the ``names`` and all within, where one is open inside the ``limit``."""
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag in names:
                if self.stack[depth].tag in BLOCKS:
                    self.flush()
                del self.stack[depth:]
                return
            if self.stack[depth].tag in limit:
                return

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
