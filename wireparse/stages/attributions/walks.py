"""Walks over a unit's tags from a cue back to the noun phrase that is its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import acts_alone, acts_on, weakly_finite
from wireparse.stages.attributions.heads import noun_left
from wireparse.stages.attributions.openings import from_name, without_opening
from wireparse.stages.attributions.phrases import base_np, counts, governs, office
from wireparse.stages.attributions.times import before_times

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.units import Unit


VERBS = frozenset("ER")
HARD = frozenset(";:-.")
LINKS = frozenset("IC")
PHRASE = "DnX#pWGEBIRTO"
INSIDE = "DnX#pWGEBIRTOVA"
RELATIVE_LIMIT = 60
SPELL = 4
# How far left of its verb a relative pronoun is sought, and of a conjunction the verb of what it joins.
RELATIVE_REACH = 25
SUBJECT_REACH = 40
# of participles that are no past tense: "taken", "shown"
PARTICIPLES = ("en", "wn")


def subject(unit: Unit, verb: int) -> Range | None:
    """Return the subject to the left of the verb group that begins at ``verb``, or None."""
    if verb not in unit.subjects:
        unit.subjects[verb] = _subject(unit, verb)
    return unit.subjects[verb]


def _subject(unit: Unit, verb: int) -> Range | None:
    end = before_times(unit, verb)
    if end == 0:
        return None
    if unit.tag[end - 1] == "P":
        return end - 1, end
    if unit.tag[end - 1] in ",-":
        # "The bank however, said it would stay": a comma too few
        aside = unit.line[max(0, end - 3) : end] in {"nR,", "XR,"} and _opening(unit, end - 1, ",") is None
        return subject(unit, end - 2) if aside else _set_off(unit, end - 1)
    who = len(unit.line[: end - 1].rstrip("AR")) - 1
    if unit.tag[end - 1] in "EV" and who > 0 and unit.tag[who] == "P" and unit.tag[who - 1] in "nX" and end == verb:
        # "a team he had led | agreed"
        start = noun_left(unit, who)
        return (start, end) if start is not None else None
    made = len(unit.line[:end].rstrip("R")) - 1
    if unit.tag[made] == "E" and made > 0 and unit.tag[made - 1] in "nX" and end < verb:
        # "A report published on Monday said", "A statement read out on television said"
        end = verb
    found = without_opening(unit, _coordinated(unit, _leftmost(unit, end), end), end)
    if found and not set(unit.line[end:verb]) <= {"R"} and "H" in unit.tag[slice(*found)]:
        # "a guard who shot a man last month | said"
        found = found[0], verb
    if found is None or VERBS.issuperset(unit.line[slice(*found)]):
        # "but remained committed to talks"
        return None
    if unit.low_at(found[0] - 1) == "whose" and unit.tag[found[1] - 1] != "X":
        # "Norvia, whose army said", but "Norvia, whose premier Ada Roe said"
        return found[0] - 1, found[1]
    opening = behind_span(unit, found[0])
    first = opening + (opening > found[0])
    return from_name(unit, _without_speaking(unit, _own(unit, (first, found[1])))) if first < found[1] else None


def behind_span(unit: Unit, at: int) -> int:
    """Return the index of the conjunction behind the span of time at ``at`` (``two days | after police said``), or ``at``."""
    i, last = at, len(unit.tag) - 1
    while i < last and unit.tag_at(i) in "#DR":
        i += 1
    measured = unit.low_at(i) in unit.grammar.spans_of_time and unit.low_at(i + 1) in unit.grammar.time_conjunctions
    return i + 1 if measured else at


def _own(unit: Unit, found: Range) -> Range:
    """Return ``found`` from its own determiner: behind a noun (``a request | the authorities``) or another verb."""
    remark = found[0] + (unit.low[found[0]] in unit.grammar.plain_articles)
    who = remark + 1 + (unit.tag_at(remark + 1) == "R")
    if unit.tag_at(remark) != "X" and unit.low_at(remark).removesuffix("s") in unit.grammar.commenting and unit.tag_at(found[0] - 1) == "," and unit.tag_at(who) in "DX":
        # ", a charge | Tolia denies", ", charges | the army denies", ", language | even some allies call rude"
        return remark + 1, found[1]
    if unit.low[found[0]] in unit.grammar.indefinite and unit.tag_at(found[0] + 1) in "DX" and found[1] > found[0] + 1:
        # "something | Kern said would be tried"
        return found[0] + 1, found[1]
    for i in range(found[1] - 1, found[0] + 1, -1):
        if unit.low[i - 1] == "whom":
            return i, found[1]
        if governs(unit, i, found[1]) and "H" not in unit.tag[found[0] : i]:
            return i, found[1]
        if unit.low[i] == "both" and unit.tag[i - 1] in "nX" and "C" in unit.line[i : found[1]]:
            # "a vote | both the army and the rebels claim to have won"
            return i, found[1]
        shows = unit.tag[i] == "D" and unit.tag[i - 1] == "B" and unit.tag[i - 2] == "n" and i > found[0] + 2
        doing = unit.tag[i - 2] == "I" and unit.low[i - 1].endswith("ing")
        if unit.tag[i] == "D" and ((unit.tag[i - 1] in "nX" and not doing) or shows) and LINKS.isdisjoint(unit.line[i : found[1]]):
            return i, found[1]
        if unit.tag[i] == "C" and any(governs(unit, n, i) for n in range(found[0] + 2, i)):
            # "The remarks caused a furore and | the opposition demanded"
            return i + 1, found[1]
        if unit.tag[i] in "CIHV" and not counts(unit, i):
            break
    return found


def _without_speaking(unit: Unit, found: Range) -> Range:
    """Return ``found`` without a participle that tells of the act of speaking (``an official speaking on condition ...``)."""
    for i in range(found[0] + 1, found[1]):
        if unit.low[i] in unit.grammar.speaking and unit.tag[i - 1] in "nX":
            return found[0], i
    return found


def _set_off(unit: Unit, comma: int) -> Range | None:
    """Return the subject that an apposition or parenthesis, closed by ``comma``, separates from its verb.

    An apposition belongs to the source, any other parenthesis does not (``Ruales, who governed until 2011, said``).
    """
    opening = _opening(unit, comma, unit.tag[comma])
    alone = _stray_comma(unit, comma)
    if alone is not None:
        return alone, comma
    end = comma
    while opening:
        if not _apposition(unit, opening + 1, comma) and not _joined(unit, opening + 1, comma):
            end = opening
        elif end == comma and (relative := _relative(unit, opening + 1, comma)) < comma:
            end = comma if office(unit, relative, comma + 1) else relative
        first = _leftmost(unit, opening)
        if unit.low[first] == "of" and unit.tag_at(first - 1) == "," and first > 1:
            # "Roe, of Orchard Lane, Kelmen, denied"
            opening = first - 1
            continue
        trimmed = without_opening(unit, _coordinated(unit, first, opening), opening)
        if trimmed is None:
            return None
        start = trimmed[0]
        head = _described(unit, start, opening)
        if head < start:
            return head, end
        other = _first_of_two(unit, start) if end == comma else None
        if other is not None:
            return other, end
        if unit.tag[start] in "GE" and unit.tag_at(start - 1) == ",":
            opening = start - 1
            end = opening
            continue
        if (relative := len(unit.line[:start].rstrip(INSIDE))) > 1 and unit.line[relative - 2 : relative] == ",H":
            if unit.low[relative - 1] == "whose" and unit.tag[opening + 1] == "X" and not unit.finite(relative, opening):
                # "a clan, whose boss, Ada Roe, said"
                return relative, end
            # "Kole, who has homes in Rome, Velm and Lome, said": the commas of a list or a place in a relative clause
            opening = end = relative - 2
            continue
        return start, end
    return None


def _joined(unit: Unit, first: int, last: int) -> bool:
    """Return whether ``[first, last)`` joins another to the speakers before it: ``most analysts, (and even their rivals), expect``."""
    return unit.low[first] == "and" and first + 1 < last and set(unit.line[first + 1 : last]) <= set("RDnXp")


def _described(unit: Unit, start: int, end: int) -> int:
    """Return where the noun phrase starts that ``[start, end)`` describes or names, comma by comma (``the owner, Ada Roe, 63,``)."""
    while start > 1 and unit.tag[start - 1] == "," and _apposition(unit, start, end):
        head = _appositive_head(unit, start - 1, named="X" in (unit.tag[start], unit.tag_at(start + 1)))
        if head is None:
            break
        start, end = head, start - 1
    return start


def _first_of_two(unit: Unit, start: int) -> int | None:
    """Return where the first of two people starts, each with an apposition: ``Kern, the mayor, and (Lund, a baker, said)``."""
    if unit.tag_at(start - 1) != "C" or unit.tag_at(start - 2) != "," or start < 5:
        return None
    left = _set_off(unit, start - 2)
    return left[0] if left and left[1] == start - 2 and unit.tag_at(left[0] - 1) in ",." and unit.tag[left[0]] in "DX" else None


def _stray_comma(unit: Unit, comma: int) -> int | None:
    """Return where the name starts that a comma too many parts from its verb (``"...," X of Y, said``), or None."""
    first = comma
    while first > 0 and unit.tag[first - 1] in "nXDI#p":
        first -= 1
    if first == 0 and unit.tag[0] in "DXn" and unit.tag[comma - 1] == "X" and comma > 1 and unit.low_at(comma + 1) in unit.grammar.sayers:
        # "A spokesman for Bell Ltd, said the firm ...", but "The blast in Velm, said police, ..."
        return 0 if unit.tag_at(base_np(unit, comma + 2)) not in ",." else None
    # "a spokesman, Ada Marie Roe, said"
    described = "I" not in unit.line[first:comma] and unit.tag_at(first - 2) in "nX"
    if comma - first < 3 or described or unit.tag[first] != "X" or unit.tag_at(first - 1) not in ",Q":
        return None
    return first if unit.tag[first - 1] == "Q" or unit.finite(0, first - 1) else None


def _apposition(unit: Unit, first: int, last: int) -> bool:
    """Return whether ``[first, last)`` names what stands before it: a noun phrase, an age, an office-giving clause."""
    if first >= last:
        return False
    if unit.tag[first] == "H":
        return bool(office(unit, first, last + 1))
    if unit.low[first] == "or":
        # "the Forest Fire Department, or Cal Fire,"
        return set(unit.line[first + 1 : last]) == {"X"}
    if unit.low[last - 1] in unit.grammar.spans_of_time and last - first < SPELL:
        # "Kern, the same day, said"
        return False
    if unit.low[first] == "of":
        # "Ada Roe, of Orchard Lane,"
        return unit.tag_at(first + 1) == "X" or (unit.low_at(first + 1) == "the" and "X" in unit.line[first:last])
    first += unit.low[first] in unit.grammar.of_late
    if unit.low[first].endswith("ing") and unit.tag_at(first + 1) in "RI":
        # "Kern, meeting here with officials,"
        return False
    if unit.tag[first] == "D" and unit.tag_at(first + 1) == "E" and not unit.finite(first, last) and unit.low[first] in unit.grammar.plural_subjects:
        # "Kern and Tolia, both based in Kelmen,"
        return False
    return unit.tag[first] in "DnX#pB" and not unit.finite(first, _relative(unit, first, last))


def _relative(unit: Unit, first: int, last: int) -> int:
    """Return where a relative clause opens behind a noun of ``[first, last)`` (``an archaeologist | who led the team``), or ``last``."""
    return next((i for i in range(first + 1, last) if unit.tag[i] == "H" and unit.tag[i - 1] in "nX"), last)


def _appositive_head(unit: Unit, comma: int, *, named: bool) -> int | None:
    """Return where the noun phrase before ``comma`` starts if it is a name that what follows describes, or an office ``named`` there."""
    start = _leftmost(unit, comma)
    if unit.low[start] == "of" and start > 1:
        return start
    trimmed = without_opening(unit, start, comma)
    # "It takes effect in 2000, Kern, the mayor, said"
    dated = unit.tag_at(comma - 2) in "IC" and unit.tag[comma - 1] == "#"
    # "After talks with Roe, Ada Kole, the mayor, said"
    fronted = start == 1 and unit.tag[0] in "SI" and unit.tag[start] in "nB"
    if trimmed != (start, comma) or dated or fronted or unit.finite(start, comma):
        return None
    opens = start == 0 or unit.tag[start - 1] in ",QCSH"
    # "the head of the port, Ada Roe," "one of the guards, Ada Roe," "one opponent, Ada Roe,"
    office_of = named and (unit.tag[start] == "D" or unit.low[start] == "one") and opens and "E" not in unit.line[start:comma] and unit.tag[comma - 1] == "n"
    return start if office_of or unit.tag[comma - 1] in "Xp#" else None


def _opening(unit: Unit, comma: int, mark: str) -> int | None:
    """Return the mark that opens the parenthesis closed by ``comma``."""
    for i in range(comma - 1, max(-1, comma - RELATIVE_LIMIT), -1):
        if unit.tag[i] == mark:
            return i
        if unit.tag[i] in HARD or (unit.tag[i] == "Q" and mark == "," and i == comma - 1 and unit.closes(i)):
            return None
    return None


def _leftmost(unit: Unit, end: int) -> int:
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
    timed = unit.tag[at] == "S" and unit.low[at] in unit.grammar.time_conjunctions
    told = unit.low[at - 1].endswith(PARTICIPLES) or unit.low_at(at - 2) in unit.grammar.occasions
    if timed and at > 1 and unit.tag[at - 1] == "E" and told and unit.tag[at - 2] in "nB":
        # "A poll taken before the vote", "a statement issued after the talks", but "the party won before the vote"
        return True
    if not timed or unit.low_at(at - 1) not in unit.grammar.spans_of_time:
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


def _coordinated(unit: Unit, start: int, end: int) -> int:
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
            first = _leftmost(unit, left)
            # "After talks with Roe, | Kern and Lund said": what opens the sentence is no list
            opens = unit.tag[first] in "IGS" or (first == 1 and unit.tag[0] in "IS")
            if not opens and not any(tag in "VAE" for tag in unit.tag[first:left]):
                return first
        if begin < left and unit.low_at(begin - 1) == "between":
            return _leftmost(unit, left)
        timed = unit.low[left - 1] in unit.grammar.spans_of_time
        if timed or begin == left or (begin > 0 and unit.tag[begin - 1] not in ",C"):
            # "an analyst of brokers Roe, Kern and Co"
            firm = unit.low[end - 1] in unit.grammar.partners and unit.tag[start] == unit.tag[left - 1] == "X"
            return _leftmost(unit, left) if firm else start
        if begin > 0 and unit.tag[begin - 1] == "C" and not unit.finite(0, begin):
            break
        start = begin
    return start
