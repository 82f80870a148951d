"""Sources: surfaces tied to identities, with role, affiliation, type and anonymity; nothing guessed where two would do."""

from __future__ import annotations

from pathlib import Path

import pytest

import wireparse

CASES = Path(__file__).parent / "cases"
HEAD = "KELMEN, May 3 (AFP) - "
OSDH = "The Syrian Observatory for Human Rights (OSDH) said four men died.\n\n"
RAMI = "Rami Haddad, director of the Lake Fund, said the dam had burst.\n\n"
MARA = "Mara Lund, a baker, said the shop was gone.\n\n"
MINISTRY = "The Interior Ministry said two men died.\n\n"

# The text, the surface of its last source, and the fields that must hold of it.
NAMES = [
    # acronyms, in both orders
    (OSDH + "The OSDH said two more were hurt.", "The OSDH", {"name": "Syrian Observatory for Human Rights"}),
    ("The OSDH said four men died.\n\nThe Syrian Observatory for Human Rights (OSDH) is in Kelmen.", "The OSDH",
     {"name": "Syrian Observatory for Human Rights"}),
    ("The World Food Fund (WFF) said grain ran short.\n\nRice was scarce, the WFF said.", "the WFF",
     {"name": "World Food Fund"}),
    ("The WFF (World Food Fund) said grain ran short.\n\nRice was scarce, the WFF said.", "the WFF",
     {"name": "World Food Fund"}),
    # a people's name in front, letters of another language: the name goes on behind its noun
    ("The Velmarian Observatory for Free Rivers (OVFL) said four men died.\n\nThe OVFL said two more were hurt.", "The OVFL",
     {"name": "Velmarian Observatory for Free Rivers"}),
    ("The Syrian Institute for Clean Wells (ISPE) said four men died.\n\nThe ISPE said two more were hurt.", "The ISPE",
     {"name": "Syrian Institute for Clean Wells"}),
    ("The French Ministry of Rivers said the dam was safe.", "The French Ministry of Rivers",
     {"name": "French Ministry of Rivers"}),
    ("Raids killed four men, according to an NGO.\n\nTwo were hurt, the Syrian Institute for Clean Wells (ISPE) said.",
     "an NGO", {"name": "NGO", "anonymous": True}),
    ("Nine men drowned, the coastguard said.\n\nThe company denied that the ship was old.", "The company", {"name": "company"}),
    ("The Union of Free Clerks (UFC) vowed to strike.\n\nThe UFC said the road was blocked.", "The UFC",
     {"name": "Union of Free Clerks"}),
    # surname, title and surname
    (RAMI + "Haddad said the town was empty.", "Haddad", {"name": "Rami Haddad", "resolved": True}),
    (RAMI + "The town was empty, Haddad said.", "Haddad", {"name": "Rami Haddad"}),
    (RAMI + "Mr. Haddad said the town was empty.", "Mr. Haddad", {"name": "Rami Haddad"}),
    (RAMI + "Dr. Haddad said the town was empty.", "Dr. Haddad", {"name": "Rami Haddad"}),
    (RAMI + '"It is empty," Haddad told AFP.', "Haddad", {"name": "Rami Haddad"}),
    ("Prime Minister Ivo Marr said the vote would be held.\n\nMarr said he would not run.", "Marr", {"name": "Ivo Marr"}),
    ("Prime Minister Ivo Marr said the vote would be held.\n\nPrime Minister Marr said it would be fair.",
     "Prime Minister Marr", {"name": "Ivo Marr"}),
    ("Colonel Ivo Marr said the fort had fallen.\n\nColonel Marr said two men were lost.", "Colonel Marr",
     {"name": "Ivo Marr"}),
    ("General Rami Abdel Noor said the fort had fallen.\n\nAbdel Noor said two men were lost.", "Abdel Noor",
     {"name": "Rami Abdel Noor"}),
    (RAMI + "Haddad's wife wept. Rami Haddad said the town was empty.", "Rami Haddad", {"name": "Rami Haddad"}),
    # pronouns
    (RAMI + "He said the town was empty.", "He", {"name": "Rami Haddad", "resolved": True}),
    (RAMI + "The town was empty, he said.", "he", {"name": "Rami Haddad"}),
    (RAMI + '"It is empty," he said.', "he", {"name": "Rami Haddad"}),
    (MARA + "She said the oven was gone too.", "She", {"name": "Mara Lund"}),
    (MARA + '"It is gone," she told AFP.', "she", {"name": "Mara Lund"}),
    (RAMI + MARA + "She said the oven was gone too.", "She", {"name": "Mara Lund"}),
    (MINISTRY + "It said the toll would rise.", "It", {"name": "Interior Ministry"}),
    # who adds is the body that spoke, neither the agency's own staff nor a body that only acts
    (MINISTRY + "An AFP reporter saw smoke over the docks.\n\nIt added that the fire was out.", "It",
     {"name": "Interior Ministry"}),
    (MINISTRY + "The Lake Bank owns the docks.\n\nThe fire was out, it added.", "it", {"name": "Interior Ministry"}),
    (MINISTRY + "State agency LENA quoted a guard as saying that he fled.\n\nThe fire was out, it added.", "it", {"name": "LENA"}),
    # the age of somebody named
    ("Tomas Rell, a baker, fled.\n\nThe 58-year-old said the oven was gone.", "The 58-year-old", {"name": "Tomas Rell"}),
    ("The Acme Corp. said it would close.\n\nIt said sales had dropped.", "It", {"type": "organisation"}),
    # taken up again by a common noun
    (MINISTRY + "The ministry said the toll would rise.", "The ministry", {"name": "Interior Ministry", "resolved": True}),
    (MINISTRY + "The toll would rise, the ministry said.", "the ministry", {"name": "Interior Ministry"}),
    ("Army spokesman Rolf Deen said four rebels died.\n\nThe spokesman said two were hurt.", "The spokesman",
     {"name": "Rolf Deen"}),
    ("Acme Corp. said it would close.\n\nThe company said sales had dropped.", "The company", {"name": "Acme Corp."}),
    ("Mayor Ruth Orlo said the bridge was closed.\n\nThe mayor said it was unsafe.", "The mayor", {"name": "Ruth Orlo"}),
    ("The Central Bank said rates would rise.\n\nThe bank said it was cautious.", "The bank", {"name": "Central Bank"}),
    ("The Interior Ministry said two men died.\n\nThe Defence Ministry said three died.\n\nThe ministry said it was sure.",
     "The ministry", {"name": "Defence Ministry"}),
    (MINISTRY + "The statement said the toll would rise.", "The statement", {"name": "Interior Ministry"}),
    ("A report by the Interior Ministry said the dam was unsafe.", "A report by the Interior Ministry",
     {"name": "Interior Ministry"}),
    # the first person in a quotation is its speaker
    (RAMI + '"I believe the dam was old," Haddad said.', "Haddad", {"name": "Rami Haddad"}),
    ('"They told me it was safe, and I warned that it was not," said Mara Lund, a baker.', "I", {"name": "Mara Lund"}),
    # a pronoun in reported speech is its speaker
    ("Ida Brand said she feared that rates would rise.", "she", {"name": "Ida Brand"}),
    # people named without speaking, in offices taken up later
    ("Mayor Ruth Orlo toured the docks.\n\nThe mayor said the cranes were rusty.", "The mayor", {"name": "Ruth Orlo"}),
    ("Ruth Orlo toured the docks. Orlo wept.\n\nShe said the cranes were rusty.", "She", {"name": "Ruth Orlo"}),
    # partial and full names of bodies
    ("Crestwell said profit fell.\n\nShares of Crestwell Oil Corp dropped.", "Crestwell", {"name": "Crestwell Oil Corp"}),
    ("The Eastern Fisheries Board said stocks were low.\n\nThe EFB said boats must stay in port.", "The EFB",
     {"name": "Eastern Fisheries Board"}),
    ("The Free Delta Army, or FDA, said it held the bridge.\n\nThe FDA said it held the port.", "The FDA",
     {"name": "Free Delta Army"}),
    # bodies in apposition
    ("The aid group Mare Nostro said ten were missing.", "The aid group Mare Nostro", {"name": "Mare Nostro"}),
    ("State news agency LENA said the king was ill.", "State news agency LENA", {"name": "LENA"}),
    ("The firm, Sarnwerk, said the plant would close.", "The firm, Sarnwerk", {"name": "Sarnwerk"}),
    # titles that are names, an age, a surname in front
    ("Patriarch Earl Troud said he would sell.", "Patriarch Earl Troud", {"name": "Earl Troud"}),
    ("Bayu Santel, 34, said the road was gone.", "Bayu Santel, 34", {"name": "Bayu Santel", "type": "person"}),
    ("Spokeswoman Zhou Lanfen said talks went on.\n\nZhou said the crew was well.", "Zhou", {"name": "Zhou Lanfen"}),
    ("Deputy Secretary of Trade Ann Roe said duties would rise.", "Deputy Secretary of Trade Ann Roe", {"name": "Ann Roe"}),
    # a name that the lead holds back
    ('Beds are short, a coroner said on Friday.\n\n"It is grave," coroner Simon Yell said.', "a coroner", {"name": "Simon Yell"}),
    # they, in a quotation, may be anybody; outside, the last who were many
    ("Residents said the roof fell in.\n\nThey said nobody came.", "They", {"name": "residents"}),
    # unnamed sources: the shortest faithful phrase
    ("Analysts at Fjord Mutual said rates would rise.", "Analysts at Fjord Mutual", {"name": "analysts at Fjord Mutual"}),
    ("The bridge fell, photographers working with AFP on the spot said.", "photographers working with AFP on the spot",
     {"name": "photographers", "type": "anonymous"}),
    ("Nurses treating the hurt said beds ran short.", "Nurses treating the hurt", {"name": "nurses"}),
    ("The working group said prices rose.", "The working group", {"name": "working group"}),
    ("In Yelta, floods rose.\n\nThe governor of Yelta said the bridge was shut.", "The governor of Yelta",
     {"name": "governor of Yelta", "anonymous": True}),
    ("A Western diplomat in Kelmen said the talks had failed.", "A Western diplomat in Kelmen", {"name": "a Western diplomat"}),
    ("A memo seen by Reuters said the plant would close.\n\nThe document said jobs would go.", "The document", {"name": "a memo"}),
    ("An official of the Lake-backed United Party said the road was cut.", "An official of the Lake-backed United Party",
     {"name": "an official of the United Party"}),
    ("The Lake Council last week agreed to pay for the dam.", "The Lake Council", {"name": "Lake Council"}),
    ("Both the ruling party and the opposition said the road was cut.\n\nThe opposition said it was late.", "The opposition",
     {"name": "opposition"}),
    # an adjective is no part of a name for opening its sentence
    ("Senior EU officials said the road was cut.", "Senior EU officials", {"type": "anonymous"}),
    ("Latest Lake Bank data showed that rates rose.", "Latest Lake Bank data", {"name": "Lake Bank"}),
    # nobody who spoke: who acts in the sentence before
    ("Soldiers stormed the hall on Monday. They said the vote was off.", "They", {"name": "soldiers"}),
    ("A man was held on Monday. He said the road was cut.", "He", {"name": "a man", "anonymous": True}),
    ("The union of rail workers began a strike. It said the line was unsafe.", "It", {"name": "union of rail workers"}),
    ("The talks failed. They said the road was cut.", "They", {"name": "They", "resolved": False}),
    # the lead has an office, the next source is a new name that nothing introduces
    ('The king will speak, his spokesman said.\n\n"It is late," said Rudd Pell.', "his spokesman", {"name": "Rudd Pell"}),
    ('The king will speak, an officer said.\n\n"It is late," said Mayor Rudd Pell.', "an officer", {"anonymous": True}),
    # names of one word that an apposition tells to be people's, and names that are none
    ("Mona, a pharmacist, said the road was cut.", "Mona, a pharmacist", {"name": "Mona", "type": "person"}),
    ("One of their lawyers, Nurbara, said the road was cut.", "One of their lawyers, Nurbara", {"name": "Nurbara", "type": "person"}),
    ("Swett, who was mayor until May, said the road was cut.", "Swett", {"type": "person"}),
    ("Velm, a fishing town, feared that the road was cut.", "Velm, a fishing town", {"type": "organisation"}),
    ("The opposition Lake Front said the road was cut.", "The opposition Lake Front", {"name": "Lake Front", "type": "organisation"}),
    ("The Lake Liberation Front said the road was cut.", "The Lake Liberation Front", {"type": "rebel"}),
    ("Two residents said the road was cut.\n\nOne of them said the bridge was gone.", "One of them", {"type": "witness"}),
    ("Two officials said the road was cut.\n\nOne of them said the bridge was gone.", "One of them", {"type": "anonymous"}),
    ("State rail operator PLK said the road was cut.", "State rail operator PLK", {"name": "PLK", "type": "organisation"}),
    # many, then fuller; short forms and acronyms that are spelt otherwise
    ("Military sources said it rained.\n\nThe Lake military sources said the road was cut.", "The Lake military sources",
     {"name": "Lake military sources"}),
    ("The Lake People's Party (Ladep) met.\n\nLadep said the road was cut.", "Ladep", {"name": "Lake People's Party"}),
    ("Talks with the New Army (NA) rebels failed.\n\nThe NA rebels said the road was cut.", "The NA rebels", {"name": "New Army"}),
    ("The Velm Children's Fund said it rained.\n\nUNICEF said the road was cut.", "UNICEF", {"name": "Velm Children's Fund"}),
    ("Louis Gere, chairman of New York-based RJR, said it rained.\n\nRJR said the road was cut.", "RJR", {"name": "RJR"}),
    ("Acme Corp. said it rained.\n\nThe insurance concern said the road was cut.", "The insurance concern", {"name": "Acme Corp."}),
    ("Queen Brunhild II said the road was cut.", "Queen Brunhild II", {"name": "Queen Brunhild II", "type": "person"}),
]  # fmt: skip

