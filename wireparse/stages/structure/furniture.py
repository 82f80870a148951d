"""Lines that are no part of the story: notes to editors, captions, credits, sign-offs, copyright.

What they look like is data (``packs/wire.toml``); here is how a row is put to a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.packs import Pack

LONGEST = 600
KEY = 3
"""An opening is looked up by so many characters."""
SHORT = 120
MOST_WORDS = 5
"""A holder of rights without a year or a claim has no longer name."""


@dataclass(frozen=True)
class Row:
    """One rule: a kind of furniture, how it is known, and an example that fires it and one that does not.

    ``needs`` are words of which one must stand in the line, ``longest`` the most characters it may have.
    """

    id: str
    kind: str
    where: str
    how: str
    members: tuple[str, ...]
    fires: str
    silent: str
    needs: tuple[str, ...] = ()
    longest: int = LONGEST

    @cached_property
    def smart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The members that match any case, those in lower case, and the others."""
        loose = tuple(member for member in self.members if member == member.lower())
        return loose, tuple(member for member in self.members if member not in loose)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The members of a ``like`` row as one regular expression."""
        return re.compile("|".join(f"(?:{member})" for member in self.members), re.IGNORECASE)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The first characters of lines that an ``opens`` row can fire on."""
        return frozenset(member[:KEY].lower() for member in self.members) if self.how == "opens" else frozenset()

    @property
    def reach(self) -> int:
        """The most characters of a line that the row can fire on."""
        return max(map(len, self.members)) if self.how == "is" else self.longest

    def fits(self, line: str, low: str) -> bool:
        """Return whether the row fires on ``line``, its white space folded; ``low`` is the same in lower case."""
        if self.how == "like":
            likely = len(line) <= self.longest and (not self.needs or any(word in low for word in self.needs))
            return likely and self.pattern.fullmatch(line) is not None
        loose, exact = self.smart
        if self.how == "is":
            return low in loose or line in exact
        if self.how == "ends":
            return low.endswith(loose) or line.endswith(exact)
        opening = (m for m in self.members if line.startswith(m) or (m in loose and low.startswith(m)))
        return any(member[0] != "(" or ")" in member or ")" in line[-2:] for member in opening)


def read_rows(pack: Pack, *path: str, columns: int) -> tuple[Row, ...]:
    """Return the rows of a block; before ``how`` stand ``columns`` of id, kind and where, and what lacks is empty."""
    rows = []
    for cells in pack.rows(*path):
        name, kind, where = (*cells[:columns], "", "")[:3]
        how, *needs = cells[columns].split()
        members = tuple(member.strip() for member in "|".join(cells[columns + 1 : -2]).split(" ; "))
        longest = int(needs.pop()[1:]) if needs and needs[0].startswith("<") else LONGEST
        rows.append(Row(name, kind, where, how, members, cells[-2], cells[-1], tuple(needs), longest))
    return tuple(rows)


class Rules:
    """Rows in the order of their file; the first that fires decides.

    A row is tried only on lines that it can fire on by their first characters and by their length.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._keys = frozenset().union(*(row.keys for row in self.rows))
        self._tried: dict[tuple[str, bool], tuple[Row, ...]] = {}

    def first(self, line: str) -> Row | None:
        """Return the first row that fires on ``line``, its white space folded, or None."""
        if not line or len(line) > LONGEST:
            return None
        low = line.lower()
        key = low[:KEY] if low[:KEY] in self._keys else ""
        for row in self._likely(key, short=len(line) <= SHORT):
            if row.fits(line, low):
                return row
        return None

    def _likely(self, key: str, *, short: bool) -> tuple[Row, ...]:
        """Return the rows that can fire on a line that begins with ``key`` and is short or not."""
        rows = self._tried.get((key, short))
        if rows is None:
            fitting = (row for row in self.rows if short or row.reach > SHORT)
            rows = self._tried[key, short] = tuple(row for row in fitting if row.how != "opens" or key in row.keys)
        return rows


@dataclass(frozen=True, slots=True)
class Furniture:
    """All rules for furniture: above, inside and below the story, notebooks, all that may stand below, headlines."""

    h: Rules
    b: Rules
    t: Rules
    r: Rules
    edge: Rules
    headline: Rules
    signoff: Rules
    last: re.Pattern[str]
    inline: tuple[str, ...]
    glued: re.Pattern[str]


@cache
def furniture(pack: Pack) -> Furniture:
    """Return the rules of ``pack`` for everything that is no story."""
    rows, signoffs = read_rows(pack, "furniture", "rows", columns=3), read_rows(pack, "signoffs", "rows", columns=1)
    at = {place: Rules(row for row in rows if place in row.where) for place in "hbtr"}
    return Furniture(
        **at,
        edge=Rules([*signoffs, *at["t"].rows, *at["r"].rows]),
        headline=Rules(read_rows(pack, "furniture", "headline", columns=2)),
        signoff=Rules(signoffs),
        last=re.compile(pack.value("signoffs", "last")),
        inline=tuple(sorted(pack.words("signoffs", "inline"))),
        glued=re.compile(
            rf"[.!?\"”»)'’]\s{{1,3}}({'|'.join(map(re.escape, sorted(pack.words('signoffs', 'glued'))))}|\([^()]{{2,30}}\)\.?)$"
        ),
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """What a copyright line says."""

    year: int | None
    holder: str | None


@cache
def _notice_words(pack: Pack) -> tuple[re.Pattern[str], tuple[str, ...]]:
    opening = r"(?:[-–—*.]{1,3} )?(?:©|\(c\)|copyright\b|c\.(?=\d{4}\b))"
    return re.compile(opening, re.IGNORECASE), tuple(sorted(pack.words("copyright", "rights")))


def read_notice(line: str, pack: Pack) -> Notice | None:
    """Return year and holder of a copyright line (``© 2019 AFP``), or None where it is none.

    The line opens with the sign or the word, and names a year or is short, or claims all rights.
    """
    if not line or len(line) > LONGEST:
        return None
    opening, rights = _notice_words(pack)
    signed, low = opening.match(line), line.lower()
    claimed = min((at for word in rights if (at := low.find(word)) >= 0), default=None)
    if not signed and (claimed is None or len(line) > LONGEST // 2):
        return None
    years = re.findall(r"\b(?:19|20)\d\d\b", line)
    holder = _holder(line[:claimed])
    if signed and "©" not in signed[0] and not years and claimed is None and len((holder or "").split()) > MOST_WORDS:
        return None
    return Notice(int(years[-1]) if years else None, holder)


def _holder(line: str) -> str | None:
    """Return the name that is left of the first sentence when signs and years are taken away."""
    line = re.sub(r"(?i)^[-–—*. ]+|©|\(c\)|\bcopyright\b|\bc\.(?=\d{4})|(?:\d{4}-)?\b(?:19|20)\d\d\b|^by ", " ", line)
    name = re.split(
        r"(?<=\w{2}\w)\. |\s\.\s|\s[-–—]\s| \(|<|http|(?<!\w)www|\|", fold(line).strip(" ,;:-"), maxsplit=1
    )[0]
    name = re.sub(r"(?i)^(?:by|par|von|por) ", "", name.strip(" ,;:-./"))
    return name or None
