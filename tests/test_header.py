"""The fields of a format against the text: each in its place, none twice, and a warning for each that lies."""

from __future__ import annotations

import pytest

from wireparse.errors import InputError
from wireparse.model import Header
from wireparse.readers.header import assemble, is_date, is_initials, iso, own_dateline

TEXT = "A dam broke above the town, the mayor said."


def lines(*body, **fields):
    """Return the lines of the text that is made, and the messages of its warnings."""
    raw = assemble("x", Header(**fields), body, encoding=None)
    assert {warning.code for warning in raw.warnings} <= {"field"}
    return raw.text.split("\n\n"), [warning.message for warning in raw.warnings]


@pytest.mark.parametrize(
    ("stamp", "found"),
    [
        ("20140829T134951+0000", "2014-08-29T13:49:51+00:00"),
        ("20231126T213636Z", "2023-11-26T21:36:36+00:00"),
        ("20151014T043001+0100", "2015-10-14T04:30:01+01:00"),
        ("2018-01-21T20:23:15.000Z", "2018-01-21T20:23:15+00:00"),
        ("2022-07-11 18:33", "2022-07-11T18:33:00"),
        ("2014-07-16 15:53:10 GMT+00:00", "2014-07-16T15:53:10+00:00"),
        ("20180404", "2018-04-04"),
        ("2018-04-04", "2018-04-04"),
        ("4/4/2018 9:59:03", "2018-04-04T09:59:03"),
        ("31/12/2018", "2018-12-31"),
        ("12/31/2018", "2018-12-31"),
        ("2018", None), ("20181340", None), ("soon", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_times_of_all_shapes_are_iso(stamp, found):
    assert iso(stamp) == found


@pytest.mark.parametrize("said", ["January 21", "4/4/2018", "21 Nov. 2024", "Jan 21, 2019", "2014-07-16 15:53:10 GMT+00:00", "21 janvier"])
def test_a_date_is_no_dateline(said):
    assert is_date(said)
    (first, *_), warned = lines(TEXT, dateline=said)
    assert first == TEXT
    assert warned == [f"the dateline is a date: {said}"]


@pytest.mark.parametrize("said", ["Paris, 21 jan 2019 (AFP) -", "ORSA, May 3", "Orsa", "Marche 3", ""])
def test_a_place_with_a_date_is_no_date(said):
    assert not is_date(said)


def test_a_dateline_that_is_a_date_dates_the_dispatch():
    assert assemble("x", Header(dateline="4/4/2018"), [TEXT], encoding=None).header.date == "2018-04-04"
    assert assemble("x", Header(dateline="4/4/2018", date="2018-04-05"), [TEXT], encoding=None).header.date == "2018-04-05"


@pytest.mark.parametrize("said", ["gr/bp", "daa/mt/msr", "VRG", "(vj/dmc/cph)", "ly"])
def test_initials_are_a_sign_off(said):
    assert is_initials(said)
    assert lines(TEXT, byline=said) == ([TEXT, said], [f"the byline is a desk's initials: {said}"])
    assert lines(TEXT, said, byline=said)[0] == [TEXT, said]


@pytest.mark.parametrize("said", ["Ann Roe", "By Ann Roe", "By ANN ROE", "AFP correspondents", "Ann Roe/Bob Poe"])
def test_names_are_no_initials(said):
    assert not is_initials(said)
    assert lines(TEXT, byline=said) == ([said, TEXT], [])


@pytest.mark.parametrize(
    "opening",
    [
        "ORSA, May 3 (Reuters) - ", "Orsa (dpa) - ", "ORSA, Norvia (AP) — ", "Orsa /ritzau/: ", "(ANSA) - ORSA, JUL 11 - ",
        "ORSA, January 21. /TASS/. ", "ORSA — ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", [(), ("(Adds quote)",)])
def test_a_dateline_that_stands_in_the_text_too_appears_once(opening, above):
    body = (*above, opening + TEXT)
    assert own_dateline(body)
    assert lines(*body, dateline="Orsa") == (list(body), [])
    assert lines(*body, dateline="Orsa", location="Orsa, Norvia") == (list(body), [])
    assert lines(*body, dateline="Kelmen")[1] == [f"the dateline is Kelmen, the text's is {own_dateline(body)}"]
    assert lines(*body, location="Kelmen")[1] == [f"the location is Kelmen, the text's is {own_dateline(body)}"]


@pytest.mark.parametrize("body", [(TEXT,), (TEXT, TEXT, TEXT, TEXT, "ORSA (AFP) - " + TEXT), ("Orsa said no.",)])
def test_a_dateline_that_the_text_has_not_is_put_before_it(body):
    assert own_dateline(body) is None
    assert lines(*body, dateline="Orsa (AFP) -")[0] == [f"Orsa (AFP) - {body[0]}", *body[1:]]
    assert lines(*body, dateline="Orsa/Zelena")[0] == [f"Orsa/Zelena - {body[0]}", *body[1:]]


def test_a_place_before_a_dash_is_the_dateline_where_the_format_says_so():
    raw = assemble("x", Header(dateline="Orsa"), [f"Orsa - {TEXT}"], encoding=None)
    assert raw.text == f"Orsa - {TEXT}"
    assert [raw.text[mark.start : mark.end] for mark in raw.marks] == ["Orsa -"]


def test_what_the_text_says_again_is_left_out():
    assert lines("Dam breaks", TEXT, headline="DAM  BREAKS")[0] == ["DAM  BREAKS", TEXT]
    assert lines("By Ann Roe", TEXT, byline="Ann Roe")[0] == ["By Ann Roe", TEXT]
    assert lines("Dam breaks", headline="Dam breaks")[0] == ["Dam breaks", "Dam breaks"]


def test_a_byline_that_is_a_subtitle_is_a_note():
    said = "the mayor promises to build a new one before the winter comes."
    found, warned = lines(TEXT, headline="Dam breaks", byline=said)
    assert found == ["Dam breaks", said, TEXT]
    assert warned == [f"the byline names nobody: {said}"]
    raw = assemble("x", Header(byline=said), [TEXT], encoding=None)
    assert [mark.part for mark in raw.marks] == ["advisory"]


def test_nothing_at_all_is_an_error():
    with pytest.raises(InputError, match="no text"):
        assemble("x", Header(location="Orsa"), ["", " "], encoding=None)
