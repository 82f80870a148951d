"""The word lists that types, roles and names are told by."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from wireparse.packs import Table
from wireparse.stages.sources.terms import load_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.packs import Pack
    from wireparse.stages.sources.terms import Terms

# In order of precedence: a noun in two lists takes the earlier type.
TYPES = (
    "document",
    "medium",
    "security",
    "rebel",
    "government",
    "expert",
    "witness",
    "anonymous",
    "group",
    "organisation",
)
BODIES = frozenset({"organisation", "government", "security", "rebel", "medium", "agency"})
# The types of people without a name; they can stand behind the name of their body: "Bank of Lim sources".
INDIVIDUAL = frozenset({"anonymous", "expert", "witness", "group"})
LONGEST = 3
MEMO = 4096  # the same nouns are asked for again and again
T = TypeVar("T")


class Lists(Table):
    """The word lists of the pack's ``[types]`` table, lower case; a member of several words has spaces inside.

    ``singular`` gives the singular of a regular plural, ``type_of`` the type of a noun, or of the longest ending of a phrase,
    that a list names; ``is_title`` tells whether a phrase can open a name (``Foreign Minister``, ``Sir``), ``is_given``
    whether a word is a given name and no country's. Asked for at every turn, they are look-ups and no more.
    """

    role: frozenset[str]
    title: frozenset[str]
    kinds: dict[str, str]
    agencies: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    countries: frozenset[str]
    demonyms: frozenset[str]
    company: frozenset[str]
    given_titles: frozenset[str]
    openers: frozenset[str]
    office: frozenset[str]
    papers: frozenset[str]
    alike: dict[str, frozenset[str]]
    known_as: dict[str, list[str]]
    nations: dict[str, str]
    nationals: dict[str, str]
    terms: Terms
    singular: Callable[[str], str]
    type_of: Callable[[str], str | None]
    is_title: Callable[[str], bool]
    is_given: Callable[[str], bool]

    def is_role(self, phrase: str) -> bool:
        """Return whether ``phrase`` is a role or title, in the plural too, or one with its place (``agent-in-charge``)."""
        return self.is_title(phrase) or self.singular(phrase) in self.role or phrase.partition("-in-")[0] in self.role

    def is_firm(self, name: str) -> bool:
        """Return whether a name closes as those of companies do: ``Acme Corp``, ``Lake Air``."""
        words = name.lower().split()
        civil = words[-1] in self.company and words[-1] not in self.terms.no_companies
        return len(words) > 1 and (civil or words[-1] in self.terms.legal_forms)

    def is_female(self, words: list[str]) -> bool | None:
        """Return whether titles, roles or given names make somebody a woman; None where they do not tell."""
        for word in words:
            if word in self.female or word.endswith(self.terms.female_endings):
                return True
            if word in self.male or word.endswith(self.terms.male_endings):
                return False
        return None


class _Memo(dict[str, T]):
    """What ``find`` gives for each phrase, found once; emptied when it grows too long."""

    __slots__ = ("find",)

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, phrase: str) -> T:
        if len(self) >= MEMO:
            self.clear()
        self[phrase] = found = self.find(phrase)
        return found


def _type_of(kinds: dict[str, str], singular: Callable[[str], str], phrase: str) -> str | None:
    words = phrase.split()
    if len(words) == 1:
        return kinds.get(phrase) or kinds.get(singular(phrase))
    for size in range(min(LONGEST, len(words)), 0, -1):
        ending = " ".join(words[-size:])
        found = kinds.get(ending) or kinds.get(singular(ending))
        if found:
            # "a rights group" is a body, "rights groups" are none
            return "group" if found == "organisation" and kinds.get(words[-1]) == "group" else found
    return None


def _singular(terms: Terms, endings: list[tuple[str, str]], noun: str) -> str:
    """Return the singular of a regular plural, by its ending: ``ministries``, ``officials``, but not ``press``."""
    if not noun.endswith(terms.plural_endings) or noun.endswith(terms.single_endings):
        return noun
    for ending, single in endings:
        if noun == ending or (noun.endswith(ending) and len(noun) > len(ending) + 1):
            return noun[: -len(ending)] + single
    return noun


@cache
def lists(pack: Pack) -> Lists:
    """Return the lists of ``pack``, made once a process."""

    def words(name: str) -> frozenset[str]:
        return frozenset(map(str.lower, pack.words("types", name)))

    alike = [row[0].replace("_", "~").split() for row in pack.rows("types", "alike")]
    alike = [[word.replace("~", " ") for word in row] for row in alike]
    kinds = {member: name for name in reversed(TYPES) for member in words(name)}
    terms = load_terms(pack)
    endings = [(ending, single) for ending, single in pack.rows("types", "singular")]
    singular = _Memo(partial(_singular, terms, endings)).__getitem__
    titles = words("role") | words("title") | {f"{title}s" for title in words("title")}
    given = (words("person_female") | words("person_male")) - words("country") - words("role")
    return Lists(
        words("role"),
        words("title"),
        kinds,
        words("agency_names"),
        words("person_female"),
        words("person_male"),
        words("country"),
        words("demonym"),
        words("company"),
        words("given_title"),
        frozenset(member.partition(" ")[0] for member in kinds if " " in member) - words("demonym"),
        frozenset(member.partition(" ")[0] for member in words("role") | words("title")),
        words("paper_name"),
        {word: frozenset(row) for row in alike for word in row},
        {short: names.split("; ") for short, names in pack.rows("types", "known_as")},
        dict(word.split("=") for word in words("nation")),
        dict(word.split("=") for word in words("national")),
        terms,
        singular,
        _Memo(partial(_type_of, kinds, singular)).__getitem__,
        titles.__contains__,
        given.__contains__,
    )