UNRESOLVED = [
    ("John Marr, a baker, said the shop was gone.\n\nPeter Marr, a miner, said the pit was flooded.\n\nMarr said he was sad.",
     "Marr", {"John Marr", "Peter Marr"}),
    ("Anna Kole, a nurse, said the ward was full.\n\nIda Kole, a doctor, said beds ran short.\n\nKole said help was near.",
     "Kole", {"Anna Kole", "Ida Kole"}),
]  # fmt: skip

ROLES = [
    ("Prime Minister Ivo Marr said the vote was over.", "Prime Minister Ivo Marr", {"role": "Prime Minister"}),
    ("Mayor Ruth Orlo said the bridge was closed.", "Mayor Ruth Orlo", {"role": "Mayor"}),
    ("Army spokesman Rolf Deen said four rebels died.", "Army spokesman Rolf Deen", {"role": "spokesman", "affiliation": "Army"}),
    ("The chief of staff, General Rolf Deen, said four died.", "The chief of staff, General Rolf Deen", {"role": "chief of staff", "affiliation": None}),
    ("A spokeswoman for the army, Major Ada Kole, said four died.", "A spokeswoman for the army, Major Ada Kole", {"role": "spokeswoman", "affiliation": "army"}),
    ("The head of the Miners' Union, Rolf Deen, said it was late.", "The head of the Miners' Union, Rolf Deen", {"role": "head", "affiliation": "Miners' Union"}),
    ("Rolf Deen of conflict monitor WARD said raids rose.", "Rolf Deen of conflict monitor WARD", {"affiliation": "WARD"}),
    ("Rolf Deen of the NGO Miners Without Borders said four died.", "Rolf Deen of the NGO Miners Without Borders", {"affiliation": "NGO Miners Without Borders"}),
    ("Rolf Deen, Lake Fund's North Africa director, said it rained.", "Rolf Deen, Lake Fund's North Africa director", {"role": "director", "affiliation": "Lake Fund"}),
    ("Council of Lakes rights commissioner Rolf Deen said it rained.", "Council of Lakes rights commissioner Rolf Deen", {"affiliation": "Council of Lakes"}),
    ("Rolf Deen, the 58-year-old former mayor, said it rained.", "Rolf Deen, the 58-year-old former mayor", {"role": "former mayor"}),
    ("Presiding Judge Rolf Deen said the court would sit.", "Presiding Judge Rolf Deen", {"role": "Presiding Judge"}),
    ("Grid operator Tolenergo said the lights were out.", "Grid operator Tolenergo", {"type": "organisation"}),
    ("A survivor who goes by one name, Arin, said she swam.", "A survivor who goes by one name, Arin", {"name": "Arin", "type": "person"}),
    ("The Lake Post and radio Vark FM said it rained.", "The Lake Post and radio Vark FM", {"anonymous": False}),
    ("Someone said it rained.", "Someone", {"type": "anonymous", "anonymous": True}),
    ("OSDH director Rami Haddad said four men died.", "OSDH director Rami Haddad", {"role": "director", "affiliation": "OSDH"}),
    ("Israeli Foreign Minister Dan Peretz said the talks had failed.", "Israeli Foreign Minister Dan Peretz",
     {"role": "Foreign Minister", "affiliation": "Israeli"}),
    ("Rami Haddad, director of the Lake Fund, said the dam had burst.", "Rami Haddad, director of the Lake Fund",
     {"role": "director", "affiliation": "Lake Fund"}),
    ("Rami Haddad, the director of the Lake Fund, said the dam had burst.", "Rami Haddad, the director of the Lake Fund",
     {"role": "director", "affiliation": "Lake Fund"}),
    ("Rami Haddad, head of the Lake Fund, said the dam had burst.", "Rami Haddad, head of the Lake Fund",
     {"role": "head", "affiliation": "Lake Fund"}),
    ("Rami Haddad, who heads the Lake Fund, said the dam had burst.", "Rami Haddad, who heads the Lake Fund",
     {"affiliation": "Lake Fund"}),
    ("Mara Lund, a baker, said the shop was gone.", "Mara Lund, a baker", {"role": "baker", "name": "Mara Lund"}),
    ("Ida Brand, an economist at Bell Bank, said rates would rise.", "Ida Brand, an economist at Bell Bank",
     {"role": "economist", "affiliation": "Bell Bank"}),
    ("Ida Brand, Bell Bank economist, said rates would rise.", "Ida Brand, Bell Bank economist",
     {"role": "economist", "affiliation": "Bell Bank"}),
    ("The mayor, Ruth Orlo, said the bridge was closed.", "The mayor, Ruth Orlo", {"name": "Ruth Orlo", "role": "mayor"}),
    ("Colonel Ivo Marr said the fort had fallen.", "Colonel Ivo Marr", {"name": "Ivo Marr", "role": "Colonel"}),
    ("The Lake Fund's director Rami Haddad said the dam had burst.", "The Lake Fund's director Rami Haddad",
     {"name": "Rami Haddad", "role": "director", "affiliation": "Lake Fund"}),
    ("The Syrian Observatory for Human Rights (OSDH) counts the dead.\n\nOSDH director Rami Haddad said four men died.",
     "OSDH director Rami Haddad", {"affiliation": "Syrian Observatory for Human Rights"}),
    (RAMI + "Haddad said the town was empty.", "Haddad", {"role": "director", "affiliation": "Lake Fund"}),
    ("Mara Lund, a doctor working for the Lake Fund, said beds ran short.", "Mara Lund, a doctor working for the Lake Fund",
     {"role": "doctor", "affiliation": "Lake Fund"}),
    ("Rudd Pell of Bell Brothers Inc said the road was cut.", "Rudd Pell of Bell Brothers Inc", {"role": None, "affiliation": "Bell Brothers Inc"}),
    ("Maria Obst of Velm said the road was cut.", "Maria Obst of Velm", {"role": None, "affiliation": None}),
    ("Analyst Rudd Pell at Bell Securities Ltd in Kelmen said it rained.", "Analyst Rudd Pell at Bell Securities Ltd in Kelmen",
     {"role": "Analyst", "affiliation": "Bell Securities Ltd"}),
    ("Rudd Pell, director of metals research with Bell Brothers, said it rained.", "Rudd Pell, director of metals research with Bell Brothers",
     {"role": "director", "affiliation": "Bell Brothers"}),
    ("Rudd Pell, an analyst in Kelmen, said it rained.", "Rudd Pell, an analyst in Kelmen", {"role": "analyst", "affiliation": None}),
    ("Top US envoy Ann Roe said it rained.", "Top US envoy Ann Roe", {"role": "envoy", "affiliation": "US"}),
    ("First Deputy Prime Minister Ivo Marr said it rained.", "First Deputy Prime Minister Ivo Marr",
     {"role": "First Deputy Prime Minister", "affiliation": None}),
    ("A march backing Prime Minister Ivo Marr was held.\n\nMarr said it rained.", "Marr", {"role": "Prime Minister", "affiliation": None}),
    ("U.S. Secretary of State Ann Roe said it rained.", "U.S. Secretary of State Ann Roe",
     {"role": "Secretary of State", "affiliation": "U.S."}),
    ("Louis Gere, chairman of New York-based RJR, said it rained.", "Louis Gere, chairman of New York-based RJR",
     {"role": "chairman", "affiliation": "RJR"}),
    ("Michael Rupe, 52 years old and a 27-year Acme veteran, said it rained.",
     "Michael Rupe, 52 years old and a 27-year Acme veteran", {"role": "veteran", "affiliation": "Acme"}),
    ("Ms. Roe said it rained.\n\nAnn Roe, 34, wept.", "Ms. Roe", {"name": "Ann Roe", "role": None}),
    ("Rudd Pell, who leads the Lake Fund, said it rained.", "Rudd Pell, who leads the Lake Fund", {"role": "leader", "affiliation": "Lake Fund"}),
    ("Rudd Pell, who wants to go home, said it rained.", "Rudd Pell", {"role": None, "affiliation": None}),
    ("Rudd Pell, a 39-year-old Velm businessman, said it rained.", "Rudd Pell, a 39-year-old Velm businessman",
     {"role": "businessman", "affiliation": "Velm"}),
    ("Rudd Pell, president of the Lake Fund and a former mayor, said it rained.",
     "Rudd Pell, president of the Lake Fund and a former mayor", {"role": "president", "affiliation": "Lake Fund"}),
    ("Labour ministry managing director Rudd Pell said it rained.", "Labour ministry managing director Rudd Pell",
     {"role": "managing director", "affiliation": "Labour ministry"}),
]  # fmt: skip

