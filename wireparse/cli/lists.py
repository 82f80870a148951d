"""What can be read, written and spoken, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.writers import Row

FORMATS = ("name", "does", "for", "what")
LANGUAGES = ("code", "name")


def formats() -> Iterator[Row]:
    """Yield a row for each reader, then for each writer with the commands that it serves, then for each sink."""
    from wireparse.readers import readers
    from wireparse.sinks import sinks
    from wireparse.writers import writers

    for reader in readers():
        yield {"name": reader.NAME, "does": "read", "for": ["--input-format"], "what": reader.HELP}
    for writer in writers():
        views = sorted("formats" if view == "listing" else view for view in writer.VIEWS)
        yield {"name": writer.NAME, "does": "write", "for": views, "what": writer.HELP}
    for sink in sinks():
        yield {"name": sink.NAME, "does": "write", "for": ["batch"], "what": sink.HELP}


def languages() -> Iterator[Row]:
    """Yield a row for each language file."""
    from wireparse import packs

    for code in packs.languages():
        yield {"code": code, "name": packs.load_pack(code).tables.get("name")}
