"""Content to the right of a cue: quotations first, then the frames of its row in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.adjuncts import addressee, behind_adjuncts
from wireparse.stages.attributions.asides import comments
from wireparse.stages.attributions.clauses import clause_at, quoted_alone, weakly_finite
from wireparse.stages.attributions.contents import content_end
from wireparse.stages.attributions.frames import match
from wireparse.stages.attributions.places import Found, Place
from wireparse.stages.attributions.times import before_times, told_time
from wireparse.stages.attributions.walks import behind_span, subject

if TYPE_CHECKING:
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.scene import Scene
    from wireparse.stages.attributions.units import Unit

COLON_REACH = 8
# A quotation, or what introduces a clause.
INTRODUCED = re.compile("[Q:]")
# A subject with a relative clause in commas, and its verb in the past.
RESUMED = re.compile("[DnXp#I]+,H[^,]+,R*E[DX]")
# A past with its object.
ACTED = re.compile("[nX#W,]E[DXO#]")


def right(scene: Scene, hit: Hit, at: int) -> Found | None:
    """Return the content behind ``at`` by the first of the cue's frames that fits, quotations first."""
    limit = embedded(scene, hit, scene.bound(at))
    place = Place(scene.unit, at, limit, scene.cues, loose=hit.cue.kinds.isdisjoint(("np", "own")), cls=hit.cue.cls)
    found = _right_quote(scene, hit, place)
    if found:
        return found
    for frame in hit.cue.frames:
        found = match(place, frame) if frame.kind != "eye" or scene.on_the_spot(hit) else None
        if found is not None and (told_time(scene.unit, found.content[0]) or 0) < found.content[1]:
            # no time alone: "we said a week ago"
            return _behind_colon(scene, place, found)
    return None


def _behind_colon(scene: Scene, place: Place, found: Found) -> Found:
    """Return the quotation that a colon behind a noun phrase introduces (``posed a question: "..."``), else ``found``."""
    end = found.content[1]
    if scene.unit.tag_at(end) == ":" and end + 1 in scene.unit.quote and end < place.limit:
        return Found((end + 1, end + 2), found.cue_end, found.addressee)
    return found


def embedded(scene: Scene, hit: Hit, limit: int) -> int:
    """Return the comma where the main clause goes on, if the cue stands in a clause before or inside it."""
    unit = scene.unit
    opened = _opened(scene, hit)
    if not opened:
        return limit
    # A clause as content has a verb of its own before the main one.
    own = opened == "reduced" and hit.cue.follows and unit.tag_at(hit.last) not in "TIG"
    for i in range(hit.last + 1, limit):
        # "calling for permits and warning that the proposal would fail": the clause inside has a verb of its own
        own = own or unit.low[i] == "that"
        if own and opened == "reduced" and unit.tag[i] in "VA" and unit.tag[i - 1] not in "VA":
            own = False
            continue
        if opened == "reduced" and _is_main_verb(unit, i) and unit.tag[i - 1] != "A":
            return i
        spoken = opened == "lead" and i in unit.quote and unit.text[unit.quote[i].end - 1] == ","
        if spoken and unit.tag_at(i + 1) in "DPnX#" and clause_at(unit, i + 1, limit) >= 0:
            return i + 1
        if opened == "aside" and i in unit.quote and unit.text[unit.quote[i].end - 1] == "," and unit.tag_at(i + 1) in "VE":
            # 'Roe, who said it was "all lies," resigned'
            return i + 1
        if unit.tag[i] != ",":
            continue
        after = unit.tag_at(i + 1)
        if opened == "aside" and _main_resumes(scene, i, limit) and not _closes_inner(unit, hit.last, i, limit):
            return i
        if opened == "lead" and ((after in "DPnX#p" and clause_at(unit, i + 1, limit) >= 0) or _main_opens(unit, i + 1, limit)):
            return i
    return limit


def _main_opens(unit: Unit, at: int, limit: int) -> bool:
    """Return whether a main clause opens at ``at`` with an adverb, a noun like a verb, or a gerund (``, fighting continued``, ``, rubbish piled up``)."""
    if unit.tag_at(at) == "G":
        return unit.tag_at(at + 1) in "VE" and unit.tag_at(at + 2) not in "nX"
    comma = unit.next_comma(at, limit)
    verb = next((i for i in range(at + 1, comma) if unit.tag[i] in "VAE"), comma)
    return verb < comma and unit.tag_at(at) in "DnX#pRB" and clause_at(unit, at, limit, loose=True) >= 0


