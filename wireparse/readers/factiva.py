"""Exports of Factiva, HTML and XML: fields under two-letter codes, the body in LP (its lede) and TD (the rest)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wireparse.errors import InputError
from wireparse.model import Header, Warning
from wireparse.readers.decoding import HEAD, refuse_empty
from wireparse.readers.header import assemble
from wireparse.readers.htmltext import blocks, paragraphs
from wireparse.readers.markup import decode_markup, elements
from wireparse.readers.stamps import iso
from wireparse.readers.stories import broken_off, provider_of, unpaired
from wireparse.readers.xmlread import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers import RawDispatch
    from wireparse.readers.decoding import Decoded
    from wireparse.readers.htmltext import Block, Element

NAME = "factiva"
HELP = "exports of Factiva, HTML or XML"
CODE = re.compile(r"[A-Z]{2,3}")
XML = {
    "headline": "HD", "byline": "BY", "creditline": "CR", "publicationdate": "PD", "publicationtime": "ET", "sourcename": "SN",
    "publishername": "PUB", "baselanguage": "LA", "copyright": "CY", "leadparagraph": "LP", "tailparagraphs": "TD",
    "accessionno": "AN", "columnname": "CLM", "sectionname": "SE", "hd": "HD", "by": "BY", "pd": "PD", "et": "ET", "sn": "SN",
    "la": "LA", "cy": "CY", "lp": "LP", "td": "TD", "an": "AN", "ns": "NS",
}  # fmt: skip
LANGUAGES = {
    "english": "en", "anglais": "en", "inglés": "en", "englisch": "en", "french": "fr", "français": "fr", "german": "de",
    "deutsch": "de", "allemand": "de", "spanish": "es", "español": "es", "espagnol": "es", "arabic": "ar", "arabe": "ar",
    "portuguese": "pt", "português": "pt", "italian": "it", "italiano": "it",
}  # fmt: skip
ARTICLES, INDEXES = frozenset({"article"}), frozenset({"index"})
DIV = re.compile(r"<(/?)div\b", re.IGNORECASE)
LONGEST_DATE, LONGEST_NAME = 25, 100
TIME = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)")
WORDS = re.compile(r"[\d,.\s]+ (?:words|mots|wörter|palabras|parole)", re.IGNORECASE)
RIGHTS = re.compile(r"\(c\)|©|copyright", re.IGNORECASE)

UNSURE = frozenset({"BY", "SN", "SC"})
"""What a line may be for want of anything else; a paragraph is the text then."""

Fields = dict[str, list[str]]


def sniff(head: bytes) -> float:
    """Return a high score where the page calls itself Factiva, or the XML is its answer."""
    opened = root_of(head).lower()
    if opened == "ppsresponse":
        return 0.95
    return 0.95 if opened and (b"<title>Factiva" in head or b"articleParagraph" in head) else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the articles; raises ``InputError`` where there are none."""
    decoded = decode_markup(data, encoding)
    refuse_empty(decoded.text)
    unopened = _lost_starts(decoded.text)
    lost = broken_off(decoded.text) or (*unopened, *unpaired(decoded.text, "td"))
    decoded = replace(decoded, warnings=(*decoded.warnings, *lost))
    found = False
    root = root_of(decoded.text[:HEAD].encode("utf-8", "replace")).lower()
    for fields in _from_xml(decoded.text) if root == "ppsresponse" else _from_html(decoded.text, damaged=bool(unopened)):
        if fields.get("HD") or fields.get("LP") or fields.get("TD"):
            found = True
            yield _made(fields, decoded)
    if not found:
        raise InputError("is a Factiva export without articles; there is nothing to parse", code="empty")


