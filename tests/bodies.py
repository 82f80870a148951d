"""Bodies without a head: what the tests of single stages read, one text straight through the stages before theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wireparse.packs import load_pack
from wireparse.span import Span, fold
from wireparse.stages.attributions import find_attributions
from wireparse.stages.quotes import find_quotes
from wireparse.stages.sentences import find_sentences
from wireparse.stages.sources import find_sources
from wireparse.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wireparse.span import Offsets
    from wireparse.stages.attributions import Attribution
    from wireparse.stages.quotes import Quotes
    from wireparse.stages.sentences import Sentence
    from wireparse.stages.sources import Sourcing
    from wireparse.words import Words

PACK = load_pack("en")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the stretches of ``text`` between blank lines."""
    return tuple(Span.of(text, *found.span()) for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text))


@dataclass(frozen=True)
class Body:
    """One body of English, each stage run when it is first asked for."""

    text: str

    @cached_property
    def words(self) -> Words:
        """The tagged words; their tags are settled by ``sentences``."""
        return read_words(self.text, 0, len(self.text), PACK)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, as ranges of words."""
        return find_sentences(self.words, paragraphs(self.text), PACK)

    @cached_property
    def quotes(self) -> Quotes:
        """The outermost quotations and the odd marks."""
        return find_quotes(self.words, self.sentences)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """The attributions, nested ones too."""
        return find_attributions(self.words, self.sentences, self.quotes, PACK)

    @cached_property
    def sourcing(self) -> Sourcing:
        """The identities behind the sources of the attributions."""
        return find_sources(self.words, [found.source for found in self.attributions if found.source], PACK, paragraphs(self.text))

    def show(self, span: Offsets) -> str:
        """Return the text of ``span``, white space folded."""
        return fold(self.text[span[0] : span[1]])

    def shows(self, spans: Iterable[Offsets]) -> list[str]:
        """Return the text of each of ``spans``."""
        return [self.show(span) for span in spans]
