"""The stages in their order: a text in, a parsed dispatch out; and the steps behind one claim, replayed."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from wireparse.errors import UsageError
from wireparse.model import Dispatch, DispatchDate, Header, Warning
from wireparse.packs import SHARED, languages, load_confidence, load_pack
from wireparse.span import Span, fold
from wireparse.stages.attributions import find_attributions
from wireparse.stages.claims import Evidence, Joined, group, join_claims, resolution
from wireparse.stages.dates import FoundDate, find_dates, find_occasions, unread_dates
from wireparse.stages.figures import chained, find_figures, unread_figures
from wireparse.stages.quotes import find_quotes
from wireparse.stages.sentences import find_sentences
from wireparse.stages.sources import enclosing, find_sources
from wireparse.stages.structure import find_structure
from wireparse.stated import Stated, stated
from wireparse.values import Value, frozen
from wireparse.words import read_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from wireparse.model import Claim, Json
    from wireparse.packs import Pack
    from wireparse.readers import RawDispatch
    from wireparse.span import Offsets
    from wireparse.stages.attributions import Attribution
    from wireparse.stages.sentences import Sentence
    from wireparse.stages.structure import Structure
    from wireparse.words import Words

DEFAULT_LANGUAGE = "en"
ID_LENGTH = 12
SERIES = re.compile(r"[A-Z]{2,} \d-")
LONG = re.compile(r"[^\W\d_]{5,}")


def parse(
    text: str, *, date: dt.date | None = None, language: str | None = None, narrated: bool = False,
    raw: RawDispatch | None = None,
) -> Dispatch:
    r"""Return ``text``, one dispatch, parsed; offsets refer to ``text`` as given.

    ``date`` is the dispatch's day where the text gives none; ``narrated`` adds the agency's own statements to the
    claims. No text raises; ``UsageError`` for a language that is not spoken.

    >>> parse('Kelmen (AFP)\n\nSeven people died, police said.').claims[0].text
    'Seven people died'
    """
    named = _language(language) if language else None
    structure = find_structure(text, load_pack(SHARED), raw.marks if raw else ())
    header = raw.header if raw and raw.header else Header()
    known = stated(text, structure, header, date=date, language=named)
    reading = _read(text, structure, known.language, known.day)
    joined = join_claims(reading.evidence, narrated=narrated)
    return _dispatch(text, structure, known, reading, joined, raw)


class _Reading(NamedTuple):
    """The body's evidence and the warnings that the stages raised."""

    evidence: Evidence
    warnings: tuple[Warning, ...]


def _read(text: str, structure: Structure, language: str, day: DispatchDate | None) -> _Reading:
    """Call the body's stages in their order; in a language that is not spoken there is nothing that they could read."""
    spoken = language in languages()
    pack = load_pack(language if spoken else DEFAULT_LANGUAGE)
    paragraphs = structure.body.paragraphs if structure.body and spoken else ()
    first, last = (paragraphs[0].start, paragraphs[-1].end) if paragraphs else (0, 0)
    words = read_words(text, first, last, pack)
    sentences = find_sentences(words, paragraphs, pack)
    quotes = find_quotes(words, sentences)
    attributions = find_attributions(words, sentences, quotes, pack)
    mentions = [a.source for a in attributions if a.source]
    sourcing = find_sources(words, mentions, pack, paragraphs, enclosing(attributions), structure.agency)
    ranges = [sentence[:2] for sentence in sentences]
    year = structure.copyright.year if structure.copyright else None
    above = _headline(text, structure.headline if spoken else None, pack)
    ahead = find_dates(above, [(0, len(above))], pack, _day(day), year)
    dates = find_dates(words, ranges, pack, _day(day), year)
    figures = chained(
        find_figures(above, [(0, len(above))], pack, [(d.start, d.end) for d in ahead]),
        find_figures(words, ranges, pack, [(d.start, d.end) for d in dates], mentions),
    )
    dates = (*ahead, *_dateline_date(structure, day), *dates)
    odd = tuple(Warning("unbalanced-quotes", "a quotation mark without its partner", at, at + 1) for at in quotes.odd)
    occasions = find_occasions(words, sentences, figures, dates, pack, attributions)
    evidence = Evidence(words, sentences, attributions, sourcing, figures, dates, occasions, load_confidence(pack.code))
    return _Reading(evidence, odd + _unread(words))


def _headline(text: str, headline: Span | None, pack: Pack) -> Words:
    """Return the words of a headline behind its series ("UPDATE 2-"), none without one.

    Where every long word has a capital, that tells nothing: the tags are then those of small letters.
    """
    start, end = (headline.start, headline.end) if headline else (0, 0)
    series = SERIES.match(text, start, end)
    start = series.end() if series else start
    long = LONG.findall(text, start, end)
    small = text[:start] + text[start:end].lower()
    if not long or len(small) != end or any(word[0].islower() for word in long):
        return read_words(text, start, end, pack)
    words = read_words(small, start, end, pack)
    words.word = [text[a:b] for a, b in zip(words.start, words.end, strict=True)]
    return words


def _unread(words: Words) -> tuple[Warning, ...]:
    """Return a warning for each kind of expression of which the body holds too many to read."""
    kinds = (("dates", unread_dates(words)), ("figures", unread_figures(words)))
    return tuple(Warning("unread", f"too many {what}: not read from here on", *at) for what, at in kinds if at)


def _language(language: str) -> str:
    code = language.lower().partition("-")[0].partition("_")[0]
    if code not in languages():
        raise UsageError(f"no language {language!r}; there are: {', '.join(languages())}")
    return code


