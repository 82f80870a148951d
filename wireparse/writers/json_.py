"""JSON: one object for one input, an array for several; every field always there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TextIO

from wireparse.errors import UsageError
from wireparse.writers import FLAT, Job, View
from wireparse.writers.safe import escaped_json

if TYPE_CHECKING:
    import json
    from collections.abc import Iterable

    from wireparse.writers import Explained

NAME = "json"
HELP = "one JSON object for one input, an array for several"
VIEWS: frozenset[View] = FLAT | {"parse", "explain", "listing"}


def write(job: Job, out: TextIO) -> None:
    """Write the one object of a single input, or an array; raises ``UsageError`` for a second object."""
    values = objects(job)
    if job.single:
        _write_single(list(values), job, out)
        return
    first = True
    for value in values:
        out.write(("[\n" if first else ",\n") + dumps(value, indent=2))
        first = False
    out.write("[]\n" if first else "\n]\n")


def objects(job: Job) -> Iterable[object]:
    """Yield the JSON values of ``job``, one for each dispatch, row or explanation."""
    if job.view == "parse":
        return (dispatch.to_dict() for dispatch in job.dispatches)
    if job.view == "explain":
        return (_explanation(explained) for explained in job.explained)
    return ({column: row[column] for column in job.columns} for row in job.rows)


def _explanation(explained: Explained) -> dict[str, object]:
    dispatch = explained.dispatch
    return {"file": dispatch.file, "index": dispatch.index, "id": dispatch.id, **explained.explanation.to_dict()}


def dumps(value: object, *, indent: int | None = None) -> str:
    """Return ``value`` as JSON, its letters as they are and its unseen characters escaped."""
    return escaped_json(_encoder(indent).encode(value))


@cache
def _encoder(indent: int | None) -> json.JSONEncoder:
    import json

    return json.JSONEncoder(ensure_ascii=False, check_circular=False, indent=indent)


def _write_single(values: list[object], job: Job, out: TextIO) -> None:
    if len(values) > 1:
        way = "choose one with --dispatch" if job.view == "explain" else "use --jsonl"
        raise UsageError(f"--json prints one object, and this input holds {len(values)} dispatches; {way}")
    out.writelines(dumps(value, indent=2) + "\n" for value in values)
