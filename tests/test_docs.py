"""The README names every command and every option that the help does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from wireparse.cli.app import app, commands

README = Path(__file__).resolve().parent.parent / "README.md"
GROUP = get_command(app)


def options():
    """Yield each visible option with its command."""
    for command in (GROUP, *GROUP.commands.values()):
        for param in command.params:
            if not getattr(param, "hidden", False):
                yield from ((command.name, option) for option in param.opts if option.startswith("--"))


@pytest.mark.parametrize("command", commands())
def test_the_readme_shows_every_command(command):
    assert f"wireparse {command}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", sorted({option for _, option in options()}))
def test_the_readme_names_every_option(option):
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", README.read_text(encoding="utf-8"))