# The text, the surface, whether no person or body is named, and the reason that the text gives for it.
ANONYMITY = [
    ("Officials said the road was closed.", "Officials", True, None),
    ("A witness said the roof fell in.", "A witness", True, None),
    ("A diplomat said the talks had failed.", "A diplomat", True, None),
    ("Analysts said rates would rise.", "Analysts", True, None),
    ("Mayor Ruth Orlo said the bridge was closed.", "Mayor Ruth Orlo", False, None),
    ("Emergency services said two men died.", "Emergency services", False, None),
    ("The Interior Ministry said two men died.", "The Interior Ministry", False, None),
    ("An official said on condition of anonymity that the minister would go.", "An official", True, None),
    ("The minister would go, an official said on condition of anonymity because he was not allowed to speak.",
     "an official", True, "because he was not allowed to speak"),
    ("The minister would go, a diplomat said, speaking on condition of anonymity because the talks are secret.",
     "a diplomat", True, "because the talks are secret"),
    ("The minister would go, said an aide who asked not to be named because he feared for his job.",
     "an aide", True, "because he feared for his job"),
    ("A nurse said the ward was full. She spoke on condition of anonymity because she feared for her job.",
     "A nurse", True, "because she feared for her job"),
    ("Officials speaking on condition of anonymity because they were not allowed to talk said the plan had failed.",
     "Officials", True, "because they were not allowed to talk"),
    ("A nurse said the ward was full. The road was shut. He spoke on condition of anonymity because he was not allowed to speak.",
     "A nurse", True, None),
]  # fmt: skip

