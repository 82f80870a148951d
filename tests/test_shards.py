"""Runs over archives: whatever kills them, and wherever, what they leave in the end is the same."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import pickle
import shutil
import signal
import warnings
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from archiving import SINKS, content, leftovers, records, rows, shard

from wireparse import readers, shards
from wireparse.errors import UsageError, WireparseError
from wireparse.intake import Failed, Settings, Task
from wireparse.readers import RawDispatch
from wireparse.shards import Known, Watch, run_shard
from wireparse.sinks.files import FileStore
from wireparse.sinks.sqlite import SqliteStore

posix = pytest.mark.skipif(os.name != "posix", reason="fork is POSIX")


# A run that nothing interrupts


@pytest.mark.parametrize("sink", SINKS)
def test_all_inputs_are_in_the_output_or_among_the_errors_at_any_number_of_processes(archive, sink):
    manifest = run_shard(shard(sink))
    assert [manifest[name] for name in ("inputs", "outputs", "errors", "dispatches")] == [12, 11, 1, 11]
    assert manifest["added"] == (10 if sink == "sqlite" else 11)
    assert [(one["file"], one["code"]) for one in records(f"{SINKS[sink]}.errors.jsonl")] == [("in/04b.txt", "empty")]
    assert json.loads(Path(f"{SINKS[sink]}.manifest.json").read_text(encoding="utf-8")) == manifest
    assert leftovers() == []
    first = content(SINKS[sink])
    os.unlink(SINKS[sink])
    run_shard(shard(sink), jobs=2)
    assert content(SINKS[sink]) == first


def test_lines_are_those_of_the_commands(archive):
    from running import wire

    for sink, command in (("jsonl", ("parse", "--jsonl")), ("csv", ("claims", "--csv"))):
        run_shard(shard(sink))
        assert content(SINKS[sink]).decode() == wire(*command, "in")[1]


def test_compressed_lines_are_the_lines(archive):
    run_shard(shard("jsonl"))
    run_shard(shard("jsonl.gz"))
    assert gzip.decompress(content("out.jsonl.gz")) == content("out.jsonl")


def test_what_is_written_in_the_archive_itself_is_no_input_next_time(archive):
    for _ in range(2):
        assert run_shard(shard("jsonl", output="in/out.jsonl"))["inputs"] == 12


def test_old_errors_go_when_there_are_none_any_more(archive):
    run_shard(shard())
    os.unlink("in/04b.txt")
    run_shard(shard())
    assert not os.path.exists("out.jsonl.errors.jsonl")


def test_dispatches_in_other_languages_are_counted(archive):
    (archive / "in" / "fr.txt").write_text("PARIS (AFP) - " + "Le ministre de la Défense a déclaré que les troupes étaient sur place. " * 5)
    assert run_shard(shard())["foreign"] == 1


def test_progress_is_told_inside_a_file_too(archive):
    class Reader(Watch):
        def __init__(self):
            self.parts = []

        def read(self, size):
            self.parts.append(size)

    lines = "".join(json.dumps({"title": f"Rain {number}", "text": f"Rain fell {number} times, said Dana Orvel." * 9}) + "\n" for number in range(9))
    for name, data in (("many.jsonl", lines.encode()), ("many.jsonl.gz", gzip.compress(lines.encode()))):
        Path(name).write_bytes(data)
        watch = Reader()
        run_shard(shard(paths=(name,)), watch=watch)
        assert sum(watch.parts) == len(data)
        assert len([part for part in watch.parts if part]) > 1


def test_a_shard_can_be_sent_to_another_machine(archive):
    assert run_shard(pickle.loads(pickle.dumps(shard(settings=Settings(date=dt.date(2021, 3, 1))))))["inputs"] == 12


def test_the_limits_make_errors(archive):
    (archive / "in" / "long.txt").write_text("Rain fell. " * 20)
    assert run_shard(shard(max_size=200))["errors"] == 2
    (found,) = (one for one in records("out.jsonl.errors.jsonl") if one["file"] == "in/long.txt")
    assert (found["code"], found["message"]) == ("too_long", "has 220 characters, more than the 200 of --max-size")


@posix
def test_the_limit_of_time_grows_with_the_length_and_is_told_where_it_was_passed():
    short, long = (Task(RawDispatch("x" * size, "text", file="a.txt", index=2)) for size in (10, 250_000))
    assert [shards.allowed(step, 2.0) for step in (short, long, Known())] == [2, 5, 2]
    assert shards.lost(long, -signal.SIGALRM, 2.0) == Failed(
        "a.txt", "timeout", "took more than 5 seconds to parse, which --max-time allows", 2
    )
    assert shards.lost(long, -signal.SIGALRM, 0).code == shards.lost(long, -9, 2.0).code == "crash"


def test_an_input_that_vanishes_after_it_was_listed_is_an_error(archive):
    class Thief(Watch):
        def planned(self, _plan, _ledger):
            os.unlink("in/07.txt")

    assert run_shard(shard(), watch=Thief())["errors"] == 2
    assert [one["code"] for one in records("out.jsonl.errors.jsonl")] == ["empty", "missing"]


def test_parts_hold_every_input_once_whatever_the_others_do(archive):
    numbers = range(1, 4)
    for number in numbers:
        run_shard(shard(number=number, total=3))
        (archive / "in" / f"new{number}.txt").write_text("Kelmen (AFP)\n\nRain fell.\n")
    names = [f"out.{number}-of-3.jsonl" for number in numbers]
    files = [one["file"] for name in names for one in records(name)]
    assert sorted(name for name in files if "new" not in name) == sorted(
        f"in/{name}" for name in os.listdir("in") if "new" not in name and name != "04b.txt"
    )
    assert len(files) == len(set(files))
    assert all(records(name) for name in names)


# Runs that are killed


@contextmanager
def dying_at(event, monkeypatch):
    """Let the process end at once, as if killed, at its ``event``-th step that leaves something behind."""
    steps = count(1)

    def deadly(function):
        def step(*arguments, **more):
            if next(steps) == event:
                os._exit(9)
            result = function(*arguments, **more)
            if next(steps) == event:
                os._exit(9)
            return result

        return step

    with monkeypatch.context() as patched:
        for module, names in ((os, ("fsync", "replace", "unlink", "rmdir")), (FileStore, ("write",)),
                              (SqliteStore, ("write", "fail", "save", "publish"))):  # fmt: skip
            for name in names:
                patched.setattr(module, name, deadly(getattr(module, name)))
        yield


def lived(given, event, monkeypatch, *, resume):
    """Run ``given`` in a process of its own that dies at ``event``; tell whether it came to its end before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads; this one only computes
        child = os.fork()
    if not child:
        with dying_at(event, monkeypatch):
            run_shard(given, resume=resume)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@posix
