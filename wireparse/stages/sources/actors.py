"""Actors: who, unnamed, acts in this sentence or the one before, for a pronoun that nobody named can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.groups import is_personal
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.people import Person
from wireparse.stages.sources.references import GENDERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.stages.sources.events import Thing
    from wireparse.stages.sources.identities import Identity
    from wireparse.stages.sources.mentions import Reader
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.references import References
    from wireparse.stages.sources.setting import Setting

LONGEST_SUBJECT = 16


class Actors:
    """Finds the subjects of one dispatch that name nobody; ``type_of`` and ``resolve`` type and tie their phrases."""

    def __init__(
        self,
        setting: Setting,
        references: References,
        reader: Reader,
        type_of: Callable[[Phrase], str],
        resolve: Callable[[Phrase], Identity],
    ) -> None:
        self.setting = setting
        self.lists = setting.lists
        self.terms = setting.terms
        self.references = references
        self.reader = reader
        self.type_of = type_of
        self.resolve = resolve

    def acting(self, kind: str, at: int, behind: Thing | None = None) -> Identity | None:
        """Return who is the subject of this sentence or the one before if a pronoun of ``kind`` can stand for them.

        They name nobody and have not spoken: ``Soldiers stormed the hall. They said ...``. If ``behind`` was told of
        before, only somebody new counts: ``Roe said ... A delegate was less hopeful. It was over, he said.``
        """
        here = self.setting.sentence[at]
        since = here - (min(2, self.references.distance(behind, at)) if behind else 2)
        for number in range(here, max(-1, since), -1):
            phrase = self._subject(self.setting.begins[number], at)
            told = behind is None or (phrase and (phrase.opens in self.terms.indefinite or phrase.head in self.lists.demonyms or self._only_one(phrase, behind)))
            if phrase and told and self._stands_for(kind, phrase):
                return self.resolve(phrase)
        return None

    def spoken_of(self, at: int, back: int = 1) -> Identity | None:
        """Return the many, no things, that were spoken of last in this sentence or ``back`` before: ``The raid freed two rebels. They ...``."""
        tags, low = self.setting.tag, self.setting.low
        begin = self.setting.begins[max(0, self.setting.sentence[at] - back)]
        found: list[Phrase] = []
        for end in range(at, begin, -1):
            if tags[end - 1] != "n" or tags[end] in "nXp" or self.lists.singular(low[end - 1]) == low[end - 1]:
                continue
            first = self.setting.noun_start(end - 1)
            first -= tags[first - 1] in "D#"
            phrase = self.reader.read_words(max(first, begin), end)
            if phrase.kind == "noun" and phrase.name and self._stands_for("plural", phrase):
                found.append(phrase)
        # "freed 12 hostages held by gunmen. They ...": either
        return self.resolve(found[0]) if len({phrase.head for phrase in found}) == 1 else None

    def _subject(self, begin: int, limit: int) -> Phrase | None:
        """Return the phrase before the verb of the sentence that starts at ``begin``, if it names nobody."""
        tags, verb = self.setting.tag, self.references.events.verb(begin)
        begin += tags[begin] == "C"
        if tags[begin] in "IS":
            comma = next((i for i in range(begin, verb) if tags[i] == ","), verb)
            begin = comma + 1
        if not begin < verb <= limit or verb - begin > LONGEST_SUBJECT or tags[begin] not in "DRn#BX":
            return None
        # "A delegate, who arrived late, was less hopeful"
        relative = next((i for i in range(begin + 1, verb) if tags[i] == "H"), verb)
        phrase = self.reader.read_words(begin, relative - (tags[relative - 1] == ","))
        # "Lim City have decided to go on", but "Losses were heavy"
        head = phrase.head.lower()
        team = phrase.kind == "body" and self.setting.low[verb] in self.terms.of_many and (head in self.setting.named or self.lists.singular(phrase.name) == phrase.name)
        return phrase if (phrase.kind == "noun" and phrase.name) or team else None

    def _only_one(self, phrase: Phrase, behind: Thing) -> bool:
        """Return whether a noun tells its gender and the other one's is not known: ``Roe said ... The spokeswoman left, though she ...``."""
        return self.lists.is_female([phrase.head]) is not None and isinstance(behind, Person) and behind.female is None

    def _stands_for(self, kind: str, phrase: Phrase) -> bool:
        if phrase.kind == "body":
            return kind == "plural"
        known = self.lists.type_of(phrase.noun) or self.lists.type_of(phrase.head)
        human = is_personal(self.terms, phrase.head) or self.lists.is_role(phrase.head) or phrase.head in self.lists.demonyms or known not in {None, "document", *BODIES}
        if kind == "body":
            return self.type_of(phrase) in BODIES and not phrase.plural
        if kind == "plural":
            return phrase.plural and (human or known in BODIES)
        female = self.lists.is_female([phrase.head])
        # "A guard saw it. The crowd ran, he said"
        return kind in GENDERS and human and known != "group" and not phrase.plural and female in {None, GENDERS[kind]}
