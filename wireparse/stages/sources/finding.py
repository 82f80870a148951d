"""Sources: the mentions of a dispatch tied to identities; where more than one candidate survives, none is chosen."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from wireparse.span import fold
from wireparse.stages.sources.actors import Actors
from wireparse.stages.sources.binding import Binding
from wireparse.stages.sources.bodies import Bodies
from wireparse.stages.sources.events import QUOTED
from wireparse.stages.sources.identities import Identity
from wireparse.stages.sources.mentions import Reader
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.people import People, Person
from wireparse.stages.sources.references import GENDERS, INDIVIDUALS, References
from wireparse.stages.sources.rivals import Rivals
from wireparse.stages.sources.setting import Setting
from wireparse.stages.sources.unnamed import Unnamed
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wireparse.packs import Pack
    from wireparse.span import Offsets, Span
    from wireparse.stages.attributions import Attribution
    from wireparse.stages.sources.events import Thing
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.words import Words

NOWHERE = (-1, -1)
# From how many sentences back a pronoun takes up whoever acts in the sentence before rather than who spoke last.
STALE = 2
# How many of its last mentions tell whether a name alone is a body; a dispatch may have any number.
MENTIONS = 8


class Enclosing(NamedTuple):
    """What a mention stands in: the source of the claim around it, and whether that claim quotes."""

    source: Offsets
    quoted: bool


@frozen
class Resolved(Value):
    """What one mention was tied to; ``candidates`` are names that could not be told apart."""

    span: Offsets
    identity: Identity
    resolved: bool
    candidates: tuple[str, ...] = ()
    reason: str | None = None


class Sourcing(NamedTuple):
    """All identities in order of first mention, and the resolution of each mention by its offsets."""

    identities: tuple[Identity, ...]
    by_span: dict[Offsets, Resolved]


def enclosing(attributions: Sequence[Attribution]) -> dict[Offsets, Enclosing]:
    """Return for each source that stands inside another attribution's content that one's source."""
    found: dict[Offsets, Enclosing] = {}
    stretches = [
        (start, -end, a.source, a.kind == "direct") for a in attributions if a.source for start, end in a.content
    ]
    waiting = sorted(stretches, reverse=True)
    around: list[tuple[int, int, Offsets, bool]] = []
    for inner in sorted({a.source for a in attributions if a.source}):
        while waiting and waiting[-1][0] <= inner[0]:
            around.append(waiting.pop())
        around = [stretch for stretch in around if -stretch[1] >= inner[1]]
        holder = next((stretch for stretch in reversed(around) if stretch[2] != inner), None) if around else None
        if holder:
            found[inner] = Enclosing(holder[2], holder[3])
    return found


def find_sources(
    words: Words,
    mentions: Sequence[Offsets],
    pack: Pack,
    paragraphs: Sequence[Span],
    within: Mapping[Offsets, Enclosing] | None = None,
    own: str | None = None,
) -> Sourcing:
    """Return the identities behind ``mentions`` (offsets, in any order) of the body's ``paragraphs``.

    ``within`` tells what some stand in; ``own`` is the agency whose dispatch it is, if that is known: to it, any other agency is a medium.
    """
    if not mentions:
        return Sourcing((), {})
    setting = Setting(words, pack, paragraphs)
    resolver = _Resolver(setting, sorted(set(mentions)), within or {}, own)
    found = {span: resolver.resolve(span) for span in resolver.mentions}
    # The two hold each other: whole dispatches would wait for the garbage collector.
    del resolver.unnamed, resolver.actors
    used = [identity for identity in resolver.binding.register.all if identity.mentions]
    used.sort(key=lambda identity: min(identity.mentions))
    for number, identity in enumerate(used, 1):
        identity.id = f"s{number}"
    return Sourcing(tuple(used), found)


class _Tie(NamedTuple):
    """The identity of a phrase; whether it is sure, and the names of the candidates where it is not."""

    identity: Identity
    sure: bool = True
    candidates: tuple[str, ...] = ()


class _Resolver:
    """Ties the mentions of one body, in order; a pronoun inside a claim waits for that claim's source."""

    def __init__(self, setting: Setting, mentions: list[Offsets], within: Mapping[Offsets, Enclosing], own: str | None) -> None:
        self.setting = setting
        self.mentions = mentions
        self.within = within
        self.people = People(self.setting, _hints(self.setting, mentions))
        bodies = Bodies(self.setting, self.people)
        self.reader = Reader(self.setting, self.people, bodies)
        self.references = References(self.setting, self.people, bodies)
        self.rivals = Rivals(self.setting, self.people, self.references)
        self.binding = Binding(self.setting, bodies, self.references, own)
        self.unnamed = Unnamed(
            self.setting, self.binding, self.reader, mentions, lambda phrase: self._tie(phrase, NOWHERE).identity
        )
        self.actors = Actors(self.setting, self.references, self.reader, self.unnamed.type_of, lambda phrase: self._tie(phrase, NOWHERE).identity)
        self.found: dict[Offsets, Resolved] = {}
        self.pending: set[Offsets] = set()

    def resolve(self, span: Offsets) -> Resolved:
        """Return what the mention at ``span`` is tied to; each is tied once."""
        known = self.found.get(span)
        if known is not None:
            return known
        self.pending.add(span)
        phrase = self.reader.read(span)
        tie = self._tie(phrase, span)
        self._note(tie.identity, phrase, span)
        reason = self.unnamed.nameless.reason(phrase.first) if phrase.kind != "pronoun" else None
        found = self.found[span] = Resolved(span, tie.identity, tie.sure, tie.candidates, reason)
        return found

    def _note(self, identity: Identity, phrase: Phrase, span: Offsets) -> None:
        surface = fold(self.setting.words.text[span[0] : span[1]])
        unnamed = phrase.kind == "noun" and phrase.issuer is None and phrase.opens in self.setting.terms.indefinite
        if unnamed and not identity.mentions and identity.name.casefold() == phrase.name.casefold():
            # "an NGO": a body, but none that is named
            identity.anonymous = identity.anonymous or identity.type in BODIES
        identity.mentions.append(span)
        if phrase.kind != "pronoun" and surface != identity.name and surface not in identity.aliases:
            identity.aliases.append(surface)
        if identity.type != "agency" or self.setting.terms.staff.isdisjoint(self.setting.low[phrase.first : phrase.last]):
            self.references.note(phrase.first, identity, nested=span in self.within)

    def _tie(self, phrase: Phrase, span: Offsets) -> _Tie:
        if not phrase.name and phrase.kind == "noun":
            return self._open(phrase)
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, span)
        if phrase.kind == "person":
            return self._person(phrase)
        if phrase.kind == "body":
            return _Tie(self._body(phrase))
        if phrase.kind == "staff":
            return _Tie(self.binding.register.named(phrase.name, self.binding.body_type(phrase.head, "")))
        if phrase.kind == "several":
            identity = self.binding.register.named(phrase.name, self._common_type(phrase))
            identity.plural = identity.joined = True
            identity.anonymous = identity.anonymous and not all(part[:1].isupper() for part in self._parts(phrase))
            return _Tie(identity)
        if held := self.rivals.held(phrase):
            return self._either(phrase, held)
        return _Tie(self.unnamed.resolve(phrase))

    # ------------------------------------------------------------------ names

    def _person(self, phrase: Phrase) -> _Tie:
        if phrase.spot is None:
            identity = self.binding.register.named(phrase.name, "person")
            identity.heads.add(phrase.head)
            return _Tie(identity)
        people = phrase.spot.people
        if len(people) > 1:
            people = self.references.last_named(people, phrase.first)
        if len(people) != 1:
            return _Tie(
                self.binding.register.named(phrase.name, "person"), False, tuple(person.name for person in people)
            )
        person = people[0]
        role, affiliation = phrase.office
        if person.role is None and role:
            person.role, person.affiliation = role, affiliation
            person.roles.append(role.lower())
        return _Tie(self.binding.identity(person))

    def _parts(self, phrase: Phrase) -> list[str]:
        """Return the names of those who speak together, without their articles."""
        names = phrase.name.replace(f" {next(iter(self.setting.terms.conjoined))} ", ", ").split(", ")
        return [name.removeprefix(f"{article} ") for name in names for article in self.setting.terms.definite_article]

    def _common_type(self, phrase: Phrase) -> str:
        """Return the type that two have in common, else group."""
        names = self._parts(phrase)
        given = self.setting.lists.is_given
        people = [bool(self.people.find(name.lower()) or given(name.lower())) for name in names]
        if any(people) and phrase.head and self.setting.lists.is_role(phrase.head):
            # "Students Ann Roe, Bo Poe and Kim Tan": nobody else is a student
            return "person"
        kinds = {"person" if known else self.binding.body_type(name, "") for name, known in zip(names, people, strict=True)}
        return kinds.pop() if len(kinds) == 1 else "group"

    def _body(self, phrase: Phrase) -> Identity:
        found = self.people.find(phrase.name.lower())
        if len(found) == 1 and phrase.opens not in self.setting.terms.definite:
            return self.binding.identity(found[0])
        return self.binding.body(phrase.name, phrase.head, phrase.noun)

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, phrase: Phrase, span: Offsets) -> _Tie:
        """Return whom a pronoun stands for: in a claim its speaker where that fits, else the likeliest before."""
        kind, around = self.references.kind(phrase.head), self.within.get(span)
        speaker = self._speaker(around)
        thing = (speaker.person or speaker) if speaker else None
        if kind == "speaker":
            return _Tie(speaker) if speaker else self._open(phrase)
        quoted = around is not None and around.quoted
        if kind == "plural" and (quoted or self.setting.quoted[phrase.first]):
            return self._open(phrase)
        if phrase.head in self.setting.terms.both and (two := self.unnamed.groups.two(phrase.first)):
            return _Tie(two)
        if told := self._told_of(kind, phrase.first):
            return _Tie(self.binding.register.named(told, self.setting.lists.type_of(told.split()[-1]) or "anonymous"))
        things = self._spoken(kind, phrase) or self.references.pronoun(kind, phrase.first, thing if quoted else None)
        if inner := self._inner(things, thing, phrase.first):
            return _Tie(self.binding.identity(inner))
        if speaker and not quoted and self.references.fits(kind, thing) and _sure(kind, speaker, things):
            # not police: "two settlers fired after they said ..., police said"
            late = kind == "plural" and around is not None and around.source > span
            return _Tie((self.actors.spoken_of(phrase.first, back=0) if late else None) or speaker)
        if not things or self.references.distance(things[0], phrase.first) > STALE:
            acting = self.actors.acting(kind, phrase.first)
            if kind == "plural" and acting is None:
                acting = self.unnamed.groups.pair(phrase.first) or self.actors.spoken_of(phrase.first)
            if acting:
                return _Tie(acting)
        if not things and kind == "plural":
            things = self._together(phrase.first)
        if kind in GENDERS and self._only_quoted(things, phrase.first) and (alone := self._name_alone(phrase.first)):
            alone.type, alone.female = "person", GENDERS[kind]
            return _Tie(alone)
        if not things:
            return self._open(phrase)
        if kind in GENDERS and (new := self.actors.acting(kind, phrase.first, things[0])):
            return _Tie(new)
        if untold := self.rivals.untold(kind, things, phrase.first):
            return self._either(phrase, untold)
        likeliest = things[0]
        if isinstance(likeliest, Person) and likeliest.female is None and kind in GENDERS:
            likeliest.female = GENDERS[kind]
        return _Tie(self.binding.identity(likeliest))

    def _only_quoted(self, things: list[Thing], at: int) -> bool:
        """Return whether others than the speaker name all of ``things``: ``"That is not what Ann Roe meant," Zito said. He ...``."""
        return all(event.weight == QUOTED for event in self.references.before(at) if event.thing in things)

    def _name_alone(self, at: int) -> Identity | None:
        """Return who spoke last, where only one word names them and no list knows it: ``Zito said ... (He) added``."""
        last = next((identity for _, identity in self.references.identities()), None)
        if last is None or last.type != "organisation" or not last.name[:1].isupper() or " " in last.name or last.name.isupper():
            return None
        bodies = self.binding.bodies
        # "Tolvo said ... It said"
        neuter = any(self.references.kind(self.setting.words.text[start:end].lower()) == "body" for start, end in last.mentions[-MENTIONS:])
        known = neuter or bodies.type_of(last.name, "") or bodies.nouns.get(last.name) or bodies.is_place(last.name)
        return None if known or self.references.distance(last, at) > STALE else last

    def _inner(self, things: list[Thing], speaker: Thing | None, at: int) -> Thing | None:
        """Return whom a clause behind "what" is about, no speaker: ``said the premier acted in what (he) saw as ...``."""
        if speaker is None or self.setting.low[at - 1] not in self.setting.terms.free_relative:
            return None
        return next((other for other in things if other is not speaker and self.references.distance(other, at) == 0), None)

    def _together(self, at: int) -> list[Thing]:
        """Return the body last heard whose people "they" are: ``The team said it rained. They said ...``, no document."""
        for thing in self.references.spoken("body", at):
            team = isinstance(thing, Identity) and not thing.heads.isdisjoint(self.setting.terms.teams)
            document = isinstance(thing, Identity) and thing.type == "document"
            if not document and self.references.distance(thing, at) <= 1 + team:
                return [thing]
        return []

    def _told_of(self, kind: str, at: int) -> str | None:
        """Return who, unnamed, is spoken of last in the quotation before a pronoun in it: ``"The colonel left. He told us ..."``."""
        setting, lists, first = self.setting, self.setting.lists, at
        while first > 1 and kind in GENDERS and setting.quoted[first - 1]:
            first -= 1
        nouns = (i for i in range(at - 1, first, -1) if setting.tag[i - 1 : i + 1] == ["D", "n"] and setting.tag[i - 2] not in "Ap")
        told = [i for i in nouns if lists.is_role(setting.low[i]) or lists.type_of(setting.low[i]) in INDIVIDUALS]
        fit = [(i, female) for i in told if (female := lists.is_female([setting.low[i]])) is not (not GENDERS[kind])]
        last = next((i for i, female in fit if female is not None), fit[0][0] if fit else 0)
        start = last if setting.low[last - 1] in setting.terms.definite_article else last - 1
        return setting.slice(start, last + 1).lower() if last else None

    def _spoken(self, kind: str, phrase: Phrase) -> list[Thing]:
        """Return the bodies that spoke before, the last first, if a pronoun adds to what was said (``it added``)."""
        beside = self.setting.low[max(0, phrase.first - 1) : phrase.last + 1]
        if kind != "body" or self.setting.terms.adding.isdisjoint(beside):
            return []
        return self.references.spoken(kind, phrase.first)

    def _either(self, phrase: Phrase, names: tuple[str, ...]) -> _Tie:
        """Return a tie to one of two, of the type of both."""
        found = all(self.people.find(name.lower()) for name in names)
        kind = "person" if found else self.binding.body_type(names[0], "")
        return _Tie(self.binding.register.named(phrase.name, kind), False, names)

    def _open(self, phrase: Phrase) -> _Tie:
        return _Tie(self.binding.register.named(phrase.name, "other"), False)

    def _speaker(self, around: Enclosing | None) -> Identity | None:
        if around is None or (around.source in self.pending and around.source not in self.found):
            return None
        return self.resolve(around.source).identity


