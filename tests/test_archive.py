"""The command for archives as it is typed: what it says, how it ends, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import environment, wire, wire_on_terminal

TEXT = "KELMEN, March {day}, 2021 (AFP) - A fire killed seven people, said Dana Orvel.\n"


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """A directory with an archive of three dispatches, and the process in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for day in (1, 2, 3):
        (tmp_path / "in" / f"{day}.txt").write_text(TEXT.format(day=day))
    return tmp_path


def test_the_account_of_a_run_is_one_line(archive):
    (archive / "in" / "loop").symlink_to(".")
    assert wire("batch", "in", "gone", "-o", "out.db") == (1, "", [
        "wireparse: error: gone: no such file or directory",
        "wireparse: note: 4 inputs: 3 parsed, 1 failed; 3 dispatches; 1 link not followed; in out.db",
    ])  # fmt: skip
    assert sorted(os.listdir()) == ["in", "out.db", "out.db.errors.jsonl", "out.db.manifest.json"]
    assert wire("batch", "in", "-o", "out.db", "-j", "1") == (0, "", [
        "wireparse: note: 3 inputs: 3 parsed, 0 failed; 3 dispatches, 0 of them new; 1 link not followed; in out.db",
    ])  # fmt: skip
    code, _, (said,) = wire("batch", "in", "-o", "out.db", "--resume")
    assert code == 0
    assert said.endswith("all done before, in out.db")
    assert wire("batch", "in", "-o", "out.db", "--quiet") == (0, "", [])


def test_standard_input_is_a_dispatch_too(archive):
    assert wire("batch", "-o", "out", "--to", "jsonl", "--stdin-name", "wire", "-q", stdin=TEXT.encode()) == (0, "", [])
    assert json.loads(Path("out").read_text(encoding="utf-8"))["file"] == "wire"


def test_where_nothing_could_be_parsed_that_is_an_error(archive):
    assert wire("batch", "gone", "-q", "-o", "out.csv")[0] == 3


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.jsonl.gz"])
def test_where_nothing_could_be_parsed_the_old_output_stays(archive, name):
    assert wire("batch", "in", "nix", "-q", "-o", name)[0] == 1
    before = {path: Path(path).read_bytes() for path in os.listdir() if path != "in"}
    code, _, lines = wire("batch", "inn", "-o", name)
    assert (code, lines[-1]) == (3, f"wireparse: note: 1 input: 0 parsed, 1 failed; 0 dispatches; {name} is left as it was")
    assert {path: Path(path).read_bytes() for path in os.listdir() if path != "in"} == before
    assert wire("batch", "inn", "-q", "-o", name, "--errors", "e.jsonl")[0] == 3
    assert "inn" in Path("e.jsonl").read_text(encoding="utf-8")
    assert Path(name).read_bytes() == before[name]


def test_where_nothing_could_be_parsed_a_database_keeps_its_manifest(archive):
    assert wire("batch", "in", "-q", "-o", "out.db")[0] == 0
    before = Path("out.db.manifest.json").read_bytes()
    assert wire("batch", "inn", "-q", "-o", "out.db")[0] == 3
    assert Path("out.db.manifest.json").read_bytes() == before
    assert sorted(os.listdir()) == ["in", "out.db", "out.db.manifest.json"]


