"""Every file in ``tests/formats``: told by its content, read as its ``.expected.json`` says, and never fatal when damaged.

An expectation lies beside its file (``storm.xml`` and ``storm.xml.expected.json``) and holds ``dispatches``, in their
order, each with those keys of ``describe`` that are worth stating (the format only where it is not the folder's);
``errors`` are the codes of what cannot be read.
"""

from __future__ import annotations

import json
import random
import zlib
from pathlib import Path

import pytest

from tests.benchmarks.reading import by_length
from wireparse import readers
from wireparse.batch import parse_task
from wireparse.errors import InputError
from wireparse.intake import Failed, Settings, Task, read_input
from wireparse.pipeline import explain
from wireparse.span import fold
from wireparse.walk import Input

FOLDER = Path(__file__).parent / "formats"
SUFFIX = ".expected.json"
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file() and not path.name.endswith(SUFFIX))
DAMAGES = 20
PARTS = ("headline", "dateline", "byline", "signoff", "copyright")


def name(path):
    return path.relative_to(FOLDER).as_posix()


def expectation(path):
    return json.loads(path.with_name(path.name + SUFFIX).read_text(encoding="utf-8"))


def outcomes(data):
    """Return the dispatches in ``data``, and the codes of its errors."""
    *steps, _ = read_input(Input("file", data=data), Settings())
    found = [parse_task(step, Settings()) if isinstance(step, Task) else step for step in steps]
    failed = [outcome for outcome in found if isinstance(outcome, Failed)]
    assert found
    assert not [failure.message for failure in failed if failure.code in ("internal", "crash")]
    assert not [failure.message for failure in failed if "\n" in failure.message or len(failure.message) > 300]
    return [outcome.dispatch for outcome in found if not isinstance(outcome, Failed)], [failure.code for failure in failed]


def describe(dispatch):
    """Return what an expectation may say of a dispatch."""
    texts = {part: getattr(dispatch, part) and getattr(dispatch, part).text for part in PARTS}
    header = dispatch.header.to_dict() if dispatch.header else {}
    return {
        **texts, "format": dispatch.format, "authors": [who.name for who in dispatch.byline.authors] if dispatch.byline else [],
        "date": dispatch.date and dispatch.date.value, "from": dispatch.date and dispatch.date.origin,
        "status": dispatch.status, "agency": dispatch.agency, "language": dispatch.language, "id": dispatch.id,
        "encoding": dispatch.encoding, "slug": dispatch.slug, "keywords": list(dispatch.keywords),
        "priority": dispatch.priority, "advisories": [advisory.text for advisory in dispatch.advisories],
        "paragraphs": len(dispatch.body.paragraphs) if dispatch.body else 0,
        "first": dispatch.body.paragraphs[0].text if dispatch.body else None,
        "claims": len(dispatch.claims), "sources": [source.name for source in dispatch.sources],
        "warnings": [warning.code for warning in dispatch.warnings], "header": header,
    }  # fmt: skip


def located(value):
    """Yield every object of the output that has a text with its offsets."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from located(inner)
    if isinstance(value, dict) and {"text", "start", "end"} <= value.keys():
        yield value


def check(dispatch):
    """Every span is exact, no character is in two parts, and none that is said is in no part."""
    text, output = dispatch.input, dispatch.to_dict()
    assert output["text"] in (None, text)
    for found in located({**output, "text": None}):
        assert fold(text[found["start"] : found["end"]]) == found["text"], found
    paragraphs = dispatch.body.paragraphs if dispatch.body else ()
    spans = [part for part in (*(getattr(dispatch, part) for part in PARTS), *dispatch.advisories, *paragraphs) if part]
    at = 0
    for start, end in [*sorted((span.start, span.end) for span in spans), (len(text), len(text))]:
        assert at <= start <= end, (at, start, text[start:end])
        assert not any(map(str.isalnum, text[at:start])), text[at:start]
        at = end


def damaged(data):
    """Return copies of ``data``: cut short, with bits turned over, and with stretches between lines or tags left out."""
    chance = random.Random(zlib.crc32(data))
    copies = [data[: len(data) * part // 11] for part in range(1, 11)]
    for _ in range(5):
        copy = bytearray(data)
        for at in chance.sample(range(len(copy)), min(len(copy), 4)):
            copy[at] ^= 1 << chance.randrange(8)
        copies.append(bytes(copy))
    mark = b"\n" if data.count(b"\n") > 5 else b">"
    for _ in range(5):
        pieces = data.split(mark)
        del pieces[chance.randrange(len(pieces))]
        copies.append(mark.join(pieces))
    return copies


@pytest.mark.parametrize("path", FILES, ids=name)
def test_the_reader_is_told_by_the_content(path):
    data = path.read_bytes()
    assert readers.choose(data[: readers.HEAD]).NAME == path.parent.name


@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_is_expected_is_found(path):
    expected = expectation(path)
    dispatches, errors = outcomes(path.read_bytes())
    assert errors == expected.get("errors", [])
    assert len(dispatches) == len(expected["dispatches"])
    for number, (dispatch, wanted) in enumerate(zip(dispatches, expected["dispatches"], strict=True)):
        assert (dispatch.format, dispatch.index) == (wanted.get("format", path.parent.name), number)
        found = describe(dispatch)
        assert wanted.keys() <= found.keys()
        header = wanted.get("header", {})
        assert {key: found["header"][key] for key in header} == header
        assert {key: found[key] for key in wanted if key != "header"} == {key: wanted[key] for key in wanted if key != "header"}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_offsets_are_exact_and_every_claim_is_explained(path):
    for dispatch in outcomes(path.read_bytes())[0]:
        check(dispatch)
        for claim in dispatch.claims:
            (content,) = [step for step in explain(dispatch, claim.id).steps if step.name == "content"]
            assert content.spans == claim.spans


@pytest.mark.parametrize("path", FILES, ids=name)
def test_damage_gives_an_error_or_what_is_left(path):
    """No damage is fatal, nor costs all dispatches without a word."""
    copies = damaged(path.read_bytes())
    assert len(copies) == DAMAGES
    for copy in copies:
        dispatches, errors = outcomes(copy)
        assert dispatches or errors
        for dispatch in dispatches:
            check(dispatch)
            assert dispatch.body or dispatch.advisories or any(getattr(dispatch, part) for part in PARTS)


@pytest.mark.parametrize("folder", sorted(FOLDER.iterdir()), ids=lambda folder: folder.name)
def test_each_format_has_a_file_of_ordinary_length(folder):
    """By which the benchmark of reading measures it."""
    assert by_length(folder)[0]


def test_every_expectation_has_its_file():
    assert {path.name.removesuffix(SUFFIX) for path in FOLDER.rglob("*" + SUFFIX)} == {path.name for path in FILES}


def texts(data, encoding=None):
    try:
        return [(raw.format, raw.text) for raw in readers.read(data, encoding=encoding)]
    except InputError as error:
        return error.code


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_format_is_read_in_wide_characters(path):
    """With a byte-order mark, or the encoding named outright, or for UTF-16 neither."""
    copy = path.read_bytes().decode("utf-8", "ignore").removeprefix("\ufeff")
    plain = texts(copy.encode())
    assert texts(copy.encode("utf-16")) == texts(copy.encode("utf-16-le"), "utf-16-le") == plain
    assert texts(copy.encode("utf-32-be"), "utf-32-be") == plain
    assert texts(copy.encode("utf-16-le")) == texts(copy.encode("utf-16-be")) == plain
