"""Name starts: where in a run of capitals the name begins, behind titles, nationalities, bodies and the fields of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.stages.sources.nounlists import BODIES, LONGEST
from wireparse.stages.sources.roles import topic_start

if TYPE_CHECKING:
    from wireparse.stages.sources.setting import Setting

LONGEST_TOPIC = 8
PLAIN_NAME = 2


def behind_seat(setting: Setting, at: int) -> int:
    """Return where a name starts behind its place, or its noun: at RJR in ``New York-based RJR``, at Mare in ``NGO Mare Vivo``."""
    tags, low, terms = setting.tag, setting.low, setting.terms
    behind, size = at + 1, len(tags)
    if (low[at] in terms.shouted or low[at].endswith(terms.based_endings)) and tags[behind : behind + 1] == ["X"]:
        return behind
    closed = at > 0 and tags[at - 1] == "D"
    while behind < size and (tags[behind] in "X·" or (closed and tags[behind] == "," and _lies_in(setting, behind))):
        # "Velm, Mich.-based Harwell" has a word "based"
        based = low[behind].endswith(terms.based_endings) or (setting.word[behind - 1] == "-" and f"-{low[behind]}" in terms.based_endings)
        if based and tags[behind + 1 : behind + 2] == ["X"]:
            return behind + 1
        behind += 1
    return at


def is_seat(setting: Setting, at: int) -> bool:
    """Return whether a town and its land stand at ``at``, where a body sits: ``Lim Mutual of Velm, N.J.``."""
    end = setting.run(at, len(setting.tag))
    land = "".join(setting.tag[end : end + 2]) == ",X" and (setting.word[end + 1].endswith(".") or setting.tag[end + 2 : end + 3] == ["·"] or setting.national(end + 1))
    return land and at > 1 and setting.tag[at - 2] in "X·"


def _lies_in(setting: Setting, comma: int) -> bool:
    """Return whether a land, and a name it is the seat of, stand behind ``comma``: ``the Velm, Norvia-based Harwell Trust``."""
    return setting.tag[comma + 1 : comma + 3] == ["X", "X"] and setting.low[comma + 1].endswith(setting.terms.based_endings)


class NameStarts:
    """Tells where the names of one body start."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.lists = setting.lists
        self.terms = setting.terms

    def start(self, first: int, last: int, outer: bool) -> int:
        """Return the index behind the titles, roles, nationalities and bodies that open ``[first, last)``."""
        low = self.setting.low
        if last - first == PLAIN_NAME and low[first] in self.terms.ranking and self.lists.is_role(low[last - 1]) and not self.terms.of.isdisjoint(low[last : last + 1]):
            # "Senior Superintendent of Police Ann Roe": no name
            return last - 1
        start = max(self._behind_titles(first, last, outer), min(behind_seat(self.setting, first), last - 1))
        start = self._behind_nationality(start, last, outer)
        if start == first and first > 1:
            start = self._behind_topic(first, last)
        given = next((k for k in range(start, last - 1) if self.lists.is_given(self.setting.low[k])), None)
        if given is None:
            start = self._behind_headed(start, last)
        if given is not None and given > start and self._foreign(start, given):
            start = given
        while start < last and self.setting.tag[start] == "·":
            start += 1
        return start if start < last else first

    def _behind_titles(self, first: int, last: int, outer: bool) -> int:
        start, low = first, self.setting.low
        closing = low[last - 2] if self.setting.tag[last - 1] == "·" else low[last - 1]
        whole = self.setting.phrase(first, last)
        if whole in self.lists.countries or self.lists.kinds.get(whole) in BODIES or closing in self.terms.legal_forms:
            # "General Staff": no general is called so
            return first
        for i in range(first, last - 1):
            if low[i] not in self.lists.office and low[i].removesuffix("s") not in self.lists.title:
                continue
            if i > first and low[i] in self.terms.forenames and self.lists.is_given(low[i - 1]):
                # "James Earl Roe"
                continue
            if low[i] in low[first : max(first, i - 1)]:
                # "Sheikh Sharid Sheikh Amad"
                break
            for size in range(LONGEST, 0, -1):
                phrase = self.setting.phrase(i, min(i + size, last))
                known = phrase in self.lists.title if outer else self.lists.is_title(phrase)
                if i + size < last and known:
                    start = max(start, i + size)
        while start < last and self.setting.tag[start] == "·":
            start += 1
        return self._given_title(first, start, last, outer)

    def _given_title(self, first: int, start: int, last: int, outer: bool) -> int:
        """Return ``start`` moved before a title that is a given name here: ``patriarch Earl Stroud``, ``Rep. Don Villery``."""
        low = self.setting.low
        alone = start > first and last - start == 1 and low[start - 1] in self.lists.given_titles
        if alone and (outer or start - 1 > first or low[start - 1] in self.terms.forenames):
            return start - 1
        return start

    def _behind_nationality(self, start: int, last: int, outer: bool) -> int:
        low = self.setting.low
        if self.setting.phrase(start, last) in self.lists.countries:
            return start
        while start < last - 1 and (
            low[start] in self.lists.demonyms
            or self.lists.singular(low[start]) in self.lists.demonyms
            or self._acronym(start, outer)
            or low[start].endswith((*self.terms.modified_endings, *self.terms.age_endings, *self.terms.old_endings))
        ):
            if low[start + 1] in self.lists.kinds:
                break
            start += 1
        return start

    def _behind_topic(self, first: int, last: int) -> int:
        """Return the index behind the fields of an office: at Ann in ``minister of Trade Ann Roe``, ``of trade and Industry Ann Roe``."""
        low, start = self.setting.low, topic_start(self.setting, first)
        if start == first and not (low[first - 1] in self.terms.posted | self.terms.seats and self.lists.is_role(low[first - 2])):
            return first
        if low[first - 1] in self.terms.seats and last - first > PLAIN_NAME:
            # "MP from Velm Ann Roe"
            return first + 1
        while low[first] in self.terms.fields and last - first > 2:
            first += 1
        return first

    def _behind_headed(self, start: int, last: int) -> int:
        """Return the index of the two words behind the noun of a body that somebody heads: ``the head of the Lim Committee (Ann Roe)``."""
        body = last - PLAIN_NAME > start and self.lists.kinds.get(self.setting.low[last - PLAIN_NAME - 1]) in BODIES
        own = body and not any(self.setting.low[i] in self.lists.company or self.lists.type_of(self.setting.low[i]) for i in (last - 1, last - 2))
        return last - PLAIN_NAME if own and self._heads_body(last - PLAIN_NAME) else start

    def _acronym(self, at: int, outer: bool) -> bool:
        if outer and len(self.setting.word[at]) < 3:
            return False
        if "." in self.setting.word[at] and self.setting.low[at] not in self.lists.countries:
            return False
        return (
            2 <= len(self.setting.word[at]) <= 5
            and self.setting.word[at].isupper()
            and not self.setting.word[at + 1].isupper()
        )

    def _foreign(self, start: int, given: int) -> bool:
        """Return whether the words before a given name are no part of the name: words of the language, or a sentence's first."""
        setting = self.setting
        words = range(start, given)
        low = setting.low
        posted = start > 1 and low[start - 1] in self.terms.posted and self.lists.is_title(low[start - 2])
        if posted or (start > 1 and self._heads_body(start)):
            return True
        if given == start + 1 and setting.opens(start):
            return setting.low[start] in self.lists.demonyms or setting.low[start].endswith(self.terms.worker_endings)
        return any(
            setting.is_common(low[i])
            or setting.low[i] in self.lists.demonyms
            or setting.words.lexicon.listed(setting.low[i])
            or self.lists.type_of(setting.low[i])
            or setting.low[i] in self.lists.company
            for i in words
            if len(low[i]) > 1 and low[i] not in self.terms.particles
        )

    def _heads_body(self, start: int) -> bool:
        """Return whether an office stands before a body whose last words open at ``start``: ``Governor of the Bank of (Velm Ann Roe)``."""
        tags, low, terms = self.setting.tag, self.setting.low, self.terms
        at = start - 1
        while at > 0 and start - at < LONGEST_TOPIC and (tags[at] == "X" or low[at] in terms.small or low[at] in terms.definite_article):
            if low[at] in terms.posted and self.lists.is_role(low[at - 1]):
                return True
            at -= 1
        return False
