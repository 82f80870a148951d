"""Which claims of a dispatch to keep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from wireparse.model import Claim, Dispatch


@frozen
class Filters(Value):
    """A claim is kept where it is of one of the kinds, by one of the sources, and sure enough; none means any.

    A figure is kept with its claim, and where it tells of one of the ``events``.
    """

    kinds: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    min_confidence: float = 0.0
    events: frozenset[str] = frozenset()

    @property
    def any(self) -> bool:
        """Tell whether anything at all may be left out."""
        return bool(self._any_claims or self.events)

    @property
    def _any_claims(self) -> bool:
        return bool(self.kinds or self.sources or self.min_confidence)

    def keep(self, dispatch: Dispatch) -> Dispatch:
        """Return ``dispatch`` with the claims that pass, and the sources, figures and dates that belong to them."""
        if self.events:
            dispatch = replace(dispatch, figures=tuple(one for one in dispatch.figures if one.event in self.events))
        if not self._any_claims:
            return dispatch
        aliases = {source.id: source.aliases for source in dispatch.sources}
        claims = [claim for claim in dispatch.claims if self._passes(claim, aliases)]
        kept = {claim.id for claim in claims}
        days = {day for claim in claims for day in (*claim.dates, claim.said.id if claim.said else "")}
        trimmed = [replace(one, claims=tuple(said for said in one.claims if said in kept)) for one in dispatch.sources]
        return replace(
            dispatch,
            claims=tuple(replace(one, parent=one.parent if one.parent in kept else None) for one in claims),
            sources=tuple(source for source in trimmed if source.claims),
            figures=tuple(figure for figure in dispatch.figures if figure.claim in kept),
            dates=tuple(date for date in dispatch.dates if date.id in days),
        )

    def _passes(self, claim: Claim, aliases: dict[str, tuple[str, ...]]) -> bool:
        if self.kinds and claim.kind not in self.kinds:
            return False
        return claim.confidence >= self.min_confidence and (not self.sources or self._by(claim, aliases))

    def _by(self, claim: Claim, aliases: dict[str, tuple[str, ...]]) -> bool:
        source = claim.source
        if source is None:
            return False
        known = [name.casefold() for name in (source.name, source.text, *aliases.get(source.id, ()))]
        return any(wanted.casefold() in name for wanted in self.sources for name in known)
