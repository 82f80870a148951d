"""Bodies: the names of organisations anywhere in the body, their acronyms and short forms, and what each is called beside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wireparse.stages.sources.acronyms import explained, formed, initials
from wireparse.stages.sources.namestarts import behind_seat, is_seat
from wireparse.stages.sources.nounlists import BODIES
from wireparse.stages.sources.terms import kinds_told_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.stages.sources.people import People
    from wireparse.stages.sources.setting import Setting

APPOSED = 14
LONGEST_BESIDE = 8
FIRM = 3  # "and", a word, a form: "Harcombe (and Lyle Ltd)"
MOST_ALIKE = 50  # more names with one last word are not compared: work stays bounded
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
        self._told = kinds_told_by(self.terms.kinds_told)
        self.names: dict[str, int] = {}
        self.nouns: dict[str, set[str]] = {}
        # Where a body is named, and by which name.
        self.runs: list[tuple[int, int, str]] = []
        # Where each body is named first, by its fullest name; made when it is first asked for.
        self._firsts: dict[str, int] | None = None
        self.alone: dict[str, int] = {}
        self.opened: dict[str, int] = {}
        self.acronyms = explained(setting)
        self._counts: Counter[str] = Counter()
        # The names that the text explains an acronym by.
        self.spelt = frozenset(self.acronyms.values())
        self._scan()
        self.known: dict[str, str] = {}
        self.by_first: dict[str, list[str]] = {}
        self.by_last: dict[str, list[str]] = {}
        for name in self.names:
            words = name.lower().split()
            if len(words) > 1:
                self.by_first.setdefault(words[0], []).append(name)
            formal = len(words) > 2 and (words[-1] in self.terms.legal_forms or words[-1] in self.terms.club_forms)
            self.by_last.setdefault(words[-1 - formal], []).append(name)
            link = next((i for i in range(2, len(words)) if words[i] in self.terms.name_links), 0) if len(words) > 2 else 0
            several = link > 0 and setting.lists.singular(words[link - 1]) != words[link - 1]
            if link and (several or words[link - 1] in setting.lists.company or setting.national_word(words[0]) or setting.lists.type_of(words[link - 1]) in BODIES):
                # "the House" of "the US House of Representatives", "the Observatory" of "the Velmish Observatory for Human Rights",
                # "the Tigers" of "the Liberation Tigers of Velm"
                self.known.setdefault(name.split()[link - 1], name)
            if "-" in words[0] and words[-1] in self.terms.legal_forms:
                # "Heuser" of "Heuser-Busch Cos."
                self.known.setdefault(name.partition("-")[0], name)
            if len(words) == 2 and words[1] in self.terms.membered:
                # "the Greens" of the "Green Party", "the Democrats" of the "Democratic Party"
                stem = name.split()[0]
                cut = next((ending for ending in self.terms.party_endings if stem.endswith(ending)), "")
                self.known.setdefault(stem.removesuffix(cut) + "s", name)
            if len(words) > 2 and words[1] in self.terms.name_links:
                # "the Brigades" of "the Brigades of the Faithful"
                self.known.setdefault(name.split()[0], name)
        self.acronyms.update(formed(setting, self.names, self.acronyms))

    def _scan(self) -> None:
        setting, size = self.setting, len(self.setting.tag)
        firsts, modified = self.people.firsts, self.terms.modified_endings
        behind = 0
        for at in setting.capitals:
            if at < behind:
                continue
            if at in firsts:
                behind = firsts[at]
            elif not setting.low[at].endswith(modified):
                start = behind_seat(setting, at)
                behind = self.extend(start, size)
                self._note(start, behind)

    def owned(self, first: int, last: int) -> int:
        """Return where a body's common name starts with the nation that has one: ``Norland's Defence Ministry``, no other's."""
        setting = self.setting
        belongs = first > 1 and setting.tag[first - 1] == "p" and setting.national(first - 2)
        return first - 2 if belongs and setting.lists.kinds.get(setting.phrase(first, last)) in BODIES else first

    def _note(self, first: int, last: int) -> None:
        setting = self.setting
        first = self.owned(first, last)
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
        before = setting.tag[first - 1] if first else ""
        # "the aid group Mare Vivo", "Carmaker Lim", but "Radio Lim"
        if (before and (before in "nB" and (setting.word[first - 1].islower() or self._trade(first - 1)))) or (first and setting.low[first - 1] in self.terms.shouted):
            nouns.update((setting.lists.singular(setting.low[first - 1]), setting.phrase(max(0, first - 2), first)))
        if before == "," and first > 2 and setting.tag[first - 2] in "nB" and setting.lists.kinds.get(setting.low[first - 2]) in BODIES and setting.low[last - 1] in self.terms.legal_forms:
            # "for the accounting firm, Roe Lind LLP"
            nouns.add(setting.low[first - 2])
        if last > first + 1 and setting.prints(first):
            nouns |= self.terms.papers_called
        if first and (told := self._told.get(setting.low[first - 1])):
            nouns.update(told)
        if last >= len(setting.tag) or setting.tag[last] not in "nB":
            self.alone[name] = self.alone.get(name, 0) + 1
        self._apposed(last, nouns)

    def _trade(self, at: int) -> bool:
        """Return whether the word that opens a sentence at ``at`` tells a firm's trade, and is no part of its name."""
        low = self.setting.low[at]
        trade = low.endswith(self.terms.company_endings) or (low in self.terms.companies and low not in self.setting.lists.company)
        return trade and self.setting.opens(at)

    def _apposed(self, last: int, nouns: set[str]) -> None:
        """Add the head of an apposition behind a name: ``Alpstrom, an association of power firms``."""
        setting, size = self.setting, len(self.setting.tag)
        at = last + 1
        if last + 2 < size and setting.tag[last] == "(":
            at = next((i + 2 for i in range(last, min(last + 6, size - 2)) if setting.tag[i] == ")"), size)
        if at + 1 >= size or setting.tag[at - 1] != "," or setting.tag[at] != "D":
            return
        base = setting.base(at, min(at + LONGEST_BESIDE, size))
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
            if setting.tag[end] == "X" or (
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
        while k < limit and ((setting.tag[k] == "D" and low not in terms.conjoined) or terms.name_articles.issuperset((low, setting.low[k]))):
            # "of the", "Correo de la Tarde"
            k += 1
        if k >= limit or setting.tag[k] != "X" or at - first > 12:
            return False
        if low in terms.of and (is_seat(setting, k) or (setting.low[at - 1] in terms.legal_forms and setting.national(k))):
            # "Lim Mutual of Velm, N.J.", "Lim Textiles Inc of Canada"
            return False
        if low in terms.within and setting.lists.type_of(setting.low[at - 1]) in BODIES and "".join(setting.tag[k : k + 4]) == "X(X)" and not setting.word[k + 2].islower():
            # "the UN Mission in Velm", which its acronym follows
            return True
        if low in terms.within and setting.low[at - 1] in terms.seated and setting.low[k] not in terms.shouted:
            # "the District Court in Velm"
            return True
        if low in terms.within and self.spelt and setting.slice(first, self.extend(at + 1, limit)) in self.spelt:
            # "the Organisation for Trade and Peace in Velm", which the text calls OTPV
            return True
        if low in terms.conjoined:
            if self.spelt and setting.slice(first, self.extend(at + 1, limit)) in self.spelt:
                # "Allied Mine and Dock Workers' Union", which the text calls AMDU
                return True
            if self._one_name(first, at, limit):
                return True
            if "," in setting.low[first:at]:
                # "Ministry of Trade, Labour and Health"
                return True
            joined = not terms.name_links.isdisjoint(setting.low[first:at])
            paired = f"{setting.low[at - 1]}/{setting.low[k]}" in terms.paired_firms
            return paired or setting.low[k] in terms.legal_forms or setting.low[at - 1] in terms.fields or (joined and setting.lists.type_of(setting.low[k]) is None)
        if low in terms.name_articles:
            return True
        return (
            low in terms.inside_names
            # "a door to Japan for U.S. firms"
            and setting.phrase(first, at) not in setting.lists.countries
            and (low not in terms.topical or setting.low[at - 1] in setting.lists.company)
            and (setting.low[first] not in setting.lists.demonyms or self._organised(first + 1, at))
        )

    def _one_name(self, first: int, at: int, limit: int) -> bool:
        """Return whether the "and" at ``at`` joins one word to the rest of a body's name: ``the Food and Drug Agency``."""
        setting, end = self.setting, at + 1
        while end < limit and setting.tag[end] == "X":
            end += 1
        if at != first + 1 and (at != first + FIRM - 1 or setting.lists.kinds.get(setting.low[at - 1]) in BODIES):
            return False  # "the Lim (Police) and Harbour Authority", but "the Lim (Fire) and Rescue Service"
        if end == at + FIRM and setting.low[end - 1] in self.terms.legal_forms:
            # "Harcombe and Lyle Ltd", of which no Harcombe is told elsewhere
            return self._once(setting.low[first])
        told = first > 0 and setting.tag[first - 1] in "Dp"
        # "at the urging of Roads and Rails Committee chairman Ann Roe", but "of Lim and Trade Ministry officials"
        told = told or (setting.low[first].endswith(self.terms.plural_endings) and not setting.national(first))
        return told and end > at + 2 and (setting.low[end - 1] in self.terms.offices or setting.lists.type_of(setting.low[end - 1]) in BODIES)

    def _once(self, low: str) -> bool:
        if not self._counts:
            self._counts = Counter(self.setting.low)
        return self._counts[low] == 1

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
        formal = any(n.lower().startswith(f"{low} ") and n.lower().rpartition(" ")[2] in self.terms.legal_forms for n in self.by_first.get(low.partition(" ")[0], ()))
        if low in self.setting.lists.countries or (low in self.setting.lists.agencies and not formal):
            return name
        if low in self.terms.points:
            # "North Korea ... the North"
            lands = [n for n in self.by_first.get(low, ()) if n.lower() in self.setting.lists.countries]
            return lands[0] if len(lands) == 1 else name
        if owned := self._nations(low):
            return owned
        longer = [
            n
            for n in self.by_first.get(low.partition(" ")[0], ())
            if n.lower().startswith(low + " ") and self._longer(n[len(low) + 1 :], own=name.isupper() or low in self.setting.placed)
        ]
        # "Lim Inc" before "Lim Forest Inc"
        plain = [n for n in longer if n[len(low) + 1 :].lower() in self.terms.legal_forms]
        longer = plain or [n for n in longer if not any(o != n and o.startswith(n) for o in longer)] or self._two_words(low)
        if (
            not longer
            and " " not in name
            and (low in self.setting.lists.papers or self.setting.lists.type_of(low) is None)
            and low not in self.setting.lists.demonyms
        ):
            longer = [
                n
                for n in self.by_last.get(low, ())
                if self._closes(n.lower(), low)
                and self.terms.of.isdisjoint(n.split())
                and n.lower() not in self.setting.lists.countries
            ]
        if not longer and " " in name and self.type_of(name, "") not in {"government", "security"}:
            alike = self.by_last.get(low.rpartition(" ")[2], ())
            longer = [n for n in alike if self._closes(n.lower(), low)] if len(alike) <= MOST_ALIKE else []
        return longer[0] if len(longer) == 1 else name

    def _nations(self, low: str) -> str | None:
        """Return the one body with the common name ``low`` that a nation is told to have: ``Norland's Defence Ministry`` of ``Norlandic ...`` too."""
        first, _, rest = low.partition(" ")
        land = self.setting.lists.nations.get(first)
        common = rest if land else low
        having = [n for n in self.by_last.get(low.rpartition(" ")[2], ()) if n.lower().replace("’", "'").endswith(f"'s {common}")]
        fit = [n for n in having if not land or n.lower().startswith(f"{land}'")]
        return fit[0] if len(fit) == 1 and fit[0].lower() != low else None

    def _closes(self, name: str, low: str) -> bool:
        """Return whether a name ends with a short one, its legal form left out: ``Banco Velm SA`` with ``velm``."""
        formal = name.rpartition(" ")[2] in self.terms.legal_forms | self.terms.club_forms and not name.endswith(f" {low}")
        return (name.rpartition(" ")[0] if formal else name).endswith(f" {low}")

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

    def _longer(self, rest: str, *, own: bool) -> bool:
        """Return whether the words behind a short name only complete it: ``Oil Corp``, ``Inc``; not ``President``.

        An acronym, or a place, has bodies that are its ``own``: the ``FIFA Congress`` is not FIFA.
        """
        words = rest.lower().split()
        if words[-1] in self.terms.legal_forms and words[0] not in self.terms.small:
            return True
        return (
            words[0] not in self.terms.small
            and not (own and words[0] in self.terms.other_bodies)
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
        if low.endswith("'s") and words[-1][:-2] in self.terms.branded:
            return "organisation"
        found = lists.kinds.get(low) or self.official(words) or self._head_type(words) or lists.type_of(low)
        if found == "document" and len(words) > 1 and words[-1] in lists.company:
            return "medium" if words[-1] in lists.papers else "organisation"
        if found == "document" and words[-1] in self.terms.written and words[-2:-1] and words[-2] not in self.terms.surveying:
            # "the Stern Report", but "the Geological Survey"
            return found
        if found not in BODIES:
            found = lists.type_of(head) if head and head not in low.split() else None
        network = found == "medium" and words[-1] == "network" and name.count(" ") > 1 and self.terms.aired.isdisjoint(words)
        if network or (found == "government" and not self.terms.unofficial.isdisjoint(words)):
            # "the Rural Women's Network", "the Congress of Trade Unions"
            return "organisation"
        if found == "rebel" and not self.terms.political.isdisjoint(self.nouns.get(name, ())):
            return "organisation"
        if found in BODIES or found == "document":
            return found
        placed = next((i for i, word in enumerate(words) if word in self.terms.of), 0)
        if words[-1] in lists.papers or (placed and words[placed - 1] in lists.papers):
            # "the Evening Tribune of Velm", "the Times of Lim"
            return "medium"
        kinds = (lists.type_of(noun) for noun in sorted(self.nouns.get(name, ())))
        found = next((kind for kind in kinds if kind in BODIES), None)
        return found or self._inner(low)

    def official(self, words: Sequence[str]) -> str | None:
        """Return that words are a state body's: ``National Weather Service``, ``Bureau of Meteorology``; None if nothing tells."""
        terms = self.terms
        link = next((n for n, word in enumerate(words) if n and word in terms.name_links), len(words))
        # no "National Council of Churches"
        field = words[link:] or words[:-1]
        state = len(words) > 1 and words[link - 1] in terms.offices and not terms.state_words.isdisjoint(field)
        return "government" if state and terms.civil.isdisjoint(words) and terms.worldwide.isdisjoint(words) else None

    def _head_type(self, words: list[str]) -> str | None:
        """Return the type that the noun before ``of`` gives a name: ``Ministry of Emergency Management``."""
        at = next((i for i, word in enumerate(words) if word in self.terms.name_links), 0)
        found = self.setting.lists.type_of(" ".join(words[:at])) if at else None
        return found if found in BODIES else None

    def _inner(self, low: str) -> str | None:
        """Return the type that a word inside a name gives away (``University of Lim``); none makes ``Lim Media Corp.`` a medium."""
        kind = next((kind for word in low.split() if (kind := self.setting.lists.type_of(word)) in BODIES), None)
        return None if kind == "medium" and low.rpartition(" ")[2] in self.terms.legal_forms else kind

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
        return not set(words).isdisjoint(name.lower().split()) or other.upper() in initials(name, self.terms.small)
