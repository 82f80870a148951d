"""Frozen classes: dataclasses with slots of which all that they have alike is made once for all.

Python makes each method anew for each class; for the fifty here that takes a tenth of the start-up.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform


class Value:
    """The base of frozen classes: equal where type and values are, hashed and shown by them, copied and sent as them."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def _replace(self, **changes: object) -> Self:
        return type(self)(*[changes[name] if name in changes else getattr(self, name) for name in self.__match_args__])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        shown = zip(self.__match_args__, self._values(), strict=True)
        return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in shown)})"

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), self._values()

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


Kind = TypeVar("Kind", bound=type[Value])


@dataclass_transform(frozen_default=True)
def frozen(kind: Kind) -> Kind:
    """Return the subclass ``kind`` of ``Value`` as a dataclass with slots, which only its making fills."""
    made: Any = dataclass(init=False, eq=False, repr=False, slots=True)(kind)
    # What is filled by plain assignments, as one of a class that allows them, is made in less than half the time.
    plain = {"__slots__": made.__slots__, "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    unfrozen = type(made.__name__, (made.__base__,), plain)
    space: dict[str, Any] = {"new": object.__new__, "unfrozen": unfrozen}
    given, puts = [], []
    for field in fields(made):
        name, has_default = field.name, field.default is not MISSING
        given.append(f"{name}=default_{name}" if has_default else name)
        puts.append(f"    self.{name} = {name}")
        space[f"default_{name}"] = field.default
    body = [f"def __new__(_kind, {', '.join(given)}):", "    self = new(unfrozen)", *puts, "    self.__class__ = _kind", "    return self"]
    exec("\n".join(body), space)  # noqa: S102 - as dataclasses do
    made.__new__ = space["__new__"]
    return made  # type: ignore[no-any-return]
