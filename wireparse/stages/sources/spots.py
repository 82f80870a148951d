"""Spots: the person whom a chunk of a source phrase names, at its head, behind an office or beside a comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES, INDIVIDUAL

if TYPE_CHECKING:
    from wireparse.stages.sources.people import People, Spot
    from wireparse.stages.sources.setting import Setting


class Spots:
    """Finds the people in the chunks of one dispatch."""

    def __init__(self, setting: Setting, people: People) -> None:
        self.setting = setting
        self.people = people
        self.lists = setting.lists
        self.terms = setting.terms

    def head(self, chunk: tuple[int, int]) -> Spot | None:
        """Return the person whose name ends the plain noun phrase of ``chunk``."""
        tags = self.setting.tag
        base = self.setting.base(*chunk)
        for end in range(base, chunk[0], -1):
            spot = self.people.ends.get(end)
            if spot and spot.start >= chunk[0] and (end >= chunk[1] or tags[end] not in "pnGXBq" or self.setting.low[end] in self.terms.letters or self._uncommaed(spot, base, chunk[1])):
                return spot
        return self._behind_office(chunk, base)

    def _uncommaed(self, spot: Spot, base: int, last: int) -> bool:
        """Return whether an office whose comma is lost stands behind a name: ``Ann Roe general manager of Lim Life``."""
        low = self.setting.low
        office = base < last and low[base] in self.terms.of and self.lists.is_role(low[base - 1]) and self.setting.word[spot.last].islower()
        return office and spot.last - spot.start > 1 and spot.first == spot.start

    def _behind_office(self, chunk: tuple[int, int], base: int) -> Spot | None:
        """Return the person named behind an office of several words: ``global head of economics Bill Evans``."""
        spot = self.people.ends.get(chunk[1])
        if spot is None or spot.first <= base or self.setting.low[chunk[0]] in self.terms.indefinite:
            # "a spokesman for trade commissioner Ann Roe"
            return None
        setting = self.setting
        many = self.lists.singular(setting.low[base - 1]) != setting.low[base - 1] and self.lists.is_role(setting.low[base - 1])
        if many and setting.tag[base] in "IT":
            # "spokesmen for both Ann Roe and Bo Poe"
            return None
        opening = setting.before_bracket(spot.first)
        if self._knows(base, opening):
            return None
        # "Lim's second in command Ann Roe"
        whole = setting.phrase(base - 1, opening) in self.lists.role
        if whole or self._closes_office(opening) or (base == opening < spot.first < spot.start):
            # behind the short form of a body: "Lake Mutual (LM) President Ann Roe"
            return spot
        if self._in_title(spot, base):
            return spot
        if base >= spot.first - 1:
            topic = setting.low[spot.first : spot.start]
            return (
                spot
                if topic and not any(map(self.lists.is_title, topic)) and self.lists.is_role(setting.low[base - 1])
                else None
            )
        inner = max(i for i in range(base, spot.first) if setting.tag[i] in "IT" or i == base)
        headed = spot.start - spot.first > 2 or (
            spot.start - spot.first == 2 and self.lists.kinds.get(setting.low[spot.start - 1]) in BODIES
        )
        # "the head of the Lake Centre for Human Rights Ann Roe"
        tail = spot.start > spot.first and "X" in setting.tag[base:inner] and not any(map(self.lists.is_title, setting.low[spot.first : spot.start]))
        between = headed or tail or any(setting.tag[i] != "D" for i in range(inner + 1, spot.first))
        return spot if between and self.lists.is_role(setting.low[base - 1]) else None

    def _knows(self, base: int, opening: int) -> bool:
        """Return whether whoever ends before ``base`` is another than one whose office ends before ``opening``: ``friends of striker (Ann Roe)``."""
        low, lists = self.setting.low, self.lists
        head = low[base - 1]
        person = lists.is_role(head) or lists.type_of(head) in INDIVIDUAL or lists.singular(head) != head
        plain = (self.setting.tag[base - 1] != "X" or self.setting.opens(base - 1)) and self.setting.word[opening - 1].islower()
        theirs = lists.is_role(low[opening - 1]) or lists.singular(head) in self.terms.kin
        return plain and person and opening - 1 > base and theirs

    def _closes_office(self, at: int) -> bool:
        """Return whether an office in small letters, or one with its own short form, ends before ``at``: ``chief executive officer (CEO)``."""
        bracketed = self.setting.tag[at] == "("
        return (bracketed or self.setting.word[at - 1].islower()) and self.setting.low[at - 1] in self.lists.role

    def _in_title(self, spot: Spot, base: int) -> bool:
        """Return whether ``of`` stands inside the title: ``Secretary of State Ann Roe``, ``Bank of Japan Governor Bo Poe``."""
        setting = self.setting
        if setting.word[base - 1].islower() or setting.low[base] not in self.terms.of or spot.start == spot.first:
            return False
        titled = self.lists.is_title(setting.low[spot.start - 1])
        # "Chief of Staff General Ann Roe" has both
        return not titled or spot.start - spot.first > 1 if self.lists.is_role(setting.low[base - 1]) else titled

    def apposed(self, chunk: tuple[int, int]) -> Spot | None:
        """Return the person whose name ends the chunk, with its titles, and no name that only owns something in it."""
        base = self.setting.base(*chunk)
        coded = self.setting.word[chunk[1] - 1][-1:].isdigit()
        if base < chunk[1] and not coded and not self.terms.called.isdisjoint((self.setting.low[base], self.setting.low[chunk[0]])):
            # "his assistant, a Norwegian named Ann Roe", "its leader, known as Bo Lind", but "the man, known as Witness K-41"
            base = chunk[1]
        while base > chunk[0] and base not in self.people.ends and self.setting.tag[base - 1] in "·q":
            base -= 1
        spot = self.people.ends.get(base)
        return (
            spot
            if spot
            and spot.start >= chunk[0]
            and not any(self.setting.tag[i] == "p" for i in range(chunk[0], spot.start))
            else None
        )
