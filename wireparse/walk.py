"""Paths to inputs, in name order: files, directories, globs, standard input and lists of paths.

Nothing is opened here but directories, lists, and an old output that a directory to be read holds; what cannot be an input becomes one with an error, so that it is
counted and named like any other.
"""

from __future__ import annotations

import os
import stat
import sys
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from wireparse.errors import InputError, UsageError
from wireparse.ours import may_be_replaced
from wireparse.values import Value, frozen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

STDIN = "-"
IGNORE = ".wireparseignore"
WRITTEN = (1, 2)  # standard output and standard error: claims . > claims.csv
OWN_DEVICES = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")


@frozen
class Input(Value):
    """One input by its ``name``: a ``path`` to read, or ``data`` already read, or the ``error`` that it is.

    ``met`` is set where nobody named it: it was in a directory.
    """

    name: str
    path: str | None = None
    data: bytes | None = None
    error: InputError | None = None
    met: bool = False

    def load(self) -> bytes:
        """Return the bytes; raises ``InputError`` or ``OSError`` where there are none to be had."""
        if self.error:
            raise self.error
        if self.data is not None:
            return self.data
        if self.path is None:
            return sys.stdin.buffer.read() if sys.stdin else b""
        with open(self.path, "rb") as file:
            return file.read()

    def modified(self) -> dt.date | None:
        """Return the day on which the file was last changed; None for what is no file."""
        import datetime as dt

        return dt.date.fromtimestamp(os.stat(self.path).st_mtime) if self.path else None  # noqa: DTZ012  # the day as the user's own clock has it


@frozen
class Rule(Value):
    """One line of a ``.wireparseignore``: a glob for names, or for paths below ``base`` where it holds a slash."""

    base: str
    glob: str

    def hides(self, path: str, *, directory: bool) -> bool:
        """Tell whether the rule leaves out ``path``."""
        glob = self.glob.rstrip("/")
        if self.glob.endswith("/") and not directory:
            return False
        below = os.path.relpath(path, self.base).replace(os.sep, "/")
        return fnmatchcase(below if "/" in glob else os.path.basename(path), glob.lstrip("/"))


class Hidden:
    """Paths that are left out of directories, whatever the way to them; files that results or messages go to as well."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(os.path.realpath(path) for path in paths)
        self._names = frozenset(os.path.basename(path) for path in self._paths)
        self._streams = {found[1]: found for number in WRITTEN if (found := _identity(number))}

    def __contains__(self, entry: os.DirEntry[str]) -> bool:
        if entry.name in self._names and os.path.realpath(entry.path) in self._paths:
            return True
        number = entry.inode()
        return number in self._streams and self._streams[number] == _identity(entry.path)


class Seen:
    """What was named before: its files, and its directories with all that is found in them."""

    def __init__(self, repeated: Callable[[str], None]) -> None:
        self._repeated = repeated
        self._files: set[str] = set()
        self._folders: dict[str, str] = {}

    def new(self, path: str, inputs: Iterable[Input]) -> Iterator[Input]:
        """Yield those of the ``inputs`` at ``path`` that were not there before; a pipe of the process is always new."""
        for given in inputs:
            if given.path is None or given.path.startswith(OWN_DEVICES):
                yield given
            elif self._knows(real := os.path.realpath(given.path)):
                self._repeated(given.path)
            else:
                yield given
                if not given.met:
                    self._files.add(real)
        if os.path.isdir(path):
            self._folders.setdefault(os.path.realpath(path), path)

    def _knows(self, real: str) -> bool:
        if real in self._files:
            return True
        above = real
        while (above := os.path.dirname(below := above)) != below:
            if above in self._folders and _leads(self._folders[above], real):
                return True
        return False


def walk(
    paths: Iterable[str],
    *,
    lists: Iterable[str] = (),
    stdin_name: str = STDIN,
    skip: Iterable[str] = (),
    skipped: Callable[[str], None] = lambda _: None,
    insisted: Callable[[str], None] = lambda _: None,
    repeated: Callable[[str], None] = lambda _: None,
) -> Iterator[Input]:
    """Return the inputs under ``paths`` and then those that the ``lists`` name, each file once.

    Files and directories at the real paths in ``skip``, which are to be written, are left out of directories; raises
    ``UsageError`` at once where one is an input for all that. ``skipped`` is told of each link not followed,
    ``insisted`` of each file that is named outright though the ignore file beside it names it too, ``repeated`` of each
    that was named before.
    """
    lists, skip = tuple(lists), tuple(skip)
    named = list(_all(paths, lists))
    _refuse_overwriting([*(path for path in named if isinstance(path, str)), *lists], skip)
    return _walked(named, stdin_name, Hidden(skip), skipped, insisted, Seen(repeated) if len(named) > 1 else None)


def _walked(
    named: Iterable[str | Input],
    stdin_name: str,
    hidden: Hidden,
    skipped: Callable[[str], None],
    insisted: Callable[[str], None],
    seen: Seen | None,
) -> Iterator[Input]:
    rules: dict[str, tuple[Rule, ...]] = {}
    stdin = 0
    for path in named:
        if isinstance(path, Input):
            yield path
        elif path == STDIN:
            stdin += 1
            yield Input(stdin_name) if stdin == 1 else _bad(path, "standard input can be read only once", "usage")
        else:
            if os.path.isfile(path) and _ignored(path, rules):
                insisted(path)
            inputs = _named(path, hidden, skipped)
            yield from seen.new(path, inputs) if seen else inputs


def _refuse_overwriting(named: Iterable[str], written: Iterable[str]) -> None:
    """Raise ``UsageError`` where a file to be written is named to be read, or is in such a directory and not of a run before."""
    there = {_identity(path): path for path in written if os.path.isfile(path)}
    for name in named if there else ():
        found = _identity(name)
        if found in there:
            raise UsageError(f"{'<stdin>' if name == STDIN else name} is also an input, and would be overwritten; write to another file")
        for path in there.values() if os.path.isdir(name) else ():
            if _leads(name, real := os.path.realpath(path)) and not may_be_replaced(path):
                own = os.path.join(name, os.path.relpath(real, os.path.realpath(name)))
                raise UsageError(f"{own} is also an input, and would be overwritten; write to another file")


def _identity(path: str | int) -> tuple[int, int] | None:
    """Return what two names of one file have in common; None where there is nothing."""
    try:
        found = os.fstat(sys.stdin.fileno()) if path == STDIN else os.stat(path)
    except (OSError, ValueError, AttributeError):
        return None
    return found.st_dev, found.st_ino


def _leads(folder: str, real: str) -> bool:
    """Tell whether the file at the real path ``real`` is found by going through the directory ``folder``."""
    below = os.path.relpath(real, os.path.realpath(folder)).split(os.sep)
    rules: tuple[Rule, ...] = ()
    here = folder
    for number, name in enumerate(below, 1):
        rules = (*rules, *_rules(here))
        here = os.path.join(here, name)
        if name.startswith(".") or any(rule.hides(here, directory=number < len(below)) for rule in rules):
            return False
    return True


def shown(path: str) -> str:
    """Return ``path`` as valid text, bytes that are none replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def _all(paths: Iterable[str], lists: Iterable[str]) -> Iterator[str | Input]:
    for path in paths:
        if any(mark in path for mark in "*?[") and not os.path.lexists(path):
            from glob import glob

            matches = sorted(glob(path, recursive=True))
            yield from matches
            if not matches:
                yield _bad(path, "no file matches this pattern", "missing")
        else:
            yield path
    for name in lists:
        yield from _listed(name)


