"""Walks along what a cue reports: adjuncts and addressee skipped, the clause recognised, its true end found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.walks import base_np

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.units import Unit

ASIDE = 10
CLAUSE_LIMIT = 60


def behind_adjuncts(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind adverbs, times and settings at ``at`` (``on Thursday``, ``in a statement``, ``late Monday``)."""
    i = at
    while i < limit:
        tag, low = unit.tag[i], unit.low[i]
        if tag == "R" and low in unit.grammar.degrees and unit.tag_at(i + 1) in "#DnXTRB":
            break
        if tag == "R" or (tag == "W" and unit.tag_at(i + 1) not in "#p"):
            i += 1
        elif low in unit.grammar.approximate and unit.tag_at(i + 1) == "#":
            break
        elif low in unit.grammar.time_lead and unit.tag_at(i + 1) in "WRD" and _time_behind(unit, i + 1):
            i = _time_behind(unit, i + 1)
        elif (tag == "I" and low in unit.grammar.setting) or low in {"after", "before"} or (tag == "T" and unit.tag_at(i + 1) in "DXnO"):
            gerund = unit.low_at(i + 1).endswith("ing") and unit.tag_at(i + 2) in "DXO#n"
            end = noun_phrase_end(unit, i + 1 + gerund, limit)
            if end == i + 1:
                break
            i = _behind_participle(unit, end, limit)
        elif low == "for" and _time_behind(unit, i + 1 + (unit.tag_at(i + 1) == "R")):
            i = _time_behind(unit, i + 1 + (unit.tag_at(i + 1) == "R"))
        elif low == "for" and unit.low_at(i + 2) == "part" and unit.tag_at(i + 1) == "D":
            i += 3
        elif low in unit.grammar.time_determiners and _time_behind(unit, i):
            i = _time_behind(unit, i)
        else:
            aside = _behind_aside(unit, i, limit)
            if not aside:
                break
            i = aside
    return i


