"""wireparse reads news-agency dispatches: what was said, by whom, in which words, with which figures and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireparse.batch import read
    from wireparse.errors import InputError, UsageError, WireparseError
    from wireparse.model import Claim, Date, Dispatch, Figure, Source
    from wireparse.pipeline import Explanation, explain, parse
    from wireparse.span import Span

__version__ = "0.1.0"

_HOMES = {
    "parse": "pipeline", "explain": "pipeline", "Explanation": "pipeline", "read": "batch",
    "Claim": "model", "Date": "model", "Dispatch": "model", "Figure": "model", "Source": "model", "Span": "span",
    "InputError": "errors", "UsageError": "errors", "WireparseError": "errors",
}

__all__ = [
    "Claim", "Date", "Dispatch", "Explanation", "Figure", "InputError", "Source", "Span", "UsageError",
    "WireparseError", "__version__", "explain", "parse", "read",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that ``wireparse --version`` loads nothing."""
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(f"wireparse.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'wireparse' has no attribute {name!r}")
