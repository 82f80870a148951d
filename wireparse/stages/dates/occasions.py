"""When the event of a figure was: the day, month or year that its own sentence gives."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from wireparse.packs import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.stages.attributions import Attribution
    from wireparse.stages.dates.finding import FoundDate
    from wireparse.stages.figures import FoundFigure
    from wireparse.stages.sentences import Sentence
    from wireparse.words import Words

OPENING = 20
"""No further from a sentence's start stands a date that opens it (``Since the end of April,``)."""


class Linking(Table):
    """What parts the clauses of two figures; endings of words that compare, and what stands behind those; what tells of a date before."""

    parting: frozenset[str]
    since: frozenset[str]
    superlative: frozenset[str]
    when: frozenset[str]


@cache
def linking(pack: Pack) -> Linking:
    """Return the lists of ``pack``."""
    return Linking(**pack.lists(Linking, "dates"))


def find_occasions(
    words: Words, sentences: Sequence[Sentence], figures: Sequence[FoundFigure], dates: Sequence[FoundDate], pack: Pack,
    attributions: Sequence[Attribution],
) -> tuple[str | None, ...]:
    """Return for each figure the ISO 8601 value of the date that tells when its event was, None where none does.

    That is the nearest date of its sentence that is no other figure's, and not when ``attributions`` say it was said; a
    part has the date of its whole.
    """
    wholes = {part: number for number, figure in enumerate(figures) for part in figure.parts}
    days = [date for date in dates if date.value]
    starts = [words.start[sentence.first] for sentence in sentences] if days else []
    known = linking(pack)
    said = _said(attributions, days) if days and any(figure.event for figure in figures) else {}
    found: list[str | None] = []
    for number, figure in enumerate(figures):
        whole = wholes.get(number, number)
        sentence = bisect_right(starts, figures[whole].start) - 1
        if sentence < 0 or not figure.event:
            found.append(None)
            continue
        stretch = starts[sentence], words.end[sentences[sentence].last - 1]
        rivals = (figures[n] for n in _inside(figures, stretch) if n != whole and n not in wholes and figures[n].event == figures[whole].event)
        here = (days[n] for n in _inside(days, stretch) if not _holds(said.get(days[n].start, ()), figures[whole].start))
        near = [date for date in here if _tells(words, figures[whole], date, stretch[0], known)]
        found.append(_nearest(words, figures[whole], near, list(rivals), known))
    return tuple(found)


def _said(attributions: Sequence[Attribution], days: Sequence[FoundDate]) -> dict[int, tuple[Offsets, ...]]:
    """Return for the offset of each date that tells when something was said the content it was said of: ``41 died, Roe said on Monday``."""
    said: dict[int, tuple[Offsets, ...]] = {}
    for told in attributions:
        for at in {days[n].start for clause in told.clause for n in _inside(days, clause)}:
            if not _holds(told.content, at):
                said[at] = (*said.get(at, ()), *told.content)
    return said


def _holds(stretches: Sequence[Offsets], at: int) -> bool:
    return any(start <= at < end for start, end in stretches)


def _inside(found: Sequence[FoundDate] | Sequence[FoundFigure], stretch: Offsets) -> range:
    """Return the numbers of those that start inside ``stretch``."""
    first, last = (bisect_left(found, offset, key=attrgetter("start")) for offset in stretch)
    return range(first, last)


def _nearest(words: Words, figure: FoundFigure, near: Sequence[FoundDate], rivals: Sequence[FoundFigure], known: Linking) -> str | None:
    """Return the value of the date nearest to ``figure`` that is none of its ``rivals``'."""
    own = [date for date in near if not any(_closer(words, rival, figure, date, known) for rival in rivals)]
    return min(own, key=lambda date: abs(date.start - figure.start)).value if own else None


def _tells(words: Words, figure: FoundFigure, date: FoundDate, first: int, known: Linking) -> bool:
    """Return whether ``date`` may tell when it was: any day but one since which something else goes on (``put the toll at 16,
    and said they had dug since Monday``); of longer times only what opens the sentence or stands behind.

    ``In 1998, a quake killed 40``, ``1998, when 40 died`` and ``killed 40 in 1998`` say so; ``the worst quake since 1998
    killed 40, in a country that since 2011`` does not.
    """
    if date.start < figure.start:
        if date.precision == "day":
            return True
        told = not known.when.isdisjoint(_between(words, date.end, figure.start)[:2])
        return told or date.start - first <= OPENING
    between = _between(words, figure.end, date.start)
    if date.precision == "day":
        return "," not in between or known.since.isdisjoint(between[-1:])
    endings = tuple(known.superlative)
    compares = not known.since.isdisjoint(between[-1:]) and any(low.endswith(endings) for low in between)
    return "," not in between and not compares


def _closer(words: Words, rival: FoundFigure, figure: FoundFigure, date: FoundDate, known: Linking) -> bool:
    """Return whether ``date`` is another figure's: one that stands before it, or on its other side and nearer (``seven, and the day before 12``)."""
    if figure.start < rival.start < date.start:
        return True
    if not (figure.start < date.start < rival.start or rival.start < date.start < figure.start):
        return False
    own, others = (not known.parting.isdisjoint(_between(words, *sorted((one.start, date.start)))) for one in (figure, rival))
    return own if own != others else abs(rival.start - date.start) < abs(figure.start - date.start)


def _between(words: Words, start: int, end: int) -> list[str]:
    """Return the words between two offsets."""
    return words.low[bisect_left(words.start, start) : bisect_left(words.start, end)]
