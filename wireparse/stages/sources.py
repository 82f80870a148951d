"""Sources: the mentions of a dispatch tied to identities; where more than one candidate survives, none is chosen."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireparse.span import fold
from wireparse.stages.bodies import Bodies
from wireparse.stages.mentions import PERSONAL, Phrase, Reader
from wireparse.stages.nounlists import BODIES, singular
from wireparse.stages.people import People, Person
from wireparse.stages.references import FIRST, HE, SHE, Identity, References, Thing
from wireparse.stages.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wireparse.packs import Pack
    from wireparse.span import Offsets
    from wireparse.stages.attributions import Attribution
    from wireparse.words import Words

UNNAMED = frozenset({"anonymous", "expert", "witness", "group", "other"})
GENERIC = frozenset("company firm group agency organisation organization body bank union party ministry newspaper daily paper "
                    "magazine station channel institute institution federation association committee commission council court "
                    "government army police military movement club team network watchdog monitor charity ngo broadcaster "
                    "militia front panel inquiry bureau office department airline operator maker country".split())
PAPERS = frozenset("document paper text report statement study survey poll".split())
DEFINITE = frozenset("the this that these those its his her their such same".split())
INDEFINITE = frozenset("a an one".split())
LEAD = 3
SAME_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Enclosing:
    """What a mention stands in: the source of the claim around it, and whether that claim quotes."""

    source: Offsets
    quoted: bool


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


def enclosing(attributions: Sequence[Attribution]) -> dict[Offsets, Enclosing]:
    """Return for each source that stands inside another attribution's content that one's source."""
    found: dict[Offsets, Enclosing] = {}
    size: dict[Offsets, int] = {}
    stretches = sorted((s, e, a) for a in attributions if a.source for s, e in a.content)
    raise NotImplementedError


def find_sources(
    words: Words, mentions: Sequence[Offsets], pack: Pack, within: Mapping[Offsets, Enclosing] | None = None,
) -> Sourcing:
    """Return the identities behind ``mentions`` (offsets, in order of the text); ``within`` tells what some stand in."""
    resolver = _Resolver(words, pack, sorted(set(mentions)), within or {})
    return Sourcing(tuple(resolver.identities), resolver.found)
