"""Dates: invented sentences, every rule row of the pack, traps, and what must hold of any text and day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_figures import PACK, TEXTS, failures, rows, sentences

import wireparse
from wireparse.stages.dates import FoundDate, find_dates, finding, unread_dates
from wireparse.words import read_words

TODAY = date(2019, 8, 29)
DAYS = st.one_of(st.none(), st.dates())
PIECES = st.sampled_from([
    "last", "next", "this", "Friday", "Monday", "May", "March", "Aug", ".", "8", "13-14", "12-August", "1998", "1990", "s", "'", "2005-06",
    "mid-May", "two", "days", "years", "ago", "earlier", "later", "the", "day", "before", "end", "of", "year", "month", "first", "quarter",
    "third-quarter", "summer", "Christmas", "Eve", "Easter", "since", "until", "will", "said", ",", "from", "to", "between", "and", "on", "in",
    "08/29", "2019-08-12", "9999-12-31", "99999", "following", "week", "same", "that", "Q3", "tomorrow", "(", "th", "29", "February",
])


def read(text: str, today: date | None = TODAY, year: int | None = None) -> tuple[FoundDate, ...]:
    words = read_words(text, 0, len(text), PACK)
    return find_dates(words, sentences(words), PACK, today, year)


def shown(text: str, found: FoundDate) -> str:
    until = "" if found.until is None else f"..{found.until}"
    return f"{text[found.start:found.end]} = {found.value}{until}"


def seen_from(told: str) -> tuple[date | None, int | None]:
    """The day and the copyright year that a data file's first column stands for."""
    if told == "-":
        return None, None
    return (None, int(told)) if len(told) == len("2019") else (date.fromisoformat(told), None)


@pytest.mark.parametrize(("told", "text", "expected"), rows("dates.tsv"))
def test_invented_sentence(told, text, expected):
    assert " ; ".join(shown(text, found) for found in read(text, *seen_from(told))) == expected


@pytest.mark.parametrize(("text", "what"), rows("negative.tsv"))
def test_trap_holds_no_date(text, what):
    assert what == "figure" or [shown(text, found) for found in read(text)] == []


@pytest.mark.parametrize(("text", "expected"), failures("dates"))
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failure(text, expected):
    assert " ; ".join(shown(text, found) for found in read(text)) == expected


@pytest.mark.parametrize("row", PACK.rows("dates", "rules"), ids=lambda row: row[0])
def test_rule_row(row):
    rule, _, fires, silent = row
    assert rule in [found.rule for found in read(fires)]
    assert rule not in [found.rule for found in read(silent)]


@pytest.mark.parametrize("row", PACK.rows("dates", "holidays"), ids=lambda row: row[0])
def test_holiday_row(row):
    rule, _, _, fires, silent = row
    assert [found.rule for found in read(fires)] == [rule]
    assert rule not in [found.rule for found in read(silent)]


def test_every_rule_that_fires_has_a_row():
    known = {row[0] for row in PACK.rows("dates", "rules") + PACK.rows("dates", "holidays")}
    assert {found.rule for _, text, _ in rows("dates.tsv") for found in read(text)} <= known


def test_precision_tells_what_is_named():
    text = "On Monday, in March, in 1998, in the 1990s, last summer and in the first quarter of 1997."
    assert [found.precision for found in read(text)] == ["day", "month", "year", "decade", "season", "quarter"]


def test_nothing_is_resolved_without_a_day():
    text = "On Monday, yesterday, last week, last year, two days ago, last summer and last March it rained."
    assert {found.value for found in read(text, None)} == {None}


def test_what_is_not_read_is_told(monkeypatch):
    text = "It rained on Monday, on Tuesday and on Friday."
    words = read_words(text, 0, len(text), PACK)
    assert unread_dates(words) is None
    monkeypatch.setattr(finding, "MOST", 2)
    assert len(find_dates(words, sentences(words), PACK, TODAY, None)) == 2
    assert unread_dates(words) == (text.index("Friday"), len(text))


@given(st.one_of(TEXTS, st.lists(PIECES, max_size=25).map(" ".join)), DAYS, st.one_of(st.none(), st.integers(1, 9999)))
def test_any_text_gives_spans_inside_it(text, today, year):
    found = read(text, today, year)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.until is None or (one.value is not None and one.until >= one.value)
        assert one.value is None or len(one.value) == {"day": 10, "year": 4, "decade": 4}.get(one.precision, 7)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.lists(PIECES, max_size=30))
def test_line_ends_do_not_matter(pieces):
    texts = "\n".join(pieces), "\r\n".join(pieces)
    folded = [[(" ".join(shown(text, one).split()), one.rule) for one in read(text)] for text in texts]
    assert folded[0] == folded[1]


def test_the_day_of_the_calendar_s_ends_does_not_raise():
    for day in (date.min, date.max):
        read("Last Friday, next week, two days ago, next month, tomorrow, at Easter, in the fourth quarter, last summer.", day)


def test_when_something_was_said_is_no_date_of_what_was_said_before():
    """The time of a claim stands beside its own cue, not in the content of the claim before it."""
    text = "He noted that work began in June 2018, and pledged to pave the roads. Kern said on Monday that the road was closed."
    said = [claim.said and claim.said.span.text for claim in wireparse.parse(f"KELMEN, March 6, 2019 (AFP) - {text}").claims]
    assert said == [None, None, "Monday"]


@pytest.mark.parametrize(("text", "told"), [
    ("Anna Berg, who was elected on Monday, said the bridge would open.", None),
    ("Norvia, whose embassy was built in 2009, rejected the charges.", None),
    ("The company bought the mine in 2004 but has said it would sell it.", None),
    ("Anna Berg, who was elected in May, said on Monday the bridge would open.", "Monday"),
    ("Anna Berg on Monday said the bridge would open.", "Monday"),
    ("The ministry in a statement issued on Monday said the road was safe.", "Monday"),
])
def test_what_another_verb_dates_of_the_source_is_not_when_it_was_said(text: str, told: str | None):
    claim = wireparse.parse(f"KELMEN, March 6, 2019 (AFP) - {text}").claims[0]
    assert (claim.said.span.text if claim.said else None) == told


@pytest.mark.parametrize("row", rows("headlines.tsv"), ids=lambda row: row[0])
def test_a_headline_has_its_figures_and_dates(row: list[str]):
    headline, figures, dates = [*row, "", ""][:3]
    dispatch = wireparse.parse(f"{headline}\n\nKELMEN, Aug 29, 2019 (AFP) - Two more men were held, police said on Monday.")
    given_figures = [f"{one.span.text} = {one.value}/{one.bound.removeprefix('exact')}/{one.unit or ''}/{one.event or ''}" for one in dispatch.figures]
    assert given_figures[:-1] == [one for one in figures.split(" ; ") if one]
    assert [f"{one.span.text} = {one.value}" for one in dispatch.dates] == [
        *(one for one in dates.split(" ; ") if one), "Aug 29, 2019 = 2019-08-29", "Monday = 2019-08-26"]
    assert dispatch.figures[-1].claim == "c1"


def test_what_figures_refer_to_goes_on_behind_a_headline():
    text = "Six die in Kelmen\n\nKELMEN, Aug 29, 2019 (AFP) - The blast killed seven men including two guards and cost $5 million (4 million euros)."
    headline, whole, part, cost, converted = wireparse.parse(text).figures
    assert (headline.parts, whole.parts, converted.converts) == ((), (part.id,), cost.id)
