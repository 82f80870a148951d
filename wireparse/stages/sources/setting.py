"""The body as the source stage walks over it: sentences, quotations, and which capitals are names."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import lists

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.stages.sources.nounlists import Lists
    from wireparse.stages.sources.terms import Terms
    from wireparse.words import Words

# Words that a capital between two capitalised ones makes part of a name: "Doctors Without Borders".
BRIDGES = frozenset("IRBEVGnSOCA")
VERBS = frozenset("VA")
APOSTROPHES = frozenset("'’")


class Setting:
    """The words of one body with what the walks over them need, each list as long as the words are."""

    __slots__ = (
        "begins",
        "lists",
        "low",
        "lower",
        "named",
        "placed",
        "quoted",
        "sentence",
        "tag",
        "terms",
        "word",
        "words",
    )

    def __init__(self, words: Words, pack: Pack) -> None:
        self.words = words
        self.lists = lists(pack)
        self.terms = self.lists.terms
        self.lower = {word for word in set(words.word) if word.islower()}
        self.word, self.low, self.tag = words.word, words.low, _retagged(words, self.lower, self.lists)
        self.sentence: list[int] = []
        self.begins: list[int] = [0]
        self.quoted: list[bool] = []
        self._walk()
        self._lower_openers()
        self.named = {low for i, low in enumerate(self.low) if self.tag[i] == "X" and not self.opens(i)}
        self.placed = {
            low
            for before, low, tag in zip(self.low, self.low[1:], self.tag[1:], strict=False)
            if tag == "X" and before in self.terms.in_places
        }

    def _walk(self) -> None:
        """Number the sentences, and mark the words inside quotation marks; a paragraph's end closes what is open."""
        text, begins, sentence, quoted = self.words.text, self.begins, self.sentence, self.quoted
        inside = False
        number = behind = 0
        for i, (tag, start, end) in enumerate(zip(self.tag, self.words.start, self.words.end, strict=True)):
            if start - behind > 1 and i and text.count("\n", behind, start) > 1:
                inside = False
                if begins[-1] != i:
                    begins.append(i)
                    number += 1
            sentence.append(number)
            if tag == "q" and self.word[i] not in APOSTROPHES:
                inside = self.word[i] in "“«``" or (self.word[i] == '"' and not inside)
            quoted.append(inside)
            if tag == "." and i + 1 < len(self.tag) and not self._closes(i + 1):
                begins.append(i + 1)
                number += 1
            behind = end

    def _lower_openers(self) -> None:
        """Take the adjectives that only their sentence's start writes with a capital out of names: ``Senior EU officials``."""
        tags, low, openers = self.tag, self.low, self.terms.openers
        inside = {low[i] for i in range(1, len(tags)) if tags[i] == "X" and low[i] in openers and not self.opens(i)}
        for begin in self.begins:
            at = next((i for i in range(begin, len(tags)) if tags[i] not in "q("), begin)
            if at < len(tags) - 1 and tags[at] == "X" and low[at] in openers and low[at] not in inside:
                tags[at] = "n"

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
        if tag == "p":
            return self.tag[at - 1] == "X" and self.low[at - 1] in self.terms.collective
        if tag in BRIDGES and self.word[at][0].isupper():
            return self.tag[at - 1] == "X" or self.word[at - 1][0].isupper()
        return self.tag[at - 1] == "X" and (
            self.word[at] == "&" or (self.word[at] in APOSTROPHES and self.low[at - 1].endswith("s"))
        )

    def run(self, at: int, limit: int) -> int:
        """Return the index behind the run of capitalised words (name particles and initials inside) at ``at``."""
        tags, particles = self.tag, self.terms.particles
        end = at
        while end < limit and (
            tags[end] in "X·" or (self.low[end] in particles and end + 1 < limit and tags[end + 1] == "X")
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
                if low[i] not in self.terms.comparing:
                    return i
            elif (tags[i] in "GB" and self._acts(i, last)) or self._trails(i, last):
                return i
        return last

    def _acts(self, at: int, last: int) -> bool:
        """Return whether a participle with a complement follows its noun: ``doctors working there``, ``a panel set up to``."""
        if self.tag[at] == "B" and self.low[at] not in self.terms.participles:
            return False
        if at == last - 1:
            return self.tag[at] == "G" and self.tag[at - 1] == "X"
        return self.tag[at - 1] in "nXB" and self.tag[at + 1] in "IDTOSPR"

    def _trails(self, at: int, last: int) -> bool:
        """Return whether an adverb of place or time, or an adjective with a complement, follows the noun phrase at ``at``."""
        low, terms = self.low[at], self.terms
        if low in terms.trailing:
            return at == last - 1
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


def _retagged(words: Words, lower: set[str], known: Lists) -> list[str]:
    """Return the tags with three kinds of names made names.

    These are ``al-Rashed``, ``He`` between names (``Mayor He Guoqiang``), and a sentence's first word that elsewhere
    ends a name (``Burns said``).
    """
    tags, terms = list(words.tag), known.terms
    ends = {
        low
        for before, tag, low in zip(tags, tags[1:], words.low[1:], strict=False)
        if before == "X" == tag and low not in lower
    }
    for i, (word, low, tag) in enumerate(zip(words.word, words.low, words.tag, strict=True)):
        if (word == low and "-" not in word) or tag in "X#":
            continue
        if low in terms.pronoun_names:
            named = 0 < i < len(tags) - 1 and tags[i - 1] in "Xn" and tags[i + 1] == "X"
        else:
            capital = word != low and (low in ends or _is_name(words, tags, i, known))
            named = capital or _prefixed(word, terms)
        if named:
            tags[i] = "X"
    return tags


def _is_name(words: Words, tags: list[str], at: int, known: Lists) -> bool:
    """Return whether a listed word is a given name before a surname (``Mark Manson``), or ``May`` behind one."""
    if not words.word[at][0].isupper():
        return False
    if tags[at] in "nBVE" and at + 1 < len(tags) and tags[at + 1] == "X":
        return known.is_given(words.low[at])
    return (
        words.low[at] in known.terms.month_names
        and words.word[at].istitle()
        and at > 0
        and tags[at - 1] == "X"
        and known.is_given(words.low[at - 1])
    )


def _prefixed(word: str, terms: Terms) -> bool:
    """Return whether ``word`` is a name behind a joined particle, ``al-Rashed``."""
    if word[0].isupper() or "-" not in word:
        return False
    particle, _, name = word.partition("-")
    return particle in terms.particles and name[:1].isupper()
