"""What the readers of markups share: the paragraphs of a body, the agency among several names, the end that is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.model import Warning
from wireparse.packs import SHARED, load_pack
from wireparse.readers.htmltext import CAPTIONS, blocks, joined, paragraphs
from wireparse.readers.markup import unescape
from wireparse.readers.xmlread import root_of
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    from collections.abc import Iterable

BLANK = re.compile(r"\n[ \t\r]*\n")
TAGGED = re.compile(r"<(?:p|br|div|span|section|article|body|h\d|ul)\b[^<>]*>", re.IGNORECASE)


def body_of(said: str) -> list[str]:
    """Return the paragraphs of a body that is HTML or plain text, photo captions left out.

    >>> body_of("<p>Rain.</p><div class='caption'>A cloud</div>"), body_of("Rain &amp; hail.")
    (['Rain.'], ['Rain & hail.'])
    """
    if not TAGGED.search(said):
        return [part for part in BLANK.split(unescape(said)) if part.strip()]
    kept = [block for block in blocks(said) if not block.has(CAPTIONS)]
    return joined(kept) if kept else paragraphs(said)


def provider_of(names: Iterable[str | None]) -> str | None:
    """Return the first of ``names`` that is a known agency's, else the first."""
    known = [name for name in names if name and name.strip()]
    pack = load_pack(SHARED)
    shown = [*known, *(name.split()[0] for name in known)]  # Reuters News
    return next((name for name in shown if agency_named(name, pack)), next(iter(known), None))


def broken_off(text: str) -> tuple[Warning, ...]:
    """Return a warning where the root of ``text`` is not closed at its end: something is missing."""
    name = root_of(text[:8192].encode("utf-8", "replace")).lower()
    tail = text[-1000:].lower()
    if not name or re.search(rf"</(?:[\w.-]+:)?{re.escape(name)}", tail) or (name == "html" and "</body" in tail):
        return ()
    return (Warning("damaged", f"breaks off: <{name}> is never closed"),)


def unpaired(inner: str, names: str) -> tuple[Warning, ...]:
    """Return a warning for the tags of ``names``, a pattern, that have lost their partner."""
    counts: dict[str, int] = {}
    for mark in re.finditer(rf"(?i)<(/?)({names})\b[^<>]{{0,500}}(?<!/)>", inner):
        counts[mark[2].upper()] = counts.get(mark[2].upper(), 0) + (-1 if mark[1] else 1)
    odd = [name for name, count in counts.items() if count]
    return (Warning("damaged", f"tags without a partner: {', '.join(odd)}"),) if odd else ()
