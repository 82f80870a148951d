"""Claims: attributions, sources, figures and dates joined into what the dispatch claims."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireparse.model import Claim, Cue, Date, Figure, Mention, Source
from wireparse.span import Span, fold, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wireparse.span import Offsets
    from wireparse.stages.attributions import Attribution
    from wireparse.stages.dates import FoundDate
    from wireparse.stages.figures import FoundFigure
    from wireparse.stages.sentences import Sentence
    from wireparse.stages.sources import Resolved, Sourcing
    from wireparse.words import Words

NARRATED = "narrated"
UNMEASURED = 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the stages before found in one body."""

    words: Words
    sentences: Sequence[Sentence]
    attributions: Sequence[Attribution]
    sourcing: Sourcing
    figures: Sequence[FoundFigure]
    dates: Sequence[FoundDate]
    measured: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Joined:
    """The lists of the output."""

    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]


def group(frame: str, kind: str, resolution: str) -> str:
    """Return the group whose measured precision is a claim's confidence: how it was found, and how its source was tied."""
    family = FAMILIES.get(frame, "clause")
    if family == "clause" and kind != "indirect":
        family = "quoted"
    return f"{family}/{resolution}"


FAMILIES = {
    "left": "behind", "left-inverted": "behind", "left-passive": "behind", "left-as-saying": "behind",
    "left-phrase": "phrase", "phrase-front": "phrase", "citing": "phrase", "follow": "follow",
    "noun": "noun", "adjective": "noun", "participle": "participle", "passive-clause": "passive",
    "passive-inf": "passive", "passive-link": "passive", "passive-comp": "passive", "passive-np": "passive",
    "reduced": "passive", "gap": "passive", "asked": "passive",
}


def resolution(found: Resolved | None) -> str:
    """Return how a source was tied: none, open (not resolved) or tied."""
    if found is None:
        return "none"
    return "tied" if found.resolved else "open"


def join_claims(evidence: Evidence, before: Sequence[Date], *, narrated: bool) -> Joined:
    """Return the claims with everything that belongs to them; ``before`` are dates found ahead of the body.

    Ids are ``c1``... in order of the text, ``n1``... for narrated claims, so that the former never depend on the latter.
    """
    dates = _dates(evidence, before)
    claims = _claims(evidence, dates)
    figures = _figures(evidence, claims, dates)
    claims = [_with_figures(claim, figures) for claim in claims]
    if narrated:
        claims = sorted([*claims, *_narrated(evidence, claims, figures, dates)], key=lambda c: c.spans[0])
    return Joined(tuple(claims), _sources(evidence, claims), tuple(figures), tuple(dates))


def _dates(evidence: Evidence, before: Sequence[Date]) -> list[Date]:
    text = evidence.words.text
    found = [
        Date(Span.of(text, d.start, d.end), f"d{n}", d.value, d.until, d.precision, d.rule)
        for n, d in enumerate(evidence.dates, len(before) + 1)
    ]
    return [*before, *found]


def _claims(evidence: Evidence, dates: Sequence[Date]) -> list[Claim]:
    starts = [evidence.words.start[s.first] for s in evidence.sentences]
    parents = _parents(evidence.attributions)
    return [
        _claim(evidence, attribution, number, parents[number], dates, bisect_right(starts, attribution.content[0][0]) - 1)
        for number, attribution in enumerate(evidence.attributions)
    ]


def _claim(evidence: Evidence, found: Attribution, number: int, parent: int | None, dates: Sequence[Date], sentence: int) -> Claim:
    text = evidence.words.text
    resolved = evidence.sourcing.by_span.get(found.source) if found.source else None
    key = group(found.frame, found.kind, resolution(resolved))
    content = " ".join(fold(text[start:end]) for start, end in found.content)
    return Claim(
        id=f"c{number + 1}", kind=found.kind, text=content, spans=found.content, paragraph=found.paragraph,
        sentence=max(sentence, 0), source=_mention(text, resolved), cue=_cue(text, found),
        addressee=Span.of(text, *found.addressee) if found.addressee else None, said=_said(found, dates),
        figures=(), dates=tuple(d.id for d in dates if _inside(d.start, found.content)),
        parent=None if parent is None else f"c{parent + 1}", rule=found.rule,
        confidence=evidence.measured.get(key, UNMEASURED),
    )


def _cue(text: str, found: Attribution) -> Cue | None:
    if not found.cue:
        return None
    start, end = found.cue[0][0], found.cue[-1][1]
    return Cue(Span.of(text, start, end), found.cue, found.lemma, found.cls)


def _mention(text: str, resolved: Resolved | None) -> Mention | None:
    if resolved is None:
        return None
    identity = resolved.identity
    return Mention(
        Span.of(text, *resolved.span), identity.id, identity.name, identity.type, identity.role, identity.affiliation,
        identity.anonymous, resolved.reason, resolved.resolved, resolved.candidates,
    )


def _inside(at: int, spans: Sequence[Offsets]) -> bool:
    return any(start <= at < end for start, end in spans)


def _said(found: Attribution, dates: Sequence[Date]) -> Date | None:
    """Return the date that stands in the attribution itself: when it was said."""
    start, end = found.clause
    outside = (d for d in dates if start <= d.start < end and not _inside(d.start, found.content))
    return next(outside, None)


