"""Numbers as written in dispatches: digits and words, scales, ranges, fractions and vague counts, read over the words.

``read_number`` tells what stands at one word; whether that is a figure at all is for ``figures`` to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.figures.numerals import LONGEST_DIGITS, Number, Numerals, plain, tidy

if TYPE_CHECKING:
    from wireparse.words import Words

DASHES = frozenset("-–‐")
SIGNS = frozenset("$€£¥")
HYPHENS = str.maketrans("‐", "-")
LARGEST = 10**15
HUNDRED = 100
SLIPS = str.maketrans("Oo", "00")
LEAP, AWAY, NEAR = 4, 16, 3


def read_number(words: Words, at: int, last: int, known: Numerals) -> Number | None:
    """Return the number that opens at the word ``at`` and ends before ``last``, or None.

    A clock time (``10:30``), a phone number and a code that mixes digits and letters are none.
    """
    low = words.low[at]
    if low[0].isdigit():
        number = _digits(words, at, last, known)
    elif low in known.vague:
        number = _vague(words, at, last, known)
    else:
        number = _spelled(words, at, last, known)
    if number is None or number.tail or number.vague:
        return number
    return _range(words, number, last, known)


def joined(words: Words, at: int, last: int) -> bool:
    """Return whether the word ``at`` stands before ``last`` and follows without a space."""
    return 0 < at < last and words.start[at] == words.end[at - 1]


def _digits(words: Words, at: int, last: int, known: Numerals) -> Number | None:
    low, end = words.low[at], at + 1
    glued = end < last and words.start[end] == words.end[at]
    if not glued and low.isdecimal() and low.isascii() and len(low) < LONGEST_DIGITS:
        return _scaled(words, _half(words, Number(at, end, int(low), digits=True), last, known), last, known)
    text, end = _whole(words, at, last)
    head, *rest = text.lower().translate(HYPHENS).split("-")
    value = plain(head)
    if value is None:
        return None if rest else _quoted(at, head)
    number = Number(at, end, value, digits=True)
    if len(rest) > 1 and rest[0] in known.glue.to:
        # "a 25-to-30 percent premium"
        rest = rest[1:]
    if rest:
        return _ranged(words, _dashed(number, rest), last, known) if rest[0][:1].isdigit() else _tailed(number, rest, known)
    if joined(words, end, last) and words.word[end][0].isalnum():
        return _glued(words, number, last, known)
    return _scaled(words, _half(words, number, last, known), last, known)


def _quoted(at: int, text: str) -> Number | None:
    """Return the two ends of a dealer's quotation: ``152.35/40`` is 152.35 to 152.40, ``0.5693/00`` is 0.5693 to 0.5700."""
    bid, _, offer = text.partition("/")
    value = plain(bid)
    part = "." in bid and offer.isdecimal() and len(offer) <= len(bid.partition(".")[2])
    alike = ("." in bid and "." in offer) or ("," in bid and "," in offer)
    high = plain(bid[:-len(offer)] + offer) if part else plain(offer) if alike else None
    if part and len(offer) > 1 and value is not None and high is not None and high < value:
        high = tidy(high + 10 ** (len(offer) - len(bid.partition(".")[2])))
    return Number(at, at + 1, value, high, digits=True) if value is not None and high is not None and high > value else None


def _whole(words: Words, at: int, last: int) -> tuple[str, int]:
    """Return the text of the number at ``at``, put together where the words part it: ``2,000-3`` ``,`` ``000``."""
    text, end = words.word[at], at + 1
    if words.word[at].isdecimal() and joined(words, end, last) and set(words.word[end]) <= set("Oo"):
        return text + words.word[end].translate(SLIPS), end + 1
    while "-" in text and joined(words, end, last) and words.word[end] in ",/" and joined(words, end + 1, last):
        if not words.word[end + 1][0].isdecimal():
            break
        text += words.word[end] + words.word[end + 1]
        end += 2
    return text, end


def _dashed(number: Number, rest: list[str]) -> Number | None:
    """Return the range of ``15-20``, or the mixed number of ``6-1/2``; None for scores and codes."""
    other = plain(rest[0])
    if other is None or (len(rest) > 1 and rest[1][:1].isdigit()):
        return None
    number.tail = tuple(rest[1:])
    if "/" in rest[0]:
        number.value += other
        return number
    number.high = other
    return number if other > number.value else None


def _ranged(words: Words, number: Number | None, last: int, known: Numerals) -> Number | None:
    """Return the range ``number`` with the scale that follows both its ends: ``2.5-3.0 million``."""
    if number is None or number.high is None or number.tail:
        return number
    low = number.value
    number = _scaled(words, number, last, known)
    if number.high is not None and low:
        number.high = tidy(number.high * (number.value / low))
    return number


