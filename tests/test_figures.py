"""Figures: invented sentences, every rule row of the pack, traps, and what must hold of any text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse.packs import load_pack
from wireparse.stages.dates import find_dates
from wireparse.stages.figures import FoundFigure, find_figures, finding, unread_figures
from wireparse.words import Words, read_words

CASES = Path(__file__).parent / "cases"
PACK = load_pack("en")
TODAY = date(2019, 8, 29)
PIECES = st.sampled_from([
    "12", "1.2", "2,000-3", "000", "$", "€", "%", "dozens", "of", "tens", "thousands", "hundred", "and", "a", "half", "no", "one",
    "million", "killed", "wounded", "were", "people", "including", "two", "among", "them", "(", ")", ",", ".", "--", "'s", "'",
    "between", "to", "7/8", "twenty-six", "five-member", "999999999999999999999", "billion", "the", "toll", "in", "1998", "May",
    "12-August", "Friday", "percent", "dollars", "rupees", "\n", "²", "٣", "62O", "for", "number", "more", "than", "at", "least", "aged",
])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join))


def rows(name: str) -> list[list[str]]:
    """The rows of a data file; a line that opens with # is a comment."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def sentences(words: Words) -> list[tuple[int, int]]:
    """Sentences for tests: a stop and a capital part them, but not behind an abbreviation."""
    found, begin = [], 0
    for at, tag in enumerate(words.tag):
        short = at and words.low[at - 1] in {"no", "aug", "sept", "jan", "dec", "nov", "oct", "feb"}
        if tag == "." and not short and (at + 1 == len(words) or words.word[at + 1][0].isupper()):
            found.append((begin, at + 1))
            begin = at + 1
    return [*found, (begin, len(words))] if begin < len(words) else found


def read(text: str) -> tuple[FoundFigure, ...]:
    """The figures of ``text``, its dates taken out first as the pipeline does."""
    words = read_words(text, 0, len(text), PACK)
    ranges = sentences(words)
    dates = find_dates(words, ranges, PACK, TODAY, None)
    return find_figures(words, ranges, PACK, [(found.start, found.end) for found in dates])


def shown(text: str, found: FoundFigure) -> str:
    """The figure as the data files write it."""
    high = "" if found.high is None else f"..{found.high}"
    bound = "" if found.bound == "exact" else found.bound
    line = f"{' '.join(text[found.start:found.end].split())} = {found.value}{high}/{bound}/{found.unit or ''}/{found.event or ''}"
    if found.parts:
        line += "/parts:" + ",".join(str(part + 1) for part in found.parts)
    return line if found.converts is None else f"{line}/converts:{found.converts + 1}"


@pytest.mark.parametrize(("text", "expected"), [*rows("figures.tsv"), *rows("figures-genres.tsv")])
def test_invented_sentence(text, expected):
    assert " ; ".join(shown(text, found) for found in read(text)) == expected


@pytest.mark.parametrize(("text", "what"), rows("negative.tsv"))
def test_trap_holds_no_figure(text, what):
    assert what == "date" or [shown(text, found) for found in read(text)] == []


def failures(stage: str) -> list[list[str]]:
    return [row[1:] for row in rows("known_failures.tsv") if row[0] == stage]


@pytest.mark.parametrize(("text", "expected"), failures("figures"))
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failure(text, expected):
    assert " ; ".join(shown(text, found) for found in read(text)) == expected


@pytest.mark.parametrize("row", PACK.rows("figures", "bounds"), ids=lambda row: row[0])
def test_bound_row(row):
    _, bound, _, _, fires, silent = row
    assert [found.bound for found in read(fires)] == [bound]
    assert bound not in [found.bound for found in read(silent)]


@pytest.mark.parametrize("row", PACK.rows("figures", "money"), ids=lambda row: row[0])
def test_money_row(row):
    _, code, _, _, _, fires, silent = row
    assert [found.unit for found in read(fires)] == [code.partition("*")[0]]
    shown_silent = [found.unit for found in read(silent)]
    assert code.partition("*")[0] not in shown_silent or "*" in code


@pytest.mark.parametrize("row", PACK.rows("events", "rules"), ids=lambda row: row[0])
def test_event_row(row):
    _, event, _, _, fires, silent = row
    assert [found.event for found in read(fires)] == [event]
    assert event not in [found.event for found in read(silent)]


def test_rule_ids_are_unique():
    tables = [("figures", "bounds"), ("figures", "money"), ("events", "rules"), ("dates", "rules"), ("dates", "holidays")]
    ids = [row[0] for table in tables for row in PACK.rows(*table)]
    assert len(ids) == len(set(ids))


def test_dates_are_never_figures():
    text = "On August 8, 2019 the army killed 12 men, as it had in 1998."
    assert [found.value for found in read(text)] == [12]


def test_what_is_not_read_is_told(monkeypatch):
    text = "The blast killed 12 men, 3 women, 4 boys and 5 girls."
    words = read_words(text, 0, len(text), PACK)
    assert unread_figures(words) is None
    monkeypatch.setattr(finding, "MOST", 2)
    assert len(find_figures(words, sentences(words), PACK, [])) == 2
    assert unread_figures(words) == (text.index("4 boys"), len(text))


def test_rupees_are_those_of_the_country_the_text_names():
    assert read("Colombo is short of money. The airline lost 5 million rupees.")[0].unit == "LKR"
    assert read("The airline lost 5 million rupees.")[0].unit == "INR"


@pytest.mark.parametrize("text, speaker", [
    ("One policeman who was there, guarding a bank, said he ran.", (0, 35)),
    ("He was told by one regional governor that stocks were low.", (15, 36)),
])
def test_one_who_speaks_is_not_counted(text, speaker):
    words = read_words(text, 0, len(text), PACK)
    assert find_figures(words, sentences(words), PACK, [])
    assert find_figures(words, sentences(words), PACK, [], [speaker]) == ()


@given(TEXTS)
def test_any_text_gives_spans_inside_it(text):
    found = read(text)
    for figure in found:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.high is None or figure.high > figure.value
        assert all(0 <= part < len(found) for part in figure.parts)
        assert figure.converts is None or 0 <= figure.converts < len(found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.lists(PIECES, max_size=30))
def test_line_ends_do_not_matter(pieces):
    texts = "\n".join(pieces), "\r\n".join(pieces)
    assert [shown(texts[0], one) for one in read(texts[0])] == [shown(texts[1], one) for one in read(texts[1])]
