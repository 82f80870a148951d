"""What readers of markups share: the paragraphs of a body, and the dateline that stands only once."""

from __future__ import annotations

import re

from wireparse.packs import SHARED, load_pack
from wireparse.readers.markup import CAPTIONS, blocks, joined, paragraphs, unescape
from wireparse.span import fold
from wireparse.wire.datelines import match_dateline

BLANK = re.compile(r"\n[ \t\r]*\n")
TAGGED = re.compile(r"<(?:p|br|div|section|article|body|span|h\d|ul)\b[^<>]*>", re.IGNORECASE)
DASHES = " -–—_:."


def body_of(said: str, headline: str = "") -> list[str]:
    """Return the paragraphs of a body that is HTML or plain text, photo captions and a repeated ``headline`` left out."""
    if TAGGED.search(said):
        kept = [block for block in blocks(said) if not any(CAPTIONS & at.classes for at in block.element.up())]
        found = joined(kept) if kept else paragraphs(said)
    else:
        found = [part for part in BLANK.split(unescape(said)) if part.strip()]
    if found and headline and fold(found[0]).casefold() == fold(headline).casefold():
        return found[1:]
    return found


def dateline_for(stated: str, body: list[str]) -> str:
    """Return the dateline ``stated`` in a field; an empty string where the first paragraphs have it, or one, themselves.

    >>> dateline_for("Berlin (dpa) - ", ["Berlin (dpa) - Rain fell."])
    ''
    """
    pack = load_pack(SHARED)
    for paragraph in body[:2]:
        found = match_dateline(paragraph, 0, len(paragraph), pack)
        if (found and found.sureness > 1) or (stated and fold(paragraph).startswith(fold(stated).strip(DASHES))):
            return ""
    return stated
