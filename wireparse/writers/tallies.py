"""Who is quoted over many dispatches: one row an identity, and one row a type of source.

The identities of two dispatches are one only where they have the same full name and nothing told of them differs; the
row says in ``merged`` what tied them. Who is not named is nobody's double: ``officials`` here are not those there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.model import Claim, Dispatch, Source
    from wireparse.writers import Row

# Bodies that every country or town has one of: the same only where the dispatches have the same place.
EVERYWHERE = frozenset(
    ["administration", "agency", "army", "authorities", "authority", "bureau", "cabinet", "commission", "committee", "council", "court", "department", "force", "forces", "government", "hospital", "military", "ministry", "navy", "office", "parliament", "police", "prosecution", "senate", "service", "treasury", "union"]
)
NAMED = frozenset({"person", "organisation", "government", "security", "rebel", "medium", "agency"})
DIRECT, INDIRECT, MIXED = "direct", "indirect", "mixed"


@dataclass(slots=True, eq=False, repr=False)
class Tally:
    """What one source said, over all dispatches so far."""

    source: Source
    place: str | None
    roles: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    dispatches: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    words: int = 0
    quoted: int = 0
    days: list[str] = field(default_factory=list)

    @property
    def claims(self) -> int:
        return sum(self.kinds.values())

    def add(self, dispatch: Dispatch, source: Source, said: list[Claim], merged: str | None = None) -> None:
        """Count the claims ``said`` by ``source`` in one dispatch; ``merged`` tells what ties it to those before."""
        self.roles += [source.role] if source.role else []
        self.affiliations += [source.affiliation] if source.affiliation else []
        self.aliases.update(dict.fromkeys(source.aliases))
        self.merged += [merged] if merged and merged not in self.merged else []
        self.dispatches += 1
        if dispatch.date:
            day = dispatch.date.value
            self.days = [min([*self.days, day]), max([*self.days, day])]
        for claim in said:
            size = len(claim.text.split())
            self.kinds[claim.kind] = self.kinds.get(claim.kind, 0) + 1
            self.words += size
            self.quoted += size if claim.kind == DIRECT else 0

    def ties(self, source: Source, place: str | None) -> str | None:
        """Return what makes ``source``, of the same name and type, the one counted here; None where nothing does."""
        if source.anonymous or source.type not in NAMED:
            return None
        if source.type == "person":
            return self._same_person(source)
        words = source.name.split()
        if words[-1].lower() in EVERYWHERE or source.name.islower():
            return "name and place" if place and place == self.place else None
        return "name"

    def _same_person(self, source: Source) -> str | None:
        if " " not in source.name:
            return None
        if not (source.role or source.affiliation) or not (self.roles or self.affiliations):
            return "name"
        if source.affiliation and self.affiliations:
            return "name and affiliation" if any(_akin(source.affiliation, one) for one in self.affiliations) else None
        return "name and role" if source.role and any(_akin(source.role, one) for one in self.roles) else None

    def row(self, all_words: int) -> Row:
        """Return the row of this source, its share taken of ``all_words``; role and affiliation are the first ones given."""
        source, days = self.source, self.days
        return {
            "name": source.name, "type": source.type, "role": next(iter(self.roles), None),
            "affiliation": next(iter(self.affiliations), None), "aliases": list(self.aliases),
            "anonymous": source.anonymous, "dispatches": self.dispatches, **_counts(self.kinds), "words": self.words,
            "share": _share(self.words, all_words), "first": days[0] if days else None, "last": days[-1] if days else None,
            "quoted_words": self.quoted, "merged": self.merged,
        }  # fmt: skip


def source_rows(dispatches: Iterable[Dispatch]) -> list[Row]:
    """Return one row a source over all ``dispatches``, the most quoted first; ``share`` is that of all words said."""
    tallies = _tallies(dispatches)
    words = sum(tally.words for tally in tallies)
    ranked = sorted(tallies, key=lambda tally: (-tally.claims, -tally.words, tally.source.name))
    return [tally.row(words) for tally in ranked]


def summary_rows(dispatches: Iterable[Dispatch]) -> list[Row]:
    """Return one row for each type of source, those named apart from those not, the most quoted first."""
    groups: dict[tuple[str, bool], list[Tally]] = {}
    for tally in _tallies(dispatches):
        groups.setdefault((tally.source.type, tally.source.anonymous), []).append(tally)
    words = sum(tally.words for group in groups.values() for tally in group)
    said = sum(tally.claims for group in groups.values() for tally in group)
    rows = [_summary(kind, group, words, said, anonymous=anonymous) for (kind, anonymous), group in groups.items()]
    return sorted(rows, key=lambda row: (-_number(row["claims"]), str(row["type"]), bool(row["anonymous"])))


def _tallies(dispatches: Iterable[Dispatch]) -> list[Tally]:
    """Return what each identity said; one that could be either of two before is taken for neither."""
    known: dict[tuple[str, str], list[Tally]] = {}
    for dispatch in dispatches:
        claims = {claim.id: claim for claim in dispatch.claims}
        place = place_of(dispatch)
        for source in dispatch.sources:
            said = [claims[identifier] for identifier in source.claims if identifier in claims]
            if not said:
                continue
            same = known.setdefault((source.name.casefold(), source.type), [])
            tied = [(tally, how) for tally in same if (how := tally.ties(source, place))]
            if len(tied) == 1:
                tied[0][0].add(dispatch, source, said, tied[0][1])
            else:
                same.append(Tally(source, place))
                same[-1].add(dispatch, source, said)
    return [tally for same in known.values() for tally in same]


def place_of(dispatch: Dispatch) -> str | None:
    """Return the places of the dateline as one string; None where there are none."""
    return "; ".join(place.name for place in dispatch.dateline.places) or None if dispatch.dateline else None


def _summary(kind: str, group: list[Tally], words: int, said: int, *, anonymous: bool) -> Row:
    kinds: dict[str, int] = {}
    for tally in group:
        for name, count in tally.kinds.items():
            kinds[name] = kinds.get(name, 0) + count
    mine = sum(tally.words for tally in group)
    return {
        "type": kind, "anonymous": anonymous, "sources": len(group), **_counts(kinds), "words": mine,
        "quoted_words": sum(tally.quoted for tally in group), "share": _share(mine, words),
        "share_of_claims": _share(sum(kinds.values()), said),
    }  # fmt: skip


def _counts(kinds: dict[str, int]) -> Row:
    return {"claims": sum(kinds.values()), **{kind: kinds.get(kind, 0) for kind in (DIRECT, INDIRECT, MIXED)}}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _akin(one: str, other: str) -> bool:
    """Return whether two roles or two affiliations can be the same: one is in the other, or they share their last word.

    >>> _akin("director", "executive director"), _akin("mayor of Lim", "mayor"), _akin("Lake Fund", "Hill Fund")
    (True, True, False)
    """
    left, right = one.casefold().split(), other.casefold().split()
    short, long = sorted((left, right), key=len)
    inside = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    initials = "".join(word[0] for word in long if word not in {"of", "the", "for", "and"})
    return inside or (len(short) == 1 and short[0].replace(".", "") == initials)
