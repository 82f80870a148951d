"""A quicker start: Typer makes a pydantic adapter for each parameter in each run, even where nothing was given.

Ours are strings that ``build`` checks, so they can pass as they are; only choices go to Typer's own check, and only
when given. That saves the import of pydantic, a third of the time of a short run. A Typer that works otherwise takes
no notice of this.
"""

from __future__ import annotations

from typing import Any

import typer

HOOK = "_runtime_param"
PLAIN = (str, list[str])


class Late:
    """Stands in for an adapter until a value has to be checked."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return ``value`` where there is nothing to check, else what Typer makes of it."""
        if value is None or param.type_descriptor.annotation in PLAIN:
            return value
        setattr(param, HOOK, None)
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def quickened(group: Any) -> Any:
    """Return ``group`` with adapters put off in all its commands, where this Typer has any."""
    for command in (group, *group.commands.values()):
        for param in command.get_params(typer.Context(command, **group.context_settings)):
            if hasattr(param, HOOK) and hasattr(param, "type_descriptor") and hasattr(param, "get_runtime_param"):
                setattr(param, HOOK, Late())
    return group
