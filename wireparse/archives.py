"""Archives and compressed files to the inputs in them, told by their content: zip, tar, gzip, bzip2, xz, Zstandard.

Nothing is unpacked onto the disk. What inflates out of all proportion is given up with one error, and archives may lie
in each other only so deep; a member that is broken, encrypted or too large is an error, and the rest is read.
"""

from __future__ import annotations

import io
import os
from dataclasses import replace
from importlib import import_module
from typing import IO, TYPE_CHECKING, cast

from wireparse.errors import InputError
from wireparse.walk import Input

if TYPE_CHECKING:
    import tarfile
    import zipfile
    from collections.abc import Iterator

MIB = 2**20
LARGEST = 512 * MIB
"""The most bytes that a member may have."""
FREE, RATIO = 64 * MIB, 100
"""What an archive may inflate to in all, and how many times its own size where that is more."""
DEEPEST = 3
SEPARATOR = "!"
CHUNK = MIB
LOOK = 512
ZIP, TAR, TAR_AT = b"PK\x03\x04", b"ustar", 257
STREAMS = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\xfd7zXZ\x00": "lzma", b"\x28\xb5\x2f\xfd": "zstandard"}
OFFICE = frozenset({"[Content_Types].xml", "mimetype"})


class _Bomb(Exception):  # noqa: N818  # never leaves this module
    """Raised where an archive inflates to more than it may."""


class _Budget:
    """How many bytes an archive of ``size`` may still inflate to, with all that lie in it."""

    def __init__(self, size: int) -> None:
        self.left = max(FREE, RATIO * size)

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _Bomb


class _Counted(io.RawIOBase):
    """A stream whose every byte counts against a budget."""

    def __init__(self, stream: IO[bytes], budget: _Budget) -> None:
        self.stream, self.budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # any buffer does
        found = self.stream.read(len(view))
        self.budget.spend(len(found))
        view[: len(found)] = found
        return len(found)


def unpacked(given: Input) -> Iterator[Input]:
    """Yield the inputs in ``given``, which is yielded itself where it is no archive; raises nothing.

    A member is named behind its archive: ``copy.zip!day/1.txt``; what was only compressed keeps its name.
    """
    try:
        if not given.error and not (given.path and os.path.isfile(given.path)):
            given = replace(given, data=given.load())  # a pipe can be read only once
        head, size = _look(given)
    except OSError:
        yield given  # whose own reading will say what is wrong
        return
    if not _kind(head):
        yield given
        return
    try:
        yield from _members(given, head, _Budget(size), 1)
    except _Bomb:
        message = f"inflates to more than {RATIO} times its size; what is left of it is not read"
        yield Input(given.name, error=InputError(message, code="bomb"))


def _look(given: Input) -> tuple[bytes, int]:
    """Return the first bytes of the input, and how many it has."""
    if given.error:
        return b"", 0
    with _opened(given) as file:
        return file.read(LOOK), file.seek(0, io.SEEK_END)


def _opened(given: Input) -> IO[bytes]:
    return open(given.path, "rb") if given.path and given.data is None else io.BytesIO(given.data or b"")


def _kind(head: bytes) -> str:
    if head.startswith(ZIP):
        return "zip"
    if head[TAR_AT:].startswith(TAR):
        return "tar"
    return next((name for magic, name in STREAMS.items() if head.startswith(magic)), "")


def _members(given: Input, head: bytes, budget: _Budget, depth: int) -> Iterator[Input]:
    """Yield what is in an archive; broken ones give an error behind what could be read."""
    kind = _kind(head)
    if depth > DEEPEST:
        yield Input(given.name, error=InputError(f"lies in more than {DEEPEST} archives; unpack it first", code="nested"))
        return
    try:
        with _opened(given) as file:
            if kind == "zip":
                yield from _zipped(given.name, file, budget, depth)
            elif kind == "tar":
                yield from _tarred(given.name, file, budget, depth)
            else:
                yield from _inflated(given, file, kind, budget, depth)
    except _Bomb:
        raise
    except InputError as error:
        yield Input(given.name, error=error)
    except Exception as error:  # noqa: BLE001  # the libraries raise whatever they like at broken archives
        yield Input(given.name, error=InputError(f"is a broken {kind} file: {_words(error)}", code="broken"))


