"""NewsML 1.x, the IPTC's envelope of 2000 to 2008, as AFP, EFE, ANP, ATS, Belga, Kyodo, TASS and ANA write it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import Header, Warning
from wireparse.readers.fields import distinct, number, status_of
from wireparse.readers.header import assemble, iso
from wireparse.readers.nitf import body_of, byline_of, dateline_of
from wireparse.readers.xmlitems import dispatches
from wireparse.readers.xmlread import root_of
from wireparse.readers.xmltext import bare_paragraphs, paragraphs
from wireparse.readers.xmltree import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from wireparse.readers import RawDispatch

NAME = "newsml12"
HELP = "NewsML 1.x: the stories in its items, with their news lines; pictures and their captions left out"
BODIES = frozenset({"", "main", "body", "maintext", "text", "story", "article"})
"""What the role of a component that holds a story is called."""
COMPONENT = "newscomponent"
FORECASTS = frozenset({"program", "textprogram", "newsagenda", "advisory"})
PROPERTIES = "descriptivemetadata/property", "administrativemetadata/property"
ABOUT = "descriptivemetadata", "descriptivemetada"  # TASS writes the second
SUBJECTS = "subject", "subjectmatter", "subjectdetail"
FACTS = frozenset({"catchword", "storytype"})
"""News lines that are no lines to editors."""
REPLACED = re.compile(r"N i e u w {1,3}bericht.*|(?:Nieuw|Herhaald) bericht, .{0,60}vervangt:?.*", re.IGNORECASE)
SIGNED = re.compile(r"([^()/]{3,60}) \(\w{2,5}\)")


class Story(NamedTuple):
    """A component with text: the component and those around it from the inside out, the item last; its text.

    All are there without the components inside them, of which there may be any number. ``beside`` are the contents of
    those in the same component, by their roles.
    """

    chain: Sequence[Node]
    content: Node
    beside: Mapping[str, Sequence[Node]]

    @property
    def item(self) -> Node:
        """The item around it all."""
        return self.chain[-1]

    def said(self, *paths: str) -> str:
        """Return the text at the first of ``paths`` that has some, in the innermost component that has."""
        for path in paths:
            for node in self.chain:
                if text := node.said(path):
                    return text
        return ""

    def all(self, path: str) -> list[Node]:
        """Return the elements at ``path`` in all components."""
        return [at for node in self.chain for at in node.all(path)]

    def named(self, *paths: str) -> str:
        """Return the formal name of the element at the first of ``paths``, likewise."""
        return next(self.names(*paths), "")

    def names(self, *paths: str) -> Iterator[str]:
        """Yield all formal names at ``paths``, in all components."""
        return (name for path in paths for at in self.all(path) if (name := at.get("formalname")))


def sniff(head: bytes) -> float:
    """Return a high score where the root is ``NewsML``, a fair one where that is lost above a component."""
    root = root_of(head)
    if root == "NewsML":
        return 0.9
    return 0.5 if root and b"NewsComponent" in head and b"NewsItem" in head else 0.0


def read(data: bytes, *, encoding: str | None = None) -> Iterator[RawDispatch]:
    """Yield the stories of all items; raises ``InputError`` where there are none."""
    return dispatches(data, encoding, ("newsitem",), _items)


def _items(item: Node, root: Node, encoding: str) -> Iterator[Callable[[], RawDispatch] | str]:
    envelope = root.first("newsenvelope") or Node("newsenvelope", {})
    stories = list(_stories(item))
    for at, story in enumerate(stories):
        yield partial(_made, story, envelope, encoding, None if at else _identity(item))
    if not stories:
        media = distinct(node.get("formalname").lower() for node in item.all("//mediatype"))
        yield f"item of {' and '.join(media)}" if media else "item"


def _stories(item: Node) -> Iterator[Story]:
    """Yield the first component with a story, and others under a headline of their own, such as in another language."""
    found = list(_with_text(item))
    titled = set[int]()
    for story in [story for story in found if _role(story) in BODIES] or found[:1]:
        own = next((id(node) for node in story.chain[:-1] if node.said("newslines/headline")), 0)
        if own not in titled:
            titled.add(own)
            yield story


def _role(story: Story) -> str:
    """Return the role of the innermost component that has one."""
    roles = (role.get("formalname") for node in story.chain for role in node.children("role"))
    return next(roles, "").lower()


def _with_text(item: Node) -> Iterator[Story]:
    """Yield each component that holds text; one with a picture is its caption's."""
    outermost = (_alone(item),)
    ways: list[_Way] = [_Way(node, outermost, {}) for node in reversed(item.children(COMPONENT))]
    ways = ways or [_Way(item, (), {})]  # where the tag of its component is lost
    while ways:
        node, around, beside = ways.pop()
        chain = (_alone(node), *around)
        contents = node.children("contentitem")
        media = {at.get("formalname").lower() for content in contents for at in content.children("mediatype")}
        if media <= {"text", "complexdata", ""}:
            where = (content.first("datacontent") for content in contents)
            if text := next((at for at in where if at and next(at.texts(), "")), None):
                yield Story(chain, text, beside)
        inside = node.children(COMPONENT)
        roles = _by_role(inside) if inside else {}
        ways += [_Way(at, chain, roles) for at in reversed(inside)]


