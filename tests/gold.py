"""Read the hand-written expectations that stand beside each sample.

``samples/NAME.txt`` is the dispatch, ``samples/NAME.expected.toml`` what a careful reader finds in it.
Every string there is a verbatim stretch of the dispatch (runs of white space count as one space); this
module turns the strings into half-open offsets and raises ``GoldError`` where one is missing or not unique.

Run ``python tests/gold.py [FILE.expected.toml ...]`` to check the files.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SUFFIX = ".expected.toml"
KINDS = {"direct", "indirect", "mixed"}
TYPES = {"person", "organisation", "government", "security", "rebel", "medium", "document", "witness", "expert", "anonymous", "agency", "group", "other"}
BOUNDS = {"exact", "at_least", "more_than", "at_most", "less_than", "about"}
EVENTS = {"killed", "wounded", "missing", "displaced", "detained", "kidnapped", "evacuated", "rescued", "infected"}
PARTS = ("headline", "dateline", "byline", "signoff", "copyright")
BREAKS = {"blank": r"\n[ \t]*\n\s*", "line": r"\n\s*", "indent": r"\n[ \t]*\n\s*|\n(?=(?: {3,}|\t))\s*"}

Offsets = tuple[int, int]


class GoldError(ValueError):
    """An expectation that does not fit its dispatch."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One expected claim, in offsets."""

    kind: str
    spans: tuple[Offsets, ...]
    source: Offsets | None
    cue: tuple[Offsets, ...]
    name: str | None
    type: str | None
    paragraph: int


@dataclass(frozen=True, slots=True)
class Gold:
    """A dispatch with everything that is expected of it."""

    path: Path
    text: str
    language: str
    date: str | None
    parts: dict[str, Any]
    paragraphs: tuple[Offsets, ...]
    claims: tuple[GoldClaim, ...]
    figures: tuple[dict[str, Any], ...] = field(default=())
    dates: tuple[dict[str, Any], ...] = field(default=())


def locate(text: str, wanted: str, start: int, end: int, where: str) -> Offsets:
    """Return the offsets of ``wanted`` in ``text[start:end]``; ``wanted#2`` is its second occurrence."""
    wanted, _, nth = wanted.partition("#") if re.search(r"#\d+$", wanted) else (wanted, "", "")
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    if not pattern:
        raise GoldError(f"{where}: an empty string")
    edge_left = r"(?<!\w)" if wanted[0].isalnum() else ""
    edge_right = r"(?!\w)" if wanted[-1].isalnum() else ""
    hits = [m.span() for m in re.compile(edge_left + pattern + edge_right).finditer(text, start, end)]
    if not hits:
        raise GoldError(f"{where}: {wanted!r} is not in its paragraph")
    if nth:
        if int(nth) > len(hits):
            raise GoldError(f"{where}: {wanted!r} occurs only {len(hits)} times")
        return hits[int(nth) - 1]
    if len(hits) > 1:
        raise GoldError(f"{where}: {wanted!r} occurs {len(hits)} times in its paragraph; write {wanted}#1 or #2 ...")
    return hits[0]


def _paragraphs(text: str, mode: str, first: int, last: int) -> tuple[Offsets, ...]:
    bounds, at = [], first
    for m in re.compile(BREAKS[mode]).finditer(text, first, last):
        bounds.append((at, m.start()))
        at = m.end()
    bounds.append((at, last))
    return tuple((s, e) for s, e in bounds if text[s:e].strip())


def _claim(text: str, row: dict[str, Any], paragraphs: tuple[Offsets, ...], where: str) -> GoldClaim:
    number = row["paragraph"]
    start, end = paragraphs[number]
    if row["kind"] not in KINDS or ("source" in row and row.get("type") not in TYPES):
        raise GoldError(f"{where}: kind or type is not one of the defined ones")
    spans: list[Offsets] = []
    floor, last = start, end
    for piece in row["content"]:
        if spans and not re.search(r"#\d+$", piece):
            try:
                spans.append(locate(text, piece, floor, end, where))
            except GoldError:
                spans.append(locate(text, piece, floor, len(text), where))
        else:
            spans.append(locate(text, piece, start, last, where))
        floor = spans[-1][1]
    home = paragraphs[row.get("source_paragraph", number)]
    source = locate(text, row["source"], *home, where) if "source" in row else None
    cues = row.get("cue", [])
    cue = tuple(locate(text, c, start, end, where) for c in ([cues] if isinstance(cues, str) else cues))
    return GoldClaim(row["kind"], tuple(spans), source, cue, row.get("name"), row.get("type"), number)


def _values(text: str, rows: list[dict[str, Any]], paragraphs: tuple[Offsets, ...], parts: dict[str, Any], where: str) -> tuple[dict[str, Any], ...]:
    out = []
    for row in rows:
        start, end = paragraphs[row["paragraph"]] if "paragraph" in row else (0, len(text))
        if "part" in row:
            start, end = locate(text, f"{parts[row['part']]}#1", 0, len(text), f"{where}: {row['part']}")
        if row.get("bound", "exact") not in BOUNDS or (row.get("event") is not None and row["event"] not in EVENTS):
            raise GoldError(f"{where}: {row['text']!r}: bound or event is not one of the defined ones")
        out.append({**row, "span": locate(text, row["text"], start, end, where)})
    return tuple(out)


def load(path: Path) -> Gold:
    """Return the expectations of one ``.expected.toml``; raises ``GoldError`` with the file's name."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(path.name.removesuffix(SUFFIX) + ".txt").read_bytes().decode("utf-8")
    parts = raw.get("parts", {})
    for name in PARTS:
        if parts.get(name):
            locate(text, parts[name], 0, len(text), f"{path.name}: {name}")
    first = locate(text, parts["body_starts"], 0, len(text), f"{path.name}: body_starts")[0]
    tail = [locate(text, parts[p], first, len(text), path.name)[0] for p in ("signoff", "copyright") if parts.get(p)
            and " ".join(parts[p].split()) in " ".join(text[first:].split())]
    paragraphs = _paragraphs(text, parts.get("layout", "blank"), first, min(tail, default=len(text)))
    if "paragraphs" in parts and parts["paragraphs"] != len(paragraphs):
        raise GoldError(f"{path.name}: {len(paragraphs)} paragraphs found, {parts['paragraphs']} expected")
    claims = tuple(
        _claim(text, row, paragraphs, f"{path.name}: claim {n}") for n, row in enumerate(raw.get("claims", []), 1)
    )
    return Gold(path, text, raw.get("language", "en"), raw.get("date"), parts, paragraphs, claims,
                _values(text, raw.get("figures", []), paragraphs, parts, f"{path.name}: figures"),
                _values(text, raw.get("dates", []), paragraphs, parts, f"{path.name}: dates"))


def every() -> list[Gold]:
    """Return all samples that have expectations, in name order."""
    return [load(path) for path in sorted(SAMPLES.glob("*" + SUFFIX))]


def main(names: list[str]) -> int:
    """Check the named files, or all; print what is wrong and a count."""
    failed = claims = 0
    paths = [Path(n) for n in names] or sorted(SAMPLES.glob("*" + SUFFIX))
    for path in paths:
        try:
            claims += len(load(path).claims)
        except (GoldError, KeyError, IndexError, FileNotFoundError, tomllib.TOMLDecodeError) as error:
            failed += 1
            print(f"{path.name}: {type(error).__name__}: {error}")
    print(f"{len(paths)} files, {claims} claims, {failed} with faults")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
