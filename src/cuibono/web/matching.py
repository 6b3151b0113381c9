"""The part of the API's description (OpenAPI 3.1) that is about reconciliation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cuibono.web.reconciliation import (
    ExtendQuery,
    Extension,
    Manifest,
    Proposal,
    Query,
    Result,
    Suggestions,
)

TYPES: Final[tuple[Any, ...]] = (
    Manifest,
    dict[str, Result],
    Extension,
    Suggestions,
    Proposal,
    dict[str, Query],
    ExtendQuery,
)
"""Everything that is asked and answered, in the order in which `paths` takes their schemas."""
_REFUSALS: Final[dict[str, str]] = {
    "400": "What was asked cannot be understood.",
    "401": "The token is missing.",
    "403": "A page of another site asks.",
}
_SENT: Final = {"413": "More was sent than is taken in.", "415": "What was sent is no form."}
_Told = Mapping[str, Any]


def paths(schemas: Sequence[_Told], refused: _Told) -> dict[str, Any]:
    """Addresses with their operations. `schemas` are those of TYPES, `refused` that of an answer that is none."""
    manifest, results, extension, suggestions, proposal, batch, columns = schemas
    answer = {"oneOf": [manifest, extension, results]}
    asked = [_parameter("queries", "query", batch, as_json=True), _parameter("extend", "query", columns, as_json=True)]
    kind = {"type": "string", "enum": ["entity", "type", "property"]}
    text, number = {"type": "string"}, {"type": "integer", "minimum": 0}
    typed = [_parameter("prefix", "query", text), _parameter("cursor", "query", number)]
    proposed = [_parameter("type", "query", text), _parameter("limit", "query", number)]
    service = {
        "get": _operation("reconcile", _ABOUT, asked, answer, refused),
        "post": _operation("reconcile_form", _ABOUT, [], answer, refused, _SENT) | {"requestBody": _form()},
    }
    suggest = _operation(
        "suggest", "What begins as somebody typed.", [_parameter("kind", "path", kind), *typed], suggestions, refused
    )
    propose = _operation("columns", "Columns by which a table can be extended.", proposed, proposal, refused)
    return {
        "/reconcile": service,
        "/reconcile/suggest/{kind}": {"get": suggest},
        "/reconcile/properties": {"get": propose},
    }


_ABOUT: Final = (
    "Reconciliation Service API 0.2: `queries` finds the parties that names may be meant for, `extend` gives columns "
    "of parties; without either, what the service is."
)


def _parameter(name: str, place: str, schema: _Told, as_json: bool = False) -> dict[str, Any]:
    held = {"content": {"application/json": {"schema": schema}}} if as_json else {"schema": schema}
    return {"name": name, "in": place, "required": place == "path", **held}


def _form() -> dict[str, Any]:
    fields = {name: {"type": "string", "contentMediaType": "application/json"} for name in ("queries", "extend")}
    schema = {"type": "object", "properties": fields}
    return {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}


def _operation(
    name: str,
    about: str,
    parameters: Sequence[_Told],
    schema: _Told,
    refused: _Told,
    more: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    refusals = _REFUSALS | dict(more or {})
    if any(parameter["in"] == "path" for parameter in parameters):
        refusals["404"] = "There is no such thing."
    answers: dict[str, Any] = {"200": _answer("The answer.", schema)}
    answers |= {status: _answer(told, refused) for status, told in refusals.items()}
    return {"operationId": name, "summary": about, "parameters": list(parameters), "responses": answers}


def _answer(about: str, schema: _Told) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": schema}}}
