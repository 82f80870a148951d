"""Binding: what stands for one person or body made one identity, with its fullest name and its type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.identities import Identity, Register

if TYPE_CHECKING:
    from wireparse.stages.sources.bodies import Bodies
    from wireparse.stages.sources.events import Thing
    from wireparse.stages.sources.references import References
    from wireparse.stages.sources.setting import Setting


class Binding:
    """The identities of one dispatch, made of people, of the names of bodies, and of phrases."""

    def __init__(self, setting: Setting, bodies: Bodies, references: References, own: str | None) -> None:
        self.lists = setting.lists
        self.bodies = bodies
        self.references = references
        self.own = own
        self.register = Register(setting.terms.articles)

    def identity(self, thing: Thing) -> Identity:
        """Return the identity of something mentioned: a person, a body by its name, or an identity itself."""
        if isinstance(thing, Identity):
            return thing
        if isinstance(thing, str):
            return self.body(thing, "")
        identity = self.register.person(thing)
        if identity.affiliation:
            identity.affiliation = self.bodies.acronyms.get(identity.affiliation, identity.affiliation)
        return identity

    def body(self, name: str, head: str, noun: str = "") -> Identity:
        """Return the identity of the body called ``name``; ``head`` is the common noun it was named with, ``noun`` all of it."""
        nation = self.lists.nations.get(name.lower())
        if nation:
            return self.register.named(nation.title(), "government")
        full = self.bodies.full(name)
        identity = self.register.named(full, self.body_type(name, noun or head))
        identity.heads |= self.references.words_of(name) | ({head} if head else set())
        return identity

    def body_type(self, name: str, head: str) -> str:
        """Return the type of a named body: by its nouns, a people's, a place's, else an organisation."""
        if self.lists.singular(name.lower()) in self.lists.demonyms:
            return "group"
        full = self.bodies.full(name)
        kind = self.bodies.type_of(full, head) or self.bodies.type_of(name, head)
        if kind == "agency" and self.own and not self.bodies.same(full, self.own):
            return "medium"
        return kind or ("government" if self.bodies.is_place(full) else "organisation")
