"""What the formats of the teleprinter share: messages one behind another, header lines, control characters, notebooks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from wireparse.errors import InputError
from wireparse.model import Warning
from wireparse.packs import SHARED, load_pack
from wireparse.readers.decoding import decode, refuse_empty, without_nuls
from wireparse.readers.header import assemble
from wireparse.wire.bylines import is_role, read_byline
from wireparse.wire.datelines import match_dateline
from wireparse.wire.furniture import furniture
from wireparse.wire.names import LONGEST, agency_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wireparse.model import Header, Part
    from wireparse.readers import RawDispatch

LINE_END = re.compile(r"\r+\n")
"""Copied from one system to another and back, a line may end in several returns."""
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]+")
NOTEBOOK = (
    r"(?im)^[ \t]*(?:#+[ \t]*(?:\w+[ \t-]+)?(?:notebook|notizblock|contacts|kontakte|ansprechpartner)\b"
    r"|(?:\*[ \t]*){3,}\n?.{0,160}?(?:not (?:intended )?for publication|nicht zur veröffentlichung)"
    r"|(?:the following|die folgenden)[^\n]{0,80}(?:not (?:intended )?for publication|nicht zur veröffentlichung))"
)
SIGNED = r"[a-z]{2,6}(?:[ /-][a-zà-ÿ0-9]{1,9}){1,10}"
WIDE = 45
"""A line of a headline that is as wide as this goes on in the line below."""
HEAD_MARKS = " \t\n^<=*"
URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "s": 6}
"""Flash, bulletin, urgent, regular, deferred, and Sunday or other advance copy, in the order of ANPA's convention."""
KEY_LINE = r"\b([a-z]) ([a-z]) +([A-Z]{2}-\S+)"
LONGEST_ID = 80
"""A damaged file may give a whole story as an id."""


class Key(NamedTuple):
    """What a line like ``u f BC-NORVIA-COCOA   02-26 0105`` says: how urgent, of which category, and the keyword."""

    priority: int | None
    category: str
    slug: str


class Message(NamedTuple):
    """One message as it stands, control characters and all, the encoding it was read in, and what was mended."""

    text: str
    encoding: str
    warnings: tuple[Warning, ...] = ()


def messages(data: bytes, encoding: str | None, start: str, declared: str | None = None) -> Iterator[Message]:
    """Yield the messages in ``data``, each from a match of ``start`` to the next; what was mended is told with the first.

    ``declared`` is the encoding that the format is known to have, for what is not UTF-8.

    What stands before the first is a message too, unless it is blank. Raises ``InputError`` for an empty file.
    """
    decoded = without_nuls(decode(data, encoding, declared=declared))
    refuse_empty(decoded.text)
    warnings = unplaced(decoded.warnings)
    for text in cut(LINE_END.sub("\n", decoded.text) if "\r" in decoded.text else decoded.text, start):
        yield Message(text, decoded.encoding, warnings)
        warnings = ()


def cut(text: str, start: str) -> Iterator[str]:
    """Yield the stretches of ``text`` that begin at a match of ``start``, and what stands before the first."""
    at = seen = 0
    blank = True
    for found in re.finditer(start, text):
        blank = blank and not clean(text[seen : found.start()]).strip()
        seen = found.start()
        if not blank:
            yield text[at:seen]
            at, blank = seen, True
    if not at or clean(text[at:]).strip():
        yield text[at:]


def unplaced(warnings: Iterable[Warning]) -> tuple[Warning, ...]:
    """Return ``warnings`` without their offsets, which do not hold in a text that was put together."""
    return tuple(replace(warning, start=None, end=None) for warning in warnings)


def clean(text: str) -> str:
    r"""Return ``text`` without control characters and with line feeds for line ends.

    >>> clean("A\x7f toll\r\nof 12\x03")
    'A toll\nof 12'
    """
    return CONTROLS.sub("", LINE_END.sub("\n", text).replace("\r", "\n").replace("\f", "\n"))


def behind(text: str, trailer: str) -> tuple[str, tuple[Warning, ...]]:
    r"""Return what stands in ``text``, from the end mark of a message on, beside its ``trailer``, and a warning where that is any.

    >>> behind("\x03020611 GMT\nRain fell.\n", r"\x03?\d{6} GMT")[0]
    'Rain fell.'
    """
    said = clean(re.sub(rf"{trailer}|\A\x03(?=.*\d)[^\n]{{0,40}}(?:\n|\Z)", "", text)).strip()  # or one that is broken
    if not any(map(str.isalnum, said)):
        return "", ()
    return said, (Warning("damaged", "there is text behind the end of the message: it is taken into it"),)


