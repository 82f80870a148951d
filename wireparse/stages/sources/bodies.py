"""Bodies: the names of organisations anywhere in the body, their acronyms and short forms, and what each is called beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.stages.sources.people import People
    from wireparse.stages.sources.setting import Setting

APPOSED = 14
LONGEST_NAME = 8
MOST_ALIKE = 50  # more names with one last word are not compared: work stays bounded
# A bracket or comma that an acronym may stand behind: "(UNX)", ", or UNX", ", UNX,".
DEFINING = re.compile(r"(?<=[XnpB·q])\((?=X.)|(?<=.),(?=.X)|(?<=[nB]),(?=X[,.])")
NOUNISH = (["n"], ["G"], ["B"])


class Bodies:
    """The named bodies of one dispatch.

    ``names`` holds each name as found, ``acronyms`` the full name behind each acronym, ``nouns`` the common nouns that
    stand beside a name (``the aid group Mare Vivo``, ``Alpstrom, an association``).
    """

    def __init__(self, setting: Setting, people: People) -> None:
        self.setting = setting
        self.terms = setting.terms
        self.people = people
        self.names: dict[str, int] = {}
        self.nouns: dict[str, set[str]] = {}
        # Where a body is named, and by which name.
        self.runs: list[tuple[int, int, str]] = []
        # Where each body is named first, by its fullest name; made when it is first asked for.
        self._firsts: dict[str, int] | None = None
        self.alone: dict[str, int] = {}
        self.opened: dict[str, int] = {}
        self._scan()
        self.acronyms = _bracketed(setting)
        self.known: dict[str, str] = {}
        self.by_first: dict[str, list[str]] = {}
        self.by_last: dict[str, list[str]] = {}
        for name in self.names:
            words = name.lower().split()
            if len(words) > 1:
                self.by_first.setdefault(words[0], []).append(name)
            self.by_last.setdefault(words[-1], []).append(name)
            if len(words) > 2 and words[2] in self.terms.of and (words[0] in setting.lists.countries or words[0] in setting.lists.demonyms):
                # "the House" of "the US House of Representatives"
                self.known.setdefault(name.split()[1], name)
        self._form_acronyms()

    def _scan(self) -> None:
        setting, size = self.setting, len(self.setting.tag)
        behind = 0
        for at in setting.capitals:
            if at < behind:
                continue
            if at in self.people.firsts:
                behind = self.people.firsts[at]
            elif not setting.low[at].endswith(self.terms.modified_endings):
                start = self.based(at)
                behind = self.extend(start, size)
                self._note(start, behind)

    def based(self, at: int) -> int:
        """Return where a name starts behind its place: at RJR in ``New York-based RJR``."""
        tags, low = self.setting.tag, self.setting.low
        behind = at + 1
        while tags[behind : behind + 1] == ["X"]:
            if low[behind].endswith(self.terms.based_endings) and tags[behind + 1 : behind + 2] == ["X"]:
                return behind + 1
            behind += 1
        return at

    def _note(self, first: int, last: int) -> None:
        setting = self.setting
        name = setting.slice(first, last)
        if (
            last == first + 1
            and setting.low[first] not in setting.named
            and setting.opens(first)
            and setting.tag[last : last + 1] in NOUNISH
        ):
            return
        self.runs.append((first, last, name))
        self.opened.setdefault(setting.low[first], first)
        self.names[name] = self.names.get(name, 0) + 1
        nouns = self.nouns.setdefault(name, set())
        if first and setting.tag[first - 1] in "nB" and setting.word[first - 1].islower():
            nouns.update((setting.lists.singular(setting.low[first - 1]), setting.phrase(max(0, first - 2), first)))
        if last >= len(setting.tag) or setting.tag[last] not in "nB":
            self.alone[name] = self.alone.get(name, 0) + 1
        self._apposed(last, nouns)

    def _apposed(self, last: int, nouns: set[str]) -> None:
        """Add the head of an apposition behind a name: ``Alpstrom, an association of power firms``."""
        setting, size = self.setting, len(self.setting.tag)
        at = last + 1
        if last + 2 < size and setting.tag[last] == "(":
            at = next((i + 2 for i in range(last, min(last + 6, size - 2)) if setting.tag[i] == ")"), size)
        if at + 1 >= size or setting.tag[at - 1] != "," or setting.tag[at] != "D":
            return
        base = setting.base(at, min(at + 8, size))
        end = next((i for i in range(at, base) if setting.tag[i] in ",."), base)
        while end < min(size, at + APPOSED) and setting.tag[end] in "IDnXpBG#TC":
            end += 1
        participle = end + 1 < size and setting.tag[end] == "E" and setting.tag[end + 1] == "I"
        if end < size and setting.tag[end] not in ",.H)-;" and not participle:
            return
        end = next((i for i in range(at, base) if setting.tag[i] in ",."), base)
        nouns.add(setting.lists.singular(setting.low[end - 1]))

    # ------------------------------------------------------------------ the extent of a name

    def extend(self, first: int, limit: int) -> int:
        """Return the index behind the name at ``first``: capitalised words, with ``of``, ``for`` and the like inside."""
        setting = self.setting
        end = first + 1
        while end < limit:
            if (
                setting.capital(end, first, limit)
                and not (setting.tag[end] == "·" and end + 1 >= limit and not self._short(end - 1))
            ) or self._goes_on(first, end, limit):
                end += 1
            else:
                break
        while end > first + 1 and setting.tag[end - 1] == "·" and not self._short(end - 2):
            end -= 1
        return end

    def _short(self, at: int) -> bool:
        return len(self.setting.word[at]) < 3 or self.setting.low[at] in self.terms.legal_forms

    def _goes_on(self, first: int, at: int, limit: int) -> bool:
        """Return whether the small word at ``at`` stands inside a name (``Observatory for Human Rights``, ``Stanhope and Co``)."""
        setting, terms = self.setting, self.terms
        low = setting.low[at]
        k = at + 1
        while k < limit and setting.tag[k] == "D" and low not in terms.conjoined:
            k += 1
        if k >= limit or setting.tag[k] != "X" or at - first > 12:
            return False
        if low in terms.conjoined:
            joined = not terms.name_links.isdisjoint(setting.low[first:at])
            paired = f"{setting.low[at - 1]}/{setting.low[k]}" in terms.paired_firms
            return paired or setting.low[k] in terms.legal_forms or setting.low[at - 1] in terms.fields or (joined and setting.lists.type_of(setting.low[k]) is None)
        if low in terms.name_articles:
            return True
        return (
            low in terms.inside_names
            and (low not in terms.topical or setting.low[at - 1] in setting.lists.company)
            and (setting.low[first] not in setting.lists.demonyms or self._organised(first + 1, at))
        )

    def _organised(self, first: int, last: int) -> bool:
        """Return whether the words close with a noun for a body, which ``of`` or ``for`` then completes."""
        return first < last and self.setting.lists.type_of(self.setting.low[last - 1]) in BODIES

    # ------------------------------------------------------------------ one name for all forms

    def full(self, name: str) -> str:
        """Return the fullest form of ``name`` that the text has for one body alone; ``name`` itself if there are two."""
        known = self.known.get(name)
        if known is None:
            known = self.known[name] = self.acronyms.get(name) or self._fullest(name)
        return known

    def _fullest(self, name: str) -> str:
        low = name.lower()
        if low in self.setting.lists.countries or low in self.setting.lists.agencies or low in self.terms.points:
            return name
        longer = [
            n
            for n in self.by_first.get(low.partition(" ")[0], ())
            if n.lower().startswith(low + " ") and self._longer(n[len(low) + 1 :])
        ]
        longer = [n for n in longer if not any(o != n and o.startswith(n) for o in longer)] or self._two_words(low)
        if (
            not longer
            and " " not in name
            and self.setting.lists.type_of(low) is None
            and low not in self.setting.lists.papers
            and low not in self.setting.lists.demonyms
        ):
            longer = [
                n
                for n in self.by_last.get(low, ())
                if n.lower().endswith(" " + low)
                and self.terms.of.isdisjoint(n.split())
                and n.lower() not in self.setting.lists.countries
            ]
        if not longer and " " in name and self.type_of(name, "") not in {"government", "security"}:
            alike = self.by_last.get(low.rpartition(" ")[2], ())
            longer = [n for n in alike if n.lower().endswith(f" {low}")] if len(alike) <= MOST_ALIKE else []
        return longer[0] if len(longer) == 1 else name

    def _two_words(self, low: str) -> list[str]:
        """Return the names of two words, read before, that a name of one word opens: ``Bayern (Munich)``; no place's."""
        lists, setting = self.setting.lists, self.setting
        if " " in low or low in setting.placed or low in lists.demonyms or lists.type_of(low) or low in self.terms.openers:
            return []
        longer = [n for n in self.by_first.get(low, ()) if n.count(" ") == 1 and n.lower() not in lists.countries]
        own = {n.partition(" ")[2].lower() for n in longer}
        first = self.opened.get(low, -1)
        fuller = [n for n in longer if setting.phrase(first, first + 2) == n.lower()]
        return fuller if len(own) == 1 and not any(lists.is_title(word) or lists.type_of(word) for word in own) else []

    def _longer(self, rest: str) -> bool:
        """Return whether the words behind a short name only complete it: ``Oil Corp``, ``Inc``; not ``President``."""
        words = rest.lower().split()
        if words[-1] in self.terms.legal_forms and words[0] not in self.terms.small:
            return True
        return (
            words[0] not in self.terms.small
            and words[0] not in self.terms.other_bodies
            and all(w in self.setting.lists.company for w in words)
            and not self.setting.lists.is_title(words[0])
        )

    def type_of(self, name: str, head: str) -> str | None:
        """Return the type of a named body by lists, by the nouns beside it, by the words in it; None if nothing tells."""
        lists, low = self.setting.lists, name.lower().replace("’", "'")
        if low in lists.agencies:
            return "agency"
        beside = lists.type_of(head) if head and head not in low.split() else None
        if beside in {"medium", "agency", "rebel"}:
            return beside
        if low in lists.countries:
            return "government"
        words = low.split()
        found = lists.kinds.get(low) or self.official(words) or self._head_type(words) or lists.type_of(low)
        if found == "document" and len(words) > 1 and words[-1] in lists.company:
            return "medium" if words[-1] in lists.papers else "organisation"
        if found == "document" or found not in BODIES:
            found = lists.type_of(head) if head and head not in low.split() else None
        if found in BODIES or found == "document":
            return found
        if words[-1] in lists.papers:
            return "medium"
        kinds = (lists.type_of(noun) for noun in sorted(self.nouns.get(name, ())))
        found = next((kind for kind in kinds if kind in BODIES), None)
        return found or self._inner(low)

    def official(self, words: Sequence[str]) -> str | None:
        """Return that words are a state body's: ``National Weather Service``, ``provincial sports bureau``; None if nothing tells."""
        terms = self.terms
        state = len(words) > 1 and words[-1] in terms.offices and not terms.state_words.isdisjoint(words[:-1])
        return "government" if state and terms.civil.isdisjoint(words) else None

    def _head_type(self, words: list[str]) -> str | None:
        """Return the type that the noun before ``of`` gives a name: ``Ministry of Emergency Management``."""
        at = next((i for i, word in enumerate(words) if word in self.terms.name_links), 0)
        found = self.setting.lists.type_of(" ".join(words[:at])) if at else None
        return found if found in BODIES else None

    def _inner(self, low: str) -> str | None:
        """Return the type that a word inside a name gives away (``University of Lim``, ``Ministry of Trade``)."""
        return next((kind for word in low.split() if (kind := self.setting.lists.type_of(word)) in BODIES), None)

    def first_named(self, name: str) -> int:
        """Return the word at which the body called ``name`` is named first, whichever its form; -1 if nowhere."""
        if self._firsts is None:
            self._firsts = {self.full(name): first for first, _, name in reversed(self.runs)}
        return self._firsts.get(self.full(name), -1)

    def is_place(self, name: str) -> bool:
        """Return whether a name of one word stands behind ``in`` or ``from`` somewhere: a country or town that speaks."""
        return " " not in name and name.lower() in self.setting.placed

    # ------------------------------------------------------------------ acronyms

    def same(self, name: str, other: str) -> bool:
        """Return whether ``name`` is ``other``, by its letters, in words around it or spelt out: ``Agence France-Presse`` is AFP."""
        words = other.lower().split()
        return not set(words).isdisjoint(name.lower().split()) or other.upper() in _initials(name, self.terms.small)

    def _form_acronyms(self) -> None:
        """Tie acronyms that the text explains nowhere to the one name in it whose initials they are."""
        formed: dict[str, set[str]] = {}
        for name in self.names:
            if " " in name or "-" in name:
                for initials in _initials(name, self.terms.small) | self._bare_initials(name):
                    formed.setdefault(initials, set()).add(name)
        for name in self.names:
            plain = name.replace(".", "")
            if plain.isupper() and len(plain) < 9 and name not in self.acronyms and len(formed.get(plain, ())) == 1:
                self.acronyms[name] = next(iter(formed[plain]))
            for phrase in self.setting.lists.known_as.get(name.lower(), ()):
                spelt = [n for n in self.names if f" {phrase} " in f" {n.lower()} "]
                if len(spelt) == 1 and name not in self.acronyms:
                    self.acronyms[name] = spelt[0]


    def _bare_initials(self, name: str) -> set[str]:
        """Return the acronyms of a name without its form or country: GM of ``General Motors Corp.``, INS of ``U.S. ... Service``."""
        small, (head, _, last), (first, _, tail) = self.terms.small, name.rpartition(" "), name.partition(" ")
        found = _initials(head, small) if last.lower() in self.terms.legal_forms else set()
        low = first.lower()
        national = low in self.setting.lists.countries or low in self.setting.lists.demonyms
        return found | (_initials(tail, small) if national else set())


