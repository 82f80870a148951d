"""What text and format say together of a whole dispatch: its day, its agency, whether it may be used, its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wireparse.model import DispatchDate, Header, Status, Warning
from wireparse.packs import SHARED, languages, load_pack
from wireparse.stages.structure import MEANING, STATUS
from wireparse.wire.languages import language_named, read_language
from wireparse.wire.names import agency_named

if TYPE_CHECKING:
    import datetime as dt

    from wireparse.stages.structure import Structure

NEAR = 183
GRAVITY: tuple[Status, ...] = (*STATUS.values(), "usable")
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=\D|$)")
SITE = re.compile(r"(?:www\.)?([\w-]+)(?:\.[a-z]{2,4}){1,2}")


class Stated(NamedTuple):
    """What is known of the whole dispatch, and what there is to warn of."""

    day: DispatchDate | None
    agency: str | None
    status: Status
    language: str
    warnings: tuple[Warning, ...]


def stated(
    text: str, structure: Structure, header: Header, *, date: dt.date | None = None, language: str | None = None
) -> Stated:
    """Return what ``structure`` and ``header`` say together; ``date`` counts last, ``language`` first."""
    status, held = _status(structure, header)
    code, odd = (language, ()) if language else _language(text, structure, header)
    return Stated(_day_of(structure, header, date), _agency(structure, header), status, code, (*held, *odd))


def _day_of(structure: Structure, header: Header, given: dt.date | None) -> DispatchDate | None:
    """Return the dispatch's day: the dateline's, else the format's, else that in its id, else the ``given`` one.

    A dateline without a year gets that of the nearest day to one of the others.
    """
    stated, origin = _stated(header)
    if stated is None and structure.stamp:
        stated, origin = _day(structure.stamp), "header"
    other = stated or given
    partial = structure.dateline.date if structure.dateline else None
    if partial and partial.startswith("--"):
        partial = _with_year(partial, other, structure.copyright.year if structure.copyright else None)
    if partial:
        return DispatchDate(partial, "day", "dateline")
    return DispatchDate(other.isoformat(), "day", origin) if other else None


def _agency(structure: Structure, header: Header) -> str | None:
    """Return the agency that the text names, else the format's provider, by its usual name where that is known."""
    provider = header.provider
    if structure.agency or not provider:
        return structure.agency
    site = SITE.fullmatch(provider.lower())
    return agency_named(site[1] if site else provider, load_pack(SHARED)) or provider


def _status(structure: Structure, header: Header) -> tuple[Status, tuple[Warning, ...]]:
    """Return the graver of what text and format say, and a warning for what only the format says."""
    held = header.embargo if header.embargo and not _lapsed(header) else None
    stated: Status = header.status or "usable"
    if held and GRAVITY.index(stated) > GRAVITY.index("embargoed"):
        stated = "embargoed"
    code = next((kind for kind, status in STATUS.items() if status == stated), None)
    if code is None or any(warning.code == code for warning in structure.warnings):
        return min(structure.status, stated, key=GRAVITY.index), ()
    until = f", until {held}" if held and code == "embargo" else ""
    return min(structure.status, stated, key=GRAVITY.index), (Warning(code, f"{MEANING[code]}{until}"),)


def _language(text: str, structure: Structure, header: Header) -> tuple[str, tuple[Warning, ...]]:
    """Return the language that the body reads like and the format says, with a warning where it is not spoken."""
    body = structure.body
    code = read_language(text[body.start : body.end] if body else "", header.language)
    if code in languages():
        return code, ()
    spoken = ", ".join(language_named(other) for other in languages())
    return code, (Warning("language", f"reads like {language_named(code)}: no claims, they are read only in {spoken}"),)


def _stated(header: Header) -> tuple[dt.date | None, str]:
    """Return the day that the format gives, and where; a revision's where there is no other."""
    for stamp in filter(None, (header.date, header.updated)):
        if day := _day(stamp[:10]):
            return day, "header"
    found = DAY.search(header.id) if header.id else None
    day = _day(f"{found[1]}-{found[3]}-{found[4]}") if found else None
    return day, "id" if day else "option"


def _day(iso: str) -> dt.date | None:
    import datetime as dt  # noqa: PLC0415 - start-up: only dispatches with a date need it

    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def _lapsed(header: Header) -> bool:
    """Return whether the embargo had ended when this version was sent."""
    ends, sent = _moment(header.embargo), _moment(header.updated or header.date)
    return ends is not None and sent is not None and ends <= sent


def _moment(stamp: str | None) -> dt.datetime | None:
    """Return the moment that an ISO stamp names; None without a time of day and a zone."""
    import datetime as dt  # noqa: PLC0415 - as above

    try:
        moment = dt.datetime.fromisoformat(stamp or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _with_year(partial: str, near: dt.date | None, year: int | None) -> str | None:
    """Return ``--MM-DD`` with the year that lies nearest to ``near``, or ``year``; None where neither is known."""
    years = [near.year - 1, near.year, near.year + 1] if near else [year] if year else []
    days = [day for candidate in years if (day := _day(f"{candidate:04d}-{partial[2:]}"))]
    if near:
        days = [day for day in days if abs((day - near).days) <= NEAR]
    return min(days, key=lambda day: abs((day - near).days) if near else 0).isoformat() if days else None