def key_line(said: str) -> Key | None:
    """Return what the first key line in ``said`` says, or None.

    >>> key_line("r i AM-Norvia-Dam   02-12 0412")
    Key(priority=4, category='i', slug='AM-Norvia-Dam')
    """
    found = re.search(KEY_LINE, said)
    return Key(URGENCY.get(found[1]), found[2], found[3]) if found else None


def without_notes(body: str) -> tuple[str, tuple[Warning, ...]]:
    r"""Return ``body`` without the notes at its end that are for editors only, and a warning where there were any.

    The sign-off below the notes stays.

    >>> without_notes("Rain fell.\n\n# dpa Notebook\nTel: 1\n\ndpa ab cd")[0]
    'Rain fell.\n\ndpa ab cd'
    """
    notes = re.search(NOTEBOOK, body)
    if not notes:
        return body, ()
    last = body.rstrip().rpartition("\n")[2].strip()
    signed = last if re.fullmatch(SIGNED, last) and agency_named(last.split()[0], load_pack(SHARED)) else ""
    warning = Warning("notes", "notes that are not for publication are left out")
    return f"{body[: notes.start()].rstrip()}\n\n{signed}".rstrip(), (warning,)


def head_parts(lines: Iterable[str], *, last: bool) -> list[tuple[Part, str]]:
    """Return what each header line is; the headline is the first, or the ``last``, that is neither tag nor byline.

    >>> head_parts(["REFILE", "Rain in Zelena", "By Ann Roe ="], last=True)
    [('advisory', 'REFILE'), ('headline', 'Rain in Zelena'), ('byline', 'By Ann Roe')]
    """
    wire = load_pack(SHARED)
    parts: list[tuple[Part, str]] = []
    for line in filter(None, (" ".join(raw.strip(HEAD_MARKS).split()) for raw in lines)):
        before = parts[-1] if parts else ("body", "")
        if furniture(wire).h.first(line) or not any(map(str.isalpha, line)):
            parts.append(("advisory", line))
        elif before[0] == "byline" and is_role(line, wire):
            parts[-1] = ("byline", f"{before[1].rstrip(',')}, {line}")
        elif read_byline(line, wire):
            parts.append(("byline", line))
        elif before[0] == "headline" and last and len(before[1]) >= WIDE:
            parts[-1] = ("headline", f"{before[1]} {line}")
        else:
            parts.append(("headline", line))
    titles = [number for number, (part, _) in enumerate(parts) if part == "headline"]
    best = titles[-1 if last else 0] if titles else -1
    return [("advisory" if part == "headline" and at != best else part, said) for at, (part, said) in enumerate(parts)]


class Draft(NamedTuple):
    """A dispatch as its reader has taken it apart: parts in any order, the first of each kind the one that counts."""

    blocks: Sequence[tuple[Part, str]]
    header: Header
    encoding: str
    warnings: tuple[Warning, ...] = ()


def dispatches(name: str, drafts: Iterable[Draft]) -> Iterator[RawDispatch]:
    """Yield the dispatches of format ``name`` that are made of ``drafts``.

    Raises ``InputError`` behind the last where some of them have no text.
    """
    empty: list[str] = []
    for draft in drafts:
        if any(said.strip() for _, said in draft.blocks):
            yield _assembled(name, draft)
        else:
            empty.append((draft.header.id or "one without an id")[:LONGEST_ID])
    if empty:
        message = f"{len(empty)} of its dispatches {'holds' if len(empty) == 1 else 'hold'} no text, the first is {empty[0]}"
        raise InputError(message, code="no-text")


def _assembled(name: str, draft: Draft) -> RawDispatch:
    said: dict[str, list[str]] = {}
    for part, words in draft.blocks:
        if words.strip():
            said.setdefault(part, []).append(words)
    line, behind = _parted(said.get("dateline", [""])[0])
    body = [behind, *said.get("body", ())]
    first: dict[str, str | None] = {part: words[0].strip() for part, words in said.items()}
    header = replace(
        draft.header, headline=first.get("headline"), byline=first.get("byline"), dateline=line or None,
        rights=first.get("copyright"),
    )  # fmt: skip
    return assemble(
        name, header, body, encoding=draft.encoding, signoff=first.get("signoff"), rights=header.rights,
        advisories=[*said.get("advisory", ()), *said.get("headline", ())[1:]], warnings=draft.warnings,
    )  # fmt: skip


def _parted(line: str) -> tuple[str, str]:
    """Return a dateline, and what stands behind its dash: the text, where a tag is lost."""
    found = match_dateline(line, 0, len(line), load_pack(SHARED))
    if found:
        return line[: found.after].strip(), line[found.after :].strip()
    return (line.strip(), "") if len(line) < LONGEST else ("", line)
