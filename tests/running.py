"""Running the program as a person or a script does: in a process of its own, in a pipe or on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Kelmen (AFP)\n\nA fire in a workshop killed seven people, said Dana Orvel.\n\nThe road was cut, said Ilir Baro.\n"
COMMANDS = ("parse", "claims", "sources", "figures", "explain", "batch", "schema", "formats", "languages")


def environment(**more):
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"}}
    return {**kept, "PYTHONPATH": path, **more}


def wire(*arguments, stdin=b"", **more):
    """Run the program; returns exit code, standard output and the lines of standard error."""
    command = [sys.executable, "-m", "wireparse", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment(**more), timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode().splitlines()


def on_terminal(command, env, cwd=None):
    """Run ``command`` with a terminal for all three streams; returns exit code and what it shows."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(command, cwd=cwd, stdin=inner, stdout=inner, stderr=inner, env=env, close_fds=True)
    os.close(inner)
    shown = b""
    while True:
        try:
            piece = os.read(outer, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(outer)
    return process.wait(), shown.decode()


def wire_on_terminal(*arguments, **more):
    """Run the program on a terminal; returns exit code and what it shows."""
    return on_terminal([sys.executable, "-m", "wireparse", *arguments], environment(TERM="xterm-256color", **more))
