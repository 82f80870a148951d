"""Extents: where what somebody says ends, behind a cue and before it, in long sentences, objects and quotations."""

from __future__ import annotations

import pytest
from bodies import Body
from test_contents import BEHIND, contents, lines_of

TAILS = lines_of("tails.txt")
BEFORE = (
    ("Police", "Police said {}."),
    ("Police", "Police said on Monday that {}."),
    ("The spokesman", "The spokesman told AFP {}."),
    ("He", "He added that {}."),
    ("The army", "The army announced that {}."),
    ("Residents", "Residents think {}."),
    ("Ada Kole, a doctor", "Ada Kole, a doctor, said {}."),
)


def dispatches():
    """Return each text of ``extents.txt`` with what its claims say: pairs of source and content."""
    found = []
    for line in filter(None, lines_of("extents.txt")):
        if line.startswith("= "):
            source, _, content = line.removeprefix("= ").partition(": ")
            found[-1][1].append((source, content))
        else:
            found.append((line, []))
    return found


DISPATCHES = dispatches()


def known(text, *rest):
    """Return one case; those that begin with ``?`` fail today and are strict xfails."""
    marks = [pytest.mark.xfail(strict=True, reason="a known failure")] if text.startswith("? ") else []
    return pytest.param(text.removeprefix("? "), *rest, marks=marks, id=text[:90])


def claims(text):
    """Return who says what in ``text``; the spans of a content parted by bars, a stop at its end left out."""
    body = Body(text.replace(" ¶ ", "\n\n"))
    return sorted((body.show(one.source) if one.source else "-", " | ".join(body.shows(one.content))) for one in body.attributions)


def test_there_are_enough_cases_and_none_twice():
    """The files keep their breadth, each case a different one."""
    texts = [text for text, _ in DISPATCHES]
    assert len(TAILS) >= 195
    assert len(DISPATCHES) >= 600
    assert all(len(set(cases)) == len(cases) for cases in (TAILS, texts))


@pytest.mark.parametrize("tail", [known(text) for text in TAILS])
def test_content_ends_where_the_agency_speaks_again(tail):
    """What stands before ``~`` is said, whole, and nothing of what stands behind it."""
    content, _, rest = tail.partition(" ~")
    for source, frame in BEFORE:
        assert contents(frame.format(content + rest), source)[:1] == [content], frame


@pytest.mark.parametrize("tail", [text for text in TAILS if " ~" not in text and not text.startswith(("? ", "however, "))])
def test_content_before_its_cue_is_the_whole_sentence(tail):
    """All of the sentence before ``, police said`` belongs to the source."""
    whole = tail[0].upper() + tail[1:]
    for source, frame in BEHIND:
        assert whole in contents(frame.format(whole), source), frame


@pytest.mark.parametrize(("text", "want"), [known(*case) for case in DISPATCHES])
def test_who_says_how_much(text, want):
    """Each claim of a dispatch has its source and its exact extent, and there are no others."""
    assert claims(text) == sorted(want)


@pytest.mark.parametrize("word", ["although", "though", "but", "and", "which", "a charge", "as", "her"])
def test_a_text_that_breaks_off_keeps_its_claim(word):
    """A text cut short behind a comma has its claim all the same."""
    assert any(content.startswith("the road was open") for _, content in claims(f"Police said the road was open, {word}"))
