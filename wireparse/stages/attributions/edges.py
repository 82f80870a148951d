"""The left edge of a noun phrase that ends before a verb: relative clauses, coordination and lists on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import acts_alone, acts_on, weakly_finite

if TYPE_CHECKING:
    from wireparse.stages.attributions.units import Unit

HARD = frozenset(";:-.")
PHRASE = "DnX#pWGEBIRTO"
# How far left of its verb a relative pronoun is sought, and of a conjunction the verb of what it joins.
RELATIVE_REACH = 25
SUBJECT_REACH = 40
# of participles that are no past tense: "taken", "shown"
PARTICIPLES = ("en", "wn")


def leftmost(unit: Unit, end: int) -> int:
    """Return the left edge of the clause stretch before ``end``: where a subject that ends there may begin."""
    i = end
    while i := len(unit.line[:i].rstrip(PHRASE)):
        tag = unit.tag[i - 1]
        if tag == "P" and unit.tag_at(i) == "C":
            return i - 1
        if tag == "Q":
            if i == end or unit.closes(i - 1) or unit.tag_at(i - 2) not in "DnXp#":
                break
            i -= 1
        elif tag in "VA" or tag == "H" or (tag == "S" and unit.low[i - 1] == "that"):
            jump = _relative_start(unit, i - 1)
            if jump is None:
                break
            i = jump
        elif _coordinates(unit, i - 1) or _counts_time(unit, i - 1):
            i -= 1
        elif unit.low[i - 1] == "as" and (jump := _relative_start(unit, i - 2)) is not None:
            # "a crane operator who gave his name as Lalo"
            i = jump
        elif i < end and unit.line[max(0, i - 4) : i] == "X,X," and unit.line[: i - 4].rstrip("X").endswith("D"):
            # "the Tulsa, Okla., jury", but "a blast shook Kelmen, Norvia, police said"
            i -= 3
        elif i < end and unit.line[max(0, i - 3) : i] == "DX," and unit.low[i].endswith("-based"):
            # "The Stamford, Texas-based Roe Foundation"
            i -= 3
        elif unit.tag[i - 1] == "," and (head := _listing(unit, i - 1, end)):
            i = head
        elif unit.tag[i - 1] in ",C" and "C" in unit.line[i - 1 : end] and _aged(unit, i - 1 - (unit.tag[i - 1] == "C")):
            i -= 3 + (unit.tag[i - 1] == "C")
        else:
            break
    return i


def _listing(unit: Unit, comma: int, end: int) -> int:
    """Return the index of the "of" whose list ``comma`` parts, in a subject that opens the sentence (``the maker of axles, bearings and tools``), or 0."""
    of = len(unit.line[:comma].rstrip("nG,")) - 1
    listed = of > 0 and unit.low[of] == "of" and unit.line.count("C", comma, end) == 1
    return of if listed and set(unit.line[comma + 1 : end]) <= set("nGC") and set(unit.line[:of]) <= set("DnXp") else 0


def _coordinates(unit: Unit, at: int) -> bool:
    """Return whether an "and" or "or" at ``at`` joins noun phrases of one subject."""
    return unit.tag[at] == "C" and unit.low[at] in {"and", "or"} and at > 0 and _joins_nouns(unit, at)


def _aged(unit: Unit, comma: int) -> bool:
    """Return whether the comma closes the age of a person, one of several (``Anna Roe, 24, and Luc Poe``)."""
    return comma > 2 and "".join(unit.tag[comma - 3 : comma + 1]) == "X,#,"


def _counts_time(unit: Unit, at: int) -> bool:
    """Return whether the conjunction at ``at`` stands behind a period that opens its clause (``two days after the vote``)."""
    if unit.tag[at] != "S" or unit.low[at] not in unit.grammar.time_conjunctions:
        return False
    told = unit.low[at - 1].endswith(PARTICIPLES) or unit.low_at(at - 2) in unit.grammar.occasions
    if at > 1 and unit.tag[at - 1] == "E" and told and unit.tag[at - 2] in "nB":
        # "A poll taken before the vote", "a statement issued after the talks", but "the party won before the vote"
        return True
    if unit.low_at(at - 1) not in unit.grammar.spans_of_time:
        return False
    opening = len(unit.line[: at - 1].rstrip("DR#n"))
    inside = opening > 1 and unit.low[opening - 1] in unit.grammar.occasion_links and unit.tag[opening - 2] in "nX"
    return opening == 0 or unit.tag[opening - 1] in ",C" or inside


def _relative_start(unit: Unit, at: int) -> int | None:
    """Return the index of the relative pronoun that the verb or pronoun at ``at`` belongs to, if a noun stands before."""
    for i in range(at, max(-1, at - RELATIVE_REACH), -1):
        tag = unit.tag[i]
        if tag == "H" or (tag == "S" and unit.low[i] == "that"):
            verb_follows = i < at or unit.tag_at(i + 1) in "VAER" or (unit.tag_at(i + 1) == "B" and (unit.tag_at(i + 2) != "n" or unit.low[i] == "who"))
            # "fires that left nine dead": no verb, for all its look
            noun = unit.tag[i - 1] in "nXp#O" or (unit.tag[i - 1] == "B" and unit.tag_at(i + 1) in "VAE")
            headed = i > 0 and unit.low[i - 1] not in unit.grammar.spans_of_time and (noun or unit.low[i - 1] in unit.grammar.plural_subjects | unit.grammar.demonstrative)
            # "a relative who answered the phone | said": the main clause's
            told = unit.tag_at(i + 1) == "E" and unit.tag[at] == "V" and at > i + 1 and unit.low[at] in unit.grammar.sayers and "C" not in unit.line[i:at]
            return i if headed and verb_follows and not told and unit.low_at(i + 1) != "the" else None
        # "a guard who said he was ill | was accused"
        reported = tag == "P" and unit.tag[i - 1] in "VE" and unit.tag[i - 2] == "H"
        if tag in HARD or (tag in ",SPQ" and not reported):
            return None
    return None


def _joins_nouns(unit: Unit, at: int) -> bool:
    """Return whether the conjunction at ``at`` joins noun phrases: no finite verb further left in its clause."""
    if unit.tag[at - 1] == "P" and unit.tag_at(at + 1) in "nDX#":
        return True
    if "both" in unit.low[len(unit.line[:at].rstrip("DnXp#GE")) : at]:
        return True
    if unit.tag[at - 1] == unit.tag_at(at + 1) == "G" and unit.tag_at(at + 2) == "n":
        # "cocoa producing and consuming nations"
        return True
    # "the land and resources department"
    compound = unit.tag[at - 1] == "B" and unit.tag[at - 2] in "Dn" and not unit.low[at - 2].endswith("s") and unit.tag_at(at + 1) == "n"
    if unit.tag[at - 1] not in "nXp#WO" and not compound:
        return False
    for i in range(at - 1 - compound, max(-1, at - SUBJECT_REACH), -1):
        tag = unit.tag[i]
        if tag in HARD or tag in "SHQ," or unit.low[i] == "but":
            return True
        if tag == "T" and unit.tag[i + 1] == "B":
            # "ordered bars to close for a month and the agency | warned"
            return False
        if tag in "VAP" or (tag == "B" and unit.tag[i - 1] in "nX" and unit.tag[i + 1] != "I" and weakly_finite(unit, i)):
            # "Analysts expect losses and many | believe"
            return False
        if tag == "E" and i > 0 and (unit.tag[i - 1] in "PX" or unit.tag[i + 1] == "O" or acts_alone(unit, i) or acts_on(unit, i)):
            return False
    return True


def coordinated(unit: Unit, start: int, end: int) -> int:
    """Return ``start`` moved left over the members of a list (``Britain, France and Germany``)."""
    if "C" not in unit.line[start:end]:
        return start
    while start > 1 and unit.tag[start - 1] == ",":
        left = start - 1
        begin = left
        while begin > 0 and unit.tag[begin - 1] in "DnX#p" and left - begin < 7:
            begin -= 1
        if begin < left and begin > 1 and unit.tag[begin] == unit.tag[start] == "X" and unit.tag[begin - 1] == "I":
            # "traders in Japan, Sydney and Hong Kong", but "was shot in Kelmen, Orlo and Marn said"
            first = leftmost(unit, left)
            # "After talks with Roe, | Kern and Lund said": what opens the sentence is no list
            opens = unit.tag[first] in "IGS" or (first == 1 and unit.tag[0] in "IS")
            if not opens and not any(tag in "VAE" for tag in unit.tag[first:left]):
                return first
        if begin < left and unit.low_at(begin - 1) == "between":
            return leftmost(unit, left)
        if begin < left and unit.tag[begin - 1] == "S" and unit.tag[begin] == "X" and unit.low[begin - 1] not in unit.grammar.time_conjunctions:
            # "while Brazil, Chile and Peru said"
            return begin
        timed = unit.low[left - 1] in unit.grammar.spans_of_time
        if timed or begin == left or (begin > 0 and unit.tag[begin - 1] not in ",C"):
            # "an analyst of brokers Roe, Kern and Co"
            firm = unit.low[end - 1] in unit.grammar.partners and unit.tag[start] == unit.tag[left - 1] == "X"
            return leftmost(unit, left) if firm else start
        if begin > 0 and unit.tag[begin - 1] == "C" and not unit.finite(0, begin):
            break
        start = begin
    return start
