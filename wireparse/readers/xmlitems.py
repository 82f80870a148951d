"""From the documents of a file to dispatches: what holds no text is counted, what is damaged is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.errors import InputError
from wireparse.model import Status, Warning
from wireparse.readers.xmltree import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.xmltree import Document

STATUS: dict[str, Status] = {
    "embargoed": "embargoed", "embargo": "embargoed", "withheld": "hold", "withhold": "hold", "hold": "hold",
    "canceled": "kill", "cancelled": "kill", "cancel": "kill", "kill": "kill", "killed": "kill", "delete": "kill",
    "recalled": "kill", "withdrawn": "kill", "retract": "kill", "retracted": "kill",
    "correction": "correction", "corrected": "correction", "corrective": "correction", "rectify": "correction",
}  # fmt: skip
"""What the words of formats mean, be it ``stat:canceled``, ``sig:correction`` or ``Status FormalName="Embargoed"``."""
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


def dispatches(
    data: bytes, encoding: str | None, items: Callable[[Document], Iterable[Callable[[], RawDispatch] | str]]
) -> Iterator[RawDispatch]:
    """Yield the dispatches of all ``items``, each a way to make one, or the name of something that holds no text.

    The last one of a document carries the warnings of that. Raises ``InputError`` where nothing holds text.
    """
    held: RawDispatch | None = None
    empty = Counter[str]()
    warnings: tuple[Warning, ...] = ()
    for document in documents(data, encoding):
        warnings += document.warnings
        for item in items(document):
            made = _made(item)
            if isinstance(made, str):
                empty[made] += 1
                continue
            if held:
                yield held
            held = made
        if held:
            held, warnings = replace(held, warnings=(*warnings, *held.warnings)), ()
    said = ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in empty.items())
    if held:
        skipped = (Warning("left_out", f"without text, so left out: {said}"),) if said else ()
        yield replace(held, warnings=(*held.warnings, *skipped))
        return
    damage = next((warning.message for warning in warnings if warning.code == "damaged"), None)
    if damage:
        raise InputError(f"holds no text to parse; {damage}", code="damaged")
    raise InputError(f"holds no text to parse{f', only {said}' if said else ''}", code="no-text")


def _made(item: Callable[[], RawDispatch] | str) -> RawDispatch | str:
    if isinstance(item, str):
        return item
    try:
        return item()
    except InputError:
        return "item without text"
