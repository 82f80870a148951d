"""Slips: names written with a wrong letter, one too many or too few, or two that changed places (``Lehman`` for ``Lehmann``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.stages.sources.people import Person

# Shorter names are too often others' (``Rice``, ``Price``), and a given name of another letter is a brother's or sister's.
SHORTEST = 5
LONG_NAME, PAIR = 3, 2


class Slips:
    """The people of one dispatch by their names less one letter: two names are a slip apart if they share such a form."""

    def __init__(self) -> None:
        self.by_form: dict[str, list[Person]] = {}
        # The names by how they open, until a word that opens so is asked for: few names are ever spelt out.
        self.unread: dict[str, list[tuple[list[str], Person]]] = {}
        self.openings: set[str] = set()

    def add(self, person: Person) -> None:
        """Make ``person`` found by slips of the surname and of the whole name."""
        words = person.name.lower().replace(".", "").split()
        if len(words) > 1:
            for name in (words, words[-1:]):
                self.unread.setdefault(_opening(name), []).append((name, person))

    def find(self, words: list[str]) -> tuple[Person, ...]:
        """Return the one person of whose name ``words``, in lower case, are a slip; nobody where two could be meant."""
        opening = _opening(words)
        for name, person in self.unread.pop(opening, ()):
            self.openings.add(opening)
            for form in _forms(name):
                self.by_form.setdefault(form, []).append(person)
        if opening not in self.openings:
            return ()
        found = {person for form in _forms(words) for person in self.by_form.get(form, ())}
        return tuple(found) if len(found) == 1 else ()


def _opening(words: list[str]) -> str:
    """Return the letters of a name that no slip is in: a given name before a surname, and the first letter behind it.

    >>> _opening(["ty", "rohde"]), _opening(["rohde"])
    ('ty r', 'r')
    """
    return f"{words[0]} {words[1][:1]}" if len(words) == PAIR else " ".join(words)[:1]


def _forms(words: list[str]) -> set[str]:
    """Return a name, and the name less each of the letters that a slip may be in; nothing for one that is too short.

    >>> sorted(_forms(["ty", "rohde"]))
    ['ty rhde', 'ty rode', 'ty rohd', 'ty rohde', 'ty rohe']
    """
    name, opening = " ".join(words), len(_opening(words))
    if len(name) - opening + 1 < SHORTEST:
        return set()
    # "Ty Rohde Jr" is no slip of "Ty Rohde Sr"
    end = len(name) - (len(words[-1]) if len(words) > 1 and len(words[-1]) < LONG_NAME else 0)
    return {name, *(name[:at] + name[at + 1 :] for at in range(opening, end) if " " not in name[at - 1 : at + 1])}
