"""Files that outlast a kill at any moment: cut back to what was saved, or replaced in one step."""

from __future__ import annotations

import json
import os
from contextlib import suppress

from wireparse.errors import WireparseError


class Growing:
    """A file of bytes that only grows; opened again, it is cut back to the ``size`` that was last known to be safe.

    Raises ``WireparseError`` where less than that is left of it, or where what was written is not there when it is to
    be made lasting.
    """

    def __init__(self, path: str, size: int) -> None:
        self._file = open(path, "ab")  # noqa: SIM115
        if os.stat(path).st_size < size:
            self.close()
            raise WireparseError(f"{path} has lost what was saved; remove its directory to start anew", code="resume")
        self._file.truncate(size)
        self._path, self._size = path, size

    def write(self, data: bytes) -> None:
        """Add ``data``."""
        self._file.write(data)
        self._size += len(data)

    def sync(self) -> int:
        """Make lasting what was written; return the size."""
        self._file.flush()
        os.fsync(self._file.fileno())
        if os.fstat(self._file.fileno()).st_size != self._size:
            raise WireparseError("was changed by somebody else while it was written", path=self._path, code="output")
        return self._size

    def close(self) -> None:
        """Let go of the file, whatever became of it."""
        with suppress(OSError):
            self._file.close()


def read_json(path: str) -> dict[str, object] | None:
    """Return the object in the file ``path``; None where there is no such file, or none that can be understood."""
    with suppress(OSError, ValueError), open(path, encoding="utf-8") as file:
        found: dict[str, object] = json.load(file)
        return found
    return None


def write_json(path: str, value: dict[str, object]) -> None:
    """Write ``value`` to the file ``path``: afterwards it holds all of it, or what it held before."""
    temporary = f"{path}.tmp"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    put(temporary, path)


def put(source: str, target: str) -> None:
    """Rename ``source`` to ``target``, replacing that, in one step that outlasts a loss of power."""
    os.replace(source, target)
    if os.name == "posix":
        folder = os.open(os.path.dirname(target) or ".", os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
