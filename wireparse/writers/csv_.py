"""CSV for spreadsheets: a header and one row a line; no cell of text can be taken for a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from wireparse.writers import FLAT, Job, View
from wireparse.writers.rows import short
from wireparse.writers.safe import no_formula, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.writers import Row

NAME = "csv"
HELP = "comma-separated values with a header, safe to open in a spreadsheet"
VIEWS: frozenset[View] = FLAT


def write(job: Job, out: TextIO) -> None:
    """Write the header and the rows, comma-separated."""
    write_separated(job, out, ",")


def write_separated(job: Job, out: TextIO, separator: str) -> None:
    """Write the header and the rows with ``separator`` between cells, flushing after each row."""
    import csv

    sheet = csv.writer(out, delimiter=separator, lineterminator="\n")
    sheet.writerow(job.columns)
    for row in job.rows:
        sheet.writerow(cells(row, job.columns, terminal=job.terminal))
        out.flush()


def cells(row: Row, columns: Iterable[str], *, terminal: bool = False) -> list[object]:
    """Return the ``columns`` of ``row`` as cells, safe in a spreadsheet, and on a terminal where that is asked for."""
    return [_cell(row[column], terminal=terminal) for column in columns]


def _cell(value: object, *, terminal: bool) -> object:
    cell = short(value)
    if not isinstance(cell, str):
        return cell
    cell = no_formula(cell).replace("\r\n", "\n").replace("\r", "\n")  # Python before 3.13 leaves a lone CR unquoted
    return visible(cell) if terminal else cell
