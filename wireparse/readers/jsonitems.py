"""The objects of a JSON file, however they are wrapped: alone, in an array, under a key, or one a line."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wireparse.errors import NO_DISPATCH, InputError
from wireparse.model import Warning
from wireparse.readers.decoding import bare, decode, refuse_empty, without_nuls
from wireparse.readers.htmltext import paragraphs
from wireparse.readers.markup import CONTROLS
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.decoding import Decoded

Item = dict[str, Any]

BETWEEN = re.compile(r"[\s,\[\]\x1e\ufeff]*")  # what may stand around the objects of an array, of lines, of a sequence
BEGINS = re.compile(rb"[\s\x1e]*+(?:\{\s*+[\"}]|\[\s*+[\[{\]])")
KEY = re.compile(rb'"(\w+)"\s*:')
WRAPPERS = ("item", "items", "_items", "articles", "results", "docs", "documents", "entries", "news", "stories", "hits",
            "response", "data", "_source", "article")  # fmt: skip
INSIDE = re.compile(rf'"(?:{"|".join(WRAPPERS)})"\s*:\s*\[')
TEXTS = ("content", "body", "text", "article_html", "body_html", "body_text")  # what wraps others has none
LEVELS = 6
MOST_FAULTS = 1000
MOST_KINDS = 3
SURROGATES = re.compile("[\ud800-\udfff]")
INNER = ("main", "value", "rendered", "original", "name", "text")
OWN = ({"claim", "cue_class"}, {"aliases", "anonymous", "dispatches"}, {"dispatched", "bound", "event"})


@lru_cache(maxsize=2)
def begins(head: bytes) -> bytes:
    """Return ``head`` without byte-order marks and NULs where it begins like JSON, else nothing."""
    head = bare(head)
    return head if BEGINS.match(head) else b""


@lru_cache(maxsize=2)
def keys_in(head: bytes) -> frozenset[bytes]:
    """Return the keys of the objects in ``head``, at any depth; none where it does not begin like JSON."""
    return frozenset(KEY.findall(begins(head)))


def dispatches(
    data: bytes, encoding: str | None, build: Callable[[Item, Decoded], RawDispatch | None], lines: int = 0
) -> Iterator[RawDispatch]:
    """Yield what ``build`` makes of each object in ``data``; where it gives None, that is no text, and a warning.

    Of the file that ``data`` is of, ``lines`` stand before it.

    Raises ``InputError`` at the end where something could not be read, or nothing could.
    """
    decoded = without_nuls(decode(data, encoding))
    refuse_empty(decoded.text)
    faults: list[str] = []
    last: RawDispatch | None = None
    left: Counter[str] = Counter()
    for item in _items(decoded.text, faults, lines):
        made = build(item, decoded)
        if made is None:
            left[_kind(item)] += 1
            continue
        if last:
            yield last
        last = replace(made, warnings=(*decoded.warnings, *made.warnings))
    if last:
        yield replace(last, warnings=(*last.warnings, *_left_out(left)))
    if faults:
        raise InputError(_broken(faults, read=last is not None), code="json")
    if not last:
        raise InputError(f"is JSON, but no dispatch: {', '.join(list(left)[:MOST_KINDS]) or 'it is empty'}", code=NO_DISPATCH)


def first(item: Item, *keys: str) -> str:
    """Return the first value under ``keys`` that is text, or an object or array that holds one; else an empty string."""
    for key in keys:
        if said := _said(item.get(key)):
            return said
    return ""


def text(item: Item, *keys: str) -> str:
    """Return the first text under ``keys``; an array of texts is one, of as many paragraphs."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "\n\n".join(value)
        if said := _said(value):
            return said
    return ""


def line(item: Item, *keys: str) -> str:
    """Return the first text under ``keys`` as one line, markup and entities in it read."""
    return " ".join(paragraphs(first(item, *keys)))


def every(item: Item, *keys: str) -> tuple[str, ...]:
    """Return all texts under ``keys``: those of an array, or the one there is."""
    found: list[str] = []
    for key in keys:
        value = item.get(key)
        found += [said for one in (value if isinstance(value, list) else [value]) if (said := _said(one))]
    return tuple(dict.fromkeys(found))


