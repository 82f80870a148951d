"""Rivals: people last named side by side, whom ``he`` or ``the minister`` does not tell apart."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wireparse.stages.sources.people import Person
from wireparse.stages.sources.references import GENDERS

if TYPE_CHECKING:
    from wireparse.stages.sources.people import People, Spot
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.references import References, Thing
    from wireparse.stages.sources.setting import Setting

LONGEST_TITLE = 6
PAIR = 2


class Rivals:
    """Knows who is named side by side in one dispatch: ``Mayor Ann Roe and Governor Eva Poe``."""

    def __init__(self, setting: Setting, people: People, references: References) -> None:
        self.setting = setting
        self.people = people
        self.references = references
        self.beside: dict[int, Person] = {}
        # Whom a plural before their names tells together, by its singular: "Brazilian drivers Ann Roe and Eva Poe".
        self.told: dict[str, list[tuple[Person, Person]]] = {}
        for left, right in pairwise(people.spots):
            if len(left.people) == len(right.people) == 1 and self._joined(left.last, right.start):
                self.beside[left.start], self.beside[right.start] = right.people[0], left.people[0]
                for word in self._shared(left):
                    self.told.setdefault(word, []).append((left.people[0], right.people[0]))

    def _shared(self, left: Spot) -> set[str]:
        """Return the words before the first of two names where a plural there tells both."""
        low, single = self.setting.low, self.setting.lists.singular
        words = low[self.setting.noun_start(left.first) : left.start]
        return {single(word) for word in words} if any(single(word) != word for word in words) else set()

    def _joined(self, first: int, last: int) -> bool:
        """Return whether only ``and`` and a title stand between two names."""
        between = self.setting.tag[first + 1 : last]
        joins = self.setting.low[first] in self.setting.terms.conjoined and len(between) <= LONGEST_TITLE
        return joins and all(tag in "XnBD" for tag in between)

    def of(self, thing: Thing, at: int) -> Person | None:
        """Return whom ``thing`` was last named beside, before the word ``at``, if neither has been named alone since."""
        if not self.beside or not isinstance(thing, Person):
            return None
        last = next((event for event in self.references.before(at) if event.thing is thing), None)
        other = self.beside.get(last.at) if last else None
        if last is None or other is None or other is thing:
            return None
        again = next(event for event in self.references.before(at) if event.thing is other)
        return other if self.beside.get(again.at) is thing else None

    def untold(self, kind: str, things: list[Thing], at: int) -> tuple[str, ...]:
        """Return the names of the two of whom a pronoun of ``kind`` can be either."""
        other = self.of(things[0], at) if things and kind in GENDERS else None
        if other is None or not isinstance(things[0], Person) or not self.references.fits(kind, other):
            return ()
        same = things[0].female == other.female
        return tuple(sorted((things[0].name, other.name))) if same else ()

    def held(self, phrase: Phrase) -> tuple[str, ...]:
        """Return the names of the two side by side who both have the office that ``the minister`` or ``the Kenyan`` tells."""
        if not self.beside or phrase.plural or phrase.before or phrase.opens not in self.setting.terms.definite_article:
            return ()
        pair = next((pair for pair in self.told.get(phrase.head, ()) if pair[0].at < phrase.first), ())
        held = [person for person in self.people.holding(phrase.head) if person.at < phrase.first and person not in pair]
        held = [*pair, *held]
        other = self.of(held[0], phrase.first) if len(held) == PAIR else None
        return (held[0].name, held[1].name) if other is not None and other is held[1] else ()
