"""Writers: the same facts in every format, and nothing of the text ever anything but text."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from dataclasses import replace
from io import StringIO
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handmade import handmade
from wireparse.errors import UsageError
from wireparse.model import Advisory
from wireparse.span import Span
from wireparse.writers import Explained, Job, parts, rows, safe, tallies, writers

FLAT = {
    "claims": rows.claim_rows, "sources": tallies.source_rows, "summary": tallies.summary_rows, "figures": rows.figure_rows,
    "comparison": rows.comparison_rows,
}  # fmt: skip
EVIL = "\x1b]52;c;aGk=\x07\x9b31m\u202eolleh \ufeff\u200bx\x00"


def writer(name):
    return next(one for one in writers() if one.NAME == name)


def written(name, view="parse", *dispatches, **more):
    dispatches = dispatches or (handmade(),)
    out = StringIO()
    if view == "parse":
        job = Job(view, dispatches=dispatches, **more)
    else:
        job = Job(view, rows=FLAT[view](dispatches), columns=rows.COLUMNS[view], **more)
    writer(name).write(job, out)
    return out.getvalue()


def spoken(text, **changes):
    """Return the dispatch with ``text`` as what its first claim says, as its source and as its headline."""
    base = handmade()
    said = base.claims[0]
    span = Span(0, 1, text)
    claim = replace(said, text=text, source=replace(said.source, span=span, name=text))
    return replace(base, claims=(claim,), headline=span, **changes)


# What is shown


@pytest.mark.parametrize("one", writers(), ids=lambda one: one.NAME)
def test_every_writer_keeps_to_the_contract(one):
    assert one.NAME.islower()
    assert one.HELP
    for view in one.VIEWS & (FLAT.keys() | {"parse"}):
        for dispatches in ((), (handmade(),), (handmade(), handmade(file="b.txt", claims=(), date=None))):
            first = second = ""
            for _ in range(2):
                first, second = second, written(one.NAME, view, *dispatches) if dispatches else ""
            assert first == second
            assert not second or second.endswith("\n")


def test_jsonl_is_one_object_a_line_and_json_an_array_or_one_object():
    two = handmade(), handmade(file="b.txt")
    assert [json.loads(line)["file"] for line in written("jsonl", "parse", *two).splitlines()] == [
        "samples/flood.txt", "b.txt",
    ]  # fmt: skip
    assert len(json.loads(written("json", "parse", *two))) == 2
    assert json.loads(written("json", single=True)) == json.loads(json.dumps(handmade().to_dict()))


def test_json_of_no_dispatch_is_an_empty_array():
    out = StringIO()
    writer("json").write(Job("parse"), out)
    assert json.loads(out.getvalue()) == []


def test_two_objects_where_one_is_asked_for_name_jsonl():
    with pytest.raises(UsageError, match="2 dispatches; use --jsonl"):
        written("json", "parse", handmade(), handmade(index=1), single=True)


def test_json_lines_are_flushed_a_dispatch_at_a_time():
    seen = []

    class Stream(StringIO):
        def flush(self):
            seen.append(self.getvalue().count("\n"))

    writer("jsonl").write(Job("parse", dispatches=[handmade(), handmade()]), Stream())
    assert seen == [1, 2]


@pytest.mark.parametrize("view", sorted(FLAT))
@pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t")])
def test_rows_have_exactly_the_published_columns(view, name, separator):
    found = list(csv.reader(StringIO(written(name, view)), delimiter=separator))
    assert tuple(found[0]) == rows.COLUMNS[view]
    assert len(found) == (1 if view == "comparison" else 4)
    assert {len(row) for row in found} == {len(rows.COLUMNS[view])}
    assert tuple(json.loads(written("jsonl", view).splitlines()[0])) == rows.COLUMNS[view] if name == "jsonl" else True


def test_a_claim_row_holds_the_figures_as_objects_in_json_and_as_words_in_csv():
    row = json.loads(written("json", "claims"))[0]
    assert [figure["value"] for figure in row["figures"]] == [12, 2]
    (cells, *_) = csv.DictReader(StringIO(written("csv", "claims")))
    assert cells["figures"] == "At least 12 people; two children"
    assert cells["dates"] == "2019-08-28"
    assert (cells["anonymous"], cells["role"], cells["place"]) == ("false", "", "Kelmen")


def test_a_figure_row_names_the_source_of_its_claim():
    row = next(rows.figure_rows([handmade()]))
    assert (row["value"], row["event"], row["source_name"], row["dispatched"]) == (
        12, "killed", "Interior Ministry", "2019-08-29",
    )  # fmt: skip


def test_sources_are_counted_over_all_dispatches_and_their_shares_make_one():
    found = tallies.source_rows([handmade(), handmade(date=None), handmade()])
    assert [row["claims"] for row in found] == [3, 3, 3]
    assert found[0]["name"] == "Interior Ministry"
    assert sum(row["share"] for row in found) == pytest.approx(1, abs=0.001)
    assert {row["dispatches"] for row in found} == {3}
    assert found[0]["first"] == found[0]["last"] == "2019-08-29"


@pytest.mark.parametrize("width", [80, 160, 200])
@pytest.mark.parametrize("view", ["parse", *FLAT])
def test_a_table_is_never_wider_than_the_terminal(view, width):
    lines = written("table", view, width=width).splitlines()
    assert max(map(len, lines), default=0) <= width
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("width", [80, 200])
def test_the_table_of_a_dispatch_shows_its_parts_and_claims(width):
    shown = re.sub(r"\s+", " ", written("table", width=width, color=False))
    for text in ("Floods kill 12 in Orsa [update 3]", "ar-bp/dv/hkb", "© 2019 AFP", "URGENT", "from the dateline",
                 "We heard a roar and [sic] ran", "told", "Wednesday = 2019-08-28",
                 "3 claims, 3 sources, 3 figures, 4 dates", "a quotation is never closed"):  # fmt: skip
        assert text in shown, text


def test_a_kill_stands_in_the_panel():
    assert "KILL: not to be used" in written("table", "parse", handmade(status="kill"))


def test_colour_changes_no_character():
    plain, color = written("table"), written("table", color=True)
    assert "\x1b[" in color
    assert re.sub(r"\x1b\[[0-9;]*m", "", color).split() == plain.split()


def test_an_explanation_shows_each_step_with_its_characters():
    claim = handmade().claims[0]
    steps = (SimpleNamespace(name="cue", detail="the row [en.cue.x]", spans=claim.cue.spans),)
    explanation = SimpleNamespace(claim=claim, steps=steps, to_dict=lambda: {"claim": claim.to_dict()})
    out = StringIO()
    writer("text").write(Job("explain", explained=[Explained(handmade(), explanation)]), out)
    for text in ("c1", "the row [en.cue.x]", "said  246-250", "confidence 0.97"):
        assert text in out.getvalue()


def test_an_explanation_names_a_frame_in_words():
    steps = (SimpleNamespace(name="frame", detail="left", spans=()),)
    out = StringIO()
    explanation = SimpleNamespace(claim=handmade().claims[0], steps=steps)
    writer("text").write(Job("explain", explained=[Explained(handmade(), explanation)]), out)
    assert "what is said, then the cue" in out.getvalue()


def broken(dispatch):
    """Return ``dispatch`` with its first claim in two stretches."""
    claim = dispatch.claims[0]
    (start, end), *_ = claim.spans
    return replace(dispatch, claims=(replace(claim, spans=((start, start + 11), (end - 9, end))),))


@pytest.mark.parametrize(("name", "view"), [("table", "parse"), ("table", "claims"), ("md", "parse")])
def test_the_stretches_of_a_claim_have_an_ellipsis_between_them(name, view):
    first, last = (broken(handmade()).input[start:end] for start, end in broken(handmade()).claims[0].spans)
    assert f"{first.strip()} … {last.strip()}" in re.sub(r"\s+", " ", written(name, view, broken(handmade())))
    assert "…" not in written("jsonl", view, broken(handmade()))


def test_the_table_of_claims_names_the_source_and_whom_it_spoke_to():
    base = handmade()
    claim = replace(base.claims[0], source=replace(base.claims[0].source, span=Span(0, 2, "He"), name="Ilir Baro"),
                    addressee=Span(0, 3, "the BNA"))  # fmt: skip
    shown = written("table", "claims", replace(base, claims=(claim,)), width=160)
    assert "Ilir Baro" in shown
    assert "the BNA" in shown
    assert " He " not in shown


def test_the_table_of_sources_tells_who_is_not_named():
    base = handmade()
    (source, *_) = base.sources
    shown = written("table", "sources", replace(base, sources=(replace(source, anonymous=True),)), width=80)
    assert re.search(r"anonymous.*\n.*\n.* yes ", shown)


def test_a_text_without_parts_has_no_empty_panel():
    bare = handmade(headline=None, dateline=None, byline=None, date=None, agency=None, signoff=None, copyright=None,
                    advisories=(), warnings=(), status="usable")  # fmt: skip
    first = written("table", "parse", bare).splitlines()[0]
    assert first.startswith("▌ samples/flood.txt · 3 claims")


@pytest.mark.parametrize("width", [40, 44, 60, 80, 100, 120, 140, 160, 200])
@pytest.mark.parametrize("view", FLAT)
def test_no_word_is_broken_in_a_table(view, width):
    shown = written("table", view, width=width)
    words = {word for line in written("table", view, width=220).splitlines() for word in line.split()}
    assert {word for line in shown.splitlines()[1:] for word in line.split() if set(word) != {"─"}} <= words


@pytest.mark.parametrize("view", ["summary", "figures"])
def test_a_table_is_no_wider_than_it_needs_to_be(view):
    needed = max(map(len, written("table", view, width=200).splitlines()))
    assert needed < 160
    assert written("table", view, width=220) == written("table", view, width=200)


@pytest.mark.parametrize("width", [60, 80, 110, 120, 140, 200, 220])
def test_the_frame_of_a_dispatch_is_as_wide_as_its_claims(width):
    long = "The river rose above the bridge and the road was cut in many places near the town " * 4
    lines = written("table", "parse", spoken(long), width=width).splitlines()
    (frame,) = {len(line) for line in lines if line[:1] in "╭│╰" and line}
    shown = max(len(line) for line in lines if line[:1] not in "╭│╰")
    assert frame == shown if width >= 120 else frame - 12 < shown <= frame


@pytest.mark.parametrize("width", [120, 160, 200])
def test_the_figures_of_a_claim_stand_one_on_a_line_and_to_the_left(width):
    lines = written("table", "claims", width=width).splitlines()
    at = next(line.index("figures") for line in lines if "figures" in line)
    figures = [line[at:].split("   ")[0].strip() for line in lines[3:5]]
    assert figures == ["At least 12 people", "two children"]
    assert all(line[at - 1] == " " != line[at] for line in lines[3:5])


def test_confidence_has_two_decimals_in_a_table_and_all_in_json():
    claims = tuple(replace(claim, confidence=0.9) for claim in handmade().claims)
    assert re.search(r" 0\.90$", written("table", "claims", replace(handmade(), claims=claims), width=160), re.MULTILINE)
    assert "| 0.90 |" in written("md", "claims", replace(handmade(), claims=claims))
    assert json.loads(written("json", "claims", replace(handmade(), claims=(replace(claims[0], confidence=0.937),))))[0]["confidence"] == 0.937


@pytest.mark.parametrize(
    ("aliases", "shown"),
    [
        (("Mayor Ana Rodo", "Rodo", "the mayor", "Ana Rodo, mayor of Orsa"), ""),
        (("OHA", "Orsa's mayor"), "OHA"),
        (("the former minister",), "the former minister"),
    ],
)
def test_other_names_of_a_source_are_shown_where_they_say_something_new(aliases, shown):
    source = replace(handmade().sources[0], name="Ana Rodo", role="mayor", affiliation="Orsa", aliases=aliases)
    (row,) = tallies.source_rows([replace(handmade(), sources=(source,))])
    assert "; ".join(parts.other_names(row)) == shown


def test_a_rule_is_no_part_that_is_shown():
    drawn = Advisory(Span(0, 3, "___"), "rule")
    shown = written("table", "parse", handmade(advisories=(*handmade().advisories, drawn)))
    assert "URGENT" in shown
    assert "___" not in shown


# What can never happen


@pytest.mark.parametrize("view", ["parse", *FLAT])
@pytest.mark.parametrize("name", ["table", "md", "csv", "tsv", "json", "jsonl"])
def test_no_control_character_reaches_a_terminal(name, view):
    if view in writer(name).VIEWS:
        shown = written(name, view, spoken(EVIL, file=f"a{EVIL}.txt"), terminal=True)
        assert not [char for char in shown if unicodedata.category(char) in {"Cc", "Cf"} and char not in "\n\t"]


@pytest.mark.parametrize("text", ["[sic]", "[update 3]", "[/]", "[bold]x[/bold]", "[link=http://a]x[/]", ":smile:",
                                  r"\[x]", "a & b < c", "1 'x' None http://a"])  # fmt: skip
@pytest.mark.parametrize("view", ["parse", "claims", "sources"])
def test_brackets_and_markup_stay_as_they_are(text, view):
    dispatch = replace(spoken(text), sources=(replace(handmade().sources[0], name=text),))
    assert text in written("table", view, dispatch, width=200)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_cell_is_a_formula(text):
    (row,) = csv.DictReader(StringIO(written("csv", "claims", spoken(text)), newline=""))
    assert row["text"] == row["source"] == "'" + text.replace("\r", "\n")
    assert row["start"] == "114"


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_gives_back_every_character(name):
    dispatch = spoken(EVIL + "\U000e0041\u2028é")
    shown = written(name, "parse", dispatch, single=True)
    assert json.loads(shown)["claims"][0]["text"] == EVIL + "\U000e0041\u2028é"
    assert "é" in shown


@given(st.text(st.characters()))
def test_visible_shows_only_what_can_be_seen(text):
    shown = safe.visible(text)
    assert not [char for char in shown if unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char != "\n"]
    assert shown == text or safe.UNSEEN.search(text)


@given(st.text())
def test_escaped_json_is_the_same_data(text):
    assert json.loads(safe.escaped_json(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "# x", "a|b", "*x*", "[a](b)", "&amp;", "`x`"])
def test_markdown_holds_no_markup_of_the_text(text):
    shown = written("md", "parse", spoken(text))
    assert safe.markdown(text) in shown
    assert "<script" not in shown.replace("\\<", "")