def _tailed(number: Number, rest: list[str], known: Numerals) -> Number:
    """Return ``number`` with the scales of its hyphenated ``rest`` counted in: ``640-million-pound``."""
    while rest and rest[0] in known.scales and number.value < LARGEST:
        number.value, number.scaled = tidy(number.value * known.scales[rest[0]]), True
        rest = rest[1:]
    number.tail = tuple(rest)
    return number


def _glued(words: Words, number: Number, last: int, known: Numerals) -> Number | None:
    """Return ``3.5bn`` or ``25m`` in full; None for ``88th`` and other codes, ``20kg`` keeps its unit as a tail."""
    low = words.low[number.last]
    if low in known.scales:
        return _scaled(words, number, last, known)
    if low in known.ordinal_endings:
        return None
    number.last, number.tail = number.last + 1, tuple(low.split("-"))
    return number


def _half(words: Words, number: Number, last: int, known: Numerals) -> Number:
    """Return ``number`` with a following "and a half" or ``1/2`` counted in."""
    at = number.last
    if at < last and words.low[at] in known.glue.joins and " ".join(words.low[at:min(at + 3, last)]) in known.and_a_half:
        number.last, number.value = at + 3, number.value + 0.5
    elif at < last and "/" in words.low[at] and number.value == int(number.value):
        part = plain(words.low[at])
        if part is not None and part < 1:
            number.last, number.value = at + 1, number.value + part
    return number


def _scaled(words: Words, number: Number, last: int, known: Numerals) -> Number:
    """Return ``number`` times the scale words that follow: ``1.2 billion``, ``five hundred thousand``."""
    at, value = number.last, number.value
    while at < last and words.low[at] in known.scales and value < LARGEST:
        value *= known.scales[words.low[at]]
        at += 1
    if at > number.last:
        number.last, number.value, number.scaled = at, tidy(value), True
    if at < last and "-" in words.low[at] and words.low[at].partition("-")[0] in known.scales:
        number.last = at + 1
        return _tailed(number, words.low[at].split("-"), known)
    return number


def _spelled(words: Words, at: int, last: int, known: Numerals) -> Number | None:
    """Return the number in words at ``at``: "one hundred and twenty", "two dozen", "half a million", "five-member"."""
    low = words.low[at]
    if low in known.scales:
        return _scaled_article(words, at, last, known)
    if "-" in low:
        return _hyphenated(words, at, last, known)
    if low not in known.units:
        return None
    total, current, end = 0, known.units[low], at + 1
    while end < last and total + current < LARGEST:
        low = words.low[end]
        if low in known.scales:
            scale = known.scales[low]
            current *= scale
            if scale > HUNDRED:
                total, current = total + current, 0
        elif low in known.units and _adds(words.low[end - 1], known.units[low], current, known):
            current += known.units[low]
        elif low not in known.glue.joins or not _goes_on(words, end, last, known):
            break
        end += 1
    return _scaled(words, _half(words, Number(at, end, total + current, scaled=end > at + 1), last, known), last, known)


def _adds(before: str, unit: int, current: int, known: Numerals) -> bool:
    """Return whether a number word of value ``unit`` goes on a number: "one hundred (and) twenty", "twenty six"."""
    tens = known.units.get(before, 0)
    return (current % HUNDRED == 0 and (before in known.glue.joins or before in known.scales)) or (tens >= 20 and 0 < unit < 10)


def _goes_on(words: Words, at: int, last: int, known: Numerals) -> bool:
    """Return whether "and" at ``at`` joins tens to hundreds ("one hundred and twenty")."""
    return words.low[at - 1] in known.scales and at + 1 < last and _value(words.low[at + 1], known) is not None \
        and words.low[at - 1] in known.and_goes_on


def _value(low: str, known: Numerals) -> int | None:
    parts = [known.units.get(part) for part in low.split("-")]
    return None if None in parts else sum(part for part in parts if part is not None)


def _hyphenated(words: Words, at: int, last: int, known: Numerals) -> Number | None:
    """Return the number of ``twenty-six`` or ``five-member``; None where the first part is no number word."""
    parts = words.low[at].split("-")
    value, used = 0, 0
    for part in parts[:2]:
        if part not in known.units or (used and (value % 10 or known.units[part] >= 10)):
            break
        value += known.units[part]
        used += 1
    if not used:
        return None
    number = Number(at, at + 1, value)
    if used < len(parts):
        return _tailed(number, parts[used:], known)
    return _scaled(words, _half(words, number, last, known), last, known)


