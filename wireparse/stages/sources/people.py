"""People: every person named anywhere in the body, with role, affiliation and gender, and where each is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from wireparse.stages.sources.ages import Ages
from wireparse.stages.sources.nameparts import given_first, name_parts, selves
from wireparse.stages.sources.namestarts import NameStarts
from wireparse.stages.sources.nicknames import nickname
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.roles import (
    NONE,
    Office,
    after_name,
    apposed,
    before_name,
    employer,
    has_office,
    in_pair,
    initialled,
    introduced,
    is_aged,
    is_somebody,
    of_before,
    realm_before,
    role_before,
)
from wireparse.stages.sources.slips import Slips
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.stages.sources.setting import Setting

MOST_WORDS, PAIR = 5, 2
UNNAMED = BODIES | {"document"}


@dataclass(slots=True, eq=False, repr=False)
class Person:
    """Somebody with a name; ``at`` is the word where the first mention of the name starts."""

    name: str
    at: int
    role: str | None = None
    affiliation: str | None = None
    female: bool | None = None
    titled: bool = False
    roles: list[str] = field(default_factory=list)


@frozen
class Spot(Value):
    """One place where people are named: titles from ``first``, the name from ``start`` to before ``last``.

    ``people`` are those that the name can stand for.
    """

    first: int
    start: int
    last: int
    people: tuple[Person, ...]


@dataclass(slots=True, eq=False, repr=False)
class _Draft:
    """A run of capitals that may name somebody; ``outer`` and ``office`` are found when they are first asked for.

    ``outer`` stands before the run, ``office`` is what all the words around give the name; ``firm`` if a company can hold it.
    """

    first: int
    start: int
    last: int
    phrase: str
    outer: Office | None = None
    office: Office | None = None
    firm: bool = False


class People:
    """The people of one body: ``spots`` in order of the text, and by the word that a name starts at."""

    def __init__(self, setting: Setting, hinted: Iterable[int] = ()) -> None:
        self.setting = setting
        self.lists = setting.lists
        self.terms = setting.terms
        self.all: list[Person] = []
        self.parts: dict[str, list[tuple[int, Person]]] = {}
        self.slips, self.appointed = Slips(), 0
        self.hinted = frozenset(hinted)
        self.name_start = NameStarts(setting).start
        drafts = list(self._drafts())
        alone = Counter(
            d.phrase for d in drafts if d.last - d.start == 1 and not self._placed(d)
        )
        self.articled = {
            d.phrase
            for d in drafts
            if d.first == d.start and setting.low[d.first - 1] in self.terms.definite_article
        }
        long = (draft for draft in drafts if draft.last - draft.start > 1)
        for draft in sorted(long, key=lambda d: d.start - d.last):
            self._register(draft, alone)
        inside = {setting.low[i] for d in drafts if d.last - d.first > 1 for i in range(d.first, d.last)}
        alike = (d for d in drafts if d.last - d.first == 1 and d.phrase not in inside and d.phrase not in self.articled)
        self.selves = selves(setting, (d.start for d in alike if not setting.word[d.start].isupper()))
        self.spots = [spot for draft in drafts if (spot := self._spot(draft))]
        self.by_role: dict[str, list[Person]] = {}
        for person in self.all:
            for head in {head for role in person.roles for head in self._heads(role)}:
                self.by_role.setdefault(head, []).append(person)
        self.at = {spot.start: spot for spot in self.spots}
        self.ends = {spot.last: spot for spot in self.spots}
        self.firsts = {spot.first: spot.last for spot in self.spots}
        self.ages = Ages(setting, self.spots)

    # ------------------------------------------------------------------ drafts

    def _drafts(self) -> Iterable[_Draft]:
        behind, size = 0, len(self.setting.tag)
        for at in self.setting.capitals:
            if at >= behind:
                behind = self.setting.run(at, size)
                yield self._draft(at, behind)

    def _draft(self, first: int, last: int) -> _Draft:
        setting = self.setting
        while last - first > 2 and setting.low[last - 1] in self.terms.letters:
            last -= 1
        if last == first + 1:
            return _Draft(first, first, last, setting.low[first])
        outer = role_before(setting, setting.noun_start(first), first)
        held = outer[0] is not None and setting.word[first - 1].islower()
        start = self.name_start(first, last, held)
        return _Draft(first, start, last, setting.phrase(start, last), outer)

    # ------------------------------------------------------------------ what the words around tell

    def _outer(self, draft: _Draft) -> Office:
        """Return the office that stands before the run of capitals."""
        if draft.outer is None:
            draft.outer = role_before(self.setting, self.setting.noun_start(draft.first), draft.first)
        return draft.outer

    def _office(self, draft: _Draft) -> Office:
        """Return the office that stands before the name, else beside it, with the body behind the name."""
        if draft.office is not None:
            return draft.office
        setting, first, start = self.setting, draft.first, draft.start
        office = role_before(setting, setting.noun_start(first), start) if start > first else self._outer(draft)
        if office[0] is None:
            office = of_before(setting, first, start)
        if office[0] is None:
            office = realm_before(setting, start)
        if office[0] and office[0].lower().rstrip(".") in self.lists.title and (told := before_name(setting, first) if first else NONE)[0]:
            # "the chief of staff, General Ada Roe"
            office = told
        draft.firm = self._is_firms(office, start)
        if office[0] is None:
            aside = apposed(setting, after_name(setting, draft.last))
            office = aside if aside[0] else before_name(setting, first)
        if office[1] is None:
            office = office[0], employer(setting, draft.last, named=office[0] is not None)
        draft.office = office
        return office

    def _evident(self, draft: _Draft) -> bool:
        """Return whether title, given name, office or description make the name a person's."""
        if self._titled(draft.first, draft.start) or given_first(self.setting, draft.start, draft.last):
            return True
        if (self._office(draft)[0] is not None and not draft.firm) or self._of_nation(draft.first, draft.start):
            return True
        long = draft.last - draft.start > 1
        return self._described(draft) or (long and is_somebody(self.setting, after_name(self.setting, draft.last)))

    def _of_nation(self, first: int, start: int) -> bool:
        """Return whether a nation is told of who holds the office before the comma: ``His secretary, the Italian (Bo Roe)``."""
        low, told = self.setting.low, start > first > 2 and self.setting.tag[first - 2] == ","
        return told and low[first - 1] in self.terms.definite_article and low[start - 1] in self.lists.demonyms and self.lists.is_role(low[first - 3])

    def _described(self, draft: _Draft) -> bool:
        """Return whether an age or an office stands in commas beside the name."""
        if self.setting.tag[draft.last : draft.last + 1] == ["#"]:
            # "a 15-year-old Boeing 737"
            return False
        behind = after_name(self.setting, draft.last)
        told = is_aged(self.setting, behind) or introduced(self.setting, draft.first, draft.start)
        told = told or in_pair(self.setting, draft.first, draft.start, draft.last)
        return told or has_office(self.setting, behind, draft.first)

    def _is_firms(self, office: Office, name: int) -> bool:
        """Return whether a company holds the office: ``grid operator``, in capitals one of a person, or a team, ``leaders Lim City``."""
        *told, head = (office[0] or "").lower().split(" ")
        owned = (office[1] or "").lower().split(" ")
        only = f"{[*owned, *told][-1]} {head}" in self.terms.firm_offices
        # "the retailer Lim", but "the retailer Ann Roe"
        alone = head in self.terms.companies and self.setting.run(name, len(self.setting.tag)) == name + 1
        return only or alone or (self.lists.singular(head) != head and self.setting.one_of(name)) or (head in self.terms.firm_roles and self.setting.word[name].isupper())

    def _titled(self, first: int, start: int) -> bool:
        """Return whether a title stands among the words ``[first, start)``."""
        return start > first and any(self.setting.low[i] in self.lists.title for i in range(first, start))

    # ------------------------------------------------------------------ who is a person

    def _placed(self, draft: _Draft) -> bool:
        before = self.setting.low[draft.first - 1] if draft.first else ""
        return before in self.terms.placing or before in self.terms.definite_article

    def _bodily(self, draft: _Draft) -> bool:
        """Return whether the words name a body, place or document."""
        low, lists = self.setting.low, self.lists
        whole = draft.phrase
        # "told Reuters LMC had sold it": nobody is called Reuters
        passed = low[draft.start] in lists.agencies and not lists.is_given(low[draft.start]) and not self._office(draft)[0]
        if whole in lists.countries or whole in lists.agencies or whole in lists.demonyms or passed:
            return True
        given, kind = lists.is_given(low[draft.start]), lists.type_of(whole)
        if (kind == "document" or given) and kind in UNNAMED and draft.last - draft.start == PAIR and self._office(draft)[0]:
            # "attorney Mark Banner", "Senator Lisa Bank"
            return False
        told = lists.kinds.get(low[draft.start - 1])
        alone = draft.first == draft.start
        beside = (told == "medium" and alone) or (told == "organisation" and (
            self.setting.word[draft.start - 1].isupper() or (alone and self.setting.tag[self.setting.noun_start(draft.first) - 1] == "D")))
        if kind in UNNAMED or (beside and not (given and self._office(draft)[0])):
            # "the daily A Velha", "the power company Luz del Sur", "the NGO Mare Viva", but "the head of the aid group Ada Roe"
            return True
        family = low[draft.start] in self.terms.family_first
        if ((given or family) and self._office(draft)[0]) or (family and "-" in low[draft.last - 1]):
            # "Park Geun-hye" is no park
            return False
        words = low[draft.start + given : draft.last]
        return not lists.company.isdisjoint(words) or not lists.countries.isdisjoint(words) or not UNNAMED.isdisjoint(map(lists.kinds.get, words))

    def _register(self, draft: _Draft, alone: Counter[str]) -> None:
        setting = self.setting
        phrase = draft.phrase
        words = phrase.split(" ")
        firm = words[-1][:1] in {"'", "’"}  # "Moody's said"
        # "Lyle Roe LLP", but "Zaldy Co"
        formal = words[-1] in self.terms.legal_forms and (setting.word[draft.last - 1].isupper() or not self.lists.is_given(words[0]))
        # "RJM MLA from Velm Ann Roe"
        held = words[-1] in self.lists.title and setting.word[draft.last - 1].isupper()
        firm = firm or formal or held or setting.is_abbreviated(draft.start, draft.last)
        firm = firm or (setting.is_firm(draft.start, draft.last) and not self._office(draft)[0])
        if firm or len(words) < 2 or sum(word not in self.terms.particles for word in words) > MOST_WORDS or self._bodily(draft) or self.lists.is_title(phrase):
            return
        articled = (
            draft.first > 0
            and draft.first == draft.start
            and setting.low[draft.first - 1] in self.terms.definite_article
        )
        family = words[0] if words[0] in self.terms.family_first else words[-1]
        # "Jabbar al-Ghana ... Ghana said"
        particle, _, rest = words[-1].partition("-")
        short = rest if particle in self.terms.joined_particles else words[-1]
        again = (alone[words[-1]] > 0 or alone[family] > 0 or alone[short] > 0) and not articled and words[0] not in self.terms.foreign_articles
        hinted = (draft.start in self.hinted or draft.first in self.hinted) and alone[words[0]] <= alone[words[-1]]
        hinted = hinted and not setting.prints(draft.first) and phrase not in self.articled and words[0] not in self.terms.foreign_articles
        longer = [
            p for p in self.find(phrase) if p.name.lower() != setting.slice(draft.start, draft.last).lower()
        ]
        if not longer and not self.slips.find(words) and (again or hinted or phrase in self.terms.styles or self._evident(draft)):
            self._person(draft, words)

    def _person(self, draft: _Draft, words: list[str]) -> Person:
        before = draft.start - 1
        plain = [word for word in words if word not in self.terms.name_suffixes]
        titles = self.terms.regnal if len(plain) < len(words) else self.terms.clerical
        kept = len(plain) == 1 and self.setting.low[before] in titles and self.setting.word[before][0].isupper()
        name = self.setting.slice(draft.start - kept, draft.last)
        person = next((p for _, p in self.parts.get(" ".join(words), ()) if p.name == name), None)
        if person is None:
            person = Person(name, draft.start)
            self.all.append(person)
            self.slips.add(person)
            called = nickname(self.setting, draft.last)
            for key, rank in [*name_parts(words, self.terms), *([(called, 0)] if called else [])]:
                self.parts.setdefault(key, []).append((rank, person))
        person.at = min(person.at, draft.start)
        return person

    def _describe(self, person: Person, draft: _Draft) -> None:
        role, affiliation = self._office(draft)
        single = self.lists.singular(role.lower()) if role else ""
        if role and (single in self.lists.role or single in self.lists.title):
            role = self.lists.singular(role)
        if role:
            person.roles.append(" ".join(takewhile(lambda word: word not in self.terms.posted | self.terms.seats, role.lower().split())))
            if person.role is None:
                person.role, person.affiliation = role, affiliation or person.affiliation
        person.affiliation = person.affiliation or affiliation
        # "spokesman Major-General Ann Roe ... the general"
        person.roles += [self.setting.low[i].rpartition("-")[2] for i in range(draft.first, draft.start) if self.setting.low[i] in self.lists.title and self.setting.low[i].rpartition("-")[2] not in self.terms.honorifics]
        person.roles += initialled(self.setting, draft.start)
        given = self.lists.is_female([self.setting.low[draft.start]])
        if person.female is None:
            told = [*(self.setting.low[i] for i in range(draft.first, draft.start)), *reversed((role or "").lower().split())]
            # "chairman Susan Roe": what is held tells less than the name
            person.female = self.lists.is_female([word for word in told if given is not True or not word.endswith(self.terms.male_endings)])
            person.titled = person.female is not None
        person.female = given if person.female is None else person.female

    # ------------------------------------------------------------------ where they are named

    def _spot(self, draft: _Draft) -> Spot | None:
        found = self.find(draft.phrase)
        if not found and not (self._placed(draft) or self.setting.national(draft.start) or self.lists.is_given(draft.phrase)):
            found = self.slips.find(draft.phrase.split())
        if not found and self._surname_only(draft):
            found = (self._person(draft, [draft.phrase]),)
        if not found:
            return None
        found = self._narrowed(found, draft)
        if len(found) == 1:
            self._describe(found[0], draft)
        return Spot(draft.first, draft.start, draft.last, found)

    def _surname_only(self, draft: _Draft) -> bool:
        """Return whether a name of one word that was never given in full is a person's: a title or role stands beside it."""
        if (
            " " in draft.phrase
            or self._placed(draft)
            or draft.phrase in self.lists.demonyms
            or self.lists.is_title(draft.phrase)
        ):
            return False
        if draft.first and self.setting.low[draft.first - 1] in self.terms.surnaming:
            return not self._bodily(draft)
        outer, held = self._outer(draft), draft.start > draft.first
        titled = held and (self._titled(draft.first, draft.start) or role_before(self.setting, draft.first, draft.start)[0] is not None)
        told = titled or draft.phrase in self.selves or (outer[0] is not None and not self._is_firms(outer, draft.start)) or self._described(draft)
        return told and not self._bodily(draft)

    def within(self, first: int, last: int) -> Iterable[Spot]:
        """Yield the spots between the words ``first`` and ``last``."""
        return (spot for at in range(first, last) if (spot := self.at.get(at)))

    def _heads(self, role: str) -> Iterable[str]:
        """Yield the last word of a role, singular, and its last two words."""
        words = role.split()
        if words:
            yield self.lists.singular(words[-1].rstrip("."))
            yield " ".join(words[-2:])

    def appoint(self, person: Person, head: str, noun: str) -> None:
        """Note that ``person``, who was named without an office, is the one called ``noun``, a phrase that ``head`` ends."""
        if not person.roles:
            self.appointed += 1
            person.role = head
            person.roles.append(noun)
            self.by_role.setdefault(head, []).append(person)

    def holding(self, head: str) -> list[Person]:
        """Return the people with a role that ``head`` ends: ``minister``, ``prime minister``."""
        return self.by_role.get(head, [])

    def find(self, phrase: str) -> tuple[Person, ...]:
        """Return the people that ``phrase``, lower case, can stand for: by the whole name, else surname, else another part."""
        known = self.parts.get(phrase)
        if known is None:
            return ()
        best = min(rank for rank, _ in known)
        return tuple(dict.fromkeys(person for rank, person in known if rank == best))

    def _narrowed(self, found: tuple[Person, ...], draft: _Draft) -> tuple[Person, ...]:
        """Return those of ``found`` that the titles before a surname allow."""
        if len(found) < 2:
            return found
        titles = [self.setting.low[i] for i in range(draft.first, draft.start)]
        female = self.lists.is_female([*titles, *(self._office(draft)[0] or "").lower().split()])
        kept = tuple(p for p in found if female is None or p.female in {None, female})
        role = (self._office(draft)[0] or "").lower().split()
        held = tuple(p for p in kept if role and any(role[-1] in known.split() for known in p.roles))
        return held or kept or found
