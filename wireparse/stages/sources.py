"""Sources: the mentions of a dispatch tied to identities; where more than one candidate survives, none is chosen."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wireparse.span import fold
from wireparse.stages.mentions import Phrase, Reader, singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.words import Words

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their themselves".split())
ITS = frozenset("it its itself".split())
UNNAMED = frozenset({"anonymous", "expert", "witness", "group"})
BODIES = frozenset("organisation government security rebel medium agency".split())
GENERIC = frozenset("company firm group agency organisation organization body bank union party ministry newspaper daily paper "
                    "magazine station channel institute institution federation association committee commission council court "
                    "government army police military movement club team network watchdog monitor charity ngo broadcaster "
                    "watchdog militia front panel inquiry bureau office department airline operator maker".split())


@dataclass(slots=True)
class Identity:
    """One person, body or unnamed source of the dispatch, as it is gathered from its mentions."""

    id: str
    name: str
    type: str
    role: str | None = None
    affiliation: str | None = None
    anonymous: bool = False
    female: bool | None = None
    head: str = ""
    aliases: list[str] = field(default_factory=list)
    mentions: list[Offsets] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one mention was tied to; ``candidates`` are names that could not be told apart."""

    span: Offsets
    identity: Identity
    resolved: bool
    candidates: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sourcing:
    """All identities in order of first mention, and the resolution of each mention by its offsets."""

    identities: tuple[Identity, ...]
    by_span: dict[Offsets, Resolved]


def find_sources(words: Words, mentions: Sequence[Offsets], pack: Pack) -> Sourcing:
    """Return the identities behind ``mentions`` (offsets, in order of the text)."""
    resolver = _Resolver(words, pack)
    for span in sorted(set(mentions)):
        resolver.add(span)
    return Sourcing(tuple(resolver.identities), resolver.found)


