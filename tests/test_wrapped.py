"""A dispatch says the same in a markup as in plain text: each sample taken apart, put into NITF, and read again."""

from __future__ import annotations

from html import escape

import pytest

import gold
from wireparse import pipeline, readers

PATHS = sorted(gold.SAMPLES.glob("*.txt"))
PARTS = ("headline", "byline", "dateline", "signoff")


def wrapped(dispatch):
    """Return the dispatch as NITF."""
    said = {part: escape(getattr(dispatch, part).text) if getattr(dispatch, part) else "" for part in PARTS}
    story = "".join(f"<p>{escape(paragraph.text)}</p>" for paragraph in dispatch.body.paragraphs)
    return (
        f"<nitf><body><body.head><hedline><hl1>{said['headline']}</hl1></hedline><byline>{said['byline']}</byline>"
        f"<dateline>{said['dateline']}</dateline></body.head><body.content>{story}<p>{said['signoff']}</p></body.content></body></nitf>"
    ).encode()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_dispatch_says_the_same_in_a_markup(path):
    plain = pipeline.parse(path.read_text(encoding="utf-8"))
    (raw,) = readers.read(wrapped(plain))
    made = pipeline.parse(raw.text, raw=raw)
    assert [warning.code for warning in raw.warnings] == []
    for part in PARTS:
        assert (getattr(made, part) and getattr(made, part).text) == (getattr(plain, part) and getattr(plain, part).text)
    assert [span.text for span in made.body.paragraphs] == [span.text for span in plain.body.paragraphs]
    assert [(claim.text, claim.kind) for claim in made.claims] == [(claim.text, claim.kind) for claim in plain.claims]
