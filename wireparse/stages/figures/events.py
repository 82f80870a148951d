"""What befell those a figure counts: killed, wounded, missing and so on, from the words of its clause.

A rule is a row of the pack: an event, the role its words play, and the words. The role says where they must stand:
``object`` and ``person`` before the figure when active and behind it when passive, ``subject`` and ``state`` behind it,
``noun`` is what is counted, ``of`` and ``toll`` govern it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.stages.figures.roles import Counted, Events
    from wireparse.words import Words

REACH = 14
DEAD = "killed"
LIVING = frozenset(["rescued", "wounded"])
ASIDE, ASIDES = 22, 2
COUPLE = 7
PHRASES = (4, 3, 2)
ILL_REACH = 80
OPENERS = frozenset("D#nXPO")


def find_event(words: Words, counted: Counted, known: Events) -> str | None:
    """Return the event of what ``counted`` counts, or None.

    The noun itself decides first ("12 deaths"), then the verb or noun that governs it, then the predicate behind it.
    A toll that a bare figure fills is for ``find_tolled`` to tell.
    """
    heads = counted.unit.lower().split()
    head = heads[-1] if heads else ""
    if _out_of(words, counted, known) and _predicate(words, counted, known) == DEAD:
        return DEAD
    return (known.roles["noun"].get(head) or _ashore(words, counted, known, head) or _listed(words, counted, known) or _governed(words, counted, known, head) or _predicate(words, counted, known)
            or known.roles["class"].get(head) or recovered(words, counted, known, head) or _described(words, counted, known))


def _ashore(words: Words, counted: Counted, known: Events, head: str) -> str | None:
    """Return that bodies are of the dead where others would be saved or hurt: "two bodies were brought ashore", "with gunshot wounds"."""
    living = head in known.roles["remains"] and not LIVING.isdisjoint((_governed(words, counted, known, head), _predicate(words, counted, known)))
    return known.roles["remains"][head] if living else None


def _described(words: Words, counted: Counted, known: Events) -> str | None:
    """Return the event that an adjective before the noun tells: "four missing miners", "12 wounded soldiers"."""
    told = words.low[counted.first:counted.last - 1] if counted.person else ()
    return next((known.roles["state"][low] for low in told if low in known.roles["state"]), None)


def _out_of(words: Words, counted: Counted, known: Events) -> bool:
    """Return whether some out of a number are counted: "six of the injured died"."""
    return not known.glue.of.isdisjoint(words.low[counted.first:counted.last])


def find_tolled(words: Words, counted: Counted, known: Events) -> str | None:
    """Return the event of a toll that the bare figure fills: "the death toll rose to 41"; empty for one that "could rise to 41"."""
    tolls = known.roles["toll"]
    if words.tag[counted.last:min(counted.last + 1, counted.end)] == ["E"]:
        # "Toll rises to 47, three held"
        return None
    feared = False
    for i in range(counted.first - 1, max(counted.begin, counted.first - 2 * REACH) - 1, -1):
        feared = feared or words.low[i] in known.unsure
        if words.low[i] in tolls:
            return "" if feared else tolls[words.low[i]]
        if words.tag[i] == ";":
            break
    return None


def recovered(words: Words, counted: Counted, known: Events, head: str) -> str | None:
    """Return the event of bodies and cases where the clause tells of the dead and the ill: "pulled 12 bodies from the river"."""
    if head in known.roles["ill"]:
        ill = words.low[max(0, counted.first - ILL_REACH):min(counted.last + REACH, counted.end)]
        return None if known.ailing.isdisjoint(ill) else known.roles["ill"][head]
    near = words.low[max(counted.begin, counted.first - REACH):min(counted.last + REACH, counted.end)]
    return None if known.recovery.isdisjoint(near) else known.roles["remains"].get(head)


def _listed(words: Words, counted: Counted, known: Events) -> str | None:
    """Return the event of a toll's entry: "12 dead, 40 hurt and two missing"."""
    at = counted.last
    closed = at + 1 >= counted.end or words.tag[at + 1] in ",.;C)"
    return known.roles["state"].get(words.low[at]) if at < counted.end and closed else None


