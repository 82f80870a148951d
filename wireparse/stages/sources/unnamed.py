"""Unnamed: phrases without a name tied to whom they take up, hold back, or were issued by; else sources of their own."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from wireparse.stages.sources.groups import Groups, is_personal
from wireparse.stages.sources.identities import Identity
from wireparse.stages.sources.nameless import Nameless
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.owners import Owners
from wireparse.stages.sources.people import Person
from wireparse.stages.sources.references import MEMORY, SOURCE
from wireparse.stages.sources.uptake import Uptake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wireparse.span import Offsets
    from wireparse.stages.sources.binding import Binding
    from wireparse.stages.sources.mentions import Reader
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.references import Thing
    from wireparse.stages.sources.setting import Setting

# The lead holds names back for a few sentences; a document is spoken of within some hundred words.
NEAR = 2
LEAD = 3
AHEAD = 4
LONGEST_SUBJECT = 16


class Unnamed:
    """Ties the phrases of one dispatch that name nobody; ``tie`` ties those that do."""

    def __init__(
        self,
        setting: Setting,
        binding: Binding,
        reader: Reader,
        mentions: list[Offsets],
        tie: Callable[[Phrase], Identity],
    ) -> None:
        self.setting = setting
        self.lists = setting.lists
        self.terms = setting.terms
        self.binding = binding
        self.references = binding.references
        self.reader = reader
        self.mentions = mentions
        self.tie = tie
        self.uptake = Uptake(setting, binding)
        self.nameless = Nameless(setting, mentions)
        self.groups = Groups(setting, binding, reader.people)
        self.owners = Owners(setting, binding, reader.people)

    def resolve(self, phrase: Phrase) -> Identity:
        """Return the identity of ``phrase``: an issuer's, one that is taken up or soon named, else one of its own."""
        if not phrase.plural and self._several(phrase):
            phrase = phrase._replace(plural=True)
        kind = self.type_of(phrase)
        return self.groups.elliptic(phrase) or self._issuer(phrase) or self._land(phrase) or self._members(phrase) or self._known(phrase, kind) or self._own(phrase, kind)

    def _several(self, phrase: Phrase) -> bool:
        """Return whether a phrase joins two: ``two officials and a diplomat``, but ``a doctor and activist``."""
        low, tag = self.setting.low, self.setting.tag
        return any(low[i] in self.terms.conjoined and tag[i + 1] in "D#" for i in range(phrase.first, phrase.last - 1))

    def type_of(self, phrase: Phrase) -> str:
        """Return the type of an unnamed source by its noun, listed or not."""
        terms = self.terms
        # "people familiar with the matter"
        knowing = not (terms.close | terms.knowing).isdisjoint(phrase.name.lower().split())
        if phrase.head in terms.person or (phrase.head in terms.crowd and (knowing or phrase.opens in terms.counted)):
            return "anonymous"
        if self.setting.tag[phrase.first] == "D" and self.references.kind(phrase.opens) == "speaker":
            # "my wife", "our children"
            return "group" if phrase.plural else "other"
        if phrase.seen and not self.lists.is_role(phrase.head):
            return "document"
        kind = self.lists.type_of(phrase.noun) or self.lists.type_of(phrase.head)
        if kind in {None, "organisation"} and self._stately(phrase):
            return "government"
        if kind or phrase.head in terms.office:
            return kind or "organisation"
        if is_personal(self.terms, phrase.head):
            return "group" if phrase.plural else "witness"
        if phrase.head in terms.pronouns:
            return self._out_of(phrase)
        if self.lists.is_role(phrase.head):
            return "anonymous"
        people = phrase.head in self.lists.demonyms and self.setting.tag[phrase.first] == "#"
        return "group" if phrase.plural or people else "other"

    def _out_of(self, phrase: Phrase) -> str:
        """Return the type of one out of those that a pronoun takes up: ``Two officials ... One of them``."""
        many = next(iter(self.references.pronoun(self.references.kind(phrase.head), phrase.first)), None)
        found = many.type if isinstance(many, Identity) else "anonymous"
        return "anonymous" if found in BODIES else found

    def _stately(self, phrase: Phrase) -> bool:
        """Return whether a body is the state's: ``the regional sports bureau``, ``the governor's office``, ``Tembo's office``."""
        if phrase.head not in self.terms.office:
            return self.binding.bodies.official((*phrase.before, phrase.head)) is not None
        owners = phrase.noun.split()
        people = [person for spot in self.reader.people.within(phrase.first, phrase.last) for person in spot.people]
        for person in people or [*filter(None, [self.owners.owner(phrase)])]:
            owners += " ".join(person.roles).split()
        return not self.terms.chiefs.isdisjoint(owners)

    def _known(self, phrase: Phrase, kind: str) -> Identity | None:
        alone = self.lists.singular(phrase.opens) == phrase.head and self.terms.made_by.isdisjoint(phrase.name.split()[1:2])
        bare = alone and not phrase.before and kind != "document"
        definite = phrase.opens in self.terms.definite or phrase.opens in self.terms.both or bare
        if not definite and self.nameless.behind(phrase.first) is not None:
            # "a union official, speaking on condition of anonymity": whoever is named later is another
            return None
        known = (self._again(phrase, kind) if definite else self._coming(phrase, kind)) or self._introduced(phrase, kind)
        return known or (self.uptake.issuer(phrase) if phrase.head in self.terms.statement else None)

    def _own(self, phrase: Phrase, kind: str) -> Identity:
        name = self.owners.located(phrase.name) or self.owners.owned(phrase) or _plain(phrase.name or phrase.head, self.terms.quantified)
        identity = self.binding.register.named(name, kind)
        identity.plural = identity.plural or phrase.plural
        identity.heads.add(phrase.head)
        identity.joined = not self.terms.conjoined.isdisjoint(phrase.before)
        if identity.female is None:
            identity.female = self.lists.is_female([phrase.head])
        return identity

    # ------------------------------------------------------------------ issuers

    def _issuer(self, phrase: Phrase) -> Identity | None:
        """Return the identity of a document's issuer: ``a report by the ministry``, ``its figures``."""
        if not self.terms.shared.isdisjoint(phrase.before) and phrase.head in self.terms.statement | self.terms.issued:
            return self.references.joined("government") or self.groups.two_lands()
        if phrase.issuer is None:
            return None
        inner = self.reader.read_words(*phrase.issuer)
        issuer = None
        if inner.kind == "pronoun":
            things = self.references.pronoun(self.references.kind(inner.head), phrase.first)
            issuer = self.binding.identity(things[0]) if things else None
        elif inner.name and not inner.issuer:
            issuer = self.tie(inner)
        if issuer:
            issuer.heads.add(phrase.head)
        return issuer

    def _land(self, phrase: Phrase) -> Identity | None:
        """Return the country that a phrase for it means, if it is named: ``the Islamic republic``."""
        whole = len(phrase.name.split()) == phrase.last - phrase.first
        if whole and phrase.name.lower() in self.lists.nations:
            return self.binding.register.named(self.lists.nations[phrase.name.lower()].title(), "government")
        if phrase.opens not in self.terms.definite_article:
            return None
        talks = phrase.head in self.terms.sides and not self.terms.parleys.isdisjoint(self.setting.low)
        if talks and len(phrase.before) == 1 and phrase.before[0] in self.lists.nations:
            # "the Chinese side", at talks, not at football
            return self.binding.register.named(self.lists.nations[phrase.before[0]].title(), "government")
        people = phrase.plural and (not phrase.before or self.lists.singular(phrase.noun) in self.lists.demonyms)
        called = self.lists.singular(phrase.noun) if people else phrase.name.lower()
        nation = self.lists.nations.get(called) if people or " " in phrase.name else None
        if people and nation and nation.title() not in self.binding.bodies.names:
            nation = None
        if nation is None and phrase.head in self.terms.countries and not phrase.before:
            nation = self.owners.only_land()
        return self.binding.register.named(nation.title(), "government") if nation else None

    def _members(self, phrase: Phrase) -> Identity | None:
        """Return the body all of whose members are meant: ``the 12 members of the Lake Union``."""
        counted = phrase.plural and phrase.head in self.terms.members and phrase.opens in self.terms.definite_article
        if not counted or not any(word.isdigit() or word in self.terms.counted for word in phrase.before):
            return None
        of = next((i for i in range(phrase.first, phrase.last - 1) if self.setting.low[i] in self.terms.of), None)
        inner = self.reader.read_words(of + 1, phrase.last) if of else None
        return self.tie(inner) if inner and inner.kind == "body" else None

    # ------------------------------------------------------------------ names held back

    def _coming(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return whom an indefinite phrase of the lead holds back: ``a coroner``, ``a war monitor``, soon named."""
        sentence = self.setting.sentence[phrase.first]
        owned = sentence == 0 and self.setting.tag[phrase.first : phrase.first + 2] == ["X", "p"]
        if (phrase.opens not in self.terms.indefinite and not owned) or phrase.plural:
            return None
        if sentence >= LEAD:
            return self._speaking(phrase)
        if kind in BODIES:
            # "an NGO" tells too little of whom it holds back, "a newspaper" can only be the one that is quoted next.
            watches = phrase.head in self.terms.watching and not phrase.before
            told = self.terms.watchers if watches else frozenset(phrase.before if owned else ())
            telling = phrase.before or kind == "medium" or watches
            return self._next_body(phrase, kind, told) if telling and sentence == 0 else None
        aged = self._aged(phrase)
        people = [aged] if aged else self.references.coming(phrase) or self._next_person(phrase) or self._told_next(phrase)
        return self.binding.identity(people[0]) if people else None

    def _told_next(self, phrase: Phrase) -> list[Person]:
        """Return whom the second sentence opens with by name and age, where the lead tells of one alone: ``A mayor lied ... Bo Roe, 61, ...``."""
        setting, people = self.setting, self.reader.people
        if setting.sentence[phrase.first] > 0 or len(setting.begins) < 2:
            return []
        begin = setting.begins[1]
        spot = people.ends.get(people.firsts.get(begin, -1))
        if spot is None or len(spot.people) != 1 or setting.tag[spot.last : spot.last + 3] != [",", "#", ","]:
            return []
        others = (setting.low[i] for i in range(begin) if not phrase.first <= i < phrase.last and setting.tag[i] in "nB")
        alone = not any(self.lists.is_role(noun) or self.lists.is_female([noun]) is not None for noun in others)
        person = spot.people[0]
        return [person] if alone and person.at == spot.start and not self._of_other_gender(phrase, person) else []

    def _speaking(self, phrase: Phrase) -> Identity | None:
        """Return the spokesman whom only the next sentence names: ``A spokesman for the firm said ... "No," Bo Poe said.``."""
        if phrase.head not in self.terms.spokesmen:
            return None
        found = next((f for f in self._next_sources(phrase) if f.spot), None)
        near = found is not None and self.setting.sentence[found.first] - self.setting.sentence[phrase.first] == 1
        if found is None or found.spot is None or len(found.spot.people) != 1 or not near:
            return None
        person, words = found.spot.people[0], self.setting.low[found.first : found.last]
        bare = not person.roles and found.last - found.first == found.spot.last - found.spot.start > 1
        told = bare or not self.terms.spokesmen.isdisjoint(words)
        if person.at != found.spot.start or not told or self._of_other_gender(phrase, person):
            return None
        self.reader.people.appoint(person, phrase.head, phrase.noun)
        return self.binding.identity(person)

    def _introduced(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return whom the lead calls by an office alone, where the next source is a new name that nothing introduces.

        ``a party official said. "It is late," Ann Roe told AFP.``: the lead has told who Ann Roe is.
        """
        if phrase.plural or kind in BODIES or self.setting.sentence[phrase.first] > 0 or not self.lists.is_role(phrase.head):
            return None
        found = next((f for f in self._next_sources(phrase) if f.spot), None)
        if found is None or found.spot is None or len(found.spot.people) != 1:
            return None
        person = found.spot.people[0]
        same = not self._of_other_gender(phrase, person)
        new = person.at == found.spot.start and found.spot.last - found.spot.start > 1
        words, heads = self.setting.low[found.first : found.last], {phrase.head, *self.lists.alike.get(phrase.head, ())}
        titled = all(role.rstrip(".") in self.terms.learned for role in person.roles)
        # "her doctor told her": no "Dr. Ada Roe" to come
        styled = titled and person.roles and phrase.opens in self.terms.owners
        told = not styled and (titled or not heads.isdisjoint(words))
        if not (same and new and told) or self._differently(phrase, found):
            return None
        self.reader.people.appoint(person, phrase.head, phrase.noun)
        return self.binding.identity(person)

    def _of_other_gender(self, phrase: Phrase, person: Person) -> bool:
        female = self.lists.is_female([phrase.head])
        return female is not None and person.female is (not female)

    def _differently(self, phrase: Phrase, found: Phrase) -> bool:
        """Return whether two phrases tell one office by other words: ``a trade secretary``, ``executive secretary (Ann Roe)``."""
        setting, telling = self.setting, set(phrase.before) - self.terms.vague - self.lists.demonyms
        at = next((i for i in range(found.first + 1, found.last) if setting.low[i] == phrase.head), 0)
        own = at and (setting.tag[at - 1] != "X" or setting.opens(at - 1)) and setting.low[at - 1] not in self.terms.vague
        return bool(own and telling and telling.isdisjoint(setting.low[found.first : found.last]))

    def _next_sources(self, phrase: Phrase) -> Iterator[Phrase]:
        """Yield the sources of the sentences after a phrase of the lead, taken apart."""
        words = self.setting.words
        after = bisect_right(self.mentions, (words.start[phrase.first], words.end[phrase.last - 1]))
        for span in self.mentions[after : after + 2 * AHEAD]:
            found = self.reader.read(span)
            if self.setting.sentence[found.first] - self.setting.sentence[phrase.first] <= AHEAD:
                yield found

    def _next_person(self, phrase: Phrase) -> list[Person]:
        """Return the person first named by the next source with a name, if a word before the head is told of them too."""
        found = next((f for f in self._next_sources(phrase) if f.spot), None)
        if found is None or found.spot is None or len(found.spot.people) != 1:
            return []
        person = found.spot.people[0]
        if found.opens in self.terms.contrasting:
            return []
        told = (
            " ".join([*person.roles, person.affiliation or "", self.setting.phrase(found.first, found.last)])
            .lower()
            .split()
        )
        same = any(word in told for word in phrase.before if word not in self.terms.vague)
        return [person] if same and person.at > phrase.first else []

    def _next_body(self, phrase: Phrase, kind: str, told: frozenset[str]) -> Identity | None:
        """Return the body of the same type that the next source names for the first time, by one of the words ``told`` if there are any."""
        # "a watchdog said": what its name tells is enough
        watches = told is self.terms.watchers
        bodies = (f for f in self._next_sources(phrase) if f.kind == "body" and (watches or self.binding.body_type(f.name, f.head) == kind))
        found = next((f for f in bodies if not told or not told.isdisjoint(f.name.lower().split())), None)
        if found is None:
            return None
        before = self.binding.bodies.first_named(found.name) < phrase.first
        return None if before else self.binding.body(found.name, found.head)

    # ------------------------------------------------------------------ phrases that take up

    def _again(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return the identity that ``the ministry``, ``the spokesman``, ``the report`` takes up again."""
        if phrase.noun in self.terms.ordering:
            return self.groups.ordered(phrase)
        if kind == "document" or phrase.head in self.terms.papers:
            return self.uptake.paper(phrase)
        if phrase.plural:
            return self.groups.several(phrase)
        thing = self.uptake.body(phrase, kind) if kind in BODIES else self._someone(phrase)
        if thing is None and (phrase.head in self.terms.companies or (kind not in BODIES and not phrase.before and phrase.head in self.lists.company)):
            thing = self.uptake.body(phrase, "organisation")
        if thing is None and phrase.head in self.terms.teams and not phrase.before:
            thing = self.groups.team(phrase.first)
        return self.binding.identity(thing) if thing is not None else None

    def _someone(self, phrase: Phrase) -> Thing | None:
        """Return the person or unnamed individual whom ``the mayor``, ``the man``, ``the 48-year-old`` takes up."""
        aged = self._aged(phrase)
        if aged is not None:
            return aged
        spouse = self.owners.spouse(phrase)
        if spouse is not None:
            return spouse
        people = self.references.holder(phrase)
        if people and not self.reader.people.holding(phrase.head) and self.references.unnamed(phrase.head, phrase.before):
            people = []
        if people and (len(people) == 1 or phrase.opens in self.terms.definite_article):
            return people[0]
        known = self.references.unnamed(phrase.head, phrase.before) or self._varied(phrase) or self._just_heard(phrase)
        national = phrase.head in self.lists.demonyms and phrase.head.endswith(self.terms.national_endings)
        if known is None and (national or is_personal(self.terms, phrase.head) or self.lists.is_role(phrase.head)):
            known = self.references.national((*phrase.before, phrase.head), phrase.first)
        if known is not None or self._placed(phrase) or not (is_personal(self.terms, phrase.head) or national or self._parent(phrase)):
            return known
        return next(iter(self.references.pronoun(self._gender(phrase.head), phrase.first)), None)

    def _placed(self, phrase: Phrase) -> bool:
        """Return whether a place tells which is meant, who was not told of before: ``the woman from Lim``."""
        behind = phrase.first + 1 + len(phrase.before) + 1
        return self.setting.low[behind : behind + 1] == ["from"] and behind < phrase.last and not phrase.head.endswith(self.terms.old_endings)

    def _parent(self, phrase: Phrase) -> bool:
        """Return whether somebody is told by how many children they have: ``the mother of three``."""
        words = phrase.name.lower().split()[-3:]
        return words[0] in self.terms.parents and len(words) == 3 and words[1] in self.terms.of and words[2] in self.terms.counted

    def _aged(self, phrase: Phrase) -> Person | None:
        """Return the one person of the age that a phrase tells: ``the 29-year-old nurse``."""
        words = (*phrase.before, phrase.head)
        age = next((word.partition("-")[0] for word in words if word.endswith(self.terms.age_endings)), "")
        people = self.reader.people.aged(age) if age else []
        return people[0] if len(people) == 1 else None

    def _gender(self, head: str) -> str:
        female = self.lists.is_female([head])
        return "single" if female is None else "female" if female else "male"

    def _just_heard(self, phrase: Phrase) -> Thing | None:
        """Return who spoke last, before ``this trader`` or ``the same source``, in this sentence or the one before."""
        event = next((e for e in reversed(self.references.sources) if e.at < phrase.first and e.weight == SOURCE), None)
        if event is None or self.setting.sentence[phrase.first] - self.setting.sentence[event.at] > 1:
            return None
        if self.type_of(phrase) == "anonymous" and not self.terms.same.isdisjoint(phrase.before):
            return event.thing
        one = phrase.opens in self.terms.showing and self.references.fits(self._gender(phrase.head), event.thing)
        return event.thing if one else None

    def _varied(self, phrase: Phrase) -> Thing | None:
        """Return the person just spoken of whom a description varies: ``the former World Cup hero``, ``the US envoy``."""
        aged = any(word.endswith(self.terms.age_endings) for word in phrase.before)
        called = aged or self.lists.is_role(phrase.head) or phrase.head in self.terms.portraits
        if phrase.opens not in self.terms.definite_article or not called:
            return None
        things = self.references.pronoun(self._gender(phrase.head), phrase.first)
        person = things[0] if things and isinstance(things[0], Person) else None
        if person is None or self.references.distance(person, phrase.first) > NEAR or self.references.foreign(person, phrase.before):
            return None
        told = f"{' '.join(person.roles)} {person.affiliation or ''}".lower().split()
        terms, demonyms = self.terms, self.lists.demonyms
        other = phrase.head in terms.parties or phrase.head in terms.companies
        varies = not other or any(w in terms.varying or w.endswith(terms.qualifying_endings) or w in demonyms for w in phrase.before)
        spoke = any(event.thing is person for event in self.references.sources[-MEMORY:])
        plain = self.terms.bystanders.issuperset(person.roles) and (spoke or bool(person.roles))
        return person if plain or varies or any(w in told for w in (*phrase.before, phrase.head)) else None


def _plain(name: str, quantified: frozenset[str]) -> str:
    """Return a name without the capital that only its sentence gives it.

    >>> _plain("Two officials", frozenset({"two"})), _plain("UN experts", frozenset({"two"}))
    ('two officials', 'UN experts')
    """
    first = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if first.lower() in quantified and not first[1:2].isupper() else name
