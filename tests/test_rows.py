"""Rows: every cue and block of the tables does what its own two examples say.

``cases/known_rows.txt`` lists the rows that fail today, as ``ID fires`` or ``ID silent``; each is a strict xfail, so that
a row which starts passing has to be taken off the list.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bodies import PACK, Body

from wireparse.stages.attributions.cues import Sequences, load_cues, particle
from wireparse.stages.attributions.hits import find_hits
from wireparse.stages.attributions.settle import load_rules
from wireparse.stages.attributions.units import make_units, settled_unit

FILE = Path(__file__).resolve().parent / "cases" / "known_rows.txt"
KNOWN = frozenset(line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
TABLES = ("verbs", "nouns", "adjectives", "phrases")
CUES = load_cues(PACK)
BLOCKS = tuple(CUES.blocks.values)
# A noun that only makes its owner a source ("a report by the ministry says") ties nothing by itself.
ROWS = tuple(row for row in CUES.rows if not (row.sort == "noun" and all(frame.kind == "doc" for frame in row.frames)))


def cases(rows, side):
    """Return the rows as cases of one side; those on the list are strict xfails."""
    mark = pytest.mark.xfail(strict=True, reason="on the list of known rows")
    return [pytest.param(row, marks=[mark] if f"{row.id} {side}" in KNOWN else [], id=row.id) for row in rows]


def rules(text):
    """Return the ids of the rows that tie something to somebody in ``text``."""
    return {found.rule for found in Body(text).attributions}


def units(text):
    """Return the units of ``text``, as the attribution stage reads them."""
    body = Body(text)
    rules = load_rules(body.words.lexicon.pack)
    return [settled_unit(unit, rules) for unit in make_units(body.words, body.sentences, body.quotes.found)]


def places(block, unit):
    """Return the items of ``unit`` that ``block`` covers, wherever it stands."""
    alone = Sequences([(block.words, block)])
    return [range(at, match[0]) for at in range(len(unit)) if (match := alone.at(unit.low, at))]


@pytest.mark.parametrize("row", cases(ROWS, "fires"))
def test_a_cue_fires(row):
    """The row's first example gives an attribution by this very row."""
    assert row.id in rules(row.fires), row.fires


@pytest.mark.parametrize("row", cases(ROWS, "silent"))
def test_a_cue_is_silent(row):
    """The row's second example gives none by it."""
    assert row.id not in rules(row.silent), row.silent


@pytest.mark.parametrize("block", cases(BLOCKS, "fires"))
def test_a_block_stops_its_cues(block):
    """The block's first example holds its words, and none of them is taken for a cue."""
    found = [(unit, inside) for unit in units(block.fires) for inside in places(block, unit)]
    assert found, block.fires
    for unit, inside in found:
        assert not [hit.cue.id for hit in find_hits(unit, CUES) if hit.at in inside]


@pytest.mark.parametrize("block", cases(BLOCKS, "silent"))
def test_a_block_is_silent(block):
    """The block's second example does not hold its words."""
    assert not any(places(block, unit) for unit in units(block.silent)), block.silent


def settled(text):
    """Return the ids of the contextual rules that set a tag in ``text``."""
    return {rule for unit in units(text) for rule in unit.settled}


@pytest.mark.parametrize("rule", load_rules(PACK).rows, ids=lambda rule: rule.id)
def test_a_contextual_rule(rule):
    """The rule sets a tag in its first example and none in its second."""
    assert rule.id in settled(rule.fires)
    assert rule.id not in settled(rule.silent)


def test_ids_are_unique():
    """An id names one row of one table: traces show it."""
    counts = Counter(row[0] for table in (*TABLES, "blocks") for row in PACK.rows("cues", table))
    assert [identifier for identifier, n in counts.items() if n > 1] == []


def test_no_two_rows_have_the_same_words():
    """Within a table the words (a verb's with its particle) stand once, so that it is plain which row fires."""
    keys = Counter()
    for table in (*TABLES, "blocks"):
        for row in PACK.rows("cues", table):
            tied = particle(row[3].split()) if table == "verbs" else ""
            keys[table, row[1], tied] += 1
    assert [key for key, n in keys.items() if n > 1] == []


def test_every_row_has_two_examples():
    """No rule without an example that must fire and one that must not; the two are different."""
    for table in (*TABLES, "blocks"):
        for row in PACK.rows("cues", table):
            fires, silent = row[-2:]
            assert fires, row[0]
            assert silent, row[0]
            assert fires != silent, row[0]


def test_the_list_of_known_rows_names_rows():
    """A line of the list is a row that there is, and a side."""
    every = {f"{row.id} {side}" for row in (*ROWS, *BLOCKS) for side in ("fires", "silent")}
    assert KNOWN - every == frozenset()