class _Resolver:
    """The identities so far, and the acronyms that the text defines."""

    def __init__(self, words: Words, pack: Pack) -> None:
        self.words = words
        self.reader = Reader(words, pack)
        self.lists = self.reader.lists
        self.acronyms = _acronyms(words)
        self.identities: list[Identity] = []
        self.by_name: dict[str, Identity] = {}
        self.recent: list[Identity] = []
        self.found: dict[Offsets, Resolved] = {}

    def add(self, span: Offsets) -> None:
        """Resolve the mention at ``span`` and remember it."""
        phrase = self.reader.read(span)
        surface = fold(self.words.text[span[0] : span[1]])
        resolved = self._resolve(phrase, span, surface)
        identity = resolved.identity
        identity.mentions.append(span)
        if phrase.kind != "pronoun" and surface != identity.name and surface not in identity.aliases:
            identity.aliases.append(surface)
        if identity in self.recent:
            self.recent.remove(identity)
        self.recent.append(identity)
        self.found[span] = resolved

    def _resolve(self, phrase: Phrase, span: Offsets, surface: str) -> Resolved:
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, span, surface)
        if phrase.kind == "person":
            return self._person(phrase, span)
        if phrase.kind == "body":
            return self._body(phrase, span)
        return self._noun(phrase, span)

    def _identity(self, name: str, kind: str, **more: str | None) -> Identity:
        key = name.casefold()
        known = self.by_name.get(key)
        if known is None:
            anonymous = kind in UNNAMED
            known = Identity(f"s{len(self.identities) + 1}", name, kind, anonymous=anonymous)
            self.identities.append(known)
            self.by_name[key] = known
        known.role = known.role or more.get("role")
        known.affiliation = known.affiliation or more.get("affiliation")
        known.head = known.head or (more.get("head") or "")
        return known

    def _person(self, phrase: Phrase, span: Offsets) -> Resolved:
        names = self.reader.people.get(phrase.name.lower(), []) if " " not in phrase.name or phrase.name.lower() in self.reader.people else []
        full = [name for name in names if name != phrase.name]
        if len(full) > 1:
            narrowed = [i.name for i in self.recent if i.name in full]
            if len(set(narrowed)) != 1:
                identity = self._identity(phrase.name, "person", role=phrase.role)
                return Resolved(span, identity, resolved=False, candidates=tuple(full))
            full = narrowed[:1]
        name = full[0] if full else phrase.name
        affiliation = self._expanded(phrase.affiliation)
        identity = self._identity(name, "person", role=phrase.role, affiliation=affiliation)
        given = name.split()[0].lower()
        female = given in self.lists.female or "woman" in (identity.role or "")
        if identity.female is None and (female or given in self.lists.male):
            identity.female = female
        return Resolved(span, identity, resolved=True, reason=self._reason(span))

    def _expanded(self, affiliation: str | None) -> str | None:
        return self.acronyms.get(affiliation, affiliation) if affiliation else None

    def _body(self, phrase: Phrase, span: Offsets) -> Resolved:
        name = phrase.name
        people = self.reader.people.get(name.lower(), [])
        if len(people) == 1:
            return Resolved(span, self._identity(people[0], "person"), resolved=True)
        if len(people) > 1:
            return Resolved(span, self._identity(name, "person"), resolved=False, candidates=tuple(people))
        full = self.acronyms.get(phrase.of or name) if phrase.of == name else None
        kind = self._body_type(full or name, phrase)
        if kind == "agency" and phrase.of:
            name = phrase.of if self.lists.type_of(phrase.head) in {"medium", None} else name
        return Resolved(span, self._identity(full or name, kind, head=phrase.head), resolved=True, reason=self._reason(span))

    def _body_type(self, name: str, phrase: Phrase) -> str:
        low = name.lower()
        if (phrase.of or "").lower() in self.lists.agencies or low in self.lists.agencies:
            return "agency" if phrase.of == name else (self.lists.type_of(phrase.head) or "agency")
        if low in self.lists.countries:
            return "government"
        return self.lists.type_of(low) or self.lists.type_of(phrase.head) or _inner_type(self.lists.type_of, low) or "organisation"

    def _noun(self, phrase: Phrase, span: Offsets) -> Resolved:
        start = self.words.low[bisect_left(self.words.start, span[0])]
        kind = self.lists.type_of(phrase.name.lower()) or self.lists.type_of(phrase.head)
        if phrase.of and kind == "document":
            inner = self._issuer(phrase.of)
            if inner is not None:
                return Resolved(span, inner, resolved=True)
        if start in {"the", "this", "that", "its", "their"} or phrase.head in self.by_name:
            again = self._again(phrase, kind, span[0])
            if again is not None:
                return Resolved(span, again, resolved=True, reason=self._reason(span))
        if kind is None:
            kind = "anonymous" if self.lists.is_role(phrase.head) else "group" if phrase.name.endswith("s") else "other"
        name = phrase.name or fold(self.words.text[span[0] : span[1]])
        name = name if name[:2].isupper() or (phrase.of and name[0].isupper()) else name[:1].lower() + name[1:]
        return Resolved(span, self._identity(name, kind, head=phrase.head), resolved=True, reason=self._reason(span))

    def _issuer(self, text: str) -> Identity | None:
        """Return the identity of a document's issuer, known or new."""
        bare = text.removeprefix("the ").removeprefix("The ")
        full = self.acronyms.get(bare, bare)
        if not full or full.lower() in {"his", "her", "its", "their"}:
            return None
        known = self.by_name.get(full.casefold())
        if known is not None:
            return known
        kind = self.lists.type_of(full.lower())
        return self._identity(full, kind or "organisation", head=singular(full.split()[-1].lower()))

    def _again(self, phrase: Phrase, kind: str | None, at: int) -> Identity | None:
        """Return the identity that ``the ministry``, ``the spokesman``, ``the company`` takes up again."""
        head = phrase.head
        for identity in reversed(self.recent):
            if head and (identity.head == head or identity.name.lower().split()[-1] == head):
                return identity
            if identity.type == "person" and identity.role and singular(identity.role.lower().split()[-1]) == head:
                return identity
        words = phrase.name.split()
        profile = next((p for p in reversed(self.reader.profiles) if p[0] < at and singular(p[2].lower().split()[-1]) == head), None)
        if profile is not None:
            return self._identity(profile[1], "person", role=profile[2], affiliation=self._expanded(profile[3]))
        if head in GENERIC and len(words) == 1:
            for identity in reversed(self.recent):
                if identity.type in BODIES and (kind is None or kind == identity.type or kind == "organisation"):
                    return identity
        if kind == "document" and len(words) == 1:
            return next((i for i in reversed(self.recent) if i.type in BODIES or i.type == "document"), None)
        return None

    def _pronoun(self, phrase: Phrase, span: Offsets, surface: str) -> Resolved:
        low = phrase.head
        candidates = [identity for identity in reversed(self.recent) if _fits(low, identity)]
        if not candidates:
            return Resolved(span, self._identity(surface, "other"), resolved=False)
        return Resolved(span, candidates[0], resolved=True)

    def _reason(self, span: Offsets) -> str | None:
        """Return why a source is not named, where the text says so behind the mention (``because he was not allowed to``)."""
        at = bisect_left(self.words.start, span[0])
        low = self.words.low
        for i in range(at, min(at + 40, len(low) - 1)):
            if self.words.tag[i] == ".":
                return None
            if low[i] == "anonymity" or (low[i] == "named" and low[i - 1] == "be"):
                return self._because(i + 1)
        return None

    def _because(self, at: int) -> str | None:
        low, tag = self.words.low, self.words.tag
        if at >= len(low) or low[at] not in {"because", "as", "since", "due", "citing"}:
            return None
        end = at
        while end < len(low) and tag[end] not in ".,;-":
            end += 1
        return fold(self.words.text[self.words.start[at] : self.words.end[end - 1]])


