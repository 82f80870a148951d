"""Several: ``A, B and C`` as one source, people and bodies by their names, others by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.phrases import Phrase

if TYPE_CHECKING:
    from wireparse.stages.sources.bodies import Bodies
    from wireparse.stages.sources.people import People
    from wireparse.stages.sources.setting import Setting
    from wireparse.stages.sources.spots import Spots

LONGEST_KIN = 3


class Several:
    """Reads those who speak together in one dispatch."""

    def __init__(self, setting: Setting, people: People, bodies: Bodies, spots: Spots) -> None:
        self.setting = setting
        self.people = people
        self.bodies = bodies
        self.spots = spots
        self.lists = setting.lists
        self.terms = setting.terms

    def read(self, first: int, last: int) -> Phrase | None:
        """Return ``A, B and C`` where all are names: ``William, 24, and Harry, 22``, ``Ann Roe and her son``."""
        setting = self.setting
        if self.terms.conjoined.isdisjoint(setting.low[first + 1 : last - 1]):
            return None
        joint = next((i for i in range(first + 1, last - 1) if setting.low[i] in self.terms.conjoined), None)
        if joint is None or self.bodies.extend(first, last) > joint:
            return None
        (begin, end), *behind = setting.chunks(joint + 1, last)
        if behind and self._kin(begin, end) and (spot := self.spots.apposed(behind[0])):
            # "and his wife, Ann Roe"
            (begin, end), behind = (spot.first, spot.last), behind[1:]
        right = (
            self._plain_name(begin, end)
            or self._institution(begin, end)
            or self._kin(begin, end)
            or self._company_kept(first, joint, (begin, end))
        )
        left = self._names(setting.chunks(first, joint), parted=setting.tag[joint - 1] == ",")
        if right is None and (spot := self.spots.head((begin, end))) and (spot.start > spot.first or self.lists.is_role(setting.low[spot.first - 1])):
            # "and Vice Minister of Trade Ann Roe", "and Lake Board chairman Bo Poe"
            right = spot.people[0].name
        if (
            right is None
            and self.spots.apposed((begin, end)) is None
            and behind
            and (spot := self.spots.apposed(behind[0]))
        ):
            # "and the police chief, Ann Roe"
            right, behind = spot.people[0].name, behind[1:]
        if right is None or not left or any(setting.tag[start] not in "#DHn" for start, _ in behind):
            return None
        if (
            setting.tag[joint + 1] == "X"
            and right.split()[0] != setting.word[joint + 1]
            and not self._spoken_of(first, joint)
        ):
            # "Immigration and Harbour Service Commissioner Ann Roe"
            return None
        # "South Korea and the United States"
        article = f"{setting.low[joint + 1]} " if setting.low[joint + 1] in self.terms.definite_article and right.lower() in self.lists.countries else ""
        name = f"{', '.join(left)} {setting.low[joint]} {article}{right}"
        noun = next((setting.low[i] for i in range(joint - 1, first - 1, -1) if setting.word[i].islower()), "")
        if self.lists.kinds.get(noun) in BODIES and noun == self.lists.singular(noun) and setting.tag[joint + 1] == "X":
            return Phrase("body", name, noun, first, last)
        called = setting.low[first] if setting.tag[first] == "n" and setting.opens(first) else noun
        single = self.lists.singular(called)
        return Phrase("several", name, single if single != called else "", first, last, plural=True)

    def _names(self, chunks: list[tuple[int, int]], *, parted: bool) -> list[str]:
        """Return the names in ``chunks``, ages and, where a comma closes them, one office left out; none where another holds no name."""
        found = [
            (self._plain_name(*chunk) or self._institution(*chunk), chunk) for chunk in chunks if not self._aged(chunk)
        ]
        described = parted and len(found) == 2 and sum(name is None for name, _ in found) == 1
        told = described and any(
            self.lists.is_role(self.setting.low[self.setting.base(*chunk) - 1]) for name, chunk in found if name is None
        )
        return [name for name, _ in found if name] if told or all(name for name, _ in found) else []

    def _spoken_of(self, first: int, last: int) -> bool:
        """Return whether somebody is named between two words."""
        return any(self.people.within(first, last))

    def _aged(self, chunk: tuple[int, int]) -> bool:
        return all(self.setting.tag[i] == "#" for i in range(*chunk))

    def _institution(self, first: int, last: int) -> str | None:
        """Return the body that a common noun names and nothing else: ``the (army)``, ``the (defence ministry)``."""
        setting = self.setting
        alone = (
            setting.low[first] in self.terms.definite_article and last > first + 1 and setting.base(first, last) == last
        )
        one = (
            alone
            and self.lists.type_of(setting.phrase(first, last)) in BODIES
            and setting.low[last - 1] == self.lists.singular(setting.low[last - 1])
        )
        return setting.slice(first + 1, last) if one else None

    def _kin(self, first: int, last: int) -> str | None:
        """Return ``his wife``, ``his Tolian counterpart`` where ``[first, last)`` is no more than that."""
        own = (
            2 <= last - first <= LONGEST_KIN
            and self.setting.low[first] in self.terms.owners
            and self.setting.tag[last - 1] == "n"
        )
        own = own and (last == first + 2 or self.setting.national(first + 1))
        return self.setting.slice(first, last) if own else None

    def _company_kept(self, first: int, joint: int, chunk: tuple[int, int]) -> str | None:
        """Return the many unnamed that are told with people: ``Ann Roe and (farm officials)``, ``Bo Poe and (others)``."""
        begin, end = chunk
        setting, base = self.setting, self.setting.base(*chunk)
        head = setting.low[base - 1]
        # "several other MPs" are no name
        many = self.lists.singular(head) != head and (setting.word[base - 1].islower() or head in self.lists.kinds) and setting.tag[begin] not in "XP"
        kept = many and (base == end or setting.tag[base] == "H")
        besides = setting.low[begin] in self.terms.contrasting
        named = (
            head in self.terms.pluralising
            or besides
            or any(spot.last <= joint for spot in self.people.within(first, joint))
        )
        return setting.slice(begin, base) if kept and named else None

    def _unsigned(self, first: int, last: int) -> tuple[int, int]:
        """Return ``[first, last)`` without an exchange's marks: ``(Lim Corp) <LIM>``, ``<(Lim Corp)>``, which has no sign."""
        word = self.setting.word
        if "<" not in word[first:last]:
            return first, last
        mark = word.index("<", first)
        return (first, mark) if mark > first else (first + 1, last - (word[last - 1] == ">"))

    def _plain_name(self, first: int, last: int) -> str | None:
        """Return the name that ``[first, last)`` consists of, ages, articles and a noun before it left out."""
        setting = self.setting
        first, last = self._unsigned(first, last)
        while last > first and (setting.tag[last - 1] in ",#"):
            last -= 1
        if last - first > 2 and setting.national(first) and setting.tag[first + 1] == "p":
            # "Japan's Lim Corp"
            first += 2
        spot = self.people.ends.get(last)
        if spot and spot.first >= first and not any(setting.tag[i] in ",nVI" for i in range(first, spot.first)):
            return spot.people[0].name if len(spot.people) == 1 else setting.slice(spot.start, last)
        start = last
        while start > first and setting.capital(start - 1, first, last):
            start -= 1
        if self.lists.is_title(setting.phrase(start, last)):
            return None
        if start > first and self.setting.leads(first, last):
            start = first
        before = {setting.tag[i] for i in range(first, start) if not (setting.national(i) and setting.tag[i + 1] == "n")}
        if start < last and before and setting.opens(first):
            before.discard("X")
        # "Foreign Minister Ann Roe", its first word no name
        begin = max(start, spot.start) if spot else start
        return setting.slice(begin, last) if start < last and before <= set("Dn") else None
