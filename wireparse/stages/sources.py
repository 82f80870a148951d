"""Sources: the mentions of a dispatch tied to identities; where more than one candidate survives, none is chosen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireparse.span import fold
from wireparse.stages.bodies import Bodies
from wireparse.stages.mentions import PERSONAL, Phrase, Reader
from wireparse.stages.nounlists import BODIES, singular
from wireparse.stages.people import People, Person
from wireparse.stages.identities import Identity, Register
from wireparse.stages.references import FIRST, HE, OTHER, SHE, References, Thing
from wireparse.stages.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.stages.attributions import Attribution
    from wireparse.words import Words

GENERIC = frozenset("company firm group agency organisation organization body bank union party ministry newspaper daily paper "
                    "magazine station channel institute institution federation association committee commission council court "
                    "movement club team network watchdog monitor charity ngo broadcaster "
                    "militia front panel inquiry bureau office department airline operator maker country".split())
COMPANIES = frozenset("company firm airline operator maker bank".split())
NO_COMPANIES = frozenset("board commission committee council party union association ministry government opposition court".split())
PAPERS = frozenset("document paper text report".split())
ISSUED = frozenset("statement study survey poll figure estimate communique".split())
DEFINITE = frozenset("the this that these those its his her their such same".split())
INDEFINITE = frozenset("a an one".split())
LEAD = 3
AHEAD = 4
NATIONAL = ("an", "man", "woman", "scot", "dane", "swede", "turk", "pole", "briton", "spaniard")
COUNTED = frozenset("one two three four five six seven several".split())
VAGUE = frozenset("a an one senior top former unnamed leading high-ranking new local s 's ’s".split())
SAME_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Enclosing:
    """What a mention stands in: the source of the claim around it, and whether that claim quotes."""

    source: Offsets
    quoted: bool


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one mention was tied to; ``candidates`` are names that could not be told apart."""

    span: Offsets
    identity: Identity
    resolved: bool
    candidates: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sourcing:
    """All identities in order of first mention, and the resolution of each mention by its offsets."""

    identities: tuple[Identity, ...]
    by_span: dict[Offsets, Resolved]


def enclosing(attributions: Sequence[Attribution]) -> dict[Offsets, Enclosing]:
    """Return for each source that stands inside another attribution's content that one's source."""
    found: dict[Offsets, Enclosing] = {}
    stretches = sorted(
        ((start, end, a.source, a.kind) for a in attributions if a.source for start, end in a.content), key=lambda s: (s[0], -s[1]))
    open_: list[tuple[int, int, Offsets, str]] = []
    next_ = 0
    for inner in sorted({a.source for a in attributions if a.source}):
        while next_ < len(stretches) and stretches[next_][0] <= inner[0]:
            open_.append(stretches[next_])
            next_ += 1
        open_ = [s for s in open_ if s[1] >= inner[1]]
        holders = [s for s in open_ if s[2] != inner]
        if holders:
            _, _, source, kind = holders[-1]
            found[inner] = Enclosing(source, kind == "direct")
    return found


def find_sources(
    words: Words, mentions: Sequence[Offsets], pack: Pack, within: Mapping[Offsets, Enclosing] | None = None,
) -> Sourcing:
    """Return the identities behind ``mentions`` (offsets, in order of the text); ``within`` tells what some stand in."""
    resolver = _Resolver(words, pack, sorted(set(mentions)), within or {})
    for span in resolver.mentions:
        resolver.resolve(span)
    return Sourcing(tuple(resolver.register.all), dict(sorted(resolver.found.items())))


