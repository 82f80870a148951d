"""Who is meant: each marked mention of a short dispatch is a whole source and has the name that stands beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import wireparse

HEAD = "KELMEN, March 4 (AFP) - "
LINES = (Path(__file__).parent / "cases" / "who.txt").read_text(encoding="utf-8").splitlines()
MARKED = re.compile(r"\{([^={}]*)(?:=([^{}]*))?\}")
ARTICLE = re.compile(r"^(the|an?) ", re.IGNORECASE)


def cases():
    """Return the lines that are dispatches; those that fail today are strict xfails."""
    mark = pytest.mark.xfail(strict=True, reason="a known failure")
    lines = [line for line in LINES if line and line[0] != "#"]
    return [pytest.param(line.removeprefix("? "), marks=[mark] if line[0] == "?" else []) for line in lines]


def read(line):
    """Return the dispatch of a line and its marked mentions as ``(start, end, name)``."""
    text, mentions, at = HEAD, [], 0
    for mark in MARKED.finditer(line):
        text += line[at : mark.start()]
        mentions.append((len(text), len(text) + len(mark[1]), mark[2] or mark[1]))
        text, at = text + mark[1], mark.end()
    return text + line[at:], mentions


def plain(name):
    """Return a name without its case and article."""
    return ARTICLE.sub("", name or "").casefold()


@pytest.mark.parametrize("line", cases())
def test_each_mention_is_who_it_is(line):
    """Where a mention stands a claim has it as its source, and the source's name is the identity's."""
    marked, mentions = read(line)
    text = marked.replace("|", "\n\n")
    shift = [marked.count("|", 0, start) for start, _, _ in mentions]
    found = {(c.source.start, c.source.end): c.source.name for c in wireparse.parse(text).claims if c.source}
    wanted = {(start + n, end + n): name for (start, end, name), n in zip(mentions, shift, strict=True)}
    assert {span: plain(found.get(span)) for span in wanted} == {span: plain(name) for span, name in wanted.items()}


def test_there_are_enough_dispatches():
    """The file keeps its breadth."""
    assert len(cases()) >= 300
