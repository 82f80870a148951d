"""Identities: the persons, bodies and unnamed sources of a dispatch, numbered in order of their first mention."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.span import Offsets
    from wireparse.stages.sources.people import Person

UNNAMED = frozenset({"anonymous", "expert", "witness", "group", "other"})


@dataclass(slots=True, eq=False, repr=False)
class Identity:
    """One person, body or unnamed source of the dispatch, as it is gathered from its mentions."""

    id: str
    name: str
    type: str
    role: str | None = None
    affiliation: str | None = None
    anonymous: bool = False
    female: bool | None = None
    plural: bool = False
    joined: bool = False
    person: Person | None = None
    heads: set[str] = field(default_factory=set)
    aliases: list[str] = field(default_factory=list)
    mentions: list[Offsets] = field(default_factory=list)


class Register:
    """The identities so far, found again by their person or by their name."""

    def __init__(self, articles: frozenset[str]) -> None:
        self.articles = articles
        self.all: list[Identity] = []
        self.by_name: dict[str, Identity] = {}
        self.by_person: dict[int, Identity] = {}

    def named(self, name: str, kind: str) -> Identity:
        """Return the identity called ``name``, a new one of type ``kind`` where there is none."""
        key = bare(name, self.articles).casefold()
        known = self.by_name.get(key)
        if known is None:
            known = self.by_name[key] = self._new(name, kind)
        return known

    def person(self, person: Person) -> Identity:
        """Return the identity of ``person``."""
        known = self.by_person.get(id(person))
        if known is None:
            known = self.by_person[id(person)] = self._new(person.name, "person")
            known.person = person
            self.by_name.setdefault(person.name.casefold(), known)
        known.role, known.affiliation, known.female = person.role, person.affiliation, person.female
        return known

    def _new(self, name: str, kind: str) -> Identity:
        identity = Identity(f"s{len(self.all) + 1}", name, kind, anonymous=kind in UNNAMED)
        self.all.append(identity)
        return identity


def bare(name: str, articles: frozenset[str]) -> str:
    """Return ``name`` without the article that opens it.

    >>> bare("The Times", frozenset({"the", "a"})), bare("a senior official", frozenset({"the", "a"}))
    ('Times', 'senior official')
    """
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in articles else name
