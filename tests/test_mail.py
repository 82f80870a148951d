"""Mail: the text or the attachments, whatever state the message is in."""

from __future__ import annotations

import json
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse import readers
from wireparse.errors import InputError
from wireparse.readers import eml

RAIN = "ORSA (AFP) - Rain fell, police said."


def mail(text=RAIN, subject="Rain", *attached):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@wire.example", "a@b.example", subject
    message.set_content(text)
    for data, kind in attached:
        maintype, subtype = kind.split("/")
        message.add_attachment(data, maintype=maintype, subtype=subtype, filename="x")
    return message


def read(data):
    return list(readers.read(bytes(data), input_format="eml"))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"\n\n\xef\xbb\xbfFrom: a@b\r\nTo: c@d\r\n\r\ntext", True),
        (b"Received: by x\n (folded)\n\tagain\nSubject: a\n\n", True),
        (b"From a@b Sat May  6 10:00:00 2023\nFrom: a@b\nTo: c\n\n", True),
        (b"Subject: only one of them\n\n", False),
        (b"From Orsa to Kelmen: a journey\n\nTo: be\n", False),
        (b"Date: May 3\nPlace: Orsa\n\ntext", False),
        (b"BYLINE: Ann Roe\nLENGTH: 100 words\n\n", False),
    ],
)
def test_mail_is_told_by_the_lines_of_its_head(head, told):
    assert (eml.sniff(head) > 0) is told


@pytest.mark.parametrize(
    ("text", "subject", "found"),
    [
        (RAIN, "Rain", f"Rain\n\n{RAIN}"),
        (RAIN, "Re: Fwd: Rain", f"Rain\n\n{RAIN}"),
        (f"Rain again\n\n{RAIN}", "Daily copy", f"Rain again\n\n{RAIN}"),  # with a headline of its own
        (f"By Ann Roe\n\n{RAIN}", "Rain", f"Rain\n\nBy Ann Roe\n\n{RAIN}"),
        (f"{RAIN}\n\n-- \nThe desk, +33 1", "Rain", f"Rain\n\n{RAIN}"),
        (RAIN, "", RAIN),
    ],
)
def test_the_subject_is_the_headline_where_the_text_has_none(text, subject, found):
    (raw,) = read(mail(text, subject))
    assert raw.text.strip() == found


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("=?windows-1252?Q?Caf=E9s_reopen?=", "Cafés reopen"),
        ("=?utf-8?b?Q2Fmw6lz?= =?utf-8?q?_reopen?=", "Cafés reopen"),
        ("=?utf-8?b?!!!?= x", "x"),
        ("=?nonsense?q?a?=", "a"),
        ("Caf\xe9s".encode("latin-1"), "Cafés"),
        ("Cafés", "Cafés"),
        ("x" * 100_000, "x" * 2000),
    ],
)
def test_subjects_are_read_in_any_state(line, subject):
    line = line if isinstance(line, bytes) else line.encode()
    (raw,) = read(b"From: a@b\nTo: c@d\nSubject: " + line + b"\n\n" + RAIN.encode())
    assert raw.header.headline == subject


def test_a_cover_note_is_left_out_and_a_dispatch_is_not():
    snow = json.dumps({"title": "Snow", "text": "Snow fell, police said."}).encode()
    assert [raw.format for raw in read(mail("See below.", "Copy", (snow, "application/json")))] == ["json"]
    assert [raw.format for raw in read(mail(RAIN, "Rain", (snow, "application/json")))] == ["eml", "json"]


def test_what_is_attached_and_cannot_be_read_is_told():
    (raw,) = read(mail(RAIN, "Rain", (b"%PDF-1.7", "application/pdf"), (b"\x89PNG", "image/png")))
    assert [warning.code for warning in raw.warnings] == ["left_out", "left_out"]
    assert "is a PDF, not text" in raw.warnings[1].message


def test_mail_in_mail_is_read_only_so_deep():
    inner = mail()
    for _ in range(eml.DEEPEST):
        outer = mail("See below.", "Outer")
        outer.add_attachment(inner)
        inner = outer
    assert [raw.text.strip() for raw in read(inner)] == [f"Rain\n\n{RAIN}"]
    outer = mail("See below.", "Outer")
    outer.add_attachment(inner)
    assert "nested too deeply" in read(outer)[0].warnings[0].message


