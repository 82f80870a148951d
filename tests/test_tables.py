"""Tables: told by their first line, the text's column found or named, and no row lost in silence."""

from __future__ import annotations

import pytest

from wireparse import readers
from wireparse.errors import InputError

LONG = "Rain fell for a whole week on the hills above the town, and the river rose by a metre, police said."


def read(text, column=None):
    return list(readers.read(text.encode(), input_format="csv", text_column=column))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("title,text\na,b\n", True),
        ('"Title","Text","Date"\r\n"a","b","c"\r\n', True),
        ("id\tarticle\thighlights\n1\tb\tc\n", True),
        ("title,text\na,b,c\n", False),  # not as many cells as names
        ("title,size\na,1\n", False),  # no text
        ("text\na\n", False),
        ("ZELENA, May 3 (AFP) - Text, title and body, officials said.\n", False),
        ("Date, Story\n\nA poem, with a comma.\n", False),
        ("<p>title,text</p>\n", False),
        ('"3","Rain","Rain ""fell"", he said."\n' * 3, True),  # no names, as in some corpora
        ('3,"Rain","Rain ""fell"", he said."\n' * 3, True),
        ('"3","Rain","Rain fell, he said."\n' * 2, False),
        ('"Rain fell," he said, "on Orsa."\n' * 3, False),
    ],
)
def test_a_table_is_told_by_the_names_in_its_first_line(head, told):
    assert (readers.choose(head.encode()).NAME == "csv") is told


@pytest.mark.parametrize(
    ("table", "column", "texts"),
    [
        ("title,text\nRain,Rain fell.\n", None, ["Rain\n\nRain fell."]),
        ("text,description\na.,b.\n", None, ["a."]),
        ("text,description\na.,b.\n", "Description", ["b."]),
        ("text,description\na.,b.\n", "2", ["b."]),
        (f"what,ever\n{LONG.replace(',', ' ')},1\n", None, [LONG.replace(",", " ")]),  # by its length
        (f'3,"{LONG}"\n4,"{LONG}"\n', None, [LONG, LONG]),  # without names
        ('a;text\n1;"two\n\nparts"\n', None, ["two\n\nparts"]),
        ("a|text\n1|x, y\n", None, ["x, y"]),
        ("text,title\n\n,\nx.,\n", None, ["x."]),
        ("text\n" + "x" * 200_000 + "\n", "text", ["x" * 200_000]),
    ],
)
def test_the_column_of_the_text_is_found_or_named(table, column, texts):
    assert [raw.text for raw in read(table, column)] == texts


@pytest.mark.parametrize(
    ("table", "column", "message"),
    [
        ("a,b\n1,2\n", None, "there are: a, b"),
        ("a,b\n1,2\n", "c", "without a column c; name it with --text-column; there are: a, b"),
        ("a,b\n1,2\n", "3", "without a column 3"),
        ("a,text\n1,\n", None, "without a text in its column text"),
        ("file,claim,cue_class,text\na,c1,statement,x\n", None, "wireparse's own output"),
    ],
)
def test_what_is_not_clear_is_an_error_that_lists_the_columns(table, column, message):
    with pytest.raises(InputError, match=message):
        read(table, column)


def test_rows_that_are_short_or_empty_are_warned_of():
    first, second = read("id,text,date\n1,a.\n2,b.,2020-01-02\n3,,\n")
    assert [warning.message for warning in first.warnings] == ["row 2 has 2 cells, not 3"]
    assert [warning.message for warning in second.warnings] == ["1 row without a text was left out"]
