"""What several test files start from."""

from __future__ import annotations

import pytest
from running import TEXT


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A directory with two good files, and the process in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    return tmp_path
