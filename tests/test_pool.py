"""Work in processes: in order, bounded, and nothing lost but what kills the process that does it."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from wireparse.errors import UsageError, WireparseError
from wireparse.pool import ordered

posix = pytest.mark.skipif(os.name != "posix", reason="these signals are POSIX")


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def square_or_die(number):
    """Square, or kill the process that was asked to square 5 or 11."""
    if number in (5, 11):
        die()
    return number * number


def die_once(number, folder):
    """Return the number; die at the first sight of 3, as if killed from outside."""
    mark = Path(folder) / str(number)
    if number == 3 and not mark.exists():
        mark.touch()
        die()
    return number


def hang_at_two(number):
    """Return the number, but never return from 2; no exception can get out of it either."""
    while number == 2:
        with suppress(BaseException):
            time.sleep(60)
    return number


def refuse_seven(number):
    if number == 7:
        raise UsageError("no sevens", path="x")
    return number


def killer(number, code):
    return f"{number} killed by {code}"


def weigh(_number):
    return 100


def half_a_second(_number):
    return 0.5


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_only_what_kills_its_process_is_lost_and_it_is_named(jobs):
    found = list(ordered(square_or_die, range(20), jobs, killer, weigh=weigh))
    assert found == [f"{number} killed by -9" if number in (5, 11) else number * number for number in range(20)]


@posix
def test_a_process_killed_from_outside_costs_nothing(tmp_path):
    assert list(ordered(partial(die_once, folder=tmp_path), range(8), 2, killer, weigh=weigh)) == list(range(8))


@posix
def test_what_takes_too_long_is_killed_whatever_it_is_busy_with():
    found = list(ordered(hang_at_two, range(5), 2, killer, weigh=weigh, limit=half_a_second))
    assert found == [0, 1, f"2 killed by {-signal.SIGALRM}", 3, 4]


def test_what_the_work_raises_is_raised_here():
    results = ordered(refuse_seven, range(20), 2, killer, weigh=weigh)
    with pytest.raises(UsageError, match="x: no sevens"):
        list(results)


def test_processes_that_cannot_begin_end_the_run(monkeypatch):
    monkeypatch.setattr("wireparse.pool.serve", os._exit)  # takes one argument, not four: the process fails at once
    with pytest.raises(WireparseError, match="before they begin"):
        list(ordered(abs, range(3), 1, killer))


def test_the_number_of_items_in_flight_is_bounded():
    taken = []

    def items():
        for number in range(10_000):
            taken.append(number)
            yield number

    results = ordered(abs, items(), 2, killer, weigh=weigh)
    assert next(results) == 0
    assert len(taken) < 2000
    results.close()


def test_no_items_no_processes():
    assert list(ordered(abs, (), 2, killer)) == []
