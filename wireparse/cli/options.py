"""The options of the commands: one class for each set of them, its annotations as Typer wants them."""

import inspect
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar, dataclass_transform, get_type_hints

import typer

from wireparse.cli.typeless import FLAG
from wireparse.writers import View, writers

INPUT, CLAIMS, FIGURES, OUTPUT = PANELS = ("Input", "Claims", "Figures", "Output")
OUTPUTS = ("summary", "format", "json", "jsonl", "csv", "tsv", "output", "to", "resume", "errors", "color", "quiet")  # their order in the help

Options = TypeVar("Options", bound="Given")


class Color(StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


class Kind(StrEnum):
    """The kinds of claims."""

    direct = "direct"
    indirect = "indirect"
    mixed = "mixed"
    narrated = "narrated"


class Happening(StrEnum):
    """What figures can tell of."""

    killed = "killed"
    wounded = "wounded"
    missing = "missing"
    displaced = "displaced"
    detained = "detained"
    kidnapped = "kidnapped"
    evacuated = "evacuated"
    rescued = "rescued"
    infected = "infected"


class DateFrom(StrEnum):
    """Where a dispatch's date may be taken from, if asked for."""

    name = "name"
    mtime = "mtime"


def _option(panel: str, words: str, *names: str, metavar: str | None = None, hidden: bool = False) -> Any:
    return typer.Option(*names, help=words, rich_help_panel=panel, metavar=metavar, show_default=False, hidden=hidden)


def _input(words: str, *names: str, metavar: str | None = None) -> Any:
    return _option(INPUT, words, *names, metavar=metavar)


def _output(words: str, *names: str, metavar: str | None = None, hidden: bool = False) -> Any:
    return _option(OUTPUT, words, *names, metavar=metavar, hidden=hidden)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Given:
    """The options of one run, by name.

    A dataclass would do, but Python takes longer to make eleven of them than to read a dispatch.
    """

    def __init__(self, **values: object) -> None:
        vars(self).update(values)

    @property
    def shorthands(self) -> tuple[str, ...]:
        """Return the formats asked for by a flag of their own."""
        return tuple(name for name in ("json", "jsonl", "csv", "tsv") if getattr(self, name, False))


class Show(Given):
    """How a result is shown."""

    format: Annotated[str | None, _output("The output format.", "-f", "--format")] = None
    json: Annotated[bool, _output("Short for --format json.", "--json", metavar=FLAG)] = False
    color: Annotated[
        Color | None, _output("Whether to colour; NO_COLOR and FORCE_COLOR count too.", "--color",
                       metavar="auto|always|never"),
    ] = None  # fmt: skip



class Writing(Show):
    """Where results and messages go."""

    output: Annotated[
        str | None,
        _output("Write to this file, whole or not at all; its suffix names the format; - is stdout.", "-o", "--output",
                metavar="FILE"),
    ] = None  # fmt: skip
    quiet: Annotated[bool, _output("No warnings and no progress, only errors.", "-q", "--quiet", metavar=FLAG)] = False


class Inputs(Given):
    """How inputs are read."""

    date: Annotated[
        str | None,
        _input("The dispatch's date, where its text gives none.", "--date", metavar="YYYY-MM-DD"),
    ] = None
    date_from: Annotated[
        DateFrom | None,
        _input("The same, taken from the file's name or its time of change.", "--date-from", metavar="name|mtime"),
    ] = None
    lang: Annotated[
        str | None, _input("The language, where it is not to be told from the text.", "--lang", metavar="CODE")
    ] = None
    input_format: Annotated[
        str | None,
        _input("Read as this format, whatever the content looks like.", "--input-format", metavar="FORMAT"),
    ] = None
    encoding: Annotated[
        str | None, _input("Decode with this encoding instead of finding it out.", "--encoding", metavar="NAME")
    ] = None
    text_column: Annotated[
        str | None, _input("The column of a table (CSV, TSV) that holds the text: its name or number.", "--text-column",
                           metavar="NAME"),
    ] = None  # fmt: skip
    stdin_name: Annotated[
        str, _input("What to call standard input in results and messages.", "--stdin-name", metavar="NAME")
    ] = "-"


class Reading(Inputs, Writing):
    """How inputs are read and results are written."""


class Many(Reading):
    """What the commands over many inputs share."""

    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, directories, globs, or - for standard input.",
                       show_default=False),
    ] = None  # fmt: skip
    files_from: Annotated[
        list[str] | None, _input("Read paths from this file too, one a line; - is stdin.", "--files-from", metavar="FILE")
    ] = None
    jobs: Annotated[
        str, _input("Processes to parse with: a number or auto; the order of results stays.", "-j", "--jobs", metavar="N|auto")
    ] = "1"
    strict: Annotated[bool, _input("Stop at the first input that fails.", "--strict", metavar=FLAG)] = False
    narrated: Annotated[bool, _option(CLAIMS, "The agency's own claims too.", "--all", metavar=FLAG)] = False
    kind: Annotated[
        list[Kind] | None,
        _option(CLAIMS, f"Only claims of this kind: {', '.join(Kind)}; may be repeated.", "--kind", metavar="KIND"),
    ] = None
    source: Annotated[
        list[str] | None,
        _option(CLAIMS, "Only claims whose source has this in its name or words; may be repeated.", "--source",
                metavar="NAME"),
    ] = None  # fmt: skip
    min_confidence: Annotated[
        float | None, _option(CLAIMS, "Only claims at least this sure.", "--min-confidence", metavar="0..1")
    ] = None
    jsonl: Annotated[bool, _output("Short for --format jsonl.", "--jsonl", metavar=FLAG)] = False
    errors: Annotated[
        str | None, _output("Write a JSON record of each error to this file.", "--errors", metavar="FILE.jsonl")
    ] = None


