"""Claims: attributions, sources, figures and dates joined into what the dispatch claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

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
MIN_WORDS = 2
"""No fewer words of the agency's own hold a clause."""
VERBS = frozenset("VAE")
GOING_ON = frozenset("HVAER")
"""Tags of what goes on with the source before it: a relative clause, a verb."""
LEADING = frozenset("CSHDIT,;:")
"""Tags that nothing ends with."""
UNMEASURED = 0.5


class Evidence(NamedTuple):
    """What the stages before found: in the body, and the figures and dates of the headline and dateline before those of the body."""

    words: Words
    sentences: Sequence[Sentence]
    attributions: Sequence[Attribution]
    sourcing: Sourcing
    figures: Sequence[FoundFigure]
    dates: Sequence[FoundDate]
    occasions: Sequence[str | None]
    measured: Mapping[str, float]


class Joined(NamedTuple):
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
    "left-phrase": "phrase", "phrase-relative": "phrase", "phrase-front": "phrase", "citing": "phrase", "follow": "follow",
    "noun": "noun", "adjective": "noun", "participle": "participle", "passive-clause": "passive",
    "passive-inf": "passive", "passive-link": "passive", "passive-comp": "passive", "passive-np": "passive",
    "reduced": "passive", "gap": "passive", "asked": "passive",
}


def resolution(found: Resolved | None) -> str:
    """Return how a source was tied: none, open (not resolved) or tied."""
    if found is None:
        return "none"
    return "tied" if found.resolved else "open"


def join_claims(evidence: Evidence, *, narrated: bool) -> Joined:
    """Return the claims with everything that belongs to them.

    Ids are ``c1``... in order of the text, ``n1``... for narrated claims, so that the former never depend on the latter.
    """
    board = _Board(evidence)
    claims = _claims(board)
    figures = _figures(board)
    if narrated:
        claims = sorted([*claims, *_narrated(board, claims)], key=lambda c: c.spans[0])
    return Joined(tuple(claims), _sources(evidence, claims), tuple(figures), tuple(board.dates))


class Places:
    """Where things start, in order, so that those inside a stretch are found without a look at all others."""

    __slots__ = ("_numbers", "_starts")

    def __init__(self, starts: Sequence[int]) -> None:
        self._numbers = sorted(range(len(starts)), key=starts.__getitem__)
        self._starts = [starts[number] for number in self._numbers]

    def inside(self, spans: Sequence[Offsets]) -> list[int]:
        """Return the numbers of the things that start inside one of ``spans``, in rising order."""
        starts = self._starts
        if not starts:
            return []
        found: list[int] = []
        for start, end in spans:
            first = bisect_left(starts, start)
            if first < len(starts) and starts[first] < end:
                found += self._numbers[first : bisect_left(starts, end, first)]
        return sorted(set(found)) if len(found) > 1 else found


class _Board:
    """The evidence of one body with what joining it looks up again and again."""

    def __init__(self, evidence: Evidence) -> None:
        words = evidence.words
        self.evidence = evidence
        self.text = words.text
        self.dates = list(_dates(evidence))
        self.days = Places([date.start for date in self.dates])
        self.numbers = Places([figure.start for figure in evidence.figures])
        self.held = [self.numbers.inside(found.content) for found in evidence.attributions]
        self.lengths = [sum([end - start for start, end in found.content]) for found in evidence.attributions]
        self.starts = [words.start[sentence.first] for sentence in evidence.sentences]
        self.ends = [words.end[sentence.last - 1] for sentence in evidence.sentences]

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that the offset ``at`` stands in; -1 ahead of all."""
        return bisect_right(self.starts, at) - 1

    def dated(self, spans: Sequence[Offsets]) -> list[Date]:
        """Return the dates inside ``spans``."""
        return [self.dates[number] for number in self.days.inside(spans)]


def _dates(evidence: Evidence) -> Iterator[Date]:
    for number, found in enumerate(evidence.dates, 1):
        span = Span.of(evidence.words.text, found.start, found.end)
        yield Date(span, f"d{number}", found.value, found.until, found.precision, found.rule)


def _claims(board: _Board) -> list[Claim]:
    parents = _parents(board)
    return [_claim(board, found, number, parents[number]) for number, found in enumerate(board.evidence.attributions)]


def _ids(letter: str, numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the ids of what stands at ``numbers`` of its list: the first is 1."""
    return tuple([f"{letter}{number + 1}" for number in numbers]) if numbers else ()


