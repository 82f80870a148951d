"""Sentences: where they end, from one-line cases with a bar at each boundary; and what holds of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from bodies import Body

from wireparse.stages.sentences import LONGEST

BAR = " | "
KNOWN = "! "
FILE = Path(__file__).resolve().parent / "cases" / "sentences.txt"
LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def case(line):
    """Return the case of one line; those that fail today are strict xfails."""
    marks = [pytest.mark.xfail(strict=True, reason="a known failure")] if line.startswith(KNOWN) else []
    return pytest.param(line.removeprefix(KNOWN), marks=marks, id=line[:50])


def split(text):
    """Return ``text`` with a bar at each boundary that the tool finds."""
    body = Body(text)
    return BAR.join(body.show(body.words.span(found.first, found.last)) for found in body.sentences)


def test_there_are_enough_cases_and_none_twice():
    """The file keeps its breadth: 80 cases or more, each a different one."""
    assert len(LINES) >= 80
    assert len({line.removeprefix(KNOWN) for line in LINES}) == len(LINES)


@pytest.mark.parametrize("line", [case(line) for line in LINES])
def test_sentences_end_where_the_bars_stand(line):
    """Every bar is a boundary, and there is no other."""
    assert split(line.replace(BAR, " ")) == line


@pytest.mark.parametrize("line", [line.removeprefix(KNOWN) for line in LINES])
def test_sentences_hold_every_word_once(line):
    """Sentences follow each other without a gap, from the first word to the last."""
    body = Body(line.replace(BAR, " "))
    at = 0
    for found in body.sentences:
        assert found.first == at < found.last
        at = found.last
    assert at == len(body.words)


def test_a_paragraph_ends_a_sentence():
    """No sentence crosses a blank line, whether or not a stop stands before it."""
    body = Body("The dam held\n\nThe road did not. It broke")
    assert [found.paragraph for found in body.sentences] == [0, 1, 1]


def test_a_line_break_inside_a_paragraph_ends_nothing():
    """Copy that is wrapped by hand reads as if it were not."""
    assert split("The dam\nheld. The road\ndid not.") == "The dam held. | The road did not."


def test_a_sentence_without_end_is_cut():
    """What never stops is cut, so that the work on one sentence is bounded."""
    found = Body("and so on " * 3 * LONGEST).sentences
    assert max(one.last - one.first for one in found) <= LONGEST


def test_an_empty_body_has_no_sentences():
    """Nothing in, nothing out."""
    assert Body(" \n\n ").sentences == ()
