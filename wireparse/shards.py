"""Inputs to one output, whatever interrupts it: planned, saved as it goes, counted, and published when it is whole.

``run_shard`` takes plain data and knows nothing of what calls it: a command, a job array or a cluster.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

from wireparse.batch import Ledger, crashed, parse_task, warm, weight
from wireparse.durable import Growing, put, read_json, write_json
from wireparse.errors import UsageError, WireparseError
from wireparse.intake import End, Failed, Settings, Task, read_input
from wireparse.ours import MANIFEST as MANIFEST_SUFFIX
from wireparse.plan import Plan, load_plan, make_plan
from wireparse.sinks import sink_named
from wireparse.values import Value, frozen
from wireparse.walk import STDIN, walk

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from wireparse.intake import Step
    from wireparse.model import Json

SAVE_DISPATCHES, SAVE_CHARACTERS = 5_000, 1_000_000  # what may be lost at most, and done again, when a run is killed
ERRORS = "errors.jsonl"
LONG = 100_000  # characters that may take the whole time limit; a longer dispatch may take longer in proportion
PACKED = 3  # characters that a byte of a compressed file stands for, more or less
MANIFEST = "wireparse-batch/1"
ALARM = getattr(signal, "SIGALRM", 0)  # Windows has none, and no limit of time then


@frozen
class Shard(Value):
    """What is to be read, how, and where it goes; one of ``total`` parts, the inputs dealt out by their names.

    ``output`` is the name of the whole, from which that of a part is made; ``errors`` likewise. A dispatch of more
    than ``max_size`` characters fails, and so does one that takes more than ``max_time`` seconds for each 100,000 of
    them; 0 is no limit.
    """

    version: str
    sink: str
    output: str
    errors: str | None = None
    paths: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    stdin_name: str = STDIN
    settings: Settings = Settings()
    number: int = 1
    total: int = 1
    max_size: int = 0
    max_time: float = 0.0

    @property
    def target(self) -> str:
        """Return the path of the output of this part."""
        return os.path.realpath(self._own(self.output, self.number))

    @property
    def target_errors(self) -> str:
        """Return the path of the records of errors of this part."""
        return os.path.realpath(self._own(self.errors, self.number)) if self.errors else f"{self.target}.errors.jsonl"

    @property
    def manifest(self) -> str:
        """Return the path of the manifest."""
        return f"{self.target}{MANIFEST_SUFFIX}"

    @property
    def work(self) -> str:
        """Return the directory for what is unfinished."""
        return f"{self.target}.unfinished"

    def written(self) -> Iterator[str]:
        """Yield all paths that any part writes to: none of them is an input."""
        for number in range(1, self.total + 1):
            part = replace(self, number=number)
            yield from (part.target, part.target_errors, part.manifest, part.work)

    def _own(self, path: str, number: int) -> str:
        if self.total == 1:
            return path
        folder, name = os.path.split(path)
        stem, dot, suffix = name.partition(".")
        width = len(str(self.total))
        return os.path.join(folder, f"{stem}.{number:0{width}}-of-{self.total}{dot}{suffix}")


class Watch:
    """Who is told how a run goes; this one does nothing with it."""

    def planned(self, plan: Plan, ledger: Ledger) -> None:
        """Take note of what is to be read, and what is done already."""

    def read(self, size: int) -> None:
        """Take note that about ``size`` more bytes of inputs have been read, though not all of them need be done."""

    def moved(self, ledger: Ledger) -> None:
        """Take note of how much is done."""

    def failed(self, failure: Failed) -> None:
        """Take note of what could not be parsed."""


@frozen
class Encoded(Value):
    """A dispatch ready to be written; ``size`` is the length of its text in characters.

    ``foreign`` is set where its language is not spoken here, so that it has parts but no claims.
    """

    payload: Any
    size: int
    foreign: bool


@frozen
class Known(Value):
    """A dispatch that the output holds already."""


Outcome = Encoded | Known | Failed


def run_shard(shard: Shard, *, jobs: int = 0, resume: bool = False, watch: Watch | None = None) -> Json:
    """Return the manifest of ``shard``, carried out by ``jobs`` processes, or by this one if 0.

    With ``resume`` an interrupted run is gone on with, and one that is whole, of the same inputs, is left as it is.
    Raises ``UsageError`` for what must be asked for in another way, ``WireparseError`` or ``OSError`` where the output
    cannot be written; what was saved by then stays, for ``resume``.
    """
    with _alone(shard.work):
        run = _interrupted(shard) or _new(shard)
        try:
            if run.saved:
                _insist(run, resume=resume)
            done = _done(run) if resume else None
            if done is None:
                run.carry_on(jobs, watch or Watch())
                done = run.publish()
            run.saved = False
        finally:
            run.close()
            if not run.saved:
                shutil.rmtree(shard.work, ignore_errors=True)
    return done


class _Run:
    """A run as far as it has come; ``saved`` is set where an interruption would leave something to go on with."""

    def __init__(self, shard: Shard, plan: Plan, ledger: Ledger) -> None:
        self.shard, self.plan, self.ledger = shard, plan, ledger
        self.sink = sink_named(shard.sink)
        self.store = self.sink.open_store(shard.target, shard.work, plan.token)
        state = self.store.state()
        self.saved, self.whole = state is not None, False
        size = 0
        if state:
            self.ledger = Ledger(**{one.name: int(str(state.get(one.name, 0))) for one in fields(Ledger)})
            self.whole, size = bool(state["whole"]), int(str(state["errors_size"]))
        self.errors_path = os.path.join(shard.work, ERRORS)
        self.errors = Growing(self.errors_path, size) if not self.whole else None

    def carry_on(self, jobs: int, watch: Watch) -> None:
        """Do what is left to do."""
        watch.planned(self.plan, self.ledger)
        if not self.whole:
            with closing(_worked(self.shard, _steps(self, watch), jobs)) as outcomes:
                self._take_all(outcomes, watch)
            self._check()
            self.save(whole=True)

    def _take_all(self, outcomes: Iterator[Outcome | End], watch: Watch) -> None:
        dispatches = characters = 0
        counted: Iterator[Outcome] = self.ledger.count(outcomes)
        for outcome in counted:
            characters += self._take(outcome, watch)
            dispatches += 1
            if dispatches >= SAVE_DISPATCHES or characters >= SAVE_CHARACTERS:
                self.save()
                dispatches = characters = 0
            watch.moved(self.ledger)

    def _take(self, outcome: Outcome, watch: Watch) -> int:
        """Write one outcome; return the characters that it was made of."""
        if isinstance(outcome, Encoded):
            added = self.store.write(outcome.payload)
            self.ledger.added += added
            self.ledger.foreign += added and outcome.foreign
            return outcome.size
        if isinstance(outcome, Failed):
            record = outcome.to_dict()
            self.store.fail(record)
            if self.errors:
                self.errors.write((json.dumps(record) + "\n").encode())
            watch.failed(outcome)
        return 0

    def _check(self) -> None:
        self.ledger.check()
        if self.ledger.listed != self.plan.inputs:
            count = f"{self.plan.inputs} inputs listed, {self.ledger.listed} accounted for"
            raise WireparseError(f"the count is wrong: {count}; please report this", code="ledger")

    def save(self, *, whole: bool = False) -> None:
        """Make lasting what was done, all of it or nothing."""
        size = self.errors.sync() if self.errors else 0
        state = {"version": self.shard.version, "whole": whole, **asdict(self.ledger), "errors_size": size}
        self.store.save(state)
        self.saved = True

    def publish(self) -> Json:
        """Put everything under its final name, the manifest last; return that.

        Where nothing at all could be parsed, an output that is there stays as it is; the manifest returned says ``kept``.
        """
        shard, kept = self.shard, not self.ledger.dispatches and self.ledger.errors > 0 and os.path.exists(self.shard.target)
        if not kept:
            with suppress(FileNotFoundError):
                os.unlink(shard.manifest)
            self.store.publish()
        if shard.errors or not kept:
            self._publish_errors()
        counts = {key: value for key, value in asdict(self.ledger).items() if key not in ("found", "failed")}
        manifest = {
            "manifest": MANIFEST, "output": os.path.basename(shard.target), "size": os.stat(shard.target).st_size,
            **counts, "plan": self.plan.digest, "request": self.plan.request,
        }  # fmt: skip
        if kept:
            return manifest | {"kept": True}
        write_json(shard.manifest, manifest)
        return manifest

    def _publish_errors(self) -> None:
        if self.ledger.errors and os.path.exists(self.errors_path):
            put(self.errors_path, self.shard.target_errors)
        elif not self.ledger.errors:
            with suppress(FileNotFoundError):
                os.unlink(self.shard.target_errors)

    def close(self) -> None:
        """Let go of all files."""
        self.store.close()
        if self.errors:
            self.errors.close()


def _interrupted(shard: Shard) -> _Run | None:
    """Return the run that was interrupted, as it was last saved; None where nothing was."""
    plan = load_plan(shard.work)
    run = _Run(shard, plan, Ledger()) if plan else None
    if run and not run.saved:
        run.close()
        return None
    return run


def _insist(run: _Run, *, resume: bool) -> None:
    """Raise ``UsageError`` where the interrupted ``run`` is not the one that is asked for."""
    wrong = "" if resume else "go on with it with --resume"
    if resume and run.plan.request != _request(run.shard):
        wrong = "it was asked for with other inputs or options; ask for the same with --resume"
    if wrong:
        raise UsageError(f"an interrupted run is in {run.shard.work}; {wrong}, or remove that to start anew")


def _new(shard: Shard) -> _Run:
    ledger = Ledger()
    try:
        inputs = walk(shard.paths, lists=shard.lists, stdin_name=shard.stdin_name, skip=shard.written(),
                      skipped=ledger.skip, insisted=ledger.insist, repeated=ledger.repeat)  # fmt: skip
        mine = (given for given in inputs if crc32(given.name.encode()) % shard.total == shard.number - 1)
        return _Run(shard, make_plan(shard.work, mine, _request(shard)), ledger)
    except BaseException:
        shutil.rmtree(shard.work, ignore_errors=True)
        raise


def _done(run: _Run) -> Json | None:
    """Return the manifest of an output that is there, whole, and made of the same inputs in the same way."""
    found, target = read_json(run.shard.manifest), run.shard.target
    same = found and (found["plan"], found["request"]) == (run.plan.digest, run.plan.request)
    return found if found and same and os.path.exists(target) and os.stat(target).st_size == found["size"] else None


def _request(shard: Shard) -> Json:
    """Return all that decides on the output, as JSON can hold it."""
    found: Json = json.loads(json.dumps({"folder": os.getcwd(), **asdict(shard)}, default=str))
    return found


def _steps(run: _Run, watch: Watch) -> Iterator[Step | Known]:
    """Yield what is left to do, input by input; what was done of the first of them is read once more and left out."""
    shard, done = run.shard, run.ledger.found + run.ledger.failed
    for entry in run.plan.entries(run.ledger.listed):
        if done:
            entry.insist()
        left = entry.size
        for number, step in enumerate(read_input(entry.given, shard.settings)):
            if number >= done or isinstance(step, End):
                yield _bounded(step, run)
            part = min(weight(step) // (PACKED if entry.packed else 1), left)
            watch.read(part)
            left -= part
        done = 0
        watch.read(left)


def _bounded(step: Step, run: _Run) -> Step | Known:
    """Return the step, or what stands for it where it need not, or must not, be parsed."""
    if not isinstance(step, Task):
        return step
    size, most = len(step.raw.text), run.shard.max_size
    if most and size > most:
        message = f"has {size:,} characters, more than the {most:,} of --max-size"
        return Failed(step.file, "too_long", message, step.raw.index)
    return Known() if run.store.knows(step.raw.text, step.raw.header) else step


def _worked(shard: Shard, steps: Iterable[Step | Known], jobs: int) -> Generator[Outcome | End]:
    """Yield the outcomes of ``steps`` in order."""
    work = partial(_outcome, settings=shard.settings, sink=shard.sink)
    if not jobs:
        yield from map(work, steps)
        return
    from wireparse.pool import ordered

    yield from ordered(work, steps, jobs, partial(lost, seconds=shard.max_time), weigh=weight,
                       limit=partial(allowed, seconds=shard.max_time), begin=partial(_begin, shard.sink))  # fmt: skip


def _begin(sink: str) -> None:
    sink_named(sink).encode(warm())


def _outcome(step: Step | Known, settings: Settings, sink: str) -> Outcome | End:
    if not isinstance(step, Task):
        return step
    outcome = parse_task(step, settings)
    if isinstance(outcome, Failed):
        return outcome
    foreign = any(warning.code == "language" for warning in outcome.dispatch.warnings)
    return Encoded(sink_named(sink).encode(outcome.dispatch), len(step.raw.text), foreign)


def allowed(step: Step | Known, seconds: float) -> float:
    """Return how long a step may take where a dispatch of usual length may take ``seconds``."""
    return seconds * max(1.0, weight(step) / LONG)


def lost(step: Step | Known, code: int, seconds: float) -> Outcome:
    """Return what to say of a dispatch that cost a process its life."""
    failure = crashed(step, code)
    if seconds and code == -ALARM:
        message = f"took more than {allowed(step, seconds):g} seconds to parse, which --max-time allows"
        return replace(failure, code="timeout", message=message)
    return failure


@contextmanager
def _alone(work: str) -> Iterator[None]:
    """Make the directory ``work`` for this process alone; raises ``UsageError`` where that cannot be."""
    try:
        os.makedirs(work, exist_ok=True)
        lock = open(os.path.join(work, "lock"), "w", encoding="ascii")  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"{work} cannot be written: {error.strerror}; choose another --output") from error
    with lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UsageError(f"another run is writing to {work}; wait for it, or choose another --output") from error
            except OSError:  # a file system without locks
                pass
        yield