def _inflated(given: Input, file: IO[bytes], kind: str, budget: _Budget, depth: int) -> Iterator[Input]:
    """Yield the members of a compressed tar, or the one file that was compressed."""
    with _stream(file, kind) as stream:
        counted = io.BufferedReader(_Counted(stream, budget), CHUNK)
        if _kind(counted.peek(LOOK)[:LOOK]) == "tar":
            yield from _tarred(given.name, counted, budget, depth)
            return
        data = _whole(counted)
    head = data[:LOOK]
    if _kind(head):
        yield from _members(Input(given.name, data=data), head, budget, depth + 1)
    else:
        yield Input(given.name, given.path, data=data)


def _stream(file: IO[bytes], kind: str) -> IO[bytes]:
    """Return the stream of what was compressed; raises ``InputError`` where a package is missing for it."""
    if kind != "zstandard":
        return cast("IO[bytes]", import_module(kind).open(file))
    try:
        return cast("IO[bytes]", import_module(kind).ZstdDecompressor().stream_reader(file, read_across_frames=True))
    except ImportError as error:
        message = "is compressed with Zstandard; to read it: pip install 'wireparse[zst]', or unpack it first"
        raise InputError(message, code="zst") from error


def _zipped(name: str, file: IO[bytes], budget: _Budget, depth: int) -> Iterator[Input]:
    import zipfile

    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        if infos and infos[0].filename in OFFICE:
            raise InputError("is an office file, not text; save it as plain text or HTML", code="office")
        kept = sorted((info for info in infos if not info.is_dir() and _wanted(info.filename)), key=lambda info: info.filename)
        for info in kept:
            yield from _member(_zip_member(name, archive, info, budget), budget, depth)
        _refuse_none(kept)


def _zip_member(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Input:
    inside = _inside(name, info.filename)
    if info.flag_bits & 1:
        return Input(inside, error=InputError("is encrypted; unpack it with its password first", code="encrypted"))
    try:
        with archive.open(info) as stream:
            return Input(inside, data=_whole(_Counted(stream, budget)))
    except _Bomb:
        raise
    except InputError as error:
        return Input(inside, error=error)
    except Exception as error:  # noqa: BLE001  # as above
        return Input(inside, error=InputError(f"is broken in its archive: {_words(error)}", code="broken"))


def _tarred(name: str, file: object, budget: _Budget, depth: int) -> Iterator[Input]:
    import tarfile

    found = False
    with tarfile.open(fileobj=cast("IO[bytes]", file), mode="r|", errors="replace") as archive:
        for info in archive:
            if info.isfile() and _wanted(info.name):
                found = True
                yield from _member(_tar_member(name, archive, info), budget, depth)
    _refuse_none(found)


def _tar_member(name: str, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Input:
    stream = archive.extractfile(info) if info.size <= LARGEST else None
    if stream is None:
        return Input(_inside(name, info.name), error=_too_large())
    return Input(_inside(name, info.name), data=stream.read())


def _member(member: Input, budget: _Budget, depth: int) -> Iterator[Input]:
    """Yield a member, or what is in it where it is an archive itself."""
    head = (member.data or b"")[:LOOK]
    if _kind(head):
        yield from _members(member, head, budget, depth + 1)
    else:
        yield member


def _whole(stream: IO[bytes] | io.IOBase) -> bytes:
    """Return all bytes of a stream, up to those that a member may have; raises ``InputError`` where there are more."""
    pieces, length = [], 0
    while piece := stream.read(CHUNK):
        pieces.append(piece)
        length += len(piece)
        if length > LARGEST:
            raise _too_large()
    return b"".join(pieces)


def _too_large() -> InputError:
    return InputError(f"is larger than {LARGEST // MIB:,} MiB unpacked; unpack and split it first", code="too_large")


def _refuse_none(found: object) -> None:
    if not found:
        raise InputError("is an archive without files to parse; there is nothing to read", code="empty")


def _wanted(name: str) -> bool:
    """Return whether a member is no hidden file and none of those that a Mac adds."""
    parts = name.split("/")
    return "__MACOSX" not in parts and not parts[-1].startswith(".")


def _inside(archive: str, member: str) -> str:
    return f"{archive}{SEPARATOR}{member.encode('utf-8', 'replace').decode('utf-8')}"


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
