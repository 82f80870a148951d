"""The parts of whole dispatches: headlines, paragraphs, agencies, and that the parts tile any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from structures import STORY, WIRE, assert_tiles, parse, said, spans

from wireparse.wire.furniture import furniture
from wireparse.wire.names import agency_named


@pytest.mark.parametrize(
    ("headline", "status"),
    [
        ("URGENT Tarvian ex-premier released", "usable"),
        ("CORRECTED-Acme profit rises", "correction"),
        ("Premier quits (CORRECTED)", "correction"),
        ("UPDATE 2-Acme profit rises", "usable"),
        ("Hold the line, says premier", "usable"),
        ("Embargo on Tarvia lifted", "usable"),
    ],
)
def test_headlines(headline: str, status: str) -> None:
    """A headline keeps its tags; one that says "corrected" sets the status."""
    found = parse(f"{headline}\n\nKELMEN (AFP) - {STORY}")
    assert (said(found.headline), found.status, found.advisories) == (headline, status, ())


def test_headlines_of_several_lines() -> None:
    """Lines in one block are one headline, a second block is a note; closing marks of old services are left out."""
    found = parse(f"Mine falls in the north,\nnobody hurt =\n\nA summary\n\nKELMEN (AFP) - {STORY}")
    assert said(found.headline) == "Mine falls in the north, nobody hurt"
    assert [(a.kind, a.text) for a in found.advisories] == [("note", "A summary")]


def test_a_byline_that_says_so_goes_before_what_only_looks_like_a_name() -> None:
    """A sport or a desk in capitals above ``By`` is nobody's name; without that line ``Ann ROE`` is."""
    assert said(parse(f"Mine falls\n\nMotor WRC\nBy Ann Roe\n\nKELMEN (AFP) - {STORY}").byline) == "By Ann Roe"
    assert said(parse(f"Mine falls\n\nAnn ROE\n\nKELMEN (AFP) - {STORY}").byline) == "Ann ROE"


def test_no_dateline() -> None:
    """A short first line without a stop is a headline, a sentence or the only line is the story."""
    assert said(parse(f"Mine falls\n\n{STORY}").headline) == "Mine falls"
    assert said(parse(f"Mine falls\n{STORY.replace('. ', ' ') * 2}").headline) is None
    assert said(parse("Mine falls in Tarvia\n" + "The mine fell and the town stood still for an hour. " * 3).headline)
    assert parse(STORY).headline is None
    alone = parse("Police say 12 dead")
    assert (alone.headline, alone.body.text) == (None, "Police say 12 dead")
    assert parse("URGENT\n\nPremier quits - radio\n\nab/cd\n").body.text == "Premier quits - radio"


def test_paragraphs() -> None:
    """Blank lines, indents and long lines part paragraphs; hard-wrapped lines are joined."""
    wrapped = "KELMEN (AFP) - The mine in the far north of the country fell in on\nMonday, and nobody was hurt.\n\nRescuers\ndug on."
    assert [p.text[-7:] for p in parse(wrapped).body.paragraphs] == ["s hurt.", "dug on."]
    telex = "MINE FALLS\n    KELMEN, Feb 3 - The mine fell and\nnobody was hurt.\n    Rescuers dug\non.\n Reuter\n"
    assert [p.text for p in parse(telex).body.paragraphs] == ["The mine fell and nobody was hurt.", "Rescuers dug on."]
    assert (said(parse(telex).signoff), parse(telex).agency) == ("Reuter", "Reuters")
    long = (
        "The mine in the far north of the country fell in on Monday, and nobody was hurt, the minister of mines said."
    )
    assert [p.text for p in parse(f"KELMEN (AFP) - {long}\nHe left.\n{long}").body.paragraphs] == [
        long,
        "He left.",
        long,
    ]


def test_typesetting_marks() -> None:
    """The marks of old AP copy part its header lines."""
    found = parse(
        f"Mine falls &UR; By ANN ROE &QC; Associated Press Writer &QC; \n\nKELMEN, Tarvia (AP) _ {STORY} &UR; AB-CD\n"
    )
    assert (said(found.headline), said(found.byline), said(found.signoff)) == ("Mine falls", "By ANN ROE", "AB-CD")