def _listed(name: str) -> Iterator[str | Input]:
    """Yield the paths in the list ``name``: one a line, or parted by NULs as by ``find -print0``."""
    if name != STDIN and os.path.isdir(name):
        yield _bad(name, f"is a directory, not a list of files; to parse what is in it: wireparse {name}", "list")
        return
    try:
        data = Input(name, None if name == STDIN else name).load()
    except OSError as error:
        yield _bad(name, f"this list of files cannot be read: {error.strerror}", "list")
        return
    lines = data.split(b"\0") if b"\0" in data else data.splitlines()
    paths = [os.fsdecode(line) for line in lines if line.strip()]
    yield from paths
    if not paths:
        yield _bad(name, "this list of files is empty", "list")


def _named(path: str, hidden: Hidden, skipped: Callable[[str], None]) -> Iterator[Input]:
    """Yield the inputs of one path that was named outright: links are followed, pipes are read."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield _absent(path, error)
        return
    if stat.S_ISDIR(mode):
        inputs = _directory(path, (), hidden, skipped)
        first = next(inputs, None)
        why = "holds no files to parse (hidden files, links and those in .wireparseignore do not count)"
        yield first or _bad(path, why, "empty")
        yield from inputs
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or path.startswith(OWN_DEVICES):
        yield Input(shown(path), path)
    else:
        yield _bad(path, "is a device or a socket, not a file", "special")


def _directory(
    path: str, rules: tuple[Rule, ...], hidden: Hidden, skipped: Callable[[str], None]
) -> Iterator[Input]:
    try:
        rules = (*rules, *_rules(path))
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield _bad(path, f"this directory cannot be read: {error.strerror}", "unreadable")
        return
    for entry in entries:
        directory = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or entry in hidden or any(rule.hides(entry.path, directory=directory) for rule in rules):
            continue
        if directory:
            yield from _directory(entry.path, rules, hidden, skipped)
        elif entry.is_symlink():
            if os.path.exists(entry.path):
                skipped(entry.path)
            else:
                yield _absent(entry.path, None)
        elif entry.is_file():
            yield Input(shown(entry.path), entry.path, met=True)


def _rules(path: str) -> Iterator[Rule]:
    """Yield the rules of the ignore file in the directory ``path``; lines that open with # are remarks."""
    file = os.path.join(path, IGNORE)
    if os.path.isfile(file):
        for line in Input(file, file).load().decode("utf-8", "replace").splitlines():
            if line.strip() and not line.startswith("#"):
                yield Rule(path, line.strip())


def _ignored(path: str, known: dict[str, tuple[Rule, ...]]) -> bool:
    """Tell whether the ignore file beside ``path`` names it; ``known`` keeps the rules of each directory."""
    folder = os.path.dirname(path) or os.curdir
    if folder not in known:
        known[folder] = tuple(_rules(folder))
    return any(rule.hides(path, directory=False) for rule in known[folder])


def _absent(path: str, error: Exception | None) -> Input:
    if os.path.islink(path):
        return _bad(path, f"is a broken link to {shown(os.readlink(path))}", "missing")
    if error is None or isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return _bad(path, "no such file or directory", "missing")
    return _bad(path, f"cannot be read: {getattr(error, 'strerror', error)}", "unreadable")


def _bad(path: str, message: str, code: str) -> Input:
    return Input(shown(path), error=InputError(message, code=code))
