"""Owners: whose ``her office`` is, and of which country ``the country's ministry``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.people import Person
from wireparse.stages.sources.references import GENDERS

if TYPE_CHECKING:
    from wireparse.stages.sources.binding import Binding
    from wireparse.stages.sources.people import People
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.setting import Setting


PAIR = 2


class Owners:
    """Tells whose something is in one dispatch."""

    def __init__(self, setting: Setting, binding: Binding, people: People) -> None:
        self.setting = setting
        self.terms = setting.terms
        self.binding = binding
        self.references = binding.references
        self.people = people
        self.land: str | None = None

    def located(self, name: str) -> str | None:
        """Return ``Lurania's health ministry`` for ``the country's health ministry`` where the dispatch speaks of one country."""
        noun, mark, rest = name.partition("'s ")
        if not mark or noun.lower().rpartition(" ")[2] not in self.terms.countries:
            return None
        land = self.only_land()
        return f"{land}'s {rest}" if land else None

    def owned(self, phrase: Phrase) -> str | None:
        """Return ``Ann Roe's office`` for ``her office``, which alone does not tell whose; ``Roe's office`` does, and is kept.

        Whichever is told first names both.
        """
        if phrase.opens not in self.terms.owners:
            spot, rest = self.people.at.get(phrase.first), phrase.name.replace("’", "'").partition("' " if "s' " in phrase.name else "'s ")[2]
            full = f"{spot.people[0].name}'s {rest}" if spot and len(spot.people) == 1 and rest else ""
            return full if full.casefold() in self.binding.register.by_name else None
        owner, rest = self.owner(phrase), phrase.name.partition(" ")[2]
        if phrase.head not in self.terms.own or owner is None or not rest:
            return None
        brief = f"{owner.name.rpartition(' ')[2]}'s {rest}"
        return brief if brief.casefold() in self.binding.register.by_name else f"{owner.name}'s {rest}"

    def owner(self, phrase: Phrase) -> Person | None:
        """Return the person whose something is: ``her office``."""
        kind = self.references.kind(phrase.opens)
        things = self.references.pronoun(kind, phrase.first) if kind in GENDERS else []
        owner = next(iter(things), None)
        return owner if isinstance(owner, Person) else None

    def spouse(self, phrase: Phrase) -> Person | None:
        """Return who spoke together with the owner: ``Ann Roe and her husband Bo Poe said ... His wife said``."""
        owner = self.owner(phrase) if phrase.head in self.terms.spouses else None
        couple = self.references.joined("person") if owner else None
        names = couple.name.split(f" {next(iter(self.terms.conjoined))} ") if couple else []
        if owner is None or owner.name not in names or len(names) != PAIR:
            return None
        found = self.people.find(names[1 - names.index(owner.name)].lower())
        return found[0] if len(found) == 1 else None

    def only_land(self) -> str:
        """Return the country that the dispatch speaks of, if it is one alone."""
        if self.land is None:
            found = self.setting.countries()
            self.land = found[0] if len(found) == 1 else ""
        return self.land
