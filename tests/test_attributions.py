"""Attributions: who says what in which words, in every order and frame that the definition of a claim names."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from bodies import Body

FILES = sorted((Path(__file__).resolve().parent / "cases").glob("attributions*.toml"))
CASES = [
    (name, row)
    for file in FILES
    for name, rows in tomllib.loads(file.read_text(encoding="utf-8")).items()
    for row in rows
]


def case(name, row):
    """Return one case; those that fail today are strict xfails."""
    marks = [pytest.mark.xfail(strict=True, reason="a known failure")] if row.get("known") else []
    return pytest.param(row["text"], row.get("want", []), marks=marks, id=f"{name}: {row['text'][:60]!r}")


def claim(row):
    """Return an expected claim with what it leaves out filled in."""
    cue = row["cue"]
    return {
        "by": row.get("by"), "cue": [cue] if isinstance(cue, str) else cue, "what": row["what"],
        "kind": row.get("kind", "indirect"),
    }  # fmt: skip


def found(text):
    """Return the claims that the tool finds in ``text``, in the shape of the cases."""
    body = Body(text)
    return [
        {"by": body.show(one.source) if one.source else None, "cue": body.shows(one.cue),
         "what": body.shows(one.content), "kind": one.kind}
        for one in body.attributions
    ]  # fmt: skip


def test_there_are_enough_cases_and_none_twice():
    """The files keep their breadth: 230 cases or more, each a different one."""
    assert len(CASES) >= 230
    assert len({row["text"] for _, row in CASES}) == len(CASES)


@pytest.mark.parametrize(("text", "want"), [case(*pair) for pair in CASES])
def test_who_says_what_in_which_words(text, want):
    """Source, cue, kind and the exact extent of the content are those that a careful reader gives."""
    assert found(text) == [claim(row) for row in want]


@pytest.mark.parametrize("text", [row["text"] for _, row in CASES])
def test_attributions_stand_in_the_text(text):
    """Every span lies inside the text, holds something, and content spans follow each other."""
    for one in Body(text).attributions:
        assert all(0 <= start < end <= len(text) for start, end in (*one.content, *one.cue))
        assert list(one.content) == sorted(one.content)
        assert one.content[0][0] >= 0


@pytest.mark.parametrize("text", [row["text"] for _, row in CASES if not row.get("known")])
def test_a_sentence_before_changes_nothing(text):
    """What a sentence claims does not hang on a plain paragraph before it."""
    before = "The lake froze in 1903.\n\n"
    assert found(before + text) == found(text)


@pytest.mark.parametrize("text", [row["text"] for _, row in CASES])
def test_wrapped_lines_change_nothing(text):
    """A line broken by hand claims the same as a line that is not."""
    head, _, rest = text.partition(" ")
    assert found(f"{head}\n{rest}") == found(text)
