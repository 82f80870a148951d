"""Roles: what stands before a name or in apposition to it, taken apart into role and affiliation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.acronyms import initials
from wireparse.stages.sources.nounlists import BODIES, LONGEST

if TYPE_CHECKING:
    from wireparse.stages.sources.setting import Setting

Office = tuple[str | None, str | None]
NONE: Office = (None, None)
REACH = 14
LONGEST_BODY = 9
LONGEST_REALM = 8
COMMON = frozenset("nGBER#D")


def _colours(setting: Setting, at: int) -> bool:
    """Return whether a word before a role tells of its holder, not of the body: ``top``, ``former``, ``39-year-old``."""
    low, terms = setting.low[at], setting.terms
    return (setting.tag[at] in "nEBR" and low in terms.ranking) or low.endswith(terms.old_endings)


def _parts(setting: Setting, at: int) -> bool:
    """Return whether the word at ``at`` parts a body from what stands before: a verb, a number, ``and``, ``New York-based``."""
    low, tag, terms = setting.low[at], setting.tag[at], setting.terms
    return (tag == "G" and setting.word[at].islower()) or tag in "#CV" or low.endswith((*terms.based_endings, *terms.age_endings))


def of_before(setting: Setting, first: int, name: int) -> Office:
    """Return the office whose topic or place stands before a name: ``US Secretary of State (Ann Roe)``, ``envoy for Iraq (Ann Roe)``."""
    low, first = setting.low, topic_start(setting, first)
    if first < 2 or name <= first or low[first - 1] not in setting.terms.posted | setting.terms.seats or not setting.lists.is_role(low[first - 2]):
        return NONE
    role, owner = role_before(setting, setting.noun_start(first - 2), first - 1)
    return (f"{role} {setting.slice(first - 1, name)}", owner) if role else NONE


def realm_before(setting: Setting, first: int) -> Office:
    """Return the office over what bears no name of its own, before a name: ``the head of the opposition (Ann Roe)``, ``of the city council``."""
    low, terms = setting.low, setting.terms
    if first < 2 or not (low[first - 1] in terms.realms or setting.lists.type_of(low[first - 1]) in BODIES):
        return NONE
    of = next((i for i in range(first - 2, max(0, first - LONGEST_REALM), -1) if setting.tag[i] not in "nDBXp"), 0)
    if low[of] not in terms.of or not setting.lists.is_role(low[of - 1]):
        return NONE
    start = _opening(setting, of - 1, setting.begins[setting.sentence[first]])
    return role_of(setting, start, of, first) if start is not None else NONE


def initialled(setting: Setting, name: int) -> list[str]:
    """Return the initials that an office in capitals before a name goes by: ssp, sp of ``Senior Superintendent of Police (Rural) (Ann Roe)``."""
    last = name
    if setting.word[last - 1] == ")":
        last = next((i for i in range(last - 2, max(0, last - REACH), -1) if setting.word[i] == "("), last)
    first = last
    while first > max(setting.begins[setting.sentence[name]], last - REACH) and (setting.word[first - 1].istitle() or setting.low[first - 1] in setting.terms.small):
        first -= 1
    held = max((i for i in range(first, last) if setting.lists.is_role(setting.low[i])), default=-1)
    found = {letters.lower() for i in range(first, held + 1) for letters in initials(setting.phrase(i, last), setting.terms.small)}
    return sorted(found - setting.lists.countries - setting.lists.agencies)


def topic_start(setting: Setting, first: int) -> int:
    """Return where the topic of an office starts whose last field opens the name at ``first``: ``minister of (trade and Industry Ann Roe)``."""
    low, terms = setting.low, setting.terms
    if first < 2 or low[first - 1] not in terms.conjoined:
        return first
    of = next((i for i in range(first - 2, max(0, first - LONGEST_BODY), -1) if low[i] in terms.of), None)
    return of + 1 if of and setting.lists.is_role(low[of - 1]) else first


def role_before(setting: Setting, first: int, name: int) -> Office:
    """Return role and affiliation that stand before a name: ``OSDH director``, ``Israeli Foreign Minister``."""
    tags = setting.tag
    k, name = first, setting.before_bracket(name)
    while k < name and tags[k] in "DR":
        k += 1
    at = _first_role(setting, k, name)
    # "refugee aid group Offene Arme"
    if at is None or (setting.lists.kinds.get(setting.low[name - 1]) in BODIES and not _is_office(setting, at, name)):
        return NONE
    while at > k and _qualifies(setting, at - 1):
        at -= 1
    return setting.slice(at, name) or None, _owner(setting, k, at)


def _qualifies(setting: Setting, at: int) -> bool:
    """Return whether the word at ``at`` belongs to the role behind it: ``former``, ``police``; no verb, ``a march backing``."""
    terms, low, tag = setting.terms, setting.low[at], setting.tag[at]
    if low in terms.ranking:
        return True
    if tag not in "nEGB" or low in terms.possessive or not setting.word[at].islower():
        return False
    if not setting.word[at + 1].islower() or setting.lists.kinds.get(low) in BODIES:
        return False
    return tag != "G" or setting.tag[at - 1] not in "nX"


def _first_role(setting: Setting, first: int, name: int) -> int | None:
    low, office = setting.low, setting.lists.office
    for i in range(first, name):
        if low[i] not in office and not low[i].endswith((*setting.terms.plural_endings, *setting.terms.old_endings)):
            continue
        for size in range(LONGEST, 0, -1):
            if i + size <= name and _is_office(setting, i, i + size):
                return i
    return None


def _is_office(setting: Setting, first: int, last: int) -> bool:
    """Return whether the words are a role, or with a capital a title (``Major``, but no ``oil major``)."""
    phrase = setting.phrase(first, last)
    if phrase in setting.terms.honorifics:
        return False
    if phrase in setting.lists.role or phrase.endswith(setting.terms.old_endings):
        # "baker", "mother-of-two"
        return setting.lists.kinds.get(phrase) not in BODIES
    return setting.lists.is_role(phrase) if setting.word[first][0].isupper() or len(phrase.split()) > 1 else False


def _owner(setting: Setting, first: int, last: int) -> str | None:
    """Return the affiliation that stands before a role, its possessive and adjectives left out: ``top US (envoy)`` is ``US``."""
    terms = setting.terms
    end = setting.before_bracket(last - 1 if last > first and setting.tag[last - 1] == "p" else last)
    while first < end and _colours(setting, first):
        first += 1
    first = next((i for i in range(end - 1, first - 1, -1) if _parts(setting, i)), first - 1) + 1
    of = first - 1
    if end > first > 1 and setting.low[of] in terms.of and setting.tag[of - 1 : of + 2] == ["X", "I", "X"] and not setting.lists.is_role(setting.low[of - 1]):
        # "Council of Europe commissioner"
        while first and setting.tag[first - 1] in "XI":
            first -= 1
    return setting.slice(first, end) or None


def apposed(setting: Setting, chunks: list[tuple[int, int]]) -> Office:
    """Return role and affiliation from an apposition: ``head of access provider Spacestar``, ``who heads the OSDH``."""
    tags, lists = setting.tag, setting.lists
    for first, last in chunks:
        k = first
        while k < last and (tags[k] in "DRH" or setting.low[k] in setting.terms.nowadays):
            k += 1
        if k >= last or setting.low[k] in setting.terms.passing_on:
            continue
        base = setting.base(k, last)
        if tags[first] != "H" and any(
            lists.is_role(setting.phrase(i, base)) or lists.is_role(setting.low[i]) for i in range(k, base)
        ):
            return role_of(setting, k, base, last)
        if tags[first] == "H" and setting.low[k] in setting.terms.heading:
            return setting.terms.heading[setting.low[k]], _holding(setting, k + 1, last)
    return NONE


def _holding(setting: Setting, first: int, last: int) -> str | None:
    """Return the body or topic behind the preposition of a role: without article and place, the body of ``head of trade at Y``."""
    tags, low, terms = setting.tag, setting.low, setting.terms
    for i in range(first, last - 1):
        if low[i] in terms.employing and (tags[i + 1] == "X" or tags[i + 1 : i + 3] == ["D", "X"]):
            first = i + 1
            break
    based = (i for i in range(last - 2, first - 1, -1) if low[i].endswith(terms.based_endings))
    first = next(based, first - 1) + 1
    while first < last and (tags[first] == "D" or low[first] in terms.shouted):
        first += 1
    joins = (i for i in range(first + 1, last) if low[i] in terms.conjoined and _has_role(setting, i + 1, last))
    last = next(joins, last)
    places = (i for i in range(first + 1, last - 1) if low[i] in terms.within and "X" in tags[first:i] and tags[i + 1] == "X")
    end = next((i for i in places if low[i + 1] not in terms.continents), last)
    return setting.slice(first, end) or None


def _has_role(setting: Setting, first: int, last: int) -> bool:
    """Return whether a further office is among the words: ``head of the fund and a former minister``."""
    return any(setting.word[i].islower() and setting.lists.is_role(setting.low[i]) for i in range(first, last))


def role_of(setting: Setting, first: int, base: int, last: int) -> Office:
    """Return role and affiliation of ``Y director``, ``director of Y`` or ``a doctor working for Y``."""
    tags = setting.tag
    possessor = next((i for i in range(base - 1, first - 1, -1) if tags[i] == "p"), None)
    link = base + (tags[base : base + 1] == ["G"])
    if link < last and tags[link] in "IT":
        start = first if possessor is None else possessor + 1
        held = _holding(setting, link + 1, last) if _employs(setting, link, last) else None
        if held and held.islower() and setting.low[link] in setting.terms.of and setting.lists.type_of(held) not in BODIES:
            # "chief of staff", "head of security": what is headed is no body
            return f"{setting.slice(start, base)} {setting.low[link]} {held}", None
        return setting.slice(start, base), held
    role = base
    while role > first and tags[role - 1] not in "Xp":
        role -= 1
    if role == base:
        role = _first_role(setting, first, base) or first
    while role < base - 1 and setting.low[role].endswith(setting.terms.age_endings):
        role += 1
    owner = next((i for i in range(role - 1, first, -1) if tags[i] == "p"), role)
    if owner < role - 1:
        # "Roe's Middle East and North Africa director", "the group's associate director"
        return setting.slice(role, base), setting.slice(first, owner) if tags[owner - 1] == "X" else None
    return setting.slice(role, base), _owner(setting, first, role)


def _employs(setting: Setting, link: int, last: int) -> bool:
    """Return whether a preposition behind a role opens a body or topic, not just a place: ``an analyst in Kelmen``."""
    if setting.low[link] not in setting.terms.within or setting.tag[link + 1 : link + 2] != ["X"]:
        return True
    return setting.lists.type_of(setting.phrase(link + 1, setting.base(link + 1, last))) in BODIES


def employer(setting: Setting, last: int, *, named: bool) -> str | None:
    """Return the body behind a name: ``Ann Roe of Bell Bank``; ``named`` where an office stands before: ``analyst Ann Roe at ...``."""
    low, tags, terms, lists = setting.low, setting.tag, setting.terms, setting.lists
    if last >= len(tags) - 1 or (low[last] not in terms.of and not (named and low[last] in terms.employing)):
        return None
    first = last + 1 + (tags[last + 1] == "D")
    told = first
    while first < len(tags) - 1 and first - last <= LONGEST and tags[first] in "nB" and tags[first + 1] in "nBX":
        # "of conflict monitor ACLED"
        first += 1
    told_body = first > told and tags[first] == "X" and lists.type_of(low[first - 1]) in BODIES
    end = first
    while end < len(tags) and (tags[end] in "X·" or _joins(setting, end) or setting.capital(end, first, len(tags))):
        end += 1
    words = low[first:end]
    if not words or end - first > LONGEST_BODY:
        return None
    body = told_body or lists.type_of(setting.phrase(first, end)) in BODIES or any(w in terms.legal_forms or w in lists.company for w in words)
    place = words[0] in setting.placed or " ".join(words) in lists.countries
    of_name = low[last] in terms.of and (named or (len(words) > 1 and not place))
    return setting.slice(first, end) if body or of_name else None


def _joins(setting: Setting, at: int) -> bool:
    """Return whether a small word goes on with a body's name: ``Board of Trade``, ``Lynch and Co``."""
    low, tags, terms = setting.low, setting.tag, setting.terms
    if tags[at + 1 : at + 2] != ["X"] or tags[at - 1] != "X":
        return False
    return low[at] in terms.name_links or (low[at] in terms.conjoined and low[at + 1] in terms.legal_forms)


