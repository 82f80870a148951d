"""Attributions: who says what, in which words. Each cue occurrence of a unit is tried against its frames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.attributions.clauses import weakly_finite
from wireparse.stages.attributions.cues import load_cues
from wireparse.stages.attributions.hits import find_hits, no_cue
from wireparse.stages.attributions.readings import read_unit
from wireparse.stages.attributions.settle import load_rules
from wireparse.stages.attributions.uncued import introduced, name_alone, speaker
from wireparse.stages.attributions.units import Unit, build, make_units, settled_unit
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wireparse.model import Kind
    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.stages.attributions.cues import Cues
    from wireparse.stages.attributions.heads import Range
    from wireparse.stages.attributions.scene import Draft
    from wireparse.stages.quotes import Quote, Quotes
    from wireparse.stages.sentences import Sentence
    from wireparse.words import Words

FAR = 2
"""No more paragraphs on, a quotation without a cue is still the last speaker's."""
NESTING = 2
# How far before a quotation the subject of its verb reaches.
SUBJECT = 7
OWN = frozenset(["belief", "prediction", "estimate", "promise", "proposal", "demand"])
ACTS = frozenset(["demand", "refusal", "agreement", "accusation", "admission", "denial", "promise"])
NAMES = re.compile("XX*(?=X)")
SCARE_WORDS = 4
# Where a sentence inside a quotation ends: at a stop, and at a mark behind one.
ENDING = re.compile(r"\.|(?<=\.)q")


@frozen
class Attribution(Value):
    """One attribution in offsets. ``frame`` names the walk that found it, ``rule`` the cue's row.

    ``clause`` is the stretch of the attribution itself, from source or cue to its last adjunct: a date in it, outside
    the content, tells when it was said.
    """

    paragraph: int
    sentence: int
    kind: Kind
    content: tuple[Offsets, ...]
    source: Offsets | None
    cue: tuple[Offsets, ...]
    lemma: str
    cls: str
    rule: str
    frame: str
    addressee: Offsets | None
    clause: tuple[Offsets, ...]


def find_attributions(words: Words, sentences: Sequence[Sentence], quotes: Quotes, pack: Pack) -> tuple[Attribution, ...]:
    """Return the attributions of the body in order of their first content character; nested ones included."""
    cues = load_cues(pack)
    finder = _Finder(words, cues)
    for unit in make_units(words, sentences, quotes.found):
        finder.unit(unit)
    finder.close()
    found = (a for a in finder.found if a.content)  # "according to them--": nothing is said
    return tuple(sorted(found, key=lambda a: (a.content[0][0], -a.content[-1][1], a.frame == "citing")))


