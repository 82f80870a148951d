"""What a parsed dispatch is made of; every class here is the shape of one JSON object, version 1.

All offsets are half-open character offsets into the decoded input (``Dispatch.input``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from wireparse.span import Offsets, Span

SCHEMA = "wireparse/1"

Json = dict[str, object]
Kind = Literal["direct", "indirect", "mixed", "narrated"]
Status = Literal["usable", "correction", "kill", "hold", "embargoed"]
Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about"]
Precision = Literal["day", "month", "quarter", "season", "year", "decade"]
Part = Literal["headline", "advisory", "byline", "dateline", "body", "signoff", "copyright"]


class Mark(NamedTuple):
    """What a format says a stretch of the text is; half-open offsets."""

    part: Part
    start: int
    end: int


def _offsets(spans: tuple[Offsets, ...]) -> list[Json]:
    return [{"start": start, "end": end} for start, end in spans]


@frozen
class _Located(Value):
    """A span with more said about it."""

    span: Span

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @property
    def text(self) -> str:
        return self.span.text

    def to_dict(self) -> Json:
        return self.span.to_dict()


@frozen
class Advisory(_Located):
    """A line to editors; ``kind`` is update, urgent, correction, kill, hold, embargo, date, note, media, credit or rule.

    A rule is a line of dashes, asterisks or the like: it parts, and says nothing.
    """

    kind: str

    def to_dict(self) -> Json:
        return {**self.span.to_dict(), "kind": self.kind}


@frozen
class Place(Value):
    """One place of a dateline, as written; region is a state or province, country as written in the dateline."""

    name: str
    region: str | None = None
    country: str | None = None

    def to_dict(self) -> Json:
        return {"name": self.name, "region": self.region, "country": self.country}


@frozen
class Dateline(_Located):
    """Place or places, date and agency; the dash behind is left out. ``date`` is ISO, or ``--MM-DD`` without a year."""

    places: tuple[Place, ...] = ()
    date: str | None = None
    agency: str | None = None
    date_span: Span | None = None

    def to_dict(self) -> Json:
        places = [place.to_dict() for place in self.places]
        return {**self.span.to_dict(), "places": places, "date": self.date, "agency": self.agency}


@frozen
class Author(Value):
    """One person, or desk, of a byline."""

    name: str
    place: str | None = None
    role: str | None = None

    def to_dict(self) -> Json:
        return {"name": self.name, "place": self.place, "role": self.role}


@frozen
class Byline(_Located):
    """The names with their "By"."""

    authors: tuple[Author, ...] = ()

    def to_dict(self) -> Json:
        return {**self.span.to_dict(), "authors": [author.to_dict() for author in self.authors]}


@frozen
class Body(_Located):
    """From the first character after dateline and byline to before the sign-off."""

    paragraphs: tuple[Span, ...] = ()

    def to_dict(self) -> Json:
        return {**self.span.to_dict(), "paragraphs": [paragraph.to_dict() for paragraph in self.paragraphs]}


@frozen
class Copyright(_Located):
    """A copyright line; ``year`` is the last one it names."""

    year: int | None = None
    holder: str | None = None

    def to_dict(self) -> Json:
        return {**self.span.to_dict(), "year": self.year, "holder": self.holder}


@frozen
class DispatchDate(Value):
    """The day of the dispatch and where it was taken from: dateline, header, id, option, name or mtime."""

    value: str
    precision: Precision
    origin: str

    def to_dict(self) -> Json:
        return {"value": self.value, "precision": self.precision, "from": self.origin}


@frozen
class Header(Value):
    """What the format itself says of the dispatch, as it says it, beside what the text says.

    ``date``, ``updated`` and ``embargo`` are ISO 8601, to the day or with a time; ``priority`` is the agency's own
    number, 1 the most urgent.
    """

    id: str | None = None
    version: str | None = None
    headline: str | None = None
    dateline: str | None = None
    byline: str | None = None
    location: str | None = None
    slug: str | None = None
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    genre: str | None = None
    priority: int | None = None
    date: str | None = None
    updated: str | None = None
    language: str | None = None
    provider: str | None = None
    rights: str | None = None
    status: Status | None = None
    embargo: str | None = None

    def to_dict(self) -> Json:
        return {
            "id": self.id, "version": self.version, "headline": self.headline, "dateline": self.dateline,
            "byline": self.byline, "location": self.location, "slug": self.slug, "keywords": list(self.keywords),
            "categories": list(self.categories), "genre": self.genre, "priority": self.priority, "date": self.date,
            "updated": self.updated, "language": self.language, "provider": self.provider, "rights": self.rights,
            "status": self.status, "embargo": self.embargo,
        }


@frozen
class Warning(Value):
    """Something odd that did not stop the parse."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None

    def to_dict(self) -> Json:
        return {"code": self.code, "message": self.message, "start": self.start, "end": self.end}


@frozen
class Date(_Located):
    """An expression that names a day or a longer stretch of the calendar.

    ``value`` is ISO 8601 (day, month or year) or None where it cannot be told; ``until`` the last day of a range.
    """

    id: str
    value: str | None
    until: str | None
    precision: Precision
    rule: str

    def to_dict(self) -> Json:
        span = self.span
        return {
            "text": span.text, "start": span.start, "end": span.end, "id": self.id, "value": self.value,
            "until": self.until, "precision": self.precision, "rule": self.rule,
        }


