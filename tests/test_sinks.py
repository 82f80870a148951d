"""What an archive is written to: databases that are added to and asked, and sinks chosen by a name."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest
from archiving import SINKS, leftovers, rows, shard
from running import wire

from wireparse import readers, shards
from wireparse.durable import Growing
from wireparse.errors import UsageError, WireparseError
from wireparse.readers import RawDispatch
from wireparse.shards import run_shard
from wireparse.sinks import sink_for, sink_named, sinks
from wireparse.sinks.sqlite import SqliteStore

# Databases


def test_a_further_run_adds_only_what_is_new(archive):
    first = run_shard(shard("sqlite"))
    before = rows("out.db")
    os.rename("in/00.txt", "in/moved.txt")
    (archive / "in" / "zz.txt").write_text("Kelmen (AFP)\n\nFog killed two people, said Ilir Baro.\n")
    second = run_shard(shard("sqlite"))
    after = rows("out.db")
    assert (first["added"], second["added"], second["dispatches"]) == (10, 1, 12)
    assert after["dispatches"][:-1] == before["dispatches"]
    assert after["claims"][: len(before["claims"])] == before["claims"]
    with closing(sqlite3.connect("out.db")) as db:
        runs = db.execute("SELECT inputs, outputs, errors, dispatches, added FROM runs ORDER BY id").fetchall()
        assert runs == [(12, 11, 1, 11, 10), (13, 12, 1, 12, 1)]
        assert db.execute("SELECT run, file, code FROM errors").fetchall() == [
            (1, "in/04b.txt", "empty"), (2, "in/04b.txt", "empty"),
        ]  # fmt: skip


def test_a_database_of_something_else_is_left_alone(archive):
    with closing(sqlite3.connect("out.db")) as db:
        db.execute("CREATE TABLE precious (x)")
    with pytest.raises(UsageError, match=r"out\.db: is a database of something else"):
        run_shard(shard("sqlite"))
    (archive / "no.db").write_text("no database " * 100)
    with pytest.raises(UsageError, match=r"no\.db: is no database; choose another --output"):
        run_shard(shard("sqlite", output="no.db"))
    assert (archive / "no.db").read_text() == "no database " * 100
    assert leftovers() == []


def test_a_database_with_other_tables_is_left_alone(archive):
    """The tables change with the version; what an earlier one wrote is not added to."""
    run_shard(shard("sqlite"))
    with closing(sqlite3.connect("out.db")) as db:
        db.execute("PRAGMA user_version = 0")
    (archive / "in" / "more.txt").write_text("KELMEN (AFP) - The dam broke, police said.")
    with pytest.raises(UsageError, match=r"out\.db: has the tables of another version of wireparse"):
        run_shard(shard("sqlite"))


def test_parts_in_databases_hold_every_dispatch_between_them(archive):
    for number in (1, 2):
        run_shard(shard("sqlite", number=number, total=2))
    run_shard(shard("sqlite"))
    parts = [rows(f"out.{number}-of-2.db", ["dispatches"])["dispatches"] for number in (1, 2)]
    hashes = [row[2] for part in parts for row in part]
    assert set(hashes) == {row[2] for row in rows("out.db", ["dispatches"])["dispatches"]}


def test_everyday_questions_have_views(archive):
    run_shard(shard("sqlite"))
    with closing(sqlite3.connect("out.db")) as db:
        ask = db.execute
        assert ask("SELECT date, source, claim FROM who_said_what WHERE claim LIKE '%8 people'").fetchall() == [
            ("2021-03-09", "Dana Orvel", "A fire killed 8 people"),
        ]  # fmt: skip
        assert ask("SELECT day, source, lowest, highest FROM tolls_by_day ORDER BY day LIMIT 2").fetchall() == [
            ("2021-03-01", "Dana Orvel", 1, 1), ("2021-03-02", "Dana Orvel", 1, 1),
        ]  # fmt: skip
        assert ask("SELECT * FROM anonymous_by_agency").fetchall() == [("AFP", 10, 0, 0.0)]
        assert ask("SELECT source, dispatches, claims, words FROM most_quoted").fetchall() == [("Dana Orvel", 10, 10, 50)]
        assert ask("SELECT sum(dispatches), sum(claims) FROM dispatches_by_day").fetchall() == [(10, 10)]
        (found,) = ask("SELECT count(*) FROM claims WHERE id IN (SELECT rowid FROM claims_fts('fires AND killing'))")
        assert found == (10,)


def test_bodies_that_every_country_has_are_counted_by_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for place, day in (("BEIRUT", 3), ("BAMAKO", 4), ("BAMAKO", 5)):
        text = f"{place}, May {day}, 2024 (AFP) - The army said it rained. Bo Lund said it did not."
        (tmp_path / f"{day}.txt").write_text(text, encoding="utf-8")
    assert wire("batch", ".", "-o", "out.db", "--quiet")[0] == 0
    with closing(sqlite3.connect("out.db")) as db:
        found = db.execute("SELECT source, place, claims FROM most_quoted").fetchall()
    assert found == [("Bo Lund", None, 3), ("army", "BAMAKO", 2), ("army", "BEIRUT", 1)]


def test_the_search_follows_what_is_removed_and_changed(archive):
    run_shard(shard("sqlite"))
    with closing(sqlite3.connect("out.db")) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("UPDATE claims SET text = 'Snow fell' WHERE id = 2000001")
        db.execute("DELETE FROM dispatches WHERE id = 1")
        found = [row[0] for row in db.execute("SELECT rowid FROM claims_fts('fire OR snow') ORDER BY 1")]
        assert found[0] == 2000001
        assert len(found) == 9
        db.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")


def test_half_a_surrogate_pair_is_stored_as_a_question_mark(archive, monkeypatch):
    monkeypatch.setattr(readers, "read", lambda _data, *, file, **_: [RawDispatch("Rain \ud800 fell, police said.", "x", file=file)])
    run_shard(shard("sqlite", paths=("in/00.txt",)))
    assert rows("out.db", ["claims"])["claims"][0][6] == "Rain ? fell"


# Sinks


@pytest.mark.parametrize(
    ("name", "sink"),
    [("a.jsonl", "jsonl"), ("a.b.ndjson", "jsonl"), ("A.JSONL.GZ", "jsonl.gz"), ("a.csv", "csv"), ("x/a.db", "sqlite"),
     ("a.sqlite3", "sqlite")],
)  # fmt: skip
def test_the_name_of_an_output_says_what_it_is(name, sink):
    assert sink_for(name) is sink_named(sink)


def test_a_name_that_says_nothing_is_asked_about():
    with pytest.raises(UsageError, match=r"does not say what to write; end it in .*\.jsonl\.gz.*, or choose with --to"):
        sink_for("archive.xlsx")
    with pytest.raises(UsageError, match=r"no output 'xlsx'; there are: csv, jsonl, jsonl\.gz, sqlite"):
        sink_named("xlsx")


def test_sinks_are_found_by_their_files():
    assert [sink.NAME for sink in sinks()] == sorted(SINKS)
    suffixes = [suffix for sink in sinks() for suffix in sink.SUFFIXES]
    assert len(suffixes) == len(set(suffixes))


def test_lines_that_are_not_where_they_were_written_are_missed(tmp_path):
    file = Growing(str(tmp_path / "data"), 0)
    file.write(b"one\n")
    assert file.sync() == 4
    file.write(b"two\n")
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(WireparseError, match="was changed by somebody else"):
        file.sync()
    file.close()
    with pytest.raises(WireparseError, match="has lost what was saved"):
        Growing(str(tmp_path / "data"), 8)


def test_dispatches_that_are_not_in_the_database_are_missed(archive, monkeypatch):
    monkeypatch.setattr(shards, "SAVE_DISPATCHES", 100)
    monkeypatch.setattr(SqliteStore, "write", lambda *_: True)
    with pytest.raises(WireparseError, match=r"out\.db: the count is wrong: 11 dispatches added, 0 found"):
        run_shard(shard("sqlite"))
