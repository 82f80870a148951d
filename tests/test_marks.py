"""What formats say of a text, by marks and by a header, together with what the text says."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from structures import WIRE, said
from test_formats import check

from wireparse import pipeline
from wireparse.model import Header
from wireparse.readers import RawDispatch
from wireparse.readers.composing import compose
from wireparse.stages.structure import find_structure

STORY = ("body", "A dam broke above the town, the mayor said."), ("body", "Nobody was hurt.")
FRENCH = "Le barrage qui domine la ville a cédé dans la nuit, a dit le maire, et les secours sont arrivés avec le jour."


def structure(*blocks):
    text, marks = compose(blocks)
    return find_structure(text, WIRE, marks)


def parse(*blocks, given=None, language=None, **header):
    text, marks = compose(blocks)
    raw = RawDispatch(text, "x", header=Header(**header), marks=marks, made=True)
    return pipeline.parse(text, raw=raw, date=given, language=language)


@pytest.mark.parametrize(
    ("line", "places", "date", "agency"),
    [
        ("STOCKHOLM, Aug 29, 2014 (AFP) -", ["STOCKHOLM"], "2014-08-29", "AFP"),
        ("Kelmen (dpa) - ", ["Kelmen"], None, "dpa"),
        ("ORSA CITY", ["ORSA CITY"], None, None),
        ("Orsa/Kelmen", ["Orsa", "Kelmen"], None, None),
        ("ORSA, May 3", ["ORSA"], "--05-03", None),
        ("Orsa, Norvia -", ["Orsa"], None, None),
        ("Orsa (AFP) - and more of it -", ["Orsa"], None, "AFP"),
    ],
)
def test_a_marked_dateline_is_one_even_in_a_form_that_no_rule_knows(line, places, date, agency):
    found = structure(("dateline", line), *STORY)
    assert [place.name for place in found.dateline.places] == places
    assert (found.dateline.date, found.dateline.agency) == (date, agency)
    assert found.dateline.text == line.rstrip(" -")
    assert [span.text for span in found.body.paragraphs] == [STORY[0][1], STORY[1][1]]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Roe", [("Ann Roe", None)]),
        ("Ann Roe and Bob Poe", [("Ann Roe", None), ("Bob Poe", None)]),
        ("Par Ann ROE", [("Ann ROE", None)]),
        ("By Ann Roe in Orsa", [("Ann Roe", "Orsa")]),
        ("Ann Roe/TT", [("Ann Roe", None)]),
        ("the people's own reporters", [("the people's own reporters", None)]),
    ],
)
def test_a_marked_byline_names_its_authors(line, authors):
    found = structure(("headline", "Dam breaks"), ("byline", line), *STORY)
    assert [(who.name, who.place) for who in found.byline.authors] == authors
    assert said(found.headline) == "Dam breaks"


def test_a_headline_of_any_form_is_one_and_the_story_is_not_searched_for_another():
    found = structure(("headline", "The dam broke. Nobody was hurt."), *STORY)
    assert said(found.headline) == "The dam broke. Nobody was hurt."
    assert len(found.body.paragraphs) == 2


def test_the_rules_go_on_for_what_no_mark_covers():
    """A dateline in the second paragraph, a line to editors above it, a sign-off and a copyright line at the end."""
    lines = ("(Adds quote)", "ORSA, May 3 (Reuters) - A dam broke, the mayor said.", "Nobody was hurt.", "ab/cd", "© 2019 AFP")
    found = structure(("headline", "Dam breaks"), *(("body", line) for line in lines))
    assert [advisory.text for advisory in found.advisories] == ["(Adds quote)"]
    assert (found.agency, found.signoff.text, found.copyright.year) == ("Reuters", "ab/cd", 2019)
    assert [span.text for span in found.body.paragraphs] == ["A dam broke, the mayor said.", "Nobody was hurt."]


def test_marks_below_the_story_are_no_story():
    found = structure(*STORY, ("signoff", "Ann Roe, Orsa desk"), ("copyright", "All ours"))
    assert (said(found.signoff), said(found.copyright)) == ("Ann Roe, Orsa desk", "All ours")
    assert len(found.body.paragraphs) == 2


def test_an_advisory_gets_its_kind_and_makes_the_status():
    found = structure(("headline", "Dam breaks"), ("advisory", "KILL KILL KILL"), ("advisory", "Some note"), *STORY)
    assert [(advisory.text, advisory.kind) for advisory in found.advisories] == [("KILL KILL KILL", "kill"), ("Some note", "note")]
    assert found.status == "kill"


def test_a_second_headline_and_a_second_byline_are_kept_as_notes():
    found = structure(("headline", "Dam breaks"), ("headline", "Town flooded"), ("byline", "By Ann Roe"), ("byline", "By Bob Poe"), *STORY)
    assert [(advisory.text, advisory.kind) for advisory in found.advisories] == [("Town flooded", "note"), ("By Bob Poe", "credit")]


def test_explaining_a_claim_keeps_to_the_marks():
    """Without its mark the headline would be the first paragraph of the story, and the claim another one."""
    dispatch = parse(("headline", "The mayor said he would go. He stayed."), *STORY)
    assert [claim.text for claim in dispatch.claims] == ["A dam broke above the town"]
    assert pipeline.explain(dispatch, "c1").steps[0].detail == STORY[0][1]


PIECES = (
    "Orsa", "ORSA", "(AFP)", " - ", "May 3", "2019", "By Ann Roe", "Ann Roe", "said", "the mayor", "that", ".", ",", '"', "\n", "\n\n",
    "ab/cd", "© 2019 AFP", "KILL", "(Adds quote)", "/ritzau/:", "___", "A dam broke above the town", "URGENT", "=", "\x1b", "\u2028",
)  # fmt: skip
blocks = st.lists(
    st.tuples(
        st.sampled_from(("headline", "advisory", "byline", "dateline", "body", "body", "body", "signoff", "copyright")),
        st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)),
    ),
    max_size=9,
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(blocks)
@example([("signoff", "0"), ("body", "AP")])
@example([("body", "It rained, he said.(Reporting by Ann Roe; Editing by Bob Poe)"), ("body", "It rained.")])
@example([("headline", "0"), ("body", "0\r___"), ("headline", "0"), ("dateline", "0")])
def test_whatever_is_marked_is_in_one_part_and_exact(made):
    """Spans are exact, and no character of a composed text is lost or doubled, whatever a format calls what."""
    check(parse(*made))


# ---------------------------------------------------------------------- the header


@pytest.mark.parametrize(
    ("header", "date", "origin"),
    [
        ({"date": "2019-05-04T01:00:00+00:00"}, "2019-05-04", "header"),
        ({"updated": "2019-05-04"}, "2019-05-04", "header"),
        ({"date": "soon", "updated": "2019-05-04"}, "2019-05-04", "header"),
        ({"id": "ABC_ENG_20190504.0012"}, "2019-05-04", "id"),
        ({"id": "urn:newsml:abc.example:20190504T135002Z:TX-1:1"}, "2019-05-04", "id"),
        ({"id": "ABC_ENG_20191304.0012"}, "2020-01-01", "option"),
        ({"id": "120190504"}, "2020-01-01", "option"),
    ],
)
def test_the_day_is_the_formats_or_else_the_one_in_the_id(header, date, origin):
    found = parse(*STORY, given=dt.date(2020, 1, 1), **header).date
    assert (found.value, found.origin) == (date, origin)


def test_the_datelines_day_goes_first_and_takes_its_year_from_the_header():
    found = parse(("dateline", "ORSA, Dec 31 (AFP) -"), *STORY, given=dt.date(2010, 1, 1), id="x", updated="2019-01-01")
    assert (found.date.value, found.date.origin) == ("2018-12-31", "dateline")


@pytest.mark.parametrize(
    ("provider", "agency"),
    [("Agence France-Presse", "AFP"), ("afp.com", "AFP"), ("www.reuters.com", "Reuters"), ("Orsa Bee", "Orsa Bee"), (None, None)],
)
def test_a_provider_is_the_agency_by_its_usual_name(provider, agency):
    assert parse(*STORY, provider=provider).agency == agency
    assert parse(("dateline", "ORSA (dpa) -"), *STORY, provider=provider).agency == "dpa"


@pytest.mark.parametrize(
    ("header", "line", "status", "codes"),
    [
        ({"status": "kill"}, "", "kill", ["kill"]),
        ({"status": "usable"}, "", "usable", []),
        ({"status": "correction"}, "EMBARGOED UNTIL 1800 GMT", "embargoed", ["embargo", "correction"]),
        ({"status": "kill"}, "KILL KILL KILL", "kill", ["kill"]),
        ({"embargo": "2019-05-04T10:00:00Z"}, "", "embargoed", ["embargo"]),
        ({"embargo": "2019-05-04T10:00:00Z", "status": "hold"}, "", "hold", ["hold"]),
        ({"embargo": "2019-05-04T10:00:00Z", "updated": "2019-05-04T09:00:00Z"}, "", "embargoed", ["embargo"]),
        ({"embargo": "2019-05-04T10:00:00Z", "updated": "2019-05-04T13:00:00+02:00"}, "", "usable", []),
        ({"embargo": "2019-05-04T10:00:00Z", "updated": "2019-05-04T11:00:00"}, "", "embargoed", ["embargo"]),
        ({"embargo": "Friday"}, "", "embargoed", ["embargo"]),
    ],
)
def test_the_graver_of_text_and_header_is_the_status(header, line, status, codes):
    found = parse(("advisory", line), *STORY, **header)
    assert found.status == status
    assert [warning.code for warning in found.warnings] == codes


@pytest.mark.parametrize(
    ("text", "stated", "code"),
    [
        (STORY[0][1], None, "en"),
        (STORY[0][1], "it", "en"),
        ("Ann fled.", "it", "it"),
        ("The mayor of Orsa said that the dam had been built with the money of the state.", "it", "en"),
        ("The mayor of Orsa said that the dam had been built with the money of the state.", "fi-FI", "en"),
        (FRENCH, None, "fr"),
        (FRENCH, "en", "fr"),
        (FRENCH, "fr-CH", "fr"),
        ("Ruth Orlo, Orsa, Kelmen.", "es_AR", "es"),
        ("Ruth Orlo, Orsa, Kelmen.", "x-default", "en"),
        ("قال رئيس البلدية في أورسا", None, "ar"),
        ("大坝决堤", None, "und"),
        ("大坝决堤", "zh-CN", "zh"),
    ],
)
def test_english_is_read_and_what_is_not_gives_no_claims(text, stated, code):
    found = pipeline.parse(text, raw=RawDispatch(text, "x", header=Header(language=stated)))
    assert found.language == code
    assert bool(found.body.paragraphs)
    assert [warning.code for warning in found.warnings] == ([] if code == "en" else ["language"])
    assert code == "en" or not (found.claims or found.figures or found.dates)


def test_a_language_named_outright_is_used():
    assert parse(("body", FRENCH), language="en").language == "en"
