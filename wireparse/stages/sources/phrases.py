"""Phrases: what a source phrase is taken apart into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from wireparse.stages.sources.people import Spot
    from wireparse.stages.sources.roles import Office


@frozen
class Phrase(Value):
    """A source phrase taken apart: the words ``first`` to before ``last``.

    ``kind`` is pronoun, person, body, noun or several; ``head`` the head noun in lower case and singular; ``opens`` the
    phrase's first word, ``before`` the words between it and the head; ``issuer`` the words that name who a document is by;
    what somebody has ``seen`` or obtained is a document, whatever it is called.
    """

    kind: str
    name: str
    head: str
    first: int
    last: int
    spot: Spot | None = None
    office: Office = (None, None)
    opens: str = ""
    before: tuple[str, ...] = ()
    issuer: tuple[int, int] | None = None
    plural: bool = False
    noun: str = ""
    seen: bool = False
