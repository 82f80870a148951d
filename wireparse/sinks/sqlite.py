"""SQLite: an archive to ask questions of, to which each run adds only the dispatches that are not in it yet."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from wireparse.durable import put
from wireparse.errors import UsageError, WireparseError
from wireparse.ours import MARK
from wireparse.sinks.tables import Rows, content_hash, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from wireparse.model import Dispatch, Header, Json
    from wireparse.sinks import Store

NAME = "sqlite"
HELP = "an SQLite database with full-text search and views; a further run adds what is new"
SUFFIXES = (".db", ".sqlite", ".sqlite3")

OURS = int.from_bytes(MARK)  # the database's application_id
LAYOUT = 1  # its user_version: goes up with each change of the tables
STEP = 1_000_000  # more than any dispatch has claims or figures
WAIT = 60  # seconds for which another program may hold the database
TABLES = {"sources": 0, "dates": 0, "claims": 2, "figures": 3}  # how many references each has beside the dispatch's
COUNTS = ("version", "inputs", "outputs", "errors", "dispatches", "added")


def encode(dispatch: Dispatch) -> Rows:
    """Return the rows."""
    return rows(dispatch)


def open_store(target: str, work: str, token: str) -> Store:
    """Return the database ``target`` to add to, or a new one that will be there when it is whole."""
    return SqliteStore(target, work, token)


class SqliteStore:
    """A database in which each save is one transaction; an existing one is added to where it stands."""

    def __init__(self, target: str, work: str, token: str) -> None:
        self._target, self._work = target, os.path.join(work, "data")
        self._path = target if os.path.exists(target) else self._work
        with explained(self._target):
            self._db = _opened(self._path, target)
            self._db.execute("BEGIN IMMEDIATE")
            found = self._db.execute("SELECT id, state FROM runs WHERE token = ?", (token,)).fetchone()
            self._run: int = found[0] if found else self._begin(token)
            self._saved: str | None = found[1] if found else None
            (self._last,) = self._db.execute("SELECT coalesce(max(id), 0) FROM dispatches").fetchone()

    def state(self) -> Json | None:
        found: Json | None = json.loads(self._saved) if self._saved else None
        return found

    def knows(self, text: str, header: Header | None) -> bool:
        with explained(self._target):
            return self._known(content_hash(text, header))

    def write(self, encoded: Rows) -> bool:
        content = encoded.dispatch[0]
        with explained(self._target):
            if self._known(str(content)):
                return False
            self._last += 1
            marks = ", ".join("?" * len(encoded.dispatch))
            self._db.execute(f"INSERT INTO dispatches VALUES (?, ?, {marks})", (self._last, self._run, *encoded.dispatch))
            for table, refs in TABLES.items():
                if members := getattr(encoded, table):
                    command = _insert(table, refs, len(members[0]) - refs - 1)
                    self._db.executemany(command, [(self._last, *member) for member in members])
            self._db.executemany(
                f"INSERT INTO claim_dates VALUES (?1 * {STEP} + ?2, ?1 * {STEP} + ?3)",
                [(self._last, *pair) for pair in encoded.claim_dates],
            )
        return True

    def fail(self, failure: Json) -> None:
        row = (self._run, failure["file"], failure["index"], failure["code"], failure["message"])
        with explained(self._target):
            self._db.execute("INSERT INTO errors (run, file, position, code, message) VALUES (?, ?, ?, ?, ?)", row)

    def save(self, state: Json) -> None:
        ended = _now() if state["whole"] else None
        with explained(self._target):
            if ended:
                self._check(state["added"])
            self._db.execute(
                f"UPDATE runs SET ({', '.join(COUNTS)}, finished, state) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
                (*(state[name] for name in COUNTS), ended, json.dumps(state), self._run),
            )
            self._db.execute("COMMIT")
            self._db.execute("BEGIN IMMEDIATE")

    def publish(self) -> None:
        self.close()
        if self._path == self._work and os.path.exists(self._work):
            put(self._work, self._target)

    def close(self) -> None:
        self._db.close()

    def _check(self, added: object) -> None:
        (found,) = self._db.execute("SELECT count(*) FROM dispatches WHERE run = ?", (self._run,)).fetchone()
        if found != added:
            count = f"{added} dispatches added, {found} found"
            raise WireparseError(f"the count is wrong: {count}; please report this", path=self._target, code="ledger")

    def _known(self, content: str) -> bool:
        return self._db.execute("SELECT 1 FROM dispatches WHERE hash = ?", (content,)).fetchone() is not None

    def _begin(self, token: str) -> int:
        return int(self._db.execute("INSERT INTO runs (token, started) VALUES (?, ?)", (token, _now())).lastrowid or 0)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn an error of SQLite into a ``WireparseError`` that names the file."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        raise WireparseError(f"cannot be written: {error}", path=path, code="output") from error


def _opened(path: str, target: str) -> Connection:
    """Return the database at ``path``, with its tables; raises ``UsageError`` where ``target`` is not ours."""
    import sqlite3

    db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        _insist(db, target)
    except sqlite3.DatabaseError as error:
        db.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise UsageError("is no database; choose another --output", path=target, code="output") from error
        raise
    except BaseException:
        db.close()
        raise
    return db


def _insist(db: Connection, target: str) -> None:
    """Make the tables in an empty database; raise ``UsageError`` for one that holds other things or other tables."""
    (mark,), (layout,) = db.execute("PRAGMA application_id").fetchone(), db.execute("PRAGMA user_version").fetchone()
    if mark == OURS:
        if layout != LAYOUT:
            raise UsageError("has the tables of another version of wireparse; choose another --output", path=target, code="output")
        return
    if db.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise UsageError("is a database of something else; choose another --output", path=target, code="output")
    schema = resources.files("wireparse.sinks").joinpath("sqlite.sql").read_text(encoding="utf-8")
    db.executescript(f"BEGIN;\n{schema}\nPRAGMA application_id = {OURS};\nPRAGMA user_version = {LAYOUT};\nCOMMIT;")


@cache
def _insert(table: str, refs: int, cells: int) -> str:
    """Return how to insert into ``table`` rows with the dispatch's id first, then their own, ``refs`` others, and cells."""
    own, *others = [f"?1 * {STEP} + ?{number}" for number in range(2, 3 + refs)]
    rest = [f"?{number}" for number in range(3 + refs, 3 + refs + cells)]
    return f"INSERT INTO {table} VALUES ({', '.join([own, '?1', *others, *rest])})"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