@pytest.mark.parametrize("body", [b"", b"\n\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x--\n"])
def test_mail_without_a_text_is_an_error(body):
    with pytest.raises(InputError, match="mail without"):
        read(b"From: a@b\nTo: c@d\n" + body)


PIECES = st.sampled_from([
    b"From: a@b\n", b"To: c@d\n", b"From a@b 2020\n", b"Subject: =?utf-8?q?=E9?=\n", b"Content-Type: multipart/mixed; boundary=x\n",
    b"Content-Type: message/rfc822\n", b"Content-Type: text/html; charset=nonsense\n", b"Content-Transfer-Encoding: base64\n",
    b"Content-Disposition: attachment; filename*0*=utf-8''%\n", b"\n", b"--x\n", b"--x--\n", b"\n\n<p>Rain fell.</p>\n", b"\xe9\xff", b":",
])  # fmt: skip


@given(st.lists(PIECES | st.binary(max_size=4)))
def test_any_message_gives_dispatches_or_an_input_error(pieces):
    try:
        found = read(b"".join(pieces))
    except InputError:
        return
    assert all(raw.text for raw in found)


def box(*messages):
    return b"".join(b"From a@b Sat May  6 10:00:00 2023\n" + bytes(one) + b"\n" for one in messages)


def picture():
    message = EmailMessage()
    message["From"], message["To"] = "a@b.example", "c@d.example"
    message.set_content(b"\x89PNG", maintype="image", subtype="png", filename="x")
    return message


def test_a_message_without_a_text_costs_none_of_a_mailbox():
    first, last = read(box(picture(), mail(), picture(), mail("ORSA (AFP) - Snow fell.", "Snow")))
    assert (first.text.strip(), last.text.strip()) == (f"Rain\n\n{RAIN}", "Snow\n\nORSA (AFP) - Snow fell.")
    assert [warning.message for warning in last.warnings] == ["2 messages without a text were left out"]
    with pytest.raises(InputError, match="mail without"):
        read(box(picture(), picture()))


NESTED = b"From: a@b\nTo: c@d\n" + b"Content-Type: message/rfc822\n\n" * 3_000 + RAIN.encode()
XML = b"<?xml version='1.0'?>" + b"<a>" * 300 + b"x" + b"</a>" * 300
DEEP_XML = mail("", "Story", (XML, "application/xml"))


@pytest.mark.parametrize(
    ("bad", "code", "message"), [(NESTED, "nested", "is mail nested too deeply"), (DEEP_XML, "too-big", "more than 250 elements")]
)
def test_a_message_that_fails_costs_none_of_a_mailbox_and_says_why(bad, code, message):
    first, last = read(box(mail(), bad, picture(), mail("ORSA (AFP) - Snow fell.", "Snow")))
    assert (first.text.strip(), last.text.strip()) == (f"Rain\n\n{RAIN}", "Snow\n\nORSA (AFP) - Snow fell.")
    textless, failed = (warning.message for warning in last.warnings)
    assert textless == "a message without a text was left out"
    assert failed.startswith("message 2 was left out: it is mail")
    assert message in failed
    for data in (bad, box(picture(), bad)):
        with pytest.raises(InputError, match=message) as caught:
            read(data)
        assert caught.value.code == code


def test_what_fails_in_a_message_costs_none_of_what_else_it_holds():
    broken = json.dumps({"title": "Snow", "text": "Snow fell, police said."}).encode() + b'\n{"title": "Hail'
    outer = mail(RAIN, "Rain", (broken, "application/json"))
    outer.add_attachment(picture())
    first, second = read(outer)
    assert [raw.format for raw in (first, second)] == ["eml", "json"]
    told = [warning.message for warning in first.warnings]
    assert len(told) == 2
    assert "the attachment x (" in told[0]
    assert "an attachment of type image/png was not read" in told[1]


def test_a_mailbox_that_is_attached_too_deep_is_told():
    inner = bytes(mail())
    for _ in range(eml.DEEPEST + 1):
        inner = bytes(mail(RAIN, "Outer", (inner, "application/octet-stream")))
    assert ["nested too deeply" in warning.message for raw in read(inner) for warning in raw.warnings] == [True]
