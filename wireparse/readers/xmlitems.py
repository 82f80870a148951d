"""From the items of a file to dispatches: what holds no text is counted, what is damaged is said.

An item is a way to make a dispatch, or the name of something that holds no text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.errors import InputError
from wireparse.model import Status, Warning
from wireparse.readers.xmlread import Documents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.xmltree import Node

    Item = Callable[[], RawDispatch] | str
    Items = Callable[[Node, Node, str], Iterable[Item]]

STATUS: dict[str, Status] = {
    "embargoed": "embargoed", "embargo": "embargoed", "withheld": "hold", "withhold": "hold", "hold": "hold",
    "canceled": "kill", "cancelled": "kill", "cancel": "kill", "kill": "kill", "killed": "kill", "delete": "kill",
    "recalled": "kill", "withdrawn": "kill", "retract": "kill", "retracted": "kill",
    "correction": "correction", "corrected": "correction", "corrective": "correction", "rectify": "correction",
}  # fmt: skip
"""What the words of formats mean, be it ``stat:canceled``, ``sig:correction`` or ``Status FormalName="Embargoed"``."""
EMPTY = "empty item"
MOST, LONGEST = 4, 40
"""So many kinds of what holds no text are named, by so many characters: a damaged file may have any."""
GRAVEST: tuple[Status, ...] = ("kill", "hold", "embargoed", "correction")


def status_of(words: Iterable[str]) -> Status | None:
    """Return the gravest status that one of ``words`` is a word for.

    >>> status_of(["sig:correction", "stat:canceled"])
    'kill'
    """
    found = {STATUS.get(word.rpartition(":")[2].strip().lower()) for word in words}
    return next((status for status in GRAVEST if status in found), None)


def number(said: str) -> int | None:
    """Return the number that an urgency or a priority is."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 3 else None


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Return ``words`` in their order, each once, empty ones left out."""
    return tuple(dict.fromkeys(word for word in words if word))


def dispatches(data: bytes, encoding: str | None, tags: Collection[str], items: Items) -> Iterator[RawDispatch]:
    """Yield the dispatches that ``items`` makes of each element of the ``tags``, or of the root where there are none.

    It is called with the element, the root around it and the encoding. What a document is to be warned of goes with its
    last dispatch. Raises ``InputError`` where nothing holds text, and behind the last where an item is too big.
    """
    documents = Documents(data, encoding, tags)
    held: RawDispatch | None = None
    empty = Counter[str]()
    warnings = documents.warnings
    try:
        for document in documents:
            for made in (_made(item) for node, root in document.items() for item in items(node, root, documents.encoding)):
                if isinstance(made, str):
                    empty[made] += 1
                    continue
                if held:
                    yield held
                held = made
            warnings += document.warnings
            if held and warnings:
                held, warnings = replace(held, warnings=(*warnings, *held.warnings)), ()
    except InputError:
        if held:
            yield replace(held, warnings=(*warnings, *held.warnings))
        raise
    left = ", ".join(f"{count} {name[:LONGEST]}{'s' if count > 1 else ''}" for name, count in empty.most_common(MOST))
    if not held:
        damage = next((warning for warning in warnings if warning.code == "damaged"), None)
        found = _anywhere(data, encoding, tags, items) if damage and tags else []
        if not found:
            raise _nothing(left, damage.message if damage else None)
        yield from found
        return
    lost = Warning("left_out", f"without text, so left out: {left}")
    yield replace(held, warnings=(*held.warnings, lost)) if left else held


def _anywhere(data: bytes, encoding: str | None, tags: Collection[str], items: Items) -> list[RawDispatch]:
    """Return the stories of a file whose tags are damaged so that they do not stand where its format puts them.

    They are looked for in each element of the ``tags``, and, where that was in vain too, in the whole.
    """
    from wireparse.readers import xml  # here, as that module is itself made of this one

    try:
        return list(dispatches(data, encoding, () if items is xml.items else tags, xml.items))
    except InputError:
        return []


def _nothing(left: str, damage: str | None) -> InputError:
    if damage:
        return InputError(f"holds no text to parse; {damage}", code="damaged")
    return InputError(f"holds no text to parse{f', only {left}' if left else ''}", code="no-text")


def _made(item: Item) -> RawDispatch | str:
    if isinstance(item, str):
        return item
    try:
        return item()
    except InputError:
        return EMPTY
