"""The body as the source stage walks over it: sentences, quotations, and which capitals are names."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from wireparse.stages.sources.acronyms import initials
from wireparse.stages.sources.nounlists import BODIES, lists
from wireparse.stages.sources.retagging import places, retagged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wireparse.packs import Pack
    from wireparse.span import Span
    from wireparse.words import Words

# Words that a capital between two capitalised ones makes part of a name: "Doctors Without Borders".
BRIDGES = frozenset("IRBEVGnSOCA")
VERBS = frozenset("VA")
APOSTROPHES = frozenset("'’")
T = TypeVar("T")
SIGN = re.compile(r" ?<[^<> ]+>")

class Setting:
    """The words of one body with what the walks over them need, each list as long as the words are."""

    __slots__ = (
        "_bases",
        "_countries",
        "_firms",
        "_written",
        "begins",
        "capitals",
        "lists",
        "low",
        "named",
        "opening",
        "parts",
        "placed",
        "quoted",
        "sentence",
        "tag",
        "terms",
        "word",
        "words",
    )

    def __init__(self, words: Words, pack: Pack, body: Sequence[Span]) -> None:
        self.words = words
        # What base has found: the readers of roles, mentions and hints ask for the same phrases.
        self._bases: dict[tuple[int, int], int] = {}
        self._countries: list[str] | None = None
        # The names that stand with a legal form behind them, by how many words they have.
        self._firms: dict[int, set[str]] = {}
        self.lists = lists(pack)
        self.terms = self.lists.terms
        self._written = frozenset(words.word)
        self.word, self.low, self.tag = words.word, words.low, retagged(words, self._written, self.lists)
        line = "".join(self.tag)
        paragraphs = [bisect_left(words.start, paragraph.start) for paragraph in body[1:]]
        self.begins = self._begins(line, paragraphs)
        self.sentence = _stretched(dict(zip(self.begins, range(len(self.begins)), strict=True)), len(line))
        self.quoted = _stretched(self._quoting(line, paragraphs), len(line))
        self.opening = {at for begin in self.begins for at in range(begin, _behind_marks(line, begin) + 1)}
        # Where a sentence is parted by more than a comma.
        self.parts = places("[:;]", line)
        capitals = places("X", line)
        self._lower_openers(capitals)
        self.capitals = [at for at in capitals if self.tag[at] == "X"]
        self.named = {self.low[at] for at in self.capitals if at not in self.opening and not self.opens(at)}
        self.placed = {self.low[at] for at in self.capitals if at and self.low[at - 1] in self.terms.in_places}

    def _lower_openers(self, capitals: list[int]) -> None:
        """Take the adjectives that only their sentence's start writes with a capital out of names: ``Senior EU officials``."""
        low, last = self.low, len(self.tag) - 1
        inside = {low[at] for at in capitals if at not in self.opening}
        for at in capitals:
            if at in self.opening and at < last and (low[at] in self.terms.openers or self._describes(at)) and low[at] not in inside:
                self.tag[at] = "n"

    def _describes(self, at: int) -> bool:
        """Return whether the word at ``at`` has an adjective's ending and a noun behind it: ``Seismic data``."""
        low, behind = self.low[at], at + 1
        ends = low.endswith(self.terms.adjective_endings) and self.word[at].istitle()
        return ends and self.word[behind] == self.low[behind] and self.tag[behind] in "nB" and not self.national(at)

    def _begins(self, line: str, paragraphs: list[int]) -> list[int]:
        """Return the words that open a sentence; the marks behind a stop belong to the sentence before."""
        starts, ends = self.words.start, self.words.end
        behind = [at + 1 for at in places(r"\.", line)]
        opening = [at for at in behind if at < len(line) and not (line[at] in "q)." and starts[at] == ends[at - 1])]
        return sorted({0, *paragraphs, *opening})

    def _quoting(self, line: str, paragraphs: list[int]) -> dict[int, bool]:
        """Return where a quotation opens or closes, in order; a paragraph's end closes what is open."""
        marks = [at for at in places("q", line) if self.word[at] not in APOSTROPHES]
        quoting, fresh = {0: False}, frozenset(paragraphs)
        inside = False
        for at in sorted({*marks, *paragraphs}):
            inside = inside and at not in fresh
            if line[at] == "q" and self.word[at] not in APOSTROPHES:
                inside = self.word[at] in "“«``" or (self.word[at] == '"' and not inside)
            quoting[at] = inside
        return quoting

    def is_firm(self, first: int, last: int) -> bool:
        """Return whether the name ``[first, last)`` stands elsewhere with its legal form: ``Lim Electron (Corp.)``; the body is read once a length."""
        size = last - first
        if size not in self._firms:
            joins = self.terms.conjoined | self.terms.ampersands
            # behind Electron in "Lim Electron & (Co.)"
            forms = (at - (self.low[at - 1] in joins) for at in self.capitals if self.low[at] in self.terms.legal_forms)
            self._firms[size] = {self.phrase(at - size, at) for at in forms if at >= size}
        firms = self._firms[size]
        return bool(firms) and self.phrase(first, last) in firms

    def is_abbreviated(self, first: int, last: int) -> bool:
        """Return whether a bracket behind the name ``[first, last)`` ends with its first letters: ``Lim Mutual (LM) president Ann Roe``."""
        if self.tag[last : last + 1] != ["("]:
            return False
        short = self.word[last + 1] if self.tag[last + 1 : last + 3] == ["X", ")"] else ""
        return short.isupper() and short.endswith(tuple(initials(self.slice(first, last), self.terms.small)))

    def countries(self) -> list[str]:
        """Return the countries that are named, or meant by an adjective, anywhere in the body; the body is read once."""
        if self._countries is None:
            self._countries = self._find_countries()
        return self._countries

    def _find_countries(self) -> list[str]:
        known, nations, found = self.lists.countries, self.lists.nations, set[str]()
        for at, tag in enumerate(self.tag):
            if tag == "X":
                for name in (f"{self.low[at]} {self.low[at + 1]}" if at + 1 < len(self.tag) else "", self.low[at]):
                    land = nations.get(name) or nations.get(self.lists.singular(name)) or (name if name in known else "")
                    if land and land not in self.terms.continents:
                        found.add(land)
                        break
        return sorted(land.title() for land in found)

    # ------------------------------------------------------------------ text of words

    def one_of(self, first: int) -> bool:
        """Return whether the name at ``first`` is the only one there, with no other joined to it."""
        end = self.run(first, len(self.tag))
        return self.tag[end : end + 1] != ["C"] and self.tag[end : end + 2] != [",", "X"] and self.low[end : end + 1] != ["("]

    def prints(self, first: int) -> bool:
        """Return whether the name at ``first`` is a paper's, for something stands in it: ``a report in Le Lac``."""
        return first > 1 and self.low[first - 1] == "in" and self.low[first - 2] in self.terms.printed

    def phrase(self, first: int, last: int) -> str:
        """Return the lower-case words ``[first, last)``, stops inside left out."""
        if last - first == 1 and 0 <= first < len(self.low) and self.tag[first] != "·":
            return self.low[first]
        tags = self.tag[first:last]
        if "·" in tags:
            return " ".join(w for w, t in zip(self.low[first:last], tags, strict=True) if t != "·")
        return " ".join(self.low[first:last])

    def slice(self, first: int, last: int) -> str:
        """Return the text of the words, white space folded, an exchange's signs left out (``Bell Inc <BLL.N>``)."""
        while last > first and self.tag[last - 1] in ",p(":
            last -= 1
        if last <= first + 1:
            return self.word[first] if last > first else ""
        text = " ".join(self.words.text[self.words.start[first] : self.words.end[last - 1]].split()).replace("- ", "-")
        return SIGN.sub("", text) if "<" in text else text

    # ------------------------------------------------------------------ capitals

    def is_common(self, low: str) -> bool:
        """Return whether the body has the word ``low`` in small letters too, so that its capital need not be a name's."""
        return low in self._written and low.islower()

    def is_place(self, low: str) -> bool:
        """Return whether ``low`` is a country or its people, or stands behind ``in`` or ``from`` somewhere."""
        return low in self.lists.demonyms or low in self.lists.countries or low in self.placed

    def opens(self, at: int) -> bool:
        """Return whether the word at ``at`` is the first of its sentence, whose capital says nothing."""
        return at in self.opening or (at > 0 and self.tag[at - 1] == "-")

    def capital(self, at: int, first: int, last: int) -> bool:
        """Return whether the word at ``at`` of ``[first, last)`` is part of a name: capitalised, or a bridge inside one."""
        tag = self.tag[at]
        if tag in "X·":
            return True
        if first < at and self.low[at] in self.terms.legal_forms and self.tag[at - 1] == "X":
            # "Novar Electronics corp"
            return True
        if not first < at < last - 1 or self.tag[at + 1] != "X":
            return False
        if tag == "p":
            many = self.lists.singular(self.low[at - 1]) != self.low[at - 1]
            named = many or self.low[at - 1] in self.terms.collective | self.terms.branded or self.low[at + 1] in self.terms.legal_forms
            return self.tag[at - 1] == "X" and named
        if tag in BRIDGES and self.word[at][0].isupper():
            return self.tag[at - 1] == "X" or self.word[at - 1][0].isupper()
        return self.tag[at - 1] == "X" and (
            self.word[at] == "&" or (self.word[at] in APOSTROPHES and self.low[at - 1].endswith("s"))
        )

    def marks_many(self, at: int) -> bool:
        """Return whether the mark at ``at`` is no quotation's but the apostrophe of many owners: ``the Miners' Union``."""
        many = self.word[at] in APOSTROPHES and at > 0 and self.low[at - 1].endswith(self.terms.plural_endings)
        return many and self.tag[at + 1 : at + 2] in (["X"], ["n"])

    def national(self, at: int) -> bool:
        """Return whether a word is for a nation or its people: ``Swedish``, ``Swedes``, ``Sweden``."""
        return self.national_word(self.low[at])

    def national_word(self, low: str) -> bool:
        """Return whether ``low`` is for a nation or its people."""
        return low in self.lists.demonyms or low in self.lists.nations or low in self.lists.countries

    def leads(self, at: int, base: int) -> bool:
        """Return whether a sentence's first word, though listed, is part of a name: ``Doctors Without Borders``."""
        if not self.opens(at) or not self.word[at][0].isupper() or self.tag[at] not in "nBEGV" or at + 1 >= base:
            return False
        if self.tag[at + 1] != "X":
            return self.capital(at + 1, at, base)
        if self.low[at] in self.named or self.low[at] in self.terms.leading:
            return True
        return self.lists.type_of(self.phrase(at, at + 2)) in BODIES and self.lists.kinds.get(self.low[at]) != "organisation"

    def run(self, at: int, limit: int) -> int:
        """Return the index behind the run of capitalised words (name particles and initials inside) at ``at``."""
        tags, particles = self.tag, self.terms.particles
        end = at
        while end < limit and (tags[end] in "X·" or self.low[end] in particles):
            end += 1
        while end > at and tags[end - 1] not in "X·":
            end -= 1
        while end > at and tags[end - 1] == "·" and len(self.word[end - 2]) > 2:
            end -= 1
        return end

    # ------------------------------------------------------------------ phrases

    def noun_start(self, at: int) -> int:
        """Return where the noun phrase that the word at ``at`` stands in starts, eight words back at most."""
        start, tags = at, self.tag
        while start > 0 and at - start < 8:
            tag = tags[start - 1]
            if tag in "nXpGB·" or (tag == "#" and self._ranked(start - 1)):
                start -= 1
            elif tag != ")":
                break
            elif (opening := self.before_bracket(start)) < start:
                start = opening
            else:
                break
        return start

    def before_bracket(self, at: int) -> int:
        """Return where a bracket of one word in capitals opens that closes before ``at``: ``Lim Mutual (LM) president``; ``at`` without one."""
        return at - 3 if at > 3 and self.tag[at - 1] == ")" and self.tag[at - 4 : at - 1] == ["X", "(", "X"] else at

    def _ranked(self, at: int) -> bool:
        """Return whether the number at ``at`` is a rank: ``world number two (Ann Roe)``."""
        return at > 0 and self.tag[at] == "#" and self.low[at - 1] in self.terms.ranked

    def base(self, first: int, last: int) -> int:
        """Return the index behind the plain noun phrase that opens ``[first, last)``: before its first preposition or clause."""
        known = self._bases.get((first, last))
        if known is None:
            known = self._bases[first, last] = self._base(first, last)
        return known

    def _base(self, first: int, last: int) -> int:
        tags, low = self.tag, self.low
        for i in range(first + 1, last):
            if tags[i] in "X·" or (i < last - 1 and tags[i + 1] == "X" and self.capital(i, first, last)):
                continue
            if tags[i] in "IHSVA(TO" or (tags[i] in "EP" and tags[i - 1] in "nXBW"):
                if low[i] not in self.terms.comparing and not (tags[i] == "E" and (self.lists.type_of(self.phrase(i, i + 2)) in BODIES or self.lists.is_role(self.phrase(i + 1, i + 2)))):
                    # "the Velmish armed forces", "a local elected official"
                    return i
            elif tags[i - 1 : i + 2] in (["n", "R", "E"], ["X", "R", "E"]) and i + 1 < last:
                # "a commentary also carried by the daily"
                return i
            elif (tags[i] in "GBn" and self._acts(i, last)) or self._trails(i, last):
                return i
        return last

    def _acts(self, at: int, last: int) -> bool:
        """Return whether a participle with a complement follows its noun: ``doctors working there``, ``a panel set up to``."""
        if self.tag[at] == "n":
            # "ministers meeting in Velm"
            doing = self.low[at].endswith("ing") and at < last - 1 and self.tag[at + 1] in "IW"
            return doing and self.low[at - 1].endswith(self.terms.plural_endings) and self.lists.is_role(self.lists.singular(self.low[at - 1]))
        if self.tag[at] == "B" and self.low[at] not in self.terms.participles:
            return False
        if at == last - 1:
            return self.tag[at] == "G" and self.tag[at - 1] == "X"
        if self.tag[at] == "G" and self.tag[at + 1] in "nX" and self.low[at - 1].endswith(self.terms.plural_endings):
            # "doctors treating singer Ann Roe", "a ruling granting"
            return self.lists.is_role(self.lists.singular(self.low[at - 1]))
        return self.tag[at - 1] in "nXB" and (self.tag[at + 1] in "IDTOSPR" or self.low[at + 1] in self.terms.light_objects)

    def _trails(self, at: int, last: int) -> bool:
        """Return whether an adverb of place or time, or an adjective with a complement, follows the noun phrase at ``at``."""
        low, terms = self.low[at], self.terms
        if low in terms.trailing:
            return at == last - 1 or self.tag[at + 1] in "IT"
        if low in terms.after_nouns:
            return at < last - 1 and self.tag[at + 1] in "IT"
        spell = at < last - 1 and (self.tag[at + 1] == "W" or self.low[at + 1] in terms.spells)
        return low in terms.time_pointing and spell

    def chunks(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the comma-parted chunks of ``[first, last)``."""
        if "," not in self.tag[first:last]:
            return [(first, last)] if last > first else []
        bounds = [first - 1, *(i for i in range(first, last) if self.tag[i] == ","), last]
        return [(a + 1, b) for a, b in pairwise(bounds) if b > a + 1]


def _stretched(values: Mapping[int, T], size: int) -> list[T]:
    """Return a list of ``size`` items: each of ``values``, in order, from its place to the next."""
    filled: list[T] = []
    for value, (start, end) in zip(values.values(), pairwise((*values, size)), strict=True):
        filled += [value] * (end - start)
    return filled


def _behind_marks(line: str, at: int) -> int:
    """Return the index behind the quotation marks and brackets at ``at``, or the last of them at the line's end."""
    while at < len(line) - 1 and line[at] in "q(":
        at += 1
    return at
