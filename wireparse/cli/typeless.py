"""Help without the types of Python: ``--help <bool>`` and ``PATH <list[str]>`` tell a user nothing."""

from __future__ import annotations

from typing import Any

import typer

FLAG = " "  # the type of a flag, as the help shows it: none


def typeless(group: Any) -> Any:
    """Return ``group`` with no type shown for flags and arguments; a Typer without such types takes no notice."""
    for command in (group, *group.commands.values()):
        for param in command.get_params(typer.Context(command, **group.context_settings)):
            if param.param_type_name == "argument":
                param.display_type_rich = _nothing
            elif getattr(param, "is_flag", False) and param.metavar is None:
                param.metavar = FLAG
    return group


def _nothing(ctx: Any) -> None:  # Typer's own signature
    """Return no type."""