def test_a_part_is_named_after_its_number(archive):
    assert wire("batch", "in", "-q", "--shard", "2/10", "--errors", "err.jsonl", "-o", "a.b.jsonl") == (0, "", [])
    assert "a.02-of-10.b.jsonl" in os.listdir()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("in",), "Missing option"),
     (("in", "-o", "out.xlsx"), "the name out.xlsx does not say what to write"),
     (("in", "-o", "out.json"), "batch writes no .json; end it in .jsonl, .csv or .db, or use: wireparse parse -o out.json"),
     (("in", "-o", "out.db", "-f", "jsonl"), "choose what to write with --to: csv, jsonl, jsonl.gz, sqlite"),
     (("in", "-o", "out.db", "--format", "csv"), "choose what to write with --to: csv, jsonl, jsonl.gz, sqlite"),
     (("in", "-o", "out", "--jsonl"), "choose what to write with --to: csv, jsonl, jsonl.gz, sqlite"),
     (("in", "-o", "-"), "an archive is a file, not standard output"),
     (("in", "-o", "-", "--to", "jsonl"), "an archive is a file, not standard output"),
     (("in", "-o", "out.db", "--to", "xlsx"), "no output 'xlsx'; there are: csv, jsonl, jsonl.gz, sqlite"),
     (("in", "-o", "in", "--to", "csv"), "in is a directory; name a file in it"),
     (("in", "-o", "no/out.db"), "no/out.db cannot be written, for there is no directory"),
     (("in", "-o", "/dev/full", "--to", "jsonl"), "/dev/full is no plain file, which an archive has to be"),
     (("in", "-o", "out.db", "--shard", "0/2"), "--shard 0/2 is no part of a whole; write the second of ten as 2/10"),
     (("in", "-o", "out.db", "--shard", "3/2"), "--shard 3/2 is no part of a whole"),
     (("in", "-o", "out.db", "--max-time", "soon"), "--max-time soon is no limit; give a number, or 0 for none"),
     (("in", "-o", "out.db", "--max-size", "-1"), "--max-size -1 is no limit")],
)  # fmt: skip
def test_a_wrong_request_is_one_line_and_leaves_nothing(archive, arguments, said):
    code, out, (line,) = wire("batch", *arguments)
    assert (code, out) == (2, "")
    assert said in line
    assert os.listdir() == ["in"]


LIMITED = """
import resource, sys
from wireparse.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name != "posix", reason="such limits are POSIX")
@pytest.mark.parametrize(("output", "why"), [("out.jsonl", "File too large"), ("out.db", "disk I/O error")])
def test_where_there_is_no_room_it_says_so_in_one_line_and_leaves_nothing(archive, output, why):
    (archive / "main.py").write_text(LIMITED)
    done = subprocess.run([sys.executable, "main.py", "batch", "in", "-j", "1", "-o", output], capture_output=True,
                          text=True, env=environment(), check=False)  # fmt: skip
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert f"{output}: cannot be written: {why}" in line or f"{output} cannot be written: {why}" in line
    assert line.endswith("; nothing was kept")
    assert sorted(os.listdir()) == ["in", "main.py"]


@pytest.mark.skipif(os.name != "posix", reason="a FIFO is POSIX")
def test_an_interrupted_run_says_what_is_left_of_it(archive):
    os.mkfifo("pipe")
    command = [sys.executable, "-m", "wireparse", "batch", "in", "pipe", "-o", "out.jsonl"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True)
    with open("pipe", "w", encoding="utf-8"):  # it has opened the other end, and now waits for us
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert (process.returncode, said) == (130, "wireparse: note: interrupted; nothing was kept\n")


def test_progress_is_shown_on_a_terminal_and_gone_at_the_end(archive):
    code, shown = wire_on_terminal("batch", "in", "-o", "out.jsonl")
    assert code == 0
    assert "dispatches" in shown
    assert "%" in shown
    assert "[progress" not in shown
    assert shown.rstrip().endswith("3 inputs: 3 parsed, 0 failed; 3 dispatches; in out.jsonl")


def test_what_comes_from_a_name_is_only_text(archive):
    (archive / "in" / "\x1b[31mred\n.txt").write_text("")
    code, shown = wire_on_terminal("batch", "in", "-o", "out.jsonl")
    assert code == 1
    assert "\x1b[31mred" not in shown


def test_the_sinks_are_among_the_formats():
    rows = json.loads(wire("formats", "--json")[1])
    assert {row["name"] for row in rows if row["for"] == ["batch"]} == {"csv", "jsonl", "jsonl.gz", "sqlite"}
