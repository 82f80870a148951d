"""Scores of one parsed dispatch against what a careful reader expects of it; sums of them are the quality of the tool.

Definitions, all micro-averaged:

content         a claim's characters (white space aside) overlap by half or more of those that either covers, one to one
content_trim    the same extent, but for marks and white space at its outer ends
content_source  content, and the source is the same phrase or has the same head
cue             the words of attribution overlap by a third or more
direct          direct claims found with their source (recall)
kind, who, type of the claims whose content is found: the kind, the name of the identity, its type
figures         overlapping, with value, bound, unit and event right; figures_value, figures_event: only that much
dates           overlapping, with the value right
headline ...    the part is exactly right, or rightly absent; body_start and paragraphs: exact offsets
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import wireparse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gold import Gold, GoldClaim
    from wireparse.model import Claim, Dispatch
    from wireparse.span import Offsets

SOFT = 0.5
CUE = 1 / 3
PARTS = ("headline", "dateline", "byline", "signoff", "copyright")
OUTER_MARKS = " \t\r\n\u00a0\u202f,.;:!?\"'`‘’“”„‚«»‹›"
HEAD_ENDS = re.compile(r"[,;(]|\b(?:who|which|that|of|in|at|for|from|with|on|to|by|whose)\b", re.IGNORECASE)
ARTICLES = re.compile(r"^(?:the|a|an)\s+")


@dataclass(frozen=True, slots=True)
class Count:
    """How many were right, how many the tool gave, how many were wanted; a mere share gives as many as are wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def f1(self) -> float | None:
        """Twice the right ones over all given and wanted; for a share, the share itself. None where nothing is asked."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else None


Scores = dict[str, Count]


def total(scores: Iterable[Scores]) -> Scores:
    """Return the sums of ``scores``, measure by measure."""
    sums: Scores = {}
    for one in scores:
        for name, count in one.items():
            sums[name] = sums.get(name, Count()) + count
    return sums


def read(gold: Gold) -> Dispatch:
    """Return the dispatch of ``gold`` as the tool parses it, with the day that is given beside the text."""
    day = dt.date.fromisoformat(gold.date) if gold.date else None
    return wireparse.parse(gold.text, date=day, language=gold.language)


def score(gold: Gold, dispatch: Dispatch) -> Scores:
    """Return all measures of one dispatch."""
    return {**_claims(gold, dispatch), **_values(gold, dispatch), **_structure(gold, dispatch)}


# ---------------------------------------------------------------------- claims


def matches(gold: Gold, claims: Sequence[Claim]) -> list[tuple[GoldClaim, int]]:
    """Return the expected claims that were found, each with the number of the claim whose content is most like it."""
    wanted = [_letters(gold.text, one.spans) for one in gold.claims]
    given = [_letters(gold.text, one.spans) for one in claims]
    return [(gold.claims[i], j) for i, j in _pairs(wanted, given, SOFT)]


def same_source(text: str, wanted: Offsets | None, given: Offsets | None) -> bool:
    """Return whether two source phrases are the same: by half their characters, by their head, or both absent."""
    if wanted is None or given is None:
        return wanted is given
    ours, theirs = _letters(text, [wanted]), _letters(text, [given])
    if _likeness(ours, theirs) >= SOFT:
        return True
    return bool(ours & theirs) and len(theirs) <= 3 * len(ours) and _head(text, wanted) == _head(text, given)


def source_span(claim: Claim) -> Offsets | None:
    """Return the offsets of a claim's source."""
    return (claim.source.start, claim.source.end) if claim.source else None


def _claims(gold: Gold, dispatch: Dispatch) -> Scores:
    text, claims = gold.text, dispatch.claims
    found = matches(gold, claims)
    sourced = [(want, j) for want, j in found if same_source(text, want.source, source_span(claims[j]))]
    direct = sum(want.kind == "direct" for want in gold.claims)
    named = [(want, claims[j].source) for want, j in found if want.name and want.source]
    size = len(claims), len(gold.claims)
    cues = [_letters(text, one.cue) for one in gold.claims if one.cue], [_letters(text, c.cue.spans) for c in claims if c.cue]
    return {
        "content": Count(len(found), *size),
        "content_trim": Count(_exact(gold, claims), *size),
        "content_source": Count(len(sourced), *size),
        "cue": Count(len(_pairs(*cues, CUE)), len(cues[1]), len(cues[0])),
        "direct": _share(sum(want.kind == "direct" for want, _ in sourced), direct),
        "kind": _share(sum(want.kind == claims[j].kind for want, j in found), len(found)),
        "who": _share(sum(_plain(want.name) == _plain(s.name if s else None) for want, s in named), len(named)),
        "type": _share(sum(s is not None and want.type == s.type for want, s in named), len(named)),
    }


def _share(right: int, of: int) -> Count:
    return Count(right, of, of)


