"""Carry out a request: inputs to outcomes, outcomes to the writer, and an exit code at the end."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, TypeVar

from wireparse.batch import Ledger, run
from wireparse.cli.exits import Exit
from wireparse.cli.notices import Notices, colors, counted, is_terminal, noticing
from wireparse.cli.output import abandon_output, opened
from wireparse.errors import UsageError
from wireparse.intake import Failed
from wireparse.writers import Explained, Job
from wireparse.writers.rows import COLUMNS, claim_rows, comparison_rows, figure_rows
from wireparse.writers.tallies import source_rows, summary_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TextIO

    from wireparse.batch import Outcome
    from wireparse.cli.build import Request
    from wireparse.model import Dispatch
    from wireparse.writers import Row, View, Writer

ROWS = {
    "claims": claim_rows, "figures": figure_rows, "comparison": comparison_rows, "sources": source_rows,
    "summary": summary_rows,
}  # fmt: skip
CALLED = {"explain": "claims", "summary": "sources", "comparison": "figures to compare"}
NARROWEST, WIDEST = 40, 220
FOR_PEOPLE = frozenset({"table", "text"})  # where no rows at all would leave a person wondering

Item = TypeVar("Item")


class Stopped(Exception):  # noqa: N818  # not an error: --strict asked for it
    """Raised to end a run at the first input that failed."""


class Tally:
    """Whether anything was found to write."""

    found = False

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield ``items``, remembering that there was one."""
        for item in items:
            self.found = True
            yield item


def execute(request: Request, commands: Iterable[str] = ()) -> int:
    """Return the exit code of ``request``, carried out; raises ``UsageError`` for what only the input shows."""
    ledger, tally, notices = Ledger(), Tally(), Notices(request.color, request.quiet, frozenset(commands))
    to_file = request.output is not None
    try:
        outcomes = _outcomes(request, ledger)
        with (
            noticing(notices, request.errors, progress=to_file or not is_terminal(sys.stdout)),
            opened(request.output, keep=lambda: ledger.dispatches > 0) as out,
        ):
            request.writer.write(_job(request, _dispatches(request, outcomes, notices), tally, out), out)
            out.flush()
    except BrokenPipeError:
        abandon_output()
        return Exit.OK
    except Stopped:
        notices.note("stopped at the first failure, as --strict asks" + (", nothing written" if to_file else ""))
        return _failed(ledger)
    except KeyboardInterrupt:
        notices.note(f"interrupted after {counted(ledger.dispatches, 'dispatch', 'dispatches')}")
        return Exit.INTERRUPTED
    if request.writer.NAME in FOR_PEOPLE and ledger.dispatches and not tally.found:
        notices.note(_none(request, ledger.dispatches))
    if request.view == "explain" and ledger.dispatches > 1:
        notices.note(f"{ledger.dispatches:,} dispatches are in this input; to explain one of them, add --dispatch and its number")
    return _end(ledger, notices)


def listing(writer: Writer, columns: tuple[str, ...], rows: Iterable[Row], color: str) -> int:
    """Return the exit code of writing ``rows`` that come from no input."""
    return written(lambda out: writer.write(_shown("listing", out, color, columns=columns, rows=rows), out))


def written(write: Callable[[TextIO], object]) -> int:
    """Return the exit code of ``write``, called with standard output; a closed pipe ends it quietly."""
    try:
        with opened(None) as out:
            write(out)
            out.flush()
    except BrokenPipeError:
        abandon_output()
    return Exit.OK


def _outcomes(request: Request, ledger: Ledger) -> Iterator[Outcome]:
    return run(
        request.paths, request.settings, jobs=request.jobs, lists=request.lists, stdin_name=request.stdin_name,
        skip=[path for path in (request.output, request.errors) if path], only=request.dispatch, ledger=ledger,
    )  # fmt: skip


def _dispatches(request: Request, outcomes: Iterable[Outcome], notices: Notices) -> Iterator[Dispatch]:
    """Yield the dispatches that could be parsed, with the claims asked for; the rest is reported on the way."""
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            notices.failed(outcome)
            if request.strict:
                raise Stopped
        else:
            notices.parsed(outcome.dispatch)
            yield request.filters.keep(outcome.dispatch)


def _job(request: Request, dispatches: Iterator[Dispatch], tally: Tally, out: TextIO) -> Job:
    view = request.view
    if view == "parse":
        what: dict[str, Any] = {"dispatches": tally.over(dispatches), "single": request.single}
    elif view == "explain":
        what = {"explained": tally.over(_explained(dispatches, request.explained)), "single": request.single}
    else:
        what = {"columns": COLUMNS[view], "rows": tally.over(ROWS[view](dispatches))}
    return _shown(view, out, request.color, filtered=request.filters.any, **what)


def _shown(view: View, out: TextIO, color: str, **what: Any) -> Job:
    """Return the job of showing ``what``, fitted to where it goes."""
    width = min(max(shutil.get_terminal_size((100, 24)).columns, NARROWEST), WIDEST)
    return Job(view, width=width, color=colors(out, color), terminal=is_terminal(out), **what)


def _explained(dispatches: Iterable[Dispatch], wanted: tuple[str, ...]) -> Iterator[Explained]:
    """Yield the explanations of the claims ``wanted``, or of all; raises ``UsageError`` for one that is nowhere."""
    from wireparse.pipeline import explanations

    if wanted:
        dispatches = list(dispatches)
        known = dict.fromkeys(claim.id for dispatch in dispatches for claim in dispatch.claims)
        for claim in wanted if dispatches else ():
            if claim not in known:
                raise UsageError(f"no claim {claim} in this input; there are: {', '.join(known) or 'none'}")
    for dispatch in dispatches:
        claims = [claim for claim in dispatch.claims if not wanted or claim.id in wanted]
        yield from (Explained(dispatch, explanation) for explanation in explanations(dispatch, claims))


def _none(request: Request, dispatches: int) -> str:
    """Return the line in place of a table without rows: ``no figures found in 1 dispatch``."""
    what = CALLED.get(request.view, request.view)
    verb = "match the filters" if request.filters.any else "found"
    return f"no {what} {verb} in {counted(dispatches, 'dispatch', 'dispatches')}"


def _end(ledger: Ledger, notices: Notices) -> int:
    if ledger.links:
        links = counted(ledger.links, "link was", "links were")
        notices.note(f"{links} not followed; to read where a link leads, name it")
    if ledger.ignored:
        files = counted(ledger.ignored, "file was", "files were")
        notices.note(f"{files} named, and so read, though .wireparseignore leaves such out; to leave them out, name the directory")
    if ledger.repeated:
        notices.note(f"{counted(ledger.repeated, 'file was', 'files were')} named more than once, and read once")
    if ledger.ours:
        notices.note(f"{counted(ledger.ours, 'file was', 'files were')} left out, for wireparse itself wrote what is in there")
    if notices.foreign:
        foreign = counted(notices.foreign, "dispatch reads", "dispatches read")
        notices.note(f"{foreign} like another language than English: parts, but no claims; --lang en takes them for English")
    if not ledger.errors:
        return Exit.OK if ledger.inputs else Exit.NOTHING_PARSED
    if len(notices.faults) > 1:
        notices.note(f"{len(notices.faults):,} inputs met a fault in wireparse itself")
    if ledger.inputs > 1 and is_terminal(sys.stderr):
        notices.note(f"{ledger.errors} of {counted(ledger.inputs, 'input', 'inputs')} failed")
    return _failed(ledger)


def _failed(ledger: Ledger) -> int:
    return Exit.SOME_FAILED if ledger.dispatches else Exit.NOTHING_PARSED
