"""Options to one request that can be carried out, or a ``UsageError`` that says what to change."""

from __future__ import annotations

import math
import os
import sys
from typing import TYPE_CHECKING

from wireparse.cli.filters import Filters
from wireparse.cli.notices import is_terminal
from wireparse.errors import UsageError
from wireparse.intake import Settings
from wireparse.values import Value, frozen
from wireparse.walk import STDIN
from wireparse.writers import View, Writer, writers

if TYPE_CHECKING:
    import datetime as dt

    from wireparse.cli.options import BatchOptions, ExplainOptions, Inputs, Many, Show
    from wireparse.shards import Shard

SUFFIXES = {"ndjson": ("jsonl",), "markdown": ("md",), "txt": ("table", "text")}
LONGEST, SLOWEST = 5_000_000, 30  # characters, and seconds for each hundred thousand of them, unless others are given
STDOUT = "-"
LONGEST_SUFFIX = 7  # mktemp makes longer ones out of chance letters: tmp.aBcDeFgHiJ


@frozen
class Request(Value):
    """All that a run needs to know; ``single`` where the input is one file and JSON is to be one object."""

    view: View
    writer: Writer
    paths: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    stdin_name: str = STDIN
    settings: Settings = Settings()
    filters: Filters = Filters()
    jobs: int = 1
    strict: bool = False
    output: str | None = None
    errors: str | None = None
    quiet: bool = False
    color: str = "auto"
    single: bool = False
    explained: tuple[str, ...] = ()
    dispatch: int | None = None


def many(view: View, options: Many) -> Request:
    """Return the request of a command over many inputs; no path at all means standard input."""
    kinds = frozenset(str(kind) for kind in options.kind or ())
    lists = tuple(options.files_from or ())
    paths = tuple(options.paths or ()) or (() if lists else (STDIN,))
    output = _output(options.output)
    return Request(
        view=view,
        writer=writer_for(view, options, output),
        paths=paths,
        lists=lists,
        stdin_name=options.stdin_name,
        settings=_settings(options, narrated=options.narrated or "narrated" in kinds),
        filters=_filters(options, kinds),
        jobs=jobs(options.jobs),
        strict=options.strict,
        output=output,
        errors=_apart(options.errors, output),
        quiet=options.quiet,
        color=options.color or "auto",
        single=view == "parse" and not lists and len(paths) == 1 and _is_one(paths[0]),
    )


def one(options: ExplainOptions) -> Request:
    """Return the request to explain claims of one input; ``single`` where there is but one."""
    file = options.file or STDIN
    if not _is_one(file):
        raise UsageError(f"explain takes one file, and {file} is none; give one dispatch's file")
    claims = tuple(dict.fromkeys(map(_claim, options.claims or ())))
    output = _output(options.output)
    return Request(
        view="explain",
        writer=writer_for("explain", options, output),
        paths=(file,),
        stdin_name=options.stdin_name,
        settings=_settings(options, narrated=any(claim.startswith("n") for claim in claims)),
        output=output,
        quiet=options.quiet,
        color=options.color or "auto",
        single=len(claims) == 1,
        explained=claims,
        dispatch=_number(options.dispatch),
    )


def shard(options: BatchOptions) -> Shard:
    """Return the shard that ``batch`` is to carry out."""
    from wireparse import __version__
    from wireparse.shards import Shard
    from wireparse.sinks import sink_for, sink_named, sinks

    for name in (*options.shorthands, *([options.form] if options.form else [])):
        there = ", ".join(sink.NAME for sink in sinks())
        raise UsageError(f"batch is not told {name} in this way; choose what to write with --to: {there}")
    output = _plain(options.output)
    lists = tuple(options.files_from or ())
    number, total = _part(options.shard)
    return Shard(
        version=__version__,
        sink=(sink_named(options.to) if options.to else sink_for(output)).NAME,
        output=output,
        errors=_apart(_plain(options.errors), output) if options.errors else None,
        paths=tuple(options.paths or ()) or (() if lists else (STDIN,)),
        lists=lists,
        stdin_name=options.stdin_name,
        settings=_settings(options, narrated=options.narrated),
        number=number,
        total=total,
        max_size=int(_limit("--max-size", options.max_size, LONGEST)),
        max_time=_limit("--max-time", options.max_time, SLOWEST),
    )


def writer_for(view: View, options: Show, output: str | None = None) -> Writer:
    """Return the writer asked for; else the one that the suffix of ``output`` names; else tables for a terminal."""
    there = {writer.NAME: writer for writer in writers(view)}
    asked = {*options.shorthands, *([str(options.format)] if options.format else [])}
    if len(asked) > 1:
        raise UsageError(f"{' and '.join(sorted(asked))} are both asked for; choose one output format")
    for name in asked:
        if name not in there:
            raise _rows_only(view, name, f"--{name}")
        return there[name]
    names = ("table", "text") if not output and is_terminal(sys.stdout) else ("jsonl", "json")
    usual = next(there[name] for name in names if name in there)
    return _suffixed(output, view, there, usual) if output else usual


