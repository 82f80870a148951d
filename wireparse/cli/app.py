"""The commands: each parses its options, builds a request and has it carried out."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Annotated

import typer

from wireparse.cli.options import (
    BatchOptions,
    ExplainOptions,
    FigureOptions,
    Many,
    ParseOptions,
    RowOptions,
    Show,
    SourceOptions,
    takes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.writers import Row, View

app = typer.Typer(
    name="wireparse",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def only(name: str) -> typer.Typer:
    """Return the app with the one command ``name``, which starts sooner; the whole app where there is none."""
    chosen = [info for info in app.registered_commands if info.name == name]
    small = copy(app)
    small.registered_commands = chosen or app.registered_commands
    return small


def commands() -> tuple[str, ...]:
    """Return the names of the commands."""
    return tuple(str(info.name) for info in app.registered_commands)


@app.callback()
def top(version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False) -> None:
    """Parse news-agency dispatches: what was said, by whom, with which figures and dates, and where it stands.

    \b
    wireparse dispatch.txt                   the parts and claims, as a table
    wireparse claims archive/ --csv          one row a claim, for a spreadsheet
    wireparse archive/ | jq .claims[].text   JSON Lines, where no person looks
    wireparse batch archive/ -o archive.db   a database to ask, added to by each run

    \b
    Without a command, wireparse PATH is wireparse parse PATH.
    Exit codes: 0 all parsed, 1 some inputs failed, 2 wrong usage,
    3 nothing could be parsed, 130 interrupted.
    """


@app.command("parse")
@takes(ParseOptions, "parse")
def parse(options: ParseOptions) -> int:
    """Show whole dispatches: headline, dateline, byline, date, sign-off, and every claim with its source.

    \b
    wireparse parse dispatch.txt
    wireparse parse archive/ --jsonl -o archive.jsonl
    cat dispatch.txt | wireparse parse --date 2019-08-29
    """
    return _many("parse", options)


@app.command("claims")
@takes(RowOptions, "claims")
def claims(options: RowOptions) -> int:
    """List claims, one row each: what is said, by whom, in which words, with which figures.

    \b
    wireparse claims dispatch.txt
    wireparse claims archive/ --csv -o claims.csv
    wireparse claims archive/ --source observatory --kind direct
    """
    return _many("claims", options)


@app.command("sources")
@takes(SourceOptions, "sources")
def sources(options: SourceOptions) -> int:
    """Count who is quoted, how often and at which length, over all the input.

    \b
    wireparse sources archive/
    wireparse sources archive/ --csv -o sources.csv
    wireparse sources archive/ --kind direct --json
    wireparse sources archive/ --summary
    """
    return _many("summary" if options.summary else "sources", options)


@app.command("figures")
@takes(FigureOptions, "figures")
def figures(options: FigureOptions) -> int:
    """List figures, one row each, with event, unit, bound, source and date.

    \b
    wireparse figures dispatch.txt
    wireparse figures archive/ --csv -o figures.csv
    wireparse figures archive/ --event killed --event wounded
    wireparse figures archive/ --event killed --compare
    """
    return _many("comparison" if options.compare else "figures", options)


@app.command("explain")
@takes(ExplainOptions, "explain")
def explain(options: ExplainOptions) -> int:
    """Say why a claim is one: its cue, the rule, and each step with the characters that decided it.

    \b
    wireparse explain dispatch.txt c2
    wireparse explain dispatch.txt c1 c4 --json
    wireparse explain several.txt c2 --dispatch 3
    """
    from wireparse.cli import build, run

    return run.execute(build.one(options), commands())


@app.command("batch")
@takes(BatchOptions, "parse")
def batch(options: BatchOptions) -> int:
    """Parse an archive into one file or database, with all processors; safe to interrupt and to repeat.

    \b
    wireparse batch archive/ -o archive.db
    wireparse batch archive/ -o archive.jsonl.gz --resume
    wireparse batch archive/ -o archive.jsonl --shard 3/10
    """
    from wireparse.cli import archive, build

    return archive.execute(build.shard(options), build.jobs(options.jobs), options)


@app.command("schema")
def schema() -> int:
    """Print the JSON Schema of a parsed dispatch.

    \b
    wireparse schema
    wireparse schema > wireparse.schema.json
    wireparse schema | jq '.properties | keys'
    """
    from wireparse.cli import run
    from wireparse.schema import text

    return run.written(lambda out: out.write(text()))


@app.command("formats")
@takes(Show, "listing")
def formats(options: Show) -> int:
    """List the formats that can be read and written.

    \b
    wireparse formats
    wireparse formats --json
    wireparse formats --json | jq -r '.[].name'
    """
    from wireparse.cli.lists import FORMATS, formats

    return _listing(options, FORMATS, formats())


@app.command("languages")
@takes(Show, "listing")
def languages(options: Show) -> int:
    """List the languages that are spoken.

    \b
    wireparse languages
    wireparse languages --json
    wireparse languages --json | jq -r '.[].code'
    """
    from wireparse.cli.lists import LANGUAGES, languages

    return _listing(options, LANGUAGES, languages())


def _many(view: View, options: Many) -> int:
    """Return the exit code of a command over many inputs; what it needs is loaded only now, so that help is quick."""
    from wireparse.cli import build, run

    return run.execute(build.many(view, options), commands())


def _listing(options: Show, columns: tuple[str, ...], rows: Iterable[Row]) -> int:
    from wireparse.cli import build, run

    return run.listing(build.writer_for("listing", options), columns, rows, options.color or "auto")