def _letters(text: str, spans: Iterable[Offsets]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())


def _likeness(ours: frozenset[int], theirs: frozenset[int]) -> float:
    common = len(ours & theirs)
    return common / (len(ours) + len(theirs) - common) if common else 0.0


def _pairs(wanted: Sequence[frozenset[int]], given: Sequence[frozenset[int]], least: float) -> list[tuple[int, int]]:
    """Return the pairs that are alike enough, one to one, the likest first."""
    likeness = [
        (like, len(a & b), -i, -j) for i, a in enumerate(wanted) for j, b in enumerate(given) if (like := _likeness(a, b)) >= least
    ]
    left, right, pairs = set(range(len(wanted))), set(range(len(given))), []
    for _, _, i, j in sorted(likeness, reverse=True):
        if -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            pairs.append((-i, -j))
    return pairs


def _exact(gold: Gold, claims: Sequence[Claim]) -> int:
    given = [_trimmed(gold.text, claim.spans) for claim in claims]
    right = 0
    for want in gold.claims:
        key = _trimmed(gold.text, want.spans)
        if key in given:
            given.remove(key)
            right += 1
    return right


def _trimmed(text: str, spans: Sequence[Offsets]) -> tuple[Offsets, ...]:
    """Return ``spans`` without the marks and white space at their outer ends."""
    edges = [list(span) for span in spans]
    while edges[0][0] < edges[0][1] and text[edges[0][0]] in OUTER_MARKS:
        edges[0][0] += 1
    while edges[-1][1] > edges[-1][0] and text[edges[-1][1] - 1] in OUTER_MARKS:
        edges[-1][1] -= 1
    return tuple((start, end) for start, end in edges)


def _head(text: str, span: Offsets) -> int | None:
    """Return where the head of a source phrase begins: its last word before the first comma, preposition or clause."""
    phrase = text[slice(*span)]
    stop = HEAD_ENDS.search(phrase, 1)
    words = list(re.finditer(r"[^\W_]{2,}", phrase[: stop.start()] if stop else phrase)) or list(re.finditer(r"\w+", phrase))
    return span[0] + words[-1].start() if words else None


def _plain(name: str | None) -> str:
    return re.sub(r"\W+", " ", ARTICLES.sub("", (name or "").casefold().removesuffix("'s").removesuffix("’s"))).strip()


# ---------------------------------------------------------------------- figures and dates


def _values(gold: Gold, dispatch: Dispatch) -> Scores:
    given = [{**found.to_dict(), "span": (found.start, found.end)} for found in dispatch.figures]
    events = [row for row in gold.figures if row.get("event")], [row for row in given if row["event"]]
    days = [{"value": found.value, "span": (found.start, found.end)} for found in dispatch.dates]
    return {
        "figures": _overlapping(gold.figures, given, _same_figure),
        "figures_value": _overlapping(gold.figures, given, _same_value),
        "figures_event": _overlapping(*events, lambda a, b: _same_value(a, b) and a["event"] == b["event"]),
        "dates": _overlapping(gold.dates, days, lambda a, b: a.get("value") == b["value"]),
    }


Row = dict[str, Any]


def _overlapping(wanted: Sequence[Row], given: Sequence[Row], same: Callable[[Row, Row], bool]) -> Count:
    free = list(given)
    for want in wanted:
        (start, end) = want["span"]
        hit = next((row for row in free if row["span"][0] < end and start < row["span"][1] and same(want, row)), None)
        if hit is not None:
            free.remove(hit)
    return Count(len(given) - len(free), len(given), len(wanted))


def _same_value(want: Row, row: Row) -> bool:
    return bool(want["value"] == row["value"] and want.get("high") == row["high"])


def _same_figure(want: Row, row: Row) -> bool:
    asked = want.get("bound", "exact"), _unit(want.get("unit")), want.get("event")
    return _same_value(want, row) and asked == (row["bound"], _unit(row["unit"]), row["event"])


def _unit(unit: str | None) -> str:
    return (unit or "").casefold().removesuffix("s")


# ---------------------------------------------------------------------- structure


def _structure(gold: Gold, dispatch: Dispatch) -> Scores:
    scores = {name: _share(int(_part(gold, dispatch, name)), 1) for name in PARTS}
    body = dispatch.body
    paragraphs = tuple((found.start, found.end) for found in body.paragraphs) if body else ()
    scores["body_start"] = _share(int(body is not None and body.start == gold.paragraphs[0][0]), 1)
    scores["paragraphs"] = _share(int(paragraphs == tuple(_bare(gold.text, *edge) for edge in gold.paragraphs)), 1)
    return scores


def _part(gold: Gold, dispatch: Dispatch, name: str) -> bool:
    found = getattr(dispatch, name)
    return " ".join((gold.parts.get(name) or "").split()) == (found.text if found else "")


def _bare(text: str, start: int, end: int) -> Offsets:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