def after_name(setting: Setting, last: int) -> list[tuple[int, int]]:
    """Return the chunk in commas behind a name that ends at ``last``: an age and what follows it, an apposition, a relative clause."""
    tags = setting.tag
    if last >= len(tags) - 1 or (tags[last] != "," and setting.low[last] not in setting.terms.definite_article):
        return []
    last -= tags[last] != ","
    end = last + 1
    relative = end < len(tags) and tags[end] == "H"
    while (
        end < min(len(tags), last + REACH)
        and (tags[end] not in ",.q;-:(" or setting.marks_many(end))
        and not (tags[end] in "VA" and not relative)
    ):
        end += 1
    if not relative and _is_subject(setting, last + 1, end):
        return []
    aged = end == last + 2 and tags[last + 1] == "#" and "".join(tags[end : end + 2]) in {",D", ",n", ",X"}
    further = after_name(setting, end) if aged else []
    return [(last + 1, end), *further] if end > last + 1 else []


def _is_subject(setting: Setting, first: int, last: int) -> bool:
    """Return whether the words behind a comma are no apposition but the subject of a verb: ``Saddam, the spokesman said.``."""
    tags, size = setting.tag, len(setting.tag)
    if last < size and tags[last] in "VA":
        return True
    for i in range(first + 1, min(last + 1, size)):
        if tags[i] == "E" and (i + 1 >= size or tags[i + 1] in ".,qSW;:" or i == last):
            return True
    return False


