"""What reading costs beside parsing: every file in ``tests/formats``, and the samples put into AFP's NewsML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.benchmarks.copy import ROOT, dispatches
from tests.benchmarks.warm import clock
from wireparse import pipeline, readers
from wireparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = ROOT / "tests" / "formats"
STORM = FORMATS / "newsml12" / "storm.xml"


def reading() -> None:
    """time to sniff, decode and read over the time to parse the same dispatches (budget: a third)"""
    cases = {"samples in NewsML": [in_newsml(text) for text in dispatches()]}
    cases |= {folder.name: files(folder.name) for folder in sorted(FORMATS.iterdir())}
    for name, datas in cases.items():
        raws = [raw for data in datas for raw in readers.read(data)]
        read = clock(lambda datas=datas: [list(readers.read(data)) for data in datas])
        parsed = clock(lambda raws=raws: [pipeline.parse(raw.text, raw=raw) for raw in raws])
        size = sum(len(raw.text) for raw in raws)
        print(f"  {name:20} {read / parsed:6.2f}   {size / max(len(raws), 1):7.0f} characters a dispatch, {size / read / 1e6:6.2f} MB/s")


def files(name: str) -> Sequence[bytes]:
    """Return the files of one format that hold at least one dispatch."""
    found = [path.read_bytes() for path in sorted((FORMATS / name).iterdir()) if not path.name.endswith(".expected.json")]
    return [data for data in found if readable(data)]


def readable(data: bytes) -> bool:
    try:
        return bool(list(readers.read(data)))
    except InputError:
        return False


def in_newsml(text: str) -> bytes:
    """Return a dispatch as AFP sends it, under an envelope of the usual length."""
    head, _, tail = STORM.read_text(encoding="utf-8").partition("<body.content>")
    foot = tail[tail.index("</body.content>") :]
    story = "\n".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())
    return f"{head}<body.content>\n{story}\n{foot}".encode()
