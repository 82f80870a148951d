"""The paragraphs of a body in XML, be it NITF, XHTML or an agency's own: inline elements are text, blocks are not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.readers.htmltext import CAPTIONS, ESCAPED
from wireparse.readers.htmltext import paragraphs as html_paragraphs
from wireparse.readers.markup import tokens
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers.xmltree import Node

BLOCKS = frozenset({
    "abstract", "address", "article", "bl", "block", "blockquote", "body", "body.content", "body.end", "bq",
    "brodtext", "dd", "div", "dl", "dt", "fn", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "hr", "html",
    "ingress", "li", "mellis", "nitf-table", "note", "ol", "p", "par", "para", "paragraph", "parrafo", "pre",
    "rubrik", "section", "table", "tagline", "tbody", "text", "thead", "tr", "ul",
})  # fmt: skip
DROPPED = frozenset({
    "bild", "byline", "caption", "dat", "dateline", "figcaption", "figure", "footer", "head", "header", "iframe",
    "image", "media", "object", "script", "style", "title", "video",
})  # fmt: skip
CELLS = frozenset({"td", "th"})
QUOTATIONS = frozenset({"citat"})
"""In TT's markup a block of its own, or a stretch of a paragraph."""
INDENT = 3
TYPESET = {"endash": "–", "emdash": "—", "bullet": "•", "nbsp": " "}
TYPESET_MARK = re.compile(f"<({'|'.join(TYPESET)})>")
BLANK = re.compile(r"\n[ \t\r]*\n")
PAGE_END = re.compile(r"\s*\*{3,}$")


def paragraphs(node: Node) -> list[str]:
    """Return the paragraphs inside ``node``, each on one line but for the breaks that the markup has.

    Pictures with their captions are left out. HTML that stands there as text, escaped or in CDATA, is read as HTML.
    """
    found: list[str] = []
    for block in _blocks(node):
        said = TYPESET_MARK.sub(lambda mark: TYPESET[mark[1]], block) if "<" in block else block
        found += _broken(said) if "\v" in said else flat_paragraphs(said)
    return [text for said in found if (text := PAGE_END.sub("", said))]


def flat_paragraphs(said: str) -> list[str]:
    """Return the paragraphs of a stretch without elements: HTML that stands there as text, or text as it lies."""
    if "<" not in said or not ESCAPED.search(said):
        return unwrapped(said)
    found = html_paragraphs(said)
    if len(found) == 1 and said.count("\n") > INDENT:  # ANSA: one element around text with indents
        return unwrapped("".join(token.value for token in tokens(said) if token.kind == "text"))
    return found


def bare_paragraphs(said: str) -> list[str]:
    r"""Return the paragraphs of a text that is no markup at all: parted by blank lines, their lines as they are.

    >>> bare_paragraphs("\n   Rain\n   fell.\n\n  It fell.")
    ['Rain\nfell.', 'It fell.']
    """
    if "<" in said and ESCAPED.search(said):
        return flat_paragraphs(said)
    return [
        "\n".join(lines)
        for part in BLANK.split(said)
        if (lines := [line.strip() for line in part.splitlines() if line.strip()])
    ]


def unwrapped(said: str) -> list[str]:
    r"""Return the paragraphs of a stretch of text: parted by blank lines, or by lines with an indent more than others.

    >>> unwrapped("ORSA (AFP) - Rain\nfell.\n   It was cold.\n")
    ['ORSA (AFP) - Rain fell.', 'It was cold.']
    """
    lines = said.strip().expandtabs().split("\n")
    if len(lines) == 1:
        return [text] if (text := fold(said)) else []
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(indents, default=0) + INDENT
    found: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        bare = line.strip()
        if not bare or (number and len(line) - len(line.lstrip()) >= margin):
            found.append([])
        found[-1].append(bare)
    return [text for part in found if (text := fold(" ".join(part)))]


def _broken(said: str) -> list[str]:
    """Return the paragraphs of a stretch with breaks: two of them part paragraphs, one is a line's end."""
    found: list[list[str]] = [[]]
    for line in map(fold, said.split("\v")):
        if not line:
            found.append([])
        else:
            found[-1].append(line)
    return ["\n".join(lines) for lines in found if lines]


def _blocks(node: Node) -> Iterator[str]:
    """Yield the text of each block inside, unfolded; a break is a vertical tab, which XML itself has none of."""
    pieces: list[str] = []
    for piece in _pieces(node):
        if piece is None:
            if any(not part.isspace() for part in pieces):
                yield "".join(pieces)
            pieces = []
        else:
            pieces.append(piece)
    if pieces:
        yield "".join(pieces)


def _pieces(node: Node) -> Iterator[str | None]:
    """Yield the text inside, and None wherever a block begins or ends."""
    cells = 0
    for part in node.content:
        if isinstance(part, str):
            yield part
        elif part.tag == "br":
            yield "\v"
        elif part.tag in CELLS:
            yield " | " if cells else ""
            cells += 1
            yield from (" " if piece is None else piece for piece in _pieces(part))
        elif part.tag not in DROPPED and not (part.attributes and CAPTIONS.intersection(part.get("class").split())):
            edge = part.tag in BLOCKS or (part.tag in QUOTATIONS and node.tag != "p")
            if edge:
                yield None
            yield from _pieces(part)
            if edge:
                yield None
