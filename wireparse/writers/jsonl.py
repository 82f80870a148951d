"""JSON Lines: one object a line, each written out as soon as its dispatch is parsed."""

from __future__ import annotations

from typing import TextIO

from wireparse.writers import FLAT, Job, View
from wireparse.writers.json_ import dumps, objects

NAME = "jsonl"
HELP = "one JSON object a line, written as soon as it is there"
VIEWS: frozenset[View] = FLAT | {"parse"}


def write(job: Job, out: TextIO) -> None:
    """Write one object a line, flushing after each."""
    for value in objects(job):
        out.write(dumps(value) + "\n")
        out.flush()
