"""What a number is counted in: a currency, a percentage or a unit of measure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wireparse.packs import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wireparse.packs import Pack
    from wireparse.stages.figures.numerals import Number
    from wireparse.words import Words


class Money(Table):
    """One currency: its code, what its sub-unit is worth, the adjectives and places that name it."""

    code: str
    factor: float
    near: frozenset[str]
    default: bool


class Measure(NamedTuple):
    """A unit of measure found: the words ``first`` to before ``last``; ``factor`` is not 1 for cents."""

    first: int
    last: int
    unit: str
    factor: float = 1.0
    money: bool = False


class Measures(Table):
    """The measure tables of one language."""

    words: dict[str, tuple[Money, ...]]
    symbols: dict[str, Money]
    paired: tuple[str, ...]
    measures: frozenset[str]
    percent: frozenset[str]
    metric: frozenset[str]
    weight: frozenset[str]
    pounds: frozenset[str]
    unhyphened: frozenset[str]
    definite: frozenset[str]
    dotted: frozenset[str]
    leading: frozenset[str]
    national: frozenset[str]
    homonyms: frozenset[str]
    verbal: frozenset[str]
    materials: frozenset[str]
    of: frozenset[str]


@cache
def measures(pack: Pack) -> Measures:
    """Return the currencies and units of ``pack``."""
    by_word: dict[str, tuple[Money, ...]] = {}
    symbols: dict[str, Money] = {}
    for _, coded, names, signs, near, *_ in pack.rows("figures", "money"):
        code, _, factor = coded.partition("*")
        places = frozenset(near.split())
        money = Money(code, float(factor or 1), places - {"*"}, "*" in places)
        for name in names.split():
            by_word[name] = (*by_word.get(name, ()), money)
        symbols.update(dict.fromkeys(signs.split(), money))
    lists = pack.lists(Measures, "figures")
    paired = tuple({name.partition(" ")[0] for name in lists["measures"] | lists["percent"] if " " in name})
    return Measures(by_word, symbols, paired, **lists)


def read_measure(words: Words, number: Number, last: int, known: Measures, local: dict[str, Money]) -> Measure | None:
    """Return the currency, percentage or unit that ``number`` is in, from its tail or the words on either side.

    ``1.2 billion dollars``, ``$1.2 billion``, ``640-million-pound``, ``68 pct``, ``127,400 square kilometres``.
    ``local`` remembers over one text which country's rupees or pesos it speaks of.
    """
    found = _symbol(words, number, known)
    if found or not number.tail:
        return found or _behind(words, number, last, known, local)
    if known.metric.issuperset(number.tail) and (behind := _behind(words, number, last, known, local)) and behind.money:
        # the m of "a 2m dollar payment" is a scale, that of "a 2m fence" a measure
        return behind
    return _hyphenated(words, number, known, local)


def _hyphenated(words: Words, number: Number, known: Measures, local: dict[str, Money]) -> Measure | None:
    """Return the measure in the tail: "dollar" of "415-mln-dollar", "km" of "20-km"."""
    if " ".join(number.tail[:2]) in known.percent:
        # "the 4-per-cent threshold"
        return Measure(number.first, number.last, "%")
    last = number.tail[-1] if len(number.tail) > 1 else number.tail[0]
    for name in (number.tail[0], last):
        if name in known.words and name not in known.unhyphened:
            return _paid(number.first, number.last, _named(words, name, number.tail, known, local))
        if name in known.percent:
            return Measure(number.first, number.last, "%")
    name = " ".join(number.tail[:2])
    for unit in (name, number.tail[0]):
        if unit in known.measures or f"{unit}s" in known.measures:
            return Measure(number.first, number.last, unit)
    return None


def _symbol(words: Words, number: Number, known: Measures) -> Measure | None:
    """Return the currency whose sign or code stands before the number: ``US$``, ``HK$``, ``€``, ``dlrs``."""
    at = number.first - 1
    if at < 0:
        return None
    sign = words.low[at]
    if at and words.end[at - 1] == words.start[at] and words.word[at - 1].isalpha():
        both = words.low[at - 1] + sign
        if both in known.symbols and words.word[at - 1].isupper():
            return _paid(at - 1, number.last, known.symbols[both])
    if sign == "." and at and words.low[at - 1] in known.dotted:
        return _paid(at - 1, number.last, known.symbols[words.low[at - 1]])
    if sign in known.symbols and (not sign.isalpha() or words.word[at].isupper() or sign in known.dotted):
        return _paid(at, number.last, known.symbols[sign])
    return _paid(at, number.last, known.words[sign][0]) if sign in known.leading else None


def _paid(first: int, last: int, money: Money) -> Measure:
    return Measure(first, last, money.code, money.factor, money=True)


def _behind(words: Words, number: Number, last: int, known: Measures, local: dict[str, Money]) -> Measure | None:
    """Return the measure that follows the number, with up to two adjectives before a currency ("U.S. Dlrs")."""
    at = number.last
    if at < last and words.word[at] == "-" and at + 1 < last:
        at += 1
    if number.vague and at < last and words.low[at] in known.of:
        # "hundreds of thousands of dollars"
        at += 1
    if words.word[at + 1:min(at + 2, last)] == [")"] and words.low[at] in known.national and words.word[at].isupper():
        return Measure(number.first, at + 1, "USD", money=True)
    found = _percent(words, number, at, last, known) or _unit(words, number, at, last, known)
    if found:
        return found
    for i in range(at, min(at + 4, last)):
        name = words.low[i]
        if name in known.words:
            if not (_coin(words, i, at, known) and (number.digits or number.scaled or name not in known.verbal)):
                return None
            return _paid(number.first, i + 1, _named(words, name, words.low[at:i], known, local))
        if words.tag[i] not in "Xn" and words.low[i] != "." and words.low[i] not in known.national:
            break
    return None


def _coin(words: Words, i: int, at: int, known: Measures) -> bool:
    """Return whether the word at ``i`` may be money; "real" and "won" only directly behind the number."""
    if words.low[i] in known.homonyms and i > at:
        return False
    # "above the 100 mark" is a level, "the 100 mark note" is money
    if i == at and words.low[i] in known.unhyphened and _definite(words, at - 1, known) and words.tag[i + 1:i + 2] not in (["n"], ["X"], ["B"]):
        return False
    return i == at or any(words.word[j][0].isupper() for j in range(at, i))


def _definite(words: Words, at: int, known: Measures) -> bool:
    """Return whether "the" or "its" stands before the number at ``at``, with one word between at most."""
    return any(words.tag[i] == "D" and words.low[i] in known.definite for i in range(max(0, at - 2), at))


def _percent(words: Words, number: Number, at: int, last: int, known: Measures) -> Measure | None:
    if at >= last:
        return None
    low = words.low[at]
    if low in known.paired and at + 1 < last:
        pair = f"{low} {words.low[at + 1]}"
        if pair in known.measures or pair in known.percent:
            return Measure(number.first, at + 2, _written(words, at, at + 2) if pair in known.measures else "%")
    share = low in known.percent or ("-" in low and low.partition("-")[0] in known.percent)
    return Measure(number.first, at + 1, "%") if share else None


def _unit(words: Words, number: Number, at: int, last: int, known: Measures) -> Measure | None:
    if at >= last or words.low[at] not in known.measures:
        if at < last and words.low[at] in known.pounds and _weighs(words, at, last, known):
            return Measure(number.first, at + 1, words.word[at])
        return None
    if words.low[at] in known.materials and at + 1 < last and words.tag[at + 1] == "n":
        # "1,200 stone tools"
        return None
    return Measure(number.first, at + 1, words.word[at])


def _weighs(words: Words, at: int, last: int, known: Measures) -> bool:
    """Return whether pounds are a weight here: kilograms in brackets behind, or what is weighed."""
    near: Iterable[str] = words.low[max(0, at - 3):min(at + 5, last)]
    return not known.weight.isdisjoint(near)


def _written(words: Words, first: int, last: int) -> str:
    return " ".join(words.text[words.start[first]:words.end[last - 1]].split())


def _named(words: Words, name: str, near: Sequence[str], known: Measures, local: dict[str, Money]) -> Money:
    """Return the currency called ``name``: that of the adjective before it, else the default, else the text's."""
    choices = known.words[name]
    for money in choices:
        if not money.near.isdisjoint(near):
            return money
    if name not in local:
        usual = next((money for money in choices if money.default), None)
        local[name] = (_told_apart(words, choices, usual, known) or usual) if usual else _local(words, choices)
    return local[name]


def own_currency(words: Words, name: str, known: Measures, local: dict[str, Money]) -> str:
    """Return the code of the currency that ``name`` alone means in this text."""
    return _named(words, name, (), known, local).code


def _told_apart(words: Words, choices: tuple[Money, ...], usual: Money, known: Measures) -> Money | None:
    """Return the currency of the country the text names, where the ``usual`` one is told apart: ``10 billion dollars (8 billion US)``."""
    others = tuple(money for money in choices if money.near and money is not usual and not money.default)
    marked = (words.low[i + 1] == ")" or words.low[i + 1] in known.words for i, low in enumerate(words.low[:-1]) if low in known.national)
    if not others or not any(marked):
        return None
    found = _local(words, others)
    return found if not found.near.isdisjoint(words.low) else None


def _local(words: Words, choices: tuple[Money, ...]) -> Money:
    """Return the currency whose places the text names most, the first of ``choices`` where it names none."""
    counts = [sum(words.low.count(place) for place in money.near) for money in choices]
    return choices[counts.index(max(counts))]