class _Finder:
    """The discourse state while units are read in order: the last speaker, an open quotation, a claim to be continued."""

    def __init__(self, words: Words, cues: Cues) -> None:
        self.words = words
        self.cues = cues
        self.rules = load_rules(words.lexicon.pack)
        self._surnames: set[str] | None = None
        self.found: list[Attribution] = []
        self.speaker: Offsets | None = None
        self.speaker_paragraph = -9
        # Who did something by saying ("blamed the minister for"): the speaker of what follows where nobody else spoke.
        self.actor: Offsets | None = None
        self.actor_paragraph = -9
        self.last_paragraph = 0
        # The sentence just before, if it reports nothing: who acts there speaks next ('Ada Kole wept. "We ..."').
        self.plain: Unit | None = None
        self.running: int | None = None
        self.joins: int | None = None
        # Quotations left open before their speaker is named: '"First ...' / '"And last," the mayor said.'
        self.held: list[Offsets] = []
        self.held_at: tuple[int, int] = (0, 0)

    def unit(self, unit: Unit) -> None:
        """Read one unit: continue a quotation, or find its attributions, or give a bare quotation to the last speaker."""
        if not unit.quote and no_cue(unit.kinds):
            self._pass_by(unit)
            return
        settled_unit(unit, self.rules)
        bare = _bare_quotes(unit)
        if self.running is not None and unit.quote.get(0) and bare:
            self._continue(unit)
            return
        drafts = read_unit(unit, find_hits(unit, self.cues), self.cues)
        if self.running is not None and unit.quote.get(0) and not _speaks_first(drafts):
            self._continue(unit)
        self.running = None
        if self.held and not (unit.quote.get(0) and (bare or _speaks_first(drafts))):
            self._settle_held()
        told = introduced(unit, drafts, self.cues, self.surnames) if ":Q" in unit.line else None
        if drafts:
            self._add(unit, drafts)
        if told:
            self._signed(unit, *told)
        elif drafts:
            pass
        elif name := name_alone(unit, self.cues):
            self._signed(unit, name, 0)
        elif bare and bare[-1].runs_on and self._joined(unit) is None:
            self._hold(unit, bare)
        elif bare:
            self._follow(unit, bare)
        # "Asked whether he would go, Roe smiled.": Roe acts
        self.plain = None if unit.quote or any(draft.source or draft.hit.voice != "passive" for draft in drafts) else unit
        for quote in unit.quote.values():
            self._inside(unit, quote, 1)

    def _pass_by(self, unit: Unit) -> None:
        """Read a unit that reports nothing; its tags are settled only if who acts in it is asked."""
        self.running = None
        if self.held:
            self._settle_held()
        self.plain = unit

    @property
    def surnames(self) -> set[str]:
        """The last words of names of two words or more: "Kole" of "Ada Kole"; looked up by few bodies."""
        if self._surnames is None:
            self._surnames = {self.words.low[at] for at in map(re.Match.end, NAMES.finditer("".join(self.words.tag)))}
        return self._surnames

    def close(self) -> None:
        """Settle what is still open when the body ends."""
        if self.held:
            self._settle_held()

    def _add(self, unit: Unit, drafts: list[Draft]) -> None:
        self.joins = None
        leading = _leading(unit, drafts)
        for draft in drafts:
            attribution = _attribution(unit, draft)
            if self.held and draft.content[0][0] == 0:
                paragraph, sentence = self.held_at
                content = (*self.held, *attribution.content)
                attribution = attribution._replace(content=content, paragraph=paragraph, sentence=sentence)
                self.held = []
            self.found.append(attribution)
            if draft is leading:
                self.speaker = unit.span(*draft.source) if draft.source else self.speaker
                self.speaker_paragraph = unit.paragraph
            elif draft.source and (draft.hit.voice == "finite" or (draft.hit.voice == "noun" and draft.source[0] == 0)):
                self.actor, self.actor_paragraph = unit.span(*draft.source), unit.paragraph
            last = _last_quote(unit, draft)
            if last is not None and last.runs_on:
                self.running = len(self.found) - 1
            if draft.frame.startswith("left") and draft.quoted and len(draft.content) == 1:
                self.joins = len(self.found) - 1

    def _signed(self, unit: Unit, name: tuple[int, int], at: int) -> None:
        """Give the quotation at ``at`` to the name that stands alone behind it (``"...," Ruth Orlo.``), or with a colon in front."""
        self.speaker, self.speaker_paragraph = unit.span(*name), unit.paragraph
        content = (_inner(unit.text, unit.quote[at]),)
        if unit.quote[at].runs_on:
            self.running = len(self.found)
        self.found.append(Attribution(unit.paragraph, unit.sentence, "direct", content, self.speaker, (), "", "statement",
                                      "follow", "follow", None, (self.speaker,)))

    def _hold(self, unit: Unit, bare: list[Quote]) -> None:
        """Keep open quotations until a paragraph names their speaker, or turns out to be the last speaker's."""
        if not self.held:
            self.held_at = unit.paragraph, unit.sentence
        self.last_paragraph = unit.paragraph
        self.held.extend(_inner(unit.text, quote) for quote in bare)

    def _settle_held(self) -> None:
        """Give the quotations that no paragraph named a speaker for to the last one."""
        spans, self.held = tuple(self.held), []
        paragraph, sentence = self.held_at
        beside = self.plain and paragraph == self.plain.paragraph
        acts = self.plain and beside and speaker(settled_unit(self.plain, self.rules), len(self.plain), self.cues, self.surnames)
        if self.plain and acts:
            self.speaker, self.speaker_paragraph = self.plain.span(*acts), paragraph
        if paragraph - self.speaker_paragraph > 1 >= paragraph - self.actor_paragraph or paragraph == self.actor_paragraph > self.speaker_paragraph:
            self.speaker, self.speaker_paragraph = self.actor, self.actor_paragraph
        if self.speaker is not None and paragraph - self.speaker_paragraph <= FAR:
            self.speaker_paragraph = self.last_paragraph
            self.found.append(Attribution(paragraph, sentence, "direct", spans, self.speaker, (), "", "statement",
                                          "follow", "follow", None, (self.speaker,)))

    def _joined(self, unit: Unit) -> int | None:
        """Return the claim that a bare quotation carries on in its paragraph (``"..." he said. "..."``), or None."""
        same = self.joins is not None and self.found[self.joins].paragraph == unit.paragraph
        return self.joins if same else None

    def _another_acts(self) -> bool:
        """Return whether the sentence just before has somebody act who is no pronoun: ``"..." he asked. The guard shook his head. "..."``."""
        plain = self.plain
        acts = plain and speaker(settled_unit(plain, self.rules), len(plain), self.cues, self.surnames)
        return bool(plain and acts and plain.tag[acts[0]] != "P")

    def _continue(self, unit: Unit) -> None:
        """Add the quotation that opens ``unit`` to the claim that the paragraph before left open."""
        quote = unit.quote[0]
        number = self.running
        if number is None:
            return
        before = self.found[number]
        self.found[number] = before._replace(content=(*before.content, _inner(unit.text, quote)))
        if not quote.runs_on:
            self.running = None

    def _follow(self, unit: Unit, bare: list[Quote]) -> None:
        """Give a quotation without a cue to the last speaker: joined to ``"..." he said.``, else a claim of its own."""
        joined = None if self._another_acts() else self._joined(unit)
        if joined is None:
            self._hold(unit, bare)
            self._settle_held()
            return
        spans = tuple(_inner(unit.text, quote) for quote in bare)
        before = self.found[joined]
        self.found[joined] = before._replace(content=(*before.content, *spans))
        self.running = joined if bare[-1].runs_on else None

    def _inside(self, unit: Unit, quote: Quote, depth: int) -> None:
        """Find reported speech inside a quotation; the first person's own thinking is none."""
        for first, last in self._pieces(quote):
            if no_cue(self.words.kinds, first, last):
                continue
            held = [one for one in quote.inner if first <= one.first and one.last <= last]
            inner = Unit(self.words.text, unit.paragraph, unit.sentence, unit.grammar)
            settled_unit(build(self.words, self._from_subject(quote, first), last, held, inner), self.rules)
            for draft in read_unit(inner, find_hits(inner, self.cues), self.cues):
                cue = draft.hit.cue
                if not _reports(inner, draft) or not (cue.follows or cue.addresses or cue.cls in ACTS):
                    continue
                self.found.append(_attribution(inner, draft)._replace(kind="direct"))
        if depth < NESTING:
            for further in quote.inner:
                self._inside(unit, further, depth + 1)

    def _from_subject(self, quote: Quote, first: int) -> int:
        """Return where the subject starts that stands before a quotation whose first word is its verb: ``The army "calls on all to leave"``."""
        tags, start = self.words.tag, quote.first
        if first != quote.first + 1 or tags[first] not in "VE":
            return first
        while start > 0 and quote.first - start < SUBJECT and tags[start - 1] in "DnXp#P":
            start -= 1
        return start if start < quote.first else first

    def _pieces(self, quote: Quote) -> Iterator[tuple[int, int]]:
        """Yield the word ranges of the sentences inside ``quote``."""
        first = quote.first + 1
        inner = {at for one in quote.inner for at in range(one.first, one.last - 1)}
        for found in ENDING.finditer("".join(self.words.tag[quote.first : quote.last - 1]), 1):
            # 'They would say: "Get up. Get up and work." We did.': what ends inside an inner quotation ends with its mark
            at = quote.first + found.start()
            if at not in inner:
                yield first, at + 1
                first = at + 1
        if first < quote.last - 1:
            yield first, quote.last - 1


