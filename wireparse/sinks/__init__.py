"""Parsed dispatches to files that outlast any interruption: one module a kind of output, found by folder.

A sink is a module here with ``NAME``, ``HELP``, ``SUFFIXES``, ``encode`` and ``open_store``; a new one needs no edit
elsewhere. ``encode`` runs in the process that parsed, the store in the one that writes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol, cast

from wireparse.errors import UsageError
from wireparse.plugins import discover

if TYPE_CHECKING:
    from wireparse.model import Dispatch, Header, Json


ELSEWHERE = {".json": "parse", ".md": "parse", ".tsv": "claims"}  # what other commands write


class Store(Protocol):
    """An output while it is written. Each method may raise ``OSError``, or ``WireparseError`` with a word on it."""

    def state(self) -> Json | None:
        """Return what was last saved, the output being cut back to it; None for a new one."""

    def knows(self, text: str, header: Header | None) -> bool:
        """Tell whether a dispatch of this content is there, and would not be added again."""

    def write(self, encoded: Any) -> bool:
        """Add what ``encode`` made of a dispatch; tell whether it was added."""

    def fail(self, failure: Json) -> None:
        """Add the record of an error, where this output holds such."""

    def save(self, state: Json) -> None:
        """Make lasting, in one step, all that was added, and ``state`` with it."""

    def publish(self) -> None:
        """Put the output, all of it saved, under its final name; once more is no harm."""

    def close(self) -> None:
        """Let go of it; what was not saved is lost."""


class Sink(Protocol):
    """What a module in this package has to offer."""

    NAME: str
    HELP: str
    SUFFIXES: tuple[str, ...]

    def encode(self, dispatch: Dispatch) -> Any:
        """Return what ``Store.write`` takes, fit to be sent from process to process."""

    def open_store(self, target: str, work: str, token: str) -> Store:
        """Return the store that becomes the file ``target``, with a directory ``work`` for what is unfinished.

        ``token`` names the run, interrupted or not.
        """


def sinks() -> tuple[Sink, ...]:
    """Return all sinks, in name order."""
    return cast("tuple[Sink, ...]", discover(sys.modules[__name__]))


def sink_named(name: str) -> Sink:
    """Return the sink ``name``; raises ``UsageError`` where there is none."""
    for sink in sinks():
        if name == sink.NAME:
            return sink
    raise UsageError(f"no output {name!r}; there are: {', '.join(sink.NAME for sink in sinks())}")


def sink_for(output: str) -> Sink:
    """Return the sink whose suffix ``output`` has, the longest one counting; raises ``UsageError`` where none fits."""
    fits = [(suffix, sink) for sink in sinks() for suffix in sink.SUFFIXES if output.lower().endswith(suffix)]
    if fits:
        return max(fits, key=lambda pair: len(pair[0]))[1]
    for suffix, command in ELSEWHERE.items():
        if output.lower().endswith(suffix):
            raise UsageError(f"batch writes no {suffix}; end it in .jsonl, .csv or .db, or use: wireparse {command} -o {output}")
    known = ", ".join(suffix for sink in sinks() for suffix in sink.SUFFIXES)
    raise UsageError(f"the name {output} does not say what to write; end it in {known}, or choose with --to")