def _suffixed(output: str, view: View, there: dict[str, Writer], usual: Writer) -> Writer:
    """Return the writer that the suffix of ``output`` names, the ``usual`` one where it has none.

    What looks like a suffix but names no writer is a ``UsageError``: nobody wants JSON in an ``.xlsx``.
    """
    suffix = os.path.splitext(output)[1].lstrip(".")
    for name in SUFFIXES.get(suffix.lower(), (suffix.lower(),)):
        if name in there:
            return there[name]
    if not suffix.isalpha() or len(suffix) > LONGEST_SUFFIX:
        return usual
    if view == "parse" and suffix.lower() in ("csv", "tsv"):
        raise _rows_only(view, suffix.lower(), f"-o {output}")
    known = ", ".join(sorted(f".{'txt' if name in SUFFIXES['txt'] else name}" for name in there))
    raise UsageError(f"{view} has no format for {output}; end it in {known}, or choose a --format")


def _rows_only(view: View, name: str, option: str) -> UsageError:
    return UsageError(f"{view} gives whole dispatches, which {name} cannot hold; use: wireparse claims {option}")


def jobs(value: str) -> int:
    """Return how many processes ``auto`` or a number asks for."""
    if value == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 1024:
        return int(value)
    raise UsageError(f"--jobs {value} is neither auto nor a number from 1 to 1024")


def _filters(options: Many, kinds: frozenset[str]) -> Filters:
    least = options.min_confidence or 0.0
    if not 0 <= least <= 1:
        raise UsageError(f"--min-confidence {least:g} is not from 0 to 1")
    events = frozenset(str(event) for event in getattr(options, "event", None) or ())
    return Filters(kinds=kinds, sources=tuple(options.source or ()), min_confidence=least, events=events)


def _settings(options: Inputs, *, narrated: bool) -> Settings:
    return Settings(
        input_format=_input_format(options.input_format),
        encoding=_encoding(options.encoding),
        text_column=options.text_column,
        language=_language(options.lang),
        date=_date(options.date),
        date_from=str(options.date_from) if options.date_from else None,
        narrated=narrated,
    )


def _input_format(name: str | None) -> str | None:
    if name:
        from wireparse.readers import choose

        choose(b"", name)
    return name


def _encoding(name: str | None) -> str | None:
    if name is None:
        return None
    from wireparse.readers import checked_encoding

    return checked_encoding(name)


def _language(code: str | None) -> str | None:
    if code is None:
        return None
    from wireparse.packs import languages

    if code not in languages():
        raise UsageError(f"no language {code!r}; there are: {', '.join(languages())}")
    return code


def _date(value: str | None) -> dt.date | None:
    if value is None:
        return None
    import datetime as dt

    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"--date {value} is no date; write it as 2019-08-29") from error


def _claim(value: str) -> str:
    """Return the id of a claim, its letter small."""
    claim = value.lower()
    if claim[:1] in {"c", "n"} and claim[1:].isdecimal():
        return claim
    raise UsageError(f"explain takes one file and ids of claims, such as c2; {value} is no such id")


def _number(value: str | None) -> int | None:
    """Return the number of a dispatch in its file, given as it stands behind the file's name: ``3`` or ``[3]``."""
    if value is None:
        return None
    number = value.removeprefix("[").removesuffix("]")
    if number.isdecimal() and int(number) > 0:
        return int(number)
    raise UsageError(f"--dispatch {value} is no number of a dispatch; the first in a file is 1")


def _part(value: str | None) -> tuple[int, int]:
    """Return which part of how many is asked for."""
    if value is None:
        return 1, 1
    number, slash, total = value.partition("/")
    if slash and number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total):
        return int(number), int(total)
    raise UsageError(f"--shard {value} is no part of a whole; write the second of ten as 2/10")


def _limit(option: str, value: str | None, usual: float) -> float:
    try:
        limit = usual if value is None else float(value)
    except ValueError:
        limit = -1
    if not 0 <= limit < math.inf:
        raise UsageError(f"{option} {value} is no limit; give a number, or 0 for none")
    return limit


def _output(path: str | None) -> str | None:
    """Return where results go: None for standard output, which ``-`` means too."""
    return None if path == STDOUT else _writable(path)


def _apart(errors: str | None, output: str | None) -> str | None:
    """Return where errors go; raises ``UsageError`` where that is the ``output``, or standard output."""
    if errors == STDOUT:
        raise UsageError("--errors - is no file; errors are told on standard error, and recorded in a file with a name")
    if errors and output and os.path.realpath(errors) == os.path.realpath(output):
        raise UsageError(f"{errors} cannot be both --output and --errors; name two files")
    return _writable(errors)


def _plain(path: str) -> str:
    """Return ``path``; raises ``UsageError`` where no plain file can stand there."""
    if path == STDOUT:
        raise UsageError("an archive is a file, not standard output; name one, or use: wireparse parse --jsonl")
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
        raise UsageError(f"{path} is no plain file, which an archive has to be; choose another")
    return str(_writable(path))


def _writable(path: str | None) -> str | None:
    """Return ``path``; raises ``UsageError`` where no file can stand there."""
    if path is None:
        return None
    folder = os.path.dirname(os.path.realpath(path))
    if os.path.isdir(path):
        raise UsageError(f"{path} is a directory; name a file in it")
    if not os.path.isdir(folder):
        raise UsageError(f"{path} cannot be written, for there is no directory {folder}; make it first")
    return path


def _is_one(path: str) -> bool:
    """Tell whether ``path`` names one file, there or not: no directory and no pattern."""
    return path == STDIN or not (os.path.isdir(path) or (any(mark in path for mark in "*?[") and not os.path.exists(path)))
