"""Where the speaker's own acts go on behind what he said, by a comma or a conjunction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import surely_plural

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.units import Unit

# No further before a participle stands the "be" of its passive.
PASSIVE_REACH = 8
# A further subject with its participle.
PAIRED = re.compile("C(?:D?[#nXpO]+|P)R?G")


def goes_on_acting(unit: Unit, start: int, comma: int, limit: int, cues: Cues) -> bool:
    """Return whether the speaker's own verbs go on at ``comma`` (``said the war was over, praised the army and vowed to rebuild``).

    One of them must be a cue, and the content's own verb no plain past, which they might go on from.
    """
    first = behind_adverbs(unit, comma + 1, limit)
    behind = first + 1 + (unit.low_at(first + 1) in unit.grammar.particles)
    if unit.tag_at(first) != "E" or first >= limit or unit.tag_at(behind) not in "DnX#OPSIT" or unit.low_at(behind) == "by":
        return False
    own = next((i for i in range(start + 1, comma) if unit.tag[i] in "VAE"), comma)
    last = next((i for i in range(first, limit) if unit.tag[i] == "C" and unit.tag_at(behind_adverbs(unit, i + 1, limit)) == "E"), 0)
    # "said the men were held, charged with theft and freed"
    listed = unit.tag_at(first + 1) == "I" and participle_goes_on(unit, comma)
    if own == comma or unit.tag[own] == "E" or listed or not last or "V" in unit.tag[first:last] or "A" in unit.tag[first:last]:
        return False
    return unit.low[first] in cues.verbs or unit.low[behind_adverbs(unit, last + 1, limit)] in cues.verbs


def speakers_act(unit: Unit, start: int, conjunction: int, cues: Cues) -> bool:
    """Return whether many speakers' own present goes on (``police believe the blast was an attack and are searching for two men``)."""
    cue = unit.low_at(start - 1 - (unit.low_at(start - 1) == "that"))
    at = behind_adverbs(unit, conjunction + 1, len(unit))
    own = next((i for i in range(start, conjunction) if unit.tag[i] in "VAEHSB"), start)
    if unit.low_at(at) in unit.grammar.singular_auxiliaries:
        # "said the raids threaten its safety, and has sent troops"
        # "the rebels", but "the head of the rebels", "the crisis"
        alone = own > start and len(unit.line[:own].rstrip("DnX#p")) <= start
        many = alone and surely_plural(unit, own - 1)
        return unit.low[own] in unit.grammar.plural_auxiliaries or (many and unit.tag[own] in "VEB" and unit.tag[own - 1] == "n")
    if unit.low[own] in unit.grammar.coming and unit.low_at(at) in unit.grammar.causing:
        # "hope it will end the war and allow trade", but "and urge the men to go"
        return False
    plural = unit.low_at(at) in unit.grammar.plural_auxiliaries or (unit.tag_at(at) in "BV" and is_base(unit.low_at(at), cues))
    return plural and unit.grammar.plural_auxiliaries.isdisjoint(unit.low[start:conjunction]) and is_base(cue, cues)


def another_acts(unit: Unit, start: int, conjunction: int) -> bool:
    """Return whether another's participle is joined to the one whose content starts at ``start``: ``with one saying no | and another calling for calm``."""
    participle = start - 1 - (unit.tag_at(start - 1) == "S")
    first = len(unit.line[:participle].rstrip("RnXPDO#p"))
    absolute = unit.tag_at(participle) == "G" and first < participle and (unit.low_at(first - 1) in unit.grammar.accompanying or unit.tag_at(first - 1) == ",")
    found = PAIRED.match(unit.line, conjunction) if absolute else None
    # "children working in mines were being beaten"
    return found is not None and unit.low[found.end() - 1] in unit.grammar.speaking_too and not unit.finite(found.end(), unit.next_comma(conjunction, len(unit)))


def is_base(low: str, cues: Cues) -> bool:
    """Return whether ``low`` is the base form of a cue that needs no particle."""
    return any("b" in letters and not cue.particle for cue, letters in cues.verbs.get(low, ()))


def participle_goes_on(unit: Unit, at: int) -> bool:
    """Return whether the -ed form behind the conjunction at ``at`` is parallel to one before (``was beaten and accused``)."""
    if unit.low_at(at + 2) in unit.grammar.particles and unit.tag_at(at + 3) in "DnX#O":
        # "he was confident it would pass but ruled out a delay": no participle
        return False
    if unit.low_at(at + 1) in unit.grammar.own_acts and unit.tag_at(at + 2) == "T":
        # "had been told of the cuts and threatened to sue"
        return False
    return any(unit.low[i] in unit.grammar.passive and unit.tag_at(i + 1 + (unit.tag_at(i + 1) == "R")) == "E"
               for i in range(max(0, at - PASSIVE_REACH), at))


def behind_adverbs(unit: Unit, at: int, limit: int) -> int:
    """Return the index behind the adverbs at ``at``."""
    while at < limit and unit.tag[at] == "R":
        at += 1
    return at