@frozen
class Figure(_Located):
    """A quantity: ``high`` only for a range; ``converts`` names the figure that it gives in another currency; ``date`` is its event's."""

    id: str
    value: float
    high: float | None
    bound: Bound
    unit: str | None
    event: str | None
    parts: tuple[str, ...] = ()
    converts: str | None = None
    date: str | None = None
    claim: str | None = None

    def to_dict(self) -> Json:
        span = self.span
        return {
            "text": span.text, "start": span.start, "end": span.end, "id": self.id, "value": self.value,
            "high": self.high, "bound": self.bound, "unit": self.unit, "event": self.event, "parts": list(self.parts),
            "converts": self.converts, "date": self.date, "claim": self.claim,
        }


@frozen
class Cue(_Located):
    """The words that tie content to source; ``spans`` has more than one member where they stand apart."""

    spans: tuple[Offsets, ...]
    lemma: str
    cls: str

    def to_dict(self) -> Json:
        span = self.span
        return {
            "text": span.text, "start": span.start, "end": span.end, "spans": _offsets(self.spans),
            "lemma": self.lemma, "class": self.cls,
        }


@frozen
class Mention(_Located):
    """The source of one claim: the surface, and the identity (``id``, ``name``) that it was resolved to."""

    id: str
    name: str
    type: str
    role: str | None
    affiliation: str | None
    anonymous: bool
    anonymity_reason: str | None
    resolved: bool
    candidates: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        span = self.span
        return {
            "text": span.text, "start": span.start, "end": span.end, "id": self.id, "name": self.name,
            "type": self.type, "role": self.role, "affiliation": self.affiliation, "anonymous": self.anonymous,
            "anonymity_reason": self.anonymity_reason, "resolved": self.resolved, "candidates": list(self.candidates),
        }


@frozen
class Source(Value):
    """One identity of the dispatch with its claims; ``mentions`` are the surfaces that stand as sources."""

    id: str
    name: str
    type: str
    role: str | None
    affiliation: str | None
    aliases: tuple[str, ...]
    anonymous: bool
    mentions: tuple[Offsets, ...]
    claims: tuple[str, ...]

    def to_dict(self) -> Json:
        return {
            "id": self.id, "name": self.name, "type": self.type, "role": self.role, "affiliation": self.affiliation,
            "aliases": list(self.aliases), "anonymous": self.anonymous, "mentions": _offsets(self.mentions),
            "claims": list(self.claims),
        }


@frozen
class Claim(Value):
    """A stretch that the agency gives as said by somebody else; narrated claims are the agency's own voice."""

    id: str
    kind: Kind
    text: str
    spans: tuple[Offsets, ...]
    paragraph: int
    sentence: int
    source: Mention | None
    cue: Cue | None
    addressee: Span | None
    said: Date | None
    figures: tuple[str, ...]
    dates: tuple[str, ...]
    parent: str | None
    rule: str
    confidence: float

    def to_dict(self) -> Json:
        return {
            "id": self.id, "kind": self.kind, "text": self.text, "spans": _offsets(self.spans),
            "paragraph": self.paragraph, "sentence": self.sentence, "source": self.source and self.source.to_dict(),
            "cue": self.cue and self.cue.to_dict(), "addressee": self.addressee and self.addressee.to_dict(), "said": self.said and self.said.to_dict(),
            "figures": list(self.figures), "dates": list(self.dates), "parent": self.parent, "rule": self.rule,
            "confidence": self.confidence,
        }


@frozen
class Dispatch(Value):
    """One dispatch, parsed. ``input`` is the text that all offsets refer to; ``marks`` are what its format said of it."""

    input: str
    file: str | None
    index: int
    id: str
    format: str
    encoding: str | None
    language: str
    agency: str | None
    date: DispatchDate | None
    status: Status
    headline: Span | None
    slug: str | None
    keywords: tuple[str, ...]
    priority: int | None
    advisories: tuple[Advisory, ...]
    dateline: Dateline | None
    byline: Byline | None
    body: Body | None
    signoff: Span | None
    copyright: Copyright | None
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]
    warnings: tuple[Warning, ...]
    header: Header | None = None
    text: str | None = None
    marks: tuple[Mark, ...] = ()

    def to_dict(self) -> Json:
        """Return the dispatch as the JSON object of ``wireparse schema``, keys in their published order."""
        return {
            "schema": SCHEMA, "file": self.file, "index": self.index, "id": self.id, "format": self.format,
            "encoding": self.encoding, "language": self.language, "agency": self.agency, "date": _date(self.date),
            "status": self.status, "headline": self.headline and self.headline.to_dict(), "slug": self.slug,
            "keywords": list(self.keywords), "priority": self.priority,
            "advisories": [advisory.to_dict() for advisory in self.advisories], "dateline": self.dateline and self.dateline.to_dict(),
            "byline": self.byline and self.byline.to_dict(), "body": self.body and self.body.to_dict(), "signoff": self.signoff and self.signoff.to_dict(),
            "copyright": self.copyright and self.copyright.to_dict(), "claims": [claim.to_dict() for claim in self.claims],
            "sources": [source.to_dict() for source in self.sources],
            "figures": [figure.to_dict() for figure in self.figures], "dates": [date.to_dict() for date in self.dates],
            "warnings": [warning.to_dict() for warning in self.warnings], "header": _head(self.header), "text": self.text,
        }


def _date(date: DispatchDate | None) -> Json | None:
    return date.to_dict() if date else None


def _head(header: Header | None) -> Json | None:
    return header.to_dict() if header else None
