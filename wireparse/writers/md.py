"""Markdown: a page for reading and for tickets; what the dispatch says can never become markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from wireparse.writers import FLAT, Job, View
from wireparse.writers.parts import counts, parts, stretches, title, values, who
from wireparse.writers.rows import short
from wireparse.writers.safe import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.model import Claim, Dispatch

NAME = "md"
HELP = "Markdown: a heading, the parts and the claims, or a table of rows"
VIEWS: frozenset[View] = FLAT | {"parse"}


def write(job: Job, out: TextIO) -> None:
    """Write a section a dispatch, or one table of rows."""
    if job.view == "parse":
        for number, dispatch in enumerate(job.dispatches):
            out.write("\n" * bool(number) + "\n".join(_section(dispatch)) + "\n")
            out.flush()
        return
    out.write(_line(job.columns) + _line(["---"] * len(job.columns)))
    out.writelines(_line(markdown(_cell(column, row[column])) for column in job.columns) for row in job.rows)


def _cell(column: str, value: object) -> str:
    return f"{value:.2f}" if column == "confidence" else str(short(value))


def _section(dispatch: Dispatch) -> Iterable[str]:
    yield f"## {markdown(title(dispatch))}\n"
    yield "| part | text |\n| --- | --- |"
    for label, text, remark in parts(dispatch):
        yield f"| {label} | {markdown(text)}{f' ({markdown(remark)})' if remark else ''} |"
    for warning in dispatch.warnings:
        yield f"| warning | {markdown(warning.message)} |"
    yield f"| found | {counts(dispatch)} |"
    for claim in dispatch.claims:
        yield from _claim(dispatch, claim)


def _claim(dispatch: Dispatch, claim: Claim) -> Iterable[str]:
    source, remark = who(claim)
    facts = [markdown(source) + (f" ({markdown(remark)})" if remark else "")]
    facts += [f"cue: {markdown(claim.cue.text)}"] if claim.cue else []
    facts += [markdown(value) for found in values(dispatch, claim) for value in found]
    yield f"\n**{claim.id}** {claim.kind}\n\n> {markdown(stretches(dispatch, claim))}\n"
    yield "— " + " · ".join(facts)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"
