"""Hostile input costs no reader and no stage more than its length: four times the text takes about four times the time, not sixteen."""

from __future__ import annotations

import gc
import time

import pytest

import wireparse
from wireparse import readers
from wireparse.errors import InputError

COMPONENT = (
    "<NewsComponent><NewsLines><HeadLine>a</HeadLine></NewsLines><ContentItem><DataContent><p>a</p></DataContent></ContentItem></NewsComponent>"
)
SHAPES = {
    "components": ("<NewsML><NewsItem>", COMPONENT, "</NewsItem></NewsML>"),
    "components without a headline": ("<NewsML><NewsItem>", COMPONENT.replace("HeadLine", "b"), "</NewsItem></NewsML>"),
    "items without end tags": ("<NewsML>", "<NewsItem><p>a</p>", "</NewsML>"),
    "items without start tags": ("<NewsML>", f"{COMPONENT}</NewsItem>", "</NewsML>"),
    "news items in a feed": ("<rss><channel>", "a</item>", "</channel></rss>"),
    "SYN": ("\x16\x16\x01a0001\x1f---\nr i\x11 BC-x 02-02 0100\n\x02", "\x16", ""),
    "ends of messages": ("\x01eca0001 1 i 9  dpa 0001\n\x02Rain =\n", "\x03\x04", ""),
    "documents of Nexis": ("1 of 2 DOCUMENTS\n\n", "LENGTH: 1\n\nRain.\n\nLOAD-DATE: x\n\n", ""),
    "articles of Factiva": ("<html><title>Factiva</title>", '<b class="enHeadline">a</b></div>', "</html>"),
}
SIZE = 150_000
FACTOR = 8
"""Between four and sixteen: machines that do other work too are no clocks."""
LITTLE = 0.5
"""Seconds that are too few to tell."""


# One sentence each, of nothing but this.
SENTENCES = ("in b, he said ", "Ann Roe said Bob Poe said ", "he left because he was told they were there ")
LONG_SENTENCE = 40_000


def read_all(data):
    try:
        for _ in readers.read(data.encode()):
            pass
    except InputError:
        pass


def spent(work, shape, size):
    before, unit, after = shape
    data = before + unit * (size // len(unit)) + after
    gc.disable()  # it walks all that there is, again and again
    began = time.process_time()
    try:
        work(data)
    finally:
        gc.enable()
    return time.process_time() - began


def grows_no_faster_than_its_input(work, shape, size):
    for _ in range(3):
        once, more = min(spent(work, shape, size) for _ in range(2)), spent(work, shape, 4 * size)
        if more < FACTOR * once or more < LITTLE:
            return
    pytest.fail(f"{once:.2f} s, four times as much {more:.2f} s")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_four_times_the_bytes_take_about_four_times_the_time(shape):
    grows_no_faster_than_its_input(read_all, shape, SIZE)


@pytest.mark.parametrize("unit", SENTENCES)
def test_a_sentence_four_times_as_long_takes_about_four_times_the_time(unit):
    grows_no_faster_than_its_input(wireparse.parse, ("PARIS, May 3 (AFP) - ", unit, ""), LONG_SENTENCE)
