"""What the words in the fields of formats mean, be they XML or JSON: a status, a small number, a list without repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.model import Status

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
