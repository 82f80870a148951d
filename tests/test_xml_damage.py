"""XML that is damaged: stories out of their places, tags that are lost, and what is not for the public there."""

from __future__ import annotations

import re

import pytest

from tests.test_xml import FORMATS, nitf, read
from wireparse import readers
from wireparse.errors import InputError

NEWSML = """<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Dam breaks</HeadLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
<ContentItem><MediaType FormalName="Text"/><DataContent>{body}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize("body", ["<p>A dam broke, the mayor said.</p>", "A dam broke, the mayor said."])
@pytest.mark.parametrize("lost", ["</AdministrativeMetadata>", "</NewsLines>", "</ContentItem>"])
def test_a_story_is_found_where_a_lost_tag_has_put_it(lost, body):
    raw = read(NEWSML.format(body=body).replace(lost, ""))
    assert raw.text == "Dam breaks\n\nA dam broke, the mayor said."
    assert "damaged" in [warning.code for warning in raw.warnings]


@pytest.mark.parametrize("lost", ["</AdministrativeMetadata>", "</AdministrativeMetadata> <NewsItem> </NewsItem>"])
def test_of_several_stories_out_of_their_places_none_is_lost(lost):
    item = NEWSML.format(body="<p>A dam broke, the mayor said.</p>").removeprefix("<NewsML>").removesuffix("</NewsML>")
    both = item + item.replace("A dam", "Another dam")
    for tag in lost.split():
        both = both.replace(tag, "")
    found = list(readers.read(f"<NewsML>{both}</NewsML>".encode()))
    told = [warning.message for raw in found for warning in raw.warnings if warning.code == "left_out"]
    assert (len(found), told) == (2, [])
    assert found[-1].text == "Dam breaks\n\nAnother dam broke, the mayor said."


def test_many_damaged_files_in_one_give_each_its_story():
    found = list(readers.read(NEWSML.format(body="<p>A dam broke.</p>").replace("</AdministrativeMetadata>", "").encode() * 3))
    assert [raw.text for raw in found] == ["Dam breaks\n\nA dam broke."] * 3


def test_a_damaged_file_without_a_story_is_an_error():
    with pytest.raises(InputError, match="the XML is damaged"):
        read("<NewsML><NewsItem><p></NewsItem></NewsML>")


# ---------------------------------------------------------------------- items whose tags are lost

SEVERAL = {name: (FORMATS / name).read_bytes() for name in ("newsml12/flood.xml", "newsmlg2/railways.xml", "rcv1/several.xml")}
TAGS = [(name, found.span()) for name, data in SEVERAL.items() for found in re.finditer(rb"(?i)</?(?:\w+:)?newsitem\b[^>]*>", data)]


@pytest.mark.parametrize(("name", "tag"), TAGS, ids=lambda value: value if isinstance(value, str) else str(value[0]))
def test_a_story_whose_own_tag_is_lost_is_read_beside_the_others(name, tag):
    data = SEVERAL[name]
    whole = list(readers.read(data))
    found = list(readers.read(data[: tag[0]] + data[tag[1] :], input_format=name.partition("/")[0]))
    assert sorted(raw.text[-60:] for raw in found) == sorted(raw.text[-60:] for raw in whole)
    assert "damaged" in [warning.code for warning in found[-1].warnings]


@pytest.mark.parametrize("tag", ["</Identification>", "</NewsManagement>", "</NewsLines>", "</DescriptiveMetadata>", "</ContentItem>", "<NewsComponent>"])
def test_a_lost_tag_inside_one_item_costs_no_text(tag):
    data = SEVERAL["newsml12/flood.xml"]
    found = list(readers.read(data.replace(tag.encode(), b"", 1)))
    assert [raw.text.count("\n\n") for raw in found] == [raw.text.count("\n\n") for raw in readers.read(data)]


def test_paragraphs_that_damage_has_put_outside_all_stories_are_counted():
    item = "<NewsItem><NewsComponent><NewsLines><HeadLine>{0}</HeadLine></NewsLines>{1}</NewsComponent></NewsItem>"
    story = "<ContentItem><DataContent><p>A dam broke.</p><p>It was old.</p></DataContent></ContentItem>"
    lost = story.replace("<DataContent>", "").replace("ContentItem", "ContentItex")
    found = list(readers.read(f"<NewsML>{item.format('One', story)}<b>{item.format('Two', lost)}</NewsML>".encode()))
    assert [raw.text for raw in found] == ["One\n\nA dam broke.\n\nIt was old."]
    assert [warning.message.partition(":")[0] for warning in found[0].warnings] == [
        "the XML is damaged", "2 paragraphs were left out", "without text, so left out"
    ]  # fmt: skip


@pytest.mark.parametrize("lost", ["<contentMeta>", "</contentMeta>", "<contentSet>", "</rightsInfo>", "</itemMeta>", "</edNote>"])
def test_no_damage_beside_them_shows_what_is_not_public(lost):
    data = SEVERAL["newsmlg2/railways.xml"]
    found = list(readers.read(data.replace(lost.encode(), b"")))
    assert len(found) == 2
    assert not [raw for raw in found if "555" in raw.text]


def test_a_file_without_its_first_tag_is_read_by_names_and_keeps_its_status():
    story = "<guid>7</guid><status>Canceled</status><title>Dam breaks</title><content>&lt;p&gt;A dam broke.&lt;/p&gt;</content>"
    raw = read(f"<?xml version='1.0'?>{story}</story>")
    assert (raw.text, raw.header.status) == ("Dam breaks\n\nA dam broke.", "kill")


@pytest.mark.parametrize(("name", "tag"), [("rcv1/cocoa.xml", "</headline>"), ("timeml/grounded.tml", "</TITLE>"), ("ritzau/tunnel.xml", "</headline>"),
                                            ("ritzau/tunnel.xml", "</version>"), ("newsml12/flood.xml", "</HeadLine>"), ("nitf/nurse.xml", "</hl1>")])  # fmt: skip
def test_a_line_that_has_lost_its_end_tag_takes_nothing_with_it(name, tag):
    data = (FORMATS / name).read_bytes()
    whole, found = next(readers.read(data)), next(readers.read(data.replace(tag.encode(), b"", 1)))
    assert (found.text, found.header.headline) == (whole.text, whole.header.headline)


@pytest.mark.parametrize("padding", [b"\x16\x16\x7f", b"\xef\xbb\xbf\x16\r\n", b"\x7f\xef\xbb\xbf\n", b"\0\0"])
def test_padding_of_the_line_before_the_declaration_is_no_damage(padding):
    raw = read(padding + b"<?xml version='1.0' encoding='iso-8859-1'?>" + nitf("<p>It rained in Córdoba, he said.</p>").encode())
    assert ("Córdoba" in raw.text, [warning.code for warning in raw.warnings if warning.code == "damaged"]) == (True, [])
