"""Frozen classes: what they have alike with dataclasses, though Python did not make it for each."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, replace

import pytest

from wireparse.values import Value, frozen


@frozen
class Port(Value):
    name: str
    berths: int = 3

    @property
    def large(self) -> bool:
        return self.berths > 10


@frozen
class Harbour(Port):
    piers: tuple[str, ...] = ()


@frozen
class Nothing(Value):
    pass


def test_values_are_taken_by_place_and_by_name() -> None:
    assert (Port("Kelmen").berths, Port("Kelmen", berths=12).large) == (3, True)
    assert Harbour("Orlo", 4, ("north",)).piers == ("north",)
    for wrong in ((), ("Kelmen", 1, 2)):
        with pytest.raises(TypeError):
            Port(*wrong)


def test_equal_where_type_and_values_are() -> None:
    assert Port("Kelmen") == Port("Kelmen", 3) != Port("Kelmen", 4)
    assert Port("Kelmen") != Harbour("Kelmen")
    assert len({Port("Kelmen"), Port("Kelmen"), Port("Orlo")}) == 2
    assert Nothing() == Nothing()
    assert repr(Harbour("Orlo")) == "Harbour(name='Orlo', berths=3, piers=())"


def test_nothing_can_be_changed() -> None:
    port = Port("Kelmen")
    with pytest.raises(FrozenInstanceError):
        port.name = "Orlo"
    with pytest.raises(FrozenInstanceError):
        del port.name
    with pytest.raises((FrozenInstanceError, AttributeError)):
        port.depth = 9
    assert not hasattr(port, "__dict__")


def test_copied_sent_and_replaced_as_dataclasses_are() -> None:
    harbour = Harbour("Orlo", 4, ("north",))
    assert copy.copy(harbour) == pickle.loads(pickle.dumps(harbour)) == harbour
    assert replace(harbour, name="Kelmen") == Harbour("Kelmen", 4, ("north",))
    assert asdict(harbour) == {"name": "Orlo", "berths": 4, "piers": ("north",)}
