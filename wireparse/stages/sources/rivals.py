"""Rivals: people and bodies last named side by side, whom ``he`` or ``the minister`` does not tell apart."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wireparse.stages.sources.identities import Identity

if TYPE_CHECKING:
    from wireparse.stages.sources.events import Thing
    from wireparse.stages.sources.people import People, Spot
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.references import References
    from wireparse.stages.sources.setting import Setting

LONGEST_TITLE = 6
PAIR = 2


class Rivals:
    """Knows who is named side by side in one dispatch: ``Mayor Ann Roe and Governor Eva Poe``."""

    def __init__(self, setting: Setting, people: People, references: References) -> None:
        self.setting = setting
        self.people = people
        self.references = references
        self.beside: dict[int, Thing] = {}
        # Whom a plural before their names tells together, by its singular: "Brazilian drivers Ann Roe and Eva Poe".
        self.told: dict[str, list[tuple[Thing, Thing]]] = {}
        for left, right in pairwise(people.spots):
            if len(left.people) == len(right.people) == 1 and self._joined(left.last, right.start):
                self._note((left.start, left.people[0]), (right.start, right.people[0]), self._shared(left))
        for (at, last, name), (first, _, other) in pairwise(references.bodies.runs):
            if self._joined(last, first):
                self._note((at, name), (first, other), self._nouns(name) & self._nouns(other))

    def _note(self, left: tuple[int, Thing], right: tuple[int, Thing], nouns: set[str]) -> None:
        self.beside[left[0]], self.beside[right[0]] = right[1], left[1]
        for noun in nouns:
            self.told.setdefault(noun, []).append((left[1], right[1]))

    def _joined(self, first: int, last: int) -> bool:
        """Return whether only ``and`` and a title stand between two names, or where the first of two bodies is."""
        setting = self.setting
        if last <= first or first + 2 >= len(setting.tag):
            return False
        end = first + 2 if setting.low[first] in setting.terms.within and setting.tag[first + 1] == "X" else first
        if setting.low[end] not in setting.terms.conjoined or last - end - 1 > LONGEST_TITLE:
            return False
        return all(tag in "XnBD" for tag in setting.tag[end + 1 : last])

    def _shared(self, left: Spot) -> set[str]:
        """Return the words before the first of two names where a plural there tells both."""
        low, single = self.setting.low, self.setting.lists.singular
        words = low[self.setting.noun_start(left.first) : left.start]
        return {single(word) for word in words} if any(single(word) != word for word in words) else set()

    def _nouns(self, name: str) -> set[str]:
        """Return the nouns that take up a body; those for a company where its name has a company's form."""
        firm = self.references.bodies.full(name).lower().rpartition(" ")[2] in self.setting.terms.legal_forms
        return self.references.words_of(name) | (self.setting.terms.companies if firm else set())

    def of(self, thing: Thing, at: int) -> Thing | None:
        """Return what ``thing`` was last named beside, before the word ``at``, if neither has been named alone since."""
        if not self.beside or isinstance(thing, Identity):
            return None
        before = self.references.before(at)
        other = next((self.beside.get(event.at) for event in before if event.thing == thing), None)
        again = next((event for event in before if event.thing == other), None) if other != thing else None
        return other if again and self.beside.get(again.at) == thing else None

    def untold(self, kind: str, things: list[Thing], at: int) -> tuple[str, ...]:
        """Return the names of the two of which a pronoun of ``kind`` can be either."""
        other = self.of(things[0], at) if things else None
        if other is None or not self.references.fits(kind, other):
            return ()
        return tuple(sorted((called(things[0]), called(other)))) if _female(things[0]) == _female(other) else ()

    def held(self, phrase: Phrase) -> tuple[str, ...]:
        """Return the names of the two side by side that are both what ``the minister`` or ``the Kenyan`` tells."""
        if not self.beside or phrase.plural or phrase.before or phrase.opens not in self.setting.terms.definite_article:
            return ()
        pair: tuple[Thing, ...] = next(iter(self.told.get(phrase.head, ())), ())
        held = [p for p in self.people.holding(phrase.head) if p.at < phrase.first and p not in pair]
        both = [*pair, *held]
        other = self.of(both[0], phrase.first) if len(both) == PAIR else None
        return (called(both[0]), called(both[1])) if other is not None and other == both[1] else ()


def called(thing: Thing) -> str:
    """Return the name of somebody or something."""
    return thing if isinstance(thing, str) else thing.name


def _female(thing: Thing) -> bool | None:
    return None if isinstance(thing, str) else thing.female