def _sure(kind: str, speaker: Identity, things: list[Thing]) -> bool:
    """Return whether a pronoun in a claim is its speaker: not one of unknown gender where another of the right one is near."""
    if speaker.female is not None or kind not in GENDERS or (speaker.person and not GENDERS[kind]):
        return True
    return not any(isinstance(thing, Person) and thing.female is GENDERS[kind] for thing in things[:2])


# ---------------------------------------------------------------------- hints


def _hints(setting: Setting, mentions: list[Offsets]) -> Iterator[int]:
    """Yield where capitalised runs start that are a person's for want of any sign of a body: alone, or behind ``one of them,``."""
    starts = setting.words.start
    for span in mentions:
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        for number, (begin, end) in enumerate(setting.chunks(first, last)[:2]):
            if setting.tag[begin] != "X":
                continue
            base = setting.base(begin, end)
            if base - begin not in {2, 3} or setting.run(begin, end) != base or setting.is_firm(begin, base) or setting.is_abbreviated(begin, base):
                continue
            if _relates(setting, first, begin) if number else not _is_it(setting, last):
                yield begin



def _is_it(setting: Setting, last: int) -> bool:
    """Return whether who speaks goes on of itself, which no person does: ``Lim Velm said it had sold``, but ``Roe said it was late``."""
    tags, low, terms = setting.tag, setting.low, setting.terms
    acts = tags[last : last + 4] in (["V", "P", "A", "E"], ["V", "P", "A", "B"], ["E", "P", "A", "E"], ["E", "P", "A", "B"])
    return acts and terms.pronouns.get(low[last + 1]) == "body" and terms.be.isdisjoint(low[last + 2 : last + 4])


def _relates(setting: Setting, first: int, begin: int) -> bool:
    base = setting.base(first, begin - 1)
    return setting.tag[base - 1] in "nB#" and setting.lists.type_of(setting.low[base - 1]) not in BODIES