def _closes_inner(unit: Unit, start: int, comma: int, limit: int) -> bool:
    """Return whether the comma only closes a relative clause inside content at ``start``: ``who said the fire, which began on Monday, was out, left``."""
    further = unit.next_comma(comma + 1, limit)
    return unit.line.rfind(",H", start, comma) == unit.line.rfind(",", start, comma) >= 0 and further + 1 < limit and unit.tag[further + 1] in "VAE"


def _main_resumes(scene: Scene, comma: int, limit: int) -> bool:
    """Return whether the main clause goes on behind the ``comma`` that closes an aside (``X, who said Y, left``)."""
    unit, at = scene.unit, comma + 1
    # "which had seen no need for a cut, now expects one"
    at += unit.low_at(at) in unit.grammar.behind_asides
    tag = unit.tag_at(at)
    if tag == "E" and unit.tag_at(at + 1) == "I" and unit.low[at] not in scene.cues.verbs:
        # "who said he was in Vark, built in 1931, left", but "who had promised to resign, stayed in office"
        return not any(unit.tag[i] == "," and unit.tag[i + 1] in "VAEB" for i in range(at, limit - 1))
    if tag == "B":
        # "who said he would stay, follow weeks of protests", but "who said he would stay, cut taxes and build roads"
        return unit.low[at].endswith("s") or unit.tag_at(at + 1) in "TDI" or "C" not in unit.tag[at:limit]
    return tag in "VAE"


def _is_main_verb(unit: Unit, at: int) -> bool:
    """Return whether the word at ``at`` is likely the main verb that a reduced relative stands before."""
    if unit.tag[at] == "E":
        return weakly_finite(unit, at)
    return unit.tag[at] in "VA" and unit.low[at] not in unit.grammar.nominal_auxiliaries


def _opened(scene: Scene, hit: Hit) -> str:
    """Return lead for a cue in a clause that opens the sentence, aside for one between commas, or nothing."""
    unit, opens = scene.unit, scene.unit.tag[0]
    first = behind_span(unit, int(opens in "CR"))
    if unit.tag_at(first) == "S" and unit.low[first] != "that" and not unit.finite(first, hit.first) and hit.first < 12:
        # "After talks with Roe, | Kern said ..."
        who = subject(unit, hit.first)
        complete = who is not None and unit.tag_at(who[0] - 1) == "," and unit.next_comma(first, hit.first) == who[0] - 1
        if not complete:
            return "lead"
    relative = hit.first > 1 and unit.low[hit.first - 1] in unit.grammar.relatives
    if (hit.voice in {"noun", "ing"} or relative) and opens in ("IGT" if relative else "IG") and not unit.finite(0, hit.first - relative) and "," not in unit.tag[: hit.first]:
        # "Amid reports that troops had left, aides were ...", "In a statement that blamed the storm, the firm ...", "To those who say no, ..."
        return "lead"
    if opens == "E" and unit.low[0] in unit.grammar.questioned and "," not in unit.line[: hit.first]:
        # "Asked how he could be sure it was Roe, Kern answered"
        return "lead"
    if hit.first == 0 or (hit.first == 1 and hit.voice == "ing" and opens == "I"):
        return "lead"
    if hit.voice in {"ing", "adjective"} and unit.tag[hit.first - 1] == "," and not unit.finite(0, hit.first):
        # "Roe left the hall, saying ..." has its verb, "A man named Smith, saying ..., left" not yet
        past = ACTED.search(unit.line, 0, hit.at)
        if not past or unit.low[past.start() + 1] in unit.grammar.titling:
            return "aside"
    # "Roe, whose firm failed, issued a statement saying ..." has its verb
    resumed = RESUMED.match(unit.line, 0, hit.at)
    if hit.voice == "ing" and unit.tag[hit.at - 1] in "nX" and not unit.finite(0, hit.at) and not resumed:
        with_whom = len(unit.line[: hit.at].rstrip("DnX#pB"))
        accompanied = unit.tag_at(with_whom - 2) == "," and unit.low_at(with_whom - 1) in unit.grammar.accompanying and unit.low[hit.at - 1] not in scene.cues.documents
        if not accompanied:
            return "reduced"
    conjunction = len(unit.line[: hit.first].rstrip("R")) - 1
    joined = unit.line.rfind(",H", 0, hit.first) if unit.tag_at(conjunction) == "C" or hit.voice == "noun" else 0
    if joined < 0:
        # "Ada Roe, a singer who filled halls and refused to sing for the king, died"
        apposed = unit.line.rfind("H", 0, hit.first)
        joined = len(unit.line[: max(apposed, 0)].rstrip("DnXpB")) - 1
        joined = joined if unit.tag_at(joined) == "," else 0
    if joined > 0 and "," not in unit.line[joined + 1 : hit.first] and not unit.finite(0, joined):
        # "The firm, which employs 300 people and says it has no debts, will list"
        return "aside"
    comma = unit.line.find(",", 0, hit.first) if opens in "DX" else -1
    told = comma + 1 + (unit.tag_at(comma + 1) in "RS")
    if comma >= 0 and unit.tag[told] == "E" and not unit.finite(0, comma) and "," not in unit.line[told : hit.first]:
        # "A bill, once thought so harmless that its backers expected it to pass, is ..."
        return "aside"
    if "," not in unit.line[: hit.first]:
        return ""
    i, who = before_times(unit, hit.first) - 1, subject(unit, hit.first)
    # "members, whose envoy said"
    opener = who[0] - (unit.tag[who[0]] != "H") if who and unit.tag_at(i) != "H" else i
    apart = opener > 1 and (unit.tag[opener] == "H" or unit.low[opener] in {"where", "when"})
    if not apart or unit.tag[opener - 1] != ",":
        return ""
    # "In Velm, where the office said nine had died, troops left"
    return "lead" if opens == "I" and not unit.finite(0, opener) else "aside"


