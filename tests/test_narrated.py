"""The agency's own statements: what no attribution covers, with its subject and without loose ends."""

from __future__ import annotations

import pytest

import wireparse

TOLD = [
    ("The dam broke on Monday.", ["The dam broke on Monday"]),
    ("The dam broke, police said.", []),
    ("The dam broke after police said it would hold.", ["The dam broke"]),
    # whom an attribution names is the subject of what is told of them
    ("Ada Roe, who met both sides, said the dam broke.", ["Ada Roe, who met both sides"]),
    ("The mayor left the hall and said the dam broke.", ["The mayor left the hall"]),
    ("The dam broke, said Ada Roe, who lost two sons.", ["Ada Roe, who lost two sons"]),
    # nothing is left of what only leads to the attribution
    ("The firm closed its mine in Velm and what it called a trial plant.", ["The firm closed its mine in Velm"]),
    ("The firm closed its mine, and the mayor said it would reopen.", ["The firm closed its mine"]),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text for text, _ in TOLD])
def test_the_agency_speaks_for_itself(text, wanted):
    found = wireparse.parse(f"KELMEN (AFP) - {text}", language="en", narrated=True).claims
    assert [claim.text for claim in found if claim.kind == "narrated"] == wanted
