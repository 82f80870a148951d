"""From the items of a file to dispatches: what holds no text is counted, what is damaged is said.

An item is a way to make a dispatch, or the name of something that holds no text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.errors import InputError
from wireparse.model import Warning
from wireparse.readers import xmlnames
from wireparse.readers.xmldamage import Salvage
from wireparse.readers.xmlread import Documents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.xmlread import Document
    from wireparse.readers.xmltree import Node

    Item = Callable[[], RawDispatch] | str
    Items = Callable[[Node, Node, str], Iterable[Item]]

EMPTY = "empty item"
MOST, LONGEST = 4, 40
"""So many kinds of what holds no text are named, by so many characters: a damaged file may have any."""


def dispatches(data: bytes, encoding: str | None, tags: Collection[str], items: Items) -> Iterator[RawDispatch]:
    """Yield the dispatches that ``items`` makes of each element of the ``tags``, or of the root where there are none.

    It is called with the element, the root around it and the encoding. What a document is to be warned of goes with its
    last dispatch. Raises ``InputError`` where nothing holds text, and behind the last where an item is too big.
    """
    documents = Documents(data, encoding, tags)
    held: RawDispatch | None = None
    empty = Counter[str]()
    warnings = documents.warnings
    try:
        for document in documents:
            salvage = Salvage()
            for made in _stories(document, tags, items, documents.encoding, salvage):
                if isinstance(made, str):
                    empty[made] += 1
                    continue
                if held:
                    yield held
                held = made
            warnings += document.warnings
            if held and (warnings := (*warnings, *salvage.warnings())):
                held, warnings = replace(held, warnings=(*warnings, *held.warnings)), ()
    except InputError:
        if held:
            yield replace(held, warnings=(*warnings, *held.warnings))
        raise
    left = ", ".join(f"{count} {name[:LONGEST]}{'s' if count > 1 else ''}" for name, count in empty.most_common(MOST))
    if held:
        lost = Warning("left_out", f"without text, so left out: {left}")
        yield replace(held, warnings=(*held.warnings, lost)) if left else held
        return
    damage = next((warning for warning in warnings if warning.code == "damaged"), None)
    found = _anywhere(documents, items) if damage else []
    if not found:
        raise _nothing(left, damage.message if damage else None)
    yield from found[:-1]
    yield replace(found[-1], warnings=(*warnings, *found[-1].warnings))


def _stories(
    document: Document, tags: Collection[str], items: Items, encoding: str, salvage: Salvage
) -> Iterator[RawDispatch | str]:
    """Yield what the items of a document are made into, those of a damaged one too of which the tags are lost."""
    for node, root in document.items():
        if document.warnings:
            xmlnames.hide_private(node)
        made = [_made(item) for item in items(node, root, encoding)]
        if document.warnings:
            salvage.note(node, made)
        yield from made
    for rest in document.rest:
        xmlnames.hide_private(rest)
        for node in salvage.items_in(rest, next(iter(tags))):
            made = [one for one in map(_made, items(node, rest, encoding)) if not isinstance(one, str)]
            salvage.note(node, made)
            yield from made


def _anywhere(documents: Documents, items: Items) -> list[RawDispatch]:
    """Return the stories of a file whose tags are damaged so that they do not stand where its format puts them.

    They are looked for in each element of the tags, and, where that was in vain too, in the whole.
    """
    nodes = [node for document in documents for node, _ in document.items()] if items is not xmlnames.items else []
    for among in (nodes, [documents.whole()]):
        made = [_made(item) for node in among for item in xmlnames.items(node, node, documents.encoding)]
        if found := [one for one in made if not isinstance(one, str)]:
            return found
    return []


def _nothing(left: str, damage: str | None) -> InputError:
    if damage:
        return InputError(f"holds no text to parse; {damage}", code="damaged")
    return InputError(f"holds no text to parse{f', only {left}' if left else ''}", code="no-text")


def _made(item: Item) -> RawDispatch | str:
    if isinstance(item, str):
        return item
    try:
        return item()
    except InputError:
        return EMPTY
