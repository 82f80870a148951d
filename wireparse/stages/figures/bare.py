"""A number that goes without its noun: why it may, and what it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wireparse.stages.figures.events import find_event, find_tolled
from wireparse.stages.figures.measures import own_currency, read_measure
from wireparse.stages.figures.nouns import read_noun
from wireparse.stages.figures.numbers import read_number
from wireparse.stages.figures.reading import Draft, Reading, bound_before, placed
from wireparse.stages.figures.traps import is_label, is_score

if TYPE_CHECKING:
    from collections.abc import Callable

    from wireparse.stages.figures.numerals import Number

REACH, LONG_REACH = 12, 20
RECENT = 20
SMALL, HUNDRED, LARGE = 10, 100, 1000
VOTES = 6


def read_bare(reading: Reading, number: Number) -> Draft | None:
    """Return the figure of a bare number where the text says what it counts; None for labels, scores, room numbers."""
    words, begin = reading.words, reading.begin
    if is_score(words, number):
        return None
    more = number.last < len(words) and words.low[number.last] in reading.tables.glue.more
    draft = Draft(number.first, number.last + more, number, "count", None, elided=True)
    before = words.low[number.first - 1] if number.first > begin else ""
    if is_label(words, number, begin) and before not in reading.tables.ledger:
        index = "," in words.low[number.first] or before in reading.tables.indices
        return None if index else _listed(reading, draft, before)
    return next((found for reader in READERS if (found := reader(reading, draft, before))), None)


def _priced(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return the figure in the money or measure last given: "fell to 83 million pounds from 171 million", "vs 29"."""
    number, priced, known = draft.number, reading.priced, reading.tables
    exact = not {".", ",", "/"}.isdisjoint(reading.words.word[number.last - 1]) or number.scaled
    booked = before in known.ledger and (exact or number.value >= LARGE)
    shares = before in known.shares
    if priced is None or shares or _gathered(reading, draft) or _outnumbered(reading, number) or _numbering(reading, number) is not None or not (booked or (number.scaled and priced.kind == "money") or (exact and before in known.dealt)
                                        or (before in known.versus and len(reading.found) > reading.opened)):
        return None
    small = priced.factor != 1 and not (number.scaled or booked or "." in reading.words.word[number.first])
    draft.kind, draft.unit, draft.factor = priced.kind, priced.unit, priced.factor if small else 1.0
    return draft


def _gathered(reading: Reading, draft: Draft) -> bool:
    """Return whether a number is that of a crowd, whatever was counted before: "moved four points clear. A crowd of 41,250 watched"."""
    words, at = reading.words, draft.first - 1
    return at > reading.begin and words.low[at] in reading.tables.glue.of and words.low[at - 1] in reading.tables.bare


def _outnumbered(reading: Reading, number: Number) -> bool:
    """Return whether things, and no money, were counted last in the sentence, about as many: "33 million shares, which grew to 38 million"."""
    last = reading.found[-1] if len(reading.found) > reading.opened else None
    return last is not None and last.kind == "count" and last.unit is not None and number.value <= HUNDRED * last.number.value