class _Way(NamedTuple):
    """A component, those around it, alone, and what stands beside it."""

    node: Node
    around: tuple[Node, ...]
    beside: Mapping[str, Sequence[Node]]


def _alone(node: Node) -> Node:
    """Return an item or a component without the components inside it."""
    alone = Node(node.tag, node.attributes)
    for inside in node.nodes:
        if inside.tag != COMPONENT:
            alone.add(inside)
    return alone


def _by_role(components: Sequence[Node]) -> dict[str, list[Node]]:
    """Return the contents of ``components`` by the roles of these."""
    found: dict[str, list[Node]] = {}
    for node in components:
        for role in {at.get("formalname").lower() for at in node.children("role")}:
            found.setdefault(role, []).extend(node.all("contentitem/datacontent"))
    return found


def _made(story: Story, envelope: Node, encoding: str, identity: str | None) -> RawDispatch:
    nitf = story.content.first("nitf", "//nitf") or story.content
    body = _lead(story) + _paragraphs(body_of(nitf))
    lines = story.all("newslines/newsline")
    advisories = [line.said("newslinetext") for line in lines if _type(line) not in FACTS]
    while body and REPLACED.fullmatch(body[0]):
        advisories.append(body.pop(0))
    header = _header(story, envelope, nitf, identity)
    if FORECASTS & {genre.lower() for genre in story.names("descriptivemetadata/genre")}:
        forecast = (Warning("forecast", "this is a forecast of stories, not a story"),)
        return assemble(NAME, header, (), encoding=encoding, advisories=[*advisories, *body], warnings=forecast)
    rights = story.said("newslines/copyrightline")
    return assemble(
        NAME, header, body, encoding=encoding, advisories=[line for line in advisories if line], rights=rights
    )


def _type(line: Node) -> str:
    kind = line.first("newslinetype")
    return kind.get("formalname").lower() if kind else ""


def _paragraphs(body: Node) -> list[str]:
    return paragraphs(body) if body.children() else bare_paragraphs("".join(body.texts()))


def _lead(story: Story) -> list[str]:
    """Return the paragraphs of the component beside the body that holds the lead: Belga."""
    return [said for node in story.beside.get("lead", ()) for said in _paragraphs(body_of(node))]


