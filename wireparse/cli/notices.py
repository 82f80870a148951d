"""All that goes to standard error: one clear line each, a record of each error, and progress on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

from wireparse.errors import UsageError
from wireparse.writers.parts import CALLS, named, title
from wireparse.writers.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.intake import Failed
    from wireparse.model import Dispatch

COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;35m", "note": "\x1b[1m"}
MENDED = frozenset({"bad_bytes", "cut", "damaged", "encoding", "guessed", "left_out", "no_body", "nul", "several"})  # the warnings of readers: something is not as it should be
OURS = frozenset({"internal", "crash"})


def colors(stream: TextIO | None, mode: str = "auto") -> bool:
    """Tell whether to colour ``stream``: what is asked for outright, then NO_COLOR, FORCE_COLOR and TERM, then a TTY."""
    if mode != "auto":
        return mode == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return os.environ.get("TERM") != "dumb" and is_terminal(stream)


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person is looking at ``stream``."""
    return stream is not None and not stream.closed and stream.isatty()


def say(kind: str, message: str, mode: str = "auto") -> None:
    """Write one line to standard error; where that is closed there is nobody to tell."""
    start, end = (COLORS[kind], "\x1b[0m") if colors(sys.stderr, mode) else ("", "")
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"wireparse: {start}{kind}:{end} {one_line(message)}\n")
        sys.stderr.flush()


def counted(number: int, one: str, more: str) -> str:
    """Return the number with its noun.

    >>> counted(1, "input", "inputs"), counted(2000, "input", "inputs")
    ('1 input', '2,000 inputs')
    """
    return f"{number:,} {one if number == 1 else more}"


@dataclass(slots=True, eq=False, repr=False)
class Notices:
    """What a run has to say beside its results."""

    color: str = "auto"
    quiet: bool = False
    commands: frozenset[str] = frozenset()
    records: TextIO | None = None
    progress: Any = field(default=None)
    faults: list[str] = field(default_factory=list)
    foreign: int = 0

    def failed(self, failure: Failed) -> None:
        """Report an input that could not be parsed, on standard error and in the file of errors."""
        place = f" [{failure.index + 1}]" if failure.index else ""
        say("error", f"{named(failure.file)}{place}: {self._words(failure)}", self.color)
        if self.records:
            from wireparse.writers.json_ import dumps

            self.records.write(dumps(failure.to_dict()) + "\n")
            self.records.flush()

    def _words(self, failure: Failed) -> str:
        """Return the message with a hint; a fault of ours that was shown before is not told at length again."""
        if failure.code == "missing" and failure.file in self.commands:
            return f"{failure.message}; a command comes before all options: wireparse {failure.file} ..."
        if failure.code not in OURS:
            return failure.message
        self.faults.append(failure.message)
        if failure.message in self.faults[:-1]:
            return "the same fault in wireparse"
        return failure.message if len(self.faults) > 1 else f"{failure.message}; please report it"

    def parsed(self, dispatch: Dispatch) -> None:
        """Warn of a dispatch that is not to be used as it stands, or was mended in reading."""
        if self.progress:
            self.progress.update(0, advance=1, file=one_line(title(dispatch)))
        if self.quiet:
            return
        if call := CALLS.get(dispatch.status):
            say("warning", f"{title(dispatch)}: {call}", self.color)
        for warning in dispatch.warnings:
            self.foreign += warning.code == "language"
            if warning.code in MENDED:
                say("warning", f"{title(dispatch)}: {warning.message}", self.color)

    def note(self, message: str) -> None:
        """Say something that is no fault."""
        if not self.quiet:
            say("note", message, self.color)


@contextmanager
def noticing(notices: Notices, errors: str | None, *, progress: bool) -> Iterator[Notices]:
    """Yield ``notices`` with the file of errors open, and progress running where a person would see it."""
    try:
        notices.records = open(errors, "w", encoding="utf-8") if errors else None  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"the file for errors, {errors}, cannot be written: {error.strerror}") from error
    try:
        if progress and not notices.quiet and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
            with _bar() as notices.progress:
                yield notices
        else:
            yield notices
    finally:
        if notices.records:
            notices.records.close()


def _bar() -> Any:
    """Return a line that counts dispatches, and is gone at the end."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} dispatches", markup=False),
        TimeElapsedColumn(),
        TextColumn("{task.fields[file]}", markup=False, style="dim"),
    )
    progress = Progress(*columns, console=Console(stderr=True, markup=False, highlight=False), transient=True,
                        redirect_stdout=False)  # fmt: skip
    progress.add_task("", total=None, file="")
    return progress