def _last_quoted(unit: Unit, at: int, limit: int) -> int:
    """Return the last of the quotations that follow the one at ``at`` in a list (``shouting "Go!" and "Out!"``)."""
    while True:
        further = at + 1
        while further < limit and unit.tag[further] in ",C":
            further += 1
        if further == at + 1 or further not in unit.quote or further >= limit:
            return at
        at = further


def _behind_occasion(scene: Scene, at: int, limit: int) -> int:
    """Return the comma behind a clause that tells when something was said: ``said as she left the hall, "..."``."""
    unit = scene.unit
    comma = unit.line.find(",Q", at, limit) if unit.low_at(at) in unit.grammar.moments else -1
    # 'laughed when he urged voters, "Look at me"': what he said
    own = comma > at and not any(at < other.at < comma and other.voice == "finite" for other in scene.hits)
    return comma if own and unit.text[unit.quote[comma + 1].start].isupper() else at


def _right_quote(scene: Scene, hit: Hit, place: Place) -> Found | None:
    """Return a quotation that follows the cue, behind addressee, adjuncts, comma or colon; or a clause behind a colon."""
    unit, limit = scene.unit, place.limit
    # 'urged voters, "Look at me"'
    asks = "obj_inf" in hit.cue.kinds and ",Q" in unit.line[place.at : limit]
    if not (hit.cue.reports or hit.cue.addresses or asks) or INTRODUCED.search(unit.line, place.at) is None:
        return None
    to: Range | None = None
    at = place.behind()
    if (hit.cue.addresses or asks) and unit.tag_at(at) in "DnXOP#":
        end = addressee(unit, at, limit)
        to, at = (at, end) if end > at else None, behind_adjuncts(unit, end, limit)
    at = _behind_occasion(scene, at, limit)
    marked = unit.tag_at(at) in ",:" and at < limit
    start = at + 1 if marked else at
    if start not in unit.quote:
        if unit.tag_at(at) == ":" and at < limit and at - place.at < COLON_REACH and clause_at(unit, start, limit) == start:
            return Found((start, content_end(unit, start, limit, scene.cues)), place.at, to)
        return None
    if not marked and start > place.at and unit.tag[start - 1] in "pD":
        # 'joked about his "sixth sense"'
        return None
    if not marked and hit.cue.lemma not in unit.grammar.plain and unit.opening[start] == "I" and unit.text[unit.quote[start].start].islower():
        # 'the mast snapped "like a matchstick"': how
        return None
    last = _last_quoted(unit, start, limit)
    after, closed = unit.tag_at(last + 1), unit.text[unit.quote[last].end - 1] == ","
    # 'shouted "that is a lie", before being told to sit'
    apart = after == "," and (unit.line[last + 2 : last + 4] in ("CP", "CR") or unit.low_at(last + 2) in unit.grammar.time_conjunctions or comments(unit, last + 2))
    joined = after == "C" and (unit.tag_at(last + 2) in "VEGA" or (closed and unit.low_at(last + 2) != "that"))
    alone = (closed and after in "VAERG") or after == "S" or joined or apart
    end = last + 1 if alone else content_end(unit, start, limit, scene.cues)
    if quoted_alone(unit, last, end):
        end = last + 1
    return Found((start, max(end, start + 1)), place.at, to)
