"""The errors that wireparse raises: each says what happened, where, and what to do."""

from __future__ import annotations

NO_DISPATCH = "no_dispatch"
"""The code of what can be read and holds no dispatch."""


class WireparseError(Exception):
    """Base of all errors; ``str()`` is one line for people, ``code`` a stable word for scripts.

    ``path`` is the input concerned, or an empty string.
    """

    code = "error"

    def __init__(self, message: str, *, path: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.code = code or type(self).code

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InputError(WireparseError):
    """An input that cannot be read as dispatches: missing, empty, binary, unreadable."""

    code = "input"


class UsageError(WireparseError):
    """A request that cannot be met as it was put: an unknown format, a wrong date, clashing options."""

    code = "usage"


class PackError(WireparseError):
    """A language file with a fault; names the file, the table and the row."""

    code = "pack"
