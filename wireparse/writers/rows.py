"""Dispatches as flat rows: one a claim, a source or a figure, with the columns that users script against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wireparse.writers.parts import stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wireparse.model import Claim, Date, Dispatch, Figure, Source
    from wireparse.writers import Row, View

COLUMNS: dict[View, tuple[str, ...]] = {
    "claims": (
        "file", "id", "date", "agency", "place", "headline", "claim", "kind", "text", "source", "source_name",
        "source_type", "role", "affiliation", "anonymous", "cue", "cue_class", "addressee", "said", "figures", "dates",
        "confidence", "rule", "paragraph", "start", "end",
    ),
    "sources": (
        "name", "type", "role", "affiliation", "aliases", "anonymous", "dispatches", "claims", "direct", "indirect",
        "mixed", "words", "share", "first", "last",
    ),
    "figures": (
        "file", "id", "dispatched", "date", "event", "value", "high", "bound", "unit", "text", "source_name",
        "source_type", "claim", "place",
    ),
}  # fmt: skip

SAID = "said_text"  # no column of the output: the claim's text as tables show it


def claim_rows(dispatches: Iterable[Dispatch]) -> Iterator[Row]:
    """Yield one row a claim; ``figures`` and ``dates`` are lists of the objects, ``said_text`` is for tables only."""
    for dispatch in dispatches:
        figures = {figure.id: figure for figure in dispatch.figures}
        dates = {date.id: date for date in dispatch.dates}
        for claim in dispatch.claims:
            yield {**_heading(dispatch), **_claim(claim, figures, dates), SAID: stretches(dispatch, claim)}


def figure_rows(dispatches: Iterable[Dispatch]) -> Iterator[Row]:
    """Yield one row a figure, with the source of the claim that it stands in."""
    for dispatch in dispatches:
        claims = {claim.id: claim for claim in dispatch.claims}
        for figure in dispatch.figures:
            yield _figure(dispatch, figure, claims.get(figure.claim or ""))


def source_rows(dispatches: Iterable[Dispatch]) -> list[Row]:
    """Return one row a source over all ``dispatches``, the most quoted first; ``share`` is that of the quoted words."""
    tallies: dict[tuple[str, str], Tally] = {}
    for dispatch in dispatches:
        claims = {claim.id: claim for claim in dispatch.claims}
        for source in dispatch.sources:
            said = [claims[identifier] for identifier in source.claims if identifier in claims]
            if said:
                tallies.setdefault((source.name.casefold(), source.type), Tally(source)).add(dispatch, source, said)
    words = sum(tally.words for tally in tallies.values())
    ranked = sorted(tallies.values(), key=lambda tally: (-tally.claims, -tally.words, tally.source.name))
    return [tally.row(words) for tally in ranked]


def short(value: object) -> object:
    """Return a cell for CSV and tables: lists as short strings joined by ``; ``, booleans as words, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_short(member) for member in value)
    return value


@dataclass(slots=True)
class Tally:
    """What one source said, over all dispatches so far; role and affiliation are the first ones given."""

    source: Source
    role: str | None = None
    affiliation: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    dispatches: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    words: int = 0
    days: list[str] = field(default_factory=list)

    @property
    def claims(self) -> int:
        return sum(self.kinds.values())

    def add(self, dispatch: Dispatch, source: Source, said: list[Claim]) -> None:
        """Count the claims ``said`` by ``source`` in one dispatch."""
        self.role = self.role or source.role
        self.affiliation = self.affiliation or source.affiliation
        self.aliases.update(dict.fromkeys(source.aliases))
        self.dispatches += 1
        if dispatch.date:
            day = dispatch.date.value
            self.days = [min([*self.days, day]), max([*self.days, day])]
        for claim in said:
            self.kinds[claim.kind] = self.kinds.get(claim.kind, 0) + 1
            self.words += len(claim.text.split())

    def row(self, all_words: int) -> Row:
        """Return the row of this source, its share taken of ``all_words``."""
        source, days = self.source, self.days
        return {
            "name": source.name, "type": source.type, "role": self.role, "affiliation": self.affiliation,
            "aliases": list(self.aliases), "anonymous": source.anonymous, "dispatches": self.dispatches,
            "claims": self.claims, "direct": self.kinds.get("direct", 0), "indirect": self.kinds.get("indirect", 0),
            "mixed": self.kinds.get("mixed", 0), "words": self.words,
            "share": round(self.words / all_words, 4) if all_words else 0.0,
            "first": days[0] if days else None, "last": days[-1] if days else None,
        }  # fmt: skip


def _heading(dispatch: Dispatch) -> Row:
    return {
        "file": dispatch.file, "id": dispatch.id, "date": dispatch.date.value if dispatch.date else None,
        "agency": dispatch.agency, "place": _place(dispatch),
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
        "source_type": source.type if source else None, "claim": figure.claim, "place": _place(dispatch),
    }  # fmt: skip


def _place(dispatch: Dispatch) -> str | None:
    return "; ".join(place.name for place in dispatch.dateline.places) or None if dispatch.dateline else None


def _short(member: object) -> str:
    """Return one member of a list: a figure by its words, a date by its day where that is known, else as it stands."""
    if not isinstance(member, dict):
        return str(member)
    is_date = "precision" in member
    return str((is_date and member["value"]) or member["text"])
