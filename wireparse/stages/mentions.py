"""Mentions: the phrase that stands as a source, taken apart into name, role, affiliation and kind."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.words import Words

TYPES = ("document", "medium", "security", "rebel", "government", "expert", "witness", "anonymous", "group", "organisation")
TAILS = frozenset("of in at for from with to on by".split())
PARTICLES = frozenset("de del della der den van von bin ibn al el la le du da dos di abu ben al- y e".split())
INSIDE_NAMES = frozenset("of for and the on in to de des du la le".split())
LONGEST_NAME = 12
BODY_TYPES = frozenset({"organisation", "government", "security", "rebel", "medium", "document"})


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists that types and roles are told by; members of several words are tuples joined by a space."""

    role: frozenset[str]
    title: frozenset[str]
    types: tuple[tuple[str, frozenset[str]], ...]
    agencies: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    countries: frozenset[str]

    def type_of(self, phrase: str) -> str | None:
        """Return the type of a noun, or of the longest ending of a phrase, that a list names."""
        words = phrase.split()
        for size in range(min(3, len(words)), 0, -1):
            ending = " ".join(words[-size:])
            for form in (ending, singular(ending)):
                for name, members in self.types:
                    if form in members:
                        return name
        return None

    def is_title(self, phrase: str) -> bool:
        """Return whether ``phrase``, in lower case and singular, can open a name (``Foreign Minister``, ``Sir``)."""
        return phrase in self.role or phrase in self.title

    def is_role(self, phrase: str) -> bool:
        """Return whether ``phrase``, in lower case, is a role or title."""
        return phrase in self.role or phrase in self.title or singular(phrase) in self.role


@cache
def lists(pack: Pack) -> Lists:
    """Return the lists of ``pack``, made once a process."""
    def words(name: str) -> frozenset[str]:
        return frozenset(word.lower() for word in pack.words("types", name))

    types = tuple((name, words(name)) for name in TYPES)
    return Lists(words("role"), words("title"), types, words("agency_names"), words("person_female"),
                 words("person_male"), words("country"))


def singular(noun: str) -> str:
    """Return the singular of a regular plural, by its ending.

    >>> singular("ministries"), singular("officials"), singular("press")
    ('ministry', 'official', 'press')
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith("men"):
        return noun[:-2] + "an"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase taken apart. ``kind`` is pronoun, person, body or noun; ``head`` its head noun in lower case."""

    kind: str
    name: str
    head: str
    role: str | None = None
    affiliation: str | None = None
    of: str | None = None


