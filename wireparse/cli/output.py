"""Where results go: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from wireparse.errors import UsageError, WireparseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def opened(path: str | None, keep: Callable[[], bool] = lambda: True) -> Iterator[TextIO]:
    """Yield the stream for results; the file at ``path`` takes its place at the end, where ``keep()`` says so.

    Raises ``UsageError`` at once where the file cannot be written.
    """
    if path is None:
        yield standard_output()
    elif os.path.exists(path) and not os.path.isfile(path):
        with _straight(path) as out:
            yield out
    else:
        with _atomic(os.path.realpath(path), keep) as out:
            yield out


def standard_output() -> TextIO:
    """Return standard output, writing UTF-8 with plain newlines whatever the locale; raises where it is closed."""
    if sys.stdout is None:
        raise WireparseError("standard output is closed, so that nothing can be written", code="output")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return sys.stdout


def abandon_output() -> None:
    """Let nothing more be written to a closed pipe, not even when Python ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _straight(path: str) -> Iterator[TextIO]:
    """Yield what is no plain file, such as a pipe, for writing as it is."""
    try:
        out = open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    with out:
        yield out


@contextmanager
def _atomic(path: str, keep: Callable[[], bool]) -> Iterator[TextIO]:
    """Yield a file beside ``path`` that replaces it in one step, or is gone if anything fails on the way."""
    import tempfile

    folder, name = os.path.split(path)
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{name[:40]}.", suffix=".tmp", dir=folder or ".")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}; choose another --output") from error
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            yield out
        if keep():
            os.chmod(temporary, _mode(path))
            os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _mode(path: str) -> int:
    """Return the permissions of the file that is replaced, or those of a new one."""
    with suppress(OSError):
        return os.stat(path).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
