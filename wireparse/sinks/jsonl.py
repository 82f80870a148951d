"""JSON Lines: one dispatch a line, as ``wireparse parse --jsonl`` prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.sinks.files import FileStore
from wireparse.writers.json_ import dumps

if TYPE_CHECKING:
    from wireparse.model import Dispatch
    from wireparse.sinks import Store

NAME = "jsonl"
HELP = "JSON Lines, one dispatch a line"
SUFFIXES = (".jsonl", ".ndjson")


def encode(dispatch: Dispatch) -> bytes:
    """Return the line."""
    return (dumps(dispatch.to_dict()) + "\n").encode("utf-8", "backslashreplace")


def open_store(target: str, work: str, _token: str) -> Store:
    """Return a file of lines."""
    return FileStore(target, work)
