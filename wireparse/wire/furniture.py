"""Lines that are no part of the story: notes to editors, captions, credits, sign-offs, copyright.

What they look like is data (``packs/wire.toml``); here is how a row is put to a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from wireparse.span import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wireparse.packs import Pack

LONGEST = 600
KEY = 3
"""An opening is looked up by so many characters."""
SHORT = 120
MOST_WORDS = 5
"""A holder of rights without a year or a claim has no longer name."""
CASED = "(?-i:"


class Like:
    """Regular expressions for a whole line: in lower case, as the line is for them, or as it stands with a ``(?-i:``.

    The case ignored, Python would take thrice as long to compile them.
    """

    def __init__(self, members: Sequence[str]) -> None:
        self.members = members

    @cached_property
    def _low(self) -> re.Pattern[str]:
        return _joined([member for member in self.members if CASED not in member])

    @cached_property
    def _cased(self) -> re.Pattern[str]:
        return _joined([member for member in self.members if CASED in member], re.IGNORECASE)

    def fits(self, line: str, low: str) -> bool:
        """Return whether one of the expressions is for ``line``; ``low`` is the same in lower case."""
        return self._low.fullmatch(low) is not None or self._cased.fullmatch(line) is not None


def _joined(members: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{member})" for member in members) or "(?!)", flags)


@dataclass(eq=False, repr=False)
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
    def like(self) -> Like:
        """The members of a ``like`` row as one."""
        return Like(self.members)

    @property
    def closes(self) -> bool:
        """Whether everything from here on is no story."""
        return self.where == "r"

    def fits(self, line: str, low: str) -> bool:
        """Return whether the row fires on ``line``, its white space folded; ``low`` is the same in lower case."""
        if self.how == "like":
            likely = len(line) <= self.longest and (not self.needs or any(word in low for word in self.needs))
            return likely and self.like.fits(line, low)
        loose, exact = self.smart
        if self.how == "is":
            return low in loose or line in exact
        if self.how == "ends":
            return low.endswith(loose) or line.endswith(exact)
        if not low.startswith(loose) and not line.startswith(self.members):
            return False
        opening = (m for m in self.members if line.startswith(m) or (m in loose and low.startswith(m)))
        return any(member[0] != "(" or ")" in member or ")" in line[-2:] for member in opening)


def read_rows(pack: Pack, *path: str, columns: int) -> tuple[Row, ...]:
    """Return the rows of a block; before ``how`` stand ``columns`` of id, kind and where, and what lacks is empty."""
    rows = []
    for cells in pack.rows(*path):
        name, kind, where = (*cells[:columns], "", "")[:3]
        how, *bounds = cells[columns].split()
        limits = [word for word in bounds if word[0] == "<" and word[1:].isdigit()]
        needs = tuple(word for word in bounds if word not in limits)
        longest = int(limits[0][1:]) if limits else LONGEST
        members = tuple(member.strip() for member in "|".join(cells[columns + 1 : -2]).split(" ; "))
        rows.append(Row(name, kind, where, how, members, cells[-2], cells[-1], needs, longest))
    return tuple(rows)


class Rules:
    """Rows in the order of their file; the first that fires decides.

    Hardly a line is furniture, so a row is tried only where something cheap speaks for it: the line itself for ``is``,
    its first characters for ``opens``, a word in it for a ``like`` row that needs one. The other ``like`` rows are for
    short lines; one pattern asks for all of them at once, and for those of other rules with them, so that few are made.
    """

    def __init__(self, rows: Iterable[Row], free: Like | None = None) -> None:
        self.rows = tuple(rows)
        self._whole: dict[str, list[int]] = {}
        self._opening: dict[str, list[int]] = {}
        self._hints: list[tuple[str, int]] = []
        self._free: list[int] = []
        self._ending: list[int] = []
        for number, row in enumerate(self.rows):
            self._enter(number, row)
        self._ends = tuple(member for number in self._ending for member in self.rows[number].members)
        self._longest = max(map(len, self._whole), default=0)
        self._reach = max((self.rows[number].longest for number in self._free), default=0)
        self._any = free or free_of(self.rows)

    def _enter(self, number: int, row: Row) -> None:
        if row.how == "is":
            for member in row.members:
                self._whole.setdefault(member, []).append(number)
        elif row.how == "opens":
            for key in {member[:KEY].lower() for member in row.members}:
                self._opening.setdefault(key, []).append(number)
        elif row.how == "ends":
            self._ending.append(number)
        elif row.needs:
            self._hints += [(word, number) for word in row.needs]
        else:
            self._free.append(number)

    def first(self, line: str) -> Row | None:
        """Return the first row that fires on ``line``, its white space folded, or None."""
        return self._decided(line, self._hints) if 0 < len(line) <= LONGEST else None

    def each(self, lines: Sequence[str], text: str) -> list[Row | None]:
        """Return the first row that fires, if any, for each of ``lines``, which stand in ``text``."""
        low = text.lower()
        hints = [hint for hint in self._hints if hint[0] in low]
        return [self._decided(line, hints) if 0 < len(line) <= LONGEST else None for line in lines]

    def _decided(self, line: str, hints: Sequence[tuple[str, int]]) -> Row | None:
        low = line.lower()
        likely = [number for word, number in hints if word in low] if hints else []
        if low[:KEY] in self._opening:
            likely += self._opening[low[:KEY]]
        if low.endswith(self._ends) or line.endswith(self._ends):
            likely += self._ending
        if len(line) <= self._longest:
            likely += [*self._whole.get(low, ()), *self._whole.get(line, ())]
        if len(line) <= self._reach and self._any.fits(line, low):
            likely += self._free
        return next((row for row in map(self.rows.__getitem__, sorted(likely)) if row.fits(line, low)), None) if likely else None


def free_of(rows: Iterable[Row]) -> Like:
    """Return the members of all ``like`` rows that need no word, as one."""
    return Like([member for row in rows if row.how == "like" and not row.needs for member in row.members])


class Furniture(NamedTuple):
    """All rules for furniture: above the story; inside it, with notebooks and without; below; at the edge; headlines."""

    h: Rules
    inside: Rules
    b: Rules
    t: Rules
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
    headlines = read_rows(pack, "furniture", "headline", columns=2)
    free = free_of([*rows, *signoffs, *headlines])
    at = {place: Rules((row for row in rows if place in row.where), free) for place in "hbt"}
    notebooks = [row for row in rows if row.closes]
    return Furniture(
        **at,
        inside=Rules([*notebooks, *at["b"].rows], free),
        edge=Rules([*signoffs, *at["t"].rows, *notebooks], free),
        headline=Rules(headlines, free),
        signoff=Rules(signoffs, free),
        last=re.compile(pack.value("signoffs", "last")),
        inline=tuple(sorted(pack.words("signoffs", "inline"))),
        glued=re.compile(
            rf"[.!?\"”»)'’]\s{{1,3}}({'|'.join(map(re.escape, sorted(pack.words('signoffs', 'glued'))))}|\([^()]{{2,30}}\)\.?)$"
        ),
    )


class Notice(NamedTuple):
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
    claimed = min([low.index(word) for word in rights if word in low], default=None)
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
