"""Noun phrases without a name: the shortest part that still tells who, the head noun, and whose document it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES, INDIVIDUAL
from wireparse.stages.sources.phrases import Phrase

if TYPE_CHECKING:
    from wireparse.stages.sources.setting import Setting

Chunk = tuple[int, int]
STATE = frozenset({"government", "security"})


def read_noun(setting: Setting, chunks: list[Chunk]) -> Phrase:
    """Return an unnamed source taken apart; ``chunks`` are its stretches between commas."""
    chunk = _telling(setting, chunks)
    first, last = chunk
    base = last if closes_with_role(setting, chunk) else setting.base(first, last)
    while base > first + 1 and setting.tag[base - 1] == "W":
        # "a federal appeals court Thursday"
        base -= 1
    begin = first + (setting.tag[first] == "D")
    head = setting.low[base - 1]
    ranked = base - 2 > first and setting.low[base - 2] in setting.terms.ranked
    head = setting.low[base - 2] if ranked else head
    one = setting.low[first] in setting.terms.one
    counted = one or ((setting.tag[first] == "#" or setting.low[first] in setting.terms.quantities) and not {"D", "X"}.isdisjoint(setting.tag[base + 1 : last]))
    if counted and base == first + 1 < last - 1 and setting.low[base] in setting.terms.of:
        # "one of his closest aides": the aide; "three of the climbers"
        inner = setting.base(base + 1, last)
        begin, head = base + 1, setting.lists.singular(setting.low[inner - 1])
        return Phrase("noun", _name(setting, first, base, last), head, first, chunks[-1][1], opens=setting.low[first],
                      noun=f"{setting.phrase(begin, inner - 1)} {head}".strip(), plural=not one)
    single = setting.lists.singular(head)
    held, former = _former(setting, single)
    kind = setting.lists.type_of(setting.phrase(first, base))
    return Phrase(
        "noun", _name(setting, first, base, last), held, first, chunks[-1][1], opens=setting.low[first],
        before=(*setting.low[begin : base - 1], *former), noun=setting.phrase(begin, base), seen=_seen(setting, base, last),
        issuer=_issuer(setting, [chunk, *chunks[1:]], base) if kind == "document" or head in setting.terms.outlets else None,
        plural=head != single or head in setting.terms.endless or head in setting.terms.pairs or head in setting.terms.bands or setting.low[first] in setting.terms.pluralising,
    )  # fmt: skip


def _former(setting: Setting, head: str) -> tuple[str, tuple[str, ...]]:
    """Return a head noun and what it says of its holder: ``premier`` and ``ex`` of ``ex-premier``."""
    for opening in setting.terms.former_prefixes:
        held = head.removeprefix(opening)
        if held != head and head not in setting.lists.role and setting.lists.is_role(held):
            return held, (opening.rstrip("-"),)
    return head, ()


def _seen(setting: Setting, base: int, last: int) -> bool:
    """Return whether the noun that ends before ``base`` is something that somebody has seen or obtained."""
    low, terms = setting.low, setting.terms
    return base + 1 < last and low[base] in terms.not_made and low[base + 1] in terms.made_by


def _telling(setting: Setting, chunks: list[Chunk]) -> Chunk:
    """Return the chunk that tells who it is: the second of ``One, a Swedish dentist``, all of ``talks between the army, Roe and the UN``."""
    first, last = chunks[0]
    if len(chunks) > 1 and not setting.terms.between.isdisjoint(setting.low[first:last]):
        return first, next((end for begin, end in chunks if not setting.terms.conjoined.isdisjoint(setting.low[begin:end])), last)
    bare = setting.low[first] in setting.terms.one and setting.base(first, last) == first + 1
    return chunks[1] if bare and len(chunks) > 1 else chunks[0]


def closes_with_role(setting: Setting, chunk: Chunk) -> bool:
    """Return whether the head noun stands behind an ``of`` phrase: ``a ministry of foreign affairs spokesman``."""
    first, last = chunk
    base = setting.base(first, last)
    if base >= last - 2 or setting.low[base] not in setting.terms.of:
        return False
    head = setting.low[last - 1]
    # not "the Association of Bus Drivers"
    named = setting.tag[last - 2] == "X" and setting.lists.kinds.get(head) in INDIVIDUAL and setting.word[last - 1].islower()
    if head not in setting.lists.role and not named:
        return False
    return setting.base(base + 1, last) == last and "D" not in setting.tag[base:last]


# ---------------------------------------------------------------------- the name


def _name(setting: Setting, first: int, base: int, last: int) -> str:
    """Return the shortest faithful phrase: ``some of the officials here`` is ``some of the officials``."""
    end = _purpose(setting, base, last) or _kept(setting, base, last, first)
    start, low, terms = first, setting.low, setting.terms
    joined = not terms.conjoined.isdisjoint(low[first:base])
    while start < end - 1 and (
        low[start] in terms.definite_article or setting.tag[start] == "R" or (joined and low[start] in terms.both)
    ):
        start += 1
    if setting.low[start] in setting.terms.some and setting.tag[start + 1] == "#":
        # "some 70 banks"
        start += 1
    if low[start] in terms.articles and start + 1 == end - 1 and setting.word[start + 1].isupper():
        # "an NGO", but "a UN officer"
        start += 1
    if f"{setting.low[start]}/{setting.low[end - 1]}" in terms.kinds_told and setting.tag[start + 1] == "X":
        # "the ruling Unity party"
        start += 1
    name = _shortened(setting, start, base, end)
    return _undecorated(setting, name) if "-" in name else name


def _undecorated(setting: Setting, name: str) -> str:
    """Return a name without what only colours a name inside it: ``an official of the (Lake-backed) United Party``, ``a (9-page) draft``.

    At its head what colours a name tells which, and stays: ``a Lake-backed Velm militia``.
    """
    words, endings, paper = name.split(), setting.terms.modified_endings, setting.terms.page_endings
    kept = [
        word
        for at, (word, behind) in enumerate(zip(words, [*words[1:], ""], strict=True))
        if not (behind and word.endswith(paper)) and (at < 2 or not (word.lower().endswith(endings) and behind[:1].isupper()))
    ]
    return " ".join(kept)


def _shortened(setting: Setting, start: int, base: int, end: int) -> str:
    """Return a phrase without the nouns that only introduce its last name: ``a spokeswoman for (aid agency) Oxfam``."""
    run = end
    while run > base and (setting.capital(run - 1, base, end) or (run < end and setting.low[run - 1] in setting.terms.small and setting.tag[run - 2] == "X" and run - 2 >= base)):
        run -= 1
    noun = run
    while noun > base and setting.tag[noun - 1] in "nB" and setting.low[noun - 1] not in setting.terms.close:
        noun -= 1
    if noun < run:
        # not "for the Danish Lufta"
        noun = next((i for i in (noun - 2, noun - 1) if i >= base and setting.phrase(i, noun) in setting.lists.demonyms), noun)
    owned = setting.tag[run - 1] == "p" and setting.tag[run - 3] in "ID" and (setting.national(run - 2) or end - run > 1)
    owned = owned and setting.lists.type_of(setting.phrase(run, end)) not in STATE and setting.low[end - 1] not in setting.terms.offices
    if owned:
        # not "for Italy's Rivalta", "from Roe's United Front", but "for Norvia's Ports Office"
        noun = run - 2
    trade = setting.low[run - 1]
    told = setting.lists.kinds.get(trade) in BODIES or trade in setting.terms.companies or trade.endswith(setting.terms.company_endings)
    if run in {end, noun} or noun <= base or not (owned or told):
        return setting.slice(start, end)
    article = noun - (setting.tag[noun - 1] == "D")
    the = "" if not owned or setting.national(run - 2) else f"{next(iter(setting.terms.definite_article))} "
    return f"{setting.slice(start, article)} {the}{setting.slice(run, end)}"


def _kept(setting: Setting, base: int, last: int, first: int) -> int:
    """Return the end of the phrase with those complements that tell who: ``of``, ``for``, ``at``, ``from``, ``living in`` and objects."""
    end = base
    if base < last - 1 and _is_placed(setting, first, base):
        end = _behind_place(setting, base + 1, last) or base
    while end < last - 1 and _stays(setting, end, last):
        begin = end + 1 + (setting.low[end] in setting.terms.close or (setting.low[end] in setting.terms.dwelling and setting.tag[end + 1] == "I"))
        limit = setting.base(begin, last) if begin < last else last
        end_of_object = begin
        while end_of_object < last and (end_of_object < limit or _in_object(setting, end_of_object, begin, last)):
            end_of_object += 1
        if end_of_object == begin:
            break
        end = end_of_object
    if base < end < last - 1 and setting.low[end] in setting.terms.within and "X" not in setting.tag[base : end]:
        # "a doctor at the hospital in Lim"
        end = _behind_place(setting, end + 1, last) or end
    return end


def _is_placed(setting: Setting, first: int, base: int) -> bool:
    """Return whether a place tells who it is: ``investors in China``, ``a port official in Lim``, but ``NATO diplomats in Lim``."""
    if setting.low[base] not in setting.terms.within or setting.tag[base + 1] != "X":
        return False
    opening = setting.opens(first) and not setting.word[first].isupper() and not setting.national(first)
    if "X" in setting.tag[first + opening : base - 1]:
        return False
    bare, head = base - first - (setting.tag[first] == "D") == 1, setting.low[base - 1]
    told = setting.lists.singular(head) != head or setting.low[first] in setting.terms.indefinite
    kind = setting.lists.type_of(head)
    # "police in Velm", "the foreign ministry in Velm"
    return told or kind == "security" or (kind == "government" and (bare or head in setting.terms.seated))


def _behind_place(setting: Setting, first: int, last: int) -> int | None:
    """Return the index behind the names of places at ``first``: ``Lim and Velm``; None where they only open a phrase."""
    end, joins = first, setting.terms.conjoined
    while end < last and (setting.capital(end, first, last) or ((setting.low[end] in joins or setting.tag[end] == ",") and setting.tag[end + 1 : end + 2] == ["X"])):
        end += 1
    return end if end == setting.base(first, last) else None


def _purpose(setting: Setting, base: int, last: int) -> int | None:
    """Return the end of the phrase where only its purpose tells the body: ``a commission set up to try the generals``."""
    low, terms = setting.low, setting.terms
    founded = base < last and low[base] in terms.founded and not terms.purpose.isdisjoint(low[base + 1 : base + 3])
    return last if founded and setting.lists.type_of(low[base - 1]) in BODIES else None


def _in_object(setting: Setting, at: int, begin: int, last: int) -> bool:
    return setting.tag[at] == "O" or setting.capital(at, begin, last) or setting.tag[at] == ","


def _stays(setting: Setting, at: int, last: int) -> bool:
    """Return whether the complement that the word at ``at`` opens stays: a body after ``in`` does, a mere place does not."""
    low, kinds, terms = setting.low[at], setting.lists.kinds, setting.terms
    if (low in terms.kept and setting.tag[at] in "IT") or low in terms.close:
        return True
    if low in terms.serving and (setting.lists.singular(setting.low[at - 1]) in setting.lists.role or not terms.knowing.isdisjoint(setting.low[at + 1 : at + 3])):
        return True
    if low in terms.between and setting.tag[at + 1] in "DX":
        # "the meeting between the army and the rebels"
        return True
    if low in terms.dwelling or (low in terms.dwelt_in and setting.lists.singular(setting.low[at - 1]) in terms.dwellers):
        # "residents living along the border", "villagers in the hills"
        return True
    if low in terms.into:
        inquiry = setting.low[at - 1] in terms.inquiries or kinds.get(setting.low[at - 1]) == "document"
        return inquiry and setting.tag[at - 2] in "DnX.E"
    if low not in terms.within:
        return False
    # "a source in the police", but "industry sources in Lim"
    faceless = setting.low[at - 1] in terms.faceless and setting.tag[at - 2] not in "nXBEG"
    if setting.low[at - 1] in terms.quantities or setting.low[at - 1] in terms.crowd or faceless:
        return True
    inner = setting.base(at + 1, last)
    if kinds.get(setting.low[at - 1]) == "anonymous" and setting.tag[at + 1] in "DX" and setting.low[inner - 1] not in terms.regions:
        # "a source in the flight service"
        return "X" not in setting.tag[at + 1 : inner] or "p" in setting.tag[at + 1 : inner]
    place = setting.lists.singular(setting.low[inner - 1]) in terms.countries
    if not place and setting.lists.type_of(setting.phrase(at + 1, inner)) in BODIES:
        return True
    whose = kinds.get(setting.low[at - 1]) in BODIES and "X" in setting.tag[setting.noun_start(at) : at]
    # "the UN mission in the country"
    return whose and not (setting.tag[at + 1] == "D" and setting.low[inner - 1] in terms.countries)


# ---------------------------------------------------------------------- the issuer


def _issuer(setting: Setting, chunks: list[Chunk], base: int) -> Chunk | None:
    """Return the words that name who a document is by: ``a report by the ministry``, ``the ministry's figures``."""
    return _issuer_behind(setting, chunks, base) or _issuer_before(setting, chunks[0][0], base)


