"""Tables for people: a panel and the claims of each dispatch, or rows; no wider than the terminal, colour only an aid.

Every cell is the source's own text: no markup, no highlighting, no control characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from wireparse.writers import FLAT, Job, View
from wireparse.writers.parts import FRAMES, counts, other_names, parts, stretches, title, values, who
from wireparse.writers.rows import SAID, TITLE, short
from wireparse.writers.safe import one_line
from wireparse.writers.tallies import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from wireparse.model import Claim, Dispatch
    from wireparse.writers import Explained, Row, Step

NAME = "table"
HELP = "tables for people, no wider than the terminal"
VIEWS: frozenset[View] = FLAT | {"parse", "listing"}

WIDE = 120
PANEL = 100  # wide enough for a panel, unless the table below it is wider
LABELS = 12  # the parts' labels; claims have their number and kind in the same column
KINDS = {"direct": "green", "mixed": "magenta", "narrated": "dim"}
STYLES = {"status": "bold red", "headline": "bold", "warning": "red"}

# The columns of each flat view, from which width on they show, their share of the width, and their heading.
SHOWN: dict[View, tuple[tuple[str, int, int, str], ...]] = {
    "claims": (
        ("claim", 0, 0, ""), ("kind", 0, 0, "kind"), ("source_name", 0, 3, "source"), ("cue", WIDE, 2, "cue"),
        ("addressee", 140, 2, "to"), (SAID, 0, 7, "claim"), ("figures", WIDE, 3, "figures"), ("dates", 160, 2, "dates"),
        ("confidence", 160, 0, "conf."),
    ),
    "sources": (
        ("name", 0, 4, "source"), ("type", 0, 0, "type"), ("anonymous", 0, 0, "anonymous"), ("role", WIDE, 3, "role"),
        ("affiliation", WIDE, 3, "affiliation"), ("aliases", 180, 6, "also"), ("dispatches", 100, 0, "dispatches"),
        ("claims", 0, 0, "claims"), ("direct", 140, 0, "direct"), ("indirect", 140, 0, "indirect"),
        ("mixed", 140, 0, "mixed"), ("words", 0, 0, "words"), ("share", 0, 0, "share"),
        ("first", 180, 0, "first"), ("last", 180, 0, "last"),
    ),
    "figures": (
        ("text", 0, 4, "figure"), ("value", 0, 0, "value"), ("unit", 0, 2, "unit"), ("event", 0, 0, "event"),
        ("date", 0, 0, "date"), ("source_name", 0, 4, "source"), ("bound", WIDE, 0, "bound"),
        ("claim", WIDE, 0, "claim"),
    ),
    "summary": (
        ("type", 0, 0, "type"), ("anonymous", 0, 0, "anonymous"), ("sources", 0, 0, "sources"),
        ("claims", 0, 0, "claims"), ("direct", WIDE, 0, "direct"), ("indirect", WIDE, 0, "indirect"),
        ("mixed", WIDE, 0, "mixed"), ("words", 0, 0, "words"), ("quoted_words", WIDE, 0, "quoted"),
        ("share", 0, 0, "share"),
    ),
    "comparison": (
        ("event", 0, 0, "event"), ("date", 0, 0, "date"), ("places", 100, 2, "place"), ("unit", 0, 2, "unit"), ("verdict", 0, 0, "verdict"),
        ("low", 0, 0, "low"), ("high", 0, 0, "high"), ("sources", WIDE, 0, "sources"),
        ("dispatches", WIDE, 0, "dispatches"), ("told", 0, 6, "told"),
    ),
}  # fmt: skip
LEAST = ("date", "unit", "anonymous", "share", "kind", "words", "type", "event")  # the first to go where it is narrow
GAP = 3  # between two columns
LONGEST = 24  # a longer word may be broken
NUMBERS = frozenset({"value", "low", "high", "sources", "quoted_words", "dispatches", "claims", "direct", "indirect", "mixed", "words", "share", "confidence"})
STACKED = frozenset({"figures", "dates", "told"})  # one a line
UNDATED = frozenset({"sources", "summary", "comparison"})
DATED = {"claims": "date", "figures": "dispatched"}


@dataclass(slots=True)
class Column:
    """One column of a table: ``ratio`` is its share of the free width, 0 where it takes what its cells need."""

    heading: str
    ratio: int
    cells: list[Text] = field(default_factory=list)
    right: bool = False
    whole: bool = False

    @property
    def empty(self) -> bool:
        return not any(self.cells)

    @property
    def least(self) -> int:
        """The width below which a word would be broken, or a line of a ``whole`` column, or a cell that is not to be wrapped."""
        from rich.cells import cell_len

        texts = [self.heading, *(shown.plain for shown in self.cells)]
        if not self.ratio:
            return max(cell_len(text) for text in texts)
        pieces = [piece for text in texts for piece in (text.split("\n") if self.whole else text.split())]
        return min(LONGEST, max(map(cell_len, pieces), default=1))

    @property
    def most(self) -> int:
        """The width from which on no cell has to be wrapped."""
        from rich.cells import cell_len

        lines = [self.heading, *(line for shown in self.cells for line in shown.plain.split("\n"))]
        return max(map(cell_len, lines))


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
            yield from _dispatch(dispatch, job, first=number == 0)
    elif job.view in DATED:
        yield from _by_dispatch(job, DATED[job.view])
    elif job.view in UNDATED:
        rows = list(job.rows)
        yield from [_rows(job, rows)] if rows else []
    elif job.view == "explain":
        for heading, members in groupby(job.explained, key=lambda explained: _heading(explained.dispatch)):
            yield from (heading, cell(""))
            for explained in members:
                yield from _explanation(explained)
    else:
        yield _listing(job)


def _dispatch(dispatch: Dispatch, job: Job, *, first: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    if not first:
        yield Text()
    width = min(job.width, PANEL)
    claims: RenderableType = cell("").append(f"  no claims {'match the filters' if job.filtered else 'found'}", "dim")
    if dispatch.claims and job.width >= WIDE:
        claims = table = _wide(dispatch, job.width)
        width = max(width, sum([(column.width or 0) + GAP for column in table.columns]) - 1)
    elif dispatch.claims:
        claims = _narrow(dispatch, width)
    yield from (_panel(dispatch, width), Text(), claims)


def _panel(dispatch: Dispatch, width: int) -> RenderableType:
    """Return the parts in a frame, or a heading alone where the text has none."""
    from rich import box
    from rich.panel import Panel

    grid = _grid(LABELS)
    for label, text, remark in parts(dispatch):
        grid.add_row(cell(label, "dim"), _with_remark(cell(text, STYLES.get(label, "")), remark))
    for warning in dispatch.warnings:
        grid.add_row(cell("warning", STYLES["warning"]), cell(warning.message))
    found = cell(counts(dispatch), "not bold dim")
    name = cell(title(dispatch), "bold")
    if not grid.row_count:
        return cell("▌", "bold").append(" ").append_text(name).append(" · ").append_text(found)
    return Panel(grid, title=name, title_align="left", subtitle=found, subtitle_align="left", box=box.ROUNDED,
                 border_style="dim", padding=(0, 1), width=width)  # fmt: skip


def _narrow(dispatch: Dispatch, width: int) -> Table:
    grid = _grid(LABELS + 2)  # the panel's frame takes two
    grid.width = width
    for at, claim in enumerate(dispatch.claims):
        if at:
            grid.add_row("", "")
        grid.add_row(_number(claim), _source_and_cue(claim))
        grid.add_row(cell(""), cell(stretches(dispatch, claim)))
        figures, dates = values(dispatch, claim)
        if figures or dates:
            grid.add_row(cell(""), cell(" · ".join(figures + dates), "dim"))
    return grid


def _wide(dispatch: Dispatch, width: int) -> Table:
    columns = [Column("", 0), Column("source", 4), Column("cue", 2), Column("claim", 8), Column("figures", 3),
               Column("dates", 3)]  # fmt: skip
    for claim in dispatch.claims:
        found = (_stack(lines) for lines in values(dispatch, claim))
        row = (_number(claim), _source(claim), _cue(claim), cell(stretches(dispatch, claim)), *found)
        for column, shown in zip(columns, row, strict=True):
            column.cells.append(shown)
    return _filled([column for column in columns if not column.empty], width, leading=1)


def _number(claim: Claim) -> Text:
    return cell("").append(f" {claim.id:<4}", "bold").append(claim.kind, KINDS.get(claim.kind, ""))


def _source(claim: Claim) -> Text:
    name, remark = who(claim)
    return _with_remark(cell(name, "bold" if claim.source else "dim"), remark)


def _cue(claim: Claim) -> Text:
    """Return the cue, with the one spoken to behind it."""
    cue = cell(claim.cue.text if claim.cue else "", "not bold italic")
    return _with_remark(cue, f"to {claim.addressee.text}" if claim.addressee else "")


def _source_and_cue(claim: Claim) -> Text:
    source = _source(claim)
    return source.append(" · ", "not bold").append_text(_cue(claim)) if claim.cue else source


def _with_remark(text: Text, remark: str) -> Text:
    """Return ``text`` with a dim remark in brackets behind it."""
    return text.append(" ").append_text(cell(f"({remark})", "not bold dim")) if remark else text


def _stack(lines: list[str]) -> Text:
    from rich.text import Text

    return Text("\n").join([cell(line) for line in lines])


def _by_dispatch(job: Job, dated: str) -> Iterator[RenderableType]:
    """Yield a heading and a table for each dispatch, so that each shows as soon as it is parsed."""
    for at, (_, rows) in enumerate(groupby(job.rows, key=lambda row: (row[TITLE], row["id"]))):
        members = list(rows)
        if at:
            yield cell("")
        yield _named(members[0][TITLE], members[0][dated], members[0]["place"])
        yield _rows(job, members)


def _named(*parts: object) -> Text:
    """Return the heading of what belongs to one dispatch: its name, its date and its place, as far as they are known."""
    return cell("▌ " + " · ".join(str(part) for part in parts if part), "bold")


def _heading(dispatch: Dispatch) -> Text:
    return _named(title(dispatch), dispatch.date and dispatch.date.value, place_of(dispatch))


def _rows(job: Job, rows: list[Row]) -> Table:
    """Return the rows as a table, without the columns that count least where the width is too small for all."""
    columns = {
        name: Column(heading, ratio, [_flat(name, row) for row in rows], right=name in NUMBERS - {"share"},
                     whole=name == "figures")
        for name, least, ratio, heading in SHOWN[job.view] if job.width >= least
    }  # fmt: skip
    least = {name: column.least + GAP for name, column in columns.items()}
    for name in LEAST:
        if name in columns and sum(least.values()) > job.width + 1:
            del columns[name], least[name]
    return _filled(columns.values(), job.width)


def _filled(columns: Iterable[Column], width: int, leading: int = 0) -> Table:
    """Return the table of ``columns``, each as wide as its longest word at least, if all can be."""
    table, columns = _table(leading), list(columns)
    for column, fitted in zip(columns, _widths(columns, width + 1 - GAP * len(columns)), strict=True):
        table.add_column(column.heading, width=fitted, justify="right" if column.right else "left", overflow="fold")
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*row)
    return table


def _widths(columns: list[Column], space: int) -> list[int | None]:
    """Return the width of each column, ``space`` in all: by their shares, but from the least to the most they need.

    None for each where there is no room even for that; then whatever is widest has to give way.
    """
    widths = [column.least for column in columns]
    free = {at: column.ratio for at, column in enumerate(columns) if column.ratio}
    space -= sum(width for at, width in enumerate(widths) if at not in free)
    while settled := _settled(columns, free, space):
        for at, width in settled.items():
            widths[at] = width
            del free[at]
        space -= sum(settled.values())
    if space < 0:
        return [None] * len(columns)
    for at in list(free):
        widths[at] = space * free[at] // sum(free.values())
        space -= widths[at]
        del free[at]
    return list(widths)


def _settled(columns: list[Column], free: dict[int, int], space: int) -> dict[int, int]:
    """Return the widths of those ``free`` columns whose share of ``space`` is too small, else of those it is too big for."""
    total = sum(free.values())
    small = {at: columns[at].least for at, ratio in free.items() if columns[at].least * total > ratio * space}
    return small or {at: columns[at].most for at, ratio in free.items() if columns[at].most * total < ratio * space}


def _flat(name: str, row: Row) -> Text:
    value = row[name]
    if name == "share" and isinstance(value, float):
        return cell("").append(f"{value:>6.1%} ").append("█" * round(value * 12) or "▏", "green")
    if name == "anonymous":
        return cell("yes" if value else "")
    if name == "value" and row["high"] is not None:
        return cell(f"{number(value)}-{number(row['high'])}")
    if name in STACKED and isinstance(value, list):
        return _stack([str(short([member])) for member in value])
    if name == "aliases":
        return cell(short(other_names(row)))
    if name == "confidence":
        return cell(f"{value:.2f}")
    if name in NUMBERS:
        return cell(number(value))
    if name == "kind":
        return cell(value, KINDS.get(str(value), ""))
    style = {"claim": "bold", "source_name": "bold", "name": "bold", "cue": "italic"}.get(name, "")
    return cell(short(value), style)


def number(value: object) -> str:
    """Return a number with its thousands apart, and without a needless ``.0``."""
    whole = isinstance(value, float) and value.is_integer()
    return f"{int(value) if whole else value:,}" if isinstance(value, int | float) else str(short(value))


def _explanation(explained: Explained) -> Iterator[RenderableType]:
    claim, text = explained.explanation.claim, explained.dispatch.input
    heading = _number(claim)
    heading.append(" · ").append_text(cell(f"{claim.rule} · confidence {claim.confidence:.2f}", "not bold dim"))
    yield heading
    claimed, steps = _grid(4), _grid(4, LABELS)
    claimed.add_row("", _source_and_cue(claim))
    claimed.add_row("", cell(stretches(explained.dispatch, claim)))
    for at, step in enumerate(explained.explanation.steps, 1):
        steps.add_row(cell("").append(f"{at:>4}", "dim"), cell(step.name, "bold"), cell(_detail(step)))
        for start, end in step.spans:
            words = cell(text[start:end])
            said = words.plain in one_line(step.detail)  # then the offsets alone will do
            steps.add_row("", "", cell("").append("" if said else f"{words.plain}  ").append(f"{start}-{end}", "dim"))
    yield from (claimed, cell(""), steps, cell(""))


def _detail(step: Step) -> str:
    """Return what was decided, in words where it is the name of a frame."""
    return FRAMES.get(step.detail, step.detail) if step.name == "frame" else step.detail


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

    return Table(box=box.SIMPLE_HEAD, show_edge=False, border_style="dim", header_style="dim", padding=(0, 1), leading=leading)  # fmt: skip
