"""Places: where a frame looks for content, and what it finds there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import behind_adjuncts
from wireparse.stages.attributions.clauses import quoted_alone
from wireparse.stages.attributions.contents import content_end
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.units import Unit


@frozen
class Found(Value):
    """Content to the right of a cue: its range, the cue's end with particle or link, the addressee's range."""

    content: Range
    cue_end: int
    addressee: Range | None = None
    second: Range | None = None

    @property
    def stretches(self) -> list[Range]:
        """The content's ranges, one or two."""
        return [self.content, self.second] if self.second else [self.content]


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """Where a frame looks: behind the cue in ``unit``, no further than ``limit``.

    ``loose``, for cues that take no noun phrase, lets any -ed form behind a noun be the verb of a bare clause.
    """

    unit: Unit
    at: int
    limit: int
    cues: Cues
    loose: bool = False
    cls: str = ""
    _behind: int = field(default=-1, init=False)

    def behind(self) -> int:
        """Return the index behind adverbs, times and settings at ``at``: most frames ask for it."""
        if self._behind < 0:
            self._behind = behind_adjuncts(self.unit, self.at, self.limit)
        return self._behind

    def end_of(self, start: int, *, clause: bool) -> int:
        """Return where the content that starts at ``start`` ends."""
        return content_end(self.unit, start, self.limit, self.cues, clause=clause)


def found(place: Place, start: int, to: Range | None = None, *, clause: bool = True) -> Found | None:
    """Return the content that starts at ``start``, with the addressee ``to``; None where it would be empty."""
    end = place.end_of(start, clause=clause)
    if start in place.unit.quote and quoted_alone(place.unit, start, end):
        end = start + 1
    return Found((start, end), place.at, to) if end > start else None