@pytest.mark.parametrize(("sink", "step"), [("jsonl", 1), ("jsonl.gz", 4), ("csv", 4), ("sqlite", 2)])
def test_killed_at_any_moment_and_resumed_it_is_as_if_nothing_had_been(archive, sink, step, monkeypatch):
    given = shard(sink)
    run_shard(given)
    whole, errors = content(given.output), records(f"{given.output}.errors.jsonl")
    for event in count(1, step):
        for name in os.listdir():
            if name.startswith("out."):
                (shutil.rmtree if os.path.isdir(name) else os.unlink)(name)
        survived = lived(given, event, monkeypatch, resume=False)
        if not survived:
            assert not os.path.exists(given.output) or content(given.output) == whole
        manifest = run_shard(given, resume=True)
        assert content(given.output) == whole
        assert records(f"{given.output}.errors.jsonl") == errors
        assert (manifest["inputs"], manifest["dispatches"], leftovers()) == (12, 11, [])
        if survived:
            break
    assert event > 15


@posix
@pytest.mark.parametrize("sink", ["jsonl.gz", "sqlite"])
def test_killed_over_and_over_it_still_comes_to_its_end(archive, sink, monkeypatch):
    given = shard(sink)
    run_shard(given)
    whole = content(given.output)
    os.unlink(given.output)
    for attempt in count():
        if lived(given, 25, monkeypatch, resume=True):
            break
        assert attempt < 50
    assert content(given.output) == whole
    assert attempt


