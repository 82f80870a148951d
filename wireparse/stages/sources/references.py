"""References: who or what a pronoun or a definite phrase takes up, by number, gender, role and nearness."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from wireparse.stages.sources.events import MEMORY, OTHER, QUOTED, SOURCE, SUBJECT, Event, Events, Thing
from wireparse.stages.sources.identities import Identity
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wireparse.stages.sources.bodies import Bodies
    from wireparse.stages.sources.people import People
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.setting import Setting

# The pronouns of one person, and whether it is a woman.
GENDERS = {"male": False, "female": True}
INDIVIDUALS = frozenset({"anonymous", "expert", "witness"})
# How much a sentence between takes off the weight of a mention.
FADING = 0.45
HERE = 0.35  # more for the subject of the sentence itself: "Roe left. Poe blocked a bill (he) called weak"
TOLD = 1.0
WINDOW = 24
REACH = 6
LATELY = 3
FULLER = 6  # a bare plural takes up a fuller one for so many sentences: "Danish farmers said ... Farmers said"
LOOK_BACK = 500

class References:
    """The mentions of a body in order: people and bodies wherever they are named, sources as they are resolved."""

    def __init__(self, setting: Setting, people: People, bodies: Bodies) -> None:
        self.setting = setting
        self.terms = setting.terms
        self.people = people
        self.bodies = bodies
        self.events = Events(setting, people, bodies)
        self.named = self.events.all()
        self.places = [event.at for event in self.named]
        self.sources: list[Event] = []
        self.nouns: dict[str, set[str]] = {}
        # What was last asked of before, and its answer: one pronoun asks three times.
        self._near: tuple[tuple[int, int], list[Event]] = ((-1, 0), [])

    def note(self, at: int, identity: Identity, *, nested: bool = False) -> None:
        """Remember that ``identity`` is the source at the word ``at``; in a relative clause, or ``nested`` in what another says, it weighs less."""
        # "whose lawyer said", but "a speech in which Roe was quoted"
        passing = OTHER if at and self.setting.tag[at - 1] == "H" and self.setting.tag[at - 2] != "I" else SUBJECT if nested else SOURCE
        self.sources.append(Event(at, identity.person or identity, QUOTED if self.setting.quoted[at] else passing))

    def before(self, at: int) -> list[Event]:
        """Return the mentions before the word ``at``, the nearest first, a bounded number of them."""
        asked = at, len(self.sources)
        if self._near[0] != asked:
            end = bisect_left(self.places, at)
            near = self.named[max(0, end - WINDOW) : end] + [e for e in self.sources[-WINDOW:] if e.at < at]
            self._near = asked, sorted(near, key=itemgetter(0), reverse=True)
        return self._near[1]

    # ------------------------------------------------------------------ pronouns

    def kind(self, low: str) -> str:
        """Return what a pronoun can stand for: male, female, plural, body or speaker; other if it is in no list."""
        return self.terms.pronouns.get(low, "other")

    def pronoun(self, kind: str, at: int, barred: Thing | None = None) -> list[Thing]:
        """Return what a pronoun of ``kind`` at the word ``at`` can stand for, the likeliest first; a tie shows as two."""
        return self._ranked(kind, at, barred) or (self._ranked("" if kind in GENDERS else "firm", at, barred) if kind in {*GENDERS, "body"} else [])

    def spoken(self, kind: str, at: int) -> list[Thing]:
        """Return those that spoke or quoted somebody before the word ``at`` and fit a pronoun, the last first."""
        return [e.thing for e in self.before(at) if e.weight == SOURCE and self.fits(kind, e.thing)]

    def _ranked(self, kind: str, at: int, barred: Thing | None) -> list[Thing]:
        sentence = self.setting.sentence
        here, unfit, said = sentence[at], {barred}, self._said_before(at)
        scores: dict[Thing, float] = {}
        for place, thing, weight in self.before(at):
            if thing in unfit:
                continue
            if thing not in scores and not self.fits(kind, thing):
                unfit.add(thing)
                continue
            score = weight - FADING * (here - sentence[place]) + self._agreement(kind, thing)
            score += HERE * (weight == SUBJECT and sentence[place] == here)
            # "Her nurse had warned her, she said": whose nurse it is
            score -= TOLD * (said <= place and (weight < SOURCE or self.setting.low[place] in self.terms.owners))
            if thing not in scores or scores[thing] < score:
                scores[thing] = score
        return sorted(scores, key=scores.__getitem__, reverse=True)

    def _said_before(self, at: int) -> int:
        """Return from where what a pronoun says stands in front of it: ``Roe would go, he said`` is not of Roe; ``at`` if nowhere."""
        tags, begin = self.setting.tag, self.setting.begins[self.setting.sentence[at]]
        parted = bisect_left(self.setting.parts, at)
        if parted and self.setting.parts[parted - 1] > begin:
            begin = self.setting.parts[parted - 1] + 1
        said = at > begin + 1 and tags[at - 1] in ",q" and tags[begin] not in "IS"
        return begin if said else at

    def _agreement(self, kind: str, thing: Thing) -> float:
        """Return a little where the gender is known, or a named one is meant."""
        if isinstance(thing, str) or kind not in GENDERS:
            return 0.0
        return 0.3 if thing.female is not None else 0.0

    def fits(self, kind: str, thing: Thing | None) -> bool:
        """Return whether a pronoun can stand for something, by number and gender as far as they are known."""
        if thing is None:
            return False
        if kind in GENDERS:
            return self._is_single(thing) and not isinstance(thing, str) and thing.female is not (not GENDERS[kind])
        if kind == "single":
            return self._is_single(thing) and not isinstance(thing, str)
        if kind == "body":
            return self._is_body(thing)
        if kind == "firm":
            # a name of unknown type: "Kestrel Air cancelled flights. It ..."
            return isinstance(thing, str) and self.setting.lists.is_firm(thing)
        if kind == "plural":
            return (
                isinstance(thing, Identity)
                and thing.type != "document"
                and (thing.joined or self._acts(thing))
                and (thing.plural or thing.type in {"security", "rebel"})
            )
        return not kind and isinstance(thing, Person) and not thing.titled

    def _is_single(self, thing: Thing) -> bool:
        if isinstance(thing, Person):
            return True
        # A "person" that no Person stands for is a surname of two people, unless it is "a man who gave his name as Lalo".
        return (
            isinstance(thing, Identity) and (thing.type in INDIVIDUALS or (thing.type == "person" and thing.heads) or thing.female is not None) and not thing.plural
        )

    def _is_body(self, thing: Thing) -> bool:
        if isinstance(thing, str):
            return self.bodies.type_of(thing, "") in BODIES
        if not isinstance(thing, Identity):
            return False
        paper = any(self.setting.lists.kinds.get(head) == "document" for head in thing.heads)
        return paper or (not thing.plural and (thing.type in BODIES or thing.type == "document"))

    def _acts(self, thing: Identity) -> bool:
        """Return whether several are no things: ``traders``, ``protesters``, not ``appeals``."""
        lists = self.setting.lists
        human = (*self.terms.person_endings, *self.terms.national_endings)
        return thing.type != "group" or any(lists.type_of(h) or lists.is_role(h) or h in lists.demonyms or h.endswith(human) for h in thing.heads)

    def distance(self, thing: Thing, at: int) -> int:
        """Return how many sentences before the word ``at`` something was last mentioned; many if it never was.

        What a quotation goes on with does not part the two: ``Roe shook his head. "No. Never. Not here," the mayor said``.
        """
        last = next((event.at for event in self.before(at) if event.thing is thing), None)
        if last is None:
            return LOOK_BACK
        quoted, begins = self.setting.quoted, self.setting.begins[self.setting.sentence[last] + 1 : self.setting.sentence[at] + 1]
        return sum(not (quoted[begin] and quoted[begin - 1]) for begin in begins)

    # ------------------------------------------------------------------ phrases

    def holder(self, phrase: Phrase) -> list[Person]:
        """Return the people who hold the office that a definite phrase names: those named before, else after."""
        held = self.people.holding(phrase.head)
        if not held:
            held = [p for head in self.setting.lists.alike.get(phrase.head, ()) for p in self.people.holding(head)]
            held = [p for p in held if p.at < phrase.first] or [p for p in held if not (phrase.opens in self.terms.owners and self._only_styled(p))]
            held = held or self._heading(phrase)
            return self._nearest(held, phrase.first) if len(held) == 1 else []
        held = [p for p in held if not self.foreign(p, phrase.before)]
        before = [p for p in held if p.at < phrase.first]
        exact = [p for p in before or held if self._fitting(p, phrase)]
        if (
            not exact
            and len(before or held) > 1
            and any(word in self.setting.named and word not in self.setting.lists.countries for word in phrase.before)
        ):
            return []
        if not (exact or before) and any(word not in self.terms.vague and word not in self.terms.possessive for word in phrase.before):
            # "The regional chief", where only a chief of something else is named, and later
            return []
        return self._nearest(exact or before or held, phrase.first)

    def _only_styled(self, person: Person) -> bool:
        """Return whether somebody has a style and no office: no ``her doctor`` is the ``Dr. Roe`` to come."""
        return all(role.rstrip(".") in self.terms.learned for role in person.roles)

    def _heading(self, phrase: Phrase) -> list[Person]:
        """Return the one person whose body the short name before a word for its head is: ``the UN chief``, the ``United Nations``'s."""
        if not phrase.before or phrase.head not in self.terms.body_heads:
            return []
        short = phrase.before[-1]
        held = {p.name: p for spot in self.people.spots for p in spot.people
                if p.role and p.affiliation and short != p.affiliation.lower() and self.bodies.same(p.affiliation, short)}
        return list(held.values()) if len(held) == 1 else []

    def last_named(self, people: tuple[Person, ...], at: int) -> tuple[Person, ...]:
        """Return the one of ``people`` with one surname who alone was named of late, the others long before; else all of them."""
        sentence = self.setting.sentence
        told = [e for e in self.before(at) if isinstance(e.thing, Person) and e.thing in people and not self.events.owned(e.at)]
        near = [e.thing for e in told if isinstance(e.thing, Person) and sentence[at] - sentence[e.at] <= 1]
        late = {id(e.thing) for e in told if sentence[at] - sentence[e.at] <= LATELY}
        if near and len(late) == 1:
            return (near[0],)
        # "Ann Roe, the widow of Bo Roe, said ... Roe said"
        spoke = {id(e.thing): e.thing for e in told if e.weight == SOURCE and isinstance(e.thing, Person)}
        return tuple(spoke.values()) if len(spoke) == 1 else people

    def foreign(self, person: Person, before: tuple[str, ...]) -> bool:
        """Return whether a nation before a noun is not the one known of a person: ``the Belgian minister``."""
        told, known = self._nations(before), self._nations((person.affiliation or "").lower().split())
        return bool(told and known) and told.isdisjoint(known)

    def _nations(self, words: Iterable[str]) -> set[str]:
        lists, found = self.setting.lists, set[str]()
        for word in words:
            land = lists.nations.get(word) or lists.nationals.get(word) or (word if word in lists.countries else "")
            found |= {land} if land else set()
        return found

    def national(self, words: tuple[str, ...], at: int) -> Person | None:
        """Return the person last mentioned who is known to be of the nation that ``words`` tell (``the Belgian``)."""
        told = self._nations(words)
        if not told:
            return None
        people = (e.thing for e in self.before(at) if isinstance(e.thing, Person))
        return next((p for p in people if not told.isdisjoint(self._nations((p.affiliation or "").lower().split()))), None)

    def _nearest(self, people: list[Person], at: int) -> list[Person]:
        """Return ``people`` with the one first who was last spoken of most."""
        if len(people) < 2:
            return people
        sentence = self.setting.sentence
        scores = {id(p): 0.0 for p in people}
        for event in self.before(at):
            if id(event.thing) in scores:
                score = event.weight - FADING * (sentence[at] - sentence[event.at]) + 100
                scores[id(event.thing)] = max(scores[id(event.thing)], score)
        return sorted(people, key=lambda p: -scores[id(p)])

    def coming(self, phrase: Phrase) -> list[Person]:
        """Return the people with the office of an indefinite phrase who are first named within the next sentences."""
        here = self.setting.sentence[phrase.first]
        held = self.people.holding(phrase.head) or [p for head in self.setting.lists.alike.get(phrase.head, ()) for p in self.people.holding(head)]
        if any(p.at < phrase.first for p in held) or len(held) != 1 or not self._alike(held[0], phrase):
            return []
        return [p for p in held if 0 <= self.setting.sentence[p.at] - here <= REACH]

    def body(self, head: str, at: int, before: tuple[str, ...] = ()) -> Thing | None:
        """Return the body last mentioned that ``the ministry``, ``the union`` can take up by its name or the noun beside it."""
        for event in self.before(at):
            thing = event.thing
            if isinstance(thing, Identity) and head in thing.heads and not thing.plural and (self._covers(thing.name, before) or self._of_land(thing.name, before)):
                return thing
            if isinstance(thing, str) and head in self.words_of(thing) and self._covers(thing, before):
                return thing
        return None

    def unnamed(self, head: str, before: tuple[str, ...]) -> Identity | None:
        """Return the identity last a source that ``head`` with the words before it takes up."""
        found = [t for _, t in self.identities() if head in t.heads and not t.joined and self._covers(t.name, before)]
        return next((t for t in found if not t.plural), next(iter(found), None))

    def several(self, head: str, before: tuple[str, ...], at: int, *, bare: bool) -> Identity | None:
        """Return the many last a source that a plural takes up; a fuller phrase names them anew: ``the Israeli army sources``.

        A ``bare`` plural is not those told apart, told with others or a body's: ``most analysts``, ``bankers and brokers``, ``Bell Bank economists``.
        """
        alike = [t for _, t in self.identities() if head in t.heads]
        known = [t for t in alike if not (bare and self._parted(t))]
        # "Transport ministry officials said ... Officials said": those long before are not meant
        near = not bare or not alike or not self._of_body(alike[0].name)
        fitting = [t for t in known if t.plural and self._covers(t.name, before)] if near else []
        # "Consumer delegates said ... Producer delegates said ... Delegates said"
        unsure = bare and not before and len({t.name for t in fitting}) > 1
        found = next((t for t in fitting if t.name.lower() == head or not (unsure or (bare and not before and t.type != "security" and self.distance(t, at) > FULLER))), None)
        if found is not None:
            return found
        told = {*before, head}
        general = (t for t in known if t.plural and told.issuperset(self.singular_words(t.name)))
        return None if self._of_body(" ".join((*before, head))) else next(general, None)

    def _parted(self, thing: Identity) -> bool:
        opens, terms = thing.name.partition(" ")[0].lower(), self.terms
        return thing.joined or opens in terms.contrasting or opens in terms.pluralising or opens in terms.counted or self._of_body(thing.name)

    def _of_body(self, name: str) -> bool:
        """Return whether a name tells people by a body's: ``Bell Bank economists``, not ``Danish officials``."""
        setting, told = self.setting, name.lower().split()[:-1]
        named = (word for word in told if word in setting.named and not setting.is_common(word))
        return any(not setting.is_place(word) for word in named) and not setting.is_place(" ".join(told))

    def joined(self, kind: str) -> Identity | None:
        """Return the two of the type ``kind`` last a source together (``France and Germany``)."""
        return next((t for _, t in self.identities() if t.joined and t.type == kind), None)

    def singular_words(self, name: str) -> list[str]:
        """Return the lower-case words of a name, the last one singular."""
        *words, last = name.lower().split()
        return [*words, self.setting.lists.singular(last)]

    def identities(self) -> Iterator[tuple[int, Identity]]:
        """Yield the bodies and unnamed sources so far with their places, the last first, a bounded number of them."""
        for event in reversed(self.sources[-MEMORY:]):
            if isinstance(event.thing, Identity):
                yield event.at, event.thing

    def words_of(self, name: str) -> set[str]:
        """Return the nouns that can take up a body: the last word of its name, and those beside it."""
        known = self.nouns.get(name)
        if known is None:
            words, lists = self.bodies.full(name).lower().split(), self.setting.lists
            beside = self.bodies.nouns.get(name, ())
            # "the Chamber of Shipping ... The chamber"
            headed = [word for word, behind in pairwise(words) if behind in self.terms.name_links and word in lists.company][:1]
            # no bank: "the Union of Bank Employees"
            link = next((n for n, word in enumerate(words) if n and word in self.terms.name_links), len(words))
            known = self.nouns[name] = {lists.singular(words[-1]), *beside, *headed, *filter(lists.kinds.__contains__, words[:link])}
        return known

    def _covers(self, name: str, before: tuple[str, ...]) -> bool:
        """Return whether the words before a head, those that only point apart, are all in ``name``."""
        terms = self.terms
        words = {word.removesuffix(mark) for word in name.lower().split() for mark in ("", *terms.possessive)} | terms.possessive
        endings = (*terms.based_endings, *terms.member_endings)
        spelt = self.bodies.acronyms
        return all(
            word in words or word in terms.pointing or word.endswith(endings) or spelt.get(word.upper(), "\n").lower() in name.lower()
            or any(f"{word}/{other}" in terms.called_too for other in words)
            for word in before)

    def _of_land(self, name: str, before: tuple[str, ...]) -> bool:
        """Return whether a nation is told by its people, and whose body it is: ``the Swedish ministry`` of ``Sweden's ministry``."""
        lands = {word.removesuffix("'s") for word in name.lower().split()[:-1]}
        return len(before) == 1 and self.setting.lists.nations.get(before[0]) in lands

    def _alike(self, person: Person, phrase: Phrase) -> bool:
        """Return whether what is told before a noun is told of the person too: no ``executive secretary`` is ``a former trade secretary``."""
        known = " ".join([*person.roles, person.affiliation or ""]).lower().split()
        told = [word for word in phrase.before if word not in self.terms.vague]
        return not told or any(word in known for word in told)

    def _fitting(self, person: Person, phrase: Phrase) -> bool:
        """Return whether the words before the head are among those known of the person."""
        known = " ".join([*person.roles, person.affiliation or ""]).lower().split()
        told = [word for word in phrase.before if word not in self.terms.possessive]
        return bool(phrase.before) and all(word in known for word in told)