def _scaled_article(words: Words, at: int, last: int, known: Numerals) -> Number | None:
    """Return "a dozen", "half a million", "several hundred", opening at the word before the scale word."""
    before = words.low[at - 1] if at else ""
    number = _scaled(words, Number(at, at, 1), last, known)
    article = before in known.glue.articles
    inner = number.last + (number.last < last and words.low[number.last] in known.glue.joins)
    if article and number.value == HUNDRED and inner < last and _value(words.low[inner], known):
        rest = _spelled(words, inner, last, known)
        if rest:
            number.value, number.last = rest.value + HUNDRED * _scale(words, rest, known), rest.last
    if article and at > 1 and words.low[at - 2] in known.indefinite:
        number.first, number.vague = at - 2, True
    elif before in known.glue.of and at > 1 and words.low[at - 2] in known.couple:
        number.first, number.value, number.vague = at - 3, number.value * 2, True
    elif article and at > 1 and words.low[at - 2] in known.half:
        number.first, number.value = at - 2, tidy(number.value / 2)
    elif article or before in known.indefinite:
        # "a few hundred"
        led = not article and at > 1 and words.low[at - 2] in known.glue.articles
        number.first, number.vague = at - 1 - led, before in known.indefinite
    else:
        return None
    return number


def _vague(words: Words, at: int, last: int, known: Numerals) -> Number:
    """Return the least that "dozens", "tens of thousands" stand for by the convention of conflict coders."""
    value, end = known.vague[words.low[at]], at + 1
    while end + 1 < last and words.low[end] in known.glue.of and words.low[end + 1] in known.vague and value < LARGEST:
        value *= known.vague[words.low[end + 1]]
        end += 2
    return Number(at, end, value, vague=True)


def _range(words: Words, number: Number, last: int, known: Numerals) -> Number:
    """Return ``number`` with the high end that follows: "18 to 25", "three or four", "$1.5-$2 billion", "between 18 and 25"."""
    at = number.last
    if at + 1 >= last or number.high is not None:
        return number
    link = words.low[at]
    between = number.first > 0 and words.low[number.first - 1] in known.glue.between
    inner = at + 1 + (words.word[at + 1] in SIGNS and at + 2 < last)
    if not (link in known.range_links or link in DASHES or (link in known.glue.joins and between)) or not _starts(words, inner, known):
        return number
    other = read_number(words, inner, min(last, inner + 4), known)
    if other is None or other.tail or other.high is not None or other.vague:
        return number
    low = number.value
    if other.scaled and not number.scaled and low < other.value / 1000:
        low = tidy(low * _scale(words, other, known))
    if other.value > low and not (link in known.glue.to and _change(words, number.first, known, leap=other.value > LEAP * low or _by(words, number, other, known))):
        number.value, number.high, number.last, number.scaled = low, other.value, other.last, number.scaled or other.scaled
    elif other.value > low and number.first > 0 and words.low[number.first - 1] in known.glue.away:
        # "rose from 1.1 to 1.4 billion": two figures in one scale
        number.value = low
    return number


def _by(words: Words, number: Number, other: Number, known: Numerals) -> bool:
    """Return whether something fell by the one number to the other, of another scale: "shrank by 430,000 to 1.2 million"."""
    apart = other.scaled and not number.scaled and "," in words.word[number.first]
    return apart and not known.agents.isdisjoint(words.low[max(0, number.first - 1):number.first])


def _starts(words: Words, at: int, known: Numerals) -> bool:
    return words.word[at][0].isdigit() or known.opens(words.low[at])


def _scale(words: Words, number: Number, known: Numerals) -> int:
    """Return the scale that ``number`` is counted in, for "1.2 to 1.5 billion"."""
    scale = 1
    for at in range(number.first, number.last):
        scale *= known.scales.get(words.low[at], 1)
    return scale


def _change(words: Words, first: int, known: Numerals, *, leap: bool) -> bool:
    """Return whether the number at ``first`` is where something rose from, or by how much: two figures, not a range.

    With ``leap`` the second is many times the first, as in "rose 12 to 1,059".
    """
    if leap and "/" in words.word[first]:
        return True
    away = not known.glue.away.isdisjoint(words.low[max(0, first - 1):first])
    # "raised its budget for the coming year from 10 to 20 billion dollars"
    opened = max(0, first - (AWAY if away else NEAR))
    closed = next((at for at in range(first - 3, opened - 1, -1) if words.tag[at] in ".;CSH"), opened)
    return (leap or away) and not known.rising.isdisjoint(words.low[closed:first])
