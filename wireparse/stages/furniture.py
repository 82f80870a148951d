"""Lines that are no part of the story: notes to editors, captions, credits, sign-offs, copyright.

What they look like is data (``packs/wire.toml``); here is how a row is put to a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wireparse.packs import Pack

How = Literal["opens", "ends", "is", "like"]
LONGEST = 600
KEY = 3
"""An opening is looked up by so many characters."""


@dataclass(frozen=True)
class Row:
    """One rule: a kind of furniture, how it is known, and an example that fires it and one that does not."""

    id: str
    kind: str
    where: str
    how: str
    members: tuple[str, ...]
    fires: str
    silent: str

    @cached_property
    def smart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The members that match any case, those in lower case, and the others."""
        loose = tuple(member for member in self.members if member == member.lower())
        return loose, tuple(member for member in self.members if member not in loose)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The members of a ``like`` row as one regular expression."""
        return re.compile("|".join(f"(?:{member})" for member in self.members), re.IGNORECASE)

    def fits(self, line: str) -> bool:
        """Return whether the row fires on ``line``, its white space folded."""
        if self.how == "like":
            return self.pattern.fullmatch(line) is not None
        loose, exact = self.smart
        low = line.lower()
        if self.how == "is":
            return low in loose or line in exact
        if self.how == "ends":
            return low.endswith(loose) or line.endswith(exact)
        found = next((member for member in self.members if (low if member in loose else line).startswith(member)), "")
        return bool(found) and (found[0] != "(" or ")" in found or ")" in line[-2:])

    def keys(self) -> Iterator[str]:
        """The first characters that an ``opens`` row can fire on."""
        return (member[:KEY].lower() for member in self.members)


def read_rows(pack: Pack, *path: str, columns: int) -> tuple[Row, ...]:
    """Return the rows of a block; before ``how`` stand ``columns`` of id, kind and where, and what lacks is empty."""
    rows = []
    for cells in pack.rows(*path):
        first = (*cells[:columns], "", "")[:3]
        members = tuple(member.strip() for member in "|".join(cells[columns + 1 : -2]).split(" ; "))
        rows.append(Row(*first, cells[columns], members, *cells[-2:]))
    return tuple(rows)


class Rules:
    """Rows in the order of their file; the first that fires decides."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._opening: dict[str, list[tuple[int, Row]]] = {}
        self._other = [(at, row) for at, row in enumerate(self.rows) if row.how != "opens"]
        for at, row in enumerate(self.rows):
            for key in set(row.keys()) if row.how == "opens" else ():
                self._opening.setdefault(key, []).append((at, row))

    def first(self, line: str) -> Row | None:
        """Return the first row that fires on ``line``, its white space folded, or None."""
        if not line or len(line) > LONGEST:
            return None
        opening = self._opening.get(line[:KEY].lower(), ())
        return next((row for _, row in sorted([*opening, *self._other], key=_place) if row.fits(line)), None)


def _place(numbered: tuple[int, Row]) -> int:
    return numbered[0]


@dataclass(frozen=True, slots=True)
class Furniture:
    """All rules for furniture: by place (h, b, t, r), for headlines, and for sign-offs."""

    at: dict[str, Rules]
    headline: Rules
    signoff: Rules
    last: re.Pattern[str]
    inline: tuple[str, ...]


@cache
def furniture(pack: Pack) -> Furniture:
    """Return the rules of ``pack`` for everything that is no story."""
    rows = read_rows(pack, "furniture", "rows", columns=3)
    return Furniture(
        at={place: Rules(row for row in rows if place in row.where) for place in "hbtr"},
        headline=Rules(read_rows(pack, "furniture", "headline", columns=2)),
        signoff=Rules(read_rows(pack, "signoffs", "rows", columns=1)),
        last=re.compile(pack.value("signoffs", "last")),
        inline=tuple(sorted(pack.words("signoffs", "inline"))),
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """What a copyright line says."""

    year: int | None
    holder: str | None


@cache
def _notice_words(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rights = "|".join(sorted(pack.words("copyright", "rights")))
    opening = r"(?:[-–—*.]{1,3} )?(?:©|\(c\)|copyright\b|c\.(?=\d{4}\b))"
    return re.compile(opening, re.IGNORECASE), re.compile(rights, re.IGNORECASE)


def read_notice(line: str, pack: Pack) -> Notice | None:
    """Return year and holder of a copyright line (``© 2019 AFP``), or None where it is none.

    The line opens with the sign or the word, and names a year or is short, or claims all rights.
    """
    if not line or len(line) > LONGEST:
        return None
    opening, rights = _notice_words(pack)
    signed = opening.match(line)
    if not signed and not (rights.search(line[:200]) and len(line) < LONGEST // 2):
        return None
    years = re.findall(r"\b(?:19|20)\d\d\b", line)
    if signed and "©" not in signed[0] and not years and not rights.search(line) and len(line) > LONGEST // 8:
        return None
    return Notice(int(years[-1]) if years else None, _holder(line, rights))


def _holder(line: str, rights: re.Pattern[str]) -> str | None:
    """Return the name that is left of the first sentence when signs and years are taken away."""
    line = rights.split(line, maxsplit=1)[0]
    line = re.sub(r"(?i)^[-–—*. ]+|©|\(c\)|\bcopyright\b|\bc\.(?=\d{4})|(?:\d{4}-)?\b(?:19|20)\d\d\b|^by ", " ", line)
    name = re.split(r"(?<=\w{2}\w)\. |\s\.\s|\s[-–—]\s| \(|<|http|(?<!\w)www|\|", fold(line).strip(" ,;:-"), maxsplit=1)[0]
    name = re.sub(r"(?i)^(?:by|par|von|por) ", "", name.strip(" ,;:-./"))
    return name or None
