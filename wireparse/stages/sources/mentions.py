"""Mentions: the phrase that stands as a source, taken apart into its kind, name, head noun and issuer."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wireparse.stages.sources.namestarts import behind_seat
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.nounreader import closes_with_role, read_noun
from wireparse.stages.sources.phrases import Phrase
from wireparse.stages.sources.roles import apposed
from wireparse.stages.sources.several import Several
from wireparse.stages.sources.spots import Spots

if TYPE_CHECKING:
    from wireparse.span import Offsets
    from wireparse.stages.sources.bodies import Bodies
    from wireparse.stages.sources.people import People
    from wireparse.stages.sources.setting import Setting


# Shorter words in capitals are bodies of bodies as a rule ("the UN agency").
SHORTEST = 2
LONGEST_ASIDE = 24
PLACED = 6


class Reader:
    """Takes source phrases apart over the words of one dispatch."""

    def __init__(self, setting: Setting, people: People, bodies: Bodies) -> None:
        self.setting = setting
        self.people = people
        self.bodies = bodies
        self.lists = setting.lists
        self.terms = setting.terms
        self.spots = Spots(setting, people)
        self.several = Several(setting, people, bodies, self.spots)
        # What was read, by span and by how many had been appointed: offices that the text tells late change what is one.
        self._known: dict[tuple[Offsets, int], Phrase] = {}

    def read(self, span: Offsets) -> Phrase:
        """Return the parts of the source phrase at ``span``."""
        asked = span, self.people.appointed
        if asked not in self._known:
            self._known[asked] = self._read(span)
        return self._known[asked]

    def _read(self, span: Offsets) -> Phrase:
        starts, word = self.setting.words.start, self.setting.word
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        if last > first and word[last - 1] == ">" and word[first:last].count("<") == 1:
            mark = word.index("<", first)
            # an exchange's sign: "Bell Inc <BLL.N>", but "Lim and <Bell Inc>"
            last = mark if mark > first and word[mark - 1] not in self.terms.conjoined else last
        return self.read_words(first, last)

    def read_words(self, first: int, last: int) -> Phrase:
        """Return the parts of the source phrase of the words ``[first, last)``."""
        setting = self.setting
        # "whose army": no word of its name
        first += first < last - 1 and setting.tag[first] == "H"
        if setting.tag[first : first + 2] == ["D", "("] and ")" in setting.tag[first : last - 1]:
            # the army: "the (rebel) army"
            first = setting.tag.index(")", first) + 1
        if first >= last or (setting.tag[first] == "," and set(setting.tag[first:last]) == {","}):
            return Phrase("noun", "", "", max(0, min(first, len(setting.tag) - 1)), last)
        low = setting.low[first]
        if (
            setting.tag[first] in "POD"
            and low not in self.terms.quantities
            and (last == first + 1 or (last == first + 2 and setting.tag[first + 1] == "O"))
        ):
            return Phrase("pronoun", setting.word[first], low, first, last, opens=low)
        chunks = self._joined(setting.chunks(first, last))
        return (
            self._self_named(first, last)
            or self._named_aside(first, last)
            or self.several.read(first, last)
            or (self._person(chunks) if "X" in setting.tag[first:last] else None)
            or (None if closes_with_role(setting, chunks[0]) else self._body(chunks))
            or read_noun(setting, chunks)
        )

    def _joined(self, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return ``chunks`` with those of one noun phrase, whose adjectives commas part, joined: ``German, French and British diplomats``."""
        setting = self.setting
        # "in Japan, Sydney and Velm"
        seats = setting.low[chunks[0][1] - 2] in self.terms.within
        for number, (first, last) in enumerate(chunks):
            if number and not self.terms.conjoined.isdisjoint(setting.low[first:last]) and setting.tag[first] == "X":
                # "from Britain, France and Germany"
                lands = all((setting.tag[i] == "X" if seats else setting.national(i)) or setting.low[i] in self.terms.conjoined for i in range(first, last))
                closes = lands or (setting.base(first, last) == last and setting.tag[last - 1] in "nB" and setting.national(first))
                return [(chunks[0][0], last), *chunks[number + 1 :]] if closes else chunks
            placed = setting.tag[last - 1] == "X" if seats else setting.national(last - 1)
            if not placed or (number and last > first + 1):
                break
        return chunks

    # ------------------------------------------------------------------ people

    def _self_named(self, first: int, last: int) -> Phrase | None:
        """Return the person behind a name that one gave: ``a man who identified himself as Abu Omar``, ``who gave her name as Ada``."""
        setting, terms = self.setting, self.terms
        low = setting.low
        told = not terms.surnaming.isdisjoint(low[first + 1 : last - 1])
        surname = next((i for i in range(first + 1, last - 1) if low[i] in terms.surnaming and setting.tag[i + 1] == "X"), None) if told else None
        if surname is not None and (spot := self.people.ends.get(setting.run(surname + 1, last))):
            # "a miner surnamed Tao"
            for person in spot.people:
                self.people.appoint(person, low[surname - 1], low[surname - 1])
            return Phrase("person", setting.slice(spot.start, spot.last), low[surname - 1], first, last, spot)
        parted = "," in setting.tag[first + 2 : last - 1]
        one = next((i for i in range(first + 2, last - 1) if setting.tag[i] == "," and setting.phrase(i - 2, i) in terms.one_name), None) if parted else None
        if one is not None and setting.tag[one + 1] == "X":
            # "a survivor who goes by one name, Ada"
            return Phrase("person", setting.slice(one + 1, setting.run(one + 1, last)), low[setting.base(first, one) - 1], first, last)
        named = next((i for i in range(first + 5, last) if setting.tag[i] == "X" and not terms.by_name.isdisjoint((setting.phrase(i - 3, i), setting.phrase(i - 4, i)))), None)
        if named is not None:
            # "a commander who goes by the name Guri"
            return Phrase("person", setting.slice(named, setting.run(named, last)), low[setting.base(first, named) - 1], first, last)
        if terms.naming_as.isdisjoint(low[first + 3 : last - 1]):
            return None
        at = next((i for i in range(first + 3, last - 1) if low[i] in terms.naming_as and self._gives_own_name(i)), None)
        if at is None or setting.tag[at + 1] != "X" or terms.naming.isdisjoint(low[first:at]) or setting.national(at + 1):
            return None
        noun = setting.base(first, at) - 1
        if low[noun] != self.lists.singular(low[noun]):
            return None
        end = setting.run(at + 1, last)
        spot = self.people.ends.get(end)
        name = setting.slice(spot.start if spot else at + 1, end)
        return Phrase("person", name, low[noun], first, last, spot)

    def _gives_own_name(self, at: int) -> bool:
        """Return whether the name behind the "as" at ``at`` is one's own: ``gave her name as Ada``, ``identified only as Ada``."""
        low, tag, terms = self.setting.low, self.setting.tag, self.terms
        verb = at - 2 if tag[at - 1] == "R" else at - 1
        place = next((i for i in range(verb, at - PLACED, -1) if tag[i] not in "DnB"), verb)
        if tag[place] == "I" and place < verb:
            # "named in the report only as Ada"
            verb = place - 1
        return not terms.selves.isdisjoint(low[at - 3 : at]) or low[verb] in terms.identified

    def _named_aside(self, first: int, last: int) -> Phrase | None:
        """Return the person behind a name that the clause behind the mention gives: ``A guard(, who gave his name as Ada,) said``."""
        setting = self.setting
        clause = last + 1 if setting.tag[last : last + 1] == [","] else last
        size = min(len(setting.tag), clause + LONGEST_ASIDE)
        if clause >= size or setting.tag[first] == "X" or not (setting.tag[clause] == "H" or setting.low[clause] in self.terms.identified | self.terms.naming_as):
            return None
        end = next((i for i in range(clause, size) if setting.tag[i] in ",." and setting.phrase(i - 2, i) not in self.terms.one_name), size)
        found = self._self_named(first, end)
        return found._replace(last=last) if found else None

    def _person(self, chunks: list[tuple[int, int]]) -> Phrase | None:
        spot = self.spots.head(chunks[0])
        if spot is None and len(chunks) > 1 and not self._named_body(chunks[0]) and not self._of_another(chunks[0]):
            spot = next((found for chunk in chunks[1:3] if (found := self.spots.apposed(chunk))), None)
        if spot is None:
            return None
        name = self.setting.slice(spot.start, spot.last)
        return Phrase(
            "person",
            name,
            name.split()[-1].lower(),
            chunks[0][0],
            chunks[-1][1],
            spot,
            apposed(self.setting, chunks[1:]),
        )

    def _of_another(self, chunk: tuple[int, int]) -> bool:
        """Return whether a name behind ``chunk`` is that of the second person in it: ``aides to the suspect, (Bo Poe)``, ``an aide to her rival, (Bo Poe)``."""
        first, last = chunk
        low, lists, base = self.setting.low, self.lists, self.setting.base(first, last)
        if base >= last - 1 or lists.singular(low[last - 1]) != low[last - 1] or self.setting.tag[base] not in "ITG":
            return False
        return low[base + 1] in self.terms.owners or (lists.is_role(low[last - 1]) and lists.singular(low[base - 1]) != low[base - 1])

    def _named_body(self, chunk: tuple[int, int]) -> bool:
        """Return whether a capitalised name that is no person's closes the plain noun phrase of ``chunk``."""
        base = self.setting.base(*chunk)
        # "the premier", "the freed Dane, 43-year-old Bo Lind"
        titled = self.lists.is_title(self.setting.low[base - 1]) or self.setting.low[base - 1] in self.lists.demonyms
        return self.setting.tag[base - 1] == "X" and not titled and self.spots.head(chunk) is None

    # ------------------------------------------------------------------ bodies

    def _body(self, chunks: list[tuple[int, int]]) -> Phrase | None:
        """Return a named body: ``the Interior Ministry``, ``the aid group Mare Vivo``, ``its association, Alpstrom``."""
        first, last = chunks[0]
        base = self.setting.base(first, last)
        run = self._last_run(first, base, last)
        words = self.setting.low[slice(*run)] if run else []
        seated = "," in words and (self.terms.conjoined | self.terms.ampersands | self.terms.legal_forms).isdisjoint(words)
        if run is None or seated or self._common(first, base):
            # "the Velm, Va., company" has no name
            # "a spokesman for his firm, Gess Partners": he is not called that
            # "an official from a party, the Lake Union"
            speaks = base < last and (self.setting.low[base - 1] in self.terms.spokesmen or (
                self.setting.low[base] not in self.terms.of and self.lists.is_role(self.setting.low[base - 1])))
            return self._called(chunks[0], base) or (None if speaks else self._apposed_body(chunks, base))
        start, end = run
        if base < end < last and self.setting.tag[end] in "nB":
            # "A Ministry of Trade official", "Bank of Lim figures"
            return self._before_noun(chunks, start, end, self.setting.base(end - 1, last))
        called = self._called(chunks[0], base) if end <= base else None
        if called is not None:
            return called
        named = self._apposed_body(chunks, base) if end < base else None
        if named is not None and self.lists.type_of(self.setting.phrase(end, base)) in {*BODIES, None}:
            return named
        if end >= base:
            head = (
                self.setting.low[start - 1]
                if start > first and self.setting.word[start - 1].islower()
                else self.setting.low[end - 1]
            )
            return self._named(chunks, self.bodies.owned(start, end), end, self.lists.singular(head))
        return self._before_noun(chunks, start, end, base)

    def _called(self, chunk: tuple[int, int], base: int) -> Phrase | None:
        """Return the body whose name a participle introduces: ``a group calling itself the Army of the Faithful``."""
        first, last = chunk
        if self.terms.called.isdisjoint(self.setting.low[first + 1 : base + 1]):
            return None
        verb = next(
            (i for i in range(first + 1, min(last, base + 1)) if self.setting.low[i] in self.terms.called), None
        )
        if verb is None:
            return None
        start = verb + 1
        # "a man calling himself Captain Abu"
        single = self.setting.low[start] in self.terms.selves
        while start < last - 1 and start < verb + 4 and (self.setting.tag[start] != "X" or (single and self.lists.is_title(self.setting.low[start]))):
            start += 1
        if start >= last or self.setting.tag[start] != "X" or self.bodies.extend(start, last) < last:
            return None
        return self._named([chunk], start, last, self.lists.singular(self.setting.low[verb - 1]))

    def _named(self, chunks: list[tuple[int, int]], start: int, end: int, head: str, noun: str = "") -> Phrase:
        name = self.setting.slice(start, end)
        return Phrase("body", name, head, chunks[0][0], chunks[-1][1], opens=self.setting.low[chunks[0][0]], noun=noun)

    def _common(self, first: int, base: int) -> bool:
        """Return whether the whole phrase is a listed noun, its capital being the sentence's (``Local media``)."""
        at = first + (self.setting.tag[first] in "D#")
        # "the 49-year-old Scot"
        at += at < base - 1 and self.setting.low[at].endswith(self.terms.age_endings)
        if self.setting.tag[at] != "X":
            return False
        if base == at + 1:
            return self._noun_in_capitals(first, at) or self._plural_only(at, base)
        if at > first and base == at + 2 and self.setting.national(at) and self.setting.low[base - 1] in self.terms.shouted:
            # "the Swiss NGO"
            return True
        if at > first and self.lists.singular(self.setting.phrase(at, base)) in self.lists.demonyms:
            # "the North Koreans"
            return True
        if not self.setting.word[at + 1].islower():
            return False
        opens = self.setting.opens(at) and not any(self.setting.tag[i] == "X" for i in range(at + 1, base))
        if self.setting.phrase(at, base) in self.lists.kinds:
            return True
        return opens and (self.setting.is_common(self.setting.low[at]) or self.setting.low[at] in self.lists.openers)

    def _noun_in_capitals(self, first: int, at: int) -> bool:
        """Return whether a listed noun behind an article is written like a name: ``an NGO``, ``the NGO``, ``the Fund``."""
        word, low = self.setting.word[at], self.setting.low[at]
        goes_on = self.setting.low[at + 1 : at + 2] and self.setting.low[at + 1] in self.terms.inside_names
        titled = word.istitle() and low in self.terms.generic and not goes_on
        listed = low in self.lists.kinds and word not in self.bodies.acronyms
        known = low in self.lists.countries or low in self.lists.agencies or word in self.bodies.acronyms
        ranked = word.isupper() and not known and bool(self.people.holding(low))
        return at > first and (ranked or (listed and (word.isupper() or titled)))

    def _plural_only(self, at: int, base: int) -> bool:
        """Return whether a phrase of one capitalised word is a noun or a people: ``Underwriters in London``, ``the German``."""
        setting = self.setting
        low = setting.low[at]
        if not self.terms.foreign_links.isdisjoint(setting.low[base : base + 1]):
            return False
        if low in self.lists.demonyms or self.lists.singular(low) in self.lists.demonyms or low in self.lists.role:
            return at > 0 and (setting.tag[at - 1] in "D#" or setting.low[at - 1].endswith(self.terms.age_endings))
        several = self.lists.singular(low) != low
        if not several and setting.low[base : base + 1] and setting.low[base] in self.terms.of and self.lists.kinds.get(low) in BODIES:
            # "Bank of Lim figures"
            return False
        behind = base < len(setting.tag) and setting.tag[base] in "IE" and several
        return setting.opens(at) and (setting.is_common(low) or (behind and low not in setting.named))

    def _last_run(self, first: int, base: int, last: int) -> tuple[int, int] | None:
        """Return the last capitalised name in the plain noun phrase ``[first, base)``, with its ``of ...`` behind it."""
        setting = self.setting
        at, found = first, None
        while at < base:
            if (setting.tag[at] == "X" and not setting.low[at].endswith(self.terms.modified_endings)) or setting.leads(
                at, base
            ):
                at = behind_seat(setting, at)
                end = self.bodies.extend(at, last)
                found = (at, end)
                at = end
            else:
                at += 1
        return found

    def _before_noun(self, chunks: list[tuple[int, int]], start: int, end: int, base: int) -> Phrase | None:
        """Read a name with common nouns behind it: ``the Jayakarta daily``, ``UN estimates``, ``an AFP correspondent``."""
        setting, lists = self.setting, self.lists
        if end == start + 2 and setting.low[start] in lists.demonyms and setting.word[start + 1].isupper():
            # "the Syrian SANA news agency"
            start += 1
        name = setting.slice(start, end)
        kind = lists.type_of(setting.phrase(start, base))
        adjective = setting.low[start] in lists.demonyms and end == start + 1
        possessed = setting.tag[end] == "p" or (setting.tag[end - 1] == "p")
        if setting.low[base - 1] in self.terms.treaties:
            return None
        if kind == "document" and not adjective:
            return self._document(chunks, base, (start, end))
        agency = name.lower() in lists.agencies
        if agency and setting.low[base - 1] in self.terms.staff and setting.lists.kinds.get(setting.low[base - 1]) != "document":
            return Phrase("staff", setting.slice(start, base), name, chunks[0][0], chunks[-1][1], opens=setting.low[chunks[0][0]])
        closing = setting.low[base - 1]
        if agency and (
            closing in self.terms.staff or (lists.type_of(closing) in {"medium", "document", None} and not lists.is_role(closing))
        ):
            return self._named(chunks, start, end, "agency")
        proper = not adjective and not possessed and name.lower() not in lists.countries
        printed = kind == "medium" and setting.low[chunks[0][0]] not in self.terms.indefinite and setting.low[end] not in self.terms.media_owners
        if proper and (printed or (kind in BODIES and base >= chunks[0][1] and (self._alone(name) or self._coined(start, end, base)))):
            return self._named(chunks, start, end, self.lists.singular(setting.low[base - 1]), setting.phrase(end, base))
        return None

    def _alone(self, name: str) -> bool:
        """Return whether a name is told apart from its noun: an acronym of the text, or two words that stand alone too."""
        return name in self.bodies.acronyms or (" " in name and self.bodies.alone.get(name, 0) > 0)

    def _coined(self, start: int, end: int, base: int) -> bool:
        """Return whether a name in capitals, as no other word is written, stands beside its noun: ``the CGTM (union)``, ``the IG Metall (union)``."""
        word, setting = self.setting.word[start], self.setting
        beside = base == end + 1 and self.lists.singular(setting.low[end]) in self.terms.beside_names
        if base == end + 1 and end > start + 1 and setting.low[end] in self.terms.societies and setting.low[end - 1].endswith(self.terms.plural_endings):
            # "the White Hats organisation"
            return True
        long = len(word) > SHORTEST or end > start + 1
        return beside and long and word[:3].isupper() and word.isalpha() | ("-" in word) and not setting.national(start)

    def _document(self, chunks: list[tuple[int, int]], base: int, issuer: tuple[int, int]) -> Phrase:
        first = chunks[0][0]
        name = self.setting.slice(first, base)
        head = self.lists.singular(self.setting.low[base - 1])
        return Phrase("noun", name, head, first, chunks[-1][1], opens=self.setting.low[first], issuer=issuer)

    def _apposed_body(self, chunks: list[tuple[int, int]], base: int) -> Phrase | None:
        """Return a body named in commas behind a common noun: ``the company, AgriSouth Ltd.``; no place behind a document."""
        placed = base < chunks[0][1] and self.setting.low[base] in self.terms.within
        if placed or self.lists.type_of(self.setting.phrase(chunks[0][0], base)) == "document":
            # "officials in Velm, N.J."
            return None
        for first, last in chunks[1:2]:
            start = first + (self.setting.tag[first] == "D")
            start = behind_seat(self.setting, start) if start < last else last
            if (
                start < last
                and self.setting.tag[start] == "X"
                and self.bodies.extend(start, last) >= self.setting.base(start, last)
            ):
                end = self.bodies.extend(start, last)
                return self._named(chunks, start, end, self.lists.singular(self.setting.low[base - 1]))
            whole = self.setting.base(first, last)
            run = self._last_run(first, whole, last)
            if run is not None and run[1] == whole and first < run[0] and self.lists.type_of(self.setting.low[run[0] - 1]) in BODIES:
                # "The maker, Swiss group Helva,"
                return self._named(chunks, *run, self.setting.low[run[0] - 1])
        return None
