"""Walking and batches: every input in order, none lost, a bad one never in the way of the rest."""

from __future__ import annotations

import datetime as dt
import os
import threading
from pathlib import Path

import pytest

import wireparse
from wireparse import pipeline, readers
from wireparse.batch import Ledger, Parsed, crashed, run
from wireparse.errors import InputError, WireparseError
from wireparse.intake import End, Failed, Settings, Task, date_in_name
from wireparse.readers import RawDispatch
from wireparse.walk import walk

TEXT = "Kelmen (AFP)\n\nA fire killed seven people, said Dana Orvel.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A directory with files at two levels, and the process in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/x.txt", "z.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    return tmp_path


def names(*paths, **more):
    return [given.name for given in walk(paths, **more)]


def faults(*paths, **more):
    return [(given.name, given.error.code) for given in walk(paths, **more) if given.error]


# Walking


def test_a_directory_is_walked_in_name_order_without_hidden_files(folder):
    assert names("../" + folder.name) == [f"../{folder.name}/{name}" for name in ("a.txt", "b.txt", "sub/c.txt", "z.txt")]


def test_paths_keep_the_order_they_are_named_in(folder):
    assert names("z.txt", "sub", "a.txt") == ["z.txt", "sub/c.txt", "a.txt"]


def test_a_hidden_file_named_outright_is_read(folder):
    assert names(".hidden.txt") == [".hidden.txt"]


def test_a_pattern_is_expanded_in_name_order_and_one_that_matches_nothing_fails(folder):
    assert names("*.txt") == ["a.txt", "b.txt", "z.txt"]
    assert names("**/*.txt") == ["a.txt", "b.txt", "sub/c.txt", "z.txt"]
    assert faults("*.zip") == [("*.zip", "missing")]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder):
    (folder / "[a].txt").write_text(TEXT)
    assert names("[a].txt") == ["[a].txt"]


def test_links_in_a_directory_are_not_followed_but_counted_and_broken_ones_fail(folder):
    (folder / "link.txt").symlink_to("a.txt")
    (folder / "loop").symlink_to(".")
    (folder / "broken.txt").symlink_to("nowhere")
    seen = []
    found = list(walk(["."], skipped=seen.append))
    assert [given.name for given in found if not given.error] == ["./a.txt", "./b.txt", "./sub/c.txt", "./z.txt"]
    assert sorted(seen) == ["./link.txt", "./loop"]
    assert [str(given.error) for given in found if given.error] == ["is a broken link to nowhere"]
    assert names("link.txt") == ["link.txt"]


def test_special_files_are_skipped_in_a_directory_and_a_pipe_named_outright_is_read(folder):
    os.mkfifo(folder / "pipe")
    assert "./pipe" not in names(".")
    writer = threading.Thread(target=(folder / "pipe").write_text, args=(TEXT,))
    writer.start()
    (given,) = walk(["pipe"])
    assert given.load().decode() == TEXT
    writer.join()


def test_a_device_is_refused():
    assert faults("/dev/zero") == [("/dev/zero", "special")]


def test_the_ignore_file_of_a_directory_is_honoured_below_it(folder):
    (folder / ".wireparseignore").write_text("# remarks\nb.*\nsub/c.txt\n\n/z.txt\n")
    (folder / "sub" / "b.txt").write_text(TEXT)
    (folder / "sub" / "z.txt").write_text(TEXT)
    assert names(".") == ["./a.txt", "./sub/z.txt"]
    assert names("b.txt") == ["b.txt"]


def test_an_ignored_file_that_is_named_is_told_of(folder):
    (folder / ".wireparseignore").write_text("b.*\n")
    seen = []
    assert list(walk(["a.txt", "b.txt", "."], insisted=seen.append))
    assert seen == ["b.txt"]


def test_an_ignored_directory_is_left_out_whole(folder):
    (folder / ".wireparseignore").write_text("sub/\n")
    assert "./sub/c.txt" not in names(".")


def test_a_directory_without_files_and_a_missing_path_fail(folder):
    (folder / "none").mkdir()
    assert faults("none", "gone", "a.txt/x") == [("none", "empty"), ("gone", "missing"), ("a.txt/x", "missing")]


def test_lists_of_paths_may_be_lines_or_parted_by_nuls(folder):
    (folder / "list").write_text("a.txt\n\nsub\r\n")
    (folder / "list0").write_bytes(b"b.txt\0z.txt\0")
    assert names(lists=["list", "list0"]) == ["a.txt", "sub/c.txt", "b.txt", "z.txt"]


def test_a_list_that_is_a_directory_or_missing_or_empty_fails(folder):
    (folder / "none").write_text("\n")
    assert faults(lists=["sub", "gone", "none"]) == [("sub", "list"), ("gone", "list"), ("none", "list")]


def test_standard_input_can_be_read_once(folder):
    assert [(given.name, bool(given.error)) for given in walk(["-", "-"], stdin_name="wire")] == [
        ("wire", False), ("-", True),
    ]  # fmt: skip


def test_the_file_that_is_being_written_is_no_input(folder):
    Path("a.txt").write_text("")
    assert "./a.txt" not in names(".", skip=["a.txt"])


@pytest.mark.skipif(os.name != "posix", reason="names of bytes exist on POSIX only")
def test_a_name_that_is_no_utf_8_is_shown_and_read(folder):
    Path(os.fsdecode(b"sub/\xff.txt")).write_text(TEXT)
    (_, given) = walk(["sub"])
    assert given.name == "sub/\ufffd.txt"
    assert given.load().decode() == TEXT


