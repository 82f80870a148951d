"""The command line as a person or a script meets it: what is printed where, and how a run ends."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from running import TEXT, environment, wire

from wireparse import readers, schema
from wireparse.cli.main import main

CHECK = jsonschema.Draft202012Validator(schema.load())


# What comes out


def test_a_file_alone_is_parse(folder):
    assert wire("a.txt") == wire("parse", "a.txt")
    assert wire("--jsonl", "a.txt") == wire("parse", "a.txt")


def test_json_lines_where_no_person_looks_and_each_meets_the_schema(folder):
    code, out, err = wire(".")
    assert (code, err) == (0, [])
    found = [json.loads(line) for line in out.splitlines()]
    assert [one["file"] for one in found] == ["./a.txt", "./b.txt"]
    for one in found:
        CHECK.validate(one)
    assert found[0]["claims"]


def test_standard_input_is_read_when_nothing_is_named(folder):
    for arguments in ((), ("-",), ("parse",), ("--stdin-name", "wire")):
        code, out, err = wire(*arguments, stdin=TEXT.encode())
        assert (code, err) == (0, [])
        assert json.loads(out)["file"] == ("wire" if "wire" in arguments else "-")


def test_json_is_one_object_for_one_file_and_an_array_for_more(folder):
    assert json.loads(wire("a.txt", "--json")[1])["file"] == "a.txt"
    assert json.loads(wire("--json", stdin=TEXT.encode())[1])["index"] == 0
    assert len(json.loads(wire(".", "--json")[1])) == 2
    assert len(json.loads(wire("a.txt", "b.txt", "--json")[1])) == 2
    assert len(json.loads(wire("*.txt", "-f", "json")[1])) == 2
    assert isinstance(json.loads(wire("claims", "a.txt", "--json")[1]), list)


def test_one_object_for_a_file_of_several_dispatches_is_refused(folder, monkeypatch, capsys):
    (raw,) = readers.read(TEXT.encode())
    monkeypatch.setattr(readers, "read", lambda *_, **__: iter([raw, raw]))
    assert main(["a.txt", "--json"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "--jsonl" in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize("command", ["claims", "sources", "figures"])
@pytest.mark.parametrize("flag", ["--json", "--jsonl", "--csv", "--tsv", "--format=md", "--format=table"])
def test_every_flat_command_has_every_format(folder, command, flag):
    code, _, err = wire(command, ".", flag)
    assert (code, err) == (0, [])


def test_claims_as_csv(folder):
    code, out, _ = wire("claims", ".", "--csv")
    found = list(csv.DictReader(StringIO(out)))
    assert code == 0
    assert {row["file"] for row in found} == {"./a.txt", "./b.txt"}
    assert {row["claim"] for row in found} >= {"c1"}


def test_filters_keep_only_what_was_asked_for(folder):
    rows = json.loads(wire("claims", "a.txt", "--json")[1])
    only = json.loads(wire("claims", "a.txt", "--json", "--source", "BARO")[1])
    assert 0 < len(only) < len(rows)
    assert {row["source_name"] for row in only} == {"Ilir Baro"}
    assert json.loads(wire("claims", "a.txt", "--json", "--min-confidence", "1")[1]) == []
    assert json.loads(wire("claims", "a.txt", "--json", "--kind", "mixed")[1]) == []
    assert json.loads(wire("sources", "a.txt", "--json", "--source", "baro")[1])[0]["name"] == "Ilir Baro"


def test_a_source_that_says_nothing_leaves_nothing(folder):
    found = json.loads(wire("a.txt", "--json", "--source", "nobody", "--date", "2020-05-05")[1])
    assert [found[part] for part in ("claims", "sources", "figures", "dates")] == [[], [], [], []]
    assert found["date"]["value"] == "2020-05-05"


def test_filters_leave_no_dangling_reference(folder):
    found = json.loads(wire("a.txt", "--json", "--source", "baro")[1])
    kept = {claim["id"] for claim in found["claims"]}
    assert {said for source in found["sources"] for said in source["claims"]} <= kept
    assert {figure["claim"] for figure in found["figures"]} <= kept
    CHECK.validate(found)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["claims", "plain.txt", "-f", "table"], "no claims found in 1 dispatch"),
        (["sources", "plain.txt", "-f", "table"], "no sources found in 1 dispatch"),
        (["figures", "plain.txt", "more.txt", "-f", "table"], "no figures found in 2 dispatches"),
        (["explain", "plain.txt", "-f", "text"], "no claims found in 1 dispatch"),
        (["claims", "a.txt", "-f", "table", "--source", "nobody"], "no claims match the filters in 1 dispatch"),
    ],
)
def test_a_table_without_rows_is_one_line_that_says_so(folder, arguments, words):
    for name in ("plain.txt", "more.txt"):
        (folder / name).write_text("The road is long.\n")
    assert wire(*arguments) == (0, "", [f"wireparse: note: {words}"])
    assert wire(*arguments, "--quiet") == (0, "", [])


def test_lf_and_crlf_give_the_same_claims(folder):
    (folder / "crlf.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    first, second = (json.loads(wire(name, "--json")[1])["claims"] for name in ("a.txt", "crlf.txt"))
    assert [(one["text"], one["source"]["name"]) for one in first] == [
        (one["text"], one["source"]["name"]) for one in second
    ]


def test_schema_formats_and_languages(folder):
    assert json.loads(wire("schema")[1]) == schema.load()
    assert {"text", "csv"} <= {row["name"] for row in json.loads(wire("formats")[1])}
    assert "en" in {row["code"] for row in json.loads(wire("languages", "--json")[1])}
    assert "English" in wire("languages", "-f", "table")[1]


def test_the_output_is_utf_8_in_any_locale(folder):
    (folder / "a.txt").write_text(TEXT.replace("Kelmen", "Köln \ud83d\ude80".encode("utf-16", "surrogatepass").decode("utf-16")))
    code, out, _ = wire("a.txt", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert code == 0
    assert "Köln" in out


def test_the_same_bytes_at_any_number_of_processes(folder):
    assert wire(".", "gone", "-j", "2") == wire(".", "gone") == wire(".", "gone", "--jobs", "auto")


# Bad input


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [("empty.txt", b"", "is empty"), ("blank.txt", b" \n", "white space"), ("x.pdf", b"%PDF-1.4\0\1", "is a PDF")],
)
def test_a_file_that_cannot_be_parsed_is_one_line_and_the_rest_is_printed(folder, name, data, word):
    (folder / name).write_bytes(data)
    code, out, (line,) = wire("a.txt", name, "b.txt")
    assert (code, out.count("\n")) == (1, 2)
    assert line.startswith(f"wireparse: error: {name}: ")
    assert word in line
    assert wire(name)[0] == 3


def test_standard_input_has_a_name_in_messages(folder):
    assert wire(stdin=b"") == (3, "", ["wireparse: error: <stdin>: is empty; there is nothing to parse"])
    assert "<stdin>" in wire("-f", "table", stdin=TEXT.encode())[1]


def test_several_dispatches_in_one_text_are_a_warning(folder):
    code, out, (line,) = wire(stdin=TEXT.encode() * 2)
    assert (code, out.count("\n")) == (0, 1)
    assert line.startswith("wireparse: warning: <stdin>: 2 datelines")


def test_files_that_are_named_though_ignored_are_read_with_one_note(folder):
    (folder / ".wireparseignore").write_text("b.*\n")
    code, out, (line,) = wire("a.txt", "b.txt")
    assert (code, out.count("\n")) == (0, 2)
    assert line.startswith("wireparse: note: 1 file was named")
    assert wire(".")[2] == []


def test_dispatches_in_other_languages_are_told_in_one_note(folder):
    french = "Le barrage qui domine la ville a cédé dans la nuit, a dit le maire, et les secours sont arrivés avec le jour.\n"
    for name in ("c.txt", "d.txt"):
        (folder / name).write_text(french)
    code, out, (line,) = wire(".")
    assert (code, out.count("\n")) == (0, 4)
    assert line.startswith("wireparse: note: 2 dispatches read like another language than English")
    assert [len(json.loads(row)["claims"]) > 0 for row in out.splitlines()] == [True, True, False, False]
    assert wire(".", "--quiet")[2] == []


@pytest.mark.parametrize(("word", "command"), [("claim", "claims"), ("pars", "parse"), ("explian", "explain")])
def test_what_is_almost_a_command_is_a_question_back(folder, word, command):
    code, out, (line,) = wire(word, "a.txt")
    assert (code, out) == (2, "")
    assert line.endswith(f"did you mean: wireparse {command}")
    (folder / word).write_text(TEXT)
    assert wire(word, "a.txt")[0] == 0


@pytest.mark.parametrize("data", [b"The toll \x96 12, said Dana Orvel.\n", b"A\0B toll of 12, said Dana Orvel.\n"])
def test_bad_bytes_and_nuls_are_parsed_with_a_warning(folder, data):
    (folder / "odd.txt").write_bytes(data)
    code, out, (line,) = wire("odd.txt")
    assert code == 0
    assert line.startswith("wireparse: warning: odd.txt: ")
    assert json.loads(out)["warnings"]
    assert wire("odd.txt", "--quiet")[2] == []


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["gone.txt"], "no such file"),
        (["none"], "no files"),
        (["broken.txt"], "broken link to nowhere"),
        (["--files-from", "none"], "is a directory, not a list"),
        (["*.zip"], "no file matches"),
        (["/dev/zero"], "device"),
        (["claims"], "wireparse claims"),
    ],
)
def test_a_path_that_is_no_input_is_one_line_and_the_rest_is_printed(folder, arguments, word):
    (folder / "none").mkdir()
    (folder / "broken.txt").symlink_to("nowhere")
    code, out, (line,) = wire("a.txt", *arguments)
    assert (code, out.count("\n")) == (1, 1)
    assert word in line
    code, out, lines = wire("--jsonl", *arguments)
    assert (code, out, len(lines)) == (3, "", 1)


def test_ten_megabytes_on_one_line(folder):
    (folder / "long.txt").write_text("word " * 2_000_000)
    code, out, _ = wire("long.txt")
    assert code == 0
    assert json.loads(out)["file"] == "long.txt"


def test_errors_are_recorded_for_scripts(folder):
    code, _, _ = wire("a.txt", "gone", "nix", "--errors", "errors.jsonl")
    assert code == 1
    records = [json.loads(line) for line in (folder / "errors.jsonl").read_text().splitlines()]
    assert [(one["file"], one["code"]) for one in records] == [("gone", "missing"), ("nix", "missing")]
    wire("a.txt", "--errors", "errors.jsonl")
    assert (folder / "errors.jsonl").read_text() == ""


def test_strict_stops_at_the_first_failure(folder):
    code, out, lines = wire("a.txt", "gone", "b.txt", "nix", "--strict")
    assert (code, out.count("\n")) == (1, 1)
    assert len(lines) == 2
    assert "gone" in lines[0]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["a.txt", "--nonsense"], "--nonsense"),
        (["a.txt", "--json", "--jsonl"], "choose one"),
        (["a.txt", "--csv"], "wireparse claims --csv"),
        (["a.txt", "-f", "nonsense"], "jsonl"),
        (["a.txt", "--date", "2019-13-01"], "2019-08-29"),
        (["a.txt", "--date-from", "moon"], "mtime"),
        (["a.txt", "--lang", "xx"], "en"),
        (["a.txt", "--encoding", "moon"], "utf-8"),
        (["a.txt", "--input-format", "moon"], "text"),
        (["a.txt", "--jobs", "0"], "auto"),
        (["a.txt", "--kind", "odd"], "direct"),
        (["a.txt", "--min-confidence", "2"], "from 0 to 1"),
        (["a.txt", "-o", "gone/x.json"], "no directory"),
        (["a.txt", "-o", "."], "is a directory"),
        (["a.txt", "--errors", "gone/x.jsonl"], "no directory"),
        (["explain", "."], "one file"),
        (["explain", "a.txt", "b.txt"], "one file and ids of claims, such as c2; b.txt"),
        (["explain", "a.txt", "b.txt", "c.txt"], "one file and ids of claims, such as c2; b.txt"),
        (["explain", "a.txt", "c1", "c99"], "no claim c99 in this input; there are: c1, c2"),
        (["explain", "a.txt", "--dispatch", "0"], "the first in a file is 1"),
        (["a.txt", "--kind"], "wireparse parse --help"),
        (["claims", "a.txt", "--kind"], "wireparse claims --help"),
        (["a.txt", "-o", "x.csv"], "use: wireparse claims -o x.csv"),
        (["a.txt", "-o", "x.html"], "end it in .json, .jsonl, .md"),
        (["claims", "a.txt", "-o", "x.XLSX"], "end it in .csv, .json, .jsonl, .md, .tsv, .txt, or"),
        (["explain", "a.txt", "-o", "x.csv"], "end it in .json, .txt, or"),
        (["a.txt", "--errors", "-"], "--errors - is no file"),
        (["a.txt", "-o", "x.json", "--errors", "./x.json"], "cannot be both --output and --errors"),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_to_do(folder, arguments, word):
    code, out, (line,) = wire(*arguments)
    assert (code, out) == (2, "")
    assert word in line


def test_a_fault_of_ours_is_one_line(folder, monkeypatch, capsys):
    monkeypatch.setattr("wireparse.cli.run.execute", lambda *_: 1 / 0)
    monkeypatch.delenv("WIREPARSE_DEBUG", raising=False)
    assert main(["a.txt"]) == 1
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "ZeroDivisionError" in shown


def test_the_same_fault_of_ours_is_told_once(folder, monkeypatch, capsys):
    def faulty(*_, **__):
        raise ValueError("odd")

    monkeypatch.setattr("wireparse.pipeline.parse", faulty)
    assert main(["a.txt", "b.txt"]) == 3
    assert capsys.readouterr().err.splitlines() == [
        "wireparse: error: a.txt: a fault in wireparse: ValueError: odd; please report it",
        "wireparse: error: b.txt: the same fault in wireparse",
        "wireparse: note: 2 inputs met a fault in wireparse itself",
    ]


def test_a_name_can_send_nothing_to_the_terminal(folder):
    (folder / "a\x1b[31m\n.txt").write_text("")
    _, _, (line,) = wire("a\x1b[31m\n.txt")
    assert "\x1b" not in line


def test_a_full_disk_is_one_line(folder):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "wireparse", "a.txt"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
