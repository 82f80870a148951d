"""A file of lines, one dispatch after the other: what the sinks of text have in common."""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

from wireparse.durable import Growing, put, read_json, write_json
from wireparse.errors import WireparseError

if TYPE_CHECKING:
    from wireparse.model import Header, Json

GZIP = 31  # zlib's word for a gzip member, with no name and no time in its head


class FileStore:
    """Lines behind a ``head``; compressed, each save ends a gzip member, and the members together are one file."""

    def __init__(self, target: str, work: str, *, head: bytes = b"", compressed: bool = False) -> None:
        self._target = target
        self._data, self._state = os.path.join(work, "data"), os.path.join(work, "state.json")
        self._compressed = compressed
        self._member: zlib._Compress | None = None
        self._saved = read_json(self._state)
        self._published = self._saved is not None and not os.path.exists(self._data)
        if self._published:
            if not os.path.exists(target):
                raise WireparseError(f"{self._data} is gone; remove {work} to start anew", code="resume")
            return
        self._file = Growing(self._data, int(str(self._saved["size"])) if self._saved else 0)
        if self._saved is None:
            self.write(head)

    def state(self) -> Json | None:
        return self._saved

    def knows(self, _text: str, _header: Header | None) -> bool:
        return False

    def write(self, encoded: bytes) -> bool:
        if self._compressed:
            self._member = self._member or zlib.compressobj(wbits=GZIP)
            encoded = self._member.compress(encoded)
        self._file.write(encoded)
        return True

    def fail(self, _failure: Json) -> None:
        """Errors have a file of their own."""

    def save(self, state: Json) -> None:
        if self._member:
            self._file.write(self._member.flush())
            self._member = None
        write_json(self._state, {**state, "size": self._file.sync()})

    def publish(self) -> None:
        if not self._published:
            self._file.close()
            put(self._data, self._target)
            self._published = True

    def close(self) -> None:
        if not self._published:
            self._file.close()
