"""What damage has done to the items of a document: those that have lost their tags are found, text that is lost is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireparse.model import Warning
from wireparse.readers.xmlnames import BODIES, PARAGRAPH
from wireparse.readers.xmltext import flat_paragraphs
from wireparse.readers.xmltree import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wireparse.readers import RawDispatch


class Salvage:
    """The paragraphs of a damaged document that have come into no dispatch, counted while its items are read."""

    def __init__(self) -> None:
        self.lost = 0

    def note(self, node: Node, made: Sequence[RawDispatch | str]) -> None:
        """Count the paragraphs inside ``node`` that are in none of the dispatches ``made`` of it."""
        told = "".join(_letters(one.text) for one in made if not isinstance(one, str))
        self.lost += sum(_letters(said) not in told for said in _paragraphs(node))

    def items_in(self, rest: Node, tag: str) -> Iterator[Node]:
        """Yield elements called ``tag`` of what stands in ``rest`` outside all items: a new one where a child's name recurs."""
        item, seen, last = Node(tag, {}), set[str](), ""
        for part in rest.nodes:
            if part.tag != last and part.tag in seen:
                yield item
                item, seen = Node(tag, {}), set()
            item.add(part)
            seen.add(part.tag)
            last = part.tag
        yield item

    def warnings(self) -> tuple[Warning, ...]:
        """Return a warning where paragraphs were lost."""
        if not self.lost:
            return ()
        lost = f"{self.lost:,} paragraphs were" if self.lost > 1 else "a paragraph was"
        return (Warning("left_out", f"{lost} left out: lost tags have put what stands there outside the stories"),)


def _paragraphs(node: Node) -> Iterator[str]:
    """Yield the text of what is called a paragraph inside ``node``, or a body without elements."""
    for inside in node.descendants():
        if PARAGRAPH.fullmatch(inside.tag):
            yield inside.text
        elif inside.tag in BODIES and not inside.nodes:
            yield from flat_paragraphs("".join(inside.texts()))


def _letters(said: str) -> str:
    return "".join(filter(str.isalnum, said))
