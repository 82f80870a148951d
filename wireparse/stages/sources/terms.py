"""The closed word lists that mentions are read by, one set a language: the pack's [sources] table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from wireparse.packs import Table

if TYPE_CHECKING:
    from wireparse.packs import Pack

ENDINGS = "_endings"


class Terms(Table):
    """Named word lists, all in lower case; what each is for stands beside it in the pack."""

    adding: frozenset[str]
    after_nouns: frozenset[str]
    age_endings: tuple[str, ...]
    aged: frozenset[str]
    alternatives: frozenset[str]
    anonymity: frozenset[str]
    articles: frozenset[str]
    based_endings: tuple[str, ...]
    be: frozenset[str]
    both: frozenset[str]
    called: frozenset[str]
    called_too: frozenset[str]
    body_heads: frozenset[str]
    chiefs: frozenset[str]
    civil: frozenset[str]
    clerical: frozenset[str]
    close: frozenset[str]
    collective: frozenset[str]
    companies: frozenset[str]
    company_endings: tuple[str, ...]
    comparing: frozenset[str]
    conjoined: frozenset[str]
    contrasting: frozenset[str]
    continents: frozenset[str]
    countries: frozenset[str]
    counted: frozenset[str]
    crowd: frozenset[str]
    definite: frozenset[str]
    definite_article: frozenset[str]
    employing: frozenset[str]
    endless: frozenset[str]
    family_first: frozenset[str]
    female_endings: tuple[str, ...]
    fields: frozenset[str]
    firm_roles: frozenset[str]
    foreign_articles: frozenset[str]
    forenames: frozenset[str]
    founded: frozenset[str]
    generic: frozenset[str]
    given_months: frozenset[str]
    heading: dict[str, str]
    honorifics: frozenset[str]
    identified: frozenset[str]
    in_places: frozenset[str]
    indefinite: frozenset[str]
    inquiries: frozenset[str]
    inside_names: frozenset[str]
    into: frozenset[str]
    issued: frozenset[str]
    issuing: frozenset[str]
    joined_particles: frozenset[str]
    kept: frozenset[str]
    leading: frozenset[str]
    learned: frozenset[str]
    legal_forms: frozenset[str]
    paired_firms: frozenset[str]
    letters: frozenset[str]
    made_by: frozenset[str]
    male_endings: tuple[str, ...]
    media_owners: frozenset[str]
    member_endings: tuple[str, ...]
    members: frozenset[str]
    modified_endings: tuple[str, ...]
    month_names: frozenset[str]
    name_articles: frozenset[str]
    name_links: frozenset[str]
    name_suffixes: frozenset[str]
    national_endings: tuple[str, ...]
    no_companies: frozenset[str]
    not_made: frozenset[str]
    nowadays: frozenset[str]
    of: frozenset[str]
    office: frozenset[str]
    offices: frozenset[str]
    old_endings: tuple[str, ...]
    one: frozenset[str]
    openers: frozenset[str]
    ordering: frozenset[str]
    other_bodies: frozenset[str]
    outlets: frozenset[str]
    own: frozenset[str]
    owners: frozenset[str]
    pairs: frozenset[str]
    papers: frozenset[str]
    papers_called: frozenset[str]
    parties: frozenset[str]
    participles: frozenset[str]
    particles: frozenset[str]
    person: frozenset[str]
    person_endings: tuple[str, ...]
    personal: frozenset[str]
    personal_relatives: frozenset[str]
    placing: frozenset[str]
    plural_endings: tuple[str, ...]
    pluralising: frozenset[str]
    pointing: frozenset[str]
    points: frozenset[str]
    portraits: frozenset[str]
    possessive: frozenset[str]
    posted: frozenset[str]
    pronoun_names: frozenset[str]
    pronouns: dict[str, str]
    public_bodies: frozenset[str]
    purpose: frozenset[str]
    qualifying_endings: tuple[str, ...]
    quantified: frozenset[str]
    quantities: frozenset[str]
    quoting: frozenset[str]
    ranked: frozenset[str]
    ranking: frozenset[str]
    reasons: frozenset[str]
    regions: frozenset[str]
    regnal: frozenset[str]
    serving: frozenset[str]
    shared: frozenset[str]
    single_endings: tuple[str, ...]
    small: frozenset[str]
    some: frozenset[str]
    spells: frozenset[str]
    staff: frozenset[str]
    state_words: frozenset[str]
    statement: frozenset[str]
    styles: frozenset[str]
    time_pointing: frozenset[str]
    topical: frozenset[str]
    trailing: frozenset[str]
    umbrellas: frozenset[str]
    vague: frozenset[str]
    varying: frozenset[str]
    within: frozenset[str]
    worker_endings: tuple[str, ...]


@cache
def load_terms(pack: Pack) -> Terms:
    """Return the terms of ``pack``, made once a process; raises ``PackError`` where a list is missing."""
    return Terms(**{name: _term(pack, name) for name in Terms.fields})


def _term(pack: Pack, name: str) -> Any:
    """Return one list: endings in order, pronouns and verbs with what each stands for, any other as a set."""
    words = pack.words("sources", name)
    if name.endswith(ENDINGS):
        return tuple(sorted(words))
    return dict(word.split("=") for word in words) if name in {"pronouns", "heading"} else words
