"""Half-open character offsets over one untouched text."""

from __future__ import annotations

from typing import NamedTuple

Offsets = tuple[int, int]


def fold(text: str) -> str:
    r"""Return ``text`` with every run of white space made one space, and none at the ends.

    >>> fold(" a  toll \n of 12 ")
    'a toll of 12'
    """
    if text.isprintable() and "  " not in text:
        # The only white space that can be printed is the space: most stretches are as they should be.
        return text.strip(" ")
    return " ".join(text.split())


def trimmed(text: str, start: int, end: int) -> Offsets:
    """Return ``(start, end)`` pulled in over white space at both ends.

    >>> trimmed(" a b ", 0, 5)
    (1, 4)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class Span(NamedTuple):
    """A stretch of the dispatch: ``text`` is ``input[start:end]`` with its white space folded."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of ``text[start:end]``, white space at the ends left out."""
        there = text[start:end]
        folded = fold(there)
        if len(folded) < len(there):
            start, end = trimmed(text, start, end)
        # what cls(start, end, folded) is, without a function of Python's own
        return tuple.__new__(cls, (start, end, folded))

    def to_dict(self) -> dict[str, object]:
        """Return the JSON form: text, start, end."""
        return {"text": self.text, "start": self.start, "end": self.end}
