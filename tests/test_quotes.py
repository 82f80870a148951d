"""Quotations: marks of every kind paired, apostrophes left alone, paragraphs joined, odd marks told and nothing lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bodies import Body

import wireparse

# Text, and what stands between the marks of each outermost quotation, in order.
PAIRED = [
    # straight
    ('"We left," he said.', ["We left,"]),
    ('He said "we left" and wept.', ["we left"]),
    ('"We left," he said. "They stayed."', ["We left,", "They stayed."]),
    ('He called it "a crime", she "a shame".', ["a crime", "a shame"]),
    ('"Who left?" he asked.', ["Who left?"]),
    ('("We left," he said.)', ["We left,"]),
    ('The firm -- "a giant" -- failed.', ["a giant"]),
    ('He paid 4" for it.', []),
    ('"We lost 3,000 men in 1944," he said.', ["We lost 3,000 men in 1944,"]),
    ('"No."', ["No."]),
    ('"We left"; "they stayed".', ["We left", "they stayed"]),
    ('He said: "We left."', ["We left."]),
    ('He said:"We left."', ["We left."]),
    ('the "Cells of Dawn" group', ["Cells of Dawn"]),
    # curly
    ("“We left,” he said.", ["We left,"]),
    ("He said “we left” and wept.", ["we left"]),
    ("“We left,” he said. “They stayed.”", ["We left,", "They stayed."]),
    ("the “Cells of Dawn” group", ["Cells of Dawn"]),
    ("“We’ve left,” he said.", ["We’ve left,"]),
    ("“We left”—“they stayed”.", ["We left", "they stayed"]),
    # TeX and doubled apostrophes
    ("``We left,'' he said.", ["We left,"]),
    ("``We left,’’ he said.", ["We left,"]),
    ("‘‘We left,’’ he said.", ["We left,"]),
    ("He said ``we left'' and wept.", ["we left"]),
    ("``We don't know,'' he said.", ["We don't know,"]),
    # guillemets, low marks
    ("«We left», he said.", ["We left"]),
    ("« We left », he said.", ["We left"]),
    ("»We left«, he said.", ["We left"]),
    ("„We left“, he said.", ["We left"]),
    ("„We left”, he said.", ["We left"]),
    ("„We left“, he said. „They stayed“.", ["We left", "They stayed"]),
    ("‹We left›, he said.", ["We left"]),
    ("‚We left‘, he said.", ["We left"]),
    # single
    ("'We left,' he said.", ["We left,"]),
    ("‘We left,’ he said.", ["We left,"]),
    ("He called it 'a crime' on Monday.", ["a crime"]),
    ("‘We don’t know,’ he said.", ["We don’t know,"]),
    ("'We don't know,' he said.", ["We don't know,"]),
    # single inside double: only the outer one is outermost
    ("\"He told me 'go home' and left,\" she said.", ["He told me 'go home' and left,"]),
    ("“He told me ‘go home’ and left,” she said.", ["He told me ‘go home’ and left,"]),
    ("\"He told me: 'Go home,'\" she said.", ["He told me: 'Go home,'"]),
    ("“‘Go home,’ he told me,” she said.", ["‘Go home,’ he told me,"]),
    # mixed kinds by mistake of the desk
    ('“We left," he said.', ["We left,"]),
    ('"We left,” he said.', ["We left,"]),
    # apostrophes are no quotation marks
    ("It was the summer of the '90s.", []),
    ("It was the summer of the ’90s and ’80s.", []),
    ("The boys' school burned down.", []),
    ("The boys’ school and the girls’ school burned down.", []),
    ("Mr. O'Neal and Ms. D’Arcy don't agree.", []),
    ("It isn't Hans' fault, nor the workers' fault.", []),
    ("Rock 'n' roll isn't dead.", []),
    ("The states' rights and the farmers' votes count.", []),
    ("\"It isn't the boys' fault,\" he said.", ["It isn't the boys' fault,"]),
    ("“The ’90s are the boys’ time,” he said.", ["The ’90s are the boys’ time,"]),
    ("Reporters' notes and 'a lie' differ.", ["a lie"]),
    ("He left at five o'clock in Sana'a.", []),
]

# Cases of PAIRED that fail today (strict: one that starts passing must be taken out).
KNOWN = {"Rock 'n' roll isn't dead.", 'He said:"We left."'}

# Text, the quotations, and whether each runs on into the next paragraph.
RUNNING = [
    ('"We left.\n\n"They stayed," he said.', ["We left.", "They stayed,"], [True, False]),
    ("“We left.\n\n“They stayed.\n\n“Nobody came,” he said.", ["We left.", "They stayed.", "Nobody came,"], [True, True, False]),
    ("``We left.\n\n``They stayed,'' he said.", ["We left.", "They stayed,"], [True, False]),
    ("« We left.\n\n« They stayed », he said.", ["We left.", "They stayed"], [True, False]),
    ('He said: "We left.\n\n"They stayed."', ["We left.", "They stayed."], [True, False]),
    ('"We left."\n\n"They stayed," he said.', ["We left.", "They stayed,"], [False, False]),
    ("“We left,” he said.\n\nThe mayor wept.", ["We left,"], [False]),
]

# Text with a mark that has no partner, and what is odd about it.
ODD = [
    ('"We left, he said.', '"'),
    ("“We left, he said.", "“"),
    ('He said "we left and wept.', '"'),
    ("He said “we left and wept.", "“"),
    ("``We left, he said.", "``"),
    ("«We left, he said.", "«"),
    ("„We left, he said.", "„"),
    ('"We left," he said. "They stayed.', '"'),
]


def case(text, wanted):
    """Return one case of ``PAIRED``; those that fail today are strict xfails."""
    marks = [pytest.mark.xfail(strict=True, reason="a known failure")] if text in KNOWN else []
    return pytest.param(text, wanted, marks=marks, id=text[:40])


def inside(text):
    """Return what stands between the marks of each quotation of ``text``."""
    body = Body(text)
    return [body.show((found.start, found.end)) for found in body.quotes.found]


def test_there_are_enough_cases():
    """The tables keep their breadth."""
    assert len(PAIRED) + len(RUNNING) + len(ODD) >= 50


@pytest.mark.parametrize(("text", "wanted"), [case(*row) for row in PAIRED])
def test_marks_are_paired(text, wanted):
    """Marks of every kind find their partner, apostrophes find none, and no mark is left over."""
    assert inside(text) == wanted
    if wanted:
        assert Body(text).quotes.odd == ()


@pytest.mark.parametrize(("text", "wanted", "runs_on"), RUNNING, ids=[text[:40] for text, _, _ in RUNNING])
def test_a_quotation_runs_over_paragraphs(text, wanted, runs_on):
    """A quotation that is left open runs on when the next paragraph opens with a mark; only the last is closed."""
    found = Body(text).quotes.found
    assert inside(text) == wanted
    assert [quote.runs_on for quote in found] == runs_on
    assert Body(text).quotes.odd == ()


@pytest.mark.parametrize(("text", "mark"), ODD, ids=[text[:40] for text, _ in ODD])
def test_a_mark_without_partner_is_told(text, mark):
    """The mark that is never closed is listed, the words stay words."""
    body = Body(text)
    assert [text[at : at + len(mark)] for at in body.quotes.odd] == [mark]
    assert "left" in body.words.word


@pytest.mark.parametrize("text", [text for text, _ in ODD])
def test_a_mark_without_partner_is_a_warning(text):
    """In a whole dispatch the odd mark is a warning at its place, and the body keeps every character."""
    dispatch = wireparse.parse(f"KELMEN, May 3 (AFP) - {text}")
    warning = next(found for found in dispatch.warnings if found.code == "unbalanced-quotes")
    assert dispatch.input[warning.start] == text[Body(text).quotes.odd[0]]
    assert dispatch.body is not None
    assert dispatch.body.text == text


def test_odd_marks_do_not_spoil_the_next_paragraph():
    """A mark that is never closed reaches no further than its own paragraph."""
    assert inside('He said "we left and wept.\n\nThe mayor said: "They stayed."')[-1] == "They stayed."


def test_inner_quotations_are_kept():
    """A quotation inside another is held by it."""
    (outer,) = Body("“He told me ‘go home’ and left,” she said.").quotes.found
    assert len(outer.inner) == 1


@pytest.mark.parametrize("text", ['"', "“", "''", "'", '""', '" "', "”“", "«»", "'''", '"“"”', '"\n\n"', "‘ ’ ‘", '" ' * 99])
def test_bare_marks_never_raise(text):
    """Marks without words give a result, whatever their order."""
    quotes = Body(text).quotes
    assert all(found.start <= found.end for found in quotes.found)


@pytest.mark.parametrize("text", [text for text, _ in PAIRED] + [text for text, _, _ in RUNNING])
def test_quotations_stand_in_order_and_apart(text):
    """Outermost quotations follow each other and never overlap."""
    found = Body(text).quotes.found
    assert all(left.last <= right.first for left, right in pairwise(found))
