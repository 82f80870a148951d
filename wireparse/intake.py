"""One input to its dispatches, or to what is wrong with it: a broken piece of it never costs the others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.archives import unpacked
from wireparse.errors import NO_DISPATCH, InputError, UsageError, WireparseError
from wireparse.model import Warning
from wireparse.ours import ENOUGH, is_emptied, is_ours
from wireparse.pieces import pieces
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from wireparse.pieces import Piece
    from wireparse.readers import RawDispatch
    from wireparse.walk import Input

OURS = "ours"
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


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


Step = Task | Failed | End


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
    for step in steps:
        number += isinstance(step, Task)
        if isinstance(step, Failed) or step.raw.index == only - 1:
            wanted = True
            yield step
    if not wanted:
        there = "only one dispatch" if number == 1 else f"only {number} dispatches"
        yield Failed(name, "missing", f"holds {there}; there is no [{only}]")


def _read_file(given: Input, settings: Settings) -> Iterator[Task | Failed]:
    """Yield the dispatches of a file, or what is wrong with it; a piece that is broken does not cost the others."""
    return _joined(_guarded(given.name, _read_pieces(given, settings)))


def _read_pieces(given: Input, settings: Settings) -> Iterator[Task | Failed]:
    index, day = 0, _date(given, settings)
    for piece in pieces(given, whole=not _takes_lines(settings.input_format)):
        if not piece.lines:
            _refuse_ours(piece.data, given, settings)
        for step in _guarded(given.name, _read_piece(piece, given.name, settings, index, day), index):
            yield step
            if isinstance(step, Task):
                # what one piece is the others are
                settings = replace(settings, input_format=step.raw.format)
                index += 1


def _takes_lines(input_format: str | None) -> bool:
    """Return whether the format that is asked for, if any is, may be read some lines at a time."""
    from wireparse.readers import choose

    return not input_format or "lines" in getattr(choose(b"", input_format), "OPTIONS", ())


def _joined(steps: Iterable[Task | Failed]) -> Iterator[Task | Failed]:
    """Yield the steps of one file: that a part of it holds no dispatch is a warning of one beside it, where there are any."""
    held: Task | None = None
    bare: list[Failed] = []
    for step in steps:
        if isinstance(step, Failed) and step.code == NO_DISPATCH:
            bare.append(step)
            continue
        if held:
            yield _warned(held, bare)
            held, bare = None, []
        if isinstance(step, Task):
            held = step
        else:
            yield step
    if held:
        yield _warned(held, bare)
    elif bare:
        yield bare[0]


def _warned(task: Task, bare: Iterable[Failed]) -> Task:
    """Return ``task`` with a warning for each part beside it that is ``bare`` of dispatches."""
    warnings = tuple(Warning("left_out", f"a part of the file {part.message}") for part in bare)
    return replace(task, raw=replace(task.raw, warnings=(*task.raw.warnings, *warnings))) if warnings else task


def _read_piece(
    piece: Piece, name: str, settings: Settings, index: int, day: tuple[dt.date | None, str | None]
) -> Iterator[Task | Failed]:
    from wireparse.readers import read

    for raw in read(piece.data, file=name, input_format=settings.input_format, encoding=settings.encoding,
                    text_column=settings.text_column, lines=piece.lines):  # fmt: skip
        yield Task(replace(raw, index=raw.index + index), *day)


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
        failure = internal(name, error, index)
    if failure:
        yield failure


def internal(name: str, error: Exception, index: int) -> Failed:
    """Return what to say of a fault in wireparse itself, met in the input ``name``."""
    return Failed(name, "internal", f"a fault in wireparse: {type(error).__name__}: {error}", index)


def _refuse_ours(data: bytes, given: Input, settings: Settings) -> None:
    """Raise ``InputError`` for what wireparse wrote, unless a format is asked for."""
    if not settings.input_format and (is_ours(data[:ENOUGH]) or (not data and is_emptied(given.name))):
        raise InputError("is what wireparse wrote, not copy; name the files that it was made of", code=OURS)


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
