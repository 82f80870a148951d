"""Dispatches as flat rows: one a claim, a source or a figure, with the columns that users script against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.writers.parts import stretches, title
from wireparse.writers.tallies import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wireparse.model import Claim, Date, Dispatch, Figure
    from wireparse.writers import Row, View

COLUMNS: dict[View, tuple[str, ...]] = {
    "claims": (
        "file", "id", "date", "agency", "place", "headline", "claim", "kind", "text", "source", "source_name",
        "source_type", "role", "affiliation", "anonymous", "cue", "cue_class", "addressee", "said", "figures", "dates",
        "confidence", "rule", "paragraph", "start", "end",
    ),
    "sources": (
        "name", "type", "role", "affiliation", "aliases", "anonymous", "dispatches", "claims", "direct", "indirect",
        "mixed", "words", "share", "first", "last", "quoted_words", "merged",
    ),
    "summary": (
        "type", "anonymous", "sources", "claims", "direct", "indirect", "mixed", "words", "quoted_words", "share",
        "share_of_claims",
    ),
    "figures": (
        "file", "id", "dispatched", "date", "event", "value", "high", "bound", "unit", "text", "source_name",
        "source_type", "claim", "place",
    ),
    "comparison": (
        "event", "date", "unit", "verdict", "low", "high", "figures", "sources", "dispatches", "places", "told",
    ),
}  # fmt: skip

SAID = "said_text"  # no column of the output: the claim's text as tables show it
TITLE = "title"  # nor this: the name of the dispatch, for the heading of its table


def claim_rows(dispatches: Iterable[Dispatch]) -> Iterator[Row]:
    """Yield one row a claim; ``figures`` and ``dates`` are lists of the objects, ``said_text`` and ``title`` are for tables only."""
    for dispatch in dispatches:
        figures = {figure.id: figure for figure in dispatch.figures}
        dates = {date.id: date for date in dispatch.dates}
        for claim in dispatch.claims:
            yield {**_heading(dispatch), **_claim(claim, figures, dates), SAID: stretches(dispatch, claim), TITLE: title(dispatch)}


def figure_rows(dispatches: Iterable[Dispatch]) -> Iterator[Row]:
    """Yield one row a figure, with the source of the claim that it stands in; ``figure``, its id, is no column."""
    for dispatch in dispatches:
        claims = {claim.id: claim for claim in dispatch.claims}
        for figure in dispatch.figures:
            yield _figure(dispatch, figure, claims.get(figure.claim or ""))


def comparison_rows(dispatches: Iterable[Dispatch]) -> Iterator[Row]:
    """Yield one row for each event and day of which two figures or more are told."""
    from wireparse.writers.tolls import compared_rows, told_in

    numbered = enumerate(dispatches)
    return compared_rows(told for at, one in numbered for told in told_in(one, at, figure_rows([one])))


def short(value: object) -> object:
    """Return a cell for CSV and tables: lists as short strings joined by ``; ``, booleans as words, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_short(member) for member in value)
    return value


def _heading(dispatch: Dispatch) -> Row:
    return {
        "file": dispatch.file, "id": dispatch.id, "date": dispatch.date.value if dispatch.date else None,
        "agency": dispatch.agency, "place": place_of(dispatch),
        "headline": dispatch.headline.text if dispatch.headline else None,
    }  # fmt: skip


def _claim(claim: Claim, figures: dict[str, Figure], dates: dict[str, Date]) -> Row:
    source, cue, addressee = claim.source, claim.cue, claim.addressee
    return {
        "claim": claim.id, "kind": claim.kind, "text": claim.text,
        "source": source.text if source else None, "source_name": source.name if source else None,
        "source_type": source.type if source else None, "role": source.role if source else None,
        "affiliation": source.affiliation if source else None, "anonymous": source.anonymous if source else None,
        "cue": cue.text if cue else None, "cue_class": cue.cls if cue else None,
        "addressee": addressee.text if addressee else None, "said": claim.said.value if claim.said else None,
        "figures": [figures[identifier].to_dict() for identifier in claim.figures if identifier in figures],
        "dates": [dates[identifier].to_dict() for identifier in claim.dates if identifier in dates],
        "confidence": claim.confidence, "rule": claim.rule, "paragraph": claim.paragraph,
        "start": min(start for start, _ in claim.spans), "end": max(end for _, end in claim.spans),
    }  # fmt: skip


def _figure(dispatch: Dispatch, figure: Figure, claim: Claim | None) -> Row:
    source = claim.source if claim else None
    return {
        "file": dispatch.file, "id": dispatch.id, "dispatched": dispatch.date.value if dispatch.date else None,
        "date": figure.date, "event": figure.event, "value": figure.value, "high": figure.high, "bound": figure.bound,
        "unit": figure.unit, "text": figure.text, "source_name": source.name if source else None,
        "source_type": source.type if source else None, "claim": figure.claim, "place": place_of(dispatch),
        "figure": figure.id, TITLE: title(dispatch),
    }  # fmt: skip


def _short(member: object) -> str:
    """Return one member of a list: a figure by its words, a date by its day where that is known, else as it stands."""
    if not isinstance(member, dict):
        return str(member)
    if "dispatched" in member:
        told = ", ".join(str(member[name]) for name in ("source_name", "dispatched") if member[name])
        return f"{member['text']} ({told})" if told else str(member["text"])
    is_date = "precision" in member
    return str((is_date and member["value"]) or member["text"])