def objects(item: Item, key: str) -> list[Item]:
    """Return the objects in the array under ``key``."""
    value = item.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def number(item: Item, *keys: str) -> int | None:
    """Return the first value under ``keys`` that is a small whole number."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 3:
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100:
            return value
    return None


def clean(said: str) -> str:
    """Return ``said`` without what no text can hold: half characters and control characters."""
    said = said.strip()
    return said if said.isprintable() else CONTROLS.sub("", SURROGATES.sub("\ufffd", said)).strip()


def _said(value: object) -> str:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return next((said for one in value if (said := _said(one))), "") if len(value) < 100 else ""
    if isinstance(value, dict):
        return next((clean(one) for key in INNER if isinstance(one := value.get(key), str) and one.strip()), "")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _items(text: str, faults: list[str], lines: int) -> Iterator[Item]:
    """Yield the objects of ``text``, wrappers undone; what cannot be read is added to ``faults``, and passed over.

    ``lines`` is how many stand before the text.
    """
    scan = json.JSONDecoder().raw_decode
    at, opened = _between(text, 0)
    while at < len(text):
        try:
            value, at = scan(text, at)
        except RecursionError:
            faults.append(f"line {lines + _line(text, at)}: nested too deeply")
            return
        except ValueError as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else "a number too long"
            where = error.pos if isinstance(error, json.JSONDecodeError) else at
            faults.append(f"line {lines + _line(text, where)}: {why}" if not faults else why)
            at = _next(text, at) if len(faults) < MOST_FAULTS else len(text)
        else:
            yield from _unwrapped(value, LEVELS)
        at, more = _between(text, at)
        opened += more
    if opened > 0 and not faults:
        faults.append("its array never ends: something is missing")


def _between(text: str, at: int) -> tuple[int, int]:
    """Return where the next object begins, and by how many brackets more are open there."""
    found = BETWEEN.match(text, at)
    return (found.end(), found[0].count("[") - found[0].count("]")) if found else (at, 0)


def _next(text: str, at: int) -> int:
    """Return where reading can go on behind an object that is broken: at the next one that begins a line as it did.

    A wrapper that is cut off is entered instead.
    """
    if wrapped := INSIDE.search(text, at, at + 2000):
        return wrapped.end()
    margin = text[text.rfind("\n", 0, at) + 1 : at]
    found = text.find(f"\n{margin}{{", at) if not margin.strip() else -1
    return found + 1 + len(margin) if found >= 0 else len(text)


def _unwrapped(value: object, levels: int) -> Iterator[Item]:
    """Yield the objects in ``value``; one that wraps others is gone into, ``levels`` deep."""
    if isinstance(value, list):
        for one in value:
            yield from _unwrapped(one, levels - 1) if levels else ()
    elif isinstance(value, dict):
        _refuse_own(value)
        inner = next((value[key] for key in WRAPPERS if _wraps(value.get(key))), None) if levels else None
        if inner is None or "headline" in value or any(isinstance(value.get(key), str) for key in TEXTS):
            yield value
        else:
            yield from _unwrapped(inner, levels - 1)


def _wraps(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value[:3]))


def _refuse_own(item: Item) -> None:
    if str(item.get("schema")).startswith("wireparse/") or any(keys <= item.keys() for keys in OWN):
        raise InputError("is wireparse's own output, not a dispatch; give the file that it was made from", code="own_output")


def _kind(item: Item) -> str:
    """Return what an object that is no dispatch seems to be."""
    kind = item.get("type")
    if isinstance(kind, str) and kind not in ("", "text"):
        return f"an item of type {fold(clean(kind))[:20]}"
    return f"an object with the keys {fold(clean(', '.join(list(item)[:5])))[:80] or '(none)'}"


def _left_out(left: Counter[str]) -> Iterator[Warning]:
    """Yield what to say of the objects that are no text: of each kind, or of all where there are many kinds."""
    if len(left) > MOST_KINDS:
        left = Counter({"an object of one kind or another": left.total()})
    for kind, times in left.items():
        yield Warning("left_out", f"{kind}{f' ({times:,} times)' if times > 1 else ''} is no text and was left out")


def _broken(faults: list[str], *, read: bool) -> str:
    more = f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else ""
    return f"is not valid JSON, {faults[0]}{more}; {'the rest was read' if read else 'nothing in it could be read'}"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