def is_aged(setting: Setting, chunks: list[tuple[int, int]]) -> bool:
    """Return whether a chunk is an age (``34``, ``aged 34``, ``a 31-year veteran``)."""
    for first, last in chunks:
        at = first + (setting.low[first] in setting.terms.aged)
        if at == last - 1 and setting.low[at].isdigit() and len(setting.low[at]) <= 2:
            return True
        if any(setting.low[i].endswith(setting.terms.age_endings) for i in range(first, min(last, first + 2))):
            return True
    return False


def has_office(setting: Setting, behind: list[tuple[int, int]], name: int) -> bool:
    """Return whether an apposition gives a name of one word an office: ``Mona, a baker``, ``one of their lawyers, Nurbara``."""
    tags = setting.tag
    if not behind and (name < 3 or tags[name - 1] != ","):
        return False
    for first, last in behind[:1]:
        if setting.low[first] in setting.terms.personal_relatives:
            return True
        base = setting.base(first, last)
        opened = tags[first] in "D#" or (base < last and tags[base] == "I")
        if opened and "X" not in tags[first:base] and _is_office_of_one(setting, base - 1):
            return True
    if name < 3 or tags[name - 1] != "," or tags[name - 2] not in "nB":
        return False
    start = name - 2
    while start > 0 and tags[start - 1] in "nGB" and name - start < LONGEST_BODY:
        start -= 1
    if not start or tags[start - 1] not in "Dp" or "X" in tags[start : name - 1]:
        return False
    several = setting.lists.singular(setting.low[name - 2]) != setting.low[name - 2]
    return (not several or setting.low[start - 3] in setting.terms.one) and _is_office_of_one(setting, name - 2)


