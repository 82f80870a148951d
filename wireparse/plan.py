"""What a run over an archive is to read: listed once, at its start, so that nothing can slip in or out later."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING
from uuid import uuid4

from wireparse.durable import read_json, write_json
from wireparse.errors import InputError, WireparseError
from wireparse.values import Value, frozen
from wireparse.walk import Input

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wireparse.model import Json

COMPRESSED = (".gz", ".tgz", ".zip", ".bz2", ".xz", ".zst")
LIST, HEAD = "inputs.jsonl", "plan.json"


@frozen
class Plan(Value):
    """The list of inputs in the directory ``work``: how many, their bytes, and a ``digest`` of names, sizes and times.

    ``token`` names the run, ``request`` what was asked for.
    """

    work: str
    token: str
    request: Json
    inputs: int
    bytes: int
    digest: str

    def entries(self, start: int) -> Iterator[Entry]:
        """Yield the inputs from number ``start`` on."""
        with open(os.path.join(self.work, LIST), encoding="ascii") as lines:
            for number, line in enumerate(lines):
                if number >= start:
                    yield Entry(*json.loads(line))


@frozen
class Entry(Value):
    """One input of a plan, with its size in bytes and its time of change in nanoseconds when it was listed."""

    name: str
    path: str | None
    size: int
    changed: int
    error: tuple[str, str] | None
    met: bool = False

    @property
    def given(self) -> Input:
        """Return what is to be read."""
        error = InputError(self.error[0], code=self.error[1]) if self.error else None
        return Input(self.name, self.path, error=error, met=self.met)

    @property
    def packed(self) -> bool:
        """Tell whether the file is likely to be compressed, for what only estimates its length."""
        return self.name.lower().endswith(COMPRESSED)

    def insist(self) -> None:
        """Raise ``WireparseError`` where the file is no longer what it was."""
        if (self.size, self.changed) != _look(self.path):
            message = "has changed since it was read half-way; start anew, without --resume"
            raise WireparseError(message, path=self.name, code="resume")


def load_plan(work: str) -> Plan | None:
    """Return the plan in the directory ``work``; None where there is none, or none that was finished."""
    head = read_json(os.path.join(work, HEAD))
    return Plan(work=work, **head) if head else None  # type: ignore[arg-type]  # as make_plan wrote them


def make_plan(work: str, inputs: Iterable[Input], request: Json) -> Plan:
    """Return the plan to read ``inputs``, written into the directory ``work``."""
    digest, number, size = hashlib.sha256(), 0, 0
    with open(os.path.join(work, LIST), "w", encoding="ascii") as lines:
        for number, given in enumerate(inputs, 1):  # noqa: B007  # how many there were
            line = json.dumps(_entry(given)) + "\n"
            lines.write(line)
            digest.update(line.encode())
            size += _entry(given)[2]
        lines.flush()
        os.fsync(lines.fileno())
    plan = Plan(work=work, token=uuid4().hex, request=request, inputs=number, bytes=size, digest=digest.hexdigest())
    write_json(os.path.join(work, HEAD), {key: value for key, value in asdict(plan).items() if key != "work"})
    return plan


def _entry(given: Input) -> tuple[str, str | None, int, int, tuple[str, str] | None, bool]:
    error = (given.error.message, given.error.code) if given.error else None
    return given.name, given.path, *_look(given.path), error, given.met


def _look(path: str | None) -> tuple[int, int]:
    try:
        found = os.stat(path or "")
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
