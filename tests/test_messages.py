"""What the readers of teleprinter formats and of SGML collections share, and what a file of theirs cannot show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from wireparse import readers
from wireparse.batch import Parsed, parse_task
from wireparse.errors import InputError
from wireparse.intake import Failed, Settings, Task, read_input
from wireparse.readers.days import day_in, month_of, stamped
from wireparse.readers.messages import cut, head_parts, without_notes
from wireparse.readers.sgml import plain
from wireparse.walk import Input

FORMATS = Path(__file__).parent / "formats"
DOCUMENT = b'<DOC id="AFP_ENG_2007051%d.0001" type="story">\n<TEXT>\n<P>\nRain fell, police said.\n</P>\n</TEXT>\n</DOC>\n'


def outputs(data):
    steps = list(read_input(Input("file", data=data), Settings()))
    found = [parse_task(step, Settings()) if isinstance(step, Task) else step for step in steps]
    return [json.dumps(one.dispatch.to_dict(), ensure_ascii=False) for one in found if isinstance(one, Parsed)]


@pytest.mark.parametrize("name", ["two-lines.txt", "lost-marks-de.txt"])
@pytest.mark.parametrize("lost", [b"", b"\x01", b"\x02", b"\x03", b"* * * *", b" ="])
def test_notes_for_editors_only_are_never_in_the_output(name, lost):
    data = (FORMATS / "iptc7901" / name).read_bytes()
    (output,) = outputs(data.replace(lost, b"") if lost else data)
    for secret in ("Muster, +00", "555 0199", "Jan Probe", "desk@", "Hafenstraße", "zelena.example"):
        assert secret not in output
    assert '"code": "notes"' in output


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("Rain.\n\n# dpa NOTEBOOK\nTel: 1\n", "Rain."),
        ("Rain.\n\n# Notizblock\n## Orte\n- Hafen\n\ndpa/ab yyzz n1 cd\n", "Rain.\n\ndpa/ab yyzz n1 cd"),
        ("Rain.\n\n* * * *\nThe following information is not for publication\nTel: 1", "Rain."),
        ("Rain.\n\nDie folgenden Informationen sind nicht zur Veröffentlichung bestimmt\nTel: 1", "Rain."),
        ("Rain.\n\n# Notebook\nanna roe\n", "Rain."),
        ("Rain.\n\n# dpa-Notizblock\nTel: 1\n", "Rain."),
        ("Rain.\n\n## Editorial contacts\n- Tel: 1\n", "Rain."),
        ("He said it was not for publication.\nNotebook prices fell.", None),
        ("* * * *\nSnow.", None),
    ],
)
def test_notes_are_cut_off_and_the_sign_off_is_not(body, kept):
    assert without_notes(body)[0] == (body if kept is None else kept)
    assert len(without_notes(body)[1]) == (kept is not None)


@pytest.mark.parametrize(
    ("lines", "last", "parts"),
    [
        (["REFILE", "1ST LEAD", "Rain in Zelena", "By dpa correspondents ="], True, "advisory advisory headline byline"),
        (["^Rain in Zelena<", "^AP Photo ZEL101<", "^By ANN ROE=", "^Associated Press Writer="], False, "headline advisory byline"),
        (["Weather", "Norvia:", "Rain in Zelena"], True, "advisory advisory headline"),
        (["A title that is as wide as the lines of a wire can be", "goes on below"], True, "headline"),
        (["KILL KILL KILL", "Rain in Zelena"], True, "advisory headline"),
        (["*9006", "Rain"], False, "advisory headline"),
        ([], True, ""),
    ],
)
def test_each_header_line_is_what_it_looks_like(lines, last, parts):
    assert [part for part, _ in head_parts(lines, last=last)] == parts.split()


@pytest.mark.parametrize(
    ("word", "number"),
    [("Okt", 10), ("Dez", 12), ("dec", 12), ("AOU", 8), ("JUI", 6), ("fév", 2), ("Mayo", 5), ("ene", 1), ("giu", 6), ("xyz", None)],
)
def test_months_are_known_in_the_languages_of_the_wires(word, number):
    assert month_of(word) == number


def test_two_digits_of_a_year_are_of_the_last_hundred_years():
    assert stamped("69", 1, "2") == "2069-01-02"
    assert stamped("70", 1, "2") == "1970-01-02"
    assert stamped("2018", 11, "21", "21:01:05", "EST") == "2018-11-21T21:01:05-05:00"
    assert stamped("2018", None, "21") is None
    assert stamped("2018", 2, "29", "1200") is None


def test_a_day_is_read_in_words_of_several_languages():
    lines = ("January 11, 2010 Monday", "11. Januar 2010 Montag", "lundi 1er février 2010", "14 octobre 2013 lundi 18:05 GMT")
    assert [day_in(line) for line in lines] == ["2010-01-11", "2010-01-11", "2010-02-01", "2013-10-14"]


def test_messages_are_cut_without_loss():
    text = "\x01\n\x01junk\n\x01one\n\x01\x01two"
    assert list(cut(text, "\x01")) == ["\x01\n\x01junk\n", "\x01one\n", "\x01\x01two"]
    assert list(cut("", "\x01")) == [""]


def test_entities_are_resolved_once_and_only_those_there_are():
    assert plain("R&D &amp;lt; &eacute;&QL;&#233;&#xE9; &nonsense; &#99999999; &#55296;") == "R&D &lt; é\néé &nonsense; &#99999999; \ufffd"


def test_a_collection_is_read_as_it_is_asked_for():
    """The first document is there before the rest is looked at, and each is decoded alone."""
    data = b"".join(DOCUMENT % day for day in range(9)).replace(b"Rain", b"Caf\xe9", 1)
    found = readers.read(data)
    assert next(found).encoding == "cp1252"
    assert {raw.encoding for raw in found} == {"utf-8"}


def test_an_anpa_message_without_any_control_character_is_one_still():
    data = (FORMATS / "anpa1312" / "writethru.txt").read_bytes()
    whole, bare = (list(readers.read(given)) for given in (data, bytes(byte for byte in data if byte > 31 or byte in b"\t\n") * 2))
    assert [raw.text for raw in bare] == [whole[0].text] * 2
    assert bare[0].header == whole[0].header


def test_7901_in_capitals_is_read_too():
    (raw,) = readers.read(b"APA0123 5 AI 210 AB  APA 17\n\nDamm/\n\x02Damm bei Zelena gebrochen =\n\nZelena (APA) - Ein Damm.\n\x03141805 Okt 19\n")
    assert (raw.format, raw.header.id, raw.header.priority, raw.header.provider) == ("iptc7901", "APA0123-2019-10-14", 5, "APA")


def test_tags_may_be_in_small_letters():
    data = (FORMATS / "trec" / "aquaint.txt").read_bytes()
    small = re.sub(rb"</?[A-Z_]+>", lambda tag: tag[0].lower(), data)
    assert small != data
    assert [raw.text for raw in readers.read(small)] == [raw.text for raw in readers.read(data)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_collection_with_a_byte_order_mark_is_read_too(encoding):
    data = (DOCUMENT % 4).decode().encode(encoding)
    (raw,) = readers.read(data, input_format="gigaword")
    assert raw.header.id == "AFP_ENG_20070514.0001"


def test_documents_without_text_are_an_error_behind_those_with_text():
    empty = b'<DOC id="AFP_ENG_20070519.0002" type="other">\n</DOC>\n'
    *steps, failed, _ = read_input(Input("file", data=DOCUMENT % 1 + empty + DOCUMENT % 2), Settings())
    assert [type(step) for step in steps] == [Task, Task]
    assert isinstance(failed, Failed)
    assert failed.message == "1 of its dispatches holds no text, the first is AFP_ENG_20070519.0002"


@pytest.mark.parametrize("name", ["iptc7901", "anpa1312", "zczc", "gigaword", "trec", "reuters21578", "nexis", "afp-console"])
@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x01", b"plain text", b"<DOC>", b"<REUTERS>", b"ZCZC", b"\x16\x16\x01"])
def test_a_format_forced_on_the_wrong_bytes_gives_a_dispatch_or_an_error(name, data):
    try:
        found = list(readers.read(data, input_format=name))
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert all(raw.text for raw in found)


@pytest.mark.parametrize("text", [
    "ORSA (AFP) - He filed <DOC> tags.", "The code is abc123 3 times.", "ZCZ is a code.", "Length: 12 metres, Byline: none", "# 12 AFP",
])  # fmt: skip
def test_plain_text_that_names_a_format_stays_plain(text):
    assert readers.choose(text.encode()).NAME == "text"


NEXIS = "{n} of 2 DOCUMENTS\n\nOrsa Times\n\nMay 6, 2019\n\nRain\n\nBYLINE: Ann Roe\n\nLENGTH: 4 words\n\nRain fell on {n}.\n\nLANGUAGE: ENGLISH\n\n"
BOTH = ["Rain\n\nAnn Roe\n\nRain fell on 1.", "Rain\n\nAnn Roe\n\nRain fell on 2."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n"])
@pytest.mark.parametrize("nul", ["", "\0"])
def test_neither_returns_nor_nuls_join_what_is_several(end, nul):
    text = (NEXIS.format(n=1) + NEXIS.format(n=2)).replace("\n", end).replace("DOC", f"D{nul}OC").replace("LENG", f"LEN{nul}G")
    assert [raw.text for raw in readers.read(text.encode(), input_format="nexis")] == BOTH


def test_what_stands_right_below_the_length_is_the_text():
    (raw,) = readers.read(NEXIS.format(n=1).replace("4 words\n\n", "4 words\n").encode())
    assert (raw.text, raw.warnings) == (BOTH[0], ())


def test_a_document_without_a_text_is_told():
    (raw,) = readers.read(NEXIS.format(n=1).replace("Rain fell on 1.", "").encode())
    assert [warning.code for warning in raw.warnings] == ["no_body"]