# Texts of the rows that fail today (strict: one that passes must be taken out).
KNOWN = {"Army spokesman Rolf Deen said four rebels died."}


def rows(table):
    """Return the rows of a table as cases; those that fail today are strict xfails."""
    mark = pytest.mark.xfail(strict=True, reason="a known failure")
    return [pytest.param(*row, marks=[mark] if row[0] in KNOWN else [], id=f"{n}: {row[1]}") for n, row in enumerate(table)]


def cases(name):
    """Return the rows of a file of cases: a text, the surface of one of its sources, and what holds of that."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(text.replace("|", "\n\n"), surface, told) for text, surface, told in cells]


def source(text, surface):
    """Return the source of the last claim whose source reads ``surface``."""
    claims = wireparse.parse(HEAD + text).claims
    found = [claim.source for claim in claims if claim.source and claim.source.text == surface]
    assert found, f"no source reads {surface!r}; there are: {[claim.source and claim.source.text for claim in claims]}"
    return found[-1]


def test_there_are_enough_cases():
    """The tables keep their breadth."""
    assert len(NAMES) + len(UNRESOLVED) + len(ROLES) + len(cases("types.tsv")) + len(ANONYMITY) >= 60


@pytest.mark.parametrize(("text", "surface", "fields"), rows(NAMES))
def test_a_mention_is_tied_to_its_identity(text, surface, fields):
    """Acronym, surname, pronoun and common noun stand for the one that the text named."""
    found = source(text, surface)
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(("text", "surface", "name"), rows(cases("sources.tsv")))
def test_the_last_mention_of_a_case_has_its_name(text, surface, name):
    """Each line of the file tells who its source is."""
    assert source(text, surface).name == name


@pytest.mark.parametrize(("text", "surface", "candidates"), rows(UNRESOLVED))
def test_two_candidates_leave_a_mention_unresolved(text, surface, candidates):
    """Where two could be meant, none is chosen: the name is the surface, and both are listed."""
    found = source(text, surface)
    assert (found.resolved, found.name, set(found.candidates)) == (False, surface, candidates)


@pytest.mark.parametrize(("text", "surface", "fields"), rows(ROLES))
def test_role_and_affiliation_are_read(text, surface, fields):
    """Title, apposition and an office-giving relative clause tell who somebody is."""
    found = source(text, surface)
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(("text", "surface", "kind"), rows(cases("types.tsv")))
def test_a_source_has_a_type(text, surface, kind):
    """Each source is a person, a body of some sort, a document or somebody unnamed."""
    assert source(text, surface).type == kind


@pytest.mark.parametrize(("text", "surface", "anonymous", "reason"), rows(ANONYMITY))
def test_who_is_not_named_is_anonymous(text, surface, anonymous, reason):
    """The flag says that no person or body is named; the reason is the text's own."""
    found = source(text, surface)
    assert found.anonymous is anonymous
    assert found.anonymity_reason == reason


