"""The command line at its edges: where output goes, pipes, signals, terminals, help and what is loaded."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from running import COMMANDS, TEXT, environment, wire, wire_on_terminal

# Files that are written


def test_an_output_is_written_whole_and_its_suffix_names_the_format(folder):
    assert wire("claims", ".", "-o", "out.csv") == (0, "", [])
    assert (folder / "out.csv").read_text() == wire("claims", "a.txt", "b.txt", "--csv")[1].replace(
        "a.txt", "./a.txt"
    ).replace("b.txt", "./b.txt")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "name", "opening"),
    [
        (["claims"], "x.ndjson", "{"),
        (["claims"], "x.TSV", "file\tid"),
        (["parse"], "x.txt", "╭─ a.txt"),
        (["explain"], "x.txt", "▌ a.txt"),
        (["parse"], "x.csv -f json", "{\n"),
        (["parse"], "tmp.aBcDeFgHiJ", "{"),
        (["parse"], "x", "{"),
    ],
)
def test_a_suffix_names_the_format(folder, arguments, name, opening):
    assert wire(*arguments, "a.txt", "-o", *name.split()) == (0, "", [])
    assert (folder / name.split()[0]).read_text().startswith(opening)


@pytest.mark.parametrize("arguments", [["gone"], ["a.txt", "gone", "--strict"], ["explain", "a.txt", "c99"]])
def test_an_output_stays_as_it_was_where_the_run_comes_to_nothing(folder, arguments):
    (folder / "out.json").write_text("old")
    assert wire(*arguments, "-o", "out.json")[0] in (1, 2, 3)
    assert (folder / "out.json").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "out.json"]


def test_an_output_keeps_its_permissions_and_a_new_one_has_the_usual(folder):
    (folder / "old.json").write_text("")
    (folder / "old.json").chmod(0o640)
    wire("a.txt", "-o", "old.json")
    wire("a.txt", "-o", "new.json")
    (folder / "usual").write_text("")
    assert (folder / "old.json").stat().st_mode & 0o777 == 0o640
    assert (folder / "new.json").stat().st_mode == (folder / "usual").stat().st_mode


def test_a_dash_is_standard_output(folder):
    for arguments in (["a.txt"], ["claims", "a.txt", "--csv"], ["explain", "a.txt", "c1"]):
        assert wire(*arguments, "-o", "-") == wire(*arguments)
    assert not (folder / "-").exists()


def test_an_output_that_is_no_plain_file_is_written_straight(folder):
    assert json.loads(wire("a.txt", "-o", "/dev/stdout")[1])["file"] == "a.txt"
    assert wire("a.txt", "-o", "/dev/null") == (0, "", [])


# Pipes, signals, terminals


@pytest.fixture
def much(folder):
    """Enough input for more than 1 MB of output."""
    (folder / "much").mkdir()
    for number in range(30):
        (folder / "much" / f"{number}.txt").write_text(TEXT + TEXT.partition("\n")[2] * 120)
    return "much"


@pytest.mark.parametrize("flags", ["--jsonl", "--json", "-f md", "-f table", "--jsonl --jobs 2"])
def test_a_pipe_closed_early_ends_quietly(much, flags):
    command = f"set -o pipefail; {sys.executable} -m wireparse {much} {flags} | head -c 10 > /dev/null"
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environment(), timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_standard_output_or_error_is_no_traceback(folder):
    for closed in ("1>&-", "2>&-", "0<&-", "2>&- 1>&-"):
        command = f"{sys.executable} -m wireparse a.txt gone {closed}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, env=environment(), check=False)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", ["claims a.txt", "a.txt -o -", "schema", "formats"])
def test_results_for_a_closed_standard_output_are_an_error(folder, arguments):
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m wireparse {arguments} >&-"], capture_output=True,
                          env=environment(), check=False)  # fmt: skip
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"standard output is closed" in done.stderr
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m wireparse a.txt -o x.json >&-"], env=environment(), check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_130_and_without_a_traceback(folder, jobs):
    os.mkfifo(folder / "pipe")
    command = [sys.executable, "-m", "wireparse", "a.txt", "pipe", "--jobs", jobs, "-o", "out.jsonl"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment())
    writer = os.open(folder / "pipe", os.O_WRONLY)  # waits until the program reads the pipe
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    os.close(writer)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert err.count(b"\n") == 1
    assert not (folder / "out.jsonl").exists()


def test_a_terminal_gets_a_table_in_colour(folder):
    code, shown = wire_on_terminal("a.txt", COLUMNS="80")
    assert code == 0
    assert "╭─" in shown
    assert "\x1b[" in shown


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_refused(folder, more, monkeypatch):
    code, out, _ = wire("a.txt", "-f", "table", **more)
    assert code == 0
    assert "\x1b" not in out
    if "NO_COLOR" in more:
        assert "\x1b" not in wire_on_terminal("a.txt", **more)[1]


def test_colour_can_be_forced_and_the_flag_counts_most(folder):
    assert "\x1b[" in wire("a.txt", "-f", "table", FORCE_COLOR="1")[1]
    assert "\x1b[" in wire("a.txt", "-f", "table", "--color", "always", NO_COLOR="1")[1]
    assert "\x1b[" not in wire("a.txt", "-f", "table", "--color", "never", FORCE_COLOR="1")[1]


@pytest.mark.parametrize("arguments", [(), ("parse",), ("claims",), ("explain",)])
def test_nothing_named_on_a_terminal_is_the_help(folder, arguments):
    code, shown = wire_on_terminal(*arguments, NO_COLOR="1")
    assert code == 0
    assert "Usage: wireparse" in re.sub(r"\x1b\[[0-9;]*m", "", shown)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_three_examples(command):
    code, out, _ = wire(command, "--help")
    assert code == 0
    assert len(re.findall(r"^ +(?:cat \S+ \| )?wireparse \S", out, re.MULTILINE)) >= 3
    assert wire(command, "-h")[1] == out


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
def test_the_help_shows_no_types_of_python(command):
    assert not re.search(r"<\w+(\[\w+\])?>", wire(*command, "--help")[1])


# Start-up


def test_the_version_can_be_asked_for_anywhere(folder):
    assert wire("a.txt", "--version") == (0, "wireparse 0.1.0\n", [])
    assert wire("a.txt", "--", "--version")[0] == 1


def test_the_version_needs_no_typer():
    code = "import sys; from wireparse.cli.main import main; main(['--version']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    version, modules = done.stdout.splitlines()
    assert version == "wireparse 0.1.0"
    assert not {"'typer'", "'rich'", "'regex'", "'json'"} & set(modules.strip("[]").split(", "))


def test_json_lines_need_neither_rich_nor_pydantic(folder):
    code = "import sys; from wireparse.cli.main import main; main(['a.txt']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    modules = set(done.stdout.splitlines()[-1].strip("[]").split(", "))
    assert not {"'rich'", "'pydantic'", "'multiprocessing'", "'sqlite3'"} & modules


def test_the_help_loads_nothing_that_parses():
    code = "import sys; from wireparse.cli.main import main; main(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    modules = set(done.stdout.splitlines()[-1].strip("[]").split(", "))
    assert not {"'pydantic'", "'wireparse.batch'", "'wireparse.pipeline'", "'wireparse.packs'"} & modules
