"""Language files: words, abbreviations and rules as data, one TOML file a language.

A pack's tables are either plain values or text blocks of rows, one row a line, columns parted by ``|``;
blocks keep a file of thousands of rows quick to load. ``wire.toml`` holds what all agencies share.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, dataclass_transform

from wireparse.errors import PackError, UsageError

SHARED = "wire"
FOLDER = Path(__file__).parent
FENCE, OTHER_FENCE = "'''", '"""'
ASIDE = "\ue000"
WORD_LIST = "frozenset[str]"
"""The annotation of a field that is a plain word list."""


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One language file, read; ``tables`` is the TOML as it stands. One pack equals no other: what is made of it is kept."""

    code: str
    tables: dict[str, Any]

    def words(self, *path: str) -> frozenset[str]:
        """Return the word list at ``path``: white-space separated, ``_`` standing for a space inside a member."""
        return _words(self, path)

    def value(self, *path: str) -> Any:
        """Return the value at ``path``; raises ``PackError`` where the file lacks it."""
        at: Any = self.tables
        for key in path:
            if not isinstance(at, dict) or key not in at:
                raise PackError(f"the table {'.'.join(path)} is missing", path=f"{self.code}.toml")
            at = at[key]
        return at

    def lists(self, kind: type, *tables: str) -> dict[str, frozenset[str]]:
        """Return the word lists that fields of ``kind`` name, each from the first table that has it."""
        names = [name for name, hint in kind.__annotations__.items() if hint == WORD_LIST]
        return {name: self.words(next((t for t in tables if name in self.value(t)), tables[-1]), name) for name in names}

    def rows(self, *path: str) -> list[list[str]]:
        """Return the rows of the block at ``path``: stripped columns; blank lines and lines that open with # skipped.

        The list is the same for all who ask, so it is not to be changed.
        """
        return _rows(self, path)


class _Slots(type):
    """Makes the annotations of a class its slots."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Slots:
        return super().__new__(cls, name, bases, {**space, "__slots__": tuple(space.get("__annotations__", ()))})

    @property
    def fields(cls) -> tuple[str, ...]:
        """The names of what an instance holds."""
        return tuple(cls.__annotations__)


@dataclass_transform(frozen_default=True)
class Table(metaclass=_Slots):
    """What is compiled of a pack once a process: a frozen class with a field for each annotation.

    A dataclass would do, but Python takes longer to make one than to read its word lists from the pack.
    """

    def __init__(self, *values: object, **named: object) -> None:
        fields = type(self).fields
        if named:
            values = (*values, *(named.pop(name) for name in fields[len(values) :] if name in named))
        if named or len(values) != len(fields):
            raise TypeError(f"{type(self).__name__} takes {', '.join(fields)}")
        for name, value in zip(fields, values, strict=True):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is set once")


@cache
def _words(pack: Pack, path: tuple[str, ...]) -> frozenset[str]:
    block = pack.value(*path)
    words = block.split()
    return frozenset([word.replace("_", " ") for word in words] if "_" in block else words)


@cache
def _rows(pack: Pack, path: tuple[str, ...]) -> list[list[str]]:
    lines = (line.strip() for line in pack.value(*path).splitlines())
    return [list(map(str.strip, line.split("|"))) for line in lines if line and line[0] != "#"]


@cache
def load_pack(code: str) -> Pack:
    """Return the pack of language ``code``; raises ``UsageError`` naming those there are."""
    file = FOLDER / f"{code}.toml"
    if not code.isalpha() or not file.is_file():
        raise UsageError(f"no language {code!r}; there are: {', '.join(languages())}")
    try:
        return Pack(code, _tables(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"no valid TOML: {error}", path=f"{code}.toml") from error


def _tables(toml: str) -> dict[str, Any]:
    """Return the tables of ``toml``, its blocks put aside while tomllib, which goes by characters, reads the rest."""
    pieces = toml.split(FENCE)
    if OTHER_FENCE in toml or len(pieces) % 2 == 0:
        return tomllib.loads(toml)
    outline = [f"{text}'{ASIDE}{number}'" for number, text in enumerate(pieces[0:-1:2])]
    return _filled(tomllib.loads("".join([*outline, pieces[-1]])), [block.removeprefix("\n") for block in pieces[1::2]])


def _filled(table: dict[str, Any], blocks: list[str]) -> dict[str, Any]:
    """Return ``table`` with the blocks that were put aside."""
    return {
        key: _filled(value, blocks) if isinstance(value, dict)
        else blocks[int(value[1:])] if isinstance(value, str) and value.startswith(ASIDE)
        else value
        for key, value in table.items()
    }  # fmt: skip


@cache
def load_confidence(code: str) -> dict[str, float]:
    """Return the measured precision of each group of claims (see ``stages.claims.group``); empty where none was measured."""
    file = FOLDER / f"{code}.confidence.json"
    if not file.is_file():
        return {}
    import json  # noqa: PLC0415 - start-up

    groups: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))["groups"]
    return {name: values["precision"] for name, values in groups.items()}


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages there is a file for, in order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem != SHARED))