def _is_office_of_one(setting: Setting, at: int) -> bool:
    role = setting.lists.singular(setting.low[at])
    return role in setting.lists.role and role not in setting.terms.firm_roles


def introduced(setting: Setting, first: int, name: int) -> bool:
    """Return whether what stands before a name makes it a person's: an age, or ``a farmer called``, ``a Swede named``."""
    low, lists, terms = setting.low, setting.lists, setting.terms
    for i in range(max(0, first - 1), name):
        if low[i].endswith(terms.age_endings):
            return True
    noun = low[first - 2] if first > 1 and low[first - 1] in terms.called else ""
    if not noun:
        return False
    human = lists.is_role(noun) or noun in lists.demonyms or noun in terms.personal or noun.endswith(terms.old_endings)
    return human and lists.singular(noun) == noun


def in_pair(setting: Setting, first: int, start: int, last: int) -> bool:
    """Return whether a plural tells what the two are whose names stand side by side: ``drivers Ann Roe and Eva Poe``."""
    tags, low, terms = setting.tag, setting.low, setting.terms
    if low[last : last + 1] and low[last] in terms.conjoined and tags[last + 1 : last + 3] == ["X", "X"]:
        return _is_plural_office(setting, first - 1) or any(_is_plural_office(setting, i) for i in range(first, start))
    at = first - 2
    if first < LONGEST or low[first - 1] not in terms.conjoined or tags[at - 1 : at + 1] != ["X", "X"]:
        return False
    while at > 0 and tags[at] == "X" and not _is_plural_office(setting, at):
        at -= 1
    return _is_plural_office(setting, at)