class Reader:
    """Takes source phrases apart over the words of one dispatch; ``people`` maps surnames to full names."""

    def __init__(self, words: Words, pack: Pack) -> None:
        self.words = words
        self.lists = lists(pack)
        self.people: dict[str, list[str]] = {}
        self.profiles: list[tuple[int, str, str, str | None]] = []
        self._register()

    # ------------------------------------------------------------------ people named anywhere in the body

    def _register(self) -> None:
        tags = self.words.tag
        at, size = 0, len(tags)
        runs: list[tuple[int, int]] = []
        while at < size:
            if tags[at] != "X":
                at += 1
                continue
            end = self.run(at, size)
            runs.append((at, end))
            at = end
        alone = {self.words.low[first] for first, last in runs if last == first + 1}
        for first, last in runs:
            self._register_run(first, last, alone)

    def _register_run(self, first: int, last: int, alone: set[str]) -> None:
        start = self.behind_titles(first, last)
        if last - start < 2 or last - start > 4 or self.lists.type_of(self.low(start, last)):
            return
        role, affiliation = self._role_before(self._phrase_start(first), start)
        given = self._given(start)
        again = self.words.low[last - 1] in alone and self.words.low[start] not in self.lists.countries
        if start > first or role or given or self._described(last) or again:
            name = self.slice(start, last)
            self.add(name)
            if role:
                self.profiles.append((self.words.start[start], name, role, affiliation))

    def _phrase_start(self, at: int) -> int:
        """Return where the noun phrase that the word at ``at`` stands in starts."""
        start = at
        while start > 0 and self.words.tag[start - 1] in "nXpGB·" and at - start < 8:
            start -= 1
        return start

    def _described(self, at: int) -> bool:
        """Return whether an age or a role in apposition follows (``Dana Orvel, 34,``, ``Ed Poe, head of``)."""
        low, tag = self.words.low, self.words.tag
        if at + 2 >= len(low) or tag[at] != ",":
            return False
        k = at + 1
        if tag[k] == "#" and low[k].isdigit() and len(low[k]) <= 2:
            return tag[k + 1] in ",."
        while k < min(len(low), at + 6) and tag[k] in "DRnEG" and not self.lists.is_role(low[k]):
            k += 1
        return k < len(low) and tag[k] in "nB" and self.lists.is_role(low[k])

    def add(self, name: str) -> None:
        """Register a full name under its surname, and under its last two words."""
        words = name.split()
        for size in (1, 2):
            if len(words) > size:
                known = self.people.setdefault(" ".join(words[-size:]).lower(), [])
                if name not in known:
                    known.append(name)

    # ------------------------------------------------------------------ walking

    def run(self, at: int, limit: int) -> int:
        """Return the index behind the run of capitalised words (name particles inside) at ``at``."""
        tags, low = self.words.tag, self.words.low
        end = at
        while end < limit and (tags[end] == "X" or (low[end] in PARTICLES and end + 1 < limit and tags[end + 1] == "X")
                               or tags[end] == "·"):
            end += 1
        while end > at and tags[end - 1] == "·" and len(self.words.word[end - 2]) > 2:
            end -= 1
        return end

    def behind_titles(self, first: int, last: int) -> int:
        """Return the index behind the titles and roles that open ``[first, last)``."""
        start = first
        for i in range(first, last):
            for size in (3, 2, 1):
                if i + size <= last and self.lists.is_title(self.low(i, i + size)):
                    start = max(start, i + size)
        if start == last - 1 and self._given(start - 1) and start - 1 == first:
            return first
        while start < last and self.words.tag[start] == "·":
            start += 1
        return start

    def low(self, first: int, last: int) -> str:
        return " ".join(word for word, tag in zip(self.words.low[first:last], self.words.tag[first:last], strict=True) if tag != "·")

    def slice(self, first: int, last: int) -> str:
        """Return the text of the words, white space folded."""
        while last > first and self.words.tag[last - 1] in ",p(":
            last -= 1
        return " ".join(self.words.text[self.words.start[first] : self.words.end[last - 1]].split()) if last > first else ""

    # ------------------------------------------------------------------ the phrase

    def read(self, span: Offsets) -> Phrase:
        """Return the parts of the source phrase at ``span``."""
        words = self.words
        first, last = bisect_left(words.start, span[0]), bisect_left(words.start, span[1])
        if last <= first:
            return Phrase("noun", "", "")
        if last == first + 1 and (words.tag[first] in "POD" and words.low[first] not in {"many", "some", "most", "others"}):
            return Phrase("pronoun", words.word[first], words.low[first])
        chunks = self._chunks(first, last)
        return self._person(chunks) or self._body(chunks) or self._noun(chunks)

    def _chunks(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the comma-parted chunks of ``[first, last)``."""
        bounds = [first - 1, *(i for i in range(first, last) if self.words.tag[i] == ","), last]
        return [(a + 1, b) for a, b in zip(bounds, bounds[1:], strict=False) if b > a + 1]

    def _base(self, chunk: tuple[int, int]) -> int:
        """Return the index behind the plain noun phrase that opens ``chunk``: before its first preposition or clause."""
        tags, low = self.words.tag, self.words.low
        for i in range(chunk[0] + 1, chunk[1]):
            if tags[i] in "IHSVA(" or tags[i] == "T" or (tags[i] == "E" and tags[i - 1] in "nX"):
                if low[i] in {"than", "least", "most"}:
                    continue
                return i
        return chunk[1]

    def _person(self, chunks: list[tuple[int, int]]) -> Phrase | None:
        for number, chunk in enumerate(chunks[:3]):
            base = self._base(chunk)
            found = self._name_at_end(chunk[0], base)
            if found is None:
                found = self._name_at_end(chunk[0], chunk[1])
            if found is None:
                continue
            start, name_start, end, run = found
            others = [c for n, c in enumerate(chunks) if n != number]
            role, affiliation = self._role_before(start, name_start)
            apposed = self._apposed(others)
            evident = role is not None or apposed[0] is not None or self._given(name_start) or self._aged(others)
            evident = evident or self._placed(chunk, end) or (end - name_start > 1 and self._relation(others))
            evident = evident or name_start > run
            name = self.slice(name_start, end)
            known = self.people.get(name.lower())
            if not (evident or known) or self.lists.type_of(self.low(name_start, end)):
                continue
            if role is None:
                role, affiliation = apposed
            if end - name_start > 1:
                self.add(name)
            return Phrase("person", name, name.split()[-1].lower(), role, affiliation)
        return None

    def _name_at_end(self, first: int, last: int) -> tuple[int, int, int, int] | None:
        """Return (phrase start, name start, name end, run start) of a capitalised run that closes ``[first, last)``."""
        tags = self.words.tag
        if last <= first or tags[last - 1] not in "X·":
            return None
        start = last
        while start > first and (tags[start - 1] in "X·" or (self.words.low[start - 1] in PARTICLES and tags[start - 1] != "D" and start < last)):
            start -= 1
        name = self.behind_titles(start, last)
        return (first, name, last, start) if name < last and last - name <= 5 else None

    def _given(self, at: int) -> bool:
        low = self.words.low[at]
        return (low in self.lists.female or low in self.lists.male) and low not in self.lists.countries

    def _placed(self, chunk: tuple[int, int], end: int) -> bool:
        """Return whether ``of``, ``from`` or ``at`` and a body follow a name of two words (``Kari Brun of the Institute``)."""
        return end < chunk[1] and self.words.low[end] in {"of", "from", "at", "with"} and end - chunk[0] in (2, 3)

    def _relation(self, chunks: list[tuple[int, int]]) -> bool:
        """Return whether a chunk tells who the person is: ``the driver's wife``, ``one of them``, ``its director``."""
        for first, last in chunks:
            base = self._base((first, last))
            noun = self.low(first, base)
            if self.words.tag[first] in "D#" and self.words.tag[base - 1] in "nB#" and not self.lists.type_of(noun) in BODY_TYPES:
                return True
        return False

    def _aged(self, chunks: list[tuple[int, int]]) -> bool:
        return any(self.words.tag[a] == "#" and b == a + 1 for a, b in chunks)

    def _role_before(self, first: int, name: int) -> tuple[str | None, str | None]:
        """Return role and affiliation that stand before a name: ``OSDH director``, ``Israeli Foreign Minister``."""
        if name == first:
            return None, None
        k = first
        while k < name and self.words.tag[k] in "DR":
            k += 1
        for i in range(k, name):
            for size in (3, 2, 1):
                if i + size <= name and self.lists.is_role(self.low(i, i + size)):
                    role_start = i
                    while role_start > k and self.words.tag[role_start - 1] in "nEG" and self.words.low[role_start - 1] not in ("'s", "’s"):
                        role_start -= 1
                    affiliation = self.slice(k, role_start) or self._possessor(k, role_start)
                    return self.slice(role_start, name) or None, affiliation or None
        return None, None

    def _possessor(self, first: int, last: int) -> str:
        return self.slice(first, last - 1) if last > first and self.words.tag[last - 1] == "p" else ""

    def _apposed(self, chunks: list[tuple[int, int]]) -> tuple[str | None, str | None]:
        """Return role and affiliation from an apposition: ``head of access provider Spacestar``, ``who heads the OSDH``."""
        for first, last in chunks:
            k = first
            while k < last and self.words.tag[k] in "DRH" or (k < last and self.words.low[k] in {"also"}):
                k += 1
            base = self._base((k, last)) if k < last else k
            if k < base and any(self.lists.is_role(self.low(i, base)) or self.lists.is_role(self.low(i, i + 1)) for i in range(k, base)):
                return self._role_of(k, base, last)
            if k < last and self.words.tag[first] == "H" and self.words.tag[k] in "VE":
                return self.words.word[k], self.slice(k + 1, last) or None
        return None, None

    def _role_of(self, first: int, base: int, last: int) -> tuple[str, str | None]:
        """Return role and affiliation of ``Y director`` or ``director of Y``."""
        if base < last and self.words.tag[base] in "IT":
            start = base + 1
            while start < last and self.words.tag[start] == "D":
                start += 1
            possessor = next((i for i in range(first, base) if self.words.tag[i] == "p"), None)
            role = self.slice(possessor + 1 if possessor else first, base)
            return role, self.slice(start, last) or None
        role = base
        while role > first and self.words.tag[role - 1] not in "Xp":
            role -= 1
        if role == base:
            role = first
        return self.slice(role, base), self.slice(first, role) or None

    def _body(self, chunks: list[tuple[int, int]]) -> Phrase | None:
        """Return a named body: ``the Interior Ministry``, ``the aid group Mare Vivo``, ``its association, Alpstrom``."""
        first, last = chunks[0]
        tags = self.words.tag
        base = self._named_end(first, last)
        run = base
        while run > first and tags[run - 1] in "X·p#" or (run > first and self._small(run - 1, first, base)):
            run -= 1
        while run < base and tags[run] in "p#·":
            run += 1
        if run == base:
            return self._behind_noun(first, base) or self._apposed_body(chunks)
        return Phrase("body", self.slice(run, base), singular(self.words.low[base - 1]), of=self.slice(run, base))

    def _named_end(self, first: int, last: int) -> int:
        """Return the index behind the noun phrase at ``first``, ``of`` and ``for`` inside a name taken along."""
        end = self._base((first, last))
        while end < last and end > first and self.words.tag[end - 1] == "X" and self._small(end, first, last) and self._goes_on(end, last):
            end += 1
            end = self._base((end, last)) if end < last else end
        return end

    def _small(self, at: int, first: int, last: int) -> bool:
        low = self.words.low[at]
        return low in INSIDE_NAMES and first < at < last - 1 and self.words.tag[at - 1] in "XID" and self.words.tag[at + 1] in "XD"

    def _behind_noun(self, first: int, base: int) -> Phrase | None:
        """Return a body whose name stands before a common noun: ``the Jayakarta daily``, ``UN estimates``, ``UN experts``."""
        tags = self.words.tag
        start = first
        while start < base and tags[start] in "DR":
            start += 1
        name = start
        while name < base and tags[name] in "X·p#":
            name += 1
        if name == start or tags[start] == "#":
            return None
        kind = self.lists.type_of(self.low(name, base))
        bare = self.slice(start, name - (tags[name - 1] == "p"))
        if kind == "document":
            return Phrase("body", bare, singular(self.words.low[name - 1]), of=bare)
        if kind == "medium":
            possessed = [i for i in range(start, name) if tags[i] == "p"]
            bare = self.slice(possessed[-1] + 1, name) if possessed and possessed[-1] + 1 < name else bare
            return Phrase("body", bare, self.words.low[base - 1], of=bare) if not possessed or possessed[-1] + 1 < name else None
        return Phrase("body", self.slice(start, base), singular(self.words.low[base - 1]), of=bare)

    def _apposed_body(self, chunks: list[tuple[int, int]]) -> Phrase | None:
        for first, last in chunks[1:2]:
            start = first + (self.words.tag[first] == "D")
            end = self.run(start, last)
            if end == last and end > start:
                head = singular(self.words.low[self._base(chunks[0]) - 1])
                return Phrase("body", self.slice(start, end), head, of=self.slice(start, end))
        return None

    def _goes_on(self, at: int, last: int) -> bool:
        """Return whether a capitalised word follows the small word at ``at`` (``Observatory for Human Rights``)."""
        k = at + 1
        while k < last and self.words.tag[k] == "D":
            k += 1
        return k < last and self.words.tag[k] == "X" and self.words.low[at] in {"of", "for", "and", "on", "the", "de", "des", "du", "la", "le"}

    def _noun(self, chunks: list[tuple[int, int]]) -> Phrase:
        """Return an unnamed source: its shortest faithful phrase, the head noun, and whose report or by whom."""
        first, last = chunks[0]
        base = self._base(chunks[0])
        low = self.words.low
        end = base
        while end < last and low[end] in {"of", "in", "for", "at", "from", "with", "to", "into", "on"} and self.words.tag[end] in "IT":
            further = end + 1
            while further < last and self.words.tag[further] in "DnX#pG·WB":
                further += 1
            if further == end + 1:
                break
            end = further
        while first < end and (low[first] in {"the"} or self.words.tag[first] == "R"):
            first += 1
        return Phrase("noun", self.slice(first, end), singular(low[base - 1]) if base > chunks[0][0] else "", of=self._issuer(chunks[0], base))

    def _issuer(self, chunk: tuple[int, int], base: int) -> str | None:
        """Return who a document is by: ``a report by the ministry``, ``the ministry's figures``."""
        tags, low = self.words.tag, self.words.low
        for i in range(base, chunk[1]):
            if low[i] in {"by", "from"} and i + 1 < chunk[1]:
                return self.slice(i + 1, chunk[1])
        for i in range(base - 1, chunk[0], -1):
            if tags[i] == "p":
                return self.slice(chunk[0], i)
        return None
