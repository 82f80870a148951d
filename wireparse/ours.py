"""What wireparse itself wrote, told by how it opens: results, errors and manifests are no copy to be read again."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress

ENOUGH = 4096
ROWS = (
    "file id date agency place", "file id dispatched date event", "name type role affiliation aliases",
    "type anonymous sources claims", "event date unit verdict",
)  # fmt: skip
OTHERS = ("file index code message", "file index id claim")  # errors, explanations
VALUE = r'\s*(?:"(?:[^"\\]|\\.)*"|[\w.-]+)\s*,\s*'
OBJECT = "|".join(VALUE.join(f'"{name}":' for name in names.split()) for names in (*ROWS, *OTHERS))
JSON = rf'[\[\s]*\{{\s*(?:"schema":\s*"wireparse/|"manifest":\s*"wireparse-batch/|{OBJECT})'.encode()
HEADS = tuple(
    (start + mark.join(names.split()) + mark).encode() for names in ROWS for start, mark in (("", ","), ("", "\t"), ("| ", " | "))
)
SHEET = rb"## [^\n]*\n\n\| part \| text \|\n"
SCREENS = "╭─ |▌ | [^\n]*\n(?:─){30}".encode()
DATABASE, GZIP = b"SQLite format 3\0", b"\x1f\x8b"
MARK = b"wire"
"""The application_id of a database of wireparse, which SQLite keeps at ``MARK_AT`` of the file."""
MARK_AT = 68
MANIFEST = ".manifest.json"
"""What stands behind an output's name in that of its manifest."""


def is_ours(head: bytes) -> bool:
    """Tell whether ``head`` opens a result of wireparse in JSON, JSON Lines, CSV, TSV, Markdown or SQLite, its errors or a manifest.

    >>> is_ours(b'{"schema": "wireparse/1", "file"'), is_ours(b"file,id,date,agency,place,"), is_ours(b"KELMEN (AFP) - ")
    (True, True, False)
    """
    if head.startswith(HEADS):
        return True
    if head.startswith(DATABASE):
        return head[MARK_AT : MARK_AT + len(MARK)] == MARK
    pattern = JSON if head.lstrip()[:1] in (b"{", b"[") else SHEET
    return re.match(pattern, head) is not None


def is_emptied(path: str) -> bool:
    """Tell whether a manifest of wireparse stands beside ``path``: an empty file there is a result with nothing in it."""
    try:
        with open(f"{path}{MANIFEST}", "rb") as file:
            return is_ours(file.read(ENOUGH))
    except OSError:
        return False


def may_be_replaced(path: str) -> bool:
    """Tell whether the file ``path`` holds nothing, or what an earlier run wrote: a table for people or a database too."""
    with open(path, "rb") as file:
        head = file.read(ENOUGH)
    if head.startswith(GZIP):
        with suppress(zlib.error):
            head = zlib.decompressobj(31).decompress(head, ENOUGH)
    return not head or head.startswith(DATABASE) or is_ours(head) or re.match(SCREENS, head) is not None
