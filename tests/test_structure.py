"""Structure: the parts of a dispatch, on invented copy in the forms that wires use."""

from __future__ import annotations

import re

import pytest
from structures import MARKS, STORY, WIRE, cases, parse, said

from wireparse.wire.bylines import is_role, read_byline
from wireparse.wire.datelines import match_dateline
from wireparse.wire.furniture import CASED, Row, Rules, read_notice, read_rows

BLOCKS = ((("furniture", "rows"), 3), (("furniture", "headline"), 2), (("signoffs", "rows"), 1))
ROWS = [row for path, columns in BLOCKS for row in read_rows(WIRE, *path, columns=columns)]

# text up to the bar is the dateline | its places | date | agency
DATELINES = """
ZELENA, Aug 29, 2014 (AFP)¦ - A miner | ZELENA | 2014-08-29 | AFP
PUERTO REAL, Tarapa, April 1, 1997 (AFP)¦ - A miner | PUERTO REAL//Tarapa | 1997-04-01 | AFP
Zelena, Dec 20, 2017 (AFP)¦ - A miner | Zelena | 2017-12-20 | AFP
Kelmen (Tarvia) (AFP)¦ – A miner | Kelmen//Tarvia | | AFP
Kelmen [Tarvia], January 5 (ANI)¦: A miner | Kelmen//Tarvia | --01-05 | ANI
KELMEN (AFP)¦ - – A miner | KELMEN | | AFP
KELMEN April 13, 1997 (AFP)¦ - A miner | KELMEN | 1997-04-13 | AFP
KELMEN, April 4, 1997, (AFP)¦ - A miner | KELMEN | 1997-04-04 | AFP
KELMEN, Tarvia-Lorvia border, April 12 (AFP)¦ - A miner | KELMEN//Tarvia-Lorvia border | --04-12 | AFP
Zélène, 10 juil 2024 (AFP)¦ - L'artiste | Zélène | 2024-07-10 | AFP
ZELENA, 29 août 2019 (AFP)¦ - Le mineur | ZELENA | 2019-08-29 | AFP
ZELENA (Tarvie), 1er déc 2017 (AFP)¦ - Le mineur | ZELENA//Tarvie | 2017-12-01 | AFP
Zelena (AFP)¦ | Zelena | | AFP
زلينا (ترفيا), 26-11-2023 (أ ف ب)¦ - قال | زلينا//ترفيا | 2023-11-26 | AFP
زلينا ـ ا.ف.ب¦: قال | زلينا | | AFP
KELMEN, Oct 13 (Reuters)¦ - A miner | KELMEN | --10-13 | Reuters
Jan 30 (Reuters)¦ - A miner | | --01-30 | Reuters
(Reuters)¦ - A miner | | | Reuters
ZELENA/THE HEIGHTS, March 7 (Reuters)¦ - A miner | ZELENA;THE HEIGHTS | --03-07 | Reuters
KELMEN, Feb 26¦ - A miner | KELMEN | --02-26 |
KELMEN. April 11¦ - A miner | KELMEN | --04-11 |
KELMEN, Narch 11¦ - A miner | KELMEN | --03-11 |
KELMEN, Va. Feb 26¦ - A miner | KELMEN/Va. | --02-26 |
KELMEN, ILL., June 2¦ - A miner | KELMEN/ILL. | --06-02 |
Kelmen, British Columbia, March 17¦ - A miner | Kelmen/British Columbia | --03-17 |
KELMEN, Tarvia (AP)¦ -- A miner | KELMEN//Tarvia | | AP
LA ZELENA, Wis. (AP)¦ — A miner | LA ZELENA/Wis. | | AP
ABOARD THE QUEEN ZELENA (AP)¦ — A miner | ABOARD THE QUEEN ZELENA | | AP
(AP) KELMEN¦ - A miner | KELMEN | | AP
KELMEN, Mich., Oct. 4 (UPI)¦ — A miner | KELMEN/Mich. | --10-04 | UPI
Kelmen (dpa/zl)¦ - Ein | Kelmen | | dpa
Kelmen/Zelena (dpa)¦ - Ein | Kelmen;Zelena | | dpa
Kelmen/Main (dpa)¦ - Ein | Kelmen/Main | | dpa
Nueva Zelena, 21 ene (EFE)¦.- Dos | Nueva Zelena | --01-21 | EFE
Zelena, 5 de enero (EFE)¦.- Dos | Zelena | --01-05 | EFE
(ANSA) - ZELENA, JUL 11¦ - A miner | ZELENA | --07-11 | ANSA
ZELENA, 16 NOV (ANSA)¦ - Un minatore | ZELENA | --11-16 | ANSA
ZELENA, Nov. 9 (Xinhua)¦ -- A miner | ZELENA | --11-09 | Xinhua
ZELENA, January 21. /TASS/¦. A miner | ZELENA | --01-21 | TASS
Zelena /ritzau/¦: En | Zelena | | Ritzau
ZELENA, Tarvia, Dec. 9 Kyodo¦ - A miner | ZELENA//Tarvia | --12-09 | Kyodo
ZELENA March 22 AAP¦ - A miner | ZELENA | --03-22 | AAP
Zelena, 20 Ene. AVN¦.- El minero | Zelena | --01-20 | AVN
ZELENA, KELMEN and LORV, Feb. 2, 2017 /PRNewswire/¦ -- Acme | ZELENA;KELMEN;LORV | 2017-02-02 | PRNewswire
ZELENA--(BUSINESS WIRE)¦--Acme | ZELENA | | Business Wire
Zelena (ats afp)¦ Les mineurs | Zelena | | ATS
Zelena, Jan 5 (PTI)¦ The miner | Zelena | --01-05 | PTI
ZELENA, 21 Nov. 2024 (Europa Press)¦ - Un | ZELENA | 2024-11-21 | Europa Press
ZELENA 05/01 (BELGA)¦ = De | ZELENA | --01-05 | Belga
ZELENA HILLS (Curtain.com)¦ - A play | ZELENA HILLS | | Curtain.com
Zelena (dts Nachrichtenagentur)¦ – Ein | Zelena | | dts
PUERTO DEL VALLÈS, Tarapa¦ - A miner | PUERTO DEL VALLÈS//Tarapa | |
KELMEN, N.Y.¦: A miner | KELMEN/N.Y. | |
KELMEN¦ — A miner was pulled alive from the rubble on Monday, the fire chief said. | KELMEN | |
"""
NO_DATELINES = """
Beirut (AFP) is home to the agency's bureau for the region.
Tarvian Federal Police (TFP) - The force has new cars.
Apple Filing Protocol (AFP) - a protocol of networks
Agence France-Presse (AFP) said on Monday it would move.
Deutsche Presse-Agentur (dpa) teilte mit, sie ziehe um.
Administradoras de Fondos de Pensiones (AFP) - Ahorro
Advanced Placement (AP) courses are popular in Kelmen.
EXCLUSIVE – Ann Roe saw the mine fall on Monday night, she told the paper.
BREAKING NEWS — The president of Tarvia has left the capital, radio says.
ROE--Ann, beloved wife of Bob, on Monday.
KELMEN - PREMIER RESIGNS AFTER MINE COLLAPSE
Monday, April 13 - The premier will open the fair.
ACME TO LAUNCH NEW MINE APRIL 7
The premier (Reuters) - he was late - left.
KELMEN - Premier quits
"""
BYLINES = """
By Ann Roe in Kelmen and Bob Poe in Zelena | Ann Roe @ Kelmen; Bob Poe @ Zelena
By Ann Roe and Bob Poe in Zelena | Ann Roe @ Zelena; Bob Poe @ Zelena
By Ann Roe, with Bob Poe in Zelena | Ann Roe; Bob Poe @ Zelena
by Jean-Pierre Dubru | Jean-Pierre Dubru
By ANN ROE, AP Business Writer | ANN ROE = AP Business Writer
By Ann Roe, Reuters | Ann Roe
By TED D'AMBO, REUTERS | TED D'AMBO
By Bob Poe Jr. | Bob Poe Jr.
By dpa correspondents | dpa correspondents
By The Associated Press | The Associated Press
By Ann van der Poe (ann@agency.example) | Ann van der Poe
Par Tristan MARTIN | Tristan MARTIN
De notre envoyé spécial Jean ROE | Jean ROE
Von Carla Muster und Bob Poe, dpa | Carla Muster; Bob Poe
Por Lucía Rey y Juan Gil | Lucía Rey; Juan Gil
(di Anna Rossi) | Anna Rossi
بقلم سامي | سامي
Carla Muster, dpa | Carla Muster
AFP correspondents | AFP correspondents
By Jan Poe | Jan Poe
"""
NO_BYLINES = """
By Friday, the army had left
By Friday
Von der Aue besucht die Mine
Di Rossi Scores Twice
By 1997 the mine was shut
By the river
Premier, rivals meet
By the time help came, it was over.
By Ann Roe?
By Train Through the Wild East of Tarvia Into a Night Land
"""
SIGNOFFS = [
    "bur-sah/dv/hkb",
    "str/ab/cd",
    "ly",
    "سب-لال/نور-كام",
    "dpa abc/de yyzz a3",
    "EFE",
    "EFE\nabc/de",
    "Enditem",
    "(Reporting by Ann Roe in Kelmen; Editing by Bob Poe)",
    "(Reporting by Ann Roe\n; Editing by\nBob Poe)",
    "(Reporting by Ann Roe in Zelena; Additional reporting by Ida Falk;\nEditing by Bob Poe)",
    "(Additional reporting by Ann Roe)\n\n(Editing by Bob Poe)",
    "Reuter",
    "REUTER",
    "==Kyodo",
    "ends",
    "(NTB)",
    "/ritzau/",
    "PTI RKS AB",
    "(SDA/ab)",
    "(ab/cd/ef)",
    "FIN/AVN/ RC/ am/",
    "AB-CD",
    "THE ASSOCIATED PRESS",
    "MORE",
    "Agency writer Ann Roe in Kelmen contributed to this report.",
    "- with files from Ann Roe",
]
COPYRIGHTS = """
© 2023 AFP | 2023 | AFP
©AFP | | AFP
© Agence France-Presse | | Agence France-Presse
© 2000 AFP. Tous droits de reproduction et de représentation réservés. | 2000 | AFP
(c) Copyright Thomson Reuters 2014. Click For Restrictions - http://agency.example | 2014 | Thomson Reuters
c.1998 Kelmen Times News Service | 1998 | Kelmen Times News Service
Copyright 2017, dpa (www.dpa.example). Alle Rechte vorbehalten | 2017 | dpa
Copyright 2020 The Associated Press. All rights reserved. This may not be published. | 2020 | The Associated Press
(c) Reuters Limited 1996 | 1996 | Reuters Limited
Copyright (c) 2001-2003 The Kelmen Company | 2003 | The Kelmen Company
All rights reserved. | |
"""
ADVISORIES = [
    ("URGENT", "urgent", "usable"),
    ("ATTENTION - ADDS details ///", "update", "usable"),
    ("///", "update", "usable"),
    ("(Adds comments,\ndetail)", "update", "usable"),
    ("=(Picture)=", "media", "usable"),
    ("1ST LEAD", "update", "usable"),
    ("Eds: UPDATES with quotes.", "update", "usable"),
    ("TARVIE-MINE-SÉCURITÉ,PREV", "note", "usable"),
    ("Tarvia-mine/", "note", "usable"),
    ("CORRECTION", "correction", "correction"),
    ("(Corrects name in paragraph two)", "correction", "correction"),
    ("ATTENTION - CORRECTS toll ///", "correction", "correction"),
    ("BERICHTIGUNG", "correction", "correction"),
    ("KILL KILL KILL", "kill", "kill"),
    ("ATTENTION EDITORS - Please KILL the mine story ///", "kill", "kill"),
    ("HOLD HOLD HOLD", "hold", "hold"),
    ("EMBARGOED UNTIL 0001 GMT Monday", "embargo", "embargoed"),
    ("Sperrfrist: Montag, 12 Uhr", "embargo", "embargoed"),
    ("(For release Sun., Sept. 13)", "embargo", "embargoed"),
]
INSIDE = [
    ("___", "rule"),
    ("- - - - -", "rule"),
    ("* * *", "rule"),
    ("- A cold winter -", "note"),
    ("(Photo by Ann Roe)", "media"),
    ("Also on this story: floods", "note"),
    ("For related coverage, see the page", "note"),
    ("(FILES) In this file photo, Ann Roe waves", "media"),
    ("This June 3 story has been corrected to show the mine is shut.", "correction"),
    ("=(Video)=", "media"),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_each_row_fires_and_stays_silent(row: Row) -> None:
    """A row fires on its own example, and neither it nor another of its block on its counter-example."""
    assert row.fits(row.fires, row.fires.lower())
    assert not row.fits(row.silent, row.silent.lower())
    assert row.how in {"opens", "ends", "is", "like"}
    assert row.id.startswith("wire.")


def test_row_ids_are_unique() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_expressions_are_in_lower_case_where_the_line_is() -> None:
    """A capital in them would never fire; those with ``(?-i:`` see the line as it stands."""
    loose = [member for row in ROWS if row.how == "like" for member in row.members if CASED not in member]
    assert not [member for member in loose if re.search("[A-Z]", re.sub(r"\\[A-Z]", "", member))]


def test_rules_agree_with_their_rows() -> None:
    """The index by first characters and length leaves no row out that would fire."""
    rules = Rules(ROWS)
    for row in ROWS:
        first = next(other for other in ROWS if other.fits(row.fires, row.fires.lower()))
        assert rules.first(row.fires) == first


@pytest.mark.parametrize("case", cases(DATELINES), ids=lambda case: case[0])
def test_datelines(case: list[str]) -> None:
    """Place, region, country, date and agency are read, and the dash is left out."""
    whole, places, date, agency = case
    text = whole.replace("¦", "")
    found = match_dateline(text, 0, len(text), WIRE)
    assert found
    line = found.dateline
    assert line.text == whole.partition("¦")[0]
    wanted = [tuple((*place.split("/"), "", "")[:3]) for place in places.split(";") if place]
    if places == "Kelmen/Main":
        wanted = [(places, "", "")]
    assert [(p.name, p.region or "", p.country or "") for p in line.places] == wanted
    assert (line.date or "", line.agency or "") == (date, agency)
    assert text[found.after :] == whole.partition("¦")[2].lstrip(MARKS)


@pytest.mark.parametrize("text", NO_DATELINES.strip().splitlines())
def test_no_datelines(text: str) -> None:
    """Acronyms behind their own name, running prose, labels and headlines are no datelines."""
    assert match_dateline(text, 0, len(text), WIRE) is None


def test_dateline_over_two_lines() -> None:
    assert parse("Mine\n\nKELMEN,\n April 25 (Reuters) - Rain fell.").dateline.text == "KELMEN, April 25 (Reuters)"
    assert parse("OSLO\n(AFP) - Rain fell.").dateline.text == "OSLO (AFP)"
    assert parse("Tarvia Falls Again Today\n(AFP) - Rain fell.").headline.text == "Tarvia Falls Again Today"


def test_dateline_above_a_surer_one_gives_way() -> None:
    """A headline that looks like a place and a dash is a headline when a full dateline follows."""
    found = parse("KELMEN, Tarvia - Mine falls\n\nZELENA, Feb 3 (Reuters) - Rain fell.\n\nLORV (AFP) - It fell.")
    assert (said(found.headline), found.dateline.text) == ("KELMEN, Tarvia - Mine falls", "ZELENA, Feb 3 (Reuters)")


@pytest.mark.parametrize("case", cases(BYLINES), ids=lambda case: case[0])
def test_bylines(case: list[str]) -> None:
    """Names, each with its place and role."""
    shown = [
        who.name + (f" @ {who.place}" if who.place else "") + (f" = {who.role}" if who.role else "")
        for who in read_byline(case[0], WIRE)
    ]
    assert "; ".join(shown) == case[1]


@pytest.mark.parametrize("text", NO_BYLINES.strip().splitlines())
def test_no_bylines(text: str) -> None:
    """Prose and headlines that open with "By" are no bylines."""
    assert read_byline(text, WIRE) == ()


def test_byline_places() -> None:
    """A byline stands above the dateline, below it, or between headline and body; its role may have a line of its own."""
    above = parse(f"Mine falls\nBy ANN ROE=\nAssociated Press Writer=\n\tKELMEN, Tarvia (AP) _ {STORY}")
    assert (said(above.byline), above.byline.authors[0].role) == ("By ANN ROE", "Associated Press Writer")
    assert [(a.kind, a.text) for a in above.advisories] == [("credit", "Associated Press Writer=")]
    assert said(parse(f"KELMEN (AFP) -\n\nBy Ann Roe\n\n{STORY}").byline) == "By Ann Roe"
    alone = parse(f"Mine falls in Tarvia\n\nTristan MARTIN\n\n{STORY}")
    assert (said(alone.headline), said(alone.byline)) == ("Mine falls in Tarvia", "Tristan MARTIN")
    assert is_role("AP Business Writer", WIRE)
    assert not is_role("Premier of Tarvia", WIRE)


@pytest.mark.parametrize("signoff", SIGNOFFS)
def test_signoffs(signoff: str) -> None:
    """A sign-off below the story is taken whole, over its lines, and none of it stays in the body."""
    found = parse(f"Mine falls\n\nKELMEN (AFP) - {STORY}\n{signoff}\n")
    assert said(found.signoff) == " ".join(signoff.split())
    assert len(found.body.paragraphs) == 2


@pytest.mark.parametrize("signoff", ["(Reporting by Ann Roe)", "Enditem", "EFE", "(ANSA).", "REUTER"])
def test_glued_signoffs(signoff: str) -> None:
    """A sign-off behind the last sentence is cut off."""
    found = parse(f"KELMEN (AFP) - {STORY.strip()} {signoff}\n")
    assert (said(found.signoff), found.body.paragraphs[-1].text) == (signoff, "Rescuers dug on.")


@pytest.mark.parametrize("text", ["He would not say either/or.", "No.", "Nobody told Reuters.", "(The mine is old.)"])
def test_no_signoffs(text: str) -> None:
    assert parse(f"KELMEN (AFP) - {STORY}\n{text}\n").signoff is None


@pytest.mark.parametrize("case", cases(COPYRIGHTS), ids=lambda case: case[0])
def test_copyrights(case: list[str]) -> None:
    """Year and holder; the line may stand below the story or at its top."""
    line, year, holder = case
    notice = read_notice(line, WIRE)
    assert notice
    assert (str(notice.year or ""), notice.holder or "") == (year, holder)
    assert said(parse(f"KELMEN (AFP) - {STORY}\n{line}\n\nab/cd\n").copyright) == line
    assert said(parse(f"Mine falls\n\n{line}\n\nKELMEN (AFP) - {STORY}").copyright) == line


def test_no_copyright() -> None:
    assert read_notice("Copyright law is a mess, said the minister who has to mend it.", WIRE) is None


@pytest.mark.parametrize(("line", "kind", "status"), ADVISORIES)
def test_advisories_above(line: str, kind: str, status: str) -> None:
    """Lines to editors stand above headline or dateline; the grave ones set the status and give a warning."""
    for text in (f"{line}\n\nMine falls\n\nKELMEN (AFP) - {STORY}", f"Mine falls\n\n{line}\n\nKELMEN (AFP) - {STORY}"):
        found = parse(text)
        assert [(a.kind, a.text) for a in found.advisories] == [(kind, " ".join(line.split()))]
        assert (said(found.headline), found.status) == ("Mine falls", status)
        assert [warning.code for warning in found.warnings] == ([kind] if status != "usable" else [])


@pytest.mark.parametrize(("line", "kind"), INSIDE)
def test_advisories_inside(line: str, kind: str) -> None:
    """Captions, rules and cross-references are lifted out of the body."""
    found = parse(f"Mine falls\n\nKELMEN (AFP) - {STORY}\n{line}\n\nRain fell.\n")
    assert [(a.kind, a.text) for a in found.advisories] == [(kind, line)]
    assert [p.text for p in found.body.paragraphs][1:] == ["Rescuers dug on.", "Rain fell."]


def test_notebook() -> None:
    """From the desk's notebook on nothing is story; the sign-off in it is one."""
    tail = "# xyz NOTEBOOK\n\n* * * *\nThe following is not for publication\n\n- Editing by: Bob Poe\n\ndpa ab cd\n\n131137 GMT Nov 13\n"
    found = parse(f"Kelmen (dpa) - {STORY}\n{tail}")
    assert (len(found.body.paragraphs), said(found.signoff)) == (2, "dpa ab cd")
    assert {advisory.kind for advisory in found.advisories} == {"note", "rule"}
