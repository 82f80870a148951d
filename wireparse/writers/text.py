"""Text for people that explains a claim step by step; drawn by the table writer."""

from __future__ import annotations

from typing import TextIO

from wireparse.writers import Job, View, table

NAME = "text"
HELP = "each step on its line, with the characters that decided it"
VIEWS: frozenset[View] = frozenset({"explain"})


def write(job: Job, out: TextIO) -> None:
    """Write each explanation: the claim, then its steps."""
    table.write(job, out)
