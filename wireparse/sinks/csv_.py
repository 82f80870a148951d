"""CSV: one row a claim, as ``wireparse claims --csv`` prints it."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from wireparse.sinks.files import FileStore
from wireparse.writers.csv_ import cells
from wireparse.writers.rows import COLUMNS, claim_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.model import Dispatch
    from wireparse.sinks import Store

NAME = "csv"
HELP = "CSV with a header, one row a claim"
SUFFIXES = (".csv",)


def encode(dispatch: Dispatch) -> bytes:
    """Return the rows of the dispatch's claims; none where it has none."""
    return _lines(cells(row, COLUMNS["claims"]) for row in claim_rows([dispatch]))


def open_store(target: str, work: str, _token: str) -> Store:
    """Return a file of rows behind a header."""
    return FileStore(target, work, head=_lines([COLUMNS["claims"]]))


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", "backslashreplace")