# Batches


def outcomes(*paths, ledger=None, jobs=1, **settings):
    return list(run(paths, Settings(**settings), jobs=jobs, ledger=ledger))


def test_a_bad_file_never_stops_the_rest_and_the_count_is_right(folder):
    (folder / "aa.txt").write_bytes(b"")
    (folder / "ab.txt").write_bytes(b"%PDF-1.4")
    ledger = Ledger()
    found = outcomes(".", "gone", ledger=ledger)
    assert [type(one) for one in found] == [Parsed, Failed, Failed, Parsed, Parsed, Parsed, Failed]
    assert [one.code for one in found if isinstance(one, Failed)] == ["empty", "binary", "missing"]
    assert (ledger.inputs, ledger.outputs, ledger.errors, ledger.dispatches) == (7, 4, 3, 4)


def test_a_fault_in_the_parser_costs_only_its_own_file(folder, monkeypatch):
    parse, calls = pipeline.parse, []

    def faulty(text, **more):
        calls.append(text)
        if len(calls) == 2:
            raise RecursionError("too\ndeep")
        return parse(text, **more)

    monkeypatch.setattr(pipeline, "parse", faulty)
    found = outcomes(".")
    assert [type(one) for one in found] == [Parsed, Failed, Parsed, Parsed]
    assert found[1].code == "internal"
    assert "RecursionError" in found[1].message


def test_a_wrong_count_is_an_error():
    with pytest.raises(WireparseError, match="the count is wrong"):
        Ledger(inputs=2, outputs=1).check()


def test_the_same_results_in_the_same_order_at_any_number_of_processes(folder):
    for number in range(20):
        (folder / f"n{number:02}.txt").write_text(TEXT.replace("seven", str(number)))
    (folder / "n05.txt").write_text("")
    one, two = (outcomes(".", "gone", jobs=jobs) for jobs in (1, 2))
    assert one == two
    assert len(one) == 25


def test_an_unreadable_file_fails(folder, monkeypatch):
    (folder / "a.txt").chmod(0)
    if os.access("a.txt", os.R_OK):
        pytest.skip("the superuser reads everything")
    assert [one.code for one in outcomes("a.txt")] == ["unreadable"]


def test_the_option_for_the_date_is_used_where_the_text_gives_none(folder):
    (one,) = outcomes("a.txt", date=dt.date(2019, 8, 29))
    assert (one.dispatch.date.value, one.dispatch.date.origin) == ("2019-08-29", "option")


def test_the_date_may_be_taken_from_the_name_or_the_file_if_asked_for(folder):
    path = folder / "afp-20190829.txt"
    path.write_text(TEXT)
    os.utime(path, (dt.datetime(2001, 3, 4, 12).timestamp(),) * 2)
    assert outcomes(path.name)[0].dispatch.date is None
    named = outcomes(path.name, date_from="name")[0].dispatch.date
    filed = outcomes(path.name, date_from="mtime")[0].dispatch.date
    assert (named.value, named.origin) == ("2019-08-29", "name")
    assert (filed.value, filed.origin) == ("2001-03-04", "mtime")


@pytest.mark.parametrize(
    ("name", "day"),
    [("a/20190829.txt", "2019-08-29"), ("afp_2019-08-29_x.txt", "2019-08-29"), ("2019.08.29", "2019-08-29"),
     ("2019-0829", None), ("20190231", None), ("1234567890123", None), ("2018-01-02/2019-08-29.txt", "2019-08-29"),
     ("plain.txt", None)],
)  # fmt: skip
def test_a_day_in_a_name(name, day):
    assert date_in_name(name) == (dt.date.fromisoformat(day) if day else None)


def test_the_library_reads_a_file_or_a_directory_and_raises_at_a_bad_one(folder):
    assert [one.file for one in wireparse.read(folder / "a.txt", date=dt.date(2019, 8, 29))] == [str(folder / "a.txt")]
    assert len(list(wireparse.read("."))) == 4
    (folder / "b.txt").write_text("")
    found = wireparse.read(".")
    assert next(found).file == "./a.txt"
    with pytest.raises(wireparse.InputError, match=r"b\.txt: is empty"):
        next(found)


def test_an_input_whose_reader_fails_midway_keeps_what_came_before(folder, monkeypatch):
    def two_then_no_more(data, *, file, **_more):
        yield RawDispatch(data.decode(), "text", file=file)
        yield RawDispatch(data.decode(), "text", file=file, index=1)
        raise InputError("breaks off", code="truncated")

    monkeypatch.setattr(readers, "read", two_then_no_more)
    ledger = Ledger()
    one, two, three = outcomes("a.txt", ledger=ledger)
    assert [one.dispatch.index, two.dispatch.index] == [0, 1]
    assert three == Failed("a.txt", "truncated", "breaks off", 2)
    assert (ledger.inputs, ledger.outputs, ledger.errors, ledger.dispatches) == (1, 0, 1, 2)


def test_a_dispatch_that_kills_its_process_is_named():
    step = Task(RawDispatch(TEXT, "text", file="a.txt", index=3))
    assert crashed(step, -9) == Failed("a.txt", "crash", "killed the process that parsed it (signal 9; out of memory?)", 3)
    assert crashed(step, 1).message == "killed the process that parsed it (exit code 1; out of memory?)"


def test_a_wrong_count_is_told_with_the_input():
    with pytest.raises(WireparseError, match=r"a\.txt: the count is wrong: 2 dispatches and failures read, 1 accounted"):
        list(Ledger().count([Parsed(None), End("a.txt", 2)]))
