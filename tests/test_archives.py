"""Archives: their members are inputs like any other, and no archive can do harm."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from importlib.util import find_spec

import pytest
from running import wire

from wireparse import archives
from wireparse.intake import End, Failed, Settings, Task, read_input
from wireparse.walk import Input

RAIN, SNOW = b"Rain fell, police said.\n", b"Snow fell, police said.\n"


def zipped(members, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=kind)
    return out.getvalue()


def tarred(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zst(data):
    """Return a Zstandard frame that holds ``data`` as it is, up to 255 bytes."""
    block = (len(data) << 3 | 1).to_bytes(3, "little")
    return b"\x28\xb5\x2f\xfd\x20" + bytes([len(data)]) + block + data


def contents(data, name="a"):
    """Return what is in the archive ``data``: name and bytes, or the code of the error."""
    found = list(archives.unpacked(Input(name, data=data)))
    return {given.name: given.error.code if given.error else given.data for given in found}


BOTH = {"a!1.txt": RAIN, "a!day/2.txt": SNOW}
MEMBERS = {"day/2.txt": SNOW, "1.txt": RAIN, ".hidden": b"x", "__MACOSX/1.txt": b"x", "empty/": b""}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (zipped(MEMBERS), BOTH),
        (zipped(MEMBERS, zipfile.ZIP_STORED), BOTH),
        (zipped(MEMBERS, zipfile.ZIP_LZMA), BOTH),
        (tarred({"1.txt": RAIN, "day/2.txt": SNOW, "._1.txt": b"x"}), BOTH),
        (tarred({"1.txt": RAIN, "day/2.txt": SNOW}, "w:gz"), BOTH),
        (tarred({"1.txt": RAIN, "day/2.txt": SNOW}, "w:bz2"), BOTH),
        (tarred({"1.txt": RAIN, "day/2.txt": SNOW}, "w:xz"), BOTH),
        (gzip.compress(RAIN), {"a": RAIN}),
        (gzip.compress(RAIN) + gzip.compress(SNOW), {"a": RAIN + SNOW}),
        (bz2.compress(RAIN), {"a": RAIN}),
        (lzma.compress(RAIN), {"a": RAIN}),
        (zst(RAIN), {"a": RAIN if find_spec("zstandard") else "zst"}),
        (zipped({"b.zip": zipped({"1.txt": RAIN}), "2.gz": gzip.compress(SNOW)}), {"a!2.gz": SNOW, "a!b.zip!1.txt": RAIN}),
        (gzip.compress(tarred({"b.tgz": tarred({"1": RAIN}, "w:gz")})), {"a!b.tgz!1": RAIN}),
        (RAIN, {"a": RAIN}),
        (b"", {"a": b""}),
        (b"PK\x03\x04", {"a": "broken"}),
        (zipped({}), {"a": b"PK\x05\x06" + bytes(18)}),  # no member and no mark of one: binary, says the reader
        (zipped({"d/": b""}), {"a": "empty"}),
        (tarred({".x": b"x"}), {"a": "empty"}),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), {"a": "office"}),
    ],
    ids=lambda value: "data" if isinstance(value, bytes) else None,  # an archive holds the time when it was made
)
def test_the_members_of_an_archive_are_found(data, found):
    assert contents(data) == found


def test_archives_in_archives_are_read_only_so_deep():
    data, name = RAIN, "1.txt"
    for _ in range(archives.DEEPEST):
        data, name = zipped({name: data}), "x.zip"
    assert list(contents(data).values()) == [RAIN]
    assert list(contents(zipped({name: data})).values()) == ["nested"]


def test_an_encrypted_or_broken_member_is_an_error_and_the_rest_is_read():
    data = bytearray(zipped({"1.txt": RAIN, "2.txt": SNOW}, zipfile.ZIP_STORED))
    data[data.index(RAIN)] ^= 1
    assert contents(bytes(data)) == {"a!1.txt": "broken", "a!2.txt": SNOW}
    data = bytearray(zipped({"1.txt": RAIN, "2.txt": SNOW}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert contents(bytes(data)) == {"a!1.txt": "encrypted", "a!2.txt": SNOW}


@pytest.mark.parametrize("pack", [zipped, lambda members: tarred(members, "w:gz"), lambda members: gzip.compress(members["1"])])
def test_a_bomb_is_one_error(monkeypatch, pack):
    monkeypatch.setattr(archives, "FREE", 1000)
    zeros = {str(number): bytes(10**6) for number in range(1, 4)}
    assert contents(pack(zeros))["a"] == "bomb"
    assert contents(pack({"1": random.Random(1).randbytes(10**6)})).get("a") != "bomb"


def test_members_of_a_bomb_before_it_goes_off_are_read(monkeypatch):
    monkeypatch.setattr(archives, "FREE", 1000)
    assert contents(zipped({"1": RAIN, "2": bytes(10**6), "3": SNOW})) == {"a!1": RAIN, "a": "bomb"}


def test_a_member_that_is_too_large_is_an_error(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST", 30)
    large = {"1.txt": RAIN, "2.txt": RAIN * 2, "3.txt": SNOW}
    found = {"a!1.txt": RAIN, "a!2.txt": "too_large", "a!3.txt": SNOW}
    assert contents(zipped(large)) == contents(tarred(large)) == found


@pytest.mark.parametrize(
    "data", [zipped({"1.txt": RAIN * 50, "2.txt": SNOW * 50}), tarred({"1": RAIN * 50, "2": SNOW}, "w:gz"), gzip.compress(RAIN * 50),
             tarred({"1": RAIN * 50, "2": SNOW}), lzma.compress(RAIN * 50), bz2.compress(RAIN * 50)],
    ids=lambda _: "data",
)  # fmt: skip
def test_a_damaged_archive_gives_what_is_left_or_an_error(data):
    chance = random.Random(len(data))
    copies = [data[: len(data) * part // 8] for part in range(1, 8)]
    for _ in range(8):
        copy = bytearray(data)
        copy[chance.randrange(len(copy))] ^= 1 << chance.randrange(8)
        copies.append(bytes(copy))
    for copy in copies:
        steps = list(read_input(Input("a", data=copy), Settings()))
        assert [step for step in steps if isinstance(step, Task | Failed)]
        assert not [step for step in steps if isinstance(step, Failed) and step.code == "internal"]
        assert isinstance(steps[-1], End)


def test_archives_are_read_from_files_and_pipes_and_count_as_one_input(tmp_path):
    (tmp_path / "day.zip").write_bytes(zipped({"1.txt": RAIN, "2.txt": b"", "3.txt": SNOW}))
    code, out, errors = wire("claims", str(tmp_path), "--jsonl")
    assert (code, [json.loads(line)["file"].rpartition("!")[2] for line in out.splitlines()]) == (1, ["1.txt", "3.txt"])
    assert any("day.zip!2.txt: is empty" in line for line in errors)
    code, out, _ = wire("claims", "-", "--jsonl", stdin=gzip.compress(RAIN))
    assert (code, json.loads(out)["file"]) == (0, "-")