def test_an_identity_gathers_its_mentions_and_claims():
    """One person under three surfaces is one source, with aliases, mentions and claims."""
    dispatch = wireparse.parse(HEAD + RAMI + "Haddad said the town was empty.\n\nHe said nobody came.")
    (found,) = dispatch.sources
    assert found.name == "Rami Haddad"
    assert found.claims == tuple(claim.id for claim in dispatch.claims)
    assert [dispatch.input[start:end] for start, end in found.mentions][1:] == ["Haddad", "He"]
    assert "Haddad" in found.aliases
    assert "He" not in found.aliases


def test_identities_are_numbered_in_order():
    """Ids follow the text, and every claim's source is in the list."""
    dispatch = wireparse.parse(HEAD + RAMI + MARA + MINISTRY)
    assert [found.id for found in dispatch.sources] == [f"s{n}" for n in range(1, len(dispatch.sources) + 1)]
    assert {claim.source.id for claim in dispatch.claims if claim.source} == {found.id for found in dispatch.sources}


@pytest.mark.parametrize(("text", "surface"), [(row[0], row[1]) for row in (*NAMES, *ROLES, *cases("types.tsv")) if row[0] not in KNOWN])
def test_a_surface_is_what_stands_in_the_text(text, surface):
    """Resolving a mention never changes its surface or its place."""
    found = source(text, surface)
    assert (HEAD + text)[found.start : found.end] == surface