def _parents(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the smallest other one whose content holds its cue and content."""
    parents: list[int | None] = []
    open_: list[int] = []
    for number, inner in enumerate(attributions):
        first, last = _extent(inner)
        open_ = [n for n in open_ if attributions[n].content[-1][1] > first]
        holders = [n for n in open_ if _holds(attributions[n], first, last)]
        holders += [n for n in range(number + 1, min(number + 4, len(attributions))) if _holds(attributions[n], first, last)]
        parents.append(min(holders, key=lambda n: _length(attributions[n]), default=None))
        open_.append(number)
    return parents


def _extent(found: Attribution) -> Offsets:
    spans = (*found.content, *found.cue)
    return min(s for s, _ in spans), max(e for _, e in spans)


def _holds(outer: Attribution, first: int, last: int) -> bool:
    return any(start <= first and last <= end for start, end in outer.content) and _length(outer) > last - first


def _length(found: Attribution) -> int:
    return sum(end - start for start, end in found.content)


def _figures(evidence: Evidence, claims: Sequence[Claim], dates: Sequence[Date]) -> list[Figure]:
    text = evidence.words.text
    return [
        Figure(
            Span.of(text, f.start, f.end), f"f{n}", f.value, f.high, f.bound, f.unit, f.event,
            tuple(f"f{part + 1}" for part in f.parts), None if f.converts is None else f"f{f.converts + 1}",
            _day_of(evidence, f, dates) if f.event else None, _owner(f.start, claims),
        )
        for n, f in enumerate(evidence.figures, 1)
    ]


def _owner(at: int, claims: Sequence[Claim]) -> str | None:
    """Return the innermost claim that a figure at ``at`` stands in."""
    holders = [claim for claim in claims if _inside(at, claim.spans)]
    return min(holders, key=lambda c: sum(e - s for s, e in c.spans)).id if holders else None


def _day_of(evidence: Evidence, figure: FoundFigure, dates: Sequence[Date]) -> str | None:
    """Return the day of a figure's event: the nearest date of its sentence with a value."""
    words = evidence.words
    starts = [words.start[s.first] for s in evidence.sentences]
    at = bisect_right(starts, figure.start) - 1
    if at < 0:
        return None
    first, last = starts[at], words.end[evidence.sentences[at].last - 1]
    near = [d for d in dates if first <= d.start < last and d.value and d.precision == "day"]
    return min(near, key=lambda d: abs(d.start - figure.start)).value if near else None


def _with_figures(claim: Claim, figures: Sequence[Figure]) -> Claim:
    held = tuple(f.id for f in figures if _inside(f.start, claim.spans))
    return _replaced(claim, held) if held else claim


def _replaced(claim: Claim, figures: tuple[str, ...]) -> Claim:
    values = {name: getattr(claim, name) for name in Claim.__slots__}
    return Claim(**{**values, "figures": figures})


def _narrated(evidence: Evidence, claims: Sequence[Claim], figures: Sequence[Figure], dates: Sequence[Date]) -> Iterator[Claim]:
    """Yield the agency's own statements: each stretch of a sentence outside all attributions that holds a clause."""
    words = evidence.words
    taken = sorted(span for claim in claims for span in _attribution_spans(claim))
    number = 0
    for index, sentence in enumerate(evidence.sentences):
        for first, last in _free(words, sentence, taken):
            if not any(words.tag[i] in "VAE" for i in range(first, last)):
                continue
            number += 1
            start, end = _bare(words.text, words.start[first], words.end[last - 1])
            spans = ((start, end),)
            yield Claim(
                id=f"n{number}", kind="narrated", text=fold(words.text[start:end]), spans=spans, paragraph=sentence.paragraph,
                sentence=index, source=None, cue=None, addressee=None, said=None,
                figures=tuple(f.id for f in figures if _inside(f.start, spans)),
                dates=tuple(d.id for d in dates if _inside(d.start, spans)), parent=None, rule=NARRATED, confidence=1.0,
            )


def _attribution_spans(claim: Claim) -> Iterator[Offsets]:
    yield from claim.spans
    if claim.cue:
        yield from claim.cue.spans
    if claim.source:
        yield claim.source.start, claim.source.end
    if claim.addressee:
        yield claim.addressee.start, claim.addressee.end
    if claim.said:
        yield claim.said.start, claim.said.end


def _free(words: Words, sentence: Sentence, taken: Sequence[Offsets]) -> Iterator[Offsets]:
    """Yield the word ranges of a sentence that no attribution covers, three words or longer."""
    at = bisect_right(taken, (words.start[sentence.first], -1))
    spans = [s for s in taken[max(0, at - 8) : at + 40] if s[1] > words.start[sentence.first]]
    run: list[int] = []
    for i in range(sentence.first, sentence.last):
        if any(start <= words.start[i] < end for start, end in spans):
            if len(run) > MIN_WORDS:
                yield run[0], run[-1] + 1
            run = []
        else:
            run.append(i)
    if len(run) > MIN_WORDS:
        yield run[0], run[-1] + 1


MIN_WORDS = 2


def _bare(text: str, start: int, end: int) -> Offsets:
    while end > start and text[end - 1] in ".,;:-–— \n":
        end -= 1
    while start < end and text[start] in ".,;:-–— \n":
        start += 1
    return trimmed(text, start, end)


def _sources(evidence: Evidence, claims: Sequence[Claim]) -> tuple[Source, ...]:
    made: dict[str, list[str]] = {}
    for claim in claims:
        if claim.source:
            made.setdefault(claim.source.id, []).append(claim.id)
    return tuple(
        Source(i.id, i.name, i.type, i.role, i.affiliation, tuple(i.aliases), i.anonymous, tuple(dict.fromkeys(i.mentions)),
               tuple(made.get(i.id, ())))
        for i in evidence.sourcing.identities if i.id in made
    )