def _initials(name: str, small: frozenset[str]) -> set[str]:
    """Return the acronyms that can be formed of ``name``, small words counted or not."""
    words = name.replace("-", " ").split()
    if len(words) < 2:
        return set()
    big = "".join(w[0] for w in words if w.lower() not in small)
    return {big.upper(), "".join(w[0] for w in words).upper()} if len(big) > 1 else set()


def _bracketed(setting: Setting) -> dict[str, str]:
    """Return the acronyms that the text defines in brackets, in either order, or by ``, or``."""
    found: dict[str, str] = {}
    for i in map(re.Match.start, DEFINING.finditer("".join(setting.tag))):
        if setting.tag[i] == "(":
            _bracket(setting, i, found)
        elif _acronym(setting.word[i + 1]) and setting.word[i - 1].islower() and (described := _described(setting, i)):
            found.setdefault(setting.word[i + 1], setting.slice(described, i))
        elif setting.low[i + 1] in setting.terms.alternatives and _acronym(setting.word[i + 2]):
            start = _full_name(setting, i, setting.word[i + 2])
            if start is not None:
                found.setdefault(setting.word[i + 2], setting.slice(start, i))
    return found


def _described(setting: Setting, comma: int) -> int:
    """Return where the body starts that an acronym in commas is short for: ``the UN refugee agency, UNX,``; 0 for ``the German bank, DKX``."""
    start = comma
    while start > 0 and setting.tag[start - 1] in "nX":
        start -= 1
    named = setting.tag[start] == "X" and not setting.national(start)
    return start if named and setting.lists.type_of(setting.phrase(start, comma)) in BODIES else 0


