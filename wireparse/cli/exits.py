"""How a run of the command line can end."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes, as the help and the README promise them."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_PARSED = 3
    INTERRUPTED = 130
