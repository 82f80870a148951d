"""Explanations: which claims of which dispatch, under its name, and the steps in the right characters."""

from __future__ import annotations

import json

import pytest
from running import TEXT, wire

import wireparse

SEVERAL = "".join(json.dumps({"text": text}) + "\n" for text in (
    TEXT, "ORSA (AFP) - The bridge fell, said Ana Rodo.\n", "ZELENA (AFP) - Rain fell, said Piet Hanrow.\n"
))  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "several.jsonl").write_text(SEVERAL)
    return tmp_path


def claims(*arguments):
    """Return the claims that are explained, each with the place of its dispatch."""
    code, out, _ = wire("explain", *arguments, "--json")
    found = json.loads(out)
    assert code == 0
    return [(one["index"], one["claim"]["id"]) for one in (found if isinstance(found, list) else [found])]


def test_one_claim_is_one_object_and_several_are_an_array(folder):
    assert json.loads(wire("explain", "a.txt", "c1", "--json")[1])["claim"]["id"] == "c1"
    assert claims("a.txt") == claims("a.txt", "c2", "c1", "c2") == [(0, "c1"), (0, "c2")]


def test_the_letter_of_an_id_may_be_a_capital(folder):
    assert claims("a.txt", "C2") == [(0, "c2")]


def test_nothing_is_written_where_one_claim_of_several_is_not_there(folder):
    code, out, (line,) = wire("explain", "a.txt", "c1", "c99", "--json")
    assert (code, out) == (2, "")
    assert "c1, c2" in line


def test_each_dispatch_has_a_heading_and_a_note_says_how_to_choose(folder):
    code, out, (note,) = wire("explain", "several.jsonl", "c1", "-f", "text")
    headings = [line for line in out.splitlines() if line.startswith("▌")]
    assert code == 0
    assert headings == ["▌ several.jsonl · Kelmen", "▌ several.jsonl [2] · ORSA", "▌ several.jsonl [3] · ZELENA"]
    assert "3 dispatches" in note
    assert "--dispatch" in note


@pytest.mark.parametrize("number", ["2", "[2]"])
def test_one_dispatch_is_chosen_by_the_number_that_its_heading_shows(folder, number):
    assert claims("several.jsonl", "--dispatch", number) == [(1, "c1")]
    code, out, lines = wire("explain", "several.jsonl", "c1", "--dispatch", number, "-f", "text")
    assert (code, lines) == (0, [])
    assert [line for line in out.splitlines() if line.startswith("▌")] == ["▌ several.jsonl [2] · ORSA"]


def test_only_the_dispatch_that_is_chosen_is_parsed(folder, monkeypatch, capsys):
    from wireparse import pipeline
    from wireparse.cli.main import main

    texts = []
    parse = pipeline.parse
    monkeypatch.setattr(pipeline, "parse", lambda text, **more: texts.append(text) or parse(text, **more))
    assert main(["explain", "several.jsonl", "--dispatch", "3"]) == 0
    assert [text.split()[0] for text in texts] == ["ZELENA"]


def test_a_dispatch_that_is_not_there_is_an_error_that_counts_them(folder):
    code, _, lines = wire("explain", "several.jsonl", "--dispatch", "4")
    assert code == 3
    assert lines == ["wireparse: error: several.jsonl: holds only 3 dispatches; there is no [4]"]


def test_two_objects_where_one_is_asked_for_name_the_way_to_choose(folder):
    code, out, (line,) = wire("explain", "several.jsonl", "c1", "--json")
    assert (code, out) == (2, "")
    assert "--dispatch" in line


def test_the_table_of_claims_tells_dispatches_of_one_file_apart(folder):
    headings = [line for line in wire("claims", "several.jsonl", "-f", "table")[1].splitlines() if line.startswith("▌")]
    assert headings == ["▌ several.jsonl · Kelmen", "▌ several.jsonl [2] · ORSA", "▌ several.jsonl [3] · ZELENA"]


@pytest.mark.parametrize(
    ("text", "claim", "sentence"),
    [
        ("\"The guards came first. They told the cook, 'Open the gate,' and he ran,\" one of the drivers said.", "Open the gate",
         "They told the cook, 'Open the gate,' and he ran,\" one of the drivers said."),
        ('"We left," said Ana Rodo. "Nobody helped."', "We left Nobody helped", '"We left," said Ana Rodo.'),
        ("Rain fell. Two men fled, police said.", "Two men fled", "Two men fled, police said."),
    ],
)  # fmt: skip
def test_the_sentence_is_the_one_that_holds_the_cue(text, claim, sentence):
    dispatch = wireparse.parse(f"ORSA (AFP) - {text}")
    number = next(one.id for one in dispatch.claims if one.text == claim)
    first, cue, *_ = wireparse.explain(dispatch, number).steps
    assert first.detail == sentence
    assert first.spans[0][0] <= cue.spans[0][0] < cue.spans[-1][1] <= first.spans[0][1]
