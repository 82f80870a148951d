"""Ages: who in a dispatch is of the age that a phrase tells, ``the 29-year-old nurse``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.stages.sources.people import Person, Spot
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.setting import Setting


class Ages:
    """The people of one body by the ages told beside their names."""

    def __init__(self, setting: Setting, spots: list[Spot]) -> None:
        self.setting = setting
        self.terms = setting.terms
        self.spots = spots
        self._aged: dict[str, list[Person]] | None = None

    def of(self, phrase: Phrase) -> Person | None:
        """Return the one person of the age that ``phrase`` tells: ``the 29-year-old nurse`` is ``Ada Kole, 29,``."""
        words = (*phrase.before, phrase.head)
        age = next((word.partition("-")[0] for word in words if word.endswith(self.terms.age_endings)), "")
        if not age:
            return None
        if self._aged is None:
            self._aged = {}
            for spot in self.spots:
                told = self._told(spot)
                if told and len(spot.people) == 1 and spot.people[0] not in self._aged.setdefault(told, []):
                    self._aged[told].append(spot.people[0])
        people = self._aged.get(age, [])
        return people[0] if len(people) == 1 else None

    def _told(self, spot: Spot) -> str:
        """Return the age that stands beside a name, in digits, or an empty string."""
        low, tags, last = self.setting.low, self.setting.tag, spot.last
        if "".join(tags[last : last + 2]) == ",#" and low[last + 1].isdigit():
            return low[last + 1]
        behind = low[last + 1 : last + 3] if tags[last : last + 1] == [","] or not self.terms.be.isdisjoint(low[last : last + 1]) else []
        around = [*low[max(0, spot.first - 1) : spot.first], *behind]
        return next((word.partition("-")[0] for word in around if word.endswith(self.terms.age_endings)), "")
