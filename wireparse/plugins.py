"""Plug-ins by folder: each module of a package that defines ``NAME`` is one; adding a file adds it."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from wireparse.errors import WireparseError

if TYPE_CHECKING:
    from types import ModuleType


@cache
def discover(package: ModuleType) -> tuple[ModuleType, ...]:
    """Return the modules of ``package`` that define ``NAME``, in name order; two of one name are an error.

    >>> import wireparse.readers
    >>> "text" in [reader.NAME for reader in discover(wireparse.readers)]
    True
    """
    found: dict[str, ModuleType] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = import_module(f"{package.__name__}.{info.name}")
        name = getattr(module, "NAME", None)
        if name is None:
            continue
        if name in found:
            both = f"{found[name].__name__} and {module.__name__}"
            raise WireparseError(f"{both} are both named {name!r}; rename one", code="plugin")
        found[name] = module
    return tuple(found[name] for name in sorted(found))