class ParseOptions(Many):
    """The options of ``parse``; csv and tsv are there to be refused with a word on what to do."""

    csv: Annotated[bool, _output("", "--csv", hidden=True)] = False
    tsv: Annotated[bool, _output("", "--tsv", hidden=True)] = False


class RowOptions(Many):
    """The options of the commands that give rows."""

    csv: Annotated[bool, _output("Short for --format csv.", "--csv", metavar=FLAG)] = False
    tsv: Annotated[bool, _output("Short for --format tsv.", "--tsv", metavar=FLAG)] = False


class BatchOptions(Inputs):
    """The options of ``batch``; those for formats are there to be refused with a word on what to do."""

    output: Annotated[
        str,
        _output("The file to write; its name says what: .jsonl, .jsonl.gz, .csv, .db...", "-o", "--output",
                metavar="OUT"),
    ]  # fmt: skip
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="SRC", help="Files, directories, globs, or - for standard input.", show_default=False),
    ] = None
    files_from: Annotated[
        list[str] | None, _input("Read paths from this file too, one a line; - is stdin.", "--files-from", metavar="FILE")
    ] = None
    jobs: Annotated[
        str, _input("Processes to parse with: a number, or auto for one a processor, the default.", "-j", "--jobs",
                    metavar="N|auto"),
    ] = "auto"  # fmt: skip
    shard: Annotated[
        str | None, _input("Only part I of N, for job arrays; the output's name gets it too.", "--shard", metavar="I/N")
    ] = None
    max_size: Annotated[
        str | None,
        _input("Longest dispatch, in characters (5,000,000); 0 is any.", "--max-size", metavar="CHARACTERS"),
    ] = None
    max_time: Annotated[
        str | None,
        _input("Seconds that a dispatch may take, more if it is very long (30); 0 is any.", "--max-time", metavar="SECONDS"),
    ] = None
    narrated: Annotated[bool, _option(CLAIMS, "The agency's own claims too.", "--all", metavar=FLAG)] = False
    to: Annotated[
        str | None, _output("What to write, whatever the name of the output; see wireparse formats.", "--to", metavar="SINK")
    ] = None
    resume: Annotated[
        bool, _output("Go on with a run that was interrupted; leave one of the same inputs that is whole.", "--resume", metavar=FLAG)
    ] = False
    errors: Annotated[
        str | None, _output("The file for records of errors, if there are any (OUT.errors.jsonl).", "--errors", metavar="FILE.jsonl")
    ] = None
    color: Annotated[
        Color | None, _output("Whether to colour; NO_COLOR and FORCE_COLOR count too.", "--color",
                       metavar="auto|always|never"),
    ] = None  # fmt: skip
    quiet: Annotated[bool, _output("No summary and no progress, only errors.", "-q", "--quiet", metavar=FLAG)] = False
    form: Annotated[str | None, _output("", "-f", "--format", hidden=True)] = None
    json: Annotated[bool, _output("", "--json", hidden=True)] = False
    jsonl: Annotated[bool, _output("", "--jsonl", hidden=True)] = False
    csv: Annotated[bool, _output("", "--csv", hidden=True)] = False
    tsv: Annotated[bool, _output("", "--tsv", hidden=True)] = False


