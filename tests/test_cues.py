"""Cues: every way in which words of attribution stand, and words that only look like them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bodies import Body

LINES = [
    text
    for text in (Path(__file__).resolve().parent / "cases" / "cues.txt").read_text(encoding="utf-8").splitlines()
    if not text.startswith("#")
]
MARK = re.compile(r"(?P<opens>[<{])(?P<kind>[!+]?)(?:(?P<number>\d):)?|[>}]")
LEFT_OUT = str.maketrans("", "", '"')


def line(text):
    """Return one line as a case; those that fail today are strict xfails."""
    marks = [pytest.mark.xfail(strict=True, reason="a known failure")] if text.startswith("? ") else []
    return pytest.param(text.removeprefix("? "), marks=marks, id=text)


def plain(text):
    """Return ``text`` without marks of quotation and stops at its ends."""
    return text.translate(LEFT_OUT).strip(" .,?")


def marked(text):
    """Return the sentence without its marks, and what they hold: (opening, kind, number, start, end) by where it starts."""
    words, held, open_marks, last = "", [], [], 0
    for found in MARK.finditer(text):
        words += text[last : found.start()]
        last = found.end()
        if found["opens"]:
            open_marks.append((found["opens"], found["kind"], found["number"], len(words)))
        else:
            held.append((*open_marks.pop(), len(words)))
    return words + text[last:], sorted(held, key=lambda one: one[3])


def expected(text):
    """Return the sentence and its claims, each a source and a content."""
    words, held = marked(text)
    sources = [one for one in held if one[0] == "<"]
    claims = []
    for _, kind, number, start, end in (one for one in held if one[0] == "{"):
        if kind == "+":
            claims[-1][1].append(words[start:end])
            continue
        near = [one for one in sources if one[2] == number]
        before = [one for one in near if one[3] < start]
        behind = [one for one in near if one[3] >= start]
        who = None if kind == "!" else (before[-1:] or behind)[0]
        claims.append((who and words[who[3] : who[4]], [words[start:end]]))
    return words, sorted((plain(who or ""), plain(" ".join(what))) for who, what in claims)


def test_there_are_enough_lines_and_none_twice():
    """The file keeps its breadth, each sentence a different one."""
    assert len(LINES) >= 1200
    assert len({expected(text.removeprefix("? "))[0] for text in LINES}) == len(LINES)


@pytest.mark.parametrize("text", [line(text) for text in LINES])
def test_sources_and_contents_are_found(text):
    """What stands in the marks is found, and nothing else."""
    words, claims = expected(text)
    body = Body(words)
    found = [
        (plain(body.show(one.source)) if one.source else "", plain(" ".join(body.shows(one.content)))) for one in body.attributions
    ]
    assert sorted(found) == claims
