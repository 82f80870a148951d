"""Tables for people: a panel and the claims of each dispatch, or rows; as wide as the terminal, colour only an aid.

Every cell is the source's own text: no markup, no highlighting, no control characters.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from wireparse.writers import FLAT, Job, View
from wireparse.writers.parts import counts, parts, title, values, who
from wireparse.writers.rows import short
from wireparse.writers.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from wireparse.model import Claim, Dispatch
    from wireparse.writers import Explained, Row

NAME = "table"
HELP = "tables for people, as wide as the terminal"
VIEWS: frozenset[View] = FLAT | {"parse", "listing"}

WIDE = 120
PANEL = 100  # wide enough for a panel, however wide the terminal
LABELS = 12  # the parts' labels; claims have their number and kind in the same column
KINDS = {"direct": "green", "mixed": "magenta", "narrated": "dim"}
STYLES = {"status": "bold red", "headline": "bold", "warning": "red"}

# The columns of each flat view, from which width on they show, their share of the width, and their heading.
SHOWN: dict[View, tuple[tuple[str, int, int, str], ...]] = {
    "claims": (
        ("claim", 0, 0, ""), ("kind", 0, 0, "kind"), ("source", 0, 3, "source"), ("cue", WIDE, 2, "cue"),
        ("text", 0, 7, "claim"), ("figures", WIDE, 3, "figures"), ("dates", 160, 2, "dates"),
        ("confidence", 160, 0, "conf."),
    ),
    "sources": (
        ("name", 0, 4, "source"), ("type", 0, 0, "type"), ("role", WIDE, 3, "role"),
        ("affiliation", WIDE, 3, "affiliation"), ("aliases", 180, 3, "also"), ("dispatches", 100, 0, "dispatches"),
        ("claims", 0, 0, "claims"), ("direct", 140, 0, "direct"), ("indirect", 140, 0, "indirect"),
        ("mixed", 140, 0, "mixed"), ("words", 0, 0, "words"), ("share", 0, 0, "share of the words"),
        ("first", 180, 0, "first"), ("last", 180, 0, "last"),
    ),
    "figures": (
        ("text", 0, 4, "figure"), ("value", 0, 0, "value"), ("unit", 0, 2, "unit"), ("event", 0, 0, "event"),
        ("date", 0, 0, "date"), ("source_name", 0, 4, "source"), ("bound", WIDE, 0, "bound"),
        ("claim", WIDE, 0, "claim"),
    ),
}  # fmt: skip
NUMBERS = frozenset({"value", "dispatches", "claims", "direct", "indirect", "mixed", "words", "share", "confidence"})
DATED = {"claims": "date", "figures": "dispatched"}


def write(job: Job, out: TextIO) -> None:
    """Write each dispatch as a panel and its claims, or the rows as tables, one a dispatch where they belong to one."""
    for block in _blocks(job):
        out.write(render(block, job))
        out.flush()


def render(block: RenderableType, job: Job) -> str:
    """Return ``block`` as text for a terminal of the job's width, with colours only where the job allows them."""
    from io import StringIO

    from rich.console import Console

    text = StringIO()
    Console(
        file=text, width=job.width, force_terminal=job.color, color_system="standard" if job.color else None,
        markup=False, highlight=False, emoji=False, legacy_windows=False, no_color=not job.color,
    ).print(block)  # fmt: skip
    return "\n".join(line.rstrip() for line in text.getvalue().split("\n"))


def cell(value: object, style: str = "") -> Text:
    """Return ``value`` as a cell that shows exactly its characters, on one line."""
    from rich.text import Text

    return Text(one_line(str(value)), style=style, overflow="fold")


def _blocks(job: Job) -> Iterator[RenderableType]:
    if job.view == "parse":
        for number, dispatch in enumerate(job.dispatches):
            yield from _dispatch(dispatch, job.width, first=number == 0)
    elif job.view in DATED:
        yield from _by_dispatch(job, DATED[job.view])
    elif job.view == "sources":
        yield _rows(job, job.rows)
    elif job.view == "explain":
        for explained in job.explained:
            yield from _explanation(explained)
    else:
        yield _listing(job)


