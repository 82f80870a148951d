"""The way in: arguments to an exit code, with never a traceback."""

from __future__ import annotations

import gc
import os
import sys

from wireparse import __version__

# What a run makes it keeps until it ends, or drops without cycles: looking for garbage often is time lost.
GARBAGE_THRESHOLD = 100_000
OWN = frozenset({"-h", "--help", "--version", "--install-completion", "--show-completion"})


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code of a run with ``arguments``, or those of the process."""
    given = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        if "--version" in _before_dashes(given):
            print(f"wireparse {__version__}")
            return 0
        return _guarded(given)
    except KeyboardInterrupt:
        return 130
    finally:
        _flush()
        if arguments is None:
            gc.freeze()  # the process ends: nothing need be looked through for garbage


def _guarded(given: list[str]) -> int:
    """Run the commands; whatever goes wrong is one line on standard error."""
    from wireparse.cli.notices import say
    from wireparse.errors import UsageError, WireparseError

    try:
        return _called(given)
    except UsageError as error:
        say("error", str(error))
        return 2
    except WireparseError as error:
        say("error", str(error))
    except OSError as error:  # one of the output: those of inputs are counted and told of where they are read
        say("error", f"{error.filename or 'the output'} cannot be written: {error.strerror or error}")
    except Exception as error:
        if os.environ.get("WIREPARSE_DEBUG"):
            raise
        say("error", f"a fault in wireparse, please report it: {type(error).__name__}: {error}")
    return 1


def _called(given: list[str]) -> int:
    import typer
    from typer.main import get_command

    from wireparse.cli.app import commands, only
    from wireparse.cli.notices import say
    from wireparse.cli.quick import quickened
    from wireparse.cli.typeless import typeless

    try:
        arguments = _completed(given, commands())
        command = quickened(typeless(get_command(only(arguments[0] if given else ""))))
        return int(command(arguments, prog_name="wireparse", standalone_mode=False) or 0)
    except typer.TyperException as error:
        message = error.format_message().replace("Value error, ", "").rstrip(".")
        say("error", f"{message}; see: wireparse {_completed(given, commands())[0]} --help")
        return 2
    except SystemExit as stop:
        return 0 if isinstance(stop.__context__, BrokenPipeError) else int(stop.code or 0)


def _completed(given: list[str], commands: tuple[str, ...]) -> list[str]:
    """Return the arguments with ``parse`` in front where they name no command; alone on a terminal, with the help.

    Raises ``UsageError`` where the first one is neither a file nor a command, but almost a command.
    """
    if given and (given[0] in commands or given[0] in OWN):
        return given
    if not given and sys.stdin is not None and sys.stdin.isatty():
        return ["--help"]
    if given and given[0].isalpha() and not os.path.lexists(given[0]):
        _doubt(given[0], commands)
    return ["parse", *given]


def _doubt(word: str, commands: tuple[str, ...]) -> None:
    from difflib import get_close_matches

    from wireparse.errors import UsageError

    for command in get_close_matches(word, commands, n=1, cutoff=0.75):
        raise UsageError(f"there is no command and no file {word!r}; did you mean: wireparse {command}")


def _before_dashes(given: list[str]) -> list[str]:
    """Return the arguments that can be options: those before ``--``."""
    return given[: given.index("--")] if "--" in given else given


def _flush() -> None:
    """Write out what is left, so that a pipe closed by now is no error when Python ends."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        from wireparse.cli.output import abandon_output

        abandon_output()
