"""Dispatches made by hand: what the tests of readers, writers and the command line show, whatever the stages find."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wireparse.model import (
    Advisory,
    Author,
    Body,
    Byline,
    Claim,
    Copyright,
    Cue,
    Date,
    Dateline,
    Dispatch,
    DispatchDate,
    Figure,
    Mention,
    Place,
    Source,
    Warning,
)
from wireparse.span import Offsets, Span

TEXT = """URGENT

Floods kill 12 in Orsa [update 3]

By Ann Roe in Kelmen and Bob Poe in Orsa

Kelmen, Aug 29, 2019 (AFP) - At least 12 people, including two children, were killed when a dam burst above the \
town of Orsa on Wednesday, the Interior Ministry said.

"We heard a roar and [sic] ran," Dana Orvel, director of the Orsa Relief Committee, told AFP on Thursday.

More than 4,000 people have fled since August 8, according to the committee.

The dam was built in 1971.

ar-bp/dv/hkb

© 2019 AFP
"""


def span(text: str, words: str) -> Span:
    """Return the span of the first ``words`` in ``text``."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def at(text: str, words: str) -> Offsets:
    found = span(text, words)
    return found.start, found.end


def mention(text: str, words: str, identifier: str, name: str, kind: str, **more: Any) -> Mention:
    given = {"role": None, "affiliation": None, "anonymous": False, "anonymity_reason": None, "resolved": True, **more}
    return Mention(span(text, words), identifier, name, kind, **given)


def claim(text: str, identifier: str, words: str, source: Mention, cue: str, **more: Any) -> Claim:
    found = at(text, cue)
    given = {
        "kind": "indirect", "text": span(text, words).text, "spans": (at(text, words),), "paragraph": 0, "sentence": 0,
        "source": source, "cue": Cue(span(text, cue), (found,), cue, "statement"), "addressee": None, "said": None,
        "figures": (), "dates": (), "parent": None, "rule": "en.cue.said", "confidence": 0.97, **more,
    }  # fmt: skip
    return Claim(identifier, **given)


def date(text: str, words: str, identifier: str, value: str | None) -> Date:
    return Date(span(text, words), identifier, value, None, "day", "en.date")


def handmade(text: str = TEXT, **changes: Any) -> Dispatch:
    """Return ``TEXT``, or a text that begins with it, as a careful reader would parse it, with ``changes``."""
    ministry = mention(text, "the Interior Ministry", "s1", "Interior Ministry", "government")
    orvel = mention(text, "Dana Orvel, director of the Orsa Relief Committee", "s2", "Dana Orvel", "person",
                    role="director", affiliation="Orsa Relief Committee")  # fmt: skip
    committee = mention(text, "the committee", "s3", "Orsa Relief Committee", "organisation")
    days = (
        date(text, "Aug 29, 2019", "d1", "2019-08-29"), date(text, "Wednesday", "d2", "2019-08-28"),
        date(text, "Thursday", "d3", "2019-08-29"), date(text, "August 8", "d4", "2019-08-08"),
    )  # fmt: skip
    figures = (
        Figure(span(text, "At least 12 people"), "f1", 12, None, "at_least", "people", "killed", ("f2",), claim="c1"),
        Figure(span(text, "two children"), "f2", 2, None, "exact", "children", "killed", (), claim="c1"),
        Figure(span(text, "More than 4,000 people"), "f3", 4000, None, "more_than", "people", "displaced", claim="c3"),
    )
    claims = (
        claim(text, "c1", "At least 12 people, including two children, were killed when a dam burst above the town of "
              "Orsa on Wednesday", ministry, "said", figures=("f1", "f2"), dates=("d2",)),
        claim(text, "c2", "We heard a roar and [sic] ran", orvel, "told", kind="direct", paragraph=1, sentence=1,
              addressee=span(text, "AFP on Thursday"), said=days[2]),
        claim(text, "c3", "More than 4,000 people have fled since August 8", committee, "according to", paragraph=2,
              sentence=2, figures=("f3",), dates=("d4",), confidence=0.8),
    )  # fmt: skip
    sources = tuple(
        Source(said.id, said.name, said.type, said.role, said.affiliation, (), False, ((said.start, said.end),), (c,))
        for said, c in ((ministry, "c1"), (orvel, "c2"), (committee, "c3"))
    )
    paragraphs = tuple(Span.of(text, *at(text, line)) for line in text.split("\n\n")[3:7])
    body = text.index("At least 12"), text.index("built in 1971.") + len("built in 1971.")
    dispatch = Dispatch(
        input=text, file="samples/flood.txt", index=0, id="3f9c0a1b2c3d", format="text", encoding="utf-8",
        language="en", agency="AFP", date=DispatchDate("2019-08-29", "day", "dateline"), status="usable",
        headline=span(text, "Floods kill 12 in Orsa [update 3]"), slug=None, keywords=(), priority=None,
        advisories=(Advisory(span(text, "URGENT"), "urgent"),),
        dateline=Dateline(span(text, "Kelmen, Aug 29, 2019 (AFP)"), (Place("Kelmen"),), "2019-08-29", "AFP"),
        byline=Byline(span(text, "By Ann Roe in Kelmen and Bob Poe in Orsa"),
                      (Author("Ann Roe", "Kelmen"), Author("Bob Poe", "Orsa"))),
        body=Body(Span.of(text, *body), paragraphs[0:0] + paragraphs[1:]), signoff=span(text, "ar-bp/dv/hkb"),
        copyright=Copyright(span(text, "© 2019 AFP"), 2019, "AFP"), claims=claims, sources=sources, figures=figures,
        dates=days, warnings=(Warning("unbalanced_quote", "a quotation is never closed", 4, None),),
    )  # fmt: skip
    return replace(dispatch, **changes)
