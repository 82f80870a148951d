"""The names of the calendar in one language, and the words that tell whether the clause around a date looks ahead or back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from wireparse.packs import Table
from wireparse.stages.dates.almanac import FUTURE, PAST, UNTOLD

if TYPE_CHECKING:
    from wireparse.packs import Pack
    from wireparse.words import Words

LEFT = 20
RIGHT = 12
LEADING = 4
VERBAL = frozenset("VAETGB")
NEXT = 3

Holiday = tuple[tuple[str, ...], str, str]


class Names(Table):
    """Names of days, months and seasons, and the words that stand around them."""

    weekdays: dict[str, int]
    months: dict[str, int]
    seasons: dict[str, int]
    deictic: dict[str, int]
    ordinals: dict[str, int]
    shifts: dict[str, int]
    numbers: dict[str, int]
    units: dict[str, str]
    single: dict[str, str]
    neighbours: dict[str, int]
    holidays: dict[str, tuple[Holiday, ...]]
    designators: set[str]
    counted: set[str]
    plural_endings: tuple[str, ...]
    same: frozenset[str]
    ago: frozenset[str]
    early: frozenset[str]
    parts: frozenset[str]
    context: frozenset[str]
    blocked_before: frozenset[str]
    blocked_after: frozenset[str]
    ahead_of: frozenset[str]
    fixtures: frozenset[str]
    yearly: frozenset[str]
    hyphened: frozenset[str]
    reigning: frozenset[str]
    quarters: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    of: frozenset[str]
    to: frozenset[str]
    inside: frozenset[str]
    joins: frozenset[str]
    pairing: frozenset[str]
    between: frozenset[str]
    since: frozenset[str]
    range_links: frozenset[str]
    range_opens: frozenset[str]
    placed: frozenset[str]
    day_endings: frozenset[str]
    temporal: frozenset[str]
    season_opens: frozenset[str]
    of_the_year: frozenset[str]
    no_year_behind: frozenset[str]
    year_subjects: frozenset[str]
    old_year_before: frozenset[str]
    surely_year: frozenset[str]
    day_shifts: frozenset[str]
    told_from_named: frozenset[str]
    current: frozenset[str]
    past_only: frozenset[str]
    from_today: frozenset[str]
    onward: frozenset[str]
    this_month: frozenset[str]
    inexact: frozenset[str]
    sunday_papers: frozenset[str]
    groups: frozenset[str]
    full: frozenset[str]
    name_links: frozenset[str]
    matches: frozenset[str]


@cache
def names(pack: Pack) -> Names:
    """Return the calendar names of ``pack``."""
    def pairs(name: str) -> dict[str, str]:
        return dict(item.split("=") for item in pack.words("dates", name))

    def numbers(name: str) -> dict[str, int]:
        return {word: int(value) for word, value in pairs(name).items()}

    units = {word.partition("=")[0]: int(word.partition("=")[2]) for word in pack.words("figures", "units")}
    counted = {word for name in ("persons", "measures", "percent") for word in pack.words("figures", name)}
    currencies = {word for row in pack.rows("figures", "money") for word in row[2].split()}
    return Names(
        weekdays=numbers("weekdays"), months=numbers("months"), seasons=numbers("seasons"), deictic=numbers("deictic"),
        ordinals=numbers("ordinals"), shifts=numbers("shifts"), neighbours=numbers("neighbours"),
        numbers=units, units=pairs("units"), single=pairs("single"), holidays=_holidays(pack),
        designators=set(pack.words("figures", "designators")), counted=counted | currencies,
        plural_endings=tuple(pack.words("figures", "plural_endings")), **pack.lists(Names, "dates", "figures"))


def _holidays(pack: Pack) -> dict[str, tuple[Holiday, ...]]:
    """Return the holidays by the first word of their names, longest first."""
    found: dict[str, list[Holiday]] = {}
    for identity, rule, listed, *_ in pack.rows("dates", "holidays"):
        for name in listed.split(";"):
            parts = tuple(name.split())
            found.setdefault(parts[0], []).append((parts, rule, identity))
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for word, entries in found.items()}


class Tenses(Table):
    """Words that point ahead or back."""

    future: frozenset[str]
    scheduled: frozenset[str]
    scheduled_together: frozenset[str]
    scheduled_phrases: frozenset[str]
    upon: frozenset[str]
    ready: frozenset[str]
    hoping: frozenset[str]
    to: frozenset[str]
    past: frozenset[str]
    ahead_of: frozenset[str]
    ahead_phrases: frozenset[str]
    parts: frozenset[str]
    since: frozenset[str]
    set_against: frozenset[str]
    toward: frozenset[str]
    called: frozenset[str]
    infinitive: frozenset[str]
    perfect: frozenset[str]
    namesakes: frozenset[str]
    present_passive: frozenset[str]
    possible: frozenset[str]
    perceived: frozenset[str]
    pluperfect: frozenset[str]
    negating: frozenset[str]


@cache
def tenses(pack: Pack) -> Tenses:
    """Return the tense lists of ``pack``."""
    return Tenses(**pack.lists(Tenses, "dates", "figures"))


def find_direction(words: Words, span: tuple[int, int], sentence: tuple[int, int], known: Tenses) -> int:
    """Return FUTURE, PAST or UNTOLD for the date at the words ``span``, from the verb that governs it.

    The preposition decides first ("until Friday", "since March"), then the nearest verb on the left, then on the right.
    """
    first, last = span
    begin, end = sentence
    before = words.low[first - 1] if first > begin else ""
    if before in known.since or _held(words, first, last, sentence, known):
        return PAST
    if " ".join(words.low[max(begin, first - 2):first]) in known.ahead_phrases:
        return FUTURE
    if before in known.toward and words.low[first - 2] in known.called and words.tag[min(last, end - 1)] != "p":
        return FUTURE
    if _meant(words, first, begin, known):
        return FUTURE
    if before in known.ahead_of and words.tag[min(last, end - 1)] != "p":
        if _not_before(words, first, max(begin, first - LEFT), known):
            return PAST
        return (first - begin < LEADING and _rightward(words, last, end, known)) or FUTURE
    # "the firm said the beginning of April could bring a rise"
    part = "".join(words.tag[max(begin, first - 3):first]) in {"DGI", "DnI"} and words.tag[max(begin, first - 4)] in "SV,"
    opens = first == begin or words.tag[first - 1] in "S," or part
    if opens and last < end and words.tag[last] == "A" and words.low[last] in known.future | known.possible:
        # "announced that Tuesday would be a day of mourning"
        return FUTURE
    if before in known.upon and words.tag[first - 2] == "C" and words.tag[min(last, end - 1)] in "AVE,":
        # "held talks and on Saturday was due to leave"
        return _rightward(words, last, end, known)
    comma = _comma(words, first, begin)
    if _set_against(words, comma, first, known):
        return PAST
    if words.tag[min(last, end - 1)] != "p" and _scheduled(words, first, comma, known):
        return FUTURE
    # "The last hajj in January was marred by a stampede"
    leads = comma > first - LEADING or ((comma == begin or words.tag[comma] == "H") and first - comma < LEFT and VERBAL.isdisjoint(words.tag[comma:first]))
    return (_leftward(words, first, comma, known) or (_rightward(words, last, end, known) if leads else 0)
            or _leftward(words, comma, begin, known))


def _meant(words: Words, first: int, begin: int, known: Tenses) -> bool:
    """Return whether something is to be done before the end of the time at ``first``: ``told to leave before the end of March``."""
    at = first - 4
    if at <= begin or words.low[first - 2] not in known.parts or words.low[at] not in known.ahead_of:
        return False
    for i in range(at - 1, max(begin, at - LEFT), -1):
        if words.tag[i] in "EVA" or words.low[i] in known.past:
            return False
        if words.low[i] in known.to and words.tag[i + 1] == "B":
            return True
    return False


def _set_against(words: Words, comma: int, first: int, known: Tenses) -> bool:
    """Return whether a figure of the time at ``first`` is what another is held against: ``, up from 78 million in January``."""
    apart = words.tag[comma - 1] == "," and words.low[comma] in known.set_against and words.low[comma + 1] not in known.to
    return apart and "#" in words.tag[comma:first]


def _not_before(words: Words, first: int, begin: int, known: Tenses) -> bool:
    """Return whether something was not done until the date at ``first``: "did not return until March", no "was not due until March"."""
    for at in range(first - 1, begin, -1):
        if words.low[at] in known.future and at < first - 1:
            return False
        if words.low[at] in known.negating or " ".join(words.low[at - 1:at + 1]) in known.negating:
            return True
    return False


def _held(words: Words, first: int, last: int, sentence: tuple[int, int], known: Tenses) -> bool:
    """Return whether the date belongs to the subject of a past verb behind it: "their match on Monday was postponed"."""
    begin, end = sentence
    return (last < end and first - 2 > begin and words.low[last] in known.past and words.tag[last] == "A"
            and words.low[first - 1] in known.upon and words.tag[first - 2] in "nB" and words.low[first - 2] not in known.future)


def _comma(words: Words, first: int, begin: int) -> int:
    """Return the index behind the last comma before ``first``, where the clause opens."""
    for at in range(first - 1, max(begin, first - LEFT) - 1, -1):
        if words.tag[at] == "," or (words.tag[at] == "q" and not _closes_phrase(words, at)):
            return at + 1
    return max(begin, first - LEFT)


def _closes_phrase(words: Words, at: int) -> bool:
    """Return whether the mark at ``at`` ends a few quoted words that the clause goes on from: ``adopted a "poison pill" in April``."""
    return at > 0 and words.end[at - 1] == words.start[at] and words.tag[at - 1] in "nXEBVR"


def _scheduled(words: Words, first: int, begin: int, known: Tenses) -> bool:
    """Return whether the verb before a day is a present that only plans have: "plays on Sunday", "the sides meet Monday"."""
    for at in range(first - 1, begin - 1, -1):
        low, tag = words.low[at], words.tag[at]
        if " ".join(words.low[at:at + 2]) in known.scheduled_phrases:
            return True
        if at + 2 == first and low in known.present_passive and words.low[at + 1] in known.upon:
            # "The vote is on Sunday"
            return True
        if low in known.scheduled and at > begin:
            subject = words.tag[at - 1] in "nXPH" and not words.low[at - 1].endswith("s")
            return tag == "V" or (subject and (words.tag[at - 1] in "PH" or words.tag[at + 1] in "DX"))
        together = low in known.scheduled_together and at > begin and tag in "VB"
        opens = at - 1 == begin or words.tag[at - 1] == "n"
        if together and (words.tag[at - 1] == "P" or (opens and (words.tag[at - 1] == "X" or words.low[at - 1].endswith("s")))):
            return True
        if tag == "G" and words.tag[at - 1] in "nD" and words.tag[at - 2] == "D":
            # "holds its first gathering Wednesday"
            continue
        if tag in "EGVA" or low in known.past:
            # "is published on Friday", but "is accused of shooting her on Friday"
            return tag == "E" and first - at < NEXT and words.low[at - 1] in known.present_passive
    return False


def _leftward(words: Words, first: int, begin: int, known: Tenses) -> int:
    for at in range(first - 1, max(begin, first - LEFT) - 1, -1):
        low, tag = words.low[at], words.tag[at]
        if _looks_ahead(words, at, known):
            return FUTURE
        if words.tag[at - 1] != "D" and (tag == "E" or low in known.past) and not (words.tag[at - 1] == "T" and tag != "E"):
            # no verb in "its planned announcement of a set of measures in April", no past in "is likely to cut rates in May"
            return FUTURE if _ahead(words, at, begin, known) else PAST
        if tag in ";:" or (tag == "." and low == "."):
            break
    return UNTOLD


def _looks_ahead(words: Words, at: int, known: Tenses) -> bool:
    """Return whether the word at ``at`` points ahead; "set" and "plans" only before "to" or "for"."""
    low = words.low[at]
    if low in known.ready or low in known.hoping:
        acts = low in known.ready or words.tag[at + 2:at + 3] not in (["X"], ["D"])
        return at + 1 < len(words) and acts and words.low[at + 1] in (known.toward if low in known.ready else known.to)
    if low in known.possible:
        # "rain could fall on Friday", but "could not be reached on Friday", "could see smoke on Friday"
        return words.tag[at + 1:at + 2] in (["B"], ["A"]) and known.perceived.isdisjoint(words.low[at + 1:at + 4])
    if at and words.tag[at] == "E" and words.low[at - 1] in known.pluperfect:
        return False
    # "at the beginning of March", "was 16 points ahead"
    named = words.tag[at] == "G" and words.tag[at - 1] == "D" and words.tag[at + 1:at + 2] == ["I"]
    scored = words.tag[at] == "R" and words.tag[max(0, at - 2):at] in (["#", "n"], ["#", "B"])
    return low in known.future and words.word[at] not in known.namesakes and not (named or scored)


def _ahead(words: Words, at: int, begin: int, known: Tenses) -> bool:
    """Return whether the participle at ``at`` belongs to a verb that looks ahead: "to be held", "would have been"."""
    for i in range(at - 1, max(begin, at - 5) - 1, -1):
        low = words.low[i]
        if low in known.future and words.word[i] not in known.namesakes:
            return True
        if low in known.possible and known.perceived.isdisjoint(words.low[i + 1:i + 4]):
            # "could be unveiled on Tuesday"
            return True
        if " ".join(words.low[i:i + 2]) in known.infinitive:
            return True
        if words.tag[i] not in "ARET" or (low in known.past and low not in known.perfect):
            return False
    return False


def _rightward(words: Words, last: int, end: int, known: Tenses) -> int:
    for at in range(last, min(last + RIGHT, end)):
        low, tag = words.low[at], words.tag[at]
        if _looks_ahead(words, at, known) or (tag == "A" and at + 1 < end and _looks_ahead(words, at + 1, known)):
            # "was due to leave"
            return FUTURE
        if words.tag[at - 1] != "D" and (tag == "E" or low in known.past):
            return PAST
        if tag == ";":
            break
    return UNTOLD
