"""Which language a text reads like, by the small words that no text can do without."""

from __future__ import annotations

import re
from functools import cache

from wireparse.packs import SHARED, load_pack

WINDOW = 1200
ENOUGH = 5
"""So many small words of another language, and more than twice as many as English ones, speak against English."""
FEW = 3
WORD = re.compile(r"[^\W\d_]+")
NO_LETTERS = {number: " " for number in range(128) if not chr(number).isalpha()}
LATIN = re.compile("[a-zA-ZÀ-ɏ]")
ENGLISH = "en"
UNKNOWN = "und"


def read_language(text: str, stated: str | None) -> str:
    """Return the code of the language that ``text`` is in, two letters; ``stated`` is what its format says.

    English is what a text without witnesses is taken for, and what ``stated`` gives way to where the words are so.

    >>> read_language("Le ministre a dit que la mine sera fermée dans les jours qui suivent.", None)
    'fr'
    >>> read_language("The minister said that the mine would be shut.", "it")
    'en'
    """
    words = _words(text[:WINDOW].lower())
    own, others = _small_words()
    english = sum(map(own.__contains__, words))
    foreign = list(filter(others.__contains__, words))
    if english and not stated and len(foreign) <= 2 * english:
        # most texts: no other language can have more of them
        return ENGLISH
    counts = dict.fromkeys(_names(), 0)
    del counts[ENGLISH]
    for word in foreign:
        for code in others[word]:
            counts[code] += 1
    likely = max(counts, key=counts.__getitem__)
    code = (stated or "").lower().replace("_", "-").partition("-")[0]
    if len(code) == 2 and code != ENGLISH:  # not "x-default"
        return ENGLISH if english >= FEW and english > counts[likely] else code
    if counts[likely] >= ENOUGH and counts[likely] > 2 * english:
        return likely
    if english or not _is_foreign(text[:WINDOW]):
        return ENGLISH
    return likely if counts[likely] else UNKNOWN


def _words(low: str) -> list[str]:
    """Return the words of ``low``; of ASCII, as most dispatches are, in a third of the time."""
    return low.translate(NO_LETTERS).split() if low.isascii() else WORD.findall(low)


def language_named(code: str) -> str:
    """Return the English name of the language ``code``, or the code."""
    return _names().get(code, code)


def _is_foreign(text: str) -> bool:
    """Return whether most letters are of another script."""
    letters = sum(map(str.isalpha, text))
    return letters > 2 * len(LATIN.findall(text))


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in load_pack(SHARED).rows("languages")}


@cache
def _small_words() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Return the small words of English, and those of the other languages with their codes."""
    own, others = frozenset[str](), dict[str, tuple[str, ...]]()
    for code, _, words in load_pack(SHARED).rows("languages"):
        if code == ENGLISH:
            own = frozenset(words.split())
            continue
        for word in words.split():
            others[word] = (*others.get(word, ()), code)
    return own, others
