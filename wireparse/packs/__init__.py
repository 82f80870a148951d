"""Language files: words, abbreviations and rules as data, one TOML file a language.

A pack's tables are either plain values or text blocks of rows, one row a line, columns parted by ``|``;
blocks keep a file of thousands of rows quick to load. ``wire.toml`` holds what all agencies share.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from wireparse.errors import PackError, UsageError

SHARED = "wire"


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One language file, read; ``tables`` is the TOML as it stands. One pack equals no other: what is made of it is kept."""

    code: str
    tables: dict[str, Any]

    def words(self, *path: str) -> frozenset[str]:
        """Return the word list at ``path``: white-space separated, ``_`` standing for a space inside a member."""
        block = self.value(*path)
        return frozenset(word.replace("_", " ") for word in block.split())

    def value(self, *path: str) -> Any:
        """Return the value at ``path``; raises ``PackError`` where the file lacks it."""
        at: Any = self.tables
        for key in path:
            if not isinstance(at, dict) or key not in at:
                raise PackError(f"the table {'.'.join(path)} is missing", path=f"{self.code}.toml")
            at = at[key]
        return at

    def rows(self, *path: str) -> list[list[str]]:
        """Return the rows of the block at ``path``: stripped columns; blank lines and lines that open with # skipped."""
        lines = (line.strip() for line in self.value(*path).splitlines())
        return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


@cache
def load_pack(code: str) -> Pack:
    """Return the pack of language ``code``; raises ``UsageError`` naming those there are."""
    file = resources.files(__name__).joinpath(f"{code}.toml")
    if not code.isalpha() or not file.is_file():
        raise UsageError(f"no language {code!r}; there are: {', '.join(languages())}")
    try:
        return Pack(code, tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"no valid TOML: {error}", path=f"{code}.toml") from error


@cache
def load_confidence(code: str) -> dict[str, float]:
    """Return the measured precision of each group of claims (see ``stages.claims.group``); empty where none was measured."""
    file = resources.files(__name__).joinpath(f"{code}.confidence.json")
    if not file.is_file():
        return {}
    import json  # noqa: PLC0415 - start-up

    groups: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))["groups"]
    return {name: values["precision"] for name, values in groups.items()}


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages there is a file for, in order."""
    names = (file.name for file in resources.files(__name__).iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names if name != f"{SHARED}.toml"))