def _bracket(setting: Setting, i: int, found: dict[str, str]) -> None:
    """Read the bracket at ``i``: an acronym behind its name, or a name behind its acronym."""
    acronym = setting.word[i + 1]
    if (_acronym(acronym) or _is_short_form(setting, i)) and i + 2 < len(setting.tag) and setting.tag[i + 2] in ")·":
        start = _full_name(setting, i, acronym)
        if start is not None:
            found.setdefault(acronym, setting.slice(start, i))
        return
    before = setting.word[i - 1]
    close = next((k for k in range(i + 2, min(i + 12, len(setting.tag))) if setting.tag[k] == ")"), None)
    if close is None or not _acronym(before):
        return
    spelt = setting.slice(i + 1, close)
    if before.upper() in _initials(spelt, setting.terms.small) or _is_spelt(setting, i + 1, close):
        found.setdefault(before, spelt)


def _is_spelt(setting: Setting, first: int, last: int) -> bool:
    """Return whether a bracket behind an acronym holds the name of a body in another language's order: ``LKR (Free Lake Movement)``."""
    named = all(setting.capital(i, first, last) or setting.low[i] in setting.terms.small for i in range(first, last))
    known = any(setting.lists.kinds.get(setting.low[i]) in BODIES for i in range(first, last))
    return named and known and last - first > 1


