"""The parts and claims of a dispatch as short labelled texts: what the writers for people have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.model import Claim, Dispatch

ORIGINS = {
    "dateline": "from the dateline", "header": "from the header", "id": "from the dispatch's id",
    "option": "given with --date", "name": "from the file's name", "mtime": "from the file's own date",
}  # fmt: skip
CALLS = {
    "correction": "CORRECTION: an earlier dispatch was wrong",
    "kill": "KILL: not to be used",
    "hold": "HOLD: not to be used until released",
    "embargoed": "EMBARGOED: not to be used before the time it names",
}


def title(dispatch: Dispatch) -> str:
    """Return the name of the dispatch: its file, with its place in it where there are several."""
    name = dispatch.file or dispatch.id
    return f"{name} [{dispatch.index + 1}]" if dispatch.index else name


def parts(dispatch: Dispatch) -> Iterator[tuple[str, str, str]]:
    """Yield the parts that the dispatch has: label, the source's own text, and a remark on it."""
    if dispatch.status in CALLS:
        yield "status", CALLS[dispatch.status], ""
    for advisory in dispatch.advisories:
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
