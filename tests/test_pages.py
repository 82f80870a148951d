"""Article pages: the article found, its furniture left out, and the extra that finds it otherwise."""

from __future__ import annotations

import json
import sys
import types

import pytest

from wireparse import readers
from wireparse.errors import InputError
from wireparse.readers.jsonld import articles

STORY = ["ORSA (AFP) - Rain fell on Orsa for a week, police said.", "The river rose by a metre, the mayor said."]


def page(body, head=""):
    return f"<!DOCTYPE html><html><head><title>Rain | Post</title>{head}</head><body>{body}</body></html>".encode()


def paragraphs(*said):
    return "".join(f"<p>{text}</p>" for text in said)


def ld(value):
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def read(data):
    (raw,) = readers.read(data)
    assert raw.format == "html"
    return raw


def body(raw):
    return [part for part in raw.text.split("\n\n") if part not in ("Rain", "Rain | Post")]


PLACES = {
    "article": f"<article>{paragraphs(*STORY)}</article>",
    "the longer article": f"<article>{paragraphs('Snow fell, police said in short.')}</article><article>{paragraphs(*STORY)}</article>",
    "divs": f"<div><div>{STORY[0]}</div><div>{STORY[1]}</div></div>",
    "sections in it": f"<article><section>{paragraphs(STORY[0])}</section><section>{paragraphs(STORY[1])}</section></article>",
    "breaks": f"<div id=text>{STORY[0]}<br><br>{STORY[1]}</div>",
    "wrapped": f"<main><div><p>{STORY[0]}</p></div><div><p>{STORY[1]}</p></div></main>",
    "menu": f"<nav><ul><li>{STORY[1]}</li></ul></nav><div>{paragraphs(*STORY)}</div><footer><p>{STORY[1]} * 3</p></footer>",
    "caption": f"<article><figure><figcaption>{STORY[1]}</figcaption></figure>{paragraphs(*STORY)}</article>",
    "promo": f"<article>{paragraphs(*STORY)}<div class='x related'><p>Read also what the mayor said on Monday.</p></div></article>",
    "oddly named": f"<main class=photo><article class='ad media'>{paragraphs(*STORY)}</article></main>",
    "all in a form": f"<form>{paragraphs(*STORY)}</form>",
    "unclosed": f"<article><p>{STORY[0]}<p>{STORY[1]}",
}


@pytest.mark.parametrize("place", PLACES)
def test_the_article_is_found_wherever_it_stands(place):
    assert body(read(page(PLACES[place]))) == STORY


@pytest.mark.parametrize(
    ("head", "shown", "headline"),
    [
        ("", "<h1>Rain again</h1>", "Rain again"),
        ("<meta property=og:title content='Rain again'>", "<h1>The Post</h1>", "Rain again"),
        ("<meta property=og:title content='Rain again'>", "<main><h1>Rain on Orsa</h1></main>", "Rain on Orsa"),
        ("<meta property=og:site_name content=Post>", "", "Rain"),
        ("<meta property=og:site_name content=Times>", "", "Rain | Post"),
    ],
)
def test_the_headline_is_the_articles_and_not_the_sites(head, shown, headline):
    assert read(page(shown + PLACES["divs"], head)).header.headline == headline


def test_a_page_that_a_script_shows_is_read_and_its_time_is_the_date():
    data = page(f"<time datetime='2020-01-02T03:04:05Z'>Thursday</time>{PLACES['article']}")
    raw = read(data.replace(b"<body>", b"<body style='display: none'>"))
    assert body(raw) == STORY
    assert raw.header.date == "2020-01-02T03:04:05+00:00"


def test_what_the_publisher_says_counts_and_the_page_gives_the_paragraphs():
    said = {"@type": "NewsArticle", "headline": "Rain", "datePublished": "2020-01-02", "author": {"name": "Ann Roe"},
            "articleBody": " ".join(STORY)}  # fmt: skip
    raw = read(page(f"<div>{paragraphs(*STORY)}</div>", ld({"@graph": [{"@type": "WebSite", "name": "Post"}, said]})))
    assert raw.text.split("\n\n") == ["Rain", "Ann Roe", *STORY]
    assert raw.header.date == "2020-01-02"


def test_a_body_that_the_page_does_not_show_is_the_publishers():
    said = {"@type": "ReportageNewsArticle", "name": "Rain", "articleBody": "\n\n".join(STORY)}
    assert body(read(page("<p>Subscribe to read on.</p>", ld(said)))) == STORY


@pytest.mark.parametrize("said", ["{", "[]", '"x"', '{"@type": 3}', "[" * 100_000, '{"@graph": {"@graph": {}}}', "<!-- x -->"])
def test_json_ld_of_no_use_is_passed_over(said):
    assert list(articles(page("", ld(said)).decode())) == []
    assert body(read(page(PLACES["article"], ld(said)))) == STORY


def test_a_page_without_an_article_is_an_error():
    with pytest.raises(InputError, match="no article is found"):
        list(readers.read(page("<nav><a>Home</a></nav>")))


def test_the_extra_finds_the_article_where_it_is_installed(monkeypatch):
    extra = types.SimpleNamespace(extract=lambda _, **_options: "Home\nRain\n" + "\n".join(STORY))
    monkeypatch.setitem(sys.modules, "trafilatura", extra)
    assert body(read(page("<h1>Rain</h1><p>Nothing of this page.</p>"))) == STORY
    monkeypatch.setattr(extra, "extract", lambda _, **_options: 1 / 0)
    assert body(read(page(PLACES["article"]))) == STORY


FACTIVA = (
    '<html><head><title>Factiva</title></head><body><div class="article enArticle"><div><span class="enHeadline">Rain</span></div>'
    "<div>9 words</div><div>6 May 2019</div><div>Orsa Times</div><div>English</div>{story}<p>Document ORSA1</p></div></body></html>"
)


def test_a_paragraph_that_has_lost_its_class_is_text_all_the_same():
    first, last = (f'<p class="articleParagraph">{text}</p>' for text in STORY)
    for story in (first + last, first.replace("articleParagraph", "artic1eParagraph") + last):
        (raw,) = readers.read(FACTIVA.format(story=story).encode())
        assert body(raw) == STORY


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_format_is_told_in_any_unicode(encoding):
    text = FACTIVA.format(story=f'<p class="articleParagraph">{STORY[0]}</p>')
    (raw,) = readers.read(text.encode(encoding))
    assert (raw.format, body(raw)) == ("factiva", STORY[:1])
