"""The scene of one unit: its cues, the attributions found so far, and the questions that all readings ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireparse.stages.attributions.acting import is_base
from wireparse.stages.attributions.adjuncts import behind_times
from wireparse.stages.attributions.agents import agent, closed
from wireparse.stages.attributions.asides import weakly_resumes
from wireparse.stages.attributions.clauses import has_verb, past_alike
from wireparse.stages.attributions.heads import antecedent, nearest
from wireparse.stages.attributions.phrases import noun_phrase, with_first
from wireparse.stages.attributions.tellers import names_source, tells
from wireparse.stages.attributions.times import before_times, time_behind
from wireparse.stages.attributions.walks import subject

if TYPE_CHECKING:
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.hits import Hit
    from wireparse.stages.attributions.units import Unit

# How much of who tells something may stand behind their noun phrase, before its "that".
TELLER_REACH = 10
# How long an adjunct between "who" and its verb may be.
ADJUNCT_REACH = 8
# The frames of content behind its cue.
SAID = frozenset({"right", "participle"})


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """One attribution in items of its unit: all ranges half-open."""

    hit: Hit
    frame: str
    content: list[Range]
    source: Range | None
    cue: list[Range]
    addressee: Range | None = None
    adjuncts: int = 0
    quoted: bool = False
    main: bool = False


class Scene:
    """One unit with its hits. Attributions that follow their content are read first: they bound all the others."""

    def __init__(self, unit: Unit, hits: list[Hit], cues: Cues) -> None:
        self.unit = unit
        self.hits = hits
        self.cues = cues
        self.limit = len(unit) - 1 if unit.tag and unit.tag[-1] == "." else len(unit)
        self.drafts: dict[int, Draft] = {}
        # Where each content before its own cue starts, with its conjunction, and where it ends.
        self.bounds: list[Range] = []
        # The cue and the end of each attribution that follows its content.
        self.lefts: list[tuple[int, int]] = []

    def keep(self, hit: Hit, draft: Draft) -> None:
        self.drafts[hit.at] = draft
        if draft.frame.startswith("left"):
            start, end = draft.content[0]
            # "denied that they hid it, as alleged by the daily" bounds no outer content
            start = 0 if self.unit.low_at(start - 1) == "that" else start
            self.bounds.append((start - (self.unit.tag_at(start - 1) == "C"), end))
            self.lefts.append((hit.at, draft.adjuncts or draft.content[-1][1]))

    def bound(self, at: int) -> int:
        """Return how far content behind ``at`` may reach: to the next content that stands before its own cue, or into it."""
        if not self.bounds:
            return self.limit
        ahead = [start if start > at else end for start, end in self.bounds if end > at]
        return min(ahead, default=self.limit)

    def agent(self, at: int, links: frozenset[str] = frozenset()) -> tuple[Range | None, int]:
        """Return the agent ``by X`` at ``at`` and the index behind it; ``links`` are prepositions that open the content."""
        return agent(self.unit, at, self.limit, links, self.cues)

    def has_agent(self, at: int) -> bool:
        """Return whether an agent stands at ``at``."""
        return "by" in self.unit.low[at:] and self.agent(at)[0] is not None

    def teller(self, hit: Hit) -> tuple[Range | None, int]:
        """Return who tells what somebody learns, and the index behind them (``we learned on Saturday from | the police``)."""
        unit = self.unit
        if hit.cue.lemma not in unit.grammar.learning or unit.low_at(at := behind_times(unit, hit.last, self.limit)) != "from":
            return None, hit.last
        end = noun_phrase(unit, at + 1, self.limit)
        # "have been hearing from buyers | for some time that"
        end = next((i for i in range(at + 2, end) if unit.tag[i] == "I" and time_behind(unit, i + 1)), end)
        that = unit.line.find("S", end, min(end + TELLER_REACH, self.limit))
        timed = unit.tag_at(end) == "I" and time_behind(unit, end + 1 + (unit.tag_at(end + 1) == "R"))
        if that > 0 and not timed and unit.low[that] == "that" and set(unit.line[end:that]) <= set("EGRIDnXBW#T"):
            # "learned from a minister now living in exile | that"
            end = that
        behind = closed(unit, at + 1, end)
        behind = behind if unit.low_at(behind) == "that" else end
        return ((at + 1, end), behind) if end > at + 1 and tells(self, (at + 1, end)) else (None, hit.last)

    def heard_from(self, hit: Hit, teller: Range) -> list[Range]:
        """Return the words of the cue with the "from" before the ``teller``: ``hearing from``, ``learned (on Friday) from``."""
        link = teller[0] - 1
        return [(hit.first, teller[0])] if link == hit.last else [(hit.first, hit.last), (link, teller[0])]

    def takes(self, hit: Hit, content: Range | None) -> bool:
        """Return whether the cue takes a noun phrase, where it asks for one that can be claimed ``content`` (``the attack``)."""
        if "np" in hit.cue.kinds:
            return True
        claimable = self.unit.grammar.claimable
        return content is not None and "own" in hit.cue.kinds and not claimable.isdisjoint(self.unit.low[slice(*content)])

    def on_the_spot(self, hit: Hit) -> bool:
        """Return whether an agency's own staff are the subject (``an AFP journalist saw``): what they see is told by them."""
        unit, who = self.unit, self.subject_at(hit.first)
        staff = next((i for i in range(who[0] + 1, who[1]) if unit.low[i] in unit.grammar.eyewitnesses), 0) if who else 0
        first = len(unit.line[:staff].rstrip("X"))
        return first < staff and " ".join(unit.low[first:staff]) in self.cues.agencies

    def is_quote(self, stretch: Range) -> bool:
        return "Q" in self.unit.line[slice(*stretch)]

    def subject_at(self, verb: int) -> Range | None:
        """Return the subject of the verb group at ``verb``, or the antecedent of the relative pronoun that is its subject."""
        unit = self.unit
        left = before_times(unit, verb) - 1
        if left >= 0 and unit.tag[left] != "H":
            left = self.pronoun_behind_adjunct(left)
        if left > 1 and unit.low[left] in unit.grammar.of_whom and unit.low[left - 1] == "of" and unit.tag[left - 2] in "#DnPR":
            # "two guards, both of whom said", "divers, one of whom, Joe Tam, said", "hundreds of thousands of whom"
            first = left - 4 if unit.low_at(left - 3) == "of" and unit.tag_at(left - 4) == "#" else left - 2
            return first, max(left + 1, before_times(unit, verb) - 1)
        if left > 1 and unit.tag[left] == "H" and unit.tag[left - 1] == "C":
            # "a man who said he was ill and who claimed to be ...": the first one's
            left = unit.low.index(unit.low[left])
        if left >= 0 and (unit.tag[left] == "H" or unit.low[left] == "that") and unit.low[left] != "whom":
            close = nearest(unit, left)
            plural = unit.tag[verb] in "BV" and is_base(unit.low[verb], self.cues) and close and unit.low[close[1] - 1].endswith("s")
            # "a lawyer for the promoters, who claim": the verb agrees with them
            # "a top official here who told"
            edge = left - (unit.low_at(left - 1) in unit.grammar.hereabouts)
            outer = self._named_before(antecedent(unit, edge))
            who = close if plural or (close and outer and unit.low[left] == "who" and self._about(outer, close)) else self.teller_of(outer, personal=unit.low[left] == "who")
            # '"The river is dying," say | villagers, who blame dams'
            said = next((i + 1 for i in range(*who) if unit.low[i] in unit.grammar.sayers and unit.tag_at(i - 1) in "Q,"), who[0]) if who else 0
            return (said, left if edge < left else who[1]) if who else None
        if left < 0 or unit.tag[left] == "C":
            return None
        return self._behind_cue(with_first(unit, subject(unit, verb)))

    def _named_before(self, who: Range | None) -> Range | None:
        """Return ``who`` with the name that it describes (``Ada Roe, a lawyer | who won the case``), no place (``In Orlo, a lawyer who``)."""
        unit = self.unit
        if who is None or who[0] < 2 or unit.tag[who[0]] != "D":
            return who
        # "Ada Roe, 67, a lawyer who"
        end = who[0] - 1 - 2 * (unit.line[max(0, who[0] - 3) : who[0]] == ",#,")
        first = len(unit.line[:end].rstrip("X"))
        if first == end or unit.tag[end] != ",":
            return who
        placed = unit.tag_at(first - 1) == "I" and (unit.low[first - 1] in unit.grammar.placing or end - first == 1)
        named = unit.low[who[0]] in unit.grammar.articles and not placed
        return (first - (unit.low_at(first - 1) in unit.grammar.articles), who[1]) if named else who

    def _about(self, outer: Range, inner: Range) -> bool:
        """Return whether of ``a defeat for Speaker Roe``, which ``who`` follows, only the ``inner`` part names somebody."""
        if not outer[0] < inner[0] < outer[1] or not names_source(self, *inner):
            return False
        # "the comments from Speaker Roe": no document is a person
        return not names_source(self, outer[0], inner[0]) or self.unit.low[inner[0] - 2] in self.cues.documents

    def teller_of(self, who: Range | None, *, personal: bool) -> Range | None:
        """Return ``who`` from the noun that can be quoted, where what hangs on it cannot (``a report on income which said``).

        Behind a ``personal`` pronoun no document is quoted (``two people familiar with the contract, who said``).
        """
        unit = self.unit
        if who is None or who[0] < 2 or unit.tag[who[0] - 1] != "I":
            return who
        outer = antecedent(unit, len(unit.line[: who[0]].rstrip("IE")))
        if outer is None or (names_source(self, *who) and not (personal and unit.low[who[1] - 1] in self.cues.documents)):
            placed = unit.low[who[0] - 1] in unit.grammar.placing and set(unit.line[slice(*who)]) == {"X"}
            if outer and placed and unit.tag[outer[0]] == "D" and unit.low[outer[1] - 1] in self.cues.sources:
                # "the embassy in Velm, which said"
                return outer[0], who[1]
            by = {"in", "by", "from"} if unit.low_at(who[1]) == "that" else {"in"}
            issued = self.cues.nouns.get(unit.low[outer[1] - 1]) if outer and unit.low[who[0] - 1] in by else None
            # "a poll in the Daily Post which put", "a report by the faculty that found"
            return (outer[0], who[1]) if outer and issued and "doc" in issued.kinds else who
        # "the men with guns who told them to leave"
        people = personal and unit.low[outer[1] - 1] in unit.grammar.plural_subjects
        return (outer[0], who[1]) if people or names_source(self, *outer) else who

    def following_subject(self, at: int) -> Range | None:
        """Return the subject of the main clause behind what opens the sentence and ends at ``at``."""
        unit = self.unit
        if unit.tag_at(at) != "," and not (at - 1 in unit.quote and unit.closes(at - 1)):
            return None
        first = at + (unit.tag_at(at) == ",")
        end = noun_phrase(unit, first, self.limit)
        # "Having said so, the man admitted he was ill"
        end = next((i for i in range(first + 1, end) if unit.tag[i] == "E" and unit.tag[i - 1] in "nXp#" and unit.tag_at(i + 1) in "PS"), end)
        if unit.tag_at(end) not in "VA":
            # "Insisting it was needed, the premier | asked for money": with no other verb the -ed form is the clause's own.
            end = next((i for i in range(first + 1, end) if unit.tag[i] == "E" and unit.tag[i - 1] in "nXp#R"), end)
            end = len(unit.line[:end].rstrip("R")) if end > first + 1 else end
        return (first, end) if end > first else None

    def _behind_cue(self, who: Range | None) -> Range | None:
        """Return ``who`` without a cue and its own subject in front (``the survey found | voters thought``)."""
        if who is None or "H" in self.unit.tag[slice(*who)]:
            return who
        first, last = who
        for hit in self.hits:
            if (who[0] < hit.at and hit.last < last and hit.voice in {"finite", "ing"} and (hit.voice == "finite" or hit.cue.follows)
                    and self.unit.tag[hit.at] in "EVG" and self.unit.tag[hit.last] not in "IT" and "clause" in hit.cue.kinds):
                first = max(first, hit.last)
        return first, last

    def pronoun_behind_adjunct(self, left: int) -> int:
        """Return the "who" that an adjunct parts from its verb (``who on his arrival late Friday called``), or ``left``."""
        unit = self.unit
        if "H" not in unit.line[max(0, left - ADJUNCT_REACH) : left + 1]:
            return left
        for i in range(left, max(0, left - ADJUNCT_REACH), -1):
            if unit.tag[i] == "H":
                # "who, the ministry said, had fled", but "one of whom, Joe Tam, said"
                named = unit.low[i] in unit.grammar.of_whom and unit.low_at(i - 1) == "of"
                return i if named or unit.tag[i + 1 + (unit.tag[i + 1] == ",")] in "IRS" else left
            if unit.tag[i] not in "nDWRIX#,S":
                break
        return left

    def shared(self, hit: Hit, *, spoken: bool = True) -> Range | None:
        """Return the subject that a coordinated cue or a participle shares: the nearest attribution's, or that of the verb before.

        Unless it may be ``spoken``, whoever follows "according to" shares nothing: ``..., according to the bank, and is blamed for``.
        """
        # "a move he justified by saying": whoever does what saying it does
        means = hit.voice == "ing" and self.unit.low_at(hit.first - 1) == "by"
        inner = self.verb_subject(hit.first, inner_too=True) if means else self._inner_subject(hit) or self._contrasted(hit)
        if inner is not None:
            return inner
        if anew := self._anew(hit) or self._resumed(hit):
            return anew
        earlier = [draft for at, draft in self.drafts.items() if 0 < at < hit.at and draft.source and self._shares(draft, hit, spoken=spoken)]
        free = [draft for draft in earlier if not any(
            a <= draft.hit.at < b for other in earlier if other is not draft for a, b in other.content)]
        if earlier and self.unit.tag[hit.first - 1] == "C" and (joined := self._joined(earlier, free, hit)):
            return joined
        if earlier:
            return max(free or earlier, key=lambda draft: (draft.main, draft.hit.at)).source
        who = self.verb_subject(hit.first)
        mute = who is not None and self.unit.tag[hit.first - 1] == "C" and set(self.unit.line[slice(*who)]).isdisjoint("XP") and not tells(self, who)
        # "The strike ended after the minister met the drivers and promised"
        inner = self.verb_subject(hit.first, inner_too=True) if mute else None
        return inner if inner and tells(self, inner) else who

    def _anew(self, hit: Hit) -> Range | None:
        """Return the subject of the verb that a conjunction joins ``hit`` to, behind all content so far: ``A said so, but (B) rose and said``."""
        if self.unit.tag[hit.first - 1] != "C" or hit.voice != "finite" or not self.drafts:
            return None
        over = max((draft.content[-1][1] for at, draft in self.drafts.items() if at < hit.at and draft.content and draft.source), default=len(self.unit))
        who = self.verb_subject(hit.first) if over < hit.first - 1 else None
        # "by radio, who would not give his name but insisted": of who speaks there
        return who if who and who[0] >= over and tells(self, who) and "H" not in self.unit.line[slice(who[1], hit.first)] else None

    def _resumed(self, hit: Hit) -> Range | None:
        """Return who goes on speaking or acting behind what another puts in: ``A has denied it, B said, but insists``, ``A shut it, which B called rash, and vowed``."""
        joint = len(self.unit.line[: hit.first].rstrip("R")) - 1
        if self.unit.tag_at(joint) != "C" or hit.voice != "finite":
            return None
        for at, draft in self.drafts.items():
            if draft.frame == "left" and len(draft.content) > 1 and draft.content[-1][0] == joint:
                start, end = draft.content[0]
                within = (self.drafts[cue].source for cue in sorted(self.drafts) if start <= cue < end)
                return next((source for source in within if source), None) or self.verb_subject(end)
            closed_off = draft.frame == "gap" and draft.content[-1][1] == joint - 1 and self.unit.tag[joint - 1] == ","
            if closed_off and at < hit.at and draft.source and self.unit.tag[draft.source[0] - 2] == ",":
                return self.verb_subject(draft.source[0] - 1)
        return None

    def _joined(self, earlier: list[Draft], free: list[Draft], hit: Hit) -> Range | None:
        """Return the subject of the clause that a conjunction before ``hit`` goes on from, where it is not the main one."""
        last = max(earlier, key=lambda draft: draft.hit.at)
        if last.frame == "gap" and last.source and self.unit.low_at(last.source[0] - 1) == "what":
            # "the union walked away from what it termed an insult and told its members to strike"
            return self.verb_subject(last.source[0] - 1, inner_too=True)
        if hit.voice != "finite" or last not in free or last.hit.voice != "finite" or not last.source:
            return None
        # "Roe claimed victory, but Poe refused to concede and alleged fraud"
        before = max(draft.content[-1][1] for draft in earlier if draft is not last or len(earlier) == 1)
        return last.source if last.source[0] > before else None

    def _shares(self, draft: Draft, hit: Hit, *, spoken: bool) -> bool:
        """Return whether the source of an earlier attribution may be the subject of ``hit`` too."""
        if draft.hit.voice in {"noun", "passive"} or (not spoken and draft.hit.voice == "phrase"):
            return False
        # "In a poll that he called a fraud, voters chose a mayor and said"
        return not (draft.frame == "gap" and self.unit.tag[0] == "I" and "," in self.unit.line[draft.content[-1][1] : hit.first])

    def _inner_subject(self, hit: Hit) -> Range | None:
        """Return who does what a further verb, or a gerund, in a content says (``said men stopped the bus, ordered people to leave ...``)."""
        joined = self.unit.tag_at(hit.first - 1) == "C"
        if joined and self.unit.low[hit.first] not in self.unit.grammar.backshifted and self.unit.tag[hit.first] != "V":
            # but "said officials had been sounded out and had signalled that", "saying Lim backs the plan and regards it as fair"
            return None
        start = max((a for draft in self.drafts.values() if draft.hit.at < hit.at and draft.frame in SAID
                     for a, b in draft.content if a <= hit.first < b), default=-1)
        # "recall that a clerk was sacked for telling them it was late"
        acts = hit.voice == "finite" or (hit.voice == "ing" and (
            self.unit.tag_at(hit.first - 1) == "I" or not self.unit.grammar.overheard.isdisjoint(self.unit.low[max(start, 0) : hit.first])))
        who = self.verb_subject(hit.first, inner_too=True) if start >= 0 and acts else None
        # "said the raid was over and had blamed Poe"
        return who if who and who[0] >= start and (not joined or tells(self, who)) else None

    def _contrasted(self, hit: Hit) -> Range | None:
        """Return who a clause of contrast is about that a participle goes on from (``, while the mayor tried to calm them, saying``)."""
        unit = self.unit
        contrasts = (i for i in range(hit.first - 1, 1, -1) if unit.tag[i] == "S" and (unit.tag[i - 1] == "," or unit.low[i - 1] == "even") and (
            unit.low[i] in unit.grammar.contrasts or unit.low[i - 1] == "even" or (unit.low[i] == "when" and unit.tag[i - 2] in "W#")))
        # "even as villagers held up dead fish and swore that"
        joined = hit.voice == "finite" and unit.tag_at(hit.first - 1) == "C"
        at = next(contrasts, 0) if hit.voice == "ing" or joined else 0
        who = self.verb_subject(hit.first, inner_too=True) if at and not any(at < other.at < hit.at for other in self.hits) else None
        return who if who and who[0] > at else None

    def verb_subject(self, before: int, *, inner_too: bool = False) -> Range | None:
        """Return the subject of the nearest finite verb left of ``before`` that has one; of main clauses, or of ``inner_too``."""
        unit = self.unit
        inner: Range | None = None
        for i in range(before - 1, 0, -1):
            past = past_alike(unit, i) or (unit.tag[i] == "E" and (
                (unit.tag[i - 1] in ("#nXP" if i == 1 else "nXPRHW") and not self._describes(i)) or (unit.tag[i - 1] == "," and not unit.finite(0, i)) or weakly_resumes(unit, i)))
            # "Roe, 45, left and said", "One, who would not give his name, shrugged and said"
            past = past or (unit.tag[i] == "E" and (unit.line[max(0, i - 3) : i] == ",#," or self._closes_relative(i - 1)))
            if unit.tag[i] in "VA" or past:
                start = i
                while start > 0 and unit.tag[start - 1] in "AR":
                    start -= 1
                who = self.subject_at(start)
                if who is not None and (inner_too or not self._subordinate(who)):
                    return who
                inner = inner or who
        return inner or self._present_subject(before)

    def _closes_relative(self, comma: int) -> bool:
        """Return whether the comma closes a relative clause to what opens the sentence."""
        opening = self.unit.line.rfind(",H", 0, comma)
        return self.unit.tag[comma] == "," and opening > 0 and not self.unit.finite(0, opening) and self.unit.next_comma(opening + 1, comma) == comma

    def _describes(self, at: int) -> bool:
        """Return whether the -ed form at ``at`` only tells which noun of an object is meant: ``showed images of bodies (wrapped) in blankets``."""
        unit = self.unit
        opening = len(unit.line[:at].rstrip("nXD"))
        held = unit.tag[at - 1] == "n" and unit.tag_at(opening - 1) == "I" and unit.tag_at(at + 1) == "I"
        return held and unit.tag_at(len(unit.line[: opening - 1].rstrip("nXDI")) - 1) in "VE"

    def _present_subject(self, before: int) -> Range | None:
        """Return the noun phrase that opens the sentence, where a form alike to a plural is its verb (``The army bans medals, but``)."""
        unit = self.unit
        verb = next((i for i in range(1, before - 1) if unit.tag[i] == "B" and unit.low[i].endswith("s") and unit.tag[i - 1] in "nX"), 0)
        who = self.subject_at(verb) if verb and not has_verb(unit, 0, verb) and unit.tag[verb + 1] in "DTSIX#OPnR" else None
        return who if who and who[0] == 0 and who[1] == verb and not unit.low[verb - 1].endswith("s") else None

    def _subordinate(self, who: Range) -> bool:
        """Return whether a subject is that of an inner clause (``if the bill is ...``, ``whose goals sent ...``)."""
        low, tag = self.unit.low_at(who[0] - 1), self.unit.tag_at(who[0] - 1)
        # "spoke of reports that troops had left, and said ..."
        inside = tag == "S" and (low != "that" or self.unit.tag_at(who[0] - 2) == "n")
        # "residents he left in a shed"
        bare = self.unit.tag[who[0]] == "P" and tag in "nX"
        return who[0] > 1 and (inside or bare or low == "whose" or self.unit.low[who[0]] == "whose")

    def spoken(self, before: int) -> bool:
        """Return whether a quotation that ends with a comma, ? or ! stands at ``before``: its speaker must follow."""
        at = before if before in self.unit.quote else before - 1
        quote = self.unit.quote.get(at)
        return quote is not None and self.unit.text[quote.end - 1 : quote.end] in {",", "?", "!"}
