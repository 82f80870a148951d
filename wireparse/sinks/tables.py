"""A dispatch as rows for the tables of ``sqlite.sql``, in the order of their columns."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from wireparse.writers.json_ import dumps
from wireparse.writers.tallies import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.model import Claim, Date, Dispatch, Figure, Header, Source

Cell = str | int | float | None
Row = tuple[Cell, ...]


class Rows(NamedTuple):
    """A dispatch without its id; wherever the rows below it have one, it is the number within the dispatch, from 1."""

    dispatch: Row
    sources: list[Row]
    dates: list[Row]
    claims: list[Row]
    figures: list[Row]
    claim_dates: list[Row]


def rows(dispatch: Dispatch) -> Rows:
    """Return ``dispatch`` as rows; own id and references first, the id of the dispatch left out."""
    sources, dates = _numbers(dispatch.sources), _numbers(dispatch.dates)
    claims, figures = _numbers(dispatch.claims), _numbers(dispatch.figures)
    wholes = {part: figures[one.id] for one in dispatch.figures for part in one.parts}
    return Rows(
        _dispatch(dispatch),
        [_row(sources[one.id], *_source(one)) for one in dispatch.sources],
        [_row(dates[one.id], *_date(one)) for one in dispatch.dates],
        [_row(claims[one.id], sources.get(one.source.id) if one.source else None, claims.get(one.parent or ""), *_claim(one))
         for one in dispatch.claims],
        [_row(figures[one.id], claims.get(one.claim or ""), figures.get(one.converts or ""), wholes.get(one.id), *_figure(one))
         for one in dispatch.figures],
        [(claims[one.id], dates[date]) for one in dispatch.claims for date in dict.fromkeys(one.dates) if date in dates],
    )  # fmt: skip


def content_hash(text: str, header: Header | None) -> str:
    """Return what tells one content from another: 32 digits of the SHA-256 of the text and what its format says."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
    if header:
        digest.update(json.dumps(header.to_dict()).encode())
    return digest.hexdigest()[:32]


def _numbers(members: Sequence[Source | Claim | Figure | Date]) -> dict[str, int]:
    return {member.id: number for number, member in enumerate(members, 1)}


def _row(*cells: Cell) -> Row:
    """Return the cells with nothing in them that cannot be written as UTF-8: half a surrogate pair becomes a ?."""
    return tuple(cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell for cell in cells)


def _json(value: object) -> str | None:
    return dumps(value) if value else None


def _dispatch(one: Dispatch) -> Row:
    dateline, date = one.dateline, one.date
    return _row(
        content_hash(one.input, one.header), one.file, one.index, one.id, one.format, one.encoding, one.language,
        one.agency, date.value if date else None, date.origin if date else None, one.status,
        one.headline.text if one.headline else None, one.slug, _json(one.keywords), one.priority, place_of(one),
        dateline.places[0].country if dateline and dateline.places else None, one.byline.text if one.byline else None,
        dateline.text if dateline else None, len(one.input), _json([warning.to_dict() for warning in one.warnings]),
        _json(one.header.to_dict()) if one.header else None, one.text,
    )  # fmt: skip


def _source(one: Source) -> Row:
    return (one.id, one.name, one.type, one.role, one.affiliation, _json(one.aliases), one.anonymous)


def _claim(one: Claim) -> Row:
    source, cue, said = one.source, one.cue, one.said
    return (
        one.id, one.kind, one.text, source.text if source else None, source.resolved if source else None,
        source.anonymity_reason if source else None, cue.text if cue else None, cue.lemma if cue else None,
        cue.cls if cue else None, one.addressee.text if one.addressee else None, said.value if said else None, one.rule,
        one.confidence, len(one.text.split()), one.paragraph, one.sentence, min(start for start, _ in one.spans),
        max(end for _, end in one.spans), dumps(one.spans),
    )  # fmt: skip


def _figure(one: Figure) -> Row:
    return (one.id, one.text, one.value, one.high, one.bound, one.unit, one.event, one.date, one.start, one.end)


def _date(one: Date) -> Row:
    return (one.id, one.text, one.value, one.until, one.precision, one.rule, one.start, one.end)