def _issuer_behind(setting: Setting, chunks: list[Chunk], base: int) -> Chunk | None:
    terms = setting.terms
    if setting.low[base - 1] in terms.minuted and base < chunks[0][1] and setting.low[base] in terms.of:
        # "minutes of the central bank's May meeting"
        owner = next((k for k in range(base + 2, chunks[0][1]) if setting.tag[k] == "p"), None)
        return (base + 1, owner) if owner else None
    for start, last in chunks:
        for i in range(max(start, base), last - 1):
            if setting.low[i] in terms.made_by and setting.low[i - 1] not in terms.not_made:
                # "figures by the ministry Monday"
                tags = "".join(setting.tag[i + 2 : last])
                # "published by Nature and seen by the press"
                return i + 1, i + 2 + len((tags[: tags.index("CE")] if "CE" in tags else tags).rstrip("W"))
            if setting.low[i] in terms.within and _is_medium(setting, i + 1, last):
                return i + 1, last
            if setting.low[i] in terms.topical and setting.low[last - 1] in terms.outlets:
                owner = next((k for k in range(last - 2, max(i, last - 4), -1) if setting.tag[k] == "p"), None)
                return (i + 1, owner) if owner else None
    return None


def _is_medium(setting: Setting, first: int, last: int) -> bool:
    """Return whether the words are a medium's: ``the Lim Times``, ``the daily Le Lac``."""
    noun = first + (setting.tag[first] == "D")
    named = noun + 1 < last and setting.tag[noun] in "nB" and setting.tag[noun + 1] == "X" and setting.low[noun] in setting.terms.papers_called
    titled = setting.tag[last - 1] == "X" and setting.low[last - 1] in setting.lists.papers
    return named or titled or setting.lists.type_of(setting.phrase(first, setting.base(first, last))) == "medium"


def _issuer_before(setting: Setting, first: int, base: int) -> Chunk | None:
    possessive = next((i for i in range(base - 1, first, -1) if setting.tag[i] == "p"), None)
    if possessive is not None:
        # "Thursday's statement"
        return None if setting.tag[possessive - 1] in "WR" else (first, possessive)
    if setting.low[first] in setting.terms.owners:
        return first, first + 1
    first += setting.tag[first] == "D"
    inner = base - 1
    if inner <= first - 1 or setting.phrase(first, base) in setting.lists.kinds:
        return None
    named = setting.lists.type_of(setting.phrase(first, inner)) in BODIES and setting.low[inner - 1] not in setting.terms.inquiries
    long_enough = inner > first + 1 or (inner > first and setting.low[first] in setting.terms.public_bodies)
    return (first, inner) if named and long_enough else None
