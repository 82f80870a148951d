"""Carry out a run over an archive: progress or a summary on standard error, and an exit code at the end."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from wireparse.cli.exits import Exit
from wireparse.cli.notices import Notices, counted, is_terminal, say
from wireparse.errors import UsageError, WireparseError
from wireparse.shards import Watch, run_shard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.batch import Ledger
    from wireparse.cli.options import BatchOptions
    from wireparse.intake import Failed
    from wireparse.model import Json
    from wireparse.plan import Plan
    from wireparse.shards import Shard

PERCENT = "{task.percentage:>3.0f}%"
OFTEN = 0.1  # seconds between two looks at the progress
MANY = 1_000  # dispatches of which the rate means something


class Progress(Watch):
    """Tells of failures as they come; ``bar`` is what shows the rest, where a person looks."""

    def __init__(self, notices: Notices, bar: Any) -> None:
        self.notices, self.bar = notices, bar
        self.began = self.shown = monotonic()
        self.before = 0
        self.bytes = 0
        self.ran = False

    def planned(self, plan: Plan, ledger: Ledger) -> None:
        self.ran, self.before = True, ledger.dispatches
        if self.bar:
            sizes = (entry.size for _, entry in zip(range(ledger.listed), plan.entries(0), strict=False))
            self.bytes = sum(sizes)
            self.bar.update(0, total=plan.bytes or None, completed=self.bytes)

    def read(self, size: int) -> None:
        self.bytes += size

    def moved(self, ledger: Ledger) -> None:
        if self.bar and monotonic() - self.shown > OFTEN:
            self.shown = monotonic()
            self.bar.update(0, completed=self.bytes, count=ledger.dispatches, rate=self.rate(ledger.dispatches))

    def failed(self, failure: Failed) -> None:
        self.notices.failed(failure)

    def rate(self, dispatches: int) -> float:
        """Return how many dispatches were done in a second, on the whole."""
        return (dispatches - self.before) / max(monotonic() - self.began, 0.001)


def execute(shard: Shard, jobs: int, options: BatchOptions) -> int:
    """Return the exit code of ``shard`` carried out by ``jobs`` processes; raises ``UsageError`` for a wrong request."""
    notices = Notices(options.color or "auto", options.quiet)
    try:
        with _progress(notices) as progress:
            manifest = run_shard(shard, jobs=jobs, resume=options.resume, watch=progress)
    except KeyboardInterrupt:
        notices.note(f"interrupted; {_left(shard)}")
        return Exit.INTERRUPTED
    except UsageError:
        raise
    except OSError as error:
        say("error", f"{error.filename or shard.target} cannot be written: {error.strerror or error}; {_left(shard)}", notices.color)
        return Exit.SOME_FAILED
    except WireparseError as error:
        say("error", f"{error}; {_left(shard)}", notices.color)
        return Exit.SOME_FAILED
    notices.note(_summary(manifest, progress))
    if not manifest["errors"]:
        return Exit.OK
    return Exit.SOME_FAILED if manifest["dispatches"] else Exit.NOTHING_PARSED


def _left(shard: Shard) -> str:
    """Return what an unfinished run leaves behind."""
    if os.path.isdir(shard.work):
        return "what was done so far is kept: the same command with --resume goes on with it"
    return "nothing was kept"


def _summary(manifest: Json, progress: Progress) -> str:
    """Return the account of a run in one line."""
    numbers = {key: value for key, value in manifest.items() if isinstance(value, int)}
    inputs = counted(numbers["inputs"], "input", "inputs")
    dispatches = counted(numbers["dispatches"], "dispatch", "dispatches")
    news = f", {numbers['added']:,} of them new" if numbers["added"] != numbers["dispatches"] else ""
    parts = [f"{inputs}: {numbers['outputs']:,} parsed, {numbers['errors']:,} failed", dispatches + news]
    if numbers["foreign"]:
        parts.append(f"{numbers['foreign']:,} in other languages, so without claims")
    if numbers["links"]:
        parts.append(counted(numbers["links"], "link", "links") + " not followed")
    if numbers["repeated"]:
        parts.append(f"{counted(numbers['repeated'], 'file', 'files')} named twice, read once")
    if numbers["ours"]:
        parts.append(f"{counted(numbers['ours'], 'file', 'files')} left out as written by wireparse")
    if progress.ran and numbers["dispatches"] - progress.before >= MANY:
        parts.append(f"{progress.rate(numbers['dispatches']):,.0f} dispatches a second")
    if manifest.get("kept"):
        return f"{'; '.join(parts)}; {manifest['output']} is left as it was"
    where = "in" if progress.ran else "all done before, in"
    return f"{'; '.join(parts)}; {where} {manifest['output']}"


@contextmanager
def _progress(notices: Notices) -> Iterator[Progress]:
    """Yield whom to tell, with a bar where a person sees it."""
    if notices.quiet or not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        yield Progress(notices, None)
        return
    from rich import progress
    from rich.console import Console

    bar = progress.Progress(
        progress.BarColumn(),
        progress.TaskProgressColumn(PERCENT, markup=False),
        progress.TextColumn("{task.fields[count]:,} dispatches, {task.fields[rate]:,.0f} a second", markup=False),
        progress.TimeRemainingColumn(),
        progress.TextColumn("left", markup=False),
        console=Console(stderr=True, markup=False, highlight=False), transient=True, redirect_stdout=False,
    )  # fmt: skip
    bar.add_task("", total=None, count=0, rate=0.0)
    with bar:
        yield Progress(notices, bar)
