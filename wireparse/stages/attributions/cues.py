"""The cue tables of a language, compiled: which words may tie content to a source, and how."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from wireparse.packs import Table
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView

    from wireparse.packs import Pack

SIMPLE = {"S": "clause", "that": "that", "Q": "quote", "wh": "wh", "NP": "np", "claim": "claim", "own": "own", "eye": "eye", "apart": "apart", "to": "inf", "ing": "ger", "pass": "raised",
          "seen": "seen", "doc": "doc", "before": "before", "cites": "cites", "reason": "reason", "held": "held", "it": "impersonal"}
ADDRESSED = {"N+S": "clause", "N+that": "that", "N+wh": "wh"}
OBJECT = {"S": "obj_clause", "that": "obj_clause", "wh": "obj_wh", "to": "obj_inf", "ing": "obj_ger", "NP": "obj_comp", "adj": "obj_adj"}
FORMS = "bsdng"
# Which frames of a row are tried first: in "hinted at cuts that ..." no clause is hinted, and in "foresaw that heavy losses
# would follow" no noun phrase is foreseen.
TRIED = {"prep_inf": 0, "clause": 2, "that": 2, "obj_adj": 2, "obj_comp": 2, "np": 3}
GAP = 5
T = TypeVar("T")
SOURCE_LISTS = ("role", "document", "medium", "anonymous", "expert", "witness", "organisation", "government", "security", "rebel", "group")


@frozen
class Frame(Value):
    """One complement that a cue takes: ``kind`` names the walk, ``link`` its preposition, ``lead`` one before its object.

    Behind the preposition stands an ``amount``, a ``gerund``, or something ``fresh``: what nobody has named before, or
    a quotation.
    """

    kind: str
    link: str = ""
    amount: bool = False
    fresh: bool = False
    lead: str = ""
    gerund: bool = False


class Cue(NamedTuple):
    """A row of the lexicon. ``sort`` is verb, noun, adjective or phrase; ``particle`` belongs to a verb (``rule out``).

    Told by its frames: it ``reports`` where it may follow or interrupt what it reports (``..., he said``), ``follows``
    where it may end a sentence that it reports (``..., the survey found``), and ``addresses`` where its object is the
    person spoken to (``told AFP that``). ``links`` are the prepositions behind an object (``accuse X of``).
    """

    id: str
    lemma: str
    cls: str
    sort: str
    fires: str
    silent: str
    particle: str
    frames: tuple[Frame, ...]
    kinds: frozenset[str]
    links: frozenset[str]
    reports: bool
    follows: bool
    addresses: bool


class Block(NamedTuple):
    """Words in which a cue is none (``needless to say``); ``*`` stands for any one word."""

    id: str
    words: tuple[str, ...]
    fires: str
    silent: str


class Sequences(Generic[T]):
    """Word sequences to be found in a text, keyed by their first two words; ``*`` is any word, ``**`` up to ``GAP``."""

    __slots__ = ("_first", "values")

    def __init__(self, rows: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self.values: list[T] = []
        self._first: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for words, value in sorted(rows, key=lambda row: -len(row[0])):
            self.values.append(value)
            second = words[1] if len(words) > 1 and "*" not in words[1] else ""
            self._first.setdefault(words[0], {}).setdefault(second, []).append((words, value))

    @property
    def openers(self) -> KeysView[str]:
        """The first words."""
        return self._first.keys()

    def at(self, low: list[str], at: int) -> tuple[int, T] | None:
        """Return the end and value of the longest sequence that stands at ``at``, or None."""
        seconds = self._first.get(low[at])
        if seconds is None:
            return None
        following = low[at + 1] if at + 1 < len(low) else ""
        for words, value in (*seconds.get(following, ()), *seconds.get("", ())):
            end = _matched(low, at, words)
            if end:
                return end, value
        return None


class Blocks:
    """All blocks of a language, keyed by their longest word: few words of a text are one, and many a "the" or "to".

    Behind each key stand the distances of a second word, for each of which that word tells the blocks that are left.
    """

    __slots__ = ("_keyed", "values")

    def __init__(self, values: Iterable[Block]) -> None:
        self.values = list(values)
        self._keyed: dict[str, dict[int, dict[str, list[tuple[int, tuple[str, ...]]]]]] = {}
        for block in self.values:
            # What stands behind a gap has no fixed place.
            words = list(takewhile("**".__ne__, block.words))
            longest = sorted((at for at, word in enumerate(words) if word != "*"), key=lambda at: -len(block.words[at]))
            key, further = (*longest, longest[0])[:2]
            seconds = self._keyed.setdefault(words[key], {}).setdefault(further - key, {})
            seconds.setdefault(words[further], []).append((key, block.words))

    @property
    def keys(self) -> KeysView[str]:
        """The words that blocks are told by."""
        return self._keyed.keys()

    def inside(self, low: list[str], places: Iterable[int]) -> set[int]:
        """Return the items of ``low`` that stand in a block, of which the ``keys`` stand at ``places``."""
        found: set[int] = set()
        for at in places:
            for distance, seconds in self._keyed[low[at]].items():
                # Of most blocks not even a second word is there.
                for key, words in seconds.get(low[at + distance], ()) if 0 <= at + distance < len(low) else ():
                    if at >= key and (end := _matched(low, at - key, words)):
                        found.update(range(at - key, end))
        return found


def _matched(low: list[str], at: int, words: tuple[str, ...]) -> int:
    """Return the index behind ``words`` if they stand at ``at``, else 0."""
    for n, word in enumerate(words):
        if word == "**":
            rest = words[n + 1 :]
            return next((end for k in range(GAP + 1) if (end := _matched(low, at + n + k, rest))), 0)
        if at + n >= len(low) or word not in ("*", low[at + n]):
            return 0
    return at + len(words)


class Cues(Table):
    """All tables of one language, keyed by lower-case surface; a verb's entry carries its form letters.

    ``single`` are the words that are a cue alone, ``turns`` those of which a phrase holds one (``view``: "in X's view").
    """

    verbs: dict[str, tuple[tuple[Cue, str], ...]]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    phrases: Sequences[Cue]
    held: dict[tuple[str, str], Cue]
    blocks: Blocks
    known: frozenset[str]
    single: frozenset[str]
    turns: frozenset[str]
    withheld: frozenset[str]
    sources: frozenset[str]
    media: frozenset[str]
    documents: frozenset[str]
    agencies: frozenset[str]
    homographs: frozenset[str]
    rows: tuple[Cue, ...]


def frame(word: str) -> Frame:
    """Return the frame that a pack writes as ``word``.

    >>> frame("N+of").kind, frame("N+of").link
    ('obj_prep', 'of')
    """
    if word in SIMPLE:
        return Frame(SIMPLE[word])
    head, _, rest = word.partition("+")
    if head == "N":
        link, _, form = rest.partition("+")
        return Frame(OBJECT[rest]) if rest in OBJECT else Frame("obj_prep", link.rstrip("#"), link.endswith("#"), gerund=form == "ing")
    if rest == "N+to":
        return Frame("prep_inf", head)
    if rest == "N+as":
        return Frame("obj_prep", "as", lead=head)
    if rest in ADDRESSED:
        # "said to reporters that": the walk skips the addressee as it skips any adjunct.
        return Frame(ADDRESSED[rest])
    return Frame("prep", head.rstrip("~"), fresh=head.endswith("~"))


def particle(words: list[str]) -> str:
    """Return the particle that all frames of a row share (``out`` of ``out+NP out+ing``), or an empty string."""
    if not all("+" in word and word.partition("+")[2] in SIMPLE for word in words):
        return ""
    heads = {word.partition("+")[0] for word in words}
    return heads.pop() if len(heads) == 1 and not heads & {"N", "to"} else ""


@cache
def load_cues(pack: Pack) -> Cues:
    """Return the cue tables of ``pack``, compiled once a process."""
    verbs: dict[str, list[tuple[Cue, str]]] = {}
    rows: list[Cue] = []
    for row in pack.rows("cues", "verbs"):
        cue = _cue(row, "verb")
        rows.append(cue)
        for form, letters in _forms(row[1].split()).items():
            verbs.setdefault(form, []).append((cue, letters))
    nouns = _keyed(pack.rows("cues", "nouns"), "noun", rows)
    adjectives = _keyed(pack.rows("cues", "adjectives"), "adjective", rows)
    phrases = _phrases(pack, rows)
    return Cues(
        {form: tuple(entries) for form, entries in verbs.items()}, nouns, adjectives, phrases, _held(rows), _blocks(pack),
        frozenset({*verbs, *nouns, *adjectives, *phrases.openers}), frozenset({*verbs, *nouns, *adjectives}),
        _turns(phrases.values), pack.words("cues", "withheld"), _source_nouns(pack),
        pack.words("types", "medium"), pack.words("types", "document"), pack.words("types", "agency_names"),
        frozenset({*pack.words("cues", "homographs"), *nouns}), tuple(rows),
    )


def _source_nouns(pack: Pack) -> frozenset[str]:
    """Return the nouns that somebody or something quoted can have: what "citing X" takes for a source."""
    return frozenset().union(*(pack.words("types", name) for name in SOURCE_LISTS))


def _cue(row: list[str], sort: str) -> Cue:
    takes = _takes(row[3], verbal=sort == "verb")
    lemma = row[1] if sort == "phrase" else f"{row[1].split()[0]} {takes[0]}".strip()
    return Cue(row[0], lemma, row[2], sort, row[4], row[5], *takes)


def _rank(one: Frame) -> int:
    # "admitted to the paper that he had lied"
    return TRIED["that"] if one.kind == "prep" and one.link == "to" else TRIED.get(one.kind, 1)


@cache
def _takes(
    frames: str, *, verbal: bool
) -> tuple[str, tuple[Frame, ...], frozenset[str], frozenset[str], bool, bool, bool]:
    """Return what a row's frames say of its cue, from ``particle`` on; many rows have the same frames."""
    words = frames.split()
    tied = particle(words) if verbal else ""
    found = [frame(word.removeprefix(f"{tied}+") if tied else word) for word in words]
    kinds = frozenset(one.kind for one in found)
    return (
        tied, tuple(sorted(found, key=_rank)), kinds,
        frozenset(one.link for one in found if one.kind == "obj_prep"),
        not kinds.isdisjoint(("clause", "quote")), not kinds.isdisjoint(("clause", "quote", "that")),
        not kinds.isdisjoint(("obj_clause", "obj_wh")),
    )


