"""The grid: every frame of ``cases/grid.toml`` with every kind of speaker, content and object, one claim each and no other.

A rule that holds in one sentence may meet a neighbour that undoes it: the speaker's own "of", a day, the comma of a
description. No list of cases that somebody thinks of has all of these; their product has.
"""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

import pytest
from test_extents import claims

GRID = tomllib.loads((Path(__file__).parent / "cases" / "grid.toml").read_text())
FRAMES = [[part.strip() for part in row.split(" | ", 2)] for row in GRID["frames"].strip().splitlines()]
# Frames with both an object and a deed have many products: of those with one speaker, so many are read.
SHOWN = 6
WORST = 4


def capital(text):
    """Return ``text`` as it opens a sentence."""
    return text[0].upper() + text[1:]


def fillings(frame):
    """Yield all that the slots of ``frame`` can hold: each speaker with each clause, and with some objects and deeds."""
    deeds, orders = (GRID["done"] if "{done}" in frame else [""]), (GRID["orders"] if "{order}" in frame else [""])
    pairs = list(product(GRID["objects"] if "{o}" in frame or "{O}" in frame else [""], deeds, orders))
    for n, speaker in enumerate(GRID["speakers"] if "{" in frame.replace("{c}", "").replace("{C}", "") else [""]):
        end = speaker.removesuffix(",")
        clauses = GRID["clauses"] if "{c}" in frame or "{C}" in frame else [""]
        for clause, (thing, done, order) in product(clauses, (pairs[n % len(pairs) :] + pairs)[: SHOWN if len(pairs) > 1 else 1]):
            yield {
                "S": capital(speaker or "x"), "s": speaker, "s,": f"{end},", "se": end, "c": clause, "C": capital(clause or "x"),
                "o": thing, "O": capital(thing or "x"), "done": done, "order": order,
            }


def filled(text, slots):
    """Return ``text`` with its slots filled."""
    for name, value in slots.items():
        text = text.replace("{" + name + "}", value)
    return text


def plain(content):
    """Return content as it is compared: without quotation marks and bars, which a quotation inside parts in its own way."""
    return " ".join(content.replace(" | ", " ").strip(".").split())


@pytest.mark.parametrize(("frame", "said"), [pytest.param(row[1], row[2] if len(row) > 2 else "", id=row[0]) for row in FRAMES])
def test_a_frame_holds_whoever_says_whatever(frame, said):
    """The claims are those that the frame tells, and no other, for every filling of its slots."""
    wrong = []
    for slots in fillings(frame):
        wanted = []
        for one in filter(None, said.split("; ")):
            source, _, content = filled(one, slots).partition(": ")
            wanted.append((source.removesuffix(","), plain(content)))
        text = filled(frame, slots)
        found = sorted((source, plain(content)) for source, content in claims(text))
        if found != sorted(wanted):
            wrong.append((text, found))
    assert not wrong, "\n".join(f"{text}\n    {found}" for text, found in wrong[:WORST])
