"""Uptake: which body ``the company``, ``the group`` or ``the ministry`` means, and who issued ``the report``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.events import MEMORY, OTHER, SOURCE
from wireparse.stages.sources.fuller import fuller
from wireparse.stages.sources.identities import Identity
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.people import Person

if TYPE_CHECKING:
    from wireparse.stages.sources.binding import Binding
    from wireparse.stages.sources.events import Event, Thing
    from wireparse.stages.sources.phrases import Phrase
    from wireparse.stages.sources.setting import Setting

# A phrase with more than its noun takes up a body of the last sentences; a document is spoken of within some hundred words.
NEAR = 2
REACH = 400
REACH_NOUN = 4
# So many words behind its start stands the body's name in "a spokesman for Lim", and so many sources back it spoke.
NEAR_SOURCE = 4


class Uptake:
    """Ties the phrases of one dispatch that take up a body or a document."""

    def __init__(self, setting: Setting, binding: Binding) -> None:
        self.setting = setting
        self.lists = setting.lists
        self.terms = setting.terms
        self.binding = binding
        self.bodies = binding.bodies
        self.references = binding.references
        self.ends = {first: last for first, last, _ in self.bodies.runs}

    # ------------------------------------------------------------------ bodies

    def body(self, phrase: Phrase, kind: str) -> Thing | None:
        """Return the body of the type ``kind`` that a definite phrase takes up, by its own noun or by a general one."""
        told = self._told(phrase) if phrase.before and phrase.head in self.terms.generic else None
        # "the African body" is no other body last called so
        of_land = None if self.lists.demonyms.isdisjoint(phrase.before) else told
        named = self.references.body(phrase.head, phrase.first, phrase.before)
        # "The Bank of Lim said ... The Lim United coach left ... The bank said": what is called so goes before any firm
        bears = named and (phrase.head not in self.terms.generic or phrase.head in self._name(named).lower().split())
        own = named if bears and phrase.head not in self.terms.legal_forms | self.terms.papers_called and not phrase.before else None
        # "the investment bank Lim ... the auction house Pell & Sons said ... The bank said"
        own = own or (named if phrase.head in self.terms.exact and not phrase.before else None)
        thing = self._medium_just_heard(phrase) or own or self._firm_just_heard(phrase, kind) or of_land or named or told
        if thing is None and (phrase.head in self.terms.generic or self._company(phrase.head)):
            thing = self._generic(phrase, kind)
        if thing is None and not phrase.before:
            found = fuller(self.setting, phrase.head, phrase.first)
            thing = self.binding.register.named(found, kind) if found else None
        return thing

    def _medium_just_heard(self, phrase: Phrase) -> Identity | None:
        """Return the medium whose words stand in the sentence before ``the daily``, whatever it was called there."""
        if phrase.head not in self.terms.papers_called or phrase.before:
            return None
        here = self.setting.sentence[phrase.first]
        for event in self.references.sources[-1:]:
            thing = event.thing
            if isinstance(thing, Identity) and thing.type == "medium" and here - self.setting.sentence[event.at] <= 1:
                return thing
        return None

    def _firm_just_heard(self, phrase: Phrase, kind: str) -> Thing | None:
        """Return the firm that spoke before ``the company``, in person or by its own: ``a Lim spokesman said (the company) ...``."""
        if phrase.before or not self._company(phrase.head):
            return None
        low, here = self.setting.low, self.setting.sentence[phrase.first]
        for event in self.references.before(phrase.first):
            thing, name = event.thing, self._name(event.thing)
            if here - self.setting.sentence[event.at] > 1:
                break
            if isinstance(thing, Identity) and event.weight == SOURCE and self.lists.is_firm(name) and self._means(phrase.head, kind, thing, event.weight):
                return thing
            behind = self.ends.get(event.at, len(low))
            speaks = isinstance(thing, str) and self.lists.is_role(" ".join(low[behind : behind + 1]))
            # no "100 Union drivers remained out"
            speaks = speaks and any(0 <= event.at - spoke.at < NEAR_SOURCE for spoke in self.references.sources[-NEAR_SOURCE:])
            if speaks and self.bodies.type_of(name, "") in {None, "organisation"} and not self.bodies.is_place(name):
                return thing
        return None

    def _told(self, phrase: Phrase) -> str | None:
        """Return the one body before whose name has the words before a general noun: ``the electoral body`` of ``Electoral Authority``."""
        singular, told = self.lists.singular, self._telling(phrase)
        # "the African body" of "African Union"
        told = told or [word for word in phrase.before if word in self.lists.demonyms and told is not None]
        if not told:
            return None
        names = {self.bodies.full(e.thing) for e in self.references.named if e.at < phrase.first and isinstance(e.thing, str)}
        state = self.lists.type_of(phrase.head) == "government"
        names = {name for name in names if not state or self.bodies.type_of(name, "") == "government"}
        fit = [name for name in names if {singular(word) for word in told} <= {singular(word) for word in name.lower().split()}]
        # "The African Union (AU)" and "African Union" are one
        apart = {" ".join(word for word in name.lower().split() if word not in self.terms.articles) for name in fit}
        return min(fit, key=len) if len(apart) == 1 else None

    def _generic(self, phrase: Phrase, kind: str) -> Thing | None:
        """Return the body last mentioned whose type lets ``the company`` or ``the group`` mean it."""
        told = self._telling(phrase)
        # "the UN human rights office": its own name
        joint = told and not self.terms.umbrellas.isdisjoint(phrase.before)
        if told is None or phrase.opens in self.terms.owners or (told and kind == "government") or self._of_its_own(phrase):
            return None
        events = self.references.before(phrase.first)
        if told:
            here = self.setting.sentence[phrase.first]
            events = [e for e in events if here - self.setting.sentence[e.at] <= NEAR and e.weight > OTHER]
        if self._company(phrase.head):
            here = self.setting.sentence[phrase.first]
            events = sorted(events, key=lambda e: not (isinstance(e.thing, Identity) and here - self.setting.sentence[e.at] <= NEAR))
        if not self.lists.demonyms.isdisjoint(phrase.before):
            # "The International Olympic Committee said ... The British federation said"
            events = [e for e in events if self.terms.worldwide.isdisjoint(self._name(e.thing).lower().split())]
        # "The foreign ministry warned ... , the spy agency said"
        another = {e.thing for e in events if told and isinstance(e.thing, Identity) and e.thing.type == "government" != kind}
        found = next((e.thing for e in events if e.thing not in another and self._means(phrase.head, kind, e.thing, e.weight)), None)
        if found:
            return found
        if not self._company(phrase.head):
            if kind == "medium":
                # "the Press Trust of Velm reported ... the news agency said"
                spoke = (e.thing for e in events if isinstance(e.thing, Identity) and e.thing.type == "organisation")
                return next((body for body in spoke if all(head in body.name.lower() for head in body.heads if self.lists.type_of(head))), None)
            club = kind == "organisation" and phrase.head in self.terms.clubs
            unsure = club or (kind == "organisation" and told and not joint)
            return (self._unknown(events, phrase.first, told) if unsure else None) or (self._employer(phrase.first) if club else None)
        return self._firm(events) or self._unknown(events, phrase.first, told) or self._employer(phrase.first)

    def _name(self, thing: Thing) -> str:
        return self.bodies.full(thing) if isinstance(thing, str) else thing.name

    def _employer(self, at: int) -> Thing | None:
        """Return the body of unknown type that who was told of just before, else who spoke last, is of.

        ``Ann Roe, head of trade at Lim Mutual, said ... The lender said``, ``Lim-Air's president, Bo Poe, bowed. The company said``.
        """
        here = self.setting.sentence[at]
        spoke = next((e.thing for e in self.references.before(at) if isinstance(e.thing, Person) and here - self.setting.sentence[e.at] <= 1), None)
        spoke = spoke or next((e.thing for e in reversed(self.references.sources[-MEMORY:]) if e.at < at and isinstance(e.thing, Person)), None)
        name = (spoke.affiliation or "") if spoke else ""
        named = name in self.bodies.names and self.bodies.type_of(name, "") is None
        land = name.lower() in self.lists.countries or name.lower() in self.lists.demonyms
        return name if named and not land and not self.bodies.is_place(name) else None

    def _telling(self, phrase: Phrase) -> list[str] | None:
        """Return the words before a head that tell more than where it is; None where they tell of another body."""
        setting, terms = self.setting, self.terms
        first, told = phrase.first + 1, list(phrase.before)
        # "the New York-based firm", "the Camden, N.J., firm"
        based = max((n for n, word in enumerate(told) if word.endswith(terms.based_endings) or word == ","), default=-1)
        if based < 0 and self._company(phrase.head):
            based = self._seated(first, len(told)) - 1
        told = [word for word in told[based + 1 :] if word not in self.lists.demonyms and word not in terms.umbrellas]
        named = any(setting.tag[first + based + 1 + n] == "X" and word in told for n, word in enumerate(phrase.before[based + 1 :]))
        # "the paperworkers' federation"
        owned = not {"p", "q"}.isdisjoint(setting.tag[first : first + len(phrase.before)])
        return None if named or owned or not terms.contrasting.isdisjoint(told) else told

    def _seated(self, first: int, size: int) -> int:
        """Return how many of ``size`` words at ``first`` tell where a firm is, and are no name of its own: ``the (Los Angeles) thrift company``."""
        setting = self.setting
        end = first
        while end < first + size and setting.tag[end] in "X·":
            end += 1
        if end == first:
            return 0
        name = setting.slice(first, end)
        described = end < first + size or setting.is_place(setting.low[first])
        own = name.isupper() or self.bodies.full(name) != name or self.bodies.type_of(name, "") is not None or any(
            event.thing == name for event in self.references.before(first) if event.weight > OTHER)
        return end - first if described and not own else 0

    def _of_its_own(self, phrase: Phrase) -> bool:
        """Return whether what a noun is for tells a body not told before: ``the Velm commission for missing persons``, ``the ministry of health``.

        An office is always somebody's: ``the office of the UN envoy``.
        """
        low, opens, office = self.setting.low, self.terms.inside_names, phrase.head in self.terms.office
        if self.lists.type_of(phrase.head) != "government" and not office:
            opens -= self.terms.of
        for_what = (i + 1 for i in range(phrase.first, phrase.last - 1) if low[i - 1] == phrase.head and low[i] in opens)
        return any(office or self.setting.tag[i] in "nBG" for i in for_what)

    def _company(self, head: str) -> bool:
        return head in self.terms.companies or head.endswith(self.terms.company_endings)

    def _firm(self, events: list[Event]) -> Thing | None:
        """Return the one name before that is a company's by its form: ``Acme Corp``, ``Lake Air``."""
        firms = {
            self.bodies.full(event.thing): event.thing
            for event in events
            if isinstance(event.thing, str) and self.lists.is_firm(self.bodies.full(event.thing))
        }
        return next(iter(firms.values())) if len(firms) == 1 else None

    def _unknown(self, events: list[Event], at: int, told: list[str]) -> Thing | None:
        """Return the name of unknown type that ``the company`` can only mean: the subject last named, twice or just before.

        Where words before the noun tell more (``the software group``), only one named just before will do.
        """
        bodies, sentence = self.bodies, self.setting.sentence
        for event in events:
            if isinstance(event.thing, str) and event.weight > OTHER:
                known = sentence[at] - sentence[event.at] <= (1 if told else NEAR) or (not told and bodies.names[event.thing] > 1)
                unknown = bodies.type_of(event.thing, "") is None and not bodies.is_place(event.thing) and not event.thing[-1].isdigit()
                if unknown and told and self._only_opens(event):
                    continue
                return event.thing if unknown and known else None
        return None

    def _only_opens(self, event: Event) -> bool:
        """Return whether a word has its capital from its sentence, for all that the text shows: ``Turnout was low``."""
        name = str(event.thing)
        spoke = any(source.at == event.at for source in self.references.sources)
        return self.setting.opens(event.at) and " " not in name and self.bodies.names[name] == 1 and not spoke

    def _means(self, head: str, kind: str, thing: Thing, weight: float) -> bool:
        company = self._company(head)
        if isinstance(thing, str):
            nouns = self.bodies.nouns.get(thing, ())
            if company and not self.terms.no_companies.isdisjoint(nouns):
                return False
            named = kind == "medium" and self.bodies.type_of(thing, "") == kind
            firm = company and kind == "organisation" and self.lists.is_firm(self.bodies.full(thing))
            called = any(f"{head}/{word}" in self.terms.called_too for word in thing.lower().split())
            beside = any(self.lists.type_of(noun) == kind for noun in nouns)
            # "in the daily Le Lac ... The newspaper said": nothing else is a newspaper
            # "activist Ann Roe of the charity Clean Lake said ... The group said"
            return (weight > OTHER and (named or firm or called or beside)) or (weight == OTHER and beside and (kind == "medium" or (kind == "organisation" and not company)))
        if not isinstance(thing, Identity) or thing.plural or thing.type not in BODIES:
            return False
        if thing.type == "government" and kind != thing.type and thing.name.lower() in self.lists.countries:
            return False
        if thing.type in {"agency", "medium"} and kind not in {"agency", "medium"}:
            # "A Reuters poll had forecast a rise ... The committee said", "CNN television said police had fired. The group ..."
            return False
        if head in self.terms.papers_called and thing.name.lower() in self.lists.agencies:
            # "Kyodo denied that ... The newspaper said"
            return False
        if head in self.terms.political and thing.type != kind:
            # "The interior ministry blamed rebels, but the biggest party said"
            return False
        if company and (thing.type != kind or not self.terms.no_companies.isdisjoint(thing.heads | self._own_nouns(thing.name))):
            return False
        if head in self.terms.exact and self._other_kind(head, thing.name):
            # "The Audit Office blamed ... The ministry said"
            return False
        if head in self.terms.no_companies and thing.name.lower().rpartition(" ")[2] in self.terms.legal_forms:
            # "Lim Paper AB said ... The paperworkers' union said"
            return False
        # "The army said ... The watchdog said"
        plain = thing.type == "security" and thing.name.islower()
        return kind == thing.type or (kind == "organisation" and not plain)

    def _own_nouns(self, name: str) -> set[str]:
        """Return the nouns that say what a body is, at the end of its name and before what it is for: ``Institute for Vaccines``."""
        words = name.lower().split()
        link = next((n for n, word in enumerate(words) if n and word in self.terms.name_links), len(words))
        return {words[-1], words[link - 1]}

    def _other_kind(self, head: str, name: str) -> bool:
        """Return whether a body is called something else than ``head``: no ``ministry`` is the Audit Office."""
        nouns = self._own_nouns(name)
        told = not nouns.isdisjoint(self.terms.generic | self.terms.no_companies) or any(self.lists.kinds.get(noun) in BODIES for noun in nouns)
        return told and head not in nouns and not any(f"{head}/{noun}" in self.terms.called_too for noun in nouns)

    # ------------------------------------------------------------------ documents

    def paper(self, phrase: Phrase) -> Identity | None:
        """Return the document that is taken up, or who issued it: in whose sentence it was last spoken of."""
        known = self._just_cited(phrase) or self.references.unnamed(phrase.head, phrase.before) or self._printed(phrase) or self._said_in(phrase)
        if known is None and phrase.head in self.terms.papers:
            known = next((thing for _, thing in self.references.identities() if thing.type == "document"), None)
        issued = phrase.head in self.terms.papers or phrase.head in self.terms.issued
        return known or (self.issuer(phrase) if issued else None) or self._fuller(phrase)

    def _just_cited(self, phrase: Phrase) -> Identity | None:
        """Return whose document of another kind spoke just before: ``A ministry survey showed ... , the report said``."""
        last = next(iter(self.references.sources[-1:]), None)
        if last is None or phrase.before or phrase.head not in self.terms.papers or not isinstance(last.thing, Identity):
            return None
        near = self.setting.sentence[phrase.first] - self.setting.sentence[last.at] <= NEAR
        other = phrase.head not in last.thing.heads and not self.terms.issued.isdisjoint(last.thing.heads)
        return last.thing if near and other else None

    def _printed(self, phrase: Phrase) -> Identity | None:
        """Return the medium just named that ``the paper`` means: ``told the newspaper Fakti ..., the paper reported``."""
        if phrase.head not in self.terms.papers_called or phrase.before:
            return None
        here = self.setting.sentence[phrase.first]
        for event in self.references.before(phrase.first):
            name = event.thing if isinstance(event.thing, str) else ""
            kinds = {self.bodies.type_of(name, ""), *map(self.lists.type_of, self.bodies.nouns.get(name, ()))} if name else set()
            if here - self.setting.sentence[event.at] <= NEAR and "medium" in kinds:
                return self.binding.identity(event.thing)
        return None

    def _said_in(self, phrase: Phrase) -> Identity | None:
        """Return who spoke in what is taken up, or the court whose ruling it is: ``the council warned in a letter ... The letter``."""
        low, tags, sentence, here = self.setting.low, self.setting.tag, self.setting.sentence, self.setting.sentence[phrase.first]
        courts = (self.references.body(head, phrase.first) for head in self.terms.rulers if phrase.head in self.terms.rulings)
        court = next((found for found in courts if found is not None), None)
        if court is not None:
            return self.binding.identity(court)
        back = range(phrase.first - 1, max(-1, phrase.first - REACH), -1)
        at = next((i for i in back if low[i] == phrase.head), None)
        if at is None or here - sentence[at] > NEAR:
            return None
        first = at
        while tags[first - 1] in "nBX#E-" and at - first < REACH_NOUN:
            first -= 1
        said = tags[first - 1] == "D" and low[first - 2] in self.terms.within
        spoke = [e.thing for e in self.references.sources[-MEMORY:] if said and sentence[e.at] == sentence[at]]
        return self.binding.identity(spoke[-1]) if spoke else None

    def _fuller(self, phrase: Phrase) -> Identity | None:
        """Return the document by the fuller phrase that it was spoken of by: ``a compromise text``."""
        found = None if phrase.before else fuller(self.setting, phrase.head, phrase.first)
        return self.binding.register.named(found, "document") if found else None

    def issuer(self, phrase: Phrase) -> Identity | None:
        """Return the body in whose sentence a document was last spoken of, else the body that spoke last."""
        low, sentence = self.setting.low, self.setting.sentence
        back = range(phrase.first - 1, max(-1, phrase.first - REACH), -1)
        at = next((i for i in back if low[i] == phrase.head), None)
        bodies = [(place, thing) for place, thing in self.references.identities() if thing.type in BODIES]
        if phrase.head not in self.terms.statement:
            # "A team of doctors warned ... The study found"
            bodies = [(place, thing) for place, thing in bodies if thing.heads.isdisjoint(self.terms.teams) or not thing.name.islower()]
        same = [thing for place, thing in bodies if at is not None and sentence[place] == sentence[at]]
        if not same and phrase.head in self.terms.statement:
            # "President Ann Roe said in a statement ... The statement said"
            spoke = ((e.at, e.thing) for e in self.references.sources[-MEMORY:] if isinstance(e.thing, Person))
            same = [self.binding.identity(thing) for place, thing in spoke if at is not None and sentence[place] == sentence[at]]
        return next(iter(same or self._issuing(at) or [thing for _, thing in bodies]), None)

    def released(self, phrase: Phrase) -> Identity | None:
        """Return who issues a document in its own sentence: ``the union was sad, after releasing (a survey) that showed ...``."""
        at, sentence = phrase.first, self.setting.sentence
        if not at or self.setting.low[at - 1] not in self.terms.issuing or phrase.opens in self.terms.definite:
            return None
        acting = [e for e in self.references.before(at) if sentence[e.at] == sentence[at] and e.weight > OTHER]
        bodies = [identity for e in acting if (identity := self.binding.identity(e.thing)).type in BODIES]
        return bodies[-1] if bodies else None

    def _issuing(self, at: int | None) -> list[Identity]:
        """Return the body that issues the document at ``at`` without saying anything: ``the ministry released a report``."""
        if at and self.setting.low[at - 1] in self.terms.owners:
            things = self.references.pronoun(self.references.kind(self.setting.low[at - 1]), at)
            return [self.binding.identity(thing) for thing in things[:1]]
        if at is None or self.terms.issuing.isdisjoint(self.setting.low[max(0, at - NEAR * 2) : at]):
            return []
        sentence = self.setting.sentence
        near = [e for e in self.references.before(at) if sentence[e.at] == sentence[at] and e.weight > OTHER]
        named = [self.binding.identity(event.thing) for event in near if isinstance(event.thing, str)]
        return named[:1] or self._subject(self.setting.begins[sentence[at]])

    def _subject(self, begin: int) -> list[Identity]:
        """Return the body that a common noun names as the subject of the sentence at ``begin``: ``the finance ministry``."""
        setting, verb = self.setting, self.references.events.verb(begin)
        first = begin + (setting.tag[begin] == "D")
        kind = self.lists.type_of(setting.phrase(first, verb)) if first < verb <= first + REACH_NOUN else None
        return [self.binding.register.named(setting.slice(first, verb), kind)] if kind in BODIES else []
