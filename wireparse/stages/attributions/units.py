"""Units: the sentences that one quotation ties together, as masked words for the attribution frames to walk over.

Quotations are one item each (tag ``Q``), brackets vanish into the word before them, inner stops likewise. What frames
ask again and again (where verbs stand, how far a clause reaches) is computed once a unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from wireparse.stages.attributions.grammar import load_grammar
from wireparse.stages.attributions.settle import settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wireparse.span import Offsets
    from wireparse.stages.attributions.grammar import Grammar
    from wireparse.stages.attributions.settle import Rules
    from wireparse.stages.quotes import Quote
    from wireparse.stages.sentences import Sentence
    from wireparse.words import Words

MARKED = re.compile(r"[(·)qp\-~P]")
OUTSIDE = "." * 8
NONE = "\0"
VERBS = re.compile("[VAE]")
TITLED = re.compile("[nX](?=DX)")
# ", charges he has always denied": a plural that looks like a verb is the noun that the next clause takes up.
DENIED = re.compile(",[VB](?:P|X+|D?n+)[AR]*[EVB](?=[,.ISC]|$)")
# A small word between two of a name.
INNER = re.compile("(?<=[nX])[CIS](?=X)")
NOMINAL = frozenset("nX#pWBG")
BRACKET_LIMIT = 60
TICKER = 8
# How many words a name in quotation marks has, and how long the small words inside are.
LONGEST_NAME, LONGEST_SMALL = 6, 3
SIGNS = {"&": "X", "$": "#", "€": "#", "£": "#", "¥": "#", "%": "#"}


class Unit:
    """Masked words of one unit: parallel lists of tag, lower-case form and offsets; ``quote`` maps items to quotations."""

    __slots__ = (
        "end", "grammar", "kinds", "line", "low", "lows_around", "opening", "over", "paragraph", "quote", "sentence", "settled", "start",
        "subjects", "tag", "tags_around", "text", "untimed", "verbs",
    )

    def __init__(self, text: str, paragraph: int, sentence: int, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.paragraph = paragraph
        self.sentence = sentence
        self.tag: list[str] = []
        self.low: list[str] = []
        # Of which kinds each word is, as in Words.
        self.kinds = ""
        self.start: list[int] = []
        self.end: list[int] = []
        self.quote: dict[int, Quote] = {}
        # The tag of a quotation's first word: 'leaders "are meeting"' has its verb inside.
        self.opening: dict[int, str] = {}
        # Where finite verbs stand, in order, once that is asked: of two units in five it never is.
        self.verbs: list[int] | None = None
        # The settled tags as one string, for what can be asked of a stretch at once.
        self.line = ""
        # Tags and words with what stands outside the unit behind them, where a negative index finds it too.
        self.tags_around: list[str] = []
        self.lows_around: list[str] = []
        # Whether content is over at a comma, and whether what follows dates it or is beside it, by place and limit.
        self.over: dict[tuple[int, int], tuple[bool, bool, bool]] = {}
        # What walks.subject found, by verb: several readings ask for the same.
        self.subjects: dict[int, tuple[int, int] | None] = {}
        # What times.before_times found, by where it started.
        self.untimed: dict[int, int] = {}
        # The ids of the contextual rules that set a tag.
        self.settled: list[str] = []

    def __len__(self) -> int:
        return len(self.tag)

    def finite(self, first: int, last: int) -> bool:
        """Return whether a verb that is surely finite stands in ``[first, last)``."""
        verbs = self.verbs
        if verbs is None:
            verbs = self.verbs = [at for at in map(re.Match.start, VERBS.finditer(self.line)) if self.tag[at] != "E" or _past_tense(self, at)]
        at = bisect_left(verbs, first)
        return at < len(verbs) and verbs[at] < last

    def span(self, first: int, last: int) -> Offsets:
        """Return the offsets of the items ``first`` to before ``last``."""
        return self.start[first], self.end[last - 1]

    def quotes(self, first: int, last: int) -> list[int]:
        """Return the items in ``[first, last)`` that are quotations."""
        return [at for at in self.quote if first <= at < last]

    def next_comma(self, at: int, limit: int) -> int:
        """Return the index of the first comma in ``[at, limit)``, or ``limit``."""
        found = self.line.find(",", at, limit)
        return limit if found < 0 else found

    def closes(self, at: int) -> bool:
        """Return whether the quotation at ``at`` ends like a sentence or before its reporting clause, with a comma."""
        end = self.quote[at].end
        # “... a 'higher level,'”
        end -= self.text[end - 1 : end] in {"'", "’"}
        return self.text[end - 1 : end] in {",", ".", "?", "!", "…"}

    def infinitive(self, at: int) -> bool:
        """Return whether an infinitive opens at ``at``: a "to", or a quotation that begins with one."""
        return self.tag_at(at) == "T" or (at in self.quote and self.opening[at] == "T")

    def low_at(self, at: int) -> str:
        """Return the lower-case form at ``at``, or an empty string outside the unit."""
        try:
            return self.lows_around[at]
        except IndexError:
            return ""

    def tag_at(self, at: int) -> str:
        """Return the tag at ``at``, or a stop outside the unit."""
        try:
            return self.tags_around[at]
        except IndexError:
            return "."


def make_units(words: Words, sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> Iterator[Unit]:
    """Yield the units of the body in order: a sentence, those that one closed quotation reaches over, or one and its quotation."""
    grammar = load_grammar(words.lexicon.pack)
    at, first = 0, 0
    held: list[Quote] = []
    for number, sentence in enumerate(sentences):
        while at < len(quotes) and quotes[at].first < sentence.last:
            held.append(quotes[at])
            at += 1
        if held and held[-1].last > sentence.last and number + 1 < len(sentences):
            continue
        if words.tag[sentence.last - 1] == ":" and at < len(quotes) and _all_quoted(sentences, number + 1, quotes[at]):
            # "The mayor said:", and a paragraph that is the quotation
            continue
        head = sentences[first]
        yield build(words, head.first, sentence.last, held, Unit(words.text, sentence.paragraph, first, grammar))
        first, held = number + 1, []


def _all_quoted(sentences: Sequence[Sentence], number: int, quote: Quote) -> bool:
    """Return whether ``quote`` opens the sentence ``number`` and ends with a sentence."""
    if number >= len(sentences) or sentences[number].first != quote.first:
        return False
    ends = next((one.last for one in islice(sentences, number, None) if one.last >= quote.last), None)
    return ends == quote.last


def build(words: Words, first: int, last: int, quotes: Iterable[Quote], unit: Unit) -> Unit:
    """Return ``unit`` filled with the words ``first`` to before ``last``, quotations inside them masked; not yet settled."""
    at = first
    for quote in quotes:
        _plain(words, at, quote.first, unit)
        if _is_name(words, quote, last, unit):
            _add(unit, "X", "", words.start[quote.first], words.end[quote.last - 1])
            at = quote.last
            continue
        unit.quote[len(unit.tag)] = quote
        unit.opening[len(unit.tag)] = _opening(words, quote)
        _add(unit, "Q", "", words.start[quote.first], words.end[quote.last - 1])
        at = max(quote.last, quote.first + 1)
    _plain(words, at, last, unit)
    return unit


def _is_name(words: Words, quote: Quote, last: int, unit: Unit) -> bool:
    """Return whether a quotation is the name of something: ``the magazine "Der Bote"``, ``the "Red Lion"``."""
    inner = words.word[quote.first + 1 : quote.last - 1]
    if not 0 < len(inner) <= LONGEST_NAME or not inner[0][0].isupper() or not inner[-1][0].isupper() or not inner[-1][-1].isalnum():
        return False
    if any(word[0].islower() and len(word) > LONGEST_SMALL for word in inner):
        return False
    if not unit.tag:
        return False
    behind = words.tag[quote.last] if quote.last < last else "."
    if unit.tag[-1] == "n":
        return unit.low[-1] in unit.grammar.entitled
    # "the owner of the "Red Lion"", but "they called him the "Butcher of Velm""
    return unit.low[-1] in unit.grammar.definite and (behind not in ".,;" or unit.tag[-2:-1] == ["I"])


def settled_unit(unit: Unit, rules: Rules) -> Unit:
    """Return ``unit`` with its tags settled, which is done once, and with what the frames look up."""
    if unit.line:
        return unit
    line = "".join(unit.tag)
    for found in TITLED.finditer(line) if "DX" in line else ():
        # "the newspaper The Courier": part of the name
        if unit.text[unit.start[found.end()]].isupper():
            unit.tag[found.end()] = "X"
            line = "".join(unit.tag)
    for at in map(re.Match.start, INNER.finditer(line)):
        if (unit.text[unit.start[at]].isupper() and not unit.low[at - 1].endswith(".")) or _joins_name(unit, at):
            # "Doctors Without Borders", "the Food and Drug Agency"
            unit.tag[at] = "X"
    unit.settled = settle(unit.tag, unit.low, unit.kinds, rules)
    unit.line = "".join(unit.tag)
    for found in DENIED.finditer(unit.line) if ",V" in unit.line or ",B" in unit.line else ():
        noun = found.start() + 1
        if unit.low[found.end() - 1] in unit.grammar.denying and unit.low[noun].removesuffix("s") in unit.grammar.commenting:
            unit.tag[noun] = "n"
            unit.line = "".join(unit.tag)
    unit.tags_around, unit.lows_around = [*unit.tag, *OUTSIDE], [*unit.low, *[""] * len(OUTSIDE)]
    return unit


def _joins_name(unit: Unit, at: int) -> bool:
    """Return whether the "and" at ``at`` stands inside the name of a body: behind one word and its article, before the noun for it."""
    end = at + 1
    while end < len(unit.tag) and unit.tag[end] == "X":
        end += 1
    single = at > 1 and unit.tag[at - 2] in "Dp"
    return single and end > at + 2 and unit.low[at] == "and" and unit.low[end - 1] in unit.grammar.bodied


def _opening(words: Words, quote: Quote) -> str:
    """Return the tag of a quotation's first word, adverbs before a verb left out, a stop where there is none.

    ``"not to worry"`` is an infinitive, ``the boat "just broke in two"`` and ``she "deeply regrets" it`` have a verb.
    """
    at, last = quote.first + 1, quote.last
    while at + 1 < last and words.tag[at] == "R" and words.tag[at + 1] in "RVEB":
        at += 1
    if at > quote.first + 1 and words.tag[at] == "B":
        return "V" if words.low[at].endswith("s") else "R"
    at += at < last and words.low[at] == "not"
    return words.tag[at] if at < last else "."


def _plain(words: Words, first: int, last: int, unit: Unit) -> None:
    """Add the words of ``[first, last)``, in which no quotation stands."""
    line = "".join(words.tag[first:last])
    at = first
    while at < last:
        found = MARKED.search(line, at - first)
        mark = first + found.start() if found else last
        if mark > at:
            unit.tag += words.tag[at:mark]
            unit.low += words.low[at:mark]
            unit.kinds += words.kinds[at:mark]
            unit.start += words.start[at:mark]
            unit.end += words.end[at:mark]
        at = _marked(words, mark, last, unit) if found else last


def _add(unit: Unit, tag: str, low: str, start: int, end: int, kinds: str = NONE) -> None:
    unit.tag.append(tag)
    unit.low.append(low)
    unit.kinds += kinds
    unit.start.append(start)
    unit.end.append(end)


def _marked(words: Words, at: int, last: int, unit: Unit) -> int:
    """Add the mark or open word at ``at``, or fold it into the word before; return the index of the next."""
    tag = words.tag[at]
    if tag == "(":
        behind = _bracket(words, at, last)
        noted = at + 1 < last and words.low[at + 1] in unit.grammar.editors
        # a time told twice: "at 4:00 am (0400 GMT)"
        timed = unit.tag[-2:] == ["#", "A"]
        if behind and unit.tag and (unit.tag[-1] in NOMINAL or timed) and not noted:
            unit.end[-1] = words.end[behind - 1]
        return behind or at + 1
    if words.word[at] in "<>":
        behind = _behind_ticker(words, at, last)
        if behind > at + 1 and unit.tag and unit.tag[-1] in NOMINAL:
            unit.end[-1] = words.end[behind - 1]
        return behind
    if tag == "·":
        if unit.tag and unit.end[-1] == words.start[at]:
            unit.end[-1] = words.end[at]
        return at + 1
    tag = _told(words, at, last, unit)
    if tag:
        _add(unit, tag, words.low[at], words.start[at], words.end[at], words.kinds[at])
    return at + 1


def _told(words: Words, at: int, last: int, unit: Unit) -> str:
    """Return the tag of a mark or open word by what stands around it; empty for a mark that is left out."""
    tag, word = words.tag[at], words.word[at]
    glued = not _spaced(words, at)
    if tag == "q":
        return "p" if word in {"'", "’"} and glued and unit.low and unit.low[-1].endswith("s") else ""
    if tag == "p" and unit.tag and (unit.tag[-1] in "PH" or unit.low[-1] in unit.grammar.contracted):
        return "A"
    if tag == ")" or (tag == "-" and word == "-" and glued):
        return ""
    if tag == "P" and words.low[at] == "there" and not _exists(words, at, last, unit):
        return "R"
    return SIGNS.get(word, tag) if tag == "~" else tag


def _behind_ticker(words: Words, at: int, last: int) -> int:
    """Return the index behind the exchange's sign at ``at`` (``<IBM.N>``); of a longer ``<name>`` only the mark is left out."""
    for i in range(at + 1, min(last, at + TICKER)):
        if words.word[i] == ">":
            return i + 1
        if words.start[i] > words.end[i - 1]:
            break
    return at + 1


def _exists(words: Words, at: int, last: int, unit: Unit) -> bool:
    """Return whether the "there" at ``at`` is a subject (``there was``), no place (``an official there said``)."""
    following = words.tag[at + 1] if at + 1 < last else "V"
    return following in "AR" or (following == "V" and not (unit.tag and unit.tag[-1] in "nXO"))


def _spaced(words: Words, at: int) -> bool:
    return at > 0 and words.start[at] > words.end[at - 1]


def _bracket(words: Words, at: int, last: int) -> int:
    """Return the index behind the bracket that opens at ``at``, or 0 when it does not close soon."""
    for i in range(at + 1, min(last, at + BRACKET_LIMIT)):
        if words.tag[i] == ")":
            return i + 1
    return 0


def _past_tense(unit: Unit, at: int) -> bool:
    """Return whether the -ed form at ``at`` is finite: a pronoun, or a name with a complement behind, makes it so."""
    if at == 0:
        return False
    before = unit.tag[at - 1] if unit.tag[at - 1] != "R" else unit.tag_at(at - 2)
    return unit.low[at] == "said" or before == "P" or (before == "X" and unit.tag_at(at + 1) in "DX#TSPO")