def _governed(words: Words, counted: Counted, known: Events, head: str) -> str | None:
    """Return the event of the verb or noun before the figure: "killed 12", "the arrest of 12"."""
    at = _before(words, counted, known)
    if words.tag[max(at, 0)] == "C" and words.tag[counted.last:counted.last + 1] != ["A"]:
        at = _coupled(words, at, counted, known)
    if at < counted.begin:
        return None
    low, before = words.low[at], words.low[at - 1] if at > counted.begin else ""
    if low in known.including and (before in known.roles["noun"] or words.low[at - 2] in known.those):
        # "The dead include nine women", "Those held included 12 sailors"
        return next((told[before] for told in (known.roles[role] for role in ("noun", "object", "person")) if before in told), None)
    if low in known.glue.of:
        return _nominal(words, at, counted, known)
    if low in known.passive and not known.among.isdisjoint(words.low[max(counted.begin, at - 4):at]):
        # "Among the dead were three children", "Among those hurt were nine tourists"
        return known.roles["state"].get(before) or known.roles["object"].get(before)
    if low in known.roles["state"] and before in known.violent:
        return known.roles["state"][low]
    if _to_death(words, at, counted, known):
        return DEAD
    if before in known.passive and not low.endswith(known.active_endings):
        return None
    return _active(words, at, counted, known, head)


def _to_death(words: Words, at: int, counted: Counted, known: Events) -> bool:
    """Return whether the word at ``at`` ends the verb of "stabbed to death two passengers"."""
    if at - 2 < counted.begin or words.low[at] not in known.ending or words.tag[at - 1] != "T":
        return False
    return words.low[at - 2] in known.violent and words.low[at - 3] not in known.passive


def _coupled(words: Words, at: int, counted: Counted, known: Events) -> int:
    """Return the index of the verb whose first object "and" at ``at`` joins to the figure: "killed a cook, his wife and two others"."""
    described = next((i for i in range(counted.begin, at - 1) if words.tag[i] == ","), 0) if words.tag[at - 1] == "," else 0
    if described and words.tag[described - 1] == "X" and words.tag[described + 1] == "D":
        # "killed Roe, a member of parliament, and three other people"
        at = described
    elif words.tag[at - 1] not in "nXOp#":
        # "nine people drowned and 20 were missing"
        return at
    for i in range(at - 1, max(counted.begin, at - COUPLE) - 1, -1):
        if words.low[i] in known.roles["object"] or words.low[i] in known.roles["person"]:
            return i
        if words.tag[i] not in "nXDOp#,":
            break
    return at


def _before(words: Words, counted: Counted, known: Events) -> int:
    """Return the index of the word that governs the figure, determiners and the like stepped over."""
    at = counted.first - 1
    while at >= counted.begin and at > counted.first - REACH:
        low, tag = words.low[at], words.tag[at]
        total = low in known.glue.of and at > counted.begin and words.low[at - 1] in known.totals
        if total:
            at -= 2
        elif tag in "DRpq" or low in known.stepped_over:
            at -= 1
        else:
            break
    return at


def _active(words: Words, at: int, counted: Counted, known: Events, head: str) -> str | None:
    """Return the event of the active verb at ``at`` whose object is counted."""
    low, roles = words.low[at], known.roles
    if words.tag[at - 1] == "T" and words.low[at - 2] in known.intending:
        # "threatened to kill 12 hostages": nobody is dead
        return None
    if head in known.lives:
        return roles["lives"].get(low) or roles["object"].get(low)
    found = roles["object"].get(low)
    if found is None and low.endswith(known.active_endings) and roles["subject"].get(low) == "killed":
        return roles["subject"][low]
    outcome = known.outcomes.get(" ".join(words.low[counted.last:min(counted.last + 2, counted.end)]))
    if outcome and (low in known.violent if outcome == DEAD else counted.person is not False) and words.tag[at] in "VEGB":
        return outcome
    if low in roles["home"] and _leaves(words, counted.last, counted.end, known):
        return roles["home"][low]
    for role, heads in (("hostages", known.freed), ("troops", known.ranks)):
        if low in roles[role] and head in heads and words.tag[counted.last:counted.last + 1] != ["T"]:
            # "lost two brothers", but "lost two brothers to injury"
            return roles[role][low]
    if counted.person is False and found in {"rescued", "detained"}:
        return None
    if found is None and counted.person and low in roles["person"] and head not in roles["class"]:
        after = words.low[counted.last] if counted.last < counted.end else ""
        captive = roles["state"].get(head.removesuffix("s"), roles["person"][low]) if head in known.freed else roles["person"][low]
        return roles["state"].get(after, captive)
    return found


def _leaves(words: Words, at: int, end: int, known: Events) -> bool:
    """Return whether the words from ``at`` tell that homes are left: "forced 2,000 families to flee", "driven from their homes"."""
    return not known.homes.isdisjoint(words.low[at:min(at + 5, end)])


