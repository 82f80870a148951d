"""Who is quoted over many dispatches, and which figures differ: identities merged with a reason, tolls compared with care."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from running import wire

import wireparse
from wireparse.writers import rows, tallies, tolls

HEAD = "{place}, May {day}, 2021 (AFP) - "


def dispatch(text, place="KELMEN", day=3):
    return wireparse.parse(HEAD.format(place=place, day=day) + text.replace(" / ", "\n\n"))


def found(name, *dispatches):
    """Return the rows of the source ``name`` over ``dispatches``: how many dispatches each counts, and what tied them."""
    return [(row["dispatches"], row["merged"]) for row in tallies.source_rows(dispatches) if row["name"] == name]


# Two texts, the places of their datelines, a source of both, and how many dispatches each of its rows counts.
MERGED = [
    ("Mayor Ruth Orlo said the road was cut.", "Mayor Ruth Orlo said the bridge fell.", "Ruth Orlo", [(2, ["name and role"])]),
    ("Ruth Orlo, head of the Lake Fund, said the road was cut.", "Ruth Orlo, director of the Lake Fund, said it rained.",
     "Ruth Orlo", [(2, ["name and affiliation"])]),
    ("Ruth Orlo said the road was cut. Orlo wept.", "Mayor Ruth Orlo said it rained.", "Ruth Orlo", [(2, ["name"])]),
    ("Mayor Ruth Orlo said the road was cut.", "Opera singer Ruth Orlo said it rained.", "Ruth Orlo", [(1, []), (1, [])]),
    ("Ruth Orlo, head of the Lake Fund, said the road was cut.", "Ruth Orlo, head of the Hill Trust, said it rained.",
     "Ruth Orlo", [(1, []), (1, [])]),
    ("Mona, a baker, said the road was cut.", "Mona, a baker, said it rained.", "Mona", [(1, []), (1, [])]),
    ("The World Lake Fund said the road was cut.", "The World Lake Fund said it rained.", "World Lake Fund", [(2, ["name"])]),
    ("Officials said the road was cut.", "Officials said it rained.", "officials", [(1, []), (1, [])]),
    ("They said the road was cut.", "They said it rained.", "They", [(1, []), (1, [])]),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "name", "wanted"), MERGED, ids=[row[2] + str(n) for n, row in enumerate(MERGED)])
def test_identities_merge_on_a_full_name_and_nothing_that_differs(first, second, name, wanted):
    """The row says what tied them; who is not named, or not in full, is nobody's double."""
    assert found(name, dispatch(first), dispatch(second)) == wanted


def test_a_ministry_is_the_same_only_where_the_dispatches_have_the_same_place():
    here, there = "The Interior Ministry said the road was cut.", "The Interior Ministry said it rained."
    assert found("Interior Ministry", dispatch(here), dispatch(there)) == [(2, ["name and place"])]
    assert found("Interior Ministry", dispatch(here), dispatch(there, place="VELM")) == [(1, []), (1, [])]


def test_one_who_could_be_either_of_two_is_neither():
    """A bare name fits a mayor and a singer; it gets a row of its own."""
    mayor, singer = dispatch("Mayor Ruth Orlo said it rained."), dispatch("Opera singer Ruth Orlo said it rained.")
    assert len(found("Ruth Orlo", mayor, singer, dispatch("Ruth Orlo said it snowed. Orlo wept."))) == 3


def test_words_quoted_directly_are_counted_apart():
    (row,) = tallies.source_rows([dispatch('"We left late," said Ruth Orlo. / Orlo said the road was cut.')])
    assert (row["direct"], row["indirect"], row["words"], row["quoted_words"]) == (1, 1, 7, 3)


def test_the_summary_parts_types_and_the_unnamed():
    """Its counts are those of the sources, and its shares make one."""
    copy = [dispatch("Officials said the road was cut. / Mayor Ruth Orlo said it rained."), dispatch("Officials said it snowed.")]
    summary = {row["type"]: row for row in tallies.summary_rows(copy)}
    assert {kind: (row["anonymous"], row["sources"], row["claims"]) for kind, row in summary.items()} == {
        "anonymous": (True, 2, 2), "person": (False, 1, 1),
    }  # fmt: skip
    assert sum(row["share"] for row in summary.values()) == pytest.approx(1, abs=0.001)
    assert sum(row["share_of_claims"] for row in summary.values()) == pytest.approx(1, abs=0.001)


