"""The parts and claims of a dispatch as short labelled texts: what the writers for people have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Claim, Dispatch
    from wireparse.writers import Row

ORIGINS = {
    "dateline": "from the dateline", "header": "from the header", "id": "from the dispatch's id",
    "option": "given with --date", "name": "from the file's name", "mtime": "from the file's own date",
}  # fmt: skip
WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
SHORT = 4
RULE = "rule"  # an advisory that is only a line drawn: nothing to be shown
CALLS = {
    "correction": "CORRECTION: an earlier dispatch was wrong",
    "kill": "KILL: not to be used",
    "hold": "HOLD: not to be used until released",
    "embargoed": "EMBARGOED: not to be used before the time it names",
}
FRAMES = {
    "right": "the cue, then what is said",
    "left": "what is said, then the cue",
    "left-inverted": "what is said, then the cue, then who says it",
    "left-passive": "what is said, then a cue in the passive",
    "left-as-saying": "what is said, then somebody quoted as saying it",
    "left-phrase": "what is said, then a phrase that names who says it",
    "phrase-relative": "a relative clause, then a phrase that names who says it",
    "phrase-front": "a phrase that names who says it, then what is said",
    "as-saying": "somebody quoted as saying it, then what is said",
    "citing": "who is cited, then what is said",
    "follow": "a quotation without a cue, by the one who spoke last",
    "noun": "a noun that stands for saying, then what is said",
    "adjective": "an adjective that stands for thinking, then what is said",
    "participle": "a participle as the cue, then what is said",
    "passive-clause": "a cue in the passive, then a clause",
    "passive-inf": "a cue in the passive, its subject part of what is said",
    "passive-link": "a cue in the passive, its subject part of what is said",
    "passive-comp": "a cue in the passive, its subject part of what is said",
    "passive-np": "a cue in the passive, its subject what is said",
    "reduced": "a cue behind the one of whom it is said",
    "gap": "a relative clause, what it is about part of what is said",
    "asked": "somebody asked, then what is said",
}  # the shapes in which a cue can stand, by their names in the explanation


def named(file: str) -> str:
    """Return ``file`` as people are to see it: standard input has a name of its own."""
    return "<stdin>" if file == "-" else file


def title(dispatch: Dispatch) -> str:
    """Return the name of the dispatch: its file, with its place in it where there are several."""
    name = named(dispatch.file or dispatch.id)
    return f"{name} [{dispatch.index + 1}]" if dispatch.index else name


def parts(dispatch: Dispatch) -> Iterator[tuple[str, str, str]]:
    """Yield the parts that the dispatch has: label, the source's own text, and a remark on it."""
    header = dispatch.header
    if dispatch.status in CALLS:
        yield "status", CALLS[dispatch.status], f"until {header.embargo}" if header and header.embargo else ""
    for advisory in dispatch.advisories:
        if advisory.kind != RULE:
            yield "advisory", advisory.text, advisory.kind
    if dispatch.headline:
        yield "headline", dispatch.headline.text, ""
    if dispatch.dateline:
        yield "dateline", dispatch.dateline.text, ""
    if dispatch.byline:
        yield "byline", dispatch.byline.text, ""
    if dispatch.date:
        yield "date", dispatch.date.value, ORIGINS.get(dispatch.date.origin, dispatch.date.origin)
    if dispatch.agency:
        yield "agency", dispatch.agency, ""
    if dispatch.keywords or dispatch.slug:
        yield "slug", "; ".join(filter(None, (dispatch.slug, *dispatch.keywords))), ""
    if dispatch.priority is not None:
        yield "priority", str(dispatch.priority), ""
    if header and header.location and not dispatch.dateline:
        yield "location", header.location, ""
    if dispatch.signoff:
        yield "sign-off", dispatch.signoff.text, ""
    if dispatch.copyright:
        yield "copyright", dispatch.copyright.text, ""


def counts(dispatch: Dispatch) -> str:
    """Return how much was found, in words: ``4 claims, 3 sources, 2 figures, 1 date``."""
    found = {"claim": dispatch.claims, "source": dispatch.sources, "figure": dispatch.figures, "date": dispatch.dates}
    return ", ".join(f"{len(members)} {noun}{'' if len(members) == 1 else 's'}" for noun, members in found.items())


def who(claim: Claim) -> tuple[str, str]:
    """Return the claim's source as it is named, and a remark: identity where it differs, role, affiliation.

    The remark leaves out what the surface says already.
    """
    source = claim.source
    if source is None:
        return ("the agency", "") if claim.kind == "narrated" else ("no source named", "")
    known = source.text.casefold()
    remark = [part for part in (source.name, source.role, source.affiliation) if part and part.casefold() not in known]
    if not source.resolved:
        remark.append("unresolved")
    return source.text, ", ".join(dict.fromkeys(remark))


def other_names(source: Row) -> list[str]:
    """Return the aliases in the row of a source with a word that name, role and affiliation lack: an acronym or a long one."""
    told = set(_words(" ".join(str(source[part]) for part in ("name", "role", "affiliation") if source[part])))
    aliases = source["aliases"] if isinstance(source["aliases"], list) else []
    return [alias for alias in aliases if not told.issuperset(_words(alias))]


def _words(name: str) -> Iterator[str]:
    """Yield the words of a name that could tell it from another: not those as short as ``the`` or ``with``."""
    for word in WORD.findall(name):
        if len(word) > SHORT or (len(word) > 1 and word.isupper()):
            yield word.casefold()


def stretches(dispatch: Dispatch, claim: Claim) -> str:
    """Return what is said, for people: the stretches of it with an ellipsis between them."""
    if len(claim.spans) < 2:
        return claim.text
    return " … ".join(" ".join(dispatch.input[start:end].split()) for start, end in claim.spans)


def values(dispatch: Dispatch, claim: Claim) -> tuple[list[str], list[str]]:
    """Return the figures and the dates of ``claim``, each in the source's words with what it was read as."""
    figures = [figure for figure in dispatch.figures if figure.id in claim.figures]
    dates = [date for date in dispatch.dates if date.id in claim.dates]
    if claim.said and claim.said.id not in claim.dates:
        dates.append(claim.said)
    return (
        [f"{figure.text} ({figure.event})" if figure.event else figure.text for figure in figures],
        [f"{date.text} = {date.value}" if date.value not in (None, date.text) else date.text for date in dates],
    )