def _forms(forms: list[str]) -> dict[str, str]:
    letters: dict[str, str] = {}
    for letter, form in zip(FORMS, forms, strict=True):
        if form != "-":
            letters[form] = letters.get(form, "") + letter
    return letters


def _keyed(table: list[list[str]], sort: str, rows: list[Cue]) -> dict[str, Cue]:
    keyed: dict[str, Cue] = {}
    for row in table:
        cue = _cue(row, sort)
        rows.append(cue)
        keyed.update((form, cue) for form in row[1].split() if form != "-")
    return keyed


def _phrases(pack: Pack, rows: list[Cue]) -> Sequences[Cue]:
    cues = [_cue(row, "phrase") for row in pack.rows("cues", "phrases")]
    rows.extend(cues)
    return Sequences((tuple(cue.lemma.split()), cue) for cue in cues)


def _turns(phrases: Iterable[Cue]) -> frozenset[str]:
    """Return the longest word of each phrase; what can be held apart keeps its noun."""
    split = [cue.lemma.split() for cue in phrases]
    return frozenset([max(words, key=len) for words in split] + [words[2] for words in split if len(words) == 4])


def _held(rows: Iterable[Cue]) -> dict[tuple[str, str], Cue]:
    """Return the phrases that an owner can open up, by their outer words: "in the view of" gives "in X's view"."""
    split = ((cue.lemma.split(), cue) for cue in rows if cue.sort == "phrase")
    return {(words[0], words[2]): cue for words, cue in split if len(words) == 4 and words[1] == "the" and words[3] == "of"}


def _blocks(pack: Pack) -> Blocks:
    return Blocks(Block(row[0], tuple(row[1].split()), row[2], row[3]) for row in pack.rows("cues", "blocks"))
