"""HTML and loose XML as tokens and elements: nothing raises, and all work is bounded by the length.

Not the library's ``html.parser``: it takes quadratic time over some broken pages in the Python releases still about.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from wireparse.readers.decoding import Decoded, decode, without_nuls
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

TAG = re.compile(
    r"<(/?)(?:([A-Za-z][\w.-]*+):)?([A-Za-z][\w.-]*+)"
    r"""((?:[^<>"']++|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,99}+|[^<>]*+)>"""  # alt="a > b"; bounded, so no long ways back
)
UNFINISHED = re.compile(r"</?[A-Za-z][^<>]*+\Z")  # the file breaks off in a tag
ATTRIBUTE = re.compile(r"""([\w:.-]++)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
ENTITY = re.compile(r"&(?:#\d+;?|#[xX][\da-fA-F]+;?|[A-Za-z]\w{1,31};)")  # not &not that
HUGE = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")  # no character, and int() refuses the longest
DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z][\w.:-]+)""")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")

RAW = frozenset({"script", "style"})


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
    import html

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

    One that opens again before it was closed ends there, one that is never closed ends where the next begins, one that
    is only closed begins where the last ended.
    """
    opened: Token | None = None
    inside: Token | None = None
    ended = 0
    for token in tokens(markup, frozenset(), text=False):
        if token.name not in names or (prefixes is not None and token.prefix not in prefixes):
            continue
        if opened and token.name == opened.name:
            yield Inner(opened.name, opened.value, markup[opened.end : token.start], opened.start)
            opened = token if token.kind == "open" else None
            inside, ended = None, token.end
        elif token.kind == "open":
            inside = inside or (token if opened else None)
            opened = opened or token
        elif not opened:
            if markup[ended : token.start].strip():
                yield Inner(token.name, "", markup[ended : token.start], ended)
            ended = token.end
    if not opened:
        return
    at = inside.start if inside else len(markup)
    yield Inner(opened.name, opened.value, markup[opened.end : at], opened.start)
    for inner in elements(markup[at:], names - {opened.name}, prefixes):
        yield inner._replace(start=at + inner.start)


def decode_markup(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of ``data``: UTF-8 where it is that, whatever it declares, else as declared."""
    declared = DECLARED.search(data[:4096])
    return without_nuls(decode(data, encoding, declared=declared[1].decode("ascii") if declared else None))
