"""Quality: the tool on all samples, never below the floors that were reached; and the scoring itself."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from quality import calibrate, ratchet, scoring
from quality.scoring import Count

import gold
from wireparse.packs import load_confidence

MEASURES = (
    "content", "content_trim", "content_source", "cue", "direct", "kind", "who", "type", "figures", "figures_value",
    "figures_event", "dates", "headline", "dateline", "byline", "signoff", "copyright", "body_start", "paragraphs",
)  # fmt: skip
BASELINE = ratchet.load()


@pytest.fixture(scope="module")
def now():
    """What the tool reaches at present, measured once."""
    return ratchet.reached(ratchet.measure())


@pytest.fixture(scope="module")
def sample():
    """One sample with the dispatch that the tool makes of it."""
    one = gold.load(min(gold.SAMPLES.glob("*" + gold.SUFFIX)))
    return one, scoring.read(one)


def test_the_floors_belong_to_these_samples():
    """A floor means nothing on other samples: changing them means looking at the totals and noting the new digest."""
    assert ratchet.digest() == BASELINE.digest, (
        "The samples or their expectations have changed since the floors were measured. Look at what "
        "`python tests/quality/ratchet.py` prints, then run it with --update (and --lower MEASURE where the old floor "
        "cannot hold on the new samples), and say so in the commit."
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_no_score_is_below_its_floor(now, measure):
    """Quality goes up or stays: each measure reaches at least what it reached before."""
    floor = BASELINE.floors[measure]
    assert now[measure] >= floor, (
        f"{measure} has fallen from {floor:.4f} to {now[measure]:.4f}. `python tests/quality/ratchet.py` shows every sample; "
        f"mend the rule, or, where the loss is worth it, pin it with --lower {measure} and give the reason in the commit."
    )


def test_every_measure_has_a_floor(now):
    """No measure is left to drift."""
    assert set(BASELINE.floors) == set(now) == set(MEASURES)


# ---------------------------------------------------------------------- the ratchet


def test_an_update_never_lowers_a_floor():
    """--update takes the higher of floor and score."""
    assert ratchet.raised({"cue": 0.9, "who": 0.5}, {"cue": 0.8, "who": 0.6}) == {"cue": 0.9, "who": 0.6}


def test_a_floor_is_lowered_by_name_only():
    """--lower moves the floors that it names and no other."""
    assert ratchet.lowered({"cue": 0.9, "who": 0.5}, {"cue": 0.8, "who": 0.4}, ["cue"]) == {"cue": 0.8, "who": 0.5}


@pytest.mark.parametrize(("arguments", "floor"), [([], 1.0), (["--update"], 1.0), (["--lower", "who"], 0.5)])
def test_the_command_writes_what_it_is_asked_to(monkeypatch, tmp_path, capsys, arguments, floor):
    """Without --lower a floor above the score stays, and the command fails."""
    monkeypatch.setattr(ratchet, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setattr(ratchet, "measure", lambda: {"one": {"who": Count(1, 2, 2)}})
    ratchet.save(ratchet.Baseline("", {"who": 1.0}))
    assert ratchet.main([*arguments, "--totals"]) == int(floor > 0.5)
    assert ratchet.load().floors == {"who": floor}
    assert ("BELOW" in capsys.readouterr().out) is (floor > 0.5)


def test_an_unknown_measure_is_named(monkeypatch, capsys):
    """A mistyped measure is an error that lists those there are."""
    monkeypatch.setattr(ratchet, "measure", lambda: {"one": {"who": Count(1, 2, 2)}})
    assert ratchet.main(["--lower", "whom"]) == 2
    assert "there are: who" in capsys.readouterr().err


# ---------------------------------------------------------------------- the confidence


def test_every_group_has_a_measured_confidence():
    """The table beside the pack names every group that a claim can fall into; one command makes it anew."""
    table = load_confidence("en")
    assert set(table) == set(calibrate.names()), "run python tests/quality/calibrate.py"
    assert all(rate["n"] for rate in json.loads(calibrate.TABLE.read_text(encoding="utf-8"))["groups"].values())
    assert all(0 <= sure <= 1 for sure in table.values())


def test_a_small_group_takes_its_family_rate():
    """A group with too few claims is not measured by itself; a family with too few takes the rate of all claims."""
    many = [calibrate.Case(n, "noun/tied", n % 2 == 0) for n in range(40)]
    table = calibrate.measured([*many, calibrate.Case(99, "noun/open", True), calibrate.Case(99, "follow/tied", True)])
    assert table["noun/tied"] == calibrate.Rate(0.5, 40)
    assert table["noun/open"].n == 41
    assert table["follow/tied"].n == 42


# ---------------------------------------------------------------------- the scoring


def test_the_expectations_against_themselves_score_full_marks(sample):
    """A dispatch that says exactly what is expected has every content, source and cue right."""
    one, dispatch = sample
    claims = dispatch.claims
    perfect = replace(one, claims=tuple(_as_gold(claim) for claim in claims))
    scores = scoring.score(perfect, dispatch)
    for name in ("content", "content_trim", "content_source", "cue", "direct", "kind", "who", "type"):
        assert scores[name].f1 in {1.0, None}, name


def test_nothing_found_scores_nothing(sample):
    """A dispatch without claims, figures and dates is right about none of them."""
    one, dispatch = sample
    scores = scoring.score(one, replace(dispatch, claims=(), figures=(), dates=()))
    assert [scores[name].right for name in ("content", "content_source", "cue", "direct", "figures", "dates")] == [0] * 6
    assert scores["content"].wanted == len(one.claims)


def test_one_claim_answers_one_expectation(sample):
    """The same claim given twice is right once."""
    one, dispatch = sample
    claim = dispatch.claims[0]
    wanted = replace(one, claims=(_as_gold(claim),))
    scores = scoring.score(wanted, replace(dispatch, claims=(claim, claim)))
    assert scores["content"] == Count(1, 2, 1)


def test_half_of_the_characters_make_a_match():
    """Content that overlaps by less than half is another content."""
    assert scoring._pairs([frozenset(range(10))], [frozenset(range(5))], scoring.SOFT) == [(0, 0)]
    assert scoring._pairs([frozenset(range(10))], [frozenset(range(4))], scoring.SOFT) == []


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ("Ruth Orlo, mayor of Kelmen", "Ruth Orlo", True),
        ("Ruth Orlo", "Ruth Orlo, mayor of Kelmen", True),
        ("mayor of Kelmen", "Kelmen", False),
        ("Ruth Orlo", "mayor of Kelmen", False),
        ("Ruth Orlo", None, False),
        (None, None, True),
    ],
)
def test_a_source_is_the_same_by_extent_or_head(wanted, given, same):
    """A shorter or longer phrase with the same head is the same source."""
    text = "Ruth Orlo, mayor of Kelmen, said so."
    place = {phrase: (text.index(phrase), text.index(phrase) + len(phrase)) for phrase in (wanted, given) if phrase}
    assert scoring.same_source(text, place.get(wanted), place.get(given)) is same


def _as_gold(claim):
    """Return a claim of the tool as an expectation."""
    source = claim.source
    return gold.GoldClaim(
        claim.kind, claim.spans, scoring.source_span(claim), claim.cue.spans if claim.cue else (),
        source and source.name, source and source.type, claim.paragraph,
    )  # fmt: skip
