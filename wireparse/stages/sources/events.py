"""Events: where a body mentions people and bodies that a pronoun or a phrase may take up."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from wireparse.stages.sources.identities import Identity
from wireparse.stages.sources.people import Person
from wireparse.stages.sources.retagging import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.stages.sources.bodies import Bodies
    from wireparse.stages.sources.people import People
    from wireparse.stages.sources.setting import Setting

# What weighs for a mention to be taken up.
SOURCE, SUBJECT, OTHER, QUOTED = 2.0, 1.6, 0.9, 0.5
MEMORY = 100
VERB = re.compile("[VAE]")

Thing = Person | Identity | str


class Event(NamedTuple):
    """A mention that may be taken up: of a person, of an identity, or of a body by its name alone."""

    at: int
    thing: Thing
    weight: float


class Events:
    """Finds the mentions of one dispatch by name or office; what is a source is noted later."""

    def __init__(self, setting: Setting, people: People, bodies: Bodies) -> None:
        self.setting = setting
        self.terms = setting.terms
        self.people = people
        self.bodies = bodies
        self.line = "".join(setting.tag)
        self.verbs: dict[int, int] = {}

    def all(self) -> list[Event]:
        """Return the mentions in order of their words."""
        return sorted([*self._people(), *self._officers(), *self._bodies()], key=itemgetter(0))

    def _people(self) -> Iterator[Event]:
        for spot in self.people.spots:
            if len(spot.people) == 1:
                yield Event(spot.start, spot.people[0], self._weight(spot.first))

    def _officers(self) -> Iterator[Event]:
        """Yield those whom "the prime minister" means, where one named before holds that very office."""
        low = self.setting.low
        for at in places("D(?=n)", self.line):
            if low[at] not in self.terms.definite_article:
                continue
            behind = self.line[at + 1 : at + MEMORY]
            end = at + 1 + len(behind) - len(behind.lstrip("n"))
            holding = self.people.holding(low[end - 1])
            if not holding:
                continue
            office = self.setting.phrase(at + 1, end)
            held = [person for person in holding if office in person.roles and person.at < at]
            if len(held) == 1:
                yield Event(at, held[0], self._weight(at))

    def _bodies(self) -> Iterator[Event]:
        low, agencies, staff = self.setting.low, self.setting.lists.agencies, self.terms.staff
        demonyms = self.setting.lists.demonyms
        for first, last, name in self.bodies.runs:
            if low[first] in agencies and low[last : last + 1] and low[last] in staff:
                continue
            if last == first + 1 and low[first] in demonyms:
                # "the Frenchwoman said", "an Italian ferry"
                continue
            weight = SOURCE if low[last : last + 1] and low[last] in self.terms.quoting else self._weight(first)
            if weight == OTHER and low[first] in agencies:
                # "told AFP", "obtained by AFP"
                continue
            yield Event(first, name, weight)

    def _weight(self, at: int) -> float:
        if self.setting.quoted[at]:
            return QUOTED
        begin = self.setting.begins[self.setting.sentence[at]]
        subject = at <= self.verb(begin) and not self.owned(at)
        before = at - 1 - (at - 1 > begin and self.setting.tag[at - 1] == "D")
        return SUBJECT if subject and not (at > begin and self.setting.tag[before] in "IT") else OTHER

    def verb(self, begin: int) -> int:
        """Return the first verb from the word ``begin`` on, which opens a sentence."""
        known = self.verbs.get(begin)
        if known is None:
            # "Retired General Ann Roe is not convinced."
            first = begin + self.line.startswith("EX", begin)
            end = min(len(self.line), begin + MEMORY)
            verb = VERB.search(self.line, first, end)
            known = self.verbs[begin] = verb.start() if verb else end
        return known

    def owned(self, at: int) -> bool:
        """Return whether the name at ``at`` is an owner's: ``Roe's deputy``."""
        end = at
        while end < len(self.setting.tag) and self.setting.tag[end] in "X·":
            end += 1
        return end < len(self.setting.tag) and (self.setting.tag[end] == "p" or self.setting.marks_many(end))
