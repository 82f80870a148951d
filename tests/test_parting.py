"""Several dispatches in one plain text: told apart where it is certain, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gold
from wireparse import parse, readers
from wireparse.readers import parting

SAMPLES = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(gold.SAMPLES.glob("*.txt"))}
RAIN = "Rain in Zelena\n\nZELENA, May 3 (AFP) - Rain fell on Monday, police said.\n\nIt fell all day.\n"
SNOW = "Snow on Orsa\n\nBy Ann Roe\n\nORSA (Reuters) - Snow fell, the mayor said.\n"
PIECES = ("ZELENA, May 3 (AFP) - ", "ORSA (Reuters) - ", "Berlin (dpa)", "Rain in Zelena", "ab/cd", "(Adds toll)", "By Ann Roe",
          "It rained.", "\n", "\n\n", "\r\n", "\f", "___", "ZELENA, May 3 - ", "It said:", "   ", "© 2019 AFP")  # fmt: skip


def starts(text):
    return list(parting.starts(text))


def pieces(text):
    return [raw.text for raw in readers.read(text.encode())]


@pytest.mark.parametrize("name", SAMPLES)
def test_one_dispatch_stays_one_and_is_not_touched(name):
    (raw,) = readers.read(SAMPLES[name].encode())
    assert raw.text == SAMPLES[name]
    assert not raw.made


@pytest.mark.parametrize("between", ["\n\n", "\n", "\n\n\n\n", "\n\f\n", "\n\n---------\n\n", "\n\nNNNN\n\n"])
def test_samples_sent_twice_are_two(between):
    wrong = []
    for name, text in SAMPLES.items():
        first = text.rstrip("\n") + between
        found = starts(first + text)
        if len(found) != 2 or first[found[1] :].strip() or found[1] > len(first):
            wrong.append(name)
    assert len(wrong) <= len(SAMPLES) // 50, wrong


def test_samples_one_behind_another_are_told_apart():
    texts = [text for name, text in SAMPLES.items() if (dateline := parse(text).dateline) and dateline.agency]
    joined = "\n\n".join(text.strip("\n") for text in texts)
    assert abs(len(starts(joined)) - len(texts)) <= len(texts) // 50


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        (RAIN + "\n" + SNOW, ["Rain in", "Snow on"]),
        (RAIN + SNOW, ["Rain in", "Snow on"]),
        (RAIN + "ab/cd\n\nURGENT\n\n" + SNOW, ["Rain in", "URGENT"]),
        (RAIN + "\n© 2019 AFP\n\n(Adds toll)\n\n" + SNOW, ["Rain in", "(Adds"]),
        (RAIN + "\nNNNN\n\f\n" + SNOW + "\n" + RAIN, ["Rain in", "Snow on", "Rain in"]),
        ("PARIS (AFP) - A fire.\n\nBEIRUT (Reuters) - B.\n", ["PARIS", "BEIRUT"]),
        (SNOW + "\n(Reporting by Ann Roe;\nEditing by Bob Poe)\n\n" + RAIN, ["Snow on", "Rain in"]),
        ("RAIN\n\n    ORSA, Feb 26 - Rain fell.\n Reuter\n\nSNOW\n\n    ORSA, Feb 27 - Snow fell.\n Reuter\n", ["RAIN", "SNOW"]),
        ("مطر\n\nكلمن ـ ا.ف.ب: هطل المطر أمس.\n\nثلج\n\nكلمن (أ ف ب) - هطل الثلج أمس.\n", ["مطر", "ثلج"]),
        ("Rain.\n\nORSA (AFP) - A.\n\nSnow.\n\nORSA (AFP) - B.\n", ["Rain.", "ORSA"]),
        ("Toll rises after dam break\n\n" + "It rained. " * 90 + "\n\n" + RAIN, ["Toll", "Rain in"]),
        ("Mayor of Orsa steps down\n\n" + "She left. " * 30 + "\n\nMayor of Orsa steps down\n\nShe left.", ["Mayor", "Mayor"]),
    ],
)
def test_each_dispatch_begins_with_its_head(text, opens):
    found = pieces(text)
    assert "".join(found) == text
    assert [said[: len(want)] for said, want in zip(found, opens, strict=True)] == opens
    assert [said.replace("\n", "\r\n") for said in found] == pieces(text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "text",
    [
        RAIN,
        "PARIS (AFP) - The group (AFP) said.\n\nThe Free Party (FP) won.\n\nA toll of 12 (AFP)\n",
        "NEW YORK (AP) — The name was wrong. A corrected version of the story is below:\n\nORSA (AP) — Rain fell.\n",
        "ORSA (AFP) - Rain fell, and the\nZELENA (AFP) - line is in the midst of a paragraph.\n",
        "Rain\n\nA caption that ends in a stop.\n\nBy Ann Roe\n\nORSA (AFP) - Rain fell.\n",
        "Rain\n\nORSA (AFP)\n\nZELENA (AFP) - Rain fell.\n",
        RAIN + "\nKELMEN, May 4 - it was a place and a day, no more.\n",
        RAIN + "\nAlso on this story\n",
    ],
)
def test_what_may_be_one_dispatch_is_one(text):
    assert starts(text) == [0]


def test_datelines_that_may_be_quoted_are_a_warning():
    quoted = "PARIS (AFP) - It was wrong. This is right:\n\nORSA (AFP) - Rain fell.\n"
    (raw,) = readers.read(quoted.encode())
    assert [warning.code for warning in raw.warnings] == ["several"]
    assert [len(raw.warnings) for raw in readers.read((RAIN + SNOW).encode())] == [0, 0]


def test_the_text_of_each_is_in_the_output_and_a_mended_byte_is_told_where_it_is():
    first, second = readers.read((RAIN + SNOW).encode() + b"\xb0 and more, \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\n")
    assert first.made
    assert second.made
    assert first.warnings == ()
    (warning,) = second.warnings
    assert second.text[warning.start] == "°"


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_is_cut_without_loss(text):
    found = starts(text)
    assert found[0] == 0
    assert found == sorted(set(found))
    assert all(at < len(text) for at in found[1:])
