"""The body as the source stage walks over it: sentences, quotations, and which capitals are names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import lists

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.stages.sources.nounlists import Lists
    from wireparse.words import Words

PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "du",
        "da",
        "dos",
        "di",
        "abu",
        "ben",
        "al-",
        "y",
        "e",
        "ul",
    }
)
PLACING = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "outside",
        "across",
        "around",
        "into",
        "toward",
        "towards",
        "throughout",
        "between",
    }
)
INSIDE = frozenset({"in", "across", "throughout", "outside"})
MODIFIED = ("-based", "-led", "-born", "-backed", "-run", "-controlled", "-owned", "-elected", "-listed", "-registered")
# Words that a capital between two capitalised ones makes part of a name: "Doctors Without Borders".
BRIDGES = frozenset("IRBEVGnSOCA")
VERBS = frozenset("VA")
APOSTROPHES = frozenset("'’")
# Adjectives that follow their noun: "two people familiar with the matter".
AFTER_NOUNS = frozenset(
    {"close", "familiar", "privy", "aware", "able", "available", "present", "loyal", "opposed", "critical"}
)


class Setting:
    """The words of one body with what the walks over them need, each list as long as the words are."""

    __slots__ = ("begins", "lists", "low", "lower", "named", "placed", "quoted", "sentence", "tag", "word", "words")

    def __init__(self, words: Words, pack: Pack) -> None:
        self.words = words
        self.lists = lists(pack)
        self.word, self.low, self.tag = words.word, words.low, _retagged(words, self.lists)
        self.sentence: list[int] = []
        self.begins: list[int] = [0]
        self.quoted: list[bool] = []
        self._walk()
        self.lower = {word for word in self.word if word.islower()}
        self.named = {low for i, low in enumerate(self.low) if self.tag[i] == "X" and not self.opens(i)}
        self.placed = {
            low
            for before, low, tag in zip(self.low, self.low[1:], self.tag[1:], strict=False)
            if tag == "X" and before in INSIDE
        }

    def _walk(self) -> None:
        """Number the sentences, and mark the words inside quotation marks; a paragraph's end closes what is open."""
        text, starts, ends = self.words.text, self.words.start, self.words.end
        inside = False
        number = behind = 0
        for i, (tag, start) in enumerate(zip(self.tag, starts, strict=True)):
            if start - behind > 1 and i and text.count("\n", behind, start) > 1:
                inside = False
                if self.begins[-1] != i:
                    self.begins.append(i)
                    number += 1
            self.sentence.append(number)
            if tag == "q" and self.word[i] not in APOSTROPHES:
                inside = self.word[i] in "“«``" or (self.word[i] == '"' and not inside)
            self.quoted.append(inside)
            if tag == "." and i + 1 < len(self.tag) and not self._closes(i + 1):
                self.begins.append(i + 1)
                number += 1
            behind = ends[i]

    def _closes(self, at: int) -> bool:
        return self.tag[at] in "q)." and self.words.start[at] == self.words.end[at - 1]

    # ------------------------------------------------------------------ text of words

    def phrase(self, first: int, last: int) -> str:
        """Return the lower-case words ``[first, last)``, stops inside left out."""
        tags = self.tag[first:last]
        if "·" in tags:
            return " ".join(w for w, t in zip(self.low[first:last], tags, strict=True) if t != "·")
        return " ".join(self.low[first:last])

    def slice(self, first: int, last: int) -> str:
        """Return the text of the words, white space folded."""
        while last > first and self.tag[last - 1] in ",p(":
            last -= 1
        if last <= first:
            return ""
        return " ".join(self.words.text[self.words.start[first] : self.words.end[last - 1]].split())

    # ------------------------------------------------------------------ capitals

    def opens(self, at: int) -> bool:
        """Return whether the word at ``at`` is the first of its sentence, whose capital says nothing."""
        begin = self.begins[self.sentence[at]]
        while begin < at and self.tag[begin] in "q(":
            begin += 1
        return begin == at or (at > 0 and self.tag[at - 1] == "-")

    def capital(self, at: int, first: int, last: int) -> bool:
        """Return whether the word at ``at`` of ``[first, last)`` is part of a name: capitalised, or a bridge inside one."""
        tag = self.tag[at]
        if tag in "X·":
            return True
        if not first < at < last - 1 or self.tag[at + 1] != "X":
            return False
        if tag in BRIDGES and self.word[at][0].isupper():
            return self.tag[at - 1] == "X" or self.word[at - 1][0].isupper()
        return self.tag[at - 1] == "X" and (
            self.word[at] == "&" or (self.word[at] in APOSTROPHES and self.low[at - 1].endswith("s"))
        )

    def run(self, at: int, limit: int) -> int:
        """Return the index behind the run of capitalised words (name particles and initials inside) at ``at``."""
        tags = self.tag
        end = at
        while end < limit and (
            tags[end] in "X·" or (self.low[end] in PARTICLES and end + 1 < limit and tags[end + 1] == "X")
        ):
            end += 1
        while end > at and tags[end - 1] == "·" and len(self.word[end - 2]) > 2:
            end -= 1
        return end

    # ------------------------------------------------------------------ phrases

    def noun_start(self, at: int) -> int:
        """Return where the noun phrase that the word at ``at`` stands in starts, eight words back at most."""
        start = at
        while start > 0 and self.tag[start - 1] in "nXpGB·" and at - start < 8:
            start -= 1
        return start

    def base(self, first: int, last: int) -> int:
        """Return the index behind the plain noun phrase that opens ``[first, last)``: before its first preposition or clause."""
        tags, low = self.tag, self.low
        for i in range(first + 1, last):
            if self.capital(i, first, last):
                continue
            if tags[i] in "IHSVA(TO" or (tags[i] == "E" and tags[i - 1] in "nXBW"):
                if low[i] not in {"than", "least", "most"}:
                    return i
            elif self._trails(i, last):
                return i
        return last

    def _trails(self, at: int, last: int) -> bool:
        """Return whether an adverb of place or time, or an adjective with a complement, follows the noun phrase at ``at``."""
        low = self.low[at]
        if low in {"here", "there", "now"}:
            return at == last - 1
        if low in AFTER_NOUNS:
            return at < last - 1 and self.tag[at + 1] in "IT"
        return low in {"last", "this", "next"} and at < last - 1 and self.tag[at + 1] == "W"

    def chunks(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the comma-parted chunks of ``[first, last)``."""
        bounds = [first - 1, *(i for i in range(first, last) if self.tag[i] == ","), last]
        return [(a + 1, b) for a, b in pairwise(bounds) if b > a + 1]


def _retagged(words: Words, known: Lists) -> list[str]:
    """Return the tags with three kinds of names made names.

    These are ``al-Rashed``, ``He`` between names (``Mayor He Guoqiang``), and a sentence's first word that elsewhere
    ends a name (``Burns said``).
    """
    tags = list(words.tag)
    lower = {word for word in words.word if word.islower()}
    ends = {
        low
        for before, tag, low in zip(tags, tags[1:], words.low[1:], strict=False)
        if before == "X" == tag and low not in lower
    }
    for i, (word, low, tag) in enumerate(zip(words.word, words.low, words.tag, strict=True)):
        if tag in "X#":
            continue
        if word == low:
            named = "-" in word and _prefixed(word)
        elif word == "He":
            named = 0 < i < len(tags) - 1 and tags[i - 1] in "Xn" and tags[i + 1] == "X"
        else:
            named = low in ends or _prefixed(word) or _is_name(words, tags, i, known)
        if named:
            tags[i] = "X"
    return tags


def _is_name(words: Words, tags: list[str], at: int, known: Lists) -> bool:
    """Return whether a listed word is a given name before a surname (``Mark Manson``), or ``May`` behind one."""
    if not words.word[at][0].isupper():
        return False
    if tags[at] in "nBVE" and at + 1 < len(tags) and tags[at + 1] == "X":
        return known.is_given(words.low[at])
    return words.word[at] == "May" and at > 0 and tags[at - 1] == "X" and known.is_given(words.low[at - 1])


def _prefixed(word: str) -> bool:
    """Return whether ``word`` is a name behind a joined particle, ``al-Rashed``."""
    if word[0].isupper() or "-" not in word:
        return False
    particle, _, name = word.partition("-")
    return particle in PARTICLES and name[:1].isupper()