def _header(story: Story, envelope: Node, nitf: Node, identity: str | None) -> Header:
    item = story.item
    news = item.first("newsmanagement") or Node("newsmanagement", {})
    about = [tag for tag in ABOUT if story.all(tag)]
    provider = story.named("administrativemetadata/provider/party", "administrativemetadata/source/party")
    slug, byline = story.said("newslines/slugline"), _byline(story, nitf, provider)
    if not byline and (signed := SIGNED.fullmatch(slug)):
        byline, slug = signed[1], ""  # ANP: "Ann Roe (abc)"
    title = next((node.text for node in story.beside.get("title", ())), "")
    codes = [story.all(f"{tag}/subjectcode") for tag in about]
    subjects = (at for found in codes for name in SUBJECTS for code in found for at in code.children(name))
    states = (
        node.get("formalname") for tag in ("status", "instruction", "newsitemtype") for node in news.children(tag)
    )
    return Header(
        id=identity,
        version=item.said("identification/newsidentifier/revisionid") or None,
        headline=story.said("newslines/headline") or title or nitf.said("body/body.head/hedline/hl1") or None,
        dateline=story.said("newslines/dateline") or dateline_of(nitf) or None,
        byline=byline or None,
        location=_location(story) or None,
        slug=item.said("identification/namelabel") or slug or None,
        keywords=distinct(_values(story, "Keyword")) or _keywords(story),
        categories=distinct(at.get("formalname") for at in subjects),
        genre=story.named(*(f"{tag}/genre" for tag in about)) or None,
        priority=_priority(story, news, envelope),
        date=iso(
            news.said("firstcreated")
            or item.said("identification/newsidentifier/dateid")
            or envelope.said("dateandtime")
        ),
        updated=iso(news.said("thisrevisioncreated")),
        language=story.named(*(f"{tag}/language" for tag in about))
        or story.chain[0].get("lang")
        or item.get("lang")
        or None,
        provider=provider or item.said("identification/newsidentifier/providerid") or None,
        rights=story.said("newslines/rightsline", "rightsmetadata/usagerights/usagetype") or None,
        status=status_of(states),
        embargo=_embargo(news),
    )


def _identity(item: Node) -> str | None:
    """Return the public identifier; Belga's is the same for all its items, so the item's own is put behind it."""
    public, own = (item.said(f"identification/newsidentifier/{tag}") for tag in ("publicidentifier", "newsitemid"))
    return (public if own in public else ":".join(filter(None, (public, own)))) or None


def _byline(story: Story, nitf: Node, provider: str) -> str:
    """Return the byline: a line of its own, or the creator where that is not the agency itself."""
    creator = story.named("administrativemetadata/creator/party")
    authors = "/".join(_values(story, "author"))  # ATS: initials
    return story.said("newslines/byline") or ("" if creator == provider else creator) or authors or byline_of(nitf)


def _embargo(news: Node) -> str | None:
    """Return until when the item is not to be used: when its status will change to usable."""
    for change in news.children("statuswillchange"):
        future = change.first("futurestatus")
        if future and future.get("formalname").lower() == "usable":
            return iso(change.said("dateandtime")) or change.said("dateandtime") or None
    return None


def _location(story: Story) -> str:
    """Return the city, or the country's code, where the story was written; not where its event is."""
    places = [
        place
        for place in story.all("descriptivemetadata/location")
        if place.get("howpresent").lower() in ("origin", "")
    ]
    inside = [at for place in places for at in place.children("property")]
    found = {at.get("formalname").lower(): at.get("value") for at in inside}
    return found.get("city") or found.get("country") or ""


def _keywords(story: Story) -> tuple[str, ...]:
    """Return the lines of keywords, each one, or several parted by commas."""
    lines = [line.text for line in story.all("newslines/keywordline")]
    caught = [line.said("newslinetext") for line in story.all("newslines/newsline") if _type(line) == "catchword"]
    return distinct(word.strip() for said in (*lines, *caught) for word in said.split(","))


def _values(story: Story, name: str) -> Iterator[str]:
    """Return the values of all properties called ``name``."""
    properties = (at for node in story.chain for path in PROPERTIES for at in node.all(path))
    return (at.get("value") for at in properties if at.get("formalname") == name)


def _priority(story: Story, news: Node, envelope: Node) -> int | None:
    """Return the urgency, as an attribute or as text, or else the envelope's priority."""
    found = (news.first("urgency"), news.first("priority"), envelope.first("priority"))
    said = [node.get("formalname") or node.text for node in found if node] + list(_values(story, "Priority"))
    return next((value for text in said if (value := number(text)) is not None), None)