class _Resolver:
    """Ties the mentions of one body, in order; a mention inside a claim waits for that claim's source."""

    def __init__(self, words: Words, pack: Pack, mentions: list[Offsets], within: Mapping[Offsets, Enclosing]) -> None:
        self.setting = Setting(words, pack)
        self.lists = self.setting.lists
        self.mentions = mentions
        self.within = within
        self.people = People(self.setting, _hints(self.setting, mentions))
        self.bodies = Bodies(self.setting, self.people)
        self.reader = Reader(self.setting, self.people, self.bodies)
        self.references = References(self.setting, self.people, self.bodies)
        self.register = Register()
        self.found: dict[Offsets, Resolved] = {}
        self.pending: set[Offsets] = set()

    def resolve(self, span: Offsets) -> Resolved:
        """Return what the mention at ``span`` is tied to; each is tied once."""
        known = self.found.get(span)
        if known is not None:
            return known
        self.pending.add(span)
        phrase = self.reader.read(span)
        identity, candidates = self._tie(phrase, span)
        surface = fold(self.setting.words.text[span[0] : span[1]])
        identity.mentions.append(span)
        if phrase.kind != "pronoun" and surface != identity.name and surface not in identity.aliases:
            identity.aliases.append(surface)
        self.references.note(phrase.first, identity)
        reason = _reason(self.setting, phrase.first) if phrase.kind != "pronoun" else None
        found = self.found[span] = Resolved(span, identity, not candidates, candidates, reason)
        return found

    def _tie(self, phrase: Phrase, span: Offsets) -> tuple[Identity, tuple[str, ...]]:
        """Return the identity of a phrase, and the names of the candidates where it is left open."""
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, span)
        if phrase.kind == "person":
            return self._person(phrase)
        if phrase.kind == "body":
            return self._body(phrase), ()
        if phrase.kind == "several":
            return self._several(phrase), ()
        return self._noun(phrase), ()

    # ------------------------------------------------------------------ people

    def _person(self, phrase: Phrase) -> tuple[Identity, tuple[str, ...]]:
        people = phrase.spot.people if phrase.spot else ()
        if len(people) != 1:
            return self.register.named(phrase.name, "person"), tuple(person.name for person in people)
        person = people[0]
        if person.role is None and phrase.office[0]:
            person.role, person.affiliation = phrase.office
            person.roles.append(phrase.office[0].lower())
        return self._identity(person), ()

    def _identity(self, thing: Thing) -> Identity:
        """Return the identity of something mentioned: a person, a body by its name, or an identity itself."""
        if isinstance(thing, Identity):
            return thing
        if isinstance(thing, str):
            return self._named_body(thing, "")
        identity = self.register.person(thing)
        if identity.affiliation:
            identity.affiliation = self.bodies.acronyms.get(identity.affiliation, identity.affiliation)
        return identity

    def _pronoun(self, phrase: Phrase, span: Offsets) -> tuple[Identity, tuple[str, ...]]:
        low, around = phrase.head, self.within.get(span)
        speaker = self._speaker(around)
        if low in FIRST and speaker:
            return speaker, ()
        thing = speaker and (speaker.person or speaker)
        barred = thing if around and around.quoted else None
        things = self.references.pronoun(low, phrase.first, barred) if low not in FIRST else []
        if speaker and around and not around.quoted and self.references.fits(low, thing) and self._sure(low, speaker, things):
            return speaker, ()
        if not things:
            return self.register.named(phrase.name, "other"), ()
        thing = things[0]
        if isinstance(thing, Person) and thing.female is None and (low in HE or low in SHE):
            thing.female = low in SHE
        return self._identity(thing), ()

    def _sure(self, low: str, speaker: Identity, things: list[Thing]) -> bool:
        """Return whether a pronoun in a claim is its speaker: not one of unknown gender where another of the right one is near."""
        if speaker.female is not None or (low not in HE and low not in SHE):
            return True
        return not any(isinstance(thing, Person) and thing.female is (low in SHE) for thing in things[:2])

    def _speaker(self, around: Enclosing | None) -> Identity | None:
        if around is None or around.source in self.pending and around.source not in self.found:
            return None
        return self.resolve(around.source).identity

    # ------------------------------------------------------------------ bodies

    def _body(self, phrase: Phrase) -> Identity:
        found = self.people.find(phrase.name.lower())
        if len(found) == 1 and phrase.opens not in DEFINITE:
            return self._identity(found[0])
        return self._named_body(phrase.name, phrase.head)

    def _named_body(self, name: str, head: str) -> Identity:
        full = self.bodies.full(name)
        identity = self.register.named(full, self._body_type(full, name, head))
        identity.heads |= self.references.words_of(name) | ({head} if head else set())
        return identity

    def _body_type(self, full: str, name: str, head: str) -> str:
        if singular(name.lower()) in self.lists.demonyms:
            return "group"
        kind = self.bodies.type_of(full, head) or self.bodies.type_of(name, head)
        return kind or ("government" if self.bodies.is_place(full) else "organisation")

    def _several(self, phrase: Phrase) -> Identity:
        identity = self.register.named(phrase.name, "group")
        identity.plural = True
        return identity

    # ------------------------------------------------------------------ nouns

    def _noun(self, phrase: Phrase) -> Identity:
        kind = self._noun_type(phrase)
        if phrase.issuer:
            issuer = self._issuer(phrase)
            if issuer is not None:
                issuer.heads.add(phrase.head)
                return issuer
        known = self._again(phrase, kind) if self._is_definite(phrase) else self._coming(phrase, kind)
        if known is not None:
            return known
        if phrase.head == "statement" and known is None:
            issuer = self._said_in(phrase)
            if issuer is not None:
                return issuer
        identity = self.register.named(_plain(phrase.name or phrase.head), kind)
        identity.plural = identity.plural or phrase.plural
        identity.heads.add(phrase.head)
        if identity.female is None:
            identity.female = self.lists.is_female([phrase.head])
        return identity

    def _noun_type(self, phrase: Phrase) -> str:
        kind = self.lists.type_of(phrase.noun) or self.lists.type_of(phrase.head)
        if phrase.head in {"person", "people"} and (phrase.head == "person" or phrase.opens in COUNTED):
            return "anonymous"
        if phrase.head in PERSONAL:
            return kind or ("group" if phrase.plural else "witness")
        if kind:
            return kind
        if self.lists.is_role(phrase.head):
            return "anonymous"
        return "group" if phrase.plural else "other"

    def _is_definite(self, phrase: Phrase) -> bool:
        return phrase.opens in DEFINITE or phrase.opens == phrase.head

    def _issuer(self, phrase: Phrase) -> Identity | None:
        """Return the identity of a document's issuer."""
        first, last = phrase.issuer or (0, 0)
        inner = self.reader.read_words(first, last)
        if inner.kind == "pronoun":
            things = self.references.pronoun(inner.head, phrase.first) if inner.head not in FIRST else []
            return self._identity(things[0]) if things else None
        if not inner.name or inner.issuer:
            return None
        return self._tie(inner, (-1, -1))[0]

    def _coming(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return the person whom an indefinite phrase of the lead holds back: ``a coroner``, soon named."""
        if phrase.opens not in INDEFINITE or self.setting.sentence[phrase.first] >= LEAD or phrase.plural:
            return None
        if kind in BODIES:
            return self._next_body(phrase, kind) if self.setting.sentence[phrase.first] == 0 else None
        people = self.references.coming(phrase) or self._next_person(phrase)
        return self._identity(people[0]) if people else None

    def _next_sources(self, phrase: Phrase) -> Iterator[Phrase]:
        """Yield the sources of the sentences after a phrase of the lead, taken apart."""
        words = self.setting.words
        after = bisect_right(self.mentions, (words.start[phrase.first], words.end[phrase.last - 1]))
        for span in self.mentions[after : after + AHEAD]:
            found = self.reader.read(span)
            if self.setting.sentence[found.first] - self.setting.sentence[phrase.first] <= AHEAD:
                yield found

    def _next_person(self, phrase: Phrase) -> list[Person]:
        """Return the person first named by the next source with a name, if a word before the head is told of them too."""
        found = next((f for f in self._next_sources(phrase) if f.spot), None)
        person = found.spot.people[0] if found and found.spot and len(found.spot.people) == 1 else None
        if found is None or person is None or person.at < phrase.first:
            return []
        told = " ".join([*person.roles, person.affiliation or "", self.setting.phrase(found.first, found.last)]).lower().split()
        return [person] if any(word in told for word in phrase.before if word not in VAGUE) else []

    def _next_body(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return the body of the same type that the next source names for the first time: ``a war monitor``, soon named."""
        found = next((f for f in self._next_sources(phrase) if f.kind == "body"), None)
        if found is None or self.setting.word[found.first : found.last].count(found.name.split()[0]) == 0:
            return None
        named = self.setting.low.index(found.name.split()[0].lower())
        if named < phrase.first or self._body_type(self.bodies.full(found.name), found.name, found.head) != kind:
            return None
        return self._named_body(found.name, found.head)

    def _again(self, phrase: Phrase, kind: str) -> Identity | None:
        """Return the identity that ``the ministry``, ``the spokesman``, ``the report`` takes up again."""
        if kind == "document" or phrase.head == "paper":
            return self._paper(phrase)
        if phrase.plural:
            return self.references.unnamed(phrase.head, phrase.before)
        if kind not in BODIES:
            return self._someone(phrase)
        thing = self.references.body(phrase.head, phrase.first, phrase.before)
        if thing is None and phrase.head in GENERIC:
            thing = self._generic(phrase, kind)
        if thing is None and not phrase.before:
            fuller = self.references.fuller(phrase.head, phrase.first)
            thing = fuller and self.register.named(fuller, kind)
        return self._identity(thing) if thing else None

    def _someone(self, phrase: Phrase) -> Identity | None:
        """Return the person or unnamed individual whom ``the mayor``, ``the man``, ``the 48-year-old`` takes up."""
        people = self.references.holder(phrase)
        if people and (len(people) == 1 or phrase.opens == "the"):
            return self._identity(people[0])
        known = self.references.unnamed(phrase.head, phrase.before)
        if known is not None:
            return known
        aged = "year-old" in phrase.head
        if phrase.head in PERSONAL or aged or (phrase.head in self.lists.demonyms and phrase.head.endswith(NATIONAL)):
            things = self.references.pronoun("she" if phrase.head == "woman" else "he", phrase.first)
            return self._identity(things[0]) if things else None
        return None

    def _generic(self, phrase: Phrase, kind: str) -> Thing | None:
        """Return the body last mentioned whose type lets ``the company`` or ``the group`` mean it."""
        if any(not (word.endswith("-based") or word in self.lists.demonyms or word == phrase.opens) for word in phrase.before):
            return None
        for event in self.references.before(phrase.first):
            thing = event.thing
            if isinstance(thing, Identity) and phrase.head in COMPANIES and not NO_COMPANIES.isdisjoint(thing.heads):
                continue
            if isinstance(thing, Identity) and thing.type in BODIES and not thing.plural and (thing.type == kind or kind == "organisation"):
                return thing
            if isinstance(thing, str) and event.weight > OTHER and kind in {self.lists.type_of(n) for n in self.bodies.nouns.get(thing, ())}:
                return thing
        return None

    def _paper(self, phrase: Phrase) -> Identity | None:
        """Return the document that is taken up, or who issued it: in whose sentence it was last spoken of."""
        known = self.references.unnamed(phrase.head, phrase.before)
        if known is None and phrase.head in PAPERS:
            papers = (e.thing for e in reversed(self.references.sources) if isinstance(e.thing, Identity) and e.thing.type == "document")
            known = next(papers, None)
        return known or (self._said_in(phrase) if phrase.head in PAPERS or phrase.head in ISSUED else None)

    def _said_in(self, phrase: Phrase) -> Identity | None:
        low, sentence = self.setting.low, self.setting.sentence
        at = next((i for i in range(phrase.first - 1, max(-1, phrase.first - SAME_SENTENCE), -1) if low[i] == phrase.head), None)
        things = [e for e in reversed(self.references.sources) if isinstance(e.thing, Identity) and e.thing.type in BODIES]
        same = [e for e in things if at is not None and sentence[e.at] == sentence[at]]
        found = (same or things)[:1]
        return self._identity(found[0].thing) if found else None


def _plain(name: str) -> str:
    """Return a name without the capital that only its sentence gives it."""
    first = name.partition(" ")[0]
    return name if first[1:2].isupper() or first[:1].islower() else name[:1].lower() + name[1:] if first.lower() in ARTICLES else name


ARTICLES = frozenset("a an one two three four five six some many most several both his her its their".split())


def _hints(setting: Setting, mentions: list[Offsets]) -> Iterator[int]:
    """Yield where capitalised runs start that are a person's for want of any sign of a body: alone, or behind ``one of them,``."""
    starts = setting.words.start
    for span in mentions:
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        for k, (begin, end) in enumerate(setting.chunks(first, last)[:2]):
            base = setting.base(begin, end)
            if setting.tag[begin] == "X" and base - begin in (2, 3) and setting.run(begin, end) == base and (k == 0 or _relates(setting, first, begin)):
                yield begin


def _relates(setting: Setting, first: int, begin: int) -> bool:
    base = setting.base(first, begin - 1)
    head = setting.low[base - 1]
    return setting.tag[base - 1] in "nB#" and setting.lists.type_of(head) not in BODIES


def _reason(setting: Setting, at: int) -> str | None:
    """Return why a source is not named, where the text says so behind the mention (``because he was not allowed to``)."""
    low = setting.low
    for i in range(at, min(at + 40, len(low) - 1)):
        if setting.tag[i] == ".":
            return None
        if low[i] == "anonymity" or (low[i] == "named" and low[i - 1] == "be"):
            return _because(setting, i + 1)
    return None


def _because(setting: Setting, at: int) -> str | None:
    low, tag = setting.low, setting.tag
    if at >= len(low) or low[at] not in {"because", "as", "since", "due", "citing"}:
        return None
    end = at
    while end < len(low) and tag[end] not in ".,;-":
        end += 1
    return fold(setting.words.text[setting.words.start[at] : setting.words.end[end - 1]])
