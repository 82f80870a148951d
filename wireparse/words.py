"""The words of a text, each with a one-letter tag from closed lists: what the stages walk over.

``Words`` holds parallel lists, for this is the hot path: surface, lower-case form, tag and offsets; and in one string the
kinds of each word that the stages look for. The tags:

====  ==========================================  ====  ===========================================
``D``  determiner, possessive determiner           ``I``  preposition
``P``  subject pronoun                             ``O``  object or reflexive pronoun
``T``  "to"                                        ``C``  coordinating conjunction
``S``  subordinating conjunction, complementizer   ``H``  relative pronoun
``A``  auxiliary or modal                          ``R``  adverb, negation
``V``  verb form that is finite whenever it stands ``E``  verb form in -ed or alike: past or participle
``B``  verb form that may be a noun as well        ``G``  verb form in -ing
``X``  capitalised word                            ``n``  any other word
``#``  number or number word                       ``W``  weekday, month or other time word
``p``  the possessive 's or '                      ``q``  quotation mark
``(``  opening bracket                             ``)``  closing bracket
``,``  comma                                       ``-``  dash
``;``  semicolon                                   ``:``  colon
``.``  stop that may end a sentence: . ! ? ...     ``·``  stop inside a sentence (set by the sentence stage)
``~``  any other mark
====  ==========================================  ====  ===========================================
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from operator import add, itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.packs import Pack

# What counts as white space between words: control characters as well.
BLANK = r"[\s\x00-\x1f]"
# How the address of a site ends: "the website Kelm.no" is one word.
DOMAINS = (
    r"com|org|net|info|gov|edu|int|eu|tv|io|news|(?:com?|org)\.[a-z]{2}|at|au|be|br|ca|ch|cn|cz|de|dk|es|fi|fr|gr|hu|ie|il|in|ir|it|jp|ke|kr|ma"
    "|mx|ng|nl|no|nz|pl|pt|ro|rs|ru|se|sk|sn|tn|tr|ua|uk|za"
)
# A word with the white space behind it, so that one look in the memo does for both. The first line tells most words and
# marks at a glance. Numbers keep their separators; an abbreviation with inner stops (U.S., a.m.) is one word; a
# possessive 's is a word of its own, other apostrophes stay inside (don't, O'Neal, al-Sha'ir). Money of letters parts from its
# amount (RM25); a word that ends in a number keeps it whole (magnitude-6.3, P5,000). A stroke joins names (AFP/Reuters); of
# three marks in a row the first stands alone, it closes what is quoted inside.
TOKEN = re.compile(
    rf"(?:[A-Za-z]++|[,.]) (?!{BLANK})|[A-Za-z]{{2,}}+(?=[,\"]|\.(?![a-z]))"
    rf"|(?:(?:[^\W\d_]\.){{2,}}|[^\W_]{{2,}}+(?:[-.][^\W_]+){{0,2}}\.(?:{DOMAINS})(?![^\W_])"
    r"|\d+(?:[.,:/]\d+)*(?:[-‐][^\W_]+(?:[.,]\d+)*)*"
    r"|['’](?:[sS]|d|ll|m|re|ve)(?![^\W_])"
    r"|(?:Dh|DM|EUR|GBP|RM|Rp|Rs|Tk|USD)(?=\d)"
    r"|[^\W_]+(?:(?:['’](?!(?:[sS]|d|ll|m|re|ve)(?![^\W_]))|[-‐&_]|/(?=[A-Z]))[^\W_]+)*(?:(?<=\d)(?:(?:,\d{3})+|\.\d+))?"
    rf"|\.{{2,}}|-{{2,}}|``|''(?!')|’’|‘‘|.){BLANK}*"
    , re.DOTALL,
)
WHITE = "".join(map(chr, range(33))) + "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

MARKS = {
    ",": ",", "،": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")", ".": ".", "!": ".", "?": ".",
    "…": ".", "--": "-", "---": "-", "–": "-", "—": "-", "-": "-", "'s": "p", "’s": "p", "'S": "p", "’S": "p",
    **dict.fromkeys(('"', "“", "”", "„", "‟", "«", "»", "``", "''", "’’", "‘‘", "'", "‘", "’", "‹", "›", "‚", "`"), "q"),
}

# The lists of a pack's [tags] table, in order of rising precedence: a word in two lists takes the later tag.
LISTS = {
    "other": "n", "verb_base": "B", "verb_past": "E", "verb_finite": "V", "verb_ing": "G", "adverb": "R", "number": "#",
    "time": "W", "preposition": "I", "subordinator": "S", "relative": "H", "determiner": "D", "object": "O",
    "auxiliary": "A", "conjunction": "C", "pronoun": "P", "to": "T",
}
# Lists of the [types] table whose words are common nouns, whatever capital a sentence's start gives them.
COMMON = ("role", "document", "group", "witness", "expert", "anonymous", "medium", "security", "organisation")
CLOSED = frozenset("RISHDOACPTW#")
MEMO_LIMIT = 20_000  # some 5 MB; much text goes by before it is full, so that emptying it costs next to nothing
# Longer words are rare, and not remembered.
LONGEST = 40
LONGEST_NICKNAME = 2


class Kind:
    """A kind of words that a stage looks for: those of which what ``holds`` gives for a pack says so, by their lower-case form.

    It is one bit of each character of ``Words.kinds``, so that ``search`` and ``finditer``, of a pattern, find the few words
    of a kind at once and no table is looked up for all the others. Made when a stage is imported, before any text is read.
    """

    __slots__ = ("bit", "finditer", "holds", "search")

    def __init__(self, holds: Callable[[Pack], Callable[[str], object]]) -> None:
        self.holds = holds
        self.bit = 1 << len(KINDS)
        first = range(self.bit, 1 << MOST_KINDS, 2 * self.bit)
        pattern = re.compile("[" + "".join(f"\\x{kinds:02x}-\\x{kinds + self.bit - 1:02x}" for kinds in first) + "]")
        self.search, self.finditer = pattern.search, pattern.finditer
        KINDS.append(self)
        lexicon.cache_clear()

    def places(self, kinds: str) -> list[int]:
        """Return where the words of this kind stand."""
        return list(map(re.Match.start, self.finditer(kinds)))


MOST_KINDS = 8
KINDS: list[Kind] = []


class Lexicon(dict[str, tuple[str, str, str, str]]):
    """What is known of one language's words: a memo from a word with its white space to word, lower-case form, tag and kinds.

    What is not there yet is decided when it is asked for; the memo is emptied when it grows too long.
    """

    __slots__ = ("_common", "_kinds", "_months", "_names", "_tags", "pack")

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self.pack = pack
        self._tags = _cue_tags(pack)
        self._tags.update({word: tag for name, tag in LISTS.items() for word in pack.words("tags", name)})
        self._common = frozenset(word for name in COMMON for word in pack.words("types", name) if word.islower())
        self._months = pack.words("tags", "months")
        self._names = pack.words("tags", "names")
        self._kinds = [(kind.bit, kind.holds(pack)) for kind in KINDS]

    def __missing__(self, piece: str) -> tuple[str, str, str, str]:
        if len(self) >= MEMO_LIMIT:
            self.clear()
        word = piece.rstrip(WHITE)
        low, tag = self._decide(word)
        kinds = chr(sum([bit for bit, holds in self._kinds if holds(low)]))
        found = (word, word if low == word else low, tag, kinds)
        if len(piece) <= LONGEST:
            self[piece] = found
        return found

    def listed(self, low: str) -> str:
        """Return the tag of ``low`` in the lists, or an empty string: for words whose capital is no sign of a name."""
        common = low in self._common or low.removesuffix("s") in self._common
        return self._tags.get(low, "n" if common else "")

    def _decide(self, surface: str) -> tuple[str, str]:
        mark = MARKS.get(surface)
        if mark:
            return surface, mark
        low = surface.lower().replace("’", "'")
        first = surface[0]
        if first.isdigit():
            return low, "#"
        tag = self._tags.get(low)
        if not first.isalpha():
            return low, tag or ("." if first == "." else "-" if first == "-" else "~")
        if surface != low and first.isupper():
            if low in self._months:
                return low, "W"
            # "US", "IT" and "WHO" in capitals are names, "It" and "But" are not.
            if tag is None or tag not in CLOSED or low in self._names or (len(surface) in (2, 3, 4) and surface.isupper()):
                return low, "X"
            return low, tag
        return low, tag or guess(low)


def _cue_tags(pack: Pack) -> dict[str, str]:
    """Return the tags of the cue verbs' forms; an -s form that is a plural as well is open (``claims``, ``witnesses``)."""
    nouns = pack.words("cues", "homographs").union(*(pack.words("types", name) for name in COMMON))
    tags: dict[str, str] = {}
    for row in pack.rows("cues", "verbs"):
        forms = row[1].split()
        tags.update(zip(forms, "BBEEG" if forms[0] in nouns else "BVEEG", strict=True))
    return tags