def _peopled(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return the figure of those who live or belong somewhere: "a nation of three million", "a crew of 12", "a mother of three"."""
    words, known, at = reading.words, reading.tables, draft.first - 1
    if before not in known.glue.of or at <= reading.begin:
        return None
    held, closed = words.low[at - 1], draft.last >= reading.end or words.tag[draft.last] in ".,;:)-IVAECSqH"
    if held in known.peopled and draft.number.scaled:
        draft.unit = known.units.people
    elif held in known.holders and closed and words.word[at - 1].islower():
        draft.unit = known.holders[held]
    else:
        return None
    return draft


def _put(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return the figure that is set on what befell some: "put the dead at 25 and the injured at 80"."""
    words, known, at = reading.words, reading.tables, draft.first - 2
    if at <= reading.begin or before not in known.arriving or before in known.glue.away or words.tag[at - 1] != "D":
        return None
    roles, held = known.events.roles, words.low[at]
    draft.event = roles["noun"].get(held) or roles["state"].get(held)
    draft.unit = held
    return draft if draft.event else None


def _carried(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return the figure of those whom something holds, whatever they are: "which was carrying 181", "a team numbering 87"."""
    words, number = reading.words, draft.number
    closed = draft.last >= reading.end or words.tag[draft.last] in ".,;)I"
    whole = float(number.value).is_integer() and number.value > 2
    return draft if before in reading.tables.carrying and closed and whole else None


def _moved(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return the figure by or to which a price or index moved: "tumbled 5.39", "fell 4 to 15", "eased 1/8 to 31 7/8"."""
    words, number, known = reading.words, draft.number, reading.tables
    rising, glue = known.numerals.rising, known.glue
    text = "".join(words.word[number.first:number.last])
    exact, price = not {".", "/"}.isdisjoint(text), "/" in text and (number.value > 1 or number.high is not None)
    to = words.tag[number.last + 1:number.last + 2] == ["#"] and words.low[number.last] in glue.to
    last = reading.found[-1] if len(reading.found) > reading.opened else None
    arrived = last is not None and last.last == number.first - 1 and (
        (before in known.arriving and last.elided and (before in glue.away or last.kind == "measure"))
        or (before in glue.to and last.kind == "percent"))
    if not number.digits or not (arrived or price or (before in rising and (exact or to))):
        return None
    index = not known.indices.isdisjoint(words.low[reading.begin:number.first])
    if _shares(reading, number, before):
        draft.kind, draft.unit = "percent", "%"
        return draft
    draft.unit = known.units.points if index else last.unit if arrived and last and last.kind != "percent" else reading.counted if arrived else None
    lent = not known.lent.isdisjoint(words.low[reading.begin:reading.end])
    if "/" in text and not (index or lent) and number.high is None and draft.unit is None:
        # "climbed 2-1/2 to 50-3/8": shares are quoted in eighths on one country's exchanges alone
        draft.kind, draft.unit = "money", own_currency(words, known.units.eighths, known.measures, reading.local)
        return draft
    draft.kind = "measure" if draft.unit in {None, known.units.points} else "count"
    return draft


def _shares(reading: Reading, number: Number, before: str) -> bool:
    """Return whether the number goes on a row of percentages: "Seoul fell 2.1 percent and Tokyo lost 0.8"."""
    small = number.value < SMALL and "." in reading.words.word[number.first]
    return small and before in reading.tables.numerals.rising and any(d.kind == "percent" for d in reading.found[reading.opened:][-1:])


def _shared(reading: Reading, draft: Draft, _: str) -> Draft | None:
    """Return the figure in the measure of the next number: "rose to 10.7 from 9.9 percent", "48 to 36 percent"."""
    words, at, end = reading.words, draft.last, reading.end
    inner = at + 1 + (at + 2 < end and words.low[at + 1] in reading.tables.minus)
    while inner + 1 < end and words.tag[at] == "," and words.word[inner].isdecimal() and (words.tag[inner + 1] == "," or words.low[inner + 1] in reading.tables.sharing):
        # "taxes of 5, 10 and 20 percent"
        at, inner = inner + 1, inner + 2
    if inner >= end or words.low[at] not in reading.tables.sharing or not words.word[inner][0].isdigit() or not draft.number.digits:
        return None
    other = read_number(words, inner, end, reading.tables.numerals)
    measure = read_measure(words, other, end, reading.tables.measures, reading.local) if other else None
    if measure is None or measure.first <= at:
        return None
    draft.kind, draft.unit = "money" if measure.money else "percent" if measure.unit == "%" else "measure", measure.unit
    draft.factor = measure.factor
    return draft


def _told(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return the figure whose unit or event its clause tells: "the crowd of 45,000", "12 were killed", "the toll of 41"."""
    words, known = reading.words, reading.tables
    subject = _subject(reading, draft.number, before)
    if not (subject or draft.number.scaled or float(draft.number.value).is_integer()):
        # "the quake, which measured 6.4, injured 900"
        return None
    place = placed(reading, draft, "")
    draft.event = find_event(words, place, known.events) or (subject and _numbered_event(reading, draft.number))
    if draft.event or subject:
        draft.unit = subject or _namesake(reading, draft.number) or _harmed(reading, draft)
        unit, roles = (draft.unit or "").lower(), known.events.roles
        told = roles["noun"].get(unit) or roles["remains"].get(unit)
        others = told not in {None, draft.event} and (draft.event or not subject)
        if others or (not subject and _acted(reading, draft)):
            # "the number of dead rose to 132, with 48 still missing": no dead are missing
            draft.unit = None
        return draft
    tolled = find_tolled(words, place, known.events)
    draft.event, draft.unit = tolled or None, known.units.deaths if tolled else None
    return None if tolled is None else draft


def _harmed(reading: Reading, draft: Draft) -> str | None:
    """Return what was counted last, if it is of this sentence or people: ``300 houses burned. At least 45 were killed`` are no houses."""
    if reading.words.low[draft.first - 2] in reading.tables.events.among and draft.first - 2 >= reading.begin:
        # "Two pilots were among the 104 killed": of all sorts
        reading.counted = None
    here = any(draft.unit == reading.counted for draft in reading.found[reading.opened:])
    heads = (reading.counted or "").lower().split()[-1:]
    return reading.counted if here or (heads and heads[0] in reading.tables.events.persons) else None


def _acted(reading: Reading, draft: Draft) -> bool:
    """Return whether those counted before did the deed that the bare number suffered: "Two gunmen opened fire, killing 12"."""
    words, known = reading.words, reading.tables
    actors = reading.found[reading.opened] if len(reading.found) > reading.opened else None
    if actors is None or actors.event or actors.unit != reading.counted or actors.first > reading.begin + 1:
        return False
    verb = bound_before(words, draft.first, reading.begin, known.bounds)[0] - 1
    deed = words.low[verb] in known.events.roles["object"] and words.low[verb - 1] not in known.events.passive
    acting = words.tag[actors.last:actors.last + 1] in (["E"], ["V"])
    return deed and acting and placed(reading, actors, actors.unit or "").person is True


def _voted(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return either side of a vote: "passed 61 to 38", "adopted by a vote of 98 to two"."""
    words, last, known = reading.words, draft.last, reading.tables
    near = words.low[max(reading.begin, draft.first - VOTES):draft.first]
    facing = words.tag[last + 1:last + 2] == ["#"] and words.low[last] in known.glue.to and before not in known.glue.away
    rival = reading.found[-1] if len(reading.found) > reading.opened else None
    against = rival.unit if rival and rival.last == draft.first - 1 else None
    if (before in known.facing and against == known.units.votes) or (facing and not known.voting.isdisjoint(near)):
        draft.unit = known.units.votes
        return draft
    led = facing and not known.rivals.isdisjoint(words.low[reading.begin:draft.first])
    beaten = before in known.glue.to and against == known.units.stocks
    draft.unit = known.units.stocks
    return draft if led or beaten or not known.unchanged.isdisjoint(words.low[last:last + 1]) else None


def _counted(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return the figure of what was counted before, where a bound or the clause's build allows it."""
    words, number, known = reading.words, draft.number, reading.tables
    vague = number.vague
    unit = _namesake(reading, number) or reading.counted
    behind = words.low[number.last:number.last + 2]
    votes = any(d.unit == known.units.votes for d in reading.found[reading.opened:])
    voting = votes or not known.voting.isdisjoint(words.low[max(reading.begin, number.first - REACH):number.first])
    if " ".join(behind) in known.in_favour or (voting and not known.against.isdisjoint(behind[:1])):
        draft.unit = known.units.votes if votes or reading.counted is None else reading.counted
    elif vague or bound_before(words, number.first, reading.begin, known.bounds)[1] or _licensed(reading, number, before):
        # "43 people died. The magnitude was 7.1": nobody is counted in tenths, nor in a "ratio of about nine"
        scale = bound_before(words, number.first, reading.begin, known.bounds)[0] - 1
        if scale > reading.begin and words.low[scale] in known.glue.of and words.low[scale - 1] in known.rated_on:
            draft.kind = "measure"
            return draft
        tenths = not (number.scaled or float(number.value).is_integer())
        further = known.glue.more.isdisjoint(behind[:1])
        draft.unit = None if (vague and further) or tenths or _acted(reading, draft) else unit
        draft.kind = "measure" if tenths else draft.kind
    else:
        return None
    return draft


def _listed(reading: Reading, draft: Draft, before: str) -> Draft | None:
    """Return a further member of a series: "won 45 seats, the Democrats 33", "47 points, ahead of City on 45"."""
    words, last, number = reading.words, draft.last, draft.number
    if len(reading.found) <= reading.opened or number.high is not None or _gathered(reading, draft):
        return None
    series = reading.tables.series
    first = next((d for d in reading.found[reading.opened:] if (d.unit or "").lower() in series), None)
    if first is None or (draft.first - reading.found[-1].last > LONG_REACH):
        return None
    apart = last >= reading.end or words.tag[last] in ".,;)CIS" or words.low[last] in reading.tables.dealt
    if first.unit == "%" and (number.value > HUNDRED or "," in words.word[number.first]):
        return None
    named = words.tag[number.first - 1] in "nX)" or before in series or before in reading.tables.dealt
    if not apart or not named:
        return None
    draft.unit, draft.kind = first.unit, first.kind
    return draft


READERS: tuple[Callable[[Reading, Draft, str], Draft | None], ...] = (_peopled, _put, _carried, _priced, _shared, _voted, _told, _moved, _listed, _counted)


def _subject(reading: Reading, number: Number, before: str) -> str | None:
    """Return what a number is said to be of earlier in its clause: "the number of voters stands at 74,000"."""
    low, known = reading.words.low, reading.tables
    at = _numbering(reading, number)
    if at is not None:
        return _numbered(reading, at, max(at, number.first) if at < number.first else reading.end)
    for i in range(number.first - 1, max(reading.begin, number.first - REACH) - 1, -1):
        unit = known.bare.get(low[i])
        if unit == known.units.points and _shares(reading, number, before):
            return None
        if unit == known.units.points:
            return unit if before in known.dealt or before in known.numerals.rising or i == number.first - 1 else None
        if unit:
            return unit
    return None


def _numbering(reading: Reading, number: Number) -> int | None:
    """Return the index behind "the number of" that ``number`` fills: "the number of voters is 74,000", "brought to 19 the number of voters"."""
    low, known, last = reading.words.low, reading.tables, number.last
    behind = range(last + 1, min(last + 2, reading.end - 2))
    ahead = range(number.first - 1, max(reading.begin, number.first - LONG_REACH) - 1, -1)
    return next((i + 2 for i in (*behind, *ahead) if low[i] in known.numbers and low[i + 1] in known.glue.of
                 and low[i - 1] not in known.glue.articles), None)


def _numbered_event(reading: Reading, number: Number) -> str | None:
    """Return what befell those whose number is told: "the number of people killed in the storm rose to 43"."""
    words, at = reading.words, _numbering(reading, number)
    state = None if at is None else reading.tables.events.roles["state"].get(words.low[at + (words.tag[at] == "D")])
    if state:
        # "the number of missing stands at six"
        return state
    noun = None if at is None else read_noun(words, at + (words.tag[at] == "D"), reading.end, reading.tables.nouns)
    if noun is None or noun.last >= reading.end:
        return None
    roles, low = reading.tables.events.roles, words.low[noun.last]
    return roles["state"].get(low) or roles["object"].get(low) or roles["person"].get(low)


def _numbered(reading: Reading, at: int, end: int) -> str | None:
    """Return the plural behind "the number of" that ends before ``at``."""
    words = reading.words
    at += words.tag[at] == "D"
    if words.low[at] in reading.tables.events.roles["noun"]:
        return words.low[at]
    if words.low[at] in reading.tables.events.roles["state"] and words.tag[at + 1] not in "nX":
        return reading.tables.units.people
    noun = read_noun(words, at, end, reading.tables.nouns)
    return noun.unit if noun and noun.plural else None


def _namesake(reading: Reading, number: Number) -> str | None:
    """Return the unit of the last figure of the same value that "the 11" may take up."""
    if number.first <= reading.begin or reading.words.low[number.first - 1] not in reading.tables.glue.definite:
        return None
    recent = reading.found[-RECENT:]
    return next((d.unit for d in reversed(recent) if d.kind == "count" and d.number.value == number.value), None)


def _licensed(reading: Reading, number: Number, before: str) -> bool:
    """Return whether a count earlier in the sentence, or a verb behind, lets a bare number go without its noun."""
    words, end, known = reading.words, reading.end, reading.tables
    if number.scaled or "," in words.word[number.first] or ("." in words.word[number.first] and number.digits):
        return True
    tag = words.tag[number.last] if number.last < end else "."
    after = words.low[number.last] if number.last < end else ""
    if len(reading.found) > reading.opened and (_joined(reading, number, before, tag, after) or _set_against(reading, number, before)):
        return True
    if _acts(reading, number, before, tag):
        return True
    if reading.counted is None:
        return False
    opens = number.first < reading.begin + 2 or words.tag[number.first - 2] in ",;:CSq"
    if before in known.resuming and number.value > 2 and (tag == "A" or (opens and tag in ",IV-" and _namesake(reading, number))):
        # "The 24 were freed"; "The 24, all from Tolia, were freed", where 24 have been counted
        return True
    if after in known.glue.more or after in known.fewer:
        than = not known.than.isdisjoint(words.low[number.last + 1:number.last + 2])
        return not than or any((draft.unit or "") in known.series for draft in reading.found[reading.opened:])
    return before in known.agents and tag in ".,;"


def _joined(reading: Reading, number: Number, before: str, tag: str, after: str) -> bool:
    """Return whether a count earlier in the sentence goes on: "... and wounded nine", "nine people, three seriously"."""
    if not any(draft.kind == "count" for draft in reading.found[reading.opened:]):
        return False
    if before == ",":
        return after in reading.tables.gravely
    if before in reading.tables.joining or before in reading.tables.linked:
        loose = reading.words.tag[number.first - 2:number.first - 1] == ["#"] and reading.found[-1].last != number.first - 1
        return tag in "IEGVB.,;AR" and not loose
    return before in reading.tables.limiting and tag in "IE.,;RA"


def _set_against(reading: Reading, number: Number, before: str) -> bool:
    """Return whether a count is told anew: "57 jets, down from 190", "but the army put the number at seven", "600 in Mozambique, 259 in Zimbabwe"."""
    words, known, last = reading.words, reading.tables, reading.found[-1]
    first = number.first
    if last.kind != "count" or last.unit is None:
        return False
    earlier = words.low[max(reading.begin, first - 2):first - 1]
    if (before in known.glue.away and not known.updown.isdisjoint(earlier)) or (before in known.arriving and not known.numbers.isdisjoint(earlier)):
        return words.tag[number.last:number.last + 1] != ["#"]
    return before == "," and _in_place(reading, number.last) and last.last < reading.end and _in_place(reading, last.last)


def _in_place(reading: Reading, at: int) -> bool:
    """Return whether a place stands behind a count: "259 in Zimbabwe"."""
    words, known = reading.words, reading.tables
    return at + 1 < reading.end and words.low[at] in known.glue.inside and words.tag[at + 1] == "X"


def _acts(reading: Reading, number: Number, before: str, tag: str) -> bool:
    """Return whether the number opens a clause as the subject of its verb: "of the 43 aboard, 12 survived"."""
    words = reading.words
    if tag == "A" and before == "," and words.low[reading.begin] in reading.tables.glue.of and reading.counted:
        # "Of the 239 people on board, 153 were Norwegian"
        return True
    stays = tag == "B" and words.low[number.last] in reading.tables.events.hedges
    if not (tag in "AEV" or stays) or number.value < 2 or words.tag[number.last + 1:number.last + 2] in (["n"], ["X"]):
        return False
    people = (reading.counted or "").lower().split()[-1:]
    led = before in reading.tables.only or before in reading.tables.linking - reading.tables.glue.definite - reading.tables.glue.articles
    begins = number.first == reading.begin or (led and number.first == reading.begin + 1)
    return begins or (before == "," and people != [] and people[0] in reading.tables.events.persons)
