"""JSON: objects found however they are wrapped, and nothing lost in silence where some are broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse import readers
from wireparse.errors import InputError

RAIN = {"title": "Rain", "text": "Rain fell, police said."}
SNOW = {"title": "Snow", "text": "Snow fell, police said."}
BOTH = ["Rain\n\nRain fell, police said.", "Snow\n\nSnow fell, police said."]


def read(data: str | bytes) -> tuple[list[readers.RawDispatch], str]:
    """Return the dispatches in ``data`` and the error that ended the reading."""
    found = []
    try:
        found.extend(readers.read(data.encode() if isinstance(data, str) else data))
    except InputError as error:
        return found, str(error)
    return found, ""


WRAPPED = {
    "array": json.dumps([RAIN, SNOW]),
    "pretty": json.dumps([RAIN, SNOW], indent=2),
    "lines": json.dumps(RAIN) + "\n" + json.dumps(SNOW) + "\n",
    "sequence": "\x1e" + json.dumps(RAIN) + "\n\x1e" + json.dumps(SNOW),
    "articles": json.dumps({"status": "ok", "articles": [RAIN, SNOW]}),
    "item": json.dumps({"item": [RAIN, SNOW]}),
    "items": json.dumps({"data": {"items": [{"meta": {}, "item": RAIN}, {"meta": {}, "item": SNOW}]}}),
    "hits": json.dumps({"hits": {"total": 2, "hits": [{"_id": "1", "_source": RAIN}, {"_id": "2", "_source": SNOW}]}}),
    "JSON Feed": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Weather", "items": [RAIN, SNOW]}),
    "paragraphs": json.dumps({"response": {"docs": [{**RAIN, "text": "", "news": [RAIN["text"]]}, SNOW]}}),
    "arrays": json.dumps([RAIN]) + "\n" + json.dumps([SNOW]),
}


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_objects_are_found_in_any_wrapper(wrapped):
    found, error = read(WRAPPED[wrapped])
    assert ([raw.text for raw in found], error) == (BOTH, "")
    assert [raw.index for raw in found] == [0, 1]
    assert all(raw.format == "json" and raw.made for raw in found)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_json_is_told_in_any_unicode_encoding(encoding):
    data = WRAPPED["array"].encode(encoding)
    found, _ = read(b"\xfe\xff" + data if encoding == "utf-16-be" else data)
    assert [raw.text for raw in found] == BOTH


BROKEN = {
    "a line": (json.dumps(RAIN) + '\n{"title": bad}\n' + json.dumps(SNOW), BOTH, "line 2: "),
    "an element": ("[\n  " + json.dumps(RAIN) + ',\n  {"title": bad},\n  ' + json.dumps(SNOW) + "\n]", BOTH, "line 3: "),
    "cut in an object": (json.dumps([RAIN, SNOW])[:-9], BOTH[:1], "line 1: "),
    "cut between objects": ("[" + json.dumps(RAIN) + ",", BOTH[:1], "never ends"),
    "a wrapper cut": (json.dumps({"articles": [RAIN, SNOW]})[:-9], BOTH[:1], "the rest was read"),
    "nothing": ('{"title": "Rain', [], "nothing in it could be read"),
    "deep": ('{"a":' * 100_000, [], "nested too deeply"),
    "a huge number": ('{"a": ' + "9" * 5000 + "}", [], "a number too long"),
    "no text": ('{"name": "x", "type": "picture"}', [], "type picture"),
    "no objects": ("[]", [], "it is empty"),
    "own output": ('{"schema": "wireparse/1", "text": "x"}', [], "wireparse's own output"),
    "own rows": ('{"claim": "c1", "cue_class": "statement", "text": "x"}', [], "wireparse's own output"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_broken_is_told_and_the_rest_is_read(broken):
    data, texts, message = BROKEN[broken]
    found, error = read(data)
    assert [raw.text for raw in found] == texts
    assert message in error


def test_what_is_no_text_is_left_out_with_a_warning():
    found, error = read(json.dumps([RAIN, {"type": "picture", "href": "x"}, {"type": "picture"}]))
    assert [warning.message for warning in found[0].warnings] == ["an item of type picture (2 times) is no text and was left out"]
    assert not error


def test_cut_text_and_a_missing_one_are_warned_of():
    cut = {"title": "Rain", "content": "Rain fell, police told repo… [+2270 chars]"}
    found, _ = read(json.dumps({"articles": [cut, {"title": "Snow", "content": None, "description": "Snow fell."}]}))
    assert [raw.text for raw in found] == ["Rain\n\nRain fell, police told repo …", "Snow\n\nSnow fell."]
    assert [[warning.code for warning in raw.warnings] for raw in found] == [["cut"], ["no_body"]]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        (1583300000, "2020-03-04T05:33:20+00:00"),
        ({"$date": "2020-03-04T05:33:20Z"}, "2020-03-04T05:33:20+00:00"),
        ("March 4, 2020", "2020-03-04"),
        (10**400, None),
        (7, None),
        (True, None),
        ("soon", None),
        (["2020-03-04"], None),
    ],
)
def test_dates_are_read_as_databases_write_them(date, found):
    ((raw,), _) = read(json.dumps({**RAIN, "date": date}))
    assert raw.header.date == found


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["title", "headline", "body_html", "text", "item", "items", "uri", "urgency", "bodies", "ednote",
                         "versioncreated", "pubstatus", "subject", "bylines", "located", "article_html", "ednotes", "date",
                         "type", "language", "altids", "datelinelocation", "author", "embargoed", "keywords", "fields"]),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@given(VALUES, st.sampled_from(["ninjs", "apmedia", "digitalwires", "json"]))
def test_any_values_give_dispatches_or_an_input_error(value, name):
    reader = readers.choose(b"", name)
    try:
        found = list(reader.read(json.dumps(value).encode()))
    except InputError as error:
        assert "\n" not in str(error)
        return
    for raw in found:
        assert raw.format == name
        raw.text.encode("utf-8")


def test_nuls_inside_are_no_part_of_the_text():
    found, error = read(json.dumps(RAIN).encode().replace(b"a", b"a\0").replace(b":", b"\0:"))
    assert ([raw.text for raw in found], error) == (BOTH[:1], "")
    assert [warning.code for warning in found[0].warnings] == ["nul"]
