"""One text out of the parts that a markup format keeps apart, in the order of the wire, with the place of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.model import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.model import Part


def compose(blocks: Iterable[tuple[Part, str]]) -> tuple[str, tuple[Mark, ...]]:
    r"""Return one text of the ``blocks``, in their order, and the mark of each that is not body.

    Blocks stand a blank line apart, but that a dateline opens the paragraph that follows it. Empty ones are left out.

    >>> compose([("headline", "Rain"), ("dateline", "ZELENA (AFP) -"), ("body", "Rain fell.")])[0]
    'Rain\n\nZELENA (AFP) - Rain fell.'
    """
    text, marks, gap = "", [], ""
    for part, said in blocks:
        if not (said := said.strip()):
            continue
        start = len(text) + len(gap)
        text += gap + said
        if part != "body":
            marks.append(Mark(part, start, len(text)))
        gap = " " if part == "dateline" else "\n\n"
    return text, tuple(marks)
