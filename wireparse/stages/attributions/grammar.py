"""The closed word lists that the walks go by, one set a language: the pack's [grammar] table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from wireparse.packs import Table

if TYPE_CHECKING:
    from wireparse.packs import Pack

DERIVED = frozenset(["months", "time_fronts", "time_lengths", "time_openers", "time_words"])


class Grammar(Table):
    """Named word lists, all in lower case; what each is for stands beside it in the pack."""

    adjective_endings: tuple[str, ...]
    adverbials: frozenset[str]
    agents: frozenset[str]
    aims: frozenset[str]
    alone: frozenset[str]
    approximate: frozenset[str]
    arising: frozenset[str]
    arriving: frozenset[str]
    arriving_links: frozenset[str]
    articles: frozenset[str]
    as_well: frozenset[str]
    asking: frozenset[str]
    attempted: frozenset[str]
    attempting: frozenset[str]
    audiences: frozenset[str]
    backshifted: frozenset[str]
    bare: frozenset[str]
    be: frozenset[str]
    belonging: frozenset[str]
    besides: frozenset[str]
    body: frozenset[str]
    causing: frozenset[str]
    circumstances: frozenset[str]
    citing: frozenset[str]
    coming: frozenset[str]
    commenting: frozenset[str]
    comparing: frozenset[str]
    conditions: frozenset[str]
    contracted: frozenset[str]
    contrasts: frozenset[str]
    corrective: frozenset[str]
    counted_from: frozenset[str]
    cue_links: frozenset[str]
    day_adverbs: frozenset[str]
    named_days: frozenset[str]
    unpast: frozenset[str]
    definite: frozenset[str]
    degrees: frozenset[str]
    demonstrative: frozenset[str]
    doubts: frozenset[str]
    exceptions: frozenset[str]
    first_person: frozenset[str]
    floating: frozenset[str]
    following: frozenset[str]
    evidential: frozenset[str]
    remarking: frozenset[str]
    placing: frozenset[str]
    claimable: frozenset[str]
    editors: frozenset[str]
    hereabouts: frozenset[str]
    gatherings: frozenset[str]
    meantime: frozenset[str]
    told_by: frozenset[str]
    foreseen: frozenset[str]
    free_infinitive: frozenset[str]
    have: frozenset[str]
    holders: frozenset[str]
    holding: frozenset[str]
    indefinite_articles: frozenset[str]
    impersonal: frozenset[str]
    intransitive: frozenset[str]
    lacking: frozenset[str]
    linking: frozenset[str]
    grading: frozenset[str]
    leads: frozenset[str]
    letting: frozenset[str]
    mass: frozenset[str]
    months: frozenset[str]
    naming: frozenset[str]
    negated: frozenset[str]
    negations: frozenset[str]
    nobody: frozenset[str]
    nominal_auxiliaries: frozenset[str]
    none_of: frozenset[str]
    noun_links: frozenset[str]
    objects: frozenset[str]
    occasion_links: frozenset[str]
    occasions: frozenset[str]
    of_late: frozenset[str]
    of_whom: frozenset[str]
    office: frozenset[str]
    office_as: frozenset[str]
    opening_nouns: frozenset[str]
    outlets: frozenset[str]
    owners: frozenset[str]
    participle_links: frozenset[str]
    particles: frozenset[str]
    passive: frozenset[str]
    periods: frozenset[str]
    plain: frozenset[str]
    plain_articles: frozenset[str]
    plural_auxiliaries: frozenset[str]
    plural_subjects: frozenset[str]
    possible: frozenset[str]
    present: frozenset[str]
    quoters: frozenset[str]
    raising: frozenset[str]
    ranking: frozenset[str]
    reasons: frozenset[str]
    relatives: frozenset[str]
    reporting: frozenset[str]
    restating: frozenset[str]
    returns: frozenset[str]
    sayers: frozenset[str]
    services: frozenset[str]
    setting: frozenset[str]
    shares: frozenset[str]
    spans_of_time: frozenset[str]
    speaking: frozenset[str]
    splits: frozenset[str]
    stirred: frozenset[str]
    stirring: frozenset[str]
    subordinators: frozenset[str]
    support: frozenset[str]
    third_owners: frozenset[str]
    third_persons: frozenset[str]
    time_conjunctions: frozenset[str]
    time_determiners: frozenset[str]
    time_fronts: frozenset[str]
    time_lead: frozenset[str]
    time_lengths: frozenset[str]
    time_openers: frozenset[str]
    time_order: frozenset[str]
    time_parts: frozenset[str]
    time_turns: frozenset[str]
    time_units: frozenset[str]
    time_words: frozenset[str]
    timing: frozenset[str]
    timing_links: frozenset[str]
    titling: frozenset[str]
    unchanging: frozenset[str]
    told_of: frozenset[str]
    unfulfilled: frozenset[str]
    unresumed: frozenset[str]
    wakes: frozenset[str]
    wh: frozenset[str]
    within: frozenset[str]
    wordings: frozenset[str]


@cache
def load_grammar(pack: Pack) -> Grammar:
    """Return the grammar of ``pack``, made once a process; raises ``PackError`` where a list is missing."""
    lists: dict[str, Any] = {name: pack.words("grammar", name) for name in Grammar.fields if name not in DERIVED}
    months = frozenset(entry.partition("=")[0] for entry in pack.words("dates", "months"))
    openers = {phrase.partition(" ")[0] for phrase in lists["adverbials"]}
    lists |= {
        "adjective_endings": tuple(sorted(lists["adjective_endings"])), "months": months,
        "time_fronts": lists["time_determiners"] | lists["time_lead"],
        "time_lengths": lists["periods"] | lists["spans_of_time"],
        "time_openers": lists["day_adverbs"] | lists["time_order"] | openers,
        "time_words": lists["time_parts"] | lists["time_units"],
    }
    return Grammar(**lists)