def _fits(pronoun: str, identity: Identity) -> bool:
    """Return whether a pronoun can stand for an identity, by number and gender as far as they are known."""
    person = identity.type == "person" or (identity.type in {"anonymous", "expert", "witness"} and not identity.name.endswith("s"))
    if pronoun in HE:
        return person and identity.female is not True
    if pronoun in SHE:
        return person and identity.female is not False
    if pronoun in ITS:
        return identity.type in BODIES or identity.type == "document"
    if pronoun in THEY:
        return identity.type != "person" and (identity.name.endswith("s") or identity.type in {"group", "security", "rebel"})
    return identity.type == "person"


def _inner_type(type_of: object, low: str) -> str | None:
    """Return the type that a word inside a body's name gives away (``University of Lim``, ``Bank for Trade``)."""
    if not callable(type_of):
        return None
    for word in low.split():
        found = type_of(word)
        if found in {"organisation", "government", "medium", "security", "rebel"}:
            return str(found)
    return None


def _acronyms(words: Words) -> dict[str, str]:
    """Return the acronyms that the text defines, in either order, with their full names."""
    found: dict[str, str] = {}
    tags, text = words.tag, words.text
    for i in range(1, len(tags) - 2):
        if tags[i] != "(" or tags[i + 1] != "X" or tags[i - 1] not in "Xnp":
            continue
        acronym = words.word[i + 1]
        if not (2 <= len(acronym) <= 8 and sum(c.isupper() for c in acronym) >= 2):
            continue
        start = _full_name(words, i)
        if start is not None:
            found.setdefault(acronym, fold(text[words.start[start] : words.end[i - 1]]))
    return found


def _full_name(words: Words, bracket: int) -> int | None:
    """Return where the name that a bracketed acronym abbreviates starts: the capitalised run before, small words inside."""
    start = bracket
    while start > 0 and bracket - start < 12:
        tag, low = words.tag[start - 1], words.low[start - 1]
        if tag in "Xp" or (low in {"of", "for", "and", "the", "on", "in", "de", "des", "du", "to", "against"} and start < bracket):
            start -= 1
        else:
            break
    while start < bracket and words.tag[start] != "X":
        start += 1
    return start if start < bracket else None
