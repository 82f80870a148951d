"""Readers: bytes to text in any encoding, nothing lost in silence, formats told by their content."""

from __future__ import annotations

import sys
import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse import plugins, readers
from wireparse.errors import InputError, UsageError, WireparseError
from wireparse.readers.decoding import decode, is_binary, unmarked

TEXT = "“Élan” – 12 morts à Orsa, a dit Ann Roe"


def codes(data: bytes, encoding: str | None = None) -> list[str]:
    return [warning.code for warning in decode(data, encoding).warnings]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_each_encoding_is_found_and_its_mark_left_out(data, encoding):
    found = decode(data)
    assert (found.text, found.encoding) == (TEXT, encoding)
    assert not is_binary(data)


def test_utf_16_without_a_mark_is_told_by_its_nuls_and_binary_data_is_not():
    for encoding in ("utf-16-le", "utf-16-be"):
        assert unmarked(TEXT.encode(encoding)) == encoding
        (raw,) = readers.read(TEXT.encode(encoding))
        assert (raw.text, raw.encoding, raw.warnings) == (TEXT, encoding, ())
    for data in (b"", b"A\0B", b"a toll of 12\0\0\0\0\0\0\0\0", bytes(64), bytes(range(20)) * 2, "тысяча".encode("utf-16-le"),
                 b"".join(bytes((number % 9, 0)) for number in range(99)), b"%PDF-1.4".decode().encode("utf-16-le") + bytes(99)):
        assert unmarked(data) is None


def test_a_0x96_byte_is_a_dash_and_a_warning():
    assert decode(b"toll \x96 12").text == "toll – 12"
    assert codes(b"toll \x96 12") == ["encoding"]


def test_bytes_that_cp1252_lacks_are_latin_1():
    assert decode(b"\x81 \xe9").encoding == "latin-1"


def test_one_bad_byte_does_not_spoil_the_utf_8_around_it():
    found = decode(TEXT.encode() + b" \x96 ok")
    assert found.text == TEXT + " – ok"
    assert [warning.code for warning in found.warnings] == ["bad_bytes"]


def test_an_encoding_named_outright_is_used_and_bad_bytes_are_shown():
    assert decode("тысяча".encode("cp1251"), "cp1251").text == "тысяча"
    assert decode(b"a \xff", "utf-8").text == "a \ufffd"
    assert codes(b"a \xff", "utf-8") == ["bad_bytes"]
    assert codes("a \ufffd".encode(), "utf-8") == []


@pytest.mark.parametrize("name", ["rot13", "hex", "nonsense", "idna\0"])
def test_what_is_no_text_encoding_is_a_usage_error(name):
    with pytest.raises(UsageError, match="no text encoding"):
        decode(b"a", name)


def test_stray_nuls_are_kept_and_warned_of():
    assert decode(b"a\0b").text == "a\0b"
    assert codes(b"a\0b") == ["nul"]


@pytest.mark.parametrize("data", [b"PK\x03\x04", bytes(range(256)) * 4, b"\x1f\x8b\x08abc"])
def test_binary_bytes_are_refused_with_a_word_on_what_to_do(data):
    with pytest.raises(InputError, match="--encoding"):
        list(readers.read(data))


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"%PDF-1.7 text", "a PDF, .* save"), (b"{\\rtf1\\ansi ORSA (AFP) - Rain fell.\\par}", "RTF, .* save"),
        (b"Rar!\x1a\x07\x00abc", "a RAR archive, .* unpack"), (b"\xd0\xcf\x11\xe0abc", "an old office file, .* save"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_an_error_that_says_what_was_seen(data, seen):
    with pytest.raises(InputError, match=seen):
        list(readers.read(data))


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\0\0\0", b"\xef\xbb\xbf"])
def test_nothing_but_white_space_is_refused(data):
    with pytest.raises(InputError, match="nothing to parse"):
        list(readers.read(data))


@given(st.binary())
def test_any_bytes_give_a_text_or_an_input_error(data):
    try:
        found = list(readers.read(data))
    except InputError:
        return
    assert len(found) == 1
    found[0].text.encode("utf-8")


@given(st.binary(), st.sampled_from(["utf-8", "utf-16", "latin-1", "cp1251", "shift_jis", "gb18030"]))
def test_decoding_never_raises(data, encoding):
    decode(data, encoding)
    decode(data)


@given(st.text())
def test_utf_8_comes_back_as_it_was(text):
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


def test_a_raw_dispatch_knows_its_file_and_place():
    (raw,) = readers.read(b"Text.", file="a.txt")
    assert (raw.text, raw.format, raw.encoding, raw.index, raw.file) == ("Text.", "text", "utf-8", 0, "a.txt")


def test_the_input_format_can_be_forced_and_a_wrong_one_names_those_there_are():
    assert readers.choose(b"%PDF-", "text").NAME == "text"
    with pytest.raises(UsageError, match=r"there are: .*text"):
        readers.choose(b"", "nonsense")


@pytest.mark.parametrize("reader", readers.readers(), ids=lambda reader: reader.NAME)
def test_every_reader_keeps_to_the_contract(reader):
    assert reader.NAME.islower()
    assert reader.HELP
    for head in (b"", b"text", b"\0\1\2", b"<xml>", bytes(range(256))):
        assert 0 <= reader.sniff(head) <= 1


def package(monkeypatch, **names: str) -> types.ModuleType:
    """Return a package with one module for each of ``names``."""
    made = types.ModuleType("plugs")
    made.__path__ = []
    monkeypatch.setattr(plugins.pkgutil, "iter_modules", lambda _: [types.SimpleNamespace(name=name) for name in names])
    for name, value in names.items():
        module = types.ModuleType(f"plugs.{name}")
        if value:
            module.NAME = value
        monkeypatch.setitem(sys.modules, f"plugs.{name}", module)
    monkeypatch.setitem(sys.modules, "plugs", made)
    return made


def test_plugins_come_in_name_order_and_helpers_without_name_are_none(monkeypatch):
    found = plugins.discover(package(monkeypatch, a="zulu", b="alpha", helper=""))
    assert [module.NAME for module in found] == ["alpha", "zulu"]


def test_two_plugins_of_one_name_are_an_error(monkeypatch):
    with pytest.raises(WireparseError, match="both named 'same'"):
        plugins.discover(package(monkeypatch, a="same", b="same"))
