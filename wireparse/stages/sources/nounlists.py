"""The word lists that types, roles and names are told by."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from wireparse.packs import Table
from wireparse.stages.sources.terms import load_terms

if TYPE_CHECKING:
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
LONGEST = 3
MEMO = 4096  # the same nouns are asked for again and again


class Lists(Table):
    """The word lists of the pack's ``[types]`` table, lower case; a member of several words has spaces inside."""

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
    singulars: list[tuple[str, str]]
    terms: Terms

    def type_of(self, phrase: str) -> str | None:
        """Return the type of a noun, or of the longest ending of a phrase, that a list names."""
        return _type_of(self, phrase)

    def singular(self, noun: str) -> str:
        """Return the singular of a regular plural, by its ending: ``ministries``, ``officials``, but not ``press``."""
        return _singular(self, noun)

    def is_title(self, phrase: str) -> bool:
        """Return whether ``phrase`` can open a name (``Foreign Minister``, ``Sir``)."""
        return phrase in self.role or phrase in self.title or (phrase[-1:] == "s" and phrase[:-1] in self.title)

    def is_role(self, phrase: str) -> bool:
        """Return whether ``phrase`` is a role or title, in the plural too, or one with its place (``agent-in-charge``)."""
        return self.is_title(phrase) or self.singular(phrase) in self.role or phrase.partition("-in-")[0] in self.role

    def is_given(self, word: str) -> bool:
        """Return whether ``word`` is a known given name and no country's."""
        return (word in self.female or word in self.male) and word not in self.countries and word not in self.role

    def is_female(self, words: list[str]) -> bool | None:
        """Return whether titles, roles or given names make somebody a woman; None where they do not tell."""
        for word in words:
            if word in self.female or word.endswith(self.terms.female_endings):
                return True
            if word in self.male or word.endswith(self.terms.male_endings):
                return False
        return None


@lru_cache(MEMO)
def _type_of(known: Lists, phrase: str) -> str | None:
    words = phrase.split()
    if len(words) == 1:
        return known.kinds.get(phrase) or known.kinds.get(known.singular(phrase))
    for size in range(min(LONGEST, len(words)), 0, -1):
        ending = " ".join(words[-size:])
        found = known.kinds.get(ending) or known.kinds.get(known.singular(ending))
        if found:
            # "a rights group" is a body, "rights groups" are none
            return "group" if found == "organisation" and known.kinds.get(words[-1]) == "group" else found
    return None


@lru_cache(MEMO)
def _singular(known: Lists, noun: str) -> str:
    if not noun.endswith(known.terms.plural_endings) or noun.endswith(known.terms.single_endings):
        return noun
    for ending, single in known.singulars:
        if noun == ending or (noun.endswith(ending) and len(noun) > len(ending) + 1):
            return noun[: -len(ending)] + single
    return noun


@cache
def lists(pack: Pack) -> Lists:
    """Return the lists of ``pack``, made once a process."""

    def words(name: str) -> frozenset[str]:
        return frozenset(word.lower() for word in pack.words("types", name))

    alike = [row[0].replace("_", "~").split() for row in pack.rows("types", "alike")]
    alike = [[word.replace("~", " ") for word in row] for row in alike]
    kinds = {member: name for name in reversed(TYPES) for member in words(name)}
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
        [(ending, single) for ending, single in pack.rows("types", "singular")],
        load_terms(pack),
    )
