"""What an answer of a reconciliation service must hold.

The facts (fields, which of them are required, their types) are those of the JSON schemas of version 0.2, in folder
0.2/schemas of https://github.com/reconciliation-api/specs; the words are our own.
"""

from __future__ import annotations

from typing import Any

import jsonschema  # type: ignore[import-untyped]

TEXT: dict[str, Any] = {"type": "string"}


def _object(required: str = "", **fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": required.split()}


def _list(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


def _alone(name: str, kind: str) -> dict[str, Any]:
    return {**_object(name, **{name: {"type": kind}}), "additionalProperties": False}


WITH_ID = {"type": "string", "pattern": r"\{\{id\}\}"}
NAMED = _object("id name", id=TEXT, name=TEXT, description=TEXT)
TYPE = {"oneOf": [TEXT, _object("id", id=TEXT, name=TEXT)]}
SERVICE = _object(service_url=TEXT, service_path=TEXT, flyout_service_url=TEXT, flyout_service_path=TEXT)
FEATURE = _object(id=TEXT, value={"type": ["boolean", "number"]})
CANDIDATE = _object(
    "id name score",
    id=TEXT,
    name=TEXT,
    description=TEXT,
    score={"type": "number"},
    match={"type": "boolean"},
    features=_list(FEATURE),
    type=_list(TYPE),
)
MANIFEST = _object(
    "versions name identifierSpace schemaSpace",
    versions=_list(TEXT, contains={"const": "0.2"}),
    name=TEXT,
    identifierSpace=TEXT,
    schemaSpace=TEXT,
    documentation=TEXT,
    serviceVersion=TEXT,
    logo=TEXT,
    view=_object("url", url=WITH_ID),
    feature_view=_object("url", url=WITH_ID),
    defaultTypes=_list(NAMED, uniqueItems=True),
    suggest=_object(entity=SERVICE, property=SERVICE, type=SERVICE),
    preview=_object("url width height", url=WITH_ID, width={"type": "integer"}, height={"type": "integer"}),
    extend=_object(propose_properties=SERVICE, property_settings={"type": "array"}),
)
RESULTS = {"type": "object", "additionalProperties": _object("result", result=_list(CANDIDATE))}
SUGGESTED = _object("result", result=_list(NAMED | {"properties": NAMED["properties"] | {"notable": _list(TYPE)}}))
PROPOSED = _object("properties", properties=_list(NAMED), type=TEXT, limit={"type": "integer"})
CELL = {
    "oneOf": [
        NAMED | {"additionalProperties": False},
        _alone("str", "string"),
        _alone("float", "number"),
        _alone("int", "integer"),
        {"type": "object", "maxProperties": 0},
    ]
}
EXTENDED = _object(
    "meta rows",
    meta=_list(_object("id name", id=TEXT, name=TEXT, type=_object("id", id=TEXT, name=TEXT))),
    rows={"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _list(CELL)}},
)


def conforms(answer: Any, schema: dict[str, Any]) -> bool:
    """True; or an error that says where the answer is not as it must be."""
    jsonschema.Draft202012Validator(schema).validate(answer)
    return True
