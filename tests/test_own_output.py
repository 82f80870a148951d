"""What wireparse writes is never what it reads: no input is overwritten, no result is taken for copy, nothing counts twice."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import TEXT, environment, wire

from wireparse.batch import Parsed, run
from wireparse.intake import Settings
from wireparse.ours import is_ours, may_be_replaced

ROWS = ("claims", "sources", "figures")
DATED = TEXT.replace("Kelmen (AFP)\n\n", "KELMEN, March 2, 2021 (AFP) - ")


@pytest.fixture
def dispatches(folder):
    (folder / "in").mkdir()
    for name in ("one.txt", "two.txt"):
        (folder / "in" / name).write_text(DATED)
    (folder / "link.txt").symlink_to("a.txt")
    (folder / "list").write_text("a.txt\n")
    return folder


def state(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# No input is overwritten


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["a.txt", "-o", "a.txt"], "a.txt"),
        (["claims", "./a.txt", "-o", "a.txt"], "./a.txt"),
        (["claims", "a.txt", "b.txt", "-o", "link.txt"], "a.txt"),
        (["explain", "link.txt", "-o", "a.txt"], "link.txt"),
        (["claims", "in", "-o", "in/one.txt"], "in/one.txt"),
        (["claims", ".", "-o", "in/../in/one.txt"], "./in/one.txt"),
        (["claims", "*.txt", "-o", "b.txt"], "b.txt"),
        (["claims", "--files-from", "list", "-o", "a.txt"], "a.txt"),
        (["claims", "--files-from", "list", "-o", "list"], "list"),
        (["a.txt", "--errors", "a.txt"], "a.txt"),
        (["in", "--errors", "in/two.txt"], "in/two.txt"),
        (["batch", "a.txt", "-o", "a.txt", "--to", "jsonl"], "a.txt"),
        (["batch", "in", "-o", "in/one.txt", "--to", "csv"], "in/one.txt"),
        (["batch", "in", "a.txt", "-o", "out.jsonl", "--errors", "a.txt"], "a.txt"),
    ],
)
def test_an_input_that_would_be_overwritten_is_wrong_usage_and_stays(dispatches, arguments, name):
    before = state(dispatches)
    code, out, (line,) = wire(*arguments)
    assert (code, out) == (2, "")
    assert line == f"wireparse: error: {name} is also an input, and would be overwritten; write to another file"
    assert state(dispatches) == before


def test_standard_input_is_not_overwritten_either(dispatches):
    with open("a.txt", "rb") as given:
        done = subprocess.run([sys.executable, "-m", "wireparse", "-o", "a.txt"], stdin=given, capture_output=True,
                              env=environment(), check=False)  # fmt: skip
    assert done.returncode == 2
    assert b"<stdin> is also an input" in done.stderr
    assert Path("a.txt").read_text() == TEXT


def test_what_a_directory_leaves_out_may_be_overwritten(dispatches):
    Path(".wireparseignore").write_text("*.old\nin/\n")
    for name in (".hidden", "x.old", "in/one.txt"):
        Path(name).write_text("of no use")
        assert wire("claims", ".", "-f", "csv", "-o", name)[0] == 0
        assert Path(name).read_text().startswith("file,id")


@pytest.mark.parametrize("command", ["parse", *ROWS, "sources --summary", "figures --compare"])
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "md", "table"])
def test_an_output_in_a_directory_is_replaced_by_the_next_run(dispatches, command, form):
    if command == "parse" and form in ("csv", "tsv"):
        return
    arguments = (*command.split(), "in", "-f", form, "-o", "in/out.txt")
    assert wire(*arguments)[0] == 0
    first = Path("in/out.txt").read_bytes()
    assert may_be_replaced("in/out.txt")
    assert is_ours(first[:4096]) or form == "table" or len(first) < 5  # no rows to compare: nothing, or []
    if command == "claims":
        assert wire(*arguments) == (0, "", [])
        assert Path("in/out.txt").read_bytes() == first


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.csv", "out.db"])
def test_an_archive_in_its_own_directory_is_replaced_too(dispatches, name):
    for _ in range(2):
        code, _, lines = wire("batch", "in", "gone", "-o", f"in/{name}")
        assert code == 1
        assert "3 inputs: 2 parsed, 1 failed" in lines[-1]


# No result is taken for copy


@pytest.mark.parametrize("arguments", [["a.txt"], ["a.txt", "c1"]])
def test_explanations_are_results_too(dispatches, arguments):
    assert is_ours(wire("explain", *arguments, "--json")[1].encode())


def test_results_in_a_directory_are_left_out_with_a_note(dispatches):
    assert wire("batch", "in", "gone", "-q", "-o", "out.jsonl.gz")[0] == 1
    shutil.move("out.jsonl.gz", "in/x.gz")
    shutil.move("out.jsonl.gz.manifest.json", "in/x.json")
    shutil.move("out.jsonl.gz.errors.jsonl", "in/errors.jsonl")
    assert wire("claims", "in", "--csv", "-o", "claims.csv")[0] == 0
    shutil.move("claims.csv", "in/claims.csv")
    code, out, (line,) = wire("in")
    assert (code, out.count("\n")) == (0, 2)
    assert line.startswith("wireparse: note: 4 files were left out, for wireparse itself wrote")
    assert wire("in", "-q", "-j", "2") == (0, out, [])
    code, _, (line,) = wire("batch", "in", "-o", "new.jsonl")
    assert code == 0
    assert "2 inputs: 2 parsed, 0 failed; 2 dispatches; 4 files left out as written by wireparse; in new.jsonl" in line
    assert json.loads(Path("new.jsonl.manifest.json").read_text())["ours"] == 4


@pytest.mark.parametrize(("given", "name"), [("a.txt", "x.db"), ("gone", "none.jsonl")])
def test_a_database_and_a_result_with_nothing_in_it_are_left_out_too(dispatches, given, name):
    wire("batch", given, "-q", "-o", f"in/{name}")
    code, out, (line,) = wire("in")
    assert (code, out.count("\n")) == (0, 2)
    assert "left out, for wireparse itself wrote" in line


def test_an_empty_file_of_others_is_an_error(dispatches):
    Path("in/empty.jsonl").touch()
    assert wire("in")[0] == 1


def test_a_file_that_a_shell_sends_results_or_messages_to_is_no_input(dispatches):
    command = f"{sys.executable} -m wireparse claims in --csv > in/a.csv 2> in/b.log; cat in/b.log"
    for _ in range(2):
        assert subprocess.check_output(["bash", "-c", command], env=environment()) == b""
        assert Path("in/a.csv").read_text().count("in/one.txt") == 2


def test_a_directory_of_results_alone_holds_nothing_to_parse(dispatches):
    Path("results").mkdir()
    assert wire("in", "-o", "results/out.json")[0] == 0
    assert wire("results")[:2] == (3, "")


def test_a_result_that_is_named_is_an_error_that_says_what_it_is(dispatches):
    assert wire("in", "-o", "out.jsonl")[0] == 0
    Path("out.jsonl.gz").write_bytes(gzip.compress(Path("out.jsonl").read_bytes()))
    for name in ("out.jsonl", "out.jsonl.gz"):
        code, out, (line,) = wire("a.txt", name)
        assert (code, out.count("\n")) == (1, 1)
        assert "is what wireparse wrote, not copy" in line


def test_a_table_of_ours_can_be_read_where_a_format_is_asked_for(dispatches):
    assert wire("claims", "in", "-o", "claims.csv")[0] == 0
    assert wire("claims.csv")[0] == 3
    assert wire("claims.csv", "--input-format", "text", "-q")[0] == 0


@pytest.mark.parametrize("copy", [b'{"file": "a", "id": "b", "body": "c"}', b"name,type,text\n", b"| file | size |", b"[]"])
def test_what_others_wrote_is_not_ours(copy):
    assert not is_ours(copy)


# Nothing counts twice


@pytest.mark.parametrize(
    ("paths", "again"),
    [
        (["a.txt", "a.txt"], 1),
        (["a.txt", "in/../a.txt", "./a.txt"], 2),
        (["a.txt", "link.txt"], 1),
        (["in", "in/one.txt"], 1),
        (["in/one.txt", "in"], 1),
        (["in", "in/"], 2),
        (["in", "."], 2),
        ([".", "in"], 2),
        (["in/*.txt", "in"], 2),
    ],
)
def test_a_file_named_twice_is_read_once_with_one_note(dispatches, paths, again):
    Path("list").unlink()
    code, out, lines = wire(*paths)
    told = [line for line in lines if "named more than once" in line]
    assert (code, len(told)) == (0, 1)
    assert told[0].startswith(f"wireparse: note: {again} file")
    found = [os.path.realpath(json.loads(line)["file"]) for line in out.splitlines()]
    assert 0 < len(found) == len(set(found))


def test_a_directory_seen_before_does_not_hide_what_it_left_out(dispatches):
    Path("in/.wireparseignore").write_text("two.*\n")
    Path(".hidden.txt").write_text(DATED)
    read = [outcome for outcome in run(["in", "in/two.txt", ".", ".hidden.txt"], Settings()) if isinstance(outcome, Parsed)]
    names = [outcome.dispatch.file for outcome in read]
    assert names == ["in/one.txt", "in/two.txt", "./a.txt", "./b.txt", "./list", ".hidden.txt"]


def test_an_archive_counts_a_file_once(dispatches):
    code, _, (line,) = wire("batch", "in", "in/one.txt", "-o", "out.jsonl")
    assert code == 0
    assert "2 inputs: 2 parsed, 0 failed; 2 dispatches; 1 file named twice, read once; in out.jsonl" in line
