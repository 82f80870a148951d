"""Many inputs to outcomes, in order: each is parsed or failed, none is lost, and a bad one never stops the rest."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from wireparse.archives import unpacked
from wireparse.errors import InputError, UsageError, WireparseError
from wireparse.ours import ENOUGH, is_emptied, is_ours
from wireparse.pieces import pieces
from wireparse.values import Value, frozen
from wireparse.walk import walk

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from wireparse.model import Dispatch
    from wireparse.pieces import Piece
    from wireparse.readers import RawDispatch
    from wireparse.walk import Input

OURS = "ours"
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


@frozen
class Parsed(Value):
    """One dispatch of an input."""

    dispatch: Dispatch


@frozen
class Failed(Value):
    """An input, or one dispatch of it, that could not be parsed: a stable ``code`` and a line that says what to do."""

    file: str
    code: str
    message: str
    index: int = 0

    def to_dict(self) -> dict[str, object]:
        return {"file": self.file, "index": self.index, "code": self.code, "message": self.message}


@frozen
class Task(Value):
    """One dispatch as its reader gave it, with the day to use where its text gives none, and where that is from."""

    raw: RawDispatch
    date: dt.date | None = None
    origin: str | None = None

    @property
    def file(self) -> str:
        return self.raw.file or ""


@frozen
class End(Value):
    """An input has been read to its end: ``steps`` is how many dispatches and failures came of it before.

    ``ours`` is set where it was left out, for it is no input but an output.
    """

    file: str
    steps: int
    ours: bool = False


Outcome = Parsed | Failed
Step = Task | Failed | End
Result = TypeVar("Result")


@frozen
class Settings(Value):
    """How each input is read and parsed; ``date_from`` is ``name`` or ``mtime``."""

    input_format: str | None = None
    encoding: str | None = None
    text_column: str | None = None
    language: str | None = None
    date: dt.date | None = None
    date_from: str | None = None
    narrated: bool = False


@dataclass(slots=True)
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


def read_input(given: Input, settings: Settings, only: int | None = None) -> Iterator[Step]:
    """Yield the dispatches of one input, or what is wrong with it, and its end; raises only ``UsageError``.

    An archive is one input, its members are read one after the other. What wireparse wrote is left out where a
    directory was named, and wrong where it was named itself.
    """
    steps, ours = 0, False
    for part in unpacked(given):
        for step in _read_file(part, settings) if only is None else _chosen(_read_file(part, settings), part.name, only):
            if given.met and isinstance(step, Failed) and step.code == OURS:
                ours = True
                continue
            yield step
            steps += 1
    yield End(given.name, steps, ours=ours and not steps)


def _chosen(steps: Iterable[Task | Failed], name: str, only: int) -> Iterator[Task | Failed]:
    """Yield the dispatch number ``only`` of a file, or what is wrong with the file: that it has no such dispatch, too."""
    number, wanted = 0, False
    for number, step in enumerate(steps, 1):
        if number == only or isinstance(step, Failed):
            wanted = True
            yield step
    if not wanted:
        there = "only one dispatch" if number == 1 else f"only {number} dispatches"
        yield Failed(name, "missing", f"holds {there}; there is no [{only}]")


def _read_file(given: Input, settings: Settings) -> Iterator[Task | Failed]:
    """Yield the dispatches of a file, or what is wrong with it; a piece that is broken does not cost the others."""
    return _guarded(given.name, _read_pieces(given, settings))


def _read_pieces(given: Input, settings: Settings) -> Iterator[Task | Failed]:
    index = 0
    for piece in pieces(given):
        if not piece.lines:
            _refuse_ours(piece.data, given, settings)
        for step in _guarded(given.name, _read_piece(piece, given, settings, index), index):
            yield step
            if isinstance(step, Task):
                # what one piece is the others are
                settings = replace(settings, input_format=step.raw.format)
                index += 1


def _read_piece(piece: Piece, given: Input, settings: Settings, index: int) -> Iterator[Task | Failed]:
    from wireparse.readers import read

    date, origin = _date(given, settings)
    for raw in read(piece.data, file=given.name, input_format=settings.input_format, encoding=settings.encoding,
                    text_column=settings.text_column, lines=piece.lines):  # fmt: skip
        yield Task(replace(raw, index=raw.index + index), date, origin)


def _guarded(name: str, steps: Iterator[Task | Failed], index: int = 0) -> Iterator[Task | Failed]:
    """Yield the ``steps`` of the file ``name``, from dispatch ``index`` on, and what stopped them if anything did."""
    failure: Failed | None = None
    try:
        for step in steps:
            yield step
            index += isinstance(step, Task)
    except UsageError:
        raise
    except WireparseError as error:
        failure = Failed(name, error.code, error.message, index)
    except FileNotFoundError:
        failure = Failed(name, "missing", "is gone since it was listed", index)
    except OSError as error:
        failure = Failed(name, "unreadable", f"cannot be read: {error.strerror or error}", index)
    except Exception as error:  # noqa: BLE001  # a fault of ours must not cost the other inputs
        failure = _internal(name, error, index)
    if failure:
        yield failure


def _refuse_ours(data: bytes, given: Input, settings: Settings) -> None:
    """Raise ``InputError`` for what wireparse wrote, unless a format is asked for."""
    if not settings.input_format and (is_ours(data[:ENOUGH]) or (not data and is_emptied(given.name))):
        raise InputError("is what wireparse wrote, not copy; name the files that it was made of", code=OURS)


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
        return _internal(task.file, error, task.raw.index)
    if task.origin and dispatch.date and dispatch.date.origin == "option":
        dispatch = replace(dispatch, date=replace(dispatch.date, origin=task.origin))
    return Parsed(dispatch)


def _internal(name: str, error: Exception, index: int) -> Failed:
    return Failed(name, "internal", f"a fault in wireparse: {type(error).__name__}: {error}", index)


def _date(given: Input, settings: Settings) -> tuple[dt.date | None, str | None]:
    """Return the date to use where the text gives none, and its origin where it is not the option."""
    if settings.date_from == "name" and (day := date_in_name(given.name)):
        return day, "name"
    if settings.date_from == "mtime" and (day := given.modified()):
        return day, "mtime"
    return settings.date, None


def date_in_name(name: str) -> dt.date | None:
    """Return the last day that the file name ``name`` gives as 2019-08-29, 20190829 or alike.

    >>> date_in_name("archive/2018/afp_20190829_beirut.txt")
    datetime.date(2019, 8, 29)
    """
    import datetime as dt

    for year, _, month, day in reversed(DAY.findall(name)):
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
