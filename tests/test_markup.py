"""Markup: HTML fragments to paragraphs, whatever state they are in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse.readers.htmltext import DEPTH, blocks, paragraphs
from wireparse.readers.markup import attributes, decode_markup, elements, tokens, unescape

FRAGMENTS = {
    "plain\ntext": ["plain text"],
    "<p>One <b>bo</b>ld.</p>\n<p>Two&nbsp;words.</p>": ["One bold.", "Two words."],
    "one<br>two<br/><br />three": ["one\ntwo", "three"],
    "<p>unclosed<p>again<div>and again": ["unclosed", "again", "and again"],
    "<ul><li>a<li>b</ul>after": ["a", "b", "after"],
    "<table><tr><td>a<td>b</tr><tr><td>c</table>": ["a | b", "c"],
    "<table><tr><td><p>a</p><p>b</p></td></tr></table>": ["a", "b"],
    "<pre>  a   b\n\n   c</pre>": ["  a   b", "   c"],
    "a<script>if (a<b) {'</p>'}</SCRIPT><style>p {}</style>b": ["ab"],
    "a<!-- <p>no</p> -->b<![CDATA[ <c> ]]>d": ["ab <c> d"],
    "a<!-- never ends ><p>b</p>": ["a", "b"],
    "a < b, b > c": ["a < b, b > c"],
    '<p title="a > b">c</p>': ["c"],
    "<figure><img><figcaption>caption</figcaption></figure><p>text</p>": ["text"],
    "<p>a</p><p style='display: none'>tracked</p><svg><text>no</text></svg>": ["a"],
    "&lt;p&gt;escaped &amp;amp; twice&lt;/p&gt;&lt;p&gt;b": ["escaped & twice", "b"],
    "AT&T, R&amp;D &eacute;lan &#8211; &#150; &#x2013;": ["AT&T, R&D élan – – –"],
    "<!DOCTYPE html [<!ENTITY a 'b'>]><p>c": ["c"],
    "<head><title>no</title><body><p>yes": ["yes"],
    "a\x01\x7fb\x00": ["ab"],
    "<o:p>namespace</o:p>": ["namespace"],
    "": [],
    "<p> </p><br/>": [],
}


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_gives_its_paragraphs(fragment):
    assert paragraphs(fragment) == FRAGMENTS[fragment]


@pytest.mark.parametrize("number", ["&#0;", "&#xD800;", "&#x110000;", "&#" + "9" * 5000 + ";", "&#x" + "f" * 5000])
def test_numbers_that_are_no_characters_are_shown_as_such(number):
    assert unescape(number) == "\ufffd"


@pytest.mark.parametrize("unit", ["<", "<a ", '<a "', "<a \"<b '", "<!--", "<![CDATA[", "<div>", "<b>", "</b>", "<script>", "<td>", "&#1"])
def test_broken_markup_at_length_is_read_at_once(unit):
    assert len(blocks(unit * 20_000)) <= 1


def test_depth_is_bounded_and_text_below_it_is_kept():
    assert paragraphs("<div>" * DEPTH * 5 + "deep" + "</div>" * DEPTH * 5 + "after") == ["deep", "after"]


def test_a_block_knows_what_it_stands_in():
    (block,) = blocks('<article class="a b"><section><p>x</p></section></article>')
    assert block.element.tag == "p"
    assert block.element.inside("article").classes == {"a", "b"}
    assert block.element.inside("nav") is None


def test_attributes_are_read_quoted_or_not():
    assert attributes(""" A="1 &lt; 2" b='x"y' c=z hidden a="2" """) == {"a": "1 < 2", "b": 'x"y', "c": "z", "hidden": ""}


PIECES = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", "<td>", "<table>", "<li>", "<br>", "<!--", "-->", "<![CDATA[", "]]>", "<script>",
    "</script>", "&amp;", "&#", "<pre>", "<head>", '"', "'", "<a b=", ">", "<", "/>", " ", "\n", "word",
])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5)))
def test_any_markup_gives_paragraphs_without_blank_ends(pieces):
    markup = "".join(pieces)
    assert all(text.strip() and "\n\n" not in text for text in paragraphs(markup))
    assert all(token.kind == "text" or token.name == token.name.lower() for token in tokens(markup))


@given(st.text(alphabet=st.characters(exclude_characters="<>&", exclude_categories=["Cc", "Cs"])))
def test_text_without_markup_only_has_its_white_space_folded(text):
    assert paragraphs(text) == ([" ".join(text.split())] if text.strip() else [])


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<item><title>a</title></item><item><title>b", [("item", "<title>a</title>"), ("item", "<title>b")]),
        ("<item>a<item>b</item>", [("item", "a"), ("item", "b")]),
        ("<rss:item>a</rss:item><media:item>b</media:item>", [("item", "a")]),
        ("<entry><item>a</item></entry>", [("entry", "<item>a</item>")]),
        ("<item/><items>a</items>", [("item", "")]),
    ],
)
def test_elements_of_loose_xml_are_found_by_name_closed_or_not(markup, found):
    inside = elements(markup, frozenset({"item", "entry"}), frozenset({"", "rss"}))
    assert [(inner.name, inner.markup) for inner in inside] == found


def test_a_declared_encoding_counts_only_where_the_bytes_are_not_utf_8():
    page = '<meta charset="windows-1251"><p>тысяча'
    assert decode_markup(page.encode("cp1251")).text == page
    assert decode_markup(page.encode()).text == page
    assert decode_markup(b"<meta charset=nonsense>\xe9").encoding == "cp1252"
    assert decode_markup(page.encode("cp1251"), "latin-1").encoding == "iso8859-1"


def test_an_element_that_is_never_closed_hides_none_of_those_behind_it():
    found = elements("<a>one<b>two</b><c>three", frozenset("abc"))
    assert [(inner.name, inner.markup, inner.start) for inner in found] == [("a", "one", 0), ("b", "two", 6), ("c", "three", 16)]


@pytest.mark.parametrize("tag", ["figure", "iframe", "object"])
def test_what_is_left_out_and_never_closed_takes_no_text_with_it(tag):
    assert paragraphs(f"<div><p>a</p><{tag}><p>b</p></div><p>c</p>") == ["a", "b", "c"]
    assert paragraphs(f"<div><p>a</p><{tag}><p>b</p></{tag}></div><p>c</p>") == ["a", "c"]
    assert paragraphs(f"<p>a</p><{tag}>b<br>c") == ["a", "b\nc"]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<button>Share</button><p>a</p><div><button>More</div><p>b</p>", ["a", "b"]),
        ("<noscript>Enable scripts</noscript><p>a</p><div><noscript>Enable scripts</div><p>b</p>", ["a", "b"]),
        ("<div><noscript><p>Enable scripts</p></div><p>a</p>", ["a"]),
        ("<figure>Photo: x</figure><p>a</p><div><figure><img></div><p>b</p><figure>Photo: y</figure>", ["a", "b"]),
        ("<div><figure><img><figcaption><p>A cloud</p></figcaption></div><p>a</p>", ["a"]),
        ("<figure>Photo: x</figure><p>a</p><figure><img><p>b</p>", ["a", "b"]),
        ("<p>a<iframe src=x>No frames</p><p>b</p><iframe>No frames</iframe>", ["a", "b"]),
        ("<body><p>a</p><button>More<p>b</p></body></html>", ["a", "More", "b"]),  # better a label than no story
        ("<body><p>a</p><button>More</body>", ["a"]),
        ("<p>a</p><script>b()", ["a"]),
    ],
)
def test_only_what_has_swallowed_text_is_shown_and_none_of_its_namesakes(page, found):
    assert paragraphs(page) == found
