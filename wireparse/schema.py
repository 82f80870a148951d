"""The published JSON Schema (2020-12) of one dispatch, version 1; the file beside this module is the original."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def text() -> str:
    """Return the schema as it is published."""
    return resources.files("wireparse").joinpath("schema.json").read_text(encoding="utf-8")


def load() -> dict[str, Any]:
    """Return the schema as a dictionary.

    >>> load()["properties"]["schema"]
    {'const': 'wireparse/1'}
    """
    found: dict[str, Any] = json.loads(text())
    return found
