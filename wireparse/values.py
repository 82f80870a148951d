"""Equality, hash and representation of dataclasses, once for all: made for each, they cost a tenth of the start-up."""

from __future__ import annotations

from typing import ClassVar


class Value:
    """A base for dataclasses made with ``eq=False, repr=False``; theirs is what a dataclass would have of its own."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        fields = zip(self.__match_args__, self._values(), strict=True)
        return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in fields)})"
