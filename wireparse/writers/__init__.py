"""Results to text: one module an output format, found by folder.

A writer is a module here with ``NAME``, ``HELP``, ``VIEWS`` (what it can show) and ``write``; a new one needs no
edit elsewhere. Writers never see paths or options, only a ``Job``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, Protocol, TextIO, cast

from wireparse.plugins import discover
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.model import Claim, Dispatch, Json
    from wireparse.span import Offsets

View = Literal["parse", "claims", "sources", "summary", "figures", "comparison", "explain", "listing"]
Row = dict[str, object]
FLAT: frozenset[View] = frozenset({"claims", "sources", "summary", "figures", "comparison"})


class Step(Protocol):
    """One step of an explanation: its name, what was decided, and the characters that decided it."""

    @property
    def name(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def spans(self) -> tuple[Offsets, ...]: ...


class Explanation(Protocol):
    """Why a claim is one, step by step."""

    @property
    def claim(self) -> Claim: ...
    @property
    def steps(self) -> tuple[Step, ...]: ...
    def to_dict(self) -> Json: ...


@frozen
class Explained(Value):
    """An explanation beside the dispatch that its offsets refer to."""

    dispatch: Dispatch
    explanation: Explanation


@frozen
class Job(Value):
    """What is to be written: dispatches for the view ``parse``, explanations for ``explain``, rows for all others.

    ``single`` asks JSON for one object in place of an array; ``filtered`` says that claims may have been left out.
    Rows may hold more than the ``columns``, for tables. ``width`` and ``color`` matter to writers for people;
    ``terminal`` is set where a person may be looking, so that no control character may pass.
    """

    view: View
    dispatches: Iterable[Dispatch] = ()
    rows: Iterable[Row] = ()
    columns: tuple[str, ...] = ()
    explained: Iterable[Explained] = ()
    single: bool = False
    filtered: bool = False
    width: int = 100
    color: bool = False
    terminal: bool = False


class Writer(Protocol):
    """What a module in this package has to offer."""

    NAME: str
    HELP: str
    VIEWS: frozenset[View]

    def write(self, job: Job, out: TextIO) -> None:
        """Write ``job`` to ``out``, each item as soon as it is there where the format allows it."""


def writers(view: View | None = None) -> tuple[Writer, ...]:
    """Return the writers that can show ``view``, or all, in name order."""
    found = cast("tuple[Writer, ...]", discover(sys.modules[__name__]))
    return tuple(writer for writer in found if view is None or view in writer.VIEWS)
