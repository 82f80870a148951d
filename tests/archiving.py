"""Runs over a small archive, and what they leave behind."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from wireparse.shards import Shard

SINKS = {"jsonl": "out.jsonl", "jsonl.gz": "out.jsonl.gz", "csv": "out.csv", "sqlite": "out.db"}
TABLES = ("dispatches", "sources", "claims", "figures", "dates", "claim_dates", "claims_fts")


def shard(sink="jsonl", **more):
    given = {"version": "1", "sink": sink, "output": SINKS[sink], "paths": ("in",)} | more
    return Shard(**given)


def rows(path, tables=TABLES):
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return {table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


def content(path):
    """Return what is to be the same at the end of any run."""
    return rows(path) if path.endswith(".db") else Path(path).read_bytes()


def records(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def leftovers():
    return [name for name in os.listdir() if name.endswith(".unfinished")]