def _claim(board: _Board, found: Attribution, number: int, parent: int | None) -> Claim:
    text, evidence = board.text, board.evidence
    resolved = evidence.sourcing.by_span.get(found.source) if found.source else None
    key = group(found.frame, found.kind, resolution(resolved))
    content = fold(" ".join([text[start:end] for start, end in found.content]))
    return Claim(
        id=f"c{number + 1}", kind=found.kind, text=content, spans=found.content, paragraph=found.paragraph,
        sentence=max(board.sentence(found.content[0][0]), 0), source=_mention(text, resolved), cue=_cue(text, found),
        addressee=Span.of(text, *found.addressee) if found.addressee else None, said=_said(board, number),
        figures=_ids("f", board.held[number]), dates=_ids("d", board.days.inside(found.content)),
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


def _said(board: _Board, number: int) -> Date | None:
    """Return the date that stands in the attribution itself, and in no content of it or the one before: when it was said."""
    found = board.evidence.attributions[number]
    dates = board.dated(found.clause)
    if not dates:
        return None
    # "He noted that work began in June, and pledged to pave the roads": no pledge of June
    cue = found.cue[0][0] if found.cue else 0
    before = board.evidence.attributions[number - 1].content if number else ()
    told = (*found.content, *(span for span in before if span[1] <= cue), *_aside(board, found, cue))
    return next((date for date in dates if not _inside(date.start, told)), None)


def _aside(board: _Board, found: Attribution, cue: int) -> list[Offsets]:
    """Return the relative clause between a source and its cue: ``Roe, who left on Sunday, said``."""
    words = board.evidence.words
    at = bisect_left(words.start, found.source[1]) if found.source else len(words)
    relative = words.tag[at : at + 2] == [",", "H"] and words.start[at] < cue
    return [(words.start[at], cue)] if relative else []


def _parents(board: _Board) -> list[int | None]:
    """Return for each attribution the smallest other one whose content holds its cue and content."""
    attributions, lengths = board.evidence.attributions, board.lengths
    begins = [found.content[0][0] for found in attributions]
    closes = [found.content[-1][1] for found in attributions]
    parents: list[int | None] = []
    open_: list[int] = []
    for number, inner in enumerate(attributions):
        first, last = _extent(inner)
        open_ = [n for n in open_ if closes[n] > first] if open_ else []
        together = number + 1 < len(begins) and begins[number + 1] <= first
        behind = [n for n in range(number + 1, min(number + 4, len(begins))) if begins[n] <= first] if together else []
        parent = None
        # The last that opened is likely the smallest, and then none of the others is looked into.
        for n in reversed(open_ + behind):
            smaller = parent is None or lengths[n] <= lengths[parent]
            if smaller and lengths[n] > last - first and _holds(attributions[n], first, last):
                parent = n
        parents.append(parent)
        open_.append(number)
    return parents


def _extent(found: Attribution) -> Offsets:
    spans = found.content + found.cue
    return min(spans)[0], max([end for _, end in spans])


def _holds(outer: Attribution, first: int, last: int) -> bool:
    return any(start <= first and last <= end for start, end in outer.content)


def _figures(board: _Board) -> list[Figure]:
    owners = _owners(board)
    return [
        Figure(
            Span.of(board.text, f.start, f.end), f"f{n + 1}", f.value, f.high, f.bound, f.unit, f.event, _ids("f", f.parts),
            None if f.converts is None else f"f{f.converts + 1}", board.evidence.occasions[n], owners.get(n),
        )
        for n, f in enumerate(board.evidence.figures)
    ]


def _owners(board: _Board) -> dict[int, str]:
    """Return for each figure that stands in a claim the id of the innermost one."""
    outermost_first = sorted(range(len(board.held)), key=lambda number: (-board.lengths[number], -number))
    return {figure: f"c{number + 1}" for number in outermost_first for figure in board.held[number]}


def _narrated(board: _Board, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the agency's own statements: each stretch of a sentence outside all attributions that holds a clause.

    A source that one tells of is its subject: ``Roe, who is ill, (said ...)``.
    """
    words = board.evidence.words
    sources = {claim.source.end: claim.source.start for claim in claims if claim.source}
    taken = _joined(sorted(span for claim in claims for span in _attribution_spans(claim)))
    number = 0
    for index, sentence in enumerate(board.evidence.sentences):
        for first, last in _free(words, sentence, taken):
            if VERBS.isdisjoint(words.tag[first:last]):
                continue
            number += 1
            start, end = _bare(words.text, words.start[first], words.end[last - 1])
            if first > sentence.first and "".join(words.tag[first:last]).lstrip(",")[:1] in GOING_ON:
                start = sources.get(words.end[first - 1], start)
            spans = ((start, end),)
            yield Claim(
                id=f"n{number}", kind="narrated", text=fold(words.text[start:end]), spans=spans, paragraph=sentence.paragraph,
                sentence=index, source=None, cue=None, addressee=None, said=None,
                figures=_ids("f", board.numbers.inside(spans)), dates=_ids("d", board.days.inside(spans)),
                parent=None, rule=NARRATED, confidence=1.0,
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


def _joined(spans: Sequence[Offsets]) -> list[Offsets]:
    """Return what ``spans``, in order, cover together, as stretches that do not touch."""
    joined: list[Offsets] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _free(words: Words, sentence: Sentence, taken: Sequence[Offsets]) -> Iterator[Offsets]:
    """Yield the word ranges of a sentence that no attribution covers, three words or longer."""
    first = sentence.first
    at = bisect_right(taken, words.start[first], key=itemgetter(1))
    while first < sentence.last:
        start, end = taken[at] if at < len(taken) else (len(words.text), len(words.text))
        last = bisect_left(words.start, start, first, sentence.last)
        closed = _closed(words, first, last, sentence.last)
        if closed - first > MIN_WORDS:
            yield first, closed
        first = bisect_left(words.start, end, last, sentence.last)
        at += 1


def _closed(words: Words, first: int, last: int, end: int) -> int:
    """Return where a stretch ends without what only leads to the attribution behind it: ``..., and what``, ``in a note to``."""
    while first < last < end and words.tag[last - 1] in LEADING:
        last -= 1
    return last


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
