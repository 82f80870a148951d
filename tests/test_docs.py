"""The README names every command and every option, its screens are what the program prints, and its Python runs.

As a program this file runs the commands in the pages and writes their screens anew.
"""

from __future__ import annotations

import atexit
import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from running import ROOT, on_terminal
from typer.main import get_command

from wireparse.cli.app import app, commands

README = ROOT / "README.md"
PAGES = (README, ROOT / "samples" / "README.md")
SCREEN = re.compile(r"^(```console(?: columns=(\d+))?\n\$ ([^\n]*)\n)(.*?)^```$", re.MULTILINE | re.DOTALL)
GROUP = get_command(app)


def options():
    """Yield each visible option with its command."""
    for command in (GROUP, *GROUP.commands.values()):
        for param in command.params:
            if not getattr(param, "hidden", False):
                yield from ((command.name, option) for option in param.opts if option.startswith("--"))


def screens():
    """Yield the width, the command and what is shown, for each screen of the pages."""
    for page in PAGES:
        for _, width, command, shown in SCREEN.findall(page.read_text(encoding="utf-8")):
            yield pytest.param(width, command, shown, id=f"{page.parent.name}: {command[:60]}")


@cache
def database():
    """Return the database that the recipes ask, made as the pages say."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    printed("", "wireparse batch samples/ -o wire.db", folder)
    return Path(folder) / "here" / "wire.db"


def printed(width, command, folder):
    """Return what ``command`` prints, on a terminal of that width or in a pipe, beside ``samples`` and nothing else."""
    program, here = Path(folder) / "wireparse", Path(folder) / "here"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wireparse "$@"\n')
    program.chmod(0o755)
    here.mkdir()
    (here / "samples").symlink_to(ROOT / "samples")
    if "wire.db" in command and "-o wire.db" not in command:
        shutil.copy(database(), here)
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    env = {**kept, "PATH": f"{folder}{os.pathsep}{kept['PATH']}", "PYTHONPATH": str(ROOT)}
    shell = ["bash", "-c", f"{{ {command}; }} 2>&1"]
    if not width:
        return subprocess.run(shell, cwd=here, env=env, capture_output=True, text=True, check=False).stdout
    return on_terminal(shell, {**env, "COLUMNS": width, "NO_COLOR": "1", "TERM": "xterm"}, here)[1].replace("\r\n", "\n")


@pytest.mark.parametrize("command", commands())
def test_the_readme_shows_every_command(command):
    assert f"wireparse {command}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", sorted({option for _, option in options()}))
def test_the_readme_names_every_option(option):
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", README.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("width", "command", "shown"), list(screens()))
def test_a_screen_is_what_the_program_prints(width, command, shown, tmp_path):
    for tool in ("jq", "sqlite3"):
        if tool in command and not shutil.which(tool):
            pytest.skip(f"no {tool} here")
    assert printed(width, command, tmp_path).rstrip("\n") == shown.rstrip("\n")


def test_the_python_of_the_readme_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert tried >= 5
    assert failed == 0


def test_the_examples_in_docstrings_hold():
    tried = 0
    for path in sorted((ROOT / "wireparse").rglob("*.py")):
        if ">>>" in path.read_text(encoding="utf-8"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found = doctest.testmod(import_module(module))
            assert found.failed == 0, module
            tried += found.attempted
    assert tried > 50


def test_ci_runs_the_second_command_as_the_readme_has_it():
    lines = README.read_text(encoding="utf-8").splitlines()
    second = [line for line in lines if line.startswith("python3 -m venv")][1]
    assert second in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def renewed(screen):
    """Return the screen as the program prints it now."""
    with tempfile.TemporaryDirectory() as scratch:
        return f"{screen[1]}{printed(screen[2], screen[3], scratch).rstrip()}\n```"


if __name__ == "__main__":
    for each in PAGES:
        each.write_text(SCREEN.sub(renewed, each.read_text(encoding="utf-8")), encoding="utf-8")