@pytest.mark.parametrize("tail", ["dpa ab cd", "© 2019 dpa"])
def test_agency_without_dateline(tail: str) -> None:
    assert parse(f"Mine falls\n\n{STORY}\n{tail}\n").agency == "dpa"
    assert parse(f"Mine falls\n\nBy Ann Roe\nAP Mining Writer\n\n{STORY}").agency == "AP"


def test_agencies() -> None:
    assert [
        agency_named(name, WIRE) for name in ("A.F.P.", "Thomson Reuters", "tca/dpa", "ats afp", "Kelmen Times")
    ] == [
        "AFP",
        "Reuters",
        "tca",
        "ATS",
        None,
    ]


def test_line_ends_do_not_matter() -> None:
    text = f"URGENT\n\nMine falls\nBy Ann Roe\n\nKELMEN,\nFeb 3 (AFP) -\n\n{STORY}\n___\n\n© 2019 AFP\n\nab/cd\n"
    unix, dos = parse(text), parse(text.replace("\n", "\r\n"))
    assert [text[a:b] for a, b in spans(unix)] == [
        text.replace("\n", "\r\n")[a:b].replace("\r", "") for a, b in spans(dos)
    ]


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\x00", "\ufeff", "(", "=", "- -", "\x03\x04", "By", "(AFP)", "(AFP) -", "ends"]
)
def test_odd_texts(text: str) -> None:
    assert_tiles(text)


FRAGMENTS = st.sampled_from(
    [
        "(AFP)",
        " - ",
        "\n",
        "\n\n",
        "\r\n",
        "By Ann Roe",
        "    ",
        "\t",
        "KELMEN, Feb 3",
        "© 2019 AFP",
        "___",
        "ab/cd",
        "Reuter",
        "(Reporting by A)",
        "Word word said.",
        "\x00",
        "&",
        "<",
        "=",
        "URGENT",
        "///",
        "# NOTEBOOK",
        "(",
        "\u2028",
        "THE",
        "ATTENTION - ADDS",
        "x" * 130 + ".",
        "* ",
        "Enditem",
        "KELMEN — ",
        "EFE",
        "AP Writer",
        "KILL",
        "\x03",
        "1 ",
        "زلينا ـ",
    ]
)


@settings(deadline=None, max_examples=400)
@given(st.lists(FRAGMENTS, max_size=16).map("".join))
def test_parts_tile(text: str) -> None:
    """Nothing is lost and nothing doubled, however the pieces of a dispatch are shuffled."""
    assert_tiles(text)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
@example("<\n\n0")  # a headline of one mark
def test_any_text_has_parts(text: str) -> None:
    """No text raises, and every part's text is its slice with the white space folded."""
    found = parse(text)
    for start, end in spans(found):
        assert 0 <= start < end <= len(text)
    assert found.body is None or found.body.text == " ".join(text[found.body.start : found.body.end].split())


@pytest.mark.parametrize("prefix", range(0, 220, 3))
def test_prefixes(prefix: int) -> None:
    text = (
        f"ATTENTION - ADDS quotes ///\n\nMine falls\n\nBy Ann Roe\n\nKELMEN, Feb 3 (AFP) - {STORY}\n(Reporting by A)\n"
    )
    assert_tiles(text[:prefix])


@pytest.mark.parametrize(
    "unit",
    ["(AFP) ", "(AFP) -\n", "a\n", "\n", "- ", "By Ann Roe\n", "(Reporting by A)\n\n", "_", "Feb 3, ", "a/", "A"],
)
def test_monotonous_text(unit: str) -> None:
    """Nothing is lost of a text that says one thing over and over (``tests/benchmarks`` measures how long it takes)."""
    assert_tiles(unit * (20_000 // len(unit)))


def test_rules_are_read_once() -> None:
    assert furniture(WIRE) is furniture(WIRE)