def _nominal(words: Words, at: int, counted: Counted, known: Events) -> str | None:
    """Return the event of the noun whose "of" stands at ``at``: "the killing on Monday of 12 sailors"."""
    nouns = known.roles["of"]
    if words.low[at - 1] in known.lives:
        return next((known.roles["lives"][low] for low in words.low[max(counted.begin, at - 4):at]
                     if low in known.roles["lives"]), None)
    for i in range(at - 1, max(counted.begin, at - 8) - 1, -1):
        if words.low[i] in nouns and (i == at - 1 or words.tag[at - 1] in "W#" or words.low[at - 1] in known.periods):
            return nouns[words.low[i]]
        if words.low[i] in known.roles["toll"]:
            return known.roles["toll"][words.low[i]]
        if words.tag[i] not in "W#nXIDB":
            break
    return None


def _predicate(words: Words, counted: Counted, known: Events) -> str | None:
    """Return the event of the verb or state behind the figure: "12 were killed", "12 dead", "12, an aide said, died"."""
    at = _verb(words, counted, known)
    reduced = at < counted.end and (words.low[at] in known.roles["object"] or words.low[at] in known.roles["person"])
    if not reduced and _belongs(words, counted, known):
        return None
    if reduced and words.low[at - 1] in known.those:
        later = _predicate(words, counted._replace(last=at + 1), known)
        if later:
            return later
    passive = among = False
    for i in range(at, min(at + REACH, counted.end)):
        low = words.low[i]
        passive = passive or low in known.passive
        found = _befallen(words, i, at, counted, known, passive=passive)
        if found:
            return found
        among = among or low in known.among
        if not (low in known.hedges or words.tag[i] in "AR" or (among and words.tag[i] in "#nXD")):
            return None
    return None


def acts(words: Words, counted: Counted, known: Events) -> bool:
    """Return whether a verb behind the figure tells what else became of those counted: "five of whom were freed", "four of whom escaped"."""
    at = counted.last
    while at < counted.end and (words.tag[at] in "AR" or words.tag[at - 1:at + 2] == ["A", "S", "A"]):
        # "have since been freed"
        at += 1
    finite = "A" in words.tag[counted.last:at] or "H" in words.tag[counted.first:counted.last]
    return finite and at < counted.end and words.tag[at] in "EV" and words.low[at] not in known.roles["state"] and _predicate(words, counted, known) is None


def befell(words: Words, counted: Counted, known: Events) -> bool:
    """Return whether the predicate behind the figure alone tells its event: "six children died", not "killed six children"."""
    head = counted.unit.lower().split()[-1:]
    own = known.roles["noun"].get(head[0]) if head else None
    return not (own or _governed(words, counted, known, "")) and _predicate(words, counted, known) is not None


def _belongs(words: Words, counted: Counted, known: Events) -> bool:
    """Return whether the predicate tells of somebody else: "three of the 12 farmers died", "the father of four boys was shot"."""
    at = _before(words, counted, known)
    while at > counted.begin and words.tag[at] in "DXnB" and "p" in words.tag[at + 1:counted.first]:
        # "three of the nation's 47 mayors died"
        at -= 1
    if at <= counted.begin or words.low[at] not in known.glue.of:
        return False
    at -= " ".join(words.low[at - 1:at + 1]) in known.out_of
    return words.tag[at - 1] == "#" or known.numerals.opens(words.low[at - 1]) or words.low[at - 1] in known.kin or words.low[at - 1] in known.none_of


def _befallen(words: Words, i: int, at: int, counted: Counted, known: Events, *, passive: bool) -> str | None:
    """Return the event that the word at ``i`` tells of the subject whose predicate opens at ``at``."""
    low, roles = words.low[i], known.roles
    if low in roles["subject"] and (counted.person is not False or roles["subject"][low] == DEAD):
        return roles["subject"][low]
    for size in PHRASES:
        phrase = " ".join(words.low[i:min(i + size, counted.end)])
        if phrase in roles["phrase"]:
            return roles["phrase"][phrase]
    if (passive or (i == at and words.tag[i] == "E")) and low in roles["home"] and _leaves(words, i, counted.end, known):
        return roles["home"][low]
    if low in roles["object"] and i + 1 < counted.end and words.low[i + 1] in known.reflexive:
        return roles["object"][low]
    reduced = i == at and not _object_follows(words, i, counted.end, known)
    if low in roles["object"] and not low.endswith(known.active_endings) and (passive or reduced):
        return roles["object"][low]
    astray = i + 1 < counted.end and words.low[i + 1] in known.astray
    if low in roles["person"] and counted.person and (passive or reduced) and not (low.endswith(known.active_endings) or astray):
        return roles["state"].get(words.low[i + 1], roles["person"][low]) if i + 1 < counted.end else roles["person"][low]
    followed = i + 1 < counted.end and words.tag[i + 1] in OPENERS and words.low[i + 1] not in known.when_behind
    if low in roles["state"] and (passive or i == at or words.tag[i - 1] != "A") and not followed:
        return roles["state"][low]
    return None


