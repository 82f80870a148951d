"""Contents: whatever begins a clause, all of it is what somebody says; when, where and how it was said is none of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bodies import Body

CASES = Path(__file__).resolve().parent / "cases"


def lines_of(name):
    """Return the lines of a file of cases without its comments."""
    return [text for text in (CASES / name).read_text(encoding="utf-8").splitlines() if not text.startswith("#")]


LINES = lines_of("contents.txt")
SETTINGS = lines_of("settings.txt")
SPEAKERS = lines_of("speakers.txt")
OPENINGS = lines_of("openings.txt")

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
AROUND = (
    "The minister said {} that the road was closed.",
    "The road was closed, the minister said {}.",
    '"The road was closed," the minister said {}.',
    "The minister said {} the road was closed.",
    "The minister told reporters {} that the road was closed.",
    "The minister announced {} that the road was closed.",
)
IN_FRONT = ("{} said on Monday that the road was closed.", "{} told AFP the road was closed.", "{} has warned that the road was closed.")
IN_SENTENCE = ("The road was closed, {} said.", '"The road is closed," {} said.')
LAST = (
    "The road was closed, said {}.",
    '"The road is closed," said {}.',
    "The road was closed, according to {}.",
)
OPENED = (
    ("the road was closed", "{} {} said the road was closed."),
    ("the road was closed", "{} {} has warned that the road was closed."),
    ("The road is closed", '{} {} said, "The road is closed."'),
    ("closing the road", "{} {} denied closing the road."),
)
SUBJECTS = ("the minister", "officials", "aid groups", "Interior Minister Edo Marsk", "Kern")
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
    """The files keep their breadth, each line a different one."""
    assert len(LINES) >= 150
    assert len(SETTINGS) >= 100
    assert len(SPEAKERS) >= 200
    assert len(OPENINGS) >= 400
    assert all(len(set(lines)) == len(lines) for lines in (LINES, SETTINGS, SPEAKERS, OPENINGS))


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


@pytest.mark.parametrize("setting", [line(text) for text in SETTINGS])
def test_when_and_where_is_no_part_of_what_is_said(setting):
    """A time, place or manner beside the cue is stepped over, whatever stands on its other side."""
    for frame in AROUND:
        body = Body(frame.format(setting))
        found = [(body.show(one.source).lower(), body.show(one.content[0]).lower()) for one in body.attributions if one.source]
        assert found == [("the minister", "the road was closed")], frame


@pytest.mark.parametrize("speaker", [line(text) for text in SPEAKERS])
def test_the_whole_phrase_is_the_source(speaker):
    """Titles, names, ages, offices and places belong to the source, in front of the cue and behind it."""
    closed = speaker + "," * (", " in speaker)
    texts = [frame.format(closed[0].upper() + closed[1:]) for frame in IN_FRONT]
    texts += [frame.format(closed) for frame in IN_SENTENCE]
    texts += [frame.format(speaker.removesuffix(".")) for frame in LAST]
    for text in texts:
        body = Body(text)
        sources = [body.show(one.source).lower().rstrip(".") for one in body.attributions if one.source]
        assert sources == [speaker.lower().rstrip(".")], text


@pytest.mark.parametrize("opening", [line(text) for text in OPENINGS])
def test_what_opens_a_sentence_is_no_part_of_the_source(opening):
    """With a comma behind it or without, a time, place or occasion in front of the subject is not the speaker's."""
    for subject in SUBJECTS:
        for content, frame in OPENED:
            body = Body(frame.format(opening, subject))
            told = [one for one in body.attributions if one.source and "road" in body.show(one.content[-1])]
            found = [(body.show(one.source), body.show(one.content[0])) for one in told]
            assert found == [(subject, content)], (opening, subject)