# The dispatches (place, day, text), and the verdicts of event and unit.
BLAST = "A blast in Kelmen killed {} people on Monday, {} said."
COMPARED = [
    ([("KELMEN", 3, BLAST.format(7, "police")), ("KELMEN", 3, BLAST.format(7, "a hospital"))], {"killed": "agrees"}),
    ([("KELMEN", 3, BLAST.format(7, "police")), ("KELMEN", 4, BLAST.format(9, "police"))], {"killed": "rises"}),
    ([("KELMEN", 3, BLAST.format(9, "police")), ("KELMEN", 4, BLAST.format(7, "police"))], {"killed": "differs"}),
    ([("KELMEN", 3, BLAST.format(7, "police") + " The hospital said 9 people were killed on Monday.")], {"killed": "differs"}),
    ([("KELMEN", 3, BLAST.format("at least 7", "police") + " The hospital said 9 people were killed on Monday.")], {"killed": "agrees"}),
    ([("KELMEN", 3, BLAST.format("about 100", "police") + " The hospital said 104 people were killed on Monday.")], {"killed": "agrees"}),
    ([("KELMEN", 3, BLAST.format("up to 6", "police") + " The hospital said 9 people were killed on Monday.")], {"killed": "differs"}),
    # the headline or lead of the second names the first one's place; a third names neither
    ([("KELMEN", 3, BLAST.format(7, "police")), ("VELM", 4, BLAST.format(9, "police"))], {"killed": "rises"}),
    ([("KELMEN", 3, BLAST.format(7, "police")), ("VELM", 3, "A crash killed 9 people on Monday, police said.")], {}),
    # parts and increments are no totals
    ([("KELMEN", 3, "Seven civilians, including two civilians from Velm, were killed on Monday, police said.")], {}),
    ([("KELMEN", 3, BLAST.format(7, "police") + " Five more people were killed on Monday, the hospital said.")], {}),
    ([("KELMEN", 3, BLAST.format(7, "police"))], {}),
    # one voice alone, told twice or in the headline too
    ([("KELMEN", 3, BLAST.format(7, "police") + " Police said on Tuesday that 7 people were killed on Monday.")], {}),
    # a toll brought up to date on later days, of the same place
    ([("KELMEN", 3, BLAST.format(7, "police")), ("KELMEN", 4, "The toll from the blast rose to 9, police said.")], {"killed": "rises"}),
    ([("KELMEN", 3, BLAST.format(7, "police")), ("KELMEN", 4, "The toll from the blast rose to 9 on Tuesday, police said.")], {"killed": "rises"}),
    ([("KELMEN", 3, BLAST.format(7, "police")), ("VELM", 4, "The toll from a crash rose to 9, police said.")], {}),
    ([("KELMEN", 3, BLAST.format(7, "police")), ("KELMEN", 4, "A crash killed 9 people, police said.")], {}),
    # nor are tolls that were given up, of other days or of longer times
    ([("KELMEN", 3, BLAST.format(7, "police") + " The hospital revised an earlier toll of 5 people killed on Monday.")], {}),
    ([("KELMEN", 3, BLAST.format(7, "police") + " The toll was up from 5 people killed on Monday, it said.")], {}),
    ([("KELMEN", 3, BLAST.format(7, "police") + " The hospital raised the toll on Monday to 7 people killed from 5.")], {}),
    ([("KELMEN", 3, "A blast killed 7 people, while the day before, shells killed 9 people, police said.")], {}),
    ([("KELMEN", 3, BLAST.format(7, "police") + " In 1998, a quake killed 900 people.")], {}),
    ([("KELMEN", 3, "Since the end of April, shells have killed 90 people. On Monday they killed 9 people.")], {}),
]  # fmt: skip


@pytest.mark.parametrize(("copy", "wanted"), COMPARED, ids=range(len(COMPARED)))
def test_figures_of_one_event_and_day_are_compared(copy, wanted):
    """Later dispatches may raise a toll; where no number fits all that is told, it differs."""
    dispatches = [dispatch(text, place, day) for place, day, text in copy]
    assert {row["event"]: row["verdict"] for row in rows.comparison_rows(dispatches)} == wanted


def test_without_a_day_a_dispatch_is_compared_with_itself_alone():
    one, two = ("Police said 7 people were killed.", "Police said 9 people were killed.")
    assert not list(rows.comparison_rows([wireparse.parse(f"Kelmen (AFP)\n\n{text}") for text in (one, two)]))


def test_all_words_for_people_are_one_unit():
    known = tolls.lists("en")
    assert {tolls.unit_of({"unit": unit}, known) for unit in ("people", "dead", None, "bodies")} == {"people"}
    assert tolls.unit_of({"unit": "soldiers"}, known) == "soldiers"


def test_the_commands_give_the_summary_and_the_comparison(tmp_path, monkeypatch):
    """Both in JSON with objects, and in CSV with short strings."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("a", BLAST.format(7, "police")), ("b", BLAST.format(9, "a hospital"))):
        (tmp_path / f"{name}.txt").write_text(HEAD.format(place="KELMEN", day=3) + text)
    (row,) = json.loads(wire("figures", "a.txt", "b.txt", "--compare", "--event", "killed", "--json")[1])
    assert [told["source_name"] for told in row["told"]] == ["police", "a hospital"]
    (cells,) = csv.DictReader(StringIO(wire("figures", "a.txt", "b.txt", "--compare", "--csv")[1]))
    assert cells["told"] == "7 people (police, 2021-05-03); 9 people (a hospital, 2021-05-03)"
    assert wire("figures", "a.txt", "--event", "wounded", "--csv")[1].count("\n") == 1
    summary = json.loads(wire("sources", "a.txt", "b.txt", "--summary", "--json")[1])
    assert {row["type"] for row in summary} == {"security", "organisation"}
