"""Mentions: the phrase that stands as a source, taken apart into its kind, name, head noun and issuer."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.nounreader import closes_with_role, read_noun
from wireparse.stages.sources.phrases import Phrase
from wireparse.stages.sources.roles import apposed

if TYPE_CHECKING:
    from wireparse.span import Offsets
    from wireparse.stages.sources.bodies import Bodies
    from wireparse.stages.sources.people import People, Spot
    from wireparse.stages.sources.setting import Setting


LONGEST_KIN = 3


class Reader:
    """Takes source phrases apart over the words of one dispatch."""

    def __init__(self, setting: Setting, people: People, bodies: Bodies) -> None:
        self.setting = setting
        self.people = people
        self.bodies = bodies
        self.lists = setting.lists
        self.terms = setting.terms

    def read(self, span: Offsets) -> Phrase:
        """Return the parts of the source phrase at ``span``."""
        starts, word = self.setting.words.start, self.setting.word
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        if last > first and word[last - 1] == ">" and "<" in word[first + 1 : last]:
            # an exchange's sign: "Bell Inc <BLL.N>"
            last -= word[first:last][::-1].index("<") + 1
        return self.read_words(first, last)

    def read_words(self, first: int, last: int) -> Phrase:
        """Return the parts of the source phrase of the words ``[first, last)``."""
        setting = self.setting
        if all(setting.tag[i] == "," for i in range(first, last)):
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
            self._several(first, last)
            or self._person(chunks)
            or (None if closes_with_role(setting, chunks[0]) else self._body(chunks))
            or read_noun(setting, chunks)
        )

    def _joined(self, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return ``chunks`` with those of one noun phrase, whose adjectives commas part, joined: ``German, French and British diplomats``."""
        setting = self.setting
        for number, (first, last) in enumerate(chunks):
            if number and not self.terms.conjoined.isdisjoint(setting.low[first:last]) and setting.tag[first] == "X":
                closes = setting.base(first, last) == last and setting.tag[last - 1] in "nB" and self._national(first)
                return [(chunks[0][0], last), *chunks[number + 1 :]] if closes else chunks
            if not self._national(last - 1) or (number and last > first + 1):
                break
        return chunks

    def _national(self, at: int) -> bool:
        low = self.setting.low[at]
        return low in self.lists.demonyms or low in self.lists.nations or low in self.lists.countries

    # ------------------------------------------------------------------ people

    def _person(self, chunks: list[tuple[int, int]]) -> Phrase | None:
        spot = self._head_spot(chunks[0])
        if spot is None and not self._named_body(chunks[0]):
            spot = next((found for chunk in chunks[1:3] if (found := self._apposed_spot(chunk))), None)
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

    def _head_spot(self, chunk: tuple[int, int]) -> Spot | None:
        """Return the person whose name ends the plain noun phrase of ``chunk``."""
        tags = self.setting.tag
        base = self.setting.base(*chunk)
        for end in range(base, chunk[0], -1):
            spot = self.people.ends.get(end)
            closed = end >= chunk[1] or tags[end] not in "pnGXBq" or self.setting.low[end] in self.terms.letters
            if spot and spot.start >= chunk[0] and closed:
                return spot
        return self._behind_office(chunk, base)

    def _behind_office(self, chunk: tuple[int, int], base: int) -> Spot | None:
        """Return the person named behind an office of several words: ``global head of economics Bill Evans``."""
        spot = self.people.ends.get(chunk[1])
        if (
            spot
            and spot.first > base
            and self.setting.word[spot.first - 1].islower()
            and self.setting.low[spot.first - 1] in self.lists.role
        ):
            return spot
        if spot is None or spot.first <= base or self.setting.low[chunk[0]] in self.terms.indefinite:
            return None
        setting = self.setting
        if self._in_title(spot, base):
            return spot
        if base >= spot.first - 1:
            topic = setting.low[spot.first : spot.start]
            return spot if topic and not any(map(self.lists.is_title, topic)) and self.lists.is_role(setting.low[base - 1]) else None
        inner = max(i for i in range(base, spot.first) if setting.tag[i] in "IT" or i == base)
        headed = spot.start - spot.first > 2 or (spot.start - spot.first == 2 and self.lists.kinds.get(setting.low[spot.start - 1]) in BODIES)
        between = headed or any(setting.tag[i] != "D" for i in range(inner + 1, spot.first))
        return spot if between and self.lists.is_role(setting.low[base - 1]) else None

    def _in_title(self, spot: Spot, base: int) -> bool:
        """Return whether ``of`` stands inside the title: ``Secretary of State Ann Roe``, ``Bank of Japan Governor Bo Poe``."""
        setting = self.setting
        if setting.word[base - 1].islower() or setting.low[base] not in self.terms.of or spot.start == spot.first:
            return False
        titled = self.lists.is_title(setting.low[spot.start - 1])
        return not titled if self.lists.is_role(setting.low[base - 1]) else titled

    def _apposed_spot(self, chunk: tuple[int, int]) -> Spot | None:
        base = self.setting.base(*chunk)
        while base > chunk[0] and self.setting.tag[base - 1] in "·q":
            base -= 1
        spot = self.people.ends.get(base)
        return (
            spot
            if spot
            and spot.start >= chunk[0]
            and not any(self.setting.tag[i] == "p" for i in range(chunk[0], spot.start))
            else None
        )

    def _named_body(self, chunk: tuple[int, int]) -> bool:
        """Return whether a capitalised name that is no person's closes the plain noun phrase of ``chunk``."""
        base = self.setting.base(*chunk)
        titled = self.lists.is_title(self.setting.low[base - 1])
        return self.setting.tag[base - 1] == "X" and not titled and self._head_spot(chunk) is None

    def _several(self, first: int, last: int) -> Phrase | None:
        """Return ``A, B and C`` where all are names: ``William, 24, and Harry, 22``, ``Ann Roe and her son``."""
        setting = self.setting
        joint = next((i for i in range(first + 1, last - 1) if setting.low[i] in self.terms.conjoined), None)
        if joint is None or self.bodies.extend(first, last) > joint:
            return None
        (begin, end), *behind = setting.chunks(joint + 1, last)
        right = self._plain_name(begin, end) or self._kin(begin, end) or self._company_kept(first, joint, (begin, end))
        left = self._names(setting.chunks(first, joint), parted=setting.tag[joint - 1] == ",")
        if right is None and (spot := self._head_spot((begin, end))) and spot.start > spot.first:
            # "and Vice Minister of Trade Ann Roe"
            right = spot.people[0].name
        if right is None and self._apposed_spot((begin, end)) is None and behind and (spot := self._apposed_spot(behind[0])):
            # "and the police chief, Ann Roe"
            right, behind = spot.people[0].name, behind[1:]
        if right is None or not left or any(setting.tag[start] not in "#DHn" for start, _ in behind):
            return None
        if setting.tag[joint + 1] == "X" and right.split()[0] != setting.word[joint + 1] and not self._spoken_of(first, joint):
            # "Immigration and Harbour Service Commissioner Ann Roe"
            return None
        name = f"{', '.join(left)} {setting.low[joint]} {right}"
        noun = next((setting.low[i] for i in range(joint - 1, first - 1, -1) if setting.word[i].islower()), "")
        if self.lists.kinds.get(noun) in BODIES and noun == self.lists.singular(noun) and setting.tag[joint + 1] == "X":
            return Phrase("body", name, noun, first, last)
        return Phrase("several", name, "", first, last, plural=True)

    def _names(self, chunks: list[tuple[int, int]], *, parted: bool) -> list[str]:
        """Return the names in ``chunks``, ages and, where a comma closes them, one office left out; none where another holds no name."""
        found = [(self._plain_name(*chunk), chunk) for chunk in chunks if not self._aged(chunk)]
        described = parted and len(found) == 2 and sum(name is None for name, _ in found) == 1
        told = described and any(self.lists.is_role(self.setting.low[self.setting.base(*chunk) - 1]) for name, chunk in found if name is None)
        return [name for name, _ in found if name] if told or all(name for name, _ in found) else []

    def _spoken_of(self, first: int, last: int) -> bool:
        """Return whether somebody is named between two words."""
        return any(self.people.within(first, last))

    def _aged(self, chunk: tuple[int, int]) -> bool:
        return all(self.setting.tag[i] == "#" for i in range(*chunk))

    def _kin(self, first: int, last: int) -> str | None:
        """Return ``his wife``, ``his Tolian counterpart`` where ``[first, last)`` is no more than that."""
        own = 2 <= last - first <= LONGEST_KIN and self.setting.low[first] in self.terms.owners and self.setting.tag[last - 1] == "n"
        own = own and (last == first + 2 or self._national(first + 1))
        return self.setting.slice(first, last) if own else None

    def _company_kept(self, first: int, joint: int, chunk: tuple[int, int]) -> str | None:
        """Return the many unnamed that are told with people: ``Ann Roe and (farm officials)``, ``Bo Poe and (others)``."""
        begin, end = chunk
        setting, base = self.setting, self.setting.base(*chunk)
        head = setting.low[base - 1]
        many = self.lists.singular(head) != head and setting.word[base - 1].islower() and setting.tag[begin] not in "XP"
        kept = many and (base == end or setting.tag[base] == "H")
        named = head in self.terms.pluralising or any(spot.last <= joint for spot in self.people.within(first, joint))
        return setting.slice(begin, base) if kept and named else None

    def _plain_name(self, first: int, last: int) -> str | None:
        """Return the name that ``[first, last)`` consists of, ages, articles and a noun before it left out."""
        setting = self.setting
        while last > first and (setting.tag[last - 1] in ",#"):
            last -= 1
        spot = self.people.ends.get(last)
        if spot and spot.first >= first and not any(setting.tag[i] in ",nVI" for i in range(first, spot.first)):
            return spot.people[0].name if len(spot.people) == 1 else setting.slice(spot.start, last)
        start = last
        while start > first and setting.capital(start - 1, first, last):
            start -= 1
        if self.lists.is_title(setting.phrase(start, last)):
            return None
        before = {setting.tag[i] for i in range(first, start)}
        if start < last and before and setting.opens(first):
            before.discard("X")
        return setting.slice(start, last) if start < last and before <= set("Dn") else None

    # ------------------------------------------------------------------ bodies

    def _body(self, chunks: list[tuple[int, int]]) -> Phrase | None:
        """Return a named body: ``the Interior Ministry``, ``the aid group Mare Vivo``, ``its association, Alpstrom``."""
        first, last = chunks[0]
        base = self.setting.base(first, last)
        run = self._last_run(first, base, last)
        if run is None or self._common(first, base):
            return self._called(chunks[0], base) or self._apposed_body(chunks, base)
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
            return self._named(chunks, start, end, self.lists.singular(head))
        return self._before_noun(chunks, start, end, base)

    def _called(self, chunk: tuple[int, int], base: int) -> Phrase | None:
        """Return the body whose name a participle introduces: ``a group calling itself the Army of the Faithful``."""
        first, last = chunk
        verb = next(
            (i for i in range(first + 1, min(last, base + 1)) if self.setting.low[i] in self.terms.called), None
        )
        if verb is None:
            return None
        start = verb + 1
        while start < last and start < verb + 4 and self.setting.tag[start] != "X":
            start += 1
        if start >= last or self.setting.tag[start] != "X" or self.bodies.extend(start, last) < last:
            return None
        return self._named([chunk], start, last, self.lists.singular(self.setting.low[verb - 1]))

    def _named(self, chunks: list[tuple[int, int]], start: int, end: int, head: str) -> Phrase:
        name = self.setting.slice(start, end)
        return Phrase("body", name, head, chunks[0][0], chunks[-1][1], opens=self.setting.low[chunks[0][0]])

    def _common(self, first: int, base: int) -> bool:
        """Return whether the whole phrase is a listed noun, its capital being the sentence's (``Local media``)."""
        at = first + (self.setting.tag[first] in "D#")
        if self.setting.tag[at] != "X":
            return False
        if base == at + 1:
            return self._noun_in_capitals(first, at) or self._plural_only(at, base)
        if at > first and self.lists.singular(self.setting.phrase(at, base)) in self.lists.demonyms:
            # "the North Koreans"
            return True
        if not self.setting.word[at + 1].islower():
            return False
        opens = self.setting.opens(at) and not any(self.setting.tag[i] == "X" for i in range(at + 1, base))
        if self.setting.phrase(at, base) in self.lists.kinds:
            return True
        return opens and (self.setting.low[at] in self.setting.lower or self.setting.low[at] in self.lists.openers)

    def _noun_in_capitals(self, first: int, at: int) -> bool:
        """Return whether a listed noun behind an article is written like a name: ``an NGO``, ``the NGO``, ``the Fund``."""
        word, low = self.setting.word[at], self.setting.low[at]
        goes_on = self.setting.low[at + 1 : at + 2] and self.setting.low[at + 1] in self.terms.inside_names
        titled = word.istitle() and low in self.terms.generic and not goes_on
        listed = low in self.lists.kinds and word not in self.bodies.acronyms
        return at > first and listed and (word.isupper() or titled)

    def _plural_only(self, at: int, base: int) -> bool:
        """Return whether a phrase of one capitalised word is a noun or a people: ``Underwriters in London``, ``the German``."""
        setting = self.setting
        low = setting.low[at]
        if low in self.lists.demonyms or self.lists.singular(low) in self.lists.demonyms or low in self.lists.role:
            return at > 0 and setting.tag[at - 1] in "D#"
        several = self.lists.singular(low) != low
        if not several and setting.low[base : base + 1] and setting.low[base] in self.terms.of and self.lists.kinds.get(low) in BODIES:
            # "Bank of Lim figures"
            return False
        behind = base < len(setting.tag) and setting.tag[base] in "IE" and several
        return setting.opens(at) and (low in setting.lower or (behind and low not in setting.named))

    def _last_run(self, first: int, base: int, last: int) -> tuple[int, int] | None:
        """Return the last capitalised name in the plain noun phrase ``[first, base)``, with its ``of ...`` behind it."""
        setting = self.setting
        at, found = first, None
        while at < base:
            if (setting.tag[at] == "X" and not setting.low[at].endswith(self.terms.modified_endings)) or self._opening(
                at, base
            ):
                at = self.bodies.based(at)
                end = self.bodies.extend(at, last)
                found = (at, end)
                at = end
            else:
                at += 1
        return found

    def _opening(self, at: int, base: int) -> bool:
        """Return whether a sentence's first word, though listed, is part of a name: ``Doctors Without Borders``."""
        setting = self.setting
        if (
            not setting.opens(at)
            or not setting.word[at][0].isupper()
            or setting.tag[at] not in "nBEGV"
            or at + 1 >= base
        ):
            return False
        if setting.tag[at + 1] == "X":
            if setting.low[at] in setting.named or setting.low[at] in self.terms.leading:
                return True
            return (
                self.lists.type_of(setting.phrase(at, at + 2)) in BODIES
                and self.lists.kinds.get(setting.low[at]) != "organisation"
            )
        return setting.capital(at + 1, at, base)

    def _before_noun(self, chunks: list[tuple[int, int]], start: int, end: int, base: int) -> Phrase | None:
        """Read a name with common nouns behind it: ``the Jayakarta daily``, ``UN estimates``, ``an AFP correspondent``."""
        setting, lists = self.setting, self.lists
        name = setting.slice(start, end)
        kind = lists.type_of(setting.phrase(start, base))
        adjective = setting.low[start] in lists.demonyms and end == start + 1
        possessed = setting.tag[end] == "p" or (setting.tag[end - 1] == "p")
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
        if proper and ((kind == "medium" and setting.low[end] not in self.terms.media_owners) or (kind in BODIES and base >= chunks[0][1] and self._alone(name))):
            return self._named(chunks, start, end, self.lists.singular(setting.low[base - 1]))
        return None

    def _alone(self, name: str) -> bool:
        """Return whether a name is told apart from its noun: an acronym of the text, or two words that stand alone too."""
        return name in self.bodies.acronyms or (" " in name and self.bodies.alone.get(name, 0) > 0)

    def _document(self, chunks: list[tuple[int, int]], base: int, issuer: tuple[int, int]) -> Phrase:
        first = chunks[0][0]
        name = self.setting.slice(first, base)
        head = self.lists.singular(self.setting.low[base - 1])
        return Phrase("noun", name, head, first, chunks[-1][1], opens=self.setting.low[first], issuer=issuer)

    def _apposed_body(self, chunks: list[tuple[int, int]], base: int) -> Phrase | None:
        """Return a body named in commas behind a common noun: ``the company, AgriSouth Ltd.``; no place behind a document."""
        if self.lists.type_of(self.setting.phrase(chunks[0][0], base)) == "document":
            return None
        for first, last in chunks[1:2]:
            start = first + (self.setting.tag[first] == "D")
            if (
                start < last
                and self.setting.tag[start] == "X"
                and self.bodies.extend(start, last) >= self.setting.base(start, last)
            ):
                end = self.bodies.extend(start, last)
                return self._named(chunks, start, end, self.lists.singular(self.setting.low[base - 1]))
        return None