def _is_short_form(setting: Setting, i: int) -> bool:
    """Return whether one word in the bracket at ``i`` shortens the body before it: ``People's Democracy Party (Hadep)``."""
    last = i - 1 - (setting.tag[i - 1] == "·")  # "Lim Corp. (Limco)"
    if setting.tag[i + 2] != ")" or setting.tag[last - 1 : last + 1] not in (["X", "X"], ["p", "X"]):
        return False
    low = setting.low[i + 1]
    body = setting.lists.type_of(setting.low[last]) in BODIES or setting.low[last] in setting.terms.legal_forms
    return body and low not in setting.placed and low not in setting.lists.countries and low not in setting.lists.demonyms


def _acronym(word: str) -> bool:
    return 2 <= len(word) <= 8 and sum(c.isupper() for c in word) >= 2


def _full_name(setting: Setting, bracket: int, acronym: str) -> int | None:
    """Return where the name that an acronym abbreviates starts: where its initials begin, else its first capital."""
    start = bracket
    while start > 0 and bracket - start < 12 and _in_name(setting, start - 1, bracket):
        start -= 1
    start = max((i + 1 for i in range(start, bracket - 2) if setting.tag[i] == "p" and not setting.capital(i, start, bracket)), default=start)
    while start < bracket and (setting.tag[start] != "X"):
        start += 1
    for k in range(start + 1, bracket - 1):
        if setting.tag[k] == "X" and acronym.upper() in _initials(setting.slice(k, bracket), setting.terms.small):
            return k
    return _phrase_start(setting, start) if start < bracket else None


def _phrase_start(setting: Setting, start: int) -> int:
    """Return where the phrase opens whose last words are a place's name: ``the UN mission in Tolia (MINUTO)``."""
    tags, at = setting.tag, start
    while at > 0 and tags[at - 1] in "nXBI" and start - at < LONGEST_NAME:
        at -= 1
    placed = start - at > 1 and tags[start - 1] == "I" and tags[at] in "nXB" and tags[at - 1] == "D"
    kind = setting.lists.type_of(setting.low[start - 2]) if placed else None
    return at if kind in BODIES else start


def _in_name(setting: Setting, at: int, bracket: int) -> bool:
    if setting.tag[at] in "Xp·" or setting.capital(at, max(0, at - 1), bracket):
        return True
    return setting.low[at] in setting.terms.small and at < bracket - 1
