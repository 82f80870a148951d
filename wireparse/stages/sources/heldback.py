"""Held back: names that the lead keeps for later (``a coroner said ... Ann Roe told the inquest``)."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.span import Offsets
    from wireparse.stages.sources.binding import Binding
    from wireparse.stages.sources.identities import Identity
    from wireparse.stages.sources.mentions import Reader
    from wireparse.stages.sources.people import Person
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.setting import Setting

# The lead holds names back for a few sentences.
LEAD = 3
AHEAD = 4


class HeldBack:
    """Finds in one dispatch whom the phrases of its lead hold back; ``mentions`` are the spans of its sources."""

    def __init__(self, setting: Setting, binding: Binding, reader: Reader, mentions: list[Offsets]) -> None:
        self.setting = setting
        self.lists = setting.lists
        self.terms = setting.terms
        self.binding = binding
        self.references = binding.references
        self.reader = reader
        self.mentions = mentions

    def coming(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return whom an indefinite phrase of the lead holds back: ``a coroner``, ``a war monitor``, soon named."""
        sentence = self.setting.sentence[phrase.first]
        owned = sentence == 0 and "".join(self.setting.tag[phrase.first : phrase.last]).lstrip("X")[:1] == "p" and self.setting.tag[phrase.first] == "X"
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
        aged = self.reader.people.ages.of(phrase)
        people = [aged] if aged else self._named_again(phrase) or self.references.coming(phrase) or self._next_person(phrase) or self._told_next(phrase)
        return self.binding.identity(people[0]) if people else None

    def _named_again(self, phrase: Phrase) -> list[Person]:
        """Return the new name beside the same noun, definite now: ``a Red Cross spokeswoman said ... the spokeswoman, Ann Roe, said``."""
        low = self.setting.low
        for found in self._next_sources(phrase):
            again = low[found.first] in self.terms.definite_article and low[found.first + 1] == phrase.head
            if again and found.spot and len(found.spot.people) == 1 and found.spot.people[0].at == found.spot.start:
                return [found.spot.people[0]]
        return []

    def _told_next(self, phrase: Phrase) -> list[Person]:
        """Return whom the second sentence opens with by name and age or past, where the lead tells of one alone.

        ``A mayor lied ... Bo Roe, 61, ...``, ``Velm's new premier said ... Bo Roe, a former mayor, ...``.
        """
        setting, people = self.setting, self.reader.people
        if setting.sentence[phrase.first] > 0 or len(setting.begins) < 2:
            return []
        begin = setting.begins[1]
        spot = people.ends.get(people.firsts.get(begin, -1))
        if spot is None or len(spot.people) != 1:
            return []
        behind = setting.tag[spot.last : spot.last + 3]
        if behind != [",", "#", ","] and not (behind[:2] == [",", "D"] and not self.terms.varying.isdisjoint(setting.low[spot.last + 2 : spot.last + 3])):
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

    def introduced(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return whom the lead calls by an office alone, where the next source is a new name that nothing introduces.

        ``a party official said. "It is late," Ann Roe told AFP.``: the lead has told who Ann Roe is.
        """
        if phrase.plural or kind in BODIES or self.setting.sentence[phrase.first] > 0 or not self.lists.is_role(phrase.head):
            return None
        found = next((f for f in self._next_sources(phrase) if f.spot and self.setting.sentence[f.first] > self.setting.sentence[phrase.first]), None)
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
        if self.setting.low[found.first] in self.terms.contrasting:
            # "Another official, Ann Roe"
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
