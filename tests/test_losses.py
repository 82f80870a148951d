"""Nothing is lost silently: wherever one tag or one line is missing, each paragraph is there, or a warning or an error is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wireparse import readers
from wireparse.errors import InputError
from wireparse.pipeline import parse

FOLDER = Path(__file__).parent / "formats"
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file() and not path.name.endswith(".expected.json"))
TAG, LINE = re.compile(rb"<[^<>]+>"), re.compile(rb"[^\n]*\n")
PARTED = re.compile(r"\n\n|\n(?=\t| {3})")
LEAST = 40
"""Shorter stretches are names, days and the like."""
KNOWN = {
    "newsml12/languages.xml": b'<Role FormalName="Body"/>',  # then nothing tells it from a lead
    "nexis/german.txt": b"\n",  # joins the copyright line to a label
}


def read(data):
    """Return the dispatches in ``data``, and the error that it ends with, if it does."""
    found = []
    try:
        found.extend(readers.read(data))  # what comes before an error stays
    except InputError as error:
        return found, error
    return found, None


def letters(said):
    return re.sub(r"[\W_]+", "", said).casefold()


def pieces(data):
    """Return the letters of each paragraph that is read in ``data``, without those next to its edges."""
    return [letters(part)[5:-5] for raw in read(data)[0] for part in PARTED.split(raw.text) if len(part) > LEAST]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_paragraph_is_lost_in_silence_with_a_tag_or_a_line(path):
    data = path.read_bytes()
    paragraphs, lost = pieces(data), []
    for cut in (TAG if data.count(b"<") > 4 else LINE).finditer(data):
        left = data[: cut.start()] + data[cut.end() :]
        found, error = read(left)
        if error or any(raw.warnings for raw in found):
            continue
        told, there = letters(" ".join(raw.text for raw in found)), letters(TAG.sub(b"", left).decode("utf-8", "replace"))
        lost += [(cut[0], said) for said in paragraphs if said in there and said not in told]
    assert {tag for tag, _ in lost} <= {KNOWN.get(path.relative_to(FOLDER).as_posix())}, lost[:3]


def story(name):
    return (FOLDER / name).read_bytes()


BESIDE = {
    "feed/full-text.rss": b"<item>",
    "factiva/bronzes.html": b'<div class="article enArticle">',
    "europresse/two.html": b"<article>",
    "nexis/ex-premier.txt": b"                            2 of 2 DOCUMENTS\r\n",
    "iptc7901/flash-kill-hold.txt": b"\x01eca0002 2 i 61 cc  dpa 0002\r\n",
    "anpa1312/wildfire.txt": b"\x16\x16\x01a0522\x1f-----\r\n",
}


@pytest.mark.parametrize(("name", "mark"), BESIDE.items(), ids=BESIDE)
def test_a_dispatch_whose_first_mark_is_lost_is_one_of_its_own_all_the_same(name, mark):
    data = story(name)
    assert mark in data
    whole, found = read(data)[0], read(data.replace(mark, b""))[0]
    assert [raw.text[-80:] for raw in found] == [raw.text[-80:] for raw in whole]


def test_a_kill_that_has_lost_its_header_line_is_a_kill():
    data = story("iptc7901/flash-kill-hold.txt").replace(b"\x01eca0002 2 i 61 cc  dpa 0002\r\n", b"")
    assert [parse(raw.text, raw=raw).status for raw in read(data)[0]] == ["usable", "kill", "hold"]


def test_text_behind_the_end_of_a_message_is_taken_into_it_and_told():
    data = story("iptc7901/flash-kill-hold.txt").replace(b"\x01eca0002 2 i 61 cc  dpa 0002\r\n", b"").replace(b"\x04", b"")
    first = read(data)[0][0]
    assert "Editors: please kill the item" in first.text
    assert [warning.code for warning in first.warnings] == ["damaged"]


@pytest.mark.parametrize("trailer", [b"\x03020611 GMT Mar 12", b"\x030206x1 GMx Mar 12", b""])
def test_a_broken_trailer_is_no_text(trailer):
    data = story("iptc7901/flash-kill-hold.txt").replace(b"\x03020611 GMT Mar 12", trailer)
    assert read(data)[0][0].text == "Strong earthquake shakes Zelena\n\nFLASH"


def test_an_export_of_nexis_may_begin_with_a_blank_line():
    (first, _), _ = read(story("nexis/ex-premier.txt"))
    assert "DOCUMENTS" not in first.text


def test_of_a_feed_without_its_first_start_tag_the_item_has_its_own_title():
    data = story("feed/full-text.rss").replace(b"<item>", b"", 1)
    assert [raw.header.headline[:8] for raw in read(data)[0]] == ["UPDATE 2", "Norvian "]


def test_exports_that_leave_elements_open_are_not_damaged():
    data = story("factiva/bronzes.html").replace(b"<form", b"<div><form")
    assert [raw.warnings for raw in read(data)[0]] == [(), ()]


def test_markup_that_has_lost_its_beginning_is_read_as_text_and_told():
    found = {name: read(story(name)[200:])[0][0] for name in ("nitf/nurse.xml", "apmedia/recount.json")}
    assert [(raw.format, [warning.code for warning in raw.warnings]) for raw in found.values()] == [("text", ["markup"])] * 2
    assert read(b"ZELENA (AFP) - The <b> tag and the <i> tag, he said.")[0][0].warnings == ()
