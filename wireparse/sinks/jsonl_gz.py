"""JSON Lines in gzip, a tenth of the size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.sinks.files import FileStore
from wireparse.sinks.jsonl import encode

if TYPE_CHECKING:
    from wireparse.sinks import Store

__all__ = ["HELP", "NAME", "SUFFIXES", "encode", "open_store"]

NAME = "jsonl.gz"
HELP = "JSON Lines compressed with gzip"
SUFFIXES = (".jsonl.gz", ".ndjson.gz")


def open_store(target: str, work: str, _token: str) -> Store:
    """Return a compressed file of lines."""
    return FileStore(target, work, compressed=True)
