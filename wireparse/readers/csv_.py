"""Tables of texts, CSV or TSV, one dispatch a row: the corpora of researchers, one's own exports."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from wireparse.errors import InputError
from wireparse.model import Warning
from wireparse.readers.decoding import bare, decode, refuse_empty
from wireparse.readers.header import assemble
from wireparse.readers.json_ import BYLINES, DATES, HEADLINES, SOURCES, SUMMARIES, TEXTS, header_of
from wireparse.readers.jsonitems import OWN, first
from wireparse.readers.stories import body_of
from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wireparse.readers import RawDispatch
    from wireparse.readers.decoding import Decoded

NAME = "csv"
HELP = "tables of texts (CSV, TSV), one dispatch a row; --text-column names the column where that is not clear"
OPTIONS = ("text_column",)
DELIMITERS = (",", "\t", ";", "|")
OTHERS = ("dateline", "id", "guid", "url", "language", "category", "categories", "section", "keywords", "tags", "copyright")
LOOK = 20  # rows by which the longest column is told
LONGEST_HEAD = 2000
LONG = 80  # characters that a text has on average, at least
QUOTED = re.compile(rb'^(?:\d{1,9}|"(?:[^"\n]|"")*")(?:,"(?:[^"\n]|"")*")+\r?$', re.MULTILINE)  # tables without names
NO_KEY = re.compile(r"[\W_]+")
NAMED = re.compile(r"[^\W\d][\w .:/()-]{0,39}")


def _key(name: str) -> str:
    return NO_KEY.sub("", name.casefold())


KEYS = {_key(name): name for name in (*OTHERS, *SOURCES, *BYLINES, *DATES, *HEADLINES, *SUMMARIES, *TEXTS)}
BODIES = frozenset(map(_key, (*TEXTS, *SUMMARIES)))
"""The columns that can be a dispatch's, by their usual names; those of its text."""


class Table(NamedTuple):
    """How a table is laid out: the names of its columns, the number of that of the text, whether the names stand in it."""

    names: list[str]
    text: int
    headed: bool

    @property
    def keys(self) -> list[str]:
        """Return the columns' usual names."""
        return [KEYS.get(_key(name), name) for name in self.names]


def sniff(head: bytes) -> float:
    """Return a high score where the first line names columns, one of them of a text, and the next has as many cells."""
    opening = bare(head).lstrip()
    end = opening.find(b"\n")
    line = opening[: end if end >= 0 else len(opening)].decode("latin-1")
    if len(line) > LONGEST_HEAD or opening.startswith((b"\n", b"\r\n"), end + 1):  # a headline, with a blank line below
        return 0.0
    if QUOTED.match(head) and len(list(islice(QUOTED.finditer(head), 3))) == 3:
        return 0.6
    if line.startswith(("<", "{", "[")) or not any(mark in line for mark in DELIMITERS):
        return 0.0
    names = _cells(line, _delimiter(line))
    keys = set(map(_key, names))
    if len(keys & KEYS.keys()) < 2 or not keys & BODIES or not all(map(_is_name, names)):
        return 0.0
    text = decode(head).text.lstrip("\ufeff\r\n")
    rows = list(islice(_rows(text, _delimiter(text)), 2))
    return 0.8 if len(rows) < 2 or len(rows[1]) == len(names) else 0.0


def read(data: bytes, *, encoding: str | None = None, text_column: str | None = None) -> Iterator[RawDispatch]:
    """Yield a dispatch for each row; ``text_column`` is a name, or a number from 1.

    Raises ``InputError`` where there are no texts, and where it is not clear in which column they are.
    """
    decoded = decode(data, encoding)
    refuse_empty(decoded.text)
    text = decoded.text.lstrip("\ufeff\r\n")
    rows = _rows(text, _delimiter(text))
    head = list(islice(rows, LOOK + 1))
    table = _table(head, text_column)
    if any(keys <= set(table.names) for keys in OWN):
        raise InputError("is wireparse's own output, not a dispatch; give the file that it was made from", code="own_output")
    last: RawDispatch | None = None
    empty, keys = 0, table.keys
    for number, row in enumerate(chain(head[table.headed :], rows), 1 + table.headed):
        raw = _made(row, table, keys, decoded, number)
        empty += raw is None
        if raw and last:
            yield last
        last = raw or last
    if not last:
        raise InputError(f"is a table without a text in its column {fold(table.names[table.text])[:20]}; {_choose(table.names)}", code="empty")
    rows_left = "1 row without a text was" if empty == 1 else f"{empty:,} rows without a text were"
    left = (Warning("left_out", f"{rows_left} left out"),) if empty else ()
    yield replace(last, warnings=(*last.warnings, *left))