def _is_plural_office(setting: Setting, at: int) -> bool:
    """Return whether the word at ``at`` is the plural of an office, or of the people of a country: ``lawyers``, ``Kenyans``."""
    if at < 0:
        return False
    lists, word = setting.lists, setting.low[at]
    single = lists.singular(word)
    return single != word and (single in lists.demonyms or (single in lists.role and single not in setting.terms.firm_roles))


def is_somebody(setting: Setting, chunks: list[tuple[int, int]]) -> bool:
    """Return whether a chunk describes a person by a noun in no list: ``a Swedish dentist``, ``one of them``, ``the driver's wife``."""
    for first, last in chunks:
        base = setting.base(first, last)
        head = setting.phrase(max(first, base - LONGEST), base)
        plain = setting.tag[first] in "D#" and base - first > 1
        if not plain and setting.low[first] not in setting.terms.one:
            continue
        kind = setting.lists.type_of(head)
        person = head.endswith(setting.terms.person_endings)
        if setting.low[first] in setting.terms.one or (kind not in BODIES and kind != "document" and (kind or person)):
            return True
    return False


def before_name(setting: Setting, first: int) -> Office:
    """Return role and affiliation from the phrase that a name in commas stands in apposition to: ``the mayor of Lim, Karin Obst``."""
    tags = setting.tag
    if first < 2 or tags[first - 1] != ",":
        return NONE
    begin = setting.begins[setting.sentence[first]]
    for k in range(first - 2, max(begin, first - REACH) - 1, -1):
        if tags[k] in "VA.,;q:P-" and not setting.marks_many(k):
            return NONE
        if tags[k] in "nB" and setting.word[k].islower() and setting.lists.is_role(setting.low[k]):
            known = setting.lists.singular(setting.low[k]) in setting.lists.role
            start = _opening(setting, k, begin) if known else None
            return role_of(setting, start, setting.base(start, first - 1), first - 1) if start is not None else NONE
    return NONE


def _opening(setting: Setting, at: int, begin: int) -> int | None:
    """Return where the phrase around the role at ``at`` opens, behind its determiner or a mark; None where it has none."""
    tags = setting.tag
    start = at
    while start > begin and tags[start - 1] in "nGBER#Xp·":
        start -= 1
    if start > begin and tags[start - 1] == "D":
        return start
    owned = any(tags[i] == "p" for i in range(start, at))
    # "It was late, head of the council Ann Roe said", but "Ann Roe, head of aid group Mare"
    return start if owned or start == begin or (tags[start - 1] in ",q" and tags[start - 2] != "X") else None