def _leading(unit: Unit, drafts: list[Draft]) -> Draft | None:
    """Return the attribution of a unit whose source speaks on: the last main one, else the last that quotes; no pronoun's inside another."""
    def inside(draft: Draft) -> bool:
        who = draft.source
        return who is not None and unit.tag[who[0]] == "P" and any(a <= draft.hit.at < b for other in drafts if other is not draft for a, b in other.content)

    told = [draft for draft in drafts if (draft.main or (draft.source and _content(unit, draft)[0] != "indirect")) and not inside(draft)]
    if not told:
        return None
    leading = told[0] if len(told) == 1 else next((draft for draft in reversed(told) if draft.main), told[-1])
    if leading.hit.cue.lemma not in unit.grammar.relaying:
        return leading
    # "Roe said it rained, the paper reported": Roe's are the words
    return next((d for d in drafts if d.source and d.source[0] == leading.content[0][0]), leading)


def _speaks_first(drafts: list[Draft]) -> bool:
    """Return whether one of the attributions of a unit reports what the unit opens with."""
    return any(draft.content[0][0] == 0 for draft in drafts)


def _reports(inner: Unit, draft: Draft) -> bool:
    """Return whether an attribution inside a quotation tells of speech: the speaker's own present words are none."""
    if draft.source is None:
        return draft.hit.voice == "passive"
    if inner.low[draft.source[0]] == "it" and draft.hit.cue.lemma in inner.grammar.evidential:
        # '"It shows that they care," he said': what does, is no speaker
        return False
    if inner.tag[draft.source[0]] in "XD" or inner.low[draft.source[0]] not in inner.grammar.first_person:
        return True
    past = inner.tag[draft.hit.at] == "E" or inner.low[draft.hit.at] in {"said", "told"}
    # "I tell them all: sit tight", but "I'm telling you the answer is no"
    return draft.hit.cue.cls not in OWN and (past or (draft.addressee is not None and inner.tag[draft.hit.at] != "G"))