def interrupted(given, after=5):
    """Run ``given`` until ``after`` dispatches are done."""

    class Impatient(Watch):
        def moved(self, ledger):
            if ledger.dispatches == after:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_shard(given, watch=Impatient())


def test_an_interrupted_run_is_gone_on_with_only_if_asked_for_in_the_same_way(archive):
    interrupted(shard())
    assert leftovers() == ["out.jsonl.unfinished"]
    with pytest.raises(UsageError, match="go on with it with --resume, or remove that"):
        run_shard(shard())
    with pytest.raises(UsageError, match="other inputs or options"):
        run_shard(shard(settings=Settings(narrated=True)), resume=True)
    assert run_shard(shard(), resume=True)["dispatches"] == 11


def test_an_interrupted_run_goes_on_behind_what_is_no_input(archive):
    Path("in/00a.json").write_text('{"schema": "wireparse/1", "file": "a"}')
    manifest = run_shard(shard())
    whole = content("out.jsonl")
    assert (manifest["inputs"], manifest["ours"]) == (12, 1)
    os.unlink("out.jsonl")
    interrupted(shard(), after=8)
    assert run_shard(shard(), resume=True)["ours"] == 1
    assert content("out.jsonl") == whole


def test_an_interrupted_run_goes_on_with_the_inputs_that_it_listed(archive):
    interrupted(shard())
    (archive / "in" / "00a.txt").write_text("Kelmen (AFP)\n\nRain fell.\n")
    assert run_shard(shard(), resume=True)["inputs"] == 12
    assert run_shard(shard(), resume=True)["inputs"] == 13


def test_a_run_that_saved_nothing_leaves_nothing(archive):
    interrupted(shard(), after=1)
    assert sorted(os.listdir()) == ["in"]


def test_a_whole_run_is_left_as_it_is(archive):
    run_shard(shard())
    before = os.stat("out.jsonl").st_mtime_ns
    run_shard(shard(), resume=True)
    assert os.stat("out.jsonl").st_mtime_ns == before


@pytest.mark.skipif(os.name != "posix", reason="there is no lock elsewhere")
def test_two_runs_do_not_write_to_one_output_at_once(archive):
    class Second(Watch):
        def planned(self, _plan, _ledger):
            with pytest.raises(UsageError, match="another run is writing"):
                run_shard(shard(), resume=True)

    run_shard(shard(), watch=Second())


@pytest.mark.parametrize("sink", SINKS)
def test_a_run_stopped_amid_one_file_of_many_dispatches_goes_on_amid_it(archive, sink, monkeypatch):
    def by_line(data, *, file, **_more):
        for index, line in enumerate(data.decode().splitlines()):
            yield RawDispatch(line, "text", index=index, file=file)

    monkeypatch.setattr(readers, "read", by_line)
    (archive / "many.txt").write_text("".join(f"Kelmen (AFP) - Rain killed {n} people, police said.\n" for n in range(20)))
    given = shard(sink, paths=("many.txt",))
    run_shard(given)
    whole = content(given.output)
    os.unlink(given.output)
    interrupted(given, after=11)
    assert run_shard(given, resume=True)["dispatches"] == 20
    assert content(given.output) == whole
    os.unlink(given.output)
    interrupted(given, after=11)
    (archive / "many.txt").write_text("Kelmen (AFP) - Rain fell.\n")
    with pytest.raises(WireparseError, match=r"many\.txt: has changed since it was read half-way"):
        run_shard(given, resume=True)


@posix
def test_a_killed_addition_leaves_the_database_whole(archive, monkeypatch):
    given = shard("sqlite")
    run_shard(given)
    for number in range(8):
        (archive / "in" / f"z{number}.txt").write_text(f"Kelmen (AFP)\n\nFog killed 1{number} people, said Ilir Baro.\n")
    shutil.copy("out.db", "before.db")
    run_shard(given)
    whole = rows("out.db")
    for event in range(2, 60, 6):
        shutil.copy("before.db", "out.db")
        os.unlink("out.db.manifest.json")
        lived(given, event, monkeypatch, resume=True)
        rows("out.db")
        run_shard(given, resume=True)
        assert rows("out.db") == whole
