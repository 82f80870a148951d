"""Contents: whatever begins a clause, all of it is what somebody says, behind the cue or before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bodies import Body

FILE = Path(__file__).resolve().parent / "cases" / "contents.txt"
LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

BEFORE = (
    ("Police", "Police said {}."),
    ("The ministry", "The ministry said on Monday {}."),
    ("The spokesman", "The spokesman told AFP {}."),
    ("He", "He added that {}."),
    ("Officials", "Officials say {}."),
    ("The army", "The army announced that {}."),
)
BEHIND = (
    ("police", "{}, police said."),
    ("police", "{}, according to police."),
    ("the spokesman", "{}, the spokesman told AFP on Monday."),
    ("police chief Ada Kole", "{}, said police chief Ada Kole."),
    ("the ministry", "{}, the ministry announced."),
)
# A day behind a day ("said on Monday last month 12 people were killed") is read as one time by anybody.
DAYS = ("last", "next", "on", "since")


def line(text):
    """Return one line as a case; those that fail today are strict xfails."""
    marks = [pytest.mark.xfail(strict=True, reason="a known failure")] if text.startswith("? ") else []
    return pytest.param(text.removeprefix("? "), marks=marks, id=text)


def contents(text, source):
    """Return what ``source`` says in ``text``: each content as one string, without marks of quotation and stops."""
    body = Body(text)
    return [
        " ".join(body.shows(one.content)).strip('".')
        for one in body.attributions
        if one.source and body.show(one.source) == source
    ]


def test_there_are_enough_lines_and_none_twice():
    """The file keeps its breadth: 150 lines or more, each a different one."""
    assert len(LINES) >= 150
    assert len(set(LINES)) == len(LINES)


@pytest.mark.parametrize("content", [line(text) for text in LINES])
def test_all_of_it_is_said_behind_the_cue(content):
    """The clause behind the cue, its addressee and its day belongs to the source, whole."""
    for source, frame in BEFORE:
        if "on Monday" in frame and content.split()[0] in DAYS:
            continue
        assert content.strip('".') in contents(frame.format(content), source), frame


@pytest.mark.parametrize("content", [text.removeprefix("? ") for text in LINES])
def test_all_of_it_is_said_before_the_cue(content):
    """The sentence before the comma belongs to the source behind it, whole."""
    whole = content[0].upper() + content[1:]
    for source, frame in BEHIND:
        assert whole.strip('".') in contents(frame.format(whole), source), frame