def behind_times(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind adverbs and times at ``at`` (``announced last week a program``)."""
    i = at
    while i < limit:
        if unit.tag[i] == "R" or (unit.tag[i] == "W" and unit.tag_at(i + 1) not in "#p"):
            i += 1
        elif unit.low[i] in unit.grammar.time_lead | unit.grammar.time_determiners and _time_behind(unit, i + (unit.tag[i] == "I")):
            i = _time_behind(unit, i + (unit.tag[i] == "I"))
        else:
            break
    return i


def _behind_aside(unit: Unit, at: int, limit: int) -> int:
    """Return the index of the "that" behind an aside in commas or dashes (``cautioned, however, that``), or 0."""
    mark = unit.tag[at]
    if mark not in ",-":
        return 0
    for i in range(at + 1, min(limit, at + ASIDE)):
        if unit.tag[i] == mark:
            return i + 1 if unit.low_at(i + 1) == "that" else 0
        if unit.tag[i] in "VAPH;:-Q" or unit.low[i] == "that":
            return 0
    return 0


def _behind_participle(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind a participle with its complements (``a statement faxed to Reuters``)."""
    if at >= limit or unit.tag[at] != "E" or unit.tag_at(at + 1) not in "ITRWD":
        return at
    i = at + 1
    while i < limit and unit.tag[i] in "ITRW":
        i = max(base_np(unit, i + 1), i + 1)
    return i


def noun_phrase_end(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind a noun phrase with its ``of`` tails only."""
    i = base_np(unit, at)
    while i < limit and (unit.low[i] in {"of", "with", "between", "for"} or (unit.low[i] == "and" and _one_name(unit, i))):
        end = base_np(unit, i + 1)
        if end == i + 1:
            break
        i = end
    return i


def _one_name(unit: Unit, conjunction: int) -> bool:
    """Return whether an "and" stands inside a name (``a Securities and Exchange Commission filing``)."""
    return unit.tag_at(conjunction - 1) == "X" and unit.tag_at(conjunction + 1) == "X"


def _time_behind(unit: Unit, at: int) -> int:
    """Return the index behind a time that starts at ``at`` (``last week``, ``many times``, ``early Monday``), or 0."""
    i = at
    while i < len(unit) and (unit.tag[i] in "RDW#" or unit.low[i] in unit.grammar.time_parts):
        i += 1
    while i > at and unit.tag[i - 1] in "D#":
        i -= 1
    return i if any(unit.tag[k] == "W" or unit.low[k] in unit.grammar.time_units for k in range(at, i)) else 0


def addressee(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind the person or body spoken to at ``at`` (``AFP``, ``the state news agency``)."""
    end = base_np(unit, at)
    name = next((i for i in range(at, end) if unit.tag[i] != "X"), end)
    if at < name < end and unit.tag[name] in "nBG" and unit.low[name] not in unit.grammar.outlets:
        # "told AFP living costs had doubled"
        return name
    while end < limit and unit.tag[end] == "I" and unit.low[end] == "of":
        further = base_np(unit, end + 1)
        if further == end + 1:
            break
        end = further
    named = next((i for i in range(at + 1, min(end, limit)) if unit.tag[i] == "X" and unit.tag[i - 1] == "n"), 0)
    if named and unit.low[named - 1].endswith("s") and unit.tag[at] == "n":
        return named
    if end < limit and unit.tag[end] in "VA" and end - at > 1:
        return end - 1 if unit.tag[at] != "D" or end - at > 2 else end
    return min(end, limit)


def clause_at(unit: Unit, at: int, limit: int, *, weakly: bool = True, loose: bool = False) -> int:
    """Return where the reported clause at ``at`` begins (a "that" left out), or -1 where no clause stands."""
    if at >= limit:
        return -1
    if unit.low[at] == "that" and unit.tag[at] == "S":
        acts = unit.tag_at(at + 1) == "B" and unit.tag_at(at + 2) == "D"
        relative = unit.tag_at(at + 1) in "VA" or (acts and unit.tag_at(at - 1) in "nX") or (unit.tag_at(at + 1) == "E" and unit.tag_at(at - 1) in "nX")
        return -1 if relative else at + 1
    if unit.tag[at] == "S" and unit.low[at] in {"if", "although", "though", "while", "when", "because", "since", "unless", "once", "as", "after", "before"}:
        return at if _verb_soon(unit, at + 1, limit) and "," in unit.tag[at:limit] else -1
    if unit.tag[at] == "I" and not (unit.low[at] in unit.grammar.approximate and unit.tag_at(at + 1) == "#"):
        return at if "," in unit.tag[at:limit] and _verb_soon(unit, at, limit, weakly=False) else -1
    if unit.tag[at] == "E" and unit.tag_at(at + 1) not in "nX":
        return -1
    if unit.tag[at] in "DPnX#pWBGERQOSAI" or unit.low[at] in unit.grammar.wh:
        return at if _verb_soon(unit, at, limit, weakly=weakly, loose=loose) else -1
    return -1


def _verb_soon(unit: Unit, at: int, limit: int, *, weakly: bool = True, loose: bool = False) -> bool:
    """Return whether a main finite verb follows its subject at ``at``; ``weakly`` lets an -ed form or a noun-like verb do."""
    if unit.tag_at(at) == "P" and not (unit.low[at] in unit.grammar.objects and unit.tag_at(at + 1) in ",.CIR" and not unit.finite(at, min(at + 5, limit))):
        return True
    i, weak, commas, size = at, False, 0, min(limit, at + CLAUSE_LIMIT)
    while i < size:
        tag = unit.tag[i]
        if tag in "VA":
            return i > at and (weak or unit.tag[i - 1] != "C")
        if tag == "P" and i > at:
            return unit.tag[i - 1] == "," or weak
        if tag == "Q" and i > at and unit.opening[i] in "VAE":
            return True
        if i > at and tag in "EB":
            fits = weakly_finite(unit, i) or (commas > 1 and unit.tag[i - 1] == ",") or (loose and unit.tag[i - 1] in "nX" and tag == "E")
            weak = weak or (weakly and fits)
        elif tag == "H" or (tag == "S" and i > at and unit.low[i] == "that"):
            i, commas = _behind_relative(unit, i, size), commas + 1
            continue
        elif tag in ";:.-" or (tag == "S" and i > at and unit.low[i] != "as") or (tag == "," and weak):
            break
        commas += tag == ","
        i += 1
    return weak


def weakly_finite(unit: Unit, at: int) -> bool:
    """Return whether the -ed or noun-like form at ``at`` is likelier a main verb than a participle or noun."""
    left = at - 1
    while left > 0 and unit.tag[left] == "R":
        left -= 1
    before, after = unit.tag[left], unit.tag_at(at + 1)
    if unit.tag[at] == "E":
        if before == "D" and unit.low[left] not in unit.grammar.plural_subjects:
            return False
        return before in "nXp#OWDBPQ" and unit.low[left] not in unit.grammar.bare and not (after == "I" and unit.low_at(at + 1) in {"by", "in", "on", "at"} and before != "X" and unit.low_at(at + 2) not in unit.grammar.counted_from)
    if after in "nR":
        # A verb agrees with its noun: "Iran supports compliance", "analysts fear delays", but "oil price rises".
        plural = unit.low[left].endswith("s")
        return before in ("n" if plural else "X") and plural != unit.low[at].endswith("s")
    return before in "nXW" and after in "DTSIX#OP"


def has_verb(unit: Unit, first: int, last: int) -> bool:
    """Return whether a verb that can be a main one stands in ``[first, last)``."""
    return any(unit.tag[i] in "VA" or (unit.tag[i] == "E" and i > first and unit.tag[i - 1] in "nXPRHp#,")
               for i in range(first, last))


def _behind_relative(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind the relative clause at ``at``: its comma, or its first verb group."""
    i = at + 1
    while i < limit and unit.tag[i] not in "VAE,;.":
        i += 1
    while i < limit and unit.tag[i] in "VAER":
        i += 1
    return i


def content_end(unit: Unit, at: int, limit: int, cues: Cues, *, clause: bool = True) -> int:
    """Return where content at ``at`` ends: at the stop, or where the agency's own voice or another cue takes over.

    A reported ``clause`` carries on over coordinated clauses; an infinitive or object does not.
    """
    for i in range(at, limit):
        tag = unit.tag[i]
        if i == at or tag not in ",C;.SI":
            continue
        if tag == ";" or (tag == "." and i == limit - 1):
            return i
        if tag == "," and (_returns(unit, i + 1, limit, cues) or comments(unit, i + 1)):
            return i
        if tag == "," and not clause and (unit.tag_at(i + 1) in "HVA" or weakly_resumes(unit, i + 1) or _described(unit, i + 1)):
            return i
        if tag == "C" and _new_clause(unit, i, limit, cues, clause=clause) and not (clause and (_parallel(unit, at, i) or _told_on(unit, at, i))):
            return i - 1 if unit.tag[i - 1] == "," else i
        if tag == "I" and _occasion(unit, i, limit):
            return i
        if tag == "S" and not clause and unit.low[i] in unit.grammar.besides and _verb_soon(unit, i + 1, _next_comma(unit, i, limit)):
            return i
        if tag == "S" and unit.low[i] in {"while", "whereas"} and unit.tag_at(i + 1) not in "PG" and _verb_soon(unit, i + 1, limit):
            return i
    return limit - 1 if limit > at + 1 and unit.tag[limit - 1] in ",." else limit


def _occasion(unit: Unit, at: int, limit: int) -> bool:
    """Return whether the content's last words tell where it was said (``... in a statement``, ``... at a briefing``)."""
    if unit.low[at] not in {"in", "at", "during"} or unit.tag_at(at + 1) != "D":
        return False
    noun = at + 2
    while noun < limit and unit.tag[noun] in "nXBG" and unit.tag_at(noun + 1) in "nXBG":
        noun += 1
    return unit.low_at(noun) in unit.grammar.occasions and (noun + 1 >= limit or unit.tag[noun + 1] in ",.")


def weakly_resumes(unit: Unit, at: int) -> bool:
    """Return whether an -ed form at ``at``, straight behind a comma, takes up the main clause again."""
    return unit.tag_at(at) == "E" and unit.tag_at(at + 1) in "DTPO#SXQ"


def _returns(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    """Return whether behind the comma before ``at`` the content is over."""
    i = _behind_adverbs(unit, at, limit)
    if i >= limit:
        return False
    low = unit.low[i]
    if low == "according" or (unit.tag[i] == "G" and _carries(unit, i, cues)):
        return True
    if low in unit.grammar.besides and _first_verb(unit, i, limit) in cues.verbs:
        return True
    return low in unit.grammar.returns and unit.low_at(i + 1) not in unit.grammar.as_well and (unit.tag_at(i + 1) == "G" or _verb_soon(unit, i + 1, limit))


def _carries(unit: Unit, at: int, cues: Cues) -> bool:
    """Return whether the -ing form at ``at`` is a cue with what it reports (``, adding that``), no plain act (``, yelling abuse``)."""
    if unit.tag_at(at + 1) in "SQITPH:,.":
        return unit.low[at] in cues.verbs
    return any(frame.kind not in {"that", "quote", "wh"} for cue, _ in cues.verbs.get(unit.low[at], ()) for frame in cue.frames)


def comments(unit: Unit, at: int) -> bool:
    """Return whether an apposition to the whole clause opens at ``at``: ``, a plan the church considers ...``."""
    return unit.low_at(at) in {"a", "an", "the"} and any(unit.low_at(at + n) in unit.grammar.commenting for n in (1, 2))


def _described(unit: Unit, at: int) -> bool:
    """Return whether an apposition with a relative clause opens at ``at``: ``, a process that many fear ...``."""
    return unit.low_at(at) in {"a", "an"} and any(unit.tag_at(at + n) in "HS" for n in (2, 3))


def _next_comma(unit: Unit, at: int, limit: int) -> int:
    return next((i for i in range(at, limit) if unit.tag[i] == ","), limit)


def _behind_adverbs(unit: Unit, at: int, limit: int) -> int:
    while at < limit and unit.tag[at] == "R":
        at += 1
    return at


def _new_clause(unit: Unit, at: int, limit: int, cues: Cues, *, clause: bool) -> bool:
    """Return whether the conjunction at ``at`` opens what is no longer reported: ``and said``, ``but they ...``."""
    i = _behind_adverbs(unit, at + 1, limit)
    if i >= limit or unit.low_at(at - 1) in unit.grammar.exceptions:
        return False
    if unit.tag[i] in "VA" and not clause:
        return True
    if unit.tag[i] == "G" and unit.low[i] in cues.verbs:
        return True
    verb = i
    while verb < limit and unit.tag[verb] in "AR":
        verb += 1
    # A participle has no object: "was beaten and accused of", but "was beaten and accused the guards".
    parallel = unit.tag[i] == "E" and clause and unit.tag_at(i + 1) not in "DnX#OPSQ" and _participle_goes_on(unit, at)
    if _is_cue(unit, verb, limit, cues) and not parallel:
        return True
    if unit.low[at] == "but" and unit.tag[i] in "VE":
        # "said Iran backs the treaty, but favors ...": a present tense stays with the present before it.
        return unit.tag[at - 1] != "," or not unit.low[i].endswith("s")
    if unit.low[at] == "but" and unit.tag[i] in "DPnX#":
        return _verb_soon(unit, i, limit)
    if unit.tag[i] not in "DPnX#" or not _verb_soon(unit, i, _next_comma(unit, i, limit)):
        return False
    if not clause:
        return unit.tag[at - 1] == "," or unit.tag[i] == "P" or _first_verb(unit, i, limit) in cues.verbs
    return _first_verb(unit, i, limit) in cues.verbs


def _parallel(unit: Unit, start: int, conjunction: int) -> bool:
    """Return whether the -s form behind ``conjunction`` goes on from one in the content (``freezes wages and introduces``)."""
    at = _behind_adverbs(unit, conjunction + 1, len(unit))
    if unit.tag_at(at) != "V" or not unit.low_at(at).endswith("s"):
        return False
    return any(unit.tag[i] == "V" and unit.low[i].endswith("s") for i in range(start, conjunction))


def _told_on(unit: Unit, start: int, conjunction: int) -> bool:
    """Return whether a plain past goes on from one with a person for its subject (``said Kern left and ordered ...``)."""
    if unit.tag[start] not in "PX" or unit.low[start] == "it" or unit.tag_at(conjunction - 1) == ",":
        return False
    verb = next((i for i in range(start + 1, conjunction) if unit.tag[i] in "VAE"), conjunction)
    return unit.tag_at(verb) == "E" and unit.tag_at(conjunction + 1) == "E" and "V" not in unit.tag[start:conjunction]


def _is_cue(unit: Unit, at: int, limit: int, cues: Cues) -> bool:
    if at >= limit or unit.low[at] not in cues.verbs:
        return False
    return unit.tag[at] in "VE" or unit.tag_at(at - 1) in "AR"


def _participle_goes_on(unit: Unit, at: int) -> bool:
    """Return whether the -ed form behind the conjunction at ``at`` is parallel to one before (``was beaten and accused``)."""
    return any(unit.low[i] in unit.grammar.passive and unit.tag_at(i + 1 + (unit.tag_at(i + 1) == "R")) == "E"
               for i in range(max(0, at - 8), at))


def _first_verb(unit: Unit, at: int, limit: int) -> str:
    """Return the first verb form behind the subject at ``at``, in lower case."""
    for i in range(at + 1, min(limit, at + 15)):
        if unit.tag[i] in "VE":
            return unit.low[i]
        if unit.tag[i] in ",;HS" or (unit.tag[i] == "C" and unit.finite(at, i)):
            break
    return ""


def noun_content_end(unit: Unit, at: int, limit: int) -> int:
    """Return where noun-phrase, infinitive or prepositional content at ``at`` ends: a comma, a finite verb, a stop."""
    i, relative = at, False
    while i < limit:
        tag = unit.tag[i]
        if tag in ".;:-" or (tag in "VA" and i > at and not relative):
            break
        relative = relative or tag in "HP" or (tag == "S" and unit.low[i] in {"that", "where", "when"})
        if tag == "," and not listing(unit, i, limit):
            break
        if tag == "C" and unit.tag_at(i + 1) in "VAEPG" and i > at and unit.tag[i - 1] in "nXWO#pQ":
            break
        if tag == "S" and unit.low[i] in unit.grammar.besides and i > at and _verb_soon(unit, i + 1, limit):
            break
        if tag == "C" and unit.low[i] == "but":
            break
        i += 1
    return i


def listing(unit: Unit, comma: int, limit: int) -> bool:
    """Return whether the comma parts members of a list that an "and" closes."""
    following = comma + 1 + (unit.tag_at(comma + 1) == "C")
    if unit.tag_at(following) in "GEHSVAP":
        return False
    for i in range(comma + 1, min(limit, comma + 30)):
        if unit.tag[i] == "C":
            return True
        if unit.tag[i] not in "DnX#pWGBEIR,":
            return False
    return False