def _object_follows(words: Words, i: int, end: int, known: Events) -> bool:
    """Return whether an object stands behind the verb at ``i``, so that it is active."""
    if i + 1 >= end:
        return False
    low = words.low[i + 1]
    bounded = low in known.bounding and i + 2 < end and words.tag[i + 2] in "#DI"
    return (words.tag[i + 1] in OPENERS and low not in known.when_behind) or bounded


def _verb(words: Words, counted: Counted, known: Events) -> int:
    """Return the index of the first verbal word behind the figure, asides and adjuncts passed over.

    In "12 bodies and 60 wounded" the last word is a noun with its own number, but not in "aboard a Boeing 737 died".
    """
    i, limit, asides, aged = counted.last, min(counted.last + REACH, counted.end), 0, False
    # "affects 3 million people and most patients die": the object of a verb is no subject behind "and"
    before = _before(words, counted, known)
    taken = before >= counted.begin and words.tag[before] == "V" and words.low[before] not in known.verbs
    while i < limit:
        low, tag = words.low[i], words.tag[i]
        aged = aged or low in known.aged
        if low in known.verbs and i > counted.last and ((words.tag[i - 1] == "#" and words.tag[i - 2] != "X" and not aged) or words.low[i - 1] in known.glue.of):
            return counted.end
        if tag == "A" or low in known.verbs or (low in known.hedges and tag in "EV"):
            return i
        if tag == "E" and words.tag[i - 1] == "D" and words.tag[i + 1:i + 2] == ["n"]:
            # "three members of the armed group were killed"
            i += 1
            continue
        if tag == "," and i + 1 < limit and (words.tag[i + 1] == "A" or _described_behind(words, i + 1, counted, known)):
            return i + 1
        if i == counted.last and (low in known.people_who or (tag == "E" and words.tag[i + 1:i + 2] == ["I"])):
            main = _main(words, i + (tag != "E"), limit, known)
            if main:
                return main
        if tag in ",-(":
            behind = _aside(words, i, counted.end) if asides < ASIDES else 0
            if not behind:
                return counted.end
            asides += 1
            limit = min(behind + REACH, counted.end)
            i = behind
            continue
        if tag == "C" and (taken or not _coordinated(words, i, counted, known)):
            return counted.end
        if tag in "VEGS.;:TP" and low not in known.aged:
            return counted.end
        i += 1
    return counted.end


def _described_behind(words: Words, i: int, counted: Counted, known: Events) -> bool:
    """Return whether a participle at ``i``, with no object, tells what befell persons: "for the two engineers, abducted last month"."""
    low = words.low[i]
    told = low in known.roles["object"] or (low in known.roles["person"] and counted.person)
    behind = _aside(words, i - 1, counted.end)
    alone = (not behind or words.tag[min(behind, counted.end - 1)] in "ISC") and not low.endswith(known.active_endings)
    return bool(told) and alone and words.tag[i] == "E" and words.low[i + 1:i + 2] != [] and (
        words.tag[i + 1] in "IR" or words.low[i + 1] in known.when_behind)


def _main(words: Words, at: int, limit: int, known: Events) -> int:
    """Return the verb of those whom a clause tells of first, or 0: "two nurses who treated the patients have tested", "ten men accused of plotting were"."""
    if at >= limit or words.tag[at] not in "VE" or (words.low[at] in known.verbs and not _object_follows(words, at, limit, known)):
        return 0
    for i in range(at + 1, limit):
        if words.low[i] in known.many_have:
            return i
        since = words.tag[i] == "S" and words.tag[i + 1:i + 2] == ["W"]
        if words.tag[i] not in "DnX#IBGW" and not since:
            break
    return 0


def _coordinated(words: Words, i: int, counted: Counted, known: Events) -> bool:
    """Return whether the conjunction at ``i`` joins another noun to the figure: "and 300 Tuaregs were killed"."""
    return i + 1 < counted.end and words.tag[i + 1] in "#DnX" and words.low[i + 1] not in known.verbs


def _aside(words: Words, i: int, end: int) -> int:
    """Return the index behind the aside that opens at ``i`` ("12 people, mostly civilians, were"), or 0."""
    tag = words.tag[i]
    close = ")" if tag == "(" else tag
    for j in range(i + 1, min(i + ASIDE, end)):
        if words.tag[j] == close:
            return j + 1
        if words.tag[j] in ".;":
            break
    return 0
