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
        """Return ``Ann Roe's office`` for ``her office`` and ``Roe's office``, ``two of Ann Roe's aides`` for ``two of her aides``."""
        if phrase.last - phrase.first > 2 and self.setting.low[phrase.first + 1] in self.terms.of:
            count, of, inner = phrase.name.partition(f" {self.setting.word[phrase.first + 1]} ")
            theirs = self.owned(phrase._replace(first=phrase.first + 2, opens=self.setting.low[phrase.first + 2], name=inner)) if inner else None
            return f"{count.lower()}{of}{theirs}" if theirs else None
        if phrase.opens in self.terms.owners:
            owner, rest = self.owner(phrase), phrase.name.partition(" ")[2]
            # "his Norvian counterpart" is told by the nation
            personal = phrase.head in self.terms.own or (self.setting.lists.is_role(phrase.head) and phrase.head not in self.terms.counterparts)
            return f"{owner.name}'s {rest}" if owner and rest and personal else None
        spot, rest = self.people.at.get(phrase.first), phrase.name.replace("’", "'").partition("' " if "s' " in phrase.name else "'s ")[2]
        return f"{spot.people[0].name}'s {rest}" if spot and len(spot.people) == 1 and rest else None

    def untitled(self, phrase: Phrase) -> str | None:
        """Return a phrase with the full name of the person in it, without what introduces them: ``a spokesman for (President) Bo Poe``, ``aides to (her rival,) Bo Poe``."""
        tag, slice_of = self.setting.tag, self.setting.slice
        for spot in self.people.within(phrase.first + 1, phrase.last):
            comma = spot.first - 1 if tag[spot.first - 1] == "," else spot.first
            at = next((i for i in range(comma - 1, phrase.first, -1) if tag[i] in "ITG,C"), phrase.first)
            told, name = slice_of(at + 1, comma if comma < spot.first else spot.start), slice_of(spot.start, spot.last)
            if self.setting.word[spot.start].isupper() or not self.terms.legal_forms.isdisjoint(self.setting.low[at + 1 : spot.start]):
                # no person: "a spokesman for SMC", "an analyst with Lim Inc. Ms. Roe"
                continue
            closing = told if comma < spot.first else f"{told} {name}".strip()
            if tag[at] in "ITG" and phrase.name.endswith(closing):
                return f"{phrase.name.removesuffix(closing)}{spot.people[0].name if len(spot.people) == 1 else name}"
        return None

    def owner(self, phrase: Phrase) -> Person | None:
        """Return the person whose something is: ``her office``."""
        kind = self.references.kind(phrase.opens)
        things = self.references.pronoun(kind, phrase.first) if kind in GENDERS else []
        owner = next(iter(things), None)
        return owner if isinstance(owner, Person) and self.references.fits(kind, owner) else None

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
