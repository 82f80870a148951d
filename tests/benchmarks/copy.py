"""What is measured: the samples as they are, one long body made of them, and a megabyte of each kind of nonsense."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHORT = ROOT / "samples" / "alert-premier-quits.txt"
MEGABYTE = 1_000_000

HOSTILE = {
    "one line of words": "word ", "one word": "a", "capitals": "A", "capitalised words": "Abc Def ", "digits": "1",
    "numbers": "1,234 ", "newlines": "\n", "short lines": "a\n", "straight quotes": '"', "curly quotes": "“”",
    "open quotes": "“a ", "single quotes": "'a ", "commas": ",", "commas and words": "a, ", "stops": ".",
    "brackets": "(", "pairs of brackets": "() ", "square brackets": "[a] ", "dashes": "-- ", "spaces": " ", "NULs": "\0",
    "he said": "he said ", "in b, he said": "in b, he said ", "quoted speech": '"It is so," he said. ',
    "he said that": "he said that ", "names": "Ann Roe said Bob Poe said ", "datelines": "ZELENA, May 3 (AFP) - ",
    "addresses": "a@b.c ", "sign-offs": "(Reporting by A)\n\n", "days": "Monday May 3 ", "dollars": "$1 million ",
}


@cache
def dispatches() -> tuple[str, ...]:
    """Return the samples."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt")))


def body(size: int) -> str:
    """Return one dispatch of ``size`` characters: the bodies of the samples, again and again."""
    bodies = "\n\n".join(text.partition("\n\n")[2].partition("\n\n")[2] for text in dispatches())
    return ("ZELENA, May 3, 2019 (AFP) - " + bodies * (size // len(bodies) + 1))[:size]


def nonsense(unit: str) -> str:
    """Return a megabyte of ``unit``."""
    return unit * (MEGABYTE // len(unit))