def _made(fields: Fields, decoded: Decoded) -> RawDispatch:
    def one(*codes: str) -> str:
        return next((" ".join(fields[code]) for code in codes if fields.get(code)), "")

    header = Header(
        id=one("AN").removeprefix("Document ") or None,
        headline=one("HD") or None,
        byline=one("BY") or None,
        keywords=tuple(code.partition(":")[0].strip() for code in one("NS").split("|") if code.strip()),
        categories=tuple(fields.get("SE", ())),
        genre=one("CLM") or None,
        date=_when(one("PD"), one("ET")),
        language=LANGUAGES.get(one("LA").casefold(), one("LA").lower() if len(one("LA")) == 2 else None),
        provider=provider_of([one("SN"), one("PUB"), one("CR")]),
    )
    body = [*fields.get("LP", ()), *fields.get("TD", ())]
    return assemble(NAME, header, body, encoding=decoded.encoding, rights=one("CY"), warnings=decoded.warnings)


def _when(day: str, time: str) -> str | None:
    """Return the day in ISO 8601, with the time where there is one."""
    date, clock = iso(day), TIME.search(time)
    return f"{date}T{int(clock[1]):02}:{clock[2]}:00" if date and clock else date


def _from_xml(text: str) -> Iterator[Fields]:
    for article in elements(text, frozenset({"article"})):
        fields: Fields = {}
        for part in elements(article.markup, frozenset(XML)):
            fields.setdefault(XML[part.name], []).extend(paragraphs(part.html))
        yield fields


def _from_html(text: str, *, damaged: bool) -> Iterator[Fields]:
    """Yield the fields of each article: rows of a table with their codes, or lines without.

    In a ``damaged`` page, what stands outside all articles is of the one before, but that a headline begins another.
    """
    articles: dict[Element, list[Block]] = {}
    last: Element | None = None
    for block in blocks(text):
        around = block.element.classed(ARTICLES, "div")
        if not around and damaged:
            around = block.element if _is_headline(block) else last
        if around:
            articles.setdefault(around, []).append(block)
            last = around
    for found in articles.values():
        coded = any(block.element.classed(INDEXES) for block in found)
        yield _coded(found) if coded else _plain(found)


def _lost_starts(text: str) -> tuple[Warning, ...]:
    """Return a warning where more ``<div>`` end than begin; that fewer do is nothing: exports leave some open."""
    if sum(-1 if closing else 1 for closing in DIV.findall(text)) >= 0:
        return ()
    return (Warning("damaged", "a <div> has lost its start tag"),)


def _is_headline(block: Block) -> bool:
    """Return whether the block is a headline, or the code above one."""
    if block.element.classed(INDEXES):
        return block.text == "HD"
    return not block.element.inside("td") and any(name.endswith("Headline") for name in block.inline)


def _coded(found: list[Block]) -> Fields:
    fields: Fields = {}
    code = ""
    for block in found:
        if CODE.fullmatch(block.text) and block.element.classed(INDEXES):
            code = block.text
        elif code:
            fields.setdefault(code, []).append(block.text)
    return fields


def _plain(found: list[Block]) -> Fields:
    """Return the fields of an article without codes: what each line above the paragraphs is, it tells by its looks."""
    fields: Fields = {"HD": [], "LP": []}
    for block in found:
        if any(name.endswith("articleParagraph") for name in block.element.classes):
            fields["LP"].append(block.text)
        elif not fields["HD"]:
            fields["HD"].append(block.text)
        elif not WORDS.fullmatch(block.text):
            code = _field(block.text, fields)
            if code in UNSURE and (block.element.tag == "p" or len(block.text) > LONGEST_NAME):
                fields["LP"].append(block.text)
            else:
                fields.setdefault(code, [block.text])
    return fields


def _field(line: str, fields: Fields) -> str:
    if line.startswith("Document "):
        return "AN"
    if RIGHTS.match(line):
        return "CY"
    if line.casefold() in LANGUAGES:
        return "LA"
    if len(line) < LONGEST_DATE and iso(line):
        return "PD"
    if TIME.fullmatch(line):
        return "ET"
    if "PD" not in fields:
        return "BY"
    return "SN" if "SN" not in fields else "SC"
