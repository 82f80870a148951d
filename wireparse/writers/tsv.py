"""TSV: as CSV, with a tab between cells and none inside one."""

from __future__ import annotations

from typing import TextIO

from wireparse.writers import FLAT, Job, View
from wireparse.writers.csv_ import write_separated

NAME = "tsv"
HELP = "as csv, with tabs between cells"
VIEWS: frozenset[View] = FLAT


def write(job: Job, out: TextIO) -> None:
    """Write the header and the rows, tab-separated."""
    write_separated(job, out, "\t")