def guess(low: str) -> str:
    """Return the tag of a word in no list, by its ending."""
    if low.endswith("ing") and len(low) > 5:
        return "G"
    if low.endswith("ed") and len(low) > 4:
        return "E"
    if low.endswith("ly") and len(low) > 4 and "-" not in low:
        return "R"
    return "n"


@cache
def lexicon(pack: Pack) -> Lexicon:
    """Return the lexicon of ``pack``, made once a process."""
    return Lexicon(pack)


class Words:
    """Parallel lists over one stretch of text: ``word[i]`` is ``text[start[i]:end[i]]``, ``low[i]`` its lower-case form, ``kinds[i]`` what kinds it is of."""

    __slots__ = ("end", "kinds", "lexicon", "low", "start", "tag", "text", "word")

    def __init__(self, text: str, start: int, end: int, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        first = end - len(text[start:end].lstrip(WHITE))
        pieces = TOKEN.findall(text, first, end)
        found = list(map(lexicon.__getitem__, pieces))
        self.word: list[str] = list(map(itemgetter(0), found))
        self.low: list[str] = list(map(itemgetter(1), found))
        self.tag: list[str] = list(map(itemgetter(2), found))
        self.kinds = "".join(map(itemgetter(3), found))
        self.start = list(accumulate(map(len, pieces), initial=first))
        self.start.pop()
        self.end = list(map(add, self.start, map(len, self.word)))

    def __len__(self) -> int:
        return len(self.word)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the words ``first`` to before ``last``."""
        return self.start[first], self.end[last - 1]


def read_words(text: str, start: int, end: int, pack: Pack) -> Words:
    """Return the words of ``text[start:end]``, tagged with the lists of ``pack``."""
    return Words(text, start, end, lexicon(pack))


def nickname_end(words: Words, at: int) -> int:
    """Return the index behind the nickname inside a name that the mark at ``at`` opens (``Earl "Dusty" Roe``); 0 if it opens none."""
    if not at or words.tag[at - 1] not in "X·":
        return 0
    last = next((i for i in range(at + 2, min(at + 2 + LONGEST_NICKNAME, len(words.tag) - 1)) if words.tag[i] == "q"), 0)
    if not last or words.tag[last + 1] != "X":
        return 0
    return last + 1 if all(word[0].isupper() for word in words.word[at + 1 : last]) else 0
