"""What several test files start from."""

from __future__ import annotations

import os
import shutil
import sys

import pytest
from hypothesis import settings
from running import TEXT

from wireparse import shards

# How long an example takes tells of the machine, not of the code.
settings.register_profile("plain", deadline=None)
settings.load_profile("plain")
sys.modules["trafilatura"] = None  # pages are read by the project's own rules, whatever is installed


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A directory with two good files, and the process in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    return tmp_path


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """A directory with an archive of ten dispatches, one of them twice, and an empty file; saved often."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shards, "SAVE_DISPATCHES", 3)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # a process that dies takes nothing with it that this would save
    (tmp_path / "in").mkdir()
    for number in range(10):
        text = f"KELMEN, March {number + 1}, 2021 (AFP) - A fire killed {number or 1} people, said Dana Orvel.\n"
        (tmp_path / "in" / f"{number:02}.txt").write_text(text)
    shutil.copy(tmp_path / "in" / "03.txt", tmp_path / "in" / "05b.txt")
    (tmp_path / "in" / "04b.txt").write_text("")
    return tmp_path
