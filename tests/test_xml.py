"""XML read safely: no attack fetches, grows or lasts; what is damaged or lies about its encoding is read all the same."""

from __future__ import annotations

import http.server
import json
import threading
from pathlib import Path

import pytest

from wireparse import pipeline, readers
from wireparse.errors import InputError
from wireparse.readers.xmlread import Documents, root_of
from wireparse.readers.xmltext import paragraphs, unwrapped

READERS = ("newsml12", "newsmlg2", "nitf", "rcv1", "timeml", "xml")
FORMATS = Path(__file__).parent / "formats"
FILES = [path for name in (*READERS, "ritzau") for path in sorted((FORMATS / name).iterdir()) if path.suffix in (".xml", ".tml")]
STORY = "<nitf>{head}<body><body.head><hedline><hl1>Dam breaks</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>"


def nitf(body="<p>A dam broke, the mayor said.</p>", head="", before=""):
    return before + STORY.format(head=head, body=body)


def read(text, encoding="utf-8"):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    (raw,) = readers.read(data)
    return raw


def tree(text):
    ((node, _),) = [pair for document in Documents(text.encode()) for pair in document.items()]
    return node


# ---------------------------------------------------------------------- attacks


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("TOPSECRET")
    return path.as_uri()


@pytest.fixture
def site():
    """A site that would give a secret, and the list of what it was asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"TOPSECRET")

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


DOCTYPES = (
    '<!DOCTYPE nitf [<!ENTITY x SYSTEM "{url}">]>',
    '<!DOCTYPE nitf [<!ENTITY x PUBLIC "any" "{url}">]>',
    '<!DOCTYPE nitf SYSTEM "{url}">',
    '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.3//EN" "{url}">',
    '<!DOCTYPE nitf [<!ENTITY % all SYSTEM "{url}"> %all;]>',
    """<!DOCTYPE nitf [<!ENTITY % file SYSTEM "{url}"><!ENTITY % make "<!ENTITY &#37; send SYSTEM '{url}?%file;'>"> %make; %send;]>""",
)


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("standalone", ["", ' standalone="yes"', ' standalone="no"'])
def test_nothing_outside_the_file_is_ever_read(doctype, standalone, secret, site):
    url, asked = site
    for target in (secret, f"{url}/x.dtd"):
        before = f'<?xml version="1.0"{standalone}?>{doctype.format(url=target)}'
        try:
            raw = read(nitf("<p>A dam broke, &x; the mayor said.</p>", before=before))
        except InputError as error:
            assert "TOPSECRET" not in error.message
            continue
        assert raw.text.startswith("Dam breaks\n\nA dam broke, ")
        assert "TOPSECRET" not in raw.text
    assert asked == []


def bomb(levels, width):
    """Return a document whose entity of the last level is ``width ** levels`` times the first."""
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * width}">' for n in range(1, levels + 1))]
    return nitf(f"<p>&a{levels};</p>", before=f"<!DOCTYPE nitf [{''.join(lines)}]>")


PARAMETERS = "".join(f'<!ENTITY % p{n} "%p{n - 1};%p{n - 1};">' for n in range(1, 40))
MANY = "".join(f'<!ENTITY e{n} "x">' for n in range(20_000))
ATTACKS = {
    "billion laughs": bomb(10, 10),
    "two levels": bomb(1, 1000),
    "quadratic": nitf(f"<p>{'&a;' * 20_000}</p>", before=f'<!DOCTYPE nitf [<!ENTITY a "{"x" * 20_000}">]>'),
    "quadratic in an attribute": nitf(f'<p a="{"&a;" * 20_000}"/>', before=f'<!DOCTYPE nitf [<!ENTITY a "{"x" * 20_000}">]>'),
    "in a circle": nitf("<p>&a;</p>", before='<!DOCTYPE nitf [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
    "parameters": nitf(before=f'<!DOCTYPE nitf [<!ENTITY % p0 "x">{PARAMETERS} %p39;]>'),
    "default attributes": nitf("<p/>" * 20_000, before=f'<!DOCTYPE nitf [<!ATTLIST p a CDATA "{"x" * 20_000}">]>'),
    "deep": nitf("<p>" * 100_000 + "A dam broke." + "</p>" * 100_000),
    "deep and open": nitf("<p>" * 100_000),
    "deep and wrong": nitf("<a><b></a>" * 10_000),
    "wide": nitf("<p/>" * 400_000),
    "huge attribute": nitf(f'<p class="{"x" * 5_000_000}">A dam broke.</p>'),
    "many attributes": nitf("<p " + " ".join(f'a{n}="{n}"' for n in range(50_000)) + ">A dam broke.</p>"),
    "huge text": nitf(f"<p>{'A dam broke. ' * 80_000}</p>"),
    "huge comment": nitf(f"<!--{'- ' * 2_000_000}--><p>A dam broke.</p>"),
    "open comments": nitf("<!--" * 200_000),
    "open tags": nitf("<p a='" * 20_000),
    "ampersands": nitf(f"<p>{'&' * 50_000}</p>"),
    "brackets": nitf("<" * 50_000),
    "doctype": "<!DOCTYPE nitf [" + "<!ENTITY" * 20_000,
    "declarations": "<?x?>" * 20_000 + nitf(),
    "entities": nitf(before=f"<!DOCTYPE nitf [{MANY}]>"),
    "many documents": nitf() * 1_000,
    "many empty documents": "<nitf/>" * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_or_harmless(attack):
    """Refused with a line that says why, or read to a text that is hardly longer than the file."""
    data = ATTACKS[attack].encode()
    assert all(0 <= readers.choose(b"", name).sniff(data[: readers.HEAD]) < 1 for name in READERS)
    for name in ("nitf", "xml"):
        reader = readers.choose(b"", name)
        try:
            found = list(reader.read(data))
        except InputError as error:
            assert len(error.message) < 300
            continue
        assert sum(len(raw.text) for raw in found) < 2 * len(data) + 200_000


@pytest.mark.parametrize("attack", ["billion laughs", "two levels", "quadratic", "quadratic in an attribute", "in a circle", "deep", "wide"])
def test_what_grows_is_refused_and_says_why(attack):
    with pytest.raises(InputError) as caught:
        read(ATTACKS[attack])
    assert caught.value.code == "too-big"


def test_the_items_of_a_message_are_read_one_by_one():
    """So that a long message takes no more memory than its longest item; what is damaged behind them costs none of them."""
    item = "<NewsItem><NewsComponent><ContentItem><DataContent><p>A dam broke, he said.</p></DataContent></ContentItem></NewsComponent></NewsItem>"
    found = readers.read(("<NewsML>" + item * 3_000 + "<NewsItem><b></NewsItem>").encode())
    first = next(found)
    assert (first.index, first.warnings) == (0, ())
    *_, last = found
    assert last.index == 2_999
    assert [warning.code for warning in last.warnings] == ["damaged", "left_out"]


def test_an_item_that_is_too_big_costs_none_of_those_before_it():
    item = "<NewsItem><NewsComponent><ContentItem><DataContent><p>A dam broke, he said.</p></DataContent></ContentItem></NewsComponent></NewsItem>"
    found = readers.read(f"<NewsML>{item * 3}<NewsItem>{'<a>' * 300}{'</a>' * 300}</NewsItem></NewsML>".encode())
    assert [next(found).index for _ in range(3)] == [0, 1, 2]
    with pytest.raises(InputError, match="more than 250 elements"):
        next(found)


def test_many_documents_in_one_file_are_many_dispatches():
    found = list(readers.read(('<?xml version="1.0"?>\n' + nitf() + "\n") .encode() * 3))
    assert [raw.index for raw in found] == [0, 1, 2]
    assert {raw.text for raw in found} == {"Dam breaks\n\nA dam broke, the mayor said."}
    assert [raw.warnings for raw in found] == [()] * 3


# ---------------------------------------------------------------------- what real files do


@pytest.mark.parametrize(
    "before",
    [
        "", '<?xml version="1.0" encoding="UTF-8"?>\n', "\ufeff<?xml version='1.0'?>", "\n\n<!-- made > by --><?style?>\n",
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://dtd.example/nitf-3-3.dtd">',
        '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.2//EN" "nitf.dtd" [<!ENTITY % nitf SYSTEM "nitf.dtd"> %nitf; <!ATTLIST p a CDATA "b">]>',
    ],
)  # fmt: skip
def test_prologues_of_real_agencies_are_read(before):
    assert root_of((before + nitf()).encode()) == "nitf"
    raw = read(before + nitf())
    assert (raw.format, raw.text, raw.warnings) == ("nitf", "Dam breaks\n\nA dam broke, the mayor said.", ())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("R&amp;D &lt; &#233;lan &#xe9;", "R&D < élan é"),
        ("caf&eacute;&nbsp;&ndash; 5&euro;", "café – 5€"),
        ("AT&T &", "AT&T &"),
        ("&foo; bar", "&foo; bar"),
        ("<![CDATA[R&D caf&eacute; <3]]>", "R&D café <3"),
        ("bad &#3; mark", "bad mark"),
    ],
)
def test_entities_are_read_and_unknown_ones_stay(written, said):
    raw = read(nitf(f"<p>{written}, he said.</p>"))
    assert raw.text.split("\n\n")[1] == f"{said}, he said."


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE nitf SYSTEM "nitf.dtd">', '<!DOCTYPE nitf [<!ENTITY org "ABC &#169;">]>'])
def test_entities_with_a_doctype(doctype):
    raw = read(nitf("<p>caf&eacute; &org; said no.</p>", before=doctype))
    assert raw.text.split("\n\n")[1] == ("café ABC © said no." if "org" in doctype else "café &org; said no.")


@pytest.mark.parametrize(
    ("declared", "used", "found", "codes"),
    [
        ("iso-8859-1", "utf-8", "utf-8", []),
        ("utf-8", "cp1252", "cp1252", ["encoding"]),
        ("iso-8859-15", "iso-8859-15", "iso8859-15", []),
        ("iso-8859-1", "cp1252", "cp1252", []),
        ("windows-1252", "cp1252", "cp1252", []),
        ("windows-1251", "utf-8", "utf-8", []),
        ("utf-16", "utf-16", "utf-16-le", []),
        ("utf-8", "utf-8-sig", "utf-8", []),
        ("nonsense-9", "cp1252", "cp1252", ["encoding"]),
    ],
)
def test_the_bytes_count_and_not_what_they_are_declared_to_be(declared, used, found, codes):
    raw = read(nitf("<p>Procès à Orsa, a-t-il dit.</p>", before=f'<?xml version="1.0" encoding="{declared}"?>'), used)
    assert "Procès à Orsa" in raw.text
    assert (raw.encoding, [warning.code for warning in raw.warnings]) == (found, codes)


def test_an_encoding_named_outright_goes_first():
    data = nitf("<p>Орса, сказал он.</p>", before='<?xml version="1.0" encoding="utf-8"?>').encode("cp1251")
    (raw,) = readers.read(data, encoding="cp1251")
    assert (raw.encoding, raw.text.split("\n\n")[1]) == ("cp1251", "Орса, сказал он.")


def test_control_characters_are_left_out():
    assert read(nitf("<p>A dam\x7f broke\x00, he\x03 said.</p>")).text.endswith("A dam broke, he said.")


def test_a_damaged_tail_gives_what_stands_before_it():
    whole = nitf("<p>A dam broke, the mayor said.</p><p>Nobody was hurt.</p>")
    for at in range(whole.index("mayor"), len(whole)):
        raw = read(whole[:at])
        assert raw.text.startswith("Dam breaks\n\nA dam broke, the")
        assert [warning.code for warning in raw.warnings] == ["damaged"]
        assert "\n" not in raw.warnings[0].message


@pytest.mark.parametrize("wrong", ["</hl1>", "<p>", "</p>", "<b>", "<", "&", "]]>", "<p a=1>", "<p a=b", "\x01</x>"])
def test_damage_in_the_midst_costs_nothing_behind_it(wrong):
    raw = read(nitf(f"<p>A dam broke, the mayor said.</p>{wrong}<p>Nobody was hurt.</p>"))
    assert "A dam broke, the mayor said." in raw.text
    assert raw.text.endswith("Nobody was hurt.")
    assert [warning.code for warning in raw.warnings] == ["damaged"]


@pytest.mark.parametrize("text", ["<nitf/>", "<nitf><body>", "<nitf>", "<NewsML><NewsItem/>", "<newsItem/>", "<TimeML></TimeML>", "<?xml version='1.0'?><a/>"])
def test_xml_without_a_story_is_an_error_of_one_line(text):
    with pytest.raises(InputError, match="holds no text") as caught:
        read(text)
    assert "\n" not in caught.value.message


def test_an_error_is_short_whatever_the_names_are():
    items = "".join(f"<NewsItem><NewsComponent><MediaType FormalName='{n}{'x' * 500}'/></NewsComponent></NewsItem>" for n in range(50))
    for text in (f"<NewsML>{items}</NewsML>", f"<?xml version='1.0'?><{'a' * 5000}/>"):
        with pytest.raises(InputError) as caught:
            read(text)
        assert len(caught.value.message) < 300


@pytest.mark.parametrize("text", ["no XML", "<", "<?xml", "<!--", "<>", "&amp;"])
def test_what_is_no_xml_is_an_error_where_it_was_asked_to_be(text):
    for name in READERS:
        with pytest.raises(InputError):
            list(readers.choose(b"", name).read(text.encode()))


# ---------------------------------------------------------------------- the text of a body


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>A <person>Ann Roe</person>, <org>XYZ</org>'s <b>head</b>.</p>", ["A Ann Roe, XYZ's head."]),
        ("<p>One\n   two</p><p/><p> </p><p>three</p>", ["One two", "three"]),
        ("<p>a<!-- not this -->b</p>", ["ab"]),
        ("<p>One.<br/>Two.<br/><br/>Three.</p>", ["One.\nTwo.", "Three."]),
        ("<p><br/></p><p>One</p>", ["One"]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("<ul><li>One</li><li>two</li></ul>", ["One", "two"]),
        ("<table><tr><td>Orsa</td><td>3</td></tr><tr><td>Kelmen</td><td>1</td></tr></table>", ["Orsa | 3", "Kelmen | 1"]),
        ("<media><media-caption>A photo, he said</media-caption></media><p>One</p>", ["One"]),
        ("<p>One</p><figure><figcaption>Two</figcaption></figure><script>x()</script>", ["One"]),
        ("<![CDATA[<P>One &amp; two</P>\n<P>three<BR></P>]]>", ["One & two", "three"]),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;", ["One", "two"]),
        ("One &lt;endash&gt; two", ["One – two"]),
        ("<p>One ***</p><p>***</p>", ["One"]),
        ("<p>1 &lt; 2 &gt; 0</p>", ["1 < 2 > 0"]),
        ("<hl2>- One -</hl2><p>two</p>", ["- One -", "two"]),
    ],
)  # fmt: skip
def test_paragraphs_of_bodies(body, found):
    assert paragraphs(tree(f"<x>{body}</x>")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\n   ORSA - Rain\nfell.\n   It was\ncold.\n", ["ORSA - Rain fell.", "It was cold."]),
        ("Rain\n    fell\n    and fell.", ["Rain fell and fell."]),
        ("Rain\n\nfell.", ["Rain", "fell."]),
        ("    Rain\nfell.\n    It fell.", ["Rain fell.", "It fell."]),
        (" \n ", []),
    ],
)
def test_hard_wrapped_text_is_joined_and_indents_part_it(text, found):
    assert unwrapped(text) == found


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_file_is_cut_short_in_silence(path):
    """Wherever a file ends too early, that is an error or a warning."""
    data = path.read_bytes().rstrip()
    for part in range(1, 31):
        cut = data[: (len(data) - 1) * part // 30]
        try:
            found = list(readers.read(cut, input_format=path.parent.name))
        except InputError:
            continue
        assert "damaged" in [warning.code for raw in found for warning in raw.warnings], cut[-40:]


@pytest.mark.parametrize("name", ["newsmlg2/message.xml", "newsmlg2/sections.xml", "ritzau/flash.xml"])
def test_what_is_not_public_is_nowhere_in_the_output(name):
    data = (FORMATS / name).read_bytes()
    assert b" 11" in data
    for raw in readers.read(data):
        output = json.dumps(pipeline.parse(raw.text, raw=raw).to_dict())
        assert not [word for word in ("Max Muster", "11 11", "000 111") if word in output]


def test_offsets_refer_to_the_text_that_was_made():
    raw = read(nitf("<p>A <person>mayor</person>&#39;s dam\n broke, he said.</p>"))
    dispatch = pipeline.parse(raw.text, raw=raw)
    assert dispatch.text == raw.text
    assert dispatch.text[slice(*dispatch.claims[0].spans[0])] == "A mayor's dam broke"
