"""When the event of a figure was: the day, month or year that its own sentence gives."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.packs import Pack
    from wireparse.stages.dates.finding import FoundDate
    from wireparse.stages.figures import FoundFigure
    from wireparse.stages.sentences import Sentence
    from wireparse.words import Words

OPENING = 20
"""No further from a sentence's start stands a date that opens it (``Since the end of April,``)."""


class _Terms(NamedTuple):
    """What parts the clauses of two figures; the endings of words that compare, and what stands behind those; what tells of a date before."""

    parting: frozenset[str]
    since: frozenset[str]
    when: frozenset[str]
    superlative: tuple[str, ...]


@cache
def _terms(pack: Pack) -> _Terms:
    return _Terms(pack.words("dates", "parting"), pack.words("dates", "since"), pack.words("dates", "when"), tuple(sorted(pack.words("dates", "superlative"))))


def find_occasions(
    words: Words, sentences: Sequence[Sentence], figures: Sequence[FoundFigure], dates: Sequence[FoundDate], pack: Pack,
) -> tuple[str | None, ...]:
    """Return for each figure the ISO 8601 value of the date that tells when its event was, None where none does.

    That is the nearest date of its sentence that is no other figure's; a part has the date of its whole.
    """
    wholes = {part: number for number, figure in enumerate(figures) for part in figure.parts}
    starts = [words.start[sentence.first] for sentence in sentences]
    days = [date for date in dates if date.value]
    at = [date.start for date in days]
    found: list[str | None] = []
    for number in range(len(figures)):
        whole = wholes.get(number, number)
        figure = figures[whole]
        sentence = bisect_right(starts, figure.start) - 1
        if not days or sentence < 0 or not figures[number].event:
            found.append(None)
            continue
        first, last = starts[sentence], words.end[sentences[sentence].last - 1]
        near = [date for date in days[bisect_left(at, first) : bisect_left(at, last)] if _tells(words, figure, date, first, _terms(pack))]
        rivals = [] if not near else _rivals(figures, wholes, whole, first, last)
        own = [date for date in near if not any(_closer(words, rival, figure, date, _terms(pack)) for rival in rivals)]
        found.append(min(own, key=lambda date: abs(date.start - figure.start)).value if own else None)
    return tuple(found)


def _rivals(figures: Sequence[FoundFigure], wholes: dict[int, int], whole: int, first: int, last: int) -> list[FoundFigure]:
    """Return the other figures between the offsets ``first`` and ``last`` that count the same event."""
    near = range(bisect_left(figures, first, key=_start), bisect_left(figures, last, key=_start))
    return [figures[n] for n in near if n != whole and n not in wholes and figures[n].event == figures[whole].event]


def _start(figure: FoundFigure) -> int:
    return figure.start


def _tells(words: Words, figure: FoundFigure, date: FoundDate, first: int, terms: _Terms) -> bool:
    """Return whether ``date`` may tell when it was: any day, but of longer times only what opens the sentence or stands behind.

    ``In 1998, a quake killed 40``, ``1998, when 40 died`` and ``killed 40 in 1998`` say so; ``the worst quake since 1998 killed 40, in a country
    that since 2011`` does not.
    """
    if date.precision == "day":
        return True
    if date.start < figure.start:
        told = not terms.when.isdisjoint(_between(words, date.end, figure.start)[:2])
        return told or date.start - first <= OPENING
    between = _between(words, figure.end, date.start)
    compares = not terms.since.isdisjoint(between[-1:]) and any(low.endswith(terms.superlative) for low in between)
    return "," not in between and not compares


def _closer(words: Words, rival: FoundFigure, figure: FoundFigure, date: FoundDate, terms: _Terms) -> bool:
    """Return whether ``date`` is another figure's: one that stands before it, or on its other side and nearer (``seven, and the day before 12``)."""
    if figure.start < rival.start < date.start:
        return True
    if not (figure.start < date.start < rival.start or rival.start < date.start < figure.start):
        return False
    own, others = (not terms.parting.isdisjoint(_between(words, *sorted((one.start, date.start)))) for one in (figure, rival))
    return own if own != others else abs(rival.start - date.start) < abs(figure.start - date.start)


def _between(words: Words, start: int, end: int) -> list[str]:
    """Return the words between two offsets."""
    return words.low[bisect_left(words.start, start) : bisect_left(words.start, end)]