def _bare_quotes(unit: Unit) -> list[Quote]:
    """Return the quotations of a unit that holds nothing else."""
    if unit.quote and not unit.line.strip("Q.,-C~"):
        return [unit.quote[i] for i in sorted(unit.quote)]
    return []


def _last_quote(unit: Unit, draft: Draft) -> Quote | None:
    if unit.quote:
        for first, last in reversed(draft.content):
            at = unit.line.rfind("Q", first, last)
            if at >= 0:
                return unit.quote[at]
    return None


def _inner(text: str, quote: Quote) -> Offsets:
    """Return the offsets between a quotation's marks, its final comma or full stop left out."""
    start, end = quote.start, quote.end
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",."):
        if text[end - 3 : end] == "...":
            break
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return (start, end) if end > start else (quote.start, quote.end)


def _attribution(unit: Unit, draft: Draft) -> Attribution:
    kind, content = _content(unit, draft)
    hit = draft.hit
    cue = tuple([unit.span(*words) for group in draft.cue for words in _words_of_cue(unit, *group)])
    return Attribution(
        unit.paragraph, unit.sentence, kind, content, unit.span(*draft.source) if draft.source else None, cue,
        hit.cue.lemma, hit.cue.cls, hit.cue.id, draft.frame,
        unit.span(*draft.addressee) if draft.addressee else None, _clause(unit, draft),
    )


def _words_of_cue(unit: Unit, first: int, last: int) -> list[Range]:
    """Return the verb group ``[first, last)`` without what parts its auxiliary from its verb (``has, in the past, denied``)."""
    if unit.line[first : first + 2] not in ("AI", "A,"):
        return [(first, last)]
    behind = last - len(unit.line[first:last].lstrip("AIDnW#R,"))
    return [(first, first + 1), (behind, last)] if behind < last else [(first, last)]


def _clause(unit: Unit, draft: Draft) -> tuple[Offsets, ...]:
    """Return the offsets of the attribution, without what another verb says of its source (``Berg, elected on Monday, said``)."""
    cue, over = draft.cue[0][0], draft.cue[-1][1]
    opens, done = draft.source or (cue, cue)
    first, last = min(cue, opens), max(draft.adjuncts, over, done)
    if done < cue and any(tag in "VA" or (tag == "E" and (unit.tag[at - 1] == "," or weakly_finite(unit, at))) for at, tag in enumerate(unit.tag[done:cue], done)):
        return unit.span(first, done), unit.span(cue, last)
    return (unit.span(first, last),)


def _content(unit: Unit, draft: Draft) -> tuple[Kind, tuple[Offsets, ...]]:
    """Return kind and offsets: a quotation alone loses its marks, one inside a clause keeps them."""
    stretches = [_bare(unit, first, last) for first, last in draft.content]
    line = "".join([unit.line[first:last] for first, last in stretches])
    if stretches and not line.strip("Q,.C-"):
        spans = [_inner(unit.text, unit.quote[i]) for first, last in stretches for i in unit.quotes(first, last)]
        return "direct", tuple(spans)
    mixed = "Q" in line and any(_speaks(unit, i) for first, last in stretches for i in unit.quotes(first, last))
    return "mixed" if mixed else "indirect", tuple([unit.span(first, last) for first, last in stretches])


def _bare(unit: Unit, first: int, last: int) -> tuple[int, int]:
    while last - first > 1 and unit.tag[last - 1] in ",.;:-C":
        last -= 1
    while last - first > 1 and unit.tag[first] in ",;:-":
        first += 1
    return first, last


def _speaks(unit: Unit, at: int) -> bool:
    """Return whether a quotation in a clause is quoted speech and no scare-quoted name (``a "demilitarized zone"``)."""
    quote = unit.quote[at]
    named = unit.tag_at(at - 1) in "Dn" and unit.tag_at(at + 1) in "nX"
    return not named or quote.last - quote.first - 2 > SCARE_WORDS
