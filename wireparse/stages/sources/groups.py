"""Groups: whom a plural takes up, two people or countries among them (``the two leaders``, ``both countries``)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from wireparse.stages.sources.fuller import fuller
from wireparse.stages.sources.identities import Identity
from wireparse.stages.sources.nounlists import BODIES, INDIVIDUAL
from wireparse.stages.sources.people import Person

if TYPE_CHECKING:
    from wireparse.stages.sources.binding import Binding
    from wireparse.stages.sources.events import Thing
    from wireparse.stages.sources.people import People
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.setting import Setting
    from wireparse.stages.sources.terms import Terms

NEAR = 2
LATELY = 4
PAIR = 2


def is_personal(terms: Terms, head: str) -> bool:
    """Return whether a noun is for a person and tells nothing more: ``the man``, ``the 48-year-old``."""
    return head in terms.personal or head.endswith(terms.old_endings)


class Groups:
    """Ties the plurals of one dispatch."""

    def __init__(self, setting: Setting, binding: Binding, people: People) -> None:
        self.setting = setting
        self.lists = setting.lists
        self.terms = setting.terms
        self.binding = binding
        self.references = binding.references
        self.people = people

    def several(self, phrase: Phrase) -> Identity | None:
        """Return the many whom a plural takes up, called by the fuller of the two phrases."""
        two = not self.terms.pairs.isdisjoint(phrase.before) or phrase.opens in self.terms.both
        # "the two", but "two of the envoys"
        alone = phrase.head in self.terms.pairs and self.terms.of.isdisjoint(phrase.name.split())
        if alone or (two and is_personal(self.terms, phrase.head)):
            return self.two(phrase.first, lately=phrase.opens in self.terms.definite_article)
        if phrase.noun.rpartition(" ")[2] in self.terms.bands and (couple := self._couple(phrase.first)):
            return couple
        if two and self.lists.is_role(phrase.head):
            return self._holders(phrase) or self._couple(phrase.first) or self.pair(phrase.first, wide=True)
        # "the two companies", though companies are a group
        kind = self.lists.type_of(phrase.head) or self.lists.type_of(phrase.noun) if two else None
        joined = self.references.joined(kind) if kind else None
        joined = joined or (self.two_lands() if two and phrase.head in self.terms.countries else None)
        joined = joined or (self._two_bodies(phrase.first, kind) if kind in BODIES else None)
        if joined is not None:
            return joined
        known = self.references.several(phrase.head, phrase.before, phrase.first, bare=phrase.opens not in self.terms.definite)
        if known and self._parts(phrase, known):
            return None
        if known is None and not phrase.before and phrase.opens in self.terms.definite_article:
            return self._fuller(phrase) or self._movement(phrase)
        if known and not known.person and not self._tail(phrase, phrase.name) and len(phrase.name.split()) > len(known.name.split()):
            told = {*phrase.before, phrase.head}
            if told.issuperset(self.references.singular_words(known.name)) and self.terms.pointing.isdisjoint(told):
                known.aliases.append(known.name)
                known.name = phrase.name
        return known

    def two(self, at: int, *, lately: bool = True) -> Identity | None:
        """Return the two who spoke or were told of together: ``Ann Roe and Bo Poe said ... Both said``."""
        return self._couple(at) or self.pair(at, lately=lately) or self._counted(at)

    def numbered(self, phrase: Phrase) -> Identity | None:
        """Return the first or second of those without a name who spoke, or the other of two: ``A dealer said ... Another dealer said ... The first dealer``."""
        rank = next((n for n, words in enumerate((self.terms.first, self.terms.second)) if not words.isdisjoint(phrase.before)), None)
        told = [t for _, t in self.references.identities() if phrase.head in t.heads and not t.plural and t.type in INDIVIDUAL]
        spoke = list(dict.fromkeys(reversed(told)))
        if len(spoke) == PAIR and not self.terms.remaining.isdisjoint(phrase.before):
            # "the other dealer"
            return spoke[spoke[0] is told[0]]
        return spoke[rank] if rank is not None and len(spoke) > 1 else None

    def ordered(self, phrase: Phrase) -> Identity | None:
        """Return the first or second of the two named in the sentences before: ``the former``, ``the latter``."""
        sentence, at = self.setting.sentence, phrase.first
        named: dict[int, dict[Thing, None]] = {}
        for event in self.references.before(at):
            if sentence[at] - sentence[event.at] <= NEAR and not isinstance(event.thing, Identity) and not self._only_where(event.thing):
                named.setdefault(sentence[event.at], {})[event.thing] = None
        people = ([thing for thing in told if isinstance(thing, Person)] for told in named.values())
        things = next((two for two in people if len(two) == PAIR), None) or next((list(told) for told in named.values() if len(told) == PAIR), [])
        if phrase.noun in self.terms.former_of_two:
            return self.binding.identity(things[-1]) if things else None
        things = things or next((list(told) for told in named.values()), [])
        return self.binding.identity(things[0]) if 0 < len(things) <= PAIR else None

    def _only_where(self, thing: Thing) -> bool:
        """Return whether a name tells no more than where or of what nation: ``in Velm``, ``the Norvian air force``."""
        return isinstance(thing, str) and (self.binding.bodies.is_place(thing) or thing.lower() in self.lists.demonyms)

    def _fuller(self, phrase: Phrase) -> Identity | None:
        """Return the people spoken of before by a fuller phrase, though they said nothing there: ``Lake Union leaders met``."""
        kind = self.lists.type_of(phrase.noun) or "group"
        found = fuller(self.setting, phrase.noun, phrase.first) if kind != "document" else None
        if not found:
            return None
        many = self.binding.register.named(found, kind)
        many.plural = True
        return many

    def _movement(self, phrase: Phrase) -> Identity | None:
        """Return the one body of rebels that the text names, whose men fight: ``the Front for Renewal (FR) ... the guerrillas``."""
        risen = self.lists.singular(phrase.noun) in self.terms.risen
        return self.binding.identity(self._rebels) if risen and self._rebels else None

    @cached_property
    def _rebels(self) -> str | None:
        bodies = self.binding.bodies
        named = {bodies.full(event.thing) for event in self.references.named if isinstance(event.thing, str)}
        rebels = sorted((name for name in named if bodies.type_of(name, "") == "rebel"), key=len)
        # "The Front for Renewal" and its acronym, "Front for Renewal", are one
        apart = {" ".join(word for word in name.lower().split() if word not in self.terms.articles) for name in rebels}
        return rebels[0] if len(apart) == 1 else None

    def _parts(self, phrase: Phrase, known: Identity) -> bool:
        """Return whether both are told by what follows their noun, and not by the same: ``traders at Lim``, ``traders in Velm``."""
        own, tail = self._tail(phrase, phrase.name), self._tail(phrase, known.name)
        return bool(own and own != tail and (tail or " " not in known.name))

    def _tail(self, phrase: Phrase, name: str) -> str:
        """Return what follows the noun of a phrase in a name."""
        return name.lower().partition(f"{phrase.noun.split()[-1]} ")[2]

    def _couple(self, at: int) -> Identity | None:
        """Return the people who spoke together in the last sentences: ``Ann and Bo Roe said ... The couple said``."""
        joined = self.references.joined("person")
        near = joined is not None and self.references.distance(joined, at) <= LATELY
        return joined if near else None

    def _counted(self, at: int) -> Identity | None:
        """Return the two who spoke unnamed in the last sentences: ``Two traders said ... The pair said``."""
        many = self.team(at)
        return many if many and not self.terms.pairs.isdisjoint(many.name.lower().split()) else None

    def elliptic(self, phrase: Phrase) -> Identity | None:
        """Return who a quantity alone is, of the type of those who spoke before: ``An envoy said ... Another said``."""
        definite = phrase.opens in self.terms.definite_article and phrase.head in self.terms.contrasting
        # "a few", "a third"
        ordinal = phrase.opens in self.terms.indefinite and phrase.head in self.terms.serial
        opened = definite or ordinal or (phrase.opens in self.terms.indefinite and phrase.head in self.terms.quantities)
        if phrase.last - phrase.first > 1 + opened or not (ordinal or phrase.head in self.terms.elliptic):
            return None
        if definite or (phrase.head in self.terms.contrasting and phrase.plural):
            return self._others(phrase) or (None if definite else self._of_them(phrase, single=False))
        another, alone = ordinal or phrase.head in self.terms.contrasting, phrase.head in self.terms.indefinite
        sentence = self.setting.sentence
        near = [thing for place, thing in self.references.identities() if sentence[phrase.first] - sentence[place] <= NEAR and thing.type in INDIVIDUAL and thing.name.partition(" ")[0].lower() not in self.terms.owners]
        like = next((thing for thing in near if thing.plural is not another), next(iter(near), None) if another else None)
        if like is None:
            return self._of_them(phrase, single=another or alone)
        if like.joined:
            return None
        name = f"{phrase.name.lower()} {self._kind_of(like, plural=not (another or alone))}".rstrip()
        identity = self.binding.register.named(name, like.type)
        identity.plural = not (another or alone)
        identity.heads |= like.heads
        return identity

    def _of_them(self, phrase: Phrase, *, single: bool) -> Identity | None:
        """Return who a quantity alone is of those of whom the sentence before tells: ``Traders were wary. "No," said one``."""
        setting, lists = self.setting, self.lists
        first = bisect_left(setting.sentence, setting.sentence[phrase.first] - 1)
        while first < phrase.first and (
                setting.tag[first] == "R" or setting.low[first] in self.terms.of or (setting.tag[first] in "#nBX" and setting.low[first + 1] in self.terms.of)):
            # "Nearly 300 villagers fled", "Thousands of protesters marched", "Of the 12 jurors, seven spoke"
            first += 1
        at = first
        while at < phrase.first and setting.tag[at] in "DnX#" and not lists.is_role(setting.low[at].removesuffix("s")):
            at += 1
        noun = lists.singular(setting.low[at])
        if noun == setting.low[at] or setting.tag[at] not in "nB" or not (lists.is_role(noun) or lists.type_of(noun) in INDIVIDUAL):
            return None
        first += setting.tag[first] == "D"
        first += setting.tag[first] == "#"
        kind = [*(setting.word[i] if setting.tag[i] == "X" else setting.low[i] for i in range(first, at)), noun if single else setting.low[at]]
        opens = lists.singular(phrase.head) if phrase.head in self.terms.contrasting else phrase.name.lower()
        identity = self.binding.register.named(" ".join([opens, *kind]), lists.type_of(noun) or "anonymous")
        identity.plural = not single
        identity.heads.add(noun)
        return identity

    def _kind_of(self, like: Identity, *, plural: bool = False) -> str:
        """Return what those like somebody unnamed are, one by one or all: ``European diplomat`` of ``two European diplomats in Velm``."""
        terms, lists = self.terms, self.setting.lists
        words = like.name.split()
        while words and (words[0].lower() in terms.indefinite | terms.counted | terms.contrasting | terms.pluralising or words[0].isdigit()):
            words = words[1:]
        if (words and words[0] in terms.of) or any(word.endswith(mark) for word in words for mark in terms.possessive):
            # "one of them", "Lim's exiles"
            return ""
        head = next((n for n, word in enumerate(words) if lists.singular(word.lower()) in like.heads), -1)
        if head < 0 or (plural and not like.plural):
            return ""
        noun = words[head] if plural else lists.singular(words[head])
        # "Analysts said ... One said": his kind opens no sentence
        if head > 0 and words[0].lower() not in self.setting.named:
            words[0] = words[0].lower()
        return " ".join([*words[:head], noun if noun.lower() in lists.demonyms else noun.lower()])

    def _others(self, phrase: Phrase) -> Identity | None:
        """Return the rest of those who spoke before: ``Two envoys said ... The other said``, ``Some fans said ... Others said``."""
        sentence = self.setting.sentence
        near = (thing for place, thing in self.references.identities() if sentence[phrase.first] - sentence[place] <= LATELY)
        like = next((thing for thing in near if thing.type in INDIVIDUAL and not thing.joined), None)
        if like is None:
            return None
        kind = self._kind_of(like, plural=True) if phrase.plural and phrase.opens not in self.terms.definite_article else ""
        # "others": "other analysts"
        name = f"{self.lists.singular(phrase.head)} {kind}" if kind else phrase.name.lower()
        identity = self.binding.register.named(name, like.type)
        identity.plural = phrase.plural
        identity.heads |= like.heads
        return identity

    def team(self, at: int) -> Identity | None:
        """Return the people who spoke together last, a few sentences back: ``UN experts said ... The team said``."""
        near = ((place, many) for place, many in self.references.identities() if self.setting.sentence[at] - self.setting.sentence[place] <= NEAR)
        told = (many for _, many in near if many.plural and self.terms.endless.isdisjoint(many.heads))
        return next((many for many in told if self.references.fits("plural", many)), None)

    def _holders(self, phrase: Phrase) -> Identity | None:
        """Return the two who hold the office that a plural names, where no third does: ``both ministers``."""
        heads = {phrase.head, *self.lists.alike.get(phrase.head, ())}
        held = {p.name: p.at for head in heads for p in self.people.holding(head) if p.at < phrase.first}
        return self._joined(sorted(held, key=held.__getitem__)) if len(held) == PAIR else None

    def two_lands(self) -> Identity | None:
        """Return the two countries that the dispatch speaks of where it names no third, in its order: ``both countries``."""
        first = [(self.binding.bodies.first_named(land), land) for land in self.setting.countries()]
        named = [land for at, land in sorted(first) if at >= 0]
        return self._joined(named, "government") if len(first) == len(named) == PAIR else None

    def _two_bodies(self, at: int, kind: str) -> Identity | None:
        """Return the two bodies named in the last sentence to name more than one, no third with them: ``both companies``."""
        sentence, bodies = self.setting.sentence, self.binding.bodies
        named: dict[int, dict[str, None]] = {}
        for event in reversed(self.references.before(at)):
            name = event.thing.name if isinstance(event.thing, Identity) else event.thing
            if isinstance(name, str) and sentence[at] - sentence[event.at] <= NEAR and self._may_be(name, kind):
                named.setdefault(sentence[event.at], {})[bodies.full(name)] = None
        last = next((list(names) for _, names in sorted(named.items(), reverse=True) if len(names) > 1), [])
        alone = self.terms.conjoined.isdisjoint(" ".join(last).lower().split())
        return self._joined(last, kind) if len(last) == PAIR and alone else None

    def _may_be(self, name: str, kind: str) -> bool:
        """Return whether a name may be a body's of the type ``kind``: no place, no people."""
        bodies = self.binding.bodies
        return bodies.type_of(name, "") in {None, kind} and name.lower() not in self.lists.demonyms and not bodies.is_place(name)

    def _joined(self, names: list[str], kind: str = "person") -> Identity:
        identity = self.binding.register.named(f" {next(iter(self.terms.conjoined))} ".join(names), kind)
        identity.plural = identity.joined = True
        return identity

    def _counted_before(self, at: int) -> bool:
        """Return whether two of some kind were told of in the last sentences: ``Two suspects were held ... The two``."""
        setting = self.setting
        first = bisect_left(setting.sentence, setting.sentence[at] - LATELY)
        return any(setting.low[i] in self.terms.pairs and setting.tag[i + 1] in "nB" for i in range(first, at - 1))

    def pair(self, at: int, *, lately: bool = False, wide: bool = False) -> Identity | None:
        """Return the two people named last in one sentence, no third with them (``Ann Roe met Bo Poe. The two ...``).

        Failing that, the two of the last sentences where those count too, or of all if ``wide``.
        """
        sentence = self.setting.sentence
        people = [e for e in self.references.before(at) if isinstance(e.thing, Person) and sentence[at] - sentence[e.at] <= NEAR]
        last = [e for e in people if sentence[e.at] == sentence[people[0].at]]
        named = list(dict.fromkeys(e.thing.name for e in sorted(last, key=lambda e: e.at) if isinstance(e.thing, Person)))
        if len(named) == 1 and (wide or (lately and not self._counted_before(at))):
            # '"Yes," said Ann Roe.' / '"No," said Bo Poe.' / "The two agreed"
            told = (e for e in reversed(self.references.before(at)) if wide or sentence[at] - sentence[e.at] <= LATELY)
            named = list(dict.fromkeys(e.thing.name for e in told if isinstance(e.thing, Person)))
        return self._joined(named) if len(named) == PAIR else None