def _dispatch(dispatch: Dispatch, width: int, *, first: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    if not first:
        yield Text()
    yield _panel(dispatch, min(width, PANEL))
    yield Text()
    if dispatch.claims:
        yield _wide(dispatch) if width >= WIDE else _narrow(dispatch)
    else:
        yield cell("").append("  no claims found", "dim")


def _panel(dispatch: Dispatch, width: int) -> RenderableType:
    from rich import box
    from rich.panel import Panel

    grid = _grid(LABELS)
    for label, text, remark in parts(dispatch):
        grid.add_row(cell(label, "dim"), _with_remark(cell(text, STYLES.get(label, "")), remark))
    for warning in dispatch.warnings:
        grid.add_row(cell("warning", STYLES["warning"]), cell(warning.message))
    found = cell(counts(dispatch), "not bold dim")
    name = cell(title(dispatch), "bold")
    return Panel(grid, title=name, title_align="left", subtitle=found, subtitle_align="left", box=box.ROUNDED,
                 border_style="dim", padding=(0, 1), width=width)  # fmt: skip


def _narrow(dispatch: Dispatch) -> RenderableType:
    grid = _grid(LABELS + 2)  # the panel's frame takes two
    for at, claim in enumerate(dispatch.claims):
        if at:
            grid.add_row("", "")
        source, cue = _source(claim), claim.cue
        if cue:
            source.append(" · ", "not bold").append_text(cell(cue.text, "not bold italic"))
        grid.add_row(_number(claim), source)
        grid.add_row(cell(""), cell(claim.text))
        figures, dates = values(dispatch, claim)
        if figures or dates:
            grid.add_row(cell(""), cell(" · ".join(figures + dates), "dim"))
    return grid


def _wide(dispatch: Dispatch) -> RenderableType:
    table = _table(leading=1)
    for heading, ratio in (("", 0), ("source", 4), ("cue", 2), ("claim", 8), ("figures", 3), ("dates", 3)):
        table.add_column(heading, ratio=ratio or None, overflow="fold")
    for claim in dispatch.claims:
        figures, dates = (_stack(found) for found in values(dispatch, claim))
        cue = cell(claim.cue.text if claim.cue else "", "italic")
        table.add_row(_number(claim), _source(claim), cue, cell(claim.text), figures, dates)
    return table


def _number(claim: Claim) -> Text:
    return cell("").append(f" {claim.id:<4}", "bold").append(claim.kind, KINDS.get(claim.kind, ""))


def _source(claim: Claim) -> Text:
    name, remark = who(claim)
    return _with_remark(cell(name, "bold" if claim.source else "dim"), remark)


def _with_remark(text: Text, remark: str) -> Text:
    """Return ``text`` with a dim remark in brackets behind it."""
    return text.append(" ").append_text(cell(f"({remark})", "not bold dim")) if remark else text


def _stack(lines: list[str]) -> Text:
    from rich.text import Text

    return Text("\n").join([cell(line) for line in lines])


def _by_dispatch(job: Job, dated: str) -> Iterator[RenderableType]:
    """Yield a heading and a table for each dispatch, so that each shows as soon as it is parsed."""
    for at, ((file, identifier), rows) in enumerate(groupby(job.rows, key=lambda row: (row["file"], row["id"]))):
        members = list(rows)
        if at:
            yield cell("")
        heading = [file or identifier, members[0][dated], members[0]["place"]]
        yield cell("▌ " + " · ".join(str(part) for part in heading if part), "bold")
        yield _rows(job, members)


def _rows(job: Job, rows: Iterable[Row]) -> Table:
    table, columns = _table(), [column for column in SHOWN[job.view] if job.width >= column[1]]
    for name, _, ratio, heading in columns:
        table.add_column(heading, ratio=ratio or None, justify="right" if name in NUMBERS - {"share"} else "left",
                         overflow="fold")  # fmt: skip
    for row in rows:
        table.add_row(*(_flat(name, row) for name, *_ in columns))
    return table


def _flat(name: str, row: Row) -> Text:
    value = row[name]
    if name == "share" and isinstance(value, float):
        return cell("").append(f"{value:>6.1%} ").append("█" * round(value * 12) or "▏", "green")
    if name == "value" and row["high"] is not None:
        return cell(f"{number(value)}-{number(row['high'])}")
    if name in NUMBERS:
        return cell(number(value))
    if name == "kind":
        return cell(value, KINDS.get(str(value), ""))
    style = {"claim": "bold", "source": "bold", "name": "bold", "cue": "italic"}.get(name, "")
    return cell(short(value), style)


def number(value: object) -> str:
    """Return a number with its thousands apart, and without a needless ``.0``."""
    whole = isinstance(value, float) and value.is_integer()
    return f"{int(value) if whole else value:,}" if isinstance(value, int | float) else str(short(value))


def _explanation(explained: Explained) -> Iterator[RenderableType]:
    claim, text = explained.explanation.claim, explained.dispatch.input
    source, heading = _source(claim), _number(claim)
    heading.append(" · ").append_text(cell(f"{claim.rule} · confidence {claim.confidence:.2f}", "not bold dim"))
    if claim.cue:
        source.append(" · ", "not bold").append_text(cell(claim.cue.text, "not bold italic"))
    yield heading
    claimed, steps = _grid(4), _grid(4, LABELS)
    claimed.add_row("", source)
    claimed.add_row("", cell(claim.text))
    for at, step in enumerate(explained.explanation.steps, 1):
        steps.add_row(cell("").append(f"{at:>4}", "dim"), cell(step.name, "bold"), cell(step.detail))
        for start, end in step.spans:
            words = cell(text[start:end])
            said = words.plain in one_line(step.detail)  # then the offsets alone will do
            steps.add_row("", "", cell("").append("" if said else f"{words.plain}  ").append(f"{start}-{end}", "dim"))
    yield from (claimed, cell(""), steps, cell(""))


def _listing(job: Job) -> RenderableType:
    table = _table()
    for column in job.columns:
        table.add_column(column)
    for row in job.rows:
        table.add_row(*(cell(short(row[column]), "" if at else "bold") for at, column in enumerate(job.columns)))
    return table


def _grid(*labels: int) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    for width in labels:
        grid.add_column(min_width=width, no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    return grid


def _table(leading: int = 0) -> Table:
    from rich import box
    from rich.table import Table

    return Table(box=box.SIMPLE_HEAD, show_edge=False, border_style="dim", header_style="dim", expand=True,
                 padding=(0, 1), leading=leading)  # fmt: skip
