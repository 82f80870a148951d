"""Long files of JSON Lines, read in pieces: what comes of them is what would come of the whole."""

from __future__ import annotations

import json

import pytest

from wireparse import intake, pieces
from wireparse.intake import End, Failed, Settings, read_input
from wireparse.pieces import Piece
from wireparse.walk import Input

PIECE = 300
TEXT = "KELMEN, March 2, 2021 (AFP) - Rain killed {} people on Monday – said Dana Orvel."


def line(number, **more):
    return json.dumps({"id": f"d{number}", "text": TEXT.format(number)} | more, ensure_ascii=False)


def steps(path, only=None, **settings):
    return list(read_input(Input(path.name, str(path)), Settings(**settings), only))


@pytest.fixture
def both(tmp_path, monkeypatch):
    """Return what comes of a text in a file, read in pieces, and what comes of it whole; there must be pieces."""

    def read(text):
        path = tmp_path / "long.jsonl"
        path.write_bytes(text.encode())
        whole = steps(path)
        monkeypatch.setattr(pieces, "PIECE", PIECE)
        assert len(list(pieces.pieces(Input(path.name, str(path))))) > 1
        return steps(path), whole

    return read


def test_dispatches_of_pieces_are_those_of_the_file(both):
    parted, whole = both("\n".join(map(line, range(40))))
    assert parted == whole
    assert [step.raw.index for step in parted[:-1]] == list(range(40))
    assert parted[-1] == End("long.jsonl", 40)


def test_a_line_longer_than_a_piece_is_not_parted(both):
    lines = [line(0), line(1), line(2, text=TEXT.format(9) * 30), line(3)]
    parted, whole = both("\n".join(lines) + "\n\n")
    assert parted == whole


def test_a_broken_piece_says_which_line_and_costs_no_other(both):
    lines = list(map(line, range(40)))
    lines[30] = lines[30][:-9]
    parted, _ = both("\n".join(lines))
    failures = [step for step in parted if isinstance(step, Failed)]
    assert [failure.code for failure in failures] == ["json"]
    assert "line 31:" in failures[0].message
    assert [step.raw.header.id for step in parted if not isinstance(step, Failed | End)] == [f"d{n}" for n in range(40) if n != 30]


def test_the_format_of_the_first_piece_is_that_of_all(both):
    items = [{"uri": f"u{n}", "body_text": TEXT.format(n), "versioncreated": "2021-03-02T10:00:00Z", "pubstatus": "usable"} if n < 20 else
             {"headline": "Rain", "body_text": TEXT.format(n)} for n in range(40)]
    parted, whole = both("\n".join(map(json.dumps, items)))
    assert parted == whole
    assert {step.raw.format for step in parted[:-1]} == {"ninjs"}


def test_blank_lines_and_a_mark_before_the_first_object_change_nothing(both):
    parted, whole = both("\ufeff\n\n" + "\n\n".join(map(line, range(40))))
    assert parted == whole


def test_blank_lines_and_objects_over_several_lines_behind_the_first_two_are_kept_whole(both):
    lines = [line(0), line(1), *(json.dumps(json.loads(line(n)), indent=1) for n in range(2, 40))]
    parted, whole = both("\n".join(lines))
    assert parted == whole


def test_a_piece_without_a_dispatch_is_a_warning_of_one_beside_it(both):
    pictures = [json.dumps({"id": f"p{number}", "type": "picture", "caption": "Rain" * 20}) for number in range(10)]
    parted, whole = both("\n".join([line(0), line(1), *pictures, line(2)]))
    assert [step.raw.header.id for step in parted[:-1]] == [step.raw.header.id for step in whole[:-1]] == ["d0", "d1", "d2"]
    (warning, *_) = [warning for step in parted[:-1] for warning in step.raw.warnings]
    assert warning.code == "left_out"
    assert warning.message.startswith("a part of the file is JSON, but no dispatch: an item of type picture")


def test_a_file_without_a_dispatch_says_so_once(both):
    parted, whole = both("\n".join(json.dumps({"id": f"p{number}", "type": "picture", "caption": "Rain" * 20}) for number in range(20)))
    assert parted == whole
    assert [getattr(step, "code", "") for step in parted] == ["no_dispatch", ""]


def test_one_dispatch_is_chosen_by_its_number_behind_a_broken_piece_too(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", PIECE)
    lines = list(map(line, range(40)))
    lines[10] = lines[10][:-9]
    path = tmp_path / "long.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    failed, chosen, _ = steps(path, 31)
    assert failed.code == "json"
    assert chosen.raw.index == 30
    assert [step.code for step in steps(path, 60)[:-1]] == ["json"]


def test_a_file_that_stops_halfway_costs_no_dispatch_before(tmp_path, monkeypatch):
    def stops(_given, *, whole):
        assert not whole
        yield Piece("\n".join(map(line, range(3))).encode())
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(intake, "pieces", stops)
    *found, failed, end = steps(tmp_path / "long.jsonl")
    assert [step.raw.header.id for step in found] == ["d0", "d1", "d2"]
    assert (failed.code, failed.index, end.steps) == ("unreadable", 3, 4)


@pytest.mark.parametrize("input_format", ["text", "csv"])
def test_a_format_that_is_not_read_by_lines_gets_the_whole_file(input_format, tmp_path, monkeypatch):
    path = tmp_path / "long.jsonl"
    path.write_text("\n".join(map(line, range(40))), encoding="utf-8")
    whole = steps(path, input_format=input_format)
    monkeypatch.setattr(pieces, "PIECE", PIECE)
    assert steps(path, input_format=input_format) == whole


@pytest.mark.parametrize("text", [
    "[\n" + ",\n".join(map(line, range(40))) + "\n]",
    json.dumps([json.loads(line(n)) for n in range(40)], indent=2),
    TEXT.format(1) * 40,
    line(1) + "\n" + TEXT * 20,
])
def test_other_files_are_read_whole(text, tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", PIECE)
    path = tmp_path / "long.txt"
    path.write_bytes(text.encode())
    assert list(pieces.pieces(Input(path.name, str(path)))) == [Piece(text.encode())]


def test_what_wireparse_wrote_is_refused_in_pieces_too(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", PIECE)
    path = tmp_path / "long.jsonl"
    path.write_text('{"schema": "wireparse/1", "file": "x"}\n' * 40, encoding="utf-8")
    assert [getattr(step, "code", "") for step in steps(path)] == ["ours", ""]
