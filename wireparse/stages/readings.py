"""Readings: a cue occurrence with its frames and its surroundings, made into source, cue and content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireparse.stages.contents import addressee, behind_adjuncts, behind_times, clause_at, content_end, noun_content_end, weakly_finite, weakly_resumes
from wireparse.stages.frames import Found, Place, match
from wireparse.stages.hits import Hit
from wireparse.stages.walks import antecedent, base_np, before_times, noun_before, noun_phrase, subject

if TYPE_CHECKING:
    from wireparse.stages.cues import Cues
    from wireparse.stages.units import Unit
    from wireparse.stages.walks import Range

COLON_REACH = 8
CITING = frozenset({"cite", "quote"})
WH_WORDS = frozenset("whether if when how why what who where about".split())
LEADS = frozenset("but and yet nor so".split())
SPLITS = frozenset("while but and whereas although".split())
QUOTERS = frozenset("quoted cited reported paraphrased".split())
SUPPORT = frozenset("""
express expressed expresses expressing voice voiced voices voicing issue issued issues issuing make made makes making give
gave gives given giving have has had having repeat repeated reiterated reject rejected dismissed
deny denied welcomed renewed aired harbour shared share expressed conveyed delivered
""".split())


@dataclass(slots=True)
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
    closes: bool = False


def read_unit(unit: Unit, hits: list[Hit], cues: Cues) -> list[Draft]:
    """Return the attributions of ``unit`` in order of their cues."""
    return _Reader(unit, hits, cues).read()


class _Reader:
    """One unit with its hits. Attributions that follow their content are read first: they bound all the others."""

    def __init__(self, unit: Unit, hits: list[Hit], cues: Cues) -> None:
        self.unit = unit
        self.hits = hits
        self.cues = cues
        self.limit = len(unit) - 1 if unit.tag and unit.tag[-1] == "." else len(unit)
        self.drafts: dict[int, Draft] = {}
        self.bounds: list[int] = []

    def read(self) -> list[Draft]:
        for walk in (self._tail, self._forward):
            for hit in self.hits:
                if hit.at not in self.drafts:
                    self._keep(hit, walk(hit))
        for hit in self.hits:
            if hit.at in self.drafts:
                continue
            if hit.cue.lemma in CITING:
                self._keep(hit, self._citing(hit))
            elif hit.cue.reports and hit.voice == "finite":
                self._keep(hit, self._late_quote(hit))
        return [self.drafts[at] for at in sorted(self.drafts)]

    def _citing(self, hit: Hit) -> Draft | None:
        """Read ``citing X``: X vouches for what the nearest attribution of the sentence says."""
        unit = self.unit
        end = noun_phrase(unit, hit.last, self.limit)
        if hit.voice != "ing" or end == hit.last or not self._is_source(hit.last, end):
            return None
        nearest = min((draft for draft in self.drafts.values() if draft.main), key=lambda d: abs(d.hit.at - hit.at), default=None)
        if nearest is None:
            return None
        return Draft(hit, "citing", nearest.content, (hit.last, end), [(hit.at, hit.last)])

    def _late_quote(self, hit: Hit) -> Draft | None:
        """Read ``X said in a statement after the council adjourned, "..."``: a quotation no other cue has taken."""
        unit = self.unit
        at = next((i for i in sorted(unit.quote) if i > hit.last), None)
        if at is None or unit.tag[at - 1] not in ",:" or at + 1 < self.limit:
            return None
        if any(hit.at < other.at < at for other in self.hits) or any(a <= at < b for d in self.drafts.values() for a, b in d.content):
            return None
        who = self._source(hit) or self._shared(hit)
        return Draft(hit, "right", [(at, at + 1)], who, [(hit.first, hit.last)], quoted=True, main=True) if who else None

    def _is_source(self, first: int, last: int) -> bool:
        """Return whether a noun phrase names somebody or something that can be quoted."""
        unit = self.unit
        nouns = (unit.low[i] for i in range(first, last) if unit.tag[i] in "nB")
        return any(unit.tag[i] == "X" for i in range(first, last)) or any(
            noun in self.cues.sources or noun.removesuffix("s") in self.cues.sources for noun in nouns)

    def _keep(self, hit: Hit, draft: Draft | None) -> None:
        if draft is None or not draft.content:
            return
        self.drafts[hit.at] = draft
        if draft.frame.startswith("left"):
            self.bounds.append(draft.content[0][1])

    def _bound(self, at: int) -> int:
        """Return how far content behind ``at`` may reach: to the next attribution that follows its own content."""
        return min((bound for bound in self.bounds if bound > at), default=self.limit)

    # ------------------------------------------------------------------ content before the cue

    def _tail(self, hit: Hit) -> Draft | None:
        if hit.voice == "phrase":
            return self._phrase(hit)
        if hit.voice == "ing" and self.unit.low_at(hit.at - 1) == "as":
            return self._as_saying(hit)
        if hit.voice == "passive":
            return self._passive_tail(hit)
        if hit.voice != "finite" or not hit.cue.follows:
            return None
        return (self._inverted(hit) if hit.cue.reports else None) or self._behind(hit)

    def _phrase(self, hit: Hit) -> Draft | None:
        unit = self.unit
        end = noun_phrase(unit, hit.last, self.limit, apposition=False)
        if hit.at > 1 or clause_at(unit, end + 1, self.limit) < 0:
            end = noun_phrase(unit, hit.last, self.limit)
        if end == hit.last:
            return None
        source, cue = (hit.last, end), [(hit.at, hit.last)]
        behind = behind_adjuncts(unit, end, self.limit)
        start = self._start(hit.at)
        left = self._left(start, hit.at)
        inside = unit.tag_at(hit.at - 1) == "," and unit.tag_at(hit.at - 2) in "HSC"
        if left is None or inside or not self._clausal(left):
            content_from = behind + 1 if unit.tag_at(behind) == "," else behind
            stop = content_end(unit, content_from, self.limit, self.cues)
            return Draft(hit, "phrase-front", [(content_from, stop)], source, cue) if stop > content_from else None
        content = [left]
        if unit.tag_at(behind) == "," and behind + 1 < self.limit and unit.tag_at(hit.at - 1) == "," and self._resumes(behind + 1):
            content.append((behind + 1, content_end(unit, behind + 1, self.limit, self.cues)))
        return Draft(hit, "left-phrase", content, source, cue, None, behind, self._is_quote(left), closes=behind >= self.limit)

    def _clausal(self, stretch: Range) -> bool:
        """Return whether a stretch holds a clause or a quotation, and not only an adjunct."""
        return any(self.unit.tag[i] in "VAEQB" for i in range(*stretch)) or stretch[1] - stretch[0] > 3

    def _resumes(self, at: int) -> bool:
        """Return whether behind an attribution in the middle of a sentence its content goes on at ``at``."""
        unit = self.unit
        if unit.tag_at(at) in "GCH" or unit.low_at(at) in {"while", "as", "although", "though", "whereas", "according"}:
            return False
        return at < self.limit

    def _inverted(self, hit: Hit) -> Draft | None:
        """Read ``content, said X``."""
        unit = self.unit
        addressed = any(frame.kind == "obj_clause" for frame in hit.cue.frames) and unit.tag_at(hit.last) not in ",."
        if addressed or hit.first != hit.at:
            return None
        before = hit.first - 1
        while unit.tag_at(before) == "R" and before > 0:
            before -= 1
        if before < 0 or not (unit.tag[before] == "," or self._closed_quote(before)):
            return None
        at = hit.last
        if unit.tag_at(at) not in "DnX#PpWBGE" or at >= self.limit:
            return None
        end = noun_phrase(unit, at, self.limit)
        behind = behind_adjuncts(unit, end, self.limit) if end > at else at
        if end == at or not (self._over(behind) or self._spoken(before)):
            return None
        resumes = unit.tag_at(behind) == "," and behind + 1 < self.limit and clause_at(unit, behind + 1, self.limit) >= 0
        if unit.tag[before] == "," and not self._quote_at(before - 1) and not resumes and not self._main_clause(before):
            return None
        return self._left_draft(hit, "left-inverted", before, (at, end), [(hit.first, hit.last)], behind)

    def _main_clause(self, edge: int, *, loose: bool = False) -> bool:
        """Return whether what stands before ``edge`` holds a main clause, and not only a noun phrase with its asides.

        ``loose`` lets any -ed form behind a noun pass for its verb.
        """
        unit = self.unit
        first = self._start(edge)
        for i in range(first, edge + 1):
            if i < edge and unit.tag[i] != ",":
                continue
            if self._finite_chunk(first, i, loose=loose):
                return True
            first = i + 1
        return False

    def _finite_chunk(self, first: int, last: int, *, loose: bool) -> bool:
        """Return whether ``[first, last)``, which holds no comma, has a finite verb of its own."""
        unit = self.unit
        if any(i in unit.quote for i in range(first, last)):
            return True
        if first >= last or unit.tag[first] in "SH":
            return False
        if unit.tag[first] == "E":
            return weakly_resumes(unit, first) and first > 0
        if unit.tag[first] in "VA" and first > 0:
            return True
        relatives = sum(unit.tag[i] == "H" for i in range(first, last))
        verbs = sum(self._begins_group(i, loose=loose) for i in range(first + 1, last))
        return verbs > relatives + (unit.tag[first] == "G" and not unit.finite(first, last))

    def _begins_group(self, at: int, *, loose: bool) -> bool:
        """Return whether a verb group that may be finite begins at ``at``."""
        unit = self.unit
        if unit.tag[at] in "VA":
            return unit.tag[at - 1] not in "VA"
        if unit.tag[at] not in "EB":
            return False
        return weakly_finite(unit, at) or unit.tag[at - 1] == "H" or (loose and unit.tag[at] == "E" and unit.tag[at - 1] in "nXp#W")

    def _behind(self, hit: Hit) -> Draft | None:
        """Read ``content, X said``."""
        unit = self.unit
        who = subject(unit, hit.first)
        if who is None:
            return None
        before = who[0] - 1
        if before < 0 or not (unit.tag[before] in ",-" or self._closed_quote(before)):
            return None
        at, to = hit.last, None
        if hit.cue.addresses and unit.tag_at(at) in "DnXOP#" and at < self.limit:
            end = addressee(unit, at, self.limit)
            to, at = (at, end), end
        behind = behind_adjuncts(unit, at, self.limit)
        if not (self._over(behind) or self._spoken(before)):
            return None
        if unit.tag[before] == "," and not self._quote_at(before - 1):
            introduces = unit.tag_at(behind) == ":" or (unit.tag_at(behind) == "," and self._quote_at(behind + 1))
            if (introduces or unit.tag_at(behind) != ",") and not self._main_clause(before, loose=True):
                return None
        elif not hit.cue.reports:
            return None
        draft = self._left_draft(hit, "left", before, who, [(hit.first, hit.last)], behind)
        if draft:
            draft.addressee = to
        return draft

    def _left_draft(self, hit: Hit, name: str, before: int, who: Range, cue: list[Range], behind: int) -> Draft | None:
        unit = self.unit
        edge = before if unit.tag[before] in ",-" else before + 1
        left = self._left(self._start(edge), edge)
        if left is None:
            return None
        content = [left] if self._worth(left) else []
        resumed = behind + 1 if unit.tag_at(behind) in ",-:" else behind
        if unit.tag_at(behind) in ",-:" and self._resumes(resumed) or unit.tag_at(behind) == "Q":
            stop = content_end(unit, resumed, self.limit, self.cues)
            right_quote = self._quote_at(resumed)
            if stop > resumed and (not self._is_quote(left) or right_quote):
                content.append((resumed, stop))
        return Draft(hit, name, content, who, cue, None, behind, self._is_quote(left), main=True, closes=behind >= self.limit)

    def _worth(self, stretch: Range) -> bool:
        return any(self.unit.tag[i] not in "RC,." for i in range(*stretch))

    def _over(self, at: int) -> bool:
        """Return whether the attribution is complete at ``at``: the end, a mark, a conjunction, a new quotation."""
        unit = self.unit
        if at >= self.limit:
            return True
        if unit.tag[at] in ",;-:.C" or (unit.low[at] == "that" and unit.tag_at(at + 1) in "VA"):
            return True
        return unit.tag[at] == "S" and unit.low[at] in {"as", "after", "when", "while", "before", "but", "because", "following"} or unit.tag[at] == "G"

    def _spoken(self, before: int) -> bool:
        """Return whether a quotation that ends with a comma, ? or ! stands at ``before``: its speaker must follow."""
        at = before if before in self.unit.quote else before - 1
        quote = self.unit.quote.get(at)
        return quote is not None and self.unit.text[quote.end - 1 : quote.end] in {",", "?", "!"}

    def _quote_at(self, at: int) -> bool:
        return at in self.unit.quote

    def _closed_quote(self, at: int) -> bool:
        """Return whether a quotation that may be followed by its reporting clause stands at ``at``."""
        return at in self.unit.quote

    def _is_quote(self, stretch: Range) -> bool:
        return any(i in self.unit.quote for i in range(*stretch))

    def _start(self, edge: int) -> int:
        """Return where content that ends at ``edge`` begins: the unit's start, or behind an earlier attribution."""
        unit = self.unit
        start = 0
        last = max((draft.adjuncts or draft.content[-1][1] for draft in self.drafts.values() if draft.hit.at < edge
                    and draft.frame.startswith("left")), default=0)
        if last:
            start = last
        for i in range(edge - 1, start, -1):
            if unit.tag[i - 1] == ":" and unit.finite(0, i):
                start = i
                break
            mark = unit.tag[i - 1] in ",;"
            if mark and (unit.low[i] in SPLITS) and unit.finite(i, edge) and self._reported_before(i):
                start = i + 1
                break
        while start < edge and (unit.low[start] in LEADS or unit.tag[start] in ",;:-"):
            start += 1
        return start

    def _reported_before(self, at: int) -> bool:
        return any(hit.at < at and hit.voice in {"finite", "phrase"} and hit.cue.sort in {"verb", "phrase"} for hit in self.hits)

    def _left(self, start: int, edge: int) -> Range | None:
        unit = self.unit
        end = edge
        while end > start and unit.tag[end - 1] in ",-":
            end -= 1
        return (start, end) if end > start else None

    def _passive_tail(self, hit: Hit) -> Draft | None:
        """Read ``content, the court was told`` and ``content, it was announced``."""
        unit = self.unit
        who = subject(unit, hit.first)
        if who is None or who[0] == 0 or not (unit.tag[who[0] - 1] == "," or self._closed_quote(who[0] - 1)):
            return None
        quoted = hit.cue.lemma in CITING and self._closed_quote(who[0] - 1)
        if not (quoted or hit.cue.addresses or (hit.cue.reports and unit.low[who[0]] == "it")):
            return None
        source, end = self._agent(hit.last)
        source = who if quoted else source
        behind = behind_adjuncts(unit, max(end, hit.last), self.limit)
        if not self._over(behind) or not self._main_clause(who[0] - 1):
            return None
        draft = self._left_draft(hit, "left-passive", who[0] - 1, who, [(hit.first, hit.last)], behind)
        if draft:
            draft.source = source
        return draft

    def _agent(self, at: int, links: frozenset[str] = frozenset()) -> tuple[Range | None, int]:
        """Return the agent ``by X`` at ``at`` and the index behind it; ``links`` are prepositions that open the content."""
        unit = self.unit
        at = behind_times(unit, at, self.limit)
        if unit.low_at(at) == "by" and at + 1 < self.limit:
            end = noun_phrase(unit, at + 1, self.limit)
            if end > at + 1 and unit.tag_at(at + 1) != "G":
                plain = base_np(unit, at + 1)
                if unit.low_at(plain) in links or (unit.tag_at(plain) == "T" and "to" in links):
                    end = plain
                return (at + 1, end), end
        return None, at

    def _as_saying(self, hit: Hit) -> Draft | None:
        """Read ``X was quoted as saying ...`` and ``Y quoted X as saying ...``: the source is X."""
        unit = self.unit
        quoted = next((i for i in range(hit.at - 2, max(-1, hit.at - 14), -1) if unit.low[i] in QUOTERS), None)
        if quoted is None:
            return None
        first = quoted
        while first > 0 and unit.tag[first - 1] in "RA":
            first -= 1
        while first < quoted and unit.tag[first] == "R":
            first += 1
        passive = first < quoted
        source = subject(unit, first) if passive else (quoted + 1, hit.at - 1)
        if source and not passive and unit.tag_at(source[1] - 1) == ",":
            source = (source[0], source[1] - 1)
        together = hit.at - 1 == quoted + 1
        cue = [(first, hit.last)] if together else [(first, quoted + 1), (hit.at - 1, hit.last)]
        _, at = self._agent(hit.last) if passive else (None, hit.last)
        right = self._right(hit, at)
        if right is not None:
            return Draft(hit, "as-saying", right.stretches, source, cue, main=True)
        who = source if passive else subject(unit, first)
        edge = who[0] if who else quoted
        if edge == 0 or not (unit.tag[edge - 1] == "," or self._closed_quote(edge - 1)):
            return None
        return self._left_draft(hit, "left-as-saying", edge - 1, source, cue, behind_adjuncts(unit, at, self.limit)) if source else None

    # ------------------------------------------------------------------ content behind the cue

    def _right(self, hit: Hit, at: int) -> Found | None:
        """Return the content behind ``at`` by the first of the cue's frames that fits, quotations first."""
        limit = self._embedded(hit, self._bound(at))
        place = Place(self.unit, at, limit, self.cues, loose=not any(frame.kind == "np" for frame in hit.cue.frames),
                      refusal=hit.cue.cls == "refusal")
        found = self._right_quote(hit, place)
        if found:
            return found
        for frame in hit.cue.frames:
            found = match(place, frame)
            if found is not None:
                return self._behind_colon(place, found)
        return None

    def _behind_colon(self, place: Place, found: Found) -> Found:
        """Return the quotation that a colon behind a noun phrase introduces (``posed a question: "..."``), else ``found``."""
        end = found.content[1]
        if self.unit.tag_at(end) == ":" and end + 1 in self.unit.quote and end < place.limit:
            return Found((end + 1, end + 2), found.cue_end, found.addressee)
        return found

    def _embedded(self, hit: Hit, limit: int) -> int:
        """Return the comma where the main clause goes on, if the cue stands in a clause before or inside it."""
        unit = self.unit
        opened = self._opened(hit)
        if not opened:
            return limit
        for i in range(hit.last + 1, limit):
            if opened == "reduced" and (unit.tag[i] in "VA" or (unit.tag[i] == "E" and weakly_finite(unit, i))):
                return i
            if unit.tag[i] != ",":
                continue
            after = unit.tag_at(i + 1)
            if opened == "aside" and after in "VAE" and not (after == "E" and unit.tag_at(i + 2) in "I"):
                return i
            if opened == "lead" and after in "DPnX#p" and clause_at(unit, i + 1, limit) >= 0:
                return i
        return limit

    def _opened(self, hit: Hit) -> str:
        """Return lead for a cue in a clause that opens the sentence, aside for one between commas, or nothing."""
        unit = self.unit
        if unit.tag[0] == "S" and unit.low[0] != "that" and not unit.finite(0, hit.first) and hit.first < 12:
            return "lead"
        if hit.at == 0:
            return "lead"
        if hit.voice == "ing" and unit.tag[hit.at - 1] == "," and not unit.finite(0, hit.at):
            return "aside"
        if hit.voice == "ing" and unit.tag[hit.at - 1] in "nX" and not unit.finite(0, hit.at):
            return "reduced"
        i = hit.first - 1
        while i > 0 and unit.tag[i] == "R":
            i -= 1
        who = subject(unit, hit.first)
        opener = who[0] - 1 if who and unit.tag_at(i) not in "H" else i
        relative = opener > 1 and (unit.tag[opener] == "H" or unit.low[opener] in {"where", "when"})
        return "aside" if relative and unit.tag[opener - 1] == "," else ""

    def _right_quote(self, hit: Hit, place: Place) -> Found | None:
        """Return a quotation that follows the cue, behind addressee, adjuncts, comma or colon; or a clause behind a colon."""
        if not hit.cue.reports and not hit.cue.addresses:
            return None
        unit, limit = self.unit, place.limit
        to: Range | None = None
        at = behind_adjuncts(unit, place.at, limit)
        if hit.cue.addresses and unit.tag_at(at) in "DnXOP#":
            end = addressee(unit, at, limit)
            to, at = (at, end), behind_adjuncts(unit, end, limit)
        marked = unit.tag_at(at) in ",:" and at < limit
        start = at + 1 if marked else at
        if start not in unit.quote:
            if unit.tag_at(at) == ":" and at < limit and at - place.at < COLON_REACH and clause_at(unit, start, limit) == start:
                return Found((start, content_end(unit, start, limit, self.cues)), place.at, to)
            return None
        after = unit.tag_at(start + 1)
        alone = after == "S" or (after == "C" and unit.tag_at(start + 2) in "VEGA")
        end = start + 1 if alone else content_end(unit, start, limit, self.cues)
        return Found((start, max(end, start + 1)), place.at, to)

    def _forward(self, hit: Hit) -> Draft | None:
        if hit.voice == "noun":
            return self._noun(hit)
        if hit.voice == "adjective":
            return self._adjective(hit)
        if hit.voice in {"passive", "reduced"}:
            return self._passive(hit)
        if hit.voice == "ing":
            return self._participle(hit)
        if hit.voice in {"finite", "infinitive"}:
            return self._asked(hit) or self._reduced_object(hit) or self._finite(hit)
        return None

    def _asked(self, hit: Hit) -> Draft | None:
        """Read ``Asked by reporters whether ...`` and ``X, asked if ..., said``: the asker is the agent, or unnamed."""
        unit = self.unit
        if unit.tag[hit.at] != "E" or hit.first != hit.at or not (hit.at == 0 or unit.tag[hit.at - 1] in ",C"):
            return None
        if not any(frame.kind in {"obj_wh", "wh"} for frame in hit.cue.frames):
            return None
        source, at = self._agent(hit.last)
        if unit.low_at(at) not in WH_WORDS or at >= self.limit:
            return None
        comma = next((i for i in range(at, self.limit) if unit.tag[i] == ","), self.limit)
        resumes = comma < self.limit and unit.tag_at(comma + 1) in "VEA"
        if hit.at and source is None and not (unit.tag[hit.at - 1] == "," and resumes):
            return None
        limit = min(self._embedded(hit, self._bound(at)), comma if hit.at else self.limit)
        end = content_end(unit, at, limit, self.cues)
        return Draft(hit, "asked", [(at, end)], source, [(hit.at, hit.last)]) if end > at + 1 else None

    def _finite(self, hit: Hit) -> Draft | None:
        source = self._source(hit)
        if source and self._is_noun_after_all(hit, source):
            return None
        gap = self._gap(hit, source)
        if gap is not None:
            return gap
        if source and source[0] > 0 and self.unit.low_at(source[0] - 1) in {"what", "whatever"}:
            return self._what(hit, source)
        found = self._right(hit, hit.last)
        if found is None:
            return None
        if source is None:
            source = self._shared(hit)
        cue = [(hit.first, found.cue_end)]
        main = hit.cue.reports or hit.cue.addresses
        quoted = self._is_quote(found.content)
        return Draft(hit, "right", found.stretches, source, cue, found.addressee, 0, quoted, main=main)

    def _is_noun_after_all(self, hit: Hit, source: Range) -> bool:
        """Return whether a form like ``claims`` has a verb in its would-be subject (``had been probing claims that``)."""
        unit = self.unit
        if hit.first != hit.at or unit.tag[hit.at] == "E" or unit.low[hit.at].removesuffix("s") not in self.cues.homographs:
            return False
        return any(unit.tag[i] in "VGE" and (i == source[0] or unit.tag[i - 1] in "XPRA") for i in range(*source))

    def _what(self, hit: Hit, source: Range) -> Draft | None:
        """Read ``what he said was a ransom`` and ``what it called "signs of movement"``."""
        unit = self.unit
        start = self._gap_complement(hit) if hit.last < self.limit else 0
        if not start:
            return None
        verb = unit.tag[start] in "VA"
        end = content_end(unit, start, self._bound(hit.last), self.cues, clause=verb)
        content = [(source[0] - 1, source[0]), (start, end)] if verb else [(start, end)]
        return Draft(hit, "gap", content, source, [(hit.first, hit.last)]) if end > start else None

    def _source(self, hit: Hit) -> Range | None:
        """Return the subject of a finite cue."""
        return self._subject_at(hit.first)

    def _subject_at(self, verb: int) -> Range | None:
        """Return the subject of the verb group at ``verb``, or the antecedent of the relative pronoun that is its subject."""
        unit = self.unit
        left = before_times(unit, verb) - 1
        if left >= 0 and unit.tag[left] != "H":
            left = self._pronoun_behind_adjunct(left)
        if left >= 0 and (unit.tag[left] == "H" or unit.low[left] == "that") and unit.low[left] != "whom":
            return antecedent(unit, left)
        if left < 0 or unit.tag[left] == "C":
            return None
        return subject(unit, verb)

    def _pronoun_behind_adjunct(self, left: int) -> int:
        """Return the "who" that an adjunct parts from its verb (``who on his arrival late Friday called``), or ``left``."""
        unit = self.unit
        for i in range(left, max(0, left - 8), -1):
            if unit.tag[i] == "H":
                return i if unit.tag[i + 1] in "IRS," else left
            if unit.tag[i] not in "nDWRIX#,S":
                break
        return left

    def _shared(self, hit: Hit) -> Range | None:
        """Return the subject that a coordinated cue or a participle shares: the nearest attribution's, or that of the verb before."""
        earlier = [draft for at, draft in self.drafts.items() if at < hit.at and draft.source and draft.hit.voice != "noun"]
        free = [draft for draft in earlier if not any(
            a <= draft.hit.at < b for other in earlier if other is not draft for a, b in other.content)]
        if earlier:
            return max(free or earlier, key=lambda draft: (draft.main, draft.hit.at)).source
        return self._verb_subject(hit.first)

    def _verb_subject(self, before: int) -> Range | None:
        """Return the subject of the nearest finite verb left of ``before`` that has one."""
        unit = self.unit
        for i in range(before - 1, 0, -1):
            if unit.tag[i] in "VA" or (unit.tag[i] == "E" and (unit.tag[i - 1] in "nXPRH" or weakly_resumes(unit, i))):
                start = i
                while start > 0 and unit.tag[start - 1] in "AR":
                    start -= 1
                who = self._subject_at(start)
                if who is not None:
                    return who
        return None

    def _gap(self, hit: Hit, source: Range | None) -> Draft | None:
        """Read ``the plan which he said was dead`` and ``a milestone that officials hope will ...``."""
        unit = self.unit
        if source is None or source[1] > hit.first:
            return None
        if hit.last >= self.limit or unit.tag[hit.last] in ",;":
            return self._gap_noun(hit, source)
        head = self._relative_head(source)
        start = self._gap_complement(hit)
        if head is None or not start:
            return None
        end = content_end(unit, start, self._bound(hit.last), self.cues, clause=unit.tag[start] in "VA")
        return Draft(hit, "gap", [head, (start, end)], source, [(hit.first, hit.last)]) if end > start else None

    def _relative_head(self, source: Range) -> Range | None:
        """Return the noun phrase that a relative clause with the subject ``source`` belongs to."""
        unit = self.unit
        pronoun = source[0] - 1
        if pronoun < 1:
            return None
        if unit.tag[pronoun] == "H" or unit.low[pronoun] == "that":
            return antecedent(unit, pronoun)
        return antecedent(unit, source[0]) if unit.tag[pronoun] in "nX" else None

    def _gap_complement(self, hit: Hit) -> int:
        """Return where, behind a cue whose object stands in front as an antecedent, the rest of the content starts."""
        unit, at = self.unit, hit.last
        kinds = {frame.kind for frame in hit.cue.frames}
        if unit.tag[at] in "VA" and kinds & {"clause", "that", "obj_inf", "raised"}:
            return at
        if unit.low[at] in {frame.link for frame in hit.cue.frames if frame.kind == "obj_prep"}:
            return at + 1 if unit.low[at] == "as" else at
        if unit.tag[at] == "T" and kinds & {"inf", "obj_inf"}:
            return at
        return at if unit.tag[at] in "DQn" and "obj_comp" in kinds else 0

    def _gap_noun(self, hit: Hit, source: Range) -> Draft | None:
        """Read ``a demand that Moscow has ruled out`` and ``the charge, which he denies``."""
        if not any(frame.kind == "np" for frame in hit.cue.frames):
            return None
        head = self._relative_head(source)
        return Draft(hit, "gap", [head], source, [(hit.first, hit.last)]) if head else None

    def _reduced_object(self, hit: Hit) -> Draft | None:
        """Read ``the general, accused of shelling a hospital``: a participle with its preposition, no auxiliary."""
        unit = self.unit
        links = {frame.link for frame in hit.cue.frames if frame.kind == "obj_prep"}
        if any(frame.kind == "raised" for frame in hit.cue.frames):
            links.add("to")
        source, start = self._agent(hit.last, frozenset(links))
        if not links or unit.tag[hit.at] != "E" or unit.low_at(start) not in links or hit.first != hit.at or start >= self.limit:
            return None
        comma = unit.tag_at(hit.at - 1) == ","
        active = any(frame.kind == "prep" and frame.link == unit.low[start] for frame in hit.cue.frames)
        if unit.tag_at(hit.at - 1) == "P" or (not comma and source is None and (active or unit.low[start] == "as")):
            return None
        head = antecedent(unit, hit.at)
        if head is None or (not comma and head[0] > 0 and unit.tag[head[0] - 1] in "nXHS"):
            return None
        start += unit.low[start] == "as"
        infinitive = unit.tag[start] == "T"
        walk = noun_content_end(unit, start, self._bound(start))
        end = content_end(unit, start, self._bound(start), self.cues, clause=False) if infinitive else walk
        source = source or self._agent(end)[0]
        rest = self._before_main_verb(hit, (start, end))
        return Draft(hit, "reduced", [head, rest], source, [(hit.at, hit.last)])

    def _passive(self, hit: Hit) -> Draft | None:
        unit = self.unit
        if hit.voice == "reduced":
            return self._reduced_object(hit)
        who = self._source(hit) or self._shared(hit)
        links = {frame.link for frame in hit.cue.frames if frame.kind == "obj_prep"}
        source, at = self._agent(hit.last, frozenset(links | {"to"}))
        limit = self._embedded(hit, self._bound(at))
        place = Place(unit, at, limit, self.cues)
        cue = [(hit.first, hit.last)]
        kinds = {frame.kind for frame in hit.cue.frames}
        if hit.cue.addresses or who is None or unit.low_at(who[0]) in {"it", "there"}:
            for frame in hit.cue.frames:
                plain = frame if frame.kind in {"clause", "that", "wh"} else None
                if frame.kind == "obj_clause":
                    plain = type(frame)("clause")
                found = match(place, plain) if plain else None
                if found:
                    return Draft(hit, "passive-clause", [found.content], source, cue)
        if who is None:
            return None
        low = unit.low_at(at)
        # "is expected to" with nobody named is the agency's own voice.
        unnamed = source is None and hit.cue.cls == "prediction"
        if kinds & {"obj_inf", "raised"} and unit.tag_at(at) == "T" and at < limit and not unnamed:
            return Draft(hit, "passive-inf", [who, (at, content_end(unit, at, limit, self.cues))], source, cue)
        if low in links or (kinds & {"seen"} and low in {"as"}):
            start = at + 1 if low == "as" else at
            end = content_end(unit, start, limit, self.cues)
            return Draft(hit, "passive-link", [who, (start, end)], source, cue) if end > start else None
        if kinds & {"obj_comp", "seen"} and unit.tag_at(at) in "DnQX" and at < limit:
            end = content_end(unit, at, limit, self.cues)
            return Draft(hit, "passive-comp", [who, (at, end)], source, cue)
        if "np" in kinds and source is not None:
            return Draft(hit, "passive-np", [who], source, cue)
        return None

    def _participle(self, hit: Hit) -> Draft | None:
        """Read ``, adding that ...``, ``a statement saying ...``: the source is the noun before, or the clause's own."""
        unit = self.unit
        found = self._right(hit, hit.last)
        if found is None:
            return None
        source: Range | None = None
        left = hit.at - 1
        while left > 0 and unit.tag[left] == "R":
            left -= 1
        if left >= 0 and unit.tag[left] in "nXp#" and left + 1 >= hit.at - 1:
            source = noun_before(unit, left + 1)
        else:
            source = self._shared(hit) or self._following_subject(found.content[1])
        quoted = self._is_quote(found.content)
        return Draft(hit, "participle", found.stretches, source, [(hit.at, found.cue_end)], found.addressee, 0, quoted)

    def _following_subject(self, at: int) -> Range | None:
        """Return the subject of the main clause behind a participle that opens the sentence."""
        unit = self.unit
        if unit.tag_at(at) != ",":
            return None
        end = noun_phrase(unit, at + 1, self.limit)
        return (at + 1, end) if end > at + 1 else None

    def _noun(self, hit: Hit) -> Draft | None:
        unit = self.unit
        if not self._noun_stands(hit):
            return None
        source, at = self._noun_source(hit)
        limit = self._bound(hit.last)
        place = Place(unit, at, limit, self.cues)
        for frame in hit.cue.frames:
            if frame.kind not in {"that", "clause", "inf", "prep", "wh"}:
                continue
            if frame.kind == "clause" and unit.low_at(at) != "that":
                continue
            found = match(place, frame) or self._bare_clause(hit, place)
            if found is not None and found.content[0] == at + (unit.low_at(at) == "that"):
                return Draft(hit, "noun", [self._before_main_verb(hit, found.content)], source, [(hit.at, hit.last)])
        return None

    def _before_main_verb(self, hit: Hit, content: Range) -> Range:
        """Return ``content`` without the main verb of a sentence whose subject it belongs to (``fears that ... rose``)."""
        unit = self.unit
        start, end = content
        if unit.finite(0, hit.at):
            return content
        groups = [i for i in range(start + 1, end) if self._begins_verb(i, end)]
        if unit.tag[start] in "ITO" or hit.voice != "noun":
            groups.insert(0, start)
        return (start, groups[-1]) if len(groups) > 1 else content

    def _begins_verb(self, at: int, end: int) -> bool:
        """Return whether a finite verb group begins at ``at`` straight behind a noun."""
        unit = self.unit
        if unit.tag[at - 1] not in "nXpW#":
            return False
        return unit.tag[at] in "VA" or (unit.tag[at] == "E" and weakly_finite(unit, at) and at + 1 < end)

    def _bare_clause(self, hit: Hit, place: Place) -> Found | None:
        """Read ``fears the blaze will jump the river``: a plural noun of thinking with a clause that has no "that"."""
        if hit.cue.cls not in {"belief", "prediction", "statement"} or not self.unit.low[hit.at].endswith("s"):
            return None
        start = clause_at(self.unit, place.at, place.limit, weakly=False)
        if start != place.at or self.unit.tag_at(start) not in "DPX":
            return None
        return Found((start, place.end_of(start, clause=True)), place.at)

    def _noun_stands(self, hit: Hit) -> bool:
        """Return whether a cue noun is used as one: with a determiner, holder or plural; not ``, a demand that he rejects``."""
        unit = self.unit
        i = hit.at
        while i > 0 and unit.tag[i - 1] in "nEGR" and unit.low[i - 1] not in SUPPORT and hit.at - i < 3:
            i -= 1
        if unit.low_at(i - 1) in SUPPORT:
            return True
        before = unit.tag_at(i - 1) if i else "."
        if unit.tag_at(hit.at - 1) == "T":
            return False
        if before == "D" and i > 1 and unit.low[i - 1] in {"a", "an", "the"}:
            apposed = unit.tag[i - 2] == "," and unit.low_at(hit.last) == "that"
            setting = unit.low[i - 2] == "in" and unit.low_at(hit.last) == "that"
            return not (apposed or setting)
        if before in "DpX":
            return True
        return unit.low_at(hit.last) == "that" or (hit.at == i and unit.low[hit.at].endswith("s"))

    def _noun_source(self, hit: Hit) -> tuple[Range | None, int]:
        """Return who holds a noun cue: ``X's claim``, ``their fear``, ``a report by X``, ``X voiced hope``."""
        unit = self.unit
        agent, behind = (None, hit.last)
        if unit.low_at(hit.last) in {"by", "from", "among"}:
            end = noun_phrase(unit, hit.last + 1, self.limit, apposition=False)
            if end > hit.last + 1:
                return (hit.last + 1, end), end
        i = hit.at - 1
        while i > 0 and unit.tag[i] in "nE#RG" and unit.low[i] not in SUPPORT and hit.at - i < 4:
            i -= 1
        if unit.tag_at(i) == "p":
            who = antecedent(unit, i)
            return who, behind
        if unit.tag_at(hit.at - 1) == "X":
            return (i + 1 if unit.tag_at(i) in "DI" else hit.at - 1, hit.at), behind
        if unit.tag_at(i) == "D" and unit.low[i] in {"his", "her", "its", "their"}:
            return (i, i + 1), behind
        k = i if unit.tag_at(i) == "D" else i + 1
        if k > 0 and unit.low_at(k - 1) in SUPPORT:
            start = k - 1
            while start > 0 and unit.tag[start - 1] in "AR":
                start -= 1
            return self._subject_at(start) or self._shared(Hit(start, start, start, hit.cue, "finite")), behind
        return agent, behind

    def _adjective(self, hit: Hit) -> Draft | None:
        unit = self.unit
        place = Place(unit, hit.last, self._bound(hit.last), self.cues)
        found = next((f for f in (match(place, frame) for frame in hit.cue.frames) if f), None)
        if found is None:
            return None
        source = self._source(hit) if hit.first < hit.at else antecedent(unit, hit.at)
        if source is None:
            source = self._shared(hit)
        return Draft(hit, "adjective", [found.content], source, [(hit.first, hit.last)]) if source else None