def _day(day: DispatchDate | None) -> dt.date | None:
    import datetime as dt  # noqa: PLC0415 - start-up: only dispatches with a date need it

    return dt.date.fromisoformat(day.value) if day else None


def _dateline_date(structure: Structure, day: DispatchDate | None) -> tuple[FoundDate, ...]:
    """Return the dateline's own date, if it has one."""
    dateline = structure.dateline
    if dateline is None or dateline.date is None or dateline.date_span is None:
        return ()
    value = day.value if day and day.origin == "dateline" else None
    span = dateline.date_span
    return (FoundDate(span.start, span.end, value, None, "day", "wire.dateline"),)


def _dispatch(
    text: str, structure: Structure, known: Stated, reading: _Reading, joined: Joined, raw: RawDispatch | None
) -> Dispatch:
    header = raw.header if raw and raw.header else Header()
    return Dispatch(
        input=text, file=raw.file if raw else None, index=raw.index if raw else 0,
        id=header.id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH],
        format=raw.format if raw else "text", encoding=raw.encoding if raw else None, language=known.language,
        agency=known.agency, date=known.day, status=known.status, headline=structure.headline,
        slug=header.slug, keywords=header.keywords, priority=header.priority,
        advisories=structure.advisories, dateline=structure.dateline, byline=structure.byline, body=structure.body,
        signoff=structure.signoff, copyright=structure.copyright, claims=joined.claims, sources=joined.sources,
        figures=joined.figures, dates=joined.dates,
        warnings=(*(raw.warnings if raw else ()), *structure.warnings, *known.warnings, *reading.warnings),
        header=raw.header if raw else None, text=text if raw and raw.made else None, marks=raw.marks if raw else (),
    )


# ---------------------------------------------------------------------- explain


@frozen
class Step(Value):
    """One step from the text to a claim: its name, what was found, and the characters it looked at."""

    name: str
    detail: str
    spans: tuple[Offsets, ...]

    def to_dict(self) -> Json:
        """Return the JSON form."""
        return {"name": self.name, "detail": self.detail, "spans": [{"start": s, "end": e} for s, e in self.spans]}


@frozen
class Explanation(Value):
    """A claim with the steps that led to it, in order."""

    claim: Claim
    steps: tuple[Step, ...]

    def to_dict(self) -> Json:
        """Return the JSON form."""
        return {"claim": self.claim.to_dict(), "steps": [step.to_dict() for step in self.steps]}


def explain(dispatch: Dispatch, claim_id: str) -> Explanation:
    """Return why ``claim_id`` is a claim of ``dispatch``: the stages are run again and their steps named.

    Raises ``UsageError`` for an id that the dispatch does not have.
    """
    claim = next((c for c in dispatch.claims if c.id == claim_id), None)
    if claim is None:
        known = f"c1 to c{len(dispatch.claims)}" if dispatch.claims else "none"
        raise UsageError(f"no claim {claim_id!r}; there are: {known}")
    return next(explanations(dispatch, [claim]))


def explanations(dispatch: Dispatch, claims: Sequence[Claim]) -> Iterator[Explanation]:
    """Yield why each of the ``claims`` of ``dispatch`` is one; the stages are run again once for all of them."""
    if not claims:
        return
    structure = find_structure(dispatch.input, load_pack(SHARED), dispatch.marks)
    evidence = _read(dispatch.input, structure, dispatch.language, dispatch.date).evidence
    for claim in claims:
        if claim.kind == "narrated":
            yield Explanation(claim, (Step("narrated", "no attribution covers this stretch", claim.spans),))
        else:
            yield Explanation(claim, tuple(_steps(evidence, int(claim.id[1:]) - 1)))


def _steps(evidence: Evidence, number: int) -> Sequence[Step]:
    found = evidence.attributions[number]
    text = evidence.words.text
    resolved = evidence.sourcing.by_span.get(found.source) if found.source else None
    steps = [
        _sentence_step(evidence.words, evidence.sentences, found),
        Step("cue", f"{found.rule} ({found.lemma}, {found.cls})" if found.cue else "no cue: the last speaker goes on", found.cue),
        Step("frame", found.frame, found.clause),
        Step("content", f"{found.kind}: " + " | ".join(fold(text[s:e]) for s, e in found.content), found.content),
    ]
    if found.source:
        steps.append(Step("source", fold(text[found.source[0] : found.source[1]]), (found.source,)))
    if resolved:
        tied = resolved.identity.name if resolved.resolved else "unresolved: " + ", ".join(resolved.candidates)
        steps.append(Step("resolution", f"{resolved.identity.id} {tied} ({resolved.identity.type})", tuple(resolved.identity.mentions)))
    key = group(found.frame, found.kind, resolution(resolved))
    steps.append(Step("confidence", f"{evidence.measured.get(key, 0.5):.2f}, measured for {key}", ()))
    return steps


def _sentence_step(words: Words, sentences: Sequence[Sentence], found: Attribution) -> Step:
    """Return the sentence that the cue stands in: a quotation may have begun in one before; without a cue its first."""
    begins = found.cue[0][0] if found.cue else found.content[0][0]
    sentence = sentences[max(bisect_right(sentences, begins, key=lambda one: words.start[one.first]) - 1, 0)]
    start, end = words.start[sentence.first], words.end[sentence.last - 1]
    return Step("sentence", Span.of(words.text, start, end).text, ((start, end),))
