"""What reading costs beside parsing: the files in ``tests/formats`` by length, and the samples put into AFP's NewsML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.copy import ROOT, dispatches
from tests.benchmarks.warm import clock
from wireparse import pipeline, readers
from wireparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMATS = ROOT / "tests" / "formats"
STORM = FORMATS / "newsml12" / "storm.xml"
ORDINARY = 1000
"""Characters that the dispatches of a file have on the average, from which on they are of ordinary length."""


class Cost(NamedTuple):
    """What some files cost: the ratio of reading to parsing, the characters of a dispatch, and MB read in a second."""

    ratio: float
    length: float
    speed: float


def reading() -> None:
    """time to sniff, decode and read over the time to parse the same dispatches (budget: a third at ordinary length)"""
    print(f"  {'':20} {'ordinary length':^31}   {'tiny: fixed costs':^20}")
    print(f"  {'':20} {'ratio':>6} {'characters':>12} {'MB/s':>10}   {'ratio':>6} {'characters':>12}")
    line("samples in NewsML", cost([in_newsml(text) for text in dispatches()]), None)
    for folder in sorted(FORMATS.iterdir()):
        long, short = by_length(folder)
        line(folder.name, cost(long), cost(short))


def line(name: str, ordinary: Cost | None, tiny: Cost | None) -> None:
    shown = f"{ordinary.ratio:6.2f} {ordinary.length:12.0f} {ordinary.speed:10.2f}" if ordinary else " " * 30
    beside = f"{tiny.ratio:6.2f} {tiny.length:12.0f}" if tiny else ""
    print(f"  {name:20} {shown}   {beside}".rstrip())


def cost(datas: Sequence[bytes]) -> Cost | None:
    """Return what the files ``datas`` cost; nothing where there are none."""
    if not datas:
        return None
    raws = [raw for data in datas for raw in readers.read(data)]
    read = clock(lambda: [list(readers.read(data)) for data in datas])
    parsed = clock(lambda: [pipeline.parse(raw.text, raw=raw) for raw in raws])
    size = sum(len(raw.text) for raw in raws)
    return Cost(read / parsed, size / len(raws), size / read / 1e6)


def by_length(folder: Path) -> tuple[list[bytes], list[bytes]]:
    """Return the files of a format that hold a dispatch: those of ordinary length, and the others."""
    long: list[bytes] = []
    short: list[bytes] = []
    for data in (path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.endswith(".expected.json")):
        if lengths := lengths_in(data):
            (long if sum(lengths) >= ORDINARY * len(lengths) else short).append(data)
    return long, short


def lengths_in(data: bytes) -> list[int]:
    """Return the lengths of the dispatches in ``data``; none where it cannot be read to its end."""
    try:
        return [len(raw.text) for raw in readers.read(data)]
    except InputError:
        return []


def in_newsml(text: str) -> bytes:
    """Return a dispatch as AFP sends it, under an envelope of the usual length."""
    head, _, tail = STORM.read_text(encoding="utf-8").partition("<body.content>")
    foot = tail[tail.index("</body.content>") :]
    story = "\n".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())
    return f"{head}<body.content>\n{story}\n{foot}".encode()
