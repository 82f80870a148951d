"""When the event of a figure was: its ``date`` in the output, one line a case."""

from __future__ import annotations

from pathlib import Path

import pytest

import wireparse

CASES = Path(__file__).parent / "cases" / "occasions.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "wanted"), ROWS, ids=[sentence for sentence, _ in ROWS])
def test_a_figure_has_the_day_of_its_event(sentence, wanted):
    found = wireparse.parse(f"KELMEN, May 14, 2024 (AFP) - {sentence}", language="en").figures
    assert " ; ".join(f"{figure.text} = {figure.date or ''}".strip() for figure in found if figure.event) == wanted
