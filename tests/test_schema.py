"""The published schema: valid itself, and met by every dispatch, with no field unnamed."""

from __future__ import annotations

import copy
import json
from dataclasses import fields, replace
from typing import Any

import jsonschema
import pytest

from handmade import TEXT, handmade
from wireparse import model, schema


def strict(node: Any) -> Any:
    """Return the schema with no field allowed that it does not name: the published one leaves room for later ones."""
    node = copy.deepcopy(node)
    for member in [node, *node["$defs"].values()]:
        member["additionalProperties"] = False
    return node


CHECK = jsonschema.Draft202012Validator(strict(schema.load()))


def test_the_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(schema.load())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"file": None, "encoding": None, "date": None, "agency": None, "headline": None, "dateline": None,
         "byline": None, "body": None, "signoff": None, "copyright": None, "claims": (), "sources": (),
         "figures": (), "dates": (), "warnings": (), "advisories": ()},
        {"text": TEXT, "priority": 3, "slug": "floods", "keywords": ("weather",), "status": "kill"},
        {"dateline": replace(handmade().dateline, date="--08-29")},
    ],
)  # fmt: skip
def test_a_dispatch_meets_the_schema(changes):
    CHECK.validate(json.loads(json.dumps(handmade(**changes).to_dict())))


@pytest.mark.parametrize("field", sorted(handmade().to_dict()))
def test_every_field_is_required(field):
    found = handmade().to_dict()
    del found[field]
    assert not CHECK.is_valid(found)


def test_a_claim_without_source_or_cue_meets_the_schema():
    bare = replace(handmade().claims[0], source=None, cue=None, id="n1", kind="narrated")
    CHECK.validate(json.loads(json.dumps(handmade(claims=(bare,)).to_dict())))


def test_the_schema_names_all_that_the_model_holds():
    """A field added to the model must be published; what a dispatch was made from need not be."""
    listed = set(schema.load()["properties"])
    assert {field.name for field in fields(model.Dispatch)} - {"input", "marks"} <= listed


@pytest.mark.parametrize(("field", "value"), [("status", "odd"), ("claims", None), ("date", "2019-08-29"), ("index", -1)])
def test_a_wrong_value_is_refused(field, value):
    assert not CHECK.is_valid({**handmade().to_dict(), field: value})