class SourceOptions(RowOptions):
    """The options of ``sources``."""

    summary: Annotated[
        bool, _output("One row a type of source instead, named and unnamed apart.", "--summary", metavar=FLAG)
    ] = False


class FigureOptions(RowOptions):
    """The options of ``figures``."""

    event: Annotated[
        list[Happening] | None,
        _option(FIGURES, f"Only figures of this: {', '.join(Happening)}; may be repeated.", "--event", metavar="EVENT"),
    ] = None
    compare: Annotated[
        bool,
        _option(FIGURES, "One row an event and day instead: where sources and dispatches agree, differ or rise.",
                "--compare", metavar=FLAG),
    ] = False  # fmt: skip


class ExplainOptions(Reading):
    """The options of ``explain``."""

    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A file, or - for standard input.", show_default=False)
    ] = None
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="CLAIM", help="Ids of claims, such as c2; all without.", show_default=False)
    ] = None
    dispatch: Annotated[
        str | None,
        _option(CLAIMS, "Only this dispatch of a file that holds several: the number behind its name.", "--dispatch", metavar="N"),
    ] = None

    @property
    def paths(self) -> list[str]:
        return [self.file] if self.file else []

    @property
    def files_from(self) -> list[str]:
        return []


def takes(options: type[Options], view: View) -> Callable[[Callable[[Options], int]], Callable[..., int]]:
    """Return a decorator that turns a function of one ``options`` object into a Typer command with those options.

    Called without any input on a terminal, the command shows its help.
    """
    return lambda command: _Command(command, options, view)


class _Command(Generic[Options]):
    """A function of one options object as Typer takes commands; only the one that is run has its signature made."""

    def __init__(self, command: Callable[[Options], int], options: type[Options], view: View) -> None:
        self.command, self.options, self.view = command, options, view
        self.__name__, self.__doc__ = command.__name__, command.__doc__
        self.__annotations__: dict[str, object] = {}

    def __call__(self, ctx: typer.Context, **values: Any) -> int:
        given = self.options(**values)
        if getattr(given, "paths", True) or getattr(given, "files_from", ()) or not _terminal():
            return self.command(given)
        typer.echo(ctx.get_help(), nl=False)
        return 0

    @property
    def __signature__(self) -> inspect.Signature:
        return _signature(self.options, self.view)


def _terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _signature(options: type[Any], view: View) -> inspect.Signature:
    hints = get_type_hints(options, include_extras=True)
    if "format" in hints:
        hints["format"] = _formats(view)
    keyword, empty = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.empty
    names = sorted(hints, key=lambda name: _rank(name, hints[name]))
    given = [
        inspect.Parameter(name, keyword, annotation=hints[name], default=getattr(options, name, empty)) for name in names
    ]
    return inspect.Signature([inspect.Parameter("ctx", keyword, annotation=typer.Context), *given])


def _rank(name: str, hint: Any) -> tuple[int, int]:
    """Return where a parameter stands in the help: arguments first, then panel by panel."""
    panel = hint.__metadata__[0].rich_help_panel
    return PANELS.index(panel) + 1 if panel in PANELS else 0, OUTPUTS.index(name) if name in OUTPUTS else 0


def _formats(view: View) -> Any:
    """Return the type of ``--format``: one of the writers that can show ``view``."""
    names = [writer.NAME for writer in writers(view)]
    make: Any = StrEnum
    first = next(name for name in ("table", "text") if name in names)
    rest = next(name for name in ("jsonl", "json") if name in names)
    words = f"The output format: {', '.join(names)}. By default {first} on a terminal, else {rest}."
    choices = make("Format", [(name, name) for name in names])
    return Annotated[choices | None, _output(words, "-f", "--format", metavar="FORMAT")]