def _made(row: Sequence[str], table: Table, keys: list[str], decoded: Decoded, number: int) -> RawDispatch | None:
    """Return the dispatch in a row; None where its text is empty."""
    said = row[table.text].strip() if table.text < len(row) else ""
    if not said:
        return None
    item = {key: cell for key, cell in zip(keys, row, strict=False) if cell.strip()}
    warnings = decoded.warnings if number < 3 else ()
    if len(row) != len(table.names):
        warnings = (*warnings, Warning("damaged", f"row {number} has {len(row)} cells, not {len(table.names)}"))
    rights = first(item, "copyright")
    return assemble(NAME, header_of(item), body_of(said), encoding=decoded.encoding, rights=rights, warnings=warnings)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows that are not empty; fields may be as long as they like."""
    import csv

    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from (row for row in rows if any(map(str.strip, row)))
    except csv.Error as error:
        raise InputError(f"is a table that breaks in line {rows.line_num}: {error}", code="table") from error


def _delimiter(text: str) -> str:
    """Return what parts the cells of the first line: the mark that makes most columns with usual names, or most columns."""
    line = text[:4000].partition("\n")[0]

    def count(delimiter: str) -> tuple[int, int]:
        cells = _cells(line, delimiter)
        return sum(_key(cell) in KEYS for cell in cells), len(cells)

    return max(DELIMITERS, key=count)


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip(" \t\r\"'") for cell in line.split(delimiter)]


def _table(head: list[list[str]], wanted: str | None) -> Table:
    """Return the layout of the table; raises ``InputError`` where there is no column ``wanted``, or none that is clear."""
    first_row = [cell.strip() for cell in head[0]]
    keys = [_key(name) for name in first_row]
    headed = any(key in KEYS for key in keys) or (wanted in first_row) or all(map(_is_name, first_row))
    names = first_row if headed else [f"{number}" for number in range(1, len(first_row) + 1)]
    if wanted is not None:
        return Table(names, _column(names, wanted), headed)
    usual = next((keys.index(_key(name)) for name in (*TEXTS, *SUMMARIES) if _key(name) in keys), None)
    if usual is None:
        usual = _longest(head[headed:], len(names))
    if usual is None:
        raise InputError(f"is a table, and it is not clear which column holds the text; {_choose(names)}", code="column")
    return Table(names, usual, headed)


def _column(names: list[str], wanted: str) -> int:
    for number, name in enumerate(names):
        if wanted == name or _key(wanted) == _key(name) != "":
            return number
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    raise InputError(f"is a table without a column {fold(wanted)[:40]}; {_choose(names)}", code="column")


def _longest(rows: list[list[str]], columns: int) -> int | None:
    """Return the column whose cells are three times as long as those of any other, and as long as texts are."""
    sums = [sum(len(row[number]) for row in rows if number < len(row)) for number in range(columns)]
    best = max(range(columns), key=sums.__getitem__)
    rest = max((total for number, total in enumerate(sums) if number != best), default=0)
    return best if rows and sums[best] >= LONG * len(rows) and sums[best] > 3 * rest else None


def _is_name(cell: str) -> bool:
    return NAMED.fullmatch(cell.strip()) is not None


def _choose(names: list[str]) -> str:
    shown = ", ".join(fold(name)[:20] or "(no name)" for name in names[:9])
    return f"name it with --text-column; there are: {shown}{', ...' if len(names) > 9 else ''}"
