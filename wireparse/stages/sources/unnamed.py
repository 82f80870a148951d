"""Unnamed: phrases without a name tied to whom they take up, hold back, or were issued by; else sources of their own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wireparse.stages.sources.events import MEMORY, SOURCE
from wireparse.stages.sources.groups import Groups, is_personal
from wireparse.stages.sources.heldback import HeldBack
from wireparse.stages.sources.identities import Identity
from wireparse.stages.sources.nameless import Nameless
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.owners import Owners
from wireparse.stages.sources.people import Person
from wireparse.stages.sources.uptake import Uptake

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.span import Offsets
    from wireparse.stages.sources.binding import Binding
    from wireparse.stages.sources.events import Thing
    from wireparse.stages.sources.mentions import Reader
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.setting import Setting

NEAR = 2
"""No more sentences back is somebody told of whom a description varies."""


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
        self.tie = tie
        self.uptake = Uptake(setting, binding)
        self.nameless = Nameless(setting, mentions)
        self.held = HeldBack(setting, binding, reader, mentions)
        self.groups = Groups(setting, binding, reader.people)
        self.owners = Owners(setting, binding, reader.people)

    def resolve(self, phrase: Phrase) -> Identity:
        """Return the identity of ``phrase``: an issuer's, one that is taken up or soon named, else one of its own."""
        if not phrase.plural and self._several(phrase):
            phrase = phrase._replace(plural=True)
        kind = self.type_of(phrase)
        return self.groups.elliptic(phrase) or self._issuer(phrase, kind) or self._land(phrase) or self._members(phrase) or self._sitting(phrase) or self._known(phrase, kind) or self._own(phrase, kind)

    def _several(self, phrase: Phrase) -> bool:
        """Return whether a phrase joins two: ``two officials and a diplomat``, but ``a doctor and activist``."""
        low, tag = self.setting.low, self.setting.tag
        if self.terms.conjoined.isdisjoint(low[phrase.first : phrase.last - 1]):
            return False
        return any(low[i] in self.terms.conjoined and tag[i + 1] in "D#" for i in range(phrase.first, phrase.last - 1))

    def type_of(self, phrase: Phrase) -> str:
        """Return the type of an unnamed source by its noun, listed or not."""
        terms = self.terms
        if phrase.head in terms.person or (phrase.head in terms.crowd and (phrase.opens in terms.counted or self._knowing(phrase))):
            return "anonymous"
        if self.setting.tag[phrase.first] == "D" and self.references.kind(phrase.opens) == "speaker":
            # "my wife", "our children"
            return "group" if phrase.plural else "other"
        if phrase.seen and not self.lists.is_role(phrase.head):
            return "document"
        first = self._first_kind(phrase)
        if first:
            return first
        kind = self.lists.type_of(phrase.noun) or self.lists.type_of(phrase.head)
        if kind in {None, "organisation"} and self._stately(phrase):
            return "government"
        # "the authorities", "Velm authorities"
        ruling = phrase.opens in terms.definite or "X" in self.setting.tag[phrase.first : phrase.first + len(phrase.before) + 1]
        if phrase.head in terms.ruling and (ruling or any(map(self.setting.national_word, phrase.before))):
            return "government"
        if kind or phrase.head in terms.office:
            return kind or "organisation"
        if is_personal(self.terms, phrase.head):
            return "group" if phrase.plural else "anonymous"
        if phrase.head in terms.pronouns:
            return self._out_of(phrase)
        if self.lists.is_role(phrase.head):
            return "anonymous"
        people = phrase.head in self.lists.demonyms and self.setting.tag[phrase.first] == "#"
        return "group" if phrase.plural or people else "other"

    def _knowing(self, phrase: Phrase) -> bool:
        """Return whether a phrase tells what somebody knows: ``people familiar with the matter``."""
        return not (self.terms.close | self.terms.knowing).isdisjoint(phrase.name.lower().split())

    def _first_kind(self, phrase: Phrase) -> str | None:
        """Return the type of the first of two: ``Traders and analysts``, ``police and witnesses``, but ``police and army officers``."""
        low, lists = self.setting.low, self.lists
        if not phrase.plural or phrase.opens in self.terms.definite or self.terms.conjoined.isdisjoint(phrase.before):
            return None
        at = next((i for i in range(phrase.first + 1, phrase.last - 1) if low[i] in self.terms.conjoined), None)
        if at is None:
            return None
        noun = lists.singular(low[at - 1])
        apart = noun != low[at - 1] or self.setting.tag[at + 1] in "D#" or lists.singular(low[at + 1]) == phrase.head
        return (lists.type_of(low[at - 1]) or lists.type_of(noun) or ("anonymous" if lists.is_role(noun) else None)) if apart else None

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
        # "today's communique said"
        dated = kind == "document" and self.setting.tag[phrase.first : phrase.first + 2] == ["W", "p"]
        definite = dated or phrase.opens in self.terms.definite or phrase.opens in self.terms.both or bare or self._owned_again(phrase)
        if not definite and self.nameless.behind(phrase.first) is not None:
            # "a union official, speaking on condition of anonymity": whoever is named later is another
            return None
        if relative := self._relative(phrase):
            return relative
        known = (self._again(phrase, kind) if definite else self.held.coming(phrase, kind)) or self.held.introduced(phrase, kind)
        return known or (self.uptake.issuer(phrase) if phrase.head in self.terms.statement else None)

    def _relative(self, phrase: Phrase) -> Identity | None:
        """Return the only one named who is some kin of somebody: ``her father, Bo Roe, left ... (Ann's father) said``."""
        owned = self.setting.tag[phrase.first : phrase.first + 2] == ["X", "p"] or phrase.opens in self.terms.owners
        held = self.reader.people.holding(phrase.head) if owned and len(phrase.before) <= 1 + (phrase.opens not in self.terms.owners) and phrase.head in self.terms.kin else []
        owner = self.reader.people.at.get(phrase.first)
        return self.binding.identity(held[0]) if len({p.name for p in held}) == 1 and not (owner and held[0] in owner.people) else None

    def _owned_again(self, phrase: Phrase) -> bool:
        """Return whether somebody's, by name, was told of more fully before: ``Roe's official spokesman said ... (Roe's spokesman) added``."""
        owned = self.setting.tag[phrase.first : phrase.first + 2] == ["X", "p"] and self.lists.is_role(phrase.head)
        return owned and self.references.unnamed(phrase.head, phrase.before) is not None

    def _own(self, phrase: Phrase, kind: str) -> Identity:
        name = self.owners.located(phrase.name) or self.owners.owned(phrase) or self._plain(phrase)
        identity = self.binding.register.named(name, kind)
        identity.plural = identity.plural or phrase.plural
        identity.heads.add(phrase.head)
        # "an Iron and Steel Ministry official" is one
        one = phrase.opens in self.terms.indefinite and not identity.plural
        identity.joined = not (one or self.terms.conjoined.isdisjoint(phrase.before))
        if identity.female is None:
            identity.female = self.lists.is_female([phrase.head])
        return identity

    def _plain(self, phrase: Phrase) -> str:
        """Return what an unnamed source is called, without the capital that only its sentence gives it: ``two officials``, ``UN experts``."""
        name = self.owners.untitled(phrase) or phrase.name or phrase.head
        first, at = name.partition(" ")[0], phrase.first
        common = self.setting.tag[at] in "nB" and self.setting.word[at] == first and self.setting.opens(at)
        opens = common or first.lower() in self.terms.quantified
        return name[:1].lower() + name[1:] if opens and not first[1:2].isupper() else name

    # ------------------------------------------------------------------ issuers

    def _issuer(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return the identity of a document's issuer: ``a report by the ministry``, ``its figures``."""
        if not self.terms.shared.isdisjoint(phrase.before) and phrase.head in self.terms.statement | self.terms.issued:
            return self.references.joined("government") or self.groups.two_lands()
        if phrase.issuer is None:
            return self.uptake.released(phrase) if kind == "document" else None
        first, last = phrase.issuer
        # "a second high command communique"
        first += first < last - 1 and self.setting.low[first] in self.terms.serial
        inner = self.reader.read_words(first, last)
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

    def _sitting(self, phrase: Phrase) -> Identity | None:
        """Return the body that sits under another name: ``The High Court ... a bench of two justices``."""
        if phrase.plural or phrase.head not in self.lists.alike:
            return None
        kin = next((head for head in self.lists.alike.get(phrase.head, ()) if head != phrase.head and self.lists.type_of(head) in BODIES), None)
        thing = self.uptake.body(phrase._replace(head=kin, noun=kin, before=()), self.lists.type_of(kin) or "") if kin else None
        return self.binding.identity(thing) if thing is not None else None

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
        if thing is not None and thing is self.owners.owner(phrase):
            # "His foreign minister" is another than he
            thing = None
        if thing is None and (phrase.head in self.terms.companies or (kind not in BODIES and not phrase.before and phrase.head in self.lists.company)):
            thing = self.uptake.body(phrase, "organisation")
        if thing is None and kind == "other" and not phrase.before:
            # "the National Library ... The library"
            thing = self.references.body(phrase.head, phrase.first)
        if thing is None and phrase.head in self.terms.teams and not phrase.before:
            thing = self.groups.team(phrase.first)
        return self.binding.identity(thing) if thing is not None else None

    def _someone(self, phrase: Phrase) -> Thing | None:
        """Return the person or unnamed individual whom ``the mayor``, ``the man``, ``the 48-year-old`` takes up."""
        numbered = self.groups.numbered(phrase)
        if numbered is not None or not self.terms.remaining.isdisjoint(phrase.before):
            return numbered
        aged = self.reader.people.ages.of(phrase)
        if aged is not None:
            return aged
        spouse = self.owners.spouse(phrase)
        if spouse is not None:
            return spouse
        people = self.references.holder(phrase)
        heard = self.references.unnamed(phrase.head, phrase.before)
        if people and heard and (not self.reader.people.holding(phrase.head) or self._later(heard, people[0], phrase.first)):
            people = []
        if people and (len(people) == 1 or phrase.opens in self.terms.definite_article):
            return people[0]
        known = heard or self._countryman(phrase) or self._varied(phrase) or self._just_heard(phrase)
        national = phrase.head in self.lists.demonyms and phrase.head.endswith(self.terms.national_endings)
        if known is None and (national or is_personal(self.terms, phrase.head) or self.lists.is_role(phrase.head)):
            known = self.references.national((*phrase.before, phrase.head), phrase.first)
        if known is not None or self._placed(phrase) or not (is_personal(self.terms, phrase.head) or national or self._parent(phrase)):
            return known
        return next(iter(self.references.pronoun(self._gender(phrase.head), phrase.first)), None)

    def _later(self, heard: Identity, person: Person, at: int) -> bool:
        """Return whether an unnamed one was told of anew after the person of that office: ``said a diplomat ... (The diplomat) said``."""
        last = next((event.thing for event in self.references.before(at) if event.thing in (heard, person)), None)
        return last is heard and heard.name.partition(" ")[0].lower() in self.terms.indefinite

    def _countryman(self, phrase: Phrase) -> Identity | None:
        """Return the only one so far of whom no more was told than a nation: ``A Norvian official said ... the military official``."""
        told = {thing.name: thing for _, thing in self.references.identities() if phrase.head in thing.heads and not thing.plural}
        known = next(iter(told.values())) if len(told) == 1 and not any(map(self.setting.national_word, phrase.before)) else None
        before = known.name.lower().split()[1:-1] if known else []
        return known if before and all(map(self.setting.national_word, before)) and self.terms.contrasting.isdisjoint(phrase.before) else None

    def _placed(self, phrase: Phrase) -> bool:
        """Return whether a place tells which is meant, who was not told of before: ``the woman from Lim``."""
        behind = phrase.first + 1 + len(phrase.before) + 1
        return self.setting.low[behind : behind + 1] == ["from"] and behind < phrase.last and not phrase.head.endswith(self.terms.old_endings)

    def _parent(self, phrase: Phrase) -> bool:
        """Return whether somebody is told by how many children they have: ``the mother of three``."""
        words = phrase.name.lower().split()[-3:]
        return words[0] in self.terms.parents and len(words) == 3 and words[1] in self.terms.of and words[2] in self.terms.counted

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
        if phrase.head in self.terms.any_office and not phrase.before and isinstance(event.thing, Identity) and event.thing.type == "anonymous" and not event.thing.plural:
            # "a government spokesman said ... The official added"
            return event.thing
        if phrase.head in self.terms.any_office and not phrase.before and isinstance(event.thing, Person) and event.thing.roles:
            return event.thing
        one = phrase.opens in self.terms.showing and self.references.fits(self._gender(phrase.head), event.thing)
        return event.thing if one else None

    def _varied(self, phrase: Phrase) -> Thing | None:
        """Return the person just spoken of whom a description varies: ``the former World Cup hero``, ``the US envoy``."""
        aged = any(word.endswith(self.terms.age_endings) for word in phrase.before)
        called = aged or self.lists.is_role(phrase.head) or phrase.head in self.terms.portraits
        # "the captain's wife" is no captain
        owned = any(mark in self.terms.possessive and self.lists.is_role(owner) for owner, mark in pairwise(phrase.before))
        if phrase.opens not in self.terms.definite_article or not called or owned:
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
