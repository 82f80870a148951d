"""Many inputs to outcomes, in order: each is parsed or failed, none is lost, and a bad one never stops the rest."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from wireparse.errors import InputError, UsageError, WireparseError
from wireparse.intake import End, Failed, Settings, Task, internal, read_input
from wireparse.values import Value, frozen
from wireparse.walk import walk

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from wireparse.intake import Step
    from wireparse.model import Dispatch


@frozen
class Parsed(Value):
    """One dispatch of an input."""

    dispatch: Dispatch


Outcome = Parsed | Failed
Result = TypeVar("Result")


@dataclass(slots=True, eq=False, repr=False)
class Ledger:
    """The count of a run: every input ends as an output or as an error.

    ``added`` is how many of the dispatches were new where they went, ``foreign`` how many of these are in a language that
    is not spoken here; ``repeated`` and ``ours`` are files that are no inputs, for they were named before or are what
    wireparse wrote; ``found`` and ``failed`` count what has come of the input that is being read.
    """

    inputs: int = 0
    outputs: int = 0
    errors: int = 0
    dispatches: int = 0
    added: int = 0
    foreign: int = 0
    links: int = 0
    ignored: int = 0
    repeated: int = 0
    ours: int = 0
    found: int = 0
    failed: int = 0

    def skip(self, _path: str) -> None:
        """Count a link that was not followed."""
        self.links += 1

    def insist(self, _path: str) -> None:
        """Count a file that was named outright though an ignore file leaves it out of its directory."""
        self.ignored += 1

    def repeat(self, _path: str) -> None:
        """Count a file that was named before."""
        self.repeated += 1

    @property
    def listed(self) -> int:
        """Return how many of the files that were listed are done with."""
        return self.inputs + self.ours

    def count(self, outcomes: Iterable[Result | End]) -> Iterator[Result]:
        """Yield the outcomes of input after input, counting; one with a failed dispatch counts as an error.

        Raises ``WireparseError`` where less or more has come of an input than was read from it.
        """
        for outcome in outcomes:
            if isinstance(outcome, End):
                self._close(outcome)
                continue
            if isinstance(outcome, Failed):
                self.failed += 1
            else:
                self.found += 1
                self.dispatches += 1
            yield outcome

    def _close(self, end: End) -> None:
        if self.found + self.failed != end.steps:
            count = f"{end.steps} dispatches and failures read, {self.found + self.failed} accounted for"
            raise WireparseError(f"the count is wrong: {count}; please report this", path=end.file, code="ledger")
        if end.ours:
            self.ours += 1
            return
        self.inputs += 1
        self.errors += self.failed > 0
        self.outputs += self.found > 0 and not self.failed
        self.found = self.failed = 0

    def check(self) -> None:
        """Raise ``WireparseError`` where an input was lost."""
        if self.inputs != self.outputs + self.errors:
            count = f"{self.inputs} inputs, {self.outputs} outputs, {self.errors} errors"
            raise WireparseError(f"the count is wrong: {count}; please report this", code="ledger")


def read(
    path: str | os.PathLike[str],
    *,
    date: dt.date | None = None,
    language: str | None = None,
    narrated: bool = False,
    input_format: str | None = None,
    encoding: str | None = None,
    text_column: str | None = None,
) -> Iterator[Dispatch]:
    """Yield the dispatches of a file, or of all files in a directory; raises ``InputError`` at one that fails."""
    settings = Settings(
        date=date, language=language, narrated=narrated, input_format=input_format, encoding=encoding,
        text_column=text_column,
    )  # fmt: skip
    for outcome in run([os.fspath(path)], settings):
        if isinstance(outcome, Failed):
            raise InputError(outcome.message, path=outcome.file, code=outcome.code)
        yield outcome.dispatch


def run(
    paths: Iterable[str],
    settings: Settings,
    *,
    jobs: int = 1,
    lists: Iterable[str] = (),
    stdin_name: str = "-",
    skip: Iterable[str] = (),
    only: int | None = None,
    ledger: Ledger | None = None,
) -> Iterator[Outcome]:
    """Return the outcome of every dispatch under ``paths`` and in the ``lists`` of paths, in order at any ``jobs``.

    ``only`` is the number of the one dispatch of each file that is wanted; the others are read, but not parsed.
    Raises ``UsageError`` at once where a file in ``skip``, which is to be written, is an input, and on the way only
    for settings that can suit no input; all else is a ``Failed``.
    """
    ledger = ledger if ledger is not None else Ledger()
    found = walk(paths, lists=lists, stdin_name=stdin_name, skip=skip, skipped=ledger.skip,
                 insisted=ledger.insist, repeated=ledger.repeat)  # fmt: skip
    steps = (step for given in found for step in read_input(given, settings, only))
    return _run(steps, settings, jobs, ledger)


def _run(steps: Iterable[Step], settings: Settings, jobs: int, ledger: Ledger) -> Iterator[Outcome]:
    counted: Iterator[Outcome] = ledger.count(_outcomes(steps, partial(_outcome, settings=settings), jobs))
    yield from counted
    ledger.check()


def _outcomes(
    steps: Iterable[Step], work: Callable[[Step], Outcome | End], jobs: int
) -> Iterable[Outcome | End]:
    """Return the outcomes of ``steps`` in order, parsed here or by ``jobs`` processes."""
    if jobs == 1:
        return map(work, steps)
    from wireparse.pool import ordered

    return ordered(work, steps, jobs, crashed, weigh=weight, begin=warm)


def _outcome(step: Step, settings: Settings) -> Outcome | End:
    return parse_task(step, settings) if isinstance(step, Task) else step


def warm() -> Dispatch:
    """Return a dispatch parsed for no other reason than to load what that needs, lest the first one take longer."""
    from wireparse.pipeline import parse

    return parse("KELMEN, March 2, 2021 (AFP) - Rain killed two people on Monday, said Dana Orvel.")


def weight(step: object) -> int:
    """Return how much work a step is: the length of its text."""
    return len(step.raw.text) if isinstance(step, Task) else 1


def crashed(step: object, code: int) -> Failed:
    """Return what to say of a dispatch that killed the process that parsed it with the exit ``code``."""
    file, index = (step.file, step.raw.index) if isinstance(step, Task) else ("", 0)
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return Failed(file, "crash", f"killed the process that parsed it ({how}; out of memory?)", index)


def parse_task(task: Task, settings: Settings) -> Outcome:
    """Return the dispatch parsed, or why it cannot be; raises only ``UsageError``."""
    from wireparse.pipeline import parse

    try:
        dispatch = parse(
            task.raw.text, date=task.date, language=settings.language, narrated=settings.narrated, raw=task.raw
        )
    except UsageError:
        raise
    except WireparseError as error:
        return Failed(task.file, error.code, error.message, task.raw.index)
    except Exception as error:  # noqa: BLE001  # as above
        return internal(task.file, error, task.raw.index)
    if task.origin and dispatch.date and dispatch.date.origin == "option":
        dispatch = replace(dispatch, date=replace(dispatch.date, origin=task.origin))
    return Parsed(dispatch)
